"""Printed tables as HTML, for a page with a style sheet and for a notebook without one.

Every text is escaped, and characters that hide text or turn it around are spelled out: what a plan says is
shown and never run. A status has its shape, its words and its colour; a bar has its text beside it.
"""

from __future__ import annotations

import html
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.layout import printable
from zoneplan.printed_tables import Signal
from zoneplan.signal_tones import COLOURS

if TYPE_CHECKING:
    from fractions import Fraction

    from zoneplan.printed_tables import PrintedBar, PrintedCell, PrintedColumn, PrintedRow, PrintedTable

__all__ = ["escaped", "signal_html", "table_html"]

_LINE: Final = "1px solid rgba(128,128,128,.4)"
_LOOKS: Final = {
    "scroll": "overflow-x:auto",
    "table": "border-collapse:collapse;table-layout:auto;font-variant-numeric:tabular-nums;margin:0",
    "caption": "caption-side:top;text-align:left;font-weight:bold;padding:4px 0",
    "head": "text-align:left;vertical-align:bottom;padding:4px 10px;border-bottom:2px solid;font-weight:bold",
    "cell": f"text-align:left;vertical-align:top;padding:4px 10px;border-bottom:{_LINE};font-weight:normal",
    "number": ";text-align:right;white-space:nowrap",
    "total": ";font-weight:bold;border-top:1px solid",
    "bar": "display:block;position:relative;min-width:5em;height:6px;margin:3px 0;"
    "background:rgba(128,128,128,.25)",
    "filled": f"display:block;height:6px;background:{COLOURS[Signal.GOOD]};",
    "tick": "display:block;position:absolute;top:-3px;width:2px;height:12px;background:currentColor;",
    "notes": "font-size:90%;margin:4px 0",
}
"""What a notebook shows in place of classes, on a light ground and on a dark one."""


@attrs.frozen
class _Look:
    """How the parts of a table are told what they look like: by class, or where no sheet is by style."""

    is_inline: bool

    def of(self, *parts: str) -> str:
        """Give the attribute for a part, and for what it is beside, such as a number."""
        return _attribute(parts, self.is_inline)

    def placed(self, part: str, place: str) -> str:
        """Give the attributes for a part of a bar that stands or reaches somewhere."""
        return f' style="{_LOOKS[part]}{place}"' if self.is_inline else f' class="{part}" style="{place}"'


@cache
def _attribute(parts: tuple[str, ...], is_inline: bool) -> str:  # few, and asked for each cell
    if is_inline:
        return f' style="{"".join(_LOOKS[part] for part in parts)}"'
    classes = " ".join(part for part in parts if part not in {"head", "cell", "caption", "table"})
    return f' class="{classes}"' if classes else ""


def table_html(table: PrintedTable, *, inline: bool = False) -> str:
    """Write a table as HTML that needs no script.

    Args:
        table: The table.
        inline: Whether each part carries its own style and no place is linked, as notebooks need it; else
            a sheet says what the classes `table`, `wide`, `scroll`, `number`, `status`, `total`, `remark`,
            `signal`, `bar` and `notes` look like, and remarks stand below their rows.
    """
    look = _Look(inline)
    names = next((index for index, column in enumerate(table.columns) if not column.is_number), -1)
    heads_of = [column for column in table.columns if inline or not column.is_remark]
    heads = "".join(
        f'<th scope="col"{look.of("head", "number") if column.is_number else look.of("head")}>'
        f"{escaped(column.header)}</th>"
        for column in heads_of
    )
    rows = "".join(_row_html(row, table.columns, names, look) for row in table.rows)
    caption = f"<caption{look.of('caption')}>{escaped(table.heading)}</caption>" if table.heading else ""
    notes = "".join(f"<p{look.of('notes')}>{escaped(note)}</p>" for note in table.notes)
    label = html.escape(printable(table.heading or ", ".join(column.header for column in table.columns)))
    beside = "" if inline else f' class="table{" wide" if table.is_wide else ""}"'
    least = sum(column.width for column in heads_of)
    widths = "".join(f'<col style="width:{100 * column.width // least}%">' for column in heads_of)
    columns = "" if inline else f"<colgroup>{widths}</colgroup>"
    width = look.of("table") if inline else f' style="min-width:{least}em"'
    return (
        f"<div{beside}>"
        f'<div{look.of("scroll")} role="group" aria-label="{label}" tabindex="0">'
        f"<table{width}>{caption}{columns}<thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>"
        f"</div>{notes}</div>"
    )


