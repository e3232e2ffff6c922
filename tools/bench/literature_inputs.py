"""Made-up inputs of the literature bench: exports of Scopus, networks, a map of many terms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from proxeny.literature.corpus import as_corpus
from proxeny.literature.mapping import FieldMap, build_map
from proxeny.literature.recipe import Recipe

_HEADER = (
    "Authors,Title,Year,Source title,Cited by,DOI,Affiliations,Abstract,Author Keywords,Index Keywords,References,"
    "Document Type,EID\n"
)
_ABSTRACT = "The city’s foreign relations – twinnings, networks, visits – are kept; this article shows how. "


def write_scopus(path: Path, count: int) -> None:
    """A made-up Scopus export: 4 to 13 keywords, an abstract of 900 letters, ten references; letters beyond ASCII."""
    random = np.random.default_rng(1)
    words = np.array([f"{a} {b}{c}" for a in ("urban", "city", "public", "global") for b in ("policy", "network")
                      for c in range(1200)])  # fmt: skip
    chances = 1 / np.arange(1, words.size + 1)
    chances /= chances.sum()
    references = "; ".join(["Acuto M., City leadership in global governance (2013) Global Governance, 19"] * 10)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for number in range(count):
            chosen = words[random.choice(words.size, random.integers(4, 14), p=chances)]
            half = chosen.size // 2
            file.write(
                f'"Şahin, Ö.; Kaya, B.","Title {number} of cities and their networks",{2000 + number % 25},'
                f'"Journal {number % 300}",{number % 90},10.1000/x{number},"Univ, Ankara, Turkey","{_ABSTRACT * 9}",'
                f'"{"; ".join(chosen[:half])}","{"; ".join(chosen[half:])}","{references}",Article,2-s2.0-{number}\n'
            )


def make_links(size: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Exactly ``count`` links among ``size`` nodes on a plane, the nearer the likelier."""
    random = np.random.default_rng(0)
    places = random.normal(size=(size, 2))
    pairs = np.empty(0, dtype=np.int64)
    while pairs.size < count:
        first, second = random.integers(0, size, (2, 4_000_000))
        near = np.hypot(*(places[first] - places[second]).T)
        kept = (first < second) & (random.random(first.size) < 0.4 * np.exp(-1.0 * near))
        pairs = np.union1d(pairs, first[kept] * size + second[kept])
    pairs = np.sort(random.permutation(pairs)[:count])
    return pairs // size, pairs % size, random.integers(1, 20, pairs.size).astype(float)


def make_map(terms: int, links: int, works: int = 8000) -> FieldMap:
    """A map of exactly ``terms`` terms and ``links`` links, of works with titles, years and authors."""
    random = np.random.default_rng(2)
    topics = random.integers(0, 25, works)
    words = np.array([f"term {number % 25} of the field {number}" for number in range(terms)])
    rows = []
    for number in range(works):
        own = np.arange(topics[number], terms, 25)
        chosen = np.concatenate([random.choice(own, 6), random.integers(0, terms, 2)])
        rows.append({
            "id": f"w{number}", "title": f"On the foreign relations of city number {number} and of its networks",
            "year": 1995 + int(random.integers(0, 30)), "authors": ["Şahin, Ö.", "Kaya, B."], "source": "Journal",
            "doi": f"10.1000/x{number}", "keywords": words[chosen].tolist(),
        })  # fmt: skip
    drawn = build_map(as_corpus(pl.DataFrame(rows)), Recipe(minimum=1, most_terms=terms, starts=1, seed=1))
    strongest = drawn.links.sort(["weight", "first", "second"], descending=[True, False, False]).head(links)
    return replace(drawn, links=strongest.sort("first", "second"))
