"""Read the steps of a recipe, and the options by which a choice varies one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proxeny.assess.aggregators import AGGREGATORS
from proxeny.assess.imputers import IMPUTERS
from proxeny.assess.methods import Method, Setting, Value, number, text
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.recipe.model import STEPS, Option, Step, StepName
from proxeny.assess.recipe.values import find_method, read_number, read_settings
from proxeny.assess.treatments import TREATMENTS
from proxeny.assess.weightings import WEIGHTINGS
from proxeny.registry import Registry
from proxeny.scheme.entries import Entry

REGISTRIES: Mapping[StepName, Registry[Method[Any]]] = {
    "impute": IMPUTERS,
    "treat": TREATMENTS,
    "normalise": NORMALISERS,
    "weigh": WEIGHTINGS,
    "aggregate": AGGREGATORS,
}
DEFAULTS: Mapping[StepName, str] = {
    "denominate": "divide",
    "impute": "none",
    "screen": "share",
    "treat": "none",
    "normalise": "goalposts",
    "weigh": "given",
    "aggregate": "arithmetic",
}
OWN: Mapping[StepName, Mapping[str, Setting]] = {
    "screen": {"least": number(0.0, 0, 1), "nonzero": number(0.0, 0, 1)},
    "aggregate": {"missing": text("skip", "skip", "refuse"), "present": number(0.0, 0, 1)},
}
"""Settings of a step whatever its method."""


def settings_of(name: StepName, method: str) -> Mapping[str, Setting]:
    """All settings of a step with a method that is known."""
    own = OWN.get(name, {})
    return {**own, **REGISTRIES[name][method].settings} if name in REGISTRIES else own


def read_steps(head: Entry) -> tuple[Step, ...]:
    """The steps of a recipe in their order; each at most once, and normalise and aggregate must be there."""
    steps: list[Step] = []
    for entry in _entries(head, "steps"):
        step = _read_step(entry)
        if step is None:
            continue
        if step.name in [one.name for one in steps]:
            entry.reading.note("assess-step-twice", entry.where("step"), step=step.name)
        steps.append(step)
    names = [step.name for step in steps]
    for needed in ("normalise", "aggregate"):
        if needed not in names:
            head.reading.note("assess-step-missing", head.where("steps"), step=needed)
    for early, late in (("denominate", "normalise"), ("impute", "normalise"), ("treat", "normalise"),
                        ("screen", "normalise"), ("normalise", "aggregate"), ("weigh", "aggregate")):  # fmt: skip
        if early in names and late in names and names.index(early) > names.index(late):
            late_line = steps[names.index(early)].line
            head.reading.note("assess-step-order", head.at(late_line), early=early, late=late)
    return tuple(steps)


def _entries(head: Entry, key: str) -> list[Entry]:
    """A list of mappings with free keys."""
    if key not in head.keys:
        return []
    value = head.keys[key][1]
    if value.items is None:
        head.wrong(value, "list", key)
        return []
    return [free_entry(head, f"{key}[{place}]", item) for place, item in enumerate(value.items, 1)]


def free_entry(head: Entry, name: str, value: Any) -> Entry:
    """A mapping inside ``head`` whose keys are checked later."""
    keys = [f"{key.text}?" for key, _ in value.entries or [] if key.text]
    return Entry.of(head.reading, head.file, name, value, keys)


def _read_step(entry: Entry) -> Step | None:
    if "step" not in entry.keys:
        entry.reading.note("scheme-key-missing", entry.at(entry.value.line), key="step", place=entry.name)
        return None
    wrong = len(entry.reading.faults)
    name = entry.choice("step", STEPS)
    if len(entry.reading.faults) > wrong:
        return None
    method = entry.text("method") or DEFAULTS[name]
    if name in REGISTRIES and find_method(entry, REGISTRIES[name], method) is None:
        return None
    skip = ("step", "method", "levels") if name in ("aggregate", "weigh") else ("step", "method")
    settings = read_settings(entry, settings_of(name, method), skip)
    _check_given(entry, settings_of(name, method), settings)
    levels = _read_levels(entry, name) if "levels" in entry.keys and "levels" in skip else {}
    return Step(name, method, settings, levels, entry.value.line)


def _check_given(entry: Entry, known: Mapping[str, Setting], given: Mapping[str, Value]) -> None:
    for key, setting in known.items():
        if setting.default is None and key not in given and key not in entry.keys:
            entry.reading.note("scheme-key-missing", entry.at(entry.value.line), key=key, place=entry.name)


def _read_levels(entry: Entry, name: StepName) -> dict[str, tuple[str, Mapping[str, Value]]]:
    """Methods of single levels: ``{1: arithmetic, 2: {method: geometric}}``."""
    levels = entry.free("levels")
    found: dict[str, tuple[str, Mapping[str, Value]]] = {}
    for key in levels.keys if levels else ():
        assert levels is not None
        value = levels.keys[key][1]
        if value.text is not None:
            if find_method(levels, REGISTRIES[name], value.text, key) is not None:
                found[key] = (value.text, {})
            continue
        inner = free_entry(levels, f"{levels.name}.{key}", value)
        method = inner.text("method") or DEFAULTS[name]
        if find_method(inner, REGISTRIES[name], method) is not None:
            found[key] = (method, read_settings(inner, settings_of(name, method), ("method",)))
    return found


def read_options(entry: Entry, step: Step) -> tuple[Option, ...]:
    """The options of a choice about ``step``: a method's name, or settings with or without another method."""
    if "options" not in entry.keys:
        return ()
    value = entry.keys["options"][1]
    if value.items is None:
        entry.wrong(value, "list", "options")
        return ()
    found = []
    for place, item in enumerate(value.items, 1):
        if item.text is not None:
            if find_method(entry, REGISTRIES[step.name], item.text, "options") is not None:
                found.append(Option(item.text, item.text))
            continue
        inner = free_entry(entry, f"{entry.name}.options[{place}]", item)
        found += _read_option(inner, step)
    return tuple(found)


def _read_option(entry: Entry, step: Step) -> list[Option]:
    method = entry.text("method") or step.method
    if step.name in REGISTRIES and find_method(entry, REGISTRIES[step.name], method) is None:
        return []
    skip = ("method", "label", "probability")
    settings = read_settings(entry, settings_of(step.name, method), skip)
    chance = read_number(entry, "probability", 1.0, 0.0)
    words = ", ".join(
        f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}" for key, value in settings.items()
    )
    label = entry.text("label") or " ".join([method] * ("method" in entry.keys) + [words] * bool(words))
    return [Option(label, entry.text("method"), settings, float(chance or 0.0))]
