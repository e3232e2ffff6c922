"""search, profile, resolve."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from proxeny.cli.app import Language, app
from proxeny.cli.show import OUT, show_json, show_table
from proxeny.dates import parse_date

if TYPE_CHECKING:
    from proxeny.assess.model import Profile


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A name in Latin, Arabic or Persian script.")],
    limit: Annotated[int, typer.Option(min=1, max=500)] = 20,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Find places, organisations and networks."""
    from proxeny import api

    hits = api.search(text, limit)
    names = ("id", "name", "kind", "country", "population", "in_register", "why")
    if as_json:
        show_json([{name: getattr(hit, name) for name in (*names, "name_en", "name_tr", "name_fa")} for hit in hits])
    else:
        show_table("", names, [[getattr(hit, name) for name in names] for hit in hits])


@app.command()
def profile(
    place: Annotated[str, typer.Argument(help="Name or id of a place.")],
    on: Annotated[
        str, typer.Option(help="Date, also Jalali or partial (then its first day); today if not given.")
    ] = "",
    language: Annotated[
        Language, typer.Option(help="Language of the labels.", envvar="PROXENY_LANGUAGE")
    ] = Language.EN,
    scheme: Annotated[Path | None, typer.Option(help="Folder of a scheme of your own.")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure a place in the five-level model."""
    from proxeny import api
    from proxeny.assess.profile import profile_to_json

    model = api.load_scheme(scheme)
    measured = api.profile(place, parse_date(on).start if on else datetime.now(UTC).date(), model)
    told = profile_to_json(measured, model, language)
    if as_json:
        show_json(told)
    else:
        _show_profile(told, measured)


def _show_profile(told: dict[str, Any], measured: Profile) -> None:
    from proxeny.report.standing import standing_sentence

    OUT.print(Text(standing_sentence(measured)))
    for level in told["levels"]:
        lines = [line for item in level["items"] for line in _lines(item, 0)]
        if lines:
            show_table(f"{level['id']} {level['label']}", ["what", "value", "between", "sources"], lines)


def _lines(item: dict[str, Any], depth: int) -> list[tuple[str, ...]]:
    """An item and all below it; what is not measured says so, a mere heading says nothing."""
    value = "" if item.get("status") == "group" else _number(item.get("value"))
    low, high = item.get("low"), item.get("high")
    between = f"{_number(low)}-{_number(high)}" if low is not None and low != high else ""
    line = (
        "  " * depth + str(item.get("label") or item["id"]),
        value,
        between,
        str(len(item.get("sources") or []) or ""),
    )
    return [line, *(under for child in item.get("children") or [] for under in _lines(child, depth + 1))]


def _number(value: float | None) -> str:
    return "no data" if value is None else f"{value:,.6g}"


@app.command()
def resolve(
    file: Annotated[Path, typer.Argument(help="A table of places: CSV, TSV, XLSX, JSON or Parquet.", readable=False)],
    name: Annotated[str, typer.Option(help="Column of the place's name.")],
    country: Annotated[str, typer.Option(help="Column of its country.")],
    out: Annotated[Path, typer.Option(help="CSV to write.")],
    lat: Annotated[str, typer.Option(help="Column of the latitude.")] = "",
    lon: Annotated[str, typer.Option(help="Column of the longitude.")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Find the GeoNames and Wikidata id of every place of a table: sure, doubtful with candidates, or none."""
    from proxeny import api

    started = time.perf_counter()
    table = api.resolve_file(file, out, name=name, country=country, lat=lat, lon=lon)
    states = dict(table["state"].value_counts().iter_rows())
    numbers = {"rows": table.height, **{state: states.get(state, 0) for state in ("sure", "doubtful", "none")}}
    if as_json:
        show_json({**numbers, "seconds": round(time.perf_counter() - started, 2)})
    else:
        OUT.print(f"{out}: " + ", ".join(f"{count} {what}" for what, count in numbers.items()))
