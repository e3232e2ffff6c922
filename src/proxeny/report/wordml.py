"""A small writer of DOCX: headings, paragraphs, tables, in either direction; the same content gives the same bytes.

WordprocessingML as ECMA-376 part 1 describes it: paragraphs that run from right to left carry ``w:bidi``, their runs
``w:rtl``, tables ``w:bidiVisual``. Whatever text comes in is cleaned of what XML forbids and cannot become markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WHEN = (1980, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_SIZES = {"Title": 44, "Heading1": 32, "Heading2": 26, "Heading3": 23}  # half points
_NAMES = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3"}


@dataclass
class Document:
    """What is written so far; ``language`` is a BCP 47 tag, ``rtl`` whether it runs from right to left."""

    title: str
    language: str = "en"
    rtl: bool = False
    _body: list[str] = field(default_factory=list)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title of the document."""
        self._body.append(self._paragraph(text, "Title" if level == 0 else f"Heading{level}"))

    def paragraph(self, text: str, style: str = "") -> None:
        """A paragraph; style ``Quiet`` is small and grey, ``Bullet`` an item of a list."""
        self._body.append(self._paragraph(f"• {text}" if style == "Bullet" else text, style))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A table with a row of heads that is repeated on each page; widths in per cent."""
        turned = "<w:bidiVisual/>" if self.rtl else ""
        grid = "".join(f'<w:gridCol w:w="{90 * width}"/>' for width in widths)
        lines = [self._row(head, widths, head=True), *(self._row(row, widths) for row in rows)]
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>{turned}<w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{self._paragraph('', '')}"
        )

    def to_bytes(self) -> bytes:
        """The whole file."""
        section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        section += (
            f'w:left="1134" w:header="709" w:footer="709" w:gutter="0"/>{"<w:bidi/>" if self.rtl else ""}</w:sectPr>'
        )
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/document.xml": f"{_XML}<w:document {_W}><w:body>{''.join(self._body)}{section}</w:body></w:document>",
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/styles.xml": self._styles(),
            "docProps/core.xml": self._core(),
        }
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as package:
            for name, text in parts.items():
                entry = ZipInfo(name, _WHEN)
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                package.writestr(entry, text.encode())
        return made.getvalue()

    def _paragraph(self, text: str, style: str, bold: bool = False) -> str:
        kind = f'<w:pStyle w:val="{style}"/>' if style else ""
        turned = "<w:bidi/>" if self.rtl else ""
        run = ("<w:b/><w:bCs/>" if bold else "") + ("<w:rtl/>" if self.rtl else "")
        inner = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{safe(text)}</w:t></w:r>' if text else ""
        return f"<w:p><w:pPr>{kind}{turned}</w:pPr>{inner}</w:p>"

    def _row(self, cells: Sequence[str], widths: Sequence[int], head: bool = False) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{50 * width}" w:type="pct"/></w:tcPr>'
            f"{self._paragraph(cell, 'Cell', head)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        repeated = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{made}</w:tr>"

    def _styles(self) -> str:
        face = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Vazirmatn"/>'
        tags = f'<w:lang w:val="{safe(self.language)}" w:bidi="fa-IR"/>'
        usual = f"<w:rPrDefault><w:rPr>{face}{_size(21)}{tags}</w:rPr></w:rPrDefault>"
        space = '<w:spacing w:after="100" w:line="264" w:lineRule="auto"/>'
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="CFC9BD"/>' for side in sides)
        made = [
            f"<w:docDefaults>{usual}<w:pPrDefault><w:pPr>{space}</w:pPr></w:pPrDefault></w:docDefaults>",
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/><w:qFormat/></w:style>',
            *(_heading_style(name, size) for name, size in _SIZES.items()),
            _style("Quiet", "", f'<w:color w:val="576269"/>{_size(18)}'),
            _style("Bullet", '<w:spacing w:after="40"/>', ""),
            _style("Cell", '<w:spacing w:before="30" w:after="30"/>', _size(19)),
            '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>'
            f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>",
        ]
        return f"{_XML}<w:styles {_W}>{''.join(made)}</w:styles>"

    def _core(self) -> str:
        return (
            f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{safe(self.title)}</dc:title><dc:creator>Proxeny</dc:creator>"
            f"<dc:language>{safe(self.language)}</dc:language></cp:coreProperties>"
        )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading_style(name: str, size: int) -> str:
    """A heading; all but the title have a level by which readers leaf through the document."""
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name[-1].isdigit() else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{_NAMES[name]}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="{size * 6}" w:after="80"/>{level}</w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="0B5563"/>{_size(size)}</w:rPr></w:style>'
    )


def safe(text: str) -> str:
    """Text that cannot be markup, without what XML forbids.

    >>> safe('<w:p> & "x"\\x00')
    '&lt;w:p&gt; &amp; &quot;x&quot;'
    """
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})
