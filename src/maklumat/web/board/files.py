"""The files behind a figure, fifty at a time, sieved in the address; or all of them as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from maklumat.core.clock import words as clock_words
from maklumat.core.clock.causes import CAUSES
from maklumat.core.clock.elapsed import Held
from maklumat.core.errors import NotVisible
from maklumat.core.terbilang.numbers import grouped
from maklumat.ports.workbooks import CellValue
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures import branches, listing
from maklumat.records.figures.branches import After, Wanted
from maklumat.records.figures.listing import Line
from maklumat.records.people.access import Actor
from maklumat.web.board.door import Reader, draw, reader
from maklumat.web.board.sheets import XLSX, asked, carried
from maklumat.web.shared.entering import MEMBER, officer
from maklumat.web.shared.forms import DateField, Form
from maklumat.web.shared.lists import STATES, cause_words
from maklumat.web.shared.officials import post_names, status_words

MOST_XLSX: Final = 50_000
"""Rows of a workbook: whoever opens it holds all of them. A CSV holds everything."""
CUT: Final = "Dipotong: buku kerja ini hanya memuat {most} baris pertama. Berkas CSV memuat semuanya."
EVERY: Final = 10_000_000
FIELDS: Final = {"state": "keadaan", "service": "layanan", "desk": "meja", "cause": "sebab",
                 "since": "dari", "until": "sampai"}  # fmt: skip
HEADINGS: Final = ("Nomor agenda", "Layanan", "Langkah", "Meja", "Keadaan", "Waktu", "Sisa waktu", "Sebab", "Dipegang")
AT: Final = {branches.BREACHED: "Janji terlewati", branches.RETURNED: "Dikembalikan"}
WHY: Final = [("", "Semua sebab"), *((code, str(text)) for code, text in CAUSES.items())]


class SieveForm(Form):
    """Which files. Nothing personal: it stands in the address, in the words of FIELDS."""

    state = forms.ChoiceField(label="Keadaan", choices=[(word, name) for word, (_, name) in STATES.items()])
    service = forms.ChoiceField(label="Layanan", required=False)
    desk = forms.ChoiceField(label="Meja", required=False)
    cause = forms.ChoiceField(label="Sebab", required=False, choices=WHY)
    since = DateField(label="Dari tanggal", required=False)
    until = DateField(label="Sampai tanggal", required=False)

    def __init__(self, who: Reader, desks: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._choose("service", "Semua layanan", list(who.scope.services.items()))
        self._choose("desk", "Semua meja", [(desk, post_names(who.office, desk)) for desk in desks])
        for field in self.fields.values():
            field.is_expected = True  # type: ignore[attr-defined]  # a sieve may stay empty without saying so

    def _choose(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [("", everything), *choices]

    def add_prefix(self, field_name: str) -> str:
        """The name of a field in the address."""
        return FIELDS.get(field_name, field_name)

    def wanted(self, who: Reader) -> Wanted:
        """What was asked. Days count for what happened, not for what stands now."""
        typed, zone = self.cleaned_data, catalogue.zone(who.office)
        state = STATES[typed["state"]][0]
        wanted = Wanted(state, typed["service"], typed["desk"], typed["cause"])
        if state in (*branches.OPEN_STATES, branches.RETURNED_NOW):
            return wanted
        since, until = typed["since"], typed["until"]
        return replace(
            wanted,
            from_at=datetime.combine(since, time(), zone) if since else None,
            until_at=datetime.combine(until + timedelta(days=1), time(), zone) if until else None,
        )


def _cut(rows: Iterable[list[CellValue]]) -> Iterator[list[CellValue]]:
    """As many rows as a workbook takes, and one that says so where there were more."""
    for number, row in enumerate(rows):
        if number == MOST_XLSX:
            yield [CUT.format(most=grouped(MOST_XLSX))]
            return
        yield row


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its words. `held`: who had the file how long."""

    line: Line
    status: str
    desk: str
    cause: str
    held: tuple[str, ...]


@officer(MEMBER)
@require_safe
def files(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One list of files."""
    who = reader(request, actor)
    words = set(FIELDS.values())
    kept = {name: str(value) for name, value in request.GET.items() if name.partition("_")[0] in words and value}
    desks = listing.desks_of_interest(who.scope, kept.get("meja", ""))
    form = SieveForm(who, desks, data={"keadaan": "menunggu", **kept})
    if not form.is_valid():
        return draw(request, who, "files.html", {"form": form, "lines": (), "query": ""}, status=422)
    wanted = form.wanted(who)
    if not who.scope.oversees and wanted.state not in branches.OPEN_STATES:
        raise NotVisible
    if asked(request):
        lines = listing.whole(actor, who.office, who.scope, wanted, now=who.now, most=EVERY)
        rows: Iterable[list[CellValue]] = (_row(_shown(who, line)) for line in lines)
        if asked(request) == XLSX:
            rows = _cut(rows)
        return carried(request, actor, who.office, "berkas", HEADINGS, rows, listing.filters(wanted))
    after = _after(request.GET.get("sesudah", ""))
    page = listing.page(actor, who.office, who.scope, wanted, now=who.now, after=after)
    values = {
        "form": form,
        "name": STATES[form.cleaned_data["state"]][1],
        "wanted": wanted,
        "lines": [_shown(who, line) for line in page.lines],
        "hidden": listing.hidden(actor, who.office, who.scope, wanted, now=who.now),
        "moment_name": AT.get(wanted.state, "Sejak" if wanted.newest_first else "Batas waktu"),
        "most": grouped(MOST_XLSX),
        "later": after is not None,
        "query": urlencode(kept),
        "next": urlencode({**kept, "sesudah": _mark(page.next)}) if page.next else "",
    }
    return draw(request, who, "files.html", values)


def _shown(who: Reader, line: Line) -> Shown:
    names = post_names(who.office, line.desk)
    return Shown(
        line,
        status_words(line.status, line.owner),
        names,
        cause_words(line.cause.code) if line.cause else "",
        tuple(_held(who, one) for one in line.held),
    )


def _held(who: Reader, held: Held) -> str:
    """ "Petugas Front Office 2 hari kerja", "pemohon 3 jam"."""
    name = post_names(who.office, held.desk) if held.desk else str(clock_words.OWNERS[held.owner])
    amount = f"{held.working_days} hari kerja" if held.working_days else str(clock_words.length(held.working))
    return f"{name} {amount}"


def _row(shown: Shown) -> list[CellValue]:
    line = shown.line
    return [
        line.register, line.service, line.step, shown.desk, shown.status, line.at, line.remaining, shown.cause,
        "; ".join(shown.held),
    ]  # fmt: skip


def _mark(after: After) -> str:
    """Where the next page begins, as an address carries it."""
    at, pk = after
    return f"{at.isoformat()}_{pk}"


def _after(mark: str) -> After | None:
    if not mark:
        return None
    moment, _, identifier = mark.partition("_")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise NotVisible
        return at.astimezone(UTC), UUID(identifier)
    except (ValueError, OverflowError):
        raise NotVisible from None
