"""Every service of every office, as printed and in English: what must hold for all of them is tried on these."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.translation import english_of, translated
from maklumat.ports.standards_folder import office_files, offices

STANDARDS = Path(__file__).parents[2] / "standards"


@cache
def printed() -> tuple[tuple[Office, ServiceStandard], ...]:
    """All services with their offices."""
    found = (load_office(office_files(STANDARDS, code)).required() for code in offices(STANDARDS))
    return tuple((office, service) for office, services in found for service in services)


@cache
def in_english() -> tuple[tuple[Office, ServiceStandard], ...]:
    """The same in English, where their offices have translated them."""
    found = []
    for code in offices(STANDARDS):
        loaded = load_office(office_files(STANDARDS, code))
        office, services = loaded.required()
        pairs = english_of(loaded)
        found += [(translated(office, pairs), translated(service, pairs)) for service in services]
    return tuple(found)
