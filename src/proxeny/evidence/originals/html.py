"""HTML as its author structured it: headings, lists, tables, emphasis. Elements and attributes are ours alone."""

from __future__ import annotations

import re
from html import escape

from lxml import etree, html

from proxeny.errors import FaultyInput
from proxeny.evidence.extractors.html import SKIPPED, find_encoding
from proxeny.evidence.originals import ORIGINALS, Shown

_KEPT = frozenset({
    "p", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "code",
    "strong", "em", "b", "i", "u", "s", "sup", "sub", "dl", "dt", "dd", "figure", "figcaption", "div", "br", "hr",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY = frozenset({"br", "hr"})
_ATTRIBUTES = {
    "dir": re.compile(r"ltr|rtl|auto"), "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"),
    "colspan": re.compile(r"[1-9]\d?"), "rowspan": re.compile(r"[1-9]\d?"),
}  # fmt: skip
MOST = 2_000_000  # characters of markup


@ORIGINALS.add("html")
def show_html(data: bytes, page: int) -> Shown:
    """Markup of known elements; headings become paragraphs, for the page has its own. Raises `FaultyInput`."""
    parser = html.HTMLParser(encoding=find_encoding(data), no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(data.replace(b"\x00", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise FaultyInput.of("document-broken", reason=str(problem)[:200]) from problem
    return Shown((render_html(root),), markup=True)


def render_html(root: html.HtmlElement) -> str:
    """Known elements without recursion; text is escaped, all else is left out. Too much is cut at the end."""
    parts: list[str] = []
    size, skipping = 0, 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        skip = tag in SKIPPED
        made = ""
        if event == "start":
            skipping += skip
            if not skipping and size < MOST:
                made = _open(tag, node) + escape(node.text or "")
        else:
            skipping -= skip
            if not skipping:
                close = "p" if tag in _HEADINGS else tag
                made = f"</{close}>" if (tag in _KEPT or tag in _HEADINGS) and tag not in _EMPTY and not skip else ""
                made += escape(node.tail or "") if size < MOST else ""
        size += len(made)
        parts.append(made)
    return "".join(parts)


def _open(tag: str, node: html.HtmlElement) -> str:
    if tag in _HEADINGS:
        return f'<p class="heading"{_attributes(node)}>'
    return f"<{tag}{_attributes(node)}>" if tag in _KEPT else ""


def _attributes(node: html.HtmlElement) -> str:
    given = ((name, node.get(name, "")) for name in _ATTRIBUTES)
    return "".join(f' {name}="{value}"' for name, value in given if _ATTRIBUTES[name].fullmatch(value))
