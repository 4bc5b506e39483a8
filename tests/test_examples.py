"""The examples run, print what is checked in, and hold what their sources say.

When an example's output is meant to change, renew what is checked in by running it:

    for each in examples/*/; do python "${each}main.py" > "${each}output.txt"; done
"""

from __future__ import annotations

import csv
import os
import runpy
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zoneplan import (
    Aspect,
    Finding,
    IndicatorTable,
    Plan,
    Severity,
    TargetStatus,
    frames,
    read_plan,
    write_plan,
)
from zoneplan.qualifiers import Qualifier

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/main.py"))
PLANS = sorted(path.parent.name for path in EXAMPLES.glob("*/plan.yaml"))
RENEW = "if this is meant, renew output.txt as the first lines of tests/test_examples.py say"

TARGET, ACTUAL = Aspect.TARGET, Aspect.ACTUAL


class Fact(NamedTuple):
    """One figure of the Kunshan example as the collected data gives it."""

    subject: str
    metric: str
    period: str
    number: str
    unit: str
    source: str
    aspect: Aspect = ACTUAL
    qualifiers: tuple[Qualifier, ...] = ()
    price_basis: str = "unstated"
    vintage: str | None = None


AT_LEAST = (Qualifier.AT_LEAST,)
PROGRAM = ("city-industry-program", TARGET)
KUNSHAN_FACTS = (
    # The program 产城融合, section 二、发展目标
    Fact("city-industry", "urban-boundary", "2025", "99.38", "平方公里", *PROGRAM),
    Fact("city-industry", "cultivated-land", "2025", "1.04", "万亩", *PROGRAM),
    Fact("city-industry", "basic-farmland", "2025", "0.54", "万亩", *PROGRAM),
    Fact("city-industry", "industrial-land", "2025", "33.53", "平方公里", *PROGRAM),
    Fact("city-industry", "land-reserved", "2025", "3000", "亩", *PROGRAM, AT_LEAST),
    Fact("city-industry", "land-reused", "2025", "4000", "亩", *PROGRAM, AT_LEAST),
    # The zone
    Fact("ketd", "gdp", "2012", "1440.64", "亿元", "ten-years", price_basis="current"),
    Fact("ketd", "gdp", "2021", "2298.9", "亿元", "ten-years", price_basis="current"),
    Fact("ketd", "gdp", "2022", "2400", "亿元", "article"),
    Fact("ketd", "industrial-output", "2012", "5250.91", "亿元", "ten-years", price_basis="current"),
    Fact("ketd", "industrial-output", "2021", "6586.8", "亿元", "ten-years", price_basis="current"),
    Fact("ketd", "trade", "2012", "703.55", "亿美元", "ten-years"),
    Fact("ketd", "trade", "2021", "844.4", "亿美元", "ten-years"),
    Fact("ketd", "rural-income", "2012", "25136", "元", "ten-years"),
    Fact("ketd", "rural-income", "2021", "52194", "元", "ten-years"),
    Fact("ketd", "fdi", "2023H1", "4.5", "亿美元", "supply-chain"),
    Fact("ketd", "rank", "2020", "5", "位", "ranking-2021"),
    Fact("ketd", "years-fifth", "2022", "19", "年", "article"),
    # The city
    Fact("kunshan", "gdp", "2020", "4250", "亿元", "report-2021", vintage="estimate"),
    Fact("kunshan", "gdp", "2021", "4700", "亿元", "report-2022", vintage="estimate"),
    Fact("kunshan", "gdp", "2022", "5006.7", "亿元", "province-2023", price_basis="current"),
    Fact("kunshan", "gdp", "2024", "5380.17", "亿元", "communique-2024", price_basis="current"),
    Fact("kunshan", "gdp-growth", "2022", "1.8", "%", "province-2023"),
    Fact("kunshan", "gdp-growth", "2024", "6.1", "%", "communique-2024", price_basis="comparable"),
    Fact("kunshan", "industrial-output-large", "2020", "9000.8", "亿元", "manufacturing-plan"),
    Fact("kunshan", "budget-revenue", "2021", "466.9", "亿元", "report-2022"),
    Fact("kunshan", "budget-revenue", "2024", "458.61", "亿元", "communique-2024"),
    Fact("kunshan", "strategic-output", "2022", "6000", "亿元", "province-2023", qualifiers=AT_LEAST),
    Fact("kunshan", "strategic-share", "2022", "55.5", "%", "province-2023"),
    Fact("kunshan", "research-share", "2022", "3.83", "%", "province-2023"),
)

