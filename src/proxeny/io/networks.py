"""Which network a source means: by Wikidata id, acronym, name or alias, from a directory and the register."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl
from rapidfuzz import fuzz, process

from proxeny.io.claims import digest
from proxeny.tables import RESOLUTIONS
from proxeny.text import fold_key
from proxeny.yaml_text import read_yaml

_SURE = 97.0
_NEAR = 84.0


@dataclass(frozen=True, slots=True)
class NetworkEntry:
    """One way to recognise a network: its id, what to show, and the keys that mean it."""

    id: str
    name: str
    keys: tuple[str, ...]
    wikidata: str = ""


@cache
def read_directory() -> tuple[NetworkEntry, ...]:
    """The networks known without any register: ``io/data/networks.yaml``."""
    text = files("proxeny.io").joinpath("data", "networks.yaml").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in read_yaml(text))


def _entry(row: Mapping[str, object]) -> NetworkEntry:
    names = row.get("names")
    texts = [str(row.get("acronym", "")), *(str(name) for name in (names.values() if isinstance(names, dict) else []))]
    aliases = row.get("aliases")
    texts += [str(alias) for alias in (aliases if isinstance(aliases, list) else [])]
    keys = tuple(sorted({fold_key(text) for text in texts} - {""}))
    shown = str(names.get("en") if isinstance(names, dict) else "") or texts[0]
    return NetworkEntry(str(row["id"]), shown, keys, str(row.get("wikidata") or ""))


def resolve_networks(mentions: pl.DataFrame, known: Iterable[NetworkEntry]) -> pl.DataFrame:
    """Resolve network and organisation mentions (MENTIONS) to record ids (RESOLUTIONS).

    An exact key that means one network only is sure; several, or a near name (token-set ratio >= 84, rapidfuzz), are
    doubtful with the candidates; a mention nobody knows becomes a record of its own, named after its words.
    """
    entries = [*read_directory(), *known]
    by_key: dict[str, set[str]] = defaultdict(set)
    by_wikidata = {entry.wikidata: entry.id for entry in entries if entry.wikidata}
    names = {entry.id: entry.name for entry in reversed(entries)}
    for entry in entries:
        for key in entry.keys:
            by_key[key].add(entry.id)
    rows = [
        _resolve(row, by_key, by_wikidata, names)
        for row in mentions.select("mention", "kind", "name", "wikidata").unique().sort("mention").iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=dict(RESOLUTIONS), orient="row")


def _resolve(
    row: Mapping[str, str | None],
    by_key: Mapping[str, set[str]],
    by_wikidata: Mapping[str, str],
    names: Mapping[str, str],
) -> tuple[str, str, str, str, str]:
    mention, key, wikidata = str(row["mention"]), fold_key(row["name"] or ""), row["wikidata"] or ""
    if wikidata in by_wikidata:
        return mention, "sure", by_wikidata[wikidata], "wikidata-id", "[]"
    exact = sorted(by_key.get(key, ()))
    if len(exact) == 1:
        return mention, "sure", exact[0], "network-name", "[]"
    own = f"nw:{(wikidata or key.upper())[:40]}" if row["kind"] == "network" else f"og:{digest(key, wikidata, size=8)}"
    if exact:
        return mention, "doubtful", own, "network-several", _candidates(exact, names, 100.0)
    near = process.extract(key, list(by_key), scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR) if len(key) > 6 else []
    found = sorted({one for match in near for one in by_key[match[0]]})
    if len(found) == 1 and near[0][1] >= _SURE:
        return mention, "sure", found[0], "network-near-name", "[]"
    if found:
        return mention, "doubtful", own, "network-near-name", _candidates(found, names, float(near[0][1]))
    return mention, "none", own, "network-unknown", "[]"


def _candidates(ids: list[str], names: Mapping[str, str], score: float) -> str:
    rows = [{"id": one, "name": names.get(one, one), "kind": "network", "score": round(score, 1)} for one in ids]
    return json.dumps(rows, ensure_ascii=False)
