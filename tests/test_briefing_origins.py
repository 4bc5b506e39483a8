"""Where figures come from in a briefing: what is written and what is added up, and every link to it."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing_checks import anchors, blocks, cells, example, explained, links
from plans_of_any_size import AS_OF, large_plan
from zoneplan import (
    AcrossRule,
    Figure,
    Metric,
    Observation,
    Plan,
    Program,
    Project,
    Qualitative,
    Source,
    Target,
)
from zoneplan.briefings import Briefing, Explained, briefing
from zoneplan.briefings.answers import Answers, figure_anchor
from zoneplan.printed_figures import without_unit
from zoneplan.printed_tables import PrintedLine, PrintedTable
from zoneplan.strategies import followed_plans, plans
from zoneplan.terminal import shown_figure

if TYPE_CHECKING:
    from zoneplan.explanations import Explanation
    from zoneplan.rollup import Rollup

DAY = datetime.date(2023, 7, 10)
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2028, 12, 31))
PLANS = st.one_of(plans(), followed_plans())
SPENT = Metric(id="spent", name="完成投资", unit="亿元", kind="flow", across="sum", over_time="sum")


def answers_of(plan: Plan, day: datetime.date) -> Answers:
    """Ask what a briefing asks."""
    return Answers(plan, plan.progress(day), "zh")


# -- examples --------------------------------------------------------------------------------------


def test_a_figure_of_hanzhong_tells_what_it_means_and_where_it_was_read() -> None:
    """Its meaning in both readings, its source with address, and its place in the file."""
    found = explained(briefing(example("hanzhong"), "2018-09-19"))["figure-programs-0-observations-1"]
    assert "完成投资，续建，2018-01/08，实际：454.31亿元" == found.heading
    address = "http://www.hanzhong.gov.cn/hzszf/zwgk/zdjsxm/201809/t20180919_538245.shtml"
    assert (
        "可能的值：454.305至454.315亿元；从宽：大于454.3且小于454.32亿元",
        f"来源：汉中市人民政府网，汉中市2018年前八月重点项目，{address}",
        "位置：programs[0].observations[1].figure (plan.yaml:63:39)",
    ) == found.lines
    assert () == found.links


def test_the_total_of_hanzhong_is_explained_by_its_parts() -> None:
    """454.31 + 124.06 + 40.48 = 618.85 beside 622.2, each part leading to what explains it."""
    found = explained(briefing(example("hanzhong"), "2018-09-19", language="en"))["computed-2"]
    assert "完成投资, 汉中市2018年1—8月重点项目, 2018-01/08, actual, rolled up: 618.85亿元" == found.heading
    assert (
        "can be from 618.835 to 618.865 亿元; at its widest above 618.82 and below 618.88 亿元",
        "汉中市2018年1—8月重点项目: 618.85亿元, stated as 622.2亿元 (3 of 3 reported)",
        "├─ 续建: 454.31亿元",
        "├─ 新建: 124.06亿元",
        "├─ 建成: 40.48亿元",
        "└─ 前期: not expected to report",
    ) == found.lines
    assert (
        "", "", "computed-2-programs-0", "computed-2-programs-1", "computed-2-programs-2", "",
    ) == found.links  # fmt: skip


def test_a_program_that_reports_leads_to_its_report() -> None:
    """What was not added up from anything leads to where it is written."""
    found = explained(briefing(example("hanzhong"), "2018-09-19"))["computed-2-programs-0"]
    assert ("", "figure-programs-0-observations-1") == found.links


def test_groups_of_following_are_explained_in_their_program() -> None:
    """闽侯's groups stand in its own tree, which that of the whole refers to."""
    found = explained(briefing(example("following"), "2023-06-30", language="en"))
    assert (
        "└─ 闽侯县2023年重点项目: 362.33亿元, stated as 362.32亿元 (3 of 3 reported)"
        == found["computed-0"].lines[-1]
    )
    assert "computed-0-programs-5" == found["computed-0"].links[-1]
    assert ("├─ 在建: 235.8亿元", "├─ 计划新开工: 101.97亿元", "└─ 预备: 24.56亿元") == (
        found["computed-0-programs-5"].lines[2:]
    )


def test_targets_in_words_are_explained_too() -> None:
    """A goal that is no figure has its words, source and place, and no meaning in numbers."""
    plan = Plan(
        id="p",
        name="规划",
        metrics=[SPENT],
        targets=[Target(metric="spent", by="ongoing", goal=Qualitative("保持稳定"), note="按月调度")],
    )
    found = explained(briefing(plan, DAY))["figure-targets-0"]
    assert "完成投资，规划，长期，目标：保持稳定" == found.heading
    assert ("来源：未写明", "备注：按月调度", "位置：targets[0].qualitative") == found.lines


