"""Metrics: what is measured, which rollup rules fit its kind, and what values it can have."""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest

from zoneplan import AcrossRule, Direction, Interval, Metric, MetricKind, Nature, PriceBasis, TimeRule
from zoneplan.errors import IntervalError, MetricError, OutlineError, UnitError, ZoneplanError
from zoneplan.locations import Mark
from zoneplan.units import unit

NEVER_ADDED = {MetricKind.RATIO, MetricKind.RATE, MetricKind.INDEX, MetricKind.RANK}


def _metric(**fields: Any) -> Metric:
    complete: dict[str, Any] = {"id": "m", "name": "指标", "unit": "亿元", "kind": "flow"} | fields
    return Metric(**complete)


def test_a_metric_is_written_in_words() -> None:
    """Units, kinds, rules, domains and price bases are given as values or as their texts."""
    metric = _metric(
        unit="万元/亩",
        kind="ratio",
        direction="higher",
        nature="binding",
        domain="[0, 100]",
        across="ratio_of_sums",
        over_time="last",
        weight="land",
        numerator="tax",
        denominator="land",
        price_basis="2020年不变价",
        reported_by="zone",
    )
    assert unit("万元/亩") is metric.unit
    assert (MetricKind.RATIO, Direction.HIGHER) == (metric.kind, metric.direction)
    assert Nature.BINDING is metric.nature
    assert (AcrossRule.RATIO_OF_SUMS, TimeRule.LAST) == (metric.across, metric.over_time)
    assert Interval(0, 100) == metric.domain == metric.natural_domain
    assert PriceBasis.constant(2020) == metric.price_basis
    assert ("zone",) == metric.reported_by
    assert (("weight", "land"), ("numerator", "tax"), ("denominator", "land")) == metric.references
    assert metric == attrs.evolve(metric, mark=Mark("a.yaml", 1, 1))
    assert hash(metric) == hash(attrs.evolve(metric, mark=Mark("a.yaml", 1, 1)))


def test_what_a_metric_does_not_say_stays_unsaid() -> None:
    """No rule is assumed for a metric that states none."""
    metric = _metric()
    unsaid = (metric.direction, metric.nature, metric.domain, metric.across, metric.over_time)
    assert (None, None, None, None, None) == unsaid
    assert PriceBasis.unstated() == metric.price_basis
    assert ((), ()) == (metric.references, metric.reported_by)


@pytest.mark.parametrize(
    ("kind", "domain"),
    [
        ("stock", "[0, ∞)"),
        ("flow", "[0, ∞)"),
        ("ratio", "[0, ∞)"),
        ("rate", "(-∞, ∞)"),
        ("index", "[0, ∞)"),
        ("count", "[0, ∞)"),
        ("rank", "[1, ∞)"),
    ],
)
def test_each_kind_has_its_natural_domain(kind: str, domain: str) -> None:
    """Only rates of change may be negative, and a rank begins at 1."""
    assert domain == str(_metric(kind=kind).natural_domain)


def test_the_domain_in_base_units() -> None:
    """The domain is scaled as figures are."""
    assert Interval(0, 100) == _metric(unit="%", kind="ratio", domain="[0, 100]").natural_domain
    assert Interval(0, 1) == _metric(unit="%", kind="ratio", domain="[0, 100]").base_domain
    assert Interval.at_least(0) == _metric().base_domain


@pytest.mark.parametrize("kind", MetricKind)
def test_what_may_be_added(kind: MetricKind) -> None:
    """Levels and amounts add across parts; of these, all but stocks add over time."""
    across = (
        f"metric 'm' is a {kind} and cannot be added across parts\n"
        "use 'ratio_of_sums', 'weighted_mean', 'max', 'min' or 'none' for across"
    )
    over_time = (
        f"metric 'm' is a {kind} and cannot be added over time\n"
        "use 'last', 'mean', 'max', 'min' or 'none' for over_time"
    )
    assert (across if kind in NEVER_ADDED else None) == _refusal(kind=kind, across="sum")
    never = {*NEVER_ADDED, MetricKind.STOCK}
    assert (over_time if kind in never else None) == _refusal(kind=kind, over_time="sum")


@pytest.mark.parametrize(("kind", "rule"), list(itertools.product(MetricKind, TimeRule)))
def test_every_other_rule_over_time_is_free(kind: MetricKind, rule: TimeRule) -> None:
    """Nothing but a sum over time contradicts a kind."""
    if rule is not TimeRule.SUM:
        assert rule is _metric(kind=kind, over_time=rule).over_time


@pytest.mark.parametrize("rule", AcrossRule)
def test_a_rank_has_no_whole(rule: AcrossRule) -> None:
    """A rank of parts gives no rank of the whole by any rule."""
    expected = {
        AcrossRule.NONE: None,
        AcrossRule.SUM: "metric 'm' is a rank and cannot be added across parts\n"
        "use 'ratio_of_sums', 'weighted_mean', 'max', 'min' or 'none' for across",
    }.get(rule, "metric 'm' is a rank and has no value for a whole\nuse 'none' for across")
    assert expected == _refusal(kind="rank", across=rule, weight="w", numerator="n", denominator="d")


