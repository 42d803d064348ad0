"""From the standards folder into the database: enact every office, its letters and the calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from maklumat.core.letter.check import letter_findings
from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.core.standard import canonical
from maklumat.core.standard.check import check, errors
from maklumat.core.standard.findings import Faults
from maklumat.core.standard.load import SHARED_FOLDER, Loaded, load_office
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.standard.reading import plain
from maklumat.core.standard.translation import english_of, shared_english_of
from maklumat.core.workdays.reading import holiday_year
from maklumat.ops.digest import digest_of
from maklumat.ports import standards_folder
from maklumat.records.catalogue import actions as catalogue
from maklumat.records.catalogue import enacted_files, lists, queries, settings, texts
from maklumat.records.work.clockwork import reschedule_all

TRIAL_DAYS = 90
"""How long a new office's figures are its own, where nobody says otherwise. See `records.figures.trial`."""
CALENDARS = f"{SHARED_FOLDER}/kalender/"
LETTERS = "/surat/"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was new: versions of services and letters, years of calendar, and open files whose date moved.

    `unchanged`: how many of the `offices` stand as their files say and were not read.
    """

    offices: int
    unchanged: int
    services: int
    letters: int
    years: tuple[int, ...]
    moved: int

    def sentence(self) -> str:
        years = ", ".join(map(str, self.years)) or "tidak ada"
        return (
            f"{self.offices} kantor, {self.unchanged} tidak berubah; {self.services} standar baru atau berubah, "
            f"{self.letters} naskah surat; kalender baru: {years}; {self.moved} berkas dihitung ulang."
        )


def enact_folder(root: Path, *, moment: datetime, only: str = "", trial_days: int = 0) -> Summary:
    """Enact every office under `root`, or one `only`. What is in force already is left alone, and an office whose
    files have not changed since it was enacted is not even read. A new office begins with a trial of `trial_days`.

    Raises Faults for a bad standard, ValueError when there is no such office, Refusal STD-821 where a service was
    changed here and in the browser.
    """
    services = letters = unchanged = 0
    years: tuple[int, ...] = ()
    offices = tuple(code for code in standards_folder.offices(root) if only in ("", code))
    if only and not offices:
        raise ValueError(f"{root}: tidak ada kantor {only}")
    moved = 0
    try:
        for code in offices:
            files = standards_folder.office_files(root, code)
            digest = digest_of(files)
            if enacted_files.is_unchanged(code, digest):
                unchanged += 1
                continue
            with standards_folder.without_collector():
                enacted, loaded_years = _enact_office(code, files, digest, moment, trial_days)
            services, letters, years = services + enacted.services, letters + enacted.letters, years + loaded_years
    finally:  # also when a later office has a fault: the years of the earlier ones are loaded, and not a second time
        if years:
            moved = reschedule_all(f"kalender {years}", moment=moment)
    return Summary(len(offices), unchanged, services, letters, years, moved)


def _enact_office(
    code: str, files: Mapping[str, str], digest: str, moment: datetime, trial_days: int
) -> tuple[catalogue.Enactment, tuple[int, ...]]:
    """Read, judge and enact one office, all of it or nothing; what was new, and the years of calendar that were."""
    loaded = load_office(texts.overlaid(code, files))
    office, standards = _sound(loaded)
    fresh = not queries.is_known(office.code)
    with transaction.atomic():
        years = _load_calendars(files, moment)
        _keep_around(loaded, moment)
        shared = catalogue.keep_letters(SHARED_FOLDER, _letters(files, SHARED_FOLDER), moment=moment)
        enacted = catalogue.enact(office, standards, _letters(files, code), moment=moment)
        texts.keep_folder(code, files, moment=moment)
        enacted_files.keep_digest(code, digest, moment=moment)
        if fresh and trial_days:
            until = queries.local_date(office, moment) + timedelta(days=trial_days)
            settings.decide_by_machine(office.code, TRIAL_UNTIL, until.isoformat(), moment=moment)
    return replace(enacted, letters=enacted.letters + shared), years


def _keep_around(loaded: Loaded, moment: datetime) -> None:
    """What stands beside the law of an office: its English, the acts that it cites, and what all offices share."""
    office, standards = loaded.required()
    catalogue.keep_english(loaded.folder, english_of(loaded), moment=moment)
    catalogue.keep_english(SHARED_FOLDER, shared_english_of(loaded), moment=moment)
    cited = canonical.cited_acts(office, standards, loaded.acts)
    catalogue.keep_list(loaded.folder, lists.ACTS, canonical.dumps_list(cited), moment=moment)
    families = canonical.dumps_list(loaded.families.known.values())
    catalogue.keep_list(SHARED_FOLDER, lists.FAMILIES, families, moment=moment)


def _sound(loaded: Loaded) -> tuple[Office, tuple[ServiceStandard, ...]]:
    """An office in which nothing is left to be found on the day of signing. Raises Faults."""
    office, standards = loaded.required()
    faults = errors((*check(loaded), *letter_findings(loaded)))
    if faults:
        raise Faults(faults)
    return office, standards


def wanted_years(moment: datetime) -> list[str]:
    """A sentence for each office whose calendar of this year, or from October of the next, is not loaded."""
    found = []
    for office in queries.offices(moment):
        year = queries.calendar(office).year_wanted(moment)
        if year is not None:
            found.append(
                f"{office.short_name}: kalender {year} belum dimuat. Janji yang melewati tahun itu ditandai sementara; "
                f"tambahkan standards/_bersama/kalender/{year}.yaml setelah SKB-nya terbit, lalu: maklumat enact"
            )
    return found


def _letters(files: Mapping[str, str], owner: str) -> dict[str, str]:
    """The letter templates of one folder, by name."""
    start = f"{owner}{LETTERS}"
    return {Path(path).stem: text for path, text in files.items() if path.startswith(start)}


def _load_calendars(files: Mapping[str, str], moment: datetime) -> tuple[int, ...]:
    """Load the calendar files that are new or changed; the years."""
    return tuple(
        year
        for year, mapping in calendars(files)
        if catalogue.load_calendar(year, canonical.dumps_plain(mapping), moment=moment)
    )


def calendars(files: Mapping[str, str]) -> tuple[tuple[int, dict[str, Any]], ...]:
    """The calendar files, each read and judged: the year with what the file says."""
    return _calendars(tuple(sorted((path, text) for path, text in files.items() if path.startswith(CALENDARS))))


@lru_cache(maxsize=2)
def _calendars(files: tuple[tuple[str, str], ...]) -> tuple[tuple[int, dict[str, Any]], ...]:
    """All offices share them: read once, not once more with each office."""
    found = [plain(text, path) for path, text in files]
    return tuple((holiday_year(mapping).year, mapping) for mapping in found)
