"""Files that are odd but can be read: what they say is kept, harmless, and what was assumed is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance import files
from tests.acceptance.command import NOTHING, Command

pytestmark = pytest.mark.sqlite_only  # what is tested happens before a database


def _import(proxeny: Command, path: Path, content: bytes) -> tuple[Any, str]:
    path.write_bytes(content)
    told = proxeny("import", path, "--yes", "--json")
    assert told.json["errors"] == 0
    assert all(line.startswith("warning: ") for line in told.err.splitlines())
    return told.json, told.err


def _take_back(proxeny: Command, batch: int) -> None:
    proxeny("rollback", batch)
    assert proxeny.status() == NOTHING


def _partner(proxeny: Command, place: str) -> str:
    return str(proxeny.json("search", place)[0]["name"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "windows-1254"])
def test_turkish_letters_survive_every_encoding(proxeny: Command, tmp_path: Path, encoding: str) -> None:
    text = f"{files.HEADER}\n" + files.rows(city="Çukurören Şıhlar", city_country="Türkiye")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    told, err = _import(proxeny, tmp_path / "odd.csv", mark + text.encode(encoding))
    assert ("read as windows-1254" in err) == (encoding == "windows-1254")
    assert _partner(proxeny, "Çukurören Şıhlar") == "Çukurören Şıhlar"
    _take_back(proxeny, told["batch"])


@pytest.mark.parametrize(
    ("signed", "known"),
    [("1372/08/22", "1993-11-13"), ("circa 1990", "1990~"), ("۱۳۷۲/۰۸/۲۲", "1993-11-13"), ("12.04.1976", "1976-04-12")],
)
def test_dates_of_other_styles_are_understood(proxeny: Command, tmp_path: Path, signed: str, known: str) -> None:
    told, _ = _import(proxeny, tmp_path / "odd.csv", f"{files.HEADER}\n{files.rows(signed=signed)}".encode())
    proxeny("snapshot", "--out", tmp_path / "frozen")
    import polars as pl

    claims = pl.read_parquet(tmp_path / "frozen" / "claims.parquet")
    assert claims.filter(pl.col("property") == "signed")["value"].to_list() == [known]
    _take_back(proxeny, told["batch"])


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "[red]x[/red]", "{0} %s {x}", "'; DROP TABLE x; --", "+1", "\\", "x" * 400]
)
def test_hostile_names_are_only_names(proxeny: Command, tmp_path: Path, name: str) -> None:
    told, _ = _import(proxeny, tmp_path / "odd.csv", f"{files.HEADER}\n{files.rows(city=name)}".encode())
    assert proxeny.status()["ties"] == 1
    assert "Traceback" not in proxeny("import", tmp_path / "odd.csv", "--preview").out
    _take_back(proxeny, told["batch"])


def test_what_steers_a_terminal_or_the_direction_of_text_is_taken_out(proxeny: Command, tmp_path: Path) -> None:
    name = "\u202eesrever\u202c \x1b[31mred\x1b[0m"
    path = tmp_path / "odd\u202e\x1b[31m.csv"
    told, err = _import(proxeny, path, f"{files.HEADER}\n{files.rows(city=name, source='', source_url='')}".encode())
    shown = proxeny("import", path, "--preview")
    for text in (err, shown.out, shown.err, proxeny("search", "esrever").out):
        assert not {"\u202e", "\x1b"} & set(text)
    _take_back(proxeny, told["batch"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("good.xlsx", files.workbook([files.HEADER.split(","), files.ROW.split(",")])),
        ("good.parquet", files.parquet()),
        ("good.tsv", files.GOOD.replace(",", "\t").encode()),
        ("half.json", b'[{"city": "Gda\\ud800", "partner": "Bremen", "partner_country": "DE"}]'),
    ],
)
def test_every_format_is_read_and_a_second_time_changes_nothing(
    proxeny: Command, tmp_path: Path, name: str, content: bytes
) -> None:
    told, _ = _import(proxeny, tmp_path / name, content)
    held = proxeny.status()
    again = proxeny.json("import", tmp_path / name, "--yes")
    assert (again["claims_new"], again["batch"], proxeny.status()) == (0, None, held)
    assert again["claims_same"] == told["claims_new"]
    _take_back(proxeny, told["batch"])


def test_without_yes_nothing_is_stored_and_json_stays_one_value(proxeny: Command, tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_text(files.GOOD, encoding="utf-8")
    told = proxeny("import", path, "--json")
    assert told.json["claims_new"] > 0
    assert "Nothing was stored" in told.err
    assert proxeny.status() == NOTHING
