"""By which way somebody may be told: what they wished, what they gave, and what would betray them.

Who was not asked, or did not answer, is told only what the law obliges the office to tell. A telephone that others
use too gets no message of a confidential file, whatever the law says about telling: a letter is safer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from maklumat.core.identity import Person
from maklumat.core.intake.persons import PHONE_USES as PHONE_USES
from maklumat.core.intake.persons import TOLD_BY

WHATSAPP: Final = "whatsapp"
SMS: Final = "sms"
EMAIL: Final = "email"
WAYS: Final = (WHATSAPP, SMS, EMAIL)
BY_PHONE: Final = (WHATSAPP, SMS)
NOTHING: Final = "none"
"""The wish to be told nothing."""
WISHES: Final = (*WAYS, NOTHING)
assert WISHES == TOLD_BY  # noqa: S101  # intake takes these words, and no others
OWN, SHARED = PHONE_USES

# Why there is no way.
NOT_WANTED: Final = "not_wanted"
NO_ADDRESS: Final = "no_address"
CONFINED: Final = "confined"
UNREACHABLE: Final = "unreachable"
NOT_LIVE: Final = "not_live"


@dataclass(frozen=True, slots=True)
class Route:
    """The ways to try, the best first; `reason` says why there is none."""

    ways: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a route depends on besides the person. `by_law`: the office has to tell it. `discreet`: a confidential file.

    `order`: the office's order of ways. `failed`: ways whose address turned out to be none. `live`: the ways by which
    this installation sends; () where every message is only written down, and then any way will do.
    """

    by_law: bool
    discreet: bool
    order: Sequence[str] = WAYS
    failed: Collection[str] = ()
    live: Collection[str] = ()


def address_of(person: Person, way: str) -> str:
    """The address of that way; "" for none."""
    return person.email if way == EMAIL else person.phone


def route(person: Person, wish: str, around: Circumstances) -> Route:
    """The ways by which this person is told. `wish`: one of WISHES, or "" for no answer."""
    silent = wish in ("", NOTHING)
    if silent and not around.by_law:
        return Route((), NOT_WANTED)
    given = [way for way in _wished(wish, around) if address_of(person, way)]
    if not given:
        return Route((), NO_ADDRESS)
    safe = [way for way in given if way == EMAIL or not around.discreet or person.phone_use == OWN]
    if not safe:
        return Route((), CONFINED)
    good = [way for way in safe if way not in around.failed]
    if not good:
        return Route((), UNREACHABLE)
    if not around.live:
        return Route(tuple(good[:1]))
    live = tuple(way for way in good if way in around.live)
    return Route(live, "" if live else NOT_LIVE)


def _wished(wish: str, around: Circumstances) -> list[str]:
    """Whoever chose the telephone is also reached by its other way; what the law demands goes by any way."""
    chosen = [wish, *BY_PHONE] if wish in BY_PHONE else [wish] if wish == EMAIL else []
    more = around.order if around.by_law else ()
    return list(dict.fromkeys((*chosen, *more)))
