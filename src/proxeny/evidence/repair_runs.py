"""Put back Persian lines whose runs of letters were saved from left to right.

Some programs draw each yeh as a run of its own and part runs at half-spaces; others save the runs as they stand on the
page, each right in itself: of ``دیپلماسی شهری`` comes ``یشهر یپلماسید``. So:

1. Words of lines that hold nothing odd are *seen*. A word is odd that begins as no Persian word does.
2. A stretch with odd words is cut at each yeh that is not inside a seen word. Its pieces are put in the opposite order.
   A piece is one run, or two: what follows a yeh up to a blank, or what touched over a half-space, may have been a run.
3. Of all ways (the best few are kept at each step) that one is taken which makes most seen words; and only if the line
   then has more words that were seen and fewer that were not. Else single words are tried.

A rule of ours; what it cannot decide stays as it was and lowers the quality of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ZWNJ = "\u200c"
YEH = "ی"
WORD = re.compile(r"[\u0620-\u065f\u0670-\u06d3\u200c]+")
_SEGMENT = re.compile(r"[\u0600-\u06ff\u200c .\-]*[\u0620-\u06ff][\u0600-\u06ff\u200c .\-]*")
_YEH_FIRST = re.compile(r"ی(?:ک|ا|ع|ون|ورو|ورش|قین|هود|زد|خ|من|گان)")  # Persian words that do begin with yeh are few
_SIGNS = ".-،؛؟: "
_HELD = "\ue000"  # stands for a yeh inside a word that was seen
_LEAST, _WIDE, _LONG = 40, 8, 400  # words of a document to tell by; ways kept at each step; letters of a stretch
_CUT = 3  # letters of the whole word where two touch
_STRANGE = 0.34  # share of words not seen that a line put right may have


def is_odd_persian(word: str) -> bool:
    """Whether no Persian word looks so: it begins with yeh without being one of the few, or with a letter that only
    ends.

    >>> is_odd_persian("یشهر"), is_odd_persian("یک"), is_odd_persian("شهری")
    (True, False, False)
    """
    plain = word.strip(ZWNJ)
    return (plain[:1] == YEH and len(plain) > 2 and not _YEH_FIRST.match(plain)) or plain[:1] in {"ة", "ء", "ؤ"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a document itself says about words: those seen in sound lines, and all beginnings of those."""

    seen: frozenset[str]
    begun: frozenset[str]


def build_lexicon(pages: Sequence[str]) -> Lexicon:
    """The words of lines without anything odd, and words used often; none of a document too short to tell."""
    counts = Counter(word for page in pages for word in WORD.findall(page))
    sound: set[str] = {"و"}
    if counts.total() >= _LEAST:
        for line in (line for page in pages for line in page.split("\n")):
            words = WORD.findall(line)
            if not any(is_odd_persian(word) or (len(word) == 1 and word != "و") for word in words):
                sound |= {word for word in words if len(word) > 1}
        sound |= {word for word, seen in counts.items() if seen > 4 and len(word) > 1}
        sound = {word for word in sound if not is_odd_persian(word) and counts[_turned(word)] <= 2 * counts[word]}
    return Lexicon(frozenset(sound), frozenset(word[:end] for word in sound for end in range(1, len(word) + 1)))


def _turned(word: str) -> str:
    turned = "".join(reversed(re.split(f"({YEH})", word)))
    return turned if turned != word else ""


def restore_runs(pages: Sequence[str]) -> tuple[list[str], list[int]]:
    """Pages with their runs put back, and how many lines of each changed.

    >>> text = "دیپلماسی شهری و شهر\\n" * 12
    >>> restore_runs([text + "یشهر یپلماسید"])[0][0].splitlines()[-1]
    'دیپلماسی شهری'
    """
    if not any(is_odd_persian(word) for page in pages for word in WORD.findall(page)):
        return list(pages), [0] * len(pages)
    lexicon = build_lexicon(pages)
    made, changed = [], []
    for page in pages:
        lines = page.split("\n")
        new = [_SEGMENT.sub(lambda match: _restore(match[0], lexicon), line) for line in lines]
        made.append("\n".join(new))
        changed.append(sum(before != after for before, after in zip(lines, new, strict=True)))
    return made, changed


