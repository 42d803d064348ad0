"""Every step can be done on paper: an empty form to write on, its record to sign, and the scan that comes back."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from maklumat.core.identity import Person
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import Office
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import events_of
from maklumat.records.outside import vault
from maklumat.records.people.access import Actor
from maklumat.records.work.submit import submit
from tests import cast
from tests.web import desk_steps as desk
from tests.web import step_cast
from tests.web.desk_steps import at_work, position, press, text, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> Office:
    return cast.enact(neighbour=False)


@pytest.fixture
def all_posts() -> Actor:
    return step_cast.everybody()


def about_to_be_handed_over(**more: Any) -> UUID:
    submission = cast.submission(**more)
    file = submit(uuid4(), submission=submission, notice_version="uji", moment=timezone.now()).application_id
    desk.drafted(file, *(at_work(cast.officer(post)) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)))
    assert desk.sign(at_work(cast.officer(cast.HEAD)), file).status_code == 302
    press(at_work(cast.officer(cast.PRINTER)), file, "done", note="dicetak")
    assert position(file).state.step == "penyerahan-surat"
    return file


def test_the_empty_form_of_a_step_has_every_field_that_a_hand_can_write(all_posts: Actor) -> None:
    file = step_cast.at_step(all_posts, step_cast.AID, "kunjungan")
    client = at_work(cast.officer("pejabat-fungsional"))
    address = reverse("desk:sheet_blank", args=[file])
    assert address in text(client.get(reverse("desk:file", args=[file])))
    page = text(client.get(address))
    step = catalogue.standard(position(file).standard_id).step("kunjungan")
    kind = KINDS[step.kind]
    for outcome in step.outcomes:
        for field in kind.asked(kind.way(outcome.code), step.asks):
            assert (field.label in page) == (field.kind not in {"photos", "document"}), field.code
    assert at_work(cast.officer(cast.CLERK)).get(address).status_code == 404  # it lies with somebody else


def test_the_empty_form_of_the_check_has_a_line_for_each_paper() -> None:
    page = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:sheet_blank", args=[cast.apply().application_id])))
    assert "Fotokopi e-KTP/Kartu Keluarga Pemohon: yang kurang atau salah" in page


def test_what_a_step_recorded_is_printed_signed_and_scanned_back() -> None:
    file, clerk = about_to_be_handed_over(), at_work(cast.officer(cast.CLERK, name="Contoh Loket"))
    assert press(clerk, file, "delivered", collector_is="applicant", proof="thumbprint").status_code == 302
    event = events_of(file)[-1]
    assert (event.outcome, event.data["collector"]) == ("delivered", cast.SITI.name)
    shown = text(clerk.get(reverse("desk:file", args=[file])))
    sheet, back = (reverse(name, args=[file, event.seq]) for name in ("desk:sheet", "desk:supplement"))
    assert sheet in shown
    assert back in shown
    page = text(clerk.get(sheet))
    for words in ("Cap jempol di kertas", "Contoh Loket", "Siti Contoh", "nomor 400.9"):
        assert words in page, words
    assert clerk.post(back, {"added-scan": upload("bukti.pdf")}).status_code == 302
    assert events_of(file)[-1].kind == "supplemented"
    head = at_work(cast.officer(cast.HEAD))  # reads it, and does not do that step
    assert back not in text(head.get(reverse("desk:file", args=[file])))
    assert head.get(sheet).status_code == 200
    assert head.get(reverse("desk:sheet", args=[file, 1])).status_code == 404  # the receipt is no step


@pytest.mark.parametrize(
    ("who", "name"), [("applicant", "Siti Contoh"), ("proxy", "Contoh Kuasa"), ("named", "Contoh Utusan")]
)
def test_the_name_of_whoever_is_in_the_file_need_not_be_typed_at_hand_over(who: str, name: str) -> None:
    file = about_to_be_handed_over(proxy=Person(name="Contoh Kuasa"), collector=Person(name="Contoh Utusan"))
    clerk = at_work(cast.officer(cast.CLERK))
    assert press(clerk, file, "delivered", collector_is=who).status_code == 302
    assert events_of(file)[-1].data["collector"] == name


@pytest.mark.parametrize("typed", [{}, {"collector_is": "proxy"}, {"collector_is": "family"}])
def test_nobody_collects_without_a_name(typed: dict[str, str]) -> None:
    file, clerk = about_to_be_handed_over(), at_work(cast.officer(cast.CLERK))
    answer = press(clerk, file, "delivered", **typed)
    assert (answer.status_code, "Diserahkan kepada belum diisi" in text(answer)) == (422, True)


@pytest.mark.parametrize(("channel", "prints"), [("counter", True), ("paper", True), ("web", False)])
def test_whoever_applied_at_the_counter_takes_home_what_is_missing(channel: str, *, prints: bool) -> None:
    submission = replace(cast.submission(), channel=channel)
    file = submit(uuid4(), submission=submission, notice_version="uji", moment=timezone.now()).application_id
    clerk, address = at_work(cast.officer(cast.CLERK)), reverse("desk:lacking", args=[file])
    assert clerk.get(address).status_code == 404  # nothing is missing yet
    answer = press(clerk, file, "incomplete", findings__identitas="Foto KTP tidak terbaca")
    assert answer.url == (address if prints else reverse("desk:worklist"))
    page = text(clerk.get(address))
    for words in ("Fotokopi e-KTP/Kartu Keluarga Pemohon", "Foto KTP tidak terbaca", "Paling lambat", "GRATIS"):
        assert words in page, words
    assert cast.SITI.nik not in page


def drawing() -> str:
    target = BytesIO()
    Image.new("RGB", (60, 20), "white").save(target, "PNG")
    return "data:image/png;base64," + b64encode(target.getvalue()).decode()


def vault_files() -> list[Path]:
    return list(vault()._folder.glob("??/??/*"))


def book_line(client: Any, book: str = "penyerahan") -> str:
    return text(client.get(reverse("desk:register", args=[book])))


def test_the_book_of_deliveries_tells_the_proof_and_the_card_and_when_the_scan_is_there() -> None:
    file, clerk = about_to_be_handed_over(), at_work(cast.officer(cast.CLERK))
    handed = {"collector_is": "applicant", "proof": "thumbprint", "identity": "ktp"}
    answer = press(clerk, file, "delivered", **handed)
    event = events_of(file)[-1]
    assert answer.url == reverse("desk:sheet", args=[file, event.seq])  # the paper for the thumb comes next
    assert reverse("desk:supplement", args=[file, event.seq]) in text(clerk.get(answer.url))
    page = book_line(clerk)
    for words in ("cap jempol, pindaian belum ada", "e-KTP"):
        assert words in page, words
    clerk.post(reverse("desk:supplement", args=[file, event.seq]), {"added-scan": upload("bukti.pdf")})
    assert "cap jempol, pindaian tersimpan" in book_line(clerk)
    assert "e-KTP" in text(clerk.get(reverse("desk:file", args=[file])))


def test_a_signature_on_the_screen_is_kept_sealed_and_seen_on_the_file() -> None:
    file, clerk = about_to_be_handed_over(), at_work(cast.officer(cast.CLERK))
    answer = press(clerk, file, "delivered", collector_is="applicant", proof="drawn", proof__drawn=drawing())
    assert answer.url == reverse("desk:worklist")
    event = events_of(file)[-1]
    kept = vault_files()
    assert kept
    head = b"\x89PNG\r\n\x1a\n"  # three letters alone turn up in sealed bytes by chance
    assert not any(head in one.read_bytes() for one in kept)  # sealed like every paper
    assert "tanda tangan di layar" in book_line(clerk)
    shown = clerk.get(reverse("desk:step_paper", args=[file, event.seq, "proof", 0]))
    assert shown.status_code == 200
    assert shown["Content-Type"] == "image/png"


def test_a_typed_name_alone_goes_back_to_the_queue() -> None:
    file, clerk = about_to_be_handed_over(), at_work(cast.officer(cast.CLERK))
    assert press(clerk, file, "delivered", collector="Siti Contoh").url == reverse("desk:worklist")
    assert "belum ada" not in book_line(clerk)
