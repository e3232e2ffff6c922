"""evidence text, agreement, importance, compare, suggest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, evidence_app
from proxeny.cli.show import ERR, OUT, pages_read, show_json, show_table

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Seed = Annotated[int, typer.Option(help="Seed of all that is random; the same seed gives the same numbers.")]


@evidence_app.command("text")
def text(
    file: Annotated[Path, typer.Argument(help="PDF, DOCX, HTML, text or Markdown.")],
    raw: Annotated[bool, typer.Option("--raw", help="The text before any repair.")] = False,
    as_json: Json = False,
) -> None:
    """Read a document: its canonical text; with --json also the quality and the repairs of each page."""
    from proxeny.evidence.reading import read_document
    from proxeny.evidence.told import tell_document

    with pages_read(file.name) as tell:
        document = read_document(file, on_step=tell)
    if as_json:
        show_json(tell_document(document, raw=raw))
        return
    sys.stdout.write((document.raw if raw else document.text) + "\n")
    repairs = sum(bool(page.repairs) for page in document.pages)
    ERR.print(f"{document.extractor}: {len(document.pages)} pages, {repairs} repaired, quality {document.quality:.2f}")
    if document.left_out:
        ERR.print("left out: " + ", ".join(f"{name} ({count})" for name, count in document.left_out.items()))


@evidence_app.command("agreement")
def agreement(
    ratings: Annotated[Path, typer.Argument(help="Table: rows units, columns coders, empty is missing.")],
    metric: Annotated[str, typer.Option(help="nominal, ordinal, interval or ratio.")] = "nominal",
    bootstrap: Annotated[int, typer.Option(min=0, max=1_000_000, help="Resamples for the interval of alpha.")] = 1000,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Say how far coders agree: alpha, AC1 and AC2, Fleiss, Cohen, percent, Brennan-Prediger, with intervals."""
    from proxeny.api_evidence import agreement_of_file
    from proxeny.evidence.agreement.told import check_metric, tell, tell_agreement

    found = agreement_of_file(ratings, check_metric(metric), replicates=bootstrap, seed=seed)
    if as_json:
        show_json(tell_agreement(found))
        return
    OUT.print(f"{found.units} units, {found.pairable} with two ratings or more, {len(found.coders)} coders")
    named = ("alpha", "ac1", "ac2", "fleiss", "cohen", "conger", "bp", "percent")
    show_table("", ["coefficient", "value", "from", "to"], [_row(name, getattr(found, name), tell) for name in named])


def _row(name, one, tell) -> tuple[str, object, str, str]:
    value = tell(one)
    ends = ["" if end is None else f"{end:.3f}" for end in (one.low, one.high)]
    return name, value if isinstance(value, str) else f"{value:.3f}", ends[0], ends[1]


@evidence_app.command("importance")
def importance(
    matrix: Annotated[Path, typer.Argument(help="Table: a row per cell (doc_id, indicator_id, evidence), or wide.")],
    grades: Annotated[str, typer.Option(help="Grades of evidence that count, with commas.")] = "explicit,structural",
    coder: Annotated[list[Path] | None, typer.Option(help="Matrix of a further coder; may be given again.")] = None,
    scheme: Annotated[Path | None, typer.Option(help="Folder of a scheme of your own.")] = None,
    bootstrap: Annotated[int, typer.Option(min=0, max=100_000, help="Resamples of sources.")] = 2000,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Rank indicators by the sources that name them, with the doubt about every rank."""
    from proxeny import api
    from proxeny.api_evidence import importance_of_files
    from proxeny.evidence.importance.matrix import check_grades
    from proxeny.evidence.importance.told import tell_importance, tell_indicators

    chosen, model = check_grades(grades), api.load_scheme(scheme)
    labels = {one.id: one.label.get("en") for one in model.indicators}
    found = importance_of_files([matrix, *(coder or [])], chosen, replicates=bootstrap, seed=seed, scheme=model)
    if as_json:
        show_json(tell_importance(found, labels))
        return
    OUT.print(f"{len(found.matrix.sources)} sources, {found.coders} coder(s), grades {', '.join(chosen)}")
    rows = [
        (
            one["rank"],
            f"{one.get('rank_low', '')}-{one.get('rank_high', '')}",
            one["frequency"],
            one["indicator"],
            one["label"],
        )
        for one in tell_indicators(found, labels)
    ]
    show_table("", ["rank", "in 95 % of resamples", "sources", "id", "indicator"], rows)


@evidence_app.command("compare")
def compare(
    left: Annotated[Path, typer.Argument(help="Matrix of one coder.")],
    right: Annotated[Path, typer.Argument(help="Matrix of the other.")],
    grades: Annotated[str, typer.Option(help="Grades for the list of what differs.")] = "explicit",
    bootstrap: Annotated[int, typer.Option(min=0, max=100_000, help="Resamples for the intervals of alpha.")] = 1000,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Compare two coders' matrices: kappa by grades, and the indicators, sources and cells that lower it most."""
    from proxeny.api_evidence import compare_files
    from proxeny.evidence.importance.matrix import check_grades
    from proxeny.evidence.importance.told_coders import tell_comparison

    told = tell_comparison(compare_files(left, right, check_grades(grades), replicates=bootstrap, seed=seed))
    if as_json:
        show_json(told)
        return
    show_table("", ["grades", "kappa"], [(name, _three(one)) for name, one in told["kappa"].items()])
    rows = [(one["name"], _three(one["kappa"]), one["a_only"], one["b_only"], one["both"], f"{one['gain']:.4f}")
            for one in told["by_indicator"][:12]]  # fmt: skip
    show_table("what lowers it most", ["indicator", "kappa", "first only", "second only", "both", "cost"], rows)


def _three(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


@evidence_app.command("suggest")
def suggest(
    text: Annotated[str, typer.Option(help="The passage.")],
    scheme: Annotated[Path | None, typer.Option(help="Folder of a scheme of your own.")] = None,
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="Nearness in meaning too (extra 'embeddings').")
    ] = False,
    language: Annotated[Language, typer.Option(help="Language of the labels shown.")] = Language.EN,
    as_json: Json = False,
) -> None:
    """Suggest indicators for a passage, with the words that speak for each; nothing is applied."""
    from proxeny import api
    from proxeny.api_evidence import suggest_indicators
    from proxeny.evidence.told import tell_suggestions

    model = api.load_scheme(scheme)
    labels = {one.id: one.label.get(language.value) for one in model.indicators}
    found = suggest_indicators(text, scheme=model if scheme else None, embeddings=embeddings)
    told = tell_suggestions(found, labels)
    if as_json:
        show_json(told)
        return
    rows = [
        (one["indicator"], one["label"], one["score"], ", ".join(r["word"] for r in one["reasons"][:6])) for one in told
    ]
    show_table("", ["id", "indicator", "score", "because of"], rows)
