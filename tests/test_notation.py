"""Notation: the text of one figure is read right or refused, never guessed at, and printed one way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure
from zoneplan.errors import AmountError, UnitError
from zoneplan.notation import MAX_LENGTH, read_amount, written
from zoneplan.qualifiers import Qualifier
from zoneplan.units import unit as unit_of

OVER, AT_LEAST, UNDER, AT_MOST = Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST
JUST_OVER, NEARLY, ABOUT = Qualifier.JUST_OVER, Qualifier.NEARLY, Qualifier.ABOUT
HOW = "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"
ONE_NUMBER = "write one number and one unit, such as '1.5亿元'"


@pytest.mark.parametrize(
    ("text", "number", "upper", "unit", "qualifiers"),
    [
        ("2400亿元", "2400", None, "亿元", ()),
        ("２４００亿元", "2400", None, "亿元", ()),
        ("5.5 ％", "5.5", None, "%", ()),
        ("５．５％", "5.5", None, "%", ()),
        ("−5 %", "-5", None, "%", ()),
        ("-5%", "-5", None, "%", ()),
        ("+5%", "5", None, "%", ()),
        ("1，200 亿元", "1200", None, "亿元", ()),
        ("1,234,567.80元", "1234567.80", None, "元", ()),
        ("844.40亿美元", "844.40", None, "亿美元", ()),
        (" 超\u30005000\u00a0亿元 ", "5000", None, "亿元", (OVER,)),
        ("2400 yi_yuan", "2400", None, "yi_yuan", ()),
        ("1.5万元／亩", "1.5", None, "万元/亩", ()),
        ("3.5~4亿元", "3.5", "4", "亿元", ()),
        ("3.5～4亿元", "3.5", "4", "亿元", ()),
        ("5%—6%", "5", "6", "%", ()),
        ("5至6%", "5", "6", "%", ()),
        ("5到6%", "5", "6", "%", ()),
        ("5——6%", "5", "6", "%", ()),
        ("3-5亿元", "3", "5", "亿元", ()),
        ("5 亿元 – 6 亿元", "5", "6", "亿元", ()),
        ("-5--3%", "-5", "-3", "%", ()),
        ("5—5%", "5", "5", "%", ()),
        ("约5—6%", "5", "6", "%", (ABOUT,)),
        ("5—6%左右", "5", "6", "%", (ABOUT,)),
        ("5000多亿元", "5000", None, "亿元", (JUST_OVER,)),
        ("5000余亩", "5000", None, "亩", (JUST_OVER,)),
        ("5多%", "5", None, "%", (JUST_OVER,)),
    ],
)
def test_an_amount_is_taken_apart(
    text: str, number: str, upper: str | None, unit: str, qualifiers: tuple[Qualifier, ...]
) -> None:
    """Number, upper end, unit and words are told apart, and the digits are kept."""
    amount = read_amount(text)
    expected = (text, Decimal(number).as_tuple(), upper, unit_of(unit), qualifiers)
    top = None if amount.upper is None else str(amount.upper)
    found = (amount.text, amount.number.as_tuple(), top, amount.unit, amount.qualifiers)
    assert expected == found


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("超 超过 突破 逾 多于 高于 大于 >", OVER),
        ("不低于 不少于 不小于 至少 ≥ >=", AT_LEAST),
        ("低于 少于 小于 不足 不满 不到 <", UNDER),
        ("不高于 不超过 不多于 不大于 至多 最多 ≤ <=", AT_MOST),
        ("近 接近 将近", NEARLY),
        ("约 大约", ABOUT),
    ],
)
def test_words_before_the_number(words: str, qualifier: Qualifier) -> None:
    """Every word before a number has its meaning, and a longer word is never read as a shorter one."""
    for word in words.split():
        assert (qualifier,) == read_amount(f"{word}5亿元").qualifiers


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("以上 及以上", AT_LEAST), ("以下 及以下 以内", AT_MOST), ("左右 上下", ABOUT)],
)
def test_words_behind_the_unit(words: str, qualifier: Qualifier) -> None:
    """Every word behind a unit has its meaning."""
    for word in words.split():
        assert (qualifier,) == read_amount(f"5亿元{word}").qualifiers


def test_full_width_comparison_signs() -> None:
    """Signs typed in full width mean the same."""
    assert (UNDER,) == read_amount("＜5%").qualifiers
    assert (OVER,) == read_amount("＞5%").qualifiers


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("超过1000家以上", (OVER, AT_LEAST)),
        ("超5000多亿元", (OVER, JUST_OVER)),
        ("超5000多亿元以上", (OVER, AT_LEAST, JUST_OVER)),
        ("近5000亿元左右", (NEARLY, ABOUT)),
        ("约5000亿元以上", (AT_LEAST, ABOUT)),
        ("不低于5000亿元左右", (AT_LEAST, ABOUT)),
        ("不低于5000亿元以上", (AT_LEAST,)),
        ("约5000亿元左右", (ABOUT,)),
        ("约5000多亿元", (JUST_OVER, ABOUT)),
    ],
)
def test_several_words_stand_once_each_in_one_order(text: str, qualifiers: tuple[Qualifier, ...]) -> None:
    """However several words are arranged, equal meanings give equal qualifiers."""
    assert qualifiers == read_amount(text).qualifiers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected an amount, got an empty text\nleave a missing figure out"),
        (" \u3000\n", "expected an amount, got an empty text\nleave a missing figure out"),
        (
            "5000",
            ("expected an amount with its unit, got '5000'\n"
            "write the unit behind the number, such as '5000亿元'"),
        ),
        (
            "−5．5",
            ("expected an amount with its unit, got '−5．5'\n"
            "write the unit behind the number, such as '−5.5亿元'"),
        ),
        *(
            (
                text,
                (f"expected an amount, got {text!r}: a comma stands only between groups of three digits\n"
                "write 1,234 or 1234 for one thousand two hundred and thirty-four, "
                "and 12.34 for a decimal point"),
            )
            for text in ("12,34亿", "1,2345元", "1,200,5亿元", "5，5亿元")
        ),
        ("100—50亿元", "the range '100—50亿元' runs backwards\nwrite the smaller end first"),
        ("5--6%", "the range '5--6%' runs backwards\nwrite the smaller end first"),
        (
            "5亿元—6万元",
            ("expected one unit in a range, got '亿元' and '万元' in '5亿元—6万元'\n"
            "write both ends in one unit"),
        ),
        *(
            (text, f"{text!r} says both more and less than its number\nkeep one of the two words")
            for text in ("超5亿元以内", "不低于5亿元以下", "低于5多亿元", "近5亿元以上", "不足5亿元以上")
        ),
        *(
            (
                text,
                (f"{text!r} bounds a range, which has both its ends already\n"
                "write '5—6%', '约5—6%', or one number with its word, such as '超5%'"),
            )
            for text in ("超5—6%", "不超过5—6%", "5—6%以上", "近5—6%")
        ),
        (
            "5" + "元" * 120,
            f"expected an amount of at most 120 characters, got 121: '5{'元' * 19}'…\n{HOW}",
        ),
        *(
            (text, f"expected an amount, got {text!r}\n{HOW}")
            for text in (
                "9**9**9 元", "亿园", "NaN亿元", "-Infinity元", "∞元", "inf元",
                "1e5 元", "007元", "00元", ".5亿元", "5.亿元", "①亿元", "٣亿元", "𝟓亿元", "५亿元",
                "\u202e5亿元", "\u200b5亿元", "\ufeff5亿元", "5% %", "~5亿元", "±5亿元", "--5亿元",
                "超超5亿元", "5—亿元", "5,000—6,000", "3000亩≥", "超",
                "5 +5亿元",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str, message: str) -> None:
    """A text outside the grammar is refused whole, with what is wrong and what to write."""
    with pytest.raises(AmountError) as refusal:
        read_amount(text)
    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("text", "unit", "remedy"),
    [
        ("1亿园", "亿园", "did you mean '亿元'?"),
        ("5²亿元", "²亿元", ONE_NUMBER),
        ("5①亿元", "①亿元", ONE_NUMBER),
        ("5٣亿元", "٣亿元", ONE_NUMBER),
        ("5½亿元", "½亿元", ONE_NUMBER),
        ("1e5元", "e5元", ONE_NUMBER),
        ("5E3元", "E3元", ONE_NUMBER),
        ("0x10元", "x10元", ONE_NUMBER),
        ("1_000元", "_000元", ONE_NUMBER),
        ("5'000元", "'000元", ONE_NUMBER),
        ("5\u0301亿元", "\u0301亿元", "did you mean '亿元'?"),
        ("5亿元\u0301", "亿元\u0301", "did you mean '亿元'?"),
        ("5\u202e亿元", "\u202e亿元", "did you mean '亿元'?"),
        ("5亿元\u202c", "亿元\u202c", "did you mean '亿元'?"),
        ("5\u200b亿元", "\u200b亿元", "did you mean '亿元'?"),
        ("5亿元\x00", "亿元\x00", "did you mean '亿元'?"),
        ("5\u20055亿元", "\u20055亿元", ONE_NUMBER),
        ("5%%", "%%", "did you mean '%'?"),
    ],
)
def test_an_unknown_unit_is_refused_with_a_suggestion(text: str, unit: str, remedy: str) -> None:
    """What stands behind the number must be a unit's name, and no character of it is dropped."""
    with pytest.raises(UnitError) as refusal:
        Figure.parse(text)
    assert f"unknown unit {unit!r}\n{remedy}" == str(refusal.value)


