"""advise union, appraise, rediscover."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, advise_app
from proxeny.cli.show import ERR, OUT, explain, show_faults, show_json, show_table

SnapshotFolder = Annotated[
    Path | None, typer.Option("--snapshot", help="Folder of a snapshot; the register if not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The result as JSON.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of everything that is drawn.")]
Seconds = Annotated[
    float,
    typer.Option("--time-limit", min=0.1, max=3600, help="Seconds that the answer may take once the data is open."),
]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Only what held on a date.")]
Sheet = Annotated[Path | None, typer.Option("--pdf", help="Write the appraisal sheet as PDF.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of names and sentences.")]
Cities = Annotated[list[str] | None, typer.Option(help="A city by name or id; several with commas or repeated.")]


def _names(texts: list[str] | None) -> tuple[str, ...]:
    """Names with commas between them; 'Odesa, UA' with its country is written as 'Odesa (UA)'."""
    return tuple(name.strip() for text in texts or () for name in text.split(",") if name.strip())


@advise_app.command("union")
def union(
    area: Annotated[
        str,
        typer.Option("--area", help="A sea, river, region or countries (TR,BG,RO); west,south,east,north; GeoJSON."),
    ],
    size: Annotated[int, typer.Option("--size", help="How many cities.")] = 20,
    min_countries: Annotated[
        int | None,
        typer.Option("--min-countries", help="From at least so many countries; the area decides if not given."),
    ] = None,
    max_per_country: Annotated[
        int | None, typer.Option("--max-per-country", help="At most so many of one country; a fifth if not given.")
    ] = None,
    include: Cities = None,
    exclude: Cities = None,
    theme: Annotated[str, typer.Option("--theme", help="A dimension of the scheme that the union is about.")] = "",
    candidates: Annotated[int, typer.Option("--candidates", min=2, max=500, help="Most cities to choose from.")] = 250,
    time_limit: Seconds = 10.0,
    on: On = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Without prices, stability, and losses of more than one change.")
    ] = False,
    pdf: Sheet = None,
    snapshot: SnapshotFolder = None,
    seed: Seed = 1,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Find cities of an area that could plausibly form a union: the exact optimum, why each is in, how sure it is."""
    from django.utils import translation

    from proxeny import api_unions
    from proxeny.report.unions import tell_union
    from proxeny.report.unions_words import say_union, tell_most

    wish = api_unions.Wish(
        area, size, min_countries, max_per_country, _names(include), _names(exclude),
        theme, candidates, time_limit, seed, not quick, on.date() if on else None,
    )  # fmt: skip
    with translation.override(lang.value):
        found = api_unions.advise_union(wish, snapshot=snapshot)
        told = tell_union(found.advice, found.input, seed)
        if pdf is not None:
            _write_pdf(told, pdf)
        if as_json:
            show_json({"answer": say_union(told), **told})
            return
        OUT.print(say_union(told), markup=False)
        show_faults(found.advice.notes)
        rows = [
            (one["place"], one["country"], f"{one['brings']:.2f}", tell_most(one["why"]),
             one["swap"]["place"] if one["swap"] else "", one["without"]["sentence"] if one["without"] else "must")
            for one in told["members"]
        ]  # fmt: skip
        show_table("", ["city", "country", "brings", "why", "best instead", "loss without it"], rows)
        for one in told["prices"]:
            OUT.print(f"{one['place'] or '*'}: {one['sentence']}", markup=False)
        OUT.print(told["evidence"]["sentence"], markup=False)


@advise_app.command("appraise")
def appraise(
    cities: Annotated[Path, typer.Argument(help="A list of cities: CSV, XLSX, JSON or Parquet.")],
    pdf: Sheet = None,
    snapshot: SnapshotFolder = None,
    seed: Seed = 1,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Appraise a set of cities as a union: cohesion beside random sets and real unions, complementarity, gaps."""
    from django.utils import translation

    from proxeny import api_unions
    from proxeny.report.unions_appraisal import tell_appraisal

    with translation.override(lang.value):
        found = api_unions.appraise_file(cities, snapshot=snapshot, seed=seed)
        told = tell_appraisal(found.appraisal, found.world, found.input, seed)
        told["notes"] = [explain(note) for note in found.notes]
        if pdf is not None:
            _write_pdf(told, pdf)
        if as_json:
            show_json(told)
            return
        show_faults(found.notes)
        OUT.print(told["answer"], markup=False)
        rows = [(one["name"], f"{one['value']:.0f}", f"{one['mean']:.1f} ({one['low']:.0f}–{one['high']:.0f})",
                 f"{one['p']:.3f}")
                for one in told["beside_random"]]  # fmt: skip
        show_table("", ["measure", "this set", "random sets", "p"], rows)
        OUT.print(told["fairness"], markup=False)
        OUT.print(told["evidence"]["sentence"], markup=False)


def _write_pdf(told: dict, path: Path) -> None:
    from proxeny.io.writing import replacing
    from proxeny.report.union_pdf import union_to_pdf

    with replacing(path) as made:
        made.write_bytes(union_to_pdf(told))
    ERR.print(str(path), markup=False)


@advise_app.command("rediscover")
def rediscover(
    every: Annotated[
        bool, typer.Option("--all", help="Also the other networks with an area of their own, about a second each.")
    ] = False,
    network: Annotated[
        str, typer.Option("--network", help="A network of the data instead, by id, acronym or name.")
    ] = "",
    area: Annotated[
        str, typer.Option("--area", help="With --network: where; its members' countries if not given.")
    ] = "",
    size: Annotated[int, typer.Option("--size", help="With --network: how many cities; as it has, if not given.")] = 0,
    snapshot: SnapshotFolder = None,
    time_limit: Seconds = 10.0,
    as_json: AsJson = False,
) -> None:
    """Look for real unions again from ties and geography alone, beside plain orders by ties and by population."""
    from dataclasses import asdict

    from proxeny import api_unions
    from proxeny.advise.unions.rediscovering import sum_up_record

    if network:
        found = [api_unions.rediscover_union(network, area, size, snapshot=snapshot, seconds=time_limit)]
    else:
        found = api_unions.rediscover_unions(snapshot=snapshot, seconds=time_limit, every=every)
    record = sum_up_record(found)
    if as_json:
        told = [{**asdict(one), "better": one.better} for one in found]
        show_json({"read_as": "plausible", "unions": told, "record": asdict(record)})
        return
    rows = [
        (one.name, one.size, f"{one.members}/{one.cities}",
         *(f"{one.precision[name]:.2f}" for name in ("union", "degree", "population")), f"{one.chance:.2f}")
        for one in found
    ]  # fmt: skip
    head = ["union", "k", "members/cities", "precision at k", "by ties", "by population", "by chance"]
    show_table("", head, rows)
    OUT.print(
        f"plausible, not predicted; beside the better of ties and population: better {record.better}, equal "
        f"{record.equal}, worse {record.worse} of {len(found)}; mean gain {record.gain:+.2f} of what can be found "
        f"({record.low:+.2f} to {record.high:+.2f})"
    )
