"""What Python code leads to is told in Chinese as well: amounts, units, conversions, series."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import zoneplan
from zoneplan import (
    ExchangeRate,
    Figure,
    Metric,
    Period,
    PriceIndex,
    Series,
    amounts,
    convert,
    errors,
    implied_deflator,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(zoneplan.__file__).parent
SALES = Metric(id="x", name="销售额", unit="亿元", kind="flow", over_time="last")
TO_DATE = Series(metric=SALES, figures={"2023-01/02": "8亿元", "2023-01/03": "13亿元"})
NOW = Figure(3, "亿元", price_basis="current")
YEAR = Period.parse("2022")
INDICES = [PriceIndex(of=of, period="2022", figure=figure) for of, figure in (("CPI", "102"), ("PPI", "104"))]
BOTH = (
    "3亿元的价格和币种都要换算，须写明先后：先在本国价格下平减再换币种，"
    "与先换币种再按另一国价格平减，结果不同"
)
RATES = [ExchangeRate(period="2022", figure="6.7元/美元", kind=kind) for kind in ("average", "end_of_period")]


def sum_of_nothing() -> Figure:
    """Add no figures."""
    from zoneplan.figures import total

    return total([])


@pytest.mark.parametrize(
    ("wrong", "message", "remedy"),
    [
        (
            lambda: amounts.parse_figure("3" * 201),
            "短语最多200个字符，此处有201个：'33333333333333333333'……",
            "如需全部数量，请用 zoneplan.amounts.find(text)",
        ),
        (
            lambda: amounts.parse_figure(2.5),  # type: ignore[arg-type]
            "应为文字，写的是浮点数2.5",
            "请写一个带单位的数量，例如“总投资超200亿元”",
        ),
        (
            lambda: amounts.find(3),  # type: ignore[arg-type]
            "应为文字，写的是3",
            "请写一个带单位的数量，例如“总投资超200亿元”",
        ),
        (
            lambda: amounts.parse_figure("无"),
            "应为数量，写的是'无'",
            "请写一个带单位的数量，例如“总投资超200亿元”",
        ),
        (
            lambda: amounts.parse_figure("总投资5亿元，就业300人"),
            "应只有一个数量，'总投资5亿元，就业300人' 中有'5亿元'、'300人'",
            "如需全部数量，请用 zoneplan.amounts.find(text)",
        ),
        (lambda: units.unit(3), "单位名称应为文字，写的是 int", "请照规划的写法写，例如 unit('亿元')"),  # type: ignore[arg-type]
        (
            lambda: Figure(3, "亿元").to("亿美元"),
            "亿元不能换算成亿美元：币种不同",
            "请写明某一时期的汇率；zoneplan 不自行假定",
        ),
        (
            lambda: Figure(3, "人").to("人次"),
            "人不能换算成人次：所计量的不是同一种量（count:人 与 count:人次）",
            "人数与人次不同：一人可有多次",
        ),
        (
            lambda: Figure(3, "亩").to("亿元"),
            "亩不能换算成亿元：所计量的不是同一种量（area 与 CNY）",
            "请核对应为哪一种",
        ),
        (
            lambda: Figure(3, "亿元") + Figure(3, "亩"),
            "3亿元与3亩不能相加：亿元与亩所计量的不是同一种量",
            "请核对单位",
        ),
        (
            lambda: Figure(3, "亿元") - Figure(3, "亿美元"),
            "3亿元与3亿美元不能相减：币种不同",
            "请写明某一时期的汇率；zoneplan 不自行假定",
        ),
        (
            lambda: NOW < Figure(3, "亿元"),
            "3亿元（现价）与3亿元（未注明价格）不能比较",
            "请先换算到同一价格，或补上缺少的价格说明",
        ),
        (sum_of_nothing, "应至少有一个数相加，一个也没有", "缺数不是0"),
        (
            lambda: convert(Figure(3, "亩"), to="亿美元", period=YEAR),
            "3亩不能换算：不是金额",
            "只有金额才有价格和币种",
        ),
        (
            lambda: convert(NOW, to="亿美元", period=YEAR),
            "2022没有从 CNY 到 USD 的汇率；已有：无",
            "请写明该时期的汇率及其来源；zoneplan 不自行假定",
        ),
        (
            lambda: convert(NOW, to="亿美元", period=YEAR, rates=RATES),
            "2022既有平均汇率，又有期末汇率",
            "请写明用哪一种：全期累计的数用 rate_kind='average'，期末的数用 'end_of_period'",
        ),
        (
            lambda: convert(NOW, to="constant 2021", period=YEAR, indices=INDICES),
            "CNY 有几种物价指数：CPI、PPI",
            "请写明用哪一种，例如 of='CPI'",
        ),
        (
            lambda: convert(NOW, to="constant 2020", period=YEAR, indices=INDICES[:1]),
            "没有从2022年价格到2020年价格的物价指数（CNY）；已有2022年（2021年=100）",
            "请写明缺少的指数及其来源；zoneplan 不自行假定",
        ),
        (
            lambda: convert(NOW, to="constant 2020", period="2022H1", indices=INDICES),
            "2022H1的现价不是全年的价格，而物价指数按年",
            "请换算全年的数",
        ),
        (
            lambda: convert(NOW, to=("亿美元", "constant 2020"), period=YEAR),
            BOTH,
            "请写 order='prices' 或 order='currency'",
        ),
        (
            lambda: implied_deflator(NOW, NOW, Figure(3, "亿元"), years=1),
            "增速应以%为单位，写的是3亿元",
            "例如“1.8%”",
        ),
        (
            lambda: implied_deflator(NOW, NOW, Figure(3, "%"), years=0),
            "年数应为1以上的整数，写的是0",
            "例如 1",
        ),
        (
            TO_DATE.single,
            "指标 'x' 的时间规则是“期末”：数值不随时间相加，不能拆分累计数",
            "如需期末数，请用 by('quarter') 或 by('year')",
        ),
        (
            lambda: Series(metric=SALES, figures={"2023": "8亿元", "2023年": "13亿元"}),
            "2023写了两个数",
            "每个时期请只写一个",
        ),
    ],
)
def test_an_error_is_told_in_chinese(wrong: Callable[[], Any], message: str, remedy: str) -> None:
    """The sentence and what to do are Chinese, beside the English ones."""
    with pytest.raises(errors.ZoneplanError) as caught:
        wrong()
    found: Any = caught.value
    assert (message, remedy) == (found.message_zh, found.remedy_zh)
    assert str(found) == f"{found.message}\n{found.remedy}"


@pytest.mark.parametrize("name", ["amounts", "units", "conversions", "chains", "deflators", "series"])
def test_no_error_of_a_module_is_english_only(name: str) -> None:
    """Every error that a module makes has four sentences, or is made of another one's."""
    tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
    made = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and re.fullmatch("[A-Z]\\w+Error", node.func.id)
    ]
    assert made
    assert [] == [node.lineno for node in made if len(node.args) < 4]
