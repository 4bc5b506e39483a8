from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from zoneplan import Plan, Project, strategies
from zoneplan.errors import AmountError, OutlineError
from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.units import unit

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_investment_takes_texts() -> None:
    """Amounts and periods may be given as people write them."""
    cost = Investment(total="10亿元", by_year=[YearlyInvestment(period="2016-2020", figure="6亿元")])
    assert ("10亿元", "2016-2020") == (str(cost.total), str(cost.by_year[0].period))
    assert ((), None) == (cost.by_source, cost.done)


@pytest.mark.parametrize("text", ["10亩", "10%", "10亿元/亩"])
def test_an_investment_is_money(text: str) -> None:
    """Land, shares, and money per land are none."""
    with pytest.raises(OutlineError) as caught:
        Investment(total=text)
    assert f"expected an amount of money for total, got {text!r}\nsuch as 10亿元" == str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Investment(done="-5亿元"),
        lambda: YearlyInvestment(period=2023, figure="-5亿元"),
        lambda: Funding(name="自筹", figure="-5亿元"),
    ],
)
def test_an_investment_is_not_negative(make: Callable[[], object]) -> None:
    """What was paid back is no investment; a decrease is written as one."""
    with pytest.raises(OutlineError, match=r"expected an investment of at least 0 for .*, got '-5亿元'"):
        make()


def test_an_investment_of_zero_is_one() -> None:
    """Nothing is invested in a year: that is told, and not missing."""
    year = YearlyInvestment(period=2023, figure="0亿元")
    assert year.figure is not None
    assert 0 == year.figure.number


def test_a_bare_number_is_refused() -> None:
    """万元 and 亿元 are the commonest mix-up there is."""
    with pytest.raises(AmountError, match="expected a figure with its unit, got 10"):
        Investment(total=10)


def test_a_month_counts_once() -> None:
    """A year beside a part of it would count twice."""
    years = [YearlyInvestment(period=period, figure="1亿元") for period in ("2024", "2023", "2023H2")]
    with pytest.raises(OutlineError) as caught:
        Investment(by_year=years)
    expected = (
        "2023 and 2023H2 overlap, so that an investment would count twice\n"
        "list each month once: years, or the parts of a year, not both"
    )
    assert expected == str(caught.value)


def test_a_source_of_money_is_listed_once() -> None:
    """Two lines of one name are one source, or one of them is another."""
    with pytest.raises(OutlineError) as caught:
        Investment(by_source=[Funding(name="自筹"), Funding(name="财政"), Funding(name="自筹")])
    assert "the source of money '自筹' is listed twice\nadd the two up" == str(caught.value)


def test_what_is_no_part_is_refused() -> None:
    """A figure alone does not say of which year, or from where."""
    with pytest.raises(OutlineError, match="expected a Funding, got '4亿元'"):
        Investment(by_source=["4亿元"])  # type: ignore[list-item]  # refused
    with pytest.raises(OutlineError, match="expected an Investment, got '4亿元'"):
        Project(id="p", name="产业园", investment="4亿元")  # type: ignore[arg-type]  # refused


@given(strategies.investments())
def test_reading_a_written_investment_gives_it_back(investment: Investment) -> None:
    """Plain data and back is the identity."""
    plan = Plan(id="p", name="规划", projects=[Project(id="x", name="产业园", investment=investment)])
    assert plan == Plan.from_dict(plan.to_dict())


def test_an_investment_is_read_with_chinese_keys() -> None:
    """Every part has a Chinese key, and a price basis may stand beside its figure."""
    data = {
        "总投资": "10亿元",
        "年度计划投资": [{"时期": "2023", "数值": "3亿元", "价格": "现价"}],
        "资金来源": [{"名称": "专项债", "数值": "4亿元"}, {"名称": "外资"}],
        "累计完成": "2亿元",
    }
    project = {"id": "x", "name": "产业园", "投资": data}
    cost = Plan.from_dict({"id": "p", "name": "规划", "projects": [project]}).projects[0].investment
    assert cost is not None
    figure = cost.by_year[0].figure
    assert figure is not None
    assert ("current", unit("亿元")) == (str(figure.price_basis), figure.unit)
    assert [("专项债", "4亿元"), ("外资", "None")] == [(one.name, str(one.figure)) for one in cost.by_source]
    assert "2亿元" == str(cost.done)


@given(strategies.plans())
def test_investments_enter_no_ledger(plan: Plan) -> None:
    """The same plan without its projects' investments has the same entries."""
    bare = Plan.from_dict(_without(plan.to_dict()))
    assert [entry.record for entry in plan.ledger] == [entry.record for entry in bare.ledger]


def _without(data: Any) -> Any:
    """Give plain data without investments."""
    if isinstance(data, dict):
        return {key: _without(value) for key, value in data.items() if key != "investment"}
    return [_without(one) for one in data] if isinstance(data, list) else data
