"""Records on a day, and as they were known on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from proxeny.register.models import Claim, Involvement, Tie

_OVER = ("ended", "former", "closed")


def narrow_to_days(query: QuerySet[Any], on: date | None, known_at: date | None) -> QuerySet[Any]:
    """Only records that may hold on a day, and of which a source spoke by a day; of a tie, of one of its agreements."""
    names = {column.name for column in query.model._meta.concrete_fields}
    if on is not None and "valid_from" in names:
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        lasts = Q(valid_to__gt=on) | Q(valid_to__isnull=True) & (~Q(state__in=_OVER) if "state" in names else Q())
        query = query.filter(begun & lasts)
    if on is not None and "founded" in names:  # written as far as it is known: 1998, 1998-05, 1998-05-07
        day = on.isoformat()
        query = query.filter(Q(founded="") | Q(founded__lte=day), Q(dissolved="") | Q(dissolved__gt=day))
    if known_at is not None:
        said = Claim.objects.filter(first_seen__lte=known_at.isoformat(), record=OuterRef("id"))
        query = query.filter(_tied_by(known_at) if query.model is Tie else Exists(said))
    return query


def _tied_by(known_at: date) -> Exists:
    """Whether an agreement of both ends of a tie was known."""
    said = Claim.objects.filter(first_seen__lte=known_at.isoformat(), record=OuterRef("record"))
    other = Involvement.objects.filter(record=OuterRef("record"), entity=OuterRef(OuterRef("b")))
    papers = Involvement.objects.filter(kind="agreement", entity=OuterRef("a"))
    return Exists(papers.filter(Exists(other), Exists(said)))
