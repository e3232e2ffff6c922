"""Markdown for the reference: cells that cannot break a table, tables, headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cell(text: object) -> str:
    """Text inside a table: on one line, its bars escaped."""
    return " ".join(str(text).split()).replace("|", "\\|")


def code(text: object) -> str:
    """Text as code, or nothing for nothing."""
    plain = cell(text)
    return f"`{plain}`" if plain else ""


def codes(texts: Iterable[object]) -> str:
    """Several texts as code, with commas."""
    return ", ".join(code(text) for text in texts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table with an empty line after it; nothing where there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines, ""] if lines else []


def page(title: str, about: str, *parts: Iterable[str]) -> str:
    """A page: its title, one sentence, and its parts."""
    lines = [f"# {title}", "", about, "", *(line for part in parts for line in part)]
    return "\n".join(lines).rstrip("\n") + "\n"
