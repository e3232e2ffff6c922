"""advise partners, backtest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proxeny.cli.app import advise_app
from proxeny.cli.show import OUT, explain, show_faults, show_json, show_table

if TYPE_CHECKING:
    from proxeny.io.advising.batch import Listed

SnapshotFolder = Annotated[
    Path | None, typer.Option("--snapshot", help="Folder of a snapshot; the register if not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The result as JSON.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of everything that is drawn.")]

_TRIALS = {"known": "known", "all": "all", "sources": "across_sources"}  # as they are called, and as they are kept


@advise_app.command("partners")
def partners(
    city: Annotated[str, typer.Argument(help="Name, GeoNames id or Wikidata id; 'Paris, US' says the country.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, max=1000, help="How many to propose.")] = 20,
    theme: Annotated[str, typer.Option("--theme", help="A dimension of the scheme they should be active in.")] = "",
    country: Annotated[list[str] | None, typer.Option("--country", help="Only cities of this country.")] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--not", help="No city of this country, or not this city.")
    ] = None,
    diversity: Annotated[
        float,
        typer.Option("--diversity", min=0.0, max=5.0, help="What a second city of one country loses; 0: nothing."),
    ] = 0.0,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="YAML file of countries and places that are never proposed.")
    ] = None,
    candidates: Annotated[
        str,
        typer.Option(
            "--candidates",
            help="known: cities in the data; all: also other gazetteer cities. If not given: known, or all where the "
            "data know fewer than 200 places.",
        ),
    ] = "",
    batch: Annotated[Path | None, typer.Option("--batch", help="A list of cities: CSV, XLSX, JSON, Parquet.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to write for a batch: CSV or Parquet.")] = None,
    snapshot: SnapshotFolder = None,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Propose partners for a city, each with the parts of its score; or for a list of cities."""
    from proxeny import api_advise
    from proxeny.errors import FaultyInput
    from proxeny.io.advising.wishing import Wanted, read_wish

    if candidates not in {"", "known", "all"}:
        raise typer.BadParameter("write known or all", param_hint="--candidates")
    pool = candidates or None
    wish = read_wish(Wanted(n, theme, tuple(country or ()), tuple(leave_out or ()), diversity, policy))
    if batch is not None:
        if out is None:
            raise FaultyInput.of("advise-out-missing")
        listed, rows = api_advise.advise_batch(batch, out, wish, snapshot=snapshot, pool=pool, seed=seed)
        show_batch(listed, rows, out, as_json)
        return
    if not city:
        raise FaultyInput.of("advise-city-missing")
    _show_city(api_advise.advise_city(city, wish, snapshot=snapshot, pool=pool, seed=seed), as_json)


def show_batch(listed: Listed, rows: int, out: Path, as_json: bool) -> None:
    """What was written for a list of cities, and which of them are not known."""
    show_faults(listed.faults)
    told = {"cities": len(listed.meant), "rows": rows, "out": str(out), "unknown": len(listed.faults)}
    if as_json:
        show_json({**told, "faults": [explain(fault) for fault in listed.faults]})
    else:
        OUT.print(f"{told['cities']} cities, {rows} rows: {out}", markup=False)


def _show_city(advised, as_json: bool) -> None:
    from proxeny.report.advice import say_track, tell_advice

    told = tell_advice(advised.opened.cities, advised.advice)
    show_faults(advised.notes)
    if as_json:
        show_json(told)
        return
    rows = []
    for one in told:
        best = [part["sentence"] for part in one["parts"] if part["contribution"] > 0 and part["feature"] != "others"]
        rows.append((one["rank"], one["place"], one["country"], f"{one['score']:.2f}", f"{one['chance']:.1%}",
                     " ".join(best[:3])))  # fmt: skip
    show_table("", ["rank", "city", "country", "score", "chance", "why"], rows)
    OUT.print(say_track(advised.advice.track), markup=False)


@advise_app.command("backtest")
def backtest(
    seed: Seed = 1,
    share: Annotated[float, typer.Option("--share", min=0.01, max=0.5, help="Share of ties to hide.")] = 0.1,
    questions: Annotated[int, typer.Option("--questions", min=0, help="At most so many are asked; 0: all.")] = 2000,
    every: Annotated[
        bool, typer.Option("--all", help="Also among all gazetteer cities, and from an older source to a newer one.")
    ] = False,
    only: Annotated[
        str, typer.Option("--trial", help="Only this trial, which the page then does not show: known, all, sources.")
    ] = "",
    snapshot: SnapshotFolder = None,
    as_json: AsJson = False,
) -> None:
    """Hide ties, advise without them, and say how often the hidden partners were found, beside simple methods."""
    from proxeny import api_advise
    from proxeny.advise.backtest import Protocol
    from proxeny.api_networks import try_networks
    from proxeny.io.advising.recording import write_record
    from proxeny.io.advising.telling import tell_trial

    if only and only not in _TRIALS:
        raise typer.BadParameter("write known, all or sources", param_hint="--trial")
    trials = [_TRIALS[only]] if only else [*_TRIALS.values()] if every else ["known"]
    told = tell_trial(api_advise.backtest(snapshot=snapshot, protocol=Protocol(seed, share, questions), trials=trials))
    told["networks"] = None if only else try_networks(snapshot=snapshot, seed=seed)
    if snapshot is None and not only:  # the page of the record shows it
        write_record(told)
    if as_json:
        show_json(told)
        return
    for name, trial in told["trials"].items():
        head = ["method", "MRR", "Hits@10", "between", "Hits@50"]
        rows = [
            (one["method"], f"{one['mrr']:.3f}", f"{one['hits_10']:.3f}", f"{one['low']:.3f}–{one['high']:.3f}",
             f"{one['hits_50']:.3f}")
            for one in trial["methods"]
        ]  # fmt: skip
        show_table(f"{name}: {trial['questions']} questions, {trial['candidates']} candidates", head, rows)
    for name, trial in ((told["networks"] or {}).get("trials") or {}).items():
        head = ["method", "MRR", "between", "Hits@5", "between"]
        rows = [
            (one["method"], *(text for part in ("mrr", "hits_5") for text in _figure(one[part])))
            for one in trial["methods"]
        ]
        show_table(f"networks, {name}: {trial['hidden']} hidden memberships", head, rows)


def _figure(one) -> tuple[str, str]:
    return f"{one['value']:.3f}", f"{one['low']:.3f}–{one['high']:.3f}"
