from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_texts import plan_of
from zoneplan import Plan, Source
from zoneplan.errors import DocumentError, FloatRefusedError, LightError
from zoneplan.formats import yaml
from zoneplan.intervals import Interval
from zoneplan.lights import Band, BandProblem, Light, LightRules, Measure
from zoneplan.strategies import light_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = Measure.SHORTFALL_POINTS
STEP = Fraction(1, 1000)


def rules(*bands: Band) -> LightRules:
    """A rule set of some bands."""
    return LightRules(id="r", bands=bands)


SIMPLE = rules(
    Band(light="green", shortfall_points="<= 0"),
    Band(light="yellow", shortfall_points="(0, 30]"),
    Band(light="red", shortfall_points="> 30"),
)


def probes(one: LightRules) -> Iterator[dict[Measure, Fraction]]:
    """Values at every cut, just inside and just outside of it, and far away, in every combination."""
    tried = []
    for measure in one.measures:
        ends = {
            end
            for band in one.bands
            if measure in band.conditions
            for end in (band.conditions[measure].lo, band.conditions[measure].hi)
            if end is not None
        }
        step = 1 if measure is Measure.MONTHS_LATE else STEP
        numbers = {end + by for end in ends for by in (-step, 0, step)} | {Fraction(999), Fraction(-999)}
        tried.append([number for number in sorted(numbers) if number in measure.domain])
    for values in product(*tried):
        yield dict(zip(one.measures, values, strict=True))


def lit(one: LightRules, values: dict[Measure, Fraction]) -> tuple[Light, ...]:
    """The lights that the bands give, found band by band."""
    given_lights = {
        band.light for band in one.bands if all(values[m] in held for m, held in band.conditions.items())
    }
    return tuple(light for light in Light if light in given_lights)


@given(light_rules())
def test_problems_are_exactly_the_holes_and_overlaps(one: LightRules) -> None:
    """Values tried lie in one problem just when they have no light or several, and it says which."""
    found = one.problems()
    for values in probes(one):
        lights = lit(one, values)
        said = [problem.lights for problem in found if problem.contains(values)]
        assert said == ([] if len(lights) == 1 else [lights])


@given(light_rules())
def test_light_of_answers_exactly_where_there_is_no_problem(one: LightRules) -> None:
    """A hole has no light, an overlap is refused, and all else has the light of its band."""
    for values in probes(one):
        lights = lit(one, values)
        if len(lights) > 1:
            with pytest.raises(LightError, match="at once for"):
                one.light_of(values)
        else:
            assert one.light_of(values) == (lights[0] if lights else None)


@given(light_rules(is_whole=True), st.data())
def test_a_whole_rule_set_gives_one_light_to_every_value(one: LightRules, data: st.DataObject) -> None:
    """Without holes and overlaps every value has exactly one light."""
    assert () == one.problems()
    for values in probes(one):
        assert one.light_of(values) is not None
    numbers = {
        measure: data.draw(
            st.integers(0, 99).map(Fraction) if measure is Measure.MONTHS_LATE else st.fractions()
        )
        for measure in one.measures
    }
    assert one.light_of(numbers) is not None


@given(light_rules(), st.randoms())
def test_the_order_of_bands_means_nothing(one: LightRules, random: Any) -> None:
    """Problems are the same whatever line comes first."""
    bands = list(one.bands)
    random.shuffle(bands)
    assert one.problems() == attrs.evolve(one, bands=bands).problems()


@pytest.mark.parametrize(
    ("points", "light"),
    [
        ("-0.0001", Light.GREEN),
        ("0", Light.GREEN),
        ("0.0001", Light.YELLOW),
        ("30", Light.YELLOW),
        ("30.0001", Light.RED),
    ],
)
def test_light_is_exact_at_the_edges(points: str, light: Light) -> None:
    """What belongs to a band is decided by its ends, to the last digit."""
    assert light is SIMPLE.light_of({POINTS: Decimal(points)})


