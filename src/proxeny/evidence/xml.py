"""Parse XML that strangers wrote: no entities, no document type, no network, no endless depth."""

from __future__ import annotations

import re

from lxml import etree

from proxeny.errors import FaultyInput, Where

_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, where: Where) -> etree._Element:
    """The root element. Raises `FaultyInput`: it declares a document type or entities, or is not well formed."""
    plain = data.replace(b"\x00", b"") if data[:4].count(0) else data  # UTF-16 hides the words from the search
    if _DOCTYPE.search(plain):
        raise FaultyInput.of("document-entities", where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    return root
