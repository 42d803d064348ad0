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
from maklumat.web.shared.errors import say
from maklumat.web.shared.uploading import read_token, received_pages

SALT: Final = "maklumat.counter-scan"
TIDY: Final = "tidy"
"""Ticked where photographs are to become light and straight pages."""
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
                found[slot] = received_pages(request, f"scan-{slot.key}", tidy=TIDY in request.POST)
            except Refusal as refusal:
                wrong[slot.key] = f"{say(refusal)} ({refusal.code})"
        elif (kept := kept_scan(request.POST.get(KEPT + slot.key, ""), owner)) is not None:
            found[slot] = kept
    return Scans(found, wrong)


def kept_scan(token: str, owner: str) -> Decoded | None:
    """The scan that a token of this page names; None for none."""
    kept = read_token(token, f"{SALT}.{owner}")
    if kept is None:
        return None
    return Decoded(kept["kind"], vault_bytes(kept["vault_name"]), int(kept["pages"]), 0, 0, kept["sha256"])


def tokens(scans: Scans, owner: str, office: str) -> dict[str, str]:
    """By the key of the place: what names a scan when the page comes back. `owner`: the page it holds for."""
    return {slot.key: token_of(scan, owner, office) for slot, scan in scans.found.items()}


def token_of(scan: Decoded, owner: str, office: str) -> str:
    """Keeps a scan and names it for the page `owner`."""
    return signing.dumps({**keep(scan, office), "pages": str(scan.pages)}, salt=f"{SALT}.{owner}")
