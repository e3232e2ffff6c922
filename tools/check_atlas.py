"""Check the starter atlas against outside lists of places, ties and members: confirmed, not checkable, contradicted.

The atlas states public facts under their own sources; the lists only say whether anything speaks against them. A fact
is contradicted where a list that should hold it does not, or holds it otherwise; it is not checkable where no list
covers it. The lists stand in a folder outside the repository (``PROXENY_SHARED``, or ``../shared``).
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path

from proxeny.io.networks import read_directory
from proxeny.text import fold_key

ROOT = Path(__file__).resolve().parent.parent
ATLAS = ROOT / "src/proxeny/atlas"
FILES = ("places", "organisations", "memberships", "agreements", "activities", "projects")
NEAR_KM = 40.0  # two gazetteers put the middle of one large city this far apart at most
SPELT = {"mecca": "makkah", "københavn": "copenhagen"}  # a seat the list of networks spells otherwise
LISTED_UNTIL = 2013  # the list of memberships was closed in 2014: who joined later cannot stand in it

Row = dict[str, str]
Verdict = tuple[str, str]  # (confirmed | not checkable | contradicted, why)
CONFIRMED: Verdict = ("confirmed", "")


def unknown(why: str) -> Verdict:
    """No list covers the fact."""
    return "not checkable", why


def against(why: str) -> Verdict:
    """A list that covers the fact says otherwise."""
    return "contradicted", why


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV, with empty text for a missing cell."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(file)]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two places (latitude, longitude) near each other, on a flat earth."""
    return 111.2 * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2)))


def position(row: Row, lat: str = "lat", lon: str = "lon") -> tuple[float, float] | None:
    """Where a row stands, if it says."""
    return (float(row[lat]), float(row[lon])) if row.get(lat) and row.get(lon) else None