def test_a_source_is_told_with_all_that_is_known_of_it() -> None:
    """Document, place, date and address in one line, the words of the document in the next."""
    source = Source(
        document="公报", place="第3页", date="2023-02", url="https://example.org", quote="完成5亿元"
    )
    told = Observation(metric="spent", period=2022, figure="5亿元", vintage="preliminary", source=source)
    plan = Plan(id="p", name="规划", metrics=[SPENT], observations=[told])
    found = explained(briefing(plan, DAY, language="en"))["figure-observations-0"]
    assert "完成投资, 规划, 2022, actual, preliminary: 5亿元" == found.heading
    assert ("source: 公报, 第3页, 2023-02, https://example.org", "quoted: “完成5亿元”") == found.lines[1:3]


def test_a_figure_made_up_of_several_reports_names_each() -> None:
    """The months that a sum over time is made of stand below it, each with its link."""
    told = [Observation(metric="spent", period=f"2023-0{month}", figure=f"{month}亿元") for month in (1, 2)]
    program = Program(id="a", name="甲", observations=told)
    plan = Plan(id="p", name="规划", metrics=[SPENT], programs=[program])
    found = explained(briefing(plan, DAY, language="en"))["computed-0-programs-0"]
    assert (
        "甲: 3亿元, written as 1亿元, 2亿元",
        "      完成投资, 2023-01: 1亿元",
        "      完成投资, 2023-02: 2亿元",
    ) == found.lines[1:]
    assert ("figure-programs-0-observations-0", "figure-programs-0-observations-1") == found.links[2:]


def test_what_several_programs_share_is_listed_and_counted_once() -> None:
    """Below the plan a shared project is marked as counted, and its program's tree is not opened again."""
    projects = [
        Project(id="s", name="共建", observations=[Observation(metric="spent", period=2022, figure="2亿元")])
    ]
    plan = Plan(
        id="p", name="规划", metrics=[SPENT], programs=[Program(id="a", name="甲", projects=projects)]
    )
    found = explained(briefing(plan, DAY, language="en"))
    assert ("规划: 2亿元 (1 of 1 reported)", "└─ 甲: 2亿元 (1 of 1 reported)") == found["computed-0"].lines[
        1:
    ]
    assert ("甲: 2亿元 (1 of 1 reported)", "└─ 共建: 2亿元") == found["computed-0-programs-0"].lines[1:]


def test_a_plan_without_figures_has_nothing_to_explain() -> None:
    """There is no empty section."""
    assert briefing(Plan(id="p", name="规划"), DAY).section("origins") is None


# -- laws ------------------------------------------------------------------------------------------


@given(PLANS)
def test_no_two_entries_share_an_anchor(plan: Plan) -> None:
    """Each observation and target has an anchor of its own, of letters, digits and hyphens."""
    found = [figure_anchor(entry.path) for entry in plan.ledger.written]
    assert len(found) == len(set(found))
    assert all(one.replace("-", "").isascii() and one.replace("-", "").isalnum() for one in found)


@given(PLANS, DAYS)
def test_no_anchor_is_given_twice(plan: Plan, day: datetime.date) -> None:
    """Sections, cells and explanations never share one."""
    found = anchors(briefing(plan, day))
    assert len(found) == len(set(found))


@given(PLANS, DAYS)
def test_every_link_has_its_anchor(plan: Plan, day: datetime.date) -> None:
    """Nothing in any section leads nowhere."""
    found = briefing(plan, day)
    assert set() == links(found) - set(anchors(found))


@pytest.mark.parametrize(
    "name", ["following", "hanzhong", "kunshan", "minhou", "progress", "sectors", "yijiang"]
)
def test_every_link_of_an_example_has_its_anchor(name: str) -> None:
    """The same for plans with totals of their own and findings about figures."""
    found = briefing(example(name), DAY)
    assert set() == links(found) - set(anchors(found))


def test_every_link_of_a_large_plan_has_its_anchor() -> None:
    """The same for a plan in which all that a meeting asks about occurs."""
    found = briefing(large_plan(120), AS_OF)
    assert set() == links(found) - set(anchors(found))


@given(PLANS, DAYS)
def test_every_entry_and_target_is_explained(plan: Plan, day: datetime.date) -> None:
    """Whatever is written has its place among the origins, and whatever is rolled up."""
    found, asked = set(explained(briefing(plan, day))), answers_of(plan, day)
    assert {figure_anchor(entry.path) for entry in plan.ledger.written} <= found
    assert set(asked.computed.values()) <= found


