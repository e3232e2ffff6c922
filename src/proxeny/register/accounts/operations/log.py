"""Write down who came in, who left and who was refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from proxeny.register.accounts.models import Person, SignIn

KEPT = timedelta(days=90)


def network_of(address: str) -> str:
    """The network that an address is in: enough to notice a stranger, too little to know a machine.

    >>> network_of("192.0.2.77"), network_of("2001:db8:1:2::9"), network_of("nonsense")
    ('192.0.2.0/24', '2001:db8:1::/48', '')
    """
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{known}/{24 if known.version == 4 else 48}", strict=False))


def log_sign_in(person: Person | None, outcome: str, address: str) -> None:
    """Write one event, and forget those older than ninety days."""
    now = datetime.now(UTC)
    SignIn.objects.filter(at__lt=now - KEPT).delete()
    SignIn.objects.create(person=person, outcome=outcome, at=now, network=network_of(address))
