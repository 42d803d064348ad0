"""The step forms: what is typed, what comes back when it is wrong, and what a step leaves behind."""

from __future__ import annotations

import base64
import re
import subprocess
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from maklumat.core.standard.model import Office
from maklumat.records.ledger.history import events_of
from maklumat.records.people.access import Actor
from maklumat.records.work import queries as work
from maklumat.records.work import steps
from tests import cast
from tests.web import step_cast
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db
FIELD = "pejabat-fungsional"
COUNSELLOR, DESK = "konselor-pencegahan", "petugas-administrasi-puspaga"


@pytest.fixture(autouse=True)
def office() -> Office:
    return cast.enact(neighbour=False)


@pytest.fixture
def all_posts() -> Actor:
    return step_cast.everybody()


def picture(name: str = "foto.jpg", colour: tuple[int, int, int] = (20, 90, 80)) -> SimpleUploadedFile:
    target = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "di rumah Contoh"
    Image.new("RGB", (64, 48), colour).save(target, "JPEG", exif=exif)
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def drawing(width: int = 60, made: str = "PNG") -> str:
    target = BytesIO()
    Image.new("RGB", (width, 20), "white").save(target, made)
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


def moment(name: str, day: str = "2", month: str = "1", year: str = "2026", clock: str = "9.30") -> dict[str, str]:
    return {f"{name}_{index}": part for index, part in enumerate((day, month, year, clock))}


def send(client: Client, application: UUID, outcome: str, data: dict[str, Any]) -> Any:
    state = position(application).state
    typed = {f"{outcome}-{name}": value for name, value in data.items() if not name.startswith("!")}
    plain = {name[1:]: value for name, value in data.items() if name.startswith("!")}
    return client.post(
        reverse("desk:act", args=[application]),
        {"seen_seq": state.seq, "step": state.step, "outcome": outcome, **typed, **plain},
    )


def last(application: UUID) -> Any:
    return events_of(application)[-1]


GOODS = {
    "goods-0-item": "Kursi roda",
    "goods-0-quantity": "1",
    "goods-0-unit": "unit",
    "goods-0-value_rupiah": "1.250.000",
    "goods-5-item": "Tongkat",
    "goods-5-quantity": "2",
    "goods-5-unit": "buah",
    "goods-5-value_rupiah": "Rp75.000",
    "receiver": "Contoh Penerima",
    "proof": "thumbprint",
}


