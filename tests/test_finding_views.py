from __future__ import annotations

from typing import Any

from test_terminal import LANGUAGES, MANY, OPEN, finding, report
from zoneplan.errors import Problem
from zoneplan.excerpts import Excerpts
from zoneplan.finding_views import problem_view, report_view
from zoneplan.findings import Checked, NotChecked, Report, Severity
from zoneplan.listing import Printing
from zoneplan.locations import Location
from zoneplan.styled_lines import Style, plain
from zoneplan.terminal import report_lines

SOURCE = Excerpts({"计划.yaml": "id: 划\n  二: 2\n三\n四\n".encode()})


def shown(found: Report, **how: Any) -> list[str]:
    """The view without styles."""
    return [plain(line) for line in report_view(found, "p.json", SOURCE, Printing(**how))]


def test_findings_stand_below_the_line_they_are_about() -> None:
    """Of one place the line is shown once; a place that the file does not have has its findings alone."""
    assert shown(report(*MANY)) == [
        "计划.yaml:1:5: in programs[1]",
        "  1 | id: 划",
        "    |     ^",
        "  error BAD: sentence 1",
        "    mend it",
        "  warning ODD: sentence 1",
        "  advice HINT: sentence 1",
        "",
        "计划.yaml:2:5: in programs[2]",
        "  2 |   二: 2",
        "    |      ^",
        "  advice HINT: sentence 2",
        "",
        "… and 2 more HINT; --all shows them",
        "",
        "1 plan, 1 program",
        "1 error, 1 warning, 4 pieces of advice; 7 checks made, 1 not possible",
        "1 check could not be made, so nothing is known there; --all lists each with its reason",
    ]


def test_everything_is_shown_in_chinese() -> None:
    """All advice and every open check are shown, in the language asked for."""
    lines = shown(report(*MANY), language="zh", everything=True)
    assert lines[:6] == [
        "计划.yaml:1:5: 位于 programs[1]",
        "  1 | id: 划",
        "    |     ^",
        "  错误 BAD: 第一句",
        "    请改正",
        "  警告 ODD: sentence 1",
    ]
    assert ["p.json: 位于 targets[0]", "  未核对 SUM-TOTAL: 两项缺报", ""] == lines[-5:-2]
    assert 4 == sum("HINT" in line for line in lines)


def test_the_view_tells_all_that_the_plain_report_tells() -> None:
    """Every sentence of the plain report stands in the view, and the last lines are the same."""
    for language in LANGUAGES:
        for everything in (True, False):
            view = "\n".join(shown(report(*MANY), language=language, everything=everything))
            told = list(report_lines(report(*MANY), "p.json", language=language, everything=everything))
            assert [] == [line for line in told if line.startswith("    ") and line.strip() not in view]
            assert view.endswith("\n".join(told[-2:]))


def test_a_report_without_findings_is_its_counts() -> None:
    """Nothing is shown of a file in which nothing was found."""
    assert [
        "1 plan, 1 program",
        "0 errors, 0 warnings, 0 pieces of advice; 3 checks made, 0 not possible",
    ] == (shown(report(Checked("X", 3))))


def test_severities_are_told_apart_by_words_as_well_as_styles() -> None:
    """What a colour says stands beside it as a word."""
    for severity, style in zip(Severity, (Style.BAD, Style.WARNING, Style.OPEN), strict=True):
        lines = list(report_view(report(finding("X", severity)), "p", SOURCE))
        (head,) = [one for line in lines for one in line if one.text.endswith(" X")]
        assert (f"{severity.value} X", style) == (head.text, head.style)
    open_check = NotChecked(code="Y", place=Location("a"), reason="why")
    lines = list(report_view(report(open_check, OPEN), "p", SOURCE, Printing(everything=True)))
    assert Style.OPEN in {one.style for line in lines for one in line if one.text == "not checked Y"}


def test_problems_are_shown_with_their_lines() -> None:
    """What keeps a file from being read is shown in the line where it stands."""
    problem = Problem(Location("三", "计划.yaml", 3, 2), "no colon", "write one", "缺冒号", "请补上")
    assert [plain(line) for line in problem_view([problem], "计划.yaml", SOURCE)] == [
        "计划.yaml:3:2: in 三",
        "  3 | 三",
        "    |   ^",
        "  problem: no colon",
        "    write one",
        "",
        "1 problem in 计划.yaml; nothing else was looked at",
    ]
    chinese = problem_view([problem, problem], "计划.yaml", SOURCE, Printing(language="zh"))
    assert "计划.yaml 有2个问题，其余未核对" == [plain(line) for line in chinese][-1]


def test_text_of_a_plan_moves_no_cursor() -> None:
    """Names that hold escape sequences are spelled out in every part of the view."""
    nasty = Problem(Location("\x1b[2J", "\x1b.yaml", 1, 1), "\x1b[31m", "\r")
    lines = [plain(line) for line in problem_view([nasty], "x", Excerpts({"\x1b.yaml": b"\x1b[2J"}))]
    assert [] == [line for line in lines if not line.isprintable()]
    assert r"  1 | \x1b[2J" in lines