KUNSHAN_PROGRAMS = {
    "产业创新": (
        ("行动", 6),
        ("现代产业提升", "创新驱动发展", "服务业提质扩容", "特色载体培育", "全面保障赋能", "区域协同联动"),
    ),
    "产城融合": (("理念", 5), ("规划引领", "集约节约", "宜居宜业", "绿色低碳", "精细管理")),
    "对台合作": (("探索", 4), ("放大台资集聚特色优势", "当好改革创新开路先锋")),
    "和谐善治": (("计划", 4), ("治理体系增效", "治理水平赋能")),
    "共同富裕": (("工程", 3), ("富民增收渠道拓宽", "公共服务质效提升")),
}


def plan_of(name: str) -> Plan:
    """Read an example's plan."""
    return read_plan(EXAMPLES / name / "plan.yaml")


def codes_of(plan: Plan) -> dict[tuple[Severity, str], int]:
    """Count a plan's findings by severity and code."""
    return dict(Counter((finding.severity, finding.code) for finding in plan.validate().findings))


def text_at(name: str, finding: Finding) -> str:
    """Give the rest of the line of an example's file that a finding points at."""
    line, column = finding.place.line, finding.place.column
    assert line is not None
    assert column is not None
    lines = (EXAMPLES / name / "plan.yaml").read_text(encoding="utf-8").splitlines()
    return lines[line - 1][column - 1 :]


def test_the_examples_are_there() -> None:
    """The examples that the README speaks of exist, and it speaks of every one."""
    assert NAMES == [
        *("following", "hanzhong", "indicators", "kunshan", "minhou"),
        *("portfolio", "progress", "sectors", "tutorial", "yijiang", "zones"),
    ]
    assert sorted({*NAMES} - {"portfolio"}) == PLANS
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`python examples/{name}/main.py`" not in readme] == []


