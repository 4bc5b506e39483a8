"""How long the command line takes to answer who asks for help, measured beside bare Python.

Run it with `python tests/benchmarks/help_speed.py [ROUNDS]`. In each round every command is started once,
so that what else the machine does bears on all of them alike; the medians are compared. The exit code is 1
when a bar is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

from bars import Bar

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "zoneplan --help": ["-m", "zoneplan", "--help"],
    "zoneplan --lang zh check --help": ["-m", "zoneplan", "--lang", "zh", "check", "--help"],
    "zoneplan re<TAB>": [
        "-c",
        "import sys; sys.argv[:] = ['zoneplan']; from zoneplan.cli import main; main()",
    ],
}
"""What is started; the last as a shell does that completes a word."""
MOST = 9
"""Times bare Python: 100 ms where that takes 11 ms, as on the idle machine that the bar was set on."""
COMPLETING = {"_ZONEPLAN_COMPLETE": "bash_complete", "COMP_WORDS": "zoneplan re", "COMP_CWORD": "1"}


def measured(rounds: int) -> dict[str, float]:
    """Give the median of the milliseconds that each command takes."""
    found: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, args in COMMANDS.items():
            completing = COMPLETING if name.endswith("<TAB>") else {}
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, *args], capture_output=True, check=True, env={**os.environ, **completing}
            )
            found[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> int:
    """Measure, print each bar, and give the exit code."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    found = measured(rounds)
    bare, click = found["python -c pass"], found["import click"]
    print(
        f"{rounds} rounds, Python {sys.version.split()[0]}; bare {bare:.0f} ms, import click {click:.0f} ms"
    )
    bars = [Bar(f"{name} / python -c pass", found[name] / bare, MOST) for name in list(COMMANDS)[2:]]
    bars.append(Bar("zoneplan --help / import click", found["zoneplan --help"] / click, 3))
    for bar in bars:
        print(bar)
    return 0 if all(bar.is_met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
