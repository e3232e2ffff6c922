"""Settings of who may come in, and how: one person on this machine, or people with accounts."""

from __future__ import annotations

import os
from datetime import timedelta

# "alone" is said by `proxeny serve`, which binds to the loopback address; whoever starts the pages in another way
# gets accounts.
ALONE = os.environ.get("PROXENY_ACCESS", "accounts") == "alone"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
EVERYBODY_READS = os.environ.get("PROXENY_READERS", "accounts") == "everyone"
SIGN_UP_IS_OPEN = os.environ.get("PROXENY_SIGN_UP", "closed") == "open"
PLAIN_HTTP = os.environ.get("PROXENY_HTTPS", "on") == "off"
TRUSTED_PROXIES = tuple(one.strip() for one in os.environ.get("PROXENY_PROXIES", "").split(",") if one.strip())

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "name")}},
    {"NAME": f"{_VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "proxeny.web.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip", "signup": "5/h/ip", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the middleware TrustedProxies has put the client's address in its place
MFA_ADAPTER = "proxeny.web.access.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Proxeny"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Five wrong passwords for one name from one address close the door to the two for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "proxeny.web.access.signals.name_of"
AXES_LOCKOUT_CALLABLE = "proxeny.web.access.signals.show_locked"
AXES_CLIENT_IP_CALLABLE = "proxeny.web.access.signals.address_of"
AXES_VERBOSE = False

SESSION_COOKIE_NAME = "proxeny_session"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"  # strict ones are lost when one comes from another site, and open forms with them
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [one.strip() for one in os.environ.get("PROXENY_ORIGINS", "").split(",") if one.strip()]
CSRF_FAILURE_VIEW = "proxeny.web.views.errors.show_forged"
SECURE_HSTS_SECONDS = int(os.environ.get("PROXENY_HSTS_SECONDS", "31536000"))  # sent over HTTPS only
LANGUAGE_COOKIE_SAMESITE = "Lax"
