"""Freeze the register into a snapshot."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from django.db import transaction

from proxeny.home import product_version
from proxeny.io.fold import fold_claims
from proxeny.io.snapshot import write_snapshot
from proxeny.register.queries.claims import read_all_claims, read_ranks, read_sources
from proxeny.register.queries.merges import read_decisions, read_merges
from proxeny.register.queries.tables import MODELS, read_records
from proxeny.scheme.loader import load_scheme


def freeze_tables() -> dict[str, pl.DataFrame]:
    """All tables of the register, sorted: claims, sources, decisions, records, and the provenance of every field."""
    with transaction.atomic():
        claims = read_all_claims().sort("key")
        ranks, merges = read_ranks(), read_merges()
        records = {name: read_records(name).sort("id") for name in MODELS}
        sources, decisions = read_sources().sort("key"), read_decisions().sort("left", "right")
    provenance = fold_claims(claims, ranks, merges).provenance
    return {**records, "claims": claims, "sources": sources, "decisions": decisions, "provenance": provenance}


def freeze(folder: Path) -> str:
    """Write a snapshot of the register; returns its content hash. The same register gives the same hash."""
    scheme = load_scheme()
    about = {"proxeny": product_version(), "scheme": f"{scheme.id} {scheme.version}", "scheme_hash": scheme.hash}
    return write_snapshot(freeze_tables(), folder, about)
