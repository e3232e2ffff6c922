"""Pairs of members by the networks that they share, and the chances of such sharing."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Floats, Ints, Longs, kernel


@kernel
def sum_interlocks(
    indptr: Longs, networks: Ints, values: Floats, net_indptr: Longs, members: Ints, net_values: Floats
) -> Floats:
    """Of each member, the sum over every other member and shared network of the product of their values."""
    total = np.zeros(len(indptr) - 1)
    for a in range(len(total)):
        for e in range(indptr[a], indptr[a + 1]):
            j = networks[e]
            for f in range(net_indptr[j], net_indptr[j + 1]):
                if members[f] != a:
                    total[a] += values[e] * net_values[f]
    return total


@kernel
def count_shared(
    indptr: Longs, networks: Ints, net_indptr: Longs, members: Ints, group: Ints, groups: int, most: int
) -> Longs:
    """How many pairs of members of two groups share s: [smaller group, larger group, s]; s = 0 is not counted."""
    count = len(indptr) - 1
    found = np.zeros((groups, groups, most + 1), np.int64)
    shared = np.zeros(count, np.int32)
    touched = np.empty(count, np.int32)
    for a in range(count):
        held = 0
        for e in range(indptr[a], indptr[a + 1]):
            j = networks[e]
            for f in range(net_indptr[j], net_indptr[j + 1]):
                b = members[f]
                if b > a:
                    if shared[b] == 0:
                        touched[held] = b
                        held += 1
                    shared[b] += 1
        for k in range(held):
            b = touched[k]
            g, h = min(group[a], group[b]), max(group[a], group[b])
            found[g, h, shared[b]] += 1
            shared[b] = 0
    return found


@kernel
def pick_pairs(
    indptr: Longs, networks: Ints, net_indptr: Longs, members: Ints, group: Ints, least: Ints, room: int
) -> tuple[Ints, Ints, Ints]:
    """The pairs that share at least ``least[smaller group, larger group]``; there is room for ``room`` of them."""
    count = len(indptr) - 1
    one, other, many = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    shared = np.zeros(count, np.int32)
    touched = np.empty(count, np.int32)
    filled = 0
    for a in range(count):
        held = 0
        for e in range(indptr[a], indptr[a + 1]):
            j = networks[e]
            for f in range(net_indptr[j], net_indptr[j + 1]):
                b = members[f]
                if b > a:
                    if shared[b] == 0:
                        touched[held] = b
                        held += 1
                    shared[b] += 1
        for k in range(held):
            b = touched[k]
            g, h = min(group[a], group[b]), max(group[a], group[b])
            if shared[b] >= least[g, h] and filled < room:
                one[filled], other[filled], many[filled] = a, b, shared[b]
                filled += 1
            shared[b] = 0
    return one[:filled].copy(), other[:filled].copy(), many[:filled].copy()


@kernel
def tail_exact(chance: Floats, times: Longs, most: int) -> Floats:
    """P(at least s) for s = 0..most of a sum of independent trials: ``times[k]`` trials of chance ``chance[k]``.

    The distribution is built trial by trial within a window around the mass; what falls out is below 1e-18 in all.
    """
    trials = times.sum()
    mass = np.zeros(trials + 2)
    mass[0] = 1.0
    low, high = 0, 0
    for k in range(len(chance)):
        p = chance[k]
        if p <= 0.0:
            continue
        for _ in range(times[k]):
            high += 1
            for s in range(high, low, -1):
                mass[s] = mass[s] * (1.0 - p) + mass[s - 1] * p
            mass[low] *= 1.0 - p
            while high > low and mass[high] < 1e-290:
                mass[high] = 0.0
                high -= 1
            while low < high and mass[low] < 1e-25:
                mass[low] = 0.0
                low += 1
    tail = np.zeros(most + 2)
    running = 0.0
    for s in range(high, -1, -1):
        running += mass[s] if s >= low else 0.0
        if s <= most:
            tail[s] = min(running, 1.0)
    tail[0] = 1.0
    return tail[: most + 1].copy()
