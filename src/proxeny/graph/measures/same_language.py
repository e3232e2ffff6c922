"""Ties within a language."""

from __future__ import annotations

from collections import Counter

from proxeny.graph.geography import languages
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of ties between countries with a common official language; None where no countries are known."""
    country = subject.graph.nodes["country"].to_list()
    spoken = languages()
    ends = subject.graph.ends.tolist()
    known = [(country[u], country[v]) for u, v in zip(*ends, strict=True) if country[u] and country[v]]
    if not known:
        return None
    nothing: frozenset[str] = frozenset()
    times = Counter(known)
    shared = sum(count for (x, y), count in times.items() if spoken.get(x, nothing) & spoken.get(y, nothing))
    return shared / len(known)


MEASURES.add("same_language")(
    Measure(
        title=N_("Ties within a language"),
        level="graph",
        formula=(
            "ties between cities of countries that share an official language / ties of which both countries are known"
        ),
        source="McPherson, Smith-Lovin and Cook 2001, Annu. Rev. Sociol. 27, 415-444; official languages: CLDR",
        not_when=N_("It knows official languages of whole countries, not what is spoken in a city."),
        compute=compute,
        needs=("country",),
        nulls=True,
    )
)
