"""What the register holds."""

from __future__ import annotations

from proxeny.register.models import Agreement, Claim, Membership, Organisation, Place, Source, Tie


def read_status() -> dict[str, int]:
    """Counts: places, networks, agreements, ties, memberships, claims, sources."""
    return {
        "places": Place.objects.count(),
        "networks": Organisation.objects.filter(id__startswith="nw:").count(),
        "agreements": Agreement.objects.count(),
        "ties": Tie.objects.count(),
        "memberships": Membership.objects.count(),
        "claims": Claim.objects.count(),
        "sources": Source.objects.count(),
    }
