"""Systems for the laws of joint checks: true numbers, relations that hold between them, rounded figures."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from zoneplan.constraints import Compound, CompoundChange, Constraint, Linear, MeanGrowth, Product, Variable
from zoneplan.intervals import Interval
from zoneplan.systems import System

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = Interval.at_least(0)
RATES = Interval.at_least(-1)
_UNITS = (Fraction(1), Fraction(1, 2), Fraction(1, 10))
_SMALL_UNITS = (Fraction(1, 100), Fraction(1, 50), Fraction(1, 1000))


@attrs.frozen
class Published:
    """A system and the true numbers that it was rounded from."""

    system: System
    truth: Mapping[str, Fraction]


def variable(
    key: str, strict: Interval, wide: Interval | None = None, *, domain: Interval = LEVELS
) -> Variable:
    """Make a variable of a published figure."""
    return Variable(key=key, strict=strict, wide=wide or strict, domain=domain)


def missing(key: str, domain: Interval = LEVELS) -> Variable:
    """Make a variable without a figure."""
    return Variable(key=key, strict=domain, wide=domain, domain=domain, is_given=False)


def total(result: str, *parts: str) -> Linear:
    """Say that a total is the sum of its parts."""
    return Linear((*((part, Fraction(1)) for part in parts), (result, Fraction(-1))))


def shares_of_less_than_all() -> System:
    """Two parts of 50 % and 40 % that are said to be the whole, which is above 100."""
    return System.of(
        [
            variable("share-a", Interval.point(Fraction(1, 2))),
            variable("share-b", Interval.point(Fraction(2, 5))),
            variable("whole", Interval.more_than(100)),
            missing("a"),
            missing("b"),
        ],
        {
            "a-of-whole": Product("whole", "share-a", "a"),
            "b-of-whole": Product("whole", "share-b", "b"),
            "sum": total("whole", "a", "b"),
        },
    )


def table(rows: int = 2) -> System:
    """A table of two columns whose rows and columns add up, one cell missing: relations in a cycle."""
    made, relations = [], {}
    for row in range(rows):
        cells = [f"c{row}{column}" for column in range(2)]
        made += [variable(cell, Interval(row + 1, row + 3)) for cell in cells]
        made.append(variable(f"row{row}", Interval(2 * row + 3, 2 * row + 5)))
        relations[f"row{row}"] = total(f"row{row}", *cells)
    for column in range(2):
        made.append(variable(f"col{column}", Interval.at_least(3)))
        relations[f"col{column}"] = total(f"col{column}", *(f"c{row}{column}" for row in range(rows)))
    made.append(variable("all", Interval(0, 11, hi_closed=False)))
    relations["all"] = total("all", "col0", "col1")
    return System.of(made, relations)


class Builder:
    """A system being drawn: every relation added holds for the true numbers."""

    def __init__(self, draw: st.DrawFn, *, nonlinear: bool) -> None:
        self.draw = draw
        self.nonlinear = nonlinear
        self.truth: dict[str, Fraction] = {}
        self.levels: list[str] = []
        self.factors: list[str] = []
        self.rates: list[str] = []
        self.relations: dict[str, Constraint] = {}

    def level(self, value: Fraction) -> str:
        """Add a level."""
        key = f"x{len(self.truth)}"
        self.truth[key] = value
        self.levels.append(key)
        return key

    def number(self, kind: list[str], value: Fraction) -> str:
        """Add a share, a rate or a change."""
        key = f"r{len(self.truth)}"
        self.truth[key] = value
        kind.append(key)
        return key

    def relate(self, constraint: Constraint) -> None:
        """Add a relation."""
        self.relations[f"rule{len(self.relations)}"] = constraint

    def some_level(self) -> str:
        """Choose a level."""
        return self.draw(st.sampled_from(self.levels))

    def add_sum(self) -> None:
        """A new total, or a total that closes a cycle between levels that are there already."""
        parts = self.draw(st.lists(st.sampled_from(self.levels), min_size=2, max_size=3, unique=True))
        if self.draw(st.booleans()) or len(self.levels) < 4:
            result = self.level(sum((self.truth[key] for key in parts), Fraction(0)))
            self.relate(total(result, *parts))
        else:
            bound = sum((self.truth[key] for key in parts), Fraction(0))
            self.relate(Linear(tuple((key, Fraction(1)) for key in parts), bound))

    def add_share(self) -> None:
        """A share of one level in another, or of a known share in one more whole."""
        whole = self.some_level()
        if self.nonlinear and self.factors and self.draw(st.booleans()):
            factor = self.draw(st.sampled_from(self.factors))
            self.relate(Product(whole, factor, self.level(self.truth[factor] * self.truth[whole])))
            return
        part = self.draw(st.sampled_from([key for key in self.levels if key != whole]))
        factor = self.number(self.factors, self.truth[part] / self.truth[whole])
        self.relate(Product(whole, factor, part))

    def add_growth(self) -> None:
        """A growth over some years at a new rate or at a known one."""
        base, years = self.some_level(), self.draw(st.sampled_from((1, 2, 5)))
        if self.nonlinear and self.rates and self.draw(st.booleans()):
            rate = self.draw(st.sampled_from(self.rates))
        else:
            rate = self.number(self.rates, Fraction(self.draw(st.integers(-10, 25)), 100))
        factor = (1 + self.truth[rate]) ** years
        if self.draw(st.integers(0, 3)):
            self.relate(Compound(base, rate, self.level(self.truth[base] * factor), years))
        else:
            self.relate(CompoundChange(rate, self.number([], factor - 1), years))

    def add_mean(self) -> None:
        """A mean of yearly ratios."""
        levels = self.draw(st.lists(st.sampled_from(self.levels), min_size=2, max_size=3, unique=True))
        mean = MeanGrowth.mean([self.truth[key] for key in levels])
        self.relate(MeanGrowth(tuple(levels), self.number([], mean)))

    def published(self) -> Published:
        """Round every number, and leave some figures out."""
        made = []
        for key, value in self.truth.items():
            domain = LEVELS if key in self.levels else RATES
            if not self.draw(st.integers(0, 4)):
                made.append(missing(key, domain))
                continue
            unit = self.draw(st.sampled_from(_UNITS if key in self.levels else _SMALL_UNITS))
            shown = round(value / unit) * unit
            made.append(
                variable(
                    key,
                    Interval.around(shown, unit / 2) & domain,
                    Interval.around(shown, unit, closed=False) & domain,
                    domain=domain,
                )
            )
        return Published(System.of(made, self.relations), dict(self.truth))


@st.composite
def published(draw: st.DrawFn, *, nonlinear: bool = False, most: int = 4) -> Published:
    """Systems of rounded figures in which everything is true."""
    builder = Builder(draw, nonlinear=nonlinear)
    for value in draw(st.lists(st.integers(1, 60), min_size=2, max_size=4)):
        builder.level(Fraction(value, draw(st.sampled_from((1, 1, 3)))))
    steps: list[Callable[[], None]] = [builder.add_sum, builder.add_share, builder.add_growth]
    if nonlinear:
        steps.append(builder.add_mean)
    for _ in range(draw(st.integers(1, most))):
        draw(st.sampled_from(steps))()
    return builder.published()


@st.composite
def tables(draw: st.DrawFn) -> Published:
    """Tables of two or three rows and two columns, all sums stated, and the share of one cell."""
    builder = Builder(draw, nonlinear=False)
    rows = [
        [builder.level(Fraction(draw(st.integers(1, 30)))) for _ in range(2)]
        for _ in range(draw(st.integers(2, 3)))
    ]
    lines = [*rows, *zip(*rows, strict=True)]
    sums = []
    for line in lines:
        sums.append(builder.level(sum((builder.truth[key] for key in line), Fraction(0))))
        builder.relate(total(sums[-1], *line))
    if draw(st.booleans()):
        builder.add_share()
    return builder.published()


@st.composite
def spoiled(draw: st.DrawFn, *, nonlinear: bool = False, most: int = 4) -> System:
    """Systems in which one or two figures were published wrongly."""
    made = draw(published(nonlinear=nonlinear, most=most))
    figures = made.system.figures
    changed = dict(made.system.variables)
    for key in draw(st.lists(st.sampled_from(figures), max_size=2)) if figures else ():
        old = changed[key]
        away = (old.strict.width or Fraction(1)) * draw(st.sampled_from((-9, -1, 1, 2, 5, 400)))
        changed[key] = attrs.evolve(old, strict=old.strict + away, wide=old.wide + away)
    return System(changed, made.system.relations)


@st.composite
def whole_grids(draw: st.DrawFn) -> System:
    """Small systems of whole numbers, all of whose points can be tried."""
    keys = ["a", "b", "c", "d"][: draw(st.integers(2, 4))]
    made = []
    truth = {key: Fraction(draw(st.integers(-3, 3))) for key in keys}
    is_true = draw(st.booleans())
    for key in keys:
        lo = truth[key] - draw(st.integers(0, 2))
        reading = Interval(lo, lo + draw(st.integers(2, 3)), integral=True)
        made.append(variable(key, reading, domain=Interval(-9, 9, integral=True)))
    relations: dict[str, Constraint] = {}
    for index in range(draw(st.integers(1, 3))):
        chosen = draw(st.permutations(keys))
        if len(keys) > 2 and draw(st.booleans()):
            relations[f"rule{index}"] = Product(*chosen[:3])
        else:
            weights = draw(st.lists(st.sampled_from((-3, -2, -1, 1, 2)), min_size=2, max_size=len(keys)))
            terms = tuple((key, Fraction(weight)) for key, weight in zip(chosen, weights, strict=False))
            true_bound = sum((weight * truth[key] for key, weight in terms), Fraction(0))
            bound = true_bound if is_true else Fraction(draw(st.integers(-6, 6)))
            relations[f"rule{index}"] = Linear(terms, bound)
    return System.of(made, relations)
