"""Texts: what an id and a name may be, lists of texts, folding of full-width forms and of names."""

from __future__ import annotations

import enum
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import MetricError, OutlineError, ZoneplanError
from zoneplan.texts import as_texts, check_id, check_name, check_text, folded, member, normal_name


@attrs.frozen(kw_only=True)
class Named:
    """A value with each kind of text."""

    id: Any = attrs.field(default="a", validator=check_id)
    name: Any = attrs.field(default="甲", validator=check_name)
    note: Any = attrs.field(default=None, validator=check_text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("５．５　％", "5.5 %"),
        ("（＋～）", "(+~)"),
        ("ＧＤＰ", "GDP"),
        ("5\u00a0亿\u2009元", "5 亿 元"),
        ("5²①㎡½ﬁ", "5²①㎡½ﬁ"),
        ("中文。、“”—−", "中文。、“”—−"),
        ("", ""),
    ],
)
def test_folded_touches_full_width_forms_and_blanks_only(text: str, expected: str) -> None:
    """Full-width forms become ordinary; no footnote mark or fraction becomes a digit."""
    assert expected == folded(text)


@given(st.text())
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    """Positions in a folded text are those of the text, and folding again changes nothing."""
    assert len(text) == len(folded(text))
    assert folded(text) == folded(folded(text))


@pytest.mark.parametrize("value", ["a", "gdp-2020", "人才", "a_b.c", "x" * 100, "1"])
def test_an_id_is_a_word(value: str) -> None:
    """Letters, digits, Chinese characters and signs make an id."""
    assert value == Named(id=value).id


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "expected an id as text, got 5\nput quotes around it: '5'"),
        (None, "expected an id as text, got None\nput quotes around it: 'None'"),
        *(
            (
                value,
                (
                    f"expected an id of 1 to 100 characters without blanks, got {shown!r}\n"
                    "use letters, digits, Chinese characters, '-', '_' or '.'"
                ),
            )
            for value, shown in [
                ("", ""),
                ("a b", "a b"),
                ("a\u3000b", "a\u3000b"),
                ("a\n", "a\n"),
                ("a\x00", "a\x00"),
                ("a\x85", "a\x85"),
                ("a\u200b", "a\u200b"),
                ("\ufeffa", "\ufeffa"),
                ("a\u202eb", "a\u202eb"),
                ("x" * 101, "x" * 40 + "…"),
            ]
        ),
    ],
)
def test_what_is_no_id_is_refused(value: object, message: str) -> None:
    """Blanks, and characters that nobody sees, stand in no id."""
    with pytest.raises(OutlineError) as refusal:
        Named(id=value)
    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": 5}, "expected text for name, got 5\nput quotes around it: '5'"),
        ({"name": " "}, "expected a name, got an empty text\nleave name out, or write it"),
        ({"note": 5}, "expected text for note, got 5\nput quotes around it: '5'"),
        ({"note": ""}, "expected a note, got an empty text\nleave note out, or write it"),
        ({"name": None}, "expected text for name, got None\nput quotes around it: 'None'"),
    ],
)
def test_a_blank_text_is_refused(fields: dict[str, object], message: str) -> None:
    """A name says something; an optional text says something or is left out."""
    with pytest.raises(OutlineError) as refusal:
        Named(**fields)
    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("value", "expected"), [("甲", ("甲",)), (["甲", "乙"], ("甲", "乙")), (("甲",), ("甲",)), ([], ())]
)
def test_a_lone_text_is_a_list_of_one(value: object, expected: tuple[str, ...]) -> None:
    """One text or several become a tuple in their order."""
    assert expected == as_texts(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "expected a text or a list of texts, got 5\nwrite a list"),
        ({"甲"}, "expected a text or a list of texts, got {'甲'}\nwrite a list"),
        ("", "expected a text, got ''\nput quotes around it, or leave it out"),
        (["甲", 5], "expected a text, got 5\nput quotes around it, or leave it out"),
        (["\u3000"], "expected a text, got '\\u3000'\nput quotes around it, or leave it out"),
    ],
)
def test_what_is_no_list_of_texts_is_refused(value: object, message: str) -> None:
    """Numbers, blanks and collections without order are no lists of texts."""
    with pytest.raises(OutlineError) as refusal:
        as_texts(value)
    assert message == str(refusal.value)


class Colour(enum.StrEnum):
    """A closed set of two words."""

    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize("value", ["blue", Colour.BLUE])
def test_a_word_or_its_member_gives_the_member(value: str) -> None:
    """A member of a closed set is given as itself or as its word."""
    assert Colour.BLUE is member(Colour, value, OutlineError)


@pytest.mark.parametrize("error", [OutlineError, MetricError])
@pytest.mark.parametrize("value", ["green", "BLUE", "", None, 5, ["red"]])
def test_what_is_no_word_of_a_closed_set_is_refused(value: object, error: type[ZoneplanError]) -> None:
    """The refusal lists the words, and is the error asked for and no consequence of another."""
    with pytest.raises(error) as refusal:
        member(Colour, cast("str", value), error)
    message = (
        f"expected one of red, blue, got {value!r}\n"
        "write one of these words, or the member itself, such as Colour.RED"
    )
    assert message == str(refusal.value)
    assert refusal.value.__context__ is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新型显示（一期） 项目", "新型显示(一期)"),
        ("ＡＢＣ 工程", "abc"),
        ("污水处理厂建设项目", "污水处理厂"),
        ("A-B_C", "abc"),
    ],
)
def test_two_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    """Width, case, blanks, punctuation and a closing 项目 or 工程 do not tell names apart."""
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(("one", "other"), [("显示一期", "显示二期"), ("项目", "工程"), ("甲", "乙")])
def test_different_names_stay_different(one: str, other: str) -> None:
    """Stages tell projects apart, and a name is never folded to nothing."""
    assert normal_name(one) != normal_name(other)
    assert normal_name(one)
