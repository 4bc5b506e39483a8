"""What the tree refuses, every engine refuses: one plan for each reason."""

from __future__ import annotations

from typing import Any

import pytest

from plan_texts import plan_of
from test_frames_laws import outcome, require_one_outcome
from zoneplan import frames
from zoneplan.errors import (
    CurrencyMismatchError,
    DimensionMismatchError,
    PriceBasisMismatchError,
    RollupError,
    UnknownIdError,
)

METRICS = """\
metrics:
  - {id: inv, name: 投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: land, name: 用地, unit: 亩, kind: stock, across: sum, over_time: last}
  - {id: jobs, name: 就业, unit: 人年, kind: flow, across: sum, over_time: sum}
  - {id: once, name: 一次, unit: 家, kind: count, across: sum}
  - {id: top, name: 最高, unit: 亿元, kind: stock, across: max, over_time: max}
  - {id: bottom, name: 最低, unit: 亿元, kind: stock, across: min, over_time: min}
  - {id: mean, name: 均数, unit: 家, kind: stock, across: sum, over_time: mean}
  - {id: loose, name: 无规则, unit: 家, kind: count}
  - {id: place, name: 排名, unit: 位, kind: rank, across: none}
  - {id: sat, name: 满意度, unit: "%", kind: ratio, across: weighted_mean, weight: jobs}
  - {id: den, name: 强度, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv,
     denominator: land}
  - {id: odd, name: 不合, unit: 万元/亩, kind: ratio, across: ratio_of_sums, numerator: inv,
     denominator: inv}
  - {id: ratio, name: 人均, unit: 人年/万元, kind: ratio, across: ratio_of_sums, numerator: jobs,
     denominator: inv}
  - {id: high, name: 不可加, unit: "%", kind: ratio, across: ratio_of_sums, numerator: top, denominator: inv}
  - {id: lost, name: 缺, unit: "%", kind: ratio, across: weighted_mean, weight: gone}
  - {id: told, name: 指定, unit: 家, kind: count, across: sum, reported_by: [nobody]}
"""
NODES = """\
programs:
  - {id: a, name: 甲, declared_actions: 1, observations: [%s]}
  - {id: b, name: 乙, observations: [%s]}
"""


def entry(metric: str, period: str, figure: str, further: str = "") -> str:
    """Write an observation."""
    return f'{{metric: {metric}, period: "{period}", figure: {figure}{further}}}'


def entries(*told: tuple[str, ...]) -> str:
    """Write observations, one behind the other."""
    return ", ".join(entry(*one) for one in told)


