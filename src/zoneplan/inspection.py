"""A verdict laid open: every figure with what it can mean, what the others give, and what it would take.

`table` prints it for people, `to_dict` gives it to programs, and `derivation` says where each range
comes from.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan import layout
from zoneplan.claims import called, claim, kind_name, role_name
from zoneplan.ranges import exact_text, short_text, shown_range
from zoneplan.records import to_dict
from zoneplan.relations import SameFact
from zoneplan.traces import trace as derivation
from zoneplan.verdict_rows import both_ranges, places_of, verdict_rows
from zoneplan.verdicts import Reason, Status, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zoneplan.certificates import CertificateLine
    from zoneplan.layout import Language
    from zoneplan.readings import Reading
    from zoneplan.units import Unit
    from zoneplan.verdicts import Line, Needed, Verdict

__all__ = ["bare_word", "derivation", "reason_word", "status_word", "table", "to_dict"]

_REASONS_ZH: Final[Mapping[Reason, str]] = {
    Reason.READING: "取整",
    Reason.VAGUE: "约数",
    Reason.MISSING: "缺数",
    Reason.NO_POWER: "无从检验",
    Reason.SCOPE: "口径",
    Reason.PERIOD: "时期",
    Reason.BASIS: "价格",
    Reason.UNIT: "单位",
    Reason.DENOMINATOR: "分母",
    Reason.VINTAGE: "版本",
    Reason.NATURE: "性质",
    Reason.BLOCKED: "存疑",
    Reason.ENCLOSURE: "外包",
    Reason.KIND: "比率种类",
}
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "consistent": "the figures can all be true",
        "entailed": "the figures agree, whatever they mean to the last digit",
        "one_sided": "a word such as 超 or 以上 leaves one side open: only the other is tested",
        "inconsistent": "the figures cannot all be true, however they were rounded",
        "told_twice": "one number, rounded to one place, has the same digits wherever it is printed",
        "not_compared": "the figures were not compared",
        "needed": "to make it hold, one of these, the others staying as they are:",
        "loosely": "to make it hold to the last digit, one of these, the others staying as they are:",
        "by": "{by} {unit} away from what is written",
        "word": "the number itself would do, its word does not",
        "missing": "missing: {name} would have to be {strict}",
        "missing_wide": "missing: {name} would have to be {wide}, and that only at the loosest",
        "or_wide": ", at the loosest {wide}",
        "unbounded": "missing: {name}; nothing here bounds it",
        "proof": "proof, each line taken so many times and all added up:",
        "from_figure": "as written",
        "from_relation": "by the relation",
        "from_domain": "by what it can be at all",
        "sum": "it adds up to: {sum}, which cannot be",
        "fact": "the fact",
    },
    "zh": {
        "consistent": "这些数可以同时成立",
        "entailed": "在写出的精度内，这些数必定相符",
        "one_sided": "“超”“以上”等词使数值一端不定，只能检验另一端",
        "inconsistent": "无论如何取整，这些数都不能同时成立",
        "told_twice": "同一数值取整到同一位数，写出的数字应当相同",
        "not_compared": "未比较数值",
        "needed": "若要成立，须改正其中一个（其余不变）：",
        "loosely": "若要按写出的位数成立，须改正其中一个（其余不变）：",
        "by": "与写出的数相差{by}{unit}",
        "word": "数值本身可以，但限定词不符",
        "missing": "缺数：{name}应为{strict}",
        "missing_wide": "缺数：{name}从宽应为{wide}",
        "or_wide": "，从宽为{wide}",
        "unbounded": "缺数：{name}；由此无法推定其范围",
        "proof": "证明（各行乘以前面的倍数后相加）：",
        "from_figure": "据写出的数",
        "from_relation": "据关系",
        "from_domain": "据取值范围",
        "sum": "相加得：{sum}，不成立",
        "fact": "该数",
    },
}


def table(verdict: Verdict, language: Language = "en", *, name: str | None = None) -> str:
    """Print a verdict: the claim, a row for each figure, what follows, why, and what it would take.

    Figures are shown in their own units. Ends of ranges are rounded outward, so that no value that a
    figure can have is left out.

    Args:
        verdict: The verdict.
        language: The language.
        name: What to call the relation; None for its id, or its kind when it has none.
    """
    blocks = (
        [_head(verdict, language, name)],
        layout.table(verdict_rows(verdict, language)),
        _status_lines(verdict, language),
        _needed_lines(verdict, language),
        _missing_lines(verdict, language),
        _proof_lines(verdict, language),
    )
    first, *others = (line for block in blocks for line in block)
    return "\n".join([first, *(f"  {line}" for line in others)])


def status_word(verdict: Verdict, language: Language = "en") -> str:
    """Give the verdict's word, with the reasons in brackets.

    Args:
        verdict: The verdict.
        language: The language.
    """
    word = bare_word(verdict, language)
    if not verdict.reasons:
        return word
    reasons = [reason_word(reason, language) for reason in verdict.reasons]
    return f"{word}（{'、'.join(reasons)}）" if language == "zh" else f"{word} ({', '.join(reasons)})"


def bare_word(verdict: Verdict, language: Language = "en") -> str:
    """Give the verdict's word without its reasons.

    Args:
        verdict: The verdict.
        language: The language.
    """
    return verdict.status.word(language)


def reason_word(reason: Reason, language: Language = "en") -> str:
    """Give the word for a reason.

    Args:
        reason: The reason.
        language: The language.
    """
    return _REASONS_ZH[reason] if language == "zh" else reason.value


def _head(verdict: Verdict, language: Language, name: str | None) -> str:
    named = name or verdict.relation.id or kind_name(verdict.relation, language)
    word = bare_word(verdict, language)
    return layout.printable(f"{word} [{named}] {claim(verdict.relation, language)}")


# -- why ------------------------------------------------------------------------------------------


def _status_lines(verdict: Verdict, language: Language) -> Iterator[str]:
    words, joint = _WORDS[language], "：" if language == "zh" else ": "
    match verdict.status:
        case Status.INCONSISTENT:
            told_twice = isinstance(verdict.relation, SameFact) and verdict.relation.contradiction
            said = words["told_twice" if told_twice else "inconsistent"]
        case Status.UNDECIDED:
            said = verdict.note_zh if language == "zh" else verdict.note
        case Status.CONSISTENT:  # pragma: no branch  # mypy knows it is the last
            said = words["entailed" if verdict.strength is Strength.ENTAILED else "consistent"]
    yield f"{status_word(verdict, language)}{joint}{said}"
    if all(line.implied is None for line in verdict.lines):
        yield words["not_compared"]
    elif verdict.status is Status.CONSISTENT and verdict.one_sided:
        yield words["one_sided"]


def _needed_lines(verdict: Verdict, language: Language) -> Iterator[str]:
    if verdict.needed:
        is_loose = verdict.status is Status.UNDECIDED
        yield _WORDS[language]["loosely" if is_loose else "needed"]
        rows = [_needed_row(one, verdict, language) for one in verdict.needed]
        yield from (f"  {line}" for line in layout.table(rows))


def _needed_row(needed: Needed, verdict: Verdict, language: Language) -> tuple[str, str, str]:
    words = _WORDS[language]
    line = verdict.line(needed.role)
    unit = "个百分点" if needed.unit.name == "%" else needed.unit.name
    away = words["by"].format(by=short_text(needed.by), unit=unit) if needed.by else words["word"]
    return _name(line, language), shown_range(needed.to, places_of(line), language, needed.unit), away


def _name(line: Line, language: Language) -> str:
    return called(line.term) or role_name(line.role, language)


def _missing_lines(verdict: Verdict, language: Language) -> Iterator[str]:
    for role, reading in verdict.derived.items():
        if not reading.wide.is_empty:
            line = verdict.line(role)
            strict, wide = both_ranges(reading, line, language)
            said = _missing_sentence(reading, line, _WORDS[language])
            said = said.format(name=_name(line, language), strict=strict, wide=wide)
            yield layout.printable(said)


def _missing_sentence(reading: Reading, line: Line, words: Mapping[str, str]) -> str:
    if reading == line.reading:
        return words["unbounded"]
    if reading.strict.is_empty:
        return words["missing_wide"]
    return words["missing"] + (words["or_wide"] if reading.strict != reading.wide else "")


# -- proofs ---------------------------------------------------------------------------------------


def _proof_lines(verdict: Verdict, language: Language) -> Iterator[str]:
    lines = [_in_own_units(line, verdict) for line in verdict.certificate]
    if not lines:
        return
    words = _WORDS[language]
    yield words["proof"]
    scale = lines[0].multiplier
    rows = [_proof_row(line, verdict, scale, language) for line in lines]
    yield from (f"  {line}" for line in layout.table(rows, right=(0,)))
    # The numbers cancel out, and the bounds are left.
    left = sum((line.multiplier * line.bound for line in lines), Fraction(0)) / scale
    sign = "<" if any(line.strict for line in lines) else "≤"
    yield words["sum"].format(sum=f"0 {sign} {short_text(left)}")


def _in_own_units(line: CertificateLine, verdict: Verdict) -> CertificateLine:
    """Give a line about numbers in the figures' own units, its coefficients as short as they can be."""
    weights = {key: x * _unit(key, verdict).factor for key, x in line.coefficients.items()}
    if not weights:
        return line  # a number held against itself cancels out
    divisor = min((abs(x) for x in weights.values()), key=lambda one: _length(weights.values(), one))
    return attrs.evolve(
        line,
        multiplier=line.multiplier * divisor,
        coefficients={key: x / divisor for key, x in weights.items()},
        bound=line.bound / divisor,
    )


