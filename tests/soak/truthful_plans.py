"""Plans whose figures are rounded from true values, and what is found in them: never a contradiction.

Run it with `python tests/soak/truthful_plans.py [PLANS] [SEED]`; 10,000 plans take some minutes. Every plan
is invented: true values are drawn first, so that sectors add up to the whole, shares and growths follow from
levels and totals from their parts; then each is published as documents do, rounded or cut off at a random
place, in a random unit, sometimes with a word beside it, sometimes not at all. The exit code is 1 when a
plan is called contradictory, one relation at a time or all together, or when a plan that was only
rounded to nearest is said to need coarser rounding.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    localcontext,
)
from fractions import Fraction

import attrs

from zoneplan import (
    Action,
    Figure,
    Metric,
    Observation,
    Period,
    Plan,
    Program,
    Qualifier,
    Reason,
    Severity,
    Status,
    Zone,
)

NEAREST = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
CUT_OFF = (ROUND_DOWN, ROUND_UP)
YEARS = (2020, 2021, 2022, 2023)
SECTORS = ("primary", "secondary", "tertiary")
MISSING = 0.1
LOOSE = {Reason.READING, Reason.VAGUE}

METRICS = (
    Metric(
        id="gdp",
        name="地区生产总值",
        unit="亿元",
        kind="flow",
        across="none",
        over_time="none",
        breakdowns=[SECTORS],
    ),
    *(
        Metric(id=one, name=name, unit="亿元", kind="flow", across="none")
        for one, name in zip(SECTORS, ("第一产业", "第二产业", "第三产业"), strict=True)
    ),
    Metric(id="share", name="占全市比重", unit="%", kind="ratio", across="none", share_of="gdp"),
    Metric(id="growth", name="增速", unit="%", kind="rate", across="none", growth_of="gdp"),
    Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum"),
)


@attrs.define
class Tally:
    """What was found in so many plans.

    Attributes:
        plans: How many plans were drawn.
        verdicts: How many relations came to each status.
        joint: How many groups of relations were judged together.
        faults: What should not have been found, with the seed of its plan.
    """

    plans: int = 0
    verdicts: Counter[str] = attrs.field(factory=Counter)
    joint: int = 0
    faults: list[str] = attrs.field(factory=list)


@attrs.frozen
class Press:
    """Publishes true values: rounds them, gives them a unit and sometimes a word.

    Attributes:
        draw: The source of chance.
        modes: The ways of rounding that it uses.
    """

    draw: random.Random
    modes: tuple[str, ...]

    def money(self, value: Fraction) -> Figure | None:
        """Publish an amount of money, given in 亿元."""
        unit, scale = self.draw.choice((("亿元", 1), ("万元", 10**4), ("亿元", 1)))
        places = self.draw.randrange(3) if unit == "亿元" else self.draw.randrange(-2, 1)
        return self._figure(value * scale, unit, places)

    def percent(self, value: Fraction) -> Figure | None:
        """Publish a ratio in %."""
        return self._figure(value * 100, "%", self.draw.randrange(3))

    def _figure(self, value: Fraction, unit: str, places: int) -> Figure | None:
        if self.draw.random() < MISSING:
            return None
        number = rounded(value, places, self.draw.choice(self.modes))
        quantum = Fraction(10) ** -places  # trailing zeros before the point would not tell it
        word = self.draw.random()
        if word < 0.05 and number < value:
            return Figure(number, unit, qualifiers=[Qualifier.OVER])
        if word < 0.1 and number <= value:
            return Figure(number, unit, qualifiers=[Qualifier.AT_LEAST])
        if word < 0.15 and number >= value:
            return Figure(number, unit, qualifiers=[Qualifier.AT_MOST])
        return Figure(number, unit, quantum=quantum if places < 0 else None)


def rounded(value: Fraction, places: int, mode: str) -> Decimal:
    """Round an exact value to so many places after the point, or before it when negative."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        step = Decimal(1).scaleb(-places)
        return Decimal(int((exact / step).to_integral_value(rounding=mode))) * step


def truthful_plan(draw: random.Random, modes: tuple[str, ...]) -> Plan:
    """Draw a plan whose published figures all come from true values."""
    press = Press(draw, modes)
    observations = list(_output(draw, press))
    programs, money = _programs(draw, press)
    stated = press.money(money)
    if stated is not None:
        observations.append(Observation(metric="money", period=2023, figure=stated))
    return Plan(
        id="plan",
        name="示范规划（虚构）",
        zone=Zone(id="zone", name="示范区", within="city"),
        places=[Zone(id="city", name="示范市")],
        metrics=METRICS,
        programs=programs,
        observations=observations,
    )


