"""init, status, snapshot, doctor, decide, revoke."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import app
from proxeny.cli.show import OUT, show_json, show_table


@app.command()
def init() -> None:
    """Make an empty register in PROXENY_HOME (or at PROXENY_DATABASE_URL), or bring an old one up to date."""
    from proxeny import api

    OUT.print(api.init())


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Say what the register holds."""
    from proxeny import api

    held = api.status()
    if as_json:
        show_json(held)
    else:
        show_table("", ["what", "how many"], held.items())


@app.command()
def snapshot(
    out: Annotated[Path, typer.Option(help="Folder to write.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Freeze the register as Parquet tables with a manifest and a content hash."""
    from proxeny import api

    started = time.perf_counter()
    content = api.snapshot(out)
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        show_json({"hash": content, "seconds": seconds, "folder": str(out)})
    else:
        OUT.print(f"{content}  {out}  {seconds} s")


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Say what is missing or misconfigured."""
    from proxeny import api

    findings = api.doctor()
    if as_json:
        show_json([{"name": one.name, "well": one.well, "seen": one.seen} for one in findings])
    else:
        show_table(
            "", ["what", "", "seen"], [(one.name, "well" if one.well else "WRONG", one.seen) for one in findings]
        )
    if not all(one.well for one in findings):
        raise typer.Exit(1)


@app.command()
def decide(
    left: Annotated[str, typer.Argument(help="Record id.")],
    right: Annotated[str, typer.Argument(help="Record id; 'same' merges the left one into it.")],
    judgement: Annotated[str, typer.Argument(help="same, different or unsure.")],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
) -> None:
    """Say that two records are the same, different, or not to be told; kept, reversible, and used again."""
    from proxeny import api

    if judgement not in {"same", "different", "unsure"}:
        raise typer.BadParameter("write same, different or unsure")
    api.open_register()
    OUT.print(f"decision {api.decide(left, right, judgement, by=by, reason=reason).pk}")


@app.command()
def revoke(decision: Annotated[int, typer.Argument(help="The decision's number.")]) -> None:
    """Take a decision back; merged records part again."""
    from proxeny import api

    api.open_register()
    api.revoke(decision)
    OUT.print(f"decision {decision} revoked")
