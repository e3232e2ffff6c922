"""What is counted, and what became of it: the codebook of today and the ledger of its merges."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.errors import ProxenyError
from proxeny.evidence.coding.codebook import Change, fold_matrix
from proxeny.evidence.exchange.project import code_guid
from proxeny.evidence.importance.frequency import GRADE_SETS, rank
from proxeny.evidence.importance.shipped import read_shipped
from proxeny.register.operations.evidence import change_codebook
from proxeny.register.queries.evidence import changes, codebook
from proxeny.register.queries.project_parts import read_notes, read_parts, read_sets
from proxeny.report.words import explain_fault, language
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager

_CHANGES, _NOTES = 20, 100


def show_codebook(request: HttpRequest) -> HttpResponse:
    """The indicators of today, a form for a change, and what each change did to the ranking."""
    faults: list[str] = []
    if request.method == "POST":
        try:
            _change(request)
            return redirect("evidence:codebook")
        except ProxenyError as error:
            faults = [explain_fault(one) for one in error.faults]
    here = language()
    book, log = codebook(here), changes()
    undone = {one.undoes for one in log if one.kind == "undo"}
    pager = read_pager(request, size=_CHANGES).of(len(log))
    shown = pager.cut(log[::-1])
    ledger = [(one, one.number in undone, _what_if(one) if _counts(one, undone) else []) for one in shown]
    context = {
        "labels": _tree(book.labels), "size": len(book.labels), "version": book.version, "ledger": ledger,
        "pager": pager, "faults": faults, "notes": read_notes()[:_NOTES], "sets": _sets(book.labels),
        "kinds": {"add": _("added"), "rename": _("renamed"), "merge": _("merged"), "split": _("split"),
        "undo": _("undone")},
        "trail": [(_("Evidence"), "evidence:home"), (_("Codebook"), "")],
    }  # fmt: skip
    return render(request, "web/evidence/codebook.html", context, status=422 if faults else 200)


def _tree(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Indicators with their labels; one that an imported project put below another, with that one's label before it."""
    above = {one: str(data["parent"]) for one, data in read_parts("code").items()}
    return [
        (one, f"{labels[above[one]]} › {label}" if above.get(one) in labels else label) for one, label in labels.items()
    ]


def _sets(labels: Mapping[str, str]) -> list[tuple[str, int, list[str]]]:
    """Sets of imported projects: name, how many members, and which indicators are among them."""
    by_guid = {code_guid(one): label for one, label in labels.items()}
    return [
        (one.name, len(one.members), [by_guid[guid] for _, guid in one.members if guid in by_guid][:_NOTES])
        for one in read_sets()[:_NOTES]
    ]


def _change(request: HttpRequest) -> None:
    kind = request.POST.get("kind", "")
    into = [one.strip() for one in request.POST.get("into", "").split(",") if one.strip()]
    indicators = request.POST.getlist("indicators")
    if kind == "add":
        indicators, into = into, []
    undoes = request.POST.get("undoes", "")
    change_codebook(
        kind, indicators, into=into, label=request.POST.get("label", ""), reason=request.POST.get("reason", ""),
        by=acting(request).name, undoes=int(undoes) if undoes.isdigit() else 0,
    )  # fmt: skip


def _counts(change: Change, undone: set[int]) -> bool:
    return change.kind in {"merge", "split"} and change.number not in undone


def _what_if(change: Change) -> list[tuple[str, int, int]]:
    """Rank with and without a change of the indicators it is about and of those that move: (label, now, then)."""
    now, then = codebook(language()), codebook(language(), frozenset({change.number}))
    ranks = []
    for book in (now, then):
        matrix = fold_matrix(read_shipped().ranked(), book)
        found = rank(matrix.named(GRADE_SETS["explicit_structural"]).sum(axis=0).astype(float))
        ranks.append(dict(zip(matrix.indicators, found.tolist(), strict=True)))
    labels = dict(then.labels) | dict(now.labels)
    moved = [one for one in labels if ranks[0].get(one) != ranks[1].get(one)]
    return sorted(
        ((labels[one], ranks[0].get(one, 0), ranks[1].get(one, 0)) for one in moved), key=lambda row: row[1] or row[2]
    )