def test_a_missing_measure_is_refused() -> None:
    """A gap that is not known is not a gap of 0, and no light is guessed."""
    with pytest.raises(LightError) as caught:
        SIMPLE.light_of({Measure.GROWTH: 5})
    assert (
        "the rules 'r' need shortfall_points, which is missing\n"
        "give its value; a missing one is never taken for 0"
    ) == str(caught.value)


def test_a_value_that_cannot_be_is_refused() -> None:
    """Nothing is late by half a month or by less than none, and a float is no exact number."""
    late = rules(Band(light="green", months_late="= 0"), Band(light="red", months_late="> 0"))
    for value in (Fraction(1, 2), -1):
        with pytest.raises(LightError) as caught:
            late.light_of({Measure.MONTHS_LATE: value})
        assert f"months_late cannot be {value}\nit lies in [0, ∞) ∩ ℤ" == str(caught.value)
    with pytest.raises(FloatRefusedError, match=r"got the float 0\.5"):
        SIMPLE.light_of({POINTS: 0.5})  # type: ignore[dict-item]  # what is tested


def test_two_lights_for_one_value_are_refused() -> None:
    """Where bands of two lights hold, neither is taken."""
    both = rules(Band(light="red", growth=">= 5"), Band(light="green", growth="<= 5"))
    with pytest.raises(LightError) as caught:
        both.light_of({Measure.GROWTH: 5})
    assert (
        "the rules 'r' give green and red at once for growth 5\n"
        "see the overlaps in `problems()` and say which band holds them"
    ) == str(caught.value)


def test_three_lights_for_one_value_are_told_together() -> None:
    """An edge that all three colours share names all three."""
    three = rules(
        Band(light="green", growth=">= 5"),
        Band(light="yellow", growth="= 5"),
        Band(light="red", growth="<= 5"),
    )
    (problem,) = three.problems()
    assert (
        "growth of exactly 5 % is green and yellow and red at once",
        "增速等于5%时同为绿灯和黄灯和红灯",
    ) == (
        problem.message,
        problem.message_zh,
    )


def test_bands_of_one_light_may_overlap() -> None:
    """Two ways to the same colour contradict nothing."""
    twice = rules(Band(light="green", growth="<= 5"), Band(light="green", growth=">= 0"))
    assert () == twice.problems()
    assert Light.GREEN is twice.light_of({Measure.GROWTH: 3})


def test_neighbours_are_told_as_one() -> None:
    """A hole that other bands cut through is one box, and so is an overlap of all values."""
    holed = rules(
        Band(light="green", growth="> 9"),
        Band(light="green", growth="> 7", growth_over_plan="> 0"),
        Band(light="red", growth="< 1"),
        Band(light="red", growth="< 3", growth_over_plan="> 0"),
    )
    assert [
        "growth from 1 to 9 % with growth over plan of at most 0 points has no colour",
        "growth from 3 to 7 % with growth over plan above 0 points has no colour",
    ] == [one.message for one in holed.problems()]
    everything = Interval.everything()
    both = rules(Band(light="green", growth=everything), Band(light="red", growth=everything))
    (problem,) = both.problems()
    assert ("growth of any size is green and red at once", "增速为任意值时同为绿灯和红灯") == (
        problem.message,
        problem.message_zh,
    )
    assert BandProblem(lights=(Light.GREEN, Light.RED), box=((Measure.GROWTH, everything),)) == problem


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"light": "blue", "growth": "> 0"}, "expected one of green, yellow, red, got 'blue'"),
        ({"light": "red"}, "the red band names no measure"),
        ({"light": "red", "growth": "∅"}, "no growth lies in ∅"),
        ({"light": "red", "months_late": "< 0"}, "no months_late lies in (-∞, 0)"),
        (
            {"light": "red", "growth": "[1, 5] ∩ ℤ"},
            "growth is not counted in whole numbers, as [1, 5] ∩ ℤ would have it",
        ),
    ],
)
def test_bands_that_cannot_be_are_refused(fields: dict[str, Any], message: str) -> None:
    """A band has a light, and an interval of at least one measure that can lie in it."""
    with pytest.raises(LightError) as caught:
        Band(**fields)
    assert message == caught.value.message