@pytest.mark.parametrize("value", [None, 5, b"5%", ["5%"]])
def test_only_text_is_read(value: object) -> None:
    """A value that is no text is refused."""
    with pytest.raises(AmountError) as refusal:
        read_amount(value)  # type: ignore[arg-type]  # the mistake under test
    assert f"expected an amount as text, got {value!r}\n{HOW}" == str(refusal.value)


def test_a_text_of_10_megabytes_is_refused_at_once() -> None:
    """The length is looked at before the text is, and the message stays short."""
    text = "9" * 10**7 + "元"
    before = perf_counter()
    with pytest.raises(AmountError) as refusal:
        read_amount(text)
    assert perf_counter() - before < 0.1
    expected = f"expected an amount of at most 120 characters, got 10000001: '{'9' * 20}'…\n{HOW}"
    assert expected == str(refusal.value)


@pytest.mark.parametrize("piece", ["5", "5-", "1,234,", "亿", "5亿-", "不超过", " ", "5 "])
def test_no_text_takes_long(piece: str) -> None:
    """The longest texts made of one piece are settled in a twentieth of a second."""
    before = perf_counter()
    with pytest.raises((AmountError, UnitError)):
        Figure.parse(f"5{piece * 120}"[:MAX_LENGTH])
    assert perf_counter() - before < 0.05