@given(PLANS, DAYS)
def test_totals_are_those_of_roll_up(plan: Plan, day: datetime.date) -> None:
    """What the tables and explanations show is what the plan answers when it is asked for the same."""
    asked, found = answers_of(plan, day), briefing(plan, day)
    shown = [row for one in blocks(found, "money", PrintedTable) for row in one.rows if row.is_total]
    wholes = [one.rollup for one in asked.money_rollups if one.rollup is not None]
    for row, rollup in zip(shown, wholes, strict=False):
        again = plan.roll_up(rollup.metric.id, period=rollup.period, aspect=rollup.aspect)
        total = again.total.computed
        assert row.cells[1] is not None
        assert without_unit(shown_figure(total), rollup.metric.unit.name) == row.cells[1].text
        anchor = asked.computed_anchor(rollup.metric.id, plan.id)
        if total is not None:
            assert explained(found)[anchor].heading.endswith(f"：{shown_figure(total)}")


@given(PLANS, DAYS)
def test_nothing_later_than_the_day_is_rolled_up(plan: Plan, day: datetime.date) -> None:
    """What was is of periods that had ended, what is to be of periods that had begun."""
    for one in answers_of(plan, day).money_rollups:
        if one.rollup is not None and one.rollup.period is not None:
            was = one.rollup.aspect is not None and one.rollup.aspect.value in {"actual", "baseline"}
            assert (one.rollup.period.end if was else one.rollup.period.start) <= day


@given(PLANS, DAYS)
def test_missing_is_never_zero(plan: Plan, day: datetime.date) -> None:
    """A zero in the money of a briefing is the zero of a figure; what is not known is a dash."""
    asked = answers_of(plan, day)
    rollups = [one.rollup for one in asked.money_rollups if one.rollup is not None]
    found = [one for one in blocks(briefing(plan, day), "money", PrintedTable) if len(one.columns) == 6]
    for table, rollup in zip(found, rollups, strict=True):
        names = {rollup[node].rollup.outline.nodes[node].name or node: node for node in rollup.outline.nodes}
        for row in table.rows[:-1]:
            first, second = (row.cells[0], row.cells[1])
            assert first is not None
            assert second is not None
            computed = rollup[names[first.text]].computed if first.text in names else None
            assert ("—" == second.text) is (computed is None)


@given(PLANS, DAYS)
def test_coverage_stands_beside_every_total(plan: Plan, day: datetime.date) -> None:
    """No row of figures is without words about how much of it was reported."""
    for table in blocks(briefing(plan, day), "money", PrintedTable):
        for row in table.rows:
            last = row.cells[-1]
            assert last is not None
            assert last.text


def shape(found: Briefing) -> list[object]:
    """Give the structure of a briefing: all but its words."""
    given: list[object] = []
    for section in found.sections:
        given.append(section.name)
        for block in section.blocks:
            given.append(type(block))
            if isinstance(block, PrintedTable):
                given.append([(one.width, one.is_number, one.unit) for one in block.columns])
                given.append([[_cell(cell) for cell in row.cells] for row in block.rows])
                given.append((len(block.notes), block.is_wide))
            if isinstance(block, Explained):
                given.append((block.anchor, len(block.lines), block.links))
    return given


def _cell(cell: Any) -> object:
    return None if cell is None else (cell.rows, cell.signal, cell.bar, cell.link, cell.anchor)


def by_language(plan: Plan, day: datetime.date) -> list[list[object]]:
    """Give the structure of a plan's briefing in both languages."""
    return [
        [one for one in shape(briefing(plan, day, language=language)) if one is not None]
        for language in ("en", "zh")
    ]


@given(PLANS, DAYS)
def test_both_languages_have_one_structure(plan: Plan, day: datetime.date) -> None:
    """Tables, rows, signals, links, anchors and explanations are the same; only words differ."""
    english, chinese = by_language(plan, day)
    assert english == chinese


def test_both_languages_have_one_structure_for_a_large_plan() -> None:
    """The same for a plan whose findings are grouped."""
    english, chinese = by_language(large_plan(120), AS_OF)
    assert english == chinese


def test_explanations_grow_with_the_plan_and_not_with_its_square() -> None:
    """Twice the actions make about twice the lines."""
    one, two = (_line_count(large_plan(actions)) for actions in (150, 300))
    assert Fraction(two, one) < Fraction(5, 2)


def _line_count(plan: Plan) -> int:
    return sum(1 + len(one.lines) for one in explained(briefing(plan, AS_OF)).values())