def test_a_visit_with_everything(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    client = at_work(cast.officer(FIELD))
    answer = send(client, application, "done", {
        **moment("visited_at"),
        "place": "Rumah panggung di belakang balai desa",
        "place-coordinates": "-2.741050, 107.638120",
        "met": "Contoh Ibu (ibu)\n\nContoh Tetangga",
        "household-0-name": "Contoh Anak", "household-0-age": "7",
        "observed": "Tidak dapat berjalan.\r\nTinggal berdua.",
        "photos": [picture(), picture(colour=(200, 20, 20))],
    })  # fmt: skip
    assert answer.status_code == 302, text(answer)
    data = last(application).data
    assert data["visited_at"] == "2026-01-02T09:30:00+07:00"
    assert data["place"] == {"text": "Rumah panggung di belakang balai desa", "coordinates": "-2.741050, 107.638120"}
    assert data["met"] == ["Contoh Ibu (ibu)", "Contoh Tetangga"]
    assert data["household"] == [{"name": "Contoh Anak", "age": 7}]
    assert data["observed"] == "Tidak dapat berjalan.\nTinggal berdua."
    assert [paper["kind"] for paper in data["photos"]] == ["image/jpeg", "image/jpeg"]
    shown = client.get(reverse("desk:step_paper", args=[application, last(application).seq, "photos", 1]))
    assert shown["Content-Type"] == "image/jpeg"
    assert b"di rumah Contoh" not in shown.content  # no metadata survives
    assert Image.open(BytesIO(shown.content)).size == (64, 48)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (moment("visited_at", day="31", month="2"), "Tulis tanggal yang benar"),
        (moment("visited_at", clock="25.00"), "Tulis jam yang benar"),
        (moment("visited_at", year="2099"), "PRO-045"),
        ({"place-coordinates": "di sana"}, "PRO-048"),
        ({"household-2-name": "Contoh", "household-2-age": "tujuh"}, "Baris 1, umur (tahun)"),
        ({"household-0-age": "7"}, "baris 1, nama: belum diisi. (PRO-054)"),
        ({"observed": ""}, "Temuan di lapangan belum diisi"),
        ({"observed": "x" * 5000}, "PRO-042"),
        ({"met": "x" * 300}, "PRO-042"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(all_posts: Actor, typed: dict[str, str], said: str) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    answer = send(
        at_work(cast.officer(FIELD)), application, "done", {"observed": "Temuan Contoh", "place": "Balai", **typed}
    )
    assert answer.status_code == 422
    page = text(answer)
    assert said in page
    assert 'value="Balai"' in page
    assert "Temuan Contoh" in page or "observed" in typed
    assert last(application).step != "kunjungan"


def test_photographs_outlive_an_error_elsewhere_and_can_be_sent_bit_by_bit(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    client = at_work(cast.officer(FIELD))
    wrong = send(client, application, "done", {"photos": [picture()]})
    assert wrong.status_code == 422
    tokens = re.findall(r'name="done-photos-kept" value="([^"]+)"', text(wrong))
    assert len(tokens) == 1
    more = {"photos": [picture(colour=(1, 2, 3))], "photos-kept": tokens, "!uploads_only": "1"}
    only = send(client, application, "done", more)
    assert only.status_code == 200
    assert "belum diisi" not in text(only)
    tokens = re.findall(r'name="done-photos-kept" value="([^"]+)"', text(only))
    assert len(tokens) == 2
    sent = send(client, application, "done", {"observed": "ada", "photos-kept": [*tokens, "palsu"]})
    assert sent.status_code == 302
    assert len(last(application).data["photos"]) == 2


def test_a_token_of_another_file_brings_nothing(all_posts: Actor) -> None:
    one, two = (step_cast.at_step(all_posts, step_cast.AID, "kunjungan") for _ in range(2))
    client = at_work(cast.officer(FIELD))
    tokens = re.findall(
        r'name="done-photos-kept" value="([^"]+)"', text(send(client, one, "done", {"photos": picture()}))
    )
    assert send(client, two, "done", {"observed": "ada", "photos-kept": tokens}).status_code == 302
    assert "photos" not in last(two).data


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (SimpleUploadedFile("foto.jpg", b"bukan foto"), "UNG-003"),
        (SimpleUploadedFile("foto.jpg", b""), ""),
        (SimpleUploadedFile("foto.png", b"\x89PNG\r\n\x1a\nrusak"), "UNG-006"),
    ],
)
def test_what_is_no_photograph_is_told(all_posts: Actor, upload: SimpleUploadedFile, code: str) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    answer = send(at_work(cast.officer(FIELD)), application, "done", {"observed": "ada", "photos": [picture(), upload]})
    assert (answer.status_code, code in text(answer)) == (422, True)
    assert text(answer).count("photos-kept") == 3  # the good one is kept: its box, its id, its label


def test_the_photographs_of_a_step_are_for_the_team_alone(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    step_cast.leave(all_posts, application, "done")
    seq = last(application).seq
    address = reverse("desk:step_paper", args=[application, seq, "photos", 0])
    assert at_work(cast.officer("front-office")).get(address).status_code == 200
    assert at_work(cast.officer("operator-dtks")).get(address).status_code == 404
    team = at_work(cast.officer(FIELD))
    for args in (
        (seq, "photos", 1),
        (seq, "observed", 0),
        (seq, "nothing", 0),
        (seq - 1, "photos", 0),
        (1, "photos", 0),
    ):
        assert team.get(reverse("desk:step_paper", args=[application, *args])).status_code == 404


def test_the_file_shows_what_its_steps_recorded(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "penyerahan-bantuan")
    step_cast.leave(all_posts, application, "distributed")
    seq = last(application).seq
    visit = next(event.seq for event in events_of(application) if event.step == "kunjungan")
    file = reverse("desk:file", args=[application])
    page = text(at_work(cast.officer(FIELD)).get(file))
    for words in (
        "Contoh temuan di lapangan", "Balai Desa Contoh, seberang lapangan", "Contoh barang",
        "geo:-2.741050,107.638120",
        reverse("desk:step_paper", args=[application, visit, "photos", 0]),
        reverse("desk:handover", args=[application, seq]),
        reverse("desk:supplement", args=[application, seq]),
    ):  # fmt: skip
        assert words in page, words
    note = "Contoh catatan"
    assert page.count(note) == sum(event.data.get("note") == note for event in events_of(application))  # said once each


def pdf_text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_berita_acara_before_and_after_and_its_signed_scan(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "penyerahan-bantuan")
    client = at_work(cast.officer(FIELD, name="Contoh Petugas Lapangan"))
    form = {f"distributed-{name}": value for name, value in GOODS.items()}
    preview = reverse("desk:handover_preview", args=[application])
    before = client.post(preview, {"print": "distributed", **form})
    assert before["Content-Type"] == "application/pdf"
    assert "Kursi roda" in pdf_text(before.content)
    empty = client.post(preview, {"print": "distributed"})
    assert (empty.status_code, "PRO-053" in text(empty)) == (422, True)
    assert send(client, application, "distributed", {**GOODS, "witnesses": "Contoh Saksi"}).status_code == 302
    event = last(application)
    assert event.data["goods"][0]["value_rupiah"] == 1_250_000
    after = client.get(reverse("desk:handover", args=[application, event.seq]))
    said = pdf_text(after.content)
    for words in (
        "BERITA ACARA SERAH TERIMA BANTUAN", "Kursi roda", "1.250.000", "Tongkat", "75.000", "Rp1.325.000,00",
        "satu juta tiga ratus dua puluh lima ribu rupiah", "Contoh Penerima", "Contoh Petugas Lapangan", "cap jempol",
        "disaksikan oleh Contoh Saksi", "Siti Contoh", "/BAST/",
    ):  # fmt: skip
        assert words in said, words
    assert cast.SITI.nik not in said
    page = reverse("desk:supplement", args=[application, event.seq])
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"added-scan": picture("pindaian.jpg")}).status_code == 302
    assert (last(application).kind, last(application).data["of"]) == ("supplemented", event.seq)
    other = at_work(cast.officer("front-office")).post(page, {"added-scan": picture("pindaian.jpg")})
    assert (other.status_code, "PRO-007" in text(other)) == (422, True)
    file = work.file_for(all_posts, application)
    done = next(one for one in steps.recorded(all_posts, file) if one.seq == event.seq)
    assert done.has_record
    assert done.supplements[0].papers[0].seq == last(application).seq


