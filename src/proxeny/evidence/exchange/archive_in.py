"""Open a ``.qdpx`` (a ZIP with project.qde and sources) or a ``.qdc`` (one XML file), within limits."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from proxeny.errors import FaultyInput, Where
from proxeny.evidence.archive import check_archive, read_entry
from proxeny.evidence.exchange.align import plain_text
from proxeny.evidence.xml import parse_xml


def open_project(data: bytes, where: Where) -> tuple[etree._Element, Mapping[str, str], Mapping[str, bytes]]:
    """The root element, raw text of each text source by the lower-case name of its file, and all other files likewise.

    Raises `FaultyInput`: no archive, no project in it, a bomb, broken XML.
    """
    if not data.startswith(b"PK"):
        return parse_xml(data, where), {}, {}
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_archive(archive, where)
            names = [one for one in archive.namelist() if not one.endswith("/")]
            projects = [one for one in names if one.lower().endswith((".qde", ".qdc"))]
            if not projects:
                raise FaultyInput.of("qdpx-no-project", where)
            root = parse_xml(read_entry(archive, sorted(projects, key=len)[0], where), where)
            texts: dict[str, str] = {}
            others: dict[str, bytes] = {}
            for name in names:
                base = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
                if base.endswith(".txt"):
                    texts[base] = _decode(read_entry(archive, name, where))
                elif name not in projects and not base.startswith("."):
                    others[base] = read_entry(archive, name, where)
    except (BadZipFile, ValueError) as problem:
        raise FaultyInput.of("document-broken", where, reason=str(problem)[:200]) from problem
    return root, texts, others


def _decode(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace").replace("\x00", "")
    return data.decode("utf-8", "replace").replace("\x00", "")


def find_file(element: etree._Element, files: Mapping[str, bytes]) -> str:
    """The lower-case name of the file that a source was made from, where the project holds it."""
    for attribute in ("richTextPath", "path", "currentPath"):
        base: str = element.get(attribute, "").replace("\\", "/").rsplit("/", 1)[-1].lower()
        if base in files:
            return base
    return ""


def find_text(element: etree._Element, texts: Mapping[str, str], used: set[str]) -> tuple[str, bool]:
    """The raw text of a text source and whether the file holds it: inside the XML, or the file that a path names, which
    joins those ``used``.
    """
    for child in element:
        if etree.QName(child).localname == "PlainTextContent":
            return child.text or "", True
    path = element.get("plainTextPath", "")
    base = path.replace("\\", "/").removeprefix("internal://").removeprefix("relative://").rsplit("/", 1)[-1]
    candidates = [base.lower(), f"{element.get('guid', '').strip('{}').lower()}.txt"]
    for name in candidates:
        if name in texts:
            used.add(name)
            return texts[name], True
    return "", False


__all__ = ["find_file", "find_text", "open_project", "plain_text"]
