"""The spreadsheets people fill in: XLSX with help in three languages and drop-down lists, or plain CSV."""

from __future__ import annotations

import csv
from collections import abc
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from rapidfuzz.process import extract

from proxeny.errors import Unavailable, UnknownName, Where
from proxeny.io.mapping import load_mapping
from proxeny.io.vocabulary import CODES
from proxeny.text import safe_cell
from proxeny.yaml_text import read_yaml

LANGUAGES = ("en", "tr", "fa")
_ROWS = 5_000  # rows that get drop-down lists


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its name, help by language, the codes it takes, and whether a row needs it."""

    name: str
    help: abc.Mapping[str, str]
    codes: tuple[str, ...]
    many: bool
    required: bool


def template_names() -> list[str]:
    """The templates there are."""
    return sorted(_data()["templates"])


def template_columns(name: str) -> list[TemplateColumn]:
    """The columns of a template in their order. Raises `UnknownName`."""
    data = _data()
    if name not in data["templates"]:
        near = ", ".join(match[0] for match in extract(name, template_names(), limit=3))
        raise UnknownName.of("name-unknown", kind="template", name=name, near=near)
    required = load_mapping(name).columns
    return [_column(name, column, column in required) for column in data["templates"][name]]


def template_examples(name: str) -> list[list[str]]:
    """Example rows; the first cell of each begins with ``#``, which the importer skips."""
    columns = [column.name for column in template_columns(name)]
    rows = [[str(example.get(column, "")) for column in columns] for example in _data()["examples"][name]]
    return [[f"# example: {row[0]}".rstrip(": "), *row[1:]] for row in rows]


def write_template(name: str, path: Path | str) -> None:
    """Write a template, as CSV where the path ends so, else as XLSX.

    Raises `UnknownName` for no such template, `Unavailable` when the file cannot be written.
    """
    columns, path = template_columns(name), Path(path)
    try:
        if path.suffix.lower() == ".csv":
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([column.name for column in columns])
                writer.writerows([safe_cell(cell) for cell in row] for row in template_examples(name))
        else:
            _write_xlsx(name, columns, path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as problem:
        raise Unavailable.of("file-unwritable", Where(file=path.name), reason=_reason(problem)) from problem


def _reason(problem: Exception) -> str:
    """The system's words; xlsxwriter hides the error of the system inside its own."""
    inner = next((one for one in (problem, *problem.args) if isinstance(one, OSError)), None)
    return (inner.strerror if inner is not None else None) or str(problem)[:200]


@cache
def _data() -> dict[str, Any]:
    text = files("proxeny.io").joinpath("templates.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = read_yaml(text)
    return found


def _column(template: str, name: str, required: bool) -> TemplateColumn:
    data = _data()
    words = data["help"].get(f"{template}.{name}") or data["help"][name]
    hints = [hint for hint, holds in (("list", name in data["lists"]), ("date", name in data["dates"])) if holds]
    full = {
        language: ". ".join([words[language], *(data["hints"][hint][language] for hint in hints)])
        for language in LANGUAGES
    }
    codes = data["codes"].get(f"{template}.{name}") or data["codes"].get(name)
    return TemplateColumn(name, full, CODES[codes] if codes else (), name in data["lists"], required)


def _write_xlsx(name: str, columns: list[TemplateColumn], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})  # text, so that a spreadsheet does not turn 1999-02 into a day
    head = {"bold": True, "font_color": "#FFFFFF", "bottom": 1}
    plain, needed = (book.add_format({**head, "bg_color": colour}) for colour in ("#5B6770", "#1F4E79"))
    grey = book.add_format({"italic": True, "font_color": "#808080", "num_format": "@"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(12, len(column.name) + 3), text)
        sheet.write_string(0, index, column.name, needed if column.required else plain)
    for row, cells in enumerate(template_examples(name), 1):
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, grey)
    sheet.freeze_panes(1, 1)
    _write_help(book, columns)
    _write_codes(book, sheet, columns)
    book.close()


def _write_help(book: Any, columns: list[TemplateColumn]) -> None:
    sheet = book.add_worksheet("Help")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top", "reading_order": 2, "align": "right"})
    hints = _data()["hints"]
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 3, 50)
    sheet.set_column(4, 4, 60)
    for index, title in enumerate(("column", "English", "Türkçe", "فارسی", "codes")):
        sheet.write_string(0, index, title, bold)
    for row, column in enumerate(columns, 1):
        sheet.write_string(row, 0, column.name, bold)
        for index, language in enumerate(LANGUAGES, 1):
            words = column.help[language] + (f" ({hints['required'][language]})" if column.required else "")
            sheet.write_string(row, index, words, right if language == "fa" else wrap)
        sheet.write_string(row, 4, ", ".join(column.codes), wrap)
    for index, language in enumerate(LANGUAGES, 1):
        sheet.write_string(len(columns) + 2, index, hints["comment"][language], right if language == "fa" else wrap)


def _write_codes(book: Any, sheet: Any, columns: list[TemplateColumn]) -> None:
    """Drop-down lists; a column that takes several codes suggests them but lets any text pass."""
    codes = book.add_worksheet("Codes")
    for index, column in enumerate(column for column in columns if column.codes):
        codes.write_column(0, index, [column.name, *column.codes])
        letter = xlsxwriter.utility.xl_col_to_name(index)
        place = [each.name for each in columns].index(column.name)
        sheet.data_validation(1, place, _ROWS, place, {
            "validate": "list",
            "source": f"=Codes!${letter}$2:${letter}${len(column.codes) + 1}",
            "show_error": not column.many,
        })  # fmt: skip
