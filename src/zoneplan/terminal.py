"""Reports, plans and rollups as plain text for a terminal, with Chinese and Latin columns aligned.

Nothing here colours, wraps or moves the cursor: what is printed can be piped, searched and compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.findings import plural
from zoneplan.layout import Language, printable, shortened, table, tree, width
from zoneplan.outline import NodeKind
from zoneplan.prices import PriceBasisKind
from zoneplan.programs import Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.errors import Problem
    from zoneplan.figures import Figure
    from zoneplan.findings import Finding, NotChecked, Report
    from zoneplan.locations import Location
    from zoneplan.outline import Node
    from zoneplan.plans import Plan
    from zoneplan.rollup import Rollup, RollupRow
    from zoneplan.sources import Source
    from zoneplan.zones import Zone

__all__ = [
    "MISSING",
    "finding_lines",
    "plan_lines",
    "problem_lines",
    "report_lines",
    "rollup_heading",
    "rollup_lines",
    "shown_figure",
    "shown_place",
    "told_problem",
]

MISSING: Final = "—"
"""Stands where there is no figure; a zero is always a figure."""

_SHOWN_ADVICE: Final = 2
_SOURCE_WIDTH: Final = 40


# -- reports ------------------------------------------------------------------------------------

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "error": "error",
        "warning": "warning",
        "advice": "advice",
        "not_checked": "not checked",
        "problem": "problem",
        "in": "in",
        "more": "… and {count} more {code}; --all shows them",
        "open": "{checks} could not be made, so nothing is known there; --all lists each with its reason",
    },
    "zh": {
        "error": "错误",
        "warning": "警告",
        "advice": "提示",
        "not_checked": "未核对",
        "problem": "问题",
        "in": "位于",
        "more": "…… 另有{count}条 {code}；用 --all 全部列出",
        "open": "有{count}项无法检查，对错未知；用 --all 逐项列出原因",
    },
}


def report_lines(
    report: Report, file: str, *, language: Language = "en", everything: bool = False
) -> Iterator[str]:
    """Print a report: errors and warnings whole, advice by code, then what was and was not checked.

    Args:
        report: The report.
        file: The file the plan is from, for findings that do not know their own.
        language: What sentences, headings and counts are printed in.
        everything: Whether all advice is printed, and every check that could not be made.
    """
    words = _WORDS[language]
    for finding in (*report.errors, *report.warnings):
        yield from finding_lines(finding, file, language)
    if report.errors or report.warnings:
        yield ""
    by_code: dict[str, list[Finding]] = {}
    for finding in report.advice:
        by_code.setdefault(finding.code, []).append(finding)
    for code, found in by_code.items():
        kept = found if everything else found[:_SHOWN_ADVICE]
        for finding in kept:
            yield from finding_lines(finding, file, language)
        if len(kept) < len(found):
            yield words["more"].format(count=len(found) - len(kept), code=code)
        yield ""
    if everything and report.not_checked:
        for one in report.not_checked:
            yield from _open_lines(one, file, language)
        yield ""
    yield report.census.text(language)
    yield _counts(report.counts, language)
    if report.not_checked and not everything:
        count = len(report.not_checked)
        yield words["open"].format(checks=plural(count, "check"), count=count)


def problem_lines(problems: Iterable[Problem], file: str, language: Language = "en") -> Iterator[str]:
    """Print what keeps a file from being read as a plan, or a plan from being rolled up, like findings.

    Args:
        problems: The problems; those without a Chinese sentence are told in English.
        file: The file, for problems that do not know their own.
        language: What sentences and headings are printed in.
    """
    count = 0
    for count, problem in enumerate(problems, start=1):  # noqa: B007  # used below
        yield from told_problem(problem, file, language)
    yield ""
    if language == "zh":
        yield f"{printable(file)} 有{count}个问题，其余未核对"
    else:
        yield f"{plural(count, 'problem')} in {printable(file)}; nothing else was looked at"


def told_problem(problem: Problem, file: str, language: Language) -> Iterator[str]:
    """Print one problem: its place, its sentence and what to do.

    Args:
        problem: The problem.
        file: The file, for a problem that does not know its own.
        language: What it is told in; one without a Chinese sentence is told in English.
    """
    head = _WORDS[language]["problem"]
    return _told(head, problem.place, file, problem.sentences(language), language)


def finding_lines(finding: Finding, file: str, language: Language) -> Iterator[str]:
    """Print one finding: its place and code, its sentence and what to do.

    Args:
        finding: The finding.
        file: The file, for a finding that does not know its own.
        language: What it is told in; one without a Chinese sentence is told in English.
    """
    chinese = language == "zh" and bool(finding.message_zh)
    message = finding.message_zh if chinese else finding.message
    remedy = finding.remedy_zh if chinese else finding.remedy
    head = f"{_WORDS[language][finding.severity.value]} {finding.code}"
    return _told(head, finding.place, file, (message, remedy), language)


def _open_lines(one: NotChecked, file: str, language: Language) -> Iterator[str]:
    reason = one.reason_zh if language == "zh" and one.reason_zh else one.reason
    return _told(f"{_WORDS[language]['not_checked']} {one.code}", one.place, file, (reason,), language)


def _told(
    head: str, place: Location, file: str, sentences: Iterable[str], language: Language
) -> Iterator[str]:
    """Print a judgement: its place first, as editors and terminals expect, its sentences below it."""
    path = f" {_WORDS[language]['in']} {place.path}" if place.path else ""
    yield printable(f"{shown_place(place, file)}: {head}{path}")
    for sentence in sentences:
        if sentence:
            yield f"    {printable(sentence)}"


def shown_place(place: Location, file: str) -> str:
    """Give file, line and column of a place as editors read them, or file and cell.

    Args:
        place: The place.
        file: The file, for a place that does not know its own.
    """
    return attrs.evolve(place, file=place.file or file).in_file


def _counts(counts: Mapping[str, int], language: Language) -> str:
    if language == "zh":
        return (
            f"错误{counts['error']}个，警告{counts['warning']}个，提示{counts['advice']}条；"
            f"已检查{counts['checked']}项，无法检查{counts['not_checked']}项"
        )
    return (
        f"{plural(counts['error'], 'error')}, {plural(counts['warning'], 'warning')}, "
        f"{plural(counts['advice'], 'piece')} of advice; "
        f"{plural(counts['checked'], 'check')} made, {counts['not_checked']} not possible"
    )


# -- plans --------------------------------------------------------------------------------------


def plan_lines(plan: Plan, *, encoding: str = "utf-8") -> Iterator[str]:
    """Print a plan: what it is, its tree in document order, its metrics, entries and sources.

    Args:
        plan: The plan.
        encoding: What the text is to be written in.
    """
    yield from table(_facts(plan), encoding=encoding)
    yield ""
    yield from tree(list(_node_rows(plan)))
    yield from _hidden(plan)
    sections = (
        (("metric", "name", "unit", "kind", "nature", "across parts", "over time"), _metric_rows(plan), ()),
        (("entry of", "about", "period", "aspect", "figure", "source"), _entry_rows(plan), (4,)),
        (("source", "document", "date"), _source_rows(plan), ()),
    )
    for heading, rows, right in sections:
        if rows:
            yield ""
            yield from table([heading, *rows], right=right, encoding=encoding)


def _facts(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "plan", f"{plan.name} ({plan.id})"
    if plan.zone is not None:
        yield "zone", _zone(plan.zone)
    for place in plan.places:
        yield "place", _zone(place)
    yield "period", MISSING if plan.period is None else str(plan.period)
    yield "pattern", MISSING if plan.pattern is None else str(plan.pattern)
    yield "census", str(plan.outline.census)
    if plan.note is not None:
        yield "note", " ".join(plan.note.split())


def _zone(zone: Zone) -> str:
    parts = [f"{zone.name} ({zone.id})", zone.kind, zone.level and zone.level.value]
    return ", ".join([*filter(None, parts), *([f"in {zone.within}"] if zone.within else [])])


def _node_rows(plan: Plan) -> Iterator[tuple[int, str]]:
    """Give the lines of the plan's tree; a node with several parents is opened under the first only."""
    outline = plan.outline
    seen: set[str] = set()
    waiting: list[tuple[int, str, int]] = [(0, plan.id, 0)]
    while waiting:
        depth, node_id, more = waiting.pop()
        if more:
            yield depth, f"{more} more declared, not named"
            continue
        node = outline.nodes[node_id]
        if node_id in seen:
            yield depth, f"{_named(node)}, shared, see above"
            continue
        seen.add(node_id)
        yield depth, ", ".join(_node_parts(plan, node))
        if unlisted := outline.unlisted.get(node_id, 0):
            waiting.append((depth + 1, "", unlisted))
        waiting.extend((depth + 1, child, 0) for child in reversed(outline.children[node_id]))


