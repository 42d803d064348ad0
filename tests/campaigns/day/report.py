"""What is left of the day on paper: the register books, the table of due dates, the ledger, the counts, the faults."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import Final

import pikepdf

from tests.campaigns.day import dates, verdict
from tests.campaigns.day.cast import AWAY, STAFF, STAND_IN
from tests.campaigns.day.dates import Explained
from tests.campaigns.day.hall import Hall
from tests.campaigns.day.window import Day, Window
from tests.journeys.person import words_of

BOOKS: Final = ("agenda", "surat-keluar", "penyerahan", "kompensasi")
READER: Final = STAFF[4]


def writes(day: Day, hall: Hall, seconds: float) -> list[str]:
    """Everything into the folder; all that is wrong."""
    files = hall.desks.files
    lines = dates.explained(day, files)
    said, entries, unsound = verdict.ledger(day)
    books = [prints(day, book) for book in BOOKS]
    found = list(
        chain(
            unsound,
            verdict.files(files),
            verdict.hall(hall),
            dates.faults(lines, files),
            *(registers(hall, text) for book, text in zip(BOOKS, books, strict=True) if book == "agenda"),
            verdict.browsers(day),
        )
    )
    (day.folder / "batas-waktu.md").write_text("\n".join(table(lines)) + "\n")
    (day.folder / "buku-kejadian.txt").write_text(said)
    told = counts(day, hall, entries, seconds)
    (day.folder / "hitungan.json").write_text(
        json.dumps({**told, "faults": found}, indent=1, ensure_ascii=False) + "\n"
    )
    (day.folder / "laporan.md").write_text("\n".join(pages(day, told, said, found)) + "\n")
    return found


def prints(day: Day, book: str) -> str:
    """One register book as its page prints it; the words on the paper."""
    window: Window = day.window(READER)
    window.opens(f"/kantor/buku/{book}/?bentuk=cetak")
    window.shows(f"buku-{book}", phone=book in {"agenda", "kompensasi"})
    pdf = window.page.pdf(prefer_css_page_size=True, print_background=False)
    (day.folder / f"buku-{book}.pdf").write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        day.note(f"buku {book} dicetak, {len(paper.pages)} halaman")
    return words_of(pdf)


def registers(hall: Hall, printed: str) -> Iterator[str]:
    """Every file stands in the printed agenda."""
    yield from (f"{file.register} is not in the printed agenda" for file in hall.desks.files
                if file.register not in printed)  # fmt: skip


def table(lines: list[Explained]) -> Iterator[str]:
    """The due dates, each with its reasons in the words of the page."""
    yield "# Batas waktu setiap berkas, dan mengapa\n"
    yield "| Agenda | Layanan | Mulai | Batas | Keadaan | Mengapa tanggal ini |"
    yield "|---|---|---|---|---|---|"
    for one in lines:
        cells = (one.register, one.service, one.started, one.due, one.state, "<br>".join(one.reasons))
        yield f"| {' | '.join(cells)} |"


def counts(day: Day, hall: Hall, entries: int, seconds: float) -> dict[str, object]:
    """The figures of the day."""
    from maklumat.records.guests.models import QueueTicket
    from maklumat.records.products.models import Product

    files = hall.desks.files
    tickets = QueueTicket.objects.all()
    return {
        "people": len(STAFF), "away": AWAY.name, "deputy": STAND_IN.name,
        "guests": len(hall.served) + len(hall.on_paper),
        "numbers": tickets.count(), "numbers_priority": tickets.exclude(reason="").count(),
        "numbers_on_paper": tickets.filter(on_paper=True).count(),
        "files": {service: sum(file.guest.service == service for file in files)
                  for service in sorted({file.guest.service for file in files})},
        "files_sent_back": sum(file.sent_back for file in files),
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
