"""The same wish elsewhere: the family of a service in the reader's language, and who else answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from maklumat.core.standard.families import Family
from maklumat.records.catalogue import lists
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.spoken import all_spoken
from maklumat.web.shared.wording import english


@dataclass(frozen=True, slots=True)
class Alike:
    """The services of the same family in other offices; `family` is None for a service that has none."""

    family: Family | None
    laws: list[Enacted]


def alike(law: Enacted, moment: datetime) -> Alike:
    """What other offices have for the same wish as this service."""
    family = spoken_families(lists.references().families).get(law.standard.family)
    if family is None:
        return Alike(None, [])
    others = [one for one in lists.by_family(moment).get(family.code, ()) if one.office.code != law.office.code]
    return Alike(family, all_spoken(others))


def spoken_families(known: Mapping[str, Family]) -> Mapping[str, Family]:
    """The families in the reader's language."""
    return lists.families_in_english(known) if english() else known


def offices_of(laws: Iterable[Enacted]) -> int:
    """How many offices these services belong to."""
    return len({law.office.code for law in laws})
