"""Files to text: what is read within which limits, in which encoding, and what is refused.

Nothing here knows a plan or a format.
What is *not* checked: whether the text is YAML or JSON, and what it says.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import AmountError, DocumentError, FloatRefusedError
from zoneplan.locations import MARK_KEY, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.errors import Sentences

__all__ = ["DEFAULT_LIMITS", "MARK_KEY", "NO_TRANSLATION", "Limits", "decode", "read_bytes"]

NO_TRANSLATION: Final[Mapping[str, str]] = MappingProxyType({})
"""Keys stay as they are written."""

MOST_PROBLEMS: Final = 1000
"""Reading stops after so many problems: a hostile file must not fill the memory with them."""

MOST_DIGITS: Final = 40
"""A number of more digits is not a figure of a plan, and costs time that grows with its square."""

NUMBER: Final = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
"""A decimal number as plans write it: no leading zeros, an exponent of two digits at most."""

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters no text file holds on purpose; U+2028 and U+2029 would also shift the line numbers."""

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060"
_BLANK_NAMES: Final = {" ": "space", "\u3000": "full-width space", "\u00a0": "no-break space"}
_BLANK_NAMES_ZH: Final = {" ": "空格", "\u3000": "全角空格", "\u00a0": "不换行空格"}
_SHOWN: Final = 40


@attrs.frozen(kw_only=True)
class Limits:
    """What a reader accepts before it stops, so that no file can exhaust the machine.

    Plan files come by mail from other offices; the defaults are far above any real plan.
    Raise one limit where the others are fine, for example `read_plan(path, limits=Limits(size=2**30))`.

    Attributes:
        size: Bytes of the file; raise it with `read_plan(path, limits=Limits(size=2**30))`.
        depth: Levels of lists and mappings inside each other, the outermost counted as 1;
            raise it with `read_plan(path, limits=Limits(depth=200))`.
        nodes: Lists, mappings, keys and values in the file, all counted together;
            raise it with `read_plan(path, limits=Limits(nodes=50_000_000))`.
        scalar: Characters of one text or number;
            raise it with `read_plan(path, limits=Limits(scalar=1_000_000))`.
        ratio: How many times larger than packed a large member of a workbook or document may be unpacked;
            raise it with `read_plan(path, limits=Limits(ratio=1000))`.
    """

    size: int = 64 * 1024 * 1024
    depth: int = 64
    nodes: int = 5_000_000
    scalar: int = 100_000
    ratio: int = 200


EMPTY: Final[Sentences] = ("the file is empty", "", "文件是空的", "")
"""What is said of a file that holds nothing."""

TOO_NESTED: Final[Sentences] = (
    "nested more levels deep than can be read",
    "",
    "嵌套层数过多，无法读取",
    "",
)
"""What is said of a file that no limit stopped and that cannot be followed all the same."""

DEFAULT_LIMITS: Final = Limits()
"""The limits used when none are given."""


