"""assess check, run, sensitivity, compare, why, report and what follows from a run: what-if, path, next, audit."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, assess_app
from proxeny.cli.show import OUT, explain, show_faults, show_json, show_table
from proxeny.errors import Fault

RecipePath = Annotated[str, typer.Argument(help="File of a recipe, or 'five-levels' for the one that is shipped.")]
RunFolder = Annotated[Path, typer.Option("--run", help="Folder that 'assess run' wrote.")]
City = Annotated[str, typer.Argument(help="Code or name of a unit of the run.")]
TablePath = Annotated[Path | None, typer.Option("--table", help="CSV, XLSX, JSON or Parquet, one row per unit.")]
SnapshotFolder = Annotated[Path | None, typer.Option("--snapshot", help="Folder that 'proxeny snapshot' wrote.")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of everything that is drawn.")]
AsJson = Annotated[bool, typer.Option("--json")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of names.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Reference date; today if not given.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Kinds of places to measure; city if not given.")]


def _given(table: Path | None, snapshot: Path | None, on: datetime | None, kinds: list[str] | None):
    from proxeny.io.assessments.verbs import Given

    day: date | None = on.date() if on else None
    return Given(table, snapshot, day, tuple(kinds or ("city",)))


@assess_app.command("check")
def check(recipe: RecipePath, as_json: AsJson = False) -> None:
    """Check a recipe: all its faults at once, with file and line."""
    from proxeny.api_evidence import agreement_of_weights
    from proxeny.assess.recipe.from_scheme import weighs_by_both
    from proxeny.io.assessments.verbs import check_recipe

    found, warnings = check_recipe(recipe)
    show_faults(warnings)
    coders = agreement_of_weights() if weighs_by_both(found) else {}
    if as_json:
        counts = {"indicators": len(found.indicators), "groups": len(found.groups), "steps": len(found.steps)}
        warned = [explain(one) for one in warnings]
        show_json({"id": found.id, "version": found.version, "hash": found.hash, "errors": 0, "faults": [],
                   "warnings": warned, "weights_kappa": dict(coders), **counts})  # fmt: skip
        return
    OUT.print(f"{found.id} {found.version}: no faults; {len(found.indicators)} indicators, hash {found.hash}")
    if coders:
        told = ", ".join(f"{name} {kappa:.3f}" for name, kappa in coders.items())
        OUT.print(f"weights: mean of two coders' counts; Cohen's kappa {told}")


@assess_app.command("recipe")
def recipe_command(
    out: Annotated[Path | None, typer.Option(help="File to write; standard output if not given.")] = None,
) -> None:
    """Write the shipped recipe of the five-level model, to begin one of your own from."""
    from proxeny.assess.recipe.default import default_text
    from proxeny.io.writing import replacing

    if out is None:
        OUT.print(default_text().decode(), end="", markup=False)
        return
    with replacing(out) as made:
        made.write_bytes(default_text())
    OUT.print(str(out))


@assess_app.command("run")
def run(
    recipe: RecipePath,
    out: Annotated[Path, typer.Option(help="Folder to write.")],
    table: TablePath = None,
    snapshot: SnapshotFolder = None,
    seed: Seed = 1,
    draws: Annotated[
        int | None, typer.Option(min=0, max=1_000_000, help="Draws; those of the recipe if not given.")
    ] = None,
    on: On = None,
    kind: Kinds = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Run a recipe: scores and ranks with their uncertainty, every stage of the computation, and tiers."""
    from proxeny.api_evidence import agreement_of_weights
    from proxeny.assess.answering import build_answer
    from proxeny.assess.plainly import assessment_to_json
    from proxeny.assess.recipe.from_scheme import weighs_by_both
    from proxeny.io.assessments.inputs import sets_drawn
    from proxeny.io.assessments.verbs import run_assessment

    made = run_assessment(recipe, _given(table, snapshot, on, kind), seed=seed, draws=draws, out=out)
    notes = [*sets_drawn(made.recipe), *made.run.notes]
    answer = build_answer(made, lang)
    sentence = explain(Fault(answer.code, params=answer.params))
    show_faults(notes)
    if as_json:
        plain = assessment_to_json(made, lang)
        plain["notes"] = [explain(note) for note in notes]
        plain["weights_kappa"] = dict(agreement_of_weights()) if weighs_by_both(made.recipe) else {}
        files = {path.stem: str(path) for path in sorted(out.iterdir())}
        show_json({"answer": sentence, "out": str(out), "files": files, **plain})
        return
    OUT.print(sentence, markup=False)
    rows = [
        (row["tier"], row["name"], _span(row["rank_low"], row["rank_high"]), row["rank"], _three(row["score"]),
         f"{row['measured']:.0%}")
        for row in made.results(lang).head(40).to_dicts()
    ]  # fmt: skip
    show_table("", ["tier", "unit", "rank interval", "rank", "score", "measured"], rows)
    OUT.print(str(out))


