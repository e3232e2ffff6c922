"""The SPARQL questions put to Wikidata, valid for its own engine (Blazegraph) and for any other SPARQL 1.1 endpoint.

Sources: Wikidata's RDF format (https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format) for statement, value
and qualifier nodes; SPARQL 1.1 Query Language (https://www.w3.org/TR/sparql11-query/).
"""

from __future__ import annotations

from collections.abc import Sequence

ENTITY = "http://www.wikidata.org/entity/"
ONTOLOGY = "http://wikiba.se/ontology#"
LANGUAGES = ("en", "tr", "fa", "mul")  # mul: the label Wikidata uses where all languages write a name alike

_PREFIXES = f"""\
PREFIX wd: <{ENTITY}>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <{ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_QUALIFIERS = {"start": "P580", "end": "P582", "point": "P585"}
_TIMES = " ".join(f"?{name} ?{name}Precision" for name in _QUALIFIERS)


def _qualifiers(names: Sequence[str]) -> str:
    return "\n".join(
        f"OPTIONAL {{ ?statement pqv:{_QUALIFIERS[name]} ?{name}Node . "
        f"?{name}Node wikibase:timeValue ?{name} ; wikibase:timePrecision ?{name}Precision . }}"
        for name in names
    )


_STATED = "wikibase:rank ?rank . FILTER(?rank != wikibase:DeprecatedRank)"


def _escape(text: str) -> str:
    """Text fit to stand between quotation marks; keys come from the endpoint and are not trusted."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def _after(key: str, last: str) -> str:
    return f'FILTER(STR(?{key}) > "{_escape(last)}")' if last else ""


def _within(variable: str, country: str) -> str:
    return f'?{variable} wdt:P17 ?country . ?country wdt:P297 "{country}" .'


def _statements(which: str, last: str, size: int) -> str:
    """Statements of a list with their dates; the page is cut in the inner query, so qualifiers never split one."""
    return f"""{_PREFIXES}
SELECT ?statement ?item ?target {_TIMES} WHERE {{
  {{ SELECT DISTINCT ?statement ?item ?target WHERE {{
      {which}
      ?statement {_STATED}
      {_after("statement", last)}
  }} ORDER BY ASC(STR(?statement)) LIMIT {size} }}
  {_qualifiers(list(_QUALIFIERS))}
}} ORDER BY ASC(STR(?statement))"""


def ask_twinnings(country: str, last: str, size: int) -> str:
    """Twinnings (P190) with either end in ``country``, or all of them: one list says what the other leaves out."""
    ends = "?item p:P190 ?statement . ?statement ps:P190 ?target ."
    sides = [f"{{ {_within(end, country)} {ends} }}" for end in ("item", "target")]
    return _statements("\nUNION ".join(sides) if country else ends, last, size)


def ask_memberships(country: str, last: str, size: int) -> str:
    """Memberships (P463) of things in ``country`` that have inhabitants or a GeoNames id: places, not persons."""
    which = f"""{_within("item", country)} ?item p:P463 ?statement . ?statement ps:P463 ?target .
      FILTER EXISTS {{ ?item wdt:P1082|wdt:P1566 ?any . }}"""
    return _statements(which, last, size)


def ask_places(country: str, inhabitants: int, last: str, size: int) -> str:
    """Items of ``country`` with at least so many inhabitants (P1082)."""
    return f"""{_PREFIXES}
SELECT DISTINCT ?item WHERE {{
  {_within("item", country)} ?item wdt:P1082 ?population .
  FILTER(?population >= {inhabitants})
  {_after("item", last)}
}} ORDER BY ASC(STR(?item)) LIMIT {size}"""


def ask_countries(last: str, size: int) -> str:
    """The ISO 3166-1 alpha-2 codes (P297) that Wikidata knows."""
    return f"""{_PREFIXES}
SELECT DISTINCT ?iso WHERE {{ ?country wdt:P297 ?iso . {_after("iso", last)} }}
ORDER BY ASC(STR(?iso)) LIMIT {size}"""


def _values(variable: str, qids: Sequence[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(f'wd:{qid}' for qid in qids)} }}"


def _facts(properties: Sequence[str], more: str) -> str:
    """One row for every statement, not deprecated, of ``properties``; ``more`` adds what hangs on it."""
    rows = " ".join(f'("{name}" p:{name} ps:{name} psv:{name})' for name in properties)
    return f"""VALUES (?property ?claim ?main ?full) {{ {rows} }}
    ?item ?claim ?statement . ?statement ?main ?value . ?statement {_STATED}
    {more}"""


def ask_items(qids: Sequence[str], properties: Sequence[str]) -> str:
    """Labels and the statements of ``properties`` (``P17`` is always asked for) of some items, one row each."""
    dates = [name for name in properties if name in {"P571", "P576"}]
    plain = [name for name in properties if name not in dates and name != "P17"]
    time = "OPTIONAL { ?statement ?full ?node . ?node wikibase:timeValue ?time ; wikibase:timePrecision ?precision . }"
    labels = " ,".join(f'"{language}"' for language in LANGUAGES)
    branches = [
        f'?item rdfs:label ?value . BIND("label" AS ?property) BIND(LANG(?value) AS ?language) '
        f"FILTER(LANG(?value) IN ({labels}))",
        _facts(["P17"], f"OPTIONAL {{ ?value wdt:P297 ?iso . }} {_qualifiers(['end'])}"),
        _facts(plain, _qualifiers(list(_QUALIFIERS))),
        *([_facts(dates, time)] if dates else []),
    ]
    union = "\n  UNION ".join(f"{{ {_values('item', qids)} {branch} }}" for branch in branches)
    return f"""{_PREFIXES}
SELECT ?item ?property ?statement ?rank ?value ?language ?iso ?time ?precision {_TIMES} WHERE {{
  {union}
}}"""


def ask_classes(classes: Sequence[str], roots: Sequence[str]) -> str:
    """Which of ``classes`` are subclasses (P279, at any depth) of which of ``roots``."""
    return f"""{_PREFIXES}
SELECT DISTINCT ?class ?root WHERE {{
  {_values("class", classes)} {_values("root", roots)} ?class wdt:P279* ?root .
}}"""
