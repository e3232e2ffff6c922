"""A broken scheme answers with all its faults at once, each with file, line, what and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proxeny.errors import FaultyInput
from proxeny.scheme.check import check_scheme
from proxeny.scheme.loader import load_scheme

Writer = Callable[..., Path]
INDICATOR = "indicators/reach.yaml"


def test_the_tiny_scheme_is_right(write_scheme_folder: Writer) -> None:
    folder = write_scheme_folder()
    assert check_scheme(folder) == []
    assert load_scheme(folder).indicator("reach.twin_count").measure is not None


def test_a_misspelt_key_is_answered_with_the_right_one(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    broken = tiny[INDICATOR].replace("definition:", "definiton:")
    faults = [str(fault) for fault in check_scheme(write_scheme_folder({INDICATOR: broken}))]
    assert faults == [
        "scheme/indicators/reach.yaml:1: 'reach.twin_count' has no key 'definition'. Add it.",
        "scheme/indicators/reach.yaml:4: unknown key 'definiton' in 'reach.twin_count'. Did you mean 'definition'?",
    ]


BROKEN_DIMENSIONS = """\
dimensions:
  - id: REACH
    label: {en: Reach, fa: دامنه}
    status: sated
  - id: REACH
    label: {en: Reach, fa: دامنه, tr: Erişim}
    status: stated
"""
BROKEN_INDICATOR = """\
id: reach.twin_count
dimension: REECH
label: Reach
definition: {en: Reach, fa: دامنه, tr: Erişim}
unit: tie
status: stated
dimension_status: stated
tier: first
tier_status: stated
coding: {en: Reach, fa: "", tr: Erişim}
measure:
  words: {en: Reach, fa: دامنه, tr: Erişim}
  parts:
    - table: membership
      count: records
      when: on
    - table: projects
      count: sum ammount
      when: during
      where: {topic: [health]}
frequency: {explicit: 3, explicit_structural: 2, plus_implicit: 3, n_documents: 4}
provenance:
  - {cite: Y, where: page 1}
