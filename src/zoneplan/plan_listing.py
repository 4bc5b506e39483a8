"""A plan as plain text for a terminal: what it is, its tree, its metrics, entries and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from zoneplan.findings import plural
from zoneplan.layout import Language, printable, shortened, table, tree
from zoneplan.ledger import PlanLike
from zoneplan.notebook_tables import plain_table
from zoneplan.outline import NodeKind
from zoneplan.programs import Program
from zoneplan.shown_figures import MISSING
from zoneplan.subjects import shown_name
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.figures import Figure
    from zoneplan.outline import Node
    from zoneplan.printed_tables import PrintedTable
    from zoneplan.sources import Source
    from zoneplan.zones import Zone

__all__ = ["ShownPlan", "plan_lines", "plan_tables"]


class ShownPlan(PlanLike, Protocol):
    """What is printed of a plan, which stands above this module and prints itself with it."""

    @property
    def note(self) -> str | None:
        """Anything a reader should know."""


_SOURCE_WIDTH: Final = 40
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "tree": "what it is made of",
        "plan": "plan",
        "zone": "zone",
        "place": "place",
        "period": "period",
        "pattern": "pattern",
        "census": "census",
        "note": "note",
        "metrics": "metric|name|unit|kind|nature|across parts|over time",
        "entries": "entry of|about|period|aspect|figure|source",
        "sources": "source|document|date",
        "named": "{name} ({id})",
        "project": "project {name} ({id})",
        "unnamed": "{dash} ({id}), not named",
        "in": "in {place}",
        "more": "{count} more declared, not named",
        "shared above": "shared, see above",
        "actions": "actions ({label})",
        "shared": "shared by {parents}",
        "and": " and ",
        "lead": "lead {units}",
        "with": "with {units}",
        "from": "from {period}",
        "due": "due {deadline}",
        "not shown": "not shown: {path}, whose id {id!r} is taken; `zoneplan check` says more",
        "not followed": "not followed: {target!r} in {path}.{field}; `zoneplan check` says more",
        "comma": ", ",
    },
    "zh": {
        "tree": "结构",
        "plan": "规划",
        "zone": "开发区",
        "place": "地区",
        "period": "规划期",
        "pattern": "结构",
        "census": "计数",
        "note": "备注",
        "metrics": "指标|名称|单位|类型|属性|汇总规则|时间规则",
        "entries": "数据或目标|主体|时期|方面|数值|来源",
        "sources": "来源|文件|日期",
        "named": "{name}（{id}）",
        "project": "项目 {name}（{id}）",
        "unnamed": "{dash}（{id}），未写明名称",
        "in": "隶属{place}",
        "more": "另有{count}个已声明，未写明名称",
        "shared above": "共有，见上",
        "actions": "行动（称“{label}”）",
        "shared": "由{parents}共有",
        "and": "、",
        "lead": "牵头{units}",
        "with": "配合{units}",
        "from": "{period}起",
        "due": "时限{deadline}",
        "not shown": "未列出：{path}，其编号 {id!r} 已被占用；详见 `zoneplan check`",
        "not followed": "未找到：{path}.{field} 中的 {target!r}；详见 `zoneplan check`",
        "comma": "，",
    },
}


def plan_tables(plan: ShownPlan, language: Language) -> Iterator[PrintedTable]:
    """Print a plan as tables: what it is, its tree, its entries; what the tree cannot show stands below it.

    Args:
        plan: The plan.
        language: What headings and words are printed in.
    """
    words = _WORDS[language]
    yield plain_table(shown_name(plan), ("", ""), _facts(plan, language))
    nodes = ((f"{'  ' * depth}{text}",) for depth, text in _node_rows(plan, language))
    yield plain_table("", (words["tree"],), nodes, notes=list(_hidden(plan, words)))
    entries = _entry_rows(plan, language)
    if entries:
        yield plain_table("", words["entries"].split("|"), entries, numbers=(4,))


def plan_lines(plan: ShownPlan, *, encoding: str = "utf-8", language: Language = "en") -> Iterator[str]:
    """Print a plan: what it is, its tree in document order, its metrics, entries and sources.

    Args:
        plan: The plan.
        encoding: What the text is to be written in.
        language: What headings and words are printed in.
    """
    words = _WORDS[language]
    yield from table(_facts(plan, language), encoding=encoding)
    yield ""
    yield from tree(list(_node_rows(plan, language)))
    yield from _hidden(plan, words)
    sections = (
        ("metrics", _metric_rows(plan, language), ()),
        ("entries", _entry_rows(plan, language), (4,)),
        ("sources", _source_rows(plan), ()),
    )
    for heading, rows, right in sections:
        if rows:
            yield ""
            yield from table([tuple(words[heading].split("|")), *rows], right=right, encoding=encoding)


def _facts(plan: ShownPlan, language: Language) -> Iterator[tuple[str, str]]:
    words = _WORDS[language]
    yield words["plan"], words["named"].format(name=plan.name, id=plan.id)
    if plan.zone is not None:
        yield words["zone"], _zone(plan.zone, language)
    for place in plan.places:
        yield words["place"], _zone(place, language)
    yield words["period"], MISSING if plan.period is None else str(plan.period)
    yield words["pattern"], MISSING if plan.pattern is None else str(plan.pattern)
    yield words["census"], plan.outline.census.text(language)
    if plan.note is not None:
        yield words["note"], " ".join(plan.note.split())


def _zone(zone: Zone, language: Language) -> str:
    words = _WORDS[language]
    parts = [
        words["named"].format(name=zone.name, id=zone.id),
        zone.kind,
        zone.level and word_of(zone.level, language),
        zone.within and words["in"].format(place=zone.within),
    ]
    return words["comma"].join(filter(None, parts))


def _node_rows(plan: ShownPlan, language: Language) -> Iterator[tuple[int, str]]:
    """Give the lines of the plan's tree; a node with several parents is opened under the first only."""
    outline, words = plan.outline, _WORDS[language]
    seen: set[str] = set()
    waiting: list[tuple[int, str, int]] = [(0, plan.id, 0)]
    while waiting:
        depth, node_id, more = waiting.pop()
        if more:
            yield depth, words["more"].format(count=more)
            continue
        node = outline.nodes[node_id]
        if node_id in seen:
            yield depth, f"{_named(node, words)}{words['comma']}{words['shared above']}"
            continue
        seen.add(node_id)
        yield depth, words["comma"].join(_node_parts(plan, node, language))
        if unlisted := outline.unlisted.get(node_id, 0):
            waiting.append((depth + 1, "", unlisted))
        waiting.extend((depth + 1, child, 0) for child in reversed(outline.children[node_id]))


