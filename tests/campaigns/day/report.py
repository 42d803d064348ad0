"""What is left of the day on paper: the register books, the table of due dates, the ledger, the counts, the faults."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pikepdf

from tests.campaigns.day import dates, verdict
from tests.campaigns.day.cast import AWAY, HEAD, OFFICE, STAFF, STAND_IN, ZONE, holders
from tests.campaigns.day.dates import Explained
from tests.campaigns.day.files import File
from tests.campaigns.day.hands import Failed
from tests.campaigns.day.window import Day, Window
from tests.journeys.person import words_of

if TYPE_CHECKING:
    from tests.campaigns.day.programme import Lived

BOOKS: Final = ("agenda", "surat-keluar", "penyerahan", "kompensasi")
READER: Final = STAFF[4]


def late_files(lived: Lived) -> list[File]:
    """Whom the office owes something."""
    return verdict.broken(lived.hall.desks.files, lived.day.now)


def writes(lived: Lived, seconds: float) -> list[str]:
    """Everything into the folder; all that is wrong."""
    day, hall = lived.day, lived.hall
    files = hall.desks.files
    lines = dates.explained(day, files)
    said, entries, unsound = verdict.ledger(day)
    books = {book: prints(day, book) for book in BOOKS}
    shows_the_whole(day)
    checks: list[Callable[[], Iterable[str]]] = [
        lambda: unsound,
        lambda: verdict.files(files),
        lambda: verdict.roads(files),
        lambda: verdict.letters(files),
        lambda: verdict.hall(hall),
        lambda: verdict.came(hall, lived.plan, lived.opens.date()),
        lambda: dates.faults(lines, files),
        lambda: verdict.compensation(files, day.now, lived.morrow.first),
        lambda: verdict.rechecks(files, lived.outage.rechecked, lived.outage.differing),
        lambda: verdict.deputy(files),
        lambda: verdict.cut(lived.cut.killed, lived.cut.unanswered),
        lambda: missing("agenda", books, files),
        lambda: missing("kompensasi", books, late_files(lived)),
        lambda: verdict.browsers(day),
    ]
    found = [fault for check in checks for fault in held(check)]
    lived.explained = sum(bool(one.reasons) for one in lines)
    (day.folder / "batas-waktu.md").write_text("\n".join(table(lines)) + "\n")
    (day.folder / "buku-kejadian.txt").write_text(said)
    told = counts(lived, entries, seconds)
    kept = {**told, "faults": found}
    (day.folder / "hitungan.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    (day.folder / "laporan.md").write_text("\n".join(pages(day, told, said, found)) + "\n")
    return found


def held(check: Callable[[], Iterable[str]]) -> Iterator[str]:
    """What a check finds; that the application itself refuses to read what was spoilt is a finding too."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001  # whatever it was, the day does not pass and says why
        yield f"a check could not be made: {type(error).__name__}: {error}"


def shows_the_whole(day: Day) -> None:
    """The board of the office, and what the public sees of its promises."""
    window = day.window(holders(HEAD)[0])
    for path, name in (
        ("/kantor/papan/", "papan"),
        (f"/kinerja/{OFFICE}/", "kinerja"),
        ("/kantor/buku-tamu/?hari=2026-12-01", "buku-tamu"),
    ):
        with suppress(Failed):  # the watch has seen it
            window.opens(path)
            window.shows(name)


def prints(day: Day, book: str) -> tuple[str, str]:
    """One register book of the two days as its page prints it; the words on the paper, of the
    page and of the PDF that is signed and put away."""
    window: Window = day.window(READER)
    since, until = (day.now - timedelta(days=1)).astimezone(ZONE), day.now.astimezone(ZONE)
    days = urlencode({f"{name}_{part}": one for name, when in (("dari", since), ("sampai", until))
                      for part, one in enumerate((when.day, when.month, when.year))})  # fmt: skip
    try:
        window.opens(f"/kantor/buku/{book}/?{days}&bentuk=cetak")
    except Failed as fault:
        day.note(f"buku {book}: {str(fault)[:200]}")
        return "", ""
    window.shows(f"buku-{book}", phone=book in {"agenda", "kompensasi"})
    pdf = window.page.pdf(prefer_css_page_size=True, print_background=False)
    (day.folder / f"buku-{book}.pdf").write_bytes(pdf)
    made = window.context.request.get(f"{day.house.address}/kantor/buku/{book}/?{days}&bentuk=pdf").body()
    (day.folder / f"buku-{book}-untuk-ditandatangani.pdf").write_bytes(made)
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        day.note(f"buku {book} dicetak, {len(paper.pages)} halaman")
    return words_of(pdf), words_of(made)


