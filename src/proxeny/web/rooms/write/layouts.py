"""Mappings of one's own."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput, Where
from proxeny.io.layout import read_layout
from proxeny.io.layout_file import OwnMapping, read_layout_file, write_layout
from proxeny.register.models import SavedLayout
from proxeny.report.words import explain_fault
from proxeny.text import clean
from proxeny.web.acting import acting, show_person
from proxeny.web.rooms.write.doors import writers

_LARGEST = 500_000  # bytes of a file


@writers
def show_layouts(request: HttpRequest) -> HttpResponse:
    """The mappings that were saved, with what each reads."""
    faults: list[str] = []
    if request.method == "POST":
        try:
            _take(request)
            return redirect("write:mappings")
        except FaultyInput as error:
            faults = [explain_fault(fault) for fault in error.faults]
    saved = [(one, show_person(one.by)) for one in SavedLayout.objects.order_by("name")]
    trail = [(_("Write"), "write:home"), (_("Import"), "write:import"), (_("Mappings"), "")]
    context = {"saved": saved, "trail": trail, "faults": faults}
    return render(request, "web/write/mappings.html", context, status=400 if faults else 200)


def _take(request: HttpRequest) -> None:
    """Keep a mapping that came as a file; one of the same name stays beside it. Raises `FaultyInput`."""
    file = request.FILES.get("file")
    if file is None:
        raise FaultyInput.of("upload-none")
    name = clean(Path(file.name or "").name, 200)
    if file.size > _LARGEST:
        raise FaultyInput.of("mapping-long", Where(file=name), limit=_LARGEST)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FaultyInput.of("encoding-broken", Where(file=name), encoding="utf-8") from problem
    own = read_layout_file(text, Path(name).stem, name)
    columns = list(dict.fromkeys(own.layout.headings.values()))
    SavedLayout.objects.create(
        name=_free_name(own.name), by=acting(request).name, columns=columns, layout=own.layout.plain()
    )


def _free_name(name: str) -> str:
    taken = set(SavedLayout.objects.values_list("name", flat=True))
    numbered = (f"{name[:74]} ({number})" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


@writers
def download_layout(request: HttpRequest, number: int) -> HttpResponse:
    """A mapping as a file, as the command line takes it."""
    saved = SavedLayout.objects.filter(pk=number).first()
    if saved is None:
        raise Http404
    text = write_layout(OwnMapping(saved.name, read_layout(saved.layout)))
    file = f"{slugify(saved.name) or f'mapping-{number}'}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


@require_POST
@writers
def delete_layout(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a mapping away; what was imported with it stays."""
    SavedLayout.objects.filter(pk=number).delete()
    return redirect("write:mappings")
