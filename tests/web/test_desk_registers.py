"""The register books: what stands in them, who learns which name, and that no page grows with its table."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office, Outcome
from maklumat.ports.standards_folder import office_files, offices
from maklumat.records.catalogue import actions as catalogue_actions
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.products import numbers
from maklumat.records.work import custody
from maklumat.records.work.submit import submit
from maklumat.web.desk import registers
from maklumat.web.desk.book_pdf import book_pdf, printable
from maklumat.web.desk.books import BOOKS
from maklumat.web.desk.named_books import named_books
from tests import cast
from tests.web import step_cast
from tests.web.desk_steps import at_work, drafted, press, sign, text, upload
from tests.web.many import multiply, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]

NAMES = [(code, name) for code in BOOKS for name in ("register", "register_named")]


@pytest.fixture
def office() -> Office:
    return catalogue.office(cast.OFFICE, timezone.now())


def book(client: Client, code: str, name: str = "register", **query: Any) -> Any:
    return client.get(reverse(f"desk:{name}", args=[code]), query)


def delivered(office: str = cast.OFFICE) -> UUID:
    """A file of Siti's with an original in custody and a letter that was handed over."""
    application = cast.apply(office=office).application_id
    clerk = cast.officer(cast.CLERK, office=office)
    custody.take(clerk.actor, application, uuid4(), papers=["Akta lahir"], owner="Siti Contoh", moment=timezone.now())
    desk, operator = at_work(clerk), at_work(cast.officer(cast.OPERATOR, office=office))
    press(desk, application, "complete")
    press(at_work(cast.officer(cast.ANALYST, office=office)), application, "valid")
    press(operator, application, "valid")
    press(operator, application, "imported", reference="SIKS-1", document=upload())
    sign(at_work(cast.officer(cast.HEAD, office=office)), application)
    press(at_work(cast.officer(cast.PRINTER, office=office)), application, "done", note="dicetak")
    assert press(desk, application, "delivered", collector="Rina Contoh", channel="counter").status_code == 302
    return application


def written() -> UUID:
    """A file of Siti's with a letter of the office's own, numbered and signed."""
    application = cast.apply().application_id
    staff = [at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)]
    drafted(application, *staff)
    assert sign(at_work(cast.officer(cast.HEAD)), application).status_code == 302
    return application


def rows_of(response: Any) -> list[list[str]]:
    """A downloaded table, heading first."""
    body = b"".join(response.streaming_content).decode()
    assert body.startswith("\ufeff")
    return list(csv.reader(StringIO(body.removeprefix("\ufeff")), delimiter=";"))


def test_every_book_shows_the_journey_of_a_file_and_masks_its_names() -> None:
    delivered()
    clerk = at_work(cast.officer(cast.CLERK))
    expected = {
        "agenda": ("0001/", "Selesai", "S*** C***"),
        "penyerahan": ("R*** C***", "Surat Keterangan", "di loket"),
        "titipan": ("0001/", "Akta lahir", "S*** C***", "belum"),
    }
    for code, words in expected.items():
        page = text(book(clerk, code))
        for word in words:
            assert word in page, (code, word)
        assert "Siti Contoh" not in page
        assert "Rina Contoh" not in page


def test_names_are_shown_at_their_own_address_to_whoever_may_see_the_file(office: Office) -> None:
    application = delivered()
    address = reverse("desk:file", args=[application])
    team = text(book(at_work(cast.officer(cast.CLERK)), "agenda", "register_named"))
    assert "Siti Contoh" in team
    assert address in team
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    inside = {post for step in standard.steps for post in step.posts}
    other = next(post.code for post in office.posts if post.code not in inside and not post.head)
    colleague = text(book(at_work(cast.officer(other)), "agenda", "register_named"))
    assert "S*** C***" in colleague
    assert "Siti Contoh" not in colleague
    assert address not in colleague
    assert "Rina Contoh" in text(book(at_work(cast.officer(cast.CLERK)), "penyerahan", "register_named"))


@pytest.fixture
def confidential(office: Office) -> Iterator[str]:
    """A confidential service of the counter alone; the head is no member of its team."""
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    ways = (Outcome("complete", "selesai"), Outcome("incomplete", "pemohon"))
    steps = (replace(standard.steps[0], outcomes=ways),)
    secret = replace(standard, code="rahasia", seq=90, steps=steps, confidentiality="violence")
    catalogue_actions.enact(office, [secret], {}, moment=timezone.now())
    yield secret.code
    cast.forget_law()  # its rows are gone with the test, and their ids will be given again


