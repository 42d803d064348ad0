"""Settings, read from the environment alone. Every variable is listed in docs/operating.md."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from maklumat.config import secrets

ROOT = Path(__file__).resolve().parents[3]

MODE = os.environ.get("MAKLUMAT_MODE", "demo")
if MODE not in {"demo", "production", "test"}:
    sys.exit(f"MAKLUMAT_MODE={MODE!r}: pilih demo, production, atau test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = False

DATA_DIR = Path(os.environ.get("MAKLUMAT_DATA", ROOT / "var" / "data"))
KEYS_DIR = Path(os.environ.get("MAKLUMAT_KEYS", ROOT / "var" / "keys"))
STANDARDS_DIR = Path(os.environ.get("MAKLUMAT_STANDARDS", ROOT / "standards"))
BASE_ADDRESS = os.environ.get("MAKLUMAT_BASE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

SECRET_KEY = secrets.web_secret(KEYS_DIR)
ALLOWED_HOSTS = [urlsplit(BASE_ADDRESS).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [BASE_ADDRESS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "maklumat.records",
    "maklumat.web",
    "maklumat.ops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "maklumat.config.urls"
WSGI_APPLICATION = "maklumat.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database(address: str) -> dict[str, object]:
    """`sqlite` (a file in the data folder), `sqlite:///path`, or `postgresql://user:word@host:port/name`."""
    if address == "sqlite" or address.startswith("sqlite:///"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:///") if ":" in address else str(DATA_DIR / "maklumat.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(address)
    if parts.scheme != "postgresql":
        sys.exit(f"MAKLUMAT_DATABASE: skema {parts.scheme!r} tidak dikenal; pakai sqlite atau postgresql.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(os.environ.get("MAKLUMAT_DATABASE", "sqlite"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:worklist"
LOGOUT_REDIRECT_URL = "public:home"

# One office behind one NAT must not lock itself out: failures are counted per name *and* address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "maklumat.web.desk.locked.locked_out"

SESSION_COOKIE_AGE = 30 * 60  # seconds without activity
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_ADDRESS.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BASE_ADDRESS.startswith("https://") else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/aset/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [("vendor", ROOT / "vendor")] if (ROOT / "vendor").is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# "No message leaves the machine": letters and notices are written to the outbox folder unless SMTP is configured.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "outbox")
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
