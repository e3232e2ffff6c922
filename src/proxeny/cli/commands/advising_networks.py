"""advise networks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from proxeny.cli.app import advise_app
from proxeny.cli.commands.advising import AsJson, Seed, SnapshotFolder, show_batch
from proxeny.cli.show import OUT, show_faults, show_json, show_table


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beside the city: a dimension, whether rank intervals, and the seed."""

    theme: str
    ranks: bool
    seed: int


@advise_app.command("networks")
def networks(
    city: Annotated[str, typer.Argument(help="Name, GeoNames id or Wikidata id; 'Paris, US' says the country.")] = "",
    n: Annotated[int, typer.Option("--n", min=0, max=10_000, help="How many to show; 0: all.")] = 0,
    batch: Annotated[Path | None, typer.Option("--batch", help="A list of cities: CSV, XLSX, JSON, Parquet.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to write for a batch: CSV or Parquet.")] = None,
    theme: Annotated[str, typer.Option(help="Only networks that work in this dimension of the scheme.")] = "",
    ranks: Annotated[
        bool, typer.Option("--ranks", help="Also the rank interval in the assessment, before and after; takes longer.")
    ] = False,
    snapshot: SnapshotFolder = None,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Which networks a city should join: why, whether it may, what it costs and changes; or for a list of cities."""
    from proxeny import api_networks
    from proxeny.errors import FaultyInput

    if batch is not None:
        if out is None:
            raise FaultyInput.of("advise-out-missing")
        listed, rows = api_networks.advise_networks_batch(batch, out, n or None, snapshot=snapshot, seed=seed)
        show_batch(listed, rows, out, as_json)
        return
    if not city:
        raise FaultyInput.of("advise-city-missing")
    if ranks and snapshot is not None:
        raise typer.BadParameter("ranks come from the register, not from a snapshot", param_hint="--ranks")
    _show(city, n, snapshot, Wanted(theme.strip().upper(), ranks, seed), as_json)


def _show(city: str, n: int, snapshot: Path | None, wanted: Wanted, as_json: bool) -> None:
    from proxeny import api_networks
    from proxeny.report.networks import tell_networks

    advised = api_networks.advise_networks(city, n or None, theme=wanted.theme, snapshot=snapshot, seed=wanted.seed)
    told = tell_networks(advised)
    if snapshot is None:
        from proxeny.api_programme import forecast_networks

        forecasts = forecast_networks(advised, ranks=wanted.ranks)
        told = [{**one, "changes": {**one["changes"], **forecasts[one["id"]]}} for one in told]
    show_faults(advised.notes)
    if as_json:
        show_json(told)
        return
    rows = [
        (
            one["rank"],
            one["network"],
            f"{one['score']:.1%}",
            one["eligible"]["answer"],
            _why(one),
            one["cost"]["sentence"],
        )
        for one in told[: n or 20]
    ]
    show_table("", ["rank", "network", "score", "may join", "why", "cost"], rows)
    if snapshot is None and told:
        OUT.print(_say_ranks(told[0], wanted), markup=False)


def _say_ranks(first, wanted: Wanted) -> str:
    """What the first would change of the rank interval, or how to ask for it."""
    if not wanted.ranks:
        return _("For what joining would change of the rank in the assessment, add --ranks; it takes some seconds.")
    rank = first["changes"]["rank"]
    if rank is None:
        return _("The assessment does not rank this city: too little is known of it.")
    before, after = (f"{low}-{high}" for low, high in (rank["before"], rank["after"]))
    words = _("Rank interval in the assessment if it joined {network}: {before} → {after}")
    return words.format(network=first["network"], before=before, after=after)


def _why(one) -> str:
    speaking = [part["sentence"] for part in one["parts"] if part["contribution"] > 0 and part["feature"] != "network"]
    return " ".join(speaking[:3])
