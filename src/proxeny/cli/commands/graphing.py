"""graph build, measure, communities, nulls, compare, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proxeny.cli.app import app
from proxeny.cli.show import OUT, show_json, show_table

if TYPE_CHECKING:
    from proxeny.report.graphs import Source

graph_app = typer.Typer(
    help="The graph of ties and memberships, measured beside what chance would give.", no_args_is_help=True
)
app.add_typer(graph_app, name="graph")

Snapshot = Annotated[Path | None, typer.Option("--snapshot", help="Folder of a snapshot.")]
Edges = Annotated[
    Path | None, typer.Option("--edges", help="List of edges (TSV, CSV), or GEXF, GraphML, Pajek or node-link JSON.")
]
On = Annotated[str, typer.Option("--on", help="Only what held on a date or in a year; undated ties count.")]
Countries = Annotated[str, typer.Option("--countries", help="Only ties within these countries: DE,FR,TR.")]
Network = Annotated[str, typer.Option("--network", help="Only ties between members of this network (its id).")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of what is drawn at random.")]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON.")]
Out = Annotated[Path | None, typer.Option("--out", help="File to write.")]


def _source(snapshot: Path | None, edges: Path | None, on: str = "", countries: str = "", network: str = "") -> Source:
    from proxeny.report.graphs import Source

    return Source(snapshot, edges, on, _names(countries), network)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _show(told: dict[str, object], as_json: bool) -> None:
    """JSON, or the single values as a table; tables within are for JSON."""
    from proxeny.report.graphs import finite

    plain = finite(told)
    if as_json:
        show_json(plain)
        return
    rows = [(name, value) for name, value in plain.items() if not isinstance(value, dict | list)]
    show_table("", ["what", "value"], rows)
    for name in ("notes",):
        for note in plain.get(name, []):
            OUT.print(note)


@graph_app.command("build")
def build(
    snapshot: Snapshot = None, edges: Edges = None, out: Out = None,
    on: On = "", countries: Countries = "", network: Network = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Build the graph of a snapshot or a file, say what it holds, and write it as node-link JSON if asked."""
    from proxeny.report.graphs import make_files, open_graph, tell_graph

    opened = open_graph(_source(snapshot, edges, on, countries, network))
    if out is not None:
        _write(out, make_files(opened, "json"))
    _show(tell_graph(opened), as_json)


