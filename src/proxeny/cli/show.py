"""The two consoles, and how faults, tables and progress are shown on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.apps import apps
from rich.console import Console
from rich.table import Table
from rich.text import Text

from proxeny.errors import Fault
from proxeny.report.words import explain_fault

OUT = Console(soft_wrap=True, highlight=False)
ERR = Console(stderr=True, soft_wrap=True, highlight=False)
_SHOWN = 50


def explain(fault: Fault) -> str:
    """A fault in the reader's language; in English where the settings are what is wrong, for they hold the others."""
    return explain_fault(fault) if apps.ready else str(fault)


def show_json(value: object) -> None:
    """One JSON value on standard output, readable by people and programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def show_faults(faults: Iterable[Fault], errors: int = 0) -> None:
    """Faults on standard error: errors first, the first fifty of each in full, the rest counted.

    ``errors``: how many errors there are in all, where the list holds only the first of them.
    """
    listed = list(faults)
    for severity, style in (("error", "bold red"), ("warning", "yellow")):
        mine = [fault for fault in listed if fault.severity == severity]
        for fault in mine[:_SHOWN]:
            ERR.print(Text.assemble((f"{severity}: ", style), explain(fault)))
        count = max(len(mine), errors if severity == "error" else 0)
        if count > _SHOWN:
            ERR.print(f"... and {count - _SHOWN} more {severity}s")


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people; cells are plain text, whatever they hold."""
    table = Table(title=Text(title) if title else None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*[Text("" if cell is None else str(cell)) for cell in row])
    OUT.print(table)


@contextmanager
def pages_read(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that says how many pages of a file were read; it shows from the first page on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True) as bar:
        shown = bar.add_task(name, total=None, visible=False)
        yield lambda done, total: bar.update(shown, completed=done, total=total, visible=True)
