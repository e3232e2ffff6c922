"""Small files a user might bring, and the short way to import them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from proxeny.io.reading import read_claims
from proxeny.register.operations.apply import Origin, preview_reading, store_reading
from proxeny.register.operations.plan import Plan

TODAY = date(2026, 11, 22)
TIES = """city,city_country,partner,partner_country,kind,signed,topics,source,source_url
Gdańsk,Poland,Bremen,Germany,twinning,1976-04-12,,Gdańsk city hall,https://gdansk.example/partners
Gdańsk,Poland,Turku,Finland,sister_city,1987,culture,Gdańsk city hall,https://gdansk.example/partners
Istanbul,Turkey,Cologne,Germany,sister_city,1997,,Istanbul,https://ibb.example/kardes
Bremen,Germany,Gdansk,Poland,partnership,1976,,Bremen senate,https://bremen.example/partner
"""
MEMBERS = """city,city_country,network,form,organs,from,to,source,source_url
Gdańsk,Poland,UBC,L3.MEM.ACT,L3.PIL.SEC,1991,,UBC,https://ubc.example/members
Turku,Finland,Union of the Baltic Cities,L3.MEM.ACT,,1991,,UBC,https://ubc.example/members
Istanbul,Turkey,Metropolis,L3.MEM.ACT,,1986,,Metropolis,https://metropolis.example/members
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file of ``text``."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def origin(path: Path, mapping: str) -> Origin:
    """Where a test's batch comes from."""
    return Origin("import", mapping, path.name, sha256(path.read_bytes()).hexdigest(), today=TODAY)


def store(path: Path, mapping: str) -> tuple[Plan, int | None]:
    """Import a file, as ``proxeny import --yes`` does."""
    return store_reading(read_claims(path, mapping), origin(path, mapping))


def plan(path: Path, mapping: str) -> Plan:
    """Preview a file, as ``proxeny import --preview`` does."""
    return preview_reading(read_claims(path, mapping), origin(path, mapping))
