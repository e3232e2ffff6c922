"""Sorting names in the database by the reader's alphabet: ICU collations on PostgreSQL, our own function on SQLite."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.dispatch import receiver

from proxeny.report.order import sort_key

_FUNCTION = "proxeny_sort_key"


class InOrder(Func):
    """An expression of names, to be sorted as a language sorts them."""

    output_field = TextField()

    def __init__(self, names: Any, language: str) -> None:
        super().__init__(names)
        self.language = language

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By the function that every connection is given."""
        template = f"{_FUNCTION}(%(expressions)s, '{self.language}')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By the collation of the language."""
        template = f'(%(expressions)s) COLLATE "{self.language}-x-icu"'
        return super().as_sql(compiler, connection, template=template, **context)


def by_name(language: str) -> InOrder:
    """The order of places and organisations by the name that a reader is most likely shown."""
    return InOrder(Coalesce(NullIf(F(f"name_{language}"), Value("")), F("name")), language)


def _key(text: str | None, language: str) -> str:
    return str(sort_key(text or "", language)[0])


@receiver(connection_created, dispatch_uid="proxeny-sort-key")
def give_function(sender: object, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give a connection to SQLite the function that sorts."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(_FUNCTION, 2, _key, deterministic=True)