@graph_app.command("measure")
def measure(
    snapshot: Snapshot = None, edges: Edges = None,
    only: Annotated[str, typer.Option("--only", help="Names of measures, with commas; all if not given.")] = "",
    on: On = "", countries: Countries = "", network: Network = "", seed: Seed = 1,
    exact: Annotated[bool, typer.Option("--exact", help="Betweenness from all cities, not from 256.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every city and tie in JSON, not the largest 20.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write the measures of cities as CSV or Parquet.")] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Measure a graph: of the whole, of cities, ties, members and networks."""
    from proxeny.graph.subject import Sampling
    from proxeny.report.graphs import open_graph, tell_measures, whole_table

    opened = open_graph(_source(snapshot, edges, on, countries, network))
    names, sampling = _names(only), Sampling(seed=seed, betweenness=0 if exact else 256)
    told = tell_measures(opened, names, sampling, None if every or names else 20)
    if out is not None:
        from proxeny.io.writing import replacing
        from proxeny.text import safe_cell

        table = whole_table(opened, names, sampling)
        with replacing(out) as made:
            if out.suffix == ".parquet":
                table.write_parquet(made)
            else:
                safe = [table[name].map_elements(safe_cell, return_dtype=table[name].dtype) for name in ("id", "name")]
                table.with_columns(safe).write_csv(made)
    _show(told, as_json)


@graph_app.command("communities")
def communities(
    snapshot: Snapshot = None, edges: Edges = None,
    quality: Annotated[str, typer.Option("--quality", help="modularity or cpm.")] = "modularity",
    resolution: Annotated[float, typer.Option("--resolution", help="Higher: more and smaller communities.")] = 1.0,
    seed: Seed = 1,
    runs: Annotated[int, typer.Option("--runs", help="Independent runs; the best counts.")] = 10,
    profile: Annotated[bool, typer.Option("--profile", help="Also at a quarter to four times the resolution.")] = False,
    on: On = "", countries: Countries = "", network: Network = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Find communities by the Leiden method, with their names and how far they hold over seeds and resolutions."""
    from proxeny.graph.communities import Recipe
    from proxeny.report.graphs import open_graph, tell_communities

    recipe = Recipe(quality, resolution, seed, runs)  # type: ignore[arg-type]
    recipe.check()
    told, _ = tell_communities(open_graph(_source(snapshot, edges, on, countries, network)), recipe, profile=profile)
    _show(told, as_json)
    if not as_json:
        rows = [(one["number"], one["name"], one["size"], f"{one['steadiness']:.2f}") for one in told["named"]]
        show_table("", ["", "community", "cities", "steadiness"], rows)


@graph_app.command("nulls")
def nulls(
    measure: Annotated[str, typer.Option("--measure", help="A measure of the whole graph, as distance or clustering.")],
    snapshot: Snapshot = None, edges: Edges = None,
    draws: Annotated[int, typer.Option("--draws", help="Random graphs of each null model.")] = 1000,
    rungs: Annotated[str, typer.Option("--rungs", help="Names of null models, with commas; all if not given.")] = "",
    on: On = "", countries: Countries = "", network: Network = "", seed: Seed = 1, as_json: Json = False,
) -> None:  # fmt: skip
    """Compare a measure with random graphs that keep more and more: the ladder of null models."""
    from proxeny.report.graphs import open_graph, tell_nulls

    opened = open_graph(_source(snapshot, edges, on, countries, network))
    told = tell_nulls(opened, measure, draws, _names(rungs), seed)
    _show(told, as_json)
    if not as_json:
        head = ("name", "mean", "low", "high", "percentile", "p", "absent")
        show_table("", list(head), [[rung[name] for name in head] for rung in told["rungs"]])


@graph_app.command("compare")
def compare(
    snapshot: Snapshot = None, edges: Edges = None,
    with_snapshot: Annotated[Path | None, typer.Option("--with-snapshot", help="Compare with this snapshot.")] = None,
    with_edges: Annotated[Path | None, typer.Option("--with-edges", help="Compare with the graph of a file.")] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Compare two graphs; or, with one snapshot alone, its networks: who shares members beyond chance."""
    from proxeny.report.graphs import open_graph, tell_changes, tell_networks

    opened = open_graph(_source(snapshot, edges))
    if with_snapshot is None and with_edges is None:
        _show(tell_networks(opened), as_json)
    else:
        _show(tell_changes(opened, open_graph(_source(with_snapshot, with_edges))), as_json)


@graph_app.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    format_: Annotated[str, typer.Option("--format", help="gexf, graphml, pajek, json, geojson or csv.")] = "gexf",
    snapshot: Snapshot = None, edges: Edges = None,
    layer: Annotated[str, typer.Option("--layer", help="ties, or memberships as a graph of two modes.")] = "ties",
    on: On = "", countries: Countries = "", network: Network = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Write the graph in a format of Gephi, Pajek, NetworkX, maps or spreadsheets."""
    from proxeny.report.graphs import make_files, open_graph

    if layer not in {"ties", "memberships"}:
        raise typer.BadParameter("write ties or memberships", param_hint="--layer")
    opened = open_graph(_source(snapshot, edges, on, countries, network))
    files = _write(out, make_files(opened, format_, layer))
    told = {"files": files, "format": format_, "nodes": opened.graph.size, "edges": opened.graph.tie_count}
    if layer == "memberships":
        held = opened.memberships
        told |= {"nodes": held.members.height + held.networks.height, "edges": len(held.member)}
    if as_json:
        show_json({**told, "input": opened.input})
    else:
        OUT.print("\n".join(files))


def _write(out: Path, files: object) -> list[str]:
    """Write the files beside each other; each appears whole or not at all."""
    from proxeny.io.writing import replacing

    written = []
    for ending, content in files.items():
        path = out.with_name(f"{out.stem}{ending}{out.suffix}")
        with replacing(path) as made:
            made.write_bytes(content)
        written.append(str(path))
    return written
