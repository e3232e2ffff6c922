"""The evidence of the register as a REFI-QDA project, and a project into the register: codes, selections and coders
kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from proxeny.evidence.coding.anchors import build_anchor
from proxeny.evidence.coding.events import Coding, tell_anchor
from proxeny.evidence.document import Document, Page
from proxeny.evidence.exchange.project import Code, Project, QdaCoding, QdaSource, Selection, User, make_guid
from proxeny.evidence.quality import measure_quality
from proxeny.register.lock import writing
from proxeny.register.models import CodebookChange, Coder, CodingEvent, EvidenceDocument
from proxeny.register.operations.coding_log import Entry, append_all
from proxeny.register.operations.evidence import _revision, find_coder
from proxeny.register.queries.coding import standing_in
from proxeny.register.queries.evidence import codebook, latest_revision


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import brought, and what it could not keep: pairs of words and a count."""

    documents: int
    codes: int
    codings: int
    coders: int
    lost: tuple[tuple[str, int], ...]


def build_register_project(language: str = "en") -> Project:
    """Everything that is coded in the register. The same register gives the same project."""
    book = codebook(language)
    used: set[str] = set()
    users, sources, selections, codings = [], [], [], []
    known: dict[int, Coder] = {}
    for document in EvidenceDocument.objects.order_by("pk"):
        revision = latest_revision(document.pk)
        sources.append(QdaSource(document.guid, document.title, text=revision.text, created=_time(document.at)))
        given = [(coder, one) for coder, codings_ in standing_in(document.pk).items() for one in codings_]
        # Those of the whole document first, as they are written
        given.sort(key=lambda pair: pair[1].anchor is not None)
        for coder, one in given:
            known[coder.pk] = coder
            targets = book.follow(one.indicator) or (one.indicator,)
            used.update(targets)
            _put(one, document.guid, coder.guid, (selections, codings), targets)
    users = [User(one.guid, one.name, one.initials) for _, one in sorted(known.items())]
    labels = dict(book.labels) | {one: one for one in used if one not in book.labels}
    codes = [Code(code_guid(one), label, one if label != one else "") for one, label in labels.items()]
    return Project("Proxeny", "Proxeny", tuple(users), tuple(codes), tuple(sources), tuple(selections), tuple(codings))


def code_guid(indicator: str) -> str:
    """The GUID of an indicator; one that came from another program has that program's."""
    return indicator if len(indicator) == 36 and indicator.count("-") == 4 else make_guid("code", indicator)


def _put(one: Coding, source: str, user: str, into: tuple[list, list], targets: Iterable[str]) -> None:
    selections, codings = into
    target = source
    if one.anchor is not None:
        target = make_guid("selection", one.id)
        anchor = one.anchor
        selections.append(
            Selection(target, source, start=anchor.start, end=anchor.end, quotation=anchor.quotation,
            description=one.memo,
                      user=user)
        )  # fmt: skip
    for indicator in targets:
        codings.append(QdaCoding(_coding_guid(one, indicator), target, code_guid(indicator), user))


def _coding_guid(one: Coding, indicator: str) -> str:
    """The coding's own id, so that what comes back is known; one that a split made two has two."""
    return one.id if len(one.id) == 36 and indicator == one.indicator else make_guid("coding", one.id, indicator)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def import_project(project: Project, *, by: str = "") -> Brought:
    """Bring a project in, in one transaction. What the register has already (by GUID) is left as it is.

    Codes that are no indicator become indicators of the codebook. Selections of pictures and recordings, and texts
    that the
    file did not hold, become codings of the whole document with the selection's words as memo; the count is in
    ``lost``.
    """
    with writing():
        names, made_codes = _bring_codes(project, by)
        users = {one.guid: find_coder(one.name or one.guid, guid=one.guid) for one in project.users}
        documents = {one.guid: _bring_source(one, by) for one in project.sources}
        made, placeless = _bring_codings(project, names, users, documents)
    new = sum(fresh for _, fresh in documents.values())
    lost = (*project.lost, ("places in pictures or recordings", placeless)) if placeless else project.lost
    return Brought(new, made_codes, made, len(users), tuple(lost))


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
    owner = EvidenceDocument.objects.create(
        guid=source.guid, title=(source.name or source.guid)[:300], kind=source.kind[:20], by=by, at=datetime.now(UTC)
    )
    raw = source.text.encode("utf-8")
    quality, parts = measure_quality(source.text)
    page = Page(1, source.text, source.text, 0, {}, quality, parts)
    document = Document(source.name, "text", sha256(raw).hexdigest(), len(raw), "REFI-QDA", source.text, (page,))
    _revision(owner, document, raw, 1, by)
    return owner, True


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
