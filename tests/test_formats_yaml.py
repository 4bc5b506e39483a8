from __future__ import annotations

import resource
import time
from decimal import Decimal
from typing import Any

import pytest
import yaml
import yamlcore
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import DocumentError, FloatRefusedError
from zoneplan.formats import yaml as reader
from zoneplan.formats.text import Limits, decode
from zoneplan.formats.yaml import dump, load
from zoneplan.locations import Mark

KEYS = {"名称": "name", "编号": "code"}
TINY = Limits(depth=3, nodes=10, scalar=50)
QUOTE = "put a text between quotes"

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers(
    -(10**40) + 1, 10**40 - 1
)
words = st.sampled_from(
    ["NO", "012", "0x1F", "1e3", "12:30", "a：b", "a:b", "~", "- x", "&a", "*a", "!", "a\n b\n", "😀", "# x"]
)
texts = words | st.text(max_size=20)
keys = texts.filter(
    lambda key: key.strip("\u00ad\u200b\u200c\u200d\u2060 ") == key.strip() == key not in ("", "@")
)
plain_data = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


def unmarked(data: object) -> object:
    """Give the data without its marks."""
    if isinstance(data, dict):
        return {key: unmarked(value) for key, value in data.items() if key != "@"}
    return [unmarked(item) for item in data] if isinstance(data, list) else data


def read(text: str, limits: Limits = TINY) -> Any:
    """Read with narrow limits and two Chinese keys."""
    return load(text, "plan.yaml", limits=limits, translate=KEYS)


def refusal(text: str, limits: Limits = TINY) -> str:
    """Give the text of the error that a document leads to."""
    with pytest.raises(DocumentError) as caught:
        read(text, limits)
    return str(caught.value)


