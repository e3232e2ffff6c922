"""What is kept beside a model: laid in where the cities are the same, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.advise.columns import compute_block
from proxeny.advise.question import Question
from proxeny.io.advising.preparing import PREPARED, lay_prepared, write_prepared

from .towns import relations


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / f"one{PREPARED}"
    write_prepared(relations(), path)
    return path


def test_an_answer_from_what_was_kept_is_the_same(kept):
    fresh, laid = relations(), relations()
    assert lay_prepared(laid, kept)
    assert "latent" in vars(laid) and "near" in vars(laid.ground)
    asked = np.array([0, 3, 8])
    both = [compute_block(Question(one, asked)) for one in (fresh, laid)]
    assert np.array_equal(*both)


def test_nothing_is_laid_into_other_cities(kept):
    assert not lay_prepared(relations("all"), kept)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"words"])
def test_a_broken_file_is_not_read(tmp_path, content):
    path = tmp_path / f"broken{PREPARED}"
    path.write_bytes(content)
    assert not lay_prepared(relations(), path)
    assert not lay_prepared(relations(), tmp_path / "none")


def test_only_the_last_states_are_kept(tmp_path):
    for name in ("one", "two", "three"):
        write_prepared(relations(), tmp_path / f"{name}{PREPARED}")
    assert len(list(tmp_path.glob("*.prepared-*"))) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    write_prepared(relations(), tmp_path / "file" / f"one{PREPARED}")
    assert (tmp_path / "file").read_text() == "in the way"
