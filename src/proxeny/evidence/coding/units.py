"""What two coders are compared on: the unit is chosen, document x indicator, paragraph x indicator, or every
character.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import numpy as np

from proxeny.evidence.agreement.bootstrap import alpha_of
from proxeny.evidence.agreement.chance import Estimate
from proxeny.evidence.agreement.patterns import collapse
from proxeny.evidence.agreement.ratings import Ratings
from proxeny.evidence.coding.events import Coding

Unit = Literal["document", "paragraph", "character"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Codings = Mapping[str, Sequence[Coding]]


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: stretches between empty lines.

    >>> split_paragraphs("one\\ntwo\\n\\nthree")
    [(0, 7), (9, 14)]
    """
    spans, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def rate_documents(documents: Sequence[str], coders: Mapping[str, Codings], indicator: str) -> Ratings:
    """Documents by coders: whether each gave the indicator anywhere in it. ``coders``: codings by document."""
    rows = [[_gave(own.get(one, ()), indicator) for own in coders.values()] for one in documents]
    units = tuple(documents)
    return Ratings(np.array(rows, dtype=np.int64).reshape(-1, len(coders)), ("no", "yes"), None, tuple(coders), units)


def _gave(codings: Sequence[Coding], indicator: str) -> int:
    return int(any(one.indicator == indicator for one in codings))


def rate_paragraphs(text: str, coders: Mapping[str, Sequence[Coding]], indicator: str) -> Ratings:
    """Paragraphs by coders: whether a passage that each gave the indicator touches it."""
    spans = split_paragraphs(text)
    rows = [[int(any(_touches(one, span, indicator) for one in own)) for own in coders.values()] for span in spans]
    units = tuple(f"{start}-{end}" for start, end in spans)
    return Ratings(np.array(rows, dtype=np.int64).reshape(-1, len(coders)), ("no", "yes"), None, tuple(coders), units)


def _touches(coding: Coding, span: tuple[int, int], indicator: str) -> bool:
    anchor = coding.anchor
    return coding.indicator == indicator and anchor is not None and anchor.start < span[1] and span[0] < anchor.end


def characters_alpha(length: int, coders: Mapping[str, Sequence[Coding]], indicator: str) -> Estimate:
    """Nominal alpha over every character of a text. Neighbours are alike, so no interval over characters is given."""
    marks = np.zeros((length, len(coders)), dtype=np.int64)
    for column, own in enumerate(coders.values()):
        for one in own:
            if one.indicator == indicator and one.anchor is not None:
                marks[one.anchor.start : one.anchor.end, column] = 1
    if not length or len(coders) < 2:
        return Estimate(None, reason="no-pairs")
    value = alpha_of(collapse(marks, 2), np.array([0.0, 1.0]), "nominal")
    return Estimate(None, reason="no-variation") if np.isnan(value) else Estimate(value)
