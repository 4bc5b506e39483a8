"""Laws of briefings, on plans drawn by the public strategies and on a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_contents import answers_of, cells, example, shape, tables, tiles
from plans_of_any_size import large_plan
from zoneplan import Figure, Period, Plan, strategies
from zoneplan.briefings import Explained, SectionName, briefing
from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.indicators import indicators
from zoneplan.charts import structure_charts
from zoneplan.node_statuses import statuses_below
from zoneplan.printed_tables import Signal
from zoneplan.signals import signal_words
from zoneplan.standing_listing import status_word
from zoneplan.standings import TargetStatus

if TYPE_CHECKING:
    from zoneplan.briefings import Briefing
    from zoneplan.briefings.sections import Block
    from zoneplan.layout import Language

EXAMPLES = ["following", "hanzhong", "indicators", "kunshan", "progress", "yijiang", "zones"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
MONTHS = st.builds(Period.month, st.integers(2020, 2026), st.integers(1, 12))


@given(strategies.plans(), MONTHS)
def test_both_languages_have_the_same_structure(plan: Plan, month: Period) -> None:
    """Sections, rows, colours, bars and links do not depend on the language."""
    both = [briefing(plan, month, language=language) for language in LANGUAGES]
    assert shape(both[0]) == shape(both[1])


@pytest.mark.parametrize(
    "name", ["following", "hanzhong", "indicators", "kunshan", "progress", "yijiang", "zones"]
)
def test_examples_have_the_same_structure_in_both_languages(name: str) -> None:
    """The same holds of every example."""
    plan = example(name)
    both = [briefing(plan, "2024-12-31", language=language) for language in LANGUAGES]
    assert shape(both[0]) == shape(both[1])


@given(strategies.plans(), MONTHS)
def test_every_section_is_there_whatever_a_plan_says(plan: Plan, month: Period) -> None:
    """A section of which a plan says nothing says just that: leaving it out would look like fine."""
    names = [one.name for one in briefing(plan, month).sections]
    assert [*names[:4], "lights"] == ["headline", "structure", "indicators", "paths", "lights"]
    assert all(section.blocks for section in briefing(plan, month).sections)


@given(strategies.plans(), MONTHS)
def test_every_colour_has_words(plan: Plan, month: Period) -> None:
    """No cell is a colour alone."""
    assert all(one.text for one in cells(briefing(plan, month)) if one.signal is not None)


@given(strategies.plans(), MONTHS)
def test_links_lead_to_sections_rows_or_figures(plan: Plan, month: Period) -> None:
    """A link is a section, a row with that anchor, or a figure that is explained."""
    found = briefing(plan, month)
    blocks = [block for section in found.sections for block in section.blocks]
    explained = {one.anchor for one in blocks if isinstance(one, Explained)}
    own = {one.anchor for one in cells(found)} | {*SectionName} | explained
    links = {one.link for one in cells(found)} | {one.link for one in tiles(found.sections[0])}
    assert links <= own
    assert {figure_anchor(one.path) for one in (*plan.ledger, *plan.ledger.targets)} <= explained


def test_a_briefing_tells_what_it_holds() -> None:
    """Its sections are found by name, and what it is is told in a line."""
    found = briefing(example("kunshan"), "2024-12-31")
    assert found.section("lights") is found.section(SectionName.LIGHTS)
    assert found.section("nothing") is None
    assert repr(found).startswith(
        "<Briefing 打造全国一流现代化示范园区（总体） as of 2024-12-31: headline, structure"
    )


@given(strategies.plans(), MONTHS)
def test_rows_fit_their_columns(plan: Plan, month: Period) -> None:
    """Each row of a table has a cell for each column."""
    for section in briefing(plan, month).sections:
        for table in tables(section):
            assert {len(table.columns)} >= {len(row.cells) for row in table.rows}


@given(strategies.followed_plans(), MONTHS)
def test_no_text_contradicts_the_verdict(plan: Plan, month: Period) -> None:
    """A row that is not good holds no word of one that is."""
    good = {status_word(one) for one in (TargetStatus.MET, TargetStatus.ON_TRACK)}
    good.add(signal_words(Signal.GOOD, "en"))
    for table in tables(indicators(answers_of(plan, str(month)))):
        for row in table.rows:
            found = [one for one in row.cells if one is not None and one.signal not in {None, "good"}]
            assert not any(one.text in good for one in found)


@given(strategies.followed_plans() | strategies.plans(), MONTHS)
def test_a_chart_and_the_table_beside_it_say_the_same(plan: Plan, month: Period) -> None:
    """Every box of the structure has the status of its row, and every row of the matrix its counts."""
    answers = answers_of(plan, str(month))
    statuses = statuses_below(answers.progress)
    for chart in structure_charts(plan, answers.progress):
        for box in chart.spec["datasets"]["parts"]:
            if box["id"]:
                assert statuses[box["id"]].signal.value == box["signal"]


def _with_figure(plan: Plan, number: int, text: str) -> Plan:
    """Give a plan in which the last report of an action has another figure."""
    programs = list(plan.programs)
    for place, program in enumerate(programs):
        actions = list(program.actions)
        for index, action in enumerate(actions):
            if action.id == f"a{number}":
                told = list(action.observations)
                told[-1] = attrs.evolve(told[-1], figure=Figure.parse(text))
                actions[index] = attrs.evolve(action, observations=told)
                programs[place] = attrs.evolve(program, actions=actions)
    return attrs.evolve(plan, programs=programs)


def _leaves(found: Briefing) -> dict[tuple[Any, ...], object]:
    """Give every tile, line, note and cell with its place: tables by heading, rows by number."""
    told: dict[tuple[Any, ...], object] = {}
    for section in found.sections:
        for block_number, block in enumerate(section.blocks):
            for place, one in _parts(block):
                told[section.name.value, block_number, *place] = one
    return told


def _parts(block: Block) -> list[tuple[tuple[Any, ...], object]]:
    if isinstance(block, tuple):
        return [((one.label,), one) for one in block]
    if hasattr(block, "rows"):
        return [
            ((number, place), one)
            for number, row in enumerate(block.rows)
            for place, one in enumerate(row.cells)
        ]
    return [((), block)]


def test_a_changed_figure_changes_what_depends_on_it_and_nothing_else() -> None:
    """A report that moves is seen in its row, its program, the means, its path and its origin."""
    plan = large_plan(30)
    (target,) = [one for one in plan.progress("2024-09-30") if one.subject == "a26"]
    assert target.actual is not None
    before = _leaves(briefing(plan, "2024-09-30"))
    after = _leaves(briefing(_with_figure(plan, 26, "52家"), "2024-09-30"))
    assert before.keys() == after.keys()
    changed = [place for place in before if before[place] != after[place]]
    rows = {place[:3] for place in changed if place[0] == "indicators"}
    assert {"headline", "indicators", "paths", "origins"} == {place[0] for place in changed}
    assert 3 == len(rows)  # its own, its program's and that of the whole plan
    assert [("headline", 0, "平均完成率")] == [place for place in changed if place[0] == "headline"]
    told = [getattr(after[place], "text", "the picture") for place in changed if place[0] == "paths"]
    assert ["the picture", "52家"] == told


def test_a_plan_full_of_control_characters_is_spelled_out() -> None:
    """What would move a cursor, hide text or turn it round stands in no cell, tile, line or heading."""
    nasty = "\x1b[2J\u202ea\x00b\u2028c"
    plan = large_plan(21)
    program = attrs.evolve(plan.programs[0], name=f"甲{nasty}")
    actions = [attrs.evolve(one, name=f"乙{nasty}", lead_units=[f"丙{nasty}"]) for one in program.actions]
    metrics = [attrs.evolve(one, name=f"丁{nasty}") for one in plan.metrics]
    programs = [attrs.evolve(program, actions=actions), *plan.programs[1:]]
    plan = attrs.evolve(plan, programs=programs, metrics=metrics, note=nasty)
    for language in LANGUAGES:
        found = briefing(plan, "2024-09-30", language=language, lights="sanya-2022")
        texts = [one.text for one in cells(found)] + [one.text for one in found.lines]
        for section in found.sections:
            for block in section.blocks:
                if isinstance(block, tuple):
                    texts += [text for one in block for text in (one.label, one.value, one.reading, one.note)]
        assert any("\\x1b" in text for text in texts)
        assert all(part.isprintable() for text in texts for part in text.split("\n"))
