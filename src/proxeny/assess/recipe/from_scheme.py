"""What a recipe for a scheme need not repeat: the hierarchy, labels and frequencies of the scheme."""

from __future__ import annotations

from dataclasses import replace

from proxeny.assess.recipe.model import Group, Indicator, Kind, Recipe
from proxeny.scheme.coding import SCHEME, count_sources
from proxeny.scheme.entries import Entry
from proxeny.scheme.labels import Label
from proxeny.scheme.model import Evidence, Scheme

ROOT = "index"
ROOT_LABEL = Label(en="City diplomacy", fa="دیپلماسی شهری", tr="Kent diplomasisi")


def fill_groups(scheme: Scheme, written: tuple[Group, ...]) -> tuple[Group, ...]:
    """The recipe's own groups; where it has none, the scheme's dimensions and their parts under one root."""
    if written:
        return written
    groups = [Group(ROOT, label=ROOT_LABEL)]
    for dimension in scheme.dimensions:
        groups.append(Group(dimension.id, ROOT, dimension.label))
        groups += [Group(f"{dimension.id}.{part.id}", dimension.id, part.label) for part in dimension.sub_dimensions]
    return tuple(groups)


def fill_indicators(scheme: Scheme, written: tuple[Indicator, ...], head: Entry) -> tuple[Indicator, ...]:
    """The indicators with what the scheme says of them; one that the scheme does not have is a fault."""
    counts = _counts(scheme, head)
    own = {one.id: one for one in scheme.indicators}
    filled = []
    for indicator in written:
        if indicator.id not in own:
            where = head.at(indicator.line)
            head.reading.unknown("assess-indicator-unknown", where, indicator.id, list(own), scheme=scheme.id)
            filled.append(indicator)
            continue
        known = own[indicator.id]
        place = f"{known.dimension}.{known.sub_dimension}" if known.sub_dimension else known.dimension
        kind: Kind = "money" if known.unit == "money" else "count"
        filled.append(
            replace(
                indicator,
                parent=indicator.parent or place,
                label=indicator.label or known.label,
                kind=kind if indicator.kind == "number" else indicator.kind,
                frequency=counts[indicator.id] if indicator.frequency is None else indicator.frequency,
            )
        )
    return tuple(filled)


def _counts(scheme: Scheme, head: Entry) -> dict[str, float]:
    """In how many sources each indicator is named, as the step 'weigh' says: by which rule, and by whose count."""
    words: tuple[Evidence, ...] = ("explicit_structural", "explicit", "plus_implicit")
    said = _said(head)
    evidence = next((word for word in words if word == said.get("evidence")), words[0])
    if said.get("coders") == "both" and scheme.id == SCHEME:
        counted = count_sources(evidence)
        return {one.id: counted.get(one.id, 0.0) for one in scheme.indicators}
    return {one.id: float(one.frequency.of(evidence)) for one in scheme.indicators}


def _said(head: Entry) -> dict[str, str]:
    """The settings of all steps; those that are looked for belong to 'weigh' alone."""
    steps = head.keys["steps"][1].items or [] if "steps" in head.keys else []
    return {key.text: value.text for step in steps for key, value in step.entries or [] if key.text and value.text}


def weighs_by_both(recipe: Recipe) -> bool:
    """Whether the weights are the mean of the counts of the two coders of the shipped model."""
    step = recipe.step("weigh")
    return step is not None and step.method == "frequency" and step.settings.get("coders") == "both"
