"""Skewness and kurtosis of a sample, and the rule that judges by them."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np

from proxeny.assess.methods import Floats


def skewness(values: Floats) -> float:
    """Skewness with the small-sample correction (G1); NaN for fewer than three values or a constant.

    Source: Joanes and Gill (1998), The Statistician 47(1), 183-189, formula for G1.

    >>> round(skewness(np.array([1.0, 2.0, 3.0, 10.0])), 6)
    1.763633
    """
    n = len(values)
    centred = values - values.mean() if n else values
    square = float((centred**2).sum())
    if n < 3 or square <= 0:
        return nan
    g1 = float((centred**3).sum()) / n / (square / n) ** 1.5
    return float(g1 * sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Floats) -> float:
    """Excess kurtosis with the small-sample correction (G2); NaN for fewer than four values or a constant.

    Source: Joanes and Gill (1998), formula for G2.
    """
    n = len(values)
    centred = values - values.mean() if n else values
    square = float((centred**2).sum())
    if n < 4 or square <= 0:
        return nan
    g2 = float((centred**4).sum()) / n / (square / n) ** 2 - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6)


def is_outlying(values: Floats, skew_limit: float = 2.0, kurtosis_limit: float = 3.5) -> bool:
    """Whether a column is so skewed and heavy-tailed that a few units would rule it.

    Rule: absolute skewness above 2 and kurtosis above 3.5 (OECD/JRC Handbook on Constructing Composite Indicators,
    2008). A column whose moments are not defined is not outlying.
    """
    present = values[~np.isnan(values)]
    return bool(abs(skewness(present)) > skew_limit and kurtosis(present) > kurtosis_limit)
