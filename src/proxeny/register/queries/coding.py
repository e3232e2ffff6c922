"""Reads of coding: what stands, by place or by coder, and how far a log can be undone and redone."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.expressions import Combinable

from proxeny.evidence.coding.anchors import Anchor
from proxeny.evidence.coding.events import Coding, Event
from proxeny.register.models import Coder, CodingEvent, StandingCoding

_AT_ONCE = 20_000  # rows of one number fetched together


def as_coding(row: StandingCoding) -> Coding:
    """The plain value of a row."""
    anchor = None
    if row.start is not None:
        words = [str(row.words.get(name, "")) for name in ("quotation", "before", "after")]
        anchor = Anchor(row.start, row.end, *words)
    return Coding(row.coding, row.indicator, anchor, row.grade, row.memo, row.certainty, row.revision)


def read_light(coder: int, document: int) -> list[Event]:
    """A log without the data of its events, in order: enough to tell what stands."""
    log = CodingEvent.objects.filter(coder=coder, document=document).order_by("sequence")
    return [Event(*row) for row in log.values_list("sequence", "kind", "coding")]


def codings_of(coder: int, document: int, span: tuple[int, int] | None = None) -> list[Coding]:
    """What stands of a coder in a document, in the order it was coded; ``span``: what touches these code points, and
    what is about the whole document."""
    return [as_coding(one) for one in _within(coder, document, span).order_by("sequence")]


def _within(coder: int, document: int, span: tuple[int, int] | None) -> QuerySet[StandingCoding]:
    found = StandingCoding.objects.filter(coder=coder, document=document)
    return found.filter(Q(start__isnull=True) | Q(start__lt=span[1], end__gt=span[0])) if span else found


def coding_of(coder: int, document: int, coding: str) -> Coding | None:
    """One coding, or None where it does not stand."""
    row = StandingCoding.objects.filter(coder=coder, document=document, coding=coding).first()
    return None if row is None else as_coding(row)


def count_codings(coder: int, document: int) -> int:
    """How many codings of a coder stand in a document."""
    return StandingCoding.objects.filter(coder=coder, document=document).count()


def starts_of(coder: int, document: int) -> list[int]:
    """Where the passages of a coder begin, in order."""
    found = StandingCoding.objects.filter(coder=coder, document=document, start__isnull=False)
    return list(found.order_by("start").values_list("start", flat=True).iterator(chunk_size=_AT_ONCE))


def last_place(coder: int, document: int) -> int:
    """Where the passage begins that a coder coded last; 0 where there is none."""
    found = StandingCoding.objects.filter(coder=coder, document=document, start__isnull=False)
    return found.order_by("-sequence").values_list("start", flat=True).first() or 0


def steps_of(coder: int, document: int) -> tuple[int, int]:
    """How much can be undone and redone, by counting alone: an undo or redo of nothing is never in a log."""
    log = CodingEvent.objects.filter(coder=coder, document=document).exclude(kind="move")
    deeds = log.exclude(kind__in=("undo", "redo")).aggregate(count=Count("pk"), last=Max("sequence"))
    turned = log.filter(kind__in=("undo", "redo")).aggregate(
        all=_undone(Q()), late=_undone(Q(sequence__gt=deeds["last"] or 0))
    )
    return deeds["count"] - turned["all"], turned["late"]


def _undone(among: Q) -> Combinable:
    """Undos less redos among some events."""
    return Count("pk", filter=among & Q(kind="undo")) - Count("pk", filter=among & Q(kind="redo"))


def standing_in(document: int) -> dict[Coder, list[Coding]]:
    """What stands of every coder of a document, by name; also of those whose codings are all taken away."""
    found: dict[int, list[Coding]] = defaultdict(list)
    for row in StandingCoding.objects.filter(document=document).order_by("sequence"):
        found[row.coder_id].append(as_coding(row))
    coders = Coder.objects.filter(events__document=document).distinct().order_by("name")
    return {coder: found[coder.pk] for coder in coders}


def waiting_for_review(document: int) -> list[tuple[Coder, Coding]]:
    """Codings whose place in the newest text is not sure."""
    rows = StandingCoding.objects.filter(document=document).exclude(certainty="sure").select_related("coder")
    return [(row.coder, as_coding(row)) for row in rows.order_by("coder__name", "sequence")]
