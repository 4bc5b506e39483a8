from __future__ import annotations

import pytest

from zoneplan.lights import Light, Measure
from zoneplan.published_lights import PUBLISHED

POINTS, SHARE = Measure.SHORTFALL_POINTS, Measure.SHORTFALL_SHARE
NONE, LEAST = "growth of exactly 0 %", "of at least 0 points"
OVER_PLAN, OVER_MEAN = "growth over plan", "growth over the mean"
GROWTH, PLAN, MEAN = Measure.GROWTH, Measure.GROWTH_OVER_PLAN, Measure.GROWTH_OVER_MEAN


def test_every_rule_set_has_its_id_place_year_and_document() -> None:
    """Each is kept under its own id, and says where and when it was published and in what."""
    for name, rules in PUBLISHED.items():
        assert (name, True, True) == (rules.id, bool(rules.place), rules.year in {2022, 2025})
        assert rules.source is not None
        assert (True, None) == (bool(rules.source.document and rules.source.date), rules.source.url)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yinchuan-2025", ["a gap above 0 and below 10 points has no colour"]),
        ("yinchuan-2025-start", ["a delay of exactly 2 months has no colour"]),
        ("sanya-2022", []),
        (
            "tianjin-2022-investment",
            [
                f"growth below 0 % with {OVER_PLAN} {LEAST} and {OVER_MEAN} {LEAST} is green and red at once",
                f"{NONE} with {OVER_PLAN} below 0 points and {OVER_MEAN} {LEAST} has no colour",
                f"{NONE} with {OVER_MEAN} below 0 points has no colour",
            ],
        ),
        ("tianjin-2022-bonds", []),
    ],
)
def test_holes_and_overlaps_of_published_rules(name: str, expected: list[str]) -> None:
    """银川 forgets small gaps, 天津 forgets growth of 0 and lights two lamps when all fall; 三亚 is whole."""
    assert expected == [problem.message for problem in PUBLISHED[name].problems()]


def test_every_rule_set_is_judged() -> None:
    """银川's hole is told in Chinese, too."""
    (hole,) = PUBLISHED["yinchuan-2025"].problems()
    assert "落后序时进度大于0且小于10个百分点时没有对应的灯" == hole.message_zh


@pytest.mark.parametrize(
    ("name", "values", "light"),
    [
        ("yinchuan-2025", {POINTS: -1}, Light.GREEN),
        ("yinchuan-2025", {POINTS: 5}, None),
        ("yinchuan-2025", {POINTS: 10}, Light.YELLOW),
        ("yinchuan-2025", {POINTS: 30}, Light.YELLOW),
        ("yinchuan-2025", {POINTS: 31}, Light.RED),
        ("yinchuan-2025-start", {Measure.MONTHS_LATE: 1}, Light.YELLOW),
        ("yinchuan-2025-start", {Measure.MONTHS_LATE: 7}, Light.RED),
        ("sanya-2022", {SHARE: 0}, Light.GREEN),
        ("sanya-2022", {SHARE: 50}, Light.YELLOW),
        ("sanya-2022", {SHARE: 51}, Light.RED),
        ("tianjin-2022-bonds", {SHARE: 30}, Light.YELLOW),
        ("tianjin-2022-investment", {GROWTH: 8, PLAN: 0, MEAN: 2}, Light.GREEN),
        ("tianjin-2022-investment", {GROWTH: 8, PLAN: 1, MEAN: -1}, Light.YELLOW),
        ("tianjin-2022-investment", {GROWTH: -2, PLAN: -9, MEAN: -8}, Light.RED),
        ("tianjin-2022-investment", {GROWTH: 0, PLAN: -9, MEAN: -8}, None),
    ],
)
def test_lights_of_published_rules(name: str, values: dict[Measure, int], light: Light | None) -> None:
    """Each rule set gives the light that its text gives."""
    assert light is PUBLISHED[name].light_of(values)
