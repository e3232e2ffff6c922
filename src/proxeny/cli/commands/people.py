"""user add, user list, user role, user remove, user reset, user invite."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from proxeny.cli.app import user_app
from proxeny.cli.show import ERR, OUT, show_json, show_table
from proxeny.errors import FaultyInput

_ROLE = "viewer, officer, researcher or administrator."
_SITE = typer.Option(help="Address of the site, for the link: https://ties.city.example")
Name = Annotated[str, typer.Argument(help="User name.")]
Site = Annotated[str, _SITE]
Link = Annotated[bool, typer.Option("--link", help="Print a one-time link instead of asking for a password.")]


@user_app.command("add")
def add(
    username: Name,
    role: Annotated[str, typer.Option(help=_ROLE)] = "viewer",
    name: Annotated[str, typer.Option(help="Name shown in the history.")] = "",
    link: Link = False,
    site: Site = "",
) -> None:
    """Make an account. The password is asked for, or read from standard input; it is never an argument."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.operations.invitations import offer_reset
    from proxeny.register.accounts.operations.people import add_person

    person = add_person(username, role, password=None if link else _ask_password(), name=name)
    OUT.print(f"{person.username}: {person.role}")
    if link:
        _show_link(offer_reset(person.username), site)


@user_app.command("invite")
def invite(role: Annotated[str, typer.Argument(help=_ROLE)] = "viewer", site: Site = "") -> None:
    """Print a link with which one person makes an account; it works once, for a week."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.operations.invitations import invite as make

    _show_link(make(role), site)


@user_app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List the accounts."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.queries.people import list_people

    rows = list_people()
    if as_json:
        show_json(rows)
    else:
        names = ("username", "name", "role", "second_factor", "last_login")
        show_table("", names, [[row[name] for name in names] for row in rows])


@user_app.command("role")
def role(username: Name, role: Annotated[str, typer.Argument(help=_ROLE)]) -> None:
    """Give somebody another role, from their next click on."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.operations.people import set_role

    person = set_role(username, role)
    OUT.print(f"{person.username}: {person.role}")


@user_app.command("remove")
def remove(username: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove an account with its tokens and sign-ins; what was done keeps the name."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.operations.people import find_person, remove_person

    person = find_person(username)
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Remove {person.username}?", err=True)):
        ERR.print("Nothing was removed. Add --yes to remove without asking.")
        raise typer.Exit(1)
    remove_person(username)
    OUT.print(f"{person.username} removed")


@user_app.command("reset")
def reset(
    username: Name,
    link: Link = False,
    factor: Annotated[bool, typer.Option("--factor", help="Also take a lost second factor off.")] = False,
    site: Site = "",
) -> None:
    """Set somebody's password anew; their sessions end."""
    from proxeny import api

    api.open_register()
    from proxeny.register.accounts.operations.invitations import offer_reset
    from proxeny.register.accounts.operations.people import drop_factor, find_person, set_password

    person = find_person(username)
    if factor:
        drop_factor(person)
    if link:
        _show_link(offer_reset(username), site)
    else:
        set_password(person, _ask_password())
        OUT.print(f"{person.username}: the new password holds")


def _ask_password() -> str:
    """Ask twice on a terminal; elsewhere the first line of standard input. Raises `FaultyInput`."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = typer.prompt("Password", hide_input=True, err=True)
    if password != typer.prompt("Again", hide_input=True, err=True):
        raise FaultyInput.of("passwords-differ")
    return str(password)


def _show_link(secret: str, site: str) -> None:
    """The link alone on standard output: whoever has it comes in."""
    OUT.print(f"{site.rstrip('/')}/en/join/{secret}/", markup=False)
