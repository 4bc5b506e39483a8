from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import DocumentError, FloatRefusedError
from zoneplan.formats.json import dump, load
from zoneplan.formats.text import Limits
from zoneplan.locations import MARK_KEY, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = {"名称": "name", "编号": "code"}
RAISE = "if the file is meant to be so, raise the limit: read_plan(path, limits=Limits"
LONG = f"text '{'x' * 39}…' has 51 characters, more than the limit of 50\n    {RAISE}(scalar=100))"
TINY = Limits(depth=3, nodes=10, scalar=50)

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers(
    -(10**40) + 1, 10**40 - 1
)
keys = st.text(min_size=1).filter(
    lambda key: key.strip("\u00ad\u200b\u200c\u200d\u2060 ") == key.strip() == key != "@"
)
plain_data = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


def unmarked(data: object) -> object:
    """Give data without the marks of its mappings."""
    if isinstance(data, dict):
        return {key: unmarked(value) for key, value in data.items() if key != MARK_KEY}
    return [unmarked(item) for item in data] if isinstance(data, list) else data


def mappings(data: object) -> Iterator[dict[str, Any]]:
    """Give every mapping in data, the outermost first."""
    if isinstance(data, dict):
        yield data
    if isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from mappings(inner)


def written_at(text: str, line: int, column: int) -> object:
    """Give the JSON value that starts at a place of a text."""
    lines = text.split("\n")[line - 1 :]
    decoder = json.JSONDecoder(parse_float=Decimal)
    return decoder.raw_decode("\n".join([lines[0][column - 1 :], *lines[1:]]))[0]


def with_tabs(text: str) -> str:
    """Indent by tabs instead of two spaces each, as many editors do."""
    return re.sub("^(?:  )+", lambda found: "\t" * (len(found[0]) // 2), text, flags=re.MULTILINE)


def refusal(text: str, limits: Limits = TINY) -> str:
    """Give the text of the error that a document leads to."""
    with pytest.raises(DocumentError) as caught:
        load(text, "plan.json", limits=limits, translate=KEYS)
    return str(caught.value)


@given(plain_data)
def test_dump_then_load_gives_the_same_data(data: object) -> None:
    """Plain data survives being written and read, to the last digit."""
    assert data == unmarked(load(dump(data), "x.json"))


@given(plain_data, st.sampled_from([str, with_tabs]))
def test_every_mark_points_at_its_values(data: object, indented: type[str]) -> None:
    """Where a mark says that a key or value stands in the file, it stands."""
    text = indented(dump(data))
    for mapping in mappings(load(text, "x.json")):
        mark = mapping.pop(MARK_KEY)
        assert (mark.file, mark.keys) == ("x.json", tuple(mapping))
        if mapping:
            assert mark.keys[0] == written_at(text, mark.line, mark.column)
        for key, value in mapping.items():
            place = mark.at("", key)
            assert unmarked(value) == written_at(text, place.line, place.column)


@given(st.text(alphabet='{}[]":,\\u0d8 aNe1.-\n\u3000：', max_size=30) | st.text())
def test_text_gives_data_or_document_error(text: str) -> None:
    """No text leads to another error than `DocumentError`."""
    try:
        load(text, "x.json", limits=TINY)
    except DocumentError:
        return


def test_keys_are_translated_and_numbers_keep_their_digits() -> None:
    """Chinese keys become English ones and a number keeps its trailing zeros."""
    data: Any = load('{"名称": "昆山", "code": [1.10, 2e3, null, true]}', "plan.json", translate=KEYS)
    assert unmarked(data) == {"name": "昆山", "code": [Decimal("1.10"), 2000, None, True]}
    assert str(data["code"][0]) == "1.10"
    assert list(data) == ["name", "code", MARK_KEY]
    assert data[MARK_KEY] == Mark("plan.json", 1, 2, ("name", "code"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1): the file is empty"),
        (" \n", "1:1): the file is empty"),
        ('{"a": 1,\n "a": 2}', "2:2): key 'a' is given twice (first at 1:2)\n    keep one of them"),
        (
            '{"a": {},\n\n "b": {"code": 1, "编号": 2}}',
            "3:19): key '编号' is given twice (first at 3:8 as 'code')\n    keep one of them",
        ),
        ('["b", NaN]', "1:7): 'NaN' is not a number\n    write null, or leave the value out"),
        ("[-Infinity]", "1:2): '-Infinity' is not a number\n    write null, or leave the value out"),
        (
            f"[{'1' * 41}]",
            f"1:2): number '{'1' * 39}…' has more than 40 digits\n    put it between quotes",
        ),
        ("[1e999]", "1:2): number '1e999' has more than 40 digits\n    put it between quotes"),
        ("[1e50]", "1:2): number '1e50' has more than 40 digits\n    put it between quotes"),
        ('{"@": 1}', "1:2): key '@' is reserved\n    use another key"),
        ('["\\ud800"]', "1:2): text '\\ud800' holds half a character\n    write it as it is"),
        ('{"a":\n tru}', "2:2): expected a value"),
        ("[1 2]", "1:4): expected ','"),
        ('{"a" 1}', "1:6): expected ':'"),
        ("[1] 2", "1:5): more text after the end of the document"),
        ('["a\tb"]', "1:4): a tab or line end stands inside a text"),
        ('["a', "1:2): the quote opened here is not closed"),
        ('["a\\', "1:2): the quote opened here is not closed"),
        ('["\\q"]', "1:3): not JSON: Invalid \\escape"),
        ('{"a"：1}', "1:5): full-width '：' where JSON needs ':'\n    type it in half width"),
        (
            "[[[[1]]]]",
            f"1:4): nested 4 levels deep, more than the limit of 3\n    {RAISE}(depth=6))",
        ),
        (
            "[1,2,3,4,5,6,7,8,9,10]",
            f"1:20): the file has 11 nodes or more, the limit is 10\n    {RAISE}(nodes=20))",
        ),
        (
            f'["{"x" * 51}"]',
            f"1:2): {LONG}",
        ),
    ],
)
def test_what_is_not_plain_json_is_refused(text: str, told: str) -> None:
    """Every fault is told in one sentence at its line and column."""
    assert refusal(text).removesuffix(": 'q'") == f"1 problem\nthe plan (plan.json:{told}"


def test_all_problems_are_told() -> None:
    """Faults that leave the text readable are all reported, in document order."""
    assert refusal('{"a": NaN, " b": [1e999], "a": "\\u6606"}') == (
        "3 problems\n"
        "the plan (plan.json:1:7): 'NaN' is not a number\n    write null, or leave the value out\n"
        "the plan (plan.json:1:12): key ' b' starts with a space (U+0020)\n    indent with ordinary spaces\n"
        "the plan (plan.json:1:19): number '1e999' has more than 40 digits\n    put it between quotes\n"
        "the plan (plan.json:1:27): key 'a' is given twice (first at 1:2)\n    keep one of them"
    ).replace("3 problems", "4 problems")


def test_an_escape_that_is_text_is_accepted() -> None:
    """Escaped characters, also those of two halves, are read as what they stand for."""
    assert load('["\\u6606", "\\ud83d\\ude00"]', "x.json") == ["昆", "😀"]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (r'{"a\"b": "\\", "\u4e2d": "\/\u6606\t"}', {'a"b': "\\", "中": "/昆\t"}),
        ('{"a":1,"b":-0.50,"c":"true"}', {"a": 1, "b": Decimal("-0.50"), "c": "true"}),
        ('{"a": "😀 &b *c !d # e: f", "%TAG": "---"}', {"a": "😀 &b *c !d # e: f", "%TAG": "---"}),
        ('\t{\t"a"\t:\t1\t}\t\n\t', {"a": 1}),
        ('{\r\n"a": "：",\r\n"b": null}', {"a": "：", "b": None}),
    ],
)
def test_json_of_every_spelling_has_marks(text: str, data: dict[str, object]) -> None:
    """Escapes, tabs, compact writing and what YAML takes for its own outside quotes cost no places."""
    found: Any = load(text, "x.json")
    assert data == unmarked(found)
    mark = found[MARK_KEY]
    places = [mark.at("", key) for key in data]
    lines = text.replace("\r\n", "\n")
    assert list(data.values()) == [written_at(lines, place.line, place.column) for place in places]


