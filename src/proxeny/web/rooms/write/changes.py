"""Who changed what, when and why; and taking it back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import NotFound
from proxeny.register.models import Batch, Upload
from proxeny.register.operations.rollback import roll_back
from proxeny.register.queries.history import read_batch, read_batch_claims, read_changes, read_history
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import read_entities, read_rows
from proxeny.text import clean
from proxeny.web.acting import Actor, acting, show_person
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write import words
from proxeny.web.rooms.write.doors import writers

_CLAIMS = 60


@writers
def show_history(request: HttpRequest, record: str) -> HttpResponse:
    """Everything that happened to one record."""
    events = words.show_changes(read_history(record))
    rows = read_rows([record])
    if not events and not rows:
        merged = read_merges().get(record)
        if merged:
            return redirect("write:history", merged)
        raise NotFound.of("record-unknown", id=record)
    actor = acting(request)
    context = {
        "record": record, "row": rows[0] if rows else None, "events": events, "entities": words.name_all(events),
        "undoable": [e.batch for e in (one.event for one in events) if e.batch and _may_undo(actor, e.by, e.kind)],
        "trail": [(_("Write"), "write:home"), (_("History"), "")],
    }  # fmt: skip
    return render(request, "web/write/history.html", context)


@writers
def show_changes(request: HttpRequest) -> HttpResponse:
    """All changes of the register, latest first, or one's own."""
    mine = request.GET.get("mine") == "1"
    pager = read_pager(request)
    events, total = read_changes(pager.start, pager.size, by=acting(request).name if mine else None)
    context = {
        "events": words.show_changes(events), "pager": pager.of(total), "mine": mine, "total": total,
        "trail": [(_("Write"), "write:home"), (_("Changes"), "")],
    }  # fmt: skip
    return render(request, "web/write/changes.html", context)


@writers
def show_batch(request: HttpRequest, number: int) -> HttpResponse:
    """One change: what it brought, and how to take it back."""
    batch = read_batch(number)
    pager = read_pager(request, size=_CLAIMS)
    claims, total = read_batch_claims(batch, pager.start, pager.size)
    said = [(words.show_claim(claim), _role(claim, batch)) for claim in claims]
    records = {row.id: row for row in read_rows(sorted({one.record for one, _role_ in said} | {batch.record}))}
    actor = acting(request)
    context = {
        "batch": batch, "who": show_person(batch.by), "undone_by": show_person(batch.undone_by) if batch.undone else "",
        "groups": _by_record(said), "records": records, "pager": pager.of(total), "total": total,
        "entities": read_entities(one.value.record for one, _role_ in said if one.value.record),
        "may_undo": batch.state == "applied" and _may_undo(actor, batch.by, batch.kind),
        "upload": Upload.objects.filter(batch=batch).first(), "about": records.get(batch.record),
        "trail": [(_("Write"), "write:home"), (_("Changes"), "write:changes"), (str(number), "")],
    }  # fmt: skip
    return render(request, "web/write/batch.html", context)


def _role(claim: dict[str, object], batch: Batch) -> str:
    """What the batch did with a claim: said it, took it back, or turned it."""
    if claim["batch_id"] == batch.pk:
        return "said"
    return "gone" if claim["superseded_by_id"] == batch.pk else "turned"


def _by_record(said: list[tuple[object, str]]) -> list[tuple[str, list[tuple[object, str]]]]:
    found: dict[str, list[tuple[object, str]]] = {}
    for one, role in said:
        found.setdefault(one.record, []).append((one, role))
    return list(found.items())


def _may_undo(actor: Actor, by: str, kind: str) -> bool:
    """Whether somebody may take a batch back: one's own forms, files and reviews; an administrator also others'."""
    return kind in {"edit", "import", "review", "fetch"} and (actor.name == by or actor.may_undo_all)


@require_POST
@writers
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a batch back, with a reason."""
    batch, actor = read_batch(number), acting(request)
    if not _may_undo(actor, batch.by, batch.kind):
        raise PermissionDenied
    roll_back(number, by=actor.name, reason=clean(request.POST.get("reason", ""), 2_000))
    Upload.objects.filter(batch=batch).update(state="open", batch=None)
    return redirect("write:batch", number)
