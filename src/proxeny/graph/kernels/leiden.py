"""The Leiden method (Traag, Waltman and van Eck 2019): move, refine, gather, until nothing improves.

One quality serves both measures: within weight - gamma/2 * (sum of sizes)^2 of each community, where a node's size
is its strength and gamma = resolution / (2 m) for modularity, and 1 and the resolution itself for the constant Potts
model.
"""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Flags, Floats, Ints, Longs, Words, kernel
from proxeny.graph.kernels.drawing import draw_below

_LEAST = 1e-12  # a gain that rounding alone does not make


@kernel
def _shuffle(order: Ints, state: Words) -> None:
    for i in range(len(order) - 1, 0, -1):
        j = draw_below(state, i + 1)
        order[i], order[j] = order[j], order[i]


@kernel
def _weigh(indptr: Longs, indices: Ints, weights: Floats, v: int, label: Ints, toward: Floats, touched: Ints) -> int:
    """Weight from v toward each label of its neighbours; which labels those are, and how many."""
    count = 0
    for e in range(indptr[v], indptr[v + 1]):
        c = label[indices[e]]
        if toward[c] == 0.0:
            touched[count] = c
            count += 1
        toward[c] += weights[e]
    return count


@kernel
def _wake(indptr: Longs, indices: Ints, v: int, label: Ints, waiting: Flags, queue: Ints, head: int, held: int) -> int:
    """Put the neighbours of v that have another label at the end of the ring; returns how many it holds then."""
    nodes = len(label)
    for e in range(indptr[v], indptr[v + 1]):
        u = indices[e]
        if not waiting[u] and label[u] != label[v]:
            waiting[u] = True
            end = head + held
            queue[end if end < nodes else end - nodes] = u
            held += 1
    return held


@kernel
def move_nodes(
    indptr: Longs, indices: Ints, weights: Floats, size: Floats, gamma: float, label: Ints, state: Words
) -> bool:
    """Move nodes one by one to where they add most; neighbours of a moved one are looked at again. True if any moved.

    ``label`` is changed; an empty label may be taken anew by a node that is better alone.
    """
    nodes = len(size)
    total = np.zeros(nodes)
    members = np.zeros(nodes, np.int32)
    for v in range(nodes):
        total[label[v]] += size[v]
        members[label[v]] += 1
    free = np.empty(nodes, np.int32)
    frees = 0
    for c in range(nodes - 1, -1, -1):
        if members[c] == 0:
            free[frees] = c
            frees += 1
    queue = np.arange(nodes).astype(np.int32)
    _shuffle(queue, state)
    waiting = np.ones(nodes, np.bool_)
    head, held = 0, nodes
    toward = np.zeros(nodes)
    touched = np.empty(nodes, np.int32)
    moved = False
    while held > 0:
        v = queue[head]
        head = head + 1 if head + 1 < nodes else 0
        held -= 1
        waiting[v] = False
        own = label[v]
        count = _weigh(indptr, indices, weights, v, label, toward, touched)
        best, gain = own, toward[own] - gamma * size[v] * (total[own] - size[v])
        if gain < -_LEAST and members[own] > 1:  # better alone
            best, gain = int(free[frees - 1]), 0.0
        floor = gain + _LEAST
        for k in range(count):
            c = touched[k]
            if c != own:
                here = toward[c] - gamma * size[v] * total[c]
                if here > floor:
                    best, floor = c, here + _LEAST
        for k in range(count):
            toward[touched[k]] = 0.0
        if best == own:
            continue
        moved, label[v] = True, best
        frees -= 1 if members[best] == 0 else 0
        total[own] -= size[v]
        members[own] -= 1
        total[best] += size[v]
        members[best] += 1
        if members[own] == 0:
            total[own] = 0.0
            free[frees] = own
            frees += 1
        held = _wake(indptr, indices, v, label, waiting, queue, head, held)
    return moved


