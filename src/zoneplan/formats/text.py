"""Files to text: what is read within which limits, in which encoding, and what is refused.

Nothing here knows a plan or a format.
What is *not* checked: whether the text is YAML or JSON, and what it says.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import AmountError, DocumentError, FloatRefusedError, Problem
from zoneplan.locations import MARK_KEY, Location

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

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
    """

    size: int = 64 * 1024 * 1024
    depth: int = 64
    nodes: int = 5_000_000
    scalar: int = 100_000


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
        raise DocumentError((Problem(Location("", str(path)), message, raising("size", size)),))
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
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return cleaned(raw.decode("utf-16"), name)
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-16", "replace")
            message = "the file starts as UTF-16, but this place is not UTF-16"
            raise failure(name, *position(before, len(before)), message, "save it as UTF-8") from None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_gb18030(raw, name, error)
    return cleaned(text, name)


def _decode_gb18030(raw: bytes, name: str, utf8_error: UnicodeDecodeError) -> str:
    # Damaged UTF-8 often decodes as GB18030 without complaint, into nonsense. Chinese text that
    # really is GB18030 leaves hardly an ideograph when it is read as UTF-8.
    loose = raw.decode("utf-8", "replace")
    if sum("\u4e00" <= character <= "\u9fff" for character in loose) > loose.count("\ufffd"):
        at, message = utf8_error.start, "is not UTF-8, though the rest of the file is"
    else:
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError as error:
            at, message = max(utf8_error.start, error.start), "is neither UTF-8 nor GB18030"
    before = raw[:at].decode("utf-8" if at == utf8_error.start else "gb18030", "replace")
    raise failure(name, *position(before, at), f"byte 0x{raw[at]:02X} {message}", "save the file as UTF-8")


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
    if (found := FORBIDDEN.search(text)) is not None:
        code = ord(found[0])
        kind = "control" if code < 0xA0 else "invisible"
        line, column = position(text, found.start())
        remedy = "remove it; if the whole file looks odd, save it as UTF-8"
        raise failure(name, line, column, f"{kind} character U+{code:04X}", remedy)
    return text


def position(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, min(offset, len(text)) - text.rfind("\n", 0, offset)


def failure(name: str, line: int, column: int, message: str, remedy: str = "") -> DocumentError:
    """Give the error for one problem at one place of a file."""
    return DocumentError((Problem(Location("", name, line, column), message, remedy),))


def raising(limit: str, needed: int) -> str:
    """Say how to raise a limit to what a file needs."""
    return f"if the file is meant to be so, raise the limit: read_plan(path, limits=Limits({limit}={needed}))"


def too_deep(limits: Limits) -> tuple[str, str]:
    """Give message and remedy for nesting beyond the limit."""
    reached = limits.depth + 1
    message = f"nested {reached:,} levels deep, more than the limit of {limits.depth:,}"
    return message, raising("depth", max(reached, 2 * limits.depth))


def too_many(limits: Limits) -> tuple[str, str]:
    """Give message and remedy for more nodes than the limit."""
    reached = limits.nodes + 1
    message = f"the file has {reached:,} nodes or more, the limit is {limits.nodes:,}"
    return message, raising("nodes", max(reached, 2 * limits.nodes))


def too_long(text: str, length: int, limits: Limits, more: str = "") -> tuple[str, str]:
    """Give message and remedy for a text beyond the limit, of which only the start is shown."""
    message = (
        f"text '{shown(text)}' has {length:,} characters{more}, more than the limit of {limits.scalar:,}"
    )
    return message, raising("scalar", max(length, 2 * limits.scalar))


def shown(text: str) -> str:
    """Give at most 40 characters of a text, control characters spelled out."""
    start = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(
        character if character.isprintable() or character in _BLANK_NAMES else ascii(character)[1:-1]
        for character in start
    )


def key_fault(key: str) -> tuple[str, str] | None:
    """Give message and remedy when a key cannot be used, or None.

    A key that starts with a full-width space is a line whose indentation YAML did not understand.
    """
    if key == MARK_KEY:
        return f"key '{MARK_KEY}' is reserved", "use another key"
    if (start := key.lstrip().lstrip(_INVISIBLE)) != key:
        if not start:
            return f"key '{shown(key)}' is empty", "write the key before the colon"
        return f"key '{shown(key)}' starts with {_blank(key[0])}", "indent with ordinary spaces"
    if key.rstrip().rstrip(_INVISIBLE) != key:
        return f"key '{shown(key)}' ends with {_blank(key[-1])}", "remove it"
    return None if key else ("the key is empty", "write the key before the colon")


def given_twice(spelled: str, first: str, line: int, column: int) -> tuple[str, str]:
    """Give message and remedy for a key given twice, perhaps once in each language.

    Args:
        spelled: The second key as it is written.
        first: The first key as it is written.
        line: Line of the first key.
        column: Column of the first key.
    """
    other = "" if spelled == first else f" as '{shown(first)}'"
    return f"key '{shown(spelled)}' is given twice (first at {line}:{column}{other})", "keep one of them"


def _blank(character: str) -> str:
    name = _BLANK_NAMES.get(character) or unicodedata.name(character, "blank").lower()
    return f"a {name} (U+{ord(character):04X})"


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
        raise DocumentError((Problem(Location(), message, remedy),))
