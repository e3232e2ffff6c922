"""A scheme as plain data, and the hash of it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import Any

from proxeny.scheme.model import Scheme


def plain(thing: object) -> Any:
    """Dataclasses as dicts, tuples as lists, keys as text; what is empty is left out."""
    if is_dataclass(thing):
        pairs = ((one.name, plain(getattr(thing, one.name))) for one in fields(thing))
        return {name: value for name, value in pairs if value not in ("", None, [], {})}
    if isinstance(thing, (list, tuple)):
        return [plain(one) for one in thing]
    if hasattr(thing, "items"):
        return {str(key): plain(value) for key, value in thing.items()}
    return thing


def hash_of(scheme: Scheme) -> str:
    """BLAKE2b of the content in canonical JSON, 32 hex digits; the order of files and keys does not count."""
    content = plain(scheme)
    content.pop("hash", None)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16).hexdigest()