def test_rule_sets_that_cannot_be_are_refused() -> None:
    """A rule set has bands, not too many, and a year that is one."""
    band = Band(light="green", growth="> 0")
    wide = [Band.of("green", {measure: f"[{3 * n}, {3 * n + 1}]"}) for n in range(4) for measure in Measure]
    for fields, message in (
        ({"bands": []}, "expected 1 to 50 bands in 'r', got 0"),
        ({"bands": [band] * 51}, "expected 1 to 50 bands in 'r', got 51"),
        ({"bands": ["green"]}, "expected a band, got 'green'"),
        ({"bands": [band], "year": "2025"}, "expected a year, got '2025'"),
        ({"bands": wide}, "the bands of 'r' cut their measures into 17038284 pieces, more than 10000"),
    ):
        with pytest.raises(LightError) as caught:
            LightRules(id="r", **fields)
        assert message == caught.value.message


def test_every_measure_is_a_field_of_a_band() -> None:
    """What bands speak of and what they can be written with is the same."""
    assert ["light", *Measure, "mark"] == [field.name for field in attrs.fields(Band)]
    for measure in Measure:
        band = Band.of("red", {measure: "> 1"})
        assert {measure: Interval.more_than(1)} == band.conditions
        hole = rules(band).problems()[0]
        assert hole.message.endswith("has no colour")
        assert hole.message_zh.endswith("时没有对应的灯")


# -- in plan files ------------------------------------------------------------------------------


@given(st.lists(light_rules(), max_size=2))
def test_rule_sets_come_back_from_plan_data(listed: list[LightRules]) -> None:
    """What is written is read back, as data and as YAML."""
    plan = Plan(id="p", name="规划", light_rules=listed)
    assert plan == Plan.from_dict(plan.to_dict())
    assert plan == plan_of(yaml.dump(plan.to_dict()))


def test_rule_sets_are_read_in_both_languages() -> None:
    """Chinese keys and words say the same as English ones."""
    english = """\
sources: [{id: fgw, document: 亮灯通知}]
light_rules:
  - id: lights
    name: 项目亮灯
    place: 示范市
    year: 2025
    source: fgw
    bands:
      - {light: green, shortfall_points: "<= 0"}
      - {light: yellow, shortfall_points: "(0, 30]"}
      - {light: red, shortfall_points: "> 30"}
"""
    chinese = """\
文件清单: [{编号: fgw, 文件: 亮灯通知}]
亮灯规则:
  - 编号: lights
    名称: 项目亮灯
    所在地: 示范市
    年度: 2025
    来源: fgw
    分档:
      - {灯: 绿灯, 落后百分点: ≤0}
      - {灯: 黄灯, 落后百分点: '（0，30]'}
      - {灯: 红灯, 落后百分点: '>30'}
"""
    plan = plan_of(english)
    assert plan == plan_of(chinese)
    (one,) = plan.light_rules
    assert SIMPLE.bands == one.bands
    assert ("示范市", 2025, Source(id="fgw")) == (one.place, one.year, one.source)
    assert one.mark is not None


def test_faulty_rule_sets_are_told_with_their_places() -> None:
    """Each problem of a rule set has its line and column."""
    text = """\
light_rules:
  - id: lights
    bands:
      - {light: green, shortfall_points: 0}
      - {light: blue, shortfall_points: "> 0"}
      - {light: red, gap: "> 0"}
  - id: none
    bands: []
"""
    with pytest.raises(DocumentError) as caught:
        plan_of(text)
    assert [
        ("light_rules[0].bands[0].shortfall_points (plan.yaml:4:42)", "expected text, got 0"),
        ("light_rules[0].bands[1].light (plan.yaml:5:17)", "expected one of green, yellow, red, got 'blue'"),
        ("light_rules[0].bands[2].gap (plan.yaml:6:27)", "unknown key 'gap'"),
        ("light_rules[1] (plan.yaml:7:5)", "expected 1 to 50 bands in 'none', got 0"),
    ] == [(str(one.place), one.message) for one in caught.value.problems]
