"""Amounts: one phrase with a number and a unit is read right or refused, never guessed at."""

from __future__ import annotations

import itertools
from decimal import Decimal
from time import perf_counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Figure
from zoneplan.amounts import MAX_LENGTH, Qualifier, read_amount, sayable
from zoneplan.errors import AmountError, UnitError

OVER, AT_LEAST, UNDER, AT_MOST = Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER, Qualifier.AT_MOST
JUST_OVER, NEARLY, ABOUT = Qualifier.JUST_OVER, Qualifier.NEARLY, Qualifier.ABOUT
HOW = "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"
ONE_NUMBER = "write one number and one unit, such as '1.5亿元'"


class Phrase(NamedTuple):
    """A phrase of a published plan and what it means: number, unit, bound, and the ends of a range."""

    text: str
    number: str
    unit: str
    bound: str = "eq"
    low: str | None = None
    high: str | None = None


# Phrases of published documents (新华日报 2023-02-16 and yearly bulletins) and of public test suites,
# with what people understand by them; the number of a range is its lower end.
PHRASES = [
    Phrase("破5000亿元", "5000", "亿元", "gt"),
    Phrase("2400亿元", "2400", "亿元"),
    Phrase("连续19年", "19", "年"),
    Phrase("330万新老昆山人", "330", "万人"),
    Phrase("30多年", "30", "年", "gt", "30", "40"),
    Phrase("99.38平方公里", "99.38", "平方公里"),
    Phrase("1.04万亩", "1.04", "万亩"),
    Phrase("收储土地3000亩以上", "3000", "亩", "ge"),
    Phrase("总投资超200亿元", "200", "亿元", "gt"),
    Phrase("844.40亿美元", "844.40", "亿美元"),
    Phrase("5006.7亿元", "5006.7", "亿元"),
    Phrase("按不变价格计算比上年增长1.8%", "1.8", "%"),
    Phrase("5.7万家", "5.7", "万家"),
    Phrase("提高至3.83%", "3.83", "%"),
    Phrase("8.18‰", "8.18", "‰"),
    Phrase("较上年提高2个百分点", "2", "个百分点"),
    Phrase("14.8万亿元", "14.8", "万亿元"),
    Phrase("同比增长5.6%(名义增长率)", "5.6", "%"),
    Phrase("增速高于全国平均增速4.2个百分点", "4.2", "个百分点"),
    Phrase("低于序时进度10~30个百分点(含10~30个百分点)", "10", "个百分点", "range", "10", "30"),
    Phrase("超过时间进度13.8个百分点", "13.8", "个百分点"),
    Phrase("占年计划的107.56%", "107.56", "%"),
    Phrase("1-5亿元项目299个", "1", "亿元", "range", "1", "5"),
    Phrase("7 362.1 亿元", "7362.1", "亿元"),
    Phrase("提高13.4个百分点", "13.4", "个百分点"),
    Phrase("是“十一五”末的5.9倍", "5.9", "倍"),
    Phrase("经济总量增至950亿元", "950", "亿元"),
    Phrase("超3.6万亿元", "3.6", "万亿元", "gt"),
    Phrase("15%—20%", "15", "%", "range", "15", "20"),
    Phrase("同比暴增23.9倍", "23.9", "倍"),
    Phrase("总投资近700亿美元", "700", "亿美元", "approx"),
    Phrase("5000万元", "5000", "万元"),
    Phrase("2.77万亿元(预计数,下同)", "2.77", "万亿元"),
    Phrase("5万亿元台阶", "5", "万亿元", "ge"),
    Phrase("控制在5.5%以内", "5.5", "%", "le"),
    Phrase("人均预期寿命再提高1岁", "1", "岁"),
    Phrase("每1个扣0.3分", "-0.3", "分"),
    Phrase("每超1个亿元加0.1分", "0.1", "分"),
    Phrase("900多万元", "900", "万元", "gt", "900", "1000"),
    Phrase("58亿吨标准煤", "58", "亿吨标准煤"),
    Phrase("20万次以上", "200000", "次", "ge"),
    Phrase("82，225.00元", "82225.00", "元"),
    Phrase("新台币 177.1 亿元", "177.1", "亿新台币元"),
    Phrase("约4.287亿美元", "4.287", "亿美元", "approx"),
    Phrase("不到1.9万台币", "1.9", "万新台币元", "lt"),
    # Cells of tables whose unit stands elsewhere, and phrases of several numbers: no one amount.
    *(Phrase(text, "", "") for text in ("≥15", ">80", "<5", "15左右", "76。7", "〔18〕", "近1/5", "<4/<5.5")),
    *(Phrase(text, "", "") for text in ("0.6:51.8:47.6", "由1.94:1缩小至1.87:1", "分别增长7%、8%左右")),
    *(Phrase(text, "", "") for text in ("亩均税收从8.7万元增加到15万元", "翻一番", "三成", "七千到九千亿元")),
]
BOUNDS = {
    (): "eq", (OVER,): "gt", (JUST_OVER,): "gt", (AT_LEAST,): "ge", (AT_MOST,): "le", (UNDER,): "lt",
    (NEARLY,): "approx", (ABOUT,): "approx",
}  # fmt: skip
READ = {
    "2400亿元", "30多年", "99.38平方公里", "1.04万亩", "844.40亿美元", "5006.7亿元", "5.7万家", "8.18‰",
    "14.8万亿元", "超3.6万亿元", "15%—20%", "5000万元", "900多万元", "58亿吨标准煤", "82，225.00元",
    "约4.287亿美元", "不到1.9万台币",
}  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.text)
def test_a_published_phrase_is_read_right_or_refused(phrase: Phrase) -> None:
    """Of the phrases of real documents, none is read as something else than what it means."""
    try:
        figure = Figure.parse(phrase.text)
    except (AmountError, UnitError):
        assert phrase.text not in READ
        return
    assert phrase.text in READ
    assert (phrase.number, phrase.unit) == (str(figure.number), str(figure.unit))
    if phrase.bound == "range":
        assert (Decimal(phrase.low or 0), Decimal(phrase.high or 0)) == (figure.number, figure.upper)
    else:
        assert (phrase.bound, None) == (BOUNDS[figure.qualifiers], figure.upper)
    assert phrase.high is None or Decimal(phrase.high) - 1 in figure.wide


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
    expected = (text, Decimal(number).as_tuple(), upper, unit, qualifiers)
    top = None if amount.upper is None else str(amount.upper)
    assert expected == (amount.text, amount.number.as_tuple(), top, amount.unit, amount.qualifiers)


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
            "50万-60万元",
            "expected one unit in a range, got '万' and '万元' in '50万-60万元'\nwrite both ends in one unit",
        ),
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
                "12 345 亿元", "7 362.1 亿元", "9**9**9 元", "亿园", "NaN亿元", "-Infinity元", "∞元", "inf元",
                "1e5 元", "007元", "00元", ".5亿元", "5.亿元", "①亿元", "٣亿元", "𝟓亿元", "५亿元", "五亿元",
                "\u202e5亿元", "\u200b5亿元", "\ufeff5亿元", "5% %", "~5亿元", "±5亿元", "--5亿元",
                "超超5亿元", "3−5亿元", "5亿 元", "5—亿元", "5,000—6,000", "3000亩≥", "超",
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
        ("5。5亿元", "。5亿元", ONE_NUMBER),
        ("5\u0301亿元", "\u0301亿元", "did you mean '亿元'?"),
        ("5亿元\u0301", "亿元\u0301", "did you mean '亿元'?"),
        ("5\u202e亿元", "\u202e亿元", "did you mean '亿元'?"),
        ("5亿元\u202c", "亿元\u202c", "did you mean '亿元'?"),
        ("5\u200b亿元", "\u200b亿元", "did you mean '亿元'?"),
        ("5亿元\x00", "亿元\x00", "did you mean '亿元'?"),
        ("5\u20055亿元", "\u20055亿元", ONE_NUMBER),
        ("5万", "万", "did you mean '万元'?"),
        ("5亿", "亿", "did you mean '亿元'?"),
        ("5%%", "%%", "did you mean '%'?"),
        ("5亿元多", "亿元多", "did you mean '亿元'?"),
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
    except AmountError:
        return
    unit = _digits(amount.unit)
    numbers = [_digits(str(number)) for number in (amount.number, amount.upper) if number is not None]
    assert _digits(text) in {"".join(numbers) + unit, (unit.join(numbers)) + unit}


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def test_sayable_holds_what_two_words_can_say() -> None:
    """Qualifiers stand together when a word before the number and one behind the unit can say them."""
    spoken = {(), *((one,) for one in Qualifier)}
    for before, more, behind in itertools.product(
        [None, OVER, AT_LEAST, UNDER, AT_MOST, NEARLY, ABOUT],
        [None, JUST_OVER],
        [None, AT_LEAST, AT_MOST, ABOUT],
    ):
        said = {word for word in (before, more, behind) if word is not None}
        if not (said & {OVER, AT_LEAST, JUST_OVER} and said & {UNDER, AT_MOST, NEARLY}):
            spoken.add(tuple(word for word in Qualifier if word in said))
    for size in range(4):
        for words in itertools.permutations(Qualifier, size):
            ordered = tuple(word for word in Qualifier if word in words)
            assert (ordered if ordered in spoken else None) == sayable(words)
