"""Merges of terms, one by one: what is proposed and why, what was accepted, what was refused."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny import home
from proxeny.errors import FaultyInput
from proxeny.io.corpora import Kept, read_kept
from proxeny.io.merges import Merges, read_merges
from proxeny.literature.counting import count_terms
from proxeny.literature.proposing import propose_merges
from proxeny.literature.thesaurus import Thesaurus, write_thesaurus
from proxeny.literature.units import Cleaning, build_items
from proxeny.register.operations.literature import decide_merge
from proxeny.report.words import explain_fault
from proxeny.web.access.needs import Need, needs
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.literature.asked import Asked, read_asked
from proxeny.web.rooms.literature.context import build_context
from proxeny.web.rooms.write.doors import safe_address

Rows = tuple[dict[str, Any], ...]


def show_merges(request: HttpRequest, faults: tuple[str, ...] = ()) -> HttpResponse:
    """The proposals of a corpus, each with its reason and two buttons; then what was decided."""
    asked = read_asked(request)
    merges = read_merges(home.home(), asked.corpus.name)
    title = _("Which terms mean the same?")
    rows = [row for row in _propose(asked, merges) if merges.refused.get(row["label"]) != row["replace_by"]]
    listed = Table(_columns(request), _("Merges proposed"), sort="-occurrences", file="merges", size=25)
    if answer := listed.download(request, rows):
        return answer
    context = build_context(asked, "merges", title) | {
        "table": listed.show(request, rows), "total": len(rows), "merges": merges, "faults": faults,
        "accepted": sorted(merges.accepted.items()), "refused": sorted(merges.refused.items()),
        "thesaurus": reverse("literature:thesaurus") + asked.query, "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "web/literature/merges.html", context, status=400 if faults else 200)


@require_POST
@needs(Need.RESEARCH, Need.RESEARCH)
def decide(request: HttpRequest) -> HttpResponse:
    """Accept, refuse, or take back; then the list again, where it was."""
    sent = {name: request.POST.get(name, "") for name in ("corpus", "label", "by", "verdict")}
    try:
        decide_merge(sent["corpus"], sent["label"], sent["by"], sent["verdict"])
    except FaultyInput as error:
        request.method = "GET"
        return show_merges(request, tuple(explain_fault(fault) for fault in error.faults))
    return redirect(safe_address(request, request.POST.get("next", ""), reverse("literature:merges")))


def give_thesaurus(request: HttpRequest) -> HttpResponse:
    """The accepted merges as a thesaurus file of VOSviewer."""
    asked = read_asked(request)
    text = write_thesaurus(Thesaurus(read_merges(home.home(), asked.corpus.name).accepted))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.corpus.name}-thesaurus.txt"'
    return response


def _propose(asked: Asked, merges: Merges) -> Rows:
    path = asked.corpus.path
    stamp = path.stat().st_mtime_ns if path is not None and path.is_file() else 0
    accepted = tuple(sorted(merges.accepted.items()))
    return _proposals(asked.corpus.name, "" if path is None else str(path), stamp, asked.unit, accepted)


@lru_cache(maxsize=8)
def _proposals(name: str, path: str, stamp: int, unit: str, accepted: tuple[tuple[str, str], ...]) -> Rows:
    """The proposals for a corpus file as it was at ``stamp``, with the merges so far."""
    works = read_kept(Kept(name, Path(path) if path else None))
    items = build_items(works, unit, Cleaning(thesaurus=Merges(dict(accepted)).thesaurus))
    return tuple(propose_merges(count_terms(items.table, items.terms, works)).to_dicts())


def _reasons() -> dict[str, str]:
    return {
        "spelling": _("spelt otherwise: hyphens, accents, spaces or plural"),
        "acronym": _("an acronym and its long form"),
        "near": _("their letters differ little"),
    }


def _columns(request: HttpRequest) -> tuple[Column, ...]:
    def term(name: str) -> Any:
        return lambda row: format_html("<bdi>{}</bdi>", row[name])

    return (
        Column("label", _("Term"), lambda row: row["label"], term("label")),
        Column("occurrences", _("Works"), lambda row: row["occurrences"], kind="number"),
        Column("replace_by", _("Would become"), lambda row: row["replace_by"], term("replace_by")),
        Column("occurrences_by", _("Its works"), lambda row: row["occurrences_by"], kind="number"),
        Column("reason", _("Why"), lambda row: _reasons()[row["reason"]]),
        Column("decide", _("What to do"), lambda row: "", lambda row: _buttons(request, row)),
    )


def _buttons(request: HttpRequest, row: dict[str, Any]) -> SafeString:
    hidden = {
        "csrfmiddlewaretoken": get_token(request), "corpus": read_asked(request).corpus.name, "label": row["label"],
        "by": row["replace_by"], "next": request.get_full_path(),
    }  # fmt: skip
    fields = format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden.items())
    verdicts = (("accept", _("Merge")), ("refuse", _("Keep apart")))
    buttons = format_html_join(" ", '<button class="quiet slim" name="verdict" value="{}">{}</button>', verdicts)
    address = reverse("literature:decide") + read_asked(request).query
    return format_html('<form method="post" action="{}" class="verdicts">{}{}</form>', address, fields, buttons)
