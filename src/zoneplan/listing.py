"""The relations of a plan one by one, as plain text and as plain data: each with its verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from zoneplan import inspection, layout
from zoneplan.claims import claim
from zoneplan.findings import plural
from zoneplan.printing import Printing
from zoneplan.relations import Growth
from zoneplan.subjects import figure_place
from zoneplan.terminal import shown_place
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.consistency import Consistency, PlanVerdict
    from zoneplan.layout import Language

__all__ = [
    "Printing",
    "counted",
    "is_contradicted",
    "name",
    "relation_lines",
    "several",
    "tallied",
    "to_dict",
    "wanted",
]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "heads": "verdict;line;relation;says",
        "not_checked": "not checked",
        "unmet": "not known which figures it is about",
        "counts": "{relations}: {consistent} consistent, {inconsistent} inconsistent, {undecided} undecided, "
        "{not_checked} not checked",
        "undecided_for": "undecided: {reasons}",
        "not_checked_for": "not checked, because the figures must not be compared: {reasons}",
        "beside": "figures that stand in no relation: {outside} of {figures}",
        "none": "the plan states no relation, and no metric says what it is a share, growth or sum of",
    },
    "zh": {
        "heads": "结论;行;关系;内容",
        "not_checked": "未核对",
        "unmet": "不能确定所指的数据",
        "counts": "关系{relations}条：一致{consistent}条，不一致{inconsistent}条，不能判定{undecided}条，"
        "未核对{not_checked}条",
        "undecided_for": "不能判定：{reasons}",
        "not_checked_for": "未核对（数据不可比）：{reasons}",
        "beside": "不在任何关系中的数：{figures}个中的{outside}个",
        "none": "规划没有写明关系，也没有指标写明占比对象、增速对象或分解",
    },
}


_PLAINLY: Final = Printing()


def wanted(found: Consistency, *, linked: bool = False) -> tuple[PlanVerdict, ...]:
    """Give the relations that are listed.

    Args:
        found: The plan's relations with their verdicts.
        linked: Whether those sums over the outline and over time, and those ratios, that contradict
            themselves are listed as well.
    """
    if not linked:
        return found.verdicts
    told = {one.relation.id for one in found.verdicts}
    others = (one for one in found.linked if one.relation.id not in told)
    return (*found.verdicts, *(one for one in others if _status(one) == Status.INCONSISTENT.value))


def is_contradicted(listed: Sequence[PlanVerdict]) -> bool:
    """Tell whether a relation is inconsistent by itself.

    Args:
        listed: The relations with their verdicts.
    """
    return any(_status(one) == Status.INCONSISTENT.value for one in listed)


def relation_lines(
    found: Consistency, listed: Sequence[PlanVerdict], file: str, printing: Printing = _PLAINLY
) -> Iterator[str]:
    """Print each relation with its verdict, those that are not consistent laid open, and the counts.

    Args:
        found: The plan's relations with their verdicts.
        listed: Those that are printed, as `wanted` gives them.
        file: The file the plan is from, for relations that do not know their own.
        printing: How it is printed; everything means the consistent ones laid open as well.
    """
    language = printing.language
    if not listed:
        yield _WORDS[language]["none"]
        return
    rows = [_row(one, language) for one in listed]
    heads = tuple(_WORDS[language]["heads"].split(";"))
    yield from _set(heads, rows, printing)
    for one in listed:
        if printing.everything or _status(one) != Status.CONSISTENT.value:
            yield ""
            yield from _open_lines(one, file, language)
    yield ""
    yield from _count_lines(found, listed, language)


def _set(heads: Sequence[str], rows: Sequence[Sequence[str]], printing: Printing) -> Iterator[str]:
    """Set the table; where it is wider than there are columns, what a relation says moves below it."""
    lines = layout.table([heads, *rows], right=(1,), encoding=printing.encoding)
    if max(map(layout.width, lines)) <= printing.columns:
        yield from lines
        return
    head, *short = layout.table([one[:-1] for one in (heads, *rows)], right=(1,), encoding=printing.encoding)
    yield head
    for line, row in zip(short, rows, strict=True):
        yield line
        yield f"    {layout.printable(row[-1])}"


def _status(one: PlanVerdict) -> str:
    return one.verdict.status.value if one.is_comparable else "not_checked"


def _word(one: PlanVerdict, language: Language) -> str:
    if one.is_comparable:
        return inspection.status_word(one.verdict, language)
    word = _WORDS[language]["not_checked"]
    if one.relation.unmet is not None:
        return word
    _, bracket, reasons = inspection.status_word(one.verdict, language).partition(
        "（" if language == "zh" else " ("
    )
    return word + bracket + reasons


def _row(one: PlanVerdict, language: Language) -> tuple[str, ...]:
    line = one.relation.place.line
    said = claim(one.verdict.relation, language)
    return _word(one, language), "" if line is None else str(line), name(one), said


def name(one: PlanVerdict) -> str:
    """Name a relation: by the id its author gave it, else by the figure that is stated.

    Args:
        one: The relation with its verdict.
    """
    relation = one.verdict.relation
    role = "rate" if isinstance(relation, Growth) else relation.stated_role
    return relation.id or dict(relation.operands)[role].label or one.relation.id


def _open_lines(one: PlanVerdict, file: str, language: Language) -> Iterator[str]:
    place = layout.printable(shown_place(one.relation.place, file))
    if one.relation.unmet is not None:
        said = claim(one.verdict.relation, language)
        yield layout.printable(f"{place}: {_word(one, language)} [{name(one)}] {said}")
        yield layout.printable(f"  {one.relation.unmet[language == 'zh']}")
        return
    first, *others = inspection.table(one.verdict, language, name=name(one)).split("\n")
    yield f"{place}: {_word(one, language)}{first.removeprefix(inspection.bare_word(one.verdict, language))}"
    yield from others


def _count_lines(found: Consistency, listed: Sequence[PlanVerdict], language: Language) -> Iterator[str]:
    words = _WORDS[language]
    counts, reasons = counted(listed), _reasons(listed, language)
    total = sum(counts.values())
    yield words["counts"].format(relations=several(total, "relation", language), **counts)
    for status in ("undecided", "not_checked"):
        if reasons[status]:
            told = [f"{word} {count}" for word, count in reasons[status].items()]
            joint = "、" if language == "zh" else ", "
            yield words[f"{status}_for"].format(reasons=joint.join(told))
    figures, outside = _outside(found)
    if outside:
        yield words["beside"].format(outside=outside, figures=figures)


def counted(listed: Sequence[PlanVerdict]) -> dict[str, int]:
    """Count the relations by verdict, those whose figures must not be compared apart.

    Args:
        listed: The relations with their verdicts.
    """
    counts = Counter(_status(one) for one in listed)
    return {status: counts[status] for status in ("consistent", "inconsistent", "undecided", "not_checked")}


def _reasons(listed: Sequence[PlanVerdict], language: Language) -> dict[str, Counter[str]]:
    """Count the first reasons of what is undecided, and of what was not checked."""
    reasons: dict[str, Counter[str]] = {"undecided": Counter(), "not_checked": Counter()}
    for one in listed:
        if one.relation.unmet is not None:
            reasons["not_checked"][_WORDS[language]["unmet"]] += 1
        elif one.verdict.reasons:
            word = inspection.reason_word(one.verdict.reasons[0], language)
            reasons[_status(one)][word] += 1
    return reasons


def _outside(found: Consistency) -> tuple[int, int]:
    """Count the figures of a plan, and those that no relation speaks of."""
    operands = (term for one in found.linked for _, term in one.verdict.relation.operands)
    spoken_of = {term.place.path for term in operands if term.place is not None}
    places = [figure_place(entry).path for entry in found.plan.ledger]
    return len(places), sum(1 for place in places if place not in spoken_of)


def several(number: int, noun: str, language: Language) -> str:
    """Give a number with its English noun, or by itself where a Chinese sentence has the measure word.

    Args:
        number: The number.
        noun: The noun in the singular.
        language: The language.
    """
    return str(number) if language == "zh" else plural(number, noun)


def tallied(numbers: Iterable[tuple[str, int]], measure: str, language: Language) -> str:
    """Say how many there are of each kind; nothing of a kind of which there is none.

    >>> tallied([("met", 2), ("missed", 0), ("behind", 1)], "个", "en")
    '2 met, 1 behind'

    Args:
        numbers: The word for each kind, with its number.
        measure: The Chinese measure word.
        language: The language.
    """
    if language == "zh":
        return "、".join(f"{word}{number}{measure}" for word, number in numbers if number)
    return ", ".join(f"{number} {word}" for word, number in numbers if number)


def to_dict(listed: Sequence[PlanVerdict]) -> dict[str, Any]:
    """Give the relations with their verdicts and the counts as plain data.

    Args:
        listed: The relations with their verdicts.
    """
    reasons = _reasons(listed, "en")
    return {
        "counts": counted(listed),
        "undecided": dict(reasons["undecided"]),
        "not_checked": dict(reasons["not_checked"]),
        "relations": [_record(one) for one in listed],
    }


def _record(one: PlanVerdict) -> dict[str, Any]:
    place = one.relation.place
    unmet = one.relation.unmet or (None, None)
    return {
        **one.to_dict(),
        "name": name(one),
        **{name: value for name, value in place.to_dict().items() if name != "path"},
        "is_checked": one.is_comparable,
        "unmet": unmet[0],
        "unmet_zh": unmet[1],
    }
