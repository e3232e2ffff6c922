"""How politely and how patiently a remote service is asked."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from proxeny.text import clean


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Settings of the client of a remote service; times are seconds, sizes bytes.

    ``timeout`` is above the 60 s after which the Wikidata Query Service itself stops a query; ``interval`` is the least
    time between the starts of two requests; ``longest_wait`` caps every single wait: a service that asks for a longer
    one is left alone instead of being asked too early.
    """

    contact: str = ""  # a web or mail address the operator of the service can write to
    timeout: float = 75.0
    attempts: int = 6
    first_wait: float = 2.0
    longest_wait: float = 300.0
    interval: float = 1.0
    page: int = 1000  # statements or items in one listing page
    batch: int = 150  # items whose facts are asked for at once
    most_bytes: int = 64 * 2**20
    redirects: int = 3
    seed: int = 0  # of the jitter in the waits
    keep_days: int = 7  # an interrupted fetch older than this starts anew

    def user_agent(self) -> str:
        """Who asks, as the Wikimedia User-Agent policy wants it: product, version, contact."""
        try:
            release = version("proxeny")
        except PackageNotFoundError:
            release = "0"
        contact = clean(self.contact, 200).encode("ascii", "ignore").decode().replace("(", "").replace(")", "")
        about = f"city diplomacy register; {contact}" if contact else "city diplomacy register"
        return f"Proxeny/{release} ({about}) Python/{platform.python_version()}"
