"""A file at the desk: seen, checked, passed on, drafted, signed, handed over; and what is said when it cannot be."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.products.queries import letter_bytes
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from tests import cast
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> Any:
    return cast.enact()


@pytest.fixture
def clerk() -> Client:
    return at_work(cast.officer(cast.CLERK, name="Contoh Loket"))


def test_the_file_shows_what_is_asked_and_hides_the_numbers(clerk: Client) -> None:
    receipt = cast.apply()
    page = text(clerk.get(reverse("desk:file", args=[receipt.application_id])))
    assert "Siti Contoh" in page
    assert "Fotokopi e-KTP/Kartu Keluarga Pemohon" in page
    assert cast.SITI.nik not in page
    assert "999901******0001" in page
    assert "Mengapa tanggal ini" in page
    assert "Di sini sekarang:" in page


def test_the_numbers_are_shown_when_asked_for(clerk: Client) -> None:
    receipt = cast.apply()
    answer = clerk.post(reverse("desk:identity", args=[receipt.application_id]))
    assert cast.SITI.nik in text(answer)
    assert answer["Cache-Control"] == "no-store, private"


def test_complete_passes_the_file_on_and_says_so(clerk: Client) -> None:
    receipt = cast.apply()
    answer = press(clerk, receipt.application_id, "complete")
    assert answer.status_code == 302
    assert answer.url == reverse("desk:worklist")
    assert f"Tercatat untuk berkas {receipt.register}: Lengkap, teruskan." in text(clerk.get(answer.url))
    assert position(receipt.application_id).state.step == "verifikasi"


def test_incomplete_needs_a_finding_and_keeps_what_was_typed(clerk: Client) -> None:
    receipt = cast.apply()
    answer = press(clerk, receipt.application_id, "incomplete", note="sudah ditelepon")
    assert answer.status_code == 422
    assert "Tulis paling sedikit satu kekurangan" in text(answer)
    assert "sudah ditelepon" in text(answer)
    assert position(receipt.application_id).state.step == "penyerahan-berkas"
    press(clerk, receipt.application_id, "incomplete", findings__identitas="KTP buram", note="sudah ditelepon")
    file = work.followed(receipt.application_id)
    assert file.state.status == "with_applicant"
    assert file.history[-1].data["findings"] == {"identitas": "KTP buram"}


def test_only_the_fields_of_the_chosen_way_are_recorded(clerk: Client) -> None:
    receipt = cast.apply()
    data = {"incomplete-note": "tersisa dari pilihan lain", "complete-note": "rapi"}
    state = position(receipt.application_id).state
    typed = {"seen_seq": state.seq, "step": state.step, "outcome": "complete", **data}
    clerk.post(reverse("desk:act", args=[receipt.application_id]), typed)
    recorded = work.followed(receipt.application_id).history[-1].data
    assert recorded["note"] == "rapi"
    assert "tersisa" not in str(recorded)


def test_what_was_found_wrong_is_never_lost_by_choosing_complete(clerk: Client) -> None:
    receipt = cast.apply()
    state = position(receipt.application_id).state
    typed = {"seen_seq": state.seq, "step": state.step, "outcome": "complete"}
    typed["incomplete-findings-identitas"] = "KTP buram"
    answer = clerk.post(reverse("desk:act", args=[receipt.application_id]), typed)
    assert answer.status_code == 422
    assert "Anda menulis kekurangan" in text(answer)
    assert "\nKTP buram</textarea>" in text(answer)
    assert position(receipt.application_id).state.seq == state.seq


def test_whoever_is_slower_is_told_who_was_faster_and_loses_no_words() -> None:
    receipt = cast.apply()
    fast, slow = cast.officer(cast.CLERK, name="Contoh Cepat"), at_work(cast.officer(cast.CLERK))
    seen = position(receipt.application_id).state
    press(at_work(fast), receipt.application_id, "complete")
    late = {"seen_seq": seen.seq, "step": seen.step, "outcome": "complete", "complete-note": "catatan yang sia-sia"}
    answer = slow.post(reverse("desk:act", args=[receipt.application_id]), late)
    assert answer.status_code == 409
    assert "sudah dikerjakan oleh Contoh Cepat" in text(answer)
    assert "catatan yang sia-sia" in text(answer)


def test_a_promise_that_breaks_while_reading_is_nobodys_conflict(clerk: Client) -> None:
    from maklumat.records.work import actions

    receipt = cast.apply(moment=timezone.now() - timedelta(days=12))
    seen = position(receipt.application_id).state.seq
    actions.tick(receipt.application_id, moment=timezone.now())
    assert position(receipt.application_id).state.seq > seen
    assert press(clerk, receipt.application_id, "complete", seen_seq=seen).status_code == 302


def test_a_repeated_press_is_answered_like_the_first(clerk: Client) -> None:
    receipt = cast.apply()
    seen = position(receipt.application_id).state
    typed = {"seen_seq": seen.seq, "step": seen.step, "outcome": "complete"}
    again = at_work(cast.officer(cast.CLERK))
    for client in (clerk, again):
        answer = client.post(reverse("desk:act", args=[receipt.application_id]), typed)
    assert answer.status_code == 409
    assert clerk.post(reverse("desk:act", args=[receipt.application_id]), typed).status_code == 302
    assert len(work.followed(receipt.application_id).history) == 2


def test_a_repeated_press_is_answered_like_the_first_where_the_next_step_is_ones_own_too() -> None:
    receipt = cast.apply()
    everybody = at_work(cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR, name="Contoh Serba"))
    press(everybody, receipt.application_id, "complete")
    seen = position(receipt.application_id).state
    typed = {"seen_seq": seen.seq, "step": seen.step, "outcome": "valid"}
    answers = [everybody.post(reverse("desk:act", args=[receipt.application_id]), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert len(work.followed(receipt.application_id).history) == 3


def test_what_happened_earlier_needs_its_moment_and_a_reason(clerk: Client) -> None:
    receipt = cast.apply(moment=timezone.now() - timedelta(days=2))
    state = position(receipt.application_id).state
    yesterday = timezone.now() - timedelta(days=1)
    typed = {"seen_seq": state.seq, "step": state.step, "outcome": "complete", "happened_at": "09.15"}
    typed |= {f"happened_on_{i}": part for i, part in enumerate((yesterday.day, yesterday.month, yesterday.year))}
    address = reverse("desk:act", args=[receipt.application_id])
    refused = clerk.post(address, typed)
    assert refused.status_code == 422
    assert "Mengapa baru dicatat sekarang?" in text(refused)
    assert clerk.post(address, {**typed, "late_reason": "listrik padam"}).status_code == 302
    event = work.followed(receipt.application_id).history[-1]
    assert event.occurred_at < event.recorded_at - timedelta(hours=1)
    assert event.data["late_reason"] == "listrik padam"


def test_an_imported_letter_comes_in_untouched_and_goes_to_its_end() -> None:
    receipt = cast.apply()
    application = receipt.application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    operator, head = at_work(cast.officer(cast.OPERATOR)), at_work(cast.officer(cast.HEAD))
    press(clerk, application, "complete")
    press(analyst, application, "valid")
    assert position(application).state.desk == (cast.OPERATOR,)
    press(operator, application, "valid")
    refused = press(operator, application, "imported", reference="SIKS-1")
    assert refused.status_code == 422
    assert press(operator, application, "imported", reference="SIKS-1", document=desk.upload()).status_code == 302
    page = head.get(reverse("desk:sign", args=[application]))
    assert "disimpan utuh" in text(page)
    assert desk.sign(head, application).status_code == 302
    assert press(at_work(cast.officer(cast.PRINTER)), application, "done", note="dicetak").status_code == 302
    assert press(clerk, application, "delivered", collector="Siti Contoh", channel="counter").status_code == 302
    assert position(application).state.status == "finished"


def test_papers_and_letters_are_shown_safely() -> None:
    from maklumat.ports.uploads import decode
    from maklumat.records.applications import actions as applications

    receipt, clerk = cast.apply(), at_work(cast.officer(cast.CLERK))
    file = decode(desk.blank_pdf())
    paper = applications.attach(receipt.application_id, cast.OFFICE, "identitas", file, moment=timezone.now())
    answer = clerk.get(reverse("desk:paper", args=[receipt.application_id, paper]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'inline; filename="lampiran"'


def test_a_promise_broken_before_the_file_was_complete_stays_late() -> None:
    receipt, clerk = cast.apply(moment=timezone.now() - timedelta(days=12)), at_work(cast.officer(cast.CLERK))
    press(clerk, receipt.application_id, "complete")
    page = text(clerk.get(reverse("desk:file", args=[receipt.application_id])))
    assert "Janji waktu terlewati" in page
    assert "Terlambat" in page
    assert "Tersisa" not in page
    assert "belum dinyatakan lengkap" in page


def test_a_document_from_outside_outlives_an_error_elsewhere() -> None:
    application = cast.apply().application_id
    press(at_work(cast.officer(cast.CLERK)), application, "complete")
    press(at_work(cast.officer(cast.ANALYST)), application, "valid")
    operator = at_work(cast.officer(cast.OPERATOR))
    press(operator, application, "valid")
    pdf = desk.blank_pdf()
    wrong = press(operator, application, "imported", document=SimpleUploadedFile("unduhan.pdf", pdf))  # no reference
    assert wrong.status_code == 422
    token = re.search(r'name="imported-document-kept" value="([^"]+)"', text(wrong))
    assert token
    assert press(operator, application, "imported", reference="SIKS-1", document__kept=token[1]).status_code == 302
    (letter,) = work.followed(application).products
    assert letter_bytes(application, letter.id) == pdf


def test_of_a_long_history_the_last_five_stand_open_and_all_are_there(clerk: Client) -> None:
    receipt = cast.apply()
    address = reverse("desk:file", args=[receipt.application_id])
    for _ in range(2):
        seq = position(receipt.application_id).state.seq
        data = {"reason": "buram", "findings": {"identitas": "Foto KTP tidak terbaca"}}
        actions.act(cast.officer(cast.CLERK).actor, receipt.application_id, step="penyerahan-berkas",
                    outcome="incomplete", seen_seq=seq, data=data, moment=timezone.now())  # fmt: skip
        seq = position(receipt.application_id).state.seq
        actions.resubmit(receipt.application_id, seen_seq=seq, data={}, moment=timezone.now())
    page = text(clerk.get(address))
    assert "sebelumnya" not in page  # five lines: nothing is folded
    press(clerk, receipt.application_id, "complete")
    page = text(clerk.get(address))
    folded, _, rest = page[page.index("1 catatan sebelumnya") :].partition("</details>")
    assert "Permohonan diterima lewat situs" in folded
    assert rest.partition("</ol>")[0].count("<li") == 5
    assert "Permohonan diterima" not in rest.partition("</section>")[0]
