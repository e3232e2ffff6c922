"""A project of qualitative analysis as plain values: users, codes, sources, selections, codings, notes, sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from proxeny.evidence.exchange.rest import Loose, Rest


def make_guid(*parts: str) -> str:
    """A GUID that is the same for the same parts.

    >>> make_guid("code", "NET-1") == make_guid("code", "NET-1")
    True
    """
    return str(uuid5(NAMESPACE_URL, "proxeny:" + "\x1f".join(parts)))


def code_guid(indicator: str) -> str:
    """The GUID of an indicator; one that came from another program has that program's."""
    return indicator if len(indicator) == 36 and indicator.count("-") == 4 else make_guid("code", indicator)


@dataclass(frozen=True, slots=True)
class User:
    """A coder."""

    guid: str
    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code; ``parent``: the GUID of the code above it, or empty."""

    guid: str
    name: str
    description: str = ""
    color: str = ""
    codable: bool = True
    parent: str = ""


@dataclass(frozen=True, slots=True)
class QdaSource:
    """A document; ``kind`` is the element it had (TextSource ...); ``held``: whether the file held its text.

    ``original``: the file that it was made from (a .docx, a picture), where the project holds it, and its ``suffix``.
    """

    guid: str
    name: str
    kind: str = "TextSource"
    text: str = ""
    description: str = ""
    user: str = ""
    created: str = ""
    held: bool = True
    suffix: str = ""
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class Selection:
    """Part of a source: code points of its text, end exclusive, or a place in a picture, page or recording.

    ``quotation``: the text selected, or what the other program called the selection. ``check``: ``exact``,
    ``realigned`` (moved to where its words stand), ``unchecked`` (no words to compare).
    """

    guid: str
    source: str
    kind: str = "PlainTextSelection"
    start: int = 0
    end: int = 0
    quotation: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    user: str = ""
    created: str = ""
    check: str = "exact"


@dataclass(frozen=True, slots=True)
class QdaCoding:
    """A code given to a selection or to a whole source (``target``) by a user."""

    guid: str
    target: str
    code: str
    user: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo."""

    guid: str
    name: str
    text: str = ""
    user: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A named set of codes, sources and notes."""

    guid: str
    name: str
    description: str = ""
    members: tuple[tuple[str, str], ...] = ()  # (MemberCode | MemberSource | MemberNote, guid)


@dataclass(frozen=True, slots=True)
class Project:
    """All of it. ``notes_of``: (holder, note). ``rest``: variables, cases, links and graphs as they came; ``loose``:
    files that no source names. ``lost``: what the file held and this cannot keep, in words.
    """

    name: str
    origin: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[QdaSource, ...] = ()
    selections: tuple[Selection, ...] = ()
    codings: tuple[QdaCoding, ...] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    notes_of: tuple[tuple[str, str], ...] = ()
    description: str = ""
    lost: tuple[tuple[str, int], ...] = ()
    rest: tuple[Rest, ...] = ()
    loose: tuple[Loose, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        names = ("users", "codes", "sources", "selections", "codings", "notes", "sets")
        counts = {name: len(getattr(self, name)) for name in names}
        return counts | {"other_parts": len(self.rest), "files": len(self.loose)}
