from __future__ import annotations

from plan_texts import plan_of
from zoneplan import Figure, Location
from zoneplan.subjects import (
    as_written,
    figure_place,
    known_places,
    listed_places,
    listed_rates,
    node_place,
    own_subject,
    shown_name,
)

PLAN = plan_of("""\
zone: {id: ketd, name: 昆山开发区}
places:
  - {id: kunshan, name: 昆山市}
  - {id: ketd, name: 昆山经开区}
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        deadline: 2025
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, subject: ketd}
  - {metric: gdp, period: 2022, figure: 5006.7亿元, subject: kunshan}
targets:
  - {metric: gdp, by: 2025, level: 3000亿元}
""")


def test_the_zone_is_the_first_of_the_listed_places() -> None:
    """Zone and places come with their paths, in document order, those with a taken id among them."""
    expected = [("zone", "昆山开发区"), ("places[0]", "昆山市"), ("places[1]", "昆山经开区")]
    assert expected == [(path, zone.name) for path, zone in listed_places(PLAN)]


def test_of_places_with_one_id_the_first_is_known() -> None:
    """A later place never hides the zone."""
    assert {"ketd": "昆山开发区", "kunshan": "昆山市"} == {
        place: zone.name for place, zone in known_places(PLAN).items()
    }


def test_a_plan_may_have_no_places() -> None:
    """Without zone and places nothing is listed."""
    assert [] == listed_places(plan_of(""))


def test_the_place_of_a_node_is_its_line() -> None:
    """A node stands at its first key, a field at its value, and an unwritten field at the node."""
    action = PLAN.outline["a1"]
    path = "programs[0].actions[0]"
    assert Location(path, "plan.yaml", 10, 9) == node_place(PLAN, action)
    assert Location(f"{path}.deadline", "plan.yaml", 11, 19) == node_place(PLAN, action, "deadline")
    assert Location(f"{path}.start", "plan.yaml", 10, 9) == node_place(PLAN, action, "start")


def test_a_node_without_name_is_shown_by_its_id() -> None:
    """The name, else the id."""
    assert ["产业创新", "a1"] == [shown_name(PLAN.outline[node]) for node in ("a", "a1")]


def test_the_zone_is_the_plan_and_the_city_is_not() -> None:
    """An entry about the zone is about the plan; one about another place is about that."""
    assert ["plan", "kunshan", "plan"] == [own_subject(PLAN, entry) for entry in PLAN.ledger]


def test_the_figure_of_a_target_is_its_level() -> None:
    """The place of an observation's figure and of a target's level are the keys they are written under."""
    first, _, target = PLAN.ledger
    assert "observations[0].figure (plan.yaml:13:41)" == str(figure_place(first))
    assert "targets[0].level (plan.yaml:16:36)" == str(figure_place(target))


def test_a_figure_is_shown_as_its_author_wrote_it() -> None:
    """The text is kept; a figure made in Python has none and is printed."""
    assert ["70%左右", "70%"] == [as_written(Figure.parse("70%左右")), as_written(Figure(70, "%"))]


def test_indices_come_before_rates() -> None:
    """Each with its path."""
    plan = plan_of("""\
price_indices: [{of: CPI, period: 2022, figure: 102.0}, {of: CPI, period: 2021, figure: 101.0}]
exchange_rates: [{period: 2022, figure: 6.7261元/美元, kind: average}]
""")
    assert ["price_indices[0]", "price_indices[1]", "exchange_rates[0]"] == [
        path for path, _ in listed_rates(plan)
    ]
