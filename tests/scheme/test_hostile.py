"""A hostile file is refused in its own words and costs no more than its bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.scheme.check import check_scheme
from proxeny.scheme.document import MAX_BYTES, parse_document

Writer = Callable[..., Path]

BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "scheme-file-empty", 1),
        (b"# only a remark\n", "scheme-file-empty", 1),
        (b"a: [1, 2\nb: 3\n", "scheme-yaml", 2),
        (b"a: 1\n\tb: 2\n", "scheme-yaml", 2),
        ("id: Iğdır\n".encode("utf-16"), "scheme-file-encoding", 1),
        ("a: 1\nid: Iğdır\n".encode("cp1254"), "scheme-file-encoding", 2),
        (b"id: \x00\n", "scheme-yaml", 1),
        (BOMB.encode(), "scheme-yaml-alias", 2),
        (b"a: !!python/object/apply:os.system [ls]\n", "scheme-yaml-tag", 1),
        (b"a: " + b"[" * 5000, "scheme-yaml-deep", 1),
        (b"a: 1\n---\nb: 2\n", "scheme-yaml-documents", 3),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(raw: bytes, code: str, line: int) -> None:
    root, faults = parse_document(raw, "evil.yaml")
    assert root is None
    assert [(fault.code, fault.where.line) for fault in faults] == [(code, line)]


def test_a_file_beyond_the_limit_is_not_read(write_scheme_folder: Writer) -> None:
    faults = check_scheme(write_scheme_folder({"units.yaml": "#" * (MAX_BYTES + 1)}))
    assert "scheme-file-big" in [fault.code for fault in faults]


def test_a_folder_called_like_a_file_is_refused(write_scheme_folder: Writer) -> None:
    folder = write_scheme_folder({"units.yaml": None})
    (folder / "units.yaml").mkdir()
    assert "scheme-file-unreadable" in [fault.code for fault in check_scheme(folder)]


def test_words_like_on_and_no_stay_words() -> None:
    root, _ = parse_document(b"when: on\nno: 1997-01-01\nempty:\nquoted: '~'\n", "words.yaml")
    assert root is not None
    found = [(key.text, value.text) for key, value in root.entries or []]
    assert found == [("when", "on"), ("no", "1997-01-01"), ("empty", ""), ("quoted", "~")]


def test_a_text_beyond_the_limit_is_cut_and_told(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    long = tiny["scheme.yaml"].replace("A book.", "x" * 5000)
    assert [fault.code for fault in check_scheme(write_scheme_folder({"scheme.yaml": long}))] == ["scheme-text-long"]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_root_or_a_fault(raw: bytes) -> None:
    root, faults = parse_document(raw, "any.yaml")
    assert (root is None) == bool(faults)


@given(st.text(alphabet="abc:-[]{}&*!|>'\"# \n,?", max_size=200))
def test_any_text_as_an_indicator_gives_faults_and_no_crash(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "indicators").mkdir()
    (folder / "indicators" / "any.yaml").write_text(text, encoding="utf-8")
    (folder / "scheme.yaml").write_text(text, encoding="utf-8")
    (folder / "levels.yaml").write_text(text, encoding="utf-8")
    assert all(str(fault) for fault in check_scheme(folder))
