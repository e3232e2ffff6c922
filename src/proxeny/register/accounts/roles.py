"""What each role may do: data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """One thing that one may or may not do."""

    READ = "read"  # see the register and everything computed from it
    RESEARCH = "research"  # keep analyses, codings and collections of one's own
    WRITE = "write"  # add to the register, decide, take back
    ADMINISTER = "administer"  # invite people, give them roles, see who signed in


class Role(StrEnum):
    """What somebody is here; exactly one for each person."""

    VIEWER = "viewer"
    OFFICER = "officer"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Permission.READ}),
        Role.OFFICER: frozenset({Permission.READ, Permission.WRITE}),
        Role.RESEARCHER: frozenset({Permission.READ, Permission.RESEARCH}),
        Role.ADMINISTRATOR: frozenset(Permission),
    }
)


def permissions_of(role: str) -> frozenset[Permission]:
    """What a role may do; a role that we do not know may do nothing.

    >>> sorted(permissions_of("officer"))
    [<Permission.READ: 'read'>, <Permission.WRITE: 'write'>]
    >>> permissions_of("emperor")
    frozenset()
    """
    return GRANTS[Role(role)] if role in set(Role) else frozenset()
