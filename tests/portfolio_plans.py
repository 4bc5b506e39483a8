"""Plans whose numbers are as awkward as can be, for laws that compare engines with the tree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan import Action, Figure, Metric, Observation, Plan, Program, Project

if TYPE_CHECKING:
    from random import Random

METRICS = (
    Metric(id="money", name="投资", unit="亿元", kind="flow", across="sum", over_time="sum", weight="jobs"),
    Metric(id="land", name="用地", unit="亩", kind="stock", across="sum", over_time="last"),
    Metric(id="jobs", name="就业", unit="人", kind="count", across="sum", over_time="mean"),
    Metric(id="peak", name="最高", unit="万元", kind="stock", across="max", over_time="max"),
    Metric(id="floor", name="最低", unit="万元", kind="stock", across="min", over_time="min"),
    Metric(
        id="content", name="满意度", unit="%", kind="ratio",
        across="weighted_mean", over_time="mean", weight="jobs",
    ),
    Metric(
        id="density", name="强度", unit="万元/亩", kind="ratio", across="ratio_of_sums",
        numerator="money", denominator="land",
    ),
    Metric(id="once", name="一次性", unit="家", kind="count", across="sum"),
)  # fmt: skip
_UNITS = {
    "money": ("亿元", "万元", "元"), "land": ("亩", "公顷", "平方米"), "jobs": ("人", "万人"),
    "peak": ("万元", "元"), "floor": ("万元", "亿元"), "content": ("%", "‰"), "once": ("家",),
}  # fmt: skip
_PERIODS = (
    ("2023",),
    ("2023Q1", "2023Q2", "2023-07"),
    ("2023-07", "2023-08", "2023-12"),
    ("2023-01/03", "2023-01/06", "2023Q2", "2023-01/09", "2023Q4", "2023-01/12"),
    ("2023", "2023Q1", "2023Q2", "2023-07", "2023-08", "2023-12", "2023-01/06", "2023H2", "2022"),
)
_VINTAGES = (None, None, None, "preliminary", "final")


def _number(random: Random, metric: str) -> Decimal:
    """Draw a number: small, negative, of the 38 digits that engines hold, or of more."""
    if metric in {"jobs", "content"}:
        return Decimal(random.randint(0 if random.random() < 0.1 else 1, 5000)) / 10
    match random.randrange(8):
        case 0:
            return -Decimal(random.randint(1, 10**9)) / 100
        case 1:
            return Decimal(f"{random.randint(10**37, 10**38 - 1)}E-{random.randint(0, 30)}")
        case 2:
            return Decimal(random.randint(10**17, 10**18))
        case 3:
            return Decimal(0)
        case _:
            return Decimal(f"{random.randint(1, 10**8)}E-{random.randint(0, 4)}")


def _observations(random: Random, fault: str | None) -> list[Observation]:
    """Draw the entries of a node.

    A plan with a wrong unit or price basis has nothing else wrong: which of two errors is told first depends
    on the order of entries, which frames do not have.
    """
    periods = random.choice(_PERIODS[:2] if fault else _PERIODS)
    found: dict[object, Observation] = {}
    for place in range(random.randint(0, 5)):
        metric, period = (
            random.choice([one for one in _UNITS if not (fault and one == "once")]),
            random.choice(periods),
        )
        is_wrong = random.random() < 0.1
        name = random.choice(("美元", "人", "亩") if fault == "unit" and is_wrong else _UNITS[metric])
        basis = random.choice(("current", "constant 2020")) if fault == "basis" and is_wrong else "unstated"
        found[(metric, period) if fault else place] = Observation(
            metric=metric,
            period=period,
            figure=Figure(_number(random, metric), name, price_basis=basis),
            aspect=random.choice(("actual",) * 9 + ("planned",)),
            vintage=None if fault else random.choice(_VINTAGES),
        )
    return list(found.values())


def drawn_portfolio(random: Random) -> Plan:
    """Draw a plan with shared projects, packages, unlisted actions, and entries that may clash."""
    fault = random.choice((None, None, None, "unit", "basis"))
    actions = [f"a{one}" for one in range(random.randint(0, 4))]

    def project(number: int) -> Project:
        return Project(
            id=f"x{number}",
            name=f"项目{number}",
            serves=tuple(dict.fromkeys(random.sample(actions, random.randint(0, min(2, len(actions)))))),
            part_of=f"x{random.randrange(number)}" if number and random.random() < 0.2 else None,
            observations=_observations(random, fault),
        )

    listed = [
        Action(
            id=one,
            name=f"行动{one}",
            observations=_observations(random, fault) if random.random() < 0.5 else (),
        )
        for one in actions
    ]
    cut = random.randint(0, len(listed))
    programs = [
        Program(
            id=f"p{number}",
            name=f"方案{number}",
            declared_actions=len(some) + random.randint(0, 2) if random.random() < 0.4 else None,
            actions=some,
            observations=_observations(random, fault) if random.random() < 0.2 else (),
        )
        for number, some in enumerate((listed[:cut], listed[cut:]))
    ]
    return Plan(
        id="plan",
        name="组合（虚构）",
        programs=programs,
        projects=[project(number) for number in range(random.randint(0, 4))],
        metrics=METRICS,
        observations=_observations(random, fault) if random.random() < 0.3 else (),
    )


portfolios = st.builds(drawn_portfolio, st.randoms(use_true_random=False))
"""Plans that `drawn_portfolio` gives."""
