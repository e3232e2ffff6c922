"""Put damaged text right, and say what was done: order of Persian and Arabic, joined forms, ligatures, letters.

A PDF gives right-to-left lines as they are seen, from left to right. The inverse is the bidirectional algorithm once
more, on each line, with the direction that most of its letters have. Then presentation forms become letters (NFKC), so
that they come out in reading order; brackets are swapped where only that balances them. What files have in common is
that ZWNJ is lost: compare text with and without it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from proxeny.evidence.extractors_layout import is_rtl

_PRESENTED = re.compile(r"[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]+")
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SWAP = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPEN, _CLOSE = "([{«", ")]}»"
_PERSIAN = re.compile(r"[پچژگیک]")
_ARABIC = re.compile(r"[ةيك]")
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARK_FIRST = re.compile(r"(?<![\w\u064b-\u065f])[\u064b-\u0652\u0670]+(?=[\u0620-\u06ff])")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text put right, and how often what was done: order, brackets, forms, ligatures, letters, turned words."""

    text: str
    repairs: dict[str, int] = field(default_factory=dict)


def repair_page(raw: str, *, visual: bool) -> Repaired:
    """Repair one page. ``visual``: right-to-left lines stand in the order seen.

    >>> repair_page("مﻼﺳ 12 (C40)", visual=True).text
    '(C40) 12 سلام'
    """
    done: Counter[str] = Counter()
    text = raw
    if visual and _RTL.search(raw):
        text = _restore_order(raw, done)
    text = _expand_forms(text, done)
    text = _persian_letters(text, done)
    return Repaired(text, {name: count for name, count in sorted(done.items()) if count})


def _restore_order(raw: str, done: Counter[str]) -> str:
    """Lines in reading order; the page decides for a line whose letters do not."""
    page_rtl = is_rtl(raw)
    lines: list[str] = []
    turned: list[int] = []
    for line in raw.split("\n"):
        if _RTL.search(line):
            done["order"] += 1
            turned.append(len(lines))
            lines.append(_invert(line, page_rtl))
        else:
            lines.append(line)
    plain = "".join(lines[index] for index in turned)
    if _unbalanced(plain.translate(_SWAP)) < _unbalanced(plain):
        done["brackets"] += len(turned)
        for index in turned:
            lines[index] = lines[index].translate(_SWAP)
    return "\n".join(lines)


def _invert(line: str, page_rtl: bool) -> str:
    from bidi import get_display

    kinds = [unicodedata.bidirectional(letter) for letter in line]
    right, left = sum(kind in {"R", "AL"} for kind in kinds), sum(kind == "L" for kind in kinds)
    base = "R" if right > left or (page_rtl and right * 3 >= left) else "L"
    # Marks follow their letter in what is seen; they have to precede it, to follow it when all is turned round.
    seen = re.sub(r"([\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc])([\u064b-\u065f\u0670]+)", r"\2\1", line)
    held = "".join(_hold(letter) for letter in seen)
    return "".join(_release(letter) for letter in str(get_display(held, base_dir=base)))


_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
_HELD = "".join(chr(0x10800 + index) for index in range(len(_MARKS)))  # unused here: letters of a dead RTL script


def _hold(letter: str) -> str:
    """A mark as a letter of its own, because the algorithm puts marks behind their base by itself."""
    return _HELD[_MARKS.index(letter)] if letter in _MARKS else letter


def _release(letter: str) -> str:
    return _MARKS[_HELD.index(letter)] if letter in _HELD else letter


def _unbalanced(text: str) -> int:
    """How many brackets close what is not open."""
    depth, wrong = 0, 0
    for letter in text:
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            if depth:
                depth -= 1
            else:
                wrong += 1
    return wrong + depth


def _expand_forms(text: str, done: Counter[str]) -> str:
    """Ligatures (fi) and presentation forms (joined Arabic letters) become the letters that they show."""

    def expand(match: re.Match[str]) -> str:
        done["ligatures" if match[0][0] < "\ufb1d" else "forms"] += len(match[0])
        return unicodedata.normalize("NFKC", match[0])

    return _PRESENTED.sub(expand, text)


def _persian_letters(text: str, done: Counter[str]) -> str:
    """Arabic yeh and kaf become Persian where the text is Persian; an Arabic text keeps its own."""
    found = len(_ARABIC.findall(text.replace("ة", "")))
    if found and len(re.findall(r"[پچژگی]", text)) * 10 >= found:
        done["letters"] += found
        return text.translate(_LETTERS)
    return text


def turn_words(pages: list[str]) -> tuple[list[str], list[int]]:
    """Words whose last letter belongs to their front, where the document itself has the right word far more often.

    Some programs save the first letter of a Persian word behind the rest. Returns the pages and how many words changed.
    """
    counts = Counter(word for page in pages for word in _WORD.findall(page) if _RTL.search(word))
    better = {}
    for word, seen in counts.items():
        turned = word[-1] + word[:-1]
        if turned != word and counts.get(turned, 0) >= max(4, 2 * seen):
            better[word] = turned
    changed = [sum(word in better for word in _WORD.findall(page)) if better else 0 for page in pages]
    if not better:
        return pages, changed
    return [_WORD.sub(lambda match: better.get(match[0], match[0]), page) for page in pages], changed
