from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from briefing_contents import answers_of, example, lines, tables, texts
from plan_texts import plan_of
from plans_of_any_size import large_plan
from zoneplan.briefings.structure import structure
from zoneplan.node_statuses import statuses_below
from zoneplan.printed_tables import PrintedTable, Signal

if TYPE_CHECKING:
    from zoneplan.layout import Language

PLAN = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
declared_programs: 3
programs:
  - id: a
    name: 甲
    deadline: 2025
    declared_actions: 3
    actions:
      - id: a1
        name: 甲一
        lead_units: [发改局, 住建局]
        deadline: 2020-06
        targets: [{metric: inv, by: 2019, level: 1亿元}]
      - {id: a2}
  - {id: b, name: 乙, projects: [{id: y, name: 厂房, done: 2020-01-01, deadline: 2020}]}
projects:
  - {id: x, name: 共有, serves: [a1, a2]}
  - {id: z, name: 单列, deadline: 2019}
"""


def told(text: str, language: Language = "en") -> PrintedTable:
    """Give the table of a plan."""
    (table,) = tables(structure(answers_of(plan_of(text), "2020-10", language)))
    return table


def test_each_part_has_a_row_with_units_deadline_and_the_worst_of_what_lies_below_it() -> None:
    """Programs stand above their actions, and what is declared and not listed is told."""
    table = told(PLAN)
    assert ["Program, action", "Lead units", "Deadline", "Status", "Targets and dates below it"] == [
        one.header for one in table.columns
    ]
    assert [
        ("甲", "", "2025", "missed or overdue"),
        ("甲一", "发改局、住建局", "2020-06", "missed or overdue"),
        ("(a2, not named)", "not stated", "not stated", "nothing set"),
        ("1 more declared, not listed", "", "", "not known"),
        ("乙", "", "", "done or on track"),
        ("project 厂房", "not stated", "2020", "done or on track"),
        ("1 more declared, not listed", "", "", "not known"),
        ("Projects of no program", "", "", ""),
        ("project 单列", "not stated", "2019", "missed or overdue"),
        ("The whole plan", "", "", "missed or overdue"),
    ] == [texts(row)[:4] for row in table.rows]
    assert [True, False, False, False, True, False, False, True, False, True] == [
        row.is_total for row in table.rows
    ]
    assert "1 target: 1 not reported; 1 date: 1 overdue" == texts(table.rows[1])[4]


def test_kunshan_lists_17_actions_and_five_that_are_not_named() -> None:
    """The table holds the plan's 1+5+22, and what nothing is set for is never good."""
    (table,) = tables(structure(answers_of(example("kunshan"), "2024-12-31", "zh")))
    names = [texts(row)[0] for row in table.rows]
    assert (5 + 17 + 3 + 1, 2) == (len(names), names.count("另有2个行动已声明，未列出"))
    assert {Signal.OPEN, Signal.NONE} == {
        one.signal for row in table.rows if (one := row.cells[1]) is not None
    }
    assert ("均未写明牵头单位", "均未写明完成时限") == table.notes
    assert ("产城融合", "未报、不明", "目标6个：未上报6个") == texts(table.rows[7])


def test_a_plan_without_parts_says_so() -> None:
    """There is a line and no empty table."""
    section = structure(answers_of(plan_of("note: null\n"), "2020-10"))
    assert (["the plan lists no program"], []) == (lines(section), tables(section))


def test_targets_about_other_places_are_counted_below() -> None:
    """What belongs to no part is said; the zone itself is the plan."""
    table = told("""\
zone: {id: zone, name: 园区}
places: [{id: city, name: 全市}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
programs: [{id: a, name: 甲, lead_units: 局, deadline: 2021}]
targets:
  - {metric: inv, by: 2020, subject: zone, level: 4亿元}
  - {metric: inv, by: 2020, subject: city, level: 5亿元}
""")
    assert (
        "Targets about places outside the plan: 1 target; they stand among the indicators.",
    ) == table.notes


def test_a_very_large_plan_lists_every_part_that_is_not_fine() -> None:
    """Above 300 rows only good and unjudged actions are counted together, and all of them are counted."""
    answers = answers_of(large_plan(320), "2024-09-30", "zh")
    (table,) = tables(structure(answers))
    below, outline = statuses_below(answers.progress), answers.plan.outline
    loud = [
        action.name or f"（{action.id}，未写明名称）"
        for program in answers.plan.programs
        for action in program.actions
        if below[action.id].signal not in {Signal.GOOD, Signal.NONE}
    ]
    names = [texts(row)[0] for row in table.rows]
    assert Counter(loud) == Counter(name for name in names if name in set(loud))
    rest = sum(int(name[2:].split("个")[0]) for name in names if name.startswith("其余"))
    assert 320 == len(loud) + rest
    assert len(outline.nodes) > len(names)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_colour_has_words(language: Language) -> None:
    """Nobody needs to see the colour."""
    for plan in (plan_of(PLAN), example("kunshan"), large_plan(60)):
        for table in tables(structure(answers_of(plan, "2024-09-30", language))):
            found = [one for row in table.rows for one in row.cells if one is not None and one.signal]
            assert found
            assert all(one.text for one in found)