def test_the_value_of_goods_is_said_only_when_all_of_it_is_known(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "penyerahan-bantuan")
    client = at_work(cast.officer(FIELD))
    typed = {**GOODS, "goods-5-value_rupiah": "", "receiver": "", "unknown-receiver": "on", "proof": "name_alone"}
    assert send(client, application, "distributed", typed).status_code == 302
    assert last(application).data["unknown"] == ["receiver"]
    said = pdf_text(client.get(reverse("desk:handover", args=[application, last(application).seq])).content)
    assert "nilai seluruhnya" not in said
    assert "1.250.000" in said


def test_a_signature_on_the_screen(all_posts: Actor) -> None:
    application = step_cast.at_step(all_posts, step_cast.AID, "penyerahan-bantuan")
    client = at_work(cast.officer(FIELD))
    nothing = send(client, application, "distributed", {**GOODS, "proof": "drawn"})
    assert "PRO-052" in text(nothing)
    broken = send(client, application, "distributed", {**GOODS, "proof": "drawn", "proof-drawn": drawing()[:60]})
    assert "tidak terbaca" in text(broken)
    for other in (drawing(made="PDF"), drawing(made="JPEG"), drawing(width=1300)):
        foreign = send(client, application, "distributed", {**GOODS, "proof": "drawn", "proof-drawn": other})
        assert "tidak terbaca" in text(foreign)
    wrong = send(
        client, application, "distributed", {**GOODS, "goods-0-unit": "", "proof": "drawn", "proof-drawn": drawing()}
    )
    kept = re.findall(r'name="distributed-proof-kept" value="([^"]+)"', text(wrong))
    assert (
        send(client, application, "distributed", {**GOODS, "proof": "drawn", "proof-kept": kept[0]}).status_code == 302
    )
    assert last(application).data["proof"]["image"]["kind"] == "image/png"


def puspaga(all_posts: Actor, step: str) -> UUID:
    return step_cast.at_step(all_posts, "konseling-puspaga", step)