DIGITS = f"{'1' * 40}.{'2' * 40}"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (r'{"a": {"b": "\ud83d\ude00"}}', {"a": {"b": "😀"}}),
        ('{"a"\n:1}', {"a": 1}),
        (f'{{"{"k" * 1100}": 1}}', {"k" * 1100: 1}),
        (f'{{"a": [1, {DIGITS}]}}', {"a": [1, Decimal(DIGITS)]}),
    ],
)
def test_what_yaml_reads_otherwise_has_no_marks(text: str, data: object) -> None:
    """JSON that YAML refuses or takes for something else is read all the same, without places."""
    assert data == load(text, "x.json")


def test_neighbours_are_not_nesting() -> None:
    """Lists beside each other do not add to the depth."""
    assert unmarked(load("[[1], [2], {}, {}]", "x.json", limits=TINY)) == [[1], [2], {}, {}]


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "[" * 10_000 + "]" * 10_000])
def test_ten_thousand_levels_are_refused(text: str) -> None:
    """Deep nesting is refused before the standard reader meets it."""
    assert "nested 65 levels deep, more than the limit of 64" in refusal(text, Limits())


def test_nesting_beyond_the_stack_is_refused() -> None:
    """With the limit raised beyond what Python can do, the error is still ours."""
    text = "[" * 200_000 + "]" * 200_000
    assert refusal(text, Limits(depth=10**6)) == (
        "1 problem\nthe plan (plan.json:1:1): nested more levels deep than can be read"
    )


def test_json_is_indented_and_escapes_only_what_readers_break_on() -> None:
    """Chinese stays as it is, marks are left out, and the text ends with a line end."""
    data = {
        "名称": "昆山\u2028\x7f",
        "@": Mark("f", 1, 1),
        "n": [Decimal("1.10"), {}, [], [1]],
        "e": {"@": 1},
    }
    assert dump(data) == (
        '{\n  "名称": "昆山\\u2028\\u007f",\n  "n": [\n'
        "    1.10,\n    {},\n    [],\n    [\n      1\n    ]\n  ],\n"
        '  "e": {}\n}\n'
    )


def test_what_is_not_plain_is_not_written() -> None:
    """Floats, other keys than text, and data that holds itself are refused."""
    with pytest.raises(FloatRefusedError):
        dump([1.5])
    with pytest.raises(TypeError, match="cannot write the key 1: keys are text"):
        dump({1: 2})
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(DocumentError) as caught:
        dump(loop)
    assert str(caught.value) == (
        "1 problem\nthe plan: nested more than 64 levels deep\n"
        "    data that holds itself cannot be written; else dump(data, limits=Limits(depth=130))"
    )
