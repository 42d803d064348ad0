"""The law for readers of English, as far as its office has translated it. It binds nobody: see `EnglishTexts`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from maklumat.core.standard import canonical
from maklumat.core.standard.model import Channel, Office
from maklumat.core.standard.translation import translated
from maklumat.records.catalogue.models import EnglishTexts
from maklumat.records.catalogue.queries import Enacted, enacted
from maklumat.records.ledger.driver import fetch, statement

_NEWEST: Final = statement("SELECT MAX(id) FROM catalogue_english_texts WHERE office = %s HAVING MAX(id) > 0")


def in_english(*laws: Enacted) -> list[Enacted]:
    """The same laws, every text that their office has translated as `Translated`. One statement for each office."""
    newest = {code: fetch(_NEWEST, (code,)) for code in {law.office.code for law in laws}}
    return [_in_english(law.id, found[0]) if (found := newest[law.office.code]) else law for law in laws]


def channels_in_english(office: Office, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Some channels of an office in English, as far as this process has read it. Asks no database."""
    pairs = _read.get(office.code, {})
    return tuple(translated(channel, pairs) for channel in channels)


def pairs_of(owner: str) -> Mapping[str, str]:
    """The pairs of an office, or of what all share ("_bersama"), Indonesian to English. One statement."""
    found = fetch(_NEWEST, (owner,))
    return _pairs(found[0]) if found else {}


def forget() -> None:
    """For tests, in which rows begin anew."""
    _in_english.cache_clear()
    _pairs.cache_clear()
    _read.clear()


_read: dict[str, dict[str, str]] = {}


@lru_cache(maxsize=1024)
def _pairs(texts_id: int) -> dict[str, str]:
    """One row, read once for all laws of its office."""
    row = EnglishTexts.objects.get(pk=texts_id)
    pairs: dict[str, str] = canonical.read_plain(row.content)
    _read[row.office] = pairs
    return pairs


@lru_cache(maxsize=1024)
def _in_english(version_id: int, texts_id: int) -> Enacted:
    """An enacted standard under texts that never change."""
    law, pairs = enacted(version_id), _pairs(texts_id)
    return replace(law, standard=translated(law.standard, pairs), office=translated(law.office, pairs))
