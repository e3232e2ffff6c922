"""How much a document may ask of us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, then what the process that reads it may use: memory and output in bytes, seconds of
    processor.
    """

    size: int = 64 * 2**20
    memory: int = 2 * 2**30
    seconds: int = 90
    output: int = 128 * 2**20
