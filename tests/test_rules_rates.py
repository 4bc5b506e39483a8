from __future__ import annotations

from plan_texts import checked, findings


def test_two_indices_of_one_year_that_differ_are_an_error() -> None:
    """102.3 is not a rise of 3.2 %; those of another base, vintage or name tell other facts."""
    text = """\
price_indices:
  - {of: GDP平减指数, period: 2022, figure: 102.3}
  - {of: GDP平减指数, period: 2022, figure: 上涨3.2%}
  - {of: GDP平减指数, period: 2022, figure: 108.0, base: 2020}
  - {of: GDP平减指数, period: 2022, figure: 102.5, vintage: final}
  - {of: CPI, period: 2022, figure: 102.0}
  - {of: GDP平减指数, period: 2022, figure: 107.0, currency: USD}
"""
    expected = """\
error SAME-FACT price_indices[1].figure (plan.yaml:3:41)
  上涨3.2% for GDP平减指数 in 2022, but price_indices[0] says 102.3
  keep one, or state which is preliminary and which is final as their vintage
  GDP平减指数（2022）为上涨3.2%，而 price_indices[0] 写为102.3
  请保留其一，或注明初步数与最终数
  first = 102.3
  second = 上涨3.2%
"""
    assert expected == findings(text, "SAME-FACT")
    assert 1 == checked(text, "SAME-FACT")


def test_two_rates_that_differ_in_precision_are_advice() -> None:
    """6.73 can be 6.7261 rounded; the average and the rate at the end are two facts."""
    text = """\
exchange_rates:
  - {period: 2022, figure: 6.7261元/美元, kind: average}
  - {period: 2022, figure: 6.73元/美元, kind: average}
  - {period: 2022, figure: 6.9646元/美元, kind: end_of_period}
"""
    expected = """\
advice SAME-FACT exchange_rates[1].figure (plan.yaml:3:28)
  6.73元/美元 for the rate of USD in CNY in 2022, but exchange_rates[0] says 6.7261元/美元, which can mean \
the same
  keep the more exact one
  USD汇率（2022）为6.73元/美元，而 exchange_rates[0] 写为6.7261元/美元，两者可能指同一数值
  请保留较精确的一个
  first = 6.7261元/美元
  second = 6.73元/美元
"""
    assert expected == findings(text, "SAME-FACT")


def test_equal_records_are_in_order() -> None:
    """An index and the change it stands for are one number."""
    text = """\
price_indices:
  - {of: GDP平减指数, period: 2022, figure: 102.3}
  - {of: GDP平减指数, period: 2022, figure: 上涨2.3%}
"""
    assert "" == findings(text, "SAME-FACT")
    assert 1 == checked(text, "SAME-FACT")


def test_a_record_without_source_is_advice() -> None:
    """For indices and rates alike."""
    text = """\
sources: [{id: book, document: 统计年鉴}]
price_indices:
  - {of: GDP平减指数, period: 2022, figure: 102.3}
  - {of: GDP平减指数, period: 2021, figure: 104.5, source: book}
exchange_rates:
  - {period: 2022, figure: 6.7261元/美元, kind: average}
"""
    expected = """\
advice SOURCE-MISSING price_indices[0] (plan.yaml:3:6)
  102.3 for GDP平减指数 in 2022 names no source
  name the document it was read in
  GDP平减指数（2022）102.3未注明来源
  请注明出处
advice SOURCE-MISSING exchange_rates[0] (plan.yaml:6:6)
  6.7261元/美元 for the rate of USD in CNY in 2022 names no source
  name the document it was read in
  USD汇率（2022）6.7261元/美元未注明来源
  请注明出处
"""
    assert expected == findings(text, "SOURCE-MISSING")
    assert 3 == checked(text, "SOURCE-MISSING")


def test_a_record_of_an_unknown_source_is_an_error() -> None:
    """As anywhere an id is referred to."""
    text = """\
exchange_rates:
  - {period: 2022, figure: 6.7261元/美元, kind: average, source: nowhere}
"""
    expected = """\
error ID-UNKNOWN exchange_rates[0].source (plan.yaml:2:63)
  unknown source 'nowhere'
  the plan declares none
  来源“nowhere”不存在
  请核对编号，或先声明它
  id = nowhere
"""
    assert expected == findings(text, "ID-UNKNOWN")
