"""The original of a revision as one sees it; what was drawn is kept in the home folder by the hash of the bytes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proxeny import home
from proxeny.errors import FaultyInput, NotFound
from proxeny.evidence.originals import TOGETHER
from proxeny.evidence.showing import SHOWABLE, draw_pages, show_markup
from proxeny.evidence.sniff import sniff
from proxeny.io.writing import replacing
from proxeny.register.models import DocumentRevision

_MADE = "1"  # of how it is drawn; another number draws anew


def kind_of_original(revision: DocumentRevision) -> str:
    """``pdf``, ``docx`` or ``html`` where the original can be shown, else empty. A scan may have a text attached."""
    if not revision.extractor.startswith("attached"):
        return revision.kind if revision.kind in SHOWABLE else ""
    try:
        kind = sniff(_raw(revision), revision.file_name)
    except FaultyInput:
        return ""
    return kind if kind in SHOWABLE else ""


def picture_of(revision: DocumentRevision, page: int) -> bytes:
    """A page of a PDF as PNG. Raises `NotFound` past its end, `FaultyInput` where it cannot be drawn."""
    path = _folder(revision) / f"{page}.png"
    if not path.exists():
        with _alone(revision):
            if not path.exists():
                _draw(revision, page - (page - 1) % TOGETHER)
    if not path.exists():
        raise NotFound.of("page-unknown", page=page)
    return path.read_bytes()


def _draw(revision: DocumentRevision, first: int) -> None:
    for number, picture in enumerate(draw_pages(_raw(revision), first, revision.file_name), first):
        with replacing(_folder(revision) / f"{number}.png") as made:
            made.write_bytes(picture)


def markup_of(revision: DocumentRevision, kind: str) -> str:
    """The original as harmless markup. Raises `FaultyInput`."""
    path = _folder(revision) / "page.html"
    if not path.exists():
        with _alone(revision), replacing(path) as made:
            made.write_text(show_markup(_raw(revision), kind, revision.file_name), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _raw(revision: DocumentRevision) -> bytes:
    return bytes(DocumentRevision.objects.values_list("raw", flat=True).get(pk=revision.pk))


def _folder(revision: DocumentRevision) -> Path:
    return home.home() / "originals" / f"{revision.sha256}-{_MADE}"


@contextmanager
def _alone(revision: DocumentRevision) -> Iterator[None]:
    """One drawer of a document at a time: who comes second finds the pages drawn."""
    folder = _folder(revision)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
