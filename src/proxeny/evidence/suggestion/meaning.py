"""What the shipped layer says of a vector: how likely it speaks of each indicator, and which example is most like it.

The layer is a multinomial logit over the vectors of a frozen model. It was learned by `tools/learn_meaning.py` from
our examples, the paraphrases of the coded sources, and labels, lexicon and definitions; it knows the ids of the
built-in scheme only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from proxeny.evidence.importance.shipped import CODERS, shipped_table
from proxeny.evidence.suggestion.profile import build_profiles
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme

Numbers = npt.NDArray[np.float64]
_FILE = ("data", "meaning.npz")
_GRADES = ("explicit", "structural")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that is known to speak of an indicator; ``example`` when it can be shown beside a suggestion."""

    indicator: str
    language: str
    text: str
    example: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Centre and weights of the logit, and the unit vectors of the examples with what they are examples of."""

    indicators: tuple[str, ...]
    centre: Numbers
    weights: Numbers  # numbers of a vector x indicators
    bias: Numbers
    examples: Numbers

    def rate(self, vectors: Numbers) -> Numbers:
        """Probability of each indicator: the mean over the vectors of a passage and of its sentences."""
        points = (vectors - self.centre) @ self.weights + self.bias
        points -= points.max(axis=1, keepdims=True)
        shares = np.exp(points)
        return np.asarray((shares / shares.sum(axis=1, keepdims=True)).mean(axis=0))

    def find_like(self, vector: Numbers, language: str) -> dict[str, str]:
        """For each indicator its example that is nearest (cosine about the centre) among those of the language."""
        lessons = [one for one in read_lessons() if one.example]
        near = self.examples @ (vector - self.centre)
        best: dict[str, tuple[float, str]] = {}
        for lesson, nearness in zip(lessons, near.tolist(), strict=True):
            if lesson.language == language and nearness > best.get(lesson.indicator, (-np.inf, ""))[0]:
                best[lesson.indicator] = (nearness, lesson.text)
        return {indicator: text for indicator, (_, text) in best.items()}


@cache
def read_lessons() -> tuple[Lesson, ...]:
    """All the layer is learned from, in a stated order."""
    made: list[Lesson] = []
    for one in build_profiles():
        made += [Lesson(one.indicator, one.language, text, example=True) for text in one.examples]
        made += [Lesson(one.indicator, one.language, text) for text in (one.label, one.text, ", ".join(one.terms))]
    for coder in CODERS:
        rows = shipped_table(coder).iter_rows(named=True)
        made += [Lesson(row["indicator"], "en", row["paraphrase"]) for row in rows if row["grade"] in _GRADES]
    return tuple(made)


def hash_lessons(lessons: Sequence[Lesson]) -> str:
    """What a layer was learned from, in one word: it has to be learned anew when this changes."""
    told = "\n".join(f"{one.indicator}\t{one.language}\t{one.text}" for one in lessons)
    return sha256(told.encode()).hexdigest()


@cache
def load_layer() -> Layer:
    """The layer that is shipped."""
    raw = files("proxeny.evidence.suggestion").joinpath(*_FILE).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as found:
        examples = found["examples"].astype(np.float64)
        examples /= np.linalg.norm(examples, axis=1, keepdims=True)
        weights, bias = found["weights"].astype(np.float64), found["bias"].astype(np.float64)
        return Layer(tuple(found["indicators"].tolist()), found["centre"].astype(np.float64), weights, bias, examples)


def covers(scheme: Scheme | None) -> bool:
    """Whether the layer knows every indicator of the scheme, by id and by label: nobody else's NET-1 is ours."""
    if scheme is None:
        return True
    known = {one.id: one.label.en for one in load_scheme().indicators}
    return all(known.get(one.id) == one.label.en for one in scheme.indicators)
