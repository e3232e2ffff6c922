"""DOCX as its author structured it: headings, emphasis, tables; pictures are named, not shown."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.archive import check_archive, read_entry
from proxeny.evidence.originals import ORIGINALS, Shown
from proxeny.evidence.originals.html import MOST
from proxeny.evidence.xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(heading|title|başlık|عنوان)", re.IGNORECASE)
_TABLE = {f"{_W}tbl": "table", f"{_W}tr": "tr", f"{_W}tc": "td"}
_BREAKS = {f"{_W}br": "<br>", f"{_W}cr": "<br>", f"{_W}tab": " ", f"{_W}drawing": "▢", f"{_W}pict": "▢"}


@ORIGINALS.add("docx")
def show_docx(data: bytes, page: int) -> Shown:
    """Markup of paragraphs and tables; a picture is shown as an empty square. Raises `FaultyInput`."""
    where = Where()
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_archive(archive, where)
            root = parse_xml(read_entry(archive, "word/document.xml", where), where)
    except (BadZipFile, KeyError, ValueError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    return Shown((_render(root),), markup=True)


def _render(root: etree._Element) -> str:
    parts: list[str] = []
    size = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        made = ""
        if tag in _TABLE:
            made = f"<{_TABLE[tag]}>" if event == "start" else f"</{_TABLE[tag]}>"
        elif tag == f"{_W}p":
            made = _paragraph(node) if event == "start" else "</p>"
        elif event == "start" and tag in _BREAKS and size < MOST:
            parent = node.getparent()
            made = _BREAKS[tag] if parent is not None and parent.tag == f"{_W}r" else ""
        elif event == "start" and tag == f"{_W}t" and size < MOST:
            made = _words(node)
        size += len(made)
        parts.append(made)
    return "".join(parts)


def _paragraph(node: etree._Element) -> str:
    style, bidi = node.find(f"{_W}pPr/{_W}pStyle"), node.find(f"{_W}pPr/{_W}bidi")
    name = style.get(f"{_W}val", "") if style is not None else ""
    heading = ' class="heading"' if _HEADING.search(name) else ""
    return f'<p{heading} dir="{"rtl" if bidi is not None else "auto"}">'


def _words(node: etree._Element) -> str:
    run = node.getparent()
    words = escape(node.text or "")
    for mark, element in (("b", "strong"), ("i", "em")):
        found = run.find(f"{_W}rPr/{_W}{mark}") if run is not None else None
        if found is not None and found.get(f"{_W}val", "1") not in {"0", "false"}:
            words = f"<{element}>{words}</{element}>"
    return words
