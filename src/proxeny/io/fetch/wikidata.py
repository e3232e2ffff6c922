"""Fetch cities, their twinnings and their memberships from Wikidata, as proposed facts with their statement ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidfuzz.process import extract

from proxeny.errors import Fault, FaultyInput, UnknownName
from proxeny.io.claims import digest
from proxeny.io.fetch.addresses import WIKIDATA as ENDPOINT
from proxeny.io.fetch.clock import Clock, SystemClock
from proxeny.io.fetch.drafting import Found, build_reading
from proxeny.io.fetch.entities import Entity, Taxonomy, kinds, read_entities
from proxeny.io.fetch.ledger import Ledger
from proxeny.io.fetch.paging import OnProgress, Pager, Progress
from proxeny.io.fetch.queries import ask_classes, ask_countries, ask_items, ask_memberships, ask_places, ask_twinnings
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.fetch.sparql import Row, SparqlClient
from proxeny.io.fetch.values import read_qid
from proxeny.io.places.countries import resolve_country
from proxeny.io.reading import Reading
from proxeny.text import clean

PROPERTIES = {
    "twinnings": ("P17", "P31", "P625", "P1566"),
    "memberships": ("P17", "P31", "P625", "P1566", "P159", "P571", "P576"),
    "places": ("P17", "P31", "P625", "P1566", "P1082"),
}
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch: ``twinnings``, ``memberships`` or ``places``; of one country (ISO 3166-1 alpha-2) or of all.

    Twinnings of a country are those with either end in it. ``inhabitants`` is the least size of ``places``.
    Raises `UnknownName` or `FaultyInput` where there is no such thing or country.
    """

    what: str
    country: str = ""
    endpoint: str = ENDPOINT
    inhabitants: int = 500

    def __post_init__(self) -> None:
        if self.what not in PROPERTIES:
            near = ", ".join(match[0] for match in extract(self.what, list(PROPERTIES), limit=3))
            raise UnknownName.of("name-unknown", kind="list of Wikidata", name=clean(self.what, 100), near=near)
        code = resolve_country(self.country).iso2 if self.country else ""
        if code != self.country:
            params = {"country": clean(self.country, 100), "near": code or "TR, IR or DE"}
            raise FaultyInput(Fault("fetch-country-unknown", params=params))

    @property
    def name(self) -> str:
        """The name of the folder in which its pages are kept."""
        return "-".join(part for part in ("wikidata", self.what, self.country) if part)

    def fingerprint(self) -> str:
        """Changes where the questions change, so that pages of another question are never taken up."""
        questions = [
            ask_twinnings(self.country, "", 1), ask_memberships(self.country, "", 1), ask_countries("", 1),
            ask_places(self.country, self.inhabitants, "", 1), ask_items(["Q1"], PROPERTIES[self.what]),
            ask_classes(["Q1"], [kind.root for kind in kinds()]),
        ]  # fmt: skip
        return digest(self.endpoint, self.what, *questions)


def fetch_wikidata(
    wanted: Wanted,
    folder: Path,
    settings: ClientSettings | None = None,
    clock: Clock | None = None,
    on_progress: OnProgress | None = None,
) -> Reading:
    """Fetch ``wanted`` and give it as file import does: mentions, drafts, source, faults.

    Finished pages are kept under ``folder``; the same request goes on where an interrupted or failed one stopped, and
    a request finished the same day is answered from there. Rows are statements (or places) in the order of their ids,
    then the items they speak of. Raises `Unavailable` where the endpoint or the folder fails: nothing is given then.
    """
    chosen, clock = settings or ClientSettings(), clock or SystemClock()
    today = clock.now().date()
    ledger = Ledger.open(folder / wanted.name, wanted.fingerprint(), today, chosen.keep_days)
    waiting = partial(_tell_wait, on_progress)
    with SparqlClient(wanted.endpoint, chosen, clock, waiting) as client:
        found = _fetch(wanted, Pager(client, ledger, on_progress))
    ledger.finish()
    return build_reading(found, ledger.started)


def _tell_wait(on_progress: OnProgress | None, seconds: float) -> None:
    if on_progress is not None:
        on_progress(Progress(round(seconds), 0, "waiting"))


def _fetch(wanted: Wanted, pager: Pager) -> Found:
    statements, places = _fetch_list(wanted, pager)
    ends = {read_qid(row.get(end, "")) for row in statements for end in ("item", "target")}
    properties = PROPERTIES[wanted.what]
    entities = _fetch_items(pager, "items", ends | set(places), properties)
    seats = {read_qid(seat.value) for entity in entities.values() for seat in entity.all("P159")}
    entities |= _fetch_items(pager, "seats", seats - set(entities), properties)
    classes = sorted({name for entity in entities.values() for name in entity.classes()})
    roots = [kind.root for kind in kinds()]
    taxonomy = Taxonomy.read(pager.fetch_facts("classes", classes, lambda batch: ask_classes(batch, roots)))
    return Found(wanted.what, statements, places, entities, taxonomy)


def _fetch_list(wanted: Wanted, pager: Pager) -> tuple[list[Row], list[str]]:
    """The statements, or the ids of the places, that are asked for."""
    if wanted.what == "twinnings":
        return pager.fetch_list("twinnings", "statement", partial(ask_twinnings, wanted.country)), []
    statements: dict[str, Row] = {}
    places: set[str] = set()
    for country in _countries(wanted, pager):
        if wanted.what == "memberships":
            for row in pager.fetch_list(f"memberships-{country}", "statement", partial(ask_memberships, country)):
                statements.setdefault(repr(sorted(row.items())), row)
        else:
            question = partial(ask_places, country, wanted.inhabitants)
            places |= {read_qid(row["item"]) for row in pager.fetch_list(f"places-{country}", "item", question)}
    return list(statements.values()), sorted(places - {""})


def _countries(wanted: Wanted, pager: Pager) -> Sequence[str]:
    """One country after the other, for the whole world in one list is more than the endpoint can sort in time."""
    if wanted.country:
        return [wanted.country]
    rows = pager.fetch_list("countries", "iso", ask_countries)
    return sorted({row["iso"] for row in rows if _COUNTRY.fullmatch(row.get("iso", ""))})


def _fetch_items(pager: Pager, step: str, qids: Iterable[str], properties: Sequence[str]) -> dict[str, Entity]:
    wanted = set(qids) - {""}
    rows = pager.fetch_facts(step, sorted(wanted), lambda batch: ask_items(batch, properties))
    found = read_entities(rows)
    return {qid: found.get(qid, Entity(qid)) for qid in sorted(wanted)}
