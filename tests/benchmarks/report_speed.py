"""How long the report of an invented plan takes and how large it is, beside bare Jinja2 and bare vl-convert.

Run it with `python tests/benchmarks/report_speed.py [ACTIONS]`; 2,000 actions are what the bars are set for.
Bare Jinja2 renders a template of loops over the same texts as plain data; bare vl-convert draws the same
specifications. Seconds are those of the processor, so that others on the machine do not bear on them; where
nobody else is they are the seconds that one waits. Judged beside the page: how large that of the Kunshan
example is, what the Word document and the workbook take, and whether the time for an action stays the same
where there are four times as many. The exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import jinja2
import vl_convert
from bars import Bar

sys.path.insert(0, str(Path(__file__).parent.parent))
from plans_of_any_size import large_plan
from zoneplan import briefing, read_plan
from zoneplan.briefings import Explained, Section
from zoneplan.briefings.document import document_bytes
from zoneplan.briefings.page import page_text
from zoneplan.briefings.workbook import workbook_bytes
from zoneplan.charts import Chart
from zoneplan.printed_tables import PrintedLine, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.briefings import Block, Briefing

DAY = "2024-10-31"
SECONDS, MEGABYTES, KUNSHAN_KILOBYTES = 10, 10, 300
TO_JINJA, TO_VL_CONVERT = 3, 1.5
OFFICE_SECONDS, GROWTH = 10, 1.5
KUNSHAN = Path(__file__).parent.parent.parent / "examples" / "kunshan" / "plan.yaml"
BARE = """<!DOCTYPE html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for heading, blocks in sections %}<section><h2>{{ heading }}</h2>
{% for rows, lines in blocks %}
<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
{% for line in lines %}<p>{{ line }}</p>
{% endfor %}{% endfor %}</section>
{% endfor %}</body></html>"""


def seconds(function: Callable[[], object]) -> float:
    """Give the processor's time for one call, without the garbage of what was measured before it."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def ratio(ours: Callable[[], object], bare: Callable[[], object], runs: int) -> float:
    """Give how many times as long ours takes: the median of runs that take turns."""
    return statistics.median(seconds(ours) / seconds(bare) for _ in range(runs))


def charts(shown: Briefing) -> list[Chart]:
    """Give the charts of a briefing."""
    return [block for section in shown.sections for block in section.blocks if isinstance(block, Chart)]


def without_charts(shown: Briefing) -> Briefing:
    """Give a briefing with its pictures left out."""
    sections = [
        Section(one.name, one.heading, tuple(block for block in one.blocks if not isinstance(block, Chart)))
        for one in shown.sections
    ]
    return attrs.evolve(shown, sections=tuple(sections))


def plain(block: Block) -> tuple[list[list[str]], list[str]]:
    """Give the texts of a block as plain data: rows of cells, and lines."""
    match block:
        case PrintedTable():
            rows = [[cell.text for cell in row.cells if cell is not None] for row in block.rows]
            return [[column.header for column in block.columns], *rows], [block.heading, *block.notes]
        case Explained():
            return [], [block.heading, *block.lines]
        case PrintedLine():
            return [], [block.text]
        case tuple():
            return [], [text for tile in block for text in (tile.label, tile.value, tile.reading, tile.note)]
        case _:
            return [], []


def bare_page(shown: Briefing) -> Callable[[], str]:
    """Prepare bare Jinja2 for the texts of a briefing."""
    template = jinja2.Environment(autoescape=True).from_string(BARE)
    values: dict[str, Any] = {
        "title": shown.title,
        "sections": [(one.heading, list(map(plain, one.blocks))) for one in shown.sections],
    }
    return lambda: template.render(values)


def growth(actions: int) -> dict[str, float]:
    """Give how many times as long an action takes where there are so many as where there is a quarter.

    Pictures are left out: of a large plan fewer are drawn.
    """
    few, many = large_plan(max(actions // 4, 1)), large_plan(actions)
    size = actions / max(actions // 4, 1)
    little, much = (without_charts(briefing(one, DAY)) for one in (few, many))
    calls: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "briefing": (partial(briefing, few, DAY), partial(briefing, many, DAY)),
        "page": (partial(page_text, little), partial(page_text, much)),
        "Word document": (partial(document_bytes, little), partial(document_bytes, much)),
    }
    return {name: seconds(of_many) / seconds(of_few) / size for name, (of_few, of_many) in calls.items()}


def measure(actions: int, runs: int = 3) -> list[Bar]:
    """Measure the report of a plan of so many actions.

    Args:
        actions: How many actions.
        runs: Of how many runs the ratios are the median.
    """
    plan = large_plan(actions)
    first = briefing(large_plan(5), DAY)
    for write in (page_text, document_bytes, workbook_bytes):
        write(first)  # what is loaded once is not measured
    made: list[Briefing] = []
    pages: list[str] = []
    drawn_up = seconds(lambda: made.append(briefing(plan, DAY)))
    (shown,) = made
    written = seconds(lambda: pages.append(page_text(shown)))
    kunshan = page_text(briefing(read_plan(KUNSHAN), "2024-12-31"))
    found, bare = charts(shown), without_charts(shown)
    print(
        f"{actions:,} actions, {len(found)} charts; drawn up in {drawn_up:.2f} s, written in {written:.2f} s"
    )
    return [
        Bar(f"seconds for the report of {actions:,} actions", drawn_up + written, SECONDS),
        Bar("megabytes of it", len(pages[0].encode()) / 1e6, MEGABYTES),
        Bar("kilobytes of the page of Kunshan", len(kunshan.encode()) / 1e3, KUNSHAN_KILOBYTES),
        Bar(
            "page without pictures / bare Jinja2",
            ratio(lambda: page_text(bare), bare_page(bare), runs),
            TO_JINJA,
        ),
        Bar(
            "pictures / bare vl-convert",
            ratio(
                lambda: [one.to_svg(titled=False) for one in found],
                lambda: [vl_convert.vegalite_to_svg(dict(one.spec), vl_version="5.20") for one in found],
                1 if actions > 500 else runs,
            ),
            TO_VL_CONVERT,
        ),
        Bar("seconds to write the Word document", seconds(lambda: document_bytes(shown)), OFFICE_SECONDS),
        Bar("seconds to write the workbook", seconds(lambda: workbook_bytes(shown)), OFFICE_SECONDS),
        *(
            Bar(f"{name}: an action here / in a quarter", value, GROWTH)
            for name, value in growth(actions).items()
        ),
    ]


def main(actions: int) -> int:
    """Measure, print, and tell whether every bar was met."""
    bars = measure(actions)
    for one in bars:
        print(one)
    return 0 if all(one.is_met for one in bars) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
