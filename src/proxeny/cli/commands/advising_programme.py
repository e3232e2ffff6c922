"""advise accept, decline, withdraw, declined, programme, step, horizon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, advise_app
from proxeny.cli.commands.advising import AsJson
from proxeny.cli.show import OUT, show_json, show_table

City = Annotated[str, typer.Argument(help="The city: name, GeoNames id or Wikidata id.")]
Partner = Annotated[str, typer.Option("--partner", help="A city as partner.")]
Network = Annotated[str, typer.Option("--network", help="A network to join: its id, acronym or name.")]
Union = Annotated[str, typer.Option("--union", help="Cities of a union, with semicolons between them.")]
Title = Annotated[str, typer.Option("--title", help="What to call it.")]
By = Annotated[str, typer.Option("--by", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
Goal = Annotated[int, typer.Argument(help="Number of the goal.")]


def _suggestion(partner: str, network: str, union: str, title: str):
    """What is decided on: exactly one of the three. Raises `FaultyInput`, `NotFound`."""
    from proxeny.api_programme import Suggestion, find_network
    from proxeny.errors import FaultyInput
    from proxeny.register.queries.find import find_place
    from proxeny.starting import open_register

    open_register()
    if sum(bool(one.strip()) for one in (partner, network, union)) != 1:
        raise FaultyInput.of("advice-one-of")
    if partner:
        row = find_place(partner)
        return Suggestion("partner", row["id"][0], title=title or row["name"][0])
    if network:
        return Suggestion("network", find_network(network), title=title)
    rows = [find_place(one) for one in union.split(";") if one.strip()]
    members = tuple(row["id"][0] for row in rows)
    return Suggestion("union", members=members, title=title or ", ".join(row["name"][0] for row in rows))


@advise_app.command("accept")
def accept(
    city: City, partner: Partner = "", network: Network = "", union: Union = "", title: Title = "",
    begins: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    responsible: Annotated[str, typer.Option(help="Who sees to its steps.")] = "",
    horizon: Annotated[str, typer.Option(help="short, medium or long; by its steps if not given.")] = "",
    ranks: Annotated[bool, typer.Option("--ranks", help="Also forecast the rank interval; takes longer.")] = False,
    reason: Reason = "", by: By = "", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take a suggestion into the programme of a city, with its steps and what it is expected to change."""
    from proxeny import api_programme
    from proxeny.advise.programme.model import HORIZONS
    from proxeny.errors import FaultyInput

    if horizon and horizon not in HORIZONS:
        raise FaultyInput.of("programme-horizon", text=horizon[:40], known=", ".join(HORIZONS))
    first = begins.date() if begins else datetime.now(UTC).date()
    wish = api_programme.Wish(first, responsible, horizon or None, reason)
    number = api_programme.accept_advice(city, _suggestion(partner, network, union, title), wish, by=by, ranks=ranks)
    show_json({"number": number}) if as_json else OUT.print(str(number))


@advise_app.command("decline")
def decline(
    city: City, partner: Partner = "", network: Network = "", union: Union = "", title: Title = "",
    reason: Reason = "", by: By = "", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Remember that a city is not interested: the suggestion is not made again until this is withdrawn."""
    from proxeny import api_programme

    number = api_programme.decline_advice(city, _suggestion(partner, network, union, title), by=by, reason=reason)
    show_json({"number": number}) if as_json else OUT.print(str(number))


@advise_app.command("withdraw")
def withdraw(number: Annotated[int, typer.Argument(help="Number of the decision.")], by: By = "") -> None:
    """Take back a decision: what was accepted leaves the programme, what was declined may be suggested again."""
    from proxeny import api_programme
    from proxeny.starting import open_register

    open_register()
    api_programme.withdraw(number, by=by)
    OUT.print(str(number))


@advise_app.command("declined")
def declined(city: City, as_json: AsJson = False) -> None:
    """What a city is not interested in: who said so, when and why."""
    from proxeny import api_programme

    found = api_programme.list_declined(city)
    if as_json:
        show_json(found)
        return
    head = ["number", "kind", "title", "subject", "by", "at", "reason"]
    show_table("", head, [[one[name] for name in head] for one in found])


@advise_app.command("programme")
def programme(
    city: City,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="As of this day.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write it: .docx, or .ics for a calendar.")] = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the file.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """The programme of a city: goals by horizon, steps in their order, and what the register proves done."""
    from proxeny import api_programme
    from proxeny.report.programme.plain import tell_programme

    day = on.date() if on else datetime.now(UTC).date()
    if out is not None:
        api_programme.write_programme(city, out, str(lang), day)
        OUT.print(str(out), markup=False)
        return
    told = tell_programme(api_programme.show_programme(city, day), day)
    if as_json:
        show_json(told)
        return
    head = ["key", "step", "responsible", "from", "until", "state", "room (days)"]
    for goal in told["goals"]:
        rows = [
            [one[name] for name in ("key", "words", "responsible", "begins", "due", "state", "room_days")]
            for one in goal["steps"]
        ]
        show_table(f"{goal['number']}: {goal['words']} ({goal['horizon']})", head, rows)
        for line in (goal["critical_words"], *goal["expected"]["sentences"]):
            OUT.print(line, markup=False)


@advise_app.command("step")
def step(
    goal: Goal,
    key: Annotated[str, typer.Argument(help="Key of the step; a new one adds a step.")],
    title: Annotated[str, typer.Option("--title", help="What is to be done.")] = "",
    begins: Day = None, due: Day = None,
    after: Annotated[str | None, typer.Option("--after", help="Keys of steps that come before, with commas.")] = None,
    responsible: Annotated[str | None, typer.Option("--responsible", help="Who sees to it.")] = None,
    done: Annotated[datetime | None, typer.Option("--done", formats=["%Y-%m-%d"], help="The day it was done.")] = None,
    undone: Annotated[bool, typer.Option("--undone", help="It is not done after all.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the step out.")] = False,
    by: By = "",
) -> None:  # fmt: skip
    """Change, add or drop a step of a goal: words, days, who, what comes before, whether it is done."""
    from proxeny import api_programme

    changed = api_programme.StepChange(
        title, begins.date() if begins else None, due.date() if due else None,
        None if after is None else tuple(one.strip() for one in after.split(",") if one.strip()),
        responsible, done.date() if done else None, undone,
    )  # fmt: skip
    if drop:
        api_programme.remove_step(goal, key)
    else:
        api_programme.change_step(goal, key, changed, by=by)
    OUT.print(f"{goal} {key}", markup=False)


@advise_app.command("horizon")
def horizon(goal: Goal, to: Annotated[str, typer.Argument(help="short, medium or long.")]) -> None:
    """Put a goal on another horizon."""
    from proxeny import api_programme
    from proxeny.starting import open_register

    open_register()
    api_programme.set_horizon(goal, to)
    OUT.print(f"{goal} {to}", markup=False)
