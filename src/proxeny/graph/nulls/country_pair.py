"""Country-pair-preserving: every city keeps its number of ties with each country."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Ints, Words
from proxeny.graph.kernels.swapping import swap_ends
from proxeny.graph.nulls import NULLS, Drawer, Null
from proxeny.graph.nulls.degree import SWAPS_PER_TIE
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def prepare(subject: Subject) -> Drawer:
    """Swap ends only between ties of the same pair of countries; cities of unknown country are one country."""
    graph = subject.graph
    country = subject.countries + 1
    many = int(country.max(initial=0)) + 1
    one, other = country[graph.ends[0]], country[graph.ends[1]]
    turn = one > other  # the end of the country that comes first stands first
    a, b = np.where(turn, graph.ends[1], graph.ends[0]), np.where(turn, graph.ends[0], graph.ends[1])
    kind = np.minimum(one, other).astype(np.int64) * many + np.maximum(one, other)
    order = np.argsort(kind, kind="stable")
    kinds, first = np.unique(kind[order], return_index=True)
    bounds = np.append(first, len(kind)).astype(np.int64)
    partners = (kinds // many != kinds % many).astype(np.int64)
    a, b = a[order].astype(np.int32), b[order].astype(np.int32)

    def draw(state: Words) -> Ints:
        return np.stack(swap_ends(a, b, graph.size, bounds, partners, SWAPS_PER_TIE * len(a), state))

    return draw


NULLS.add("country_pair")(
    Null(
        title=N_("Country-pair-preserving"),
        order=3,
        keeps=N_("each city’s number of ties, and with which countries"),
        source="Maslov and Sneppen 2002, within pairs of countries; Roberts and Coolen 2012, Phys. Rev. E 85, 046103",
        not_when=N_("Where two countries share a tie or two, nothing can be swapped and the draw is the graph itself."),
        prepare=prepare,
        needs=("country",),
    )
)
