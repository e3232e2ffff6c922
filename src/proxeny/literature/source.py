"""A bibliographic file as text: its encoding found out, its bytes counted, nothing interpreted yet."""

from __future__ import annotations

import codecs
import mmap
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, Where
from proxeny.literature.parsing.plain import Data, is_ascii, is_unicode, read_parts

MOST_BYTES = 4 * 2**30
_HEAD = 65_536
_LARGE = 2**28
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"PAR1")


@dataclass(frozen=True)
class Source:
    """A file's name, its text as UTF-8 bytes, the encoding it had, and what had to be assumed."""

    name: str
    data: Data
    encoding: str
    checksum: str
    faults: tuple[Fault, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole text, with plain line ends."""
        return self.data[:].decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def head(self) -> str:
        """The beginning of the text."""
        return self.data[:_HEAD].decode("utf-8", "ignore").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def fault(self, code: str, line: int | None = None, **params: object) -> Fault:
        """A fault of this file."""
        return Fault(code, Where(file=self.name, line=line), params)

    def warn(self, code: str, line: int | None = None, **params: object) -> Fault:
        """Something to be told about this file that keeps nothing from being read."""
        return Fault(code, Where(file=self.name, line=line), params, "warning")


def read_source(path: Path) -> Source:
    """Read a file as text. Raises `NotFound`, `Unavailable`, or `FaultyInput` where it is no text at all."""
    where = Where(file=path.name)
    if path.is_dir():
        raise FaultyInput.of("file-folder", where, path=str(path))
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            size, limit = f"{path.stat().st_size / 2**20:.1f}", f"{MOST_BYTES / 2**20:.0f}"
            raise FaultyInput.of("file-too-large", where, size=size, limit=limit)
        data = _read(path)
    except OSError as problem:
        raise Unavailable.of("file-unreadable", where, reason=problem.strerror or str(problem)) from problem
    return decode(path.name, data)


def _read(path: Path) -> Data:
    """The bytes of a file; a large one is mapped, so that what was read of it need not be held."""
    if path.stat().st_size < _LARGE:
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def decode(name: str, data: Data) -> Source:
    """The text of a file from its bytes. Raises `FaultyInput` where it is empty or no text."""
    where = Where(file=name)
    seen = sha256()  # the one that processors have an instruction for
    for part in read_parts(data):
        seen.update(part)
    checksum = seen.hexdigest()
    if not data[:_HEAD].strip() and not data[:].strip():
        raise FaultyInput.of("bib-empty", where)
    begin = data[:8]
    if begin.startswith(_BINARY):
        raise FaultyInput.of("bib-no-text", where, kind=_name_binary(begin))
    if begin.startswith(codecs.BOM_UTF8) and is_unicode(data):
        # the mark stays where it is, so that nothing is copied; whoever reads on knows it
        return Source(name, data, "utf-8", checksum)
    for mark, encoding in _MARKS:
        if begin.startswith(mark):
            return _decoded(name, data[len(mark) :], encoding, checksum)
    if b"\x00" in data[:_HEAD]:
        halves = data[:_HEAD]
        even, odd = halves[::2].count(0), halves[1::2].count(0)
        if max(even, odd) < len(halves) / 8:
            raise FaultyInput.of("bib-no-text", where, kind="binary")
        return _decoded(name, data, "utf-16-be" if even > odd else "utf-16-le", checksum)
    return _decoded(name, data, "utf-8", checksum)


def _name_binary(data: bytes) -> str:
    names = {
        b"%PDF": "PDF",
        b"PK\x03\x04": "ZIP/XLSX",
        b"\x1f\x8b": "GZIP",
        b"PAR1": "Parquet",
        b"\xd0\xcf\x11\xe0": "XLS",
    }
    return next((kind for mark, kind in names.items() if data.startswith(mark)), "image")


def _decoded(name: str, data: Data, encoding: str, checksum: str) -> Source:
    where = Where(file=name)
    if encoding == "utf-8" and (is_ascii(data) or is_unicode(data)):
        return Source(name, data, encoding, checksum)
    data = data[:]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if problem.end >= len(data) - 3 and problem.start > 0:  # the file was cut within its last letter
            text = data[: problem.start].decode(encoding)
            cut = Fault("bib-cut-letter", where, {}, "warning")
            return Source(name, text.encode(), encoding, checksum, (cut,))
        if encoding != "utf-8":
            raise FaultyInput.of("encoding-broken", where, encoding=encoding) from problem
        return _guess(name, data, checksum)
    return Source(name, text.replace("\x00", "").encode("utf-8", "replace"), encoding, checksum)


def _guess(name: str, data: bytes, checksum: str) -> Source:
    """Not Unicode: Windows-1254 for Turkish letters, else Windows-1252; a warning says that it was assumed."""
    turkish = sum(data.count(bytes([byte])) for byte in b"\xd0\xdd\xde\xf0\xfd\xfe")
    other = sum(data.count(bytes([byte])) for byte in b"\xe1\xed\xf3\xfa\xe6\xe9\xe8")
    encoding = "cp1254" if turkish > other else "cp1252"
    assumed = Fault("encoding-assumed", Where(file=name), {"encoding": encoding}, "warning")
    return Source(name, data.decode(encoding, "replace").encode(), encoding, checksum, (assumed,))
