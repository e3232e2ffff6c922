"""Keep what a project of another program holds beside documents, codes and codings: notes, sets, the tree of codes,
variables, cases, links and graphs, and files that no source names.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from proxeny.evidence.exchange.project import Project, code_guid, make_guid
from proxeny.register.models import ProjectPart
from proxeny.text import clean

_BATCH = 500
Row = tuple[str, str, str, dict[str, Any]]  # kind, guid, name, data


def keep_parts(project: Project, names: Mapping[str, str], by: str) -> int:
    """Keep them, in the transaction of the import; what is there already stays. ``names``: indicators by GUID of code.

    Returns how many notes, sets and other parts the project holds.
    """
    now = datetime.now(UTC)
    rows = [*_codes(project, names), *_notes(project), *_places(project), *_rest(project, names)]
    made = [
        ProjectPart(kind=kind, guid=guid, name=clean(name, 300), data=data, by=by, at=now)
        for kind, guid, name, data in rows
    ]
    ProjectPart.objects.bulk_create(made, batch_size=_BATCH, ignore_conflicts=True)
    return len(project.notes) + len(project.sets) + len(project.rest) + len(project.loose)


def _codes(project: Project, names: Mapping[str, str]) -> Iterator[Row]:
    for one in project.codes:
        data = {"parent": names.get(one.parent, ""), "color": one.color, "codable": one.codable}
        yield "code", names[one.guid], one.name, data | {"description": one.description}


def _notes(project: Project) -> Iterator[Row]:
    for note in project.notes:
        yield "note", note.guid, note.name, {"text": note.text, "user": note.user, "created": note.created}
    for holder, held in project.notes_of:
        yield "link", make_guid("link", holder, held), "", {"holder": holder, "note": held}
    for one in project.sets:
        yield (
            "set",
            one.guid,
            one.name,
            {"description": one.description, "members": [list(each) for each in one.members]},
        )


def _places(project: Project) -> Iterator[Row]:
    selections = {one.guid: one for one in project.selections}
    for coding in project.codings:
        one = selections.get(coding.target)
        if one is not None:
            data = {"selection": one.guid, "kind": one.kind, "place": dict(one.place), "quotation": one.quotation}
            data |= {"description": one.description, "user": one.user, "created": one.created}
            data |= {"start": one.start, "end": one.end}
            yield "place", coding.guid, "", data


def _rest(project: Project, names: Mapping[str, str]) -> Iterator[Row]:
    """A code that is an indicator here goes by another GUID; who names it has to follow."""
    renamed = {guid: code_guid(name) for guid, name in names.items() if code_guid(name) != guid}
    for one in project.rest:
        xml = one.xml
        for old, new in renamed.items():
            xml = xml.replace(old, new)
        guid = one.guid if len(one.guid) == 36 else make_guid("rest", one.holder, xml)
        yield "rest", guid, one.name, {"holder": one.holder, "guid": one.guid, "xml": xml}
    for loose in project.loose:
        guid = make_guid("file", loose.name, sha256(loose.data).hexdigest())
        yield "file", guid, loose.name, {"base64": b64encode(loose.data).decode("ascii")}