def _length(weights: Iterable[Fraction], divisor: Fraction) -> int:
    return sum(len(exact_text(abs(x / divisor))) for x in weights)


def _proof_row(
    line: CertificateLine, verdict: Verdict, scale: Fraction, language: Language
) -> tuple[str, str, str]:
    words = _WORDS[language]
    terms = [(x, _number_name(key, verdict, language)) for key, x in line.coefficients.items()]
    text = _inequality(terms, line.bound, strict=line.strict)
    key = next(iter(line.coefficients), "")
    if len(line.coefficients) == 1:
        text += f"{'' if language == 'zh' else ' '}{_unit(key, verdict)}"
    ground = "from_relation"
    if line.is_reading:
        number = _line_of(key, verdict)
        ground = "from_domain" if number is not None and number.term.is_missing else "from_figure"
    return f"{short_text(line.multiplier / scale)} ×", text, words[ground]


def _inequality(terms: Sequence[tuple[Fraction, str]], bound: Fraction, *, strict: bool) -> str:
    """Write Σ x·name ≤ bound, or < bound, with its first number positive."""
    turn = -1 if terms and terms[0][0] < 0 else 1
    sign = ("<" if turn > 0 else ">") if strict else ("≤" if turn > 0 else "≥")
    left = "".join(
        f" {'-' if turn * x < 0 else '+'} {'' if abs(x) == 1 else f'{short_text(abs(x))} · '}{name}"
        for x, name in terms
    )
    return f"{left.removeprefix(' + ') or '0'} {sign} {short_text(turn * bound)}"


def _line_of(key: str, verdict: Verdict) -> Line | None:
    roles = (role for role, known in verdict.compiled.roles.items() if known == key)
    role = next(roles, None)
    return None if role is None else verdict.line(role)


def _unit(key: str, verdict: Verdict) -> Unit:
    """Give the unit of a number of a proof; that of a fact told twice is the one of its first telling."""
    line = _line_of(key, verdict) or verdict.lines[0]
    return line.unit


def _number_name(key: str, verdict: Verdict, language: Language) -> str:
    line = _line_of(key, verdict)
    return _WORDS[language]["fact"] if line is None else _name(line, language)
