"""What runs with the product may be shipped under Apache-2.0: no GPL, no AGPL."""

from __future__ import annotations

import pytest

import licences


def test_no_package_at_run_time_is_gpl_or_unstated():
    closure = licences.walk(licences.direct_requirements())
    packages = {name: licences.licence(package) for name, package in closure.items()}
    assert list(licences.check(packages)) == []
    assert {"django", "polars", "asgiref", "psycopg-binary"} <= set(packages)


@pytest.mark.parametrize(
    "fields",
    [
        {"License-Expression": ["GPL-3.0-or-later"]},
        {"License-Expression": ["MIT AND AGPL-3.0-only"]},
        {"License": ["GNU General Public License v2"]},
        {"Classifier": ["License :: OSI Approved :: GNU Affero General Public License v3"]},
        {"Classifier": ["License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)"]},
        {"License": ["UNKNOWN"]},
        {},
    ],
)
def test_a_licence_that_may_not_be_shipped_is_caught(fields):
    assert list(licences.check({"bad": licences.stated_licence(fields)}))


@pytest.mark.parametrize(
    "fields",
    [
        {"License-Expression": ["LGPL-3.0-only"]},
        {"License-Expression": ["GPL-2.0-only OR MIT"]},
        {"License": ["BSD License"]},
        {"Classifier": ["License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)"]},
        {"Classifier": ["License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"], "License": ["GPL"]},
    ],
)
def test_a_licence_that_may_be_shipped_passes(fields):
    assert list(licences.check({"good": licences.stated_licence(fields)})) == []
