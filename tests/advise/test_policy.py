"""What an office does not propose: its own file, one for an answer, and what is wrong with them."""

from __future__ import annotations

import pytest

from proxeny.errors import FaultyInput, NotFound
from proxeny.io.advising.policy import Policy, read_policy


def written(tmp_path, words):
    path = tmp_path / "policy.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_policy_names_countries_and_places_with_or_without_reasons(tmp_path):
    path = written(tmp_path, "never:\n  - what: Germany\n    why: a reason\n  - what: gn:750269\n  - TR\n")
    assert read_policy(path) == Policy(frozenset({"DE", "TR"}), frozenset({"gn:750269"}))


def test_two_policies_add_up():
    both = Policy(frozenset({"DE"})) | Policy(frozenset({"TR"}), frozenset({"gn:1"}))
    assert both == Policy(frozenset({"DE", "TR"}), frozenset({"gn:1"}))


def test_everything_that_is_no_country_is_said_together(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        read_policy(written(tmp_path, "never: [Qqqq, Zzzz, DE]\n"))
    assert [fault.params["text"] for fault in caught.value.faults] == ["Qqqq", "Zzzz"]
    assert {fault.where.file for fault in caught.value.faults} == {"policy.yaml"}


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(30))


def test_norway_is_a_country_and_no_refusal(tmp_path):
    assert read_policy(written(tmp_path, "never: [NO]\n")).countries == {"NO"}


def test_a_fault_says_its_line(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        read_policy(written(tmp_path, "never:\n  - DE\n  - Qqqq\n  - [DE]\n"))
    assert [(fault.code, fault.where.line) for fault in caught.value.faults] == [
        ("advise-country-unknown", 3), ("advise-policy-broken", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("words", [BOMB + "never: [*a30]\n", "never: " + "[" * 5_000])
def test_a_bomb_is_refused_before_it_grows(tmp_path, words):
    with pytest.raises(FaultyInput) as caught:
        read_policy(written(tmp_path, words))
    assert [fault.code for fault in caught.value.faults] == ["advise-policy-broken"]


@pytest.mark.parametrize("words", ["", "never: 3\n", "always: []\n", "never: [\n", "- DE\n"])
def test_a_file_that_is_no_policy_is_refused(tmp_path, words):
    with pytest.raises(FaultyInput) as caught:
        read_policy(written(tmp_path, words))
    assert [fault.code for fault in caught.value.faults] == ["advise-policy-broken"]


def test_a_policy_that_is_not_there_is_said(tmp_path):
    with pytest.raises(NotFound):
        read_policy(tmp_path / "none.yaml")


def test_the_policy_of_the_office_holds_for_every_answer(tmp_path, tmp_path_factory):
    """`advice/policy.yaml` in the home leaves its countries out of what the command proposes."""
    from proxeny.io.snapshot import write_snapshot
    from tests.acceptance.command import open_command

    from .towns import tables

    home, folder = tmp_path_factory.mktemp("home"), tmp_path / "snapshot"
    write_snapshot(tables(), folder, {})
    with open_command(home) as run:
        ask = ("advise", "partners", "gn:7", "--n", 5, "--snapshot", folder)
        before = {one["country"] for one in run.json(*ask)}
        never = sorted(before)[0]
        (home / "advice").mkdir(exist_ok=True)
        (home / "advice" / "policy.yaml").write_text(f"never: [{never}]\n", encoding="utf-8")
        assert never not in {one["country"] for one in run.json(*ask)}
