"""Decisions of people: two records are the same, different, or not to be told. Reversible."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from proxeny.errors import NotFound
from proxeny.io.base_facts import gazetteer_claims, gazetteer_source
from proxeny.register.lock import writing
from proxeny.register.models import Batch, Claim, Decision, Source
from proxeny.register.operations.merging import follow, judge, read_component
from proxeny.register.operations.refold import refold
from proxeny.register.rows import insert
from proxeny.tables import CLAIMS


def decide(left: str, right: str, judgement: str, *, by: str = "", reason: str = "") -> Decision:
    """Store a judgement (``same``, ``different``, ``unsure``) on a pair of records; ``same`` merges left into right.

    A standing judgement on the pair is revoked first. Raises `NotFound` if a record has no claims.
    """
    if left == right:
        raise NotFound.of("merge-into-itself", text=left)
    with writing():
        _bring_in(right)
        for record in (left, right):
            if not Claim.objects.filter(subject=record).exists():
                raise NotFound.of("record-unknown", id=record)
        return judge(left, right, judgement, by=by, reason=reason)


def revoke(number: int) -> None:
    """Take a judgement back; merged records part again. Raises `NotFound`."""
    with writing():
        decision = Decision.objects.filter(pk=number, revoked__isnull=True).first()
        if decision is None:
            raise NotFound.of("decision-unknown", text=number)
        before = read_component(decision.left, decision.right)
        decision.revoked = datetime.now(UTC)
        decision.save()
        follow(before)


def _bring_in(record: str) -> None:
    """A place of the gazetteer that the register lacks is brought in, so that it can be decided on."""
    if Claim.objects.filter(subject=record).exists():
        return
    now = datetime.now(UTC)
    claims = gazetteer_claims(pl.Series([record]), now.date().isoformat()).select(list(CLAIMS))
    if claims.is_empty():
        return
    batch = Batch.objects.create(
        kind="decision", mapping="geonames", file_name=record, started=now, finished=now, counts={"rows": 1}
    )
    if not Source.objects.filter(key="geonames").exists():
        insert(Source, gazetteer_source())
    ready = claims.rename({"source": "source_id"}).with_columns(
        pl.col("subject").alias("record"), pl.lit(batch.pk).alias("batch_id")
    )
    insert(Claim, ready)
    refold({record})
