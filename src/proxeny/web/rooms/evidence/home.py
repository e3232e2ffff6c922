"""What was read: the list of documents, and a way to add one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.api_evidence_store import add_upload
from proxeny.errors import FaultyInput, ProxenyError
from proxeny.evidence.limits import Limits
from proxeny.register.queries.evidence import list_documents
from proxeny.report.words import explain_fault
from proxeny.web.acting import acting


def show_home(request: HttpRequest) -> HttpResponse:
    """The documents; a file sent is read and stored, or its faults are told."""
    faults: list[str] = []
    if request.method == "POST":
        try:
            return redirect("evidence:document", _keep(request))
        except ProxenyError as error:
            faults = [explain_fault(one) for one in error.faults]
    context = {
        "documents": list_documents(), "faults": faults, "limit": Limits().size // 2**20, "trail": [(_("Evidence"),
        "")],
    }  # fmt: skip
    return render(request, "web/evidence/home.html", context, status=422 if faults else 200)


def _keep(request: HttpRequest) -> int:
    sent = request.FILES.get("file")
    if sent is None:
        raise FaultyInput.of("document-empty")
    if sent.size > Limits().size:
        size, limit = f"{sent.size / 2**20:.1f}", f"{Limits().size / 2**20:.0f}"
        raise FaultyInput.of("file-too-large", size=size, limit=limit)
    number, _fresh = add_upload(sent.read(), sent.name or "document", by=acting(request).name)
    return number