def printed_otherwise(example: Path, folder: Path) -> list[str]:
    """Run an example in some folder; give what it prints if that is not what is checked in."""
    done = subprocess.run(
        [sys.executable, str(example / "main.py")],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    is_same = done.stdout == (example / "output.txt").read_text(encoding="utf-8")
    return [] if is_same else done.stdout.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_prints_what_is_checked_in(name: str, tmp_path: Path) -> None:
    """Each script ends well, from any folder, with nothing on stderr and the output checked in."""
    assert printed_otherwise(EXAMPLES / name, tmp_path) == [], RENEW


def test_an_example_that_prints_something_else_is_found(tmp_path: Path) -> None:
    """A script that was changed, and whose output was not renewed, is told."""
    example = tmp_path / "minhou"
    shutil.copytree(EXAMPLES / "minhou", example)
    with (example / "main.py").open("a", encoding="utf-8") as script:
        script.write('\nprint("and more")\n')
    assert "and more" == printed_otherwise(example, tmp_path)[-1]


@pytest.mark.parametrize("name", PLANS)
def test_every_entry_of_an_example_has_a_listed_source(name: str) -> None:
    """Every figure names a document that the plan lists."""
    plan = plan_of(name)
    listed = {source.id for source in plan.sources}
    sources = [entry.record.source for entry in plan.ledger]
    sources += [relation.source for relation in plan.relations]
    assert [source for source in sources if source is None or source.id not in listed] == []
    assert all(source.document for source in plan.sources)


@pytest.mark.parametrize("suffix", ["yaml", "json"])
@pytest.mark.parametrize("name", PLANS)
def test_an_example_survives_being_written_and_read(name: str, suffix: str, tmp_path: Path) -> None:
    """Writing an example's plan and reading it back gives the same plan."""
    plan = plan_of(name)
    write_plan(plan, tmp_path / f"plan.{suffix}")
    assert read_plan(tmp_path / f"plan.{suffix}") == plan


# -- Kunshan ------------------------------------------------------------------------------------


def test_kunshan_counts() -> None:
    """Kunshan has 1 plan, 5 programs and 22 declared actions, of which 17 are named."""
    assert (
        str(plan_of("kunshan").validate().census)
        == "1 plan, 5 programs, 22 declared actions, 17 named, 5 unnamed"
    )


def test_kunshan_programs_and_actions() -> None:
    """Each program has its label, its declared count and exactly the actions that the article names."""
    plan = plan_of("kunshan")
    assert str(plan.pattern) == "1+5+22"
    assert {
        program.name: (
            (program.label, program.declared_actions),
            tuple(action.name for action in program.actions),
        )
        for program in plan.programs
    } == KUNSHAN_PROGRAMS
    assert {program.name: program.title for program in plan.programs if program.title} == {
        "产城融合": "昆山开发区打造产城融合示范园区行动计划(2023~2025年)",
        "和谐善治": "昆山开发区打造和谐善治示范园区行动计划(2023~2025年)",
    }


def test_kunshan_lies_in_city_and_province() -> None:
    """The zone lies in the city, that in Suzhou, that in Jiangsu."""
    plan = plan_of("kunshan")
    names, place = [], plan.zone
    while place is not None:
        names.append(place.name)
        place = None if place.within is None else plan.zone_of(place.within)
    assert names == ["昆山经济技术开发区", "昆山市", "苏州市", "江苏省"]


def test_kunshan_findings() -> None:
    """Kunshan has no error: a warning that nobody leads, and advice on what its sources leave open."""
    assert codes_of(plan_of("kunshan")) == {
        (Severity.WARNING, "LEAD-MISSING"): 1,
        (Severity.ADVICE, "ACTION-UNNAMED"): 5,
        (Severity.ADVICE, "ACTION-UNMEASURED"): 17,
        (Severity.ADVICE, "ATTR-EMPTY"): 6,
    }


def test_kunshan_findings_point_at_their_lines() -> None:
    """Each finding's line and column lead to the words of the file that it is about."""
    plan = plan_of("kunshan")
    pointed = [(finding.code, text_at("kunshan", finding)) for finding in plan.validate().findings]
    actions = [action for program in plan.programs for action in program.actions]
    assert [text for code, text in pointed if code == "LEAD-MISSING"] == ["id: kunshan-1-5-22"]
    assert [text for code, text in pointed if code == "ACTION-UNNAMED"] == ["4", "4", "4", "4", "3"]
    assert [text for code, text in pointed if code == "ATTR-EMPTY"] == [
        f"id: {metric.id}" for metric in plan.programs[1].metrics
    ]
    assert [text for code, text in pointed if code == "ACTION-UNMEASURED"] == [
        f"id: {action.id}, name: {action.name}}}" for action in actions
    ]


def test_kunshan_figures_are_those_of_the_data() -> None:
    """Every figure of the file is one of the collected facts, and every fact is in the file."""
    written = [
        Fact(
            entry.subject,
            entry.record.metric,
            str(entry.record.period),
            str(entry.record.figure.number.normalize()),
            entry.record.figure.unit.name,
            "" if entry.record.source is None else entry.record.source.id or "",
            entry.record.aspect,
            entry.record.figure.qualifiers,
            str(entry.record.figure.price_basis),
            None if entry.record.vintage is None else str(entry.record.vintage),
        )
        for entry in plan_of("kunshan").ledger
    ]
    facts = [fact._replace(number=str(Decimal(fact.number).normalize())) for fact in KUNSHAN_FACTS]
    assert sorted(written, key=repr) == sorted(facts, key=repr)


def test_kunshan_land_is_reported_by_its_program_alone() -> None:
    """The land targets reach the plan whole, and no other program is missed."""
    plan = plan_of("kunshan")
    for rollup in plan.roll_up(plan["city-industry"].metrics, aspect="target", period=2025).values():
        assert rollup.total.computed == rollup["city-industry"].computed
        assert str(rollup.total.coverage) == "1 of 1 reported"
        assert rollup.total.missing == ()


def test_kunshan_quotations_are_short() -> None:
    """No quotation is longer than a clause: facts are taken from the sources, not their prose."""
    quotes = [entry.record.source.quote for entry in plan_of("kunshan").ledger if entry.record.source]
    assert [quote for quote in quotes if quote is not None and len(quote) > 30] == []


# -- Minhou -------------------------------------------------------------------------------------


def test_minhou_has_no_finding() -> None:
    """Minhou's totals differ from their parts by rounding only, which is no finding at all."""
    assert codes_of(plan_of("minhou")) == {}


@pytest.mark.parametrize(
    ("metric", "computed", "stated", "residual"),
    [
        ("projects", "530项", "530项", "0项"),
        ("total-investment", "2944.74亿元", "2944.74亿元", "0亿元"),
        ("annual-plan", "561.85亿元", "561.86亿元", "0.01亿元"),
        ("done", "362.33亿元", "362.32亿元", "-0.01亿元"),
    ],
)
def test_minhou_totals(metric: str, computed: str, stated: str, residual: str) -> None:
    """The groups give the computed total; the stated one and the difference stand beside it."""
    row = plan_of("minhou").roll_up(metric).total
    assert (str(row.computed), str(row.stated), str(row.residual)) == (computed, stated, residual)


@pytest.mark.parametrize(
    ("node", "computed", "stated"),
    [
        ("minhou-2023h1", "64.49%", "64.49%"),
        ("under-construction", "71.99%", "72%"),
        ("planned-start", "52.42%", "52.42%"),
        ("reserve", "61.74%", "61.73%"),
    ],
)
def test_minhou_completion(node: str, computed: str, stated: str) -> None:
    """A completion rate is done over planned at every level, and agrees with the printed one."""
    row = plan_of("minhou").roll_up("completion")[node]
    assert row.computed is not None
    assert row.stated is not None
    assert (f"{row.computed:.2}", str(row.stated)) == (computed, stated)
    assert row.computed.strict.overlaps(row.stated.strict)


# -- Hanzhong -----------------------------------------------------------------------------------


def test_hanzhong_finds_the_total_that_its_parts_contradict() -> None:
    """Hanzhong's only finding is the total: 618.85 in the parts, 622.2 stated."""
    report = plan_of("hanzhong").validate()
    assert [(finding.severity, finding.code) for finding in report.findings] == [
        (Severity.ERROR, "SUM-TOTAL")
    ]
    evidence = report.findings[0].evidence
    assert (evidence["stated"], evidence["parts come to"], evidence["residual"]) == (
        "622.2亿元",
        "618.85亿元",
        "3.35亿元",
    )
    assert evidence["parts"] == "454.31亿元 + 124.06亿元 + 40.48亿元"


def test_hanzhong_points_at_the_stated_total() -> None:
    """The finding leads to the stated figure in the file, written with Chinese keys."""
    finding = plan_of("hanzhong").validate().findings[0]
    assert text_at("hanzhong", finding) == "622.2亿元, 来源: 进展}"


def test_hanzhong_projects_add_up() -> None:
    """The numbers of projects of all four groups give the stated total."""
    row = plan_of("hanzhong").roll_up("项目数").total
    assert [str(figure) for figure in row.leaves.values()] == ["133项", "124项", "50项", "151项"]
    assert (str(row.computed), str(row.stated)) == ("458项", "458项")


def test_hanzhong_money_is_reported_by_three_groups() -> None:
    """The group in preparation is not expected to report money, so nothing is missing."""
    row = plan_of("hanzhong").roll_up("完成投资").total
    assert list(row.leaves) == ["续建", "新建", "建成"]
    assert (str(row.coverage), row.missing) == ("3 of 3 reported", ())


# -- Yijiang ------------------------------------------------------------------------------------


def test_yijiang_findings() -> None:
    """Two rates do not follow, one is of a share, one figure has no unit, and two targets no number."""
    assert codes_of(plan_of("yijiang")) == {
        (Severity.ERROR, "RATE-WRONG"): 2,
        (Severity.ERROR, "TARGET-MISSING"): 2,
        (Severity.WARNING, "RATE-KIND"): 1,
        (Severity.WARNING, "UNIT-LOST"): 1,
        (Severity.ADVICE, "ATTR-EMPTY"): 1,
    }


def test_yijiang_verdicts() -> None:
    """Exactly the growth of retail sales and of industry is inconsistent; all others hold but one."""
    verdicts = {one.relation.id: str(one.verdict) for one in plan_of("yijiang").consistency().verdicts}
    assert {name: said for name, said in verdicts.items() if said != "consistent"} == {
        "零售额增速": "inconsistent",
        "工业增加值增速": "inconsistent",
        "研发比重增速": "undecided (kind)",
    }
    assert len(verdicts) == 10


@pytest.mark.parametrize(
    ("relation", "printed", "follows"),
    [("零售额增速", "16.5%", "(29.9, 30.04)"), ("工业增加值增速", "-5.82%", "(-4.77, -4.67)")],
)
def test_yijiang_wrong_rates(relation: str, printed: str, follows: str) -> None:
    """What follows from the levels is told, and each is a contradiction of its own."""
    consistency = plan_of("yijiang").consistency()
    found = next(one for one in consistency.verdicts if one.relation.id == relation)
    rate = found.verdict.line("rate")
    assert rate.implied is not None
    assert (str(rate.term.figure), rate.implied.strict.describe(2)) == (printed, follows)
    assert len(consistency.doubts()) == 2


def test_yijiang_share_fits_as_points_a_year() -> None:
    """0.18 under a head of per cent is 0.18 points a year: 2.5 to 3.4 % in five years."""
    found = {one.code: one for one in plan_of("yijiang").validate().findings}
    assert found["RATE-KIND"].message.endswith("; read as points a year, it fits")
    assert found["UNIT-LOST"].evidence["figure"] == "57.3无单位"
    assert text_at("yijiang", found["UNIT-LOST"]) == "57.3无单位, 来源: 表1}"


# -- Sectors ------------------------------------------------------------------------------------


def test_sectors_add_up() -> None:
    """All five totals agree with their sectors, and no growth is held against levels at other prices."""
    verdicts = plan_of("sectors").consistency().verdicts
    assert Counter((one.relation.origin.value, str(one.verdict)) for one in verdicts) == {
        ("breakdown", "consistent"): 5,
        ("growth", "undecided (basis)"): 6,
    }


def test_sectors_say_what_is_not_checked() -> None:
    """Nothing is found, and each growth is told as not checked because of its prices."""
    report = plan_of("sectors").validate()
    assert report.findings == ()
    assert [one.code for one in report.not_checked] == ["RATE-WRONG"] * 6
    assert all(
        one.reason.endswith("the figures are at different price bases, or some do not state theirs")
        for one in report.not_checked
    )


# -- Zones --------------------------------------------------------------------------------------


def test_zones_findings() -> None:
    """No error; a warning that 4.2 points lie between rates at unlike prices."""
    plan = plan_of("zones")
    assert codes_of(plan) == {(Severity.WARNING, "PRICE-BASIS"): 1}
    finding = plan.validate().findings[0]
    assert "4.2个百分点" in finding.message
    assert text_at("zones", finding) == "id: lead-over-nation-2019"


def test_zones_growth_that_can_be_recomputed_is_consistent() -> None:
    """Of rates whose two levels are known, all agree; every share lacks its whole."""
    verdicts = plan_of("zones").consistency().verdicts
    found = Counter((one.relation.origin.value, str(one.verdict)) for one in verdicts)
    assert found == {
        ("growth", "consistent"): 2,
        ("growth", "undecided (basis)"): 5,
        ("growth", "undecided (missing)"): 6,
        ("share", "undecided (missing)"): 19,
        ("stated", "undecided (basis)"): 1,
    }


# -- Progress -----------------------------------------------------------------------------------


def test_progress_findings() -> None:
    """A rise of 79 % is wrong, and 47 % was cut off; all else agrees."""
    plan = plan_of("progress")
    assert codes_of(plan) == {(Severity.ERROR, "RATE-WRONG"): 1, (Severity.ADVICE, "SHARE-WRONG"): 1}
    verdicts = {one.relation.id: str(one.verdict) for one in plan.consistency().verdicts}
    assert {name: said for name, said in verdicts.items() if said != "consistent"} == {
        "江门2021开工率": "undecided (reading)",
        "高新技术项目增速": "inconsistent",
    }
    assert len(verdicts) == 15


# -- Following ----------------------------------------------------------------------------------

# What each report prints: completion in %, and how far it is over time progress, in points.
PRINTED = (
    ("jiangmen-2018", "2018-10", "85.2", None),
    ("jiangmen-2020", "2020-10", "97.2", "13.8"),
    ("jiangmen-2021", "2021-03", "30.9", "5.90"),
    ("hanzhong", "2018-08", "73", None),
    ("hanzhong-provincial", "2018-08", "107.56", None),
    ("minhou", "2023-06", "64.49", None),
    ("minhou-under-construction", "2023-06", "72", None),
    ("minhou-planned-start", "2023-06", "52.42", None),
)


def rounded(share: Fraction | None, printed: str) -> str:
    """Round a share to the digits that a report prints of it in %."""
    assert share is not None
    places = len(printed.partition(".")[2])
    return f"{Decimal(round(share * 100 * 10**places)).scaleb(-places):f}"


@pytest.mark.parametrize(("subject", "day", "completion", "gap"), PRINTED)
def test_following_reproduces_what_is_printed(
    subject: str, day: str, completion: str, gap: str | None
) -> None:
    """Every completion and gap that follows is reproduced to its last printed digit."""
    (one,) = plan_of("following").progress(day).of("done", subject)
    assert completion == rounded(one.completion, completion)
    assert gap is None or gap == rounded(one.gap, gap)


def test_following_finds_the_completion_that_is_off() -> None:
    """闽侯 prints 61.73 % of 24.56 of 39.78, which is 61.74 %; the rounding of both allows it."""
    (one,) = plan_of("following").progress("2023-06").of("done", "minhou-reserve")
    assert "61.74" == rounded(one.completion, "61.73")
    assert one.completion_range is not None
    assert Fraction("0.6173") in one.completion_range


def test_following_findings() -> None:
    """The money of 汉中 does not add up, and 47 % was cut off; all else agrees."""
    assert codes_of(plan_of("following")) == {
        (Severity.ERROR, "SUM-TOTAL"): 1,
        (Severity.ADVICE, "SHARE-WRONG"): 1,
    }


def test_following_calls_nothing_missed_that_was_not_reported() -> None:
    """Years that ended without a last report are not known to be missed."""
    statuses = Counter(one.status for one in plan_of("following").progress("2023-06"))
    assert statuses == {TargetStatus.MET: 1, TargetStatus.ON_TRACK: 4, TargetStatus.UNKNOWN: 4}


def test_kunshan_targets_are_not_reported() -> None:
    """No page gives figures for the six targets, so nothing is told of them, and their coverage is 0."""
    progress = plan_of("kunshan").progress("2024-12-31")
    assert [TargetStatus.UNREPORTED] * 6 == [one.status for one in progress]
    summary = progress.summary()
    assert summary.completion is None
    assert Fraction(0) == summary.weight
    assert (0, 6) == (summary.counted, summary.expected)


# -- Portfolio ----------------------------------------------------------------------------------


def run_for_spark(monkeypatch: pytest.MonkeyPatch, folder: Path, observations: str) -> object:
    """Run the script of the portfolio on rows of a folder; give its exit code."""
    asked = {"observations": folder / observations, "outline": folder / "outline.parquet"}
    asked |= {"metrics": EXAMPLES / "minhou" / "plan.yaml", "output": folder / "answer.parquet"}
    words = [word for name, value in asked.items() for word in (f"--{name}", str(value))]
    monkeypatch.setattr(sys, "argv", ["spark_rollup.py", "--only", "projects", *words])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(EXAMPLES / "portfolio" / "spark_rollup.py"), run_name="__main__")
    return ended.value.code


