"""The evidence of the register as a REFI-QDA project, and a project into the register: codes, selections and coders
kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from proxeny.errors import FaultyInput
from proxeny.evidence.coding.anchors import build_anchor
from proxeny.evidence.coding.events import Coding, tell_anchor
from proxeny.evidence.document import Document, Page
from proxeny.evidence.exchange.project import (
    Code,
    Project,
    QdaCoding,
    QdaSource,
    Selection,
    User,
    code_guid,
    make_guid,
)
from proxeny.evidence.quality import measure_quality
from proxeny.evidence.sniff import sniff
from proxeny.register.lock import writing
from proxeny.register.models import CodebookChange, Coder, CodingEvent, DocumentRevision, EvidenceDocument
from proxeny.register.operations.coding_log import Entry, append_all
from proxeny.register.operations.evidence import _revision, find_coder
from proxeny.register.operations.project_parts import keep_parts
from proxeny.register.queries.coding import standing_in
from proxeny.register.queries.evidence import codebook, latest_revision
from proxeny.register.queries.project_parts import read_links, read_loose, read_notes, read_parts, read_rest, read_sets
from proxeny.text import clean

_FROM_PROJECT = "REFI-QDA"  # the extractor of a document that came so


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import brought, and what it could not keep: pairs of words (with its name) and a count.

    ``parts``: notes, sets, links and the like; ``places``: codings of places in pictures, pages or recordings, which
    stand for the whole document here and go out again as they came.
    """

    documents: int
    codes: int
    codings: int
    coders: int
    parts: int
    places: int
    lost: tuple[tuple[str, int], ...]


def build_register_project(language: str = "en") -> Project:
    """Everything that is coded in the register, and what other programs brought. The same register gives the same."""
    book = codebook(language)
    used: set[str] = set()
    users, sources, built = [], [], _Built(read_parts("place"))
    known: dict[int, Coder] = {}
    for document in EvidenceDocument.objects.order_by("pk"):
        sources.append(_source(document))
        given = [(coder, one) for coder, codings in standing_in(document.pk).items() for one in codings]
        # Those of the whole document first, as they are written
        given.sort(key=lambda pair: pair[1].anchor is not None)
        for coder, one in given:
            known[coder.pk] = coder
            targets = book.follow(one.indicator) or (one.indicator,)
            used.update(targets)
            built.put(one, document.guid, coder.guid, targets)
    users = [User(one.guid, one.name, one.initials) for _, one in sorted(known.items())]
    labels = dict(book.labels) | {one: one for one in used if one not in book.labels}
    return Project(
        "Proxeny", "Proxeny", tuple(users), _codes(labels), tuple(sources), tuple(built.selections),
        tuple(built.codings), read_notes(), read_sets(), read_links(), rest=read_rest(), loose=read_loose(),
    )  # fmt: skip


def _source(document: EvidenceDocument) -> QdaSource:
    revision = latest_revision(document.pk)
    kind = document.kind if document.kind.endswith("Source") else "TextSource"
    held = kind == "TextSource" or bool(revision.text)
    source = QdaSource(document.guid, document.title, kind, revision.text, created=_time(document.at), held=held)
    if revision.extractor != _FROM_PROJECT or revision.kind == "text":
        return source
    raw = DocumentRevision.objects.values_list("raw", flat=True).get(pk=revision.pk)
    return replace(source, suffix=Path(revision.file_name).suffix, original=bytes(raw))


def _codes(labels: Mapping[str, str]) -> tuple[Code, ...]:
    parts = read_parts("code")
    codes = []
    for one, label in labels.items():
        part = parts.get(one, {})
        parent = str(part.get("parent", ""))
        codes.append(Code(
            code_guid(one), label, str(part.get("description", "")) or (one if label != one and not part else ""),
            str(part.get("color", "")), bool(part.get("codable", True)), code_guid(parent) if parent in labels else "",
        ))  # fmt: skip
    return tuple(codes)