class Places:
    """The places of the atlas, found by GeoNames id, Wikidata id, or name and position."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_geoname: dict[str, str] = {}
        self.by_wikidata: dict[str, str] = {}
        self.by_name: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for row in rows:
            key = f"{row['name']}|{row['country']}"
            for found, value in ((self.by_geoname, row["geonameid"]), (self.by_wikidata, row["wikidata"])):
                if value:
                    found[value] = key
            for name in {fold_key(row[column]) for column in ("name", "name_en", "name_tr", "name_fa")}:
                self.by_name[name].append((key, row))

    def near(self, names: Iterable[str], where: tuple[float, float] | None) -> str:
        """The atlas place of one of these names within `NEAR_KM`, or nothing."""
        if where is None:
            return ""
        for name in names:
            for key, row in self.by_name.get(fold_key(name), ()):
                own = position(row)
                if own is not None and kilometres(own, where) <= NEAR_KM:
                    return key
        return ""

    def in_country(self, names: Iterable[str], country: str) -> str:
        """The atlas place of one of these names in a country, or nothing."""
        for name in names:
            for key, row in self.by_name.get(fold_key(name), ()):
                if row["country"] == country:
                    return key
        return ""


@dataclass
class Ties:
    """Pairs of atlas places that some list holds, and the places that the newest list covers."""

    pairs: set[frozenset[str]] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)


@dataclass
class Outside:
    """What the lists say, keyed by the places of the atlas."""

    ties: Ties
    geonames: dict[str, Row]
    cities: dict[str, Row]
    members: dict[str, dict[str, set[str]]]  # network id -> place -> years of joining
    networks: dict[str, Row]


def read_outside(shared: Path, places: Places) -> Outside:
    """Read every list once."""
    nodes = read_rows(shared / "data/ties/wikipedia_2026_nodes_resolved.csv")
    cities = read_rows(shared / "data/ties/wikidata_2022_nodes.csv")
    return Outside(
        ties=_read_ties(shared, places, nodes, cities),
        geonames={row["geonameid"]: row for row in nodes if row["geonameid"]},
        cities={row["qid"]: row for row in cities},
        members=_read_members(shared, places),
        networks={row["network_id"]: row for row in read_rows(shared / "model/networks.csv")},
    )


def _read_ties(shared: Path, places: Places, nodes: list[Row], cities: list[Row]) -> Ties:
    ties, by_node, by_qid = Ties(), {}, dict(places.by_wikidata)
    for row in nodes:
        key = places.near([row["name"]], position(row)) or places.by_geoname.get(row["geonameid"], "")
        if key:
            by_node[row["name"], row["lat"], row["lon"]] = key
            by_qid.setdefault(row["wikidata_qid"], key)
    for row in cities:
        if key := places.near([row["name"]], position(row)):
            by_qid.setdefault(row["qid"], key)
    for row in read_rows(shared / "data/ties/wikipedia_2026_ties.csv"):
        ends = [by_node.get((row[f"{end}_name"], row[f"{end}_lat"], row[f"{end}_lon"]), "") for end in "ab"]
        ties.covered.update(end for end in ends if end)
        ties.pairs.add(frozenset(ends))
    for row in read_rows(shared / "data/ties/wikidata_2016_ties_directed.csv"):
        ties.pairs.add(frozenset((by_qid.get(row["a_qid"], ""), by_qid.get(row["b_qid"], ""))))
    return ties


def _read_members(shared: Path, places: Places) -> dict[str, dict[str, set[str]]]:
    networks = network_ids()
    members: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in read_rows(shared / "data/memberships/etmun_memberships_to_2014.csv"):
        network = networks.get(fold_key(row["network"]), "")
        names = [row["member_name"], row["locality"], row["geonames_asciiname"]]
        key = places.by_geoname.get(row["geonameid"], "") or places.in_country(names, row["country_iso2"])
        if network and key and row["member_status"] != "Former Member":
            year = re.fullmatch(r"(\d{4})(\.0)?", row["year_joined"])
            members[network][key].update([year[1]] if year else [])
        elif network:
            members[network]  # the network is covered, though this member is no place of ours
    return members


def network_ids() -> dict[str, str]:
    """Folded acronym, name or alias -> network id, from the directory of the package."""
    return {key: entry.id for entry in read_directory() for key in entry.keys}


def check_place(row: Row, outside: Outside) -> Verdict:
    """The ids of a place lead to that country and, within 60 km, to that position."""
    own, said = position(row), 0
    for ids, lists in ((row["geonameid"], outside.geonames), (row["wikidata"], outside.cities)):
        other = lists.get(ids)
        where = position(other) if other else None
        if other is None or own is None or where is None:
            continue
        if kilometres(own, where) > 60 or other.get("iso2") not in {None, "", row["country"]}:
            return against(f"{ids} is {other['name']} at {other['lat']},{other['lon']}")
        said += 1
    return CONFIRMED if said else unknown("no list holds its ids")


def check_organisation(row: Row, outside: Outside) -> Verdict:
    """The founding year and the seat are those of the reviewed list of networks."""
    wanted = network_ids().get(fold_key(row["acronym"]), "").removeprefix("nw:")
    other = outside.networks.get(wanted)
    if other is None:
        return unknown("not in the list of networks")
    if row["founded"] and row["founded"][:4] not in other["year_founded"]:
        return against(f"founded {row['founded']}, the list says {other['year_founded']}")
    seat = fold_key(SPELT.get(row["seat"].lower(), row["seat"]))
    if seat not in fold_key(other["hq"]):
        return against(f"seat {row['seat']}, the list says {other['hq']}")
    return CONFIRMED


def check_membership(row: Row, outside: Outside) -> Verdict:
    """A member that joined before the list was closed stands in it, and joined within a year of what it says."""
    network = network_ids().get(fold_key(row["network"]), "")
    listed = outside.members.get(network)
    if listed is None:
        return unknown("no list of this network")
    years = listed.get(f"{row['city']}|{row['city_country']}")
    joined = int(row["from"][:4]) if row["from"] else None
    if years is None:
        early = joined is not None and joined <= LISTED_UNTIL
        return against("not in the list of that time") if early else unknown("joined later, or not dated")
    if joined and years and all(abs(joined - int(year)) > 1 for year in years):
        return against(f"joined {joined}, the list says {', '.join(sorted(years))}")
    return CONFIRMED


def check_agreement(row: Row, outside: Outside) -> Verdict:
    """A pair of cities that the newest list covers stands in one of the lists."""
    ends = [f"{row['city']}|{row['city_country']}", f"{row['partner']}|{row['partner_country']}"]
    if frozenset(ends) in outside.ties.pairs:
        return CONFIRMED
    missing = [end for end in ends if end not in outside.ties.covered]
    return unknown(f"no list covers {missing[0]}") if missing else against("no list holds this pair")


def check_event(_row: Row, _outside: Outside) -> Verdict:
    """Nothing here lists events and projects."""
    return unknown("no list of such facts")


CHECKS: dict[str, Callable[[Row, Outside], Verdict]] = {
    "places": check_place,
    "organisations": check_organisation,
    "memberships": check_membership,
    "agreements": check_agreement,
    "activities": check_event,
    "projects": check_event,
}


def check(shared: Path, atlas: Path = ATLAS) -> Iterator[tuple[str, Row, Verdict]]:
    """Every row of the atlas with its verdict."""
    outside = read_outside(shared, Places(read_rows(atlas / "places.csv")))
    for name in FILES:
        for row in read_rows(atlas / f"{name}.csv"):
            yield name, row, CHECKS[name](row, outside)


def describe(row: Row) -> str:
    """A row in a few words."""
    shown = (row.get(key, "") for key in ("acronym", "name", "city", "partner", "network", "title", "from", "signed"))
    return ", ".join(word for word in shown if word)


def main(argv: list[str]) -> int:
    """Print the counts of each file and every contradicted fact; 1 if there is one, 2 without the lists."""
    shared = Path(argv[0] if argv else os.environ.get("PROXENY_SHARED", ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        print(f"no lists at {shared}; name the folder that holds them, or set PROXENY_SHARED")
        return 2
    counts: dict[str, dict[str, int]] = {name: defaultdict(int) for name in FILES}
    wrong = []
    for name, row, (verdict, why) in check(shared):
        counts[name][verdict] += 1
        if verdict == "contradicted":
            wrong.append(f"{name}: {describe(row)}: {why}")
    print(f"{'file':<15}{'rows':>7}{'confirmed':>12}{'not checkable':>16}{'contradicted':>15}")
    for name, found in counts.items():
        verdicts = [found[verdict] for verdict in ("confirmed", "not checkable", "contradicted")]
        print(f"{name:<15}{sum(verdicts):>7}{verdicts[0]:>12}{verdicts[1]:>16}{verdicts[2]:>15}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
