"""The verbs of a programme as Python functions: accept, decline, withdraw, show, change a step, forecast, export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from rapidfuzz.process import extract

from proxeny.advise.programme.effect import Done, measure_changes
from proxeny.advise.programme.model import Expected, Programme
from proxeny.errors import FaultyInput, NotFound
from proxeny.starting import open_register, start

start()

from proxeny.register.operations.advising import (  # noqa: E402
    StepChange,
    Suggestion,
    Wish,
    accept,
    decline,
    drop_step,
    set_horizon,
    withdraw,
)
from proxeny.register.operations.advising import change_step as change_one  # noqa: E402
from proxeny.register.queries.advice import read_decisions, read_programme  # noqa: E402
from proxeny.register.queries.assessments import read_assessment  # noqa: E402
from proxeny.register.queries.find import find_place  # noqa: E402
from proxeny.register.queries.profile import read_facts  # noqa: E402
from proxeny.register.queries.search import search  # noqa: E402
from proxeny.register.queries.tables import read_records  # noqa: E402

__all__ = [
    "StepChange", "Suggestion", "Wish", "accept_advice", "change_step", "decline_advice", "find_network", "forecast",
    "forecast_networks", "list_declined", "remove_step", "set_horizon", "show_programme", "tell_expected", "withdraw",
    "write_programme",
]  # fmt: skip

DRAWS = 500  # of the assessment, for a forecast that somebody waits for
Plain = dict[str, object]


def _today() -> date:
    return datetime.now(UTC).date()


def find_network(text: str) -> str:
    """The id of a network: by its id, acronym or name in any script. Raises `NotFound` with the nearest."""
    wanted = text.strip()
    if read_records("organisations", "id", [wanted]).height:
        return wanted
    hits = [hit for hit in search(wanted, 20) if hit.id.startswith(("nw:", "og:"))]
    exact = [hit for hit in hits if hit.why == "exact"]
    if len(exact) == 1:
        return exact[0].id
    near = "; ".join(f"{hit.name} ({hit.id})" for hit in hits[:5]) or _near_names(wanted)
    raise NotFound.of("advice-network-unknown", text=wanted[:100], near=near)


def _near_names(wanted: str) -> str:
    """The acronyms and names of networks that are spelt most alike."""
    known = read_records("organisations").select("acronym", "name")
    names = sorted({name for row in known.iter_rows() for name in row if name})
    return "; ".join(found for found, _score, _at in extract(wanted, names, limit=3)) or "-"


def accept_advice(city: str, one: Suggestion, wish: Wish, *, by: str = "", ranks: bool = False) -> int:
    """Take a suggestion into the programme of a city, with what it is expected to change; returns its number.

    ranks: also the rank interval in the assessment before and after. Raises `NotFound`, `FaultyInput`.
    """
    open_register()
    place = find_place(city)
    own = str(place["id"][0])
    expected = forecast(own, one, ranks=ranks)
    ready = Wish(wish.begins, wish.responsible, wish.horizon, wish.reason, str(place["country"][0] or ""), expected)
    return int(accept(own, one, ready, by=by).pk)


def decline_advice(city: str, one: Suggestion, *, by: str = "", reason: str = "") -> int:
    """Remember that a city is not interested; returns the number of the decision. Raises `NotFound`, `FaultyInput`."""
    open_register()
    return int(decline(str(find_place(city)["id"][0]), one, by=by, reason=reason).pk)


def list_declined(city: str) -> list[Plain]:
    """What a city is not interested in: number, kind, subject, title, who, when, why. Raises `NotFound`."""
    open_register()
    found = read_decisions(str(find_place(city)["id"][0]), "declined")
    return [
        {"number": one.pk, "kind": one.kind, "subject": one.subject, "title": one.title, "by": one.by,
         "at": one.at.isoformat(timespec="seconds"), "reason": one.reason}
        for one in found
    ]  # fmt: skip


def show_programme(city: str, on: date | None = None) -> Programme:
    """The programme of a city with what the register proves of it on a day, today unless said. Raises `NotFound`."""
    open_register()
    place = find_place(city)
    return read_programme(str(place["id"][0]), str(place["name"][0]), on or _today())


def write_programme(city: str, out: Path | str, language: str = "en", on: date | None = None) -> Programme:
    """Write the programme of a city as DOCX or ICS, by the file's ending. Raises `FaultyInput`, `NotFound`."""
    from proxeny.report.programme.docx import write_docx
    from proxeny.report.programme.ics import write_ics

    path = Path(out)
    writers = {".docx": write_docx, ".ics": write_ics}
    if path.suffix.lower() not in writers:
        raise FaultyInput.of("programme-format", text=path.name)
    found = show_programme(city, on)
    if not found.goals:
        raise FaultyInput.of("programme-empty", name=found.name)
    writers[path.suffix.lower()](found, path, language, on or _today())
    return found


