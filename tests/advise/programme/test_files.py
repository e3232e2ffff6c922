"""The programme as a document and as a calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from proxeny.advise.programme.model import Expected, Goal, Programme, Step
from proxeny.advise.programme.planning import plan_steps
from proxeny.evidence.extractors.docx import extract_docx
from proxeny.report.programme.docx import make_docx
from proxeny.report.programme.ics import escape_text, fold_line, make_ics

DAY = date(2027, 1, 4)
HOSTILE = '<w:p>&amp;"\x07; =cmd(), \u202eevil\nEND:VEVENT'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def programme(title: str = "Alpha") -> Programme:
    """Two goals; one with a step that is done, one with a hostile step of its own."""
    steps = plan_steps("network", DAY, "DE", "Office")
    steps = (replace(steps[0], done=DAY), *steps[1:])
    expected = Expected({"NET-1": (5.0, 6.0)}, ((20.0, 40.0), (21.0, 42.5)), ((8, 12), (7, 11)))
    own = Step("own-1", DAY, DAY, title=title, responsible=title)
    return Programme("gn:1", title, (
        Goal(7, "network", "nw:A", title, "medium", steps, expected=expected, reason=title),
        Goal(8, "union", "un:1", title, "long", (own,), ("gn:1", "gn:2")),
    ))  # fmt: skip


def unfold(data: bytes) -> list[str]:
    """Content lines as a calendar reads them."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


@pytest.mark.parametrize("language", ["en", "tr", "fa"])
@pytest.mark.parametrize("title", ["Alpha", HOSTILE, "شبکهٔ شهرها " * 12])
def test_a_calendar_is_whole_and_its_lines_are_short(language, title):
    data = make_ics(programme(title), language, DAY)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = unfold(data)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 6, "the step that is done is left out"
    for line in lines[:-1]:
        assert re.match(r"[A-Z-]+(;[A-Z-]+=[^:]+)*:", line), line


def test_the_same_step_has_the_same_uid_in_every_language_and_on_every_day():
    def uids(language: str, day: date) -> list[str]:
        return [line for line in unfold(make_ics(programme(), language, day)) if line.startswith("UID:")]

    assert uids("en", DAY) == uids("fa", date(2028, 5, 5))
    assert len(set(uids("en", DAY))) == 6


def test_an_event_lies_on_the_day_by_which_it_is_due_and_names_what_comes_before():
    lines = unfold(make_ics(programme(), "en", DAY))
    at = lines.index("SUMMARY;LANGUAGE=en:Council decision – Membership of Alpha")
    event = lines[at - 4 : lines.index("END:VEVENT", at)]
    assert "DTSTART;VALUE=DATE:20270419" in event
    assert "DTEND;VALUE=DATE:20270420" in event
    assert any("Responsible: Office" in line for line in event)
    assert sum(line.startswith("RELATED-TO") for line in event) == 2


@given(st.text())
def test_a_value_has_no_bare_separator_nor_control(text):
    made = escape_text(text)
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", made)
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", made)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n")))
def test_folding_loses_nothing_and_cuts_no_character(text):
    folded = fold_line(text)
    assert folded.replace(b"\r\n ", b"").decode() == text
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    for part in folded.split(b"\r\n"):
        part.decode()


@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_a_document_is_read_again_and_runs_the_way_its_language_does(language):
    data = make_docx(programme(), language, DAY)
    text = extract_docx(data, "p.docx").pages[0]
    assert "Alpha" in text
    with ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = root.findall(f".//{W}p")
    turned = [one for one in paragraphs if one.find(f"{W}pPr/{W}bidi") is not None]
    assert len(turned) == (len(paragraphs) if language == "fa" else 0)
    assert bool(root.findall(f".//{W}bidiVisual")) == (language == "fa")


def test_hostile_words_stay_words_in_a_document():
    data = make_docx(programme(HOSTILE), "en", DAY)
    text = extract_docx(data, "p.docx").pages[0]
    assert "<w:p>&amp;" in text
    assert "\x07" not in text


def test_a_document_says_expectations_with_their_intervals():
    text = extract_docx(make_docx(programme(), "en", DAY), "p.docx").pages[0]
    assert "Membership in international organisations and assemblies: from 5 to 6." in text
    assert "Rank in the assessment: from 8–12 to 7–11." in text
    assert "Score in the assessment: from 20.0–40.0 to 21.0–42.5." in text


@pytest.mark.parametrize("make", [make_docx, make_ics])
def test_the_same_programme_gives_the_same_bytes(make):
    assert make(programme(), "fa", DAY) == make(programme(), "fa", DAY)
