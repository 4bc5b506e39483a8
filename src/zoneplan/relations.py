"""Relations between published numbers: sums, shares, ratios, differences, multiples, orders, runs.

A relation only says what has to hold. Whether the printed figures let it hold is decided by
`zoneplan.decide`; growth and cumulative changes are in `zoneplan.growths`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import attrs

from zoneplan.constraints import Compound, Constraint, Product, Sense
from zoneplan.errors import FloatRefusedError, RelationError
from zoneplan.figures import Figure
from zoneplan.growths import Cumulative, CumulativeForm, Growth, GrowthMethod
from zoneplan.short_reprs import short_repr
from zoneplan.statements import Part, Statement, as_optional_term, as_term, as_terms, linear, year_of
from zoneplan.terms import Term
from zoneplan.units import Unit, quotient, unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "Cumulative",
    "CumulativeForm",
    "Difference",
    "Growth",
    "GrowthMethod",
    "Multiple",
    "Order",
    "Ratio",
    "Relation",
    "Run",
    "SameFact",
    "Share",
    "SharesSum",
    "Sum",
]

_ONE = Fraction(1)
_POINT = Fraction(1, 100)


def _as_weights(values: Iterable[Fraction | Decimal | int]) -> tuple[Fraction, ...]:
    weights = tuple(values)
    for weight in weights:
        if isinstance(weight, float):
            raise FloatRefusedError(
                f"expected an exact weight, got the float {weight!r}", "give an int, a Decimal or a Fraction"
            )
        if isinstance(weight, bool) or not isinstance(weight, (int, Decimal, Fraction)) or not weight:
            raise RelationError(
                f"expected a weight other than 0, got {weight!r}",
                "leave a part out that does not count",
                f"系数不能为0，写的是 {weight!r}",
                "不计的分项请不写",
            )
    return tuple(Fraction(weight) for weight in weights)


def _whole() -> Term:
    return _ALL


_ALL = Term(Figure(100, "%", quantum=0))


def _indexed(name: str, terms: Iterable[Term], part: Part) -> list[tuple[str, Term, Part]]:
    return [(f"{name}[{index}]", term, part) for index, term in enumerate(terms)]


@attrs.frozen(kw_only=True)
class Sum(Statement):
    """A total is the weighted sum of its parts, or at least that when parts are left out.

    >>> Sum(total="150亿元", parts=["200亿元", None]).operands[1][1].is_missing
    True

    Attributes:
        total: The total.
        parts: The parts, at least one; a missing one is None, which is not zero.
        weights: What each part counts, such as -1 for one that is taken away; empty for 1 each.
        partial: Whether only some parts are listed, so that the total is at least their sum.

    Raises:
        RelationError: If there are no parts, or weights that are 0 or not one for each part.
        FloatRefusedError: If a weight is a float.
    """

    total: Term = attrs.field(converter=as_term)
    parts: tuple[Term, ...] = attrs.field(converter=as_terms)
    weights: tuple[Fraction, ...] = attrs.field(default=(), converter=_as_weights)
    partial: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise RelationError(
                "expected at least one part, got none",
                "a missing part is given as None",
                "分项一个也没有写",
                "缺数的分项请写明指标和时期，不写数值",
            )
        if self.weights and len(self.weights) != len(self.parts):
            raise RelationError(
                f"expected {len(self.parts)} weights, got {len(self.weights)}",
                "give one for each part",
                f"应有{len(self.parts)}个系数，写了{len(self.weights)}个",
                "请为每个分项写一个系数",
            )

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (*_indexed("parts", self.parts, Part.LEVEL), ("total", self.total, Part.LEVEL))

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        weights = (*(self.weights or (_ONE,) * len(self.parts)), -_ONE)
        sense = Sense.AT_MOST if self.partial else Sense.EQUAL
        return (linear(zip(keys.values(), weights, strict=True), sense=sense),)


@attrs.frozen(kw_only=True)
class Share(Statement):
    """A part is a share of a whole that is above zero: part = share · whole.

    >>> Share(part="2400亿元", whole="超5000亿元", share="48%").stated_role
    'share'

    Attributes:
        part: The part.
        whole: The whole, above zero.
        share: The share, from 0 to 100 %.
        may_exceed: Whether the part may be larger than the whole, as exports may be of what is made.
    """

    part: Term = attrs.field(converter=as_term)
    whole: Term = attrs.field(converter=as_term)
    share: Term = attrs.field(converter=as_term)
    may_exceed: bool = False

    __repr__ = short_repr

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        share = Part.FACTOR if self.may_exceed else Part.SHARE
        return (
            ("part", self.part, Part.LEVEL),
            ("whole", self.whole, Part.LEVEL),
            ("share", self.share, share),
        )

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        return (Product(keys["whole"], keys["share"], keys["part"]),)


@attrs.frozen(kw_only=True)
class SharesSum(Statement):
    """Shares of one whole that leave nothing out add up to 100 %.

    Attributes:
        shares: The shares, at least two; a missing one is None.
        total: What they add up to; exactly 100 % unless said.

    Raises:
        RelationError: If there are fewer than two shares.
    """

    shares: tuple[Term, ...] = attrs.field(converter=as_terms)
    total: Term = attrs.field(factory=_whole, converter=as_term)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if len(self.shares) < 2:
            raise RelationError(
                f"expected two shares or more, got {len(self.shares)}",
                "give them all",
                f"占比之和应有两个以上的占比，写了{len(self.shares)}个",
                "请全部写上",
            )

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (*_indexed("shares", self.shares, Part.SHARE), ("total", self.total, Part.FACTOR))

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        return (linear((key, -_ONE if role == "total" else _ONE) for role, key in keys.items()),)


@attrs.frozen(kw_only=True)
class Ratio(Statement):
    """A number over another one of another sort, such as output per head: numerator = ratio · denominator.

    Attributes:
        numerator: The number above the line.
        denominator: The number below the line, above zero.
        ratio: The ratio, in a unit such as 万元/人.
    """

    numerator: Term = attrs.field(converter=as_term)
    denominator: Term = attrs.field(converter=as_term)
    ratio: Term = attrs.field(converter=as_term)

    __repr__ = short_repr

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (
            ("numerator", self.numerator, Part.LEVEL),
            ("denominator", self.denominator, Part.LEVEL),
            ("ratio", self.ratio, Part.LEVEL),
        )

    def _unit_beside(self, role: str, part: Part) -> Unit | None:
        above, below, ratio = self.numerator.own_unit, self.denominator.own_unit, self.ratio.own_unit
        if role == "ratio":
            return None if above is None or below is None else quotient(above, below)
        other = below if role == "numerator" else above
        upper, _, lower = ("" if ratio is None else ratio.name).partition("/")
        # 元/亿元 is a ratio of any two that measure the same, so the number beside it says of what.
        if lower and (other is None or (ratio is not None and ratio.dimension != "ratio")):
            return unit(upper if role == "numerator" else lower)
        return other

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        return (Product(keys["denominator"], keys["ratio"], keys["numerator"]),)


@attrs.frozen(kw_only=True)
class Difference(Statement):
    """One number less another: minuend - subtrahend = difference. Of two ratios it is in 个百分点.

    Attributes:
        minuend: The number that is taken from.
        subtrahend: The number that is taken away.
        difference: What is left; the same every year when `yearly`.
        yearly: Whether the difference is one a year, from the subtrahend's year to the minuend's.

    Raises:
        RelationError: If it is one a year and a period is missing, or the years do not run forward.
    """

    minuend: Term = attrs.field(converter=as_term)
    subtrahend: Term = attrs.field(converter=as_term)
    difference: Term = attrs.field(converter=as_term)
    yearly: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.years < 1:
            raise RelationError(
                f"a yearly difference cannot run over {self.years} years",
                "give the later number as minuend",
                f"按年的差不能跨{self.years}年",
                "被减数请写较晚的数",
            )

    @property
    def years(self) -> int:
        """How many times the difference applies: 1 unless it is one a year."""
        if not self.yearly:
            return 1
        return year_of(self.minuend, "minuend") - year_of(self.subtrahend, "subtrahend")

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (
            ("minuend", self.minuend, Part.FREE),
            ("subtrahend", self.subtrahend, Part.FREE),
            ("difference", self.difference, Part.FREE),
        )

    def _unit_beside(self, role: str, part: Part) -> Unit | None:
        beside = super()._unit_beside(role, part)
        is_ratio = beside is not None and beside.dimension == "ratio"
        if role == "difference":
            return unit("个百分点") if is_ratio else beside
        points = beside is not None and beside.dimension == "percentage_point"
        others = (self.minuend.own_unit, self.subtrahend.own_unit)
        levels = [one for one in others if one is not None]
        return levels[0] if levels else unit("%") if points else beside

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        step = -_ONE * self.years
        if self.unit_of("difference").dimension == "percentage_point" and self._is_of_ratios:
            step *= _POINT
        return (linear(((keys["minuend"], _ONE), (keys["subtrahend"], -_ONE), (keys["difference"], step))),)

    @property
    def _is_of_ratios(self) -> bool:
        return self.unit_of("minuend").dimension == "ratio"


@attrs.frozen(kw_only=True)
class Multiple(Statement):
    """A level is a multiple of another one: target = multiple · base, as in 翻一番 (2倍).

    A figure that states an increment, such as 增长2倍, is the multiple less 1.

    Attributes:
        base: The level that is multiplied, above zero.
        target: The level that is reached.
        multiple: The multiple, such as 2倍.
    """

    base: Term = attrs.field(converter=as_term)
    target: Term = attrs.field(converter=as_term)
    multiple: Term = attrs.field(converter=as_term)

    __repr__ = short_repr

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (
            ("base", self.base, Part.LEVEL),
            ("target", self.target, Part.LEVEL),
            ("multiple", self.multiple, Part.RATE if self._is_increment else Part.FACTOR),
        )

    @property
    def _is_increment(self) -> bool:
        return self.multiple.figure is not None and self.multiple.figure.is_increment

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        if self._is_increment:
            return (Compound(keys["base"], keys["multiple"], keys["target"], 1),)
        return (Product(keys["base"], keys["multiple"], keys["target"]),)


@attrs.frozen(kw_only=True)
class Order(Statement):
    """One number is at most another one, or less than it.

    Attributes:
        smaller: The number that is to be the smaller one.
        larger: The number that is to be the larger one.
        strictly: Whether they may not be equal.
    """

    smaller: Term = attrs.field(converter=as_term)
    larger: Term = attrs.field(converter=as_term)
    strictly: bool = False

    __repr__ = short_repr

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return (("smaller", self.smaller, Part.FREE), ("larger", self.larger, Part.FREE))

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        sense = Sense.LESS if self.strictly else Sense.AT_MOST
        return (linear(((keys["smaller"], _ONE), (keys["larger"], -_ONE)), sense=sense),)


@attrs.frozen(kw_only=True)
class Run(Statement):
    """Statements of one streak of years, such as 连续19年: each starts its length before the year it ends in.

    >>> Run(runs=[Term("19年", period=2023), Term("17年", period=2022)]).stated_role
    'runs[1]'

    Attributes:
        runs: The lengths in years, each with the period in which the streak has lasted so long.
        start: The year in which the streak began, as a figure of 年; None when it is not stated.

    Raises:
        RelationError: If a run has no period, or there is one only and no start to hold it against.
    """

    runs: tuple[Term, ...] = attrs.field(converter=as_terms)
    start: Term | None = attrs.field(default=None, converter=as_optional_term)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for term in self.runs:
            year_of(term, "run")
        if len(self.runs) < (2 if self.start is None else 1):
            raise RelationError(
                f"expected two statements of one streak, got {len(self.runs)}",
                "give another run, or the year it started in",
                f"连续的年数应有两种说法，只有{len(self.runs)}个",
                "请再写一次，或写明起点年份",
            )

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        start = () if self.start is None else (("start", self.start, Part.YEARS),)
        return (*start, *_indexed("runs", self.runs, Part.YEARS))

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        ends = [year_of(term, "run") for term in self.runs]
        runs = [keys[f"runs[{index}]"] for index in range(len(ends))]
        if self.start is not None:
            start = keys["start"]
            return tuple(
                linear(((run, _ONE), (start, _ONE)), Fraction(end + 1))
                for run, end in zip(runs, ends, strict=True)
            )
        return tuple(
            linear(((run, _ONE), (runs[0], -_ONE)), Fraction(end - ends[0]))
            for run, end in zip(runs[1:], ends[1:], strict=True)
        )


@attrs.frozen(kw_only=True)
class SameFact(Statement):
    """One fact told more than once, by two sources or in two places.

    Attributes:
        statements: The tellings, at least two.

    Raises:
        RelationError: If there are fewer than two.
    """

    statements: tuple[Term, ...] = attrs.field(converter=as_terms)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if len(self.statements) < 2:
            raise RelationError(
                f"expected two statements of one fact, got {len(self.statements)}",
                "give them all",
                f"同一事实应有两种说法，只有{len(self.statements)}个",
                "请都写上",
            )

    @property
    def contradiction(self) -> tuple[str, str] | None:
        """The roles of two figures that differ although they are printed to the same place, smaller first.

        None when there are none. Of one number, rounded to one place, two sources print the same digits.
        """
        plain = [
            (figure.base_value, figure.quantum * figure.unit.factor, role)
            for role, term in self.operands
            if (figure := term.figure) is not None and figure.is_plain
        ]
        for one, other in combinations(plain, 2):
            if one[1] == other[1] and one[0] != other[0]:
                return (one[2], other[2]) if one[0] < other[0] else (other[2], one[2])
        return None

    def _numbers(self) -> tuple[tuple[str, Term, Part], ...]:
        return tuple(_indexed("statements", self.statements, Part.FREE))

    def _key(self, role: str, term: Term) -> str | None:
        # The tellings share their key, and are compared as numbers of their own.
        return term.key if role == "statements[0]" else None

    def _constraints(self, keys: Mapping[str, str]) -> tuple[Constraint, ...]:
        first, *others = keys.values()
        return tuple(linear(((first, _ONE), (other, -_ONE))) for other in others)


Relation: TypeAlias = (
    Sum | Share | SharesSum | Ratio | Growth | Cumulative | Difference | Multiple | Order | Run | SameFact
)
"""Every kind of relation."""
