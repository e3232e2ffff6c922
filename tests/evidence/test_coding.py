"""Anchors survive, logs replay, the codebook remembers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proxeny.evidence.coding.anchors import build_anchor, move_anchors
from proxeny.evidence.coding.codebook import Change, fold_codebook, fold_matrix
from proxeny.evidence.coding.events import Coding, Event, replay
from proxeny.evidence.coding.units import characters_alpha, rate_paragraphs
from proxeny.evidence.importance.matrix import GRADES
from proxeny.evidence.importance.shipped import read_shipped

TEXT = "First line.\nA city joins a network.\nLast line.\n"


def moved(new, start=12, end=35):
    """One anchor of TEXT in ``new``."""
    found = move_anchors([build_anchor(TEXT, start, end)], TEXT, new)[0]
    return found.anchor.quotation, found.certainty, new[found.anchor.start : found.anchor.end]


def test_a_line_put_before_moves_an_anchor_surely():
    assert moved("New 😀 line.\n" + TEXT) == ("A city joins a network.", "sure", "A city joins a network.")


def test_a_changed_wording_waits_for_a_person():
    quotation, certainty, there = moved(TEXT.replace("joins a network", "joins one network"))
    assert certainty == "unsure" and "city joins one" in quotation and quotation == there


def test_what_is_gone_is_kept_as_it_was():
    assert moved("Nothing is left.")[:2] == ("A city joins a network.", "gone")


@given(st.lists(st.sampled_from(["code", "undo", "redo"]), max_size=40))
def test_undo_then_redo_is_nothing(kinds):
    log = [Event(at, kind, f"c{at}", {"indicator": "A"} if kind == "code" else {}) for at, kind in enumerate(kinds)]
    state = replay(log)
    again = replay([*log, Event(98, "undo"), Event(99, "redo")])
    if state.undoable:
        assert again.codings == state.codings
    assert len(state.codings) == len(state.undoable)


def test_a_merge_is_followed_and_undone():
    labels = {"A": "a", "B": "b"}
    log = [Change(1, "merge", ("A", "B"), ("AB",), "both")]
    book = fold_codebook(labels, log)
    assert (dict(book.labels), book.follow("A")) == ({"AB": "both"}, ("AB",))
    assert dict(fold_codebook(labels, [*log, Change(2, "undo", undoes=1)]).labels) == labels
    assert dict(fold_codebook(labels, log, frozenset({1})).labels) == labels


def test_a_merge_counts_a_source_once():
    matrix = read_shipped()
    labels = {one: one for one in matrix.indicators}
    book = fold_codebook(labels, [Change(1, "merge", ("REP-P1", "REP-P2"), ("REP-P2",))])
    folded = fold_matrix(matrix, book)
    old = matrix.named(GRADES)[:, [matrix.indicators.index(one) for one in ("REP-P1", "REP-P2")]].any(axis=1)
    assert (folded.named(GRADES)[:, folded.indicators.index("REP-P2")] == old).all()


def test_units_are_chosen():
    text = "one\n\ntwo\n\nthree"
    coders = {
        "x": [Coding("1", "A", build_anchor(text, 0, 3)), Coding("2", "A", build_anchor(text, 5, 8))],
        "y": [Coding("3", "A", build_anchor(text, 0, 3))],
    }
    assert rate_paragraphs(text, coders, "A").codes.tolist() == [[1, 1], [1, 0], [0, 0]]
    assert 0 < characters_alpha(len(text), coders, "A").value < 1
