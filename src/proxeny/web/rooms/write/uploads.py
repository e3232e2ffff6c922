"""Bring a file in: drop it, and say which column is what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import Fault, FaultyInput, ProxenyError
from proxeny.io.layout import (
    TEMPLATES,
    Layout,
    columns_of,
    guess_headings,
    missing_columns,
    read_layout,
)
from proxeny.io.mapping import load_mapping, mapping_names
from proxeny.io.reading_table import Table
from proxeny.io.templates import template_columns
from proxeny.register.models import SavedLayout, Upload
from proxeny.register.operations.uploading import (
    MAX_UPLOAD,
    drop_upload,
    keep_upload,
    read_upload,
    read_upload_table,
    set_layout,
)
from proxeny.report.words import explain_fault
from proxeny.text import clean
from proxeny.web.acting import acting
from proxeny.web.rooms.write.columns import column_label, draw_columns, guess_words, read_posted
from proxeny.web.rooms.write.doors import writers

_SHOWN = 30
_OFTEN_THE_SAME = ("city_country", "partner_country", "country", "kind", "source", "source_url", "source_date")


@writers
def show_uploads(request: HttpRequest) -> HttpResponse:
    """The place to drop a file, and the files that wait."""
    actor = acting(request).name
    faults: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise FaultyInput.of("upload-none")
            upload = keep_upload(file.name, file.chunks(), by=actor)
            table = read_upload_table(upload)
            set_layout(upload, guess_words(read_layout(upload.layout), table))
            return redirect("write:columns", upload.pk)
        except ProxenyError as error:
            faults = [explain_fault(fault) for fault in error.faults[:20]]
    mine = Upload.objects.filter(by=actor).exclude(state="dropped").order_by("-at")
    context = {
        "faults": faults, "waiting": mine.filter(state="open")[:_SHOWN], "done": mine.filter(state="done")[:_SHOWN],
        "limit": MAX_UPLOAD // 2**20, "templates": TEMPLATES, "trail": [(_("Write"), "write:home"), (_("Import"), "")],
    }  # fmt: skip
    return render(request, "web/write/import.html", context, status=400 if faults else 200)


@writers
def show_columns(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Which column of the file is what: guessed, to be changed column by column, and kept as one's own mapping."""
    mine = _mine(request, upload)
    if mine.state == "done":
        return redirect("write:preview", mine.pk)
    table = read_upload_table(mine)
    layout = read_layout(mine.layout)
    faults: list[str] = []
    if request.method == "POST":
        layout = _changed(request, layout, table)
        set_layout(mine, layout)
        name = clean(request.POST.get("save_as", ""), 80)
        if name:
            defaults = {"by": mine.by, "columns": list(table.columns), "layout": layout.plain()}
            SavedLayout.objects.update_or_create(name=name, defaults=defaults)
        missing = missing_columns(layout, table.columns)
        if request.POST.get("step") == "preview" and not missing:
            return redirect("write:preview", mine.pk)
        faults = [_missing(name, layout) for name in missing] if request.POST.get("step") == "preview" else []
    return render(
        request, "web/write/columns.html", _context(mine, layout, table, faults), status=400 if faults else 200
    )


def _context(upload: Upload, layout: Layout, table: Table, faults: list[str]) -> dict[str, Any]:
    mapping = load_mapping(layout.base)
    return {
        "upload": upload, "layout": layout, "faults": faults, "rows": table.frame.height,
        "columns": draw_columns(layout, table), "is_template": layout.base in TEMPLATES, "about": mapping.about,
        "bases": [*TEMPLATES, *(name for name in mapping_names() if name not in TEMPLATES)], "templates": TEMPLATES,
        "constants": _constants(layout, table), "saved": SavedLayout.objects.order_by("name")[:50],
        "trail": [(_("Write"), "write:home"), (_("Import"), "write:import"), (upload.name, "")],
        "words": sorted(
            (column, word, code) for column, words in layout.words.items() for word, code in words.items()
        ),
    }  # fmt: skip


def _constants(layout: Layout, table: Table) -> list[tuple[str, str]]:
    """Columns that may be said for all rows: what every row needs and the file may lack, and who says it."""
    needed = {*load_mapping(layout.base).columns, *_OFTEN_THE_SAME}
    return [(name, layout.constants.get(name, "")) for name in _in_order(layout.base) if name in needed]


def _in_order(base: str) -> list[str]:
    """Columns as the template has them, so that a country stands behind its city."""
    return [column.name for column in template_columns(base)] if base in TEMPLATES else list(columns_of(base))


def _changed(request: HttpRequest, layout: Layout, table: Table) -> Layout:
    """The layout that was sent; another kind of table, or one's own mapping, is guessed or filled in anew."""
    number = request.POST.get("saved", "")
    saved = SavedLayout.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 12 else None
    if saved is not None and request.POST.get("step") == "use":
        return read_layout(saved.layout)
    base = request.POST.get("base", layout.base)
    if base in mapping_names() and base != layout.base:
        fresh = Layout(base, guess_headings(base, table) if base in TEMPLATES else {})
        return guess_words(fresh, table)
    return read_posted(request.POST, layout, table)


def _missing(name: str, layout: Layout) -> str:
    return explain_fault(Fault("column-unassigned", params={"name": column_label(layout.base, name)}))


@require_POST
@writers
def drop(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Throw a file away that was not imported."""
    drop_upload(_mine(request, upload))
    return redirect("write:import")


def _mine(request: HttpRequest, upload: UUID) -> Upload:
    """One's own upload; another's does not exist for whoever asks."""
    actor = acting(request)
    return read_upload(upload, by=None if actor.may_undo_all else actor.name)
