"""JSON to plain data with the place of every value, and back.

Numbers keep their digits as written. The standard reader tells no places, so what it has accepted is
read once more as YAML, of which JSON is nearly a part, and the places are taken from there.

What is *not* checked: whether a key is known, and whether a value has the right type.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError, Problem
from zoneplan.formats import yaml
from zoneplan.formats.text import (
    DEFAULT_LIMITS,
    EMPTY,
    FORBIDDEN,
    MARK_KEY,
    MOST_DIGITS,
    MOST_PROBLEMS,
    NO_TRANSLATION,
    NUMBER,
    TOO_NESTED,
    Limits,
    cleaned,
    failure,
    given_twice,
    key_fault,
    out_of_range,
    position,
    refuse_depth,
    shown,
    too_deep,
    too_long,
    too_many,
    written,
    written_items,
)
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.errors import Sentences

__all__ = ["dump", "load"]

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]|[^\s"\[\]{}:,]+', re.DOTALL)
_IS_KEY: Final = re.compile(r"\s*:")
_WORDS: Final = frozenset({"true", "false", "null"})
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FULL_WIDTH: Final = {"：": ":", "，": ",", "“": '"', "”": '"', "｛": "{", "｝": "}", "【": "[", "】": "]"}
_PLAIN_WORDS: Final = {
    "Expecting value": ("expected a value", "此处应有值"),
    "Expecting ',' delimiter": ("expected ','", "此处应有“,”"),
    "Expecting ':' delimiter": ("expected ':'", "此处应有“:”"),
    "Expecting property name enclosed in double quotes": (
        "expected a key in double quotes",
        "此处应有双引号中的键",
    ),
    "Illegal trailing comma before end of object": ("a comma stands before '}'", "“}”前多了逗号"),
    "Illegal trailing comma before end of array": ("a comma stands before ']'", "“]”前多了逗号"),
    "Unterminated string starting at": ("the quote opened here is not closed", "此处开始的引号没有闭合"),
    "Invalid control character at": (
        "a tab or line end stands inside a text",
        "文字中有制表符或换行",
    ),
    "Extra data": ("more text after the end of the document", "文档结束后还有文字"),
}


def load(
    text: str,
    name: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    translate: Mapping[str, str] = NO_TRANSLATION,
) -> object:
    r"""Read one JSON document as plain data; its mappings carry their `Mark` under `MARK_KEY`.

    There are no marks at all in a document that YAML would not read alike: one that spells a character
    in two halves (`\ud83d\ude00`), puts a colon on another line than its key, or has a key of more
    than 1,000 characters.

    Args:
        text: The document.
        name: The file's name, for messages and marks.
        limits: What is accepted before the reader stops.
        translate: Keys of other languages to the keys used here; other keys stay as they are.

    Returns:
        Dicts with text keys, lists, str, int, Decimal, bool and None.

    Raises:
        DocumentError: When the text is empty or not JSON, exceeds a limit, gives a key twice, or holds
            NaN, Infinity or a number of more than 40 digits; it holds all such problems, or the first
            error of syntax.
    """
    text = cleaned(text, name)
    if not text.strip():
        raise failure(name, 1, 1, *EMPTY)
    _refuse_size(text, name, limits)
    reader = _Reader(translate)
    try:
        data: object = json.loads(
            text,
            object_pairs_hook=reader.mapping,
            parse_int=reader.integer,
            parse_float=reader.decimal,
            parse_constant=reader.constant,
        )
    except json.JSONDecodeError as error:
        raise _explained(error, text, name) from None
    except RecursionError:
        raise failure(name, 1, 1, *TOO_NESTED) from None
    if reader.doubtful or "\\u" in text:
        problems = tuple(islice(_problems(text, name, translate), MOST_PROBLEMS))
        if problems:
            raise DocumentError(problems)
    return _marked(data, text, name, limits, translate)


def _marked(data: object, text: str, name: str, limits: Limits, translate: Mapping[str, str]) -> object:
    """Give the data with marks, as the YAML reader finds them in a text that is JSON beyond doubt.

    The data stays as it is, without marks, where that reader refuses the text or takes it for something
    else: what a document says never depends on whether its places are known.
    """
    # Outside texts a tab is a blank like any other, but YAML wants spaces; inside, JSON has none.
    try:
        found = yaml.load(text.replace("\t", " "), name, limits=limits, translate=translate)
    except DocumentError:
        return data
    return found if _is_same(data, found) else data


def _is_same(data: object, marked: object) -> bool:
    """Tell whether two readings agree but for the marks, to the order of keys and the last digit."""
    pairs = [(data, marked)]
    while pairs:
        one, other = pairs.pop()
        ours: object
        theirs: object
        if isinstance(one, dict) and isinstance(other, dict):
            ours, theirs = [*one, MARK_KEY], [*other]
            pairs.extend(zip(one.values(), other.values(), strict=False))  # the mark comes last
        elif isinstance(one, list) and isinstance(other, list):
            ours, theirs = len(one), len(other)
            pairs.extend(zip(one, other, strict=False))
        else:
            ours, theirs = (type(one), str(one)), (type(other), str(other))
        if ours != theirs:
            return False
    return True


class _Reader:
    """What the standard reader calls; it tells no places, so a doubt is noted and looked for later."""

    def __init__(self, translate: Mapping[str, str]) -> None:
        self.translate = translate
        self.keys: dict[str, str] = {}
        self.doubtful = False

    def mapping(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = self.keys
        items = {keys.get(key) or self.new_key(key): value for key, value in pairs}
        if len(items) != len(pairs):
            self.doubtful = True
        return items

    def new_key(self, raw: str) -> str:
        if key_fault(raw) is not None:
            self.doubtful = True
        key = self.keys[raw] = self.translate.get(raw, raw)
        return key

    def integer(self, text: str) -> int:
        return 0 if self.doubt(text) else int(text)

    def decimal(self, text: str) -> Decimal:
        return Decimal(0) if self.doubt(text) else Decimal(text)

    def constant(self, _: str) -> None:
        self.doubtful = True

    def doubt(self, text: str) -> bool:
        if _number_fault(text) is None:
            return False
        self.doubtful = True
        return True


def _number_fault(text: str) -> Sentences | None:
    if len(text) <= MOST_DIGITS and text.strip("-.0123456789") == "":
        return None
    if text.endswith(("NaN", "Infinity")):
        return (
            f"'{text}' is not a number",
            "write null, or leave the value out",
            f"“{text}”不是数",
            "请写 null，或不写该值",
        )
    if len(text) > 3 * MOST_DIGITS or not NUMBER.fullmatch(text) or out_of_range(Decimal(text)):
        return (
            f"number '{shown(text)}' has more than {MOST_DIGITS} digits",
            "put it between quotes",
            f"数“{shown(text)}”超过{MOST_DIGITS}位",
            "请加引号",
        )
    return None


def _refuse_size(text: str, name: str, limits: Limits) -> None:
    """Refuse what would exhaust the stack or the memory, before the standard reader sees it."""
    depth = nodes = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
                nodes += 1
                if depth > limits.depth:
                    raise failure(name, *position(text, token.start()), *too_deep(limits))
            case "]" | "}":
                depth -= 1
            case scalar:
                nodes += 1
                if len(scalar) - 2 > limits.scalar:
                    content = scalar.strip('"')
                    place = position(text, token.start())
                    raise failure(name, *place, *too_long(content, len(scalar) - 2, limits))
        if nodes > limits.nodes:
            raise failure(name, *position(text, token.start()), *too_many(limits))


class _Places:
    """Lines and columns of offsets asked for in rising order, at the cost of one pass in all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = self.line_start = 0
        self.line = 1

    def at(self, offset: int) -> tuple[int, int]:
        if passed := self.text.count("\n", self.offset, offset):
            self.line += passed
            self.line_start = self.text.rfind("\n", self.offset, offset) + 1
        self.offset = offset
        return self.line, offset - self.line_start + 1


