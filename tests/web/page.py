"""What a test asks of a page: its structure, read with the standard parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"})
_INLINE = frozenset({"style", "onclick", "onload", "onerror", "onfocus"})
_REFERS = ("aria-labelledby", "aria-describedby", "for")


@dataclass
class Page:
    """The structure of one page."""

    root: dict[str, str | None] = field(default_factory=dict)
    title: str = ""
    text: str = ""
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    referred: set[str] = field(default_factory=set)

    @property
    def labelled(self) -> set[str]:
        """Everything that can be referred to."""
        return set(self.ids)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = dict(attributes)
        page = self.page
        if len(own) != len(attributes):
            page.faults.append(f"an attribute twice in <{tag}>")
        if tag == "html":
            page.root = own
        if own.get("id"):
            page.ids.append(str(own["id"]))
        page.referred |= {one for name in _REFERS for one in (own.get(name) or "").split()}
        if tag in {"h1", "h2", "h3", "h4"}:
            page.headings.append(tag)
        self._note_addresses(tag, own)
        runs = tag == "script" and not own.get("src") and own.get("type") != "application/json"
        if runs or tag == "style" or _INLINE & own.keys():
            page.inline.append(self.get_starttag_text() or tag)
        if tag == "th" and "scope" not in own:
            page.faults.append("a th without scope")
        if tag not in _VOID:
            self.open.append(tag)

    def _note_addresses(self, tag: str, own: dict[str, str | None]) -> None:
        href = own.get("href") or ""
        if tag == "a":
            self.page.links.append(href)
        if tag == "link" and own.get("rel") == "alternate":
            self.page.alternates[str(own["hreflang"])] = href
        elif tag == "link":
            self.page.requests.append(href)
        if own.get("src"):
            self.page.requests.append(str(own["src"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.page.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "table" or tag == "caption":
            self.page.text += " "

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" not in self.open:
            self.page.title += data
        else:
            self.page.text += data


def read_page(answer: HttpResponse) -> Page:
    """Read an answer."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    reader.close()
    page = reader.page
    page.faults += [f"<{tag}> is not closed" for tag in reader.open]
    page.text = " ".join(page.text.split())
    return page
