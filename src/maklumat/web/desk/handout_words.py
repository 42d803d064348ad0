"""What an office hangs up and hands out: its services with what they ask, how long they take and what they cost.

Everything comes from the standards in force; the layouts only place it. Always Indonesian: it is printed for the
office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from html import unescape
from itertools import groupby
from typing import Any, Final

from maklumat.core.letter.content import letterhead_of
from maklumat.core.standard.model import Channel, Office, Requirement, ServiceStandard
from maklumat.core.terbilang.dates import long_date
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.hours import HoursLine, hours_lines
from maklumat.web.shared.requirements import fresh_marks
from maklumat.web.shared.wording import promise_words

FREE: Final = "GRATIS"


def handout(office: Office, laws: Sequence[Enacted], on: date, address: str) -> dict[str, Any]:
    """The values of a layout: plain JSON. `laws` are shown by division; `address` goes into the QR code."""
    head = letterhead_of(office)
    names = {division.code: division.name for division in office.divisions}
    order = list(names)
    by_division = sorted(laws, key=lambda law: (order.index(law.standard.division), law.standard.seq))
    return {
        "document_title": f"Standar pelayanan {head.agency}",
        "date": [on.year, on.month, on.day],
        "printed": long_date(on),
        "letterhead": asdict(head) | {"phones": list(head.phones), "heading": head.heading},
        "decree": f"Keputusan nomor {office.decree.number}, {long_date(office.decree.enacted_on)}",
        "free": all(not law.standard.fee_rupiah for law in laws),
        "pledge": office.pledge.text.strip(),
        "groups": [
            {"name": names[code], "services": [_service(law.standard) for law in services]}
            for code, services in groupby(by_division, key=lambda law: law.standard.division)
        ],
        "hours": [_hours(line) for line in hours_lines(office, on)],
        "channels": _told(office.channels),
        "watchdogs": _told(office.watchdogs),
        "verification": {"url": address},
    }


def _service(standard: ServiceStandard) -> dict[str, Any]:
    return {
        "name": standard.name,
        "requirements": [_requirement(one) for one in standard.requirements],
        "times": [unescape(promise_words(limit, standard)) for limit in standard.time_limits],
        "cost": _cost(standard),
        "results": _results(standard),
    }


def _results(standard: ServiceStandard) -> list[str]:
    """What the decree prints as its products: a letter of refusal is nobody's reason to come."""
    printed = [product.name for product in standard.products if product.source.lines]
    return printed or [product.name for product in standard.products]


def _cost(standard: ServiceStandard) -> str:
    return f"Rp{standard.fee_rupiah:,}".replace(",", ".") if standard.fee_rupiah else FREE


def _requirement(requirement: Requirement) -> str:
    marks = fresh_marks(requirement)
    said = f"{requirement.text} ({', '.join(marks)})" if marks else requirement.text
    if not requirement.one_of:
        return said
    return f"{said}. Salah satu: {'; '.join(one.text for one in requirement.one_of)}"


def _hours(line: HoursLine) -> str:
    return f"{line.days} {line.hours}{' (bulan Ramadan)' if line.ramadan else ''}"


def _told(channels: Sequence[Channel]) -> list[str]:
    return list(_sentences(one for one in channels if not one.withheld))


def _sentences(channels: Iterator[Channel]) -> Iterator[str]:
    """Each with its number or address, where its own words do not say it already."""
    for one in channels:
        known = not one.address or one.address.casefold() in one.text.casefold()
        yield one.text if known else f"{one.text}: {one.address}"
