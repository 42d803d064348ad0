"""The texts of one office's folder, and of what all offices share, into values; every fault found at once.

The caller reads the disk (`maklumat.ports.standards_folder`). Paths are relative to the folder of all standards:
`_bersama/dasar_hukum.yaml`, `contoh/dasar_hukum.yaml`, `contoh/kantor.yaml`, `contoh/layanan/02-surat.yaml`,
`contoh/surat/surat.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from maklumat.core.standard import graph
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.build_acts import build_acts
from maklumat.core.standard.build_office import build_office, judge_office, shared_of
from maklumat.core.standard.build_service import build_service
from maklumat.core.standard.families import FAMILIES_FILE, Families, build_families
from maklumat.core.standard.findings import ERROR, NOWHERE, Faults, Finding, Place, sort_key
from maklumat.core.standard.keys import SERVICE
from maklumat.core.standard.model import FORMAT, Office, ServiceStandard
from maklumat.core.standard.office_keys import ACTS, FAMILIES, OFFICE
from maklumat.core.standard.places import Places
from maklumat.core.standard.reading import parse
from maklumat.core.standard.references import Around, judge_service
from maklumat.core.standard.remarks import unanswered
from maklumat.core.standard.shapes import Shape
from maklumat.core.standard.typed import Reader, Record

SHARED_FOLDER: Final = "_bersama"
OFFICE_FILE: Final = "kantor.yaml"
ENGLISH_FILE: Final = "terjemahan/inggris.yaml"
SHARED_ENGLISH_FILE: Final = f"{SHARED_FOLDER}/{ENGLISH_FILE}"
ACTS_FILE: Final = "dasar_hukum.yaml"
SHARED_ACTS_FILE: Final = f"{SHARED_FOLDER}/{ACTS_FILE}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one office's files say.

    `services` in the order of the decree; a file with faults gives none. `templates`: the texts of the letter
    templates by name, the office's own before the shared ones. `english`: the text of ENGLISH_FILE, "" where there is
    none (see `translation`), and `shared_english` that of what all offices share. `findings`: the faults found while
    reading, sorted.
    `places` tells where a part stands, by path of English codes: `("sk-dtks", "steps", "verifikasi")`, and
    `("", "posts", "front-office")` for the office.
    """

    folder: str
    office: Office | None
    services: tuple[ServiceStandard, ...]
    acts: Mapping[str, LegalAct]
    families: Families
    templates: Mapping[str, str]
    english: str
    shared_english: str
    findings: tuple[Finding, ...]
    places: Places

    def required(self) -> tuple[Office, tuple[ServiceStandard, ...]]:
        """The office and its services. Raises Faults when anything could not be read."""
        errors = [found for found in self.findings if found.grade == ERROR]
        if errors or self.office is None:
            raise Faults(errors)
        return self.office, self.services

    def place(self, *path: str) -> Place:
        """Where a part stands, or else the smallest whole around it that is known."""
        for length in range(len(path), 0, -1):
            if (found := self.places.find(*path[:length])) is not None:
                return found
        return Place(f"{self.folder}/{OFFICE_FILE}", 1, 1)


def load_office(files: Mapping[str, str]) -> Loaded:
    """Reads one office: its kantor.yaml, its services, and the acts they cite. Never raises for what a file says."""
    folder = _folder(files)
    reader = Reader()
    places = Places()
    acts = _acts(files, folder, reader)
    families = _families(files, reader)
    record, clean = _record(files, f"{folder}/{OFFICE_FILE}", OFFICE, reader)
    office = None
    if record is not None:
        before = len(reader.findings)
        judge_office(record, acts, reader)
        if record.get("code", folder) != folder:
            reader.find("STD-319", record.at("code"), "kantor", text=record.get("code"), folder=folder)
        if clean and len(reader.findings) == before:
            office = build_office(record)
        places.keep("", record)
    known = families.known if families else None
    services = _services(files, folder, record, office, acts, known, reader, places)
    found = tuple(sorted([*reader.findings, *unanswered(files, folder)], key=sort_key))
    return Loaded(
        folder=folder,
        office=office,
        services=services,
        acts=acts or {},
        families=families or Families({}, {}),
        templates=_templates(files, folder),
        english=files.get(f"{folder}/{ENGLISH_FILE}", ""),
        shared_english=files.get(SHARED_ENGLISH_FILE, ""),
        findings=found,
        places=places,
    )


def _folder(files: Mapping[str, str]) -> str:
    """The one folder that is not shared. A folder without kantor.yaml is still the office's."""
    folders = sorted({path.split("/")[0] for path in files if "/" in path} - {SHARED_FOLDER})
    return folders[0] if folders else ""