def _named(node: Node) -> str:
    kind = "project " if node.kind is NodeKind.PROJECT else ""
    return f"{kind}{node.name} ({node.id})" if node.name else f"{MISSING} ({node.id}), not named"


def _node_parts(plan: Plan, node: Node) -> Iterator[str]:
    yield _named(node)
    label = f" ({node.label})" if isinstance(node, Program) and node.label else ""
    if node.declared is not None:
        noun = "action" if isinstance(node, Program) else "program"
        yield f"{plural(node.declared, noun)} declared{label}"
    elif label:
        yield f"actions{label}"
    parents = plan.outline.parents[node.id]
    if len(parents) > 1:
        yield f"shared by {' and '.join(parents)}"
    if node.lead_units:
        yield f"lead {'、'.join(node.lead_units)}"
    if node.supporting_units:
        yield f"with {'、'.join(node.supporting_units)}"
    if node.start is not None:
        yield f"from {node.start}"
    if node.deadline is not None:
        yield f"due {node.deadline}"


def _hidden(plan: Plan) -> Iterator[str]:
    """Say what the tree cannot show, so that nothing in the file is passed over in silence."""
    for path, node in plan.outline.duplicates:
        yield printable(f"not shown: {path}, whose id {node.id!r} is taken; `zoneplan check` says more")
    for link in plan.outline.broken_links:
        path = plan.outline.paths[link.node]
        yield printable(f"not followed: {link.target!r} in {path}.{link.field}; `zoneplan check` says more")


