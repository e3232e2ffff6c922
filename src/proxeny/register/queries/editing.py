"""What a form needs to know of a record: what one source says of it, what others say, and whether it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from proxeny.io.claims import digest
from proxeny.io.forms import Field, Form
from proxeny.io.forms_filled import YEAR
from proxeny.register.models import Agreement, Batch, Claim, Membership, Source
from proxeny.register.queries.claims import read_claims_of, read_sources

_LIVE = ("accepted", "proposed")
_FOREIGN = ("atlas", "fetch", "decision")  # batches whose sources a form does not speak for


@dataclass(frozen=True, slots=True)
class Own:
    """What one source says of a record: by field as it would be typed, and the keys of the claims (key -> field)."""

    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""


def read_token(record: str) -> str:
    """A short hash of all that stands on a record: it changes when anybody changes it."""
    rows = Claim.objects.filter(record=record, state__in=_LIVE).order_by("key").values_list("key", "state")
    return digest(*(f"{key}{state}" for key, state in rows), size=8)


def read_own(form: Form, record: str, source: str) -> Own:
    """What a source says of a record in the fields of a form. Dated values are left alone, but for the population."""
    if not source:
        return Own(subject=read_subject(record))
    claims = read_claims_of([record]).filter((pl.col("source") == source) & pl.col("state").is_in(_LIVE)).sort("key")
    typed: dict[str, tuple[str, ...]] = {}
    keys: dict[str, str] = {}
    for one in form.fields:
        rows = _of_field(claims, one)
        keys |= {} if one.end else dict.fromkeys(rows["key"], one.name)
        words = [word or value for word, value in rows.select("wording", "value").iter_rows()]
        values = rows["value"].to_list() if one.type in {"code", "record", "country", "number", "integer"} else words
        typed[one.name] = tuple(dict.fromkeys(values))
        if one.name == "population" and rows.height:
            typed[YEAR] = (str(rows["valid_from"][0])[:4],) if rows["valid_from"][0] else ()
    subjects = claims["subject"].value_counts(sort=True)["subject"]
    return Own(typed, keys, str(subjects[0]) if len(subjects) else read_subject(record))


def _of_field(claims: pl.DataFrame, one: Field) -> pl.DataFrame:
    rows = claims.filter((pl.col("property") == one.property) & (pl.col("language") == one.language))
    if one.name == "population":
        return rows.sort("valid_from", descending=True).head(1)
    return rows.filter(pl.col("valid_from") == "")


def read_ends(form: Form, record: str) -> dict[str, tuple[str, ...]]:
    """Whom a record joins, by the field of its form that names them."""
    names = [one.name for one in form.fields if one.end]
    if form.kind == "agreement":
        parties = Agreement.objects.filter(pk=record).values_list("parties", flat=True).first()
        return dict.fromkeys(names, tuple(parties)) if parties else {}
    pair = Membership.objects.filter(pk=record).values("member", "network").first() if names else None
    return {name: (pair[name],) for name in names} if pair else {}


def read_said(record: str, source: str) -> pl.DataFrame:
    """All that a source says of a record now: CLAIMS + ``record``, by key."""
    claims = read_claims_of([record])
    return claims.filter((pl.col("source") == source) & pl.col("state").is_in(_LIVE)).sort("key")


def read_subject(record: str) -> str:
    """The subject that most claims of a record speak of: the record itself unless it was merged."""
    subjects = read_claims_of([record])["subject"].value_counts(sort=True).sort(["count", "subject"], descending=True)
    return str(subjects["subject"][0]) if subjects.height else record


def read_speakers(record: str, by: str) -> list[Source]:
    """The sources that a form on this record may speak for: those that came by forms and files, not the atlas.

    First what this person wrote with last, if it speaks of the record; then the others by title.
    """
    said = Claim.objects.filter(record=record, state__in=_LIVE).exclude(source="geonames")
    keys = set(said.exclude(batch__kind__in=_FOREIGN).values_list("source_id", flat=True).distinct())
    last = read_last_speaker(by)
    found = list(Source.objects.filter(key__in=keys).order_by("title", "key"))
    return sorted(found, key=lambda one: last is None or one.key != last.key)


def read_last_speaker(by: str) -> Source | None:
    """The source that this person wrote with last."""
    batch = Batch.objects.filter(kind="edit", by=by, state="applied").order_by("-id").first()
    if batch is None:
        return None
    return Source.objects.filter(claim__batch=batch).exclude(key="geonames").first()


def is_foreign(source: str) -> bool:
    """Whether a source is the atlas's, a fetch's or the gazetteer's: a form must not speak for it."""
    return source == "geonames" or Claim.objects.filter(source=source, batch__kind__in=_FOREIGN).exists()


def read_titles(keys: list[str]) -> dict[str, str]:
    """Source key -> title."""
    sources = read_sources(keys)
    return {key: title or key for key, title in sources.select("key", "title").iter_rows()}
