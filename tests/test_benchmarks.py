"""The benchmark runs, on a plan small enough for every test run; its ratios are not judged here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent / "benchmarks" / "plan_speed.py"
READING = Path(__file__).parent / "benchmarks" / "reading_speed.py"
GROWTH = Path(__file__).parent / "benchmarks" / "frames_growth.py"
FRAMES = Path(__file__).parent / "benchmarks" / "frames_speed.py"
ADDING = Path(__file__).parent / "benchmarks" / "frames_adding.py"
FOLLOWING = Path(__file__).parent / "benchmarks" / "progress_speed.py"
WORKBOOKS = Path(__file__).parent / "benchmarks" / "workbook_speed.py"
VERDICTS = Path(__file__).parent / "benchmarks" / "verdict_speed.py"
REPORTS = Path(__file__).parent / "benchmarks" / "report_speed.py"
WRITING = Path(__file__).parent / "benchmarks" / "workbook_writing_speed.py"


def test_the_benchmark_measures_every_bar() -> None:
    """Each bar is printed with its ratio and whether it was met."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), "200"], capture_output=True, encoding="utf-8", check=False
    )
    lines = done.stdout.splitlines()
    assert done.stderr == ""
    assert lines[0].startswith("200 actions, Python ")
    assert [line.split(" / ")[0].strip() for line in lines[1:7]] == [
        "read_plan",
        "first roll_up after reading, total",
        "roll_up, total",
        "roll_up, total and coverage",
        "validate, index included",
        lines[6].split(" / ")[0].strip(),
    ]
    assert [line.split(" / ")[0] for line in lines[7:]] == [
        "import zoneplan",
        "from zoneplan import Figure, Plan, read_plan",
    ]
    assert len(lines) == 9
    assert all(line.endswith(("   met", "   MISSED")) for line in lines[1:])


def test_verdicts_stay_within_their_bar() -> None:
    """Deciding for the first time costs at most thirty times what plain `Decimal` arithmetic does.

    Half of that is usual, so that the bar is judged here as well; the sorts, being fewer, are only told.
    """
    found = subprocess.run(
        [sys.executable, str(VERDICTS), "900"], capture_output=True, encoding="utf-8", check=False
    )
    lines = found.stdout.splitlines()
    assert found.stderr == ""
    assert lines[0].startswith("900 relations, Python ")
    assert [line.split("  ")[0] for line in lines[2:]] == [
        "first decide / plain Decimal, relations",
        "first decide / plain Decimal, sums of five",
        "first decide / plain Decimal, shares",
        "first decide / plain Decimal, growths over five years",
        "decide again / plain Decimal, relations",
    ]
    assert all(line.endswith(("   met", "   MISSED")) for line in lines[3:])
    assert lines[2].endswith("   met")


def test_finding_amounts_is_measured_against_its_bar() -> None:
    """The ratio to one regex of numerals is printed with its bar, whether it is met or not."""
    found = subprocess.run(
        [sys.executable, str(READING), "60000"], capture_output=True, encoding="utf-8", check=False
    )
    first, ratio = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("60,000 bytes, ")
    assert ratio.startswith("amounts.find / one regex of numerals")
    assert found.returncode == (0 if ratio.endswith("   met") else 1)


def test_frames_are_measured_against_their_bars() -> None:
    """Each bar is printed with its ratio; that the answers are the same is checked before."""
    found = subprocess.run(
        [sys.executable, str(FRAMES), "500000"], capture_output=True, encoding="utf-8", check=False
    )
    lines = found.stdout.splitlines()
    assert found.stderr == ""
    assert lines[0].startswith("500,000 observations, 1 metrics, 11,011 rows of answer; ")
    assert [line.split("  ")[0] for line in lines[1:6]] == [
        "zoneplan.frames / DuckDB SQL by hand, as careful",
        "zoneplan.frames / DuckDB SQL by hand that trusts its data",
        "zoneplan.frames / pandas, whole numbers",
        "zoneplan.frames / pint-pandas, 500,000 rows, scaled",
        "zoneplan.frames / pint, 20,000 rows, scaled",
    ]
    assert all(line.endswith(("   met", "   MISSED")) for line in lines[1:6])
    assert lines[6].startswith("faster than pandas ")


