"""Hostile files: refused with a sentence, within two seconds and 200 MB, before another reader sees them."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zoneplan.errors import DocumentError
from zoneplan.formats.packages import unpacked
from zoneplan.formats.text import Limits
from zoneplan.formats.workbook_reading import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOREIGN = Path(__file__).parent / "data" / "foreign"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK: Mapping[str, str] = {
    "_rels/.rels": f'<Relationships><Relationship Id="b" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="表" sheetId="1" r:id="i"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="i" Type="{OFFICE}/worksheet" '
    f'Target="s.xml"/><Relationship Id="x" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "xl/s.xml": '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
}


def packed(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a package of these members."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def book(**members: str | bytes) -> bytes:
    """Give a small workbook; keyword arguments stand for members of `xl/`, ending .xml."""
    return packed({**BOOK, **{f"xl/{name}.xml": content for name, content in members.items()}})


def zip_bomb() -> bytes:
    """Four gigabytes of blanks, packed to four megabytes."""
    return forged(blanks(), 255 * 2**24)


def blanks() -> bytes:
    """Pack four gigabytes of blanks, of which one block is like the other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * 255 + packer.flush()


def forged(content: bytes, size: int, crc: int = 0) -> bytes:
    """Give a package whose sheet is said to unpack to `size` bytes, whatever it does."""
    name = b"xl/s.xml"
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, len(content), size, len(name), 0)
    local = b"PK\x03\x04" + common + name + content
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def lying_bomb() -> bytes:
    """The same, said to be a hundred bytes."""
    return forged(blanks(), 100)


def entity_bomb() -> bytes:
    """Ten entities, each ten times the one before."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return book(s=f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{lines}]><worksheet>&a9;</worksheet>')


def long_cell() -> bytes:
    """One text of fifty megabytes that does not pack well."""
    import random

    text = random.Random(7).randbytes(25 * 2**20).hex()
    return book(s=f'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
                  "</sheetData></worksheet>")  # fmt: skip


def many_runs() -> bytes:
    """One shared text of a million runs, none of them long."""
    runs = "".join(f"<r><t>{n:x}</t></r>" for n in range(1_000_000))
    return book(sharedStrings=f"<sst><si>{runs}</si></sst>")


def many_members() -> bytes:
    """Twenty thousand members."""
    return packed({f"xl/{n}.xml": "" for n in range(20_000)})


def far_cell() -> bytes:
    """Two cells, at the two ends of the largest sheet there is."""
    return book(
        s='<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )


def merged_whole() -> bytes:
    """A thousand areas, each merged over a large sheet."""
    areas = '<mergeCell ref="A1:CV10000"/>' * 1000
    return book(
        s='<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="10000"><c r="CV10000">'
        f"<v>1</v></c></row></sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    )


SPANS = "the values of sheet '表' span {}, more cells than the limit of 5,000,000"
BOMBS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (zip_bomb, "unpacked, the file has 4,278,190,080 bytes, more than the limit of 67,108,864"),
    "zip bomb that lies": (lying_bomb, "the file is damaged or incomplete"),
    "entity bomb": (entity_bomb, "the file defines entities in 'xl/s.xml', as no office program writes it"),
    "cell of fifty megabytes": (long_cell, "a cell has more text than the limit of 100,000 characters"),
    "cell of a million runs": (many_runs, "a cell has more text than the limit of 100,000 characters"),
    "many members": (many_members, "the file holds more than 10,000 members, or is packed as one that does"),
    "two cells far apart": (far_cell, SPANS.format("1,048,576 rows and 16,384 columns")),
    "merged over and over": (merged_whole, SPANS.format("10,000 rows and 100 columns")),
}
MEASURED = """
import json, resource, sys
from zoneplan.errors import DocumentError
from zoneplan.formats.workbook_reading import read_sheets
before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
try:
    told = f"read {[len(one.rows) for one in read_sheets(sys.argv[1])]}"
except DocumentError as error:
    told = error.problems[0].message
took = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
most = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([told, took, int(most) / 1024]))
"""


def measured(path: Path) -> tuple[str, float, float]:
    """Read a file in a process of its own: what was told, seconds of work, and the most memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    told, seconds, megabytes = json.loads(done.stdout)
    return told, seconds, megabytes


@pytest.mark.skipif(sys.platform != "linux", reason="measured by what only Linux tells")
@pytest.mark.parametrize("name", BOMBS)
def test_hostile_files_are_refused_in_little_time_and_memory(name: str, tmp_path: Path) -> None:
    """Each is refused with its sentence within two seconds of work and 200 MB."""
    make, expected = BOMBS[name]
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())
    told, seconds, megabytes = measured(path)
    assert expected == told
    assert seconds < 2
    assert megabytes < 200


