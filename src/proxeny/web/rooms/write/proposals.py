"""Claims that were fetched and wait for a person's verdict."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.io.vocabulary import KINDS
from proxeny.register.operations.reviewing import VERDICTS, review
from proxeny.register.queries.editing import read_titles
from proxeny.register.queries.pages import read_entities, read_rows
from proxeny.register.queries.proposed import count_proposed, read_proposed, read_proposed_choices
from proxeny.register.tasks import start
from proxeny.text import clean
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write.doors import safe_address, writers
from proxeny.web.rooms.write.words import show_claim

_RECORDS = 20
_MANY = 2_000  # claims that are reviewed while the page waits


@writers
def show_proposed(request: HttpRequest) -> HttpResponse:
    """Proposed claims by record, beside what accepted claims say of the same field."""
    source, kind = _choice(request.GET.get("source", ""), request.GET.get("kind", ""))
    claims, records = count_proposed(source, kind)
    pager = read_pager(request, size=_RECORDS).of(records)
    found = read_proposed(source, kind, pager.start, pager.size)
    rows = {row.id: row for row in read_rows(list(found))}
    shown = [
        (
            rows.get(record),
            record,
            [(one.claim, show_claim(one.claim), [show_claim(c) for c in one.others]) for one in own],
        )
        for record, own in found.items()
    ]
    every = [said for _row, _id, lines in shown for _claim, said, others in lines for said in (said, *others)]
    context = {
        "claims": claims, "records": records, "shown": shown, "pager": pager, "choices": read_proposed_choices(),
        "source": source, "kind": kind, "here": request.get_full_path(),
        "entities": read_entities(one.value.record for one in every if one.value.record),
        "titles": read_titles(sorted({str(claim["source_id"]) for _r, _i, lines in shown for claim, _s, _o in lines})),
        "trail": [(_("Write"), "write:home"), (_("Proposals"), "")],
    }  # fmt: skip
    return render(request, "web/write/proposed.html", context)


def _choice(source: str, kind: str) -> tuple[str, str]:
    return clean(source, 64), kind if kind in KINDS else ""


@require_POST
@writers
def review_claims(request: HttpRequest) -> HttpResponse:
    """Accept or reject the claims marked, one claim, or all of a choice."""
    verdict, _colon, one = request.POST.get("verdict", "").partition(":")
    reason = clean(request.POST.get("reason", ""), 2_000)
    actor = acting(request).name
    back = safe_address(request, request.POST.get("back", ""), "/")
    if request.POST.get("all") == "1" and verdict in VERDICTS:
        source, kind = _choice(request.POST.get("source", ""), request.POST.get("kind", ""))
        arguments = {"source": source, "kind": kind, "verdict": verdict, "reason": reason}
        job = start("review", about=verdict, arguments=arguments, by=actor)
        return redirect("write:job", job.pk)
    marked = [one] if one else request.POST.getlist("claim")
    ids = [int(text) for text in marked if text.isascii() and text.isdecimal() and len(text) < 18][:_MANY]
    batch, _turned = review(ids, verdict, by=actor, reason=reason)
    return redirect("write:batch", batch) if batch and not one else redirect(back)
