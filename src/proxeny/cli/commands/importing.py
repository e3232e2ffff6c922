"""import, template, batches, rollback."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proxeny.cli.app import app
from proxeny.cli.show import ERR, OUT, show_faults, show_json, show_table
from proxeny.errors import FaultyInput, ProxenyError

if TYPE_CHECKING:
    from proxeny.api import Outcome

_STEPS = {"read": "Reading", "compare": "Resolving places and comparing", "store": "Storing", "fold": "Folding records"}


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, JSON or Parquet.", readable=False)],
    mapping: Annotated[
        str | None, typer.Option(help="Name or file of the mapping; found by the columns if not given.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would happen and store nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Store without asking.")] = False,
    skip_errors: Annotated[bool, typer.Option("--skip-errors", help="Store the rows without errors.")] = False,
    by: Annotated[str, typer.Option(help="Who imports, for the history.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Numbers as JSON.")] = False,
) -> None:
    """Bring a file in: preview row by row, then store as one batch."""
    from proxeny import api

    started = time.perf_counter()
    try:
        if preview or not yes:
            before = api.preview_file(file, mapping)
            _show_preview(before, as_json)
            if preview or (before.errors and not skip_errors):
                raise typer.Exit(1 if before.errors else 0)
            if as_json or not sys.stdin.isatty() or not typer.confirm("Store this?", err=True):
                ERR.print("Nothing was stored. Add --yes to store without asking.")
                raise typer.Exit(0)
        with ERR.status("Reading") as status:
            outcome = api.import_file(
                file,
                mapping,
                by=by,
                skip_errors=skip_errors,
                on_step=lambda step: status.update(_STEPS.get(step, step)),
            )
    except ProxenyError as error:
        if not as_json:
            raise
        show_faults(error.faults, error.total)
        _show_nothing(error, time.perf_counter() - started)
        raise typer.Exit(1) from error
    show_faults(outcome.faults, outcome.errors)
    if as_json:
        show_json(outcome.summary())
    else:
        _show_summary(outcome)


def _show_nothing(error: ProxenyError, seconds: float) -> None:
    """The numbers of an import that stored nothing."""
    rows = error.rows if isinstance(error, FaultyInput) else 0
    counts = {"rows": rows, "claims_new": 0, "claims_same": 0, "doubtful": 0, "errors": error.total}
    show_json({**counts, "seconds": round(seconds, 2), "batch": None})


def _show_summary(outcome: Outcome) -> None:
    OUT.print(
        f"{outcome.rows} rows: {outcome.claims_new} new claims, {outcome.claims_same} known already, "
        f"{outcome.doubtful} rows doubtful, {outcome.errors} errors; {outcome.seconds} s"
        + (f"; batch {outcome.batch}" if outcome.batch else "; nothing changed")
    )


def _show_preview(outcome: Outcome, as_json: bool) -> None:
    from proxeny.report.preview import describe_rows

    rows = describe_rows(outcome.plan)
    show_faults(outcome.faults, outcome.errors)
    if as_json:
        show_json({**outcome.summary(), "preview": [row.as_dict() for row in rows]})
        return
    counts = {state: outcome.plan.count(state) for state in ("new", "same", "changed", "doubtful", "error")}
    OUT.print(", ".join(f"{count} {state}" for state, count in counts.items()))
    show_table("Rows to look at", ["row", "state", "what"], [(row.row, row.state, row.what) for row in rows[:60]])


@app.command()
def template(
    name: Annotated[
        str, typer.Argument(help="places, organisations, agreements, memberships, activities or projects.")
    ],
    out: Annotated[Path, typer.Option(help="File to write: .xlsx or .csv.")],
) -> None:
    """Write an empty spreadsheet to fill in and import."""
    from proxeny import api

    api.write_template(name, out)
    OUT.print(str(out))


@app.command()
def batches(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List what was brought in, newest first."""
    from proxeny import api

    api.open_register()
    from proxeny.register.queries.batches import read_batches

    rows = read_batches()
    if as_json:
        show_json(rows)
    else:
        names = ("batch", "state", "kind", "mapping", "file", "rows", "claims", "by", "at")
        show_table("", names, [[row[name] for name in names] for row in rows])


@app.command()
def rollback(batch: Annotated[int, typer.Argument(help="The batch's number.")]) -> None:
    """Take back everything a batch brought, as one."""
    from proxeny import api

    api.open_register()
    done = api.roll_back(batch)
    OUT.print(
        f"batch {batch}: {done['removed']} claims removed, "
        f"{done['kept']} kept for other batches, {done['restored']} restored"
    )
