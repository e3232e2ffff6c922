"""Django settings of the register and the pages; what differs between installs comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from proxeny import home

HERE = Path(__file__).resolve().parent

SECRET_KEY = home.secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PROXENY_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = ["django.contrib.staticfiles", "proxeny.register", "proxeny.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "proxeny.web.middleware.ContentSecurityPolicy",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "proxeny.web.middleware.ExplainErrors",
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
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
LOGGING_CONFIG = None
