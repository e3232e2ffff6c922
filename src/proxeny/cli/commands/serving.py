"""serve, demo."""

from __future__ import annotations

from typing import Annotated

import typer

from proxeny.cli.app import app
from proxeny.cli.serve import LOOPBACK, check_port, is_loopback, serve_pages
from proxeny.cli.show import ERR, OUT
from proxeny.errors import FaultyInput

_PORT = typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8000,
    public: Annotated[bool, typer.Option("--public", help="Serve many people; everybody signs in.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen at; of other machines only with --public.")] = LOOPBACK,
) -> None:
    """Serve the pages: to yourself on this machine, or with --public to people with accounts."""
    from proxeny import api

    if not public and not is_loopback(host):
        raise FaultyInput.of("host-needs-public", host=host)
    check_port(port, host)
    api.open_register()
    if public:
        _warn()
    serve_pages(port, host, public=public)


def _warn() -> None:
    """Say what is insecure, before it hurts; the pages are served all the same."""
    from proxeny import api

    for finding in api.find_exposures():
        if not finding.well:
            ERR.print(f"warning: {finding.name}: {finding.seen}", style="yellow", markup=False)


@app.command()
def demo(
    port: Annotated[int, _PORT] = 8000,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Make a register, load the starter atlas, and serve its pages."""
    from proxeny import api

    check_port(port)
    api.init()
    with ERR.status("Loading the starter atlas") as status:
        for outcome in api.load_atlas(lambda step: status.update(f"Loading the starter atlas: {step}")):
            ERR.print(f"{outcome.rows} rows, {outcome.claims_new} new claims, {outcome.doubtful} doubtful", style="dim")
    held = api.status()
    OUT.print(", ".join(f"{count} {what}" for what, count in held.items()))
    serve_pages(port, browser=browser)
