"""What advice is held against: simple scores of candidates, computed from the same relations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from proxeny.advise.cities import Floats
from proxeny.advise.question import Question

Baseline = Callable[[Question], Floats]


def popularity(question: Question) -> Floats:
    """Ties of the candidate."""
    return np.broadcast_to(question.relations.degree[None], (len(question.asked), question.cities.size))


def preferential_attachment(question: Question) -> Floats:
    """Product of both numbers of ties; where the city that asks has none, nobody comes first."""
    held = question.relations.degree
    return np.asarray(held[question.asked][:, None] * held[None])


def adamic_adar(question: Question) -> Floats:
    """Shared partners weighted by rarity (Adamic and Adar 2003)."""
    return question.adamic_adar


def pagerank(question: Question) -> Floats:
    """Personalised PageRank with restart 0.5."""
    return question.walked


def gravity(question: Question) -> Floats:
    """Product of inhabitants over distance (Tinbergen 1962)."""
    return np.asarray(question.cities.log_people[None] - np.log(question.km + np.float32(20.0)))


def in_country(question: Question) -> Floats:
    """Ties of the candidate with cities of the asking city's country; those of equal number by all its ties."""
    held = question.relations
    return np.asarray(held.by_country[:, question.country].T + 1e-4 * held.degree[None], np.float32)


BASELINES: Mapping[str, Baseline] = {
    "popularity": popularity,
    "preferential_attachment": preferential_attachment,
    "adamic_adar": adamic_adar,
    "personalised_pagerank": pagerank,
    "gravity": gravity,
    "in_country_popularity": in_country,
}
