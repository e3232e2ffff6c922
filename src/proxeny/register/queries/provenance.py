"""Why a record says what it says: each field with the claims that won, the others, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from proxeny.io.fold import fold_claims
from proxeny.register.queries.claims import read_claims_of, read_ranks
from proxeny.register.queries.known import read_claims_known
from proxeny.register.queries.merges import read_merges

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class FieldStory:
    """One field of a record; ``field`` is a property, with ``@language`` for names. Rows have the columns of CLAIMS."""

    field: str
    reason: str
    winners: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def value(self) -> str:
        """The value that won (the first one where several are true at once)."""
        return str(self.winners[0]["value"]) if self.winners else ""

    @property
    def values(self) -> tuple[str, ...]:
        """All values that won, sorted."""
        return tuple(sorted({str(claim["value"]) for claim in self.winners}))


def explain_record(record: str, known_at: date | None = None) -> list[FieldStory]:
    """Fold one record anew and tell each field's story, by field. Empty where the register holds no such record.

    ``known_at``: from what was known on that day.
    """
    claims = read_claims_known(record, known_at) if known_at else read_claims_of([record])
    if claims.is_empty():
        return []
    told = fold_claims(claims, read_ranks(), read_merges()).provenance
    rows = {str(row["key"]): row for row in claims.iter_rows(named=True)}
    stories: list[FieldStory] = []
    for (field,), group in told.group_by("field", maintain_order=True):
        marked = [(rows[claim], won) for claim, won in group.select("claim", "won").iter_rows()]
        stories.append(
            FieldStory(
                field=str(field),
                reason=str(group["reason"][0]),
                winners=tuple(row for row, won in marked if won),
                others=tuple(row for row, won in marked if not won),
            )
        )
    return sorted(stories, key=lambda story: story.field)


def count_disputes(claims: pl.DataFrame) -> int:
    """How many fields of these claims' records have sources that disagree."""
    told = fold_claims(claims, read_ranks(), read_merges()).provenance
    return told.filter(~pl.col("won")).select("record", "field").n_unique()