def _problems(text: str, name: str, translate: Mapping[str, str]) -> Iterator[Problem]:
    """Look again, with places, at a text that the standard reader has accepted."""
    places = _Places(text)
    open_keys: list[dict[str, tuple[str, int, int]]] = []
    for token in _TOKEN.finditer(text):
        found = token[0]
        faults: list[Sentences] = []
        line, column = places.at(token.start())
        match found[0]:
            case "{" | "[":
                open_keys.append({})
            case "}" | "]":
                open_keys.pop()
            case '"':
                content = json.loads(found)
                if _SURROGATE.search(content):
                    faults.append(
                        (
                            f"text '{shown(content)}' holds half a character",
                            "write it as it is",
                            f"文字“{shown(content)}”中有半个字符",
                            "请直接写出该字符",
                        )
                    )
                elif _IS_KEY.match(text, token.end()) is not None:
                    keys = open_keys[-1]
                    faults.extend(_key_faults(content, translate.get(content, content), keys))
                    keys.setdefault(translate.get(content, content), (content, line, column))
            case _ if found not in _WORDS and (number_fault := _number_fault(found)) is not None:
                faults.append(number_fault)
        for fault in faults:
            yield Problem(Location("", name, line, column), *fault)


def _key_faults(raw: str, key: str, earlier: Mapping[str, tuple[str, int, int]]) -> Iterator[Sentences]:
    if (fault := key_fault(raw)) is not None:
        yield fault
    if key in earlier:
        yield given_twice(raw, *earlier[key])


