"""The corpora of the workbench: bring files in, see what became of each, throw a corpus away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny import home
from proxeny.errors import NotFound, ProxenyError
from proxeny.io.corpora import Kept, find_corpora, read_kept, read_receipts
from proxeny.literature.readers import READERS
from proxeny.register.operations.literature import MAX_FILE, MAX_FILES, Sent, bring_corpus, drop_corpus
from proxeny.report.words import explain_fault, explain_parts
from proxeny.web.access.needs import Need, needs
from proxeny.web.acting import acting

_SHOWN = 50


@needs(Need.READ, Need.RESEARCH)
def show_corpora(request: HttpRequest) -> HttpResponse:
    """The corpora that are kept, and the place to bring files in; what is sent is read by the worker."""
    faults: list[str] = []
    if request.method == "POST":
        files = [Sent(one.name or "file", one.chunks()) for one in request.FILES.getlist("files")]
        try:
            job = bring_corpus(files, request.POST.get("name", "").strip(), by=acting(request).name)
            return redirect("literature:job", job.pk)
        except ProxenyError as error:
            faults = [explain_fault(fault) for fault in error.faults[:20]]
    found = [(one, *_sums(one)) for one in find_corpora(home.home()) if one.path is not None]
    context = {
        "corpora": found, "faults": faults, "limit": MAX_FILE // 2**20, "most": MAX_FILES,
        "formats": [READERS[name].label for name in READERS], "name": request.POST.get("name", ""),
        "trail": [(_("Literature"), reverse("literature:home")), (_("Corpora"), "")],
    }  # fmt: skip
    return render(request, "web/literature/corpora.html", context, status=400 if faults else 200)


def _sums(kept: Kept) -> tuple[int, int, int, int]:
    """Files, records, merged and rejected ones of a corpus; zeros where no receipt was kept."""
    told = read_receipts(kept)
    return len(told), *(sum(int(one[name]) for one in told) for name in ("records", "merged", "rejected"))


def show_corpus(request: HttpRequest, name: str) -> HttpResponse:
    """What became of each file of a corpus: records in, kept, merged, rejected, with line and reason."""
    kept = next((one for one in find_corpora(home.home()) if one.name == name and one.path is not None), None)
    if kept is None:
        raise NotFound.of(
            "corpus-unknown", name=name[:80], known=", ".join(one.name for one in find_corpora(home.home()))
        )
    receipts = [
        {
            **one,
            "label": READERS[one["format"]].label if one["format"] in set(READERS) else one["format"],
            "told": [explain_parts(fault) for fault in (*one["reasons"], *one["notes"])][:_SHOWN],
        }
        for one in read_receipts(kept)
    ]
    context = {
        "kept": kept, "receipts": receipts, "works": read_kept(kept).height,
        "map": f"{reverse('literature:home')}?corpus={kept.name}",
        "trail": [
            (_("Literature"), reverse("literature:home")), (_("Corpora"), reverse("literature:corpora")), (name, ""),
        ],
    }  # fmt: skip
    return render(request, "web/literature/corpus.html", context)


@require_POST
@needs(Need.RESEARCH, Need.RESEARCH)
def drop(request: HttpRequest, name: str) -> HttpResponse:
    """Throw a corpus away."""
    drop_corpus(name)
    return redirect("literature:corpora")
