"""Rolling tables up from the command line: what is printed where, and what it exits with."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from zoneplan import Aspect, Missing, console, frames
from zoneplan.cli import main
from zoneplan.cli_frames import _in_language, rollup
from zoneplan.periods import Periodicity

if TYPE_CHECKING:
    from click.testing import Result

TABLES = Path(__file__).parents[1] / "docs" / "how-to" / "tables"
FILES = {
    "--observations": str(TABLES / "observations-*.csv"),
    "--outline": str(TABLES / "outline.csv"),
    "--metrics": str(TABLES / "plan.yaml"),
}


def run(*further: str, **changed: str) -> Result:
    """Roll the tables up; `observations`, `outline` and `metrics` name other files."""
    files = {**FILES, **{f"--{name}": path for name, path in changed.items()}}
    args = [part for pair in files.items() for part in pair]
    return CliRunner().invoke(main, ["rollup", *args, *further], prog_name="zoneplan")


def test_a_summary_is_printed(tmp_path: Path) -> None:
    """Rows, periods, figures and the digest of the file; no bar where standard error is no terminal."""
    path = str(tmp_path / "answer.parquet")
    result = run("investment", "--by", "year", "-o", path)
    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout == (
        f"wrote {path}: 8 rows\n"
        "nodes 4, metrics 1, periods 2: 2023 … 2024\n"
        "reported 4 of 6 figures, and 0 in part\n"
        f"digest {frames.digest(path)}\n"
    )


def test_the_summary_is_given_as_json_and_in_chinese(tmp_path: Path) -> None:
    """The same facts for programs, and for readers of Chinese."""
    path = str(tmp_path / "answer.csv")
    expected = {
        "version": 1, "output": path, "rows": 4, "nodes": 4, "metrics": ["investment"], "periods": ["2024"],
        "reported": 2, "partial": 0, "expected": 3,
    }  # fmt: skip
    found = json.loads(run("--period", "2024", "-o", path, "--json").stdout)
    assert {**expected, "digest": frames.digest(path)} == found
    assert run("--period", "2024", "-o", path, "--lang", "zh").stdout == (
        f"已写入 {path}：4行\n"
        "节点4个，指标1个，时期1个：2024\n"
        "应报3个，已报2个，只报部分月份0个\n"
        f"摘要 {frames.digest(path)}\n"
    )


@pytest.mark.parametrize(
    ("further", "changed", "message"),
    [
        ((), {}, "metric 'investment' has actual entries for several periods: 2023, 2024"),
        (("--period", "soon"), {}, "expected a period, got 'soon'"),
        (("--lang", "zh"), {"observations": "none*.csv"}, "没有文件符合 'none*.csv'"),
        (("--period", "2024", "--memory", "1MB"), {}, "1 MB of memory do not suffice for an outline"),
        (("investmnt",), {}, "unknown metric 'investmnt'"),
        ((), {"metrics": "none.yaml"}, "Invalid value for '--metrics': File 'none.yaml' does not exist."),
        (("--explain",), {}, "No such option '--explain'"),
    ],
)
def test_wrong_use_is_told(
    tmp_path: Path, further: tuple[str, ...], changed: dict[str, str], message: str
) -> None:
    """Exit code 2, a sentence on standard error, and no file."""
    result = run("-o", str(tmp_path / "answer.csv"), *further, **changed)
    assert (2, "", []) == (result.exit_code, result.stdout, list(tmp_path.iterdir()))
    assert message in result.stderr


def test_what_is_wrong_with_a_file_is_told_of_that_file(tmp_path: Path) -> None:
    """An outline in a circle is a problem of the outline, a wrong unit one of the observations."""
    outline, rows = tmp_path / "outline.csv", tmp_path / "rows.csv"
    outline.write_text("node,parent\na,b\nb,a\n", "utf-8")
    rows.write_text("metric,subject,period,number,unit\ninvestment,west,2024,1,斤两\n", "utf-8")
    answer = str(tmp_path / "answer.csv")
    circle, unit = run("-o", answer, outline=str(outline)), run("-o", answer, observations=str(rows))
    assert (1, 1) == (circle.exit_code, unit.exit_code)
    assert circle.stdout.startswith(f"{outline}: problem\n    the outline runs in a circle: ")
    assert unit.stdout.startswith(f"{rows}: problem\n    unknown unit '斤两'")


def test_choices_are_those_of_the_library() -> None:
    """The words offered are exactly the ones the library knows."""
    options = {option.name: option for option in rollup.params}
    offered: dict[str, Any] = {name: options[name].type for name in ("aspect", "missing", "by")}
    assert tuple(offered["aspect"].choices) == tuple(aspect.value for aspect in Aspect)
    assert tuple(offered["missing"].choices) == tuple(word.value for word in Missing)
    assert tuple(offered["by"].choices) == tuple(part.value for part in Periodicity)


def test_a_bar_shows_each_thing_that_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding up and rolling up have a bar each, in the language that was asked for."""
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", shown)
    with console.Progress() as progress:
        for told in ((0, 1, "adding up"), (0, 2, "rolling up"), (1, 2, "rolling up"), (2, 2, "rolling up")):
            _in_language(progress, "zh")(*told)
    assert [1, 1] == [min(1, shown.getvalue().count(word)) for word in ("累加", "汇总")]
    assert "100%" in shown.getvalue()


def test_help_waits_for_no_engine() -> None:
    """Neither `zoneplan --help` nor the help of this command imports narwhals or DuckDB."""
    code = (
        "import sys\nfrom zoneplan.cli import main\n"
        "try:\n    main(['rollup', '--observations', 'x', '--help'])\n"
        "except SystemExit:\n"
        "    print([one for one in ('narwhals', 'duckdb', 'pyarrow', 'attrs') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "[]" == done.stdout.splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_ctrl_c_exits_as_every_command_does(tmp_path: Path) -> None:
    """Exit code 130 and one word, with nothing left behind."""
    rows = tmp_path / "rows.csv"
    with rows.open("w", encoding="utf-8") as file:
        file.write("metric,subject,period,number,unit\n")
        file.writelines(f"investment,leaf{one},2024,{one}.5,亿元\n" for one in range(2_000_000))
    args = [part for pair in {**FILES, "--observations": str(rows)}.items() for part in pair]
    out = tmp_path / "out"
    out.mkdir()
    code = "import sys; from zoneplan.cli import main; main(sys.argv[1:])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "rollup", *args, "-o", str(out / "answer.csv")], stderr=subprocess.PIPE
    )
    while process.poll() is None and not list(out.iterdir()):
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (130, [b"interrupted"], []) == (process.returncode, errors.split(), list(out.iterdir()))
