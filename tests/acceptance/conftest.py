"""A command with an empty register for each file of tests, and the endpoint that the tests of fetching use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acceptance.command import Command, open_command
from tests.fetch.conftest import clock, endpoint

__all__ = ["clock", "endpoint"]


@pytest.fixture(scope="module")
def proxeny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """The command, with an empty SQLite register that the tests of one file share."""
    with open_command(tmp_path_factory.mktemp("home")) as command:
        command("init")
        yield command
