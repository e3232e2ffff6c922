"""The spreadsheets people fill in: their examples are real rows, and the importer passes over them."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from proxeny.errors import Unavailable, UnknownName
from proxeny.io.mapping import load_mapping
from proxeny.io.reading import read_claims
from proxeny.io.templates import LANGUAGES, template_columns, template_examples, template_names, write_template


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_unfilled_template_holds_no_rows(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"{name}.{suffix}"
    write_template(name, path)
    found = read_claims(path)
    assert (found.mapping, [fault.code for fault in found.faults]) == (name, ["rows-none"])


@pytest.mark.parametrize("name", template_names())
def test_the_examples_become_claims_once_their_mark_is_gone(tmp_path: Path, name: str) -> None:
    columns = [column.name for column in template_columns(name)]
    rows = [[row[0].removeprefix("# example").lstrip(": "), *row[1:]] for row in template_examples(name)]
    path = tmp_path / "filled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    found = read_claims(path)
    assert found.faults == []
    assert (found.mapping, found.rows) == (name, 2)
    assert not found.drafts.is_empty()


@pytest.mark.parametrize("name", template_names())
def test_a_template_explains_every_column_in_three_languages(tmp_path: Path, name: str) -> None:
    columns = template_columns(name)
    assert all(column.help[language] for column in columns for language in LANGUAGES)
    assert [column.name for column in columns if column.required] == [
        column.name for column in columns if column.name in load_mapping(name).columns
    ]
    write_template(name, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [name, "Help", "Codes"]
    assert book["Help"].max_row >= len(columns) + 1
    assert len(book[name].data_validations.dataValidation) == sum(bool(column.codes) for column in columns)


def test_an_unknown_template_or_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="agreements"):
        write_template("agrement", tmp_path / "a.xlsx")
    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(Unavailable, match="The file cannot be written"):
            write_template("places", tmp_path / "nowhere" / name)
