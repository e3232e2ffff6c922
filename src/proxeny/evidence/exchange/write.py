"""Write REFI-QDA: a ``.qdpx`` that the schema accepts, LF, ends exclusive; always the same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from proxeny.evidence.exchange.project import Code, CodeSet, Note, Project, QdaCoding, QdaSource, Selection
from proxeny.evidence.exchange.rest import put_rest

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
_ORIGIN = "Proxeny"
_NEEDED = {
    "PictureSelection": ("firstX", "firstY", "secondX", "secondY"),
    "PDFSelection": ("page", "firstX", "firstY", "secondX", "secondY"),
    "AudioSelection": ("begin", "end"),
    "VideoSelection": ("begin", "end"),
}
_OWN = {"PictureSource": "PictureSelection", "PDFSource": "PDFSelection", "AudioSource": "AudioSelection",
        "VideoSource": "VideoSelection"}  # fmt: skip


def write_project(project: Project) -> bytes:
    """The bytes of a ``.qdpx``, with the files that sources were made from where we have them."""
    writing = _Writing(project)
    root = writing.build()
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _bytes(root))
        for source in project.sources:
            if _path(source) and source.held:
                _put(archive, f"sources/{source.guid}.txt", source.text.encode("utf-8"))
            if source.original:
                _put(archive, f"sources/{source.guid}{source.suffix}", source.original)
        for note in project.notes:
            if note.text:
                _put(archive, f"sources/{note.guid}.txt", note.text.encode("utf-8"))
        for loose in project.loose:
            _put(archive, f"files/{loose.name}", loose.data, ZIP_STORED)
    return made.getvalue()


def write_codebook(project: Project) -> bytes:
    """The bytes of a ``.qdc``: codes and sets of codes."""
    root = etree.Element("CodeBook", nsmap={None: CODEBOOK}, origin=_ORIGIN)
    root.tag = f"{{{CODEBOOK}}}CodeBook"
    writing = _Writing(project, CODEBOOK)
    writing.put_codes(writing.below(root, "Codes"))
    codes = {one.guid for one in project.codes}
    sets = [one for one in project.sets if any(guid in codes for _, guid in one.members)]
    if sets:
        held = writing.below(root, "Sets")
        for one in sets:
            element = writing.below(held, "Set", guid=one.guid, name=one.name)
            writing.put_description(element, one.description)
            for _, guid in one.members:
                if guid in codes:
                    writing.below(element, "MemberCode", guid=guid)
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True, pretty_print=True))


def _put(archive: ZipFile, name: str, data: bytes, packing: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = packing
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _path(source: QdaSource) -> bool:
    """Whether the text has a file of its own; that of a source we never had is named all the same, as it was given."""
    return source.kind == "TextSource" and (bool(source.text) or not source.held)


class _Writing:
    """One writing of a project."""

    def __init__(self, project: Project, namespace: str = PROJECT) -> None:
        self.project = project
        self.namespace = namespace
        self.codings: dict[str, list[QdaCoding]] = defaultdict(list)
        self.refs: dict[str, list[str]] = defaultdict(list)
        self.selections: dict[str, list[Selection]] = defaultdict(list)
        for coding in project.codings:
            self.codings[coding.target].append(coding)
        for holder, note in project.notes_of:
            self.refs[holder].append(note)
        for selection in project.selections:
            self.selections[selection.source].append(selection)

    def below(self, parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
        """A child element; attributes that are empty are left out, but for names."""
        kept = {key: value for key, value in attributes.items() if value or key == "name"}
        return etree.SubElement(parent, f"{{{self.namespace}}}{tag}", kept)

    def build(self) -> etree._Element:
        """The Project element; the schema fixes the order of everything in it."""
        project = self.project
        root = etree.Element(f"{{{PROJECT}}}Project", {"name": project.name, "origin": project.origin or _ORIGIN},
                             nsmap={None: PROJECT})  # fmt: skip
        if project.users:
            users = self.below(root, "Users")
            for user in project.users:
                self.below(users, "User", guid=user.guid, name=user.name, id=user.id)
        if project.codes:
            self.put_codes(self.below(self.below(root, "CodeBook"), "Codes"))
        for holder in ("Variables", "Cases"):
            put_rest(root, holder, project.rest)
        if project.sources:
            sources = self.below(root, "Sources")
            for source in project.sources:
                self.put_source(sources, source)
        if project.notes:
            notes = self.below(root, "Notes")
            for note in project.notes:
                self.put_note(notes, note)
        put_rest(root, "Links", project.rest)
        if project.sets:
            sets = self.below(root, "Sets")
            for one in project.sets:
                self.put_set(sets, one)
        put_rest(root, "Graphs", project.rest)
        self.put_description(root, project.description)
        self.put_refs(root, "")
        return root

    def put_description(self, element: etree._Element, text: str) -> None:
        """The description, where there is one."""
        if text:
            self.below(element, "Description").text = text

    def put_refs(self, element: etree._Element, holder: str) -> None:
        """References to notes; a codebook has none."""
        if self.namespace == PROJECT:
            for note in self.refs.get(holder, ()):
                self.below(element, "NoteRef", targetGUID=note)

    def put_codes(self, top: etree._Element) -> None:
        """The tree of codes; a code whose parent is missing stands at the top."""
        known = {one.guid for one in self.project.codes}
        children: dict[str, list[Code]] = defaultdict(list)
        for code in self.project.codes:
            children[code.parent if code.parent in known else ""].append(code)
        waiting = [(top, code) for code in reversed(children[""])]
        while waiting:
            parent, code = waiting.pop()
            codable = "true" if code.codable else "false"
            element = self.below(parent, "Code", guid=code.guid, name=code.name, isCodable=codable, color=code.color)
            self.put_description(element, code.description)
            self.put_refs(element, code.guid)
            waiting += [(element, child) for child in reversed(children[code.guid])]

    def put_source(self, parent: etree._Element, source: QdaSource) -> None:
        """A source with its selections, then its own codings and notes."""
        about = {"creatingUser": source.user, "creationDateTime": source.created}
        path = f"internal://{source.guid}.txt" if _path(source) else ""
        if source.original:
            attribute = "richTextPath" if source.kind == "TextSource" else "path"
            about[attribute] = f"internal://{source.guid}{source.suffix}"
        element = self.below(parent, source.kind, guid=source.guid, name=source.name, plainTextPath=path, **about)
        self.put_description(element, source.description)
        mine = self.selections.get(source.guid, [])
        own = [one for one in mine if one.kind == _OWN.get(source.kind, "PlainTextSelection")]
        other = [one for one in mine if one not in own and one.kind == "PlainTextSelection"]
        if source.kind == "TextSource":
            if not path:
                self.below(element, "PlainTextContent")
            self.put_selections(element, own)
        elif source.kind == "PictureSource":
            self.put_inner(element, "TextDescription", source, other)
            self.put_selections(element, own)
        else:
            if source.kind == "PDFSource":
                self.put_selections(element, own)
                self.put_inner(element, "Representation", source, other)
            else:
                self.put_selections(element, own)
        self.put_codings(element, source.guid)

    def put_inner(self, element: etree._Element, tag: str, source: QdaSource, selections: list[Selection]) -> None:
        """The text that stands for a picture or a PDF."""
        if source.held or selections:
            path = "" if source.held else f"internal://{source.guid}.txt"
            inner = self.below(element, tag, guid=source.guid, name=source.name, plainTextPath=path)
            if source.held:
                self.below(inner, "PlainTextContent").text = source.text
            self.put_selections(inner, selections)

    def put_selections(self, element: etree._Element, selections: Iterable[Selection]) -> None:
        """Selections with their codings."""
        for one in selections:
            about = {"creatingUser": one.user, "creationDateTime": one.created}
            if one.kind == "PlainTextSelection":
                name = one.place.get("name", one.quotation)
                place = {"startPosition": str(one.start), "endPosition": str(one.end)}
            else:
                name = one.quotation
                place = {key: one.place.get(key, "0") for key in _NEEDED[one.kind]}
            made = self.below(element, one.kind, guid=one.guid, name=name, **place, **about)
            self.put_description(made, one.description)
            self.put_codings(made, one.guid)

    def put_codings(self, element: etree._Element, target: str) -> None:
        """Codings of a selection or source, then its notes."""
        for coding in self.codings.get(target, ()):
            made = self.below(
                element, "Coding", guid=coding.guid, creatingUser=coding.user, creationDateTime=coding.created
            )
            self.below(made, "CodeRef", targetGUID=coding.code)
            self.put_refs(made, coding.guid)
        self.put_refs(element, target)

    def put_note(self, parent: etree._Element, note: Note) -> None:
        """A memo, its text in a file of its own."""
        path = f"internal://{note.guid}.txt" if note.text else ""
        about = {"creatingUser": note.user, "creationDateTime": note.created}
        element = self.below(parent, "Note", guid=note.guid, name=note.name, plainTextPath=path, **about)
        if not path:
            self.below(element, "PlainTextContent")

    def put_set(self, parent: etree._Element, one: CodeSet) -> None:
        """A set; members in the order that the schema wants."""
        element = self.below(parent, "Set", guid=one.guid, name=one.name)
        self.put_description(element, one.description)
        for tag in ("MemberCode", "MemberSource", "MemberNote"):
            for kind, guid in one.members:
                if kind == tag:
                    self.below(element, tag, targetGUID=guid)
