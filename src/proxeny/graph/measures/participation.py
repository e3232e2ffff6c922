"""Spread over countries."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Participation coefficient of each node over the countries of its partners; not a number where none is known."""
    held = partners_by(subject, subject.countries)
    known = held.sum(axis=1)
    squares = held.power(2).sum(axis=1)
    return np.where(known > 0, 1 - np.divide(squares, known**2, out=np.zeros(len(known)), where=known > 0), np.nan)


def partners_by(subject: Subject, group: np.ndarray) -> sparse.csr_array:
    """Partners of each node by group of the partner; those of no known group are left out."""
    ends = subject.graph.ends
    rows, columns = np.concatenate([ends[0], ends[1]]), group[np.concatenate([ends[1], ends[0]])]
    known = columns >= 0
    shape = (subject.graph.size, int(group.max(initial=0)) + 1)
    made = sparse.csr_array((np.ones(int(known.sum())), (rows[known], columns[known])), shape=shape)
    made.sum_duplicates()
    return made


MEASURES.add("participation")(
    Measure(
        title=N_("Spread over countries"),
        level="node",
        formula="1 - sum over countries c of (k(v, c) / k(v))^2",
        source="Guimera and Amaral 2005, Nature 433, 895-900 (with countries as modules)",
        not_when=N_("It is not defined without ties, and for few ties its largest value is 1 - 1/k."),
        compute=compute,
        needs=("country",),
    )
)
