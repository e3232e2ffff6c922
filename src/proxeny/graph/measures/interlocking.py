"""Interlocking connectivity."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels.sharing import sum_interlocks
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Connectivity of each member, as the sum of what it shares with every other member."""
    values = subject.memberships.values
    turned = values.tocsc()
    return sum_interlocks(
        values.indptr.astype(np.int64), values.indices.astype(np.int32), values.data,
        turned.indptr.astype(np.int64), turned.indices.astype(np.int32), turned.data,
    )  # fmt: skip


MEASURES.add("interlocking")(
    Measure(
        title=N_("Interlocking connectivity"),
        level="member",
        formula="N(a) = sum over networks j and members b other than a of v(a, j) v(b, j)",
        source="Taylor 2001, Geographical Analysis 33, 181-194; Taylor 2004, World City Network, p. 66",
        not_when=N_(
            "On yes/no memberships it is nothing but the sum of the sizes of the networks: read it beside "
            "interlocking_identity and validated_pairs."
        ),
        compute=compute,
        needs=("memberships",),
    )
)