def test_texts_of_a_plan_are_inert() -> None:
    """Control characters of names, sources and notes are spelled out wherever they are shown."""
    bad = "甲\x1b[2J\u202e\n乙"
    plan = Plan(
        id="p",
        name=bad,
        metrics=[attrs.evolve(SPENT, name=bad)],
        programs=[
            Program(
                id="g",
                name=bad,
                observations=[
                    Observation(
                        metric="spent",
                        period=2022,
                        figure="1亿元",
                        note=bad,
                        source=Source(document=bad, quote=bad),
                    )
                ],
            )
        ],
    )
    found = briefing(plan, DAY)
    texts = [cell.text for cell in cells(found)]
    for section in found.sections:
        for block in section.blocks:
            if isinstance(block, PrintedTable):
                texts += [block.heading, *block.notes]
            if isinstance(block, PrintedLine):
                texts.append(block.text)
            if isinstance(block, Explained):
                texts += [block.heading, *block.lines]
    assert [] == [line for one in texts for line in one.split("\n") if not line.isprintable()]


# -- what depends on a figure ----------------------------------------------------------------------


def displayed(tree: Explanation, closed: set[str]) -> set[str]:
    """Give the keys of the figures that are shown in a tree."""
    found = {tree.key}
    if tree.key not in closed:
        for child in tree.children:
            found |= displayed(child, closed)
    return found


def dependents(asked: Answers, path: str) -> set[str]:
    """Give the anchors of what depends on an entry: it itself, and what is computed from it or states it."""
    found = {figure_anchor(path)}
    for one in asked.money_rollups:
        if one.rollup is not None:
            closed = {one.rollup.key(node) for metric, node in asked.computed if metric == one.metric.id}
            for (metric, node), anchor in asked.computed.items():
                if metric == one.metric.id and path in _behind(one.rollup, node, closed):
                    found.add(anchor)
    return found


def _behind(rollup: Rollup, node: str, closed: set[str]) -> set[str]:
    """Give the paths of the entries that a tree shows, or that a figure in it was computed from."""
    tree = rollup.explain(node)
    keys = displayed(tree, closed - {rollup.key(node)})
    leaves = {entry.path for leaf in rollup[node].leaves for entry in rollup.entries_behind(leaf)}
    shown = [one for one in rollup.outline.nodes if rollup.key(one) in keys]
    stated = {entry.path for one in shown if (entry := rollup[one].stated_entry) is not None}
    return leaves | stated


def changed(plan: Plan, path: str) -> Plan:
    """Give a plan in which the plain figure of one observation is greater by one."""
    document = plan.to_dict()
    holder: Any = document
    for step in path.replace("]", "").replace("[", ".").split("."):
        holder = holder[int(step)] if step.isdigit() else holder[step]
    key = "figure"
    if not isinstance(holder[key], str):  # where its prices are stated
        holder, key = holder[key], "text"
    figure = Figure.parse(holder[key])
    holder[key] = str(Figure(figure.number + 1, figure.unit))
    return Plan.from_dict(document)


def has_money(plan: Plan) -> bool:
    """Tell whether something is reported in money."""
    return any(plan.metric(entry.record.metric).unit.currency for entry in plan.ledger)


@given(plans(plain=True, across=AcrossRule.SUM).filter(has_money), DAYS, st.data())
def test_a_figure_changes_exactly_what_depends_on_it(
    plan: Plan, day: datetime.date, data: st.DataObject
) -> None:
    """Changing one changes its own explanation and those computed from it or stated by it, and no other."""
    entries = [
        entry
        for entry in plan.ledger.entries
        if isinstance(entry.record, Observation) and plan.metric(entry.record.metric).unit.currency
    ]
    assume(entries)
    entry = data.draw(st.sampled_from(entries))
    plan, other = Plan.from_dict(plan.to_dict()), changed(plan, entry.path)  # both as they are read
    before, after = answers_of(plan, day), answers_of(other, day)
    # Where a figure now contradicts another one of its kind, nothing is rolled up at all.
    assume(all(one.refusal is None for one in after.money_rollups))
    found, again = explained(briefing(plan, day)), explained(briefing(other, day))
    assert dependents(before, entry.path) == {anchor for anchor in found if found[anchor] != again[anchor]}


def test_a_figure_of_hanzhong_changes_three_places() -> None:
    """454.31 stands in its own explanation, in that of its group and in that of the whole."""
    plan = example("hanzhong")
    other = changed(plan, "programs[0].observations[1]")
    found, again = (explained(briefing(one, "2018-09-19")) for one in (plan, other))
    different = {anchor for anchor in found if found[anchor].heading != again[anchor].heading}
    assert {"figure-programs-0-observations-1", "computed-2-programs-0", "computed-2"} == different
