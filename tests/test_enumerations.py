"""Numbers that stand together: lists, structures and cells are one phrase."""

from __future__ import annotations

import pytest

from zoneplan import parse_figure
from zoneplan.scanner import phrases_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7%、8%和9%", 3),
        ("从8.7万元增加到15万元", 2),
        ("由2020年的27亿元增加到2025年的42亿元", 2),
        ("0.6:51.8:47.6", 3),
        ("<4/<5.5", 2),
        ("分别为3.2、1.5个百分点", 2),
        ("1亿元以上5亿元以下", 1),
        ("超过10亿元但不到20亿元", 1),
        ("、".join(["5%"] * 21), 21),
    ],
)
def test_numbers_that_belong_together_are_one_phrase(text: str, parts: int) -> None:
    """Lists, from-to pairs, structures and cells are one phrase; two bounds are one range."""
    (phrase,), _ = phrases_in(text)
    assert parts == len(phrase.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别高于全国、全省1.2个、0.8个百分点", ["1.2个百分点", "0.8个百分点"]),
        ("跨越3000亿元、4000亿元台阶", ["3000亿元以上", "4000亿元以上"]),
        ("三次产业比调整为11.8︰48.3︰39.9", ["11.8比", "48.3比", "39.9比"]),
    ],
)
def test_phrases_of_several_numbers_are_read(text: str, expected: list[str]) -> None:
    """A unit or a bound behind the last number is that of all."""
    found = parse_figure(text)
    assert isinstance(found, tuple)
    assert expected == [str(figure) for figure in found]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("3:2", ["3", "2"]), ("3∶2", ["3", "2"]), ("1:0.8", ["1", "0.8"]), ("1.94:1", ["1.94"])],
)
def test_a_structure_of_two_is_two_numbers(text: str, numbers: list[str]) -> None:
    """3:2 standing alone is two parts; only what is to one is a single ratio."""
    (phrase,), _ = phrases_in(text)
    assert numbers == [str(part.number) for part in phrase.parts]


def test_a_structure_that_is_not_understood_is_not_its_first_number() -> None:
    """按3:2配套 is no 3."""
    found, unread = phrases_in("按3:2配套")
    assert ([], [False]) == (found, [one.is_name for one in unread])
