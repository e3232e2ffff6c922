"""Odd words and unwritable places given to the other commands end in an answer or in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance import files
from tests.acceptance.command import NOTHING, Command

pytestmark = pytest.mark.sqlite_only  # what is tested happens before a database
ODD = ["", " ", "%", "_", "!!!---", "';--\"", "a\0b", "\udc80", "\u202e\u200f", "[red]x", "x" * 10_000, "ş" * 10_000]
OUTS = ["missing/folder/x", "taken", "file/x", ""]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "manifest.json").write_text('{"name": "something of mine"}')
    (tmp_path / "file").write_text("")
    (tmp_path / "good.csv").write_text(files.GOOD, encoding="utf-8")


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
def test_odd_words_find_something_or_nothing(proxeny: Command, text: str) -> None:
    assert isinstance(proxeny.json("search", text), list)
    told = proxeny("profile", text, "--json", code=1)
    assert told.json["errors"] == len(told.json["faults"]) == 1
    assert len(told.err) < 2500


@pytest.mark.parametrize(
    "arguments",
    [
        ("profile", "gn:999999999999999999999999"), ("profile", "gn:٣"), ("profile", "Q" + "9" * 400),
        ("profile", "Ankara", "--on", "31.02.1999"), ("profile", "Ankara", "--on", "9" * 400),
        ("profile", "Ankara", "--scheme", "nowhere"), ("scheme", "compare", "nowhere", "nowhere"),
        ("snapshot", "--out", "/dev/null"), ("fetch", "wikidata", "--what", "nonsense"),
        ("fetch", "wikidata", "--what", "places", "--country", "XX"),
        ("fetch", "wikidata", "--what", "places", "--endpoint", "ftp://x"),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)  # fmt: skip
def test_what_cannot_be_is_told_as_words_and_as_json(proxeny: Command, arguments: tuple[str, ...]) -> None:
    told = proxeny(*arguments, "--json", code=1)
    assert told.json["errors"] >= 1
    assert "error: " in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",), ("import", "x.csv", "--nonsense"), ("search", "x", "--limit", "0"), ("rollback", "x"),
        ("profile", "Ankara", "--language", "xx"), ("decide", "a", "b", "maybe"), ("serve", "--port", "99999"),
        ("nonsense",),
    ],
    ids=lambda arguments: " ".join(arguments),
)  # fmt: skip
def test_wrong_usage_ends_with_two(proxeny: Command, arguments: tuple[str, ...]) -> None:
    assert proxeny(*arguments, code=2).out == ""


@pytest.mark.parametrize(
    "arguments",
    [("rollback", "999"), ("rollback", "9" * 30), ("revoke", "9" * 30), ("decide", "a", "b", "same"),
     ("template", "nonsense", "--out", "x.xlsx"), ("scheme", "export", "--format", "pdf"), ("scheme", "check", "x")],
    ids=lambda arguments: " ".join(arguments)[:40],
)  # fmt: skip
def test_what_is_not_there_is_told(proxeny: Command, arguments: tuple[str, ...]) -> None:
    assert "error: " in proxeny(*arguments, code=1).err


@pytest.mark.parametrize("out", OUTS)
def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(proxeny: Command, tmp_path: Path, out: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    where = tmp_path / out if out else "/"
    columns = ("--name", "city", "--country", "city_country")
    told = proxeny("resolve", tmp_path / "good.csv", *columns, "--out", where, "--json", code=1)
    assert told.json["errors"] == 1
    for command in (("template", "places"), ("scheme", "export")):
        assert "cannot be written" in proxeny(*command, "--out", where, code=1).err
    if out != "missing/folder/x":  # folders that are missing are made
        proxeny("snapshot", "--out", where, code=1)
    assert sorted(tmp_path.rglob("*")) == before
    assert json.loads((tmp_path / "taken" / "manifest.json").read_text()) == {"name": "something of mine"}


def test_a_snapshot_takes_the_place_of_a_snapshot_and_of_nothing_else(proxeny: Command, tmp_path: Path) -> None:
    first = proxeny.json("snapshot", "--out", tmp_path / "frozen")
    assert proxeny.json("snapshot", "--out", tmp_path / "frozen")["hash"] == first["hash"]
    (tmp_path / "frozen" / "notes.txt").write_text("mine")
    assert "holds other files" in proxeny("snapshot", "--out", tmp_path / "frozen", code=1).err
    assert (tmp_path / "frozen" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("columns", [("nam", "city_country"), ("city", "land"), ("", "city_country")])
def test_wrong_columns_to_resolve_are_told(proxeny: Command, tmp_path: Path, columns: tuple[str, str]) -> None:
    arguments = ("--name", columns[0], "--country", columns[1], "--out", tmp_path / "out.csv")
    told = proxeny("resolve", tmp_path / "good.csv", *arguments, "--json", code=1)
    assert "Its columns are: city, city_country" in told.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mark.csv", b"\xef\xbb\xbf" + files.GOOD.encode()), ("good.tsv", files.GOOD.replace(",", "\t").encode()),
        ("good.xlsx", files.workbook([files.HEADER.split(","), files.ROW.split(",")])),
        ("good.parquet", files.parquet()),
    ],
)  # fmt: skip
def test_a_table_of_any_format_is_resolved(proxeny: Command, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    columns = ("--name", "city", "--country", "city_country", "--out", tmp_path / "out.csv")
    assert proxeny.json("resolve", tmp_path / name, *columns)["sure"] == 1
    assert "3099434" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert proxeny.status() == NOTHING