def test_an_appointment_shows_on_the_applicants_page_and_attempts_are_counted(all_posts: Actor, client: Client) -> None:
    receipt = cast.apply("konseling-puspaga")
    application = receipt.application_id
    for outcome in ("submitted", "reported"):
        step_cast.leave(all_posts, application, outcome)
    desk = at_work(cast.officer(DESK))
    assert send(desk, application, "unreachable", {"reason": "Tidak diangkat"}).status_code == 302
    step_cast.leave(all_posts, application, "agreed")
    assert "Sudah 1 kali: tidak dapat dihubungi" in text(desk.get(reverse("desk:file", args=[application])))
    where = {"meets_where": "Ruang konseling 2", "meets_whom": "Konselor Contoh", "message": "Bawa KTP bila ada."}
    typed = {**moment("meets_at", "24", "12", "2099", "10.00"), **where, "mode": "in_person"}
    assert send(desk, application, "scheduled", typed).status_code == 302
    for name, args in (("desk:worklist", []), ("desk:file", [application])):
        agenda = text(at_work(cast.officer(COUNSELLOR)).get(reverse(name, args=args)))
        for words in ("Janji temu", "Kamis, 24 Desember 2099 pukul 10.00 WIB", "Ruang konseling 2"):
            assert words in agenda, (name, words)
    client.post(reverse("public:follow"), {"code": receipt.code, "secret": receipt.secret})
    page = text(client.get(reverse("public:follow_file")))
    for words in ("Janji temu Anda", "24 Desember 2099 pukul 10.00 WIB", "Ruang konseling 2", "Bawa KTP bila ada."):
        assert words in page
    assert "Tidak diangkat" not in page
    counsellor = at_work(cast.officer(COUNSELLOR))
    assert send(counsellor, application, "absent", {"reason": "Tidak ada yang mengantar"}).status_code == 302
    assert "Janji temu Anda" not in text(client.get(reverse("public:follow_file")))
    again = text(desk.get(reverse("desk:file", args=[application])))
    assert "Sudah 1 kali: klien tidak hadir" in again
    assert "Sudah 1 kali: tidak dapat dihubungi" in again
    done = steps.recorded(all_posts, work.file_for(all_posts, application))
    assert [one.ordinal for one in done if one.ordinal] == ["percobaan ke-1 tidak terhubung", "tidak hadir ke-1"]


def test_what_was_said_in_counselling_stays_with_the_counsellors(all_posts: Actor, client: Client) -> None:
    application = puspaga(all_posts, "konseling")
    counsellor, clerk = cast.officer(COUNSELLOR), cast.officer(DESK)
    secret = "Dipukul pamannya"
    assert send(at_work(counsellor), application, "done", {"session_note": secret}).status_code == 302
    for officer, sees in ((counsellor, True), (clerk, False)):
        lines = steps.recorded(officer.actor, work.file_for(officer.actor, application))[-1].lines
        note = next(line for line in lines if line.code == "session_note")
        assert (note.text == secret, note.confined) == (sees, not sees)
        page = text(at_work(officer).get(reverse("desk:file", args=[application])))
        hidden = '<dt>Catatan sesi (rahasia)</dt><dd><span class="m-muted">Rahasia: hanya dibaca petugas langkah ini.'
        assert (secret in page, hidden in page) == (sees, not sees)
    assert not any(secret in line.text for lines in steps.told_to_applicant(work.followed(application)).values()
                   for line in lines)  # fmt: skip


def test_who_reported_is_hidden_from_those_who_need_not_know(all_posts: Actor) -> None:
    from dataclasses import replace
    from uuid import uuid4

    from django.utils import timezone

    from maklumat.core.identity import Person
    from maklumat.records.work.submit import submit

    asked = cast.submission("orang-terlantar")
    submission = replace(
        asked,
        applicant=replace(cast.SITI, name="Pelapor Contoh"),
        beneficiary=Person(name=""),
        answers={**asked.answers, "pelapor_sebagai": "masyarakat"},
    )
    application = submit(uuid4(), submission=submission, notice_version="uji", moment=timezone.now()).application_id
    address = reverse("desk:file", args=[application])
    clerk = text(at_work(cast.officer("front-office")).get(address))
    assert "Pelapor Contoh" in clerk
    head = text(at_work(cast.officer("kepala-dinas")).get(address))
    assert "Pelapor Contoh" not in head
    assert cast.SITI.phone not in head
    assert "belum diketahui" in head
    assert steps.told_to_applicant(work.followed(application)) == {}
