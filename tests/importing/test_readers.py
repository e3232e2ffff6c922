"""Files as people and machines leave them: read right, or refused with a clear word."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from proxeny.errors import FaultyInput, NotFound, UnknownName
from proxeny.io.importers import IMPORTERS, read_table
from proxeny.io.reading_table import Limits, Table

ROWS = [["city", "country", "signed"], ["Köln", "DE", "1997"], ["İğdır", "TR", "1998"]]


def codes(table: Table) -> list[str]:
    return [fault.code for fault in table.faults]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def csv_text(delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(row) for row in ROWS)


@pytest.fixture(params=["csv", "tsv", "xlsx", "json", "parquet"])
def same_table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"cities.{request.param}"
    if request.param in {"csv", "tsv"}:
        return write(path, csv_text("\t" if request.param == "tsv" else ";"))
    if request.param == "xlsx":
        return book(path, [list(row) for row in ROWS])
    frame = pl.DataFrame(ROWS[1:], schema=ROWS[0], orient="row")
    if request.param == "json":
        return write(path, json.dumps({"rows": frame.to_dicts()}))
    frame.write_parquet(path)
    return path


def test_every_format_gives_the_same_text(same_table: Path) -> None:
    table = read_table(same_table)
    assert table.columns == ("city", "country", "signed")
    assert table.frame.drop("row").rows() == [("Köln", "DE", "1997"), ("İğdır", "TR", "1998")]
    assert table.faults == []


def test_every_importer_refuses_an_empty_file(tmp_path: Path) -> None:
    for suffix in IMPORTERS:
        table = read_table(write(tmp_path / f"empty.{suffix}", ""))
        assert codes(table) == ["file-empty"], suffix


def test_every_importer_refuses_rubbish_without_a_traceback(tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish"
    for suffix in IMPORTERS:
        path = rubbish.with_suffix(f".{suffix}")
        path.write_bytes(b"PK\x03\x04\xff\xfe\x00\x01rubbish" * 50)
        assert read_table(path).log.errors, suffix


def test_row_numbers_are_those_a_person_sees(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'city,note\n\nKöln,"two\nlines"\nBonn,x\n')
    assert read_table(path).frame.rows() == [(3, "Köln", "two lines"), (4, "Bonn", "x")]
    sheet = book(tmp_path / "a.xlsx", [["city"], [None], ["Köln"]])
    assert read_table(sheet).frame.rows() == [(3, "Köln")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    assert read_table(write(tmp_path / "a.csv", csv_text(delimiter))).frame.height == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith(("-le", "-be")) else ""
    table = read_table(write(tmp_path / "a.csv", mark + csv_text(), encoding))
    assert table.faults == []
    assert table.frame["city"].to_list() == ["Köln", "İğdır"]


@pytest.mark.parametrize(
    ("encoding", "city"), [("windows-1254", "Şanlıurfa"), ("windows-1252", "Besançon"), ("windows-1252", "Ísafjörður")]
)
def test_a_windows_encoding_is_assumed_and_said(tmp_path: Path, encoding: str, city: str) -> None:
    table = read_table(write(tmp_path / "a.csv", f"city,country\n{city},XX\n", encoding))
    assert table.frame["city"].to_list() == [city]
    assert [(fault.code, fault.severity) for fault in table.faults] == [("encoding-assumed", "warning")]
    assert encoding in str(table.faults[0])


def test_an_encoding_nobody_can_tell_is_refused(tmp_path: Path) -> None:
    persian = write(tmp_path / "a.csv", "شهر,کشور\nکرمان,ایران\n".replace("ک", "ك").replace("ی", "ي"), "windows-1256")
    assert codes(read_table(persian)) == ["encoding-unknown"]
    assert codes(read_table(write(tmp_path / "b.csv", csv_text(), "utf-16-le"))) == ["encoding-unknown"]


def test_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("city\nKöln\nİzmi\u015f".encode()[:-1])
    assert codes(read_table(path)) == ["encoding-broken"]


def test_a_truncated_file_says_which_rows_are_ragged(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", csv_text() + "\nBonn,D"))
    assert [(fault.code, fault.where.row) for fault in table.faults] == [("row-ragged", 4)]
    assert table.bad_rows == {4}


def test_a_quotation_mark_that_never_closes_is_a_fault_at_its_row(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", 'city,note\nKöln,a\nBonn,"cut of'))
    assert [(fault.code, fault.where.row) for fault in table.faults] == [("csv-broken", 3)]


def test_a_header_alone_is_a_fault(tmp_path: Path) -> None:
    assert codes(read_table(write(tmp_path / "a.csv", "city,country\n"))) == ["rows-none"]
    assert codes(read_table(book(tmp_path / "a.xlsx", [["city"]]))) == ["rows-none"]


def test_duplicate_and_missing_headers_are_all_named(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "city,,country,City,\nKöln,x,DE,Bonn,\n"))
    assert codes(table) == ["header-empty", "header-twice"]
    assert "'City': Two columns bear this name: 1 and 4." in str(table.faults[1])


def test_hostile_letters_are_taken_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "city\n\u202eKo\u0308ln\u0007  am   Rhein\u00a0\n")
    assert read_table(path).frame["city"].to_list() == ["Köln am Rhein"]


def test_formulas_are_not_believed(tmp_path: Path) -> None:
    sheet = read_table(book(tmp_path / "a.xlsx", [["city", "n"], ["Köln", "=1+1"]]))
    text = read_table(write(tmp_path / "a.csv", 'city,n\n"=HYPERLINK(""http://x"")",1\n'))
    assert codes(sheet) == codes(text) == ["cell-formula"]
    assert str(sheet.faults[0]).startswith("a.xlsx, row 2, 'n': '=1+1' is a formula")


def test_dates_and_numbers_of_a_sheet_become_plain_text(tmp_path: Path) -> None:
    row: list[object] = [datetime.datetime(1997, 2, 7), datetime.date(1998, 1, 1), 1997.0, 12.5, True, 745044]
    table = read_table(book(tmp_path / "a.xlsx", [list("abcdef"), row]))
    assert table.frame.row(0)[1:] == ("1997-02-07", "1998-01-01", "1997", "12.5", "True", "745044")


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 30_000_000)
    assert codes(read_table(path)) == ["zip-bomb"]


def test_entities_in_a_sheet_are_not_expanded(tmp_path: Path) -> None:
    good, bad = book(tmp_path / "good.xlsx", [["city"], ["Köln"]]), tmp_path / "bad.xlsx"
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = bomb + text.replace("<v>", "<v>&b;", 1)
            target.writestr(name, text)
    assert codes(read_table(bad)) == ["xlsx-broken"]


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["city"], ["Köln"]])
    path.write_bytes(path.read_bytes()[:-200])
    assert codes(read_table(path)) == ["xlsx-broken"]


def test_a_second_sheet_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["city"])
    workbook.active.append(["Köln"])
    workbook.create_sheet("More").append(["Bonn"])
    workbook.save(tmp_path / "a.xlsx")
    assert codes(read_table(tmp_path / "a.xlsx")) == ["sheets-ignored"]


def test_nested_json_is_flattened(tmp_path: Path) -> None:
    rows = [{"city": "Köln", "at": {"lat": 50.938, "lon": 6.96}, "topics": ["trade", "peace"], "n": 1.0, "ok": True}]
    table = read_table(write(tmp_path / "a.json", json.dumps(rows)))
    assert table.columns == ("city", "at.lat", "at.lon", "topics", "n", "ok")
    assert table.frame.row(0) == (1, "Köln", "50.938", "6.96", "trade; peace", "1.0", "true")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"a": 1', "json-broken"),
        ('{"b": 1}', "json-shape"),
        ('[1, {"a": 2}]', "json-row"),
        ('[{"a": 1, "a": 2}]', "json-twice"),
        ("[" * 100_000, "json-deep"),
        ('[{"a": ' + '{"a": ' * 30 + "1" + "}" * 31 + "]", "json-deep"),
    ],
)
def test_json_of_another_shape_is_a_fault(tmp_path: Path, text: str, code: str) -> None:
    assert code in codes(read_table(write(tmp_path / "a.json", text)))


def test_half_a_letter_in_json_does_no_harm(tmp_path: Path) -> None:
    assert read_table(write(tmp_path / "a.json", '[{"a": "K\\ud800oln"}]')).frame["a"].to_list() == ["Koln"]


def test_parquet_structs_dates_and_lists_become_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({
        "city": ["Köln"], "at": [{"lat": 50.5}], "when": [datetime.date(1997, 2, 7)],
        "seen": [datetime.datetime(1997, 2, 7)], "topics": [["a", "b"]], "n": [2.0],
    })  # fmt: skip
    frame.write_parquet(tmp_path / "a.parquet")
    found = read_table(tmp_path / "a.parquet").frame.row(0, named=True)
    assert found == {"row": 1, "city": "Köln", "when": "1997-02-07", "seen": "1997-02-07", "topics": "a; b", "n": "2",
                     "at.lat": "50.5"}  # fmt: skip


def test_limits_are_said_not_hit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text())
    with pytest.raises(FaultyInput, match="at most 0 MB are read"):
        read_table(path, Limits(max_bytes=10))
    assert codes(read_table(path, Limits(max_rows=1))) == ["rows-too-many"]
    assert codes(read_table(path, Limits(max_cells=4))) == ["rows-too-many"]
    assert codes(read_table(path, Limits(max_columns=2)))[0] == "columns-too-many"
    assert set(codes(read_table(path, Limits(max_cell=4)))) == {"cell-too-long"}
    with pytest.raises(FaultyInput):
        read_table(write(tmp_path / "a.json", "[{}]"), Limits(max_json_bytes=2))


def test_ten_thousand_errors_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "a,b\n" + "x\n" * 10_000))
    assert table.log.errors == 10_000
    assert len(table.faults) == 1_001
    assert str(table.faults[-1]) == "a.csv: And 9000 more. Repair these first; the rest are often of the same kind."


def test_a_missing_file_and_an_unknown_format_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UnknownName, match="'docx' is no format that can be read"):
        read_table(write(tmp_path / "a.docx", "x"))
