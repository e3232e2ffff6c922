"""Plain text and Markdown: the encoding is found out; UTF-8 unless the bytes say otherwise."""

from __future__ import annotations

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.document import Extracted
from proxeny.evidence.extractors import EXTRACTORS

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")  # Ğ İ Ş ğ ı ş in Windows-1254


@EXTRACTORS.add("text")
def extract_text(data: bytes, name: str) -> Extracted:
    """Decode; a form feed ends a page. Raises `FaultyInput` where no encoding fits."""
    encoding = _detect(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise FaultyInput.of("document-encoding", Where(file=name), encoding=encoding) from problem
    zeros = text.count("\x00")
    pages = tuple(one for one in text.split("\f") if one.strip()) or (text,)
    return Extracted(pages, f"text/1 ({encoding})", left_out={"nul": zeros} if zeros else {})


def _detect(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    zeros = data[:4096].count(0)
    if zeros * 3 > len(data[:4096]):
        return "utf-16-be" if data[:4096:2].count(0) > data[1:4096:2].count(0) else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1254" if any(byte in _TURKISH for byte in data) else "windows-1252"
    return "utf-8"
