"""Every verb of Proxeny as a Python function; the command line calls these."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b, file_digest
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proxeny import home
from proxeny.errors import Fault, NotFound
from proxeny.examining import doctor, find_exposures
from proxeny.io.fetch.paging import OnProgress
from proxeny.io.fetch.settings import ClientSettings
from proxeny.io.fetch.wikidata import Wanted
from proxeny.io.fetch.wikidata import fetch_wikidata as read_wikidata
from proxeny.io.places.table import PlaceColumns
from proxeny.io.reading import Reading, read_claims
from proxeny.io.snapshot import read_snapshot
from proxeny.io.templates import write_template
from proxeny.scheme.compare import compare_schemes
from proxeny.scheme.export import write_scheme
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme
from proxeny.starting import init, open_register, start
from proxeny.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxeny.assess.model import Profile
    from proxeny.graph.communities import Partition, Recipe
    from proxeny.graph.ladder import Ladder
    from proxeny.graph.measuring import Measured
    from proxeny.io.maps import Drawn
    from proxeny.literature.reading import Reading as LiteratureReading
    from proxeny.literature.recipe import Recipe as MapRecipe
    from proxeny.register.operations.plan import Plan
    from proxeny.register.queries.search import Hit
    from proxeny.report.graphs import Opened

start()

from proxeny.register.operations.apply import Origin, preview_reading, store_reading  # noqa: E402
from proxeny.register.operations.deciding import decide, revoke  # noqa: E402
from proxeny.register.operations.rollback import roll_back  # noqa: E402
from proxeny.register.queries.provenance import explain_record  # noqa: E402

__all__ = [
    "Origin", "Outcome", "build_graph", "compare_schemes", "compare_with_nulls", "decide", "doctor",
    "explain_record", "export_graph", "fetch_wikidata", "find_communities", "find_exposures", "import_file", "init",
    "load_atlas", "load_scheme", "map_literature", "measure_graph", "open_register", "preview_file", "profile",
    "read_literature", "read_snapshot", "replay_map", "resolve_file", "revoke", "roll_back", "search", "snapshot",
    "status", "write_scheme", "write_template",
]  # fmt: skip

Step = Callable[[str], None]


def _silent(_: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did (or would do): the numbers, the faults, and the plan behind them."""

    rows: int
    claims_new: int
    claims_same: int
    doubtful: int
    errors: int
    seconds: float
    batch: int | None
    faults: tuple[Fault, ...]
    plan: Plan

    def summary(self) -> dict[str, object]:
        """The numbers, ready for JSON."""
        names = ("rows", "claims_new", "claims_same", "doubtful", "errors", "seconds", "batch")
        return {name: getattr(self, name) for name in names}


def _read(path: Path, mapping: str | Path | None, by: str = "") -> tuple[Reading, Origin]:
    """Read a file with its mapping. Raises `FaultyInput`, `NotFound`, `UnknownName`."""
    reading = read_claims(path, None if mapping is None else str(mapping))
    with path.open("rb") as file:
        checksum = file_digest(file, lambda: blake2b(digest_size=32)).hexdigest()
    return reading, Origin("import", reading.mapping, path.name, checksum, by)


def _outcome(plan: Plan, batch: int | None, started: float) -> Outcome:
    return Outcome(
        rows=plan.rows,
        claims_new=plan.new_claims.height,
        claims_same=plan.same.height,
        doubtful=plan.count("doubtful"),
        errors=plan.errors,
        seconds=round(time.perf_counter() - started, 2),
        batch=batch,
        faults=tuple(plan.faults),
        plan=plan,
    )


def preview_file(path: Path | str, mapping: str | Path | None = None) -> Outcome:
    """What importing a file would do, row by row; nothing is stored."""
    started = time.perf_counter()
    open_register()
    reading, origin = _read(Path(path), mapping)
    return _outcome(preview_reading(reading, origin), None, started)


def import_file(
    path: Path | str,
    mapping: str | Path | None = None,
    *,
    by: str = "",
    skip_errors: bool = False,
    on_step: Step = _silent,
) -> Outcome:
    """Import a file as one batch. Raises `FaultyInput` with all faults and stores nothing, unless ``skip_errors``.

    ``mapping``: a mapping's name or file; None: found by the columns.
    """
    started = time.perf_counter()
    open_register()
    on_step("read")
    reading, origin = _read(Path(path), mapping, by)
    plan, batch = store_reading(reading, origin, skip_errors=skip_errors, on_step=on_step)
    return _outcome(plan, batch, started)


def fetch_wikidata(
    wanted: Wanted, *, settings: ClientSettings | None = None, on_progress: OnProgress | None = None, by: str = ""
) -> Outcome:
    """Fetch twinnings, memberships or places from Wikidata as proposed claims, one batch.

    Raises `Unavailable` if the endpoint gives up; what was fetched is kept aside, and the next call goes on from there.
    """
    started = time.perf_counter()
    open_register()
    reading = read_wikidata(wanted, home.home() / "fetched", settings, on_progress=on_progress)
    origin = Origin("fetch", "wikidata", wanted.name, by=by, claim_state="proposed")
    plan, batch = store_reading(reading, origin)
    return _outcome(plan, batch, started)


