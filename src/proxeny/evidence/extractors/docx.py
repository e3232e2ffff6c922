"""DOCX: paragraphs, tables, notes; deleted text and field codes are left out, inserted text is read."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.archive import check_archive, read_entry
from proxeny.evidence.document import Extracted
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@EXTRACTORS.add("docx")
def extract_docx(data: bytes, name: str) -> Extracted:
    """The text in document order, then foot- and endnotes. Raises `FaultyInput`: encrypted, a bomb, broken."""
    where = Where(file=name)
    left_out: Counter[str] = Counter()
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_archive(archive, where)
            names = set(archive.namelist())
            texts = [
                _text(parse_xml(read_entry(archive, part, where), where), left_out) for part in _PARTS if part in names
            ]
    except (BadZipFile, ValueError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    joined = "\n\n".join(text for text in texts if text.strip())
    if not joined.strip():
        raise FaultyInput.of("document-no-text", where)
    return Extracted((joined,), f"docx/1 (lxml {etree.__version__})", left_out=dict(left_out))


def _text(root: etree._Element, left_out: Counter[str]) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and tag == f"{_W}t":
            if not any(parent.tag == _FALLBACK for parent in node.iterancestors()):
                parts.append(node.text or "")
        elif event == "start" and tag == f"{_W}delText":
            left_out["deleted"] += 1
        elif event == "start" and tag in {f"{_W}tab", f"{_W}ptab"}:
            if node.getparent() is not None and node.getparent().tag == f"{_W}r":
                parts.append("\t")
        elif event == "start" and tag in {f"{_W}br", f"{_W}cr"}:
            parts.append("\n")
        elif event == "start" and tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif event == "start" and tag in {f"{_W}drawing", f"{_W}pict"}:
            left_out["picture"] += 1
        elif event == "end" and tag == f"{_W}p":
            parts.append("\n")
        elif event == "end" and tag == f"{_W}tc":
            parts.append("\t")
    return "".join(parts)