def _metric_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (
            metric.id,
            metric.name if metric.scope is None else f"{metric.name} ({metric.scope})",
            metric.unit.name,
            metric.kind.value,
            *(
                MISSING if one is None else one.value
                for one in (metric.nature, metric.across, metric.over_time)
            ),
        )
        for metric in plan.ledger.metrics.values()
    ]


def _entry_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (
            entry.record.metric,
            entry.subject,
            str(entry.record.period),
            entry.record.aspect.value
            if entry.record.vintage is None
            else f"{entry.record.aspect.value}, {entry.record.vintage.value}",
            _as_written(entry.record.figure),
            _short_source(entry.record.source),
        )
        for entry in plan.ledger
    ]


def _as_written(figure: Figure) -> str:
    return figure.text or str(figure)


def _short_source(source: Source | None) -> str:
    if source is None:
        return MISSING
    parts = (source.id or source.document, source.place)
    return shortened(", ".join(part for part in parts if part), _SOURCE_WIDTH)


def _source_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (source.id or MISSING, source.document or MISSING, source.date or MISSING) for source in plan.sources
    ]


# -- rollups ------------------------------------------------------------------------------------


def rollup_lines(rollup: Rollup, *, encoding: str = "utf-8", columns: int = 120) -> Iterator[str]:
    """Print a rollup: one row per plan, program and action.

    Where the table is wider than there are columns, what a figure can mean and its coverage move below it.

    Args:
        rollup: The rollup.
        encoding: What the text is to be written in.
        columns: How wide the table may be.
    """
    yield rollup_heading(rollup)
    heading = ("", "computed", "can mean", "stated", "residual", "coverage")
    rows = [heading, *_rollup_rows(rollup)]
    lines = table(rows, right=(1, 2, 3, 4), encoding=encoding)
    yield from lines if max(map(width, lines)) <= columns else _narrow_lines(rows, encoding, columns)


