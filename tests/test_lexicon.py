"""Words around amounts: what each says, the longest first, and none inside another word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.lexicon import BEHIND_WORDS, before_word
from zoneplan.qualifiers import Qualifier
from zoneplan.spelling import alternation, folded
from zoneplan.unit_words import UNIT, scaled_unit


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("超 超过 突破 破 逾 多于 高于 大于 > 超过了", Qualifier.OVER),
        ("不低于 不少于 不小于 至少 起码 最低 ≥ >= 大于等于 不得低于 未低于", Qualifier.AT_LEAST),
        ("低于 少于 小于 不足 不满 不到 < 未达到 没有达到", Qualifier.UNDER),
        ("不高于 不超过 不多于 不大于 至多 最多 最高 ≤ <= 不得超过 未超过 不能高于", Qualifier.AT_MOST),
        ("近 接近 将近 逼近", Qualifier.NEARLY),
        ("约 大约 约为 折合约", Qualifier.ABOUT),
    ],
)
def test_words_before_a_number(words: str, qualifier: Qualifier) -> None:
    """Each has its meaning, and a longer word is never read as a shorter one in it."""
    for word in words.split():
        assert (word, qualifier) == before_word(f"规模{word}", len(word) + 2, 0)


@pytest.mark.parametrize(
    "text", ["节约", "签约", "附近", "打破", "赶超", "集约", "最近", "取得突破", "规模", ""]
)
def test_other_words_bound_nothing(text: str) -> None:
    """节约500万元 is not about 500万元."""
    assert before_word(text, len(text), 0) is None


@given(st.text(alphabet="５％，。：（）［］萬億兩圓—－　a五元 ‰", max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    """A folded text is as long as the text, and folding it again changes nothing."""
    assert len(text) == len(folded(text))
    assert folded(text) == folded(folded(text))


@given(
    st.sets(st.text(alphabet="亿元美吨标", min_size=1, max_size=4), min_size=1),
    st.text(alphabet="亿元美吨标"),
)
def test_an_alternation_finds_the_longest_word(words: set[str], text: str) -> None:
    """The tree of words matches what the words sorted by length match."""
    plain = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    assert plain.findall(text) == re.compile(alternation(words)).findall(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("元旦", None),
        ("元", "元"),
        ("吨标准煤", "吨标准煤"),
        ("台湾", None),
        ("台币", "新台币"),
        ("分别", None),
        ("个百分点", "个百分点"),
        ("个月", "个月"),
        ("元/亩", "元/亩"),
        ("元每平方米", "元/平方米"),
        ("kWh", "千瓦时"),
        ("kWhx", None),
        ("家庭", None),
        ("成立", None),
    ],
)
def test_a_units_name_in_text(text: str, name: str | None) -> None:
    """The longest name is taken, and none where another word begins."""
    match = UNIT.match(text)
    if name is None:
        assert match is None
    else:
        assert match is not None
        found = scaled_unit("", match["unit"], match["below"])
        assert found is not None
        assert (name, 1) == (str(found[0]), found[1])


def test_a_scale_that_a_unit_cannot_carry_is_multiplied_in() -> None:
    """20万次 is the number 200000, and 万千瓦 a unit of its own."""
    times, power = scaled_unit("万", "次", None), scaled_unit("万", "千瓦", None)
    assert times is not None
    assert power is not None
    assert ("1", 10**4) == (times[0].name, times[1])
    assert ("万千瓦", 1) == (power[0].name, power[1])
    assert scaled_unit("", "牛", None) is None
    assert scaled_unit("", "次", "年") is None


def test_every_word_behind_a_unit_has_a_meaning() -> None:
    """以上, 以下 and 以内 include the number, 以外 does not (民法典 art. 1259)."""
    assert Qualifier.AT_LEAST is BEHIND_WORDS["以上"]
    assert Qualifier.AT_MOST is BEHIND_WORDS["以下"] is BEHIND_WORDS["以内"]
    assert Qualifier.OVER is BEHIND_WORDS["以外"]
