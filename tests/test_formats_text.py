from __future__ import annotations

import codecs
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import AmountError, DocumentError, FloatRefusedError
from zoneplan.formats.text import Limits, decode, key_fault, position, read_bytes, shown, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "编号: 开发区\nname: 昆山\n"


def refusal(raw: bytes) -> str:
    """Give the text of the error that some bytes lead to."""
    with pytest.raises(DocumentError) as caught:
        decode(raw, "plan.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16 little endian"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16 big endian"),
        pytest.param(TEXT.encode("gb18030"), id="gb18030"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows line ends"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="old mac line ends"),
    ],
)
def test_common_encodings_are_read(raw: bytes) -> None:
    """A file is read alike in every encoding and with every line end that offices use."""
    assert decode(raw, "plan.yaml") == TEXT


def test_latin_1_is_refused_where_it_starts() -> None:
    """Bytes that are neither UTF-8 nor GB18030 are refused at the first such byte."""
    assert refusal("a: 1\nname: caf\xe9 \xe9 \xff".encode("latin-1")) == (
        "1 problem\n"
        "the plan (plan.yaml:2:10): byte 0xE9 is neither UTF-8 nor GB18030\n"
        "    save the file as UTF-8"
    )


def test_a_damaged_gb18030_file_is_refused_at_the_damage() -> None:
    """In a GB18030 file the place is that of the damaged byte, not of the first Chinese character."""
    assert refusal("名称: 昆山\nx: ".encode("gb18030") + b"\xff") == (
        "1 problem\n"
        "the plan (plan.yaml:2:4): byte 0xFF is neither UTF-8 nor GB18030\n"
        "    save the file as UTF-8"
    )


def test_damaged_utf8_is_not_read_as_gb18030() -> None:
    """A UTF-8 file with one wrong byte is refused, although GB18030 would decode it into nonsense."""
    raw = "昆划\n程开产经".encode() + b"\xe9\x61" + "区展城程探产".encode()
    assert raw.decode("gb18030").startswith("鏄嗗垝")
    assert refusal(raw) == (
        "1 problem\n"
        "the plan (plan.yaml:2:5): byte 0xE9 is not UTF-8, though the rest of the file is\n"
        "    save the file as UTF-8"
    )


def test_broken_utf16_is_refused() -> None:
    """A file that starts with the mark of UTF-16 is read as nothing else."""
    assert refusal(codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00") == (
        "1 problem\n"
        "the plan (plan.yaml:2:2): the file starts as UTF-16, but this place is not UTF-16\n"
        "    save it as UTF-8"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\x00", "2:1): control character U+0000"),
        ("ab\x0b", "1:3): control character U+000B"),
        ("\x85", "1:1): control character U+0085"),
        ("a\u2028", "1:2): invisible character U+2028"),
        ("a\ufeff", "1:2): invisible character U+FEFF"),
    ],
)
def test_characters_that_are_not_text_are_refused(text: str, told: str) -> None:
    """Control and other invisible characters are refused with line and column."""
    assert refusal(text.encode()) == (
        f"1 problem\nthe plan (plan.yaml:{told}\n    remove it; if the whole file looks odd, save it as UTF-8"
    )


@given(st.binary())
def test_bytes_give_text_or_document_error(raw: bytes) -> None:
    """No bytes lead to another error than `DocumentError`."""
    try:
        text = decode(raw, "x")
    except DocumentError:
        return
    assert "\r" not in text


@given(st.text(alphabet="a\n昆"), st.integers(0, 20))
def test_position_counts_lines_and_columns(text: str, offset: int) -> None:
    """Line and column agree with splitting the text into lines."""
    lines = text[:offset].split("\n")
    assert position(text, offset) == (len(lines), len(lines[-1]) + 1)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """A file beyond the size limit is refused by its size, which the message tells with the way out."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(DocumentError) as caught:
        read_bytes(path)
    assert str(caught.value) == (
        f"1 problem\nthe plan ({path}): the file has 100,000,000 bytes, more than the limit of 67,108,864\n"
        "    if the file is meant to be so, raise the limit: "
        "read_plan(path, limits=Limits(size=100000000))"
    )
    assert read_bytes(path, Limits(size=100_000_000)) == bytes(100_000_000)


def test_a_file_without_a_size_is_read_up_to_the_limit() -> None:
    """A device that says it is empty and never ends is stopped at the limit."""
    with pytest.raises(DocumentError, match="the file has 11 bytes, more than the limit of 10"):
        read_bytes("/dev/zero", Limits(size=10))


def test_a_folder_and_a_missing_file_keep_their_standard_errors(tmp_path: Path) -> None:
    """What the system says about a path is passed on as it is."""
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("name", None),
        ("名称", None),
        ("", ("the key is empty", "write the key before the colon")),
        ("\u3000", ("key '\u3000' is empty", "write the key before the colon")),
        ("@", ("key '@' is reserved", "use another key")),
        (
            "\u3000\u3000name",
            ("key '\u3000\u3000name' starts with a full-width space (U+3000)", "indent with ordinary spaces"),
        ),
        ("\u00a0a", ("key '\u00a0a' starts with a no-break space (U+00A0)", "indent with ordinary spaces")),
        (
            "\u200bа",
            ("key '\\u200bа' starts with a zero width space (U+200B)", "indent with ordinary spaces"),
        ),
        ("a\u3000", ("key 'a\u3000' ends with a full-width space (U+3000)", "remove it")),
        ("a\t", ("key 'a\\t' ends with a blank (U+0009)", "remove it")),
    ],
)
def test_keys_with_blanks_at_their_ends_are_faulty(key: str, fault: tuple[str, str] | None) -> None:
    """A key is usable unless it is empty, reserved, or has a blank at an end; both languages say so."""
    found = key_fault(key)
    assert (None if found is None else found[:2]) == fault
    assert found is None or not any(sentence.isascii() for sentence in found[2:])


def test_shown_text_is_short_and_harmless() -> None:
    """Text in a message has at most 40 characters and no control character."""
    assert shown("a" * 41) == "a" * 39 + "…"
    assert shown("a\x1b[31m\n") == "a\\x1b[31m\\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (-7, "-7"),
        (10**40 - 1, "9" * 40),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-40"), "0." + "0" * 39 + "1"),
    ],
)
def test_exact_numbers_are_written_plainly(value: object, text: str) -> None:
    """Numbers are written with all their digits and without an exponent."""
    assert written(value) == text


@pytest.mark.parametrize(
    ("value", "error", "told"),
    [
        (
            1.5,
            FloatRefusedError,
            "cannot write the float 1.5\ngive a Decimal, an int or a text",
        ),
        (10**40, AmountError, "cannot write this number\na figure has at most 40 digits on each side"),
        (Decimal("NaN"), AmountError, "cannot write NaN\na figure has at most 40 digits on each side"),
        (Decimal("1E+40"), AmountError, "cannot write 1E+40\na figure has at most 40 digits on each side"),
        (Decimal("1E-41"), AmountError, "cannot write 1E-41\na figure has at most 40 digits on each side"),
        (b"a", TypeError, "cannot write b'a': not plain data"),
    ],
)
def test_other_values_are_not_written(value: object, error: type[Exception], told: str) -> None:
    """What could not be read back exactly is refused."""
    with pytest.raises(error) as caught:
        written(value)
    assert str(caught.value) == told
