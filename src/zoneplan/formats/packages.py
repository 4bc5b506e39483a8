"""Packages of XML files, as workbooks and word documents are: what is unpacked, and what is refused before.

Such a file comes by mail from anybody. Each member is unpacked here once, within the limits, before any other
reader sees the file, so that none of them meets a member that is larger than it says, or an entity.
What is *not* checked: whether the XML is well formed, and what it says.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zoneplan.errors import DocumentError
from zoneplan.formats.text import DEFAULT_LIMITS, EMPTY, Limits
from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zoneplan.errors import Sentences

__all__ = ["unpacked"]

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = struct.Struct("<4s4H2LH")
_LOCAL: Final = struct.Struct("<4s22xHH")
_MOST_MEMBERS: Final = 10_000
_MOST_DIRECTORY: Final = 4 * 1024 * 1024
_SMALL: Final = 1024 * 1024
_XML: Final = (".xml", ".rels", ".vml")
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_DAMAGED: Final[Sentences] = (
    "the file is damaged or incomplete",
    "ask for it again, or open it and save it once more",
    "文件已损坏或不完整",
    "请重新获取，或打开后另存一次",
)
_LOCKED: Final[Sentences] = (
    "the file is protected by a password",
    "open it and save it without one",
    "文件设有密码",
    "请打开后取消密码再保存",
)
_OLD: Final[Sentences] = (
    "a file of Office 97-2003 (.xls, .doc) cannot be read: its percentages and hidden rows are not told",
    "open it and save it as .xlsx or .docx",
    "不能读取 Office 97-2003 格式（.xls、.doc）：无从得知其百分比格式和隐藏行",
    "请打开后另存为 .xlsx 或 .docx",
)
_NO_PACKAGE: Final[Sentences] = (
    "this is no workbook or document of an office program",
    "check the file's ending; text with separators is read from a file named .csv",
    "这不是办公软件的工作簿或文档",
    "请检查扩展名；以分隔符分列的文本请命名为 .csv",
)
_SAVE_AGAIN: Final = ("open it in a spreadsheet program and save it once more", "请用表格软件打开后另存一次")


def unpacked(raw: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Mapping[str, bytes]:
    """Unpack the XML members of a package, by their names in it.

    Every member is unpacked and counted; those that are not XML, such as pictures, are then left.

    Args:
        raw: The bytes of the file.
        name: The file's name, for messages.
        limits: What is accepted: `size` bytes packed, and as many unpacked; a large member at most `ratio`
            times larger than packed.

    Raises:
        DocumentError: When it is no package, is damaged or protected, is larger than the limits, or holds
            what no office program writes: names that leave the package, entities, other encodings.
    """
    found = {}
    for info in _members(raw, name, limits):
        content = _content(raw, info, name)
        if info.filename.lower().endswith(_XML):
            _check_xml(content, info.filename, name)
            found[info.filename] = content
    return MappingProxyType(found)


def _refusal(name: str, sentences: Sentences) -> DocumentError:
    return DocumentError.at(Location("", name), *sentences)


def _members(raw: bytes, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """Give the directory of a package after checking it.

    Raises:
        DocumentError: As `unpacked` says.
    """
    _check_start(raw, name, limits)
    _check_directory(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, EOFError, NotImplementedError):
        raise _refusal(name, _DAMAGED) from None
    for fault in _faults(members, limits):
        raise _refusal(name, fault)
    return members


def _check_start(raw: bytes, name: str, limits: Limits) -> None:
    if not raw:
        raise _refusal(name, EMPTY)
    if len(raw) > limits.size:
        raise _refusal(name, _too_large("the file has", "文件有", len(raw), limits))
    if raw.startswith(_COMPOUND):
        # A protected workbook is an old compound file that holds the encrypted one.
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise _refusal(name, _LOCKED)
        raise _refusal(name, _OLD)
    if not raw.startswith(b"PK"):
        raise _refusal(name, _NO_PACKAGE)


def _check_directory(raw: bytes, name: str) -> None:
    """Check that the directory is one that can be read in little memory, before it is read."""
    at = raw.rfind(b"PK\x05\x06", max(0, len(raw) - 0x10000 - _END.size))
    if at < 0 or len(raw) - at < _END.size:
        raise _refusal(name, _DAMAGED)
    _, _, _, _, members, size, _, _ = _END.unpack_from(raw, at)
    is_wide = raw[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if is_wide or members > _MOST_MEMBERS or size > _MOST_DIRECTORY:
        raise _refusal(
            name,
            (
                f"the file holds more than {_MOST_MEMBERS:,} members, or is packed as one that does",
                _SAVE_AGAIN[0],
                f"文件内的成员超过{_MOST_MEMBERS:,}个，或按此方式打包",
                _SAVE_AGAIN[1],
            ),
        )


def _faults(members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[Sentences]:
    names = [info.filename.casefold() for info in members]
    total = sum(info.file_size for info in members)
    if total > limits.size:
        yield _too_large("unpacked, the file has", "文件解压后有", total, limits)
    if len(set(names)) < len(names):
        yield _strange("holds two members of one name", "有两个同名成员")
    for info in members:
        if info.flag_bits & 0x1:
            yield _LOCKED
        if info.compress_type not in _METHODS:
            yield _strange(f"packs {info.filename!r} in another way than deflate", "采用了不支持的压缩方式")
        if "\\" in info.filename or info.filename.startswith("/") or ".." in info.filename.split("/"):
            yield _strange(f"holds a path that leaves it: {info.filename!r}", "包含指向文件之外的路径")
        if info.file_size > _SMALL and info.file_size > limits.ratio * info.compress_size:
            yield _too_dense(info, limits)


def _strange(what: str, what_zh: str) -> Sentences:
    return (
        f"the file {what}, as no office program writes it",
        _SAVE_AGAIN[0],
        f"文件{what_zh}，办公软件不会这样写",
        _SAVE_AGAIN[1],
    )


def _too_large(subject: str, subject_zh: str, size: int, limits: Limits) -> Sentences:
    return (
        f"{subject} {size:,} bytes, more than the limit of {limits.size:,}",
        f"if the file is meant to be so, raise the limit: limits=Limits(size={size})",
        f"{subject_zh}{size:,}字节，超过上限{limits.size:,}",
        f"如文件本应如此，请放宽上限：limits=Limits(size={size})",
    )


def _too_dense(info: zipfile.ZipInfo, limits: Limits) -> Sentences:
    times = info.file_size // max(1, info.compress_size) + 1
    return (
        f"{info.filename!r} is {times:,} times larger unpacked, more than the limit of {limits.ratio:,}",
        f"if the file is meant to be so, raise the limit: limits=Limits(ratio={times})",
        f"成员“{info.filename}”解压后增大{times:,}倍，超过上限{limits.ratio:,}",
        f"如文件本应如此，请放宽上限：limits=Limits(ratio={times})",
    )


def _content(raw: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one member, never more of it than the directory says.

    Raises:
        DocumentError: When it is damaged, or larger or smaller than it says.
    """
    start = info.header_offset
    try:
        sign, name_length, extra_length = _LOCAL.unpack_from(raw, start)
        start += _LOCAL.size + name_length + extra_length
        packed = memoryview(raw)[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            content = bytes(packed)
        else:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)
    except (struct.error, zlib.error):
        raise _refusal(name, _DAMAGED) from None
    if sign != b"PK\x03\x04" or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise _refusal(name, _DAMAGED)
    return content


def _check_xml(content: bytes, member: str, name: str) -> None:
    head = content[:200].removeprefix(b"\xef\xbb\xbf")
    declared = head.partition(b"?>")[0].lower()
    told = declared.replace(b"'", b'"').partition(b'encoding="')[2].partition(b'"')[0]
    if b"\x00" in head or head[:2] in {b"\xfe\xff", b"\xff\xfe"} or told not in {b"", b"utf-8", b"us-ascii"}:
        raise _refusal(
            name, _strange(f"holds {member!r} in another encoding than UTF-8", "含非 UTF-8 的成员")
        )
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refusal(name, _strange(f"defines entities in {member!r}", "定义了 XML 实体"))
