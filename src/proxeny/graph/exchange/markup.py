"""XML read without entities, document types and anything outside the file."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from proxeny.errors import FaultyInput, Where


def read_xml(path: Path, root: str) -> Element:
    """The root of an XML file, which has to be called ``root``. Raises `FaultyInput`."""
    where = Where(file=str(path))
    try:
        found = parse(path, forbid_dtd=True).getroot()
    except ParseError as error:
        raise FaultyInput.of("graph-xml-broken", Where(file=str(path), line=error.position[0]), reason=error) from error
    except DefusedXmlException as error:
        raise FaultyInput.of("graph-xml-entities", where) from error
    if found is None or local(found) != root:
        raise FaultyInput.of("graph-xml-other", where, wanted=root, found=local(found) if found is not None else "")
    return found  # type: ignore[no-any-return]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """The children of these names, whatever their namespace."""
    return [child for child in element if local(child) in names]
