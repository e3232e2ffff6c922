"""The source that a form speaks for: where its writer has read what it says."""

from __future__ import annotations

from collections.abc import Mapping

from proxeny.errors import Fault, FaultyInput
from proxeny.io.forms_reading import Speaker, last_day
from proxeny.io.reading_values import MAX_NAME, clean_date, clean_url
from proxeny.register.models import Source
from proxeny.report.words import explain_fault

SOURCE_KINDS = ("document", "register", "list", "website", "dataset", "person")


def own_of(source: Source | None, keyed: bool = False) -> dict[str, str]:
    """The fields of a form about its source. ``keyed``: the form speaks for this very source and no other."""
    if source is None:
        return {"source": "", "source_title": "", "source_url": "", "source_kind": "document"}
    own = {"source_title": source.title, "source_url": source.url, "source_kind": source.kind or "document"}
    return {**own, "source": source.key if keyed else ""}


def source_faults(own: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the source, by field."""
    if own.get("source"):
        known = Source.objects.filter(key=own["source"]).exists()
        return (
            {}
            if known
            else {"source_title": explain_fault(Fault("source-unknown", params={"key": own["source"][:80]}))}
        )
    wrong: dict[str, str] = {}
    if not own.get("source_title"):
        wrong["source_title"] = explain_fault(Fault("source-empty"))
    elif len(own["source_title"]) > MAX_NAME:
        wrong["source_title"] = explain_fault(
            Fault("cell-too-long", params={"value": own["source_title"][:60], "limit": MAX_NAME})
        )
    for name, cleaned in (
        ("source_url", clean_url(own.get("source_url") or "https://example.org")),
        ("source_date", clean_date(own.get("source_date") or "2000", "")),
    ):
        if cleaned.code:
            wrong[name] = explain_fault(Fault(cleaned.code, params=cleaned.params))
    return wrong


def read_speaker(own: Mapping[str, str]) -> Speaker:
    """The source, known or new. `source_faults` has found nothing wrong."""
    if own.get("source"):
        known = Source.objects.get(key=own["source"])
        return Speaker(known.title, known.url, known.kind, known.retrieved, known.key)
    kind = own.get("source_kind", "")
    try:
        retrieved = last_day(own.get("source_date", ""))
    except FaultyInput:
        retrieved = ""
    url = clean_url(own["source_url"]).value if own.get("source_url") else ""
    return Speaker(own["source_title"], url, kind if kind in SOURCE_KINDS else "document", retrieved)