@kernel
def refine(
    indptr: Longs, indices: Ints, weights: Floats, size: Floats, gamma: float, label: Ints, state: Words
) -> Ints:
    """Split each community into parts that hang together: only single nodes join, and only well-connected parts."""
    nodes = len(size)
    whole = np.zeros(nodes)
    for v in range(nodes):
        whole[label[v]] += size[v]
    inside = np.zeros(nodes)  # weight from a part to the rest of its community
    for v in range(nodes):
        for e in range(indptr[v], indptr[v + 1]):
            if label[indices[e]] == label[v]:
                inside[v] += weights[e]
    part = np.arange(nodes).astype(np.int32)
    total, outward = size.copy(), inside.copy()
    members = np.ones(nodes, np.int32)
    order = np.arange(nodes).astype(np.int32)
    _shuffle(order, state)
    toward = np.zeros(nodes)
    touched = np.empty(nodes, np.int32)
    for i in range(nodes):
        v = int(order[i])
        if members[part[v]] != 1:
            continue
        if inside[v] < gamma * size[v] * (whole[label[v]] - size[v]) - _LEAST:
            continue
        count = 0
        for e in range(indptr[v], indptr[v + 1]):
            u = indices[e]
            if label[u] == label[v]:
                c = part[u]
                if toward[c] == 0.0:
                    touched[count] = c
                    count += 1
                toward[c] += weights[e]
        best, gain = part[v], 0.0
        for k in range(count):
            c = touched[k]
            if c == part[v] or outward[c] < gamma * total[c] * (whole[label[v]] - total[c]) - _LEAST:
                continue
            here = toward[c] - gamma * size[v] * total[c]
            if here > gain + _LEAST:
                best, gain = c, here
        if best != part[v]:
            own = part[v]
            outward[best] += inside[v] - 2.0 * toward[best]
            total[best] += size[v]
            members[best] += 1
            total[own], outward[own], members[own] = 0.0, 0.0, 0
            part[v] = best
        for k in range(count):
            toward[touched[k]] = 0.0
    return part


@kernel
def number_labels(label: Ints) -> int:
    """Rename labels to 0, 1, 2 ... in the order of their first nodes; returns how many there are."""
    name = np.full(len(label), -1, np.int32)
    count = 0
    for v in range(len(label)):
        c = label[v]
        if name[c] < 0:
            name[c] = count
            count += 1
        label[v] = name[c]
    return count


@kernel
def gather(
    indptr: Longs, indices: Ints, weights: Floats, size: Floats, part: Ints, parts: int
) -> tuple[Longs, Ints, Floats, Floats]:
    """The graph of the parts: a node each, weights between them summed, sizes summed; within is left out."""
    nodes = len(size)
    begin = np.zeros(parts + 1, np.int64)
    for v in range(nodes):
        begin[part[v] + 1] += 1
    for c in range(parts):
        begin[c + 1] += begin[c]
    fill = begin[:-1].copy()
    order = np.empty(nodes, np.int32)
    for v in range(nodes):
        order[fill[part[v]]] = v
        fill[part[v]] += 1
    sums = np.zeros(parts)
    start = np.zeros(parts + 1, np.int64)
    to = np.empty(len(indices), np.int32)
    heavy = np.empty(len(indices), np.float64)
    slot = np.full(parts, -1, np.int64)
    filled = 0
    for c in range(parts):
        low = filled
        for i in range(begin[c], begin[c + 1]):
            v = order[i]
            sums[c] += size[v]
            for e in range(indptr[v], indptr[v + 1]):
                d = part[indices[e]]
                if d == c:
                    continue
                if slot[d] < low:
                    slot[d] = filled
                    to[filled] = d
                    heavy[filled] = weights[e]
                    filled += 1
                else:
                    heavy[slot[d]] += weights[e]
        start[c + 1] = filled
    return start, to[:filled].copy(), heavy[:filled].copy(), sums


@kernel
def improve(
    indptr: Longs, indices: Ints, weights: Floats, size: Floats, gamma: float, label: Ints, state: Words
) -> bool:
    """One round of Leiden from ``label``, which it changes; True if any node moved."""
    nodes = len(size)
    here_indptr, here_indices, here_weights, here_size = indptr, indices, weights, size
    here = label.copy()
    home = np.arange(nodes).astype(np.int32)  # of each node, the node it is within at this level
    moved = False
    while True:
        step = move_nodes(here_indptr, here_indices, here_weights, here_size, gamma, here, state)
        moved = moved or step
        count = number_labels(here)
        for v in range(nodes):
            label[v] = here[home[v]]
        if count == len(here):
            return moved
        part = refine(here_indptr, here_indices, here_weights, here_size, gamma, here, state)
        parts = number_labels(part)
        if parts == len(part):  # nothing to gather by parts: gather the communities themselves
            part, parts = here.copy(), count
        above = np.empty(parts, np.int32)
        for v in range(len(part)):
            above[part[v]] = here[v]
        here_indptr, here_indices, here_weights, here_size = gather(
            here_indptr, here_indices, here_weights, here_size, part, parts
        )
        for v in range(nodes):
            home[v] = part[home[v]]
        here = above


@kernel
def measure_quality(
    indptr: Longs, indices: Ints, weights: Floats, size: Floats, gamma: float, label: Ints
) -> tuple[float, float]:
    """Weight within communities (each tie once), and gamma/2 times the sum of their squared sizes."""
    inside = 0.0
    total = np.zeros(len(size))
    for v in range(len(size)):
        total[label[v]] += size[v]
        for e in range(indptr[v], indptr[v + 1]):
            if label[indices[e]] == label[v]:
                inside += weights[e]
    return inside / 2.0, gamma / 2.0 * (total * total).sum()
