"""Bad files by the words that say what is wrong with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import polars as pl

HEADER = "city,city_country,partner,partner_country,kind,signed,source,source_url"
ROW = "Gdańsk,PL,Bremen,DE,twinning,1976-04-12,City hall,https://example.org/"
GOOD = f"{HEADER}\n{ROW}\n"
PLACES = "name,kind,country,lat,lon,population,source\n"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]><x>&l9;</x>'.encode()


def rows(count: int = 1, **cells: str) -> str:
    """Rows of agreements, good but for ``cells``."""
    named = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | cells
    return "".join(",".join(named.values()) + "\n" for _ in range(count))


def workbook(cells: list[list[object]]) -> bytes:
    """An XLSX of one sheet."""
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    return _bytes(book.save)


def parquet(text: str = GOOD) -> bytes:
    """A CSV text as Parquet."""
    return _bytes(pl.read_csv(io.StringIO(text), infer_schema=False).write_parquet)


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook in which one part is another."""
    good = workbook([HEADER.split(","), ROW.split(",")])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return made.getvalue()


def _bytes(write: Callable[[io.BytesIO], object]) -> bytes:
    made = io.BytesIO()
    write(made)
    return made.getvalue()


def bad_tables() -> Iterator[tuple[str, bytes, int, str]]:
    """File name, content, how many errors, and some of the words that have to be said: CSV."""
    head = f"{HEADER}\n"
    texts = [
        ("empty.csv", "", 1, "The file is empty"),
        ("blank.csv", "\n\n \n", 1, "The file is empty"),
        ("header.csv", head, 1, "no rows below"),
        ("cut_in_quotes.csv", GOOD + 'Gdańsk,PL,"Bre', 1, "row 3: The row cannot be read as CSV"),
        ("cut.csv", GOOD + "Gdańsk,PL,Bre", 1, "row 3: The row has 3 cells where the header has 8"),
        ("never.csv", head + rows(signed="31.02.1999"), 1, "row 2, 'signed': '31.02.1999' is not a date"),
        ("country.csv", head + rows(city_country="Atlantis"), 1, "'Atlantis' does not say which country"),
        ("twice.csv", f"{HEADER},City\n{ROW},Ankara\n", 1, "Two columns bear this name: 1 and 9"),
        ("formula.csv", head + rows(partner="=cmd()"), 1, "'=cmd()' is a formula"),
        ("long_cell.csv", head + rows(city="x" * 1_000_000), 1, "longer than"),
        ("dates.csv", head + rows(signed="25/12/1999") + rows(signed="12/25/1999") + rows(signed="03/04/1999"), 1,
         "row 4, 'signed': '03/04/1999' may be read as day/month or month/day"),
        ("many.csv", head + rows(10_000, signed="circa never"), 10_000, "and 9950 more errors"),
        ("wide.csv", ",".join(f"c{n}" for n in range(20_000)) + "\n1\n", 2, "20000 columns"),
        ("nul.csv", head + rows(city="a\0b"), 1, "This is no text"),
        ("columns.csv", "a,b\n1,2\n", 1, "No mapping fits these columns: a, b"),
    ]  # fmt: skip
    yield from ((name, text.encode(), count, words) for name, text, count, words in texts)
    yield "utf16_cut.csv", GOOD.encode("utf-16")[:-1], 1, "no valid utf-16"
    yield "utf16_no_mark.csv", GOOD.encode("utf-16-le"), 1, "encoding cannot be told"
    yield "letter_cut.csv", GOOD.encode()[:-1] + b"\xc5", 1, "no valid utf-8"
    yield "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, 1, "This is no text"


def bad_files() -> Iterator[tuple[str, bytes, int, str]]:
    """The same for the other formats."""
    good = workbook([HEADER.split(","), ROW.split(",")])
    formula = [*ROW.split(",")[:2], '=HYPERLINK("http://x")', *ROW.split(",")[3:]]
    yield "empty.xlsx", b"", 1, "The file is empty"
    yield "blank.xlsx", workbook([]), 1, "The file is empty"
    yield "cut.xlsx", good[: len(good) // 2], 1, "The workbook cannot be read"
    yield "text.xlsx", GOOD.encode(), 1, "The workbook cannot be read"
    yield "formula.xlsx", workbook([HEADER.split(","), formula]), 2, "is a formula"
    yield "bomb.xlsx", with_part("xl/worksheets/sheet1.xml", b" " * 50_000_000), 1, "it is not opened"
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        yield f"laughs_{len(part)}.xlsx", with_part(part, LAUGHS), 1, "The workbook cannot be read"
    yield "cut.parquet", parquet()[:500], 1, "cannot be read as Parquet"
    yield "text.parquet", GOOD.encode(), 1, "cannot be read as Parquet"
    yield "header.parquet", parquet(HEADER), 1, "no rows below"
    yield "cut.json", b'[{"city": "Gda', 1, "It is no JSON"
    yield "deep.json", b"[" * 100_000, 1, "nested more than"
    yield "deeper.json", b"[" + b'{"a":' * 60 + b"1" + b"}" * 60 + b"]", 1, "nested more than"
    yield "many.json", b"[" + b"{}," * 900_000 + b"{}]", 1, "more rows or cells than can be read"
    yield "shape.json", b"42", 1, "The rows are not where they should be"
    numbers = b'[{"city": "Gda", "partner": "B", "signed": NaN}, {"city": 1, "partner": "B", "signed": %b}]'
    yield "numbers.json", numbers % (b"9" * 10_000), 2, "'NaN' is not a date"
