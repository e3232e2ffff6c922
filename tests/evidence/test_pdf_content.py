"""The quick reader of drawing instructions reads what pdfminer reads."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextContainer
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name

from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.extractors_content import Operator, read_tokens

PIECES = st.sampled_from([
    b"/F1", b"/A#42", b"12", b"-3.5", b".25", b"+4.", b"(plain)", b"(a(b)c)", rb"(\(\101\7\n\r\\)", b"(\\\r\nx)", b"()",
    b"<41 42>", b"<>", b"[", b"]", b"<</K 1/L(x)>>", b"Tj", b"TJ", b"T*", b"'", b'"', b"% note\n", b"true", b"q", b"Q",
])  # fmt: skip


def read_slowly(data: bytes) -> list[object]:
    """What pdfminer's own parser makes of it."""
    parser, found = PDFContentParser([PDFStream({}, data)]), []
    while True:
        try:
            one = parser.nextobject()[1]
        except PSEOF:
            return found
        found.append(Operator(keyword_name(one)) if isinstance(one, PSKeyword) else one)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).filter(lambda pieces: pieces.count(b"[") == pieces.count(b"]") == 0))
def test_tokens_are_those_of_pdfminer(pieces):
    data = b" ".join(pieces) + b"\n"
    assert list(read_tokens(data)) == read_slowly(data)


@pytest.mark.parametrize(
    "data", [b"[(a)-20<4142>12.5]TJ\n", b"/T1 9 Tf(x)Tj[]0 d\n", b"/P<</MCID 0>>BDC\n", b"(\\53\\053)Tj\n"]
)
def test_lists_and_dictionaries_are_too(data):
    assert list(read_tokens(data)) == read_slowly(data)


@pytest.mark.parametrize("data", [b"(never ends", b"[[[[", b">> ] )", b"<4", b"\\", b"[" * 100_000, b"(" * 100_000])
def test_broken_instructions_end(data):
    assert isinstance(list(read_tokens(data)), list)


def test_the_same_glyphs_at_the_same_places(shared):
    for name in ("chromium.pdf", "weasy.pdf", "reportlab_visual.pdf"):
        data = (shared / "data/documents" / name).read_bytes()
        quick = EXTRACTORS["pdf"](data, name).pages
        slow = [page_words(page) for page in extract_pages(BytesIO(data), laparams=LAParams())]
        assert ["".join(sorted("".join(page.split()))) for page in quick] == slow


def page_words(page: LTPage) -> str:
    """All letters of a page, sorted."""
    boxes = [box for box in page if isinstance(box, LTTextContainer)]
    letters = "".join(one.get_text() for box in boxes for line in box for one in line if isinstance(one, LTChar))
    return "".join(sorted("".join(letters.split())))
