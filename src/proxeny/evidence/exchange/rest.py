"""What a project holds that is neither text nor coding: variables, cases, links and graphs, kept as they are.

Nothing here looks into them; they name codes, sources and selections by GUID, and those are kept. Each is held as
canonical XML in the namespace of projects, without blanks between elements, so that the same goes out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from proxeny.errors import Where
from proxeny.evidence.xml import parse_xml

NAMESPACE = "urn:QDA-XML:project:1.0"
HOLDERS = ("Variables", "Cases", "Links", "Graphs")  # as children of a project, in the order of the schema
_MOST_LETTERS, _MOST = 200_000, 50_000
_GUID = re.compile(r"guid$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rest:
    """One variable, case, link or graph: the element that holds it, its name, and its XML."""

    holder: str
    guid: str
    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A file of the archive that no source names."""

    name: str
    data: bytes


def read_rest(root: etree._Element, lose: Callable[[str], None]) -> Iterator[Rest]:
    """All of them, in the order of the file; what is too large is told to ``lose``."""
    count = 0
    for holder in root:
        kind = etree.QName(holder).localname if isinstance(holder.tag, str) else ""
        if kind not in HOLDERS:
            continue
        for child in holder:
            if not isinstance(child.tag, str):
                continue
            xml = _write(child)
            name = " ".join((etree.QName(child).localname.lower(), child.get("name", "")[:120])).strip()
            count += 1
            if len(xml) > _MOST_LETTERS or count > _MOST:
                lose(name)
            else:
                yield Rest(kind, _plain(child.get("guid", "")), child.get("name", ""), xml)


def put_rest(root: etree._Element, holder: str, rest: tuple[Rest, ...]) -> None:
    """Write those of one holder below the project. Raises `FaultyInput` where the XML was damaged since."""
    mine = [one for one in rest if one.holder == holder]
    if mine:
        made = etree.SubElement(root, f"{{{NAMESPACE}}}{holder}")
        for one in mine:
            made.append(parse_xml(one.xml.encode("utf-8"), Where()))


def _write(element: etree._Element) -> str:
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for one in copy.iter():
        if len(one) and not (one.text or "").strip():
            one.text = None
        if not (one.tail or "").strip():
            one.tail = None
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)  # the words behind them stay
    for one in copy.iter():
        one.tag = f"{{{NAMESPACE}}}{etree.QName(one).localname}"
        for key in one.attrib:
            if _GUID.search(key):
                one.set(key, _plain(one.get(key, "")))
    made = etree.Element(copy.tag, dict(copy.attrib), nsmap={None: NAMESPACE})
    made.text = copy.text
    made.extend(list(copy))
    etree.cleanup_namespaces(made)
    return bytes(etree.tostring(made, method="c14n")).decode("utf-8")


def _plain(guid: str) -> str:
    return guid.strip().strip("{}").lower()