@pytest.fixture
def _pure_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML as it is where libyaml is missing."""
    monkeypatch.setattr(reader, "_Parser", yaml.BaseLoader)
    monkeypatch.setattr(reader, "_Emitter", yaml.BaseDumper)


@given(plain_data)
def test_dump_then_load_gives_the_same_data(data: object) -> None:
    """Plain data survives being written and read, to the last digit and blank."""
    if data is not None:
        assert unmarked(load(dump(data), "x.yaml")) == data


@given(plain_data)
def test_both_parsers_agree(data: object) -> None:
    """PyYAML without libyaml gives the same data with the same places."""
    text = dump({"data": data})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_Parser", yaml.BaseLoader)
        pure = load(text, "x.yaml")
    assert pure == load(text, "x.yaml")


@given(st.binary() | st.text(alphabet="ab:- \n\t[]{}'\"&*!|>#%@,?：　~19.", max_size=40).map(str.encode))
def test_bytes_give_data_or_document_error(raw: bytes) -> None:
    """No bytes lead to another error than `DocumentError`."""
    try:
        load(decode(raw, "x.yaml"), "x.yaml", limits=TINY)
    except DocumentError:
        return


@given(st.text(alphabet="0123456789.+-eExo_~nulNtrafs:", min_size=1, max_size=8))
def test_plain_values_agree_with_the_core_schema(text: str) -> None:
    """A value is what YAML 1.2 says, or stays text where the number could surprise."""
    try:
        expected = yaml.load(f"[ {text} ]", Loader=yamlcore.CCoreLoader)[0]
        value = load(f"[ {text} ]", "x.yaml")[0]  # type: ignore[index]  # it is a list
    except (yaml.YAMLError, DocumentError):
        return
    if isinstance(value, str):
        assert isinstance(expected, dict) or value == text
    elif isinstance(value, Decimal):
        assert isinstance(expected, float)
        assert value == Decimal(text)
    elif not isinstance(value, dict | list):
        assert (type(value), value) == (type(expected), expected)


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcdefgh"), texts.filter(bool) | numbers, min_size=1), min_size=1
    )
)
def test_marks_point_at_the_values(rows: list[dict[str, object]]) -> None:
    """The text at the place of each value is where that value starts."""
    text = dump(rows)
    lines = text.split("\n")
    for row in load(text, "x.yaml"):  # type: ignore[attr-defined]  # it is a list
        mark = row.pop("@")
        assert mark.keys == tuple(row)
        assert lines[mark.line - 1][mark.column - 1] == mark.keys[0]
        for key, value in row.items():
            place = mark.at("rows[0]", key)
            written = lines[place.line - 1][place.column - 1 :]
            assert lines[place.line - 1][: place.column - 1].endswith(f"{key}: ")
            assert written[0] in "'\"|>" or written == dump({"a": value})[3:-1]


@pytest.mark.usefixtures("_pure_python")
def test_yaml_is_read_without_libyaml() -> None:
    """The parser written in Python reads and refuses the same."""
    assert unmarked(read("编号: 1.10\n")) == {"code": Decimal("1.10")}
    assert refusal("id: 1\nname：昆山\nx: 2\n") == f"1 problem\nthe plan (plan.yaml:2:5): {FULL_WIDTH}"
    assert dump({"名称": "昆山"}) == "名称: 昆山\n"


def test_marks_hold_translated_keys_and_shared_shapes() -> None:
    """A mark knows its first key's place and its values' places; equal shapes share their keys."""
    rows = read("- 编号: 1\n  名称:  昆山\n- code: 2\n  name: {}\n")
    first, second = (row["@"] for row in rows)
    assert (first, list(first.positions)) == (
        Mark("plan.yaml", 1, 3, ("code", "name"), first.positions),
        [1, 7, 2, 8],
    )
    assert first.keys is second.keys
    assert rows[1]["name"] == {"@": Mark("plan.yaml", 4, 9)}


def test_numbers_keep_their_digits_and_surprises_stay_text() -> None:
    """Only what every reader would read alike is a number."""
    same = "1.10, 5, -3, 0.5, 0, 012, 0x1F, 0o17, .nan, NaN, -.inf, ., -, +e5, 1_000, 12:30, NO, 1e999"
    assert [str(value) for value in read(f"[{same}]", Limits())] == same.split(", ")
    assert [str(value) for value in read("[+5, .5, 1., 1e3]")] == ["5", "0.5", "1", "1E+3"]
    assert [type(value) for value in read("[1.10, 5, 012, .nan, ., '5']")] == [
        Decimal,
        int,
        str,
        str,
        str,
        str,
    ]
    assert read(f"[{'1' * 41}, {'1' * 40}, 1e50, {'1' * 81}.5]", Limits()) == [
        "1" * 41,
        int("1" * 40),
        "1e50",
        "1" * 81 + ".5",
    ]


def test_equal_texts_share_one_object() -> None:
    """Repeated short values cost no memory."""
    plain, quoted = read("[[已完成, 已完成], ['已完成', '已完成']]")
    assert plain[0] is plain[1]
    assert quoted[0] is quoted[1]
    assert read(f"['{'a' * 41}']") == ["a" * 41]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("- a\n- [b]", ["a", ["b"]]),
        ("昆山", "昆山"),
        ("%YAML 1.2\n---\na: ~\n...\n", {"a": None}),
        ("note: 说明：正常文字", {"note": "说明：正常文字"}),
        ("note:\n  说明：正常文字", {"note": "说明：正常文字"}),
        ("- 经发局：牵头\n- http://a.cn", ["经发局：牵头", "http://a.cn"]),
        ("- a: 经发局\n    科技局：配合", [{"a": "经发局 科技局：配合"}]),
        ("a: R&D * !", {"a": "R&D * !"}),
        ("? a\n: 1", {"a": 1}),
        ("a: '：'\nname: |\n  名称：正常\n", {"a": "：", "name": "名称：正常\n"}),
        ("a: 1\r\nb: 2\rc: 3", {"a": 1, "b": 2, "c": 3}),
    ],
)
def test_plain_yaml_is_read(text: str, data: object) -> None:
    """What is not a fault is read as it stands."""
    assert unmarked(read(text)) == data


FULL_WIDTH = "full-width colon '：' after 'name'\n    write an ordinary colon and a space: 'name: …'"
RAISE = "if the file is meant to be so, raise the limit: read_plan(path, limits=Limits"
LONG = f"text '{'x' * 39}…' has 51 characters, more than the limit of 50\n    {RAISE}(scalar=100))"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1): the file is empty"),
        ("# only a comment\n", "1:1): the file is empty"),
        ("---\n", "1:1): the file is empty"),
        ("name：昆山\nid: 1\n", f"1:5): {FULL_WIDTH}"),
        ("name：昆山", f"1:5): {FULL_WIDTH}"),
        (
            "其他：昆山",
            "1:3): full-width colon '：' after '其他'\n    write an ordinary colon and a space: '其他: …'",
        ),
        (
            "a: |\n  说明：正常\nb: 1\nc: d: e",
            f"4:5): a second ': ' in one value\n    start a key on its own line; {QUOTE}",
        ),
        ("id: 1\nname：昆山\nx: 2\n", f"2:5): {FULL_WIDTH}"),
        ("id: 1\nname：昆山", f"2:5): {FULL_WIDTH}"),
        ("id: 1\nname：昆山\n\n# c\n- x", f"2:5): {FULL_WIDTH}"),
        ("- id: 1\n- name：昆山\n  id: 1", f"2:7): {FULL_WIDTH}"),
        ("a:\n  name：昆山\n", f"2:7): {FULL_WIDTH}"),
        ("- name：昆山\n", f"1:7): {FULL_WIDTH}"),
        ("id: 昆山\n  name：x\n", f"2:7): {FULL_WIDTH}"),
        (
            "名称：昆山\nid: 1",
            "1:3): full-width colon '：' after '名称'\n    write an ordinary colon and a space: '名称: …'",
        ),
        (
            "id: 1\nname:昆山\n",
            "2:5): no space after the colon of 'name'\n    write a space after the colon: 'name: …'",
        ),
        ("a:\n\tb: 1\n", "2:1): line starts with a tab\n    indent with spaces"),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3): line starts with a tab\n    indent with spaces"),
        (
            "programs:\n　　- code: P1\n",
            "2:1): key '　　- code' starts with a full-width space (U+3000)\n    indent with ordinary spaces",
        ),
        (
            "a: 1\n\u00a0b: 2\n",
            "2:1): key '\u00a0b' starts with a no-break space (U+00A0)\n    indent with ordinary spaces",
        ),
        ("a: 1\na: 2\n", "2:1): key 'a' is given twice (first at 1:1)\n    keep one of them"),
        (
            "名称: 1\nname: 2\n",
            "2:1): key 'name' is given twice (first at 1:1 as '名称')\n    keep one of them",
        ),
        ('"@": 1', "1:1): key '@' is reserved\n    use another key"),
        ("a: 'x\nb: 1", "1:4): the quote opened here is not closed\n    close it with the same quote"),
        ('"a\n---\nb"', "1:1): the quote opened here is not closed\n    close it with the same quote"),
        (
            "a: [1, 2\nb: 1",
            (
                "1:4): the '[' opened here is not closed\n    close it with ']', or add a missing ','; "
                "a full-width '，' separates nothing"
            ),
        ),
        (
            "a: {b: 1\nc: 2",
            (
                "1:4): the '{' opened here is not closed\n    close it with '}', or add a missing ','; "
                "a full-width '，' separates nothing"
            ),
        ),
        ("a: [1,\n", f"2:1): a value or a closing bracket is missing here\n    {QUOTE}"),
        ("a: 1\n]", f"2:1): ']' closes nothing\n    {QUOTE}"),
        ("a: 1\n---\nb: 2", "2:1): a second document starts here\n    keep one document in a file"),
        (
            "a: !!python/object:os.system x",
            f"1:4): tag '!!python/object:os.system' is not plain YAML\n    remove the tag; {QUOTE}",
        ),
        ("a: !x {}", f"1:4): tag '!x' is not plain YAML\n    remove the tag; {QUOTE}"),
        ("a: ! 12", f"1:4): tag '!' is not plain YAML\n    remove the tag; {QUOTE}"),
        ("%TAG ! x\n---\na: 1", "1:1): tags are not plain YAML\n    remove this line"),
        ("a: 1\n...\n%TAG ! x\n", "3:1): tags are not plain YAML\n    remove this line"),
        ("%YAML 3.0\n---\na", "1:1): not YAML: found incompatible YAML document"),
        ("a: *x", "1:4): '*x' refers to another value\n    write the value out"),
        ("note: *重要*", f"1:7): a value cannot start with '*'\n    {QUOTE}"),
        ("note: &重要", f"1:7): a value cannot start with '&'\n    {QUOTE}"),
        ("note: !<重要", f"1:7): a value cannot start with '!'\n    {QUOTE}"),
        ("a: @x", f"1:4): a value cannot start with '@'\n    {QUOTE}"),
        ("a: b: c", f"1:5): a second ': ' in one value\n    start a key on its own line; {QUOTE}"),
        ('a: "x" y', f"1:8): more text after the end of this value\n    {QUOTE}"),
        (
            "a:\n  - 1\n b: 2",
            "3:2): the indentation does not fit the lines above\n    align it with the lines it belongs to",
        ),
        (
            "a: 1\nfoo\nb: 2",
            f"2:1): this line is not 'key: value'\n    write a colon and a space after the key; {QUOTE}",
        ),
        ("[a]: 1", f"1:1): a list or mapping stands where a key is expected\n    {QUOTE}"),
        (
            'a: "\\q"',
            "1:5): not YAML: while parsing a quoted scalar found unknown escape character",
        ),
        (
            "a\u2028b: 1",
            "1:2): invisible character U+2028\n    remove it; if the whole file looks odd, save it as UTF-8",
        ),
        ("[[[[1]]]]", f"1:4): nested 4 levels deep, more than the limit of 3\n    {RAISE}(depth=6))"),
        ("- - - - 1", f"1:7): nested 4 levels deep, more than the limit of 3\n    {RAISE}(depth=6))"),
        (
            "[1,2,3,4,5,6,7,8,9,10]",
            f"1:20): the file has 11 nodes or more, the limit is 10\n    {RAISE}(nodes=20))",
        ),
        (
            f"a: {'x' * 51}",
            f"1:4): {LONG}",
        ),
        (
            f"{'x' * 51}: a",
            f"1:1): {LONG}",
        ),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text: str, told: str) -> None:
    """Every fault is told in one sentence at the place where the author went wrong."""
    assert refusal(text) == f"1 problem\nthe plan (plan.yaml:{told}"


def test_all_problems_are_told() -> None:
    """Faults that leave the text readable are all reported, and a syntax error after them as well."""
    assert refusal("a: &x 1\nb: *x\na: 2\n c: @") == (
        "4 problems\n"
        f"the plan (plan.yaml:1:4): '&x' names a value for later use\n    remove the name; {QUOTE}\n"
        "the plan (plan.yaml:2:4): '*x' refers to another value\n    write the value out\n"
        "the plan (plan.yaml:3:1): key 'a' is given twice (first at 1:1)\n    keep one of them\n"
        f"the plan (plan.yaml:4:3): a second ': ' in one value\n    start a key on its own line; {QUOTE}"
    )


def test_no_more_than_a_thousand_problems_are_told() -> None:
    """A file full of faults does not fill the memory."""
    with pytest.raises(DocumentError) as caught:
        read("a: 1\n" * 2000, Limits())
    assert len(caught.value.problems) == 1000


MIB = 2**20
HUGE = Limits(size=2**30)
BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[" * 10_000, "1:65): nested 65 levels deep", id="flow lists"),
        pytest.param("[" * 10_000_000, "1:65): nested 65 levels deep", id="10 MB of brackets"),
        pytest.param("{a: " * 10_000, "1:257): nested 65 levels deep", id="flow mappings"),
        pytest.param("{" * 10_000, "1:2): a list or mapping stands where a key is expected", id="braces"),
        pytest.param("- " * 10_000, "1:129): nested 65 levels deep", id="inline lists"),
        pytest.param(
            "? " * 10_000, "1:3): a list or mapping stands where a key is expected", id="inline keys"
        ),
        pytest.param(
            "".join(" " * n + "a:\n" for n in range(10_000)),
            "65:65): nested 65 levels deep",
            id="block indentation",
        ),
        pytest.param(
            "".join(" " * n + "-\n" for n in range(10_000)), "65:65): nested 65 levels deep", id="block lists"
        ),
        pytest.param(BOMB, "33 problems", id="anchor bomb"),
        pytest.param("a: &a [*a]", "1:8): '*a' refers to another value", id="recursive alias"),
        pytest.param("%TAG !a! x\n" * 300_000, "1:1): tags are not plain YAML", id="directives"),
        pytest.param("a: 1\n" * 300_000, "1000 problems", id="duplicates"),
    ],
)
def test_hostile_text_is_refused_quickly(text: str, told: str) -> None:
    """Nesting, bombs and floods are refused within two seconds and without filling the memory."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    message = refusal(text, Limits())
    assert time.perf_counter() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    assert told in message


