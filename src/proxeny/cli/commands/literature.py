"""literature read, literature map, literature replay."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, literature_app
from proxeny.cli.show import ERR, OUT, show_faults, show_json, show_table
from proxeny.errors import FaultyInput

_NETWORK = "Draw this network instead: edge list, VOSviewer network or JSON."
_UNIT = "keyword, author-keyword, index-keyword, phrase, author, source, country, reference or document."
_LINK = "cooccurrence, coauthor, citation, coupling or cocitation; as the unit needs if not given."


class Fold(StrEnum):
    """What is folded besides case."""

    HYPHEN = "hyphen"
    ACCENT = "accent"
    PLURAL = "plural"


@literature_app.command("read")
def read(
    files: Annotated[list[Path], typer.Argument(help="Bibliographic files of any known format.")],
    out: Annotated[Path, typer.Option(help="Parquet file to write the corpus to.")],
    format_: Annotated[str, typer.Option("--format", help="The format, where it shall not be found out.")] = "",
    apart: Annotated[
        list[str] | None, typer.Option(help="Id of a work whose records stay apart; may be repeated.")
    ] = None,
    keep: Annotated[str, typer.Option(help="Name under which the workbench shows the corpus too.")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read files as one corpus; records of the same work are merged, and each file gets a receipt."""
    from proxeny import home
    from proxeny.io.corpora import keep_reading, read_literature

    with ERR.status("reading") as status:
        reading = read_literature(
            files,
            out,
            apart=frozenset(apart or ()),
            format_=format_,
            on_file=lambda name: status.update(f"reading {name}"),
        )
    if keep:
        keep_reading(reading, out, keep, home.home())
    show_faults(reading.faults)
    if as_json:
        show_json({"works": reading.corpus.height, "files": [one.summary() for one in reading.receipts]})
        return
    rows = [(one.path, one.format, one.records, one.kept, one.merged, one.rejected) for one in reading.receipts]
    show_table("", ["file", "format", "records", "kept", "merged", "rejected"], rows)
    OUT.print(f"{reading.corpus.height} works in {out}")


@literature_app.command("map")
def draw_map(
    corpus: Annotated[Path | None, typer.Argument(help="Corpus that 'literature read' wrote.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the map's files.")] = Path("map"),
    network: Annotated[Path | None, typer.Option(help=_NETWORK)] = None,
    labels: Annotated[Path | None, typer.Option(help="VOSviewer map file that names the network's nodes.")] = None,
    unit: Annotated[str, typer.Option(help=_UNIT)] = "keyword",
    link: Annotated[str, typer.Option(help=_LINK)] = "",
    counting: Annotated[str, typer.Option(help="full or fractional.")] = "full",
    minimum: Annotated[int, typer.Option("--min", help="Least occurrences; 0: as --most-terms needs.")] = 0,
    most_terms: Annotated[int, typer.Option(help="Terms that remain where --min is 0.")] = 500,
    most_items: Annotated[int, typer.Option(help="Items a work may have and still link them; 0: any.")] = 1000,
    resolution: Annotated[float, typer.Option(help="Resolution of the clusters: higher gives more.")] = 1.0,
    starts: Annotated[int, typer.Option(help="Starts of layout and clustering; the best is taken.")] = 10,
    seed: Annotated[int, typer.Option(help="Seed of all that is random.")] = 0,
    thesaurus: Annotated[Path | None, typer.Option(help="VOSviewer thesaurus file.")] = None,
    fold: Annotated[list[Fold] | None, typer.Option(help="Folded besides case; may be repeated.")] = None,
    stop: Annotated[list[str] | None, typer.Option(help="Term to leave out; may be repeated.")] = None,
    bootstrap: Annotated[int, typer.Option(help="Resampled maps, for ellipses and certainty.")] = 0,
    since: Annotated[int, typer.Option(help="First year; 0: any.")] = 0,
    until: Annotated[int, typer.Option(help="Last year; 0: any.")] = 0,
    language: Annotated[Language, typer.Option(help="Language of the page.")] = Language.EN,
    pictures: Annotated[bool, typer.Option(help="Write PDF and PNG too.")] = True,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:  # fmt: skip
    """Draw the map of a corpus, or of a given network: layout, clusters, overlay, offline page, exports."""
    from proxeny.io.maps import find_origin, write_field_map
    from proxeny.literature.receipts import Order
    from proxeny.literature.recipe import Recipe
    from proxeny.literature.source import read_source
    from proxeny.literature.thesaurus import Thesaurus, read_thesaurus

    if (corpus is None) == (network is None):
        raise FaultyInput.of("map-one-input")
    recipe = Recipe(
        unit, link or _default_link(unit), counting, minimum, most_terms, most_items, resolution, starts, seed,
        tuple(sorted({one.value for one in fold or ()})), tuple(stop or ()), bootstrap, since, until,
    )  # fmt: skip
    recipe.check()
    words = Thesaurus() if thesaurus is None else read_thesaurus(read_source(thesaurus))
    origin = find_origin(network, "network", labels) if network else find_origin(corpus, "corpus")
    with ERR.status("drawing"):
        drawn = write_field_map(Order(origin, recipe, words, language.value), out, pictures=pictures)
    show_faults(drawn.field.faults)
    summary = {**drawn.field.summary(), "cpu_seconds": round(drawn.cpu_seconds, 3)}
    if as_json:
        show_json({**summary, "files": sorted(drawn.files), "told": [str(fault) for fault in drawn.field.faults]})
        return
    OUT.print(
        f"{summary['terms']} items, {summary['links']} links, {summary['clusters']} clusters; "
        f"Q* {summary['q_star']}, CPM {summary['cpm']}; {summary['cpu_seconds']} s CPU; {out / 'map.html'}"
    )


def _default_link(unit: str) -> str:
    return {"author": "coauthor", "source": "coupling", "document": "coupling", "reference": "cocitation"}.get(
        unit, "cooccurrence"
    )


@literature_app.command("replay")
def replay_map(
    receipt: Annotated[Path, typer.Argument(help="receipt.json of a map.")],
    out: Annotated[Path, typer.Option(help="Folder for the map's files.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Make a map again from its receipt, and say whether every file has the same bytes."""
    from proxeny.io.maps import replay

    with ERR.status("drawing"):
        drawn, differ = replay(receipt, out)
    if as_json:
        show_json({"same": not differ, "differ": differ, **drawn.field.summary()})
    else:
        OUT.print("every file is the same" if not differ else f"not the same: {', '.join(differ)}")
    if differ:
        raise typer.Exit(1)
