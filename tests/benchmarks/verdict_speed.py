"""How long deciding relations takes, as ratios to plain `Decimal` arithmetic measured in the same run.

Run it with `python tests/benchmarks/verdict_speed.py [RELATIONS]`; the default of 10,000 is what the bar
is set for. The relations are synthetic: sums of five parts, shares, and growth over five years, some of
which do not hold. The bar is for deciding each relation once, when its figures have been made and
nothing has been read, as the plain side has its numbers. The plain side takes the same figures and
adds, multiplies, raises to a power and compares with the half of the last place, which is less than a
verdict says. The exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from bars import Bar

from zoneplan import Figure, Growth, Period, Share, Status, Sum, Term, decide

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.relations import Relation

BASE, TARGET = Period.year(2020), Period.year(2025)
YEARS = 5


def figure(number: Decimal, unit: str = "亿元") -> Figure:
    """Read a figure from its text, as reading a plan does."""
    return Figure.parse(f"{number}{unit}")


def synthetic_relations(count: int) -> list[Relation]:
    """Make so many relations, a third of each sort; a tenth of them do not hold."""
    draw = random.Random(5)  # the same relations in every run
    makers: tuple[Callable[[random.Random], Relation], ...] = (_sum, _share, _growth)
    return [makers[number % 3](draw) for number in range(count)]


def _off(draw: random.Random) -> Decimal:
    return Decimal("1.5") if draw.random() < 0.1 else Decimal(1)


def _sum(draw: random.Random) -> Sum:
    parts = [Decimal(draw.randrange(100, 99_999)).scaleb(-2) for _ in range(5)]
    total = (sum(parts, Decimal(0)) * _off(draw)).quantize(Decimal("0.01"))
    return Sum(total=figure(total), parts=[figure(part) for part in parts])


def _share(draw: random.Random) -> Share:
    whole = Decimal(draw.randrange(100_000, 999_999)).scaleb(-2)
    share = Decimal(draw.randrange(10, 600)).scaleb(-1)
    part = (whole * share / 100 * _off(draw)).quantize(Decimal("0.01"))
    return Share(part=figure(part), whole=figure(whole), share=figure(share, "%"))


def _growth(draw: random.Random) -> Growth:
    base = Decimal(draw.randrange(10_000, 99_999)).scaleb(-2)
    rate = Decimal(draw.randrange(-30, 150)).scaleb(-1)
    target = (base * (1 + rate / 100) ** YEARS * _off(draw)).quantize(Decimal("0.01"))
    return Growth(
        base=Term(figure(base), period=BASE),
        target=Term(figure(target), period=TARGET),
        rate=figure(rate, "%"),
    )


def _number(term: Term) -> Decimal:
    return Decimal(0) if term.figure is None else term.figure.number


HALF = Decimal("0.005")


def plainly(relation: Relation) -> bool:
    """Evaluate a relation in plain `Decimal` arithmetic, with one tolerance for all."""
    if isinstance(relation, Sum):
        total = Decimal(0)
        for part in relation.parts:
            total += _number(part)
        return abs(_number(relation.total) - total) <= HALF
    if isinstance(relation, Share):
        expected = _number(relation.whole) * _number(relation.share) / 100
        return abs(_number(relation.part) - expected) <= HALF
    if isinstance(relation, Growth):
        target = _number(relation.base) * (1 + _number(relation.rate) / 100) ** YEARS
        return abs(_number(relation.target) - target) <= HALF
    raise TypeError(relation)


SORTS = {
    "relations": slice(None),
    "sums of five": slice(0, None, 3),
    "shares": slice(1, None, 3),
    "growths over five years": slice(2, None, 3),
}


def time_of(run: Callable[[], object]) -> float:
    """Give the time that a run takes, in seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def median_time(run: Callable[[], object], runs: int) -> float:
    """Give the median time of several runs, in seconds."""
    return statistics.median(time_of(run) for _ in range(runs))


def measure_verdicts(count: int, runs: int) -> list[Bar]:
    """Bar deciding so many relations once: all together, and each sort by itself.

    Every run has relations and figures of its own, of which nothing was asked before. The last ratio is
    that of deciding all of them again.
    """
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in SORTS}
    again = []
    for _ in range(runs):
        together, apart = synthetic_relations(count), synthetic_relations(count)
        for name, part in SORTS.items():
            some = together if name == "relations" else apart[part]
            plain = median_time(partial(_evaluated, some), 5)
            taken[name].append((time_of(partial(_decided, some)), plain))
        again.append(median_time(partial(_decided, together), 3))
    found = {name: [statistics.median(times) for times in zip(*taken[name], strict=True)] for name in SORTS}
    measures = [
        Bar(f"first decide / plain Decimal, {name}", first / plain, 30)
        for name, (first, plain) in found.items()
    ]
    warm = statistics.median(again) / found["relations"][1]
    return [*measures, Bar("decide again / plain Decimal, relations", warm, 30)]


def _decided(relations: list[Relation]) -> list[Status]:
    return [decide(one).status for one in relations]


def _evaluated(relations: list[Relation]) -> list[bool]:
    return [plainly(one) for one in relations]


def main() -> int:
    """Print every ratio beside its bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = [decide(one).status for one in synthetic_relations(count)]
    print(f"{count:,} relations, Python {sys.version.split()[0]}")
    print(", ".join(f"{found.count(status):,} {status}" for status in Status))
    measures = measure_verdicts(count, runs=5)
    for measure in measures:
        print(measure)
    return 0 if all(measure.is_met for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
