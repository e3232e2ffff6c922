"""Mutual information that two unrelated divisions have by chance."""

from __future__ import annotations

import math

import numpy as np

from proxeny.graph.kernels import Longs, kernel


@kernel
def expect_information(a: Longs, many_a: Longs, b: Longs, many_b: Longs, nodes: int) -> float:
    """Expected mutual information of random divisions with parts of sizes a and b (hypergeometric), by classes of size.

    The sum over a common size runs until terms vanish.
    """
    log = np.empty(nodes + 1)  # logarithms of factorials
    log[0] = 0.0
    for k in range(1, nodes + 1):
        log[k] = log[k - 1] + math.log(k)
    total = 0.0
    for i in range(len(a)):
        for j in range(len(b)):
            low, high = max(1, a[i] + b[j] - nodes), min(a[i], b[j])
            fixed = log[a[i]] + log[b[j]] + log[nodes - a[i]] + log[nodes - b[j]] - log[nodes]
            middle = a[i] * b[j] / nodes
            part = 0.0
            for n in range(low, high + 1):
                chance = fixed - log[n] - log[a[i] - n] - log[b[j] - n] - log[nodes - a[i] - b[j] + n]
                if chance < -60.0:
                    if n > middle:
                        break
                    continue
                part += n / nodes * math.log(nodes * n / (a[i] * b[j])) * math.exp(chance)
            total += part * many_a[i] * many_b[j]
    return total