def _level(draw: random.Random) -> Fraction:
    return Fraction(draw.randrange(1, 10**7), draw.choice((10**3, 10**4, 7 * 10**3)))


def _output(draw: random.Random, press: Press) -> list[Observation]:
    """Draw output by sector and year, the city's output, shares and growths, and publish them."""
    found: list[tuple[str, str | None, int | str, Figure | None]] = []
    levels: dict[int, Fraction] = {}
    for year in YEARS:
        sectors = {one: _level(draw) for one in SECTORS}
        whole = levels[year] = sum(sectors.values(), Fraction(0))
        city = whole + _level(draw)
        found += [(one, None, year, press.money(value)) for one, value in sectors.items()]
        found += [("gdp", None, year, press.money(whole)), ("gdp", "city", year, press.money(city))]
        found.append(("share", None, year, press.percent(whole / city)))
        if year - 1 in levels:
            found.append(("growth", None, year, press.percent(whole / levels[year - 1] - 1)))
    yearly = _mean_growth(levels[YEARS[0]], levels[YEARS[-1]], len(YEARS) - 1)
    found.append(("growth", None, f"{YEARS[1]}-{YEARS[-1]}", press.percent(yearly)))
    return [
        Observation(metric=metric, subject=subject, period=Period.parse(period), figure=figure)
        for metric, subject, period, figure in found
        if figure is not None
    ]


def _mean_growth(first: Fraction, last: Fraction, years: int) -> Fraction:
    """Give the mean yearly growth by the level method, to 40 digits."""
    with localcontext() as context:
        context.prec = 60
        ratio = Decimal(last.numerator) * first.denominator / (Decimal(last.denominator) * first.numerator)
        return Fraction((ratio.ln() / years).exp()) - 1


def _programs(draw: random.Random, press: Press) -> tuple[list[Program], Fraction]:
    """Draw programs whose actions spend money, with the totals that they state."""
    programs, total = [], Fraction(0)
    for index in range(draw.randrange(1, 4)):
        spent = [_level(draw) for _ in range(draw.randrange(1, 5))]
        actions = [
            Action(id=f"a{index}-{number}", name=f"行动{number}", observations=_spent(press.money(value)))
            for number, value in enumerate(spent)
        ]
        stated = _spent(press.money(sum(spent, Fraction(0))))
        programs.append(Program(id=f"p{index}", name=f"方案{index}", actions=actions, observations=stated))
        total += sum(spent, Fraction(0))
    return programs, total


def _spent(figure: Figure | None) -> list[Observation]:
    return [] if figure is None else [Observation(metric="money", period=2023, figure=figure)]


def judge(tally: Tally, plan: Plan, name: str, *, strictly: bool) -> None:
    """Judge a truthful plan and note what should not have been found.

    Args:
        tally: Where it is counted.
        plan: The plan.
        name: What to call it when something is found.
        strictly: Whether every figure was rounded to nearest, so that nothing needs a loose reading.
    """
    tally.plans += 1
    for one in plan.consistency().linked:
        status, reasons = one.verdict.status, set(one.verdict.reasons)
        tally.verdicts[status.value] += 1
        if status is Status.INCONSISTENT or (strictly and reasons & LOOSE):
            tally.faults.append(f"{name}: {one.relation.id} is {one.verdict}")
    report = plan.validate(together=True)
    tally.joint += report.checked.get("JOINT", 0)
    tally.faults += [
        f"{name}: {found.code} {found.message}"
        for found in report.findings
        if found.severity is Severity.ERROR or (strictly and found.code == "JOINT")
    ]


def run(plans: int, seed: int = 1) -> Tally:
    """Judge so many truthful plans, every other one with figures that were cut off as well as rounded."""
    tally = Tally()
    for number in range(plans):
        strictly = number % 2 == 0
        draw = random.Random(f"{seed}/{number}")
        plan = truthful_plan(draw, NEAREST if strictly else (*NEAREST, *CUT_OFF))
        judge(tally, plan, f"seed {seed}, plan {number}", strictly=strictly)
    return tally


def main(arguments: list[str]) -> int:
    """Print what was found."""
    plans, seed = (int(arguments[0]) if arguments else 10_000), int(arguments[1]) if arguments[1:] else 1
    tally = run(plans, seed)
    shown = ", ".join(f"{count:,} {status}" for status, count in sorted(tally.verdicts.items()))
    print(f"{tally.plans:,} plans, {sum(tally.verdicts.values()):,} relations: {shown}")
    print(f"{tally.joint:,} groups judged together; {len(tally.faults)} truths called contradictory")
    for fault in tally.faults[:20]:
        print(f"  {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