@pytest.mark.parametrize("start", ["name: ", "name: '", "name: |\n  ", "- "])
def test_an_endless_text_is_refused_before_it_is_read_whole(start: str) -> None:
    """A text of 100 MB is refused at its start although the size limit allows the file."""
    text = start + "x" * 100_000_000
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    message = refusal(text, HUGE)
    assert time.perf_counter() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    assert "x…' has 100,001 characters or more, more than the limit of 100,000" in message
    assert len(message) < 400


def test_nesting_beyond_the_stack_is_refused() -> None:
    """With the limit raised beyond what Python can do, the error is still ours."""
    assert refusal("[" * 100_000, Limits(depth=10**6)) == (
        "1 problem\nthe plan (plan.yaml:1:1): nested more levels deep than can be read"
    )


def test_the_caches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and keys beyond the cache's size are read all the same."""
    monkeypatch.setattr(reader, "_CACHED_TEXTS", 1)
    assert unmarked(read("a: x\nb: y\nc: x")) == {"a": "x", "b": "y", "c": "x"}


def test_yaml_is_readable() -> None:
    """Block style, Chinese as it is, keys in their order, marks left out."""
    rows = [{"b": Decimal("1.10"), "a": [1, None]}, [], {}]
    assert dump({"名称": "昆山", "@": Mark("f", 1, 1), "rows": rows}) == (
        "名称: 昆山\nrows:\n- b: 1.10\n  a:\n  - 1\n  - null\n- []\n- {}\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2400亿元", "2400亿元"),
        ("😀𠮷", "😀𠮷"),
        ("a\nb\n", "|\n  a\n  b"),
        ("NO", "'NO'"),
        ("12:30", "'12:30'"),
        ("012", "'012'"),
        ("0o17", "'0o17'"),
        ("2025-01-01", "'2025-01-01'"),
        ("1.5", "'1.5'"),
        ("", "''"),
        ("\u3000a", "'\u3000a'"),
        ("name：x", "'name：x'"),
        ("a\n  b", '"a\\n  b"'),
        ("\na", '"\\na"'),
        ("a\tb", '"a\\tb"'),
        ("\x01", '"\\x01"'),
    ],
)
def test_texts_are_quoted_where_a_reader_could_err(text: str, written: str) -> None:
    """Quotes stand only around what this or another reader could take for something else."""
    assert dump({"a": text}) == f"a: {written}\n"


def test_what_is_not_plain_is_not_written() -> None:
    """Floats, other keys than text, and data that holds itself are refused."""
    with pytest.raises(FloatRefusedError):
        dump([1.5])
    with pytest.raises(TypeError, match="cannot write the key 1: keys are text"):
        dump({1: 2})
    loop: dict[str, object] = {}
    loop["a"] = loop
    with pytest.raises(DocumentError, match="nested more than 64 levels deep"):
        dump(loop)


COMMENTED = """\
# a comment
k: |  # behind the sign of a block
  text # in a block

  # in it, too
# behind the block
j: "a # in quotes"  # behind it
l: [1, # in a list
  2]
m: >-
  folded # text
n: 'x''#'
o: plain#text
# the last"""


def test_comments_are_found_and_texts_are_none() -> None:
    """A sign in a text, a block or a word is no comment; a comment is told by its line and column."""
    assert [(1, 1), (2, 7), (6, 1), (7, 21), (8, 8), (14, 1)] == list(reader.comments(COMMENTED))
    assert [] == list(reader.comments("id: p\n"))
