"""literature terms, literature views, literature split."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, literature_app
from proxeny.cli.show import ERR, OUT, show_json, show_table
from proxeny.io.writing import replacing


@literature_app.command("terms")
def terms(
    corpus: Annotated[Path, typer.Argument(help="Corpus that 'literature read' wrote.")],
    out: Annotated[Path | None, typer.Option(help="VOSviewer thesaurus file to write the proposals to.")] = None,
    unit: Annotated[str, typer.Option(help="keyword, author-keyword, index-keyword, phrase or author.")] = "keyword",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Propose merges of terms: spelling, acronyms, near words. Nothing is merged before you use the file."""
    from proxeny.literature.counting import count_terms
    from proxeny.literature.making import read_corpus_file
    from proxeny.literature.proposing import propose_merges
    from proxeny.literature.recipe import Recipe
    from proxeny.literature.thesaurus import Thesaurus, write_thesaurus
    from proxeny.literature.units import build_items

    Recipe(unit=unit, link="cooccurrence").check()
    works = read_corpus_file(corpus)
    items = build_items(works, unit)
    found = propose_merges(count_terms(items.table, items.terms, works))
    if out is not None:
        entries = dict(found.select("label", "replace_by").iter_rows())
        with replacing(out) as made:
            made.write_text(write_thesaurus(Thesaurus(entries)), encoding="utf-8")
    if as_json:
        show_json(found.to_dicts())
    else:
        show_table("", list(found.columns), found.iter_rows())


@literature_app.command("views")
def views(
    corpus: Annotated[Path, typer.Argument(help="Corpus that 'literature read' wrote.")],
    out: Annotated[Path, typer.Option(help="Folder for one CSV and one SVG file per view.")],
    unit: Annotated[str, typer.Option(help="Unit of the map that the views rest on.")] = "keyword",
    minimum: Annotated[int, typer.Option("--min", help="Least occurrences of a term; 0: chosen.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of all that is random.")] = 0,
    language: Annotated[Language, typer.Option(help="Language of the pictures.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Write the other views as tables and pictures: trends, themes, evolution, years, bursts, works, countries."""
    from proxeny.io.maps import write_views
    from proxeny.literature.making import read_corpus_file
    from proxeny.literature.recipe import Recipe

    recipe = Recipe(unit=unit, link="cooccurrence", minimum=minimum, seed=seed)
    with ERR.status("counting"):
        rows = write_views(read_corpus_file(corpus), recipe, out, language.value)
    if as_json:
        show_json(rows)
    else:
        show_table("", ["view", "rows"], rows.items())


@literature_app.command("split")
def split(
    corpus: Annotated[Path, typer.Argument(help="Corpus that 'literature read' wrote.")],
    ids: Annotated[list[str], typer.Argument(help="Ids of merged works to take apart.")],
    out: Annotated[Path, typer.Option(help="Parquet file to write to.")],
) -> None:
    """Undo merges: each record of these works stands for itself again."""
    from proxeny.literature.making import read_corpus_file
    from proxeny.literature.merging import split_works

    works = read_corpus_file(corpus)
    apart = split_works(works, frozenset(ids))
    with replacing(out) as made:
        apart.write_parquet(made, compression="zstd")
    OUT.print(f"{apart.height - works.height} records taken out of {len(ids)} works")
