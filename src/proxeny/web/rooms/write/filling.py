"""Forms: fill in, see what others say and how it is understood, save; and merge with what somebody else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.errors import Conflict, Fault, FaultyInput, NotFound
from proxeny.io.forms import Form, form_of, load_forms
from proxeny.io.forms_filled import Filled, fill_form
from proxeny.register.models import Source
from proxeny.register.operations.editing import Edit, preview_edit, save_edit
from proxeny.register.queries.editing import read_ends, read_last_speaker, read_own, read_speakers, read_token
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import RecordRow, read_rows
from proxeny.report.words import explain_fault
from proxeny.web.acting import acting
from proxeny.web.rooms.write.doors import writers
from proxeny.web.rooms.write.entry import Entry, entry_of, read_entry, read_known
from proxeny.web.rooms.write.fields import country_names, draw_form
from proxeny.web.rooms.write.looking import compare_versions, read_others, show_outlook
from proxeny.web.rooms.write.speaking import SOURCE_KINDS, own_of, read_speaker, source_faults
from proxeny.web.rooms.write.words import ADD, LEADS, QUESTIONS
from proxeny.web.rows import plain_row

_TABLES = {
    "places": "place", "organisations": "organisation", "agreements": "agreement", "memberships": "membership",
    "activities": "activity", "projects": "project",
}  # fmt: skip
_SALT = "proxeny.write.opened"


@writers
def show_new(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a new record."""
    form = load_forms().get(name)
    if form is None:
        raise Http404
    if request.method == "POST":
        return _take(request, form, None)
    typed = {one.name: request.GET.getlist(one.name) for one in form.fields if one.name in request.GET}
    known = {
        one.name: list(read_known(typed[one.name])) for one in form.fields if one.type == "record" and one.name in typed
    }
    entry = entry_of(form, {**typed, **known}, own_of(read_last_speaker(acting(request).name)))
    return _show_form(request, form, entry, row=None)


@writers
def show_edit(request: HttpRequest, record: str) -> HttpResponse:
    """What one source says of a record, to be changed."""
    rows = read_rows([record])
    if not rows or rows[0].table not in _TABLES:
        merged = read_merges().get(record)
        if merged:
            return redirect("write:edit", merged)
        raise NotFound.of("record-unknown", id=record)
    form = load_forms()[form_of(_TABLES[rows[0].table], record)]
    if request.method == "POST":
        return _take(request, form, rows[0])
    speaker = _asked_speaker(request, record)
    own = read_own(form, record, speaker.key if speaker else "")
    typed = {**own.typed, **read_ends(form, record)}
    return _show_form(request, form, entry_of(form, typed, own_of(speaker, keyed=True)), row=rows[0], opened=typed)


def _asked_speaker(request: HttpRequest, record: str) -> Source | None:
    """The source that the address names, else the one this person wrote with last, else the first there is."""
    speakers = read_speakers(record, acting(request).name)
    asked = request.GET.get("source", "")
    if asked == "new":
        return None
    return next((one for one in speakers if one.key == asked), speakers[0] if speakers else None)


def _take(request: HttpRequest, form: Form, row: RecordRow | None) -> HttpResponse:
    """A form that was sent: show it again, or what it would do, or save it."""
    step = request.POST.get("step", "look")
    entry = read_entry(form, request.POST)
    filled = fill_form(form, entry.typed, editing=row is not None)
    opened = _read_opened(request)
    if step == "back" or step.startswith("more:"):
        return _show_form(request, form, entry, row=row, opened=opened, more=step.partition(":")[2])
    if step == "merge" and row is not None:
        entry, opened = _merge(request, form, entry, row, opened)
        filled = fill_form(form, entry.typed, editing=True)
    elif row is not None and request.POST.get("token", "") != read_token(row.id):
        theirs = compare_versions(form, opened, entry, read_own(form, row.id, entry.own["source"]).typed)
        if theirs:
            return _show_merge(request, form, entry, row, theirs, opened)
    speaker_faults = source_faults(entry.own)
    if filled.faults or entry.open or speaker_faults:
        return _show_form(request, form, entry, row=row, filled=filled, opened=opened, wrong=speaker_faults)
    edit = Edit(form, filled, read_speaker(entry.own), row.id if row else "", acting(request).name, entry.own["reason"])
    if step == "save":
        try:
            batch, record = save_edit(edit, request.POST.get("seen", ""))
        except Conflict as changed:
            return _look(request, entry, edit, row, opened, changed.faults)
        except FaultyInput as error:
            return _show_form(request, form, entry, row=row, filled=filled, opened=opened, wrong=_by_source(error))
        return redirect("write:batch", batch) if batch else redirect("write:history", record)
    try:
        return _look(request, entry, edit, row, opened)
    except FaultyInput as error:
        return _show_form(request, form, entry, row=row, filled=filled, opened=opened, wrong=_by_source(error))


