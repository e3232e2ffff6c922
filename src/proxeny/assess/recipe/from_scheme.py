"""What a recipe for a scheme need not repeat: the hierarchy, labels and frequencies of the scheme."""

from __future__ import annotations

from dataclasses import replace

from proxeny.assess.recipe.model import Group, Indicator, Kind
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
    evidence = _evidence(head)
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
                frequency=float(known.frequency.of(evidence)) if indicator.frequency is None else indicator.frequency,
            )
        )
    return tuple(filled)


def _evidence(head: Entry) -> Evidence:
    """By which rule of evidence the frequencies of the scheme are taken: as the step 'weigh' says."""
    words: tuple[Evidence, ...] = ("explicit_structural", "explicit", "plus_implicit")
    if "steps" in head.keys:
        for step in head.keys["steps"][1].items or []:
            for key, value in step.entries or []:
                if key.text == "evidence" and value.text in words:
                    return next(word for word in words if word == value.text)
    return words[0]
