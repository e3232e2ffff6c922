"""What projects of other programs brought beside documents, codes and codings."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from proxeny.evidence.exchange.project import CodeSet, Note
from proxeny.evidence.exchange.rest import Loose, Rest
from proxeny.register.models import ProjectPart


def read_parts(kind: str) -> dict[str, dict[str, Any]]:
    """The data of all parts of a kind, by GUID."""
    return dict(ProjectPart.objects.filter(kind=kind).order_by("pk").values_list("guid", "data"))


def read_notes() -> tuple[Note, ...]:
    """All notes, in the order they came."""
    rows = ProjectPart.objects.filter(kind="note").order_by("pk").values_list("guid", "name", "data")
    return tuple(Note(guid, name, data["text"], data["user"], data["created"]) for guid, name, data in rows)


def read_sets() -> tuple[CodeSet, ...]:
    """All sets, in the order they came."""
    rows = ProjectPart.objects.filter(kind="set").order_by("pk").values_list("guid", "name", "data")
    return tuple(
        CodeSet(guid, name, data["description"], tuple((kind, one) for kind, one in data["members"]))
        for guid, name, data in rows
    )


def read_links() -> tuple[tuple[str, str], ...]:
    """Which note belongs to what, as (holder, note)."""
    rows = ProjectPart.objects.filter(kind="link").order_by("pk").values_list("data", flat=True)
    return tuple((one["holder"], one["note"]) for one in rows)


def read_rest() -> tuple[Rest, ...]:
    """Variables, cases, links and graphs, in the order they came."""
    rows = ProjectPart.objects.filter(kind="rest").order_by("pk").values_list("name", "data")
    return tuple(Rest(data["holder"], data["guid"], name, data["xml"]) for name, data in rows)


def read_loose() -> tuple[Loose, ...]:
    """Files that no source names, by name."""
    rows = ProjectPart.objects.filter(kind="file").order_by("name", "pk").values_list("name", "data")
    return tuple(Loose(name, b64decode(data["base64"])) for name, data in rows)
