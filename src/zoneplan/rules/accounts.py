"""What verdicts on relations say in sentences, in English and in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.facts import nature
from zoneplan.growths import Cumulative, Growth
from zoneplan.observations import Aspect
from zoneplan.origins import Origin
from zoneplan.prices import PriceBasis
from zoneplan.relations import (
    Difference,
    Multiple,
    Order,
    Ratio,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.stated import ASPECTS_ZH
from zoneplan.subjects import as_written
from zoneplan.terms import Term
from zoneplan.verdicts import Reason, Status

if TYPE_CHECKING:
    from zoneplan.consistency import PlanVerdict
    from zoneplan.intervals import Interval
    from zoneplan.readings import Reading
    from zoneplan.verdicts import Line

__all__ = [
    "claim",
    "code_of",
    "contradiction",
    "evidence",
    "lacks_prices",
    "mixes_prices",
    "others",
    "reason",
    "sides",
    "takes_all_for_annual",
]

_MOST_SHOWN = 6
_PLACES = 2

# The code of a contradiction, and what the stated figure is called, in English and in Chinese.
_KINDS: dict[type, tuple[str, str, str]] = {
    Growth: ("RATE-WRONG", "the growth of", "增速"),
    Cumulative: ("RATE-WRONG", "the change over all years of", "累计变化"),
    Multiple: ("RATE-WRONG", "the multiple of", "倍数"),
    Share: ("SHARE-WRONG", "the share of", "占比"),
    Ratio: ("SHARE-WRONG", "the ratio of", "比值"),
    SharesSum: ("SHARE-100", "the sum of", "合计"),
    Sum: ("SUM-TOTAL", "the total of", "合计"),
    Difference: ("RELATION-WRONG", "the difference of", "差额"),
    Order: ("RELATION-WRONG", "the larger figure of", "较大的数"),
    Run: ("RELATION-WRONG", "the run of", "连续年数"),
    SameFact: ("SAME-FACT", "the figure of", "数值"),
}
_AHEAD = {Aspect.TARGET: "a target", Aspect.PLANNED: "planned", Aspect.FORECAST: "forecast"}
_FLOW = ("SUM-TOTAL", "the sum of all years of", "各年合计")


def _kind(one: PlanVerdict) -> tuple[str, str, str]:
    relation = one.relation.relation
    if isinstance(relation, Cumulative) and relation.parts:
        return _FLOW
    return _KINDS[type(relation)]


def code_of(one: PlanVerdict) -> str:
    """Give the code of what a relation's contradiction is."""
    return _kind(one)[0]


def mixes_prices(one: PlanVerdict) -> bool:
    """Whether an author sets figures at unlike prices beside each other.

    A rate at constant prices stands beside levels at current ones by custom, and is no mistake. A stated
    difference need not repeat the prices of the two figures it lies between.
    """
    is_rate = isinstance(one.relation.relation, (Growth, Cumulative))
    bases = {line.term.basis for line in sides(one)[1] if line.term.basis is not None}
    return one.relation.origin is Origin.STATED and not is_rate and len(bases) > 1


def lacks_prices(one: PlanVerdict) -> bool:
    """Whether a plan sets a level and its growth in money, and says of neither at what prices.

    Where the figures agree as they are, or contradict each other at any reading, that says enough.
    """
    relation, reasons = one.relation.relation, set(one.verdict.reasons)
    if one.relation.origin is not Origin.TARGET or not reasons <= _OPEN or not reasons:
        return False
    match relation:
        case Growth(target=level) | Multiple(target=level) | Cumulative(end=Term() as level):
            stated = {term.basis for _, term in relation.operands if not term.is_missing}
            return level.traits.is_money and stated == {PriceBasis.unstated()}
        case _:
            return False


_OPEN = {Reason.MISSING, Reason.NO_POWER, Reason.READING, Reason.VAGUE, Reason.ENCLOSURE}


