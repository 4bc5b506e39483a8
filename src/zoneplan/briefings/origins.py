"""Where each figure of a briefing comes from: every one that is written, and every one that was added up.

A tree is opened once: what a program comes to is explained in its own place, and the whole plan refers there.
So the length of all explanations grows with the plan and not with its square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.briefings.answers import figure_anchor
from zoneplan.briefings.funding import named_margins, sums_text
from zoneplan.briefings.printing import joined, meant_words
from zoneplan.briefings.rolled_money import parts_of
from zoneplan.briefings.sections import Explained, Section, SectionName
from zoneplan.goals import Delegated, Qualitative, RelativeTo
from zoneplan.layout import Language, printable
from zoneplan.ledger import Entry
from zoneplan.prices import PriceBasisKind
from zoneplan.printed_findings import place_text
from zoneplan.rollup import Rollup
from zoneplan.subjects import as_written, figure_place, goal_place, goal_text, known_places, shown_name
from zoneplan.terminal import shown_figure
from zoneplan.vocabulary import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.briefings.answers import Answers
    from zoneplan.figures import Figure
    from zoneplan.ledger import TargetEntry
    from zoneplan.sources import Source

__all__ = ["origins"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "zh": {
        "heading": "数据来源", "comma": "，", "figure": "{0}：{1}", "computed": "汇总", "target": "目标",
        "means": "可能的值：{0}", "widely": "从宽：{0}",
        "source": "来源：{0}", "no source": "来源：未写明", "quote": "原文：“{0}”", "note": "备注：{0}",
        "place": "位置：{0}", "stated": "{0}：{1}；位置：{2}", "untold": "未写明金额",
    },
    "en": {
        "heading": "Where figures come from", "comma": ", ", "figure": "{0}: {1}", "computed": "rolled up",
        "target": "target", "means": "can be {0}", "widely": "at its widest {0}",
        "source": "source: {0}", "no source": "source: not stated",
        "quote": "quoted: “{0}”", "note": "note: {0}", "place": "place: {0}",
        "stated": "{0}: {1}; place: {2}", "untold": "no amount stated",
    },
}  # fmt: skip


def origins(answers: Answers) -> Section | None:
    """Explain every figure that is rolled up or added up, then every one that is written; None without any.

    Args:
        answers: The plan with its answers.
    """
    explained = (*_computed(answers), *_invested(answers), *_written(answers))
    if not explained:
        return None
    return Section(SectionName.ORIGINS, _WORDS[answers.language]["heading"], explained)


# -- what is written ------------------------------------------------------------------------------


def _written(answers: Answers) -> Iterator[Explained]:
    names = _names(answers)
    for entry in answers.plan.ledger.written:
        heading = _heading(answers, entry, names)
        lines = _lines(answers, entry)
        yield Explained(
            anchor=figure_anchor(entry.path), heading=printable(heading), lines=tuple(map(printable, lines))
        )


def _names(answers: Answers) -> dict[str, str]:
    """Give what each node and place is called, by its id."""
    plan = answers.plan
    nodes = {node.id: shown_name(node) for node in plan.outline.walk()}
    return {**{place.id: place.name for place in known_places(plan).values()}, **nodes}


def _heading(answers: Answers, entry: Entry | TargetEntry, names: Mapping[str, str]) -> str:
    words, record, figure = _WORDS[answers.language], entry.record, _figure(entry)
    metric = answers.plan.ledger.metrics.get(record.metric)
    parts = [record.metric if metric is None else metric.name, names.get(entry.subject, entry.subject)]
    if isinstance(entry, Entry):
        parts += [str(record.period), word_of(record.aspect, answers.language)]
        written = as_written(record.figure)
    else:
        parts += [entry.target.by.text(answers.language), words["target"]]
        written = goal_text(entry.target.goal, answers.language)
    parts += _vintage(answers.language, entry)
    if figure is not None and figure.price_basis.kind is not PriceBasisKind.UNSTATED:
        parts.append(figure.price_basis.describe(answers.language))
    return words["figure"].format(words["comma"].join(parts), written)


def _vintage(language: Language, entry: Entry | TargetEntry) -> tuple[str, ...]:
    return () if entry.record.vintage is None else (word_of(entry.record.vintage, language),)


def _figure(entry: Entry | TargetEntry) -> Figure | None:
    """Give the figure that an entry states; None for a goal in words, or beside another metric."""
    if isinstance(entry, Entry):
        return entry.record.figure
    goal = entry.target.goal
    return None if isinstance(goal, (Delegated, Qualitative, RelativeTo)) else goal.figure


def _lines(answers: Answers, entry: Entry | TargetEntry) -> Iterator[str]:
    words, figure = _WORDS[answers.language], _figure(entry)
    if figure is not None:
        yield _meaning(figure, answers.language)
    yield from _source_lines(answers.plan.ledger.source_of(entry), answers.language)
    if entry.record.note:
        yield words["note"].format(entry.record.note)
    place = figure_place(entry) if isinstance(entry, Entry) else goal_place(entry)
    yield words["place"].format(place_text(place, answers.language))


def _meaning(figure: Figure, language: Language) -> str:
    """Say what a figure can mean with its unit, and what at its widest where that is something else."""
    words, reading = _WORDS[language], figure.reading
    said = [words["means"].format(meant_words(reading.strict, figure.unit.name, language))]
    if reading.wide != reading.strict:
        said.append(words["widely"].format(meant_words(reading.wide, figure.unit.name, language)))
    return joined(said, language)


def _source_lines(source: Source | None, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    if source is None:
        yield words["no source"]
        return
    named = (source.document or source.id, source.place, source.date, source.url)
    yield words["source"].format(words["comma"].join(one for one in named if one))
    if source.quote:
        yield words["quote"].format(source.quote)


# -- what is rolled up ----------------------------------------------------------------------------


def _computed(answers: Answers) -> Iterator[Explained]:
    for one in answers.money_rollups:
        if one.rollup is not None:
            trees = _Trees.of(answers, one.rollup)
            outline = one.rollup.outline
            for node in (outline.root.id, *parts_of(outline)):
                if anchor := answers.computed_anchor(one.metric.id, node):
                    yield trees.explained(answers, node, anchor)


@attrs.frozen
class _Trees:
    """A rollup, with what is said in its trees of the figures that are explained elsewhere.

    Attributes:
        rollup: The rollup.
        links: Anchor of what explains a figure, by the key of the figure.
        reports: For a figure that was reported in several entries, a line and an anchor for each of them.
        closed: Keys of what stands right below the plan and has a tree of its own.
    """

    rollup: Rollup
    links: Mapping[str, str]
    reports: Mapping[str, Sequence[tuple[str, str]]]
    closed: frozenset[str]

    @classmethod
    def of(cls, answers: Answers, rollup: Rollup) -> _Trees:
        links, reports = {}, {}
        names = answers.plan.ledger.metrics
        for node in rollup.outline.nodes:
            key, entries = rollup.key(node), rollup.entries_behind(node)
            anchor = answers.computed_anchor(rollup.metric.id, node)
            if anchor or entries:
                links[key] = anchor or figure_anchor(entries[0].path)
            if len(entries) > 1:
                reports[key] = [
                    (_report(answers.language, names[one.record.metric].name, one), figure_anchor(one.path))
                    for one in entries
                ]
        parts = parts_of(rollup.outline)
        closed = frozenset(rollup.key(one) for one in parts if answers.computed_anchor(rollup.metric.id, one))
        return cls(rollup, links, reports, closed)

    def explained(self, answers: Answers, node: str, anchor: str) -> Explained:
        """Explain the figure of a node by its tree, down to what has a tree of its own."""
        words, rollup, own = _WORDS[answers.language], self.rollup, self.rollup.key(node)
        entries, computed = rollup.entries_behind(node), rollup[node].computed
        # A figure that was reported leads to where it is written, and not to itself.
        links = {own: figure_anchor(entries[0].path) if entries else ""}
        lines = [] if computed is None else [(_meaning(computed, answers.language), "")]
        tree = rollup.explain(node)
        for line, key in tree.lines(answers.language, closed=self.closed - {own}, sources=False):
            lines.append((line, links.get(key, self.links.get(key, ""))))
            lines += self.reports.get(key, ())
        parts = [rollup.metric.name, shown_name(rollup.outline.nodes[node]), str(rollup.period)]
        parts += [] if rollup.aspect is None else [word_of(rollup.aspect, answers.language)]
        named = words["comma"].join((*parts, words["computed"]))
        return Explained(
            anchor=anchor,
            heading=printable(words["figure"].format(named, shown_figure(computed))),
            lines=tuple(printable(line) for line, _ in lines),
            links=tuple(link for _, link in lines),
        )


_BELOW: Final = " " * 6
"""Stands before the reports that a figure was made up of, below the line of the figure."""


def _report(language: Language, name: str, entry: Entry) -> str:
    words, record = _WORDS[language], entry.record
    said = words["comma"].join((name, str(record.period), *_vintage(language, entry)))
    return f"{_BELOW}{words['figure'].format(said, as_written(record.figure))}"


# -- what projects are to cost --------------------------------------------------------------------


def _invested(answers: Answers) -> Iterator[Explained]:
    words = _WORDS[answers.language]
    for one in named_margins(answers):
        said = joined(sums_text(one.margin.figures).split("\n"), answers.language)
        yield Explained(
            anchor=one.anchor,
            heading=printable(words["figure"].format(one.heading(answers.language), said)),
            lines=tuple(
                printable(
                    words["stated"].format(
                        stated.project,
                        words["untold"] if stated.figure is None else as_written(stated.figure),
                        place_text(stated.place, answers.language),
                    )
                )
                for stated in one.stated
            ),
        )
