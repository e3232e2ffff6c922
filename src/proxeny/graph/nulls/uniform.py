"""Uniform: as many ties between as many cities, anywhere."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Ints, Words
from proxeny.graph.kernels.swapping import draw_uniform
from proxeny.graph.nulls import NULLS, Drawer, Null
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def prepare(subject: Subject) -> Drawer:
    """Draw different pairs, all equally likely."""
    nodes, ties = subject.graph.size, subject.graph.tie_count

    def draw(state: Words) -> Ints:
        return np.stack(draw_uniform(nodes, ties, state))

    return draw


NULLS.add("uniform")(
    Null(
        title=N_("Uniform"),
        order=1,
        keeps=N_("the number of cities and of ties"),
        source="Erdős and Rényi 1959, Publ. Math. Debrecen 6, 290-297",
        not_when=N_("Nearly everything differs from it; it only shows what hubs and countries do."),
        prepare=prepare,
    )
)
