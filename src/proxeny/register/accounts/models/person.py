"""Person: somebody who may sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower

from proxeny.register.accounts.roles import Permission, Role, permissions_of

USERNAME = RegexValidator(r"\A[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z", code="username")
SHORTEST, LONGEST = 2, 40
ROLES = [role.value for role in Role]


class People(BaseUserManager["Person"]):
    """Finds people by the name they sign in with, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of a user name."""
        return self.get(username=(username or "").lower())


class Person(AbstractBaseUser):
    """A user name, the name shown in the history, a role and a password hash: nothing else is known of anybody."""

    username = models.CharField(max_length=LONGEST, unique=True, validators=[USERNAME, MinLengthValidator(SHORTEST)])
    name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=16, choices=[(name, name) for name in ROLES], default=ROLES[0])
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField()

    objects = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="person_has_a_role"),
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="person_username_is_lower"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do."""
        return permissions_of(self.role) if self.is_active else frozenset()

    def get_full_name(self) -> str:
        """The name shown."""
        return str(self)
