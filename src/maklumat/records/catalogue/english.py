"""The law for readers of English, as far as its office has translated it. It binds nobody: see `EnglishTexts`."""

from __future__ import annotations

from collections.abc import Iterable
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


def in_english(law: Enacted) -> Enacted:
    """The same law, every text that its office has translated as `Translated`."""
    found = fetch(_NEWEST, (law.office.code,))
    return law if found is None else _in_english(law.id, found[0])


def channels_in_english(office: Office, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Some channels of an office in English, as far as this process has read it. Asks no database."""
    pairs = _read.get(office.code, {})
    return tuple(translated(channel, pairs) for channel in channels)


def forget() -> None:
    """For tests, in which rows begin anew."""
    _in_english.cache_clear()
    _read.clear()


_read: dict[str, dict[str, str]] = {}


@lru_cache(maxsize=1024)
def _in_english(version_id: int, texts_id: int) -> Enacted:
    """An enacted standard under texts that never change."""
    law = enacted(version_id)
    pairs: dict[str, str] = canonical.read_plain(EnglishTexts.objects.get(pk=texts_id).content)
    _read[law.office.code] = pairs
    return replace(law, standard=translated(law.standard, pairs), office=translated(law.office, pairs))
