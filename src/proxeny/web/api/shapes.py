"""The shapes of answers, made from the schemas of the tables so that they cannot differ from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import polars as pl
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, create_model

from proxeny.tables import CLAIMS, RECORDS, SOURCES
from proxeny.tables import Schema as Columns
from proxeny.text import clean

T = TypeVar("T")
_TYPES: Mapping[Any, Any] = {pl.String: str, pl.Int64: int, pl.Float64: float}
_DAYS = frozenset({"valid_from", "valid_to"})
LONGEST = 200
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(clean)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$", examples=["gn:745044"])]
Alpha2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["TR"])]


def _only_iso(value: object) -> object:
    """A number is no day, though a library would take it for a moment of time."""
    if isinstance(value, str) and not _ISO.fullmatch(value):
        raise ValueError("write YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_only_iso)]


def _python(dtype: Any, day: bool) -> Any:
    if isinstance(dtype, pl.List):
        return list[str]
    return (date if day else _TYPES[dtype]) | None


def row_of(title: str, columns: Columns, days: frozenset[str] = frozenset(), **more: Any) -> type[Schema]:
    """The shape of a row with these columns, of which ``days`` are whole dates."""
    fields: dict[str, Any] = {name: (_python(dtype, name in days), ...) for name, dtype in columns.items()}
    return create_model(title, __base__=Schema, **{**fields, **more})


_SOURCES = {"sources": (list[str], Field(description="Keys of the sources that speak of it."))}
_TITLES = {
    "places": "Place", "organisations": "Organisation", "agreements": "Agreement", "ties": "Tie",
    "memberships": "Membership", "activities": "Activity", "projects": "Project",
}  # fmt: skip
ROWS: Mapping[str, type[Schema]] = {
    table: row_of(title, RECORDS[table], _DAYS, **_SOURCES) for table, title in _TITLES.items()
}
ClaimRow = row_of("Claim", CLAIMS, record=(str, ...))
SourceRow = row_of("Source", SOURCES, claims=(int, ...))


class Page(Schema, Generic[T]):
    """One page of a list."""

    total: int = Field(description="How many rows there are on all pages.")
    page: int
    size: int
    revision: str = Field(description="The state of the register that was answered from.")
    rows: list[T]


class Told(Schema):
    """One fault: where, what, what to do."""

    code: str
    severity: str
    where: str
    what: str
    do: str


class Faults(Schema):
    """Why a request came to nothing."""

    errors: int
    faults: list[Told]


class Found(Schema):
    """One thing found by name."""

    id: str
    kind: str
    name: str
    name_en: str
    name_tr: str
    name_fa: str
    country: str
    population: int | None
    in_register: bool
    why: str
    matched: str


class Country(Schema):
    """A country by its ISO 3166-1 code, with its names."""

    code: str
    name_en: str
    name_tr: str
    name_fa: str


class Resolved(Schema):
    """What a name and a country stand for."""

    name: str
    country: str
    state: str
    geonameid: int | None
    wikidata: str | None
    candidates: list[dict[str, Any]]
    reason: str


class BatchRow(Schema):
    """One import, fetch, edit or decision."""

    batch: int
    state: str
    kind: str
    mapping: str
    file: str
    rows: int | None
    claims: int | None
    doubtful: int | None
    by: str
    at: str


class Status(Schema):
    """What the register holds."""

    revision: str
    version: str
    held: dict[str, int]


class Outcome(Schema):
    """What an import did, or would do. ``confirm``: send it with the same file to store exactly this."""

    rows: int
    claims_new: int
    claims_same: int
    doubtful: int
    errors: int
    seconds: float
    batch: int | None
    confirm: str
    faults: list[Told]
    preview: list[dict[str, Any]]


class Judgement(Schema):
    """Two records are the same (the left one is merged into the right), different, or not to be told."""

    left: Identifier
    right: Identifier
    judgement: Annotated[str, Field(pattern="^(same|different|unsure)$")]
    reason: Text = ""


class Decided(Schema):
    """The number of a decision, with which it can be revoked."""

    decision: int


class TakenBack(Schema):
    """What a rollback did, in claims."""

    removed: int
    kept: int
    restored: int
