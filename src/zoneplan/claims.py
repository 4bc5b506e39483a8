"""What a relation says, in a sentence and as a formula, and what its numbers are called."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from zoneplan.growths import CumulativeForm
from zoneplan.ranges import exact_text
from zoneplan.relations import (
    Cumulative,
    Difference,
    Growth,
    GrowthMethod,
    Multiple,
    Order,
    Ratio,
    Relation,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
)
from zoneplan.vocabulary import RELATIONS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zoneplan.layout import Language
    from zoneplan.terms import Term

__all__ = ["called", "claim", "formula", "kind_name", "parameters", "role_name", "written"]

_MOST_SHOWN = 6
_SEVERAL = {
    "parts": ("part", "分项"),
    "shares": ("share", "占比"),
    "levels": ("level", "中间年"),
    "runs": ("run", "第", "次"),
    "statements": ("statement", "说法"),
}
_ROLES_ZH = {
    "total": "合计",
    "part": "部分",
    "whole": "整体",
    "share": "占比",
    "numerator": "分子",
    "denominator": "分母",
    "ratio": "比值",
    "base": "基数",
    "target": "末值",
    "rate": "增速",
    "change": "累计",
    "start": "起点",
    "end": "终点",
    "minuend": "被减数",
    "subtrahend": "减数",
    "difference": "差",
    "multiple": "倍数",
    "smaller": "较小",
    "larger": "较大",
}
_FORMULA_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        **{role: role for role in _ROLES_ZH},
        "parts": "part",
        "shares": "share",
        "runs": "run",
        "years": "years",
        "weight": "weight",
        "end_year": "end year",
        "mean_ratio": "mean of the yearly ratios",
        "all_equal": "all statements are equal",
    },
    "zh": {
        **_ROLES_ZH,
        "parts": "分项",
        "shares": "占比",
        "runs": "连续年数",
        "years": "年数",
        "weight": "权数",
        "end_year": "截止年",
        "mean_ratio": "各年比值的平均数",
        "all_equal": "各说法相等",
    },
}
_METHODS_ZH = {method: word for word, method in WORDS[GrowthMethod].items()}
_ONE = Fraction(1)
_KINDS = {kind: (name, chinese) for name, (kind, chinese) in RELATIONS.items()}


def kind_name(relation: Relation, language: Language = "en") -> str:
    """Name the kind of a relation as plan files do.

    Args:
        relation: The relation.
        language: The language.
    """
    return _KINDS[type(relation)][language == "zh"]


def role_name(role: str, language: Language = "en") -> str:
    """Name the role of a number in a relation.

    >>> role_name("parts[0]"), role_name("parts[0]", "zh"), role_name("share", "zh")
    ('part 1', '分项1', '占比')

    Args:
        role: The role, as the relation's operands have it.
        language: The language.
    """
    several, _, index = role.partition("[")
    if not index:
        return _ROLES_ZH.get(role, role) if language == "zh" else role
    number = int(index.rstrip("]")) + 1
    english, before, *after = _SEVERAL[several]
    return f"{before}{number}{''.join(after)}" if language == "zh" else f"{english} {number}"


def written(term: Term, language: Language = "en") -> str:
    """Give a number as its author wrote it; of a missing one what it is called, and that it is missing.

    Args:
        term: The number.
        language: The language.
    """
    if term.figure is not None:
        return term.figure.text or str(term.figure)
    if language == "zh":
        return f"{term.label}（缺）" if term.label else "（缺）"
    return f"{term.label} (missing)".lstrip()


def called(term: Term) -> str:
    """Give the name of a number, or metric, subject and period; empty when it has only its role.

    Args:
        term: The number.
    """
    return term.label if term.name is not None or term.metric is not None else ""


# -- sentences ------------------------------------------------------------------------------------


def claim(relation: Relation, language: Language = "en") -> str:
    """Say what a relation says, with its figures as they were written.

    >>> claim(Share(part="2400亿元", whole="超5000亿元", share="48%"))
    '2400亿元 is 48% of 超5000亿元'

    Args:
        relation: The relation.
        language: The language.
    """
    shown = {role: written(term, language) for role, term in relation.operands}
    english, chinese = _pattern(relation, language)
    pattern = chinese if language == "zh" else english
    return pattern.format(**{role: text for role, text in shown.items() if "[" not in role})


def _pattern(relation: Relation, language: Language) -> tuple[str, str]:
    """Give the sentence in both languages, with the roles of its numbers in braces."""
    match relation:
        case Share():
            return "{part} is {share} of {whole}", "{part}占{whole}的{share}"
        case Ratio():
            return "{numerator} over {denominator} is {ratio}", "{numerator}除以{denominator}为{ratio}"
        case Multiple():
            return "{target} is {multiple} of {base}", "{target}为{base}的{multiple}"
        case Order():
            than = ("less than", "小于") if relation.strictly else ("at most", "不大于")
            return f"{{smaller}} is {than[0]} {{larger}}", f"{{smaller}}{than[1]}{{larger}}"
        case Growth():
            return _of_growth(relation)
        case Difference():
            return _of_difference(relation)
        case Cumulative():
            return _of_cumulative(relation, language)
        case Run():
            return _of_run(relation, language)
        case _:
            return _of_several(relation, language)


def _of_several(relation: Sum | SharesSum | SameFact, language: Language) -> tuple[str, str]:
    match relation:
        case Sum():
            left = _added(relation.parts, relation.weights, language)
            equation = f"{left} {'≤' if relation.partial else '='} {{total}}"
            return equation, equation
        case SharesSum():
            equation = f"{_added(relation.shares, (), language)} = {{total}}"
            return equation, equation
        case SameFact():  # pragma: no branch  # mypy knows it is the last
            told = [_safe(written(term, language)) for term in relation.statements]
            return f"{_listed(told, ' and ')} tell one fact", f"{_listed(told, '、')}说的是同一事实"


def _of_growth(growth: Growth) -> tuple[str, str]:
    if growth.method is GrowthMethod.MEAN:
        how, how_zh = "by {rate} a year, the mean of the yearly rates,", "各年增速平均为{rate}"
    elif growth.years == 1:
        how, how_zh = "by {rate}", "增长{rate}"
    else:
        how, how_zh = "by {rate} a year", "年均增长{rate}"
    (first, first_zh), (last, last_zh) = _when(growth.base), _when(growth.target)
    return (
        f"{{base}}{first} grows {how} to {{target}}{last}",
        f"{{base}}{first_zh}{how_zh}，到{{target}}{last_zh}",
    )


def _when(term: Term) -> tuple[str, str]:
    """Give the period of a level, unless it is missing and its name says when."""
    if term.is_missing and str(term.period) in term.label:
        return "", ""
    return f" in {term.period}", f"（{term.period}）"


def _of_difference(difference: Difference) -> tuple[str, str]:
    english, chinese = "{minuend} less {subtrahend} is {difference}", "{minuend}减{subtrahend}为{difference}"
    if difference.yearly:
        years = difference.years
        return f"{english} a year over {years} years", f"{chinese.replace('为', '为年均')}（{years}年）"
    return english, chinese


def _of_cumulative(cumulative: Cumulative, language: Language) -> tuple[str, str]:
    verb, verb_zh = ("falls", "下降") if cumulative.falling else ("grows", "增长")
    if cumulative.form is CumulativeForm.FLOW:
        equation = f"{_added(cumulative.parts, (), language)} = {{change}}"
        return equation, equation
    if cumulative.rate is not None:
        years = cumulative.years
        return (
            f"what {verb} by {{rate}} a year over {years} years {verb} by {{change}} in all",
            f"年均{verb_zh}{{rate}}，{years}年累计{verb_zh}{{change}}",
        )
    return f"{{start}} {verb} by {{change}} to {{end}}", f"{{start}}{verb_zh}{{change}}，到{{end}}"


def _of_run(run: Run, language: Language) -> tuple[str, str]:
    told = [(_safe(written(term, language)), term.period) for term in run.runs]
    english = _listed([f"{text} by {period}" for text, period in told], " and ")
    chinese = _listed([f"{period}年为连续{text}" for text, period in told], "、")
    if run.start is None:
        return f"one streak has lasted {english}", f"同一连续记录：{chinese}"
    return f"the streak since {{start}} has lasted {english}", f"自{{start}}起的连续记录：{chinese}"


def _added(terms: Sequence[Term], weights: Sequence[Fraction], language: Language) -> str:
    """Write a weighted sum; of many terms only the first."""
    text = ""
    for index, term in enumerate(terms[:_MOST_SHOWN]):
        weight = weights[index] if weights else _ONE
        factor = "" if abs(weight) == 1 else f"{exact_text(abs(weight))} × "
        sign = " - " if weight < 0 else " + "
        text += f"{sign}{factor}{_safe(written(term, language))}"
    more = " + …" if len(terms) > _MOST_SHOWN else ""
    return text.removeprefix(" + ").strip() + more


def _listed(texts: Sequence[str], joint: str) -> str:
    shown = [*texts[:_MOST_SHOWN], "…"] if len(texts) > _MOST_SHOWN else [*texts]
    if joint == "、" or len(shown) == 1:
        return "、".join(shown)
    return ", ".join(shown[:-1]) + joint + shown[-1]


def _safe(text: str) -> str:
    """Keep a name with braces from being taken for a role."""
    return text.replace("{", "{{").replace("}", "}}")


# -- formulas -------------------------------------------------------------------------------------


def formula(relation: Relation, language: Language = "en") -> str:
    """Give the equation or inequality that has to hold between the roles of a relation.

    >>> share = Share(part="1亿元", whole="2亿元", share="50%")
    >>> formula(share), formula(share, "zh")
    ('part = share · whole', '部分 = 占比 · 整体')

    Args:
        relation: The relation.
        language: The language that roles are named in.
    """
    return _equation(relation).format(**_FORMULA_WORDS[language])


def _equation(relation: Relation) -> str:
    """Give the formula with the roles and the few other words in braces."""
    match relation:
        case Share():
            return "{part} = {share} · {whole}"
        case Ratio():
            return "{numerator} = {ratio} · {denominator}"
        case Multiple():
            return "{target} = {multiple} · {base}"
        case Growth() if relation.method is GrowthMethod.MEAN:
            return "{rate} = {mean_ratio} - 1"
        case Growth():
            return "{target} = {base} · (1 + {rate})^{years}"
        case Difference():
            return "{minuend} - {subtrahend} = {difference}" + (" · {years}" if relation.yearly else "")
        case Order():
            return f"{{smaller}} {'<' if relation.strictly else '≤'} {{larger}}"
        case _:
            return _equation_of_several(relation)


def _equation_of_several(relation: Sum | SharesSum | Cumulative | Run | SameFact) -> str:
    match relation:
        case Sum():
            weight = "{weight} · " if relation.weights else ""
            return f"{{total}} {'≥' if relation.partial else '='} Σ {weight}{{parts}}"
        case SharesSum():
            return "{total} = Σ {shares}"
        case Cumulative():
            return _equation_of_cumulative(relation)
        case Run():
            return "{runs} = {end_year} - {start} + 1"
        case SameFact():  # pragma: no branch  # mypy knows it is the last
            return "{all_equal}"


def _equation_of_cumulative(cumulative: Cumulative) -> str:
    if cumulative.form is CumulativeForm.FLOW:
        return "{change} = Σ {parts}"
    sign = "-" if cumulative.falling else "+"
    if cumulative.rate is not None:
        return f"1 {sign} {{change}} = (1 {sign} {{rate}})^{{years}}"
    return f"{{end}} = {{start}} · (1 {sign} {{change}})"


def parameters(relation: Relation, language: Language = "en") -> Iterable[tuple[str, str]]:
    """Give the constants of a relation by name, such as years and weights: what is no published number.

    Args:
        relation: The relation.
        language: The language of the names, and of the method.
    """
    is_zh = language == "zh"
    years = getattr(relation, "years", None)
    if years is not None and not (isinstance(relation, Difference) and not relation.yearly):
        yield "年数" if is_zh else "years", str(years)
    if isinstance(relation, Growth):
        yield ("方法", _METHODS_ZH[relation.method]) if is_zh else ("method", relation.method.value)
    if isinstance(relation, Sum):
        for index, weight in enumerate(relation.weights):
            role = f"parts[{index}]"
            yield f"{role_name(role, 'zh')}的权数" if is_zh else f"weight of {role}", exact_text(weight)
    if isinstance(relation, Run):
        for index, run in enumerate(relation.runs):
            role = f"runs[{index}]"
            yield f"{role_name(role, 'zh')}的截止年" if is_zh else f"end year of {role}", str(run.period)