def takes_all_for_annual(one: PlanVerdict) -> bool:
    """Whether a yearly rate is the figure for all years, or that figure divided by the years.

    Divided, it may still be what the figure compounds from, by the places that are printed; only where it
    cannot be, it is a mistake.
    """
    relation = one.relation.relation
    if one.relation.origin is not Origin.TARGET or not isinstance(relation, Cumulative):
        return False
    rate, change = (None if term is None else term.figure for term in (relation.rate, relation.change))
    years = relation.years
    if rate is None or change is None or years is None or years < 2 or not change.number:
        return False
    if rate.upper is not None or change.upper is not None:
        return False
    yearly, whole = abs(rate.base_value), abs(change.base_value)
    if yearly == whole:
        return True
    is_divided = abs(whole / years - yearly) <= rate.quantum * rate.unit.factor / 2
    return is_divided and one.verdict.status is Status.INCONSISTENT


# -- the figures ------------------------------------------------------------------------------------


def sides(one: PlanVerdict) -> tuple[Line, list[Line]]:
    """Give the line of the stated figure, and those of the others."""
    relation, lines = one.relation.relation, one.verdict.lines
    role = "rate" if isinstance(relation, Growth) else relation.stated_role
    stated = next(line for line in lines if line.role == role)
    return stated, [line for line in lines if line is not stated]


def _name(line: Line, language: int) -> str:
    """Name a figure, with what it is a figure of where that is no fact; empty when it has no name."""
    name, aspect = line.term.label, line.term.aspect
    if not name or aspect is None or nature(aspect) is Aspect.ACTUAL:
        return name
    return (f"{name} as {_AHEAD[aspect]}", f"{name}的{ASPECTS_ZH[aspect]}")[language]


def _shown(line: Line, language: int) -> str:
    """Name a figure with its number, or say that it is missing."""
    figure, name = line.term.figure, _name(line, language)
    if figure is None and not name:
        return ("a missing figure", "一个未报的数")[language]
    written = ("missing", "未报")[language] if figure is None else as_written(figure)
    if not name:
        return written
    return (f"{name} ({written})", f"{name}（{written}）")[language]


def _listed(lines: list[Line], language: int) -> str:
    return _joined([_shown(line, language) for line in lines], language)


def _joined(shown: list[str], language: int) -> str:
    first = shown[:_MOST_SHOWN]
    if len(shown) > _MOST_SHOWN:
        more = len(shown) - _MOST_SHOWN
        return (f"{', '.join(first)} and {more} more", f"{'、'.join(first)}等{len(shown)}个数")[language]
    if language or len(first) < 2:
        return "、".join(first)
    return f"{', '.join(first[:-1])} and {first[-1]}"


def others(one: PlanVerdict) -> tuple[str, str]:
    """List the figures that a stated one is held against, in both languages."""
    _, rest = sides(one)
    return _listed(rest, 0), _listed(rest, 1)


def claim(one: PlanVerdict) -> tuple[str, str]:
    """Name what is stated, in both languages."""
    stated, _ = sides(one)
    _, what, what_zh = _kind(one)
    figure, name = stated.term.figure, stated.term.name or one.relation.relation.id
    if figure is None:
        what = what.removesuffix(" of")
    else:
        what, what_zh = f"{what} {as_written(figure)}", f"{what_zh}{as_written(figure)}"
    if stated.term.name is None and stated.term.period is not None:
        what, what_zh = f"{what} ({stated.term.period})", f"{what_zh}（{stated.term.period}）"
    return (what, what_zh) if name is None else (f"{name}: {what}", f"{name}：{what_zh}")


def _range(line: Line, interval: Interval) -> tuple[str, str]:
    shown = interval.describe(_PLACES)
    return f"{shown} {line.unit}", f"{shown}{line.unit}"


def _given(line: Line) -> Interval | None:
    """Give what the others make of a figure, every digit counting; None where that says nothing."""
    found = _loosest(line.implied)
    return None if found is None or (found.lo is None and found.hi is None) else found


def _loosest(reading: Reading | None) -> Interval | None:
    """Give the range with every digit counting, else the loose one; None where there is neither."""
    ranges = () if reading is None else (reading.strict, reading.wide)
    return next((one for one in ranges if not one.is_empty), None)


# -- the sentences ----------------------------------------------------------------------------------


def contradiction(one: PlanVerdict) -> tuple[str, str]:
    """Say that a stated figure and the others cannot all be true, in both languages."""
    relation, (stated, rest) = one.relation.relation, sides(one)
    match relation:
        case Order():
            return _disorder(one, relation, stated, rest[0])
        case SameFact():
            return _told_apart(one)
        case SharesSum() if (given := _given(stated)) is not None:
            return _sum_of_shares(one, given)
        case _:
            pass
    (head, head_zh), (figures, figures_zh) = claim(one), others(one)
    message = f"{head} does not agree with {figures}"
    message_zh = f"{head_zh}与{figures_zh}不符"
    given = _given(stated)
    if given is not None:
        shown, shown_zh = _range(stated, given)
        message += f", which {'gives' if len(rest) == 1 else 'give'} {shown}"
        message_zh += f"，按后者推算为{shown_zh}"
    return message, message_zh


