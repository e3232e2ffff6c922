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
assess_app = typer.Typer(
    help="Assess cities by a recipe, ranked only as far as the data allows.", no_args_is_help=True
)
app.add_typer(scheme_app, name="scheme")
app.add_typer(assess_app, name="assess")
app.add_typer(fetch_app, name="fetch")