"""


def test_faults_of_all_files_come_together_with_their_lines(write_scheme_folder: Writer) -> None:
    folder = write_scheme_folder({"dimensions.yaml": BROKEN_DIMENSIONS, INDICATOR: BROKEN_INDICATOR})
    with pytest.raises(FaultyInput) as caught:
        load_scheme(folder)
    found = [(str(fault.where), fault.code) for fault in caught.value.faults]
    place = "scheme/indicators/reach.yaml"
    assert found == [
        ("scheme/dimensions.yaml:3", "scheme-label-missing"),
        ("scheme/dimensions.yaml:4", "scheme-word-unknown"),
        ("scheme/dimensions.yaml:5", "scheme-id-twice"),
        (f"{place}:2", "scheme-id-unknown"),
        (f"{place}:3", "scheme-kind-wrong"),
        (f"{place}:5", "scheme-id-unknown"),
        (f"{place}:8", "scheme-number-wrong"),
        (f"{place}:10", "scheme-label-missing"),
        (f"{place}:14", "scheme-word-unknown"),
        (f"{place}:18", "scheme-field-unknown"),
        (f"{place}:19", "scheme-word-unknown-far"),
        (f"{place}:20", "scheme-field-unknown"),
        (f"{place}:21", "scheme-frequency-order"),
        (f"{place}:23", "scheme-id-unknown-far"),
    ]
    assert (
        "'reach.twin_count.dimension' names the dimension 'REECH', which does not exist. Did you mean 'REACH'?"
        in str(caught.value)
    )
    assert "has no field 'ammount'" in str(caught.value) and "Did you mean 'amount'?" in str(caught.value)


@pytest.mark.parametrize(
    ("slip", "code", "line"),
    [
        (("count: records", "count: average of all"), "scheme-count-wrong-far", 15),
        (("count: records", "count: sum valid_from"), "scheme-field-unknown-far", 15),
        (("count: records", "count: distinct agreement"), "scheme-field-unknown", 15),
        (("      when: on\n", ""), "scheme-key-missing", 14),
        (("when: on", "when: on\n      where: {b: []}"), "scheme-value-empty", 17),
        (("tier: 1", "tier: 1\ntier: 2"), "scheme-key-twice", 9),
        (("tier: 1", "tier: -1"), "scheme-number-wrong", 8),
        (("tier: 1", "tier: [1]"), "scheme-kind-wrong", 8),
        (("unit: ties", "unit: ~"), "scheme-value-empty", 5),
        (("unit: ties", "unit: ties\nsub_dimension: deep"), "scheme-id-unknown-far", 6),
        (("id: reach.twin_count", "id: [a, b]"), "scheme-kind-wrong", 1),
        (("where: page 1", "where: page 1, paraphrase: {en: Words}"), "scheme-label-missing", 19),
    ],
)
def test_each_slip_in_an_indicator_has_its_own_words(
    write_scheme_folder: Writer, tiny: dict[str, str], slip: tuple[str, str], code: str, line: int
) -> None:
    faults = check_scheme(write_scheme_folder({INDICATOR: tiny[INDICATOR].replace(*slip)}))
    assert (code, line) in [(fault.code, fault.where.line) for fault in faults]
    assert all("{" not in str(fault) and str(fault).endswith((".", "?")) for fault in faults)


def test_missing_and_misnamed_files_are_named(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    folder = write_scheme_folder({"dimensions.yaml": None, "dimension.yaml": tiny["dimensions.yaml"]})
    faults = [str(fault) for fault in check_scheme(folder)]
    assert faults[0].startswith(
        "scheme/dimension.yaml: no scheme has a file called 'dimension.yaml'. Did you mean 'dim"
    )
    assert faults[1].startswith("scheme/dimensions.yaml: the file 'dimensions.yaml' is missing.")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in check_scheme(tmp_path / "nowhere")] == ["scheme-folder-missing"]


def test_an_empty_folder_lacks_its_files_and_its_indicators(tmp_path: Path) -> None:
    codes = [fault.code for fault in check_scheme(tmp_path)]
    assert codes.count("scheme-file-missing") == 3
    assert "scheme-indicators-none" in codes


def test_two_files_with_one_id_are_told_where_the_first_is(write_scheme_folder: Writer, tiny: dict[str, str]) -> None:
    faults = check_scheme(write_scheme_folder({"indicators/second.yaml": tiny[INDICATOR]}))
    assert [str(fault) for fault in faults] == [
        "scheme/indicators/second.yaml:1: the id 'reach.twin_count' is given a second time; "
        "the first is at scheme/indicators/reach.yaml:1. Give each thing an id of its own."
    ]


def test_a_tier_without_points_is_a_fault(write_scheme_folder: Writer) -> None:
    words = "{en: Reach, fa: دامنه, tr: Erişim}"
    policy = f"{{id: tiers, label: {words}, text: {words}, basis: tiers, points: {{2: 1}}}}"
    folder = write_scheme_folder({"weightings.yaml": f"warning: {words}\nweightings:\n  - {policy}\n"})
    assert [(fault.code, fault.where.line) for fault in check_scheme(folder)] == [("scheme-tier-points", 3)]


def test_a_measure_may_name_a_form_of_membership_only_if_the_levels_have_it(
    write_scheme_folder: Writer, tiny: dict[str, str]
) -> None:
    words = "{en: Reach, fa: دامنه, tr: Erişim}"
    indicator = tiny[INDICATOR].replace("table: ties", "table: memberships\n      where: {form: [L3.ACTIV]}")
    levels = f"levels:\n  - {{id: L3.ACTIVE, label: {words}, status: stated}}\n"
    faults = check_scheme(write_scheme_folder({INDICATOR: indicator, "levels.yaml": levels}))
    assert [(fault.code, fault.params["near"]) for fault in faults] == [("scheme-id-unknown", "L3.ACTIVE")]


def test_arabic_letters_in_persian_and_unmeasured_indicators_are_warnings(
    write_scheme_folder: Writer, tiny: dict[str, str]
) -> None:
    start, _, rest = tiny[INDICATOR].partition("measure:")
    indicator = start.replace("دامنه", "شبكه") + rest[rest.index("frequency") :]
    folder = write_scheme_folder({INDICATOR: indicator})
    faults = check_scheme(folder)
    assert {(fault.code, fault.severity) for fault in faults} == {
        ("scheme-measure-none", "warning"),
        ("scheme-letter-arabic", "warning"),
    }
    assert load_scheme(folder).indicators[0].measure is None
