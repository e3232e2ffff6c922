"""Large files: read part by part, they give what they give as a whole."""

from __future__ import annotations

import mmap
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proxeny.literature.parsing.delimited import _cut
from proxeny.literature.parsing.plain import has_odd_letters, is_ascii, is_unicode, read_parts
from proxeny.literature.parsing.shape import Shape, measure_shape
from proxeny.literature.readers import READERS
from proxeny.literature.source import decode
from tests.literature.samples import SCOPUS

PART = 2**20
BOM = "\ufeff"


@pytest.fixture
def mapped(tmp_path):
    """Bytes as the system maps a file of them."""

    def write(data):
        path = tmp_path / "mapped"
        path.write_bytes(data)
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    return write


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
@example("e\u0301")
@example("a\u202eb")
@example("\u0085")
@example("Şahin – Müller’s")
def test_what_needs_no_closer_look_holds_no_mark_and_no_control_character(text):
    letters = [letter for letter in text if ord(letter) > 127]
    if not has_odd_letters(text.encode()):
        assert not [one for one in letters if unicodedata.category(one)[0] == "M" or unicodedata.category(one) == "Cc"]
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_letters_of_latin_greek_and_cyrillic_need_no_closer_look():
    text = "Gençkaya, Ö. F.; Ünüvar – “Πόλις”, Москва’s\u00a0§"
    assert not has_odd_letters(text.encode())
    assert not has_odd_letters((BOM + text).encode())
    assert has_odd_letters((text + BOM).encode())


@pytest.mark.parametrize("before", range(PART - 4, PART + 1))
@pytest.mark.parametrize("letter", ["é", "\u0301", "–", "\u202e"])
def test_a_letter_over_the_edge_of_a_part_is_seen(letter, before):
    data = b"a" * before + letter.encode() + b"a" * 10
    assert is_unicode(data)
    assert has_odd_letters(data) == (letter in "\u0301\u202e")
    assert not is_unicode(data[: before + 1] + b"a" * 10)


def test_parts_are_the_whole(mapped):
    data = np.random.default_rng(0).integers(0, 256, 3 * 2**16 + 5, dtype=np.uint8).tobytes()
    assert b"".join(read_parts(mapped(data), 2**16)) == data
    assert is_ascii(mapped(b"abc")) and not is_ascii(mapped("ç".encode()))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_shape_is_the_same_whichever_way_a_file_is_held(end, mapped):
    rows = [f'"a{number}, x","b\n{number}",c' for number in range(30_000)]
    data = ("h,i,j\n" + "\n".join(rows)).replace("\n", end).encode()
    one, other = measure_shape(data, ","), measure_shape(mapped(data), ",")
    for name in ("starts", "lines", "widths"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    assert (one.widths == 3).all()
    assert one.lines[2] == 4  # the header, two lines of the first record
    assert not one.plain  # for a cell holds a line feed


@pytest.mark.parametrize(("end", "plain"), [("\n", True), ("\r\n", True), ("\n\x07", False), ("\r\r\n", False)])
def test_line_ends_are_no_control_characters_of_cells(end, plain):
    assert measure_shape(f"a,b{end}1,2{end}3,4{end}".encode(), ",").plain is plain


@given(st.lists(st.integers(1, 2**26), min_size=1, max_size=30))
def test_records_are_cut_into_parts_that_leave_none_out(sizes):
    starts = np.concatenate([[0], np.cumsum(sizes)])
    shape = Shape(starts, starts, starts, True)
    found = [number for part in _cut(shape) for number in part]
    assert found == list(range(1, starts.size))


@pytest.mark.parametrize("begin", ["", BOM])
def test_a_mapped_file_gives_the_same_records(begin, mapped):
    data = (begin + SCOPUS).encode()
    whole, in_parts = (READERS["scopus"].read(decode("s.csv", one)) for one in (data, mapped(data)))
    assert whole.table.equals(in_parts.table)
    assert whole.table["title"].null_count() == 0
