"""Strategies for indicator tables, their rows and what a row comes to; all invented."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from zoneplan.indicators import IndicatorTable
from zoneplan.strategies.records import sources

if TYPE_CHECKING:
    from zoneplan.indicator_rows import Indicator, IndicatorRow

__all__ = ["indicator_records", "indicator_rows", "indicator_tables", "indicators"]

_BLANKS = ("", "-", "—", "/", "…")
_HEADS = (
    ("类别", "指标", "单位", "2020年", "2025年", "年均增速[累计]", "属性", "备注"),
    ("category", "indicator", "unit", "base_2020", "target_2025", "rate_or_cumulative", "attribute", "note"),
)
_ATTRIBUTES = st.sampled_from(("约束性", "预期性", ""))
_CATEGORIES = st.sampled_from(("经济发展", "绿色生态", ""))
_NOTES = st.sampled_from(("", "*为2019年数", "口径有调整"))
_NUMBERS = st.integers(1, 9_999).map(lambda tenths: f"{Decimal(tenths).scaleb(-1):f}")
_SHARES = st.integers(1, 999).map(lambda tenths: f"{Decimal(tenths).scaleb(-1):f}")
_EMPTY = st.sampled_from(_BLANKS)


def _printed(prints: tuple[str, ...], numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw a number as cells print it: bare, in brackets, with a sign before it or a word behind it."""
    return st.tuples(st.sampled_from(prints), numbers).map(lambda pair: pair[0].format(pair[1]))


_BOUNDED = ("{}", ">{}", "<{}", "≥{}", "={}", "{}左右", "{}以内", "{}以上")
_BRACKETS = ("[{}]", "〔{}〕", "【{}】")
_WORDS = ("保持在合理区间、各年度视情提出", "完成市政府下达目标")
_BESIDE = ("高于地区生产总值增长", "与地区生产总值增长基本同步", "高于全国平均水平")

# For each indicator: its unit, base, target and rate, as they go together.
_ROWS = {
    "园区产值": st.tuples(
        st.sampled_from(("亿元", "万元")),
        _NUMBERS | _EMPTY,
        _printed(_BOUNDED, _NUMBERS) | st.sampled_from(("翻一番", "翻一番(人均10万元以上)", "")),
        _printed(("{}", ">{}", "{}左右"), _SHARES) | _EMPTY,
    ),
    "绿化率": st.tuples(
        st.sampled_from(("%", "(unit missing)")),
        _SHARES | _EMPTY,
        _printed(_BOUNDED, _SHARES),
        _printed(("提高{}个百分点", "降低{}个百分点"), _SHARES) | _EMPTY,
    ),
    "企业数": st.tuples(
        st.just("家"),
        _EMPTY,
        _printed(_BOUNDED, _NUMBERS) | _EMPTY,
        _printed(_BRACKETS, st.integers(1, 999).map(str)) | _EMPTY,
    ),
    "单位产值能耗降低": st.tuples(st.just("%"), _EMPTY, _EMPTY, _printed(_BRACKETS, _SHARES)),
    "地区生产总值增长": st.tuples(st.just("%"), _SHARES | _EMPTY, _EMPTY, st.sampled_from(_WORDS) | _SHARES),
    "居民收入增长": st.tuples(st.just("%"), _SHARES, _EMPTY, st.sampled_from(_BESIDE)),
    "登记失业率/调查失业率": st.tuples(
        st.just("%"), _EMPTY, _printed(("<{0}/<{0}", "{0}以内/{0}以内"), _SHARES), _EMPTY
    ),
}
_ORDERS = st.lists(st.sampled_from(tuple(_ROWS)), min_size=1, unique=True)


@st.composite
def indicator_records(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw the records of an indicator table, under Chinese or English headers."""
    heads = draw(st.sampled_from(_HEADS))
    records = []
    for name in draw(_ORDERS):
        unit, base, target, rate = draw(_ROWS[name])
        cells = (draw(_CATEGORIES), name, unit, base, target, rate, draw(_ATTRIBUTES), draw(_NOTES))
        records.append(dict(zip(heads, cells, strict=True)))
    return records


def indicator_tables() -> st.SearchStrategy[IndicatorTable]:
    """Draw an indicator table.

    >>> from hypothesis import Phase, find, settings
    >>> first = settings(phases=[Phase.generate])
    >>> len(find(indicator_tables(), lambda table: len(table.rows) > 0, settings=first).rows)
    1
    """
    return st.builds(
        IndicatorTable.from_records,
        indicator_records(),
        id=st.just("table"),
        name=st.just("主要指标"),
        source=st.none() | sources(listed=True),
    )


def indicator_rows() -> st.SearchStrategy[IndicatorRow]:
    """Draw a row of an indicator table."""
    return indicator_tables().flatmap(lambda table: st.sampled_from(table.rows))


def indicators() -> st.SearchStrategy[Indicator]:
    """Draw what a row comes to."""
    return indicator_tables().flatmap(lambda table: st.sampled_from(table.indicators))
