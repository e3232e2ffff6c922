"""How well a page was read, 0 to 1: whether its characters can be read, its words are whole, and their order is right.

    quality = readable x whole x order

readable: share of characters that are no replacement, private or unmapped glyph. whole: 1 less the share of tokens that
are single letters (beyond what languages have) or longer than 40. order (right-to-left pages): how far frequent small
words stand as they are read rather than turned round. A rule of thumb of ours, to find the pages to look at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CID = re.compile(r"\(cid:\d+\)")
_TOKEN = re.compile(r"[^\W_]+")
_SMALL = frozenset({"از", "در", "که", "این", "را", "با", "است", "برای", "های", "شهر", "من", "في", "على", "إلى"})
_SINGLE = frozenset("aioeyuAIOEYUو")
_FREE = 0.25  # share of single letters that headings, lists and initials may have


def measure_quality(text: str) -> tuple[float, Mapping[str, float]]:
    """The quality of a page and its parts; an empty page has 0.

    >>> measure_quality("City diplomacy is the engagement of municipalities.")[0]
    1.0
    """
    visible = [letter for letter in text if not letter.isspace()]
    if not visible:
        return 0.0, {"readable": 0.0, "whole": 0.0, "order": 0.0}
    unmapped = sum(len(match[0]) for match in _CID.finditer(text))
    bad = unmapped + sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in visible)
    readable = 1 - bad / len(visible)
    tokens = _TOKEN.findall(text)
    odd = sum((len(one) == 1 and one.isalpha() and one not in _SINGLE) or len(one) > 40 for one in tokens)
    share = odd / len(tokens) if tokens else 0.0
    whole = 1.0 if share <= _FREE else max(0.0, 1 - (share - _FREE) / (1 - _FREE))
    right = sum(one in _SMALL for one in tokens)
    turned = sum(one[::-1] in _SMALL for one in tokens)
    order = 1.0 if turned <= right else (right + 1) / (turned + 1)
    parts = {"readable": round(readable, 4), "whole": round(whole, 4), "order": round(order, 4)}
    return round(readable * whole * order, 4), parts
