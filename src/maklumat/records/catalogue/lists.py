"""What standards refer to, as loaded: the families of services, and the acts that an office cites.

Each row is read once per process; asking whether there is a newer one is one statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from maklumat.core.standard import canonical
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.families import Family
from maklumat.core.standard.translation import translated
from maklumat.records.catalogue.english import pairs_of
from maklumat.records.catalogue.models import ReferenceList
from maklumat.records.catalogue.queries import SHARED
from maklumat.records.ledger.driver import fetch, statement

FAMILIES: Final = "families"
ACTS: Final = "acts"

_NEWEST: Final = statement(
    "SELECT MAX(id) FROM catalogue_reference_list WHERE owner = %s AND kind = %s HAVING MAX(id) > 0"
)


def families() -> Mapping[str, Family]:
    """Every family by its code, in the order of the register. One statement."""
    found = fetch(_NEWEST, (SHARED, FAMILIES))
    return _families(found[0]) if found else {}


def families_in_english() -> Mapping[str, Family]:
    """As `families`, with every text that has its English. Two statements."""
    pairs = pairs_of(SHARED)
    return {code: translated(family, pairs) for code, family in families().items()}


def acts_of(office: str) -> Mapping[str, LegalAct]:
    """The acts that the standards and the decree of an office cite, by code. One statement."""
    found = fetch(_NEWEST, (office, ACTS))
    return _acts(found[0]) if found else {}


@lru_cache(maxsize=64)
def _families(list_id: int) -> Mapping[str, Family]:
    return {family.code: family for family in canonical.read_families(_content(list_id))}


@lru_cache(maxsize=1024)
def _acts(list_id: int) -> Mapping[str, LegalAct]:
    return {act.code: act for act in canonical.read_acts(_content(list_id))}


def _content(list_id: int) -> str:
    return ReferenceList.objects.values_list("content", flat=True).get(pk=list_id)


def forget() -> None:
    """For tests, in which rows begin anew."""
    _families.cache_clear()
    _acts.cache_clear()
