"""The board: figures that lead to their files, for whoever answers for them, and never more queries with more files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.figures.actions import count_next, follow_figures, rebuild
from maklumat.records.figures.listing import EXPORTED
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.models import WorkItem
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import actions, clockwork
from maklumat.web.board import files as files_page
from tests import cast
from tests.web.desk_steps import at_work
from tests.web.many import multiply, statements

pytestmark = pytest.mark.django_db

KABID = "kabid-rehabilitasi-sosial"
SECRET = "rehabilitasi-anak"
PAGES = ("today", "services", "trend", "load")


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


def counted() -> None:
    now = timezone.now()
    while clockwork.run_due(now):
        continue
    while follow_figures(now):
        continue


def late(service: str = cast.SERVICE) -> UUID:
    file = cast.apply(service, moment=timezone.now() - timedelta(days=40)).application_id
    counted()
    return file


def html(client: Client, page: str, **wish: str) -> str:
    answer = client.get(reverse(f"board:{page}"), wish)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def registers(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.findall(r'<th scope="row" class="govuk-table__header">(?:<a [^>]*>)?(\d+/\d{4})', answer.content.decode())


def the_link(page: str, figure: str) -> str:
    found = re.search(rf'href="([^"]+)"><strong>\d+</strong> {figure}', page)
    assert found, figure
    return found.group(1).replace("&amp;", "&")


def register_of(file: UUID) -> str:
    place = procedures.position(file)
    assert place
    return place.register


def test_every_figure_of_today_leads_to_its_files() -> None:
    slow, fresh = late(), cast.apply().application_id
    counted()
    head = at_work(cast.officer(cast.HEAD))
    page = html(head, "today")
    assert "<strong>2</strong> Di meja kantor" in page
    assert "<strong>1</strong> Terlambat" in page
    assert set(registers(head, the_link(page, "Di meja kantor"))) == {register_of(slow), register_of(fresh)}
    assert registers(head, the_link(page, "Terlambat")) == [register_of(slow)]
    assert "Belum dikerjakan sejak diterima" in page
    why = re.search(r'href="([^"]*sebab=not_begun[^"]*)"', page)
    assert why
    assert registers(head, why.group(1).replace("&amp;", "&")) == [register_of(slow)]
    assert "Petugas Front Office" in head.get(the_link(page, "Terlambat")).content.decode()


def test_a_returned_file_and_a_broken_promise_are_found_behind_their_figures() -> None:
    broken = late()
    back = cast.apply().application_id
    actor = cast.officer(cast.CLERK).actor
    actions.act(
        actor, back, step="penyerahan-berkas", outcome="incomplete", seen_seq=1,
        data={"findings": {"identitas": "buram"}}, moment=timezone.now(),
    )  # fmt: skip
    counted()
    head = at_work(cast.officer(cast.HEAD))
    files = reverse("board:files")
    assert registers(head, f"{files}?keadaan=di-pemohon") == [register_of(back)]
    assert registers(head, f"{files}?keadaan=dikembalikan") == [register_of(back)]
    assert registers(head, f"{files}?keadaan=janji-terlewati") == [register_of(broken)]
    assert registers(head, f"{files}?keadaan=janji-terlewati&sebab=outside") == []
    actions.withdraw(back, seen_seq=2, moment=timezone.now())
    counted()
    assert registers(head, f"{files}?keadaan=ditarik") == [register_of(back)]
    assert "pihak luar kurang" not in head.get(f"{files}?keadaan=ditarik").content.decode(), (
        "it ended, nobody outside had it"
    )
    assert registers(head, f"{files}?keadaan=ditarik&layanan={cast.SERVICE}") == [register_of(back)]
    assert registers(head, f"{files}?keadaan=di-pemohon") == []


def test_what_the_office_owes_stays_late_while_its_applicant_has_it() -> None:
    file = late()
    actions.act(
        cast.officer(cast.CLERK).actor, file, step="penyerahan-berkas", outcome="incomplete",
        seen_seq=work_item(file).seq, data={"findings": {"identitas": "buram"}}, moment=timezone.now(),
    )  # fmt: skip
    counted()
    head = at_work(cast.officer(cast.HEAD))
    page = html(head, "today")
    assert "<strong>1</strong> Terlambat" in page
    assert "<strong>1</strong> Dilengkapi pemohon" in page
    assert "<strong>0</strong> Di meja kantor" in page
    links = [the_link(page, "Terlambat"), the_link(page, "Dilengkapi pemohon")]
    links += [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]*keadaan=terlambat[^"]+)"', page)]
    assert len(links) == 4, "the figures, the cause, the service"
    for link in links:
        assert registers(head, link) == [register_of(file)], link
    assert "kini di pemohon" in head.get(the_link(page, "Terlambat")).content.decode()
    clerk = at_work(cast.officer(cast.CLERK))
    assert "<strong>0</strong> Terlambat" in html(clerk, "today"), "it lies at no desk"
    assert registers(clerk, the_link(html(clerk, "today"), "Terlambat")) == []


def work_item(file: UUID) -> WorkItem:
    return WorkItem.objects.get(pk=file)


def test_every_link_of_every_page_of_the_board_leads_to_a_list() -> None:
    late()
    late("orang-terlantar")
    head = at_work(cast.officer(cast.HEAD))
    links = {
        address.replace("&amp;", "&")
        for page in PAGES
        for address in re.findall(r'href="([^"]*/berkas/\?[^"]+)"', html(head, page))
    }
    assert len(links) > 10
    assert {head.get(link).status_code for link in links} == {200}


def test_a_kabid_sees_the_services_of_the_division_and_a_clerk_their_desk() -> None:
    mine = next(
        law.standard.code
        for law in catalogue.services(cast.OFFICE, timezone.now())
        if law.standard.division == "rehabilitasi-sosial" and law.standard.confidentiality == "normal"
    )
    other, own = late(), late(mine)
    kabid, clerk = at_work(cast.officer(KABID)), at_work(cast.officer(cast.CLERK))
    files = reverse("board:files")
    assert registers(kabid, f"{files}?keadaan=terlambat") == [register_of(own)]
    assert registers(kabid, f"{files}?keadaan=janji-terlewati") == [register_of(own)]
    assert "<strong>1</strong> Terlambat" in html(kabid, "today")
    assert kabid.get(f"{files}?keadaan=terlambat&layanan={cast.SERVICE}").status_code == 422
    assert register_of(other) in registers(clerk, f"{files}?keadaan=terlambat")
    assert clerk.get(f"{files}?keadaan=janji-terlewati").status_code == 404
    assert [clerk.get(reverse(f"board:{page}")).status_code for page in PAGES] == [200, 404, 404, 200]


def test_a_confidential_file_is_counted_and_not_listed() -> None:
    laws = [law.standard for law in catalogue.services(cast.OFFICE, timezone.now())]
    secrets = [one.code for one in laws if one.confidentiality != "normal"]
    places = [procedures.position(file) for file in map(late, secrets)]
    file = next(one.application_id for one in places if one and one.state.late_since)
    WorkItem.objects.exclude(pk=file).delete()
    rebuild(cast.OFFICE)
    head = at_work(cast.officer(cast.HEAD))
    page = html(head, "today")
    assert "<strong>1</strong> Terlambat" in page
    assert registers(head, the_link(page, "Terlambat")) == []
    files = reverse("board:files")
    assert registers(head, f"{files}?keadaan=janji-terlewati") == []
    assert registers(head, f"{files}?keadaan=terlambat&sebab=not_begun") == []
    said = "1 berkas rahasia tidak didaftar di sini"
    for asked in ("terlambat", "janji-terlewati", "terlambat&sebab=not_begun"):
        assert said in head.get(f"{files}?keadaan={asked}").content.decode(), asked
    assert said not in head.get(f"{files}?keadaan=terlambat&layanan={cast.SERVICE}").content.decode()
    place = procedures.position(file)
    assert place
    team = at_work(cast.officer(place.state.desk[0]))
    assert registers(team, f"{files}?keadaan=terlambat") == [place.register]
    assert said not in team.get(f"{files}?keadaan=terlambat").content.decode()


def test_how_many_are_not_listed_is_told_in_the_same_few_statements() -> None:
    laws = [law.standard for law in catalogue.services(cast.OFFICE, timezone.now())]
    secrets = [
        one.code
        for one in laws
        if one.confidentiality != "normal" and not any(cast.HEAD in step.posts for step in one.steps)
    ]
    head, address = at_work(cast.officer(cast.HEAD)), f"{reverse('board:files')}?keadaan=menunggu"
    asked = []
    for files in (1, 3):
        while WorkItem.objects.filter(office=cast.OFFICE).exclude(confidentiality="normal").count() < files:
            cast.apply(secrets[0])
        rebuild(cast.OFFICE)
        head.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = head.get(address).content.decode()
        assert f"{files} berkas rahasia tidak didaftar" in page
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_another_office_sees_nothing_of_it() -> None:
    late()
    head = at_work(cast.officer(cast.HEAD, office=cast.NEIGHBOUR))
    assert "<strong>0</strong> Terlambat" in html(head, "today")
    assert registers(head, f"{reverse('board:files')}?keadaan=terlambat") == []


@pytest.mark.parametrize(("page", "table"), [("today", "sebab"), ("services", "jumlah"), ("trend", "tren"),
                                             ("load", "meja"), ("files", "")])  # fmt: skip
def test_every_table_goes_as_csv_and_as_xlsx_and_the_ledger_says_who_took_it(page: str, table: str) -> None:
    late()
    officer = cast.officer(cast.HEAD)
    head = at_work(officer)
    asked = {"tabel": table, "keadaan": "terlambat"}
    csv = head.get(reverse(f"board:{page}"), {**asked, "bentuk": "csv"})
    text = b"".join(csv).decode("utf-8-sig")  # type: ignore[arg-type]  # it streams
    assert len(text.splitlines()) > 1
    assert ";" in text.splitlines()[0]
    xlsx = head.get(reverse(f"board:{page}"), {**asked, "bentuk": "xlsx"})
    assert ZipFile(BytesIO(b"".join(xlsx))).testzip() is None
    entries = LedgerEntry.objects.filter(kind=EXPORTED)
    assert [entry.actor_id for entry in entries] == [officer.user.pk] * 2
    head.head(reverse(f"board:{page}"), {**asked, "bentuk": "csv"})
    assert entries.count() == 2


@pytest.mark.parametrize(("most", "rows"), [(2, 3), (3, 3)])
def test_a_workbook_that_is_cut_says_so_in_its_last_row(most: int, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        late()
    monkeypatch.setattr(files_page, "MOST_XLSX", most)
    head, address = at_work(cast.officer(cast.HEAD)), reverse("board:files")
    answer = head.get(address, {"keadaan": "terlambat", "bentuk": "xlsx"})
    assert answer.streaming
    found = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()[1:]  # type: ignore[call-overload]
    assert len(found) == rows
    assert str(found[-1][0]).startswith("Dipotong: buku kerja ini hanya memuat 2 baris") == (most == 2)
    csv = b"".join(head.get(address, {"keadaan": "terlambat", "bentuk": "csv"})).decode()  # type: ignore[arg-type]
    assert ("Dipotong" in csv, len(csv.splitlines())) == (False, 4)
    assert f"paling banyak {most} baris" in head.get(address, {"keadaan": "terlambat"}).content.decode()


def test_in_the_trial_period_causes_come_first_and_people_not_at_all() -> None:
    late()
    head = at_work(cast.officer(cast.HEAD, name="Contoh Kepala"))
    assert "Yang dikerjakan tiap orang" in html(head, "load")
    until = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011  # any day ahead
    settings.decide(cast.officer(ADMINISTRATOR).actor, TRIAL_UNTIL, until, moment=timezone.now())
    assert "Masa percobaan" in html(head, "load")
    assert "Yang dikerjakan tiap orang" not in html(head, "load")
    page = html(head, "today")
    assert page.index("Mengapa terlambat") < page.index("Tampilkan angka per meja") < page.index(">Per meja<")


def test_people_are_counted_for_themselves_and_for_whoever_is_above_them() -> None:
    file = cast.apply().application_id
    clerk = cast.officer(cast.CLERK, name="Contoh Loket")
    data = {"findings": {}}
    actions.act(
        clerk.actor, file, step="penyerahan-berkas", outcome="complete", seen_seq=1, data=data, moment=timezone.now()
    )  # fmt: skip
    counted()
    assert "Contoh Loket" in html(at_work(cast.officer(cast.HEAD)), "load")
    assert "Contoh Loket" not in html(at_work(cast.officer(KABID)), "load")
    assert re.search(r"Contoh Loket</th>.*?</td><td[^>]*>[^<]*<span[^>]*>[^<]*</span>1<",
                     html(at_work(clerk), "load"), re.DOTALL)  # fmt: skip


def test_pages_of_a_list_meet_without_gap() -> None:
    for number in range(53):
        cast.apply(moment=timezone.now() - timedelta(days=40, minutes=number))
    counted()
    head = at_work(cast.officer(cast.HEAD))
    for state in ("menunggu", "terlambat", "janji-terlewati"):
        first = head.get(reverse("board:files"), {"keadaan": state})
        later = head.get(f"{reverse('board:files')}?{first.context['next']}")
        seen = [line.line.id for page in (first, later) for line in page.context["lines"]]
        assert (len(seen), len(set(seen))) == (53, 53), state
        assert later.context["next"] == ""


@pytest.mark.parametrize(
    "mark", ["x", "2026-01-01T00:00:00_x", "2026-01-01T00:00:00_6f3cf7a2-0b52-4c51-9b8e-3d0f6d6e7a11", "_"]
)
def test_a_mark_that_nobody_wrote_is_not_found(mark: str) -> None:
    head = at_work(cast.officer(cast.HEAD))
    assert head.get(reverse("board:files"), {"keadaan": "menunggu", "sesudah": mark}).status_code == 404


def test_a_wrong_sieve_is_told() -> None:
    head = at_work(cast.officer(cast.HEAD))
    answer = head.get(reverse("board:files"), {"keadaan": "menunggu", "dari_0": "41", "dari_1": "1", "dari_2": "2026"})
    assert answer.status_code == 422
    assert "Perbaiki dahulu saringannya" in answer.content.decode()


QUERIES = {
    "today": 6, "services": 6, "trend": 5, "load": 9,
    "files": 11,  # two of them tell how many confidential files are not listed
}  # fmt: skip


def test_no_page_asks_more_with_more_files() -> None:
    late()
    cast.apply()
    counted()
    head = at_work(cast.officer(cast.HEAD))
    addresses = {page: reverse(f"board:{page}") for page in PAGES}
    addresses["files"] = f"{reverse('board:files')}?keadaan=menunggu"
    for files in (10, 200):
        multiply(files)
        assert {page: statements(head, address) for page, address in addresses.items()} == QUERIES, files


def test_counting_anew_changes_no_page() -> None:
    late()
    head = at_work(cast.officer(cast.HEAD))

    def said() -> list[str]:
        return [re.sub(r'pukul [\d.]+|csrfmiddlewaretoken" value="\w+', "", html(head, page)) for page in PAGES]

    before = said()
    rebuild(cast.OFFICE)
    assert count_next(cast.OFFICE) == 0
    assert said() == before
