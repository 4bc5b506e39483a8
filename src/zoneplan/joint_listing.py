"""All relations of a plan together, as plain text and as plain data: what cannot all be true, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from zoneplan import layout
from zoneplan.claims import called, role_name, written
from zoneplan.decimals import plain_text
from zoneplan.listing import Printing, name, several
from zoneplan.outcomes import Core, Minimality, Outcome, Proof
from zoneplan.ranges import shown_range
from zoneplan.repair import Suggestion
from zoneplan.solver import is_installed
from zoneplan.terms import Term
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from zoneplan.consistency import Consistency
    from zoneplan.layout import Language

__all__ = ["Together", "to_dict", "together", "together_lines"]

_MOST_SHOWN: Final = 4
_PLAINLY: Final = Printing()
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "together": "taken together, the relations that share figures form {groups}",
        "alone": "no two relations that can hold by themselves share a figure: together they say no more",
        "group": "group {number}: {status}: {figures}, {relations}",
        "by_word": "{status}, {note}",
        "core": "these figures cannot all be true, though each relation by itself can hold:",
        "loose_core": "these figures cannot all be true to the last digit; read at their loosest they can:",
        "by": "by these relations:",
        "any": "without any one of them the others can all be true",
        "some": "some of them may have nothing to do with it",
        "doubts": "to be looked at first, because one correction there would settle it:",
        "sets": "to be looked at first, because corrections of one of these sets would settle it:",
        "maybe": "perhaps meant: {after}; {why}",
        "more": "… and {count} more; --all shows them",
        "unproved": "found by narrowing ranges only, which can miss a contradiction and a smaller set; "
        "no slip is suggested for a figure whose range stays open; "
        'for a proof: pip install "zoneplan[prove]"',
    },
    "zh": {
        "together": "合并核对：共用数据的关系有{groups}组",
        "alone": "单独可成立的关系之间没有共用的数据，合并核对与逐条核对相同",
        "group": "第{number}组：{status}：数据{figures}个，关系{relations}条",
        "by_word": "{status}（{note}）",
        "core": "以下各数不能同时成立，虽然每条关系单独都可成立：",
        "loose_core": "以下各数按写出的位数不能同时成立，从宽读则可以：",
        "by": "所依据的关系：",
        "any": "去掉其中任何一个，其余都可同时成立",
        "some": "其中有的可能与矛盾无关",
        "doubts": "请先核实下列数据，改正其中一个即可消除矛盾：",
        "sets": "请先核实下列数据，改正其中一组即可消除矛盾：",
        "maybe": "或应为{after}：{why}",
        "more": "…… 另有{count}项；用 --all 全部列出",
        "unproved": "只做了区间推算，可能漏掉矛盾或更小的一组，范围未封闭的数不推测笔误；如需证明，请运行 "
        'pip install "zoneplan[prove]"',
    },
}
_STATUS_ZH: Final = {
    Status.CONSISTENT: "一致",
    Status.INCONSISTENT: "不一致",
    Status.UNDECIDED: "不能判定",
}


@attrs.frozen
class Together:
    """What is found about all relations of a plan together.

    Attributes:
        proof: What is found about each group of relations that share figures.
        doubts: For each part that contradicts itself, every smallest set of figures that may be wrong.
        suggestions: For a figure that alone may be wrong, what it may have been meant to be, by place in
            `doubts`: part and set.
        is_proved: Whether a solver looked for the doubts; otherwise ranges were only narrowed.
    """

    proof: Proof
    doubts: tuple[tuple[tuple[Term, ...], ...], ...]
    suggestions: dict[tuple[int, int], tuple[Suggestion, ...]]
    is_proved: bool


@attrs.frozen
class _Names:
    """What relations and figures are called: a figure without a name by its relation and role."""

    relations: Mapping[str, str]
    roles: Mapping[int, str]

    @classmethod
    def of(cls, found: Consistency, language: Language) -> _Names:
        relations: dict[str, str] = {}
        roles: dict[int, str] = {}
        for one in found.linked:
            relations[one.relation.id] = name(one)
            for role, term in one.verdict.relation.operands:
                roles.setdefault(id(term), f"{name(one)} {role_name(role, language)}")
        return cls(relations, roles)

    def figure(self, term: Term) -> str:
        return called(term) or self.roles.get(id(term), "")


def together(found: Consistency, *, time_limit: int | Fraction = 10) -> Together:
    """Examine all relations of a plan at once.

    Args:
        found: The plan's relations with their verdicts.
        time_limit: Seconds for each group of figures that hang together.
    """
    doubts = found.doubts(time_limit=time_limit)
    slips = {
        (part, index): found.suggestions(terms[0])
        for part, sets in enumerate(doubts)
        for index, terms in enumerate(sets)
        if len(terms) == 1 and not terms[0].is_missing
    }
    return Together(found.prove(time_limit=time_limit), doubts, slips, is_installed())


def together_lines(found: Consistency, examined: Together, printing: Printing = _PLAINLY) -> Iterator[str]:
    """Print what is found about all relations together: group by group, then which figures to doubt.

    Args:
        found: The plan's relations with their verdicts.
        examined: What is found about them together.
        printing: How it is printed; everything means all sets of doubtful figures and all suggestions.
    """
    language = printing.language
    words = _WORDS[language]
    groups = [one for one in examined.proof.outcomes if len(one.relations) > 1]
    if groups:
        yield words["together"].format(groups=several(len(groups), "group", language))
    else:
        yield words["alone"]
    names = _Names.of(found, language)
    for number, group in enumerate(groups, start=1):
        yield from _group_lines(found, group, number, names, printing)
    for part in range(len(examined.doubts)):
        yield ""
        yield from _doubt_lines(examined, part, names, printing)
    if examined.doubts and not examined.is_proved:
        yield words["unproved"]


def _group_lines(
    found: Consistency, group: Outcome, number: int, names: _Names, printing: Printing
) -> Iterator[str]:
    language = printing.language
    words = _WORDS[language]
    note = group.note_zh if language == "zh" else group.note
    status = _STATUS_ZH[group.status] if language == "zh" else group.status.value
    if note and group.core is None:
        status = words["by_word"].format(status=status, note=note)
    yield words["group"].format(
        number=number,
        status=status,
        figures=several(sum(1 for key in group.keys if key in found.terms), "figure", language),
        relations=several(len(group.relations), "relation", language),
    )
    if group.core is not None:
        is_loose = group.status is not Status.INCONSISTENT
        yield f"  {words['loose_core' if is_loose else 'core']}"
        yield from _core_lines(found, group.core, names, printing, is_loose=is_loose)
        if note:
            yield f"  {note}"
    elif group.advice is not None:
        yield f"  {group.advice_zh if language == 'zh' else group.advice}"


def _core_lines(
    found: Consistency, core: Core, names: _Names, printing: Printing, *, is_loose: bool
) -> Iterator[str]:
    """Print the members of a core, its figures read as they were when they contradicted each other."""
    language = printing.language
    words = _WORDS[language]
    rows = []
    for term in (found.terms[key] for key in core.figures):
        reading, unit = term.reading(found.policy), term.own_unit
        shown = ""
        if reading is not None and unit is not None:  # pragma: no branch  # a core holds figures
            interval = (reading.strict if is_loose else reading.wide) * (1 / unit.factor)
            shown = shown_range(interval, None, language, unit)
        rows.append((names.figure(term), written(term, language), shown))
    yield from (f"    {line}" for line in layout.table(rows, encoding=printing.encoding))
    yield f"  {words['by']}"
    yield from (f"    {layout.printable(names.relations[one])}" for one in core.relations)
    yield f"  {words['some' if core.minimality is Minimality.FOUND else 'any']}"


def _doubt_lines(examined: Together, part: int, names: _Names, printing: Printing) -> Iterator[str]:
    language, sets = printing.language, examined.doubts[part]
    words = _WORDS[language]
    yield words["doubts" if all(len(one) == 1 for one in sets) else "sets"]
    shown = sets if printing.everything else sets[:_MOST_SHOWN]
    for index, terms in enumerate(shown):
        named = [f"{names.figure(term)} {written(term, language)}" for term in terms]
        yield layout.printable(f"  {('；' if language == 'zh' else '; ').join(named)}")
        slips = examined.suggestions.get((part, index), ())
        yield from (f"    {line}" for line in _slip_lines(terms[0], slips, printing))
    if len(shown) < len(sets):
        yield f"  {words['more'].format(count=len(sets) - len(shown))}"


def _slip_lines(term: Term, slips: tuple[Suggestion, ...], printing: Printing) -> Iterator[str]:
    language = printing.language
    words = _WORDS[language]
    shown = slips if printing.everything else slips[:_MOST_SHOWN]
    for slip in shown:
        after = f"{plain_text(slip.after)}{term.own_unit}"
        yield words["maybe"].format(after=after, why=slip.why_zh if language == "zh" else slip.why)
    if len(shown) < len(slips):
        yield words["more"].format(count=len(slips) - len(shown))


# -- plain data -----------------------------------------------------------------------------------


def to_dict(found: Consistency, examined: Together) -> dict[str, Any]:
    """Give what is found about all relations together as plain data.

    Args:
        found: The plan's relations with their verdicts.
        examined: What is found about them together.
    """
    keys = {id(term): key for key, term in found.terms.items()}
    doubts = [
        [
            _doubt_record(terms, examined.suggestions.get((part, index), ()), keys)
            for index, terms in enumerate(sets)
        ]
        for part, sets in enumerate(examined.doubts)
    ]
    return {**examined.proof.to_dict(), "doubts": doubts, "is_proved": examined.is_proved}


def _doubt_record(
    terms: Iterable[Term], slips: Iterable[Suggestion], keys: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "figures": [
            {"key": keys[id(term)], "label": called(term), "written": written(term)} for term in terms
        ],
        "suggestions": [one.to_dict() for one in slips],
    }
