"""Plain amounts: read at once, and never otherwise than word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.plain_amounts import PlainReader
from zoneplan.scanner import phrases_in

PIECES = [
    "5",
    "12.5",
    "1200",
    "亿元",
    "万亩",
    "%",
    "个百分点",
    "家",
    "人",
    "以上",
    "以下",
    "左右",
    "大关",
    "（含）",
    "超",
    "不低于",
    "近",
    "约",
    "增长",
    "下降",
    "提高到",
    "占",
    "，",
    "、",
    "和",
    "到",
    "-",
    "从",
    "之间",
    "在",
    "介于",
    "每",
    "第",
    "前",
    "多",
    "余",
    "2025年",
    "3月",
    "项目",
    "的",
    "人均",
    "分别",
    "台阶",
    "位",
    "亿",
    "/亩",
    "年",
    "个",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_quick_way_reads_what_the_careful_way_reads(text: str) -> None:
    """Plain amounts are matched at once; that changes how long it takes and nothing else."""
    quick = phrases_in(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainReader, "read", lambda *_, **__: None)
        assert phrases_in(text) == quick