def missing(book: str, printed: Mapping[str, tuple[str, str]], files: list[File]) -> Iterator[str]:
    """Every one of these files stands in the printed book, in both its forms."""
    for file in files:
        if not all(file.register in paper for paper in printed[book]):
            yield f"{file.register} is not in the printed book {book}"


def table(lines: list[Explained]) -> Iterator[str]:
    """The due dates, each with its reasons in the words of the page."""
    yield "# Batas waktu setiap berkas, dan mengapa\n"
    yield "| Agenda | Layanan | Mulai | Batas | Keadaan | Mengapa tanggal ini |"
    yield "|---|---|---|---|---|---|"
    for one in lines:
        cells = (one.register, one.service, one.started, one.due, one.state, "<br>".join(one.reasons))
        yield f"| {' | '.join(cells)} |"


def counts(lived: Lived, entries: int, seconds: float) -> dict[str, object]:
    """The figures of the day."""
    from maklumat.records.compensation.models import Entitlement
    from maklumat.records.guests.models import QueueTicket
    from maklumat.records.products.models import Product

    day, hall = lived.day, lived.hall
    files = hall.desks.files
    tickets = QueueTicket.objects.all()
    return {
        "people": len(STAFF), "away": AWAY.name, "deputy": STAND_IN.name,
        "guests": len(hall.served) + len(hall.on_paper) - 1, "guests_of_the_next_morning": 1,
        "numbers": tickets.count(), "numbers_priority": tickets.filter(lane="priority").count(),
        "numbers_on_paper": tickets.filter(on_paper=True).count(),
        "files": {service: sum(file.guest.service == service for file in files)
                  for service in sorted({file.guest.service for file in files})},
        "due_dates_explained": lived.explained,
        "files_sent_back": sum(file.sent_back for file in files),
        "processes_killed_at_eleven": lived.cut.killed,
        "requests_under_way": len(lived.cut.intakes) + len(lived.cut.deeds) + (lived.cut.ticket is not None),
        "requests_without_an_answer": lived.cut.unanswered,
        "answered_without_the_system": lived.outage.rechecked, "of_them_differing": lived.outage.differing,
        "questions_that_could_not_be_looked_up": hall.asked_without,
        "promises_broken": len(late_files(lived)), "entitlements": Entitlement.objects.count(),
        "apologies_signed": lived.apologies, "apologies_given": lived.morrow.given,
        "letters": Product.objects.exclude(number="").count(),
        "deeds_of_files": sum(len(file.told) for file in files),
        "ledger_entries": entries,
        "pages_in_chromium": day.pages, "keys_and_clicks": day.keys, "requests_over_http": day.requests,
        "answers_in_chromium": dict(sorted(day.watch.answers.items())),
        "done_in_chromium": f"{sum(day.in_chromium.values())} of {sum(day.done.values())} deeds",
        "kinds_of_deeds": len(day.done), "kinds_done_in_chromium": len(day.in_chromium),
        "pictures": len(day.pictures), "seconds": round(seconds),
    }  # fmt: skip


def pages(day: Day, told: dict[str, object], said: str, found: list[str]) -> Iterator[str]:
    """The report that somebody reads."""
    yield "# Satu hari kantor\n"
    yield f"Faults: **{len(found)}**\n"
    yield from (f"- {fault}" for fault in found)
    yield "\n## Figures\n\n| | |\n|---|---|"
    yield from (f"| {name.replace('_', ' ')} | {value} |" for name, value in told.items())
    yield "\n## The ledger\n\n```"
    yield said.strip()
    yield "```\n\n## Diary\n"
    yield from (f"- {note}" for note in day.notes)
    yield "\n## Kinds of deeds: done, of them in Chromium\n\n| | | |\n|---|---|---|"
    yield from (f"| {deed} | {count} | {day.in_chromium[deed]} |" for deed, count in sorted(day.done.items()))
