"""How accounts of allauth behave here: no e-mail, our own words, secrets encrypted at rest."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from proxeny.register.accounts.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up only where the settings open it; a next address never leads to another site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is not right. Codes change every half minute: type the one shown now."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("User name and password do not belong together."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
        "same_as_current": _("The new password must differ from the present one."),
        "too_many_login_attempts": _("Too many failed attempts. Wait a few minutes, then try again."),
        "username_blacklisted": _("This user name cannot be used. Choose another."),
        "username_password_mismatch": _("User name and password do not belong together."),
        "username_taken": _("There is an account of this name already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether whoever comes may make an account."""
        return bool(settings.SIGN_UP_IS_OPEN)

    def new_user(self, request: HttpRequest) -> Person:
        """Whoever makes an account may look, no more, until an administrator says otherwise."""
        return Person(joined=datetime.now(UTC))

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this very site: a path, or an address with the host that was asked for."""
        host = self.request.get_host()
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host}, require_https=self.request.is_secure())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """There is no mail server, and nobody's address is known."""


class FactorAdapter(DefaultMFAAdapter):
    """The key of a second factor is encrypted with the secret of this install before it is stored."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """What is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = sha256(f"second factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
