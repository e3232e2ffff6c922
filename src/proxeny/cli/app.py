"""The command-line application that the command files add to."""

from __future__ import annotations

from enum import StrEnum

import typer


class Language(StrEnum):
    """A language to say things in."""

    EN = "en"
    TR = "tr"
    FA = "fa"


app = typer.Typer(
    name="proxeny",
    help="The open workbench for city diplomacy.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
scheme_app = typer.Typer(help="The five-level model: show it, check one of your own, export it.", no_args_is_help=True)
fetch_app = typer.Typer(
    help="Fetch from open sources, politely; what comes is proposed, not accepted.", no_args_is_help=True
)
evidence_app = typer.Typer(
    help="From documents to weighted indicators: read, code, compare coders, rank.", no_args_is_help=True
)
user_app = typer.Typer(help="Who may sign in where the pages are served with accounts.", no_args_is_help=True)
literature_app = typer.Typer(
    help="The map of a field: read bibliographic files, draw what hangs together, replay it.", no_args_is_help=True
)
assess_app = typer.Typer(help="Assess cities by a recipe, ranked only as far as the data allows.", no_args_is_help=True)
advise_app = typer.Typer(
    help="The next move: which partner, which network, which union; with reasons and a track record.",
    no_args_is_help=True,
)
app.add_typer(user_app, name="user")
app.add_typer(scheme_app, name="scheme")
app.add_typer(assess_app, name="assess")
app.add_typer(fetch_app, name="fetch")
app.add_typer(literature_app, name="literature")
app.add_typer(evidence_app, name="evidence")
app.add_typer(advise_app, name="advise")