CASES: dict[str, tuple[str, str, str, dict[str, Any], Any]] = {
    "no rule across": ("loose", "", "", {}, RollupError),
    "no value for a whole": ("place", "", "", {}, RollupError),
    "unknown weight": ("lost", "", "", {}, UnknownIdError),
    "unknown reporter": ("told", "", "", {}, UnknownIdError),
    "a ratio in another unit": ("odd", "", "", {}, DimensionMismatchError),
    "a ratio of what does not add": ("high", "", "", {}, RollupError),
    "several aspects": (
        "inv",
        entry("inv", "2023", "1亿元", ", aspect: planned"),
        entry("inv", "2023", "1亿元", ", aspect: forecast"),
        {},
        RollupError,
    ),
    "several periods": ("inv", entry("inv", "2023", "1亿元"), entry("inv", "2022", "1亿元"), {}, RollupError),
    "two figures": ("inv", entries(("inv", "2023", "1亿元"), ("inv", "2023", "2亿元")), "", {}, RollupError),
    "two figures of a month": (
        "inv",
        entries(("inv", "2023-01", "1亿元"), ("inv", "2023-01", "2亿元")),
        "",
        {"period": 2023},
        RollupError,
    ),
    "one figure twice": (
        "inv",
        entries(("inv", "2023", "1亿元"), ("inv", "2023", "10000万元")),
        "",
        {},
        None,
    ),
    "year to date": ("inv", entry("inv", "2023-01/06", "1亿元"), "", {"period": 2023}, None),
    "a year to date and what follows": (
        "inv",
        entries(
            ("inv", "2023-01/09", "3亿元"), ("inv", "2023Q4", "20000万元"), ("inv", "2023-01/06", "2亿元")
        ),
        entry("inv", "2023-01/12", "7亿元"),
        {"period": 2023},
        None,
    ),
    "a difference of years to date": (
        "inv",
        entries(("inv", "2023-01/03", "1亿元"), ("inv", "2023-01/06", "3亿元")),
        "",
        {"period": "2023Q2"},
        RollupError,
    ),
    "a difference of years to date, in part": (
        "inv",
        entries(("inv", "2023-01/03", "1亿元"), ("inv", "2023-04", "1亿元"), ("inv", "2023H1", "3亿元")),
        "",
        {"period": "2023Q2"},
        RollupError,
    ),
    "a difference that is reported too": (
        "inv",
        entries(("inv", "2023-01/03", "1亿元"), ("inv", "2023-01/06", "3亿元"), ("inv", "2023Q2", "2亿元")),
        "",
        {"period": "2023Q2"},
        None,
    ),
    "no difference of years to date": (
        "inv",
        entry("inv", "2023-01/06", "3亿元"),
        entry("inv", "2023Q2", "1亿元"),
        {"period": "2023Q2"},
        None,
    ),
    "a divisor that is a difference": (
        "ratio",
        entries(("jobs", "2023Q2", "1人年"), ("inv", "2023-01/03", "1亿元"), ("inv", "2023-01/06", "3亿元")),
        "",
        {"period": "2023Q2"},
        RollupError,
    ),
    "a stock at the end of a year to date": (
        "land",
        entries(("land", "2023-01/06", "3亩"), ("land", "2023-04", "7亩")),
        entries(("land", "2023-01/03", "3亩"), ("land", "2023-06", "1亩"), ("land", "2023-01/06", "2亩")),
        {"period": "2023Q2"},
        None,
    ),
    "a flow beside a stock of a year to date": (
        "den",
        entries(("inv", "2023Q2", "1亿元"), ("inv", "2023-01/06", "4亿元"), ("land", "2023-01/06", "2亩")),
        "",
        {"period": "2023Q2"},
        None,
    ),
    "a figure of no vintage beside another": (
        "inv",
        entry("inv", "2023", "1亿元") + ", " + entry("inv", "2023", "2亿元", ", vintage: final"),
        "",
        {},
        RollupError,
    ),
    "a figure of no vintage that is one of the others": (
        "inv",
        ", ".join(
            (
                entry("inv", "2023", "1亿元"),
                entry("inv", "2023", "10000万元", ", vintage: preliminary"),
                entry("inv", "2023", "2亿元", ", vintage: final"),
            )
        ),
        "",
        {},
        None,
    ),
    "a figure of no vintage between the others": (
        "inv",
        ", ".join(
            (
                *(entry("inv", "2023", f"{number}亿元") for number in (1, 2, 3)),
                *(entry("inv", "2023", f"{number}亿元", ", vintage: preliminary") for number in (1, 3)),
                entry("inv", "2023", "4亿元", ", vintage: final"),
            )
        ),
        "",
        {},
        RollupError,
    ),
    "a month of no vintage beside another": (
        "inv",
        entry("inv", "2023-01", "1亿元") + ", " + entry("inv", "2023-01", "2亿元", ", vintage: final"),
        "",
        {"period": 2023},
        RollupError,
    ),
    "year to date in another aspect": (
        "inv",
        entries(("inv", "2023-01/06", "1亿元"), ("inv", "2023-07", "1亿元"), ("inv", "2023-07", "1亿元")),
        "",
        {"period": 2023},
        None,
    ),
    "no rule over time": ("once", entry("once", "2023-01", "1家"), "", {"period": 2023}, RollupError),
    "another thing": ("inv", entry("inv", "2023", "1人"), "", {}, DimensionMismatchError),
    "another currency": ("inv", entry("inv", "2023", "1亿美元"), "", {}, CurrencyMismatchError),
    "another currency in a month": (
        "inv",
        entries(("inv", "2023-01", "1亿元"), ("inv", "2023-02", "1亿美元")),
        "",
        {"period": 2023},
        CurrencyMismatchError,
    ),
    "another thing in a month": (
        "top",
        entries(("top", "2023-01", "1亿元"), ("top", "2023-02", "1家")),
        "",
        {"period": 2023},
        DimensionMismatchError,
    ),
    "other prices": (
        "inv",
        entry("inv", "2023", "1亿元", ", price_basis: current"),
        entry("inv", "2023", "1亿元", ", price_basis: constant 2020"),
        {},
        PriceBasisMismatchError,
    ),
    "other prices in a month": (
        "inv",
        entry("inv", "2023-01", "1亿元", ", price_basis: current") + ", " + entry("inv", "2023-02", "1亿元"),
        "",
        {"period": 2023},
        PriceBasisMismatchError,
    ),
    "prices of no year": (
        "inv",
        entries(
            *(("inv", f"2023-0{month}", "1亿元", ", price_basis: constant unstated") for month in (1, 2))
        ),
        "",
        {"period": 2023},
        PriceBasisMismatchError,
    ),
    "stated at prices of no year": (
        "inv",
        entry("inv", "2023", "1亿元", ", price_basis: constant unstated"),
        "",
        {},
        PriceBasisMismatchError,
    ),
    "no weight": ("sat", entry("sat", "2023", "90%"), "", {}, RollupError),
    "weights of nothing": (
        "sat",
        entries(("sat", "2023", "90%"), ("jobs", "2023", "0人年")),
        "",
        {},
        RollupError,
    ),
    "divided by nothing": (
        "den",
        entries(("inv", "2023", "1亿元"), ("land", "2023", "0亩")),
        "",
        {},
        RollupError,
    ),
    "a ratio with zeros": (
        "den",
        entries(("inv", "2023", "1亿元"), ("land", "2023", "1亩")),
        "",
        {"missing": "zero"},
        RollupError,
    ),
    "a mean with zeros": (
        "sat",
        entries(("sat", "2023", "90%"), ("jobs", "2023", "5人年")),
        entry("jobs", "2023", "5人年"),
        {"missing": "zero"},
        None,
    ),
    "other months": (
        "den",
        entries(("inv", "2023-01", "1亿元"), ("land", "2023-12", "1亩")),
        "",
        {"period": 2023},
        RollupError,
    ),
    "the greatest month": (
        "top",
        entries(("top", "2023-01", "1亿元"), ("top", "2023-02", "30000万元")),
        entry("top", "2023-03", "-1亿元"),
        {"period": 2023, "missing": "zero"},
        None,
    ),
    "the smallest month": (
        "bottom",
        entries(("bottom", "2023-01", "1亿元"), ("bottom", "2023-02", "3万元")),
        "",
        {"period": 2023, "missing": "skip_if_any"},
        None,
    ),
    "the mean of months": (
        "mean",
        entries(("mean", "2023Q1", "4家"), ("mean", "2023-04", "7家")),
        "",
        {"period": 2023},
        None,
    ),
    "nothing, as zero": ("inv", "", "", {"missing": "zero", "period": 2023}, None),
    "a ratio of nothing": ("den", "", "", {"period": 2023}, None),
}


