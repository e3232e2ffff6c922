"""The programme's files as other programs read them: python-docx, and a strict reader of RFC 5545."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from proxeny.report.programme.docx import make_docx
from proxeny.report.programme.ics import make_ics, make_uid

from .rfc5545 import read_calendar, unescape
from .test_files import DAY, HOSTILE, programme

LANGUAGES = ("en", "tr", "fa")
HEADS = {
    "en": ["Step", "Responsible", "From", "Until", "State"],
    "tr": ["Adım", "Sorumlu", "Başlangıç", "Bitiş", "Durum"],
}


@pytest.mark.parametrize("title", ["Alpha", HOSTILE, "شبکهٔ شهرها"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_opens_it_and_finds_headings_and_tables(language, title):
    document = Document(BytesIO(make_docx(programme(title), language, DAY)))
    styles = [one.style.name for one in document.paragraphs]
    assert styles[0] == "Title"
    assert [styles.count(f"Heading {level}") for level in (1, 2, 3)] == [2, 2, 3], "horizons, goals, their parts"
    assert [len(table.rows) for table in document.tables] == [7, 2]
    for table in document.tables:
        assert len(table.columns) == 5
        assert all(len(row.cells) == 5 and row.cells[0].text for row in table.rows)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.language == language
    assert document.core_properties.title == document.paragraphs[0].text
    assert document.sections[0].page_width.cm == pytest.approx(21.0, abs=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_persian_runs_from_right_to_left_in_every_paragraph_run_table_and_section(language):
    document = Document(BytesIO(make_docx(programme("شبکهٔ شهرها"), language, DAY)))
    cells = [one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
    everything = [*document.paragraphs, *cells]
    turned = language == "fa"
    assert all((one._p.pPr.find(qn("w:bidi")) is not None) == turned for one in everything)
    runs = [run for one in everything for run in one.runs]
    assert runs
    assert all(bool(run.font.rtl) == turned for run in runs)
    assert all((table._tbl.tblPr.find(qn("w:bidiVisual")) is not None) == turned for table in document.tables)
    assert (document.sections[0]._sectPr.find(qn("w:bidi")) is not None) == turned
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert heads == HEADS.get(language, heads)
    if turned:
        assert all("؀" <= head[0] <= "ۿ" for head in heads)


@pytest.mark.parametrize("title", ["Alpha", HOSTILE, "شبکهٔ شهرها " * 12, 'a\\,b;c:d"e', "İ" * 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strict_reader_takes_the_calendar(language, title):
    calendar = read_calendar(make_ics(programme(title), language, DAY))
    assert len(calendar.within) == 6
    assert calendar.one("METHOD") == "PUBLISH"
    for event in calendar.within:
        assert event.one("SUMMARY")
        assert [alarm.one("TRIGGER") for alarm in event.within] == ["-P7D"]


def test_words_come_back_as_they_were_and_steps_name_those_before_them():
    calendar = read_calendar(make_ics(programme("a\\,b;c"), "en", DAY))
    events = {event.one("UID"): event for event in calendar.within}
    council = events[make_uid("gn:1", 7, "council")]
    assert council.one("SUMMARY") == "Council decision – Membership of a\\,b;c"
    assert "Responsible: Office" in council.one("DESCRIPTION").split("\n")
    before = [make_uid("gn:1", 7, key) for key in ("conditions", "budget")]
    assert sorted(council.all("RELATED-TO")) == sorted(before)
    applied = events[make_uid("gn:1", 7, "apply")]
    assert make_uid("gn:1", 7, "council") in applied.all("RELATED-TO")
    assert applied.one("DTSTART") > council.one("DTSTART"), "the council decides before anything is applied for"


def test_a_later_reading_has_the_same_events():
    first, second = (read_calendar(make_ics(programme(), "en", day)) for day in (DAY, date(2027, 3, 1)))
    assert [one.one("UID") for one in first.within] == [one.one("UID") for one in second.within]
    assert {one.one("DTSTAMP") for one in second.within} == {"20270301T000000Z"}


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda data: data.replace(b"\r\n", b"\n"), lambda data: data.replace(b"VERSION:2.0\r\n", b""),
        lambda data: data.replace(b"END:VALARM\r\n", b"", 1), lambda data: data.replace(b"UID:", b"UID", 1),
        lambda data: data.replace(b"SUMMARY", b"SUMMARY:" + b"x" * 80 + b"\r\nSUMMARY", 1),
        lambda data: data.replace(b"-P7D", b"7 days", 1),
    ],
)  # fmt: skip
def test_the_strict_reader_is_strict(spoiled):
    with pytest.raises(AssertionError):
        read_calendar(spoiled(make_ics(programme(), "en", DAY)))
    with pytest.raises(AssertionError):
        unescape("a,b")


def test_steps_without_room_come_first_in_a_calendar_and_are_named_in_the_document():
    calendar = read_calendar(make_ics(programme(), "en", DAY))
    urgent = {one.one("SUMMARY") for one in calendar.within if one.all("PRIORITY") == ["1"]}
    assert "Council decision – Membership of Alpha" in urgent
    text = "\n".join(one.text for one in Document(BytesIO(make_docx(programme(), "en", DAY))).paragraphs)
    assert "The end is decided by:" in text