def test_the_script_for_spark_writes_a_whole_answer_or_none(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It prints the digest of the file it wrote; what is refused is told, and leaves the file as it was."""
    row = {"metric": "projects", "subject": "east-1", "period": "2024", "number": "3", "unit": "项"}
    outline = pa.table({"node": ["east", "east-1"], "parent": [None, "east"]})
    for name, table in (
        ("outline", outline),
        ("good", pa.Table.from_pylist([row])),
        ("bad", pa.Table.from_pylist([row, {**row, "number": "4"}])),
    ):
        pq.write_table(table, tmp_path / f"{name}.parquet")
    assert run_for_spark(monkeypatch, tmp_path, "good.parquet") == 0
    digest = frames.digest(str(tmp_path / "answer.parquet"))
    assert f"2 rows in {tmp_path / 'answer.parquet'}, digest {digest}\n" in capfd.readouterr().out
    assert run_for_spark(monkeypatch, tmp_path, "bad.parquet") == 1
    told = "refused, and nothing was written: two figures for 'projects' of 'east-1' in 2024 differ"
    assert told in capfd.readouterr().err
    assert digest == frames.digest(str(tmp_path / "answer.parquet"))
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == ["answer.parquet", "bad.parquet", "good.parquet", "outline.parquet"]


# -- Indicators ---------------------------------------------------------------------------------


def test_indicators_are_the_plan_that_is_checked_in() -> None:
    """The plan file is what the national table gives, every row of it, and holds no error."""
    with (EXAMPLES / "indicators" / "national.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    plan = plan_of("indicators")
    table = IndicatorTable.from_records(records, id=plan.id, name=plan.name, source=plan.sources[0])
    assert Plan.from_indicators(table) == plan
    assert (len(table.rows), len(plan.metrics), len(plan.targets)) == (20, 20, 20)
    assert plan.validate().errors == ()


@pytest.mark.parametrize("name", PLANS)
def test_no_example_contradicts_itself_only_as_a_whole(name: str) -> None:
    """Whatever is wrong in an example is wrong in a single relation."""
    report = plan_of(name).validate(together=True)
    assert "JOINT" not in {finding.code for finding in report.findings}
    assert "JOINT" not in {one.code for one in report.not_checked}


def test_the_two_plans_of_the_tutorial_are_one() -> None:
    """The file with Chinese keys says what the one with English keys says, and the pages show both whole."""
    folder, docs = EXAMPLES / "tutorial", EXAMPLES.parent / "docs"
    assert read_plan(folder / "plan.yaml") == read_plan(folder / "guihua.yaml")
    for name, page in (("plan.yaml", docs), ("guihua.yaml", docs / "zh")):
        shown = (page / "tutorial" / "1-from-an-article-to-a-plan.md").read_text(encoding="utf-8")
        assert (folder / name).read_text(encoding="utf-8") in shown
