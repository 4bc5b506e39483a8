"""Facts: which figure a plan tells of a metric, subject and period, and where a subject lies."""

from __future__ import annotations

import pytest

from plan_texts import plan_of
from zoneplan import Aspect, Period, Term, Vintage
from zoneplan.facts import ASPECTS, Facts, nature

TEXT = """\
zone: {id: ketd, name: 昆山开发区, within: kunshan}
places:
  - {id: kunshan, name: 昆山市, within: suzhou}
  - {id: suzhou, name: 苏州市}
  - {id: park, name: 科技园, within: ketd}
  - {id: twice, name: 甲}
  - {id: twice, name: 乙}
metrics:
  - {id: gdp, name: 地区生产总值, unit: 亿元, kind: flow, scope: 常住, price_basis: current}
programs:
  - id: a
    name: 产业创新
    place: park
    actions: [{id: a1}, {id: a2, place: suzhou}]
  - {id: b, name: 产城融合}
  - {id: b, name: 重名}
observations:
  - {metric: gdp, period: 2020, figure: 100亿元, vintage: preliminary}
  - {metric: gdp, period: 2020, figure: 101亿元, vintage: final, source: {document: 公报}}
  - {metric: gdp, subject: ketd, period: 2021, figure: 110亿元}
  - {metric: gdp, period: 2021, figure: 112亿元}
  - {metric: gdp, period: 2022, figure: 120亿元, aspect: planned}
  - {metric: gdp, period: 2022, figure: 119亿元, aspect: baseline}
  - {metric: gdp, period: 2023, figure: 130亿元}
  - {metric: gdp, period: 2023, figure: 130亿元}
  - {metric: gdp, subject: b, period: 2022, figure: 1亿元}
  - {metric: gdp, subject: twice, period: 2022, figure: 1亿元}
  - {metric: other, period: 2022, figure: 1亿元}
"""
FACTS = Facts(plan_of(TEXT))
YEARS = {year: Period.year(year) for year in range(2019, 2024)}


def fact(year: int, **choices: object) -> Term:
    """Look up the zone's output of a year."""
    return FACTS.term("gdp", "ketd", YEARS[year], **choices)  # type: ignore[arg-type]  # as given below


def test_the_zone_and_the_plan_are_one_subject() -> None:
    """Whoever an entry names of the two, it is the same number."""
    assert FACTS.term("gdp", None, YEARS[2020]) == fact(2020)
    assert FACTS.subject("ketd") == FACTS.subject(None) == FACTS.subject("plan") == "plan"
    assert FACTS.subject("kunshan") == "kunshan"


def test_a_fact_has_what_its_entry_and_its_metric_say() -> None:
    """Figure, source and place are the entry's; name, coverage, unit, prices and domain the metric's."""
    term = fact(2020)
    assert term.label == "昆山开发区 地区生产总值 2020"
    assert str(term.figure) == "101亿元"
    assert term.key == "gdp@plan<2020>~final#常住$current"
    assert str(term.domain) == "[0, ∞)"
    assert term.source is not None
    assert term.source.document == "公报"
    assert term.place is not None
    assert term.place.path == "observations[1].figure"


@pytest.mark.parametrize(
    ("vintage", "or_latest", "expected"),
    [
        (None, False, "101亿元"),
        (Vintage.PRELIMINARY, False, "100亿元"),
        (Vintage.FINAL, False, "101亿元"),
        (Vintage.REVISED, False, "None"),
        (Vintage.REVISED, True, "101亿元"),
    ],
)
def test_a_vintage_is_looked_for(vintage: Vintage | None, or_latest: bool, expected: str) -> None:
    """The latest counts, or the one that is asked for and no other."""
    assert expected == str(fact(2020, vintage=vintage, or_latest=or_latest).figure)


def test_an_entry_without_vintage_is_of_any() -> None:
    """What is not stated is not held against a figure."""
    assert str(fact(2023, vintage=Vintage.FINAL).figure) == "130亿元"
    assert fact(2023, vintage=Vintage.FINAL).key == fact(2023).key


def test_a_fact_told_in_two_ways_has_no_figure_and_blocks() -> None:
    """Nothing rests on it; one that is told twice alike has its figure."""
    assert fact(2021).figure is None
    assert FACTS.blocked == {fact(2021).key}
    assert str(fact(2023).figure) == "130亿元"


def test_aspects_are_looked_for_in_order() -> None:
    """The first that is told counts; where none is, the fact is missing in the first."""
    assert FACTS.aspects("gdp", "ketd", YEARS[2022]) == (Aspect.PLANNED, Aspect.BASELINE)
    assert str(fact(2022).figure) == "119亿元"
    assert str(fact(2022, aspects=(Aspect.PLANNED, Aspect.BASELINE)).figure) == "120亿元"
    missing = fact(2022, aspects=(Aspect.TARGET, Aspect.FORECAST))
    assert (missing.figure, missing.aspect) == (None, Aspect.TARGET)
    assert missing.key == "gdp@plan<2022>/target#常住"


