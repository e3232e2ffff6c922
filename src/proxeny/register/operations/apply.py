"""Store a plan: one batch, one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import polars as pl

from proxeny.errors import FaultyInput
from proxeny.io.fold import assign_records
from proxeny.io.reading import Reading
from proxeny.register.lock import writing
from proxeny.register.models import Batch, Claim, Confirmation, Mention, MentionUse, Source
from proxeny.register.operations.merging import merge
from proxeny.register.operations.plan import Plan, build_plan
from proxeny.register.operations.refold import refold
from proxeny.register.operations.standing import stand_again
from proxeny.register.operations.turning import close_turns, record_turns
from proxeny.register.queries.claims import read_sources
from proxeny.register.queries.merges import read_merges
from proxeny.register.rows import among, analyse, array, column_list, execute, insert, select, table_of

Step = Callable[[str], None]
_MANY = 5_000  # new claims, after which what the database knows of its tables is out of date


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a batch comes from: what kind of batch, which mapping, file and checksum, who brought it, and why.

    ``record``: the record that an edit is about.
    """

    kind: str
    mapping: str
    file: str
    sha256: str = ""
    by: str = ""
    claim_state: str = "accepted"
    note: str = ""
    record: str = ""
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


def _silent(_: str) -> None:
    """Nobody watches."""


def preview_reading(reading: Reading, origin: Origin) -> Plan:
    """What storing the reading would do; nothing is written."""
    return build_plan(reading, file=origin.file, today=origin.today, claim_state=origin.claim_state)


def store_reading(
    reading: Reading, origin: Origin, *, skip_errors: bool = False, on_step: Step = _silent
) -> tuple[Plan, int | None]:
    """Plan and store a reading as one batch; the plan and the batch's number, None where nothing changed.

    Raises `FaultyInput` with all faults if the reading has errors, unless ``skip_errors``: then the rest is stored.
    Planning happens under the write lock, so that two people importing at once cannot miss each other's claims.
    """
    if reading.errors and not skip_errors:
        raise FaultyInput(*reading.faults, total=reading.errors, rows=reading.rows)
    with writing():
        on_step("compare")
        plan = preview_reading(reading, origin)
        if not _changes_something(plan, origin):
            return plan, None
        on_step("store")
        batch = _new_batch(plan, origin)
        _store(plan, batch)
        on_step("fold")
        refold(_touched(plan, batch))
        if plan.new_claims.height > _MANY:
            analyse()
    return plan, batch.pk


def _changes_something(plan: Plan, origin: Origin) -> bool:
    """Something new, withdrawn or said again; a different file that says the same is kept, the same file again not."""
    again = plan.same.filter(pl.col("state") == "superseded").height
    if plan.new_claims.height or plan.superseded.height or plan.settled.height or again:
        return True
    if plan.same.is_empty() or origin.kind == "edit":
        return False
    return not Batch.objects.filter(sha256=origin.sha256, mapping=origin.mapping, state="applied").exists()


def _new_batch(plan: Plan, origin: Origin) -> Batch:
    now = datetime.now(UTC)
    counts = {"rows": plan.rows, "claims_new": plan.new_claims.height, "claims_same": plan.same.height}
    counts["doubtful"] = plan.count("doubtful")
    return Batch.objects.create(
        kind=origin.kind, mapping=origin.mapping, file_name=origin.file, sha256=origin.sha256, by=origin.by,
        started=now, finished=now, counts=counts, note=origin.note, record=origin.record,
    )  # fmt: skip


def _store(plan: Plan, batch: Batch) -> None:
    here = read_sources(plan.sources["key"].to_list())["key"]
    insert(Source, plan.sources.filter(~pl.col("key").is_in(here.implode())).with_columns(_filled(plan.sources)))
    _settle(plan, batch)
    insert(Mention, plan.mentions.with_columns(pl.lit(batch.pk).alias("batch_id")))
    used = pl.DataFrame({"mention_id": plan.used_mentions}, schema={"mention_id": pl.String})
    insert(MentionUse, used.with_columns(pl.lit(batch.pk).alias("batch_id")))
    claims = _assign(plan).rename({"source": "source_id"})
    insert(Claim, claims.with_columns(pl.lit(batch.pk).alias("batch_id")))
    insert(Confirmation, plan.same.select(pl.col("id").alias("claim_id"), pl.lit(batch.pk).alias("batch_id")))
    _reassert(plan, batch)
    if plan.superseded.height:
        execute(
            f"UPDATE {table_of(Claim)} SET state = 'superseded', superseded_by_id = %s WHERE {among('id')}",
            [batch.pk, array(plan.superseded["id"].to_list())],
        )


def _assign(plan: Plan) -> pl.DataFrame:
    """The record of every new claim: that of its subject where the register has it, else by the merges in force."""
    assigned = assign_records(plan.new_claims, read_merges())
    homes = plan.homes.rename({"record": "home"})
    return assigned.join(homes, on="subject", how="left", maintain_order="left").with_columns(
        pl.coalesce("home", "record").alias("record")
    ).drop("home")  # fmt: skip


def _settle(plan: Plan, batch: Batch) -> None:
    """Doubtful mentions of earlier batches stand for what a person chose now; what was said of them moves there."""
    for mention, was, record in plan.settled.select("mention", "was", "record").iter_rows():
        if was != record:
            merge(was, record, by=batch.by, reason=batch.note)
        Mention.objects.filter(mention=mention).update(state="sure", reason="sure-decision")


def _reassert(plan: Plan, batch: Batch) -> None:
    """A superseded claim that its source says again stands again."""
    again = plan.same.filter(pl.col("state") == "superseded")["id"].to_list()
    if again:
        record_turns(batch, again)
        execute(
            f"UPDATE {table_of(Claim)} SET last_seen = %s WHERE {among('id')}",
            [batch.started.date().isoformat(), array(again)],
        )
        stand_again(among("id"), [array(again)])
        close_turns(batch)


def _filled(table: pl.DataFrame) -> list[pl.Expr]:
    texts = [name for name, dtype in table.schema.items() if dtype == pl.String]
    return [pl.col(texts).fill_null(""), pl.col("rank").fill_null(50)]


def _touched(plan: Plan, batch: Batch) -> set[str]:
    """Records of the claims that this batch brought, superseded or raised again."""
    changed = [*plan.superseded["id"].to_list(), *plan.same.filter(pl.col("state") == "superseded")["id"].to_list()]
    name = column_list(Claim, ["record"])
    sql = f"SELECT DISTINCT {name} FROM {table_of(Claim)} WHERE batch_id = %s OR {among('id')}"
    return set(select(sql, [batch.pk, array(changed)], {"record": pl.String})["record"].to_list())
