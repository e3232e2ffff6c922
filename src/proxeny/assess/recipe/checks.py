"""What must agree within a recipe: ids, parents, weights, goalposts, and the groups and levels that steps name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proxeny.assess.recipe.model import Group, Indicator, Recipe, Step
from proxeny.assess.recipe.tree import build_tree
from proxeny.scheme.entries import Entry


def check_recipe(recipe: Recipe, head: Entry) -> None:
    """Note every fault that only the whole recipe shows."""
    if not recipe.indicators and "indicators" in head.keys:
        head.reading.note("scheme-value-empty", head.where("indicators"), place="indicators")
    _check_ids(recipe, head)
    sound = _check_parents(recipe, head)
    _check_weights(recipe, head)
    _check_methods(recipe, head)
    if sound and recipe.indicators:
        _check_levels(recipe, head)


def _check_ids(recipe: Recipe, head: Entry) -> None:
    first: dict[str, int] = {}
    for one in recipe.members():
        if one.id in first:
            head.reading.note("scheme-id-twice", head.at(one.line), name=one.id, first=head.at(first[one.id]))
        first.setdefault(one.id, one.line)


def _check_parents(recipe: Recipe, head: Entry) -> bool:
    """Whether the hierarchy is one tree: every parent known, one root, no cycle."""
    parents = {group.id: group.parent for group in recipe.groups}
    sound = True
    for one in recipe.members():
        if one.parent and one.parent not in parents:
            head.reading.unknown("assess-parent-unknown", head.at(one.line), one.parent, list(parents), name=one.id)
            sound = False
        elif not one.parent and isinstance(one, Indicator):
            head.reading.note("assess-parent-missing", head.at(one.line), name=one.id)
            sound = False
    roots = [group for group in recipe.groups if not group.parent]
    for extra in roots[1:]:
        head.reading.note("assess-roots-many", head.at(extra.line), name=extra.id, first=roots[0].id)
        sound = False
    for cycle in _cycles(parents):
        line = next(group.line for group in recipe.groups if group.id == cycle[0])
        head.reading.note("assess-hierarchy-cycle", head.at(line), cycle=" > ".join([*cycle, cycle[0]]))
        sound = False
    if not roots and sound:
        head.reading.note("assess-roots-none", head.where("groups"))
        sound = False
    return sound


def _cycles(parents: dict[str, str]) -> Iterator[list[str]]:
    """Every cycle of the parents once, begun at its smallest id."""
    seen: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        here = start
        while here and here in parents and here not in seen and here not in path:
            path.append(here)
            here = parents[here]
        if here in path:
            cycle = path[path.index(here) :]
            turn = cycle.index(min(cycle))
            yield cycle[turn:] + cycle[:turn]
        seen.update(path)


def _check_weights(recipe: Recipe, head: Entry) -> None:
    """The weights below every node must not sum to zero; weights of frequency need frequencies."""
    step = recipe.step("weigh")
    method = step.method if step else "given"
    below: dict[str, list[Group | Indicator]] = {}
    for one in recipe.members():
        below.setdefault(one.parent, []).append(one)
    for parent, children in below.items():
        if parent and method in ("given", "ahp", "importance") and sum(child.weight for child in children) <= 0:
            head.reading.note("assess-weights-zero", head.at(children[0].line), node=parent)
    options = [option.method for choice in recipe.uncertainty.choices for option in choice.options]
    drawn = any(choice.dirichlet for choice in recipe.uncertainty.choices)
    if method == "frequency" or drawn or "frequency" in options:
        for one in recipe.indicators:
            if one.frequency is None:
                head.reading.note("assess-frequency-missing", head.at(one.line), name=one.id)


def _check_methods(recipe: Recipe, head: Entry) -> None:
    """Goalposts and targets where the normaliser goes by them; groups of units where an imputer does."""
    step = recipe.step("normalise")
    options = [
        option for choice in recipe.uncertainty.choices if choice.step == "normalise" for option in choice.options
    ]
    methods = {option.method for option in options if option.method} | {step.method if step else ""}
    goals = "goalposts" in methods or recipe.uncertainty.missing == "goalposts"
    for one in recipe.indicators:
        line = head.at(one.line)
        if goals and (one.low is None or one.high is None):
            head.reading.note("assess-goalposts-missing", line, name=one.id)
        elif goals and one.low == one.high:
            head.reading.note("assess-goalposts-equal", line, name=one.id, value=one.low)
        elif one.scale == "log" and one.low is not None and min(one.low, one.high or one.low) <= 0:
            head.reading.note("assess-goalposts-log", line, name=one.id)
        if "target" in methods and one.target is None:
            head.reading.note("assess-target-missing", line, name=one.id)
        if one.kind == "ordinal" and not one.categories:
            head.reading.note("assess-categories-missing", line, name=one.id)
    impute = recipe.step("impute")
    group = str(impute.settings.get("group", "")) if impute else ""
    if impute and group and group not in recipe.units.groups:
        head.reading.unknown("assess-group-unknown", head.at(impute.line), group, recipe.units.groups)


def _check_levels(recipe: Recipe, head: Entry) -> None:
    """Levels that a step or a choice names must exist: a number from 1 above the indicators, or its name."""
    most = build_tree(recipe.groups, recipe.indicators).nodes[-1].level
    known = level_names(recipe, most)
    places: list[tuple[int, str]] = [(step.line, level) for step in recipe.steps for level in step.levels]
    places += [(choice.line, level) for choice in recipe.uncertainty.choices for level in choice.levels]
    for line, level in places:
        if level not in known:
            head.reading.unknown("assess-level-unknown", head.at(line), level, list(known))
    for name, count in Counter(recipe.levels).items():
        if count > 1 or len(recipe.levels) > most:
            head.reading.note("assess-levels-wrong", head.where("levels"), name=name, most=most)
            break


def level_names(recipe: Recipe, most: int) -> dict[str, int]:
    """What the levels may be called: their number (0: indicators), and the names of the recipe."""
    return {str(number): number for number in range(most + 1)} | {
        name: number for number, name in enumerate(recipe.levels, 1)
    }


def method_at(step: Step, level: int, names: tuple[str, ...]) -> tuple[str, dict[str, float | int | str | bool]]:
    """The method and settings of a step at a level: the level's own, else the step's."""
    for key in (str(level), names[level - 1] if level <= len(names) else ""):
        if key and key in step.levels:
            method, settings = step.levels[key]
            common = {key: value for key, value in step.settings.items() if key in ("missing", "present")}
            return method, {**common, **settings}
    return step.method, dict(step.settings)
