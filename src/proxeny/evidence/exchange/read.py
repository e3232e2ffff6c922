"""Read REFI-QDA: every code, selection, coding and coder is kept; what cannot be kept is listed.

Tolerant of what programs really write: namespaces ``codebook:1.0`` and ``codebook:1:0``, ``sources/`` and ``Sources/``,
paths with and without ``internal://``, GUIDs in braces. Source: REFI-QDA standard 1.5, www.qdasoftware.org.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from proxeny.errors import FaultyInput, NotFound, Where
from proxeny.evidence.exchange.align import align, plain_text
from proxeny.evidence.exchange.archive_in import find_file, find_text, open_project
from proxeny.evidence.exchange.project import (
    Code,
    CodeSet,
    Note,
    Project,
    QdaCoding,
    QdaSource,
    Selection,
    User,
    make_guid,
)
from proxeny.evidence.exchange.rest import Loose, Rest, read_rest
from proxeny.evidence.limits import Limits

_SOURCES = frozenset({"TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"})
_INNER = frozenset({"Representation", "TextDescription", "Transcript"})
_ABOUT = frozenset({
    "guid", "name", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime", "startPosition",
    "endPosition",
})  # fmt: skip
_LIMITS = Limits()
_MOST_LOOSE = 32 * 2**20  # bytes of all files together that no source names
_NAME = 120  # letters of a name in the list of what is not kept


def read_project(path: Path | str, limits: Limits = _LIMITS) -> Project:
    """Read a ``.qdpx``, ``.qde`` or ``.qdc`` file. Raises `NotFound`, `FaultyInput`."""
    path = Path(path)
    where = Where(file=path.name)
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    size = path.stat().st_size
    if size > limits.size:
        told = {"size": f"{size / 2**20:.1f}", "limit": f"{limits.size / 2**20:.0f}"}
        raise FaultyInput.of("document-too-large", where, **told)
    return build_project(path.read_bytes(), path.name)


def build_project(data: bytes, name: str = "") -> Project:
    """The project in these bytes. Raises `FaultyInput`."""
    where = Where(file=name)
    root, texts, files = open_project(data, where)
    if _local(root) not in {"Project", "CodeBook"}:
        raise FaultyInput.of("qdpx-not-refi", where, root=_local(root)[:60])
    reading = _Reading(texts, files)
    reading.read(root)
    return replace(reading.build(root, name), loose=reading.read_loose(), lost=tuple(sorted(reading.lost.items())))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _local(child) == name)


def _description(element: etree._Element) -> str:
    return next((plain_text(child.text or "") for child in _children(element, "Description")), "")


@dataclass
class _Reading:
    """One reading of a project: what was found so far."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes]
    used: set[str] = field(default_factory=set)
    users: list[User] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    sources: list[QdaSource] = field(default_factory=list)
    selections: list[Selection] = field(default_factory=list)
    codings: list[QdaCoding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sets: list[CodeSet] = field(default_factory=list)
    notes_of: list[tuple[str, str]] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    rest: list[Rest] = field(default_factory=list)

    def read(self, root: etree._Element) -> None:
        """Everything, in the order of the file."""
        book = root if _local(root) == "CodeBook" else next(_children(root, "CodeBook"), None)
        if book is not None:
            for codes in _children(book, "Codes"):
                self.read_codes(codes, "")
        for part in root:
            name = _local(part)
            if name == "Users":
                self.users += [
                    User(_guid(u.get("guid")), u.get("name", ""), u.get("id", "")) for u in _children(part, "User")
                ]
            elif name == "Sources":
                for source in part:
                    if _local(source) in _SOURCES:
                        self.read_source(source)
            elif name == "Notes":
                for note in _children(part, "Note"):
                    self.read_note(note)
            elif name == "Sets":
                self.sets += [_read_set(one) for one in _children(part, "Set")]
            elif name == "NoteRef":
                self.notes_of.append(("", _guid(part.get("targetGUID"))))
        self.rest += read_rest(root, lambda what: self.lost.update([what]))
        for value in root.iterfind(".//{*}Sources//{*}VariableValue"):
            ref = next((child.get("targetGUID", "") for child in value if _local(child) == "VariableRef"), "")
            self.lost[f"value of a variable {ref[:_NAME]}".strip()] += 1

    def read_loose(self) -> tuple[Loose, ...]:
        """Files that no source names, as long as they are not too large together."""
        found, room = [], _MOST_LOOSE
        texts = {name: text.encode("utf-8", "replace") for name, text in self.texts.items()}
        for name, data in sorted((texts | dict(self.files)).items()):
            if name in self.used:
                continue
            if len(data) > room:
                self.lost[f"file {name[:_NAME]}"] += 1
            else:
                room -= len(data)
                found.append(Loose(name[:_NAME], data))
        return tuple(found)

    def read_codes(self, element: etree._Element, parent: str) -> None:
        """Codes below ``element``, each before those below it; without recursion."""
        waiting = [(child, parent) for child in reversed(list(_children(element, "Code")))]
        while waiting:
            code, above = waiting.pop()
            guid = _guid(code.get("guid"))
            codable = code.get("isCodable", "true").lower() not in {"false", "0"}
            self.codes.append(
                Code(guid, code.get("name", ""), _description(code), code.get("color", ""), codable, above)
            )
            self.read_refs(code, guid)
            waiting += [(child, guid) for child in reversed(list(_children(code, "Code")))]

    def read_refs(self, element: etree._Element, holder: str) -> None:
        """The notes of a thing."""
        self.notes_of += [(holder, _guid(ref.get("targetGUID"))) for ref in _children(element, "NoteRef")]

    def read_source(self, element: etree._Element) -> None:
        """A source with all its selections, also those of the text that stands for a picture, page or recording."""
        guid, kind = _guid(element.get("guid")), _local(element)
        inner = [child for child in element if _local(child) in _INNER]
        raw, held = "", False
        for one in [element, *inner]:
            if not held:
                raw, held = find_text(one, self.texts, self.used)
        if kind == "TextSource" and not held:
            self.lost[f"text of {plain_text(element.get('name', ''))[:_NAME] or guid}"] += 1
        file = find_file(element, self.files)
        self.used.add(file)
        if not file and any(element.get(one) for one in ("richTextPath", "path")):
            self.lost[f"file of {plain_text(element.get('name', ''))[:_NAME] or guid}"] += 1
        user, created = _guid(element.get("creatingUser")), element.get("creationDateTime", "")
        source = QdaSource(
            guid, element.get("name", ""), kind, plain_text(raw), _description(element), user, created, held,
            suffix=f".{file.rpartition('.')[2][:8]}" if file else "", original=self.files.get(file, b""),
        )  # fmt: skip
        self.sources.append(source)
        self.read_coded(element, guid)
        for holder in [element, *inner]:
            if holder is not element:
                self.read_coded(holder, guid)
            for child in holder:
                if _local(child).endswith("Selection"):
                    self.read_selection(child, source, raw, held)

    def read_coded(self, element: etree._Element, target: str) -> None:
        """The codings and notes of a source or selection."""
        for coding in _children(element, "Coding"):
            guid = _guid(coding.get("guid"))
            user, created = _guid(coding.get("creatingUser")), coding.get("creationDateTime", "")
            for at, ref in enumerate(_children(coding, "CodeRef")):
                code = _guid(ref.get("targetGUID"))
                own = make_guid("coding", guid, code) if at else guid  # two codes in one: two codings
                self.codings.append(QdaCoding(own, target, code, user, created))
            self.read_refs(coding, guid)
        self.read_refs(element, target)

    def read_selection(self, element: etree._Element, source: QdaSource, raw: str, held: bool) -> None:
        """One selection, checked against its words where it is one of text."""
        guid, kind = _guid(element.get("guid")), _local(element)
        if guid in self.seen:  # some programs give a place in a PDF and its words the same id
            guid = make_guid("selection", guid, kind)
        self.seen.add(guid)
        name = plain_text(element.get("name", ""))
        place = {key: value for key, value in element.attrib.items() if key not in _ABOUT}
        start, end, check, quotation = 0, 0, "unchecked", name
        if kind == "PlainTextSelection":
            start, end = (_number(element.get(one)) for one in ("startPosition", "endPosition"))
            if held:
                start, end, check = align(raw, start, end, name)
                quotation = source.text[start:end]
                if check == "unchecked" and name:
                    place["name"] = name
        user, created = _guid(element.get("creatingUser")), element.get("creationDateTime", "")
        self.selections.append(
            Selection(
                guid, source.guid, kind, start, end, quotation, place, _description(element), user, created, check
            )
        )
        self.read_coded(element, guid)

    def read_note(self, element: etree._Element) -> None:
        """A memo."""
        raw, held = find_text(element, self.texts, self.used)
        if not held and (element.get("plainTextPath") or element.get("richTextPath")):
            self.lost[f"text of note {plain_text(element.get('name', ''))[:_NAME]}"] += 1
        guid, user = _guid(element.get("guid")), _guid(element.get("creatingUser"))
        text = plain_text(raw) or _description(element)
        self.notes.append(Note(guid, element.get("name", ""), text, user, element.get("creationDateTime", "")))

    def build(self, root: etree._Element, name: str) -> Project:
        """The project; coders that only codings know get an entry of their own."""
        known = {one.guid for one in self.users}
        told = [one.user for one in self.codings] + [one.user for one in self.selections]
        told += [one.user for one in self.sources] + [one.user for one in self.notes]
        for guid in told:
            if guid and guid not in known:
                known.add(guid)
                self.users.append(User(guid, guid[:8]))
        return Project(
            root.get("name", "") or name, root.get("origin", ""), tuple(self.users), tuple(self.codes),
            tuple(self.sources),
            tuple(self.selections), tuple(self.codings), tuple(self.notes), tuple(self.sets), tuple(self.notes_of),
            _description(root), rest=tuple(self.rest),
        )  # fmt: skip


def _read_set(element: etree._Element) -> CodeSet:
    members = tuple(
        (_local(child), _guid(child.get("targetGUID") or child.get("guid")))
        for child in element
        if _local(child).startswith("Member")
    )
    return CodeSet(_guid(element.get("guid")), element.get("name", ""), _description(element), members)


def _number(text: str | None) -> int:
    try:
        return max(0, int(text or 0))
    except ValueError:
        return 0
