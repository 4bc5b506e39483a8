"""Findings and reports: judgements as values, in an order of their own, with what was not checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Checked, Finding, Location, NotChecked, Report, Severity
from zoneplan.errors import FindingsError
from zoneplan.outline import Census

if TYPE_CHECKING:
    from zoneplan.findings import Judgement

CENSUS = Census(plans=1, programs=5, declared_actions=22, named_actions=17, unnamed_actions=5, projects=0)
PLACE = Location("programs[2].actions[0].budget", "kunshan.yaml", 41, 17)
FINDING = Finding(
    code="SUM-TOTAL",
    severity="error",
    place=PLACE,
    message="the parts come to 5亿元",
    message_zh="分项合计为5亿元",
    remedy="correct one",
    remedy_zh="请更正",
    evidence={"stated": "6亿元", "computed": "5亿元"},
)


def _finding(code: str, severity: str, path: str, **fields: Any) -> Finding:
    complete: dict[str, Any] = {"message": "wrong", "place": Location(path)} | fields
    return Finding(code=code, severity=Severity(severity), **complete)


JUDGEMENTS: list[Judgement] = [
    _finding("B", "error", "programs[2]"),
    _finding("A", "error", "programs[10]"),
    _finding("A", "error", "programs[10]", message="worse"),
    _finding("C", "error", "programs[10]"),
    _finding("A", "error", "sources[x]"),
    _finding("A", "error", "sources[y]"),
    _finding("A", "warning", "", evidence={"a": "1"}),
    _finding("A", "warning", "", evidence={"a": "2"}),
    _finding("A", "advice", "a[²].b", place=Location("a[²].b", "b.yaml", 3, 1)),
    _finding("A", "advice", "z", place=Location("z", "b.yaml", 2, 1)),
    Checked("B", 3),
    Checked("A", 2),
    Checked("B", 1),
    NotChecked(code="B", place=Location("b"), reason="no figure"),
    NotChecked(code="A", place=Location("b"), reason="no figure"),
    NotChecked(code="A", place=Location("b"), reason="no figure", reason_zh="缺"),
    NotChecked(code="A", place=Location("a"), reason="no figure"),
]


@pytest.mark.parametrize(
    ("finding", "language", "expected"),
    [
        (
            FINDING,
            "en",
            (
                "error SUM-TOTAL programs[2].actions[0].budget (kunshan.yaml:41:17): "
                "the parts come to 5亿元\n"
                "    correct one"
            ),
        ),
        (
            FINDING,
            "zh",
            "error SUM-TOTAL programs[2].actions[0].budget (kunshan.yaml:41:17): 分项合计为5亿元\n    请更正",
        ),
        (_finding("A", "advice", ""), "zh", "advice A the plan: wrong"),
        (_finding("A", "advice", "", remedy="do"), "zh", "advice A the plan: wrong\n    do"),
        (
            _finding("A", "advice", "", message_zh="错", remedy="do"),
            "zh",
            "advice A the plan: 错\n    do",
        ),
        (_finding("A", "advice", "", message_zh="错", remedy="do"), "en", "advice A the plan: wrong\n    do"),
    ],
)
def test_a_finding_prints_in_either_language(finding: Finding, language: str, expected: str) -> None:
    """A finding prints with its place and remedy; what has no Chinese is printed in English."""
    assert expected == finding.text(language)


def test_a_finding_prints_in_english_unless_asked() -> None:
    """The text of a finding is the English one."""
    assert FINDING.text("en") == str(FINDING)


def test_findings_are_values() -> None:
    """Equal findings are equal and hash alike; evidence counts."""
    assert FINDING == _finding(
        "SUM-TOTAL", "error", "", place=PLACE, message="the parts come to 5亿元",
        message_zh="分项合计为5亿元", remedy="correct one", remedy_zh="请更正",
        evidence={"computed": "5亿元", "stated": "6亿元"},
    )  # fmt: skip
    assert 1 == len({FINDING, FINDING})
    assert JUDGEMENTS[6] != JUDGEMENTS[7]


def test_a_severity_outside_the_closed_set_is_refused() -> None:
    """There are three severities."""
    with pytest.raises(ValueError, match=r"^'fatal' is not a valid Severity$"):
        Finding(code="A", severity="fatal", place=PLACE, message="wrong")


@given(st.permutations(JUDGEMENTS))
def test_a_report_does_not_depend_on_the_order_of_rules(judgements: list[Judgement]) -> None:
    """Whatever order rules speak in, the report is the same."""
    expected, report = Report.of(JUDGEMENTS, CENSUS), Report.of(judgements, CENSUS)
    assert expected == report
    assert str(expected) == str(report)
    assert json.dumps(expected.to_dict()) == json.dumps(report.to_dict())


def test_a_report_stands_in_order() -> None:
    """Errors come first, then places as they are numbered, then codes."""
    report = Report.of(JUDGEMENTS, CENSUS)
    shown = [(one.severity.value, one.place.path, one.code, one.message) for one in report.findings]
    expected = [
        ("error", "programs[2]", "B", "wrong"),
        ("error", "programs[10]", "A", "worse"),
        ("error", "programs[10]", "A", "wrong"),
        ("error", "programs[10]", "C", "wrong"),
        ("error", "sources[x]", "A", "wrong"),
        ("error", "sources[y]", "A", "wrong"),
        ("warning", "", "A", "wrong"),
        ("warning", "", "A", "wrong"),
        ("advice", "z", "A", "wrong"),
        ("advice", "a[²].b", "A", "wrong"),
    ]
    assert expected == shown
    assert ["1", "2"] == [one.evidence["a"] for one in report.warnings]
    open_ends = [(one.place.path, one.code, one.reason_zh) for one in report.not_checked]
    assert [("a", "A", ""), ("b", "A", ""), ("b", "A", "缺"), ("b", "B", "")] == open_ends


def test_a_report_counts_what_was_checked_and_what_was_not() -> None:
    """Checks made and checks not possible stand apart from each other and from the findings."""
    report = Report.of(JUDGEMENTS, CENSUS)
    assert {"error": 6, "warning": 2, "advice": 2, "checked": 6, "not_checked": 4} == report.counts
    assert {"A": 2, "B": 4} == report.checked
    assert ["A", "B"] == list(report.checked)
    assert (6, 2, 2) == (len(report.errors), len(report.warnings), len(report.advice))


def test_errors_are_raised_when_asked_for() -> None:
    """Only errors are raised, all of them at once."""
    Report.of([one for one in JUDGEMENTS if one not in JUDGEMENTS[:6]], CENSUS).raise_for_errors()
    report = Report.of(JUDGEMENTS[4:8], CENSUS)
    with pytest.raises(FindingsError) as raised:
        report.raise_for_errors()
    assert report.errors == raised.value.findings
    assert "2 errors\nerror A sources[x]: wrong\nerror A sources[y]: wrong" == str(raised.value)


def test_a_report_is_plain_data() -> None:
    """A report goes through JSON whole."""
    report = Report.of([FINDING, Checked("SUM-TOTAL", 1), JUDGEMENTS[15]], CENSUS)
    expected = {
        "version": 1,
        "census": {
            "plans": 1,
            "programs": 5,
            "declared_actions": 22,
            "named_actions": 17,
            "unnamed_actions": 5,
            "projects": 0,
        },
        "counts": {"error": 1, "warning": 0, "advice": 0, "checked": 1, "not_checked": 1},
        "checked": {"SUM-TOTAL": 1},
        "findings": [
            {
                "code": "SUM-TOTAL",
                "severity": "error",
                "path": "programs[2].actions[0].budget",
                "file": "kunshan.yaml",
                "line": 41,
                "column": 17,
                "message": "the parts come to 5亿元",
                "message_zh": "分项合计为5亿元",
                "remedy": "correct one",
                "remedy_zh": "请更正",
                "evidence": {"stated": "6亿元", "computed": "5亿元"},
            }
        ],
        "not_checked": [
            {
                "code": "A",
                "path": "b",
                "file": None,
                "line": None,
                "column": None,
                "reason": "no figure",
                "reason_zh": "缺",
            }
        ],
    }
    assert expected == json.loads(json.dumps(report.to_dict()))


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], "0 errors, 0 warnings, 0 pieces of advice; 0 checks made, 0 not possible"),
        (
            [
                _finding("A", "error", ""),
                _finding("A", "warning", ""),
                _finding("A", "advice", ""),
                Checked("A", 1),
            ],
            (
                "error A the plan: wrong\nwarning A the plan: wrong\nadvice A the plan: wrong\n"
                "1 error, 1 warning, 1 piece of advice; 1 check made, 0 not possible"
            ),
        ),
        ([JUDGEMENTS[13]], "0 errors, 0 warnings, 0 pieces of advice; 0 checks made, 1 not possible"),
    ],
)
def test_a_report_prints_its_findings_and_counts(judgements: list[Judgement], expected: str) -> None:
    """Findings come first, then what the outline holds, then the counts."""
    *findings, last = expected.split("\n")
    lines = [*findings, str(CENSUS), last]
    assert "\n".join(lines) == str(Report.of(judgements, CENSUS))
