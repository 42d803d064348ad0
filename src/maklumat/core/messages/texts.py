"""What a message says: a template per occasion and language, long for e-mail and WhatsApp, short for an SMS.

A message says which file, which office and where to look. It names nobody, carries no identity number, and of a
confidential file it does not even say which service it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.messages import gsm
from maklumat.core.messages.wordings import WORDINGS, Wording

INDONESIAN: Final = "id"
ENGLISH: Final = "en"
LANGUAGES: Final = (INDONESIAN, ENGLISH)

_HOLE: Final = re.compile(r"\{(\w+)\}")
MOST_MISSING: Final = 3
LONGEST_ITEM: Final = 60
LONGEST_NAME: Final = 24
"""Letters of an office's name in an SMS."""
SHORTEST_NAME: Final = 12
_THINGS: Final = {
    INDONESIAN: ("Urusan Anda", "Permohonan {service}"),
    ENGLISH: ("Your matter", "Your application {service}"),
}
_MORE: Final = {INDONESIAN: "dan {count} lainnya", ENGLISH: "and {count} more"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What fills the holes. `service`: "" where it may not be named. `where`: the address to look at.

    `day`: the day or moment that the message is about, in words; `place`: where to come; `missing`: what is lacking.
    """

    office: str
    code: str
    where: str
    service: str = ""
    day: str = ""
    place: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A message in words. `values`: what fills the holes of a registered template, in the order of its numbers."""

    subject: str
    long: str
    short: str
    values: tuple[str, ...]


def compose(occasion: str, language: str, facts: Facts) -> Composed:
    """The message of that occasion. KeyError for an occasion without words."""
    wording = WORDINGS[occasion][language]
    values = _values(wording, language, facts)
    long = _pattern(wording)
    return Composed(
        subject=wording.subject.format_map(values),
        long=long.format_map(values),
        short=short(wording, facts, values),
        values=tuple(values[name] for name in holes(long)),
    )


def registered(occasion: str, language: str) -> str:
    """The text of an occasion as a provider of templates wants it: {{1}}, {{2}} in the place of the holes."""
    pattern = _pattern(WORDINGS[occasion][language])
    numbers = {name: number for number, name in enumerate(holes(pattern), 1)}
    return _HOLE.sub(lambda hole: f"{{{{{numbers[hole[1]]}}}}}", pattern)


def holes(pattern: str) -> tuple[str, ...]:
    """The names of the holes, each once, as they come."""
    return tuple(dict.fromkeys(_HOLE.findall(pattern)))


def _pattern(wording: Wording) -> str:
    return f"{wording.long} {wording.ending}"


def _values(wording: Wording, language: str, facts: Facts) -> Mapping[str, str]:
    hidden, named = _THINGS[language]
    return {
        "office": facts.office,
        "code": facts.code,
        "where": facts.where,
        "thing": named.format(service=facts.service) if facts.service else hidden,
        "day": facts.day or wording.some_day,
        "place": facts.place or facts.office,
        "missing": _listed(facts.missing, language) or wording.some_paper,
    }


def _listed(items: tuple[str, ...], language: str) -> str:
    named = [item if len(item) <= LONGEST_ITEM else item[: LONGEST_ITEM - 1].rstrip() + "…" for item in items]
    rest = len(named) - MOST_MISSING
    more = [_MORE[language].format(count=rest)] if rest > 0 else []
    return ", ".join((*(name.replace("\n", " ") for name in named[:MOST_MISSING]), *more))


def short(wording: Wording, facts: Facts, values: Mapping[str, str]) -> str:
    """At most one SMS: which office, which file, where to look. The name of the office gives way, then the address."""
    said = gsm.plain(wording.short.format_map(values))
    see = wording.see + facts.where
    for ending in (f" {see}", ""):
        for most in (LONGEST_NAME, SHORTEST_NAME):
            text = _in_alphabet(f"{gsm.plain(facts.office)[:most].rstrip()}: {said}{ending}")
            if gsm.length(text) <= gsm.SINGLE:
                return text
    return _cut(_in_alphabet(f"{gsm.plain(facts.office)[:SHORTEST_NAME].rstrip()}: {said}"))


def _in_alphabet(text: str) -> str:
    """A letter outside the GSM alphabet would halve the room of the whole message."""
    return "".join(letter if gsm.is_gsm(letter) else "?" for letter in text)


def _cut(text: str) -> str:
    while gsm.length(text) > gsm.SINGLE:
        text = text[:-1]
    return text
