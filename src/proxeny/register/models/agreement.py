"""Agreement: bilateral or multilateral paper between cities, folded from claims."""

from __future__ import annotations

from proxeny.register.models.fields import Dated, codes, interval_constraint, record_id, text


class Agreement(Dated):
    """Columns as in ``proxeny.tables.AGREEMENTS``."""

    id = record_id(primary_key=True)
    kind = text(max_length=32)
    title = text()
    parties = codes()
    topics = codes()
    state = text(max_length=16)
    signed = text(max_length=10)
    signed_precision = text(max_length=8)
    council_decision = text()
    ministry_approval = text()
    reference = text()

    class Meta:
        constraints = [interval_constraint("agreement_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.title or str(self.id)
