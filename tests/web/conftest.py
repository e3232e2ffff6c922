"""The pages over a small world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from .world import World


@pytest.fixture
def world(db: None) -> World:
    """Four cities, five agreements, two networks, two sources."""
    from .world import build_world  # models can be imported only once Django is set up

    return build_world()


@pytest.fixture
def pages() -> Client:
    """A reader without session or script."""
    return Client()
