"""Write a scheme as a SKOS concept scheme in Turtle (W3C Recommendation, 18 August 2009)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from proxeny.scheme.labels import NO_WORDS, Label
from proxeny.scheme.model import Dimension, Indicator, Node, Provenance, Scheme

_PREFIXES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class _Concept:
    """A concept before it is written: what every kind of item of a scheme has in common."""

    id: str
    label: Label
    broader: tuple[str, ...] = ()
    definition: Label = NO_WORDS
    scope: Label = NO_WORDS
    note: Label = NO_WORDS
    sources: tuple[str, ...] = ()
    narrower: list[str] = field(default_factory=list)


def write_skos(scheme: Scheme) -> str:
    """Levels, dimensions and indicators as concepts: labels and definitions in three languages, broader, narrower,
    notation (the id) and sources. The coding rule is the scope note; the concepts' names are URNs."""
    concepts = {one.id: one for one in _concepts(scheme)}
    for concept in concepts.values():
        for broader in concept.broader:
            concepts[broader].narrower.append(concept.id)
    base = f"urn:proxeny:scheme:{quote(scheme.id, safe='')}"
    tops = [one.id for one in concepts.values() if not one.broader]
    head = [
        "a skos:ConceptScheme",
        *_words("dct:title", scheme.title),
        f"owl:versionInfo {_literal(scheme.version)}",
        f"dct:identifier {_literal(scheme.hash)}",
        *(f"dct:source {_literal(source.citation)}" for source in scheme.sources),
        *(f"skos:hasTopConcept {_name(base, top)}" for top in tops),
    ]
    blocks = [_block(f"<{base}>", head), *(_write(base, scheme, one) for one in concepts.values())]
    return _PREFIXES + "\n" + "\n".join(blocks)


def _concepts(scheme: Scheme) -> Iterator[_Concept]:
    for level in scheme.levels:
        yield from _of_node(level, ())
    holds = {node.holds: node.id for node in scheme.nodes() if node.holds}
    above = (holds["dimensions"],) if "dimensions" in holds else ()
    for dimension in scheme.dimensions:
        yield from _of_dimension(dimension, above)
    also = (holds["indicators"],) if "indicators" in holds else ()
    for indicator in scheme.indicators:
        yield _of_indicator(indicator, also)


def _of_node(node: Node, broader: tuple[str, ...]) -> Iterator[_Concept]:
    yield _Concept(node.id, node.label, broader, note=node.note, sources=_cited(node.provenance))
    for child in node.children:
        yield from _of_node(child, (node.id,))


def _of_dimension(dimension: Dimension, broader: tuple[str, ...]) -> Iterator[_Concept]:
    yield _Concept(dimension.id, dimension.label, broader, note=dimension.note)
    for part in dimension.sub_dimensions:
        yield _Concept(f"{dimension.id}.{part.id}", part.label, (dimension.id,))


def _of_indicator(indicator: Indicator, also: tuple[str, ...]) -> _Concept:
    part = f".{indicator.sub_dimension}" if indicator.sub_dimension else ""
    return _Concept(
        indicator.id,
        indicator.label,
        (f"{indicator.dimension}{part}", *also),
        definition=indicator.definition,
        scope=indicator.coding,
        note=indicator.note,
        sources=_cited(indicator.provenance),
    )


def _cited(provenance: Iterable[Provenance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.cite for one in provenance))


def _write(base: str, scheme: Scheme, concept: _Concept) -> str:
    lines = [
        "a skos:Concept",
        f"skos:inScheme <{base}>",
        f"skos:notation {_literal(concept.id)}",
        *_words("skos:prefLabel", concept.label),
        *_words("skos:definition", concept.definition),
        *_words("skos:scopeNote", concept.scope),
        *_words("skos:note", concept.note),
        *(f"skos:broader {_name(base, one)}" for one in concept.broader),
        *(f"skos:narrower {_name(base, one)}" for one in concept.narrower),
        *(f"dct:source {_literal(scheme.source(one).citation)}" for one in concept.sources),
    ]
    if not concept.broader:
        lines.append(f"skos:topConceptOf <{base}>")
    return _block(_name(base, concept.id), lines)


def _block(subject: str, lines: list[str]) -> str:
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _name(base: str, name: str) -> str:
    return f"<{base}:{quote(name, safe='')}>"


def _words(predicate: str, label: Label) -> Iterator[str]:
    return (f"{predicate} {_literal(words)}@{language}" for language, words in label.items())


def _literal(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
