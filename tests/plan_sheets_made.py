"""Plans that hold everything a workbook can, as sheets, and sheets with cells changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from zoneplan import strategies as made
from zoneplan.pages import as_sheet
from zoneplan.sheet_reading import plan_of_sheets
from zoneplan.workbook_pages import plan_pages

if TYPE_CHECKING:
    from zoneplan.plans import Plan
    from zoneplan.sheets import Sheet, Stored

TEXTS = st.sampled_from(
    (
        "=1+1", "+1", "-1", "@a", "'a", "{a: b}", "[a]", '"x"', "'x'", "a、b", "a\nb", " lead", "a，b；c",
        "a（b、c）", "（", "#x", "a: b", "a：b", "programs[0]", "1", "2023-06", "TRUE", "- ", ",", "x ",
        "\tx", "5.50%", "_x0041_", "<&>", "http://a.b", "𠮷",
    )
)  # fmt: skip
"""Texts that a spreadsheet, or a reader of cells, could take for something else."""

IDS = st.sampled_from(("=1+1", "{a:b}", "[a]", '"x"', "a、b", "programs[0]", "1", "2023-06", "a1", "gdp"))


@st.composite
def whole_plans(draw: st.DrawFn) -> Plan:
    """Plans with rows on every sheet, ids that occur twice, and texts that look like something else."""
    plan = draw(made.plans())
    metrics = [
        attrs.evolve(
            plan.metrics[0],
            breakdowns=draw(st.lists(st.lists(IDS, min_size=2, max_size=3, unique=True), max_size=2)),
            category=draw(TEXTS),
        ),
        *plan.metrics[1:],
    ]
    first = plan.programs[0]
    milestones = (*first.milestones, *draw(st.lists(made.milestones(), max_size=1)))
    twice = attrs.evolve(first, name=draw(TEXTS), milestones=milestones * 2)
    return attrs.evolve(
        plan,
        name=draw(TEXTS),
        note=draw(TEXTS),
        lead_units=draw(st.lists(TEXTS, max_size=3)),
        metrics=metrics,
        programs=draw(st.sampled_from(((*plan.programs,), (twice, *plan.programs)))),
        projects=(*plan.projects, *draw(st.lists(made.projects(), max_size=1))),
        relations=draw(st.lists(made.relations(), max_size=2)),
        light_rules=draw(st.lists(made.light_rules(), max_size=2)),
        targets=(*plan.targets, *draw(st.lists(made.targets(), max_size=2))),
        observations=(*plan.observations, *draw(st.lists(made.observations(), max_size=2))),
    )


def sheets_of(plan: Plan) -> dict[str, Sheet]:
    """Give the sheets of a plan as a reader finds them in its workbook."""
    return {page.name: as_sheet(page, "plan.xlsx") for page in plan_pages(plan)}


def with_cell(sheets: dict[str, Sheet], name: str, row: int, column: int, stored: Stored) -> dict[str, Sheet]:
    """Change one cell of a sheet; a row or column beyond its edge is added."""
    sheet = sheets[name]
    rows = [list(one) for one in sheet.rows]
    rows += [[] for _ in range(row - len(rows))]
    rows[row - 1] += [None] * (column - len(rows[row - 1]))
    rows[row - 1][column - 1] = stored
    return {**sheets, name: attrs.evolve(sheet, rows=tuple(map(tuple, rows)))}


def read_back(sheets: dict[str, Sheet]) -> Plan:
    """Read a plan from sheets."""
    return plan_of_sheets(sheets, "plan.xlsx")
