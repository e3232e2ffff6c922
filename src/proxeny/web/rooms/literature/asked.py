"""Which corpus and which map a page is asked for, and the map itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpRequest

from proxeny import home
from proxeny.errors import FaultyInput, NotFound
from proxeny.io.corpora import DEMO, Kept, find_corpora, read_kept
from proxeny.io.merges import Merges, read_merges
from proxeny.literature.mapping import FieldMap, build_map
from proxeny.literature.recipe import Recipe
from proxeny.literature.stability import add_stability
from proxeny.report.words import explain_fault

UNITS = ("keyword", "author-keyword", "phrase", "author", "country", "source", "document")
_LINKS = {"author": "coauthor", "source": "coupling", "document": "coupling"}
_MOST_TERMS = 300
_STARTS = 5
REPLICATES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices of the reader: corpus, unit, minimum (0: chosen), resolution, and whether to resample the works."""

    corpus: Kept
    corpora: tuple[Kept, ...]
    unit: str
    minimum: int
    resolution: float
    sure: bool = False

    @property
    def recipe(self) -> Recipe:
        """How the map is made."""
        link = _LINKS.get(self.unit, "cooccurrence")
        return Recipe(
            unit=self.unit, link=link, minimum=self.minimum, most_terms=_MOST_TERMS, resolution=self.resolution,
            starts=_STARTS, seed=1, bootstrap=REPLICATES if self.sure else 0,
        )  # fmt: skip

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        chosen = {"corpus": self.corpus.name, "unit": self.unit, "min": self.minimum, "resolution": self.resolution}
        return "?" + urlencode(chosen | ({"sure": 1} if self.sure else {}))

    @property
    def unsure(self) -> Asked:
        """The same without resampling."""
        return replace(self, sure=False)

    def draw(self) -> FieldMap:
        """The map. Raises `FaultyInput` where nothing can be drawn."""
        path = self.corpus.path
        stamp = path.stat().st_mtime_ns if path is not None and path.is_file() else 0
        merges = tuple(sorted(read_merges(home.home(), self.corpus.name).accepted.items()))
        return _draw(self.corpus.name, "" if path is None else str(path), stamp, self.recipe, merges)


@lru_cache(maxsize=8)
def _draw(name: str, path: str, stamp: int, recipe: Recipe, merges: tuple[tuple[str, str], ...]) -> FieldMap:
    """The map of a corpus file as it was at ``stamp``, with the merges that people accepted."""
    works = read_kept(Kept(name, Path(path) if path else None))
    drawn = build_map(works, recipe, Merges(dict(merges)).thesaurus)
    return add_stability(drawn) if recipe.bootstrap else drawn


def read_asked(request: HttpRequest) -> Asked:
    """The reader's choices; what is none falls back to the default. Raises `NotFound` for an unknown corpus."""
    corpora = find_corpora(home.home())
    wanted = request.GET.get("corpus", corpora[0].name)
    chosen = next((one for one in corpora if one.name == wanted), None)
    if chosen is None:
        raise NotFound.of("corpus-unknown", name=wanted[:80], known=", ".join(one.name for one in corpora))
    unit = request.GET.get("unit", "keyword")
    return Asked(
        chosen, corpora, unit if unit in UNITS else "keyword",
        int(_number(request, "min", 0, 0, 100_000)), _number(request, "resolution", 1.0, 0.05, 20.0),
        request.GET.get("sure") == "1",
    )  # fmt: skip


def _number(request: HttpRequest, name: str, default: float, least: float, most: float) -> float:
    try:
        value = float(request.GET.get(name, default))
    except ValueError:
        return default
    return value if least <= value <= most else default


def try_draw(asked: Asked) -> tuple[FieldMap | None, list[str]]:
    """The map, or why there is none, in the reader's words."""
    try:
        return asked.draw(), []
    except FaultyInput as reason:
        return None, [explain_fault(fault) for fault in reason.faults]


def is_demo(asked: Asked) -> bool:
    """Whether the corpus is the one that is shipped."""
    return asked.corpus.name == DEMO
