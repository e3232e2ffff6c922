"""assess what-if, path, next, audit, report: what follows from a run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, assess_app
from proxeny.cli.commands.assessing import AsJson, City, Lang, RunFolder, _span, _three
from proxeny.cli.show import OUT, explain, show_json, show_table
from proxeny.errors import Fault


def _pairs(words: list[str] | None) -> tuple[dict[str, float], dict[str, float]]:
    """``NAME=+2`` adds, ``NAME=5`` puts."""
    add: dict[str, float] = {}
    put: dict[str, float] = {}
    for word in words or []:
        name, _, value = word.partition("=")
        try:
            number = float(value)
        except ValueError as problem:
            raise typer.BadParameter(f"write NAME=NUMBER, not '{word}'") from problem
        (add if value.startswith(("+", "-")) else put)[name] = number
    return add, put


@assess_app.command("what-if")
def what_if_command(
    city: City,
    run: RunFolder,
    change: Annotated[list[str] | None, typer.Option("--set", help="INDICATOR=+2 adds, INDICATOR=5 puts.")] = None,
    drop: Annotated[list[str] | None, typer.Option(help="Indicator or group to leave out.")] = None,
    weigh: Annotated[list[str] | None, typer.Option(help="NAME=2 doubles a weight.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change what a unit has, what is measured or what counts; see its score and rank interval before and after."""
    from proxeny.assess.whatif.changing import Change, what_if
    from proxeny.io.assessments.keeping import find_unit, read_given, read_run

    add, put = _pairs(change)
    _, factors = _pairs(weigh)
    recipe, data, seed = read_given(run)
    unit = find_unit(read_run(run), city)
    before, after = what_if(recipe, data, unit, Change(add, put, tuple(drop or ()), factors), seed=seed)
    if as_json:
        show_json({"unit": unit, "before": asdict(before), "after": asdict(after)})
        return
    rows = [
        (when, _three(one.score), one.rank, _span(one.rank_low, one.rank_high))
        for when, one in (("before", before), ("after", after))
    ]
    show_table(data.name(unit), ["", "score", "rank", "rank interval"], rows)


@assess_app.command("path")
def path(
    city: City,
    run: RunFolder,
    rank: Annotated[int, typer.Option(min=1, help="The rank to reach.")],
    probability: Annotated[float, typer.Option(min=0, max=1, help="With at least this probability.")] = 0.8,
    as_json: AsJson = False,
) -> None:
    """Find the cheapest steps that bring a unit to a rank with a probability."""
    from proxeny.assess.whatif.path import find_path
    from proxeny.io.assessments.keeping import find_unit, read_given, read_run

    recipe, data, seed = read_given(run)
    unit = find_unit(read_run(run), city)
    found = find_path(recipe, data, unit, rank=rank, probability=probability, seed=seed)
    if as_json:
        show_json({"unit": unit, **asdict(found)})
        return
    words = "reached" if found.reached else "not reached by any steps"
    proven = "the cheapest" if found.proven else "not proven to be the cheapest"
    OUT.print(
        f"{words}: probability {found.start:.0%} now, {found.probability:.0%} then; cost {found.cost:g}, {proven}"
    )
    show_table("", ["indicator", "raise by"], [(name, f"{amount:g}") for name, amount in found.steps.items()])


@assess_app.command("next")
def next_command(city: City, run: RunFolder, as_json: AsJson = False) -> None:
    """Say which missing value to collect next, so that the unit's rank interval narrows most."""
    from proxeny.assess.uncertainty.evaluating import build_world
    from proxeny.assess.whatif.worth import value_information
    from proxeny.io.assessments.keeping import find_unit, read_run

    made = read_run(run)
    unit = find_unit(made, city)
    found = []
    if made.drawn is not None:
        world = build_world(made.recipe, made.data, made.seed)
        found = value_information(world, unit, made.drawn.scores, made.recipe.uncertainty.interval)
    if as_json:
        show_json([{**asdict(one), "gain": one.gain} for one in found])
        return
    rows = [(one.indicator, one.known, f"{one.width_now:.0f}", f"{one.width_then:.1f}") for one in found]
    show_table(made.data.name(unit), ["indicator", "", "width of the interval", "expected, once known"], rows)


@assess_app.command("audit")
def audit_command(run: RunFolder, as_json: AsJson = False) -> None:
    """Go through the ten steps of the OECD/JRC Handbook, filled in from the data."""
    from proxeny.assess.audit.checklist import audit
    from proxeny.io.assessments.keeping import read_run

    checks = audit(read_run(run))
    if as_json:
        show_json(
            [
                {"step": one.code, "words": explain(Fault(one.code)), "state": one.state, "figures": one.figures}
                for one in checks
            ]
        )
        return
    rows = [
        (explain(Fault(one.code)), one.state, "; ".join(f"{k}: {_short(v)}" for k, v in one.figures.items()))
        for one in checks
    ]
    show_table("", ["step", "", "figures"], rows)


def _short(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return text if len(text) <= 200 else text[:200] + " ..."


@assess_app.command("report")
def report(
    city: City,
    run: RunFolder,
    out: Annotated[Path, typer.Option(help="File to write: .pdf or .html.")],
    lang: Lang = Language.EN,
) -> None:
    """Write the report card of a unit as PDF or HTML, in English, Turkish or Persian."""
    from proxeny.io.assessments.verbs import explain_city
    from proxeny.report.card import build_card, write_card

    if out.suffix.lower() not in {".pdf", ".html", ".htm"}:
        raise typer.BadParameter("write a file that ends in .pdf or .html")
    made, unit, part = explain_city(city, run)
    write_card(build_card(made, unit, part, str(lang)), out)
    OUT.print(str(out))