def _span(low: int | None, high: int | None) -> str:
    return "" if low is None else str(low) if low == high else f"{low}–{high}"


def _three(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


@assess_app.command("sensitivity")
def sensitivity(
    recipe: RecipePath,
    table: TablePath = None,
    snapshot: SnapshotFolder = None,
    exact: Annotated[bool, typer.Option("--exact", help="List all states; a fault where they are not finite.")] = False,
    seed: Seed = 1,
    draws: Annotated[int, typer.Option(min=8, max=1_000_000, help="Draws of each plan, where not exact.")] = 1024,
    on: On = None,
    kind: Kinds = None,
    as_json: AsJson = False,
) -> None:
    """Say which choice moves the result: Sobol indices and Shapley effects of the index and of each unit."""
    from proxeny.assess.plainly import sensitivity_to_json
    from proxeny.io.assessments.verbs import analyse_sensitivity

    given = _given(table, snapshot, on, kind)
    found = analyse_sensitivity(recipe, given, seed=seed, exact=True if exact else None, draws=draws)
    plain = sensitivity_to_json(found)
    if as_json:
        show_json(plain)
        return
    OUT.print(f"{'exact' if found.exact else 'estimated'}, {found.states} states", markup=False)
    rows = [
        (one["factor"], _three(one["Si"]), _three(one["STi"]), _three(one.get("Shapley"))) for one in plain["factors"]
    ]
    show_table("", ["choice", "alone", "with all it takes part in", "Shapley"], rows)


@assess_app.command("why")
def why(city: City, run: RunFolder, lang: Lang = Language.EN, as_json: AsJson = False) -> None:
    """Take a unit's score apart: groups, indicators, values, records and sources."""
    from proxeny.assess.plainly import part_to_json
    from proxeny.io.assessments.verbs import explain_city

    made, unit, part = explain_city(city, run)
    row = made.results(lang).filter(unit=unit).to_dicts()[0]
    moves = {}
    if made.sensitivity:
        shares = made.sensitivity.of_unit(unit, "total", "rank")
        moves = dict(zip(made.sensitivity.factors, shares, strict=True))
    if as_json:
        show_json(
            {
                "unit": unit,
                "name": made.data.name(unit, lang),
                "result": row,
                "moved_by": moves,
                "parts": part_to_json(part),
            }
        )
        return
    OUT.print(
        f"{row['name']}: {_three(row['score'])}, {row['rank']} ({_span(row['rank_low'], row['rank_high'])})",
        markup=False,
    )
    show_table("", ["part", "score", "bounds", "weight", "points", "value", "records"], list(_lines(part, 0)))
    if moves:
        show_table("", ["what moves its rank", "share"], [(name, _three(share)) for name, share in moves.items()])


def _lines(part, depth: int):
    bounds = "" if part.low is None else f"{part.low:.1f}–{part.high:.1f}"
    records = sum(len(ids) for ids in part.records.values()) or ""
    value = part.why if part.value is None else f"{part.value:g}"
    yield (
        "  " * depth + part.id,
        _three(part.score),
        bounds,
        f"{part.weight:.3f}",
        _three(part.points),
        value,
        records,
    )
    for child in part.children:
        yield from _lines(child, depth + 1)


@assess_app.command("compare")
def compare(
    left: Annotated[str, typer.Argument(help="Folder of a run; with --run a unit.")],
    right: Annotated[str, typer.Argument(help="Folder of another run; with --run another unit.")],
    run: Annotated[Path | None, typer.Option("--run", help="Compare two units of this run.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare two runs unit by unit, or two units of one run: how sure is it that the one is before the other?"""
    from proxeny.io.assessments.keeping import find_unit, read_run
    from proxeny.io.assessments.verbs import compare_runs

    if run is None:
        frame = compare_runs(Path(left), Path(right))
        if as_json:
            show_json(frame.to_dicts())
        else:
            show_table("", frame.columns, frame.rows())
        return
    made = read_run(run)
    a, b = find_unit(made, left), find_unit(made, right)
    rows = {row["unit"]: row for row in made.results().to_dicts()}
    before = made.chance(a, b) if made.drawn else None
    after = made.chance(b, a) if made.drawn else None
    if as_json:
        show_json({"left": rows[a], "right": rows[b], "left_before_right": before, "right_before_left": after})
        return
    shown = [
        (row["name"], _three(row["score"]), _span(row["rank_low"], row["rank_high"]), row["tier"])
        for row in (rows[a], rows[b])
    ]
    show_table("", ["unit", "score", "rank interval", "tier"], shown)
    if before is not None:
        OUT.print(
            f"{rows[a]['name']} is before {rows[b]['name']} in {before:.1%} of the draws, after in {after:.1%}.",
            markup=False,
        )
