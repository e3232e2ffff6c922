"""The verbs of the package."""

from __future__ import annotations

import inspect

import pytest

import proxeny


@pytest.mark.parametrize("name", proxeny.__all__)
def test_every_verb_is_there_however_often_it_is_asked_for(name):
    first = getattr(proxeny, name)
    assert callable(first)
    assert getattr(proxeny, name) is first and not inspect.ismodule(first)
