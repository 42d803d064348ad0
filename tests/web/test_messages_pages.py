"""Messages on the pages: chosen and stopped by their receiver, seen and repeated at the desk, watched over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.messages.models import Message
from maklumat.records.messages.people import file_of
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.work import queries as work
from maklumat.records.work.submit import Receipt
from tests import cast, message_cast
from tests.records.message_ways import MINUTE, no_quiet_hours, run, three_ways
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


def applied(**more: Any) -> Receipt:
    person = replace(cast.SITI, **{"told_by": "sms", "email": "siti@contoh.example", **more})
    return cast.apply(person=person)


def follower(receipt: Receipt) -> Client:
    client = Client()
    assert public.follow(client, receipt.code, receipt.secret).status_code == 302
    return client


def wish_of(receipt: Receipt) -> str:
    found = file_of(receipt.application_id)
    assert found is not None
    return found.people[0].person.told_by


def test_what_was_answered_at_intake_is_what_holds_and_in_which_language(client: Client) -> None:
    draft = public.complete(client)
    client.post(reverse("public:language"), {"bahasa": "en", "kembali": "/"})
    answer = client.post(
        public.page("draft_person", draft), {**public.SITI, "for_whom": "sendiri", "told_by": "sms", "phone_use": "own"}
    )
    assert answer.status_code == 302
    assert "Yes, by SMS" in text(client.get(public.page("draft_review", draft)))
    assert public.send(client, draft).status_code == 302
    found = file_of(draft)
    assert found is not None
    person = found.people[0].person
    assert (person.told_by, person.phone_use, person.language) == ("sms", "own", "en")


def test_who_stops_on_the_page_is_told_no_more(settings: Any) -> None:
    settings.CHANNELS = three_ways()
    receipt = applied()
    client, address = follower(receipt), reverse("public:told")
    assert address in text(client.get(reverse("public:follow_file")))
    answer = client.post(address, {"role": "applicant", "told_by": "none", "phone_use": "own"})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert wish_of(receipt) == "none"
    assert "Pilihan kabar diubah" in text(client.get(reverse("public:follow_file")))


def test_a_way_without_its_address_cannot_be_chosen() -> None:
    receipt = applied(email="")
    client = follower(receipt)
    assert "Ya, lewat surel" not in text(client.get(reverse("public:told")))
    assert client.post(reverse("public:told"), {"role": "applicant", "told_by": "email"}).status_code == 422
    assert client.post(reverse("public:told"), {"role": "ratu", "told_by": "none"}).status_code == 422
    assert wish_of(receipt) == "sms"


def test_nothing_is_promised_that_nobody_sends(settings: Any) -> None:
    client = follower(applied())
    assert "belum mengirim pesan" in text(client.get(reverse("public:told")))
    settings.CHANNELS = {"email": three_ways()["email"]}
    html = text(client.get(reverse("public:told")))
    assert "belum mengirim pesan" not in html
    assert "lewat SMS" not in html
    assert "lewat surel" in html


def test_without_code_and_secret_nobody_chooses() -> None:
    answer = Client().post(reverse("public:told"), {"role": "applicant", "told_by": "none"})
    assert answer.headers["Location"] == reverse("public:follow")


def test_the_desk_sees_each_state_in_words_and_that_somebody_has_to_call() -> None:
    receipt = applied()
    message_cast.every_state(receipt.application_id)
    html = text(at_work(cast.officer(cast.CLERK)).get(reverse("desk:file", args=[receipt.application_id])))
    for words in (
        "diterima penyedia SMS",
        "ditulis ke folder (WhatsApp), belum dikirim ke siapa pun",
        "menunggu jam tenang selesai",
        "belum berhasil lewat SMS (penyedia sedang sibuk), dicoba lagi",
        "SMS sedang tidak menjawab, dicoba lagi",
        "tidak dikirim: berkas rahasia",
        "gagal: nomor atau alamatnya tidak ada",
        "tidak sampai: mesin kantor terlalu lama mati",
        "telepon atau kirim surat",
        "+62812*****001",
    ):
        assert words in html, words
    skipped = Message.objects.get(state="skipped")  # somebody may mend the file and try
    assert reverse("desk:message_again", args=[receipt.application_id, skipped.pk]) in html


def test_nobody_is_told_that_a_message_arrived_when_only_its_provider_took_it(settings: Any) -> None:
    settings.CHANNELS = three_ways()
    no_quiet_hours()
    receipt = applied()
    run(timezone.now())
    pages = [
        follower(receipt).get(reverse("public:told")),
        follower(receipt).get(reverse("public:follow_file")),
        at_work(cast.officer(cast.CLERK)).get(reverse("desk:file", args=[receipt.application_id])),
        at_work(cast.officer(ADMINISTRATOR)).get(reverse("administration:messages")),
    ]
    for shown in map(text, pages):
        assert "iterima penyedia" in shown
        assert "erkirim" not in shown


def test_the_desk_sends_once_more_and_the_counter_stops(settings: Any) -> None:
    settings.CHANNELS = three_ways()
    no_quiet_hours()
    receipt, now = applied(), timezone.now()
    run(now)
    clerk = at_work(cast.officer(cast.CLERK))
    sent = Message.objects.get()
    address = reverse("desk:message_again", args=[receipt.application_id, sent.pk])
    assert clerk.post(address).status_code == 302
    run(timezone.now() + MINUTE)
    assert len(settings.CHANNELS["sms"].given) == 2
    choice = reverse("desk:message_choice", args=[receipt.application_id])
    wanting = {"role": "applicant", "told_by": "none", "phone_use": "own"}
    assert clerk.post(choice, wanting).status_code == 422  # no card was seen
    assert clerk.post(choice, {**wanting, "identity": "ktp"}).status_code == 302
    assert wish_of(receipt) == "none"
    last = work.followed(receipt.application_id).history[-1]
    assert (last.kind, last.post, last.data["identity"]) == ("messages_chosen", cast.CLERK, "e-KTP")


def test_the_administrator_retries_and_tries_a_way_without_seeing_a_file(settings: Any) -> None:
    receipt = applied()
    message_cast.every_state(receipt.application_id)
    client, address = at_work(cast.officer(ADMINISTRATOR)), reverse("administration:messages")
    html = text(client.get(address))
    assert "tidak ada yang dikirim ke siapa pun" in html
    assert "Permohonan ditolak" in html
    assert receipt.register not in html
    assert cast.SITI.phone not in html
    sample = {"deed": "sample", "way": "sms", "address": "0812 0000 0002"}
    assert "Ditulis ke folder" in text(client.post(address, sample, follow=True))
    settings.CHANNELS = three_ways()
    assert "diterima penyedia" in text(client.post(address, sample, follow=True))
    assert [one.to for one in settings.CHANNELS["sms"].given] == ["+6281200000002"]
    assert "2 pesan dicoba lagi" in text(client.post(address, {"deed": "retry"}, follow=True))
    assert not Message.objects.filter(state="dead").exists()
    message_cast.every_state(cast.apply().application_id)
    cleared = text(client.post(address, {"deed": "clear", "way": "sms"}, follow=True))
    assert "Tanda alamat salah dihapus dari 2 pesan lewat SMS" in cleared
    assert not Message.objects.filter(failed__contains="sms:").exists()
    assert client.post(address, {"deed": "clear", "way": "merpati"}).status_code == 404
    assert at_work(cast.officer(cast.CLERK)).get(address).status_code == 404
    assert at_work(cast.officer(cast.HEAD)).post(address, {"deed": "retry"}).status_code == 404


def test_an_official_says_where_they_are_sent_mail() -> None:
    head = cast.officer(cast.HEAD)
    client, address = at_work(head), reverse("desk:account")
    assert client.post(address, {"deed": "email", "email": "bukan surel"}).status_code == 422
    assert client.post(address, {"deed": "email", "email": "kepala@contoh.example"}).status_code == 302
    head.user.refresh_from_db()
    assert head.user.email == "kepala@contoh.example"