def load_atlas(on_step: Step = _silent) -> list[Outcome]:
    """Import the starter atlas that is shipped, file by file; loading it again changes nothing."""
    with as_file(files("proxeny.atlas")) as folder:
        order = read_yaml((folder / "atlas.yaml").read_text(encoding="utf-8"))["files"]
        outcomes = []
        for name in order:
            on_step(name)
            outcomes.append(import_file(folder / name, Path(name).stem))
    return outcomes


def status() -> dict[str, int]:
    """What the register holds."""
    from proxeny.register.queries.status import read_status

    open_register()
    return read_status()


def search(text: str, limit: int = 20) -> list[Hit]:
    """Find places, organisations and networks by name, in any script."""
    from proxeny.register.queries.search import search as find

    open_register()
    return find(text, limit)


def profile(place: str, on: date | None = None, scheme: Scheme | None = None) -> Profile:
    """The profile of a place (name or id) on a date, today unless said, by the built-in scheme or one of your own.

    Raises `NotFound`.
    """
    from proxeny.register.queries.profile import read_profile

    open_register()
    return read_profile(place, on or datetime.now(UTC).date(), scheme)


def snapshot(folder: Path | str) -> str:
    """Freeze the register into ``folder``; returns the content hash."""
    from proxeny.register.freeze import freeze

    open_register()
    return freeze(Path(folder))


def read_literature(paths: Sequence[Path | str], out: Path | str) -> LiteratureReading:
    """Read bibliographic files of any known format as one corpus, written to ``out`` as Parquet; with receipts.

    It needs no register. Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    from proxeny.io.corpora import read_literature as read

    return read(paths, Path(out))


def map_literature(
    corpus: Path | str, out: Path | str, recipe: MapRecipe | None = None, *, thesaurus: Path | str | None = None
) -> Drawn:
    """Draw the map of a corpus with all of its files in the folder ``out``. It needs no register.

    Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    from proxeny.io.maps import find_origin, write_field_map
    from proxeny.literature.receipts import Order
    from proxeny.literature.recipe import Recipe as Choices
    from proxeny.literature.source import read_source
    from proxeny.literature.thesaurus import Thesaurus, read_thesaurus

    words = Thesaurus() if thesaurus is None else read_thesaurus(read_source(Path(thesaurus)))
    return write_field_map(Order(find_origin(Path(corpus), "corpus"), recipe or Choices(), words), Path(out))


def replay_map(receipt: Path | str, out: Path | str) -> tuple[Drawn, list[str]]:
    """Make a map again from its receipt; returns it and the names of files whose bytes differ.

    Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    from proxeny.io.maps import replay

    return replay(Path(receipt), Path(out))


def resolve_file(
    path: Path | str, out: Path | str, *, name: str, country: str = "", lat: str = "", lon: str = ""
) -> pl.DataFrame:
    """Resolve the places named in a table to GeoNames ids (and Wikidata ids that the register knows); writes ``out``.

    name, country, lat, lon: which column is what. Returns the table. It needs no register. Raises `FaultyInput`.
    """
    from proxeny.register.operations.resolve_table import resolve_into
    from proxeny.register.operations.resolving import read_known_places

    try:
        open_register()
        known = read_known_places()
    except NotFound:
        known = None
    return resolve_into(Path(path), Path(out), PlaceColumns(name, country, lat, lon), known)


def build_graph(path: Path | str, *, on: str = "", countries: tuple[str, ...] = (), network: str = "") -> Opened:
    """The graph of a snapshot's folder, or of a file: a list of edges, GEXF, GraphML, Pajek or node-link JSON.

    on: a date or a year. countries, network: only ties with both ends in them. It needs no register. Raises `NotFound`,
    `FaultyInput`.
    """
    from proxeny.report.graphs import Source, open_graph

    where = Path(path)
    if where.is_dir():
        return open_graph(Source(where, None, on, countries, network))
    return open_graph(Source(None, where, on, countries, network))


def measure_graph(opened: Opened, only: tuple[str, ...] = (), *, seed: int = 1, exact: bool = False) -> Measured:
    """Measure a graph by all measures, or those named: of the whole, of cities, ties, members and networks.

    exact: betweenness from all cities instead of 256. Raises `UnknownName`.
    """
    from proxeny.graph.measuring import measure_graph as measure
    from proxeny.graph.subject import Sampling, Subject

    sampling = Sampling(seed=seed, betweenness=0 if exact else 256)
    return measure(Subject(opened.graph, opened.memberships, sampling), only)


def find_communities(opened: Opened, recipe: Recipe | None = None) -> Partition:
    """Communities by the Leiden method, the best of several runs, and how far the runs agree. Raises `FaultyInput`."""
    from proxeny.graph.communities import Recipe
    from proxeny.graph.communities import find_communities as find

    return find(opened.graph, recipe or Recipe())


def compare_with_nulls(opened: Opened, measure: str, draws: int = 1000, *, seed: int = 1) -> Ladder:
    """A measure beside random graphs that keep more and more: the ladder of null models.

    Raises `UnknownName`, `FaultyInput`.
    """
    from proxeny.report.graphs import climb

    return climb(opened, measure, draws, seed=seed)


def export_graph(opened: Opened, format_: str, layer: str = "ties") -> Mapping[str, bytes]:
    """The files of a graph in gexf, graphml, pajek, json, geojson or csv; layer: ties, or memberships (two modes).

    "" is the file itself, "-nodes" one beside it. Raises `UnknownName`.
    """
    from proxeny.report.graphs import make_files

    return make_files(opened, format_, layer)
