"""Lists of records, and one record with its claims."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Router, Schema

from proxeny.errors import NotFound
from proxeny.register.queries.asking import read_asked, with_sources
from proxeny.register.queries.known import fold_known, read_claims_known
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import read_rows
from proxeny.tables import RECORDS
from proxeny.web.api.asked import QUESTIONS, Listed, Paged
from proxeny.web.api.caching import revalidated
from proxeny.web.api.paging import answer_page
from proxeny.web.api.shapes import ROWS, ClaimRow, Day, Identifier, Page

router = Router(tags=["records"])
router.add_decorator(revalidated, mode="view")

_SUMMARIES = {
    "places": (_("List places"), _("Read one place")),
    "organisations": (_("List organisations"), _("Read one organisation")),
    "agreements": (_("List agreements"), _("Read one agreement")),
    "ties": (_("List ties"), _("Read one tie")),
    "memberships": (_("List memberships"), _("Read one membership")),
    "activities": (_("List activities"), _("Read one activity")),
    "projects": (_("List projects"), _("Read one project")),
}


def _list(path: str, table: str, summary: str, networks: bool = False) -> None:
    question: type[Listed] = QUESTIONS[table]

    def list_table(request: HttpRequest, asked: Query[question]) -> Any:  # type: ignore[valid-type]
        found = read_asked(asked.of(table), networks)  # type: ignore[attr-defined]
        return answer_page(request, asked, ROWS[table], found)  # type: ignore[arg-type]

    list_table.__name__ = f"list_{path}"
    router.get(f"/{path}", response=Page[ROWS[table]], summary=summary, operation_id=f"list_{path}")(list_table)


for _table, _said in _SUMMARIES.items():
    _list(_table, _table, _said[0])
_list("networks", "organisations", _("List networks"), networks=True)


class KnownAt(Schema):
    """As of which day."""

    known_at: Day | None = Field(None, description=_("As it was known on this day."))


def _current(record_id: str) -> str:
    """The id of the record that this one is now, after merges."""
    return read_merges().get(record_id, record_id)


def _one(table: str) -> Callable[..., dict[str, Any]]:
    def read_one(request: HttpRequest, record_id: Path[Identifier], asked: Query[KnownAt]) -> dict[str, Any]:
        own = _current(record_id)
        if asked.known_at is not None and table != "ties":
            folded = fold_known(own, asked.known_at)
            held = [folded] if folded and set(folded) == set(RECORDS[table]) else []
            row = with_sources(table, held)
        else:
            row = [{**one.row, "sources": list(one.sources)} for one in read_rows([own]) if one.table == table]
        if not row:
            raise NotFound.of("record-unknown", id=record_id)
        return row[0]

    return read_one


for _table, _said in _SUMMARIES.items():
    _name = {"activities": "activity"}.get(_table, _table.removesuffix("s"))
    router.get(
        f"/{_table}/{{record_id}}", response=ROWS[_table], summary=_said[1],
        operation_id=f"read_{_name}",
    )(_one(_table))  # fmt: skip


class AskClaims(Paged, KnownAt):
    """Which claims of a record."""


@router.get(
    "/records/{record_id}/claims",
    response=Page[ClaimRow],
    operation_id="list_claims",
    summary=_("List the claims of a record, each with its source"),
)
def list_claims(request: HttpRequest, record_id: Path[Identifier], asked: Query[AskClaims]) -> Any:
    """Every claim of a record of any kind, with its source: all, or those known on a day."""
    claims = read_claims_known(_current(record_id), asked.known_at)
    if claims.is_empty() and asked.known_at is None:
        raise NotFound.of("record-unknown", id=record_id)
    rows = claims.slice(asked.start, asked.size).to_dicts()
    return answer_page(request, asked, ClaimRow, (rows, claims.height))