def _named(node: Node, words: Mapping[str, str]) -> str:
    if not node.name:
        return words["unnamed"].format(dash=MISSING, id=node.id)
    return words["project" if node.kind is NodeKind.PROJECT else "named"].format(name=node.name, id=node.id)


def _node_parts(plan: ShownPlan, node: Node, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield _named(node, words)
    label = node.label if isinstance(node, Program) else None
    if node.declared is not None:
        yield _declared(node.declared, label, language, is_program=isinstance(node, Program))
    elif label:
        yield words["actions"].format(label=label)
    parents = plan.outline.parents[node.id]
    if len(parents) > 1:
        yield words["shared"].format(parents=words["and"].join(parents))
    if node.lead_units:
        yield words["lead"].format(units="、".join(node.lead_units))
    if node.supporting_units:
        yield words["with"].format(units="、".join(node.supporting_units))
    if node.start is not None:
        yield words["from"].format(period=node.start)
    if node.deadline is not None:
        yield words["due"].format(deadline=node.deadline.text(language))


def _declared(count: int, label: str | None, language: Language, *, is_program: bool) -> str:
    if language == "zh":
        noun = "行动" if is_program else "方案"
        return f"声明{noun}{count}个{f'（称“{label}”）' if label else ''}"
    noun = "action" if is_program else "program"
    return f"{plural(count, noun)} declared{f' ({label})' if label else ''}"


def _hidden(plan: ShownPlan, words: Mapping[str, str]) -> Iterator[str]:
    """Say what the tree cannot show, so that nothing in the file is passed over in silence."""
    for path, node in plan.outline.duplicates:
        yield printable(words["not shown"].format(path=path, id=node.id))
    for link in plan.outline.broken_links:
        path = plan.outline.paths[link.node]
        yield printable(words["not followed"].format(target=link.target, path=path, field=link.field))


def _metric_rows(plan: ShownPlan, language: Language) -> list[tuple[str, ...]]:
    named = _WORDS[language]["named"]
    return [
        (
            metric.id,
            metric.name if metric.scope is None else named.format(name=metric.name, id=metric.scope),
            metric.unit.name,
            word_of(metric.kind, language),
            *(
                MISSING if one is None else word_of(one, language)
                for one in (metric.nature, metric.across, metric.over_time)
            ),
        )
        for metric in plan.ledger.metrics.values()
    ]


def _entry_rows(plan: ShownPlan, language: Language) -> list[tuple[str, ...]]:
    comma = _WORDS[language]["comma"]
    rows: list[tuple[str, ...]] = []
    for entry in plan.ledger:
        record = entry.record
        said = [word_of(one, language) for one in (record.aspect, record.vintage) if one is not None]
        figure, source = _as_written(record.figure), _short_source(record.source)
        rows.append((record.metric, entry.subject, str(record.period), comma.join(said), figure, source))
    return rows


def _as_written(figure: Figure) -> str:
    return figure.text or str(figure)


def _short_source(source: Source | None) -> str:
    if source is None:
        return MISSING
    parts = (source.id or source.document, source.place)
    return shortened(", ".join(part for part in parts if part), _SOURCE_WIDTH)


def _source_rows(plan: ShownPlan) -> list[tuple[str, ...]]:
    return [
        (source.id or MISSING, source.document or MISSING, source.date or MISSING) for source in plan.sources
    ]
