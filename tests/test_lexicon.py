"""Words around amounts: what each says, the longest first, and none inside another word."""

from __future__ import annotations

import pytest

from zoneplan.kinds import FigureKind
from zoneplan.lexicon import BEHIND_WORDS, before_word
from zoneplan.qualifiers import Qualifier
from zoneplan.scanner import phrases_in


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


def test_every_word_behind_a_unit_has_a_meaning() -> None:
    """以上, 以下 and 以内 include the number, 以外 does not (民法典 art. 1259)."""
    assert Qualifier.AT_LEAST is BEHIND_WORDS["以上"]
    assert Qualifier.AT_MOST is BEHIND_WORDS["以下"] is BEHIND_WORDS["以内"]
    assert Qualifier.OVER is BEHIND_WORDS["以外"]


def test_a_fall_from_one_level_to_another_is_two_levels() -> None:
    """由30天缩短至15天 says from what to what, as 由5家减为3家 does."""
    (phrase,), _ = phrases_in("由30天缩短至15天")
    assert ["30", "15"] == [str(part.number) for part in phrase.parts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("缩短30天", "-30"),
        ("缩短至30天", "30"),
        ("延长30天", "30"),
        ("增速放缓3个百分点", "-3"),
        ("缩水3成", "-3"),
    ],
)
def test_words_of_a_fall_turn_the_sign(text: str, number: str) -> None:
    """缩短, 放缓 and 缩水 are falls as 减少 is; with 至 they are levels."""
    (phrase,), _ = phrases_in(text)
    assert (number, "至" not in text) == (
        str(phrase.parts[0].number),
        phrase.is_increment or phrase.kind is FigureKind.GROWTH,
    )
