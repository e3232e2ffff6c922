"""Bad files are told in words, all faults at once, and leave the register as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance import files
from tests.acceptance.command import NOTHING, Command, Told

pytestmark = pytest.mark.sqlite_only  # nothing gets as far as a database


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_stored_by_all_of_this(proxeny: Command) -> Iterator[None]:
    yield
    assert proxeny.status() == NOTHING
    assert proxeny.json("batches") == []


def _refused(told: Told, name: str, words: str) -> None:
    assert words in told.err
    assert f"error: {name}" in told.err
    assert len(told.err.splitlines()) < 60
    assert all(line.startswith(("error: ", "warning: ", "... and ")) for line in told.err.splitlines())


@pytest.mark.parametrize("bad", [*files.bad_tables(), *files.bad_files()], ids=lambda bad: bad[0])
def test_a_bad_file_is_refused_in_words(proxeny: Command, tmp_path: Path, bad: tuple[str, bytes, int, str]) -> None:
    name, content, errors, words = bad
    path = tmp_path / name
    path.write_bytes(content)
    _refused(proxeny("import", path, "--preview", code=1), name, words)
    preview = proxeny("import", path, "--preview", "--json", code=1)
    _refused(preview, name, words)
    assert preview.json["errors"] == errors
    told = proxeny("import", path, "--yes", "--json", code=1)
    _refused(told, name, words)
    assert (told.json["errors"], told.json["rows"]) == (errors, preview.json["rows"])
    assert told.json["claims_new"] == told.json["claims_same"] == told.json["doubtful"] == 0
    mapped = proxeny("import", path, "--mapping", "agreements", "--yes", "--json", code=1)
    assert mapped.json["errors"] >= errors
    assert f"error: {name}" in mapped.err


def test_every_fault_of_a_file_is_told_with_its_row_and_column(proxeny: Command, tmp_path: Path) -> None:
    text = files.PLACES + "Ankara,city,TR,95,32.8,1,X\nIzmir,city,TR,38.4,999,-5,X\nBursa,city,TR,abc,29,1e400,X\n"
    path = tmp_path / "places.csv"
    path.write_text(text + "Van,planet,Atlantis,,,many,X\n", encoding="utf-8")
    told = proxeny("import", path, "--yes", "--json", code=1)
    wrong = [line.split(":")[1].strip() for line in told.err.splitlines()]
    assert wrong == [
        f"places.csv, row {row}, '{column}'"
        for row, column in [
            (2, "lat"), (3, "lon"), (3, "population"), (4, "lat"), (4, "population"),
            (5, "kind"), (5, "country"), (5, "population"),
        ]
    ]  # fmt: skip
    assert told.json["errors"] == 8


def test_a_preview_counts_every_row_in_error(proxeny: Command, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(f"{files.HEADER}\n" + files.rows(7000, signed="31.02.1999") + files.rows(3), encoding="utf-8")
    told = proxeny("import", path, "--preview", code=1)
    assert told.out.startswith("3 new, 0 same, 0 changed, 0 doubtful, 7000 error\n")
    assert len(told.out.splitlines()) < 400
    assert proxeny.json("import", path, "--yes", code=1)["rows"] == 7003


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing.csv", "There is no file"), (".", "is a folder"), ("", "is a folder"), ("table.xyz", "is no format"),
        ("bare", "is no format"), ("x" * 5000 + ".csv", "File name too long"), ("unreadable.csv", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_told(proxeny: Command, tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "table.xyz").touch()
    (tmp_path / "bare").touch()
    (tmp_path / "unreadable.csv").symlink_to("/proc/self/mem")  # what even root cannot read from its start
    where = path if path in {".", ""} else tmp_path / path
    told = proxeny("import", where, "--yes", "--json", code=1)
    assert words in told.err
    assert told.json["errors"] == 1
    assert len(told.err) < 3000


@pytest.mark.parametrize(
    ("text", "errors", "words"),
    [
        ("", 2, ":1: 'columns' is missing"), ("- 1\n- 2\n", 3, ":1: Here should be keys and values"),
        ("a: [b\n c: }", 1, ":2: This is no YAML"), ("a: &a [x]\nb: [*a, *a]\n", 1, ":2: A mapping file may not use"),
        ("columns: [city]\nsource: {}\nnonsense: 1\ncolumms: [a]\n", 2, "'columms'. Did you mean: columns"),
        ("[" * 20_000, 1, "nested too deeply"), ("# " + "x" * 600_000, 1, "500000 characters"),
        ("!!python/object/apply:os.getcwd []", 3, "keys and values"), ("\udcff", 1, "no valid utf-8"),
    ],
)  # fmt: skip
def test_a_bad_mapping_is_refused_by_line(proxeny: Command, tmp_path: Path, text: str, errors: int, words: str) -> None:
    good, mapping = tmp_path / "good.csv", tmp_path / "mine.yaml"
    good.write_text(files.GOOD, encoding="utf-8")
    mapping.write_text(text, encoding="utf-8", errors="surrogateescape")
    told = proxeny("import", good, "--mapping", mapping, "--yes", "--json", code=1)
    assert words in told.err
    assert "mine.yaml" in told.err
    assert told.json["errors"] >= errors


@pytest.mark.parametrize("name", ["agreemnts", "", "../x", "missing.yaml", "x" * 3000])
def test_a_mapping_that_is_not_there_is_told(proxeny: Command, tmp_path: Path, name: str) -> None:
    good = tmp_path / "good.csv"
    good.write_text(files.GOOD, encoding="utf-8")
    told = proxeny("import", good, "--mapping", name, "--yes", "--json", code=1)
    assert told.json["errors"] == 1
    assert len(told.err) < 2500