def read_bytes(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Read a file whose size is within the limits.

    The size is looked up first, and no more than the limit is read even when the file grows meanwhile.

    Args:
        path: The file.
        limits: What is accepted; only `size` is used here.

    Raises:
        DocumentError: When the file is larger than `limits.size`.
        OSError: When the file is missing, is a folder, or cannot be read.
    """
    path = Path(path)
    size = path.stat().st_size
    raw = b""
    if size <= limits.size:
        with path.open("rb") as file:
            raw = file.read(limits.size + 1)
        size = len(raw)
    if size > limits.size:
        message = f"the file has {size:,} bytes, more than the limit of {limits.size:,}"
        message_zh = f"文件有{size:,}字节，超过上限{limits.size:,}"
        raise DocumentError.at(Location("", str(path)), *raised("size", size, message, message_zh))
    return raw


def decode(raw: bytes, name: str) -> str:
    r"""Give the text of a file written as UTF-8, UTF-16 with a byte order mark, or GB18030.

    Line ends become `"\n"`, a byte order mark at the start is dropped.

    Args:
        raw: The file's bytes.
        name: The file's name, for messages.

    Raises:
        DocumentError: When the bytes are none of these encodings, are UTF-8 with damaged places, or
            hold control characters.
    """
    return cleaned(decoded(raw, name), name)


def decoded(raw: bytes, name: str) -> str:
    """Give the text of a file as `decode` does, with its own line ends and any characters.

    Args:
        raw: The file's bytes.
        name: The file's name, for messages.

    Raises:
        DocumentError: When the bytes are none of the encodings, or are UTF-8 with damaged places.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-16", "replace")
            raise failure(
                name,
                *position(before, len(before)),
                "the file starts as UTF-16, but this place is not UTF-16",
                "save it as UTF-8",
                "文件开头为 UTF-16，此处却不是",
                "请另存为 UTF-8",
            ) from None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gb18030(raw, name, error)


def _decode_gb18030(raw: bytes, name: str, utf8_error: UnicodeDecodeError) -> str:
    # Damaged UTF-8 often decodes as GB18030 without complaint, into nonsense. Chinese text that
    # really is GB18030 leaves hardly an ideograph when it is read as UTF-8.
    loose = raw.decode("utf-8", "replace")
    if sum("\u4e00" <= character <= "\u9fff" for character in loose) > loose.count("\ufffd"):
        at, message = utf8_error.start, "is not UTF-8, though the rest of the file is"
        message_zh = "不是 UTF-8，而文件其余部分是"
    else:
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError as error:
            at, message = max(utf8_error.start, error.start), "is neither UTF-8 nor GB18030"
            message_zh = "既不是 UTF-8 也不是 GB18030"
    before = raw[:at].decode("utf-8" if at == utf8_error.start else "gb18030", "replace")
    raise failure(
        name,
        *position(before, at),
        f"byte 0x{raw[at]:02X} {message}",
        "save the file as UTF-8",
        f"字节 0x{raw[at]:02X} {message_zh}",
        "请将文件另存为 UTF-8",
    )


def cleaned(text: str, name: str) -> str:
    r"""Give the text with `"\n"` as its only line end, and nothing in it that is not text.

    Args:
        text: The text of a file.
        name: The file's name, for messages.

    Raises:
        DocumentError: When the text holds a control or other invisible character that breaks readers.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_characters(text, name)
    return text


def check_characters(text: str, name: str) -> None:
    """Check that a text holds no control or other invisible character that breaks readers.

    Args:
        text: The text of a file.
        name: The file's name, for messages.

    Raises:
        DocumentError: When it holds one.
    """
    if (found := FORBIDDEN.search(text)) is not None:
        code = ord(found[0])
        kind, kind_zh = ("control", "控制") if code < 0xA0 else ("invisible", "不可见")
        raise failure(
            name,
            *position(text, found.start()),
            f"{kind} character U+{code:04X}",
            "remove it; if the whole file looks odd, save it as UTF-8",
            f"{kind_zh}字符 U+{code:04X}",
            "请删去；如整个文件显示异常，请另存为 UTF-8",
        )


def named_bytes(
    source: str | os.PathLike[str] | bytes, name: str | None, unnamed: str, limits: Limits
) -> tuple[bytes, str]:
    """Give the bytes of a document and what it is called in messages.

    Args:
        source: The file, or its bytes.
        name: What it is called; None for the path as given.
        unnamed: What bytes without a name are called.
        limits: What is accepted; only `size` is used here.

    Raises:
        DocumentError: When the file is larger than `limits.size`.
        OSError: When the file is missing, is a folder, or cannot be read.
    """
    if isinstance(source, bytes):
        return source, name or unnamed
    return read_bytes(source, limits), name or os.fspath(source)


def position(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, min(offset, len(text)) - text.rfind("\n", 0, offset)


def failure(name: str, line: int, column: int, *sentences: str) -> DocumentError:
    """Give the error for one problem at one place of a file.

    Args:
        name: The file's name.
        line: The line, from 1.
        column: The column, from 1.
        sentences: Message and remedy in English, then in Chinese; the message at least.
    """
    return DocumentError.at(Location("", name, line, column), *sentences)


def raised(limit: str, needed: int, message: str, message_zh: str) -> Sentences:
    """Say what goes beyond a limit, and how to raise the limit to what a file needs.

    Args:
        limit: The limit's name.
        needed: What the file needs.
        message: What goes beyond it, in English.
        message_zh: The same in Chinese.
    """
    call = f"read_plan(path, limits=Limits({limit}={needed}))"
    return (
        message,
        f"if the file is meant to be so, raise the limit: {call}",
        message_zh,
        f"如文件本应如此，请放宽上限：{call}",
    )


def too_deep(limits: Limits) -> Sentences:
    """Give the sentences for nesting beyond the limit."""
    reached = limits.depth + 1
    message = f"nested {reached:,} levels deep, more than the limit of {limits.depth:,}"
    message_zh = f"嵌套{reached:,}层，超过上限{limits.depth:,}"
    return raised("depth", max(reached, 2 * limits.depth), message, message_zh)


def too_many(limits: Limits) -> Sentences:
    """Give the sentences for more nodes than the limit."""
    reached = limits.nodes + 1
    message = f"the file has {reached:,} nodes or more, the limit is {limits.nodes:,}"
    message_zh = f"文件有{reached:,}个以上的节点，上限为{limits.nodes:,}"
    return raised("nodes", max(reached, 2 * limits.nodes), message, message_zh)


def too_long(text: str, length: int, limits: Limits, *, is_more: bool = False) -> Sentences:
    """Give the sentences for a text beyond the limit, of which only the start is shown."""
    more, more_zh = (" or more", "以上") if is_more else ("", "")
    message = (
        f"text '{shown(text)}' has {length:,} characters{more}, more than the limit of {limits.scalar:,}"
    )
    message_zh = f"文字“{shown(text)}”有{length:,}个字符{more_zh}，超过上限{limits.scalar:,}"
    return raised("scalar", max(length, 2 * limits.scalar), message, message_zh)


def shown(text: str) -> str:
    """Give at most 40 characters of a text, control characters spelled out."""
    start = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(
        character if character.isprintable() or character in _BLANK_NAMES else ascii(character)[1:-1]
        for character in start
    )


def key_fault(key: str) -> Sentences | None:
    """Give the sentences for a key that cannot be used, or None.

    A key that starts with a full-width space is a line whose indentation YAML did not understand.
    """
    spelled = shown(key)
    if key == MARK_KEY:
        return (
            f"key '{MARK_KEY}' is reserved",
            "use another key",
            f"键“{MARK_KEY}”为保留键",
            "请换一个键",
        )
    if (start := key.lstrip().lstrip(_INVISIBLE)) != key:
        if not start:
            return (f"key '{spelled}' is empty", _WRITE_KEY, f"键“{spelled}”为空", _WRITE_KEY_ZH)
        return (
            f"key '{spelled}' starts with a {_blank(key[0])}",
            "indent with ordinary spaces",
            f"键“{spelled}”以{_blank_zh(key[0])}开头",
            "请用普通空格缩进",
        )
    if key.rstrip().rstrip(_INVISIBLE) != key:
        return (
            f"key '{spelled}' ends with a {_blank(key[-1])}",
            "remove it",
            f"键“{spelled}”以{_blank_zh(key[-1])}结尾",
            "请删去",
        )
    return None if key else ("the key is empty", _WRITE_KEY, "键为空", _WRITE_KEY_ZH)


_WRITE_KEY: Final = "write the key before the colon"
_WRITE_KEY_ZH: Final = "请在冒号前写上键"


def given_twice(spelled: str, first: str, line: int, column: int) -> Sentences:
    """Give the sentences for a key given twice, perhaps once in each language.

    Args:
        spelled: The second key as it is written.
        first: The first key as it is written.
        line: Line of the first key.
        column: Column of the first key.
    """
    is_same = spelled == first
    other, other_zh = ("", "") if is_same else (f" as '{shown(first)}'", f"，写作“{shown(first)}”")
    return (
        f"key '{shown(spelled)}' is given twice (first at {line}:{column}{other})",
        "keep one of them",
        f"键“{shown(spelled)}”写了两次（先在{line}:{column}{other_zh}）",
        "请只留一个",
    )


def _blank(character: str) -> str:
    name = _BLANK_NAMES.get(character) or unicodedata.name(character, "blank").lower()
    return f"{name} (U+{ord(character):04X})"


def _blank_zh(character: str) -> str:
    return f"{_BLANK_NAMES_ZH.get(character, '空白字符')}（U+{ord(character):04X}）"


def out_of_range(number: Decimal) -> bool:
    """Tell whether a number needs more than 40 digits before or after its point, or is none."""
    exponent = number.as_tuple().exponent
    return not isinstance(exponent, int) or number.adjusted() >= MOST_DIGITS or exponent < -MOST_DIGITS


def written(value: object) -> str:
    """Give the text of a null, a boolean or an exact number, alike in YAML and JSON.

    Raises:
        AmountError: When the number has more than 40 digits, or is NaN or infinite.
        FloatRefusedError: When the value is a binary float.
        TypeError: When the value is not plain data.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < 10**MOST_DIGITS:
            return str(value)
        case Decimal() if not out_of_range(value):
            return format(value, "f")
        case int() | Decimal():
            kind = "this number" if isinstance(value, int) else str(value)
            raise AmountError(
                f"cannot write {kind}", f"a figure has at most {MOST_DIGITS} digits on each side"
            )
        case float():
            raise FloatRefusedError(f"cannot write the float {value!r}", "give a Decimal, an int or a text")
        case _:
            raise TypeError(f"cannot write {value!r}: not plain data")


def written_items(mapping: Mapping[object, object]) -> Iterator[tuple[str, object]]:
    """Give the items of a mapping without its mark.

    Raises:
        TypeError: When a key is not text.
    """
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise TypeError(f"cannot write the key {key!r}: keys are text")
        if key != MARK_KEY:
            yield key, value


def refuse_depth(depth: int, limits: Limits) -> None:
    """Refuse to write data that could not be read again, or that holds itself.

    Raises:
        DocumentError: When `depth` is beyond the limit.
    """
    if depth > limits.depth:
        message = f"nested more than {limits.depth:,} levels deep"
        remedy = (
            f"data that holds itself cannot be written; else dump(data, limits=Limits(depth={2 * depth}))"
        )
        message_zh = f"嵌套超过{limits.depth:,}层"
        remedy_zh = f"包含自身的数据无法写出；否则请用 dump(data, limits=Limits(depth={2 * depth}))"
        raise DocumentError.at(Location(), message, remedy, message_zh, remedy_zh)