def _refusal(**fields: Any) -> str | None:
    try:
        _metric(**fields)
    except MetricError as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"kind": "ratio", "across": "weighted_mean"},
            "metric 'm' is a weighted mean without a weight\nname the weighing metric",
        ),
        *(
            (
                {"kind": "ratio", "across": "ratio_of_sums"} | named,
                "metric 'm' is a ratio of sums without numerator and denominator\nname both metrics",
            )
            for named in ({}, {"numerator": "n"}, {"denominator": "d"})
        ),
    ],
)
def test_a_rule_needs_the_metrics_it_speaks_of(fields: dict[str, str], message: str) -> None:
    """A mean names its weight, and a ratio both of its metrics."""
    assert message == _refusal(**fields)


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({"unit": "亿园"}, UnitError, "unknown unit '亿园'\ndid you mean '亿元'?"),
        (
            {"domain": "[100, 0]"},
            IntervalError,
            "no number lies in '[100, 0]'\nput the lower end first, or write ∅ to mean none",
        ),
        (
            {"domain": (0, 100)},
            IntervalError,
            (
                "expected an interval, got (0, 100)\n"
                "write it as [0, 100], (0, ∞), (-∞, 1/3], > 0, <= 5, [0, 5] ∩ ℤ or ∅"
            ),
        ),
        (
            {"price_basis": None},
            UnitError,
            (
                "expected a price basis as text, got NoneType\n"
                "write 'current', 'constant 2020', 'comparable' or 'unstated', or 现价, 2020年不变价, 可比价"
            ),
        ),
        ({"name": " "}, OutlineError, "expected a name, got an empty text\nleave name out, or write it"),
        ({"weight": ""}, OutlineError, "expected a weight, got an empty text\nleave weight out, or write it"),
    ],
)
def test_a_metric_that_cannot_be_read_is_refused(
    fields: dict[str, Any], error: type[ZoneplanError], message: str
) -> None:
    """Units, domains, price bases and names are checked where they are written."""
    with pytest.raises(error) as refusal:
        _metric(**fields)
    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("field", "word", "words", "member"),
    [
        ("kind", "流量", "stock, flow, ratio, rate, index, count, rank", "MetricKind.STOCK"),
        ("direction", "up", "higher, lower, hold", "Direction.HIGHER"),
        ("nature", "约束性", "binding, anticipatory", "Nature.BINDING"),
        ("across", "avg", "sum, weighted_mean, ratio_of_sums, max, min, none", "AcrossRule.SUM"),
        ("over_time", "avg", "sum, mean, max, min, last, none", "TimeRule.SUM"),
    ],
)
def test_a_word_outside_a_closed_set_is_refused(field: str, word: str, words: str, member: str) -> None:
    """Kinds, directions, natures and rules are closed sets."""
    with pytest.raises(MetricError) as refusal:
        _metric(**{field: word})
    remedy = f"write one of these words, or the member itself, such as {member}"
    assert f"expected one of {words}, got {word!r}\n{remedy}" == str(refusal.value)


def test_a_kind_cannot_be_left_empty() -> None:
    """Other closed sets may be None; the kind is always one of its words."""
    assert _metric(direction=None, nature=None, across=None, over_time=None) == _metric()
    with pytest.raises(MetricError) as refusal:
        _metric(kind=None)
    message = "expected one of stock, flow, ratio, rate, index, count, rank, got None"
    assert message == refusal.value.message


def test_a_metric_names_its_relatives() -> None:
    """What it is a share or growth of and made up of are references to other metrics; a place is not."""
    share = _metric(unit="%", kind="ratio", share_of="gdp", share_in="city")
    growth = _metric(unit="‰", kind="rate", growth_of="gdp")
    total = _metric(breakdowns=[["one", "two"], ["three", "four"]])
    assert (("share_of", "gdp"),) == share.references
    assert "city" == share.share_in
    assert (("growth_of", "gdp"),) == growth.references
    assert (("one", "two"), ("three", "four")) == total.breakdowns
    assert [("breakdowns", one) for one in ("one", "two", "three", "four")] == list(total.references)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"share_of": "gdp"},
            "metric 'm' has share_of 'gdp' and is in 亿元, which is no ratio\ngive it the unit %",
        ),
        (
            {"growth_of": "gdp", "unit": "个百分点", "kind": "rate"},
            "metric 'm' has growth_of 'gdp' and is in 个百分点, which is no ratio\ngive it the unit %",
        ),
        (
            {"share_in": "city"},
            (
                "metric 'm' says what place it is a share in, but not of which metric\n"
                "name the metric in share_of"
            ),
        ),
        (
            {"breakdowns": [["one"]]},
            (
                "metric 'm' is broken down into 'one'\n"
                "name two or more others in each list: breakdowns: [[primary, secondary, tertiary]]"
            ),
        ),
        (
            {"breakdowns": [[]]},
            (
                "metric 'm' is broken down into nothing\n"
                "name two or more others in each list: breakdowns: [[primary, secondary, tertiary]]"
            ),
        ),
        (
            {"breakdowns": [["m", "two"]]},
            (
                "metric 'm' is broken down into 'm', 'two'\n"
                "name two or more others in each list: breakdowns: [[primary, secondary, tertiary]]"
            ),
        ),
        (
            {"breakdowns": [["one", "one"]]},
            (
                "metric 'm' is broken down into 'one', 'one'\n"
                "name two or more others in each list: breakdowns: [[primary, secondary, tertiary]]"
            ),
        ),
        (
            {"unit": "%", "kind": "ratio", "share_of": "m"},
            "metric 'm' is a share_of itself\nname the other metric",
        ),
    ],
)
def test_relatives_that_make_no_sense_are_refused(fields: dict[str, Any], expected: str) -> None:
    """A share is a ratio of another metric, and a whole has several parts."""
    with pytest.raises(MetricError) as caught:
        _metric(**fields)
    assert expected == str(caught.value)
