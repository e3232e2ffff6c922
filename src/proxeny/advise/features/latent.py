"""Whether they stand alike, or face each other, in the broad lines of the graph: its leading eigenvectors."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """Sums over eigenvectors of the product of both cities' shares: of the cities themselves, and of what is near."""
    held, asked = question.relations.latent, question.asked
    return [
        (held.own[asked] * held.size) @ held.own.T,
        (held.own[asked] * held.sign) @ held.own.T,
        (held.near[asked] * held.size) @ held.near.T,
        (held.near[asked] * held.sign) @ held.near.T,
        held.turned[asked] @ (held.turned * held.way).T,
        held.around[asked] @ (held.around * held.way).T,
        held.around[asked] @ held.around.T,
    ]


def say(pair: Pair) -> Said:
    """How strongly the broad lines would tie their surroundings."""
    held = pair.relations.latent
    value = float((held.turned[pair.asked] * held.way) @ held.turned[pair.candidate])
    if value >= 0.5:
        words = N_("By the broad lines of all ties, places like yours are tied with places like it.")
    elif value >= 0.0:
        words = N_("The broad lines of all ties say little of the two.")
    else:
        words = N_("By the broad lines of all ties, places like yours are tied with others.")
    return Said(round(value, 3), words)


FEATURES.add("latent")(
    Feature(
        title=N_("Broad lines of the graph"),
        formula="sums of |l| q_i q_j, l q_i q_j over 64 eigenpairs of evened A; of K_25 q; cosines of K_25 q, K_70 q",
        source="Liben-Nowell and Kleinberg 2007, JASIST 58, 1019-1031 (low-rank approximation)",
        columns=(
            "latent_alike",
            "latent_tied",
            "near_alike",
            "near_tied",
            "near_cosine",
            "around_cosine",
            "around_alike",
        ),
        compute=compute,
        say=say,
        turns=0.25,
        of_one_graph=True,
    )
)