@dataclass
class _Built:
    """Selections and codings so far. ``places``: by coding, where it stood in the program it came from."""

    places: Mapping[str, Mapping[str, Any]]
    selections: list[Selection] = field(default_factory=list)
    codings: list[QdaCoding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def put(self, one: Coding, source: str, user: str, targets: Iterable[str]) -> None:
        """Add a coding with the selection that it stands on."""
        part = self.places.get(one.id)
        target = source
        if one.anchor is not None or part is not None:
            target = str(part["selection"]) if part else make_guid("selection", one.id)
        if target != source and target not in self.seen:
            self.seen.add(target)
            self.selections.append(_selection(one, target, source, part, user))
        for indicator in targets:
            self.codings.append(QdaCoding(_coding_guid(one, indicator), target, code_guid(indicator), user))


def _selection(one: Coding, guid: str, source: str, part: Mapping[str, Any] | None, user: str) -> Selection:
    if one.anchor is None and part is not None:
        return Selection(
            guid, source, part["kind"], part["start"], part["end"], quotation=part["quotation"], place=part["place"],
            description=part["description"], user=part["user"], created=part["created"],
        )  # fmt: skip
    place, anchor = (part or {}), one.anchor
    return Selection(
        guid, source, start=anchor.start, end=anchor.end, quotation=anchor.quotation, place=place.get("place", {}),
        description=one.memo, user=place.get("user", user), created=place.get("created", ""),
    )  # fmt: skip


def _coding_guid(one: Coding, indicator: str) -> str:
    """The coding's own id, so that what comes back is known; one that a split made two has two."""
    return one.id if len(one.id) == 36 and indicator == one.indicator else make_guid("coding", one.id, indicator)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def import_project(project: Project, *, by: str = "") -> Brought:
    """Bring a project in, in one transaction. What the register has already (by GUID) is left as it is.

    Codes that are no indicator become indicators of the codebook. Selections of pictures and recordings, and of texts
    that the file did not hold, become codings of the whole document with the selection's words as memo.
    """
    with writing():
        names, made_codes = _bring_codes(project, by)
        users = {one.guid: find_coder(one.name or one.guid, guid=one.guid) for one in project.users}
        documents = {one.guid: _bring_source(one, by) for one in project.sources}
        made, placeless = _bring_codings(project, names, users, documents)
        kept = keep_parts(project, names, by)
    new = sum(fresh for _, fresh in documents.values())
    return Brought(new, made_codes, made, len(users), kept, placeless, project.lost)


def _bring_codes(project: Project, by: str) -> tuple[dict[str, str], int]:
    known = codebook().labels
    by_guid = {code_guid(one): one for one in known}
    names, made = {}, 0
    for code in project.codes:
        if code.guid in by_guid:
            names[code.guid] = by_guid[code.guid]
        elif code.guid in known or code.name in known:
            names[code.guid] = code.guid if code.guid in known else code.name
        else:
            CodebookChange.objects.create(
                kind="add", indicators=[code.guid], label=code.name[:300], reason=code.description[:2000], by=by,
                at=datetime.now(UTC),
            )  # fmt: skip
            names[code.guid] = code.guid
            made += 1
    return names, made


def _bring_source(source: QdaSource, by: str) -> tuple[EvidenceDocument, bool]:
    found = EvidenceDocument.objects.filter(guid=source.guid).first()
    if found is not None:
        return found, False
    title = source.name or next((line.strip() for line in source.text.split("\n") if line.strip()), source.guid)
    owner = EvidenceDocument.objects.create(
        guid=source.guid, title=clean(title, 80 if not source.name else 300), kind=source.kind[:20], by=by,
        at=datetime.now(UTC),
    )  # fmt: skip
    raw = source.original or source.text.encode("utf-8")
    quality, parts = measure_quality(source.text)
    page = Page(1, source.text, source.text, 0, {}, quality, parts)
    name = f"{source.name or source.guid}{source.suffix}"
    digest = sha256(raw).hexdigest()
    document = Document(name, _kind(source), digest, len(raw), _FROM_PROJECT, source.text, (page,))
    _revision(owner, document, raw, 1, by)
    return owner, True


def _kind(source: QdaSource) -> str:
    """What the file is that a source was made from, so that it can be shown beside the text."""
    try:
        return sniff(source.original) if source.original else "text"
    except FaultyInput:
        return "file"


def _bring_codings(
    project: Project,
    names: dict[str, str],
    users: dict[str, Coder],
    documents: dict[str, tuple[EvidenceDocument, bool]],
) -> tuple[int, int]:
    selections = {one.guid: one for one in project.selections}
    texts = {one.guid: one.text for one in project.sources}
    have = set(
        CodingEvent.objects.filter(document__in=[one.pk for one, _ in documents.values()]).values_list(
            "coding", flat=True
        )
    )
    placeless = 0
    logs: dict[tuple[Coder, EvidenceDocument], list[Entry]] = defaultdict(list)
    for coding in project.codings:
        selection = selections.get(coding.target)
        owner = documents.get(selection.source if selection else coding.target)
        if owner is None or coding.code not in names or coding.guid in have:
            continue
        coder = users.get(coding.user) or find_coder("REFI-QDA")
        data: dict[str, object] = {"indicator": names[coding.code], "memo": selection.description if selection else ""}
        text = texts[owner[0].guid]
        if (
            selection is not None
            and selection.kind == "PlainTextSelection"
            and selection.start < selection.end <= len(text)
        ):
            data |= tell_anchor(build_anchor(text, selection.start, selection.end)) | {"revision": 1}
        elif selection is not None:
            placeless += 1
            data["memo"] = "\n".join(part for part in (selection.description, selection.quotation) if part)
        logs[coder, owner[0]].append(("code", coding.guid, data))
    for (coder, document), entries in logs.items():
        append_all(coder, document, entries)
    return sum(map(len, logs.values())), placeless