def _heads(one: PlanVerdict) -> tuple[str, str]:
    name = one.relation.relation.id
    return ("", "") if name is None else (f"{name}: ", f"{name}：")


def _sum_of_shares(one: PlanVerdict, given: Interval) -> tuple[str, str]:
    (head, head_zh), (figures, figures_zh) = _heads(one), others(one)
    stated, _ = sides(one)
    shown, shown_zh = _range(stated, given)
    return (
        f"{head}the shares {figures} come to {shown}, not to {_shown(stated, 0)}",
        f"{head_zh}各占比{figures_zh}合计为{shown_zh}，不等于{_shown(stated, 1)}",
    )


def _disorder(one: PlanVerdict, order: Order, larger: Line, smaller: Line) -> tuple[str, str]:
    head, head_zh = _heads(one)
    verb, verb_zh = ("more than", "大于") if order.strictly else ("at least", "不小于")
    return (
        f"{head}{_shown(larger, 0)} should be {verb} {_shown(smaller, 0)}",
        f"{head_zh}{_shown(larger, 1)}应{verb_zh}{_shown(smaller, 1)}",
    )


def _told_apart(one: PlanVerdict) -> tuple[str, str]:
    lines = [line for line in one.verdict.lines if line.term.figure is not None]
    told = list(dict.fromkeys(as_written(line.term.figure) for line in lines if line.term.figure is not None))
    name = one.relation.relation.id or next((line.term.label for line in lines if line.term.label), "")
    return (
        f"{name or 'one fact'} is told as {' and as '.join(told)}",
        f"{name or '同一事实'}有不同说法：{'、'.join(told)}",
    )


def reason(one: PlanVerdict) -> tuple[str, str]:
    """Say why a relation was not decided, and what a missing figure would have to be, in both languages."""
    if one.relation.unmet is not None:
        return one.relation.unmet
    if Reason.MISSING in one.verdict.reasons:
        return _absence([line for line in one.verdict.lines if line.term.figure is None])
    return one.verdict.note, one.verdict.note_zh


def _absence(missing: list[Line]) -> tuple[str, str]:
    """Say which figures are missing and what each would have to be, in both languages."""
    is_one = len(missing) == 1
    names = [_name(line, 0) or "a figure" for line in missing]
    names_zh = [_name(line, 1) or "一个数" for line in missing]
    note = f"{_joined(names, 0)} {'is' if is_one else 'are'} missing"
    note_zh = f"{_joined(names_zh, 1)}未报"
    for line, name, name_zh in zip(missing, names, names_zh, strict=True):
        bounds = _bounds(line)
        if bounds is not None:
            note += f"; {'it' if is_one else name} would be {bounds[0]}"
            note_zh += f"；{'该数' if is_one else name_zh}应为{bounds[1]}"
    return note, note_zh


def _bounds(line: Line) -> tuple[str, str] | None:
    """Give the range of a missing figure, where the others say more of it than its own domain."""
    found = None if line.implied is None else _loosest(line.possible)
    if found is None or line.reading.strict.is_subset(found):
        return None
    is_any = found.hi is None and (found.lo is None or found.lo <= 0)
    return None if is_any else _range(line, found)


def evidence(one: PlanVerdict) -> dict[str, str]:
    """Give each figure with what it can mean, and what the others give for the stated one."""
    stated, rest = sides(one)
    found: dict[str, str] = {}
    for line in (*rest[: 2 * _MOST_SHOWN], stated):
        if line.term.figure is not None:
            name = f"{line.label} ({line.role})" if line.label in found else line.label
            found[name] = (
                f"{as_written(line.term.figure)} ∈ {line.reading.wide.describe(_PLACES)} {line.unit}"
            )
    if stated.implied is not None and not stated.implied.wide.is_empty:
        found["calculated"] = f"{stated.implied.wide.describe(_PLACES)} {stated.unit}"
    return found