def forecast(city: str, one: Suggestion, *, ranks: bool = False, on: date | None = None) -> Expected:
    """What a suggestion is expected to change for a city (record id): indicators, and with ``ranks`` score and rank."""
    day = on or _today()
    return _forecast(city, [one], day, ranks)[one.key]


def forecast_networks(advised, *, ranks: bool = False) -> Mapping[str, Plain]:
    """Network id -> what joining changes of the indicators, and with ``ranks`` of score and rank, ready for JSON.

    advised: what `proxeny.api_networks.advise_networks` returned for a city of the register.
    """
    world = advised.opened.world
    city = str(world.cities.table["id"][advised.row])
    networks = [str(world.networks["id"][one.suggested.network]) for one in advised.networks]
    found = _forecast(city, [Suggestion("network", one) for one in networks], _today(), ranks)
    return {name: tell_expected(one) for name, one in found.items()}


def tell_expected(one: Expected) -> Plain:
    """What is expected, as plain values."""
    told: Plain = {"indicators": {name: {"before": a, "after": b} for name, (a, b) in one.indicators.items()}}
    for name in ("score", "rank"):
        spans = getattr(one, name)
        told[name] = None if spans is None else {"before": list(spans[0]), "after": list(spans[1])}
    return told


def _forecast(city: str, wanted: list[Suggestion], on: date, ranks: bool) -> dict[str, Expected]:
    from proxeny.scheme.loader import load_scheme

    facts, scheme = read_facts(find_place(city)), load_scheme()
    named = sorted({name for one in wanted for name in [one.subject] if name})
    places = pl.concat([find_place(name) for name in named if not name.startswith(("nw:", "og:"))] or [facts.place])
    organisations = read_records("organisations", "id", named)
    found, drawn = {}, {}
    done = [Done(one.kind, one.subject, places, organisations.filter(pl.col("id") == one.subject)) for one in wanted]
    for one, change in zip(wanted, measure_changes(facts, done, scheme, on), strict=True):
        key = tuple(sorted(change.items()))
        if ranks and key not in drawn:  # networks that change the same indicators change the same ranks
            drawn[key] = _stand(city, {name: after for name, (_, after) in change.items()}, on)
        found[one.key] = Expected(change, *drawn.get(key, (None, None)))
    return found


def _stand(city: str, put: Mapping[str, float], on: date):
    """Score and rank interval before and after; nothing where the assessment has no such city."""
    from proxeny.assess.whatif.changing import Change, what_if

    made = read_assessment(on)
    if city not in made.data.units:
        return None, None
    known = {name: value for name, value in put.items() if name in made.data.indicators}
    before, after = what_if(made.recipe, made.data, city, Change(put=known), seed=made.seed, draws=DRAWS)
    if before.rank_low is None or after.rank_low is None:
        return None, None
    score = (before.score_low, before.score_high), (after.score_low, after.score_high)
    return score, ((before.rank_low, before.rank_high), (after.rank_low, after.rank_high))


def change_step(number: int, key: str, change: StepChange, *, by: str = "") -> None:
    """Change a step of a goal, or add one. Raises `NotFound`, `FaultyInput`."""
    open_register()
    change_one(number, key, change, by=by)


def remove_step(number: int, key: str) -> None:
    """Take a step out of a goal. Raises `NotFound`."""
    open_register()
    drop_step(number, key)