@given(st.text(alphabet="0123456789.,，-−—~至超约多以上内%亿元亩家 ²①٣\u0301\u202e", max_size=12))
def test_what_is_read_has_no_other_digits_than_the_text(text: str) -> None:
    """Of any text, what is read holds the digits of the text in their order, or nothing is read."""
    try:
        amount = read_amount(text)
    except (AmountError, UnitError):
        return
    if not _reads_alone(text):
        return  # read as running text is: see test_phrases
    unit = _digits(str(amount.unit))
    numbers = [_digits(str(number)) for number in (amount.number, amount.upper) if number is not None]
    assert _digits(text) in {"".join(numbers) + unit, (unit.join(numbers)) + unit}


def _reads_alone(text: str) -> bool:
    """Whether no sign of the text needs more than the notation of figures."""
    return not set(text) & set("约多以上内至亿亩家元 ") or text.isascii()


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("二千四百亿元", "2400亿元"),
        ("50万-60万元", "50—60万元"),
        ("12 345 亿元", "12345亿元"),
        ("破5000亿元", "超5000亿元"),
        ("不得低于6%", "6%以上"),
        ("力争增长6%", "6%"),
        ("提高2个百分点", "2个百分点"),
        ("下降18%以上", "-18%以内"),
        ("第五", "5名次"),
        ("前五", "5名次以内"),
        ("千亿级", "1000亿元级"),
        ("数十亿元", "数10亿元"),
        ("1/5", "1/5"),
        ("近2/10", "近2/10"),
        ("-1/3", "-1/3"),
        ("三分之一", "1/3"),
        ("万分之五", "5/10000"),
        ("20万次以上", "200000无单位以上"),
        ("57.3 无单位", "57.3无单位"),
        ("2.5:1", "2.5无单位"),
        ("0.6比", "0.6比"),
        ("翻两番", "4倍"),
        ("三成", "3成"),
        ("100兆瓦", "100兆瓦"),
    ],
)
def test_words_of_documents_are_read_in_a_figures_text(text: str, printed: str) -> None:
    """What plans print is read where it is one amount, and prints in the one notation, which reads back."""
    figure = Figure.parse(text)
    assert printed == str(figure)
    again = Figure.parse(printed)
    assert (figure, figure.unit, figure.exact) == (again, again.unit, again.exact)
    assert figure.quantum in (again.quantum, 10000, 0)  # 翻两番 is exact, which 4倍 does not say


