"""Membership: a city or organisation belongs to a network."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import Dated, codes, interval_constraint, record_id, text


class Membership(Dated):
    """Columns as in ``proxeny.tables.MEMBERSHIPS``."""

    id = record_id(primary_key=True)
    member = record_id(db_index=True)
    network = record_id(db_index=True)
    form = text(max_length=16)
    category = text()
    state = text(max_length=16)
    organs = codes()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("member", "network"), name="membership_one_per_member_and_network"),
            interval_constraint("membership_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.network}"