def _row_html(row: PrintedRow, columns: tuple[PrintedColumn, ...], names: int, look: _Look) -> str:
    cells = "".join(
        _cell_html(cell, columns[index], look, is_name=index == names, is_total=row.is_total)
        for index, cell in enumerate(row.cells)
        if cell is not None and (look.is_inline or not columns[index].is_remark)
    )
    kind = ' class="total"' if row.is_total and not look.is_inline else ""
    below = "" if look.is_inline else _remarks_html(row, columns)
    return f"<tr{kind}>{cells}</tr>\n{below}"


def _remarks_html(row: PrintedRow, columns: tuple[PrintedColumn, ...]) -> str:
    """Write the remarks on a row below it, as wide as the table; nothing where there are none."""
    reach = sum(not column.is_remark for column in columns)
    said = [
        escaped(cell.text)
        for cell, column in zip(row.cells, columns, strict=True)
        if column.is_remark and cell is not None and cell.text
    ]
    return f'<tr class="remark"><td colspan="{reach}">{"<br>".join(said)}</td></tr>\n' if said else ""


def _cell_html(
    cell: PrintedCell, column: PrintedColumn, look: _Look, *, is_name: bool, is_total: bool
) -> str:
    kind = 'th scope="row"' if is_name else "td"
    parts = ["cell", *(("number",) if column.is_number else ())]
    parts += ["status"] if cell.signal is not None and not look.is_inline else []
    parts += ["total"] if is_total and look.is_inline else []
    reach = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    anchor = f' id="{escaped(cell.anchor)}"' if cell.anchor and not look.is_inline else ""
    shown = escaped(cell.text)
    if cell.link and not look.is_inline:
        shown = f'<a href="#{escaped(cell.link)}">{shown}</a>'
    if cell.signal is not None:
        shown = signal_html(cell.signal, shown, inline=look.is_inline)
    if cell.bar is not None:
        shown += _bar_html(cell.bar, look)
    return f"<{kind}{reach}{anchor}{look.of(*parts)}>{shown}</{kind[:2]}>"


def signal_html(signal: Signal, shown: str, *, inline: bool = False) -> str:
    """Write what a status is called behind its shape in its colour.

    Args:
        signal: The signal.
        shown: What says it in words: HTML, already escaped.
        inline: Whether the shape carries its own colour; else it has the classes `signal` and the signal's.
    """
    look = f' style="color:{COLOURS[signal]}"' if inline else f' class="signal {signal}"'
    return f'<span{look} aria-hidden="true">{signal.shape}</span> {shown}'


def _bar_html(bar: PrintedBar, look: _Look) -> str:
    """Draw a bar; who does not see it has the text beside it."""
    tick = "" if bar.tick is None else f"<span{look.placed('tick', f'left:{_percent(bar.tick)}')}></span>"
    # What lacks something is not drawn full, however small the bar.
    least = ";max-width:calc(100% - 2px)" if bar.share < 1 else ""
    filled = f"<span{look.placed('filled', f'width:{_percent(bar.share)}{least}')}></span>"
    return f'<span{look.of("bar")} aria-hidden="true">{filled}{tick}</span>'


def _percent(share: Fraction) -> str:
    """Give a share as CSS has it, cut to hundredths of a per cent, from 0 to 100 %."""
    parts = min(max(int(share * 10_000), 0), 10_000)
    return f"{parts // 100}.{parts % 100:02}%"


def escaped(text: str) -> str:
    r"""Give a text as HTML shows it, in an element or an attribute; a line break stays one in an element.

    >>> escaped('<b> & "c"\u202e\n二')
    '&lt;b&gt; &amp; &quot;c&quot;\\u202e<br>二'

    Args:
        text: Any text.
    """
    if "\n" not in text:
        return html.escape(printable(text))
    return "<br>".join(html.escape(printable(line)) for line in text.split("\n"))
