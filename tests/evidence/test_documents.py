"""Documents are read as they are meant, whoever made them; hostile ones are refused in clear words."""

from __future__ import annotations

import re
import zipfile

import pytest
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from proxeny.errors import FaultyInput
from proxeny.evidence.canonical import canonical, from_utf16, to_utf16
from proxeny.evidence.reading import read_bytes, read_document
from proxeny.evidence.repair import repair_page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
IMAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>endobj
4 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream
\x00
endstream endobj
5 0 obj<</Length 30>>stream
q 200 0 0 200 0 0 cm /I Do Q
endstream endobj
trailer<</Root 1 0 R>>
"""


def docx(tmp_path, body):
    """A DOCX of one part."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return path


def fold(text):
    """Without blanks and half-spaces."""
    return re.sub(r"[\s\u200c]+", "", text)


@pytest.mark.parametrize("name", ["chromium.pdf", "reportlab_visual.pdf", "weasy.pdf", "doc.docx", "doc.html"])
def test_three_languages_by_five_producers(shared, name):
    folder = shared / "data/documents"
    document = read_document(folder / name)
    whole = fold(document.text)
    for language in ("fa", "tr", "en"):
        lines = [fold(line) for line in (folder / f"truth_{language}.txt").read_text().splitlines() if line.strip()]
        found = [partial_ratio_alignment(line, whole) for line in lines]
        read = "".join(whole[one.dest_start : one.dest_end] for one in found)
        assert Levenshtein.normalized_similarity("".join(lines), read) >= 0.99
    assert "۱۳۷۲" in document.text and "evil" not in document.text
    assert document.pages[0].quality > 0.95


def test_the_damaged_text_can_be_read(shared):
    found = read_document(next((shared / "seeds").glob("000*.txt")))
    assert found.text.count("دیپلماسی") > 100
    assert found.pages[0].repairs["words"] > 0
    assert found.raw != found.text


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("مﻼﺳ", "سلام"), (".(۱۴۰۰ ات ۱۳۷۲) ناهج", "جهان (۱۳۷۲ تا ۱۴۰۰)."), ("C40 و UCLG دننام", "مانند UCLG و C40"),
        ("The ﬁnal oﬃce", "The final office"), ("دعبُ", "بُعد"),
    ],
)  # fmt: skip
def test_what_is_seen_becomes_what_is_read(seen, read):
    assert repair_page(seen, visual=True).text == read


def test_utf16_is_only_at_the_edge():
    text = "a😀شهر"
    assert [from_utf16(text, to_utf16(text, at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))


def test_canonical_text_is_its_own_canonical_text():
    odd = "e\u0301\r\nb\x00 \u202ec\n\n\n\nd"
    assert canonical(odd) == "é\nb c\n\nd" == canonical(canonical(odd))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "document-empty"), (b"\x00\x01\x02" * 400, "a.txt", "document-binary"),
        (IMAGE, "a.pdf", "document-image-only"), (b"%PDF-1.7 nothing", "a.pdf", "document-broken"),
        (IMAGE.replace(b"trailer<</Root 1 0 R>>",
        b"6 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32
         + b">/P -60>>endobj\ntrailer<</Root 1 0 R/Encrypt 6 0 R/ID[<31><31>]>>"), "a.pdf", "document-encrypted"),
        (b"\x89PNG\r\n\x1a\n....", "a.png", "document-kind"), (b"<?xml version='1.0'?><a/>", "a.xml", "document-kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data, name, code):
    with pytest.raises(FaultyInput) as caught:
        read_bytes(data, name)
    assert caught.value.faults[0].code == code


def test_a_zip_bomb_is_refused(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        read_document(docx(tmp_path, b"<a>" + b"0" * (30 * 2**20) + b"</a>"))
    assert caught.value.faults[0].code == "archive-ratio"


def test_an_entity_bomb_is_refused(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        read_document(docx(tmp_path, f'<!DOCTYPE a [<!ENTITY b "b">]><w:document {W}>&b;</w:document>'))
    assert caught.value.faults[0].code == "document-entities"


def test_scripts_are_left_out_and_counted():
    found = read_bytes(b"<html><body><p onclick='x()'>Hello</p><script>alert(1)</script></body></html>", "a.html")
    assert (found.text, found.left_out) == ("Hello", {"script": 1})


def test_deleted_words_of_a_docx_are_not_read(tmp_path):
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = f"<w:document {W}><w:p><w:r><w:t>kept</w:t></w:r>{gone}</w:p></w:document>"
    assert read_document(docx(tmp_path, body)).text == "kept"


def test_a_file_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(FaultyInput) as caught:
        read_document(path)
    assert caught.value.faults[0].code == "document-too-large"


@pytest.mark.parametrize(
    ("raw", "text", "left_out"),
    [
        (b"The city\x00 joined" + b"\x00" * 40, "The city joined", {"nul": 41}),
        ("a 😀 b".encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode(), "a 😀 b", {}),
        (b"a \xed\xa0\xbd\xed\xb8\x80 b", "a 😀 b", {}),
        (b"a \xed\xa0\xbd b", "a \ufffd b", {"undecodable": 1}),
        ("شهر و دیپلماسی".encode() + b"\xff", "شهر و دیپلماسی\ufffd", {"undecodable": 1}),
        ("Şehir".encode("cp1254"), "Şehir", {}), ("city".encode("utf-16-le"), "city", {}),
    ],
)  # fmt: skip
def test_text_of_any_encoding_is_read_and_what_cannot_be_is_counted(raw, text, left_out):
    found = read_bytes(raw, "a.txt")
    assert (found.text, dict(found.left_out)) == (text, left_out)
