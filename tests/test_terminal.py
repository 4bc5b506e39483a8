from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zoneplan import (
    Action,
    Figure,
    Level,
    Metric,
    Observation,
    Plan,
    Program,
    Project,
    Source,
    Target,
    Zone,
    layout,
)
from zoneplan.errors import Problem
from zoneplan.findings import Checked, Finding, Judgement, NotChecked, Report, Severity
from zoneplan.locations import Location
from zoneplan.plan_listing import plan_lines
from zoneplan.rollup_listing import rollup_lines, shown_meaning
from zoneplan.terminal import problem_lines, report_lines

if TYPE_CHECKING:
    from zoneplan.layout import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")
INVESTMENT = Metric(id="invest", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum")


def invested(figure: str, period: int = 2023) -> tuple[Observation, ...]:
    """One observation of the investment."""
    return (Observation(metric="invest", period=period, figure=figure),)


def finding(code: str, severity: Severity, number: int = 1, **fields: Any) -> Finding:
    """A finding in line `number` of a file."""
    place = Location(f"programs[{number}]", "计划.yaml", number, 5)
    return Finding(code=code, severity=severity, place=place, message=f"sentence {number}", **fields)


# -- reports ------------------------------------------------------------------------------------


def report(*judgements: Judgement) -> Report:
    """A report of some judgements on a plan with one program."""
    census = Plan(id="p", name="规划", programs=[Program(id="a", name="产业")]).outline.census
    return Report.of(judgements, census)


OPEN = NotChecked(
    code="SUM-TOTAL", place=Location("targets[0]"), reason="two parts are missing", reason_zh="两项缺报"
)
MANY: tuple[Judgement, ...] = (
    Checked("X", 7),
    finding("BAD", Severity.ERROR, remedy="mend it", message_zh="第一句", remedy_zh="请改正"),
    finding("ODD", Severity.WARNING),
    *(finding("HINT", Severity.ADVICE, number) for number in (1, 2, 3, 4)),
    OPEN,
)


def test_a_report_prints_errors_whole_and_advice_by_code() -> None:
    """Of each kind of advice two are shown and the rest counted; open checks are never passed over."""
    assert list(report_lines(report(*MANY), "p.json")) == [
        "计划.yaml:1:5: error BAD in programs[1]",
        "    sentence 1",
        "    mend it",
        "计划.yaml:1:5: warning ODD in programs[1]",
        "    sentence 1",
        "",
        "计划.yaml:1:5: advice HINT in programs[1]",
        "    sentence 1",
        "计划.yaml:2:5: advice HINT in programs[2]",
        "    sentence 2",
        "… and 2 more HINT; --all shows them",
        "",
        "1 plan, 1 program",
        "1 error, 1 warning, 4 pieces of advice; 7 checks made, 1 not possible",
        "1 check could not be made, so nothing is known there; --all lists each with its reason",
    ]


def test_everything_can_be_asked_for() -> None:
    """All advice is printed, and each check that could not be made with its reason."""
    assert list(report_lines(report(*MANY[3:]), "p.json", everything=True)) == [
        "计划.yaml:1:5: advice HINT in programs[1]",
        "    sentence 1",
        "计划.yaml:2:5: advice HINT in programs[2]",
        "    sentence 2",
        "计划.yaml:3:5: advice HINT in programs[3]",
        "    sentence 3",
        "计划.yaml:4:5: advice HINT in programs[4]",
        "    sentence 4",
        "",
        "p.json: not checked SUM-TOTAL in targets[0]",
        "    two parts are missing",
        "",
        "1 plan, 1 program",
        "0 errors, 0 warnings, 4 pieces of advice; 0 checks made, 1 not possible",
    ]


def test_a_report_prints_in_chinese() -> None:
    """Sentences, headings and counts are Chinese; a sentence that is not translated stays English."""
    assert list(report_lines(report(*MANY), "p.json", language="zh")) == [
        "计划.yaml:1:5: 错误 BAD 位于 programs[1]",
        "    第一句",
        "    请改正",
        "计划.yaml:1:5: 警告 ODD 位于 programs[1]",
        "    sentence 1",
        "",
        "计划.yaml:1:5: 提示 HINT 位于 programs[1]",
        "    sentence 1",
        "计划.yaml:2:5: 提示 HINT 位于 programs[2]",
        "    sentence 2",
        "…… 另有2条 HINT；用 --all 全部列出",
        "",
        "总体规划1个，方案1个",
        "错误1个，警告1个，提示4条；已检查7项，无法检查1项",
        "有1项无法检查，对错未知；用 --all 逐项列出原因",
    ]


def test_open_checks_print_in_chinese() -> None:
    """The reason is the Chinese one where there is one."""
    lines = list(report_lines(report(OPEN), "p.json", language="zh", everything=True))
    assert lines[:2] == ["p.json: 未核对 SUM-TOTAL 位于 targets[0]", "    两项缺报"]
    untranslated = NotChecked(code="X", place=Location(), reason="no pattern")
    lines = list(report_lines(report(untranslated), "p.json", language="zh", everything=True))
    assert lines[:2] == ["p.json: 未核对 X", "    no pattern"]


def test_the_chinese_census_counts_projects() -> None:
    """Projects are counted where there are any, as in the English census."""
    plan = Plan(id="p", name="规划", projects=[Project(id="x", name="项目")])
    lines = list(report_lines(Report.of((), plan.outline.census), "p", language="zh"))
    assert lines[0] == "总体规划1个，方案0个，项目1个"


def test_every_severity_has_its_word() -> None:
    """A report of any severity can be printed in both languages."""
    for severity in Severity:
        for language in LANGUAGES:
            first = next(report_lines(report(finding("X", severity)), "p", language=language))
            assert first.endswith(" X in programs[1]" if language == "en" else " X 位于 programs[1]")


def test_problems_print_like_findings() -> None:
    """Each problem has its place first, and the last line says that nothing else was judged."""
    problems = (
        Problem(Location("metrics[0].unit", "p.yaml", 3, 7), "unknown unit '亿园'", "did you mean '亿元'?"),
        Problem(Location(), "the file is empty"),
    )
    assert list(problem_lines(problems, "p.yaml")) == [
        "p.yaml:3:7: problem in metrics[0].unit",
        "    unknown unit '亿园'",
        "    did you mean '亿元'?",
        "p.yaml: problem",
        "    the file is empty",
        "",
        "2 problems in p.yaml; nothing else was looked at",
    ]
    told = Problem(Location(), "the file is empty", message_zh="文件是空的")
    assert list(problem_lines((problems[1], told), "p.yaml", "zh")) == [
        "p.yaml: 问题",
        "    the file is empty",
        "p.yaml: 问题",
        "    文件是空的",
        "",
        "p.yaml 有2个问题，其余未核对",
    ]


# -- plans --------------------------------------------------------------------------------------


def test_a_plan_prints_whole() -> None:
    """What the plan is, its tree with what each node says, its metrics, entries and sources."""
    shared = Project(id="x", name="新型显示", serves=["a2", "b1"], observations=invested("3亿元"))
    plan = Plan(
        id="ketd-plan",
        name="示范园区",
        zone=Zone(id="ketd", name="昆山开发区", kind="经开区", level="national", within="ks"),
        places=[Zone(id="ks", name="昆山市")],
        period="2023-2025",
        pattern="1+2+4",
        declared_programs=2,
        note="two\n  lines",
        sources=[Source(id="bulletin", document="统计公报", date="2023"), Source(document="别的")],
        metrics=[
            INVESTMENT,
            Metric(id="share", name="占比", unit="%", kind="ratio", nature="binding", scope="规上"),
        ],
        programs=[
            Program(
                id="a",
                name="产业创新",
                label="行动",
                declared_actions=3,
                lead_units=["经发局"],
                actions=[
                    Action(
                        id="a1",
                        name="链补强",
                        lead_units=["经发局"],
                        supporting_units=["科技局", "商务局"],
                        start=2023,
                        deadline="2024年底前",
                        projects=[shared],
                    ),
                    Action(id="a2"),
                ],
            ),
            Program(id="b", name="产城融合", label="理念", actions=[Action(id="b1", name="宜居")]),
            Program(id="c", name="治理", declared_actions=1),
            Program(id="d", name="富裕"),
        ],
        observations=[
            Observation(
                metric="invest",
                subject="ketd",
                period=2022,
                figure="超5亿元",
                vintage="preliminary",
                source=Source(id="bulletin", place="第一节，第二段，很长很长很长很长很长很长的出处"),
            )
        ],
        targets=[
            Target(metric="share", by=2025, goal=Level("55%"), source=Source(document="规划文本")),
        ],
    )
    assert list(plan_lines(plan)) == [
        "plan     示范园区 (ketd-plan)",
        "zone     昆山开发区 (ketd), 经开区, national, in ks",
        "place    昆山市 (ks)",
        "period   2023-2025",
        "pattern  1+2+4",
        "census   1 plan, 4 programs, 5 declared actions, 2 named, 3 unnamed, 1 project",
        "note     two lines",
        "",
        "示范园区 (ketd-plan), 2 programs declared",
        "├─ 产业创新 (a), 3 actions declared (行动), lead 经发局",
        "│  ├─ 链补强 (a1), lead 经发局, with 科技局、商务局, from 2023, due 2024",
        "│  │  └─ project 新型显示 (x), shared by a1 and a2 and b1",
        "│  ├─ — (a2), not named",
        "│  │  └─ project 新型显示 (x), shared, see above",
        "│  └─ 1 more declared, not named",
        "├─ 产城融合 (b), actions (理念)",
        "│  └─ 宜居 (b1)",
        "│     └─ project 新型显示 (x), shared, see above",
        "├─ 治理 (c), 1 action declared",
        "│  └─ 1 more declared, not named",
        "└─ 富裕 (d)",
        "",
        "metric  name         unit  kind   nature   across parts  over time",
        "invest  投资         亿元  flow   —        sum           sum",
        "share   占比 (规上)  %     ratio  binding  —             —",
        "",
        "entry of  about      period  aspect                figure  source",
        "invest    ketd       2022    actual, preliminary  超5亿元  bulletin, 第一节，第二段，很长很长很长…",
        "share     ketd-plan  2025    target                   55%  规划文本",
        "invest    x          2023    actual                 3亿元  —",
        "",
        "source    document  date",
        "bulletin  统计公报  2023",
        "—         别的      —",
    ]


def test_a_bare_plan_prints_what_it_leaves_out() -> None:
    """A missing period or pattern is a dash; there is no table without rows."""
    assert list(plan_lines(Plan(id="p", name="规划"))) == [
        "plan     规划 (p)",
        "period   —",
        "pattern  —",
        "census   1 plan, 0 programs",
        "",
        "规划 (p)",
    ]


def test_what_the_tree_cannot_hold_is_named() -> None:
    """A node whose id is taken, and a reference that leads nowhere, are not passed over."""
    plan = Plan(
        id="p",
        name="规划",
        programs=[Program(id="a", name="产业"), Program(id="a", name="城市")],
        projects=[Project(id="x", name="项目", serves=["nothing"])],
    )
    assert list(plan_lines(plan))[6:] == [
        "├─ 产业 (a)",
        "└─ project 项目 (x)",
        "not shown: programs[1], whose id 'a' is taken; `zoneplan check` says more",
        "not followed: 'nothing' in projects[0].serves; `zoneplan check` says more",
    ]


# -- rollups ------------------------------------------------------------------------------------


def test_a_rollup_prints_a_row_per_node_down_to_actions() -> None:
    """Missing is a dash, zero is a figure, and a total states beside it what it claims to be."""
    plan = Plan(
        id="p",
        name="规划",
        metrics=[INVESTMENT],
        programs=[
            Program(
                id="a",
                name="产业创新",
                declared_actions=4,
                actions=[
                    Action(id="a1", name="链", observations=invested("3.5亿元")),
                    Action(id="a2", observations=invested("0亿元")),
                    Action(id="a3", name="新", projects=[Project(id="x", name="显示")]),
                ],
                observations=invested("4亿元"),
            ),
            Program(id="b", name="产城", actions=[Action(id="b1", name="居")]),
        ],
    )
    assert list(rollup_lines(plan.roll_up("invest"))) == [
        "投资 (invest) in 亿元; period 2023; aspect actual; missing data: skip_if_all",
        "                       computed      can mean   stated  residual  coverage",
        "规划                    3.5亿元  [2.95, 4.05]        —         —  2 of 5 reported",
        "  产业创新              3.5亿元  [2.95, 4.05]    4亿元   0.5亿元  2 of 4 reported",
        "    链                  3.5亿元  [3.45, 3.55]  3.5亿元         —  1 of 1 reported",
        "    — (a2), not named     0亿元   [-0.5, 0.5]    0亿元         —  1 of 1 reported",
        "    新                        —             —        —         —  0 of 1 reported",
        "    1 more declared           —             —        —         —  0 of 1 reported",
        "  产城                        —             —        —         —  0 of 1 reported",
        "    居                        —             —        —         —  0 of 1 reported",
    ]


def test_a_rollup_in_a_narrow_terminal_moves_what_is_not_compared_below() -> None:
    """No line is wider than the terminal: long names are cut, meaning and coverage stand below."""
    plan = Plan(
        id="p",
        name="规划",
        metrics=[INVESTMENT],
        programs=[
            Program(id="a", name="产业创新与新型显示产业集群培育", observations=invested("3.5亿元")),
            Program(id="b", name="产城"),
        ],
    )
    lines = list(rollup_lines(plan.roll_up("invest"), columns=56))
    assert lines[1:] == [
        "                             computed   stated  residual",
        "规划                          3.5亿元        —         —",
        "    can mean [3.45, 3.55]; 1 of 2 reported",
        "  产业创新与新型显示产业集…   3.5亿元  3.5亿元         —",
        "      can mean [3.45, 3.55]; 1 of 1 reported",
        "  产城                              —        —         —",
        "      0 of 1 reported",
    ]
    assert max(map(layout.width, lines[1:])) <= 56


def test_a_node_that_is_not_to_report_says_so() -> None:
    """A node with nothing expected is told apart from one whose figure is missing."""
    metric = Metric(
        id="jobs",
        name="就业",
        unit="人",
        kind="count",
        across="sum",
        price_basis="constant 2020",
        reported_by=["a"],
    )
    observation = Observation(metric="jobs", period=2023, figure="12人")
    plan = Plan(
        id="p",
        name="规划",
        metrics=[metric],
        programs=[Program(id="a", name="产业", observations=[observation]), Program(id="b", name="城市")],
    )
    assert list(rollup_lines(plan.roll_up("jobs"))) == [
        "就业 (jobs) in 人; period 2023; aspect actual; at 2020 prices; missing data: skip_if_all",
        "        computed      can mean  stated  residual  coverage",
        "规划        12人  exactly that       —         —  1 of 1 reported",
        "  产业      12人  exactly that    12人         —  1 of 1 reported",
        "  城市         —             —       —         —  not expected",
    ]


def test_a_rollup_of_nothing_says_so() -> None:
    """With no entry at all there is neither a period nor an aspect, and no figure is made up."""
    plan = Plan(id="p", name="规划", metrics=[INVESTMENT])
    assert list(rollup_lines(plan.roll_up("invest"))) == [
        "投资 (invest) in 亿元; nothing reported; missing data: skip_if_all",
        "      computed  can mean  stated  residual  coverage",
        "规划         —         —       —         —  0 of 1 reported",
    ]


def test_a_computed_figure_without_finite_decimal_is_printed_short() -> None:
    """It is marked and rounded to four digits, and the ends of what it can mean outward to as many."""
    area = Metric(id="area", name="面积", unit="公顷", kind="stock", across="sum")
    plan = Plan(
        id="p",
        name="规划",
        metrics=[area],
        programs=[
            Program(id="a", name="产业", observations=[Observation(metric="area", period=2023, figure="1亩")])
        ],
    )
    row = list(rollup_lines(plan.roll_up("area")))[2]
    assert row == "规划    ≈0.06667公顷  [0.03333, 0.1]       —         —  1 of 1 reported"


def test_a_meaning_is_whole_where_decimals_hold_it() -> None:
    """A total of coarse and fine parts is shown with its own ends, a ratio with ends rounded outward."""
    total = Figure.parse("0.8亿元") + Figure.parse("9000万元")
    assert "[1.64995, 1.75005]" == shown_meaning(total, "en")  # one cell of a table
