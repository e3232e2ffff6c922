"""scheme show, scheme check, scheme export."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from proxeny.cli.app import Language, scheme_app
from proxeny.cli.show import OUT, show_faults, show_json, show_table
from proxeny.io.writing import replacing


@scheme_app.command("show")
def show(
    language: Annotated[Language, typer.Option(help="Language of the labels.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show the levels, dimensions and indicators."""
    from proxeny import api

    scheme = api.load_scheme()
    if as_json:
        sys.stdout.write(str(api.write_scheme(scheme, "json")) + "\n")
        return
    OUT.print(f"{scheme.title.get(language)} ({scheme.id} {scheme.version})")
    rows = [(one.id, one.label.get(language), one.dimension, one.status, one.tier) for one in scheme.indicators]
    show_table("", ["id", "indicator", "dimension", "status", "tier"], rows)


@scheme_app.command("check")
def check(folder: Annotated[Path, typer.Argument(help="Folder of a scheme of your own.")]) -> None:
    """Check a scheme: all its faults at once, with file and line."""
    from proxeny.scheme.check import check_scheme

    faults = check_scheme(folder)
    show_faults(faults)
    if faults:
        raise typer.Exit(1)
    OUT.print("no faults")


@scheme_app.command("export")
def export(
    format_: Annotated[str, typer.Option("--format", help="skos, csv or json.")] = "json",
    out: Annotated[Path | None, typer.Option(help="File to write; standard output if not given.")] = None,
) -> None:
    """Export the scheme as SKOS (Turtle), CSV or JSON."""
    from proxeny import api

    text = api.write_scheme(api.load_scheme(), format_)
    if out is None:
        sys.stdout.write(text)
    else:
        with replacing(out) as made:
            made.write_text(text, encoding="utf-8")
        OUT.print(str(out))


@scheme_app.command("compare")
def compare(
    old: Annotated[Path, typer.Argument(help="Folder of one scheme.")],
    new: Annotated[Path, typer.Argument(help="Folder of another.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Say what changed from one version of a scheme to another."""
    from proxeny import api

    changes = api.compare_schemes(api.load_scheme(old), api.load_scheme(new))
    if as_json:
        show_json([asdict(change) for change in changes])
    else:
        rows = [(one.thing, one.id, one.kind, one.field, one.old, one.new) for one in changes]
        show_table("", ["what", "id", "change", "field", "before", "after"], rows)