@pytest.mark.parametrize("reason", CASES)
def test_every_engine_refuses_as_the_tree_does(reason: str) -> None:
    """The error is of the same sort, or there is none and the digests are the same."""
    metric, first, second, question, error = CASES[reason]
    plan = plan_of(METRICS + NODES % (first, second))
    expected = outcome(lambda: frames.rollup_table(plan.roll_up(metric, **question)))
    assert (error is None, error or str) == (isinstance(expected, str), expected if error else str)
    require_one_outcome(plan, metric, frames.observations_table(plan), **question)


PLACES = """\
zone: {id: zone, name: 示范区, within: city}
places:
  - {id: city, name: 示范市}
  - {id: park, name: 园区, within: zone}
  - {id: block, name: 地块, within: park}
metrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations: [{metric: inv, period: 2023, figure: 3亿元, subject: zone}]
programs:
  - {id: a, name: 甲, place: %s, observations: [{metric: inv, period: 2023, figure: 1亿元}]}
  - {id: b, name: 乙, place: %s, observations: [{metric: inv, period: 2023, figure: 1亿元}]}
"""


@pytest.mark.parametrize(
    ("places", "error"),
    [(("park", "park"), None), (("park", "block"), RollupError), (("park", "moon"), RollupError)],
)
def test_a_place_is_never_added_to_one_that_it_lies_in(places: tuple[str, str], error: Any) -> None:
    """Engines know the places of nodes, and the zone's own figure is stated by the root."""
    plan = plan_of(PLACES % places)
    expected = outcome(lambda: frames.rollup_table(plan.roll_up("inv")))
    assert (error is None) == isinstance(expected, str)
    require_one_outcome(plan, "inv", frames.observations_table(plan))
