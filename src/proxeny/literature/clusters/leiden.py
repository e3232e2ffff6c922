"""The three phases of the Leiden algorithm for CPM, compiled: moving nodes, refining clusters, aggregating."""

from __future__ import annotations

import math

import numpy as np

from proxeny.literature.clusters.chance import State, draw, shuffle
from proxeny.literature.graph import Floats, Ints
from proxeny.literature.kernel import exact_kernel

RANDOMNESS = 0.01
"""How readily the refinement takes a merge that is not the best one, relative to the mean weight of a link."""


@exact_kernel
def move_nodes(
    starts: Ints, ends: Ints, weights: Floats, sizes: Floats, gamma: float, label: Ints, state: State
) -> bool:
    """Move nodes to the cluster where CPM gains most, until no single move gains; changes ``label`` in place.

    A move to cluster c gains sum_{j in c} w_ij - gamma n_i N_c; only nodes with a moved neighbour are looked at again.
    """
    count = label.size
    mass = np.zeros(count)
    members = np.zeros(count, dtype=np.int64)
    for i in range(count):
        mass[label[i]] += sizes[i]
        members[label[i]] += 1
    free = np.empty(count, dtype=np.int64)
    height = 0
    for c in range(count - 1, -1, -1):
        if members[c] == 0:
            free[height] = c
            height += 1
    queue = np.arange(count)
    shuffle(queue, state)
    waiting = np.ones(count, dtype=np.bool_)
    toward, near = np.zeros(count), np.empty(count, dtype=np.int64)
    head, length, moved = 0, count, False
    while length:
        i = queue[head]
        head = (head + 1) % count
        length -= 1
        waiting[i] = False
        own = label[i]
        mass[own] -= sizes[i]
        members[own] -= 1
        if members[own] == 0:
            free[height] = own
            height += 1
        empty = free[height - 1] if height else own
        best = _best_cluster(
            starts, ends, weights, label, i, gamma * sizes[i], mass, empty, own, toward, near
        )  # fmt: skip
        mass[best] += sizes[i]
        if members[best] == 0:
            height -= 1
        members[best] += 1
        if best == own:
            continue
        label[i], moved = best, True
        for at in range(starts[i], starts[i + 1]):
            j = ends[at]
            if not waiting[j] and label[j] != best:
                waiting[j] = True
                queue[(head + length) % count] = j
                length += 1
    return moved


@exact_kernel
def _best_cluster(
    starts: Ints, ends: Ints, weights: Floats, label: Ints, i: int, cost: float, mass: Floats, empty: int, own: int,
    toward: Floats, near: Ints,
) -> int:  # fmt: skip
    found = 0
    for at in range(starts[i], starts[i + 1]):
        c = label[ends[at]]
        if toward[c] == 0.0:
            near[found] = c
            found += 1
        toward[c] += weights[at]
    best, most = own, toward[own] - cost * mass[own]
    for at in range(found):
        c = near[at]
        gain = toward[c] - cost * mass[c]
        if gain > most + 1e-12:
            best, most = c, gain
    if most < -1e-12:
        best = empty
    for at in range(found):
        toward[near[at]] = 0.0
    return best


@exact_kernel
def refine(starts: Ints, ends: Ints, weights: Floats, sizes: Floats, gamma: float, label: Ints, state: State) -> Ints:
    """Split each cluster of ``label`` into well-connected parts; returns the label of each node's part.

    Single nodes join a part, at random by exp(gain / theta), while they and the part are well connected within the
    cluster (Traag, Waltman & Van Eck 2019).
    """
    count = label.size
    whole, part = np.zeros(count), sizes.copy()
    fine = np.arange(count)
    alone = np.ones(count, dtype=np.bool_)
    outward = np.zeros(count)
    for i in range(count):
        whole[label[i]] += sizes[i]
        for at in range(starts[i], starts[i + 1]):
            if label[ends[at]] == label[i]:
                outward[i] += weights[at]
    theta = RANDOMNESS * weights.mean() if weights.size else 1.0
    order = np.arange(count)
    shuffle(order, state)
    toward, near, chances = np.zeros(count), np.empty(count, dtype=np.int64), np.empty(count)
    for at in range(count):
        i = int(order[at])
        inside = whole[label[i]]
        if not alone[i] or outward[i] < gamma * sizes[i] * (inside - sizes[i]):
            continue
        chosen = _choose_part(starts, ends, weights, label, fine, i, gamma, sizes[i], part, inside, outward, theta,
                              toward, near, chances, state)  # fmt: skip
        if chosen == i:
            continue
        linked = 0.0
        for link in range(starts[i], starts[i + 1]):
            if fine[ends[link]] == chosen:
                linked += weights[link]
        alone[chosen] = False
        alone[i] = False
        fine[i] = chosen
        part[chosen] += sizes[i]
        part[i] -= sizes[i]
        outward[chosen] += outward[i] - 2 * linked
    return fine


@exact_kernel
def _choose_part(
    starts: Ints, ends: Ints, weights: Floats, label: Ints, fine: Ints, i: int, gamma: float, size: float, part: Floats,
    inside: float, outward: Floats, theta: float, toward: Floats, near: Ints, chances: Floats, state: State,
) -> int:  # fmt: skip
    found = 0
    for at in range(starts[i], starts[i + 1]):
        j = ends[at]
        if label[j] == label[i]:
            c = fine[j]
            if toward[c] == 0.0:
                near[found] = c
                found += 1
            toward[c] += weights[at]
    most = 0.0
    for at in range(found):
        most = max(most, toward[near[at]] - gamma * size * part[near[at]])
    total = math.exp(-most / theta)
    chosen = i
    for at in range(found):
        c = near[at]
        gain = toward[c] - gamma * size * part[c]
        fits = gain >= 0.0 and outward[c] >= gamma * part[c] * (inside - part[c])
        chances[at] = math.exp((gain - most) / theta) if fits else 0.0
        total += chances[at]
    point = draw(state) * total
    for at in range(found):
        point -= chances[at]
        if point < 0.0 and chances[at] > 0.0 and chosen == i:
            chosen = near[at]
        toward[near[at]] = 0.0
    return chosen
