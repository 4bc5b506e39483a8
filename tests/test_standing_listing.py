from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from plan_texts import plan_of
from zoneplan import strategies
from zoneplan.listing import Printing
from zoneplan.standing_listing import standing_row, status_word
from zoneplan.standings import TargetStatus

if TYPE_CHECKING:
    from zoneplan import Progress

PLAN = """\
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, over_time: sum}]
observations:
  - {metric: inv, period: 2020H1, figure: 100.0亿元}
  - {metric: inv, period: 2020Q3, figure: 400.0亿元}
  - {metric: inv, period: 2020-10, figure: 129.0亿元, vintage: preliminary}
targets: [{metric: inv, by: 2020全年, level: 647.4亿元}]
"""


def test_a_row_holds_cells_and_notes() -> None:
    """Each cell is filled, several reports are told as one span, and the notes say what the rest takes."""
    progress = plan_of(PLAN).progress("2020-10", lights="sanya-2022")
    row = standing_row(progress, progress[0], Printing(language="zh"))
    assert row.cells == (
        "完成投资",
        "647.4亿元",
        "2020全年",
        "629亿元",
        "2020H1至2020-10，初步核算",
        "97.16%",
        "83.33%",
        "+13.82",
        "达到进度",
        "绿灯",
    )
    assert row.notes == (
        "达到目标需要：今后2个月每月9.2 亿元",
        "按已有平均进度推算为754.62至754.98亿元（仅为推算）",
    )


def test_a_row_of_nothing_has_a_reason() -> None:
    """What was not reported is a dash with a reason below, never a blank and never a 0."""
    progress = plan_of(PLAN).progress("2019-10", lights="sanya-2022")
    row = standing_row(progress, progress[0], Printing())
    assert row.cells[3:] == ("—", "—", "—", "—", "—", "not reported", "—")
    assert row.notes == ("nothing was reported by 2019-10-31",)


def test_without_rules_there_is_no_cell_for_a_light() -> None:
    """A light that nobody asked for is not told as missing."""
    progress = plan_of(PLAN).progress("2020-10")
    assert 9 == len(standing_row(progress, progress[0], Printing()).cells)


def test_every_status_has_words() -> None:
    """Each status is told in words of both languages, no two alike."""
    for language in ("en", "zh"):
        words = [status_word(status, "zh" if language == "zh" else "en") for status in TargetStatus]
        assert len(set(words)) == len(TargetStatus)
    assert "not reported" == status_word(TargetStatus.UNREPORTED)


@given(strategies.progresses())
def test_no_cell_is_blank_and_no_dash_goes_unexplained(progress: Progress) -> None:
    """However a target stands, each cell says something, and what is not known has a reason below."""
    for one in progress:
        for printing in (Printing(), Printing(language="zh", everything=True)):
            row = standing_row(progress, one, printing)
            assert all(cell.strip() for cell in (*row.cells, *row.notes))
            assert row.notes or "—" not in row.cells
