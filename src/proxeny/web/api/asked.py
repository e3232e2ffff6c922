"""What a program may ask of each list: filters, order, day, page."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field, create_model

from proxeny.io.vocabulary import CODES
from proxeny.register.queries.asking import FILTERS, SORTS, Asked
from proxeny.web.api.shapes import Alpha2, Day, Identifier, Text

JSON, CSV = "application/json", "text/csv"
LARGEST = 500
_LAST = 1_000_000
_CODED = {
    ("places", "kind"): "place_kind", ("organisations", "kind"): "organisation_kind",
    ("organisations", "scale"): "scale", ("agreements", "kind"): "agreement_kind",
    ("agreements", "state"): "agreement_state", ("memberships", "form"): "form",
    ("memberships", "state"): "membership_state", ("activities", "type"): "activity_type",
    ("projects", "state"): "project_state",
}  # fmt: skip
_TYPED: Mapping[str, Any] = {"name": Text, "country": Alpha2, "topic": Literal[CODES["topic"]]}
_ABOUT: Mapping[str, str] = {
    "name": _("Part of a name, in any script."),
    "country": _("ISO 3166-1 code of the country; of a tie, of either end."),
    "kind": _("Code of the kind."),
    "parent": _("Id of the place that it is part of."),
    "wikidata": _("Wikidata id."),
    "scale": _("Reach of the organisation."),
    "seat": _("Id of the place of its seat."),
    "topic": _("Code of a topic."),
    "state": _("Code of the state."),
    "party": _("Id of a party."),
    "place": _("Id of a place at either end."),
    "member": _("Id of the member."),
    "network": _("Id of the network."),
    "form": _("Form of membership, by the scheme."),
    "type": _("Code of the type."),
    "participant": _("Id of whoever takes part."),
}


class Paged(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=_LAST, description=_("Page, from 1."))
    size: int = Field(50, ge=1, le=LARGEST, description=_("Rows on a page."))
    format: Literal["json", "csv"] | None = Field(
        None, description=_("How the page is written; by the header Accept if not given, else as JSON.")
    )

    @property
    def start(self) -> int:
        """How many rows come before."""
        return (self.page - 1) * self.size


class Listed(Paged):
    """What may be asked of every list of records."""

    on: Day | None = Field(None, description=_("Only what may hold on this day."))

    def of(self, table: str) -> Asked:
        """The question, for the register."""
        given = self.model_dump(exclude_none=True)
        filters = {name: str(given[name]) for name in FILTERS[table] if given.get(name)}
        days = {"on": self.on, "known_at": given.get("known_at")}
        return Asked(table, filters, given["sort"], start=self.start, size=self.size, **days)


class Known(Listed):
    """What may be asked of records that sources speak of themselves."""

    known_at: Day | None = Field(None, description=_("Only what a source spoke of by this day."))


def _filter(table: str, name: str) -> Any:
    codes = _CODED.get((table, name))
    kind = Literal[CODES[codes]] if codes else _TYPED.get(name, Identifier)
    return (kind | None, Field(None, description=_ABOUT[name]))


def _question(table: str) -> type[Listed]:
    orders = tuple(f"{sign}{name}" for name in SORTS[table] for sign in ("", "-"))
    sort = (Annotated[Literal[orders], Field(description=_("Order; with - from the end."))], "id")
    filters = {name: _filter(table, name) for name in FILTERS[table]}
    base = Listed if table == "ties" else Known
    return create_model(f"Ask{table.title()}", __base__=base, sort=sort, **filters)


QUESTIONS: Mapping[str, type[Listed]] = {table: _question(table) for table in FILTERS}