def test_of_a_confidential_file_nobody_outside_its_team_learns_a_name(confidential: str) -> None:
    receipt = cast.apply(confidential)
    clerk, head = cast.officer(cast.CLERK), at_work(cast.officer(cast.HEAD))
    custody.take(
        clerk.actor, receipt.application_id, uuid4(), papers=["Visum Siti"], owner="Siti Contoh", moment=timezone.now()
    )
    for code in ("agenda", "titipan"):
        for name in ("register", "register_named"):
            page = text(book(head, code, name))
            assert "dirahasiakan" in page
            for word in ("Siti", "S*** C***", "Visum", str(receipt.application_id)):
                assert word not in page
        assert "Siti Contoh" in text(book(at_work(clerk), code, "register_named"))
        table = rows_of(book(head, code, "register_named", bentuk="csv"))
        assert "Siti" not in str(table)


@pytest.mark.parametrize("person", ["9999014505900001", "9999 0145 0590 0001", "siti  contoh", "SITI CONTOH"])
def test_a_person_is_found_by_the_whole_name_or_number_and_never_in_an_address(confidential: str, person: str) -> None:
    cast.apply()
    cast.apply(person=replace(cast.SITI, name="Orang Lain", nik="9999014505900077"))
    hidden = cast.apply(confidential)
    address = reverse("desk:register", args=["agenda"])
    clerk, head = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.HEAD))
    found = text(clerk.post(address, {"orang": person}))
    assert found.count("S*** C***") == 2
    assert "O*** L***" not in found
    assert hidden.register in found
    known_to_head = text(head.post(address, {"orang": person}))
    assert known_to_head.count("S*** C***") == 1
    assert hidden.register not in known_to_head
    assert "Tidak ada catatan" in text(clerk.post(address, {"orang": "siti"}))


def test_a_book_is_filtered_by_days_service_and_number() -> None:
    now = timezone.now()
    last_year = cast.apply(moment=now - timedelta(days=370))
    mine, other = cast.apply(), cast.apply("rekomendasi-jkn")
    clerk = at_work(cast.officer(cast.CLERK))
    page = text(book(clerk, "agenda"))
    assert mine.register in page
    assert other.register in page
    assert last_year.register not in page
    of_service = text(book(clerk, "agenda", layanan=cast.SERVICE))
    assert mine.register in of_service
    assert other.register not in of_service
    old = cast.today() - timedelta(days=370)
    days = {"dari_0": old.day, "dari_1": old.month, "dari_2": old.year}
    days |= {"sampai_0": old.day, "sampai_1": old.month, "sampai_2": old.year}
    of_day = text(book(clerk, "agenda", **days))
    assert last_year.register in of_day
    assert mine.register not in of_day
    number = int(mine.register.partition("/")[0])
    of_number = text(book(clerk, "agenda", nomor=str(number)))
    assert mine.register in of_number
    assert other.register not in of_number
    assert last_year.register in text(book(clerk, "agenda", nomor=last_year.register))


@pytest.mark.parametrize("query", [{"nomor": "dua"}, {"dari_0": "40", "dari_1": "1", "dari_2": "2026"}])
def test_a_wrong_filter_is_told(query: dict[str, str]) -> None:
    answer = book(at_work(cast.officer(cast.CLERK)), "agenda", **query)
    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in text(answer)


@pytest.mark.parametrize("query", [{"sesudah": "x"}, {"sesudah": "1_2_3_4"}])
def test_a_page_that_was_made_up_does_not_exist(query: dict[str, str]) -> None:
    assert book(at_work(cast.officer(cast.CLERK)), "agenda", **query).status_code == 404


def test_the_book_of_letters_tells_of_every_number_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = cast.officer(cast.CLERK)
    year, now = timezone.now().year, timezone.now()
    numbers.reserve(clerk.actor, year=year, count=7, note="Undangan", moment=now)
    numbers.insert_back(clerk.actor, year=year, after=5, reason="Terlewat", moment=now)
    monkeypatch.setattr(registers, "PAGE", 3)
    seen: list[str] = []
    answer = book(at_work(clerk), "surat-keluar")
    while True:
        seen += [line.cells[0][1] for line in answer.context["lines"]]
        if not answer.context["more"]:
            break
        answer = at_work(clerk).get(f"{reverse('desk:register', args=['surat-keluar'])}?{answer.context['next']}")
    assert seen == ["7", "6", "5.a", "5", "4", "3", "2", "1"]
    assert "Dipakai di kertas" in text(answer)