@pytest.mark.parametrize(
    "text",
    [
        "总投资5亿元",
        "5亿元项目",
        "增长6%和5%",
        "≥15",
        "15",
        "2:45:53",
        "5亿元3家",
        "人均5万元",
        "5—亿元",
        "亿元",
    ],
)
def test_a_figures_text_has_no_nouns_and_no_second_amount(text: str) -> None:
    """What is more than one amount with its unit is for `parse_figure` and `find`."""
    with pytest.raises((AmountError, UnitError)):
        Figure.parse(text)


def test_written_prints_fractions_and_rounds() -> None:
    """A number that no decimal holds is marked, a fraction keeps its parts, and places round."""
    third, mu = Fraction(1, 3), unit_of("亩")
    assert "≈0.3333333333333亩" == written(third, mu)
    assert "0.33亩" == written(third, mu, places=2)
    assert "1/3" == written(third, unit_of("分之"))
    assert "2/4" == written(Decimal("0.5"), unit_of("分之"), quantum=Fraction(1, 4))
    assert "0.50" == written(Decimal("0.5"), unit_of("分之"), places=2)
    assert "超1,200—1,300亩" == written(Decimal(1200), mu, (OVER,), Decimal(1300), is_grouped=True)


@pytest.mark.parametrize(
    ("text", "words", "example"),
    [
        ("3000余", "余", "3000余家"),
        ("3000多", "多", "3000多家"),
        ("2400亿", "亿", "2400亿元"),
        ("约2400亿左右", "亿", "约2400亿元左右"),
        ("3000余亿", "余亿", "3000余亿元"),
        ("5—6万", "万", "5—6万元"),
        ("5千", "千", "5千家"),
        ("5万", "万", "5万元"),
        ("5亿", "亿", "5亿元"),
    ],
)
def test_a_scale_word_is_no_unit(text: str, words: str, example: str) -> None:
    """What is missing behind 余 and 亿 is the unit, which is told with an example that is read."""
    with pytest.raises(UnitError) as caught:
        Figure.parse(text)
    assert str(caught.value) == (
        f"expected an amount with its unit, got {text!r}: {words!r} is part of the number\n"
        f"write what is counted behind it, such as {example!r}"
    )
    assert (f"数值缺少单位：{text!r}，{words!r}属于数字", f"请在其后写明单位，例如 {example!r}") == (
        caught.value.message_zh,
        caught.value.remedy_zh,
    )
    assert Figure.parse(example).text == example
