"""Findings in a briefing: each with place and remedy, many of one code in one row, and what is unknown."""

from __future__ import annotations

import datetime
import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from briefing_checks import blocks, example, tables, texts
from zoneplan import Action, Metric, Observation, Plan, Program
from zoneplan.briefings import briefing
from zoneplan.briefings.findings import MOST_LISTED, compact_places
from zoneplan.printed_tables import PrintedTable, Signal
from zoneplan.strategies import PlantedFault, faulty_plans, plans

DAY = datetime.date(2023, 7, 10)


def test_a_finding_of_hanzhong_leads_to_its_figure() -> None:
    """622.2 against 618.85 is an error with place, sentence and remedy, and leads to what is written."""
    found, unknown = tables(example("hanzhong"), "2018-09-19", "findings", "zh")
    (row,) = found.rows
    assert (
        "错误",
        "SUM-TOTAL",
        "observations[3].figure (plan.yaml:54:35)",
        "汉中市2018年1—8月重点项目的“完成投资”写为622.2亿元，分项合计为618.85亿元，多3.35亿元",
        "请改正合计数或分项；差额不能用四舍五入解释",
    ) == texts(found)[0]
    assert (Signal.BAD, "figure-observations-3") == (row.cells[0].signal, row.cells[2].link)  # type: ignore[union-attr]
    assert ("发现的问题（1个）", "未能检查（3项）") == (found.heading, unknown.heading)
    assert ("共检查121项，发现1个问题：错误1个。", "另有3项无法检查，对错未知。") == found.notes


def test_what_could_not_be_checked_is_listed_with_its_reason() -> None:
    """汉中's shares have no figures to be computed from: each is told, and open."""
    _, unknown = tables(example("hanzhong"), "2018-09-19", "findings", "zh")
    assert (
        "RATIO-WRONG",
        "1",
        "programs[0].observations[2].figure (plan.yaml:64:38)",
        "此处没有计算75%所需的数据",
    ) == (texts(unknown)[0])
    assert [Signal.OPEN] * 3 == [row.cells[0].signal for row in unknown.rows if row.cells[0]]


def test_nothing_found_is_said() -> None:
    """A plan in order says how much was checked."""
    (found,) = tables(example("minhou"), DAY, "findings")
    assert ("Findings (0)", (), ("156 things were checked, and nothing was found.",)) == (
        found.heading,
        found.rows,
        found.notes,
    )


def test_many_findings_of_one_code_stand_in_one_row_with_all_places() -> None:
    """So they bury no other finding, and their number is told."""
    programs = [
        Program(
            id=f"g{one}",
            name=f"方案{one}",
            actions=[Action(id=f"a{one}-{two}", name="行动") for two in range(4)],
        )
        for one in range(3)
    ]
    found = tables(Plan(id="p", name="规划", programs=programs), DAY, "findings")[0]
    (row,) = (one for one in texts(found) if one[1] == "ACTION-UNMEASURED")
    assert ("advice", "programs[0–2].actions[0–3]") == (row[0], row[2])
    assert row[3].startswith("12 of these; the first: ")


def test_many_reasons_of_one_code_stand_in_one_row() -> None:
    """Their number and all their places are told, and the first of them."""
    shares = [
        Metric(
            id=f"r{one}", name=f"率{one}", unit="%", kind="ratio", across="ratio_of_sums",
            numerator="n", denominator="n",
        )
        for one in range(MOST_LISTED + 1)
    ]  # fmt: skip
    number = Metric(id="n", name="数", unit="个", kind="count", across="sum")
    told = [Observation(metric=one.id, period=2022, figure=f"{index}%") for index, one in enumerate(shares)]
    plan = Plan(id="p", name="规划", metrics=[number, *shares], observations=told)
    unknown = tables(plan, DAY, "findings", "zh")[1]
    (row,) = (one for one in texts(unknown) if one[0] == "RATIO-WRONG")
    assert ("11", f"observations[0–{MOST_LISTED}].figure") == row[1:3]
    assert row[3].startswith("共11个，首个：")


def expanded(text: str) -> set[str]:
    """Give the paths that a compact list of places names."""
    found: set[str] = set()
    for one in re.split(r", (?![\d–, ]*\])", text):
        parts = re.split(r"\[([^\]]*)\]", one)
        choices = [[part] if index % 2 == 0 else list(numbers(part)) for index, part in enumerate(parts)]
        found.update(
            "".join(part if index % 2 == 0 else f"[{part}]" for index, part in enumerate(way))
            for way in product(*choices)
        )
    return found


def numbers(text: str) -> list[str]:
    """Give the numbers that runs name."""
    ends = [one.split("–") for one in text.split(", ")]
    return [
        str(number) for first, *last in ends for number in range(int(first), int((last or [first])[0]) + 1)
    ]


@given(
    st.lists(
        st.one_of(
            st.builds("programs[{}].name".format, st.integers(0, 12)),
            st.builds(
                "programs[{}].actions[{}]{}".format,
                st.integers(0, 3),
                st.integers(0, 12),
                st.sampled_from(["", ".name", ".targets[0].level"]),
            ),
        ),
        min_size=1,
    )
)
def test_compact_places_are_the_places(paths: list[str]) -> None:
    """What is run together names every place and no other."""
    assert set(paths) == expanded(compact_places(paths))


def test_the_plan_itself_has_a_name_in_either_language() -> None:
    """An empty path is the whole plan."""
    assert ("the plan", "规划") == (compact_places([""]), compact_places([""], "zh"))


@given(plans())
def test_what_could_not_be_checked_is_counted_in_full(plan: Plan) -> None:
    """The numbers of all rows add up to what the report holds."""
    found = blocks(briefing(plan, DAY, language="en"), "findings", PrintedTable)
    counted = sum(int(row[1]) for one in found[1:] for row in texts(one))
    assert len(plan.validate().not_checked) == counted


@given(faulty_plans())
def test_every_code_that_was_found_has_a_row(fault: PlantedFault) -> None:
    """No finding is dropped, whatever is wrong with a plan whose totals can be made."""
    report = fault.plan.validate()
    if fault.plan.outline.duplicates or fault.plan.outline.broken_links:
        return
    found = blocks(briefing(fault.plan, DAY, language="en"), "findings", PrintedTable)[0]
    assert {(one.severity.value, one.code) for one in report.findings} == {row[:2] for row in texts(found)}
