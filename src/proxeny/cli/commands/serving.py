"""serve, demo."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from proxeny import api
from proxeny.cli.app import app
from proxeny.cli.serve import check_port, serve_pages
from proxeny.cli.show import ERR, OUT

_PORT = typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)


@app.command()
def serve(port: Annotated[int, _PORT] = 8000) -> None:
    """Serve the pages on this machine."""
    check_port(port)
    api.open_register()
    OUT.print(f"http://127.0.0.1:{port}/   (Ctrl-C stops)")
    serve_pages(port)


@app.command()
def demo(
    port: Annotated[int, _PORT] = 8000,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Make a register, load the starter atlas, and serve its pages."""
    check_port(port)
    api.init()
    with ERR.status("Loading the starter atlas") as status:
        for outcome in api.load_atlas(lambda step: status.update(f"Loading the starter atlas: {step}")):
            ERR.print(f"{outcome.rows} rows, {outcome.claims_new} new claims, {outcome.doubtful} doubtful", style="dim")
    held = api.status()
    OUT.print(", ".join(f"{count} {what}" for what, count in held.items()))
    OUT.print(f"http://127.0.0.1:{port}/   (Ctrl-C stops)")
    if browser:
        webbrowser.open(f"http://127.0.0.1:{port}/")
    serve_pages(port)
