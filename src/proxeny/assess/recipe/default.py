"""The recipe that is shipped: the five-level model."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from proxeny.assess.recipe.model import Recipe
from proxeny.assess.recipe.reading import parse_recipe

FILE = "five-levels.yaml"


@cache
def default_recipe() -> Recipe:
    """Fixed goalposts, weights by frequency in the sources, arithmetic means, no imputation; read once."""
    return parse_recipe(default_text(), FILE)


def default_text() -> bytes:
    """The file as it is shipped, to begin a recipe of one's own from."""
    return files("proxeny.assess").joinpath("data", FILE).read_bytes()