def test_a_baseline_is_what_was() -> None:
    """It is no plan of anything."""
    assert nature(Aspect.BASELINE) is nature(None) is Aspect.ACTUAL
    assert nature(Aspect.PLANNED) is Aspect.PLANNED


def test_entries_of_an_id_given_twice_are_nobody_s() -> None:
    """Whose figures they are is not known."""
    assert FACTS.doubtful == {"b", "twice"}
    assert FACTS.term("gdp", "b", YEARS[2022]).figure is None
    assert FACTS.term("gdp", "twice", YEARS[2022]).figure is None


def test_an_unknown_metric_has_no_figure() -> None:
    """Its unit and domain are not known, so nothing is read from its entries."""
    term = FACTS.term("other", None, YEARS[2022])
    assert (term.figure, term.label, term.domain) == (None, "other plan 2022", None)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("plan", ("kunshan", "suzhou")),
        ("kunshan", ("suzhou",)),
        ("suzhou", ()),
        ("park", ("plan", "kunshan", "suzhou")),
        ("a", ("park", "plan", "kunshan", "suzhou")),
        ("a1", ("park", "plan", "kunshan", "suzhou")),
        ("a2", ("suzhou",)),
        ("b", ("plan", "kunshan", "suzhou")),
        ("nowhere", ()),
    ],
)
def test_subjects_lie_in_places(subject: str, expected: tuple[str, ...]) -> None:
    """A node lies in the place it names, or the nearest node above it, or else in the plan's zone."""
    assert expected == FACTS.around(subject)


def test_without_a_zone_nodes_lie_in_the_plan() -> None:
    """The plan is the whole of what its nodes are about."""
    facts = Facts(plan_of("programs: [{id: a, name: 产业创新}]\n"))
    assert facts.around("a") == ("plan",)
    assert facts.around("plan") == ()
    assert facts.doubtful == frozenset()


def test_subjects_have_names() -> None:
    """A subject is called what the plan calls it."""
    named = [FACTS.name(one) for one in ("plan", "kunshan", "a", "a1", "nowhere")]
    assert named == ["昆山开发区", "昆山市", "产业创新", "a1", "nowhere"]


def test_entries_of_metrics_come_once_a_vintage() -> None:
    """Of a fact that is told twice in one vintage the first is given."""
    metrics = [FACTS.plan.ledger.metric("gdp")]
    paths = [entry.path for _, entry in FACTS.entries(metrics)]
    assert paths == [f"observations[{index}]" for index in (0, 1, 2, 4, 5, 6)]
    assert list(FACTS.entries([])) == []


def test_an_entry_gives_its_own_vintage() -> None:
    """A preliminary figure stays what it is when the final one has come."""
    entries = list(FACTS.plan.ledger)
    assert str(FACTS.of(entries[0]).figure) == "100亿元"
    assert FACTS.of(entries[2]).figure is None
    assert [FACTS.is_latest(entry) for entry in entries[:2]] == [False, True]


def test_a_term_s_own_words_stay() -> None:
    """What a relation says of a number is not overwritten by its metric."""
    term = Term("100万元", metric="gdp", period=2022, name="产值", scope="规上", unit="万元")
    described = FACTS.described(term)
    assert (described.name, described.scope, str(described.unit)) == ("产值", "规上", "万元")
    assert str(described.domain) == "[0, ∞)"
    assert described.figure is not None
    assert str(described.figure.price_basis) == "current"
    stated = Term("100万元", metric="gdp", period=2022, domain="[0, 500]")
    assert (FACTS.described(stated).unit, str(FACTS.described(stated).domain)) == (None, "[0, 500]")
    assert FACTS.described(Term(metric="gdp", period=2022, unit="人")).domain is None
    assert FACTS.described(Term(name="x")) == Term(name="x")


def test_aspects_are_looked_for_in_the_order_of_the_reference() -> None:
    """What was reached goes first, then what was started from, set out, planned and expected."""
    expected = ["actual", "baseline", "target", "planned", "forecast"]
    assert expected == [aspect.value for aspect in ASPECTS]


def test_a_figure_without_vintage_beside_another_with_one_blocks() -> None:
    """Which is the latest is not known, unless a vintage is asked for."""
    text = """\
metrics: [{id: firms, name: 企业数, unit: 家, kind: stock}]
observations:
  - {metric: firms, period: 2023, figure: 128家}
  - {metric: firms, period: 2023, figure: 130家, vintage: final}
"""
    facts = Facts(plan_of(text))
    year = Period.year(2023)
    assert facts.term("firms", None, year).figure is None
    assert facts.blocked == {facts.term("firms", None, year).key}
    assert "130家" == str(facts.term("firms", None, year, vintage=Vintage.FINAL).figure)
