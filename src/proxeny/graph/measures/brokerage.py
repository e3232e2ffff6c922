"""Brokerage between countries."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Share of a node's pairs of neighbours that it alone connects across countries; not a number below two ties."""
    graph, country = subject.graph, subject.countries
    ends, count = graph.ends, graph.size
    apart = (country[ends[0]] != country[ends[1]]) & (country[ends[0]] >= 0) & (country[ends[1]] >= 0)
    whole, crossing = symmetric(ends, count), symmetric(ends[:, apart], count)
    closed = (whole.multiply(whole @ crossing)).sum(axis=1) / 2
    tall = sparse.csr_array(
        (np.ones(count), (np.arange(count), country + 1)), shape=(count, country.max(initial=0) + 2)
    )
    held = (whole @ tall)[:, 1:]
    known = held.sum(axis=1)
    different = (known**2 - held.power(2).sum(axis=1)) / 2
    degree = subject.degrees.astype(np.float64)
    pairs = degree * (degree - 1) / 2
    return np.asarray(np.divide(different - closed, pairs, out=np.full(count, np.nan), where=pairs > 0))


def symmetric(ends: np.ndarray, count: int) -> sparse.csr_array:
    """The adjacency matrix of ties, with ones."""
    rows, columns = np.concatenate([ends[0], ends[1]]), np.concatenate([ends[1], ends[0]])
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))


MEASURES.add("brokerage")(
    Measure(
        title=N_("Brokerage between countries"),
        level="node",
        formula=(
            "pairs of neighbours that are not tied and are in different countries, as a share of all pairs of"
            " neighbours"
        ),
        source=(
            "Gould and Fernandez 1989, Sociol. Methodol. 19, 89-126 (itinerant, liaison, gatekeeper and "
            "representative roles together)"
        ),
        not_when=N_(
            "It says that two partners could meet through this city, not that they do; few ties make it 0 or 1."
        ),
        compute=compute,
        needs=("country",),
    )
)