@pytest.mark.skipif(sys.platform != "linux", reason="measured by what only Linux tells")
def test_a_million_rows_of_blanks_are_read_cheaply(tmp_path: Path) -> None:
    """A column coloured to the end of the sheet is no reason to refuse it: nothing is stored there."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 1_048_577))
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        book(s=f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{rows}</sheetData></worksheet>')
    )
    told, seconds, megabytes = measured(path)
    assert "read [1]" == told
    assert seconds < 2
    assert megabytes < 200


def refused(raw: bytes, **limits: int) -> str:
    """Give the sentence by which a package is refused."""
    with pytest.raises(DocumentError) as caught:
        unpacked(raw, "a.xlsx", Limits(**limits))
    (problem,) = caught.value.problems
    assert problem.message_zh
    return problem.message


def test_a_package_gives_its_xml() -> None:
    """XML members are unpacked; pictures are looked at and left."""
    raw = packed({**BOOK, "xl/media/a.png": b"\x00" * 100})
    assert {name: content.encode() for name, content in BOOK.items()} == dict(unpacked(raw, "a.xlsx"))
    assert BOOK.keys() == unpacked(packed(BOOK, method=zipfile.ZIP_STORED), "a.xlsx").keys()


def test_what_is_no_package_is_refused() -> None:
    """Nothing, text, an old format, a protected file and half a file are told apart."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100
    assert "the file is empty" == refused(b"")
    assert "this is no workbook or document of an office program" == refused(b"a,b\n")
    assert refused(old).startswith("a file of Office 97-2003")
    assert "the file is protected by a password" == refused(old + "EncryptedPackage".encode("utf-16-le"))
    assert "the file is damaged or incomplete" == refused(book()[:-30])
    assert "the file is damaged or incomplete" == refused(book()[:200])


def test_a_damaged_member_is_refused() -> None:
    """A member that is not what its directory says is refused: its start, its bytes, its checksum."""
    whole = packed({"a.xml": "<a>some text</a>" * 20})
    central, end = whole.rfind(b"PK\x01\x02"), whole.rfind(b"PK\x05\x06")
    checksum, start, sizes = central + 16, central + 42, central + 24
    for at in (40, checksum, start, sizes, end + 12, end + 16):
        broken = bytearray(whole)
        broken[at] ^= 0x7F
        assert "the file is damaged or incomplete" == refused(bytes(broken))


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "xl\\a.xml"])
def test_a_path_that_leaves_the_package_is_refused(name: str) -> None:
    """Nothing is ever unpacked to a folder; such a file is not taken all the same."""
    raw = packed({"a.xml": ""}).replace(b"a.xml", name.encode()) if len(name) == 5 else None
    if raw is None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(info, "")
        raw = buffer.getvalue()
    assert refused(raw).startswith("the file holds a path that leaves it: ")


def test_what_no_office_program_writes_is_refused() -> None:
    """Two members of one name, another packing, other encodings and dense members are refused."""
    twice = packed({"a.xml": "1", "b.xml": "2"}).replace(b"b.xml", b"a.xml")
    assert "the file holds two members of one name, as no office program writes it" == refused(twice)
    assert "the file packs 'a.xml' in another way than deflate, as no office program writes it" == refused(
        packed({"a.xml": "<a/>"}, method=zipfile.ZIP_BZIP2)
    )
    for content in ("<a/>".encode("utf-16"), b'<?xml version="1.0" encoding="gbk"?><a/>'):
        assert (
            "the file holds 'a.xml' in another encoding than UTF-8, as no office program writes it"
            == refused(packed({"a.xml": content}))
        )
    assert "'a.xml' is 1,024 times larger unpacked, more than the limit of 200" == refused(
        packed({"a.xml": " " * 2_000_000})
    )
    assert {"a.xml"} == unpacked(packed({"a.xml": " " * 2_000_000}), "a", Limits(ratio=2000)).keys()


def test_encrypted_members_are_refused() -> None:
    """A package whose members are locked one by one is one with a password."""
    raw = bytearray(packed({"a.xml": "<a/>"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(sign) + offset] |= 1
    assert "the file is protected by a password" == refused(bytes(raw))


def test_limits_of_size_count_packed_and_unpacked() -> None:
    """The sentence names the limit and what it would have to be."""
    assert refused(book(), size=10).startswith("the file has ")
    assert refused(packed({"a.xml": " " * 5000}), size=2000).startswith(
        "unpacked, the file has 5,000 bytes, "
    )


def test_a_package_that_is_no_workbook_is_refused() -> None:
    """A document, a broken workbook and one whose sheet is missing are told as such."""

    def told(raw: bytes) -> str:
        with pytest.raises(DocumentError) as caught:
            read_sheets(raw)
        return caught.value.problems[0].message

    assert "the file is a package, but no workbook" == told(packed({"word/document.xml": "<a/>"}))
    damaged = "the workbook is damaged: a part of it cannot be read"
    assert "the file is a package, but no workbook" == told(packed({"_rels/.rels": "<a/>"}))
    assert damaged == told(packed({name: BOOK[name] for name in ("_rels/.rels", "xl/workbook.xml")}))
    assert damaged == told(book(workbook="<a>"))
    assert damaged == told(book(s="<worksheet><sheetData>"))
    assert damaged == told(packed({name: content for name, content in BOOK.items() if name != "xl/s.xml"}))
    assert damaged == told(
        book(s='<worksheet><sheetData><row r="1"><c r="A2"><v>1</v></c></row></sheetData></worksheet>')
    )
