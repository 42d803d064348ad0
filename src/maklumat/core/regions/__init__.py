"""The regions of the country as the Ministry of Home Affairs codes them: found by code, by name, and in an address."""

from __future__ import annotations

from .gazetteer import Found, Gazetteer
from .region import (
    CITY,
    DESA,
    KECAMATAN,
    KELURAHAN,
    LEVELS,
    PROVINCE,
    REGENCY,
    Region,
    ancestors,
    is_code,
    kind_of,
    lies_in,
    regency_of,
    social_agency,
)
from .shelf import Shelf

__all__ = [
    "CITY",
    "DESA",
    "KECAMATAN",
    "KELURAHAN",
    "LEVELS",
    "PROVINCE",
    "REGENCY",
    "Found",
    "Gazetteer",
    "Region",
    "Shelf",
    "ancestors",
    "is_code",
    "kind_of",
    "lies_in",
    "regency_of",
    "social_agency",
]