def _explained(error: json.JSONDecodeError, text: str, name: str) -> DocumentError:
    met = text[error.pos : error.pos + 1]
    if met in _FULL_WIDTH:
        sentences = (
            f"full-width '{met}' where JSON needs '{_FULL_WIDTH[met]}'",
            "type it in half width",
            f"此处是全角“{met}”，JSON 需要“{_FULL_WIDTH[met]}”",
            "请改为半角",
        )
    else:
        message, message_zh = _PLAIN_WORDS.get(
            error.msg, (f"not JSON: {error.msg}", f"不是 JSON：{error.msg}")
        )
        sentences = (message, "", message_zh, "")
    return failure(name, error.lineno, error.colno, *sentences)


def dump(data: object, *, limits: Limits = DEFAULT_LIMITS) -> str:
    """Write plain data as indented JSON, Chinese as it is, numbers with all their digits.

    Args:
        data: Dicts with text keys, lists, str, int, Decimal, bool and None; marks are left out.
        limits: Only `depth` is used: what could not be read again is not written.

    Raises:
        AmountError: When a number has more than 40 digits, or is NaN or infinite.
        DocumentError: When the data is nested too deep, or holds itself.
        FloatRefusedError: When the data holds a binary float.
        TypeError: When the data holds anything else that is not plain.
    """
    return "".join(_pieces(data, limits)) + "\n"


def _pieces(data: object, limits: Limits) -> Iterator[str]:
    """Give the text of data piece by piece, without recursion."""
    stack: list[tuple[Iterator[tuple[str, object]], str]] = [(iter((("", data),)), "")]
    comma = ""
    while stack:
        children, end = stack[-1]
        line = "\n" + "  " * (len(stack) - 1) if len(stack) > 1 else ""
        for label, value in children:
            yield comma + line + label
            comma = ","
            if not isinstance(value, dict | list | tuple):
                yield _quoted(value) if isinstance(value, str) else written(value)
            elif not (inner := _children(value)):
                yield "{}" if isinstance(value, dict) else "[]"
            else:
                refuse_depth(len(stack), limits)
                yield "{" if isinstance(value, dict) else "["
                stack.append((iter(inner), "}" if isinstance(value, dict) else "]"))
                comma = ""
                break
        else:
            stack.pop()
            yield line[:-2] + end
            comma = ","


def _children(
    collection: dict[object, object] | list[object] | tuple[object, ...],
) -> list[tuple[str, object]]:
    if isinstance(collection, dict):
        return [(f"{_quoted(key)}: ", value) for key, value in written_items(collection)]
    return [("", value) for value in collection]


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
