"""Where log lines go. What they may say is decided by `web.shared.logs`."""

from __future__ import annotations

from typing import Any


def logging_settings(level: str) -> dict[str, Any]:
    """The LOGGING setting: everything as JSON to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "maklumat.web.shared.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "maklumat": {"level": level},
            "axes": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "PIL": {"level": "WARNING"},
        },
    }
