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


_VALID_OVER_BROKEN = 10  # characters of more than one byte for each broken one: then it is UTF-8 with some damage


@EXTRACTORS.add("text")
def extract_text(data: bytes, name: str) -> Extracted:
    """Decode; a form feed ends a page. What cannot be decoded is counted. Raises `FaultyInput` where nothing fits."""
    encoding = _detect(data)
    text, lost = _decode(data, encoding, name)
    zeros = text.count("\x00")
    pages = tuple(one for one in text.split("\f") if one.strip("\x00 \t\r\n")) or (text,)
    left_out = {"nul": zeros, "undecodable": lost}
    return Extracted(pages, f"text/1 ({encoding})", left_out={kind: count for kind, count in left_out.items() if count})


def _decode(data: bytes, encoding: str, name: str) -> tuple[str, int]:
    """The text, and how many characters of it could not be decoded."""
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError as problem:
        if encoding == "utf-8":
            text = data.decode("utf-8", errors="surrogatepass" if _is_paired(data) else "replace")
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            return text, text.count("\ufffd")
        raise FaultyInput.of("document-encoding", Where(file=name), encoding=encoding) from problem


def _detect(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    if (even + odd) * 3 > len(data[:4096]) and min(even, odd) * 10 < max(even, odd):
        guess = "utf-16-be" if even > odd else "utf-16-le"
        if _decodes(data, guess):  # else it is text with zeros in it, which are left out and counted
            return guess
    if _decodes(data, "utf-8") or _is_paired(data):
        return "utf-8"
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) - broken >= _VALID_OVER_BROKEN * broken:
        return "utf-8"
    return "windows-1254" if any(byte in _TURKISH for byte in data) else "windows-1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_paired(data: bytes) -> bool:
    """Whether it is UTF-8 with halves of UTF-16 pairs in it, as some programs write emoji."""
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return b"\xed" in data