def _restore(segment: str, lexicon: Lexicon) -> str:
    if len(segment) > _LONG or not any(is_odd_persian(word) for word in WORD.findall(segment)):
        return segment
    core = segment.strip(" ")
    whole = _decode(core, lexicon)
    words = " ".join(_restore_word(one, lexicon) for one in core.split(" "))
    known, strange = _judge(segment, lexicon)
    better = []
    for way, limit in ((whole, _STRANGE), (words, 1.0)):
        now, left = _judge(way, lexicon)
        if now > known and left < strange and left <= limit * (now + left):
            better.append((left, -now, way))
    if not better:
        return segment
    start = len(segment) - len(segment.lstrip(" "))
    return segment[:start] + min(better)[2] + segment[len(segment.rstrip(" ")) :]


def _judge(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Words that were seen, and words that were not; odd ones and single letters count twice."""
    parts = [part for word in WORD.findall(text) for part in word.split(ZWNJ) if part]
    strange = [part for part in parts if part not in lexicon.seen]
    return len(parts) - len(strange), len(strange) + sum(is_odd_persian(one) or len(one) == 1 for one in strange)


def _restore_word(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.seen or YEH not in word or not WORD.fullmatch(word):
        return word
    made = _decode(word, lexicon)
    return made if all(part in lexicon.seen for part in made.split(ZWNJ)) else word


def _decode(text: str, lexicon: Lexicon) -> str:
    """The runs of ``text`` in the order of reading, in the way that makes most seen words."""
    held = WORD.sub(lambda one: one[0].replace(YEH, _HELD) if one[0] in lexicon.seen else one[0], text)
    pieces = held.split(YEH)[::-1]
    ways: list[tuple[float, str]] = [(0.0, "")]
    for at, piece in enumerate(pieces):
        after_yeh, before_yeh = at > 0, at < len(pieces) - 1
        found: dict[str, float] = {}
        for score, made in ways:
            for option, cost in _options(piece, after_yeh, lexicon):
                tail = option + (YEH if before_yeh else "")
                gained = _gain(made, tail, before_yeh, lexicon) - cost
                whole = made + tail
                found[whole] = max(found.get(whole, -1e9), score + gained)
        ways = sorted(((score, made) for made, score in found.items()), reverse=True)[:_WIDE]
    return ways[0][1].replace(_HELD, YEH)


def _options(piece: str, after_yeh: bool, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """The ways to read a piece, with what each costs."""
    yield piece, 0.0 if not after_yeh or not piece.endswith(" ") else 1.0
    head, blank, rest = piece.rpartition(" ")
    if after_yeh and blank:
        yield rest + blank + head, -0.1
    for cut in _begins(piece, lexicon):  # the beginning was a run, at the end of a word with a half-space
        yield piece[cut:] + ZWNJ + piece[:cut], 0.8
        if after_yeh and blank and head[cut:]:
            yield rest + blank + head[cut:] + ZWNJ + head[:cut], 0.7
    for cut in range(_CUT, len(rest)) if after_yeh else ():  # the end was one, at the beginning of such a word
        if rest[:cut] in lexicon.seen:
            yield rest[cut:] + ZWNJ + head + blank + rest[:cut], 0.8


def _begins(piece: str, lexicon: Lexicon) -> list[int]:
    """Where the first word of a piece can be parted, so that its end is a word by itself."""
    first = re.match(WORD, piece)
    if first is None or first[0] in lexicon.seen or first[0] + YEH in lexicon.seen:
        return []
    return [cut for cut in range(1, len(first[0]) - _CUT + 1) if first[0][cut:] in lexicon.seen]


def _gain(made: str, tail: str, open_end: bool, lexicon: Lexicon) -> float:
    """What the words that begin in the last word of ``made`` and end in ``tail`` are worth; the last may go on."""
    start = max(made.rfind(" "), made.rfind(ZWNJ)) + 1
    words = re.split(f"[ {ZWNJ}]", (made[start:] + tail).replace(_HELD, YEH))
    worth = 0.0
    for at, word in enumerate(words):
        plain = word.strip(_SIGNS)
        if not plain:
            continue
        if at == len(words) - 1 and open_end:
            worth += 0.5 if plain in lexicon.begun else -0.5
        elif plain in lexicon.seen:
            worth += 1.0 if len(plain) > 2 else 0.7
        else:
            worth -= 1.5 if is_odd_persian(plain) or len(plain) == 1 else 0.7
    before = made[start:].replace(_HELD, YEH).strip(_SIGNS)
    return worth - ((0.5 if before in lexicon.begun else -0.5) if before else 0.0)
