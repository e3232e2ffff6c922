"""Show the original of a document: ask the process with limits."""

from __future__ import annotations

from base64 import b64decode

from proxeny.errors import Where
from proxeny.evidence.apart import run_apart
from proxeny.evidence.limits import Limits

SHOWABLE = frozenset({"pdf", "docx", "html"})
_LIMITS = Limits()


def draw_pages(data: bytes, first: int, name: str = "", limits: Limits = _LIMITS) -> list[bytes]:
    """PNG pictures of some pages of a PDF from ``first`` on; none past its end. Raises `FaultyInput`."""
    shown = run_apart(("show", "pdf", str(first)), data, Where(file=name), limits)["shown"]
    return [b64decode(one) for one in shown["pages"]]


def show_markup(data: bytes, kind: str, name: str = "", limits: Limits = _LIMITS) -> str:
    """Harmless markup of an HTML or DOCX file: known elements alone, all text escaped. Raises `FaultyInput`."""
    shown = run_apart(("show", kind, "1"), data, Where(file=name), limits)["shown"]
    return str(shown["pages"][0]) if shown["markup"] else ""
