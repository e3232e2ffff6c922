"""Saving a form: claims of one source about one record, as one batch, unless somebody changed the record meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from proxeny.errors import Conflict, FaultyInput
from proxeny.io.fold import assign_records, fold_claims
from proxeny.io.forms import Form
from proxeny.io.forms_filled import Filled
from proxeny.io.forms_reading import Speaker
from proxeny.io.reading import Reading
from proxeny.register.lock import writing
from proxeny.register.models import Claim
from proxeny.register.operations.apply import Origin, preview_reading, store_reading
from proxeny.register.operations.moving import aim
from proxeny.register.operations.plan import Plan
from proxeny.register.queries.claims import read_claims_of, read_ranks
from proxeny.register.queries.editing import is_foreign, read_token
from proxeny.register.queries.merges import read_merges
from proxeny.tables import CLAIMS


@dataclass(frozen=True, slots=True)
class Edit:
    """A filled form, who says it, about which record (empty: a new one), and who writes it down and why."""

    form: Form
    filled: Filled
    speaker: Speaker
    record: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field and the sources that state it; ``mine``: the form's own source among them."""

    value: str
    sources: tuple[str, ...]
    mine: bool = False
    stands: bool = False


@dataclass(frozen=True, slots=True)
class FieldOutlook:
    """A field after saving: every version of it, which stands and why; ``was``: what stood before."""

    field: str
    versions: tuple[Version, ...]
    reason: str
    was: tuple[str, ...] = ()
    changed: bool = False  # what the form's source says of it is new or gone

    @property
    def disputed(self) -> bool:
        """Whether sources say different things of which only one can stand."""
        return any(not version.stands for version in self.versions)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What saving would do: the record, whether it is there already, its fields after saving, and a token of now."""

    record: str
    exists: bool
    token: str
    fields: tuple[FieldOutlook, ...]
    new: int
    withdrawn: int
    left: str = ""  # the record of which the source speaks no more, where the form changes whom it joins

    @property
    def changes(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.new or self.withdrawn)

    @property
    def disputes(self) -> tuple[FieldOutlook, ...]:
        """The fields on which other sources say otherwise and the form says something."""
        return tuple(one for one in self.fields if one.disputed and any(version.mine for version in one.versions))


@dataclass(frozen=True, slots=True)
class _Ready:
    reading: Reading
    origin: Origin
    record: str
    left: str = ""

    @property
    def token(self) -> str:
        """Changes when anybody changes what the edit is about."""
        return read_token(self.record) + (read_token(self.left) if self.left else "")


def preview_edit(edit: Edit) -> Outlook:
    """What saving the form would do. Raises `FaultyInput` with the faults of the form."""
    ready = _prepare(edit)
    plan = preview_reading(ready.reading, ready.origin)
    before = read_claims_of([ready.record])
    after = _after(before, plan, ready)
    ranks, merges = _ranks(plan), read_merges()
    stood = _winners(before, ranks, merges)
    return Outlook(
        record=ready.record,
        exists=before.height > 0,
        token=ready.token,
        fields=tuple(_outlooks(after, stood, plan, edit, ranks, merges)),
        new=_own_new(plan, edit).height + plan.same.filter(pl.col("state") == "superseded").height,
        withdrawn=plan.superseded.height,
        left=ready.left,
    )


def save_edit(edit: Edit, token: str) -> tuple[int | None, str]:
    """Save the form; the batch's number (None: nothing to change) and the record.

    ``token``: the record's state that the writer has seen (`Outlook.token`). Raises `Conflict` where it is another one
    now, `FaultyInput` with the faults of the form.
    """
    with writing():
        ready = _prepare(edit)
        if ready.token != token:
            raise Conflict.of("record-changed")
        _, batch = store_reading(ready.reading, ready.origin)
    return batch, ready.record


def _prepare(edit: Edit) -> _Ready:
    if edit.filled.faults:
        raise FaultyInput(*[fault for _, fault in edit.filled.faults])
    if is_foreign(edit.speaker.id):
        raise FaultyInput.of("source-foreign", title=edit.speaker.title or edit.speaker.id)
    target = aim(edit.form, edit.filled, edit.speaker, edit.record)
    origin = Origin("edit", target.reading.mapping, "", by=edit.by, note=edit.reason, record=target.record)
    return _Ready(target.reading, origin, target.record, target.left)


def _own_new(plan: Plan, edit: Edit) -> pl.DataFrame:
    return plan.new_claims.filter(pl.col("source") == edit.speaker.id)


def _after(before: pl.DataFrame, plan: Plan, ready: _Ready) -> pl.DataFrame:
    """The claims on the record as they would be: CLAIMS + ``record``."""
    gone = set(Claim.objects.filter(pk__in=plan.superseded["id"].to_list()).values_list("key", flat=True))
    again = plan.same.filter(pl.col("state") == "superseded")["id"].to_list()
    back = set(Claim.objects.filter(pk__in=again).values_list("key", flat=True))
    state = (
        pl.when(pl.col("key").is_in(sorted(gone))).then(pl.lit("superseded"))
        .when(pl.col("key").is_in(sorted(back))).then(pl.lit("accepted")).otherwise(pl.col("state"))
    )  # fmt: skip
    fresh = assign_records(plan.new_claims, read_merges()).select(*CLAIMS, "record")
    homes = plan.homes.rename({"record": "home"})
    fresh = fresh.join(homes, on="subject", how="left").with_columns(pl.coalesce("home", "record").alias("record"))
    fresh = fresh.filter(pl.col("record") == ready.record).select(before.columns)
    return pl.concat([before.with_columns(state.alias("state")), fresh])


def _ranks(plan: Plan) -> pl.DataFrame:
    known = read_ranks()
    new = plan.sources.select(pl.col("key").alias("source"), pl.col("rank").fill_null(50))
    return pl.concat([known, new.join(known, on="source", how="anti")])


def _winners(claims: pl.DataFrame, ranks: pl.DataFrame, merges: dict[str, str]) -> dict[str, tuple[str, ...]]:
    if claims.is_empty():
        return {}
    told = fold_claims(claims, ranks, merges).provenance.filter(pl.col("won"))
    values = told.join(claims.select(pl.col("key").alias("claim"), "value"), on="claim")
    grouped = values.group_by("field").agg(pl.col("value").unique().sort())
    return {str(name): tuple(found) for name, found in grouped.iter_rows()}


def _outlooks(
    after: pl.DataFrame, stood: dict[str, tuple[str, ...]], plan: Plan, edit: Edit, ranks: pl.DataFrame,
    merges: dict[str, str],
) -> list[FieldOutlook]:  # fmt: skip
    told = fold_claims(after, ranks, merges).provenance
    claims = after.select(pl.col("key").alias("claim"), "value", "source", "property", "language")
    rows = told.join(claims, on="claim")
    fresh = set(plan.new_claims["key"])
    gone = set(Claim.objects.filter(pk__in=plan.superseded["id"].to_list()).values_list("property", "language"))
    found = []
    for one in edit.form.fields:
        name = f"{one.property}@{one.language}" if one.property in {"name", "title"} else one.property
        own = rows.filter(pl.col("field") == name)
        versions = []
        for (value,), group in own.sort("value").group_by("value", maintain_order=True):
            sources = tuple(sorted(set(group["source"])))
            versions.append(Version(str(value), sources, edit.speaker.id in sources, bool(group["won"].any())))
        is_gone = (one.property, one.language) in gone
        if versions or is_gone:
            new = bool(fresh & set(own["claim"])) or is_gone
            reason = str(own["reason"][0]) if own.height else ""
            found.append(FieldOutlook(one.name, tuple(versions), reason, stood.get(name, ()), new))
    return found
