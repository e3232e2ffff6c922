"""Extractors: raw text page by page out of one kind of file. One file each; drop one in and it is there.

They run in a process of their own with limits; see `proxeny.evidence.reading`.
"""

from __future__ import annotations

from collections.abc import Callable

from proxeny.evidence.document import Extracted
from proxeny.registry import Registry

Extractor = Callable[[bytes, str], Extracted]

EXTRACTORS: Registry[Extractor] = Registry("extractor", "proxeny.evidence.extractors")
"""Extractor by kind: it takes the bytes and the file's name, and raises `proxeny.errors.FaultyInput`."""
