"""The grammar of BibTeX, read so that no entry is lost: a fault in one ends with that one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NEXT = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_FIELD = re.compile(r"\s*,?\s*([^\s=,{}\"][^=,{}\"\n]*?)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"()]+")
_COMMA, _GLUE = re.compile(r"\s*,?\s*"), re.compile(r"\s*#\s*")
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})


@dataclass(slots=True)
class Entry:
    """One entry: type, key, fields in lower case, the fields that came again, and whether it was whole."""

    line: int
    kind: str
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    whole: bool = True


def read_entries(text: str) -> Iterator[Entry]:
    """All entries of ``text``; ``@string`` definitions are filled in."""
    macros: dict[str, str] = {}
    at, line, counted = 0, 1, 0
    while match := _ENTRY.search(text, at):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match[1].lower()
        if kind in {"comment", "preamble"}:
            at = match.end()
            continue
        following = _NEXT.search(text, match.end())
        limit = following.start() if following else len(text)
        entry = Entry(line, kind)
        at = _read_body(text, match.end(), limit, entry, macros)
        if kind == "string":
            macros |= entry.fields
        elif kind not in _NOT_ENTRIES:
            yield entry


def _read_body(text: str, at: int, limit: int, entry: Entry, macros: dict[str, str]) -> int:
    """Read key and fields of ``entry``; returns where to go on. What lies beyond ``limit`` may be the next entry."""
    if entry.kind != "string":
        end = min((place for sign in ",})" if (place := text.find(sign, at, limit)) >= 0), default=limit)
        entry.key = text[at:end].strip()
        at = end
    while match := _FIELD.match(text, at):
        value, after = _read_value(text, match.end(), limit, macros)
        if after < 0:  # a brace or quotation mark that is never closed: the entry ends where the next one begins
            entry.whole = False
            entry.fields.setdefault(match[1].lower(), text[match.end() : limit].strip(" \n{,"))
            return limit
        name = match[1].lower()
        if name in entry.fields:
            entry.repeated.append(name)
        else:
            entry.fields[name] = value
        at = after
    rest = _COMMA.match(text, at)
    at = rest.end() if rest else at
    if text[at : at + 1] in {"}", ")"}:
        return at + 1
    entry.whole = False
    return max(at, min(limit, len(text))) if at < limit else at


def _read_value(text: str, at: int, limit: int, macros: dict[str, str]) -> tuple[str, int]:
    """A value, its parts joined by ``#``, and where it ends; -1 where it has no end."""
    parts = []
    while True:
        sign = text[at : at + 1]
        if sign in {"{", '"'}:
            end = _find_end(text, at, limit)
            if end < 0:
                return "", -1
            parts.append(text[at + 1 : end])
            at = end + 1
        else:
            bare = _BARE.match(text, at)
            if not bare:
                return "".join(parts), at
            parts.append(macros.get(bare[0].lower(), bare[0]))
            at = bare.end()
        glue = _GLUE.match(text, at)
        if not glue:
            return "".join(parts), at
        at = glue.end()


_BRACES = re.compile(r"[{}\"]")


def _find_end(text: str, at: int, limit: int) -> int:
    """Where the value that opens at ``at`` closes before ``limit``; -1 where it does not.

    BibTeX counts a brace after a backslash as any other; some programs do not, and that is tried next.
    """
    strict = _match_braces(text, at, limit, escapes=False)
    return strict if strict >= 0 else _match_braces(text, at, limit, escapes=True)


def _match_braces(text: str, at: int, limit: int, *, escapes: bool) -> int:
    depth, quoted = 0, text[at] == '"'
    for match in _BRACES.finditer(text, at + 1, limit):
        if escapes and text[match.start() - 1] == "\\":
            continue
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0 and not quoted:
                return match.start()
            depth -= 1
        elif quoted and depth == 0:
            return match.start()
    return -1
