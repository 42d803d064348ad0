"""Addresses that a thumb can press: telephone, SMS, WhatsApp, e-mail and web, also where to report a bribe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from maklumat.core.identity import read_phone
from maklumat.core.standard.model import Channel, Office
from maklumat.records.catalogue.english import channels_in_english
from maklumat.records.catalogue.queries import offices_read
from maklumat.web.shared.wording import english

SHORT: Final = 5
"""Digits of a short number ("112"), which has no area and no country."""


@dataclass(frozen=True, slots=True)
class Contact:
    """`text` says what it is, `shown` is the number or address as people write it, `href` what a press does or ""."""

    text: str
    shown: str
    href: str


def contact(channel: Channel) -> Contact:
    """A channel with the address that its kind opens on a telephone."""
    return Contact(channel.text, channel.address, _href(channel.kind, channel.address))


def _href(kind: str, address: str) -> str:
    if not address:
        return ""
    if kind == "website":
        return "" if "@" in address else f"https://{address.removeprefix('https://')}"
    if kind == "email":
        return f"mailto:{address}"
    if kind in {"phone", "sms", "whatsapp"}:
        number = dialled(address)
        if kind == "whatsapp":
            return f"https://wa.me/{number.lstrip('+')}" if number else ""
        return f"{'tel' if kind == 'phone' else 'sms'}:{number}" if number else ""
    return ""


def dialled(shown: str) -> str:
    """The number to dial: short numbers as they are, others with the country; "" for what is no number."""
    digits = re.sub(r"\D", "", shown)
    if len(digits) <= SHORT:
        return digits
    return read_phone(shown).value or digits


def national(number: str) -> str:
    """A number as people here write it: "+6281200000001" is 081200000001."""
    return f"0{number.removeprefix('+62')}" if number.startswith("+62") else number


def watchdogs(office: Office | None) -> list[Contact]:
    """Where a bribe is reported past this office; for a page of no office, as every one of them says alike.

    Asks no database, so that the page of a broken database still has it; empty before an office was read.
    """
    return common([spoken_channels(one) for one in ([office] if office else offices_read())])


def reached(code: str) -> list[Contact]:
    """By what telephone the office with this code is reached. Asks no database; empty where it was not read yet."""
    phones = dict.fromkeys(phone for office in offices_read() if office.code == code for phone in office.phones)
    return [Contact(_("Telepon"), phone, f"tel:{dialled(phone)}") for phone in phones]


def spoken_channels(office: Office) -> tuple[Channel, ...]:
    """Where a bribe is reported past this office, in the reader's language."""
    return channels_in_english(office, office.watchdogs) if english() else office.watchdogs


def common(lists: Iterable[tuple[Channel, ...]]) -> list[Contact]:
    """The channels that stand in every one of the lists, in the order of the first."""
    told = [[contact(channel) for channel in channels] for channels in lists]
    return [one for one in told[0] if all(one in others for others in told[1:])] if told else []
