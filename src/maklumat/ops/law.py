"""From the standards folder into the database: enact every office, its letters and the calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from maklumat.core.standard import canonical
from maklumat.core.standard.findings import Grade
from maklumat.core.standard.load import load
from maklumat.core.errors import Refusal
from maklumat.ports.standards_folder import read_folder
from maklumat.records.catalogue import actions as catalogue
from maklumat.records.work.clockwork import reschedule_all

SHARED = "_bersama"


@dataclass(frozen=True, slots=True)
class Enacted:
    """What was new: versions of offices, services and letters, years of calendar, and files whose date moved."""

    services: int
    letters: int
    years: tuple[int, ...]
    moved: int
