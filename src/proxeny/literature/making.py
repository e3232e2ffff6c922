"""Carrying out an order: read the input, draw the map, and make every file of it as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proxeny.errors import Fault, FaultyInput, NotFound, Where
from proxeny.literature.corpus import CORPUS, as_corpus
from proxeny.literature.drawing.exchange import write_gexf, write_graphml, write_links_csv, write_terms_csv
from proxeny.literature.drawing.page import write_page
from proxeny.literature.drawing.scene import build_scene
from proxeny.literature.drawing.svg import write_svg
from proxeny.literature.drawing.typeset import write_pdf, write_png
from proxeny.literature.mapping import FieldMap, build_map, draw_network
from proxeny.literature.receipts import Order, write_receipt
from proxeny.literature.source import read_source
from proxeny.literature.stability import add_stability
from proxeny.literature.thesaurus import write_thesaurus
from proxeny.literature.vosviewer import read_network, write_json, write_map, write_network


@dataclass(frozen=True, slots=True)
class Made:
    """A map and its files by name."""

    field: FieldMap
    files: dict[str, bytes]


def read_corpus_file(path: Path) -> pl.DataFrame:
    """A corpus that ``literature read`` wrote. Raises `NotFound`, or `FaultyInput` if it is none."""
    where = Where(file=path.name)
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    try:
        table = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise FaultyInput.of("corpus-odd", where, reason=str(problem).split("\n")[0][:120]) from problem
    missing = [name for name in ("id", "title", "year", "keywords", "authors") if name not in table.columns]
    if missing:
        raise FaultyInput.of("corpus-odd", where, reason=", ".join(missing))
    wrong = [name for name in table.columns if name in CORPUS and table.schema[name] != CORPUS[name]]
    if wrong:
        raise FaultyInput.of("corpus-odd", where, reason=", ".join(wrong))
    return as_corpus(table)


def draw(order: Order) -> FieldMap:
    """The map of an order, with its stability where that is asked for."""
    path = Path(order.origin.path)
    if order.origin.kind == "network":
        labels = read_source(Path(order.origin.labels)) if order.origin.labels else None
        nodes, links, told = read_network(read_source(path), labels)
        order.recipe.check()
        drawn = draw_network(nodes, links, order.recipe)
        return _with_faults(drawn, told)
    drawn = build_map(read_corpus_file(path), order.recipe, order.thesaurus)
    return add_stability(drawn) if order.recipe.bootstrap else drawn


def _with_faults(drawn: FieldMap, told: tuple[Fault, ...]) -> FieldMap:
    return FieldMap(drawn.terms, drawn.links, drawn.layout, drawn.clustering, drawn.recipe, faults=told)


def make_files(order: Order, drawn: FieldMap, *, pictures: bool = True) -> Made:
    """Every file of the map: VOSviewer's, exchange formats, tables, pictures, the page, and the receipt of them all."""
    title = Path(order.origin.path).stem
    scene = build_scene(drawn)
    texts = {
        "map.txt": write_map(drawn),
        "network.txt": write_network(drawn),
        "map.json": write_json(drawn),
        "thesaurus.txt": write_thesaurus(order.thesaurus),
        "map.gexf": write_gexf(drawn),
        "map.graphml": write_graphml(drawn),
        "terms.csv": write_terms_csv(drawn),
        "links.csv": write_links_csv(drawn),
        "map.svg": write_svg(scene, title),
        "map.html": write_page(drawn, title, order.language),
    }
    if "year_shrunk" in drawn.terms.columns:
        texts["overlay.svg"] = write_svg(build_scene(drawn, "year_shrunk"), title)
    sure = build_scene(drawn, sure=True) if "spread_long" in drawn.terms.columns else None
    if sure:
        texts["stability.svg"] = write_svg(sure, title)
    files = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    if pictures:
        files["map.pdf"] = write_pdf(scene)
        files["map.png"] = write_png(scene)
        if sure:
            files["stability.pdf"], files["stability.png"] = write_pdf(sure), write_png(sure)
    files["receipt.json"] = write_receipt(order, drawn, files).encode()
    return Made(drawn, files)
