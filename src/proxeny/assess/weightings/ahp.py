"""The analytic hierarchy process: weights from comparisons of pairs."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, number, text
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, warn

_RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)


def consistency(matrix: Floats) -> tuple[Floats, float]:
    """Weights (the principal eigenvector) and the consistency ratio of a matrix of comparisons.

    Source: Saaty (1977), Journal of Mathematical Psychology 15(3), 234-281; random indices of Saaty (1980).
    """
    sizes, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(sizes.real))
    weights = np.abs(vectors[:, largest].real)
    count = len(matrix)
    index = _RANDOM_INDEX[min(count, len(_RANDOM_INDEX) - 1)]
    ratio = (sizes[largest].real - count) / (count - 1) / index if index else 0.0
    return weights / weights.sum(), max(0.0, float(ratio))


@WEIGHTINGS.add("ahp")
@method(judgements=text(""), limit=number(0.10, 0, 1))
def weigh_ahp(brood: Brood, settings: Settings) -> Weighed:
    """Weights from ``judgements``: ``A B 3; A C 5`` says that A matters three times as much as B, five times as C.

    Pairs that nobody compared follow from the children's given weights. A consistency ratio above ``limit`` (Saaty:
    one tenth) is warned of: the judgements contradict each other.
    """
    matrix = brood.given[:, None] / brood.given[None, :]
    place = {name: number for number, name in enumerate(brood.ids)}
    for words in (one.split() for one in settings.text("judgements").split(";")):
        if len(words) == 3 and words[0] in place and words[1] in place:
            a, b = place[words[0]], place[words[1]]
            matrix[a, b], matrix[b, a] = float(words[2]), 1 / float(words[2])
    weights, ratio = consistency(matrix)
    note = warn("assess-weights-inconsistent", brood, ratio=f"{ratio:.3f}", limit=settings.number("limit"))
    return Weighed(weights, (note,) if ratio > settings.number("limit") else ())
