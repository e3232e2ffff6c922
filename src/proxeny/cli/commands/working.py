"""work."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from proxeny.cli.app import app
from proxeny.cli.show import ERR


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False,
) -> None:
    """Do the long work that pages ask for, until stopped; 'serve' and 'demo' run this beside the server."""
    from proxeny import api

    api.open_register()
    from proxeny.register.tasks import only_worker
    from proxeny.register.worker import run_worker

    told = False
    while True:
        with only_worker() as mine:
            if mine:
                run_worker(once=once)
                return
        if once:
            ERR.print("Another process does the work of this register.")
            return
        if not told:
            ERR.print("Another process does the work of this register; waiting to take over.", style="dim")
            told = True
        time.sleep(2)
