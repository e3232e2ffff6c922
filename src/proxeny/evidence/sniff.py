"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from proxeny.errors import FaultyInput, Where

_HEAD = 4096
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_KNOWN: Mapping[bytes, str] = {
    b"\xd0\xcf\x11\xe0": "old Office file", b"{\\rtf": "RTF", b"\x89PNG": "PNG image", b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image", b"\x1f\x8b": "gzip archive", b"7z\xbc\xaf": "7z archive", b"Rar!": "RAR archive",
    b"\x7fELF": "program", b"MZ": "program", b"SQLite": "database", b"%!PS": "PostScript",
}  # fmt: skip
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, name: str = "") -> str:
    """``pdf``, ``docx``, ``html`` or ``text``. Raises `FaultyInput` for anything else.

    >>> sniff(b"%PDF-1.7"), sniff(b"<!DOCTYPE html><p>x"), sniff("İzmir".encode())
    ('pdf', 'html', 'text')
    """
    head = data[:_HEAD]
    where = Where(file=name)
    if not data.strip():
        raise FaultyInput.of("document-empty", where)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_archive(data, where)
    for mark, kind in _KNOWN.items():
        if head.startswith(mark):
            raise FaultyInput.of("document-kind", where, kind=kind)
    plain = head.replace(b"\x00", b"")
    if _MARKUP.search(plain[:2048]):
        return "html"
    if plain.lstrip().startswith(b"<?xml"):
        raise FaultyInput.of("document-kind", where, kind="XML")
    if not head.startswith(_MARKS[1:]) and _binary(head):
        raise FaultyInput.of("document-binary", where)
    return "text"


def _binary(head: bytes) -> bool:
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    zeros = head.count(0)
    return (zeros * 20 > len(head) and not _looks_wide(head)) or odd - zeros > len(head) // 20


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a mark: of Latin text every second byte is zero."""
    return max(head[0::2].count(0), head[1::2].count(0)) * 3 > len(head)


def _sniff_archive(data: bytes, where: Where) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    if "word/document.xml" in names:
        return "docx"
    raise FaultyInput.of("document-kind", where, kind="archive")
