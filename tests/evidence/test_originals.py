"""The original beside the text: pages as pictures, markup of known elements; nothing of the file is run."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from proxeny.errors import FaultyInput
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.originals import ORIGINALS
from proxeny.evidence.reading import build_document, read_bytes
from proxeny.evidence.showing import draw_pages, show_markup
from proxeny.register.operations.evidence import add_document

from .pdf import build_pdf

HOSTILE = b"""<html><head><style>p{}</style></head><body onload="x()"><h1 class=a>Title</h1>
<p style="color:red" onclick="x()" dir="rtl">One <b>two</b> &lt;script&gt;<script>alert(1)</script></p>
<img src="http://example.org/x.png"><a href="javascript:x()">link</a><iframe src="//example.org"></iframe>
<table><tr><td colspan="2" background="x">cell</td></tr></table></div></body></html>"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    """A DOCX of one part."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}>{body}</w:document>")
    return made.getvalue()


def test_pages_of_a_pdf_are_drawn_apart():
    found = draw_pages(build_pdf(*"abcdef"), 5)
    assert len(found) == 2 and all(one.startswith(b"\x89PNG") for one in found)
    assert struct.unpack(">II", found[0][16:24]) == (600, 600)
    assert draw_pages(build_pdf("a"), 5) == []


def test_a_broken_pdf_is_a_fault_and_a_vast_page_a_small_picture():
    with pytest.raises(FaultyInput) as caught:
        draw_pages(b"%PDF-1.7 nothing", 1, "a.pdf")
    assert caught.value.faults[0].code == "document-broken"
    vast = build_pdf("a").replace(b"[0 0 200 200]", b"[0 0 9e8 9e8]")
    assert max(struct.unpack(">II", draw_pages(vast, 1)[0][16:24])) <= 3000


def test_html_is_shown_with_known_elements_alone():
    shown = ORIGINALS["html"](HOSTILE, 1).pages[0]
    assert '<p class="heading">Title</p>' in shown and "One <b>two</b> &lt;script&gt;" in shown
    assert '<p dir="rtl">' in shown and '<td colspan="2">cell</td>' in shown and "link" in shown
    for bad in ("<script", "onclick", "style", "href", "src", "<img", "<iframe", "alert", "<body", "background"):
        assert bad not in shown


def test_docx_is_shown_with_headings_emphasis_and_tables():
    body = """<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>
    <w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>شهر &lt;x&gt;</w:t></w:r><w:r><w:drawing/></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
    shown = show_markup(docx(body), "docx")
    assert '<p class="heading" dir="auto">Head</p>' in shown and '<td><p dir="auto">cell</p></td>' in shown
    assert '<p dir="rtl"><strong>شهر &lt;x&gt;</strong>▢</p>' in shown


@pytest.mark.django_db
def test_the_page_shows_both_and_a_picture_is_kept(client):
    data = build_pdf("One", "Two")
    number, _ = add_document(build_document(data, "a.pdf", "pdf", EXTRACTORS["pdf"](data, "a.pdf")), data)
    page = client.get(f"/en/evidence/document/{number}/").content.decode()
    assert page.count('<img loading="lazy"') == 2 and "shows-text" in page
    assert "shows-original" in client.get(f"/en/evidence/document/{number}/?side=original").content.decode()
    address = f"/en/evidence/document/{number}/picture/1/2/"
    first, second = client.get(address), client.get(address)
    assert (first["Content-Type"], first.content) == ("image/png", second.content)
    assert client.get(f"/en/evidence/document/{number}/picture/1/3/").status_code == 404


@pytest.mark.django_db
def test_an_html_original_stands_beside_its_text(client):
    number, _ = add_document(read_bytes(HOSTILE, "a.html"), HOSTILE)
    page = client.get(f"/en/evidence/document/{number}/").content.decode()
    assert '<p class="heading">Title</p>' in page and "javascript:" not in page and "alert(1)" not in page
