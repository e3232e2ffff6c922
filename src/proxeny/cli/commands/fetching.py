"""fetch wikidata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from proxeny.cli.app import fetch_app
from proxeny.cli.show import ERR, OUT, show_faults, show_json
from proxeny.io.fetch.addresses import WIKIDATA

if TYPE_CHECKING:
    from proxeny.io.fetch.paging import Progress as Fetched


@fetch_app.command("wikidata")
def wikidata(
    what: Annotated[str, typer.Option(help="twinnings, memberships or places.")],
    country: Annotated[str, typer.Option(help="ISO 3166-1 alpha-2 code; the whole world if not given.")] = "",
    endpoint: Annotated[str, typer.Option(help="SPARQL endpoint.")] = WIKIDATA,
    contact: Annotated[str, typer.Option(help="Address that the endpoint's operator may write to.")] = "",
    interval: Annotated[float, typer.Option(help="Least seconds between two requests.", min=0)] = 1.0,
    page: Annotated[int, typer.Option(help="Statements a page.", min=1, max=10_000)] = 1000,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Fetch from Wikidata as proposed claims; goes on where an interrupted fetch stopped."""
    from proxeny import api
    from proxeny.io.fetch.settings import ClientSettings
    from proxeny.io.fetch.wikidata import Wanted

    wanted = Wanted(what, country.upper(), endpoint)
    settings = ClientSettings(contact=contact, interval=interval, page=page)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task("connecting", total=None)

        def tell(progress: Fetched) -> None:
            bar.update(task, description=progress.label, completed=progress.done, total=progress.total)

        outcome = api.fetch_wikidata(wanted, settings=settings, on_progress=tell)
    show_faults(outcome.faults)
    if as_json:
        show_json(outcome.summary())
    else:
        OUT.print(
            f"{outcome.rows} rows: {outcome.claims_new} proposed claims, {outcome.claims_same} known already, "
            f"{outcome.doubtful} rows doubtful; {outcome.seconds} s"
        )
