"""What the commands print where somebody looks at it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from zoneplan.console import in_options
from zoneplan.layout import width

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
id: p
name: 重点项目
pattern: 1+2+4
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations: [{metric: inv, period: 2020-01/10, figure: 629.0亿元}]
targets: [{metric: inv, by: 2020, level: 647.4亿元}]
programs:
  - {id: a, name: "产业[red]创新", actions: [{id: a1, name: 链补强, lead_units: 局, deadline: 2020-09}]}
"""
RUN = "import sys; sys.argv[0] = 'zoneplan'; from zoneplan.cli import main; main()"
WISHES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "COLUMNS",
    "ZONEPLAN_LANG",
)


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    """An invented plan whose pattern announces more than it declares."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def environment(**wishes: str) -> dict[str, str]:
    """Give an environment without wishes but those given."""
    kept = {name: value for name, value in os.environ.items() if name not in WISHES}
    return {**kept, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **wishes}


def piped(*args: str, stdin: str = "", **wishes: str) -> str:
    """Give what a command prints into a pipe."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env=environment(**wishes),
    )
    return done.stdout.decode(wishes.get("PYTHONIOENCODING", "utf-8"))


def on_terminal(*args: str, columns: int = 100, **wishes: str) -> str:
    """Give what a command prints on a terminal."""
    fcntl, pty = pytest.importorskip("fcntl"), pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, columns.to_bytes(2, sys.byteorder).rjust(4, b"\x18") + bytes(4))
    with contextlib.closing(os.fdopen(ours, "rb", buffering=0)) as screen:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, *args],
            stdout=theirs,
            stderr=subprocess.DEVNULL,
            env=environment(**wishes),
        )
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
            while more := screen.read(65536):
                shown += more
        process.wait()
    return shown.decode().replace("\r\n", "\n")


FOUND = """\
{file}:3:10: in pattern
  3 | pattern: 1+2+4
    |          ^
  error COUNT-PATTERN: the pattern 1+2+4 announces 2 programs, the plan declares 1
    correct the pattern, or the declared numbers
"""


def test_a_terminal_shows_the_lines_of_a_file(plan_file: str) -> None:
    """Somebody who looks sees the line with a caret; a pipe gets the short form, which programs read."""
    plainly = on_terminal("check", plan_file, columns=120, NO_COLOR="1")
    assert plainly.startswith(FOUND.format(file=plan_file))
    assert plainly == piped("check", plan_file, "--source")
    assert piped("check", plan_file) == on_terminal("check", plan_file, "--no-source")
    assert "  3 | " not in piped("check", plan_file)


def test_standard_input_is_shown_as_well() -> None:
    """What was read from standard input is gone, and its lines are shown all the same."""
    assert piped("check", "-", "--source", stdin=PLAN).startswith(FOUND.format(file="<stdin>"))


def test_colour_follows_the_wishes(plan_file: str) -> None:
    """A terminal has colour; NO_COLOR takes it away, FORCE_COLOR gives it to a pipe, and NO_COLOR wins."""
    assert "\x1b[1;31merror COUNT-PATTERN\x1b[0m: the pattern" in on_terminal("check", plan_file)
    assert "\x1b" not in on_terminal("check", plan_file, NO_COLOR="1")
    assert "\x1b" not in on_terminal("check", plan_file, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b" in piped("check", plan_file, "--source", FORCE_COLOR="1")
    assert "\x1b" not in piped("check", plan_file, "--source", FORCE_COLOR="0")
    assert "\x1b" not in on_terminal("check", plan_file, TERM="dumb")


def test_text_of_a_plan_is_no_markup(plan_file: str) -> None:
    """A name in brackets stays one, in colour as without."""
    tree = ("progress", plan_file, "--as-of", "2020-10", "--tree")
    assert "产业[red]创新" in on_terminal(*tree)
    assert "产业[red]创新" in piped(*tree)


def test_json_and_a_tree_are_not_asked_for_at_once(plan_file: str) -> None:
    """One of them is printed, and which is for the caller to say."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "progress", plan_file, "--as-of", "2020", "--tree", "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (2, "") == (done.returncode, done.stdout)
    assert "Error: --json gives records and --tree a tree; ask for one of them\n" == done.stderr


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_narrow_terminal_is_kept_to(plan_file: str, columns: int) -> None:
    """Trees and excerpts keep to the terminal, which is taken for no narrower than 40 columns."""
    tree = on_terminal("progress", plan_file, "--as-of", "2020-10", "--tree", columns=columns, NO_COLOR="1")
    _, _, *lines = tree.splitlines()
    assert [] == [line for line in lines if width(line) > max(columns, 40)]
    checked = on_terminal("check", plan_file, columns=columns, NO_COLOR="1").splitlines()
    assert [] == [line for line in checked if " | " in line and width(line) > max(columns, 40)]


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8", "├─ ▲ 完成投资 647.4亿元 (2020)  "),
        ("gbk", "├─ ▲ 完成投资 647.4亿元 (2020)  "),
        ("ascii", r"|- ! \u5b8c\u6210\u6295\u8d44 647.4\u4ebf\u5143 (2020)  "),
    ],
)
def test_what_an_encoding_lacks_is_drawn_otherwise(encoding: str, line: str) -> None:
    """Shapes and lines stay apart in ASCII, and nothing is lost on a Chinese Windows."""
    behind = PLAN.replace("629.0", "29.0")
    tree = piped("progress", "-", "--as-of", "2020-10", "--tree", stdin=behind, PYTHONIOENCODING=encoding)
    assert any(one.startswith(line) for one in tree.splitlines()), tree


def test_shapes_are_told_apart_in_ascii() -> None:
    """Each shape has a sign of its own where it cannot be shown."""
    from zoneplan.layout import encodable
    from zoneplan.printed_tables import Signal

    signs = [encodable(signal.shape, "ascii") for signal in Signal]
    assert (len(signs), {1}) == (len(set(signs)), {len(one) for one in signs})


def test_a_file_that_is_no_plan_shows_where(tmp_path: Path) -> None:
    """What keeps a file from being read is shown in its line by every command, in the language asked for."""
    path = tmp_path / "plan.yaml"
    path.write_text("id: p\nname: 规划\nnmae: x\n", encoding="utf-8")
    shown = on_terminal("show", str(path), "--lang", "zh", NO_COLOR="1")
    assert shown.startswith(f"{path}:3:7: 位于 nmae\n  3 | nmae: x\n    |       ^\n  问题: ")
    assert piped("show", str(path)).startswith(f"{path}:3:7: problem in nmae\n")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("say which period, or by='year'", "say which with --period, or --by year"),
        ("say which period", "say which with --period"),
        ("use missing='skip_if_all' or 'skip_if_any'", "use --missing skip_if_all or skip_if_any"),
        ("请用 missing='skip_if_all' 或 'skip_if_any'", "请用 --missing skip_if_all 或 skip_if_any"),
        ("such as memory='4GB', or threads=1; or", "such as --memory 4GB, or --threads 1; or"),
        ("例如 aspect='actual'（--aspect actual）", "例如 --aspect actual"),
        ("rename it, without '='", "rename it, without '='"),
        ("unknown metric 'by'", "unknown metric 'by'"),
    ],
)
def test_python_is_told_in_options(said: str, expected: str) -> None:
    """Arguments of Python are said as options, and nothing else is changed."""
    assert expected == in_options(said)
