"""HTML: the words a reader sees, block by block; scripts, styles and navigation are left out and counted."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree, html

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.document import Extracted
from proxeny.evidence.extractors import EXTRACTORS

SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "svg", "math", "object", "embed", "iframe", "frame",
    "select", "button", "textarea", "input", "canvas", "audio", "video", "map", "applet",
})  # fmt: skip
_BLOCK = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "table", "blockquote",
    "pre", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "form", "fieldset", "address", "hr",
})  # fmt: skip
_LINE = frozenset({"br", "li", "tr", "dt", "dd", "caption"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MAX_NODES = 2_000_000


@EXTRACTORS.add("html")
def extract_html(data: bytes, name: str) -> Extracted:
    """Walk the tree without recursion, so that a deep one harms nobody. Raises `FaultyInput`: nothing to read."""
    where = Where(file=name)
    parser = html.HTMLParser(encoding=find_encoding(data), no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(data.replace(b"\x00", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    left_out: Counter[str] = Counter()
    text = "".join(_words(root, left_out, where))
    return Extracted((re.sub(r" *\n *", "\n", text),), f"html/1 (lxml {etree.__version__})", left_out=dict(left_out))


def find_encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that; else None, and lxml looks at what the file says of itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _words(root: html.HtmlElement, left_out: Counter[str], where: Where) -> list[str]:
    parts: list[str] = []
    skipping = 0
    for seen, (event, node) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if seen > _MAX_NODES:
            raise FaultyInput.of("document-large-tree", where)
        tag = node.tag if isinstance(node.tag, str) else ""
        skip = tag in SKIPPED
        if event == "start":
            if skip:
                left_out.update([tag] if not skipping and tag != "head" else [])
                skipping += 1
            if not skipping:
                parts += _begin(tag, node.text)
        else:
            skipping -= skip
            if not skipping:
                parts.append("\n\n" if tag in _BLOCK else "\n" if tag in _LINE else "")
                parts.append(_BLANKS.sub(" ", node.tail or ""))
    return parts


def _begin(tag: str, text: str | None) -> list[str]:
    before = "\n\n" if tag in _BLOCK else "\n" if tag in _LINE - {"br"} else "\t" if tag in {"td", "th"} else ""
    return [before, _BLANKS.sub(" ", text or "")]
