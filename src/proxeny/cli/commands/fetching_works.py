"""fetch openalex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from proxeny import home
from proxeny.cli.app import fetch_app
from proxeny.cli.show import ERR, OUT, show_json
from proxeny.io.fetch.addresses import OPENALEX, OPENALEX_PAGE

if TYPE_CHECKING:
    from proxeny.io.fetch.paging import Progress as Fetched


@fetch_app.command("openalex")
def openalex(
    words: Annotated[str, typer.Argument(help="Words to look for in title and abstract.")],
    out: Annotated[Path, typer.Option(help="JSON lines file to write the works to.")],
    filters: Annotated[str, typer.Option("--filter", help="Filters of OpenAlex, parted by commas.")] = "",
    everywhere: Annotated[bool, typer.Option(help="Look in full texts too, where OpenAlex has them.")] = False,
    most: Annotated[int, typer.Option(help="Works to fetch at most; 0: all.", min=0)] = 0,
    endpoint: Annotated[str, typer.Option(help="Address of OpenAlex's works.")] = OPENALEX,
    contact: Annotated[str, typer.Option(help="Mail address, for the quicker queue of the polite.")] = "",
    interval: Annotated[float, typer.Option(help="Least seconds between two requests.", min=0)] = 0.2,
    page: Annotated[int, typer.Option(help="Works a page.", min=1, max=OPENALEX_PAGE)] = OPENALEX_PAGE,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Fetch works from OpenAlex for 'literature read'; goes on where an interrupted fetch stopped."""
    from proxeny.io.fetch.openalex import Search, fetch_openalex
    from proxeny.io.fetch.settings import ClientSettings

    search = Search(words, everywhere, filters, most, endpoint)
    settings = ClientSettings(contact=contact, interval=interval, page=page)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task("connecting", total=None)

        def tell(progress: Fetched) -> None:
            bar.update(task, description=progress.label, completed=progress.done, total=progress.total)

        count = fetch_openalex(search, out, home.home() / "fetched", settings, on_progress=tell)
    if as_json:
        show_json({"works": count, "out": str(out)})
    else:
        OUT.print(f"{count} works in {out}; next: proxeny literature read {out} --out corpus.parquet")
