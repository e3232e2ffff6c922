"""PDF by pdfminer: glyphs by their place on the page, lines in the order seen; nothing is repaired here.

Glyphs are sorted by where they stand, so that right-to-left text is in *pure visual order* whoever made the file; then
it can be put back without guessing. A combining mark is kept with the letter under which or over which it stands.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from pdfminer import __version__
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTFigure, LTImage, LTPage, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.document import Extracted
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.extractors_content import TextInterpreter
from proxeny.evidence.extractors_layout import Box, order_boxes
from proxeny.evidence.limits import allow_more, tell_progress

_GAP = 0.1  # of the larger side of a glyph: a wider gap is a blank
_MAX_PAGES = 5_000


@EXTRACTORS.add("pdf")
def extract_pdf(data: bytes, name: str) -> Extracted:
    """Raw text page by page. Raises `FaultyInput`: encrypted, broken, without text, too many pages."""
    logging.disable(logging.CRITICAL)  # pdfminer tells of every odd object; what matters is in the quality of the page
    where = Where(file=name)
    pages: list[str] = []
    pictures = 0
    try:
        for page in _lay_out(data):
            if len(pages) >= _MAX_PAGES:
                raise FaultyInput.of("document-pages", where, limit=_MAX_PAGES)
            pages.append(_page_text(page))
            pictures += sum(isinstance(one, LTFigure | LTImage) for one in page)
    except (PDFPasswordIncorrect, PDFEncryptionError) as problem:
        raise FaultyInput.of("document-encrypted", where) from problem
    except (PDFException, PSException) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200] or type(problem).__name__) from problem
    if not any(page.strip() for page in pages):
        code = "document-image-only" if pages and pictures else "document-no-text" if pages else "document-no-pages"
        raise FaultyInput.of(code, where)
    left_out = {"picture": pictures} if pictures else {}
    return Extracted(tuple(pages), f"pdf/2 (pdfminer.six {__version__})", visual=True, left_out=left_out)


def _lay_out(data: bytes) -> Iterator[LTPage]:
    """The glyphs of page after page; each page has some time of its own, and says that it was read."""
    manager = PDFResourceManager(caching=True)
    device = PDFPageAggregator(manager, laparams=LAParams())
    interpreter = TextInterpreter(manager, device)
    parser = PDFParser(BytesIO(data))
    document = PDFDocument(parser, caching=True)
    total = _count_pages(document)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        allow_more()
        interpreter.process_page(page)
        tell_progress(number, max(number, total))
        yield device.get_result()


def _count_pages(document: PDFDocument) -> int:
    """How many pages the file says it has; only to tell progress."""
    pages = resolve1(document.catalog.get("Pages"))
    count = resolve1(pages.get("Count")) if isinstance(pages, dict) else 0
    return count if isinstance(count, int) else 0


def _page_text(page: LTPage) -> str:
    boxes = []
    for element in page:
        if isinstance(element, LTTextContainer):
            lines = [_line_text(line) for line in element if isinstance(line, LTTextLine)]
            text = "\n".join(line for line in lines if line.strip())
            if text:
                boxes.append(Box(element.x0, element.y0, element.x1, element.y1, text))
    return "\n\n".join(box.text for box in order_boxes(boxes))


def _line_text(line: LTTextLine) -> str:
    """The glyphs of a line from left to right, with blanks where there is a gap."""
    glyphs = [one for one in line if isinstance(one, LTChar) and one.get_text()]
    bases = sorted((one for one in glyphs if not _is_mark(one)), key=lambda one: (one.x0, one.x1))
    marks: dict[int, list[str]] = {}
    for mark in glyphs:
        if _is_mark(mark) and bases:
            marks.setdefault(_under(mark, bases), []).append(mark.get_text())
    return "".join(_pieces(bases, marks))


def _pieces(bases: list[LTChar], marks: dict[int, list[str]]) -> Iterator[str]:
    end: float | None = None
    blank = True
    for index, glyph in enumerate(bases):
        text = glyph.get_text()
        margin = _GAP * max(glyph.width, glyph.height)
        if end is not None and glyph.x0 > end + margin and not blank and text.strip():
            yield " "
        yield _turn(text) + "".join(marks.get(index, []))
        blank = not text.strip()
        end = max(end or glyph.x1, glyph.x1) if blank else glyph.x1


def _is_mark(glyph: LTChar) -> bool:
    return all(unicodedata.category(letter) == "Mn" for letter in glyph.get_text())


def _under(mark: LTChar, bases: list[LTChar]) -> int:
    """The letter that a mark belongs to: the right-to-left one over whose middle it stands, or the next to its right.

    Marks of no width have their place at the pen, left of the glyph that they were drawn with.
    """
    middle = (mark.x0 + mark.x1) / 2
    if mark.width > 0.5:
        return min(range(len(bases)), key=lambda index: abs((bases[index].x0 + bases[index].x1) / 2 - middle))
    return min(range(len(bases)), key=lambda index: abs(bases[index].x0 - middle) if bases[index].get_text().strip()
               else float("inf"))  # fmt: skip


def _turn(text: str) -> str:
    """A glyph of several right-to-left letters is in reading order; turned, the whole line is in the order seen."""
    if len(text) > 1 and all(unicodedata.bidirectional(letter) in {"R", "AL", "NSM"} for letter in text):
        return text[::-1]
    return text
