"""The arrays of this part; figures that are learned from need double precision."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Kernel = NDArray[Any]  # weights of members in single precision, or whether they count
