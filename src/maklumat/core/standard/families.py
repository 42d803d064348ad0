"""Families of services: the kinds of wish that people bring, named alike in all offices, so that these can be compared.

The register is shared (`_bersama/rumpun.yaml`). It is no part of any standard: a service names the code of its family
and nothing else, so that plainer words for a wish are no new version of anybody's law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.standard.findings import Finding, Place
from maklumat.core.standard.sayings import finding
from maklumat.core.standard.typed import Reader, Record, twice

FAMILIES_FILE: Final = "_bersama/rumpun.yaml"


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of wish. `wish` says it as people do ("Saya ingin mengangkat anak"); `name` is what it is called."""

    code: str
    name: str
    wish: str
    summary: str
    search_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Families:
    """The register by code, in its own order, and where each family stands."""

    known: Mapping[str, Family]
    places: Mapping[str, Place]


def build_families(record: Record, reader: Reader) -> Families:
    """The families of the register; doubles are found, and what could not be read is left out."""
    entries = record.records("families")
    twice(entries, reader)
    known: dict[str, Family] = {}
    places: dict[str, Place] = {}
    for entry in entries:
        code = entry.get("code")
        if code is None or code in known:
            continue
        places[code] = entry.at("code")
        texts = {part: entry.get(part, "") for part in ("name", "wish", "summary")}
        known[code] = Family(code, **texts, search_words=tuple(entry.get("search_words", ())))
    return Families(known, places)


def unused_families(families: Families, used: Iterable[str]) -> Iterator[Finding]:
    """Families that no service of any office names. `used`: the families of all services."""
    named = set(used)
    for code, family in families.known.items():
        if code not in named:
            yield finding("STD-607", families.places[code], "rumpun", text=family.name)
