"""Two versions of a scheme are compared thing by thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from proxeny.scheme.compare import Change, compare_schemes
from proxeny.scheme.loader import load_scheme

Writer = Callable[..., Path]
INDICATOR = "indicators/reach.yaml"
OTHER = "{en: Depth, fa: ژرفا, tr: Derinlik}"
WORDS = "{en: Reach, fa: دامنه, tr: Erişim}"


def test_a_scheme_does_not_differ_from_itself() -> None:
    assert compare_schemes(load_scheme(), load_scheme()) == []


def kinds(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.thing, one.id, one.field) for one in changes]


def test_a_new_label_measure_and_tier_are_told_apart(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    old = load_scheme(write_scheme_folder())
    text = tiny[INDICATOR].replace(f"label: {WORDS}", f"label: {OTHER}").replace("tier: 1", "tier: 2")
    text = text.replace("table: ties", "table: agreements").replace(f"coding: {WORDS}", f"coding: {OTHER}")
    new = load_scheme(write_scheme_folder({INDICATOR: text}, "new"))
    assert kinds(compare_schemes(old, new)) == [
        ("recoded", "indicator", "reach.twin_count", "coding"),
        ("relabelled", "indicator", "reach.twin_count", "label"),
        ("measured", "indicator", "reach.twin_count", "measure"),
        ("weighed", "indicator", "reach.twin_count", "tier"),
    ]
    assert old.hash != new.hash


def test_a_new_id_under_the_old_label_is_a_renaming(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    old = load_scheme(write_scheme_folder())
    new = load_scheme(write_scheme_folder({INDICATOR: tiny[INDICATOR].replace("reach.twin_count", "twins")}, "new"))
    assert compare_schemes(old, new) == [Change("renamed", "indicator", "twins", "id", "reach.twin_count", "twins")]


def test_an_indicator_that_came_and_one_that_went(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    old = load_scheme(write_scheme_folder())
    other = tiny[INDICATOR].replace("reach.twin_count", "depth").replace(f"label: {WORDS}", f"label: {OTHER}")
    new = load_scheme(write_scheme_folder({INDICATOR: other}, "new"))
    assert kinds(compare_schemes(old, new)) == [
        ("removed", "indicator", "reach.twin_count", ""),
        ("added", "indicator", "depth", ""),
    ]


def test_an_indicator_that_follows_its_renamed_dimension_has_not_moved(
    write_scheme_folder: Writer, tiny: dict[str, str]
) -> None:
    old = load_scheme(write_scheme_folder())
    files = {name: tiny[name].replace("REACH", "RANGE") for name in ("dimensions.yaml", INDICATOR)}
    assert kinds(compare_schemes(old, load_scheme(write_scheme_folder(files, "new")))) == [
        ("renamed", "dimension", "RANGE", "id")
    ]


def test_a_node_and_an_indicator_under_another_parent_have_moved(
    write_scheme_folder: Writer, tiny: dict[str, str]
) -> None:
    def levels(inner: str, parent_of_inner: str) -> str:
        def node(name: str) -> str:
            child = f", children: [{inner}]" if name == parent_of_inner else ""
            return f"  - {{id: {name}, label: {{en: {name}, fa: {name}, tr: {name}}}, status: stated{child}}}\n"

        return "levels:\n" + node("A") + node("B")

    second = f"  - {{id: DEPTH, label: {OTHER}, status: stated}}\n"
    both = {"dimensions.yaml": tiny["dimensions.yaml"] + second}
    inner = "{id: C, label: {en: C, fa: C, tr: C}, status: stated}"
    old = load_scheme(write_scheme_folder({**both, "levels.yaml": levels(inner, "A")}))
    moved = {INDICATOR: tiny[INDICATOR].replace("dimension: REACH", "dimension: DEPTH")}
    new = load_scheme(write_scheme_folder({**both, **moved, "levels.yaml": levels(inner, "B")}, "new"))
    assert compare_schemes(old, new) == [
        Change("moved", "node", "C", "parent", "A", "B"),
        Change("moved", "indicator", "reach.twin_count", "dimension", "REACH", "DEPTH"),
    ]


def test_the_order_of_files_and_keys_does_not_change_the_hash(
    write_scheme_folder: Writer, tiny: dict[str, str]
) -> None:
    lines = tiny["scheme.yaml"].splitlines(keepends=True)
    swapped = "".join([lines[1], lines[0], *lines[2:]])
    files = {"scheme.yaml": swapped, INDICATOR: None, "indicators/z.yaml": tiny[INDICATOR]}
    assert load_scheme(write_scheme_folder()).hash == load_scheme(write_scheme_folder(files, "new")).hash
