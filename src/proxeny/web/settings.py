"""Django settings of the register and the pages; what differs between installs comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from proxeny import home
from proxeny.web.settings_access import *  # noqa: F403 - the other half of the settings

HERE = Path(__file__).resolve().parent

SECRET_KEY = home.secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PROXENY_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "proxeny.register",
    "proxeny.register.accounts",
    "proxeny.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks_db",
]
MIDDLEWARE = [
    "proxeny.web.access.proxies.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "proxeny.web.middleware.ContentSecurityPolicy",
    "proxeny.web.access.proxies.SecureCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "proxeny.web.middleware.ExplainErrors",
    "proxeny.web.access.control.AccessControl",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "proxeny.web.urls"
WSGI_APPLICATION = "proxeny.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "proxeny.web.context.page",
            ]
        },
    }
]

_DATABASE = home.database()
if _DATABASE.engine == "sqlite":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _DATABASE.name,
            "OPTIONS": {"timeout": 900, "transaction_mode": "IMMEDIATE"},
            "CONN_MAX_AGE": 60,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _DATABASE.name,
            "USER": _DATABASE.user,
            "PASSWORD": _DATABASE.password,
            "HOST": _DATABASE.host,
            "PORT": _DATABASE.port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOCAL = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _LOCAL},
    "pages": {"BACKEND": _LOCAL, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 300}},  # compressed, a process each
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("tr", "Türkçe"), ("fa", "فارسی")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "collected" if (HERE / "collected").is_dir() else None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
LOGGING_CONFIG = None
