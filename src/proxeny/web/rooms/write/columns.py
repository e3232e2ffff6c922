"""The columns of a file beside the columns of a mapping, and the file's own words beside our codes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from proxeny.io.layout import TEMPLATES, Layout, code_list_of, codes_of, columns_of, read_layout
from proxeny.io.reading_table import Table
from proxeny.io.reading_values import clean_code
from proxeny.io.templates import template_columns
from proxeny.report.labels import LANGUAGES, label
from proxeny.report.words import language
from proxeny.text import clean, fold

_EXAMPLES = 3
_WORDS = 60  # distinct words of one column that are asked about


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the file in a column of codes, and what it means."""

    word: str
    code: str
    known: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its heading, some cells, what it is taken for, and its words where it holds codes."""

    number: int
    heading: str
    examples: tuple[str, ...]
    taken: str
    choices: tuple[tuple[str, str], ...]
    words: tuple[Word, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


def column_label(base: str, name: str) -> str:
    """What a column of a template holds, in the reader's language; elsewhere its name."""
    if base not in TEMPLATES:
        return name
    found = next((column for column in template_columns(base) if column.name == name), None)
    return str(found.help.get(language(), name)).partition(". ")[0] if found else name


def draw_columns(layout: Layout, table: Table) -> list[Column]:
    """The file's columns in their order."""
    taken = {heading: name for name, heading in layout.headings.items()}
    choices = tuple((name, column_label(layout.base, name)) for name in columns_of(layout.base))
    drawn = []
    for number, heading in enumerate(table.columns):
        cells = table.frame.get_column(heading).drop_nulls()
        examples = tuple(str(cell)[:60] for cell in cells.unique(maintain_order=True).head(_EXAMPLES))
        name = taken.get(heading, "")
        drawn.append(
            Column(
                number, heading, examples, name, choices, tuple(_words(layout, name, heading, table)),
                tuple(_codes(layout.base, name)),
            )
        )  # fmt: skip
    return drawn


def _codes(base: str, name: str) -> list[tuple[str, str]]:
    kept = code_list_of(base, name) if name else ""
    return [(code, label(kept, code, language())) for code in codes_of(base, name)] if kept else []


def _words(layout: Layout, name: str, heading: str, table: Table) -> list[Word]:
    codes = codes_of(layout.base, name) if name else ()
    if not codes:
        return []
    own = layout.words.get(name, {})
    return [
        Word(word, own.get(word, clean_code(word, codes).value), bool(own.get(word) or clean_code(word, codes).value))
        for word in _distinct(heading, table)
    ]


def _distinct(heading: str, table: Table) -> list[str]:
    """The words of a column, lists taken apart."""
    found: dict[str, None] = {}
    for cell in table.frame.get_column(heading).drop_nulls().unique(maintain_order=True):
        found.update(dict.fromkeys(clean(part, 200) for part in str(cell).split(";") if part.strip()))
        if len(found) >= _WORDS:
            break
    return list(found)[:_WORDS]


def guess_words(layout: Layout, table: Table) -> Layout:
    """The layout with the file's words for our codes, as far as one of the three languages has them."""
    words: dict[str, dict[str, str]] = {}
    for name, heading in layout.headings.items():
        codes = codes_of(layout.base, name)
        if not codes or heading not in table.columns:
            continue
        kept = code_list_of(layout.base, name)
        known = {fold(label(kept, code, lang)): code for lang in LANGUAGES for code in codes}
        for word in _distinct(heading, table):
            code = clean_code(word, codes).value or known.get(fold(word), "")
            if code:
                words.setdefault(name, {})[word] = code
    return replace(layout, words=words)


def read_posted(post: QueryDict, layout: Layout, table: Table) -> Layout:
    """The layout as it was sent from the page of columns."""
    headings: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for number, heading in enumerate(table.columns):
        name = post.get(f"column_{number}", "")
        if name and name not in headings:
            headings[name] = heading
    for name, heading in headings.items():
        if name != next((old for old, own in layout.headings.items() if own == heading), ""):
            guessed = guess_words(replace(layout, headings={name: heading}), table).words.get(name, {})
            words[name] = dict(guessed)
            continue
        for place, word in enumerate(_distinct(heading, table)):
            field = f"word_{table.columns.index(heading)}_{place}"
            if field in post:
                words.setdefault(name, {})[word] = post.get(field, "")
    constants = {name: post.get(f"constant_{name}", "") for name in columns_of(layout.base)}
    plain = {
        "base": layout.base, "headings": headings or ({} if layout.base not in TEMPLATES else {"": ""}),
        "constants": constants, "words": words, "date_order": post.get("date_order", ""),
    }  # fmt: skip
    return read_layout(plain)
