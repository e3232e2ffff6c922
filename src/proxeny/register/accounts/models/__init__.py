"""People and what lets them in: one model a file."""

from proxeny.register.accounts.models.invitation import Invitation
from proxeny.register.accounts.models.person import Person
from proxeny.register.accounts.models.sign_in import SignIn
from proxeny.register.accounts.models.token import Token

__all__ = ["Invitation", "Person", "SignIn", "Token"]
