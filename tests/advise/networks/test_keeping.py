"""What is kept beside the weights gives the same answer, and is not laid into another world."""

from __future__ import annotations

import numpy as np

from proxeny.advise.networks.companions import learn_companions
from proxeny.io.advising.companions import keep_companions, lay_companions

from .small import planted_world


def test_the_kept_regression_gives_the_same_answer(tmp_path):
    world, again = planted_world(), planted_world()
    assert not lay_companions(world, tmp_path), "nothing is kept yet"
    keep_companions(world, tmp_path)
    assert lay_companions(again, tmp_path)
    known = np.flatnonzero(world.held[3])
    for mine, its in zip(
        learn_companions(world).expect(3, known), learn_companions(again).expect(3, known), strict=True
    ):
        assert (mine == its).all()


def test_a_spoiled_file_is_learned_anew(tmp_path):
    world, again = planted_world(), planted_world()
    keep_companions(world, tmp_path)
    for path in (tmp_path).glob("*.inverse.npy"):
        path.write_bytes(b"no array")
    assert not lay_companions(again, tmp_path)


def test_what_is_of_other_members_does_not_fit():
    companions = learn_companions(planted_world())
    assert not companions.lay(np.eye(3), np.eye(3))
