"""Addresses of static files that change with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=256)
def fingerprint(name: str) -> str:
    """The first digits of the file's SHA-256; "" when there is no such file."""
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]


class AssetStorage(StaticFilesStorage):
    """Static files with their fingerprint in the query: no build step, and no stale page after an update."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        mark = fingerprint(name or "")
        return f"{address}?v={mark}" if mark else address
