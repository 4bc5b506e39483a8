"""How long a proof takes, as a ratio to the bare solver, measured in one run.

Run it with `python tests/benchmarks/proof_speed.py [FIGURES]`; the default of 2,000 figures in about
700 relations is what the bar is set for. The figures are synthetic: totals and their parts, shares of
the whole, growth over five years, in parts that share no number, as in a plan. The bare solver is given
the same constraints by hand, linear and exact, and only asked whether they can be true.
"""

from __future__ import annotations

import statistics
import sys
import time
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from zoneplan.constraints import Compound, Linear, Product, Variable
from zoneplan.intervals import Interval
from zoneplan.outcomes import Method
from zoneplan.proof import prove
from zoneplan.systems import System
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

BAR = 2
_YEARS = 5
_PER_GROUP = 18
_HALF = Fraction(1, 2)


def synthetic_system(figures: int) -> System:
    """Make a consistent system with about so many figures, all rounded from true numbers."""
    groups = max(1, figures // _PER_GROUP)
    variables: list[Variable] = []
    relations: dict[str, Linear | Product | Compound] = {}
    for number in range(groups):
        made, related = _group(number)
        variables += made
        relations |= related
    return System.of(variables, relations)


def _group(number: int) -> tuple[list[Variable], dict[str, Linear | Product | Compound]]:
    """A total of nine parts, the shares of some, and growth of three of them."""
    name = f"g{number}"
    parts = {f"{name}.part{index}": Fraction(100 + (37 * number + 91 * index) % 900) for index in range(9)}
    total = sum(parts.values(), Fraction(0))
    true = {**parts, f"{name}.total": total}
    relations: dict[str, Linear | Product | Compound] = {
        f"{name}.sum": Linear((*((key, Fraction(1)) for key in parts), (f"{name}.total", Fraction(-1))))
    }
    variables = [_published(key, x + Fraction(number % 7, 17), Fraction(1)) for key, x in true.items()]
    for key, x in list(parts.items())[: 3 if number % 2 else 2]:
        variables.append(_published(f"{key}.share", x / total, Fraction(1, 100)))
        relations[f"{key}.share"] = Product(f"{name}.total", f"{key}.share", key)
    for key, x in list(true.items())[:3]:
        rate = Fraction(50 + (13 * number + len(variables)) % 40, 1000)
        variables.append(_published(f"{key}.rate", rate, Fraction(1, 1000)))
        variables.append(_published(f"{key}.target", x * (1 + rate) ** _YEARS, Fraction(10)))
        relations[f"{key}.growth"] = Compound(key, f"{key}.rate", f"{key}.target", _YEARS)
    return variables, relations


def _published(key: str, value: Fraction, unit: Fraction) -> Variable:
    shown = round(value / unit) * unit
    reading = Interval.around(shown, unit)
    domain = Interval.at_least(0)
    return Variable(key=key, strict=reading & domain, wide=reading & domain, domain=domain)


def bare_check(system: System) -> bool:
    """Give the solver the same constraints, linear and written by hand, and tell whether they can be true."""
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    symbols = {}
    used_as_factor = {one.factor for one in system.constraints if isinstance(one, Product)}
    used_as_factor |= {one.rate for one in system.constraints if isinstance(one, Compound)}
    for key, variable in system.variables.items():
        if key not in used_as_factor:
            symbols[key] = z3.Real(key, context)
            solver.add(symbols[key] >= _number(variable.strict.lo, context))
            solver.add(symbols[key] <= _number(variable.strict.hi, context))
    for one in system.constraints:
        for claim in _claims(one, system, symbols, context):
            solver.add(claim)
    return bool(solver.check() == z3.sat)


def _claims(
    one: object, system: System, symbols: dict[str, z3.ArithRef], context: z3.Context
) -> Iterator[z3.BoolRef]:
    match one:
        case Linear(terms=terms, bound=bound):
            yield z3.Sum([_number(weight, context) * symbols[key] for key, weight in terms]) == _number(
                bound, context
            )
        case Product(base=base, factor=factor, result=result):
            share = system.variables[factor].strict
            yield symbols[base] > 0
            yield symbols[result] >= _number(share.lo, context) * symbols[base]
            yield symbols[result] <= _number(share.hi, context) * symbols[base]
        case Compound(base=base, rate=rate, target=target, years=years):
            growth = (system.variables[rate].strict + 1) ** years
            yield symbols[base] > 0
            yield symbols[target] >= _number(growth.lo, context) * symbols[base]
            yield symbols[target] <= _number(growth.hi, context) * symbols[base]


def _number(value: Fraction | None, context: z3.Context) -> z3.RatNumRef:
    assert value is not None
    return z3.Q(value.numerator, value.denominator, context)


def measured_ratio(figures: int, runs: int) -> tuple[float, float]:
    """Give the time of a proof as a multiple of the bare solver's, and that one's in seconds."""
    system = synthetic_system(figures)
    ours, bare = [], []
    for _ in range(runs):  # in turn, so that a drift of the machine meets both
        start = time.perf_counter()
        proof = prove(system)
        middle = time.perf_counter()
        can_be = bare_check(system)
        end = time.perf_counter()
        assert can_be
        assert proof.method is Method.SOLVER
        assert proof.status is Status.CONSISTENT
        assert proof.witness is not None
        ours.append(middle - start)
        bare.append(end - middle)
    return statistics.median(ours) / statistics.median(bare), statistics.median(bare)


def main() -> int:
    """Print the ratio beside its bar."""
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    system = synthetic_system(figures)
    ratio, seconds = measured_ratio(figures, runs=5)
    verdict = "met" if ratio <= BAR else "MISSED"
    print(f"{len(system.variables):,} figures, {len(system.relations):,} relations, bare z3 {seconds:.2f} s")
    print(f"{'prove / bare z3, plain check':<58} {ratio:>10.2f}   at most {BAR:>7g}   {verdict}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
