"""Secrets that are shown once: the database keeps only their hash."""

from __future__ import annotations

import secrets
from hashlib import sha256

TOKEN_MARK = "proxeny_"  # so that a token that leaked into a text can be recognised as one


def make_secret() -> str:
    """A secret of 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """What is stored of a secret. It has 256 bits of its own, so that a fast hash without salt keeps it.

    >>> len(hash_secret("x"))
    64
    """
    return sha256(secret.encode()).hexdigest()
