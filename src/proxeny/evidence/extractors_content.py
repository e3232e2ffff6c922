"""Read the drawing instructions of a PDF page for their text alone, with one regular expression.

pdfminer looks at a content stream letter by letter, which is two thirds of all its work. Tokens are the same here
(ISO 32000-1, 7.2 and 7.3); lines and areas are not drawn, since nobody looks at them. Streams with pictures inside
them go to pdfminer's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT, PSLiteral, literal_name

_ENDS = rb"\x00\t\n\x0c\r ()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[" + _ENDS + rb"]|\Z))"
    rb"|\((?P<plain>[^()\\]*)\)|(?P<string>\()|<(?P<hex>[0-9A-Fa-f\x00\t\n\x0c\r ]*)>"
    rb"|/(?P<name>[^" + _ENDS + rb"]*)|(?P<open>\[|<<)|(?P<close>\]|>>)|%[^\r\n]*"
    rb"|(?P<word>[^" + _ENDS + rb"]+)|[{}<>)]"
)
_INSIDE = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|\r\n|[\x00-\xff])|[()]")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_PICTURE = re.compile(rb"(?:^|[\x00\t\n\x0c\r ])BI[\x00\t\n\x0c\r /]")
_DRAWN = frozenset({
    "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "sh", "d", "i",
    "j", "J", "M", "ri",
})  # fmt: skip
_WORDS: dict[bytes, object] = {b"true": True, b"false": False}


class Operator(str):
    """The name of an instruction, which follows what it is about."""

    __slots__ = ()


class TextInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a quick reader of instructions; what only draws is passed over."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the instructions of the streams, as one. Streams within themselves are left out."""
        found = [stream_value(one) for one in streams]
        kept = {one.objid: one for one in found if one.objid is not None and one.objid not in self.parent_stream_ids}
        data = b"\n".join(one.get_data() for one in kept.values())
        if _PICTURE.search(data):
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(kept)
        known: dict[str, tuple[Callable[..., object], int] | None] = {}
        stack: list[Any] = self.argstack
        for token in read_tokens(data):
            if not isinstance(token, Operator):
                stack.append(token)
                continue
            if token not in known:
                known[token] = self._method(token)
            deed = known[token]
            if deed is not None:
                run, count = deed
                given = stack[-count:] if count else []
                if len(given) == count:
                    del stack[len(stack) - count :]
                    run(*given)
            elif token in _DRAWN:
                stack.clear()
            stack = self.argstack

    def _method(self, name: str) -> tuple[Callable[..., object], int] | None:
        if name in _DRAWN:
            return None
        method = getattr(self, "do_" + name.replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
        return None if method is None else (method, method.__code__.co_argcount - 1)


def read_tokens(data: bytes) -> Iterator[object]:
    """Numbers, strings (bytes), names, lists, dictionaries and `Operator`, in their order.

    >>> list(read_tokens(b"/F1 9.5 Tf [(a(b)\\\\051) -20 <4142>] TJ"))
    [/'F1', 9.5, 'Tf', [b'a(b))', -20, b'AB'], 'TJ']
    """
    at, end = 0, len(data)
    held: list[tuple[bytes, list[object]]] = []
    while at < end:
        match = _TOKEN.search(data, at)
        if match is None:
            return
        at, kind = match.end(), match.lastgroup
        if kind is None:
            continue
        if kind == "open":
            held.append((match[0], []))
            continue
        if kind == "close":
            if not held:
                continue
            begun, inner = held.pop()
            value: object = inner if begun == b"[" else _build_dictionary(inner)
        elif kind == "string":
            value, at = _read_string(data, at)
        else:
            value = _READ[kind](match[kind])
        if not held:
            yield value
        elif not isinstance(value, Operator):
            held[-1][1].append(value)


def _build_dictionary(inner: list[object]) -> dict[object, object]:
    pairs = zip(inner[::2], inner[1::2], strict=False)
    return {literal_name(key): value for key, value in pairs if isinstance(key, PSLiteral)}


def _read_string(data: bytes, at: int) -> tuple[bytes, int]:
    """A string with brackets or escapes in it, from after its first bracket; one that never ends goes to the end."""
    parts: list[bytes] = []
    depth = 1
    for match in _INSIDE.finditer(data, at):
        piece = match[0]
        if piece == b"(":
            depth += 1
        elif piece == b")":
            depth -= 1
            if not depth:
                return b"".join(parts), match.end()
        elif piece[:1] == b"\\":
            rest = piece[1:]
            piece = bytes((int(rest, 8) & 255,)) if rest[:1].isdigit() and rest[0] < 56 else _ESCAPED.get(rest, rest)
        parts.append(piece)
    return b"".join(parts), len(data)


def _read_number(token: bytes) -> object:
    return float(token) if b"." in token else int(token[:20])


def _read_hex(token: bytes) -> object:
    digits = b"".join(token.split()).replace(b"\x00", b"")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _read_name(token: bytes) -> object:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes((int(match[1], 16),)), token)
    try:
        return LIT(plain.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(plain)


def _read_word(token: bytes) -> object:
    return _WORDS.get(token) if token in _WORDS else Operator(token.decode("latin-1"))


def _read_plain(token: bytes) -> object:
    return token


_READ: dict[str, Callable[[bytes], object]] = {
    "number": _read_number, "hex": _read_hex, "name": _read_name, "word": _read_word, "plain": _read_plain,
}  # fmt: skip