@pytest.mark.parametrize("code", ["agenda", "penyerahan", "titipan"])
def test_pages_follow_one_another_without_gap_or_repeat(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        delivered()
    clerk = at_work(cast.officer(cast.CLERK))
    whole = [line.cells for line in book(clerk, code).context["lines"]]
    monkeypatch.setattr(registers, "PAGE", 2)
    first = book(clerk, code)
    second = clerk.get(f"{reverse('desk:register', args=[code])}?{first.context['next']}")
    assert [line.cells for answer in (first, second) for line in answer.context["lines"]] == whole
    assert len(whole) == 3


def test_a_letter_stands_in_the_book_with_its_number_and_its_file() -> None:
    application = written()
    page = text(book(at_work(cast.officer(cast.CLERK)), "surat-keluar"))
    for words in ("400.9.14/1/", "Surat Keterangan", "0001/", "S*** C***", "Dipakai surat", str(application)):
        assert words in page


def test_a_table_to_carry_away_is_whole_and_no_cell_is_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "CARRIED", 2)
    clerk = cast.officer(cast.CLERK)
    numbers.reserve(clerk.actor, year=timezone.now().year, count=5, note="=HYPERLINK()", moment=timezone.now())
    answer = book(at_work(clerk), "surat-keluar", bentuk="csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="surat-keluar.csv"'
    assert answer["Cache-Control"] == "no-store, private"
    table = rows_of(answer)
    assert [row[0] for row in table] == ["Urut", "5", "4", "3", "2", "1"]
    assert table[1][-1] == "'=HYPERLINK()"


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_another_offices_book_is_another_book(code: str, name: str) -> None:
    delivered(cast.NEIGHBOUR)
    clerk = at_work(cast.officer(cast.CLERK))
    assert "Tidak ada catatan" in text(book(clerk, code, name))
    assert len(rows_of(book(clerk, code, name, bentuk="csv"))) == 1


@pytest.mark.parametrize(("code", "asked"), [("agenda", 5), ("surat-keluar", 6), ("penyerahan", 6), ("titipan", 6)])
def test_a_book_reads_a_fixed_number_of_statements(code: str, asked: int) -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    (written if code == "surat-keluar" else delivered)()
    for files in (10, 200):
        multiply(files)
        assert statements(clerk, reverse("desk:register", args=[code])) == asked


def test_a_printed_book_says_whose_it_is_and_for_when() -> None:
    cast.apply()
    page = text(book(at_work(cast.officer(cast.CLERK)), "agenda", bentuk="cetak"))
    for words in ("Periode: 1 Januari", "GRATIS", "Dicetak", "d-book__head"):
        assert words in page


def test_on_paper_a_book_begins_with_its_first_line() -> None:
    for _ in range(2):
        cast.apply()
    clerk = at_work(cast.officer(cast.CLERK))
    screen, paper = (
        [line.cells[0][1] for line in book(clerk, "agenda", **shape).context["lines"]]
        for shape in ({}, {"bentuk": "cetak"})
    )
    assert [number[:4] for number in screen] == ["0002", "0001"]
    assert paper == screen[::-1]
    pdf = read_pdf(book(clerk, "agenda", bentuk="pdf").content)
    assert pdf.index(paper[0]) < pdf.index(paper[1])


def test_the_shelf_names_every_book() -> None:
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:registers")))
    for one in BOOKS.values():
        assert one.name in page


def test_aid_that_was_handed_out_stands_in_the_book_of_deliveries() -> None:
    giver = step_cast.everybody()
    whole, part, none = (step_cast.at_step(giver, step_cast.AID, "penyerahan-bantuan") for _ in range(3))
    step_cast.leave(giver, whole, "distributed", step_cast.record_of(whole, "distributed", receiver="Contoh Ibu"))
    step_cast.leave(giver, part, "unavailable")
    step_cast.leave(giver, none, "unavailable", {"reason": "Gudang kosong"})
    page = at_work(cast.officer("pejabat-fungsional")).get(reverse("desk:register_named", args=["penyerahan"]))
    lines = [" | ".join(cell for _, cell, _ in line.cells) for line in page.context["lines"]]
    assert {line.file for line in page.context["lines"]} == {whole, part}
    assert any(
        "Alat Bantu Aksesibilitas" in line and "Contoh Ibu" in line and "Pejabat Fungsional" in line for line in lines
    ), lines


def test_a_book_is_carried_away_as_a_pdf_with_every_line(law: Any) -> None:
    delivered()
    clerk = at_work(cast.officer(cast.CLERK, name="Contoh Loket"))
    for code in BOOKS:
        answer = book(clerk, code, bentuk="pdf")
        assert answer["Content-Type"] == "application/pdf", code
        page = read_pdf(answer.content)
        shown = book(clerk, code).context
        for words in (BOOKS[code].name, "Contoh Loket", "GRATIS", *(column.label for column in BOOKS[code].columns)):
            assert "".join(words.split()) in page, (code, words)
        for line in shown["lines"]:
            assert all("".join(cell.split()) in page for _, cell, _ in line.cells), (code, line)
    assert "SitiContoh" not in read_pdf(book(clerk, "agenda", bentuk="pdf").content)
    assert "SitiContoh" in read_pdf(book(clerk, "agenda", "register_named", bentuk="pdf").content)


def test_the_book_of_recipients_names_whom_it_is_for() -> None:
    other = replace(cast.SITI, name="Rina Rekaan", nik="9999014505900077")
    sent = cast.submission(beneficiary=other)
    receipt = submit(uuid4(), submission=sent, notice_version="uji", moment=timezone.now())
    clerk = at_work(cast.officer(cast.CLERK))
    masked, named = text(book(clerk, "penerima")), text(book(clerk, "penerima", "register_named"))
    assert "R*** R***" in masked
    assert "Rina" not in masked
    assert "Rina Rekaan" in named
    assert "Siti Contoh" in named
    assert receipt.register in masked


def test_the_guest_book_is_a_book_to_filter_and_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    for _ in range(3):
        entry = clerk.get(reverse("desk:counter")).context["entry_id"]
        told = {"deed": "told", "entry_id": entry, "service": cast.SERVICE}
        assert clerk.post(reverse("desk:counter"), told).status_code in (200, 302)
    whole = [line.cells for line in book(clerk, "tamu").context["lines"]]
    assert [cells[1][1] for cells in whole] == ["3", "2", "1"]
    assert whole[0][4][1] == "Surat Keterangan Terdaftar dalam DTKS"
    assert "Tidak ada catatan" in text(book(clerk, "tamu", layanan="rekomendasi-jkn"))
    monkeypatch.setattr(registers, "PAGE", 2)
    first = book(clerk, "tamu")
    second = clerk.get(f"{reverse('desk:register', args=['tamu'])}?{first.context['next']}")
    assert [line.cells for answer in (first, second) for line in answer.context["lines"]] == whole
    assert len(rows_of(book(clerk, "tamu", bentuk="csv"))) == 4


def test_every_book_that_a_decree_names_is_somewhere() -> None:
    for code in offices(settings.STANDARDS_DIR):
        _, services = load_office(office_files(settings.STANDARDS_DIR, code)).required()
        laws: Any = [SimpleNamespace(standard=one) for one in services]
        for one in named_books(laws):
            assert one.code in BOOKS, one
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:registers")))
    for words in ("Buku yang disebut keputusan", "Buku register klien", "Konseling PUSPAGA"):
        assert words in page, words


def test_a_strange_letter_does_not_stop_a_book() -> None:
    assert printable("Siti \u0639\u0627 \u4e2d \u201cx\u201d \u2013 \u0101") == "Siti ?? ? \u201cx\u201d \u2013 \u0101"
    rows = [[printable("\U0001f600 \u4e2d"), "x" * 300]]
    made = book_pdf(catalogue.office(cast.OFFICE, timezone.now()), "Buku", "Periode", ["Nama", "Catatan"], rows,
                    foot="kaki", cut="", on=cast.today())  # fmt: skip
    assert "x" * 300 in read_pdf(made)


def read_pdf(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return "".join(done.stdout.decode().replace("\u200b", "").split())
