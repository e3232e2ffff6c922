"""Documents and suggestions as plain values for JSON and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proxeny.evidence.document import Document
from proxeny.evidence.suggestion.lexical import Suggestion


def tell_document(document: Document, *, raw: bool = False) -> dict[str, object]:
    """What is known of a document, with the text (or the raw text) and the quality of each page."""
    pages = [
        {
            "page": page.number, "start": page.start, "end": page.end, "characters": len(page.text),
            "quality": page.quality, "parts": dict(page.parts), "repairs": dict(page.repairs),
        }
        for page in document.pages
    ]  # fmt: skip
    return {
        "file": document.name, "kind": document.kind, "sha256": document.sha256, "size": document.size,
        "extractor": document.extractor, "quality": round(document.quality, 4), "left_out": dict(document.left_out),
        "pages": pages, "text": document.raw if raw else document.text,
    }  # fmt: skip


def tell_suggestions(found: Iterable[Suggestion], labels: Mapping[str, str]) -> list[dict[str, object]]:
    """Suggestions, best first: indicator, label, score with its parts, the words of the passage as reasons,
    and an example that is like it."""
    return [
        {
            "indicator": one.indicator, "label": labels.get(one.indicator, ""), "score": one.score,
            "parts": dict(one.parts),
            "reasons": [{"word": reason.word, "points": reason.points} for reason in one.reasons],
            "like": one.like,
        }
        for one in found
    ]  # fmt: skip
