"""Read the part of a recipe that says what is varied."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.assess.recipe.model import STEPS, Choice, Step, Uncertainty
from proxeny.assess.recipe.steps import free_entry, read_options
from proxeny.assess.recipe.values import FALSE, TRUE, read_number
from proxeny.scheme.entries import Entry

_KEYS = ("draws?", "choices?", "missing?", "none?", "records?", "confidence?", "interval?")
_CHOICE = ("id", "step", "options?", "sets?", "count?", "noise?", "levels?", "dirichlet?")
MOST_DRAWS = 1_000_000


def read_uncertainty(head: Entry, steps: Sequence[Step]) -> Uncertainty:
    """What the recipe varies; nothing where it has no such part."""
    entry = head.entry("uncertainty", _KEYS)
    if entry is None:
        return Uncertainty()
    choices = tuple(
        choice for one in entry.entries("choices", _CHOICE) if (choice := _read_choice(one, steps)) is not None
    )
    names = [choice.id for choice in choices]
    for choice in choices:
        if names.count(choice.id) > 1:
            entry.reading.note(
                "scheme-id-twice", entry.at(choice.line), name=choice.id, first=names.index(choice.id) + 1
            )
    return Uncertainty(
        choices=choices,
        draws=int(read_number(entry, "draws", 10_000, 1, MOST_DRAWS) or 0),
        missing=entry.choice("missing", ("fixed", "donors", "goalposts")),
        none=read_number(entry, "none", 0.0, 0, 1) or 0.0,
        records="records" not in entry.keys or entry.choice("records", (*TRUE, *FALSE)) in TRUE,
        confidence=read_number(entry, "confidence", 0.95, 0.5, 1) or 0.95,
        interval=read_number(entry, "interval", 0.90, 0.01, 0.999) or 0.90,
    )


def _read_choice(entry: Entry, steps: Sequence[Step]) -> Choice | None:
    name = entry.choice("step", STEPS)
    step = next((one for one in steps if one.name == name), None)
    if step is None:
        if name == "weigh":
            step = Step("weigh", "given")
        else:
            entry.reading.note("assess-choice-step", entry.where("step"), step=name, place=entry.name)
            return None
    sets = free_entry(entry, f"{entry.name}.sets", entry.keys["sets"][1]) if "sets" in entry.keys else None
    choice = Choice(
        id=entry.required("id"),
        step=name,
        options=read_options(entry, step),
        sets_file=_read_file(sets) if sets else "",
        count=int(read_number(entry, "count", 0, 0, 100_000) or 0),
        noise=read_number(entry, "noise", 0.0, 0, 1) or 0.0,
        levels=entry.texts("levels"),
        dirichlet="dirichlet" in entry.keys and entry.choice("dirichlet", (*TRUE, *FALSE)) in TRUE,
        line=entry.value.line,
    )
    if name == "screen":
        entry.reading.note("assess-choice-screen", entry.at(choice.line), place=entry.name)
    of_weights = bool(choice.sets_file or choice.noise or choice.dirichlet)
    if of_weights and name != "weigh":
        entry.reading.note("assess-choice-weights", entry.at(choice.line), place=entry.name)
    if not of_weights and not choice.options:
        entry.reading.note("assess-choice-empty", entry.at(choice.line), place=entry.name)
    if choice.options and sum(option.probability for option in choice.options) <= 0:
        entry.reading.note("assess-weights-zero", entry.at(choice.line), node=choice.id)
    return choice


def _read_file(sets: Entry) -> str:
    """The name of a file of weights beside the table or the recipe: a name, never a path."""
    for key in sets.keys:
        if key not in ("file", "set", "node", "weight"):
            sets.reading.unknown(
                "scheme-key-unknown", sets.where(key), key, ("file", "set", "node", "weight"), place=sets.name
            )
    name = sets.required("file") if "file" in sets.keys else ""
    if "/" in name or "\\" in name or name.startswith("."):
        sets.reading.note("assess-sets-path", sets.where("file"), file=name)
        return ""
    columns = [sets.text(key) or default for key, default in (("set", "set"), ("node", "node"), ("weight", "weight"))]
    return "|".join([name, *columns]) if name else ""
