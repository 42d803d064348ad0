"""Addresses of other systems, as the environment gives them."""

from __future__ import annotations

import sys
from typing import Final
from urllib.parse import urlsplit

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def secret_address(name: str, value: str) -> str:
    """A secret goes with every request, so it goes encrypted, unless the other side is this very machine."""
    try:
        parts = urlsplit(value)
        known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        if known and parts.hostname and (parts.port is None or parts.port):
            return value.rstrip("/")
    except ValueError:
        pass
    return sys.exit(f"{name}: isi alamat yang diawali https://.")
