"""PDF pages as pictures, by PDFium; nothing in the file is run."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode

import numpy as np
import numpy.typing as npt

from proxeny.errors import FaultyInput
from proxeny.evidence.originals import ORIGINALS, TOGETHER, Shown

_WIDE, _TALL, _LARGEST = 1000, 3000, 3.0  # pixels of a picture at most, and how much a page is enlarged at most
Pixels = npt.NDArray[np.uint8]


@ORIGINALS.add("pdf")
def draw_pdf(data: bytes, page: int) -> Shown:
    """Pictures of some pages from ``page`` on; none past the end. Raises `FaultyInput` for a file that is broken."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        last = min(len(document), page - 1 + TOGETHER)
        drawn = [_draw(document[at]) for at in range(page - 1, last)]
    except pypdfium2.PdfiumError as problem:
        raise FaultyInput.of("document-broken", reason=str(problem)[:200]) from problem
    return Shown(tuple(b64encode(one).decode("ascii") for one in drawn), page)


def _draw(page: object) -> bytes:
    wide, tall = page.get_size()  # type: ignore[attr-defined]
    scale = min(_LARGEST, _WIDE / max(wide, 1.0), _TALL / max(tall, 1.0))
    bitmap = page.render(scale=scale, may_draw_forms=False)  # type: ignore[attr-defined]
    return write_png(np.ascontiguousarray(bitmap.to_numpy()[:, :, 2::-1]))


def write_png(pixels: Pixels) -> bytes:
    """The bytes of a PNG of red, green and blue rows (PNG specification, third edition); of grey ones where all are.

    >>> write_png(np.zeros((1, 1, 3), dtype=np.uint8))[1:4]
    b'PNG'
    """
    tall, wide, _ = pixels.shape
    grey = bool((pixels[:, :, 0] == pixels[:, :, 1]).all() and (pixels[:, :, 1] == pixels[:, :, 2]).all())
    rows = pixels[:, :, 0] if grey else pixels.reshape(tall, wide * 3)
    body = np.concatenate([np.zeros((tall, 1), dtype=np.uint8), rows], axis=1).tobytes()  # each row unfiltered
    head = struct.pack(">IIBBBBB", wide, tall, 8, 0 if grey else 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(body, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
