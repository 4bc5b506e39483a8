"""How the targets of a plan stand, as plain text and as plain data: a table for each program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from zoneplan import layout
from zoneplan.layout import printable
from zoneplan.listing import Printing, several, tallied
from zoneplan.outline import NodeKind
from zoneplan.percentages import shown_share
from zoneplan.progress import EVENLY
from zoneplan.progress_groups import programs_of, target_groups
from zoneplan.standing_listing import StandingRow, standing_row, status_word
from zoneplan.standings import TargetStatus
from zoneplan.subjects import shown_name, subject_name
from zoneplan.terminal import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.lights import LightRules
    from zoneplan.progress import Progress, Summary
    from zoneplan.progress_groups import TargetGroup

__all__ = ["counted", "coverage_text", "progress_lines", "rules_name", "statuses_text", "to_dict"]

_PLAINLY: Final = Printing()
_INDENT: Final = "    "
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heading": "{name} ({id}) as of {day}, by what was reported for periods that had ended; "
        "weights: {weights}",
        "evenly": "evenly",
        "lights": "; lights: {lights}",
        "capped": "; in means nothing counts for more than 100 %",
        "heads": "metric;goal;by;actual;reported for;completion;scheduled;gap, points;status;light",
        "none": "the plan sets no targets",
        "places": "other places",
        "named": "{name} ({id})",
        "shared": "{name} ({id}), in the means of {programs}",
        "beside": "goal {goal} ({by}); actual {actual} ({period})",
        "beside_nothing": "goal {goal} ({by})",
        "counts": "completion known of {counted} of {targets}",
        "weight": ", {weight} of the weight",
        "mean": "; weighted mean {mean}",
        "unweighed": "; no weighted mean: {weights} is missing for some of them, or 0 for all",
        "others": "; {targets} without completion",
        "only_others": "{targets} without completion",
        "whole": "the whole plan",
        "in_no_mean": "{targets} about other places, in no mean",
        "statuses": "{targets}: {statuses}",
    },
    "zh": {
        "heading": "{name}（{id}）截至{day}，只用已结束时期的上报数；权重：{weights}",
        "evenly": "各目标相同",
        "lights": "；亮灯规则：{lights}",
        "capped": "；加权平均时超过100%的按100%计",
        "heads": "指标;目标;期限;实际;上报时期;完成率;序时进度;差距百分点;状态;亮灯",
        "none": "规划没有设定目标",
        "places": "其他地区",
        "named": "{name}（{id}）",
        "shared": "{name}（{id}），同时计入{programs}",
        "beside": "目标{goal}（{by}）；实际{actual}（{period}）",
        "beside_nothing": "目标{goal}（{by}）",
        "counts": "可计完成率的目标{targets}个，已知{counted}个",
        "weight": "，占权重{weight}",
        "mean": "；加权平均{mean}",
        "unweighed": "；无加权平均：部分目标的“{weights}”缺失，或全部为0",
        "others": "；不计完成率的目标{targets}个",
        "only_others": "不计完成率的目标{targets}个",
        "whole": "全规划",
        "in_no_mean": "其他地区的目标{targets}个，不计入任何平均",
        "statuses": "目标{targets}个：{statuses}",
    },
}


# -- all targets ------------------------------------------------------------------------------------


def progress_lines(progress: Progress, printing: Printing = _PLAINLY) -> Iterator[str]:
    """Print how the targets of a plan stand: a table for each program, then the whole plan and the counts.

    A table that is wider than there are columns keeps its numbers in line, and goal and report move below.

    Args:
        progress: How they stand.
        printing: How it is printed; everything means where each number is from as well.

    Raises:
        RollupError: If the weights cannot be worked out.
    """
    words = _WORDS[printing.language]
    if not progress.standings:
        yield words["none"]
        return
    yield printable(_heading(progress, printing.language))
    heads = words["heads"].split(";")[: None if progress.lights is not None else -1]
    lines = [standing_row(progress, one, printing) for one in progress]
    head, rows = _set(lines, heads, printing)
    printed = dict(zip(map(id, progress), rows, strict=True))
    groups = target_groups(progress)
    for group in groups:
        yield ""
        yield from _group_lines(progress, group, head, printed, printing.language)
    yield ""
    yield from _total_lines(progress, groups, printing.language)


def _heading(progress: Progress, language: Language) -> str:
    words, plan = _WORDS[language], progress.plan
    weights = words["evenly"]
    if progress.weights != EVENLY:
        weights = words["named"].format(name=plan.ledger.metric(progress.weights).name, id=progress.weights)
    said = words["heading"].format(
        name=shown_name(plan), id=plan.id, day=progress.as_of.isoformat(), weights=weights
    )
    if progress.lights is not None:
        said += words["lights"].format(lights=rules_name(progress.lights, language))
    return said + (words["capped"] if progress.capped else "")


def rules_name(rules: LightRules, language: Language) -> str:
    """Name rules for lights: by name and id, or by the id alone.

    Args:
        rules: The rules.
        language: `en` or `zh`.
    """
    if rules.name is None:
        return rules.id
    return _WORDS[language]["named"].format(name=rules.name, id=rules.id)


def _group_lines(
    progress: Progress, group: TargetGroup, head: str, printed: Mapping[int, list[str]], language: Language
) -> Iterator[str]:
    words = _WORDS[language]
    yield words["places"] if group.node is None else _node_name(progress, group.node, group.node, language)
    yield f"{_INDENT}{head}"
    for subject, standings in group.standings.items():
        if subject != group.node:
            yield f"  {_node_name(progress, subject, group.node, language)}"
        for one in standings:
            yield from printed[id(one)]
    if group.node is not None and group.node != progress.plan.id:
        yield f"  {coverage_text(progress.summary(group.node), progress, language)}"


def _node_name(progress: Progress, node_id: str, group: str | None, language: Language) -> str:
    words, plan = _WORDS[language], progress.plan
    name = subject_name(plan, node_id)
    if node_id not in plan.outline.nodes:
        return printable(words["named"].format(name=name, id=node_id) if name != node_id else node_id)
    programs = programs_of(plan, node_id)
    form = "shared" if len(programs) > 1 and group != node_id else "named"
    joint = "、" if language == "zh" else " and "
    return printable(words[form].format(name=name, id=node_id, programs=joint.join(programs)))


def coverage_text(summary: Summary, progress: Progress, language: Language) -> str:
    """Say how many targets the mean is of, what they weigh, the mean, and how many can have no completion.

    Args:
        summary: How the targets of a node stand together.
        progress: How all targets stand.
        language: `en` or `zh`.
    """
    words = _WORDS[language]
    others = several(sum(summary.statuses.values()) - summary.expected, "target", language)
    if not summary.expected:
        return words["only_others"].format(targets=others)
    said = words["counts"].format(
        counted=summary.counted, targets=several(summary.expected, "target", language)
    )
    if summary.weight is not None:
        said += words["weight"].format(weight=shown_share(summary.weight, language))
    if summary.completion is not None:
        said += words["mean"].format(mean=shown_share(summary.completion, language))
    elif summary.counted:
        said += words["unweighed"].format(weights=progress.plan.ledger.metric(progress.weights).name)
    if summary.expected < sum(summary.statuses.values()):
        said += words["others"].format(targets=others)
    return printable(said)


def _total_lines(progress: Progress, groups: Iterable[TargetGroup], language: Language) -> Iterator[str]:
    words = _WORDS[language]
    colon = "：" if language == "zh" else ": "
    whole = progress.summary()
    if whole.statuses:
        yield f"{words['whole']}{colon}{coverage_text(whole, progress, language)}"
    outside = sum(len(found) for group in groups if group.node is None for found in group.standings.values())
    if outside:
        yield words["in_no_mean"].format(targets=several(outside, "target", language))
    yield words["statuses"].format(
        targets=several(len(progress), "target", language),
        statuses=statuses_text(counted(progress), language),
    )


def statuses_text(statuses: Mapping[TargetStatus, int], language: Language) -> str:
    """Say how many targets have come to what; nothing of a status that none has.

    Args:
        statuses: How many have each status.
        language: `en` or `zh`.
    """
    numbers = ((status_word(one, language), statuses.get(one, 0)) for one in TargetStatus)
    return tallied(numbers, "个", language)


def counted(progress: Progress) -> dict[TargetStatus, int]:
    """Count the targets by what they have come to; a status that none has counts 0.

    Args:
        progress: How they stand.
    """
    found = Counter(one.status for one in progress)
    return {status: found[status] for status in TargetStatus}


# -- the table --------------------------------------------------------------------------------------

_LIMITS: Final = (24, 20, 20, 20, 24)
"""How many columns metric, goal, deadline, actual and period take at most."""


def _set(
    lines: Sequence[StandingRow], heads: Sequence[str], printing: Printing
) -> tuple[str, list[list[str]]]:
    """Set all tables in the same columns: their head, and the lines that are printed of each target.

    Where there is no room, goal and report move below the numbers.
    """
    rows = [tuple(heads), *(line.cells for line in lines)]
    set_rows = layout.table(map(_cut, rows), right=(3, 5, 6, 7), encoding=printing.encoding)
    beside: list[tuple[str, ...]] = [()] * len(lines)
    if max(map(layout.width, set_rows)) > printing.columns - len(_INDENT):
        short = [(_cut(row)[0], *row[5:]) for row in rows]
        set_rows = layout.table(short, right=(1, 2, 3), encoding=printing.encoding)
        beside = [(_beside(line.cells, printing.language),) for line in lines]
    return set_rows[0], [
        [f"{_INDENT}{row}", *(f"{_INDENT}    {printable(note)}" for note in (*more, *line.notes))]
        for row, more, line in zip(set_rows[1:], beside, lines, strict=True)
    ]


def _cut(row: Sequence[str]) -> tuple[str, ...]:
    cut = (layout.shortened(printable(cell), limit) for cell, limit in zip(row, _LIMITS, strict=False))
    return (*cut, *row[len(_LIMITS) :])


def _beside(cells: Sequence[str], language: Language) -> str:
    _, goal, by, actual, period, *_ = cells
    form = "beside_nothing" if actual == MISSING else "beside"
    return _WORDS[language][form].format(goal=goal, by=by, actual=actual, period=period)


# -- as plain data ----------------------------------------------------------------------------------


def to_dict(progress: Progress) -> dict[str, Any]:
    """Give how the targets stand as plain data: exact numbers as texts, missing ones as None.

    Args:
        progress: How they stand.

    Raises:
        LightError: If bands of two colours claim a target.
        RollupError: If the weights cannot be worked out.
    """
    nodes = progress.plan.outline.nodes
    summaries = [None, *(node for node, one in nodes.items() if one.kind is NodeKind.PROGRAM)]
    return {
        "plan": progress.plan.id,
        "as_of": progress.as_of.isoformat(),
        "weights": progress.weights,
        "lights": None if progress.lights is None else progress.lights.id,
        "capped": progress.capped,
        "counts": {status.value: number for status, number in counted(progress).items()},
        "records": progress.to_records(),
        "summaries": [_summary(progress, progress.summary(node)) for node in summaries],
    }


def _summary(progress: Progress, found: Summary) -> dict[str, Any]:
    return {
        "node": found.node,
        "name": shown_name(progress.plan.outline.nodes[found.node]),
        "completion": None if found.completion is None else str(found.completion),
        "counted": found.counted,
        "expected": found.expected,
        "weight": None if found.weight is None else str(found.weight),
        "statuses": {status.value: found.statuses.get(status, 0) for status in TargetStatus},
    }