def _record(files: Mapping[str, str], path: str, shape: Shape, reader: Reader) -> tuple[Record | None, bool]:
    """The record of one file, and whether it is without faults so far."""
    before = len(reader.findings)
    if path not in files:
        reader.find("STD-314", Place(path, 0, 0))
        return None, False
    node, findings = parse(files[path], path)
    reader.findings.extend(findings)
    if node is None:
        return None, False
    record = reader.record(node, shape)
    written = record.get("format", FORMAT)
    if written != FORMAT:
        del reader.findings[before:]
        reader.find("STD-217", record.at("format"), "format", number=written, known=FORMAT)
        return None, False
    return record, len(reader.findings) == before


def _acts(files: Mapping[str, str], folder: str, reader: Reader) -> dict[str, LegalAct] | None:
    """The shared acts and the office's own; None where a register cannot be read: nothing is found missing in it."""
    acts: dict[str, LegalAct] = {}
    if SHARED_ACTS_FILE in files:
        shared, findings = _shared_acts(files[SHARED_ACTS_FILE])
        reader.findings.extend(findings)
        if shared is None:
            return None
        acts |= shared
    path = f"{folder}/{ACTS_FILE}"
    if path in files:
        record, _ = _record(files, path, ACTS, reader)
        if record is None:
            return None
        acts |= build_acts(record, acts, reader)
    return acts


@lru_cache(maxsize=2)
def _shared_acts(text: str) -> tuple[Mapping[str, LegalAct] | None, tuple[Finding, ...]]:
    """The register of acts that all offices share, with its faults: read once, not once more with each office."""
    reader = Reader()
    record, _ = _record({SHARED_ACTS_FILE: text}, SHARED_ACTS_FILE, ACTS, reader)
    acts = None if record is None else MappingProxyType(build_acts(record, {}, reader))
    return acts, tuple(reader.findings)


def _families(files: Mapping[str, str], reader: Reader) -> Families | None:
    """The families that all offices share; None where the register cannot be read."""
    if FAMILIES_FILE not in files:
        return Families({}, {})
    families, findings = _shared_families(files[FAMILIES_FILE])
    reader.findings.extend(findings)
    return families


@lru_cache(maxsize=2)
def _shared_families(text: str) -> tuple[Families | None, tuple[Finding, ...]]:
    """As `_shared_acts`."""
    reader = Reader()
    record, _ = _record({FAMILIES_FILE: text}, FAMILIES_FILE, FAMILIES, reader)
    families = None if record is None else build_families(record, reader)
    return families, tuple(reader.findings)


def _services(
    files: Mapping[str, str],
    folder: str,
    office_record: Record | None,
    office: Office | None,
    acts: dict[str, LegalAct] | None,
    families: Collection[str] | None,
    reader: Reader,
    places: Places,
) -> tuple[ServiceStandard, ...]:
    around = Around(
        posts=_codes(office_record, "posts"),
        divisions=_codes(office_record, "divisions"),
        places=_written_codes(office_record, "places"),
        shared=shared_of(office_record) if office_record else None,
        acts=acts,
        families=families,
    )
    services: list[ServiceStandard] = []
    records: list[Record] = []
    for path in sorted(path for path in files if path.startswith(f"{folder}/layanan/")):
        record, clean = _record(files, path, SERVICE, reader)
        if record is None:
            continue
        before = len(reader.findings)
        judge_service(record, around, reader)
        _unique(record, records, reader)
        records.append(record)
        places.keep(record.get("code", path), record)
        if clean and office is not None and len(reader.findings) == before:
            service = build_service(record, office.code, office.decree.in_force_from, around.shared or {})
            services += _sound(service, reader, places)
    return tuple(sorted(services, key=lambda service: service.seq))


def _sound(service: ServiceStandard, reader: Reader, places: Places) -> list[ServiceStandard]:
    """The service, if every step can be reached and every path can end; else nothing, and the fault is found."""
    faults = graph.stuck(service)
    for code, step in faults:
        path = (service.code, "steps", step) if step else (service.code, "steps")
        reader.find(code, places.find(*path) or NOWHERE, "prosedur", step=step)
    return [] if faults else [service]


def _codes(record: Record | None, component: str) -> frozenset[str] | None:
    if record is None or not record.has(component):
        return None
    return frozenset(item.get("code", "") for item in record.records(component))


def _written_codes(record: Record | None, component: str) -> frozenset[str] | None:
    """As `_codes`, for what an office need not have."""
    return frozenset() if record is not None and not record.has(component) else _codes(record, component)


def _unique(record: Record, others: Iterable[Record], reader: Reader) -> None:
    """Finds a number or code that another service of the office already has."""
    for other in others:
        for code in ("code", "seq"):
            if record.has(code) and record.get(code) == other.get(code):
                word = record.shape.word(code)
                reader.find("STD-310", record.at(code), word, text=record.get(code), other=other.place.file)


def _templates(files: Mapping[str, str], folder: str) -> dict[str, str]:
    found = {}
    for owner in (SHARED_FOLDER, folder):
        start = f"{owner}/surat/"
        for path, text in files.items():
            if path.startswith(start) and path.endswith(".yaml"):
                found[path.removeprefix(start).removesuffix(".yaml")] = text
    return found