def test_adding_a_month_is_measured_against_its_bars() -> None:
    """What a month costs in a folder is printed beside rolling all up, after their answers were compared."""
    found = subprocess.run(
        [sys.executable, str(ADDING), "50000", "1000"], capture_output=True, encoding="utf-8", check=False
    )
    first, *lines = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("50,000 observations, 1 metrics, 50 months, 18,734 rows of answer; ")
    assert [line.split("  ")[0] for line in lines] == [
        "a month added to one large batch / from scratch",
        "a month added to a batch for each month / from scratch",
    ]
    assert all(line.endswith(("   met", "   MISSED")) for line in lines)


def test_following_targets_is_measured_against_its_bar() -> None:
    """Where targets stand is told, with the ratio to reading their figures from CSV and its bar.

    It is about two; a plan this small is judged at CI's leisure, so that only the line is looked at.
    """
    found = subprocess.run(
        [sys.executable, str(FOLLOWING), "100", "24"], capture_output=True, encoding="utf-8", check=False
    )
    first, times, ratio = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("100 targets, 24 months, Python ")
    assert times.startswith("reading ")
    assert ratio.startswith("plan.progress / csv.DictReader and Decimal")
    assert found.returncode == (0 if ratio.endswith("   met") else 1)


def test_reading_workbooks_is_measured_against_its_bar() -> None:
    """The ratio to the bare reading of values is printed with its bar, whether it is met or not."""
    found = subprocess.run(
        [sys.executable, str(WORKBOOKS), "50"], capture_output=True, encoding="utf-8", check=False
    )
    first, ratio = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("50 rows, 22 columns, ")
    assert ratio.startswith("read_sheets / bare python-calamine")
    assert found.returncode == (0 if ratio.endswith("   met") else 1)


def test_writing_workbooks_is_measured_against_its_bar() -> None:
    """The ratio to bare xlsxwriter is printed with its bar, whether it is met or not."""
    found = subprocess.run(
        [sys.executable, str(WRITING), "50"], capture_output=True, encoding="utf-8", check=False
    )
    first, ratio, plan = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("22 x 50 cells, xlsxwriter ")
    assert ratio.startswith("workbook_bytes / bare xlsxwriter  ")
    assert plan.startswith("a plan of 50 actions: written in ")
    assert found.returncode == (0 if ratio.endswith("   met") else 1)


def test_reports_are_measured_beside_what_draws_them() -> None:
    """Time and size of a report are judged, what it takes beside bare Jinja2 and vl-convert is told."""
    found = subprocess.run(
        [sys.executable, str(REPORTS), "20"], capture_output=True, encoding="utf-8", check=False
    )
    first, *bars = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.startswith("20 actions, ")
    assert [re.split(r"  +", line)[0] for line in bars] == [
        "seconds for the report of 20 actions",
        "megabytes of it",
        "kilobytes of the page of Kunshan",
        "page without pictures / bare Jinja2",
        "pictures / bare vl-convert",
        "seconds to write the Word document",
        "seconds to write the workbook",
        "briefing: an action here / in a quarter",
        "page: an action here / in a quarter",
        "Word document: an action here / in a quarter",
    ]
    assert all(line.endswith("   met") for line in (*bars[:3], *bars[5:7]))
    assert found.returncode == (0 if all(line.endswith("   met") for line in bars) else 1)


def test_growth_is_measured_size_by_size(tmp_path: Path) -> None:
    """Each size is told with its costs for a row, and kept with a plot; how time grows is judged."""
    found = subprocess.run(
        [sys.executable, str(GROWTH), "--keep", str(tmp_path), "500000", "1000000"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    first, second, power = found.stdout.splitlines()
    assert found.stderr == ""
    assert first.strip().startswith("500,000 observations: ")
    assert second.strip().startswith("1,000,000 observations: ")
    assert power.startswith("exponent of the processor's time ")
    assert found.returncode == (0 if power.endswith("   met") else 1)
    kept = json.loads((tmp_path / "growth.json").read_text(encoding="utf-8"))
    assert [(500_000, 11_011, 20_000), (1_000_000, 22_022, 40_000)] == [
        (one["rows"], one["answer_rows"], one["states"]) for one in kept["points"]
    ]
    assert "<svg" in (tmp_path / "growth.svg").read_text(encoding="utf-8")