def _by_source(error: FaultyInput) -> dict[str, str]:
    return {"source_title": " ".join(explain_fault(fault) for fault in error.faults)}


def _look(
    request: HttpRequest, entry: Entry, edit: Edit, row: RecordRow | None, opened: Mapping[str, Sequence[str]],
    faults: Sequence[Fault] = (),
) -> HttpResponse:  # fmt: skip
    """What saving would do: how it is understood, what others say, which stands."""
    outlook = preview_edit(edit)
    context = {
        "form": edit.form, "row": row, "title": _title(edit.form, row), "hidden": entry.hidden(), "outlook": outlook,
        "lines": show_outlook(edit, outlook), "speaker": edit.speaker, "reason": edit.reason,
        "opened": _sign(opened),
        "token": read_token(row.id) if row else "", "trail": _trail(edit.form, row),
        "faults": [explain_fault(fault) for fault in faults],
        "there": read_rows([outlook.record]) if outlook.exists and row is None else [],
    }  # fmt: skip
    return render(request, "web/write/look.html", context, status=409 if faults else 200)


def _show_form(
    request: HttpRequest, form: Form, entry: Entry, *, row: RecordRow | None, filled: Filled | None = None,
    opened: Mapping[str, Sequence[str]] | None = None, more: str = "", wrong: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    others = read_others(form, row.id, entry.own.get("source", "")) if row else {}
    groups = draw_form(form, entry, filled, more=more, others=others, editing=row is not None)
    drawn = [one for group in groups for one in group.fields]
    context = {
        "form": form, "row": row, "groups": groups, "own": entry.own, "wrong": wrong or {},
        "title": _title(form, row), "lead": LEADS[form.name], "trail": _trail(form, row),
        "faulty": [one for one in drawn if one.faults],
        "countries": country_names(), "source_kinds": SOURCE_KINDS, "reason": entry.own.get("reason", ""),
        "speakers": read_speakers(row.id, acting(request).name) if row else [],
        "token": read_token(row.id) if row else "",
        "opened": _sign(opened or {}),
    }  # fmt: skip
    bad = bool(context["faulty"] or wrong)
    return render(request, "web/write/form.html", context, status=400 if bad else 200)


def _show_merge(
    request: HttpRequest, form: Form, entry: Entry, row: RecordRow, theirs: Sequence[Any],
    opened: Mapping[str, Sequence[str]],
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "row": row, "lines": theirs, "hidden": entry.hidden(), "trail": _trail(form, row),
        "token": read_token(row.id), "title": _title(form, row),
        "opened": _sign(opened),
    }  # fmt: skip
    return render(request, "web/write/merge.html", context, status=409)


def _merge(
    request: HttpRequest, form: Form, entry: Entry, row: RecordRow, opened: Mapping[str, Sequence[str]]
) -> tuple[Entry, Mapping[str, Sequence[str]]]:
    """The entry with the versions chosen, and what it is compared with from now on."""
    now = read_own(form, row.id, entry.own["source"]).typed
    typed = dict(entry.typed)
    for line in compare_versions(form, opened, entry, now):
        if request.POST.get(f"take_{line.name}", "theirs" if not line.mine_changed else "mine") == "theirs":
            typed[line.name] = list(now.get(line.name, ()))
    return entry_of(form, typed, entry.own), now


def _sign(opened: Mapping[str, Sequence[str]]) -> str:
    """What the form held when it was opened, so that nobody can change it on the way."""
    return signing.dumps({name: list(values) for name, values in opened.items()}, salt=_SALT, compress=True)


def _read_opened(request: HttpRequest) -> dict[str, tuple[str, ...]]:
    """What the form held when it was opened; nothing where that is forged or missing."""
    try:
        found = signing.loads(request.POST.get("opened", ""), salt=_SALT)
    except signing.BadSignature:
        return {}
    return {str(name): tuple(values) for name, values in found.items()}


def _title(form: Form, row: RecordRow | None) -> str:
    if row is None:
        return str(QUESTIONS[form.name])
    return _("What do you know of %(name)s?") % {"name": plain_row(row)}


def _trail(form: Form, row: RecordRow | None) -> list[tuple[str, str]]:
    last = str(ADD[form.name]) if row is None else _("Edit")
    return [(_("Write"), "write:home"), (last, "")]
