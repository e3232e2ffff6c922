"""Search, resolution, profiles, countries, the scheme, sources, batches, status."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Router, Schema

from proxeny.assess.profile import profile_to_json
from proxeny.home import product_version
from proxeny.io.places.countries import country_codes, country_name
from proxeny.register.operations.resolve_names import resolve_name
from proxeny.register.queries.batches import count_batches, read_batches
from proxeny.register.queries.pages_sources import list_sources, read_source
from proxeny.register.queries.profile import read_profile
from proxeny.register.queries.revision import read_revision
from proxeny.register.queries.search import search
from proxeny.register.queries.status import read_status
from proxeny.report.words import language
from proxeny.scheme.export import write_scheme
from proxeny.scheme.loader import load_scheme
from proxeny.web.api.asked import Paged
from proxeny.web.api.caching import revalidated
from proxeny.web.api.paging import answer_page
from proxeny.web.api.shapes import (
    BatchRow,
    Country,
    Day,
    Found,
    Identifier,
    Page,
    Resolved,
    SourceRow,
    Status,
    Text,
)

router = Router(tags=["register"])
router.add_decorator(revalidated, mode="view")


class AskSearch(Schema):
    """A name to look for."""

    q: Text = Field(description=_("A name, or the beginning of one, in any script."))
    limit: int = Field(20, ge=1, le=200, description=_("At most so many."))


class AskPlace(Schema):
    """A name to resolve."""

    name: Text = Field(description=_("Name of a place as a source writes it."))
    country: Text = Field("", description=_("Its country in any language, or its code."))


class AskProfile(Schema):
    """The day of a profile."""

    on: Day | None = Field(None, description=_("The day; today if not given."))


@router.get(
    "/search",
    response=list[Found],
    operation_id="search",
    summary=_("Search places, organisations and networks by name, in any script"),
)
def search_names(request: HttpRequest, asked: Query[AskSearch]) -> list[Any]:
    """Places, organisations and networks; also places of the gazetteer that the register does not hold yet."""
    return search(asked.q, asked.limit)


@router.get(
    "/resolve",
    response=Resolved,
    operation_id="resolve",
    summary=_("Resolve the name of a place: sure, doubtful with candidates, or none"),
)
def resolve(request: HttpRequest, asked: Query[AskPlace]) -> dict[str, Any]:
    """Which place a name and a country mean: sure, doubtful with candidates, or none."""
    return resolve_name(asked.name, asked.country)


@router.get(
    "/profiles/{place_id}",
    response=dict[str, Any],
    operation_id="read_profile",
    summary=_("Read the five-level profile of a place on a day"),
)
def read_one_profile(request: HttpRequest, place_id: Path[Identifier], asked: Query[AskProfile]) -> dict[str, Any]:
    """The five-level profile of a place on a day, with the records behind every figure, in the reader's language."""
    profile = read_profile(place_id, asked.on or datetime.now(UTC).date())
    return profile_to_json(profile, load_scheme(), language())


@router.get(
    "/countries",
    response=list[Country],
    operation_id="list_countries",
    summary=_("List countries with their codes and names"),
)
def list_countries(request: HttpRequest) -> list[dict[str, str]]:
    """Every country a place may have."""
    names = ("en", "tr", "fa")
    return [{"code": code, **{f"name_{own}": country_name(code, own) for own in names}} for code in country_codes()]


@router.get(
    "/scheme",
    response=dict[str, Any],
    operation_id="read_scheme",
    summary=_("Read the scheme: levels, dimensions and indicators"),
)
def read_scheme(request: HttpRequest) -> dict[str, Any]:
    """The five levels, seven dimensions and 32 indicators with their provenance, as data."""
    import json

    return dict(json.loads(write_scheme(load_scheme(), "json")))


@router.get("/sources", response=Page[SourceRow], operation_id="list_sources", summary=_("List sources"))
def list_all_sources(request: HttpRequest, asked: Query[Paged]) -> Any:
    """Every source by title, with the number of its live claims."""
    return answer_page(request, asked, SourceRow, list_sources(asked.start, asked.size))


@router.get(
    "/sources/{key}",
    response=dict[str, Any],
    operation_id="read_source",
    summary=_("Read one source and what it speaks of"),
)
def read_one_source(request: HttpRequest, key: Path[Identifier]) -> dict[str, Any]:
    """One source, with its claims and records by kind."""
    return read_source(key)


@router.get(
    "/batches",
    response=Page[BatchRow],
    operation_id="list_batches",
    summary=_("List what was brought in, newest first"),
)
def list_batches(request: HttpRequest, asked: Query[Paged]) -> Any:
    """What was brought in, newest first."""
    return answer_page(request, asked, BatchRow, (read_batches(asked.size, asked.start), count_batches()))


@router.get(
    "/status", response=Status, operation_id="read_status", summary=_("Read what the register holds, and its revision")
)
def read_state(request: HttpRequest) -> dict[str, Any]:
    """What the register holds, and the revision that every answer is made from."""
    return {"revision": read_revision(), "version": product_version(), "held": read_status()}
