"""Whether their names have words or pieces in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question

_ALIKE = 0.5


def compute(question: Question) -> Sequence[Column]:
    """Cosine of pieces of three letters; log(1 + rarity of shared words)."""
    held, asked = question.cities.words, question.asked
    return [
        (held.pieces[asked] @ held.pieces.T).toarray(),
        np.log1p((held.words[asked] @ held.words.T).toarray()),
    ]


def say(pair: Pair) -> Said:
    """How much the names have in common."""
    pieces = pair.cities.words.pieces
    value = float((pieces[[pair.asked]] @ pieces[[pair.candidate]].T).toarray()[0, 0])
    words = N_("Their names are much alike.") if value >= _ALIKE else N_("Their names have little in common.")
    return Said(round(value, 3), words)


FEATURES.add("alike-names")(
    Feature(
        title=N_("Alike names"),
        formula="cosine of weighted pieces of three letters; log(1 + sum over shared words of log^2(N / n))",
        source="Salton and Buckley 1988, Information Processing and Management 24, 513-523 (tf-idf)",
        columns=("pieces", "words"),
        compute=compute,
        say=say,
        turns=_ALIKE,
    )
)
