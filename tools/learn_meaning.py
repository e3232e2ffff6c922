"""Learn the layer of suggestions by meaning that ships with the product; needs the extra ``embeddings``.

To be run anew when examples, lexicon, labels, definitions or paraphrases change: a test says when.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from proxeny.evidence.suggestion.embedding import embed
from proxeny.evidence.suggestion.learning import learn_logit
from proxeny.evidence.suggestion.meaning import hash_lessons, read_lessons

OUT = Path(__file__).resolve().parents[1] / "src/proxeny/evidence/suggestion/data/meaning.npz"


def main() -> None:
    """Learn and write."""
    lessons = read_lessons()
    vectors = embed([one.text for one in lessons])
    indicators = list(dict.fromkeys(one.indicator for one in lessons))
    kinds = np.array([indicators.index(one.indicator) for one in lessons])
    found = learn_logit(vectors, kinds)
    shown = vectors[[one.example for one in lessons]] - found.centre
    shown *= 127 / np.abs(shown).max(axis=1, keepdims=True)
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT, indicators=np.array(indicators), centre=found.centre.astype(np.float32),
        weights=found.weights.astype(np.float32), bias=found.bias.astype(np.float32),
        examples=np.rint(shown).astype(np.int8), learned_from=np.array(hash_lessons(lessons)),
    )  # fmt: skip


if __name__ == "__main__":
    main()
