"""Scans at the counter: they outlive an error elsewhere on the page, so that nothing is laid on the scanner twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.http import HttpRequest

from maklumat.core.errors import Refusal
from maklumat.core.intake import Slot
from maklumat.ports.uploads import Decoded
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.work.steps import keep
from maklumat.web.desk.step_fields import read_token
from maklumat.web.shared.errors import say
from maklumat.web.shared.uploading import received

SALT: Final = "maklumat.counter-scan"
KEPT: Final = "kept-"
"""In the page: which scan came before, by the key of its place."""


@dataclass(frozen=True, slots=True)
class Scans:
    """What came for each place, decoded, and by the key of the place what is wrong with what cannot be read."""

    found: Mapping[Slot, Decoded]
    wrong: Mapping[str, str]


def scans_of(request: HttpRequest, slots: Iterable[Slot], owner: str) -> Scans:
    """The scans that come along with this request, and those that came with an earlier one of the same page."""
    found: dict[Slot, Decoded] = {}
    wrong: dict[str, str] = {}
    for slot in slots:
        if f"scan-{slot.key}" in request.FILES:
            try:
                found[slot] = received(request, f"scan-{slot.key}")
            except Refusal as refusal:
                wrong[slot.key] = f"{say(refusal)} ({refusal.code})"
        elif (kept := read_token(request.POST.get(KEPT + slot.key, ""), f"{SALT}.{owner}")) is not None:
            pages = int(kept["pages"])
            found[slot] = Decoded(kept["kind"], vault_bytes(kept["vault_name"]), pages, 0, 0, kept["sha256"])
    return Scans(found, wrong)


def tokens(scans: Scans, owner: str, office: str) -> dict[str, str]:
    """By the key of the place: what names a scan when the page comes back. `owner`: the page it holds for."""
    return {
        slot.key: signing.dumps({**keep(scan, office), "pages": str(scan.pages)}, salt=f"{SALT}.{owner}")
        for slot, scan in scans.found.items()
    }
