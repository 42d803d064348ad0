"""What unites the offices: the families of services, the acts they cite, and the services of each family.

All of it is read once per process, and again when something new was loaded, enacted, or came into force: asking
whether that is so is one statement, however many offices there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Max

from maklumat.core.standard import canonical
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.families import Family
from maklumat.core.standard.translation import translated
from maklumat.records.catalogue.english import pairs_of
from maklumat.records.catalogue.models import ReferenceList
from maklumat.records.catalogue.queries import SHARED, Enacted, everywhere
from maklumat.records.ledger.driver import fetch, statement

FAMILIES: Final = "families"
ACTS: Final = "acts"


@dataclass(frozen=True, slots=True)
class References:
    """What standards refer to: families in the order of the register, and acts, both by code."""

    families: Mapping[str, Family]
    acts: Mapping[str, LegalAct]


def references() -> References:
    """The lists as loaded now. One statement."""
    found = fetch(_NEWEST_LIST, ())
    return _references(found[0]) if found else References({}, {})


def families_in_english(families: Mapping[str, Family]) -> Mapping[str, Family]:
    """The same families, every text that has its English as `Translated`. One statement."""
    pairs = pairs_of(SHARED)
    return {code: translated(family, pairs) for code, family in families.items()}


def by_family(moment: datetime) -> Mapping[str, tuple[Enacted, ...]]:
    """The services in force of all offices by family, each in the order of the offices' names. One statement.

    A version comes into force at a midnight of its office, and every zone of Indonesia has it at a full hour.
    """
    found = fetch(_NEWEST_STANDARD, ())
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return _by_family(found[0], hour) if found else {}


_NEWEST_LIST: Final = statement("SELECT MAX(id) FROM catalogue_reference_list HAVING MAX(id) > 0")
_NEWEST_STANDARD: Final = statement("SELECT MAX(id) FROM catalogue_standard_version HAVING MAX(id) > 0")


@lru_cache(maxsize=8)
def _references(newest_id: int) -> References:
    known = ReferenceList.objects.filter(pk__lte=newest_id)
    newest = known.values("owner", "kind").annotate(newest=Max("pk")).values("newest")
    families: dict[str, Family] = {}
    acts: dict[str, LegalAct] = {}
    for kind, content in ReferenceList.objects.filter(pk__in=newest).order_by("pk").values_list("kind", "content"):
        if kind == FAMILIES:
            families = {family.code: family for family in canonical.read_families(content)}
        else:
            acts |= {act.code: act for act in canonical.read_acts(content)}
    return References(families, acts)


@lru_cache(maxsize=8)
def _by_family(_newest_id: int, hour: datetime) -> Mapping[str, tuple[Enacted, ...]]:
    found: dict[str, list[Enacted]] = {}
    for law in everywhere(hour):
        found.setdefault(law.standard.family, []).append(law)
    found.pop("", None)
    return {family: tuple(laws) for family, laws in found.items()}


def forget() -> None:
    """For tests, in which rows begin anew."""
    _references.cache_clear()
    _by_family.cache_clear()
