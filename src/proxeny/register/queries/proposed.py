"""Claims that were fetched and that nobody has accepted or rejected yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from proxeny.register.models import Claim


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed claim, and what accepted claims say of the same field of the record."""

    claim: dict[str, Any]
    others: tuple[dict[str, Any], ...]


def _asked(source: str, kind: str) -> QuerySet[Claim]:
    asked = Claim.objects.filter(state="proposed")
    asked = asked.filter(source=source) if source else asked
    return asked.filter(kind=kind) if kind else asked


def count_proposed(source: str = "", kind: str = "") -> tuple[int, int]:
    """How many claims are proposed, and of how many records."""
    told = _asked(source, kind).aggregate(claims=Count("id"), records=Count("record", distinct=True))
    return int(told["claims"]), int(told["records"])


def read_proposed_choices() -> list[dict[str, Any]]:
    """Sources and kinds with proposed claims: source, title, kind, claims."""
    rows = Claim.objects.filter(state="proposed").values("source_id", "source__title", "kind")
    return list(rows.annotate(claims=Count("id")).order_by("source__title", "kind"))


def read_proposed_ids(source: str = "", kind: str = "") -> list[int]:
    """The ids of all proposed claims of a choice."""
    return list(_asked(source, kind).order_by("id").values_list("pk", flat=True))


def read_proposed(source: str, kind: str, start: int, size: int) -> dict[str, list[Proposed]]:
    """The proposed claims of one page of records, by record."""
    asked = _asked(source, kind).order_by("record").values_list("record", flat=True).distinct()
    records = list(asked[start : start + size])
    claims = Claim.objects.filter(record__in=records, state__in=("proposed", "accepted"))
    claims = claims.order_by("record", "property", "id")
    rows = list(claims.values("id", "record", "kind", "property", "value", "wording", "language", "source_id", "state"))
    found: dict[str, list[Proposed]] = {record: [] for record in records}
    for row in rows:
        if row["state"] == "proposed" and source in ("", row["source_id"]) and kind in ("", row["kind"]):
            same = ("record", "property", "language")
            others = [one for one in rows if one["state"] == "accepted" and all(one[n] == row[n] for n in same)]
            found[row["record"]].append(Proposed(row, tuple(others)))
    return found