def _narrow_lines(rows: Sequence[tuple[str, ...]], encoding: str, columns: int) -> Iterator[str]:
    """Keep the figures in line; a name too long for what is left of the columns is cut."""
    numbers = [(cells[1], cells[3], cells[4]) for cells in rows]
    left = columns - max(map(width, table([("", *cells) for cells in numbers], encoding=encoding)))
    named = [
        (shortened(printable(cells[0]), max(left, _NARROWEST_NAME)), *figures)
        for cells, figures in zip(rows, numbers, strict=True)
    ]
    head, *lines = table(named, right=(1, 2, 3), encoding=encoding)
    yield head
    for line, (name, _, meaning, _, _, coverage) in zip(lines, rows[1:], strict=True):
        yield line
        said = coverage if meaning == MISSING else f"can mean {meaning}; {coverage}"
        yield f"{' ' * (len(name) - len(name.lstrip()))}    {said}"


_NARROWEST_NAME: Final = 16
"""A name is not cut to fewer columns, however narrow the terminal."""


def rollup_heading(rollup: Rollup) -> str:
    """Say in one line what a rollup is of: metric, unit, period, aspect, and what missing data means."""
    metric, total = rollup.metric, rollup.total.computed
    parts = [f"{metric.name} ({metric.id}) in {metric.unit.name}"]
    if rollup.period is None or rollup.aspect is None:
        parts.append("nothing reported")
    else:
        parts.extend((f"period {rollup.period}", f"aspect {rollup.aspect.value}"))
    if total is not None and total.price_basis.kind is not PriceBasisKind.UNSTATED:
        parts.append(total.price_basis.describe())
    return printable("; ".join([*parts, f"missing data: {rollup.missing.value}"]))


def _rollup_rows(rollup: Rollup) -> Iterator[tuple[str, ...]]:
    outline = rollup.outline
    waiting: list[tuple[int, str, int]] = [(0, outline.root.id, 0)]
    while waiting:
        depth, node_id, more = waiting.pop()
        indent = "  " * depth
        if more:
            yield f"{indent}{more} more declared", MISSING, MISSING, MISSING, MISSING, f"0 of {more} reported"
            continue
        node, row = outline.nodes[node_id], rollup[node_id]
        yield f"{indent}{node.name or f'{MISSING} ({node_id}), not named'}", *_row_cells(row)
        below = [
            child
            for child in outline.children[node_id]
            if outline.nodes[child].kind in {NodeKind.PROGRAM, NodeKind.ACTION}
        ]
        if more := row.unlisted - sum(rollup[child].unlisted for child in below):
            waiting.append((depth + 1, "", more))
        waiting.extend((depth + 1, child, 0) for child in reversed(below))


def _row_cells(row: RollupRow) -> tuple[str, ...]:
    computed, coverage, entry = row.computed, row.coverage, row.stated_entry
    # A leaf's own entry is what was computed from: set against itself it would look like a check.
    is_compared = entry is not None and entry not in row.rollup.entries_behind(row.node)
    return (
        shown_figure(computed),
        MISSING if computed is None else _meaning(computed),
        shown_figure(row.stated),
        shown_figure(row.residual) if is_compared else MISSING,
        str(coverage) if coverage.expected else "not expected",
    )


def shown_figure(figure: Figure | None) -> str:
    """Print a figure with its unit, a number that no decimal holds with a ≈; a dash where there is none.

    Args:
        figure: The figure; None when it is missing.
    """
    if figure is None:
        return MISSING
    if figure.is_exact_decimal:
        return str(figure)
    return f"≈{figure:.{_telling_places(figure)}{figure.unit.name}}"


def _telling_places(figure: Figure) -> int:
    """Give how many decimal places of an endless number tell something: four digits, two places at least."""
    return max(2, 3 - figure.number.adjusted())


_LONGEST_MEANING = 28


def _meaning(figure: Figure) -> str:
    """Print what a figure can mean to one place more than its digits, where half of the last place lies."""
    strict = figure.strict
    if strict.lo is not None and strict.lo == strict.hi:
        return "exactly that"
    whole = str(strict)
    if "/" not in whole and len(whole) <= _LONGEST_MEANING:  # an end such as 1/3 is rounded outward below
        return whole
    exponent = figure.number.as_tuple().exponent
    if not figure.is_exact_decimal or not isinstance(exponent, int):
        return strict.describe(_telling_places(figure))
    return strict.describe(max(0, -exponent) + 1)
