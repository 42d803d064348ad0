"""Compensation at the desk and for whoever is owed it: the list, the letter, the counter, the page that is followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from maklumat.core.organisation.table import TRIAL_UNTIL
from maklumat.core.terbilang.dates import long_date
from maklumat.ports.uploads import kind_of
from maklumat.records.applications.models import Application
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.compensation.models import Entitlement
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.people.queries import name_of
from maklumat.records.work import apologies, owing
from maklumat.records.work.submit import Receipt, receipt_of
from maklumat.web.desk.telling import post_names
from tests import cast, owed_cast
from tests.cast import CLERK, HEAD, PASSWORD
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, upload
from tests.web.public_steps import text

pytestmark = pytest.mark.django_db

CAUSE = "Petugas pemeriksa sakit dan penggantinya terlambat ditunjuk."


@pytest.fixture
def owed() -> UUID:
    cast.enact()
    owed_cast.decide("both")
    return owed_cast.apology_of(owed_cast.broken())


def page(entitlement: UUID) -> str:
    return reverse("desk:entitlement", args=[entitlement])


def followed(client: Client, receipt: Receipt) -> str:
    """The page on which an applicant follows their file."""
    return text(client.get(public.follow(client, receipt.code, receipt.secret).url))


def head() -> Client:
    return at_work(cast.officer(HEAD))


def clerk() -> Client:
    return at_work(cast.officer(CLERK))


def test_nothing_is_owed() -> None:
    cast.enact()
    assert "Tidak ada kompensasi yang belum diberikan" in text(clerk().get(reverse("desk:compensation")))


def test_the_list_reads_a_fixed_number_of_statements(owed: UUID, django_assert_num_queries: Any) -> None:
    client, address = head(), reverse("desk:compensation")
    client.get(address)
    with django_assert_num_queries(5):
        few = client.get(address)
    for _ in range(3):
        owed_cast.broken()
    with django_assert_num_queries(5):
        many = client.get(address)
    assert (len(few.context["lines"]), len(many.context["lines"])) == (1, 4)


def test_it_is_a_task_of_whoever_heads_the_office_and_of_nobody_else(owed: UUID) -> None:
    said = "1 surat permintaan maaf menunggu tanda tangan Anda"
    signer = head()
    for address in (reverse("desk:worklist"), reverse("desk:letters")):
        told = text(signer.get(address))
        assert said in told
        assert reverse("desk:compensation") in told
        assert "lewat batasnya" not in told
        assert said not in text(clerk().get(address))
    Entitlement.objects.filter(pk=owed).update(due_on=cast.today() - timedelta(days=1))
    assert "1 lewat batasnya" in text(signer.get(reverse("desk:worklist")))
    apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())
    assert "menunggu tanda tangan Anda" not in text(signer.get(reverse("desk:worklist")))


def test_the_head_s_line_costs_nobody_else_a_statement(owed: UUID, django_assert_num_queries: Any) -> None:
    actor, today = cast.officer(CLERK).actor, cast.today()
    with django_assert_num_queries(0):
        assert owing.to_sign(actor, today) is None


def test_the_list_goes_on_behind_its_first_page(owed: UUID) -> None:
    """Fifty that somebody may not open hide nothing that they may."""
    row = Entitlement.objects.get(pk=owed)
    for number in range(owing.PAGE):
        Entitlement.objects.create(
            office=row.office, application_id=row.application_id, service=row.service, year=row.year,
            number=1000 + number, key=f"other-{number + 1}", form="other", text="Lain", ground="decree", status="owed",
            made_at=row.made_at, due_on=row.due_on, content={}, note="",
        )  # fmt: skip
    client, address = clerk(), reverse("desk:compensation")
    first = client.get(address)
    second = client.get(f"{address}?sesudah={first.context['later']}")
    seen = [one.id for page in (first, second) for one in page.context["lines"]]
    assert (len(first.context["lines"]), len(seen), len(set(seen))) == (owing.PAGE, owing.PAGE + 1, owing.PAGE + 1)
    assert second.context["later"] == ""
    assert client.get(f"{address}?sesudah=apa").status_code == 404


def test_signed_handed_over_and_in_the_book(owed: UUID) -> None:
    signer = head()
    wrong = signer.post(page(owed), {"deed": "sign", "cause": CAUSE, "password": "bukan ini"})
    assert wrong.status_code == 422
    assert Entitlement.objects.get(pk=owed).letter_at is None
    signed = signer.post(page(owed), {"deed": "sign", "cause": CAUSE, "password": PASSWORD})
    assert signed.status_code == 302
    row = Entitlement.objects.get(pk=owed)
    assert row.letter_mode == "electronic"
    letter = signer.get(reverse("desk:entitlement_letter", args=[owed]))
    assert letter["Content-Type"] == "application/pdf"
    given = clerk().post(page(owed), {"deed": "give", "how": "handed", "note": "di loket", "proof": upload()})
    assert given.status_code == 302
    book = text(clerk().get(reverse("desk:register", args=["kompensasi"])))
    for said in ("Permintaan maaf", "Prioritas", CAUSE, row.letter_number, "bukti tersimpan", "Sudah diberikan"):
        assert said in book
    assert "Siti Contoh" not in book
    assert "Belum dipakai" in book  # a priority is not handed over
    assert "Belum diberikan" not in book
    csv = b"".join(clerk().get(reverse("desk:register", args=["kompensasi"]), {"bentuk": "csv"}))  # type: ignore[arg-type]
    assert CAUSE.encode() in csv


def test_its_page_says_until_when_it_was_promised_and_what_became_of_it(owed: UUID) -> None:
    told = text(clerk().get(page(owed)))
    assert "; belum selesai</li>" in told
    assert "Belum diberikan" in told
    priority = Entitlement.objects.get(form="priority")
    assert "Belum dipakai" in text(clerk().get(page(priority.pk)))


def test_on_paper_by_whoever_works_on_the_file(owed: UUID) -> None:
    client = clerk()
    told = text(client.get(page(owed)))
    assert "Yang menandatangani adalah kepala kantor" in told
    assert 'value="print"' not in told
    refused = client.post(page(owed), {"deed": "print", "cause": CAUSE})
    assert (refused.status_code, "PRD-014" in text(refused)) == (422, True)
    owed_cast.ordered()
    assert 'value="print"' in text(client.get(page(owed)))
    printed = client.post(page(owed), {"deed": "print", "cause": CAUSE})
    assert printed["Content-Type"] == "application/pdf"
    scanned = client.post(page(owed), {"deed": "scan", "scan": upload(), "password": PASSWORD})
    assert scanned.status_code == 302
    row = Entitlement.objects.get(pk=owed)
    assert row.letter_mode == "wet"
    shown = text(client.get(page(owed)))
    assert name_of(row.letter_signer) in shown
    assert long_date(cast.today()) in shown


def test_the_clerk_does_not_sign_for_the_head(owed: UUID) -> None:
    refused = clerk().post(page(owed), {"deed": "sign", "cause": CAUSE, "password": PASSWORD})
    assert refused.status_code == 404
    assert Entitlement.objects.get(pk=owed).letter_at is None


def test_what_was_given_is_found_again_with_its_proof_and_who_gave_it(owed: UUID) -> None:
    apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())
    giver = cast.officer(CLERK, name="Rini Contoh")
    client, proof = at_work(giver), reverse("desk:entitlement_proof", args=[owed])
    assert client.get(proof).status_code == 404
    bare = client.post(page(owed), {"deed": "give", "how": "handed"})
    assert (bare.status_code, "KMP-009" in text(bare)) == (422, True)
    assert Entitlement.objects.get(pk=owed).status == "owed"
    assert client.post(page(owed), {"deed": "give", "how": "handed", "proof": upload()}).status_code == 302
    post = post_names(catalogue.office(cast.OFFICE, timezone.now()), CLERK)
    told = text(client.get(page(owed)))
    assert f"oleh Rini Contoh, {post}" in told
    assert proof in told
    kept = client.get(proof)
    assert (kept.status_code, kept["Content-Type"]) == (200, kind_of(kept.content))
    assert (kept["Cache-Control"], "sandbox" in kept["Content-Security-Policy"]) == ("no-store, private", True)
    book = text(client.get(reverse("desk:register", args=["kompensasi"])))
    assert f"Rini Contoh, {post}" in book
    assert f'href="{page(owed)}"' in book
    file = reverse("desk:file", args=[Entitlement.objects.get(pk=owed).application_id])
    shown = text(client.get(file))
    assert f'href="{page(owed)}"' in shown
    assert shown.index(f'href="{page(owed)}"') > shown.index(reverse("desk:act", args=[file.split("/")[-2]]))
    stranger = at_work(cast.officer("kabid-rehabilitasi-sosial"))
    assert f'href="{page(owed)}"' not in text(stranger.get(reverse("desk:register", args=["kompensasi"])))
    assert stranger.get(proof).status_code == 404


def test_declined_with_what_was_said(owed: UUID) -> None:
    client = clerk()
    assert client.post(page(owed), {"deed": "decline", "reason": ""}).status_code == 422
    assert client.post(page(owed), {"deed": "decline", "reason": "Tidak perlu."}).status_code == 302
    assert "Dilepas" in text(client.get(page(owed)))


def test_told_from_the_moment_of_the_breach_and_the_letter_is_theirs(owed: UUID, client: Client) -> None:
    row = Entitlement.objects.get(pk=owed)
    Entitlement.objects.filter(application_id=row.application_id).delete()  # nobody has written it down yet
    receipt = receipt_of(row.application_id)
    told = followed(client, receipt)
    assert "Janji kami lewat. Anda berhak atas:" in told
    assert "Permohonan Anda berikutnya didahulukan." in told
    assert "Surat permintaan maaf dari kepala kantor." in told


def test_the_signed_letter_is_there_for_whoever_follows(owed: UUID, client: Client) -> None:
    apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())
    row = Entitlement.objects.get(pk=owed)
    receipt = receipt_of(row.application_id)
    told = followed(client, receipt)
    assert reverse("public:letter", args=[owed]) in told
    letter = client.get(reverse("public:letter", args=[owed]))
    assert letter.status_code == 200
    other = owed_cast.apology_of(owed_cast.broken())
    apologies.sign(cast.officer(HEAD).actor, other, cause=CAUSE, moment=timezone.now())
    assert client.get(reverse("public:letter", args=[other])).status_code == 404
    verified = text(Client().get(reverse("public:verify", args=[row.letter_code])))
    assert row.letter_number in verified
    assert "Siti" not in verified


def test_a_file_in_time_is_told_nothing(client: Client) -> None:
    cast.enact()
    owed_cast.decide("both")
    receipt = cast.apply()
    assert "Anda berhak atas" not in followed(client, receipt)


def test_marked_on_the_worklist_and_on_the_file(owed: UUID) -> None:
    mine = cast.apply().application_id
    owed_cast.tell_the_time()
    client = clerk()
    assert "Prioritas (kompensasi)" in text(client.get(reverse("desk:worklist")))
    assert "Prioritas (kompensasi)" in text(client.get(reverse("desk:file", args=[mine])))
    first = Application.objects.get(pk=Entitlement.objects.get(pk=owed).application_id)
    assert "Prioritas (kompensasi)" not in text(client.get(reverse("desk:file", args=[first.pk])))


def test_the_counter_tells_that_somebody_goes_first(owed: UUID) -> None:
    client = clerk()
    row = Entitlement.objects.get(form="priority")
    receipt = receipt_of(row.application_id)
    for typed in (cast.SITI.nik, "siti contoh", receipt.code):
        page = client.post(reverse("desk:counter"), {"q": typed})
        assert page.context["found"][0].first_until == row.valid_until
        assert "Berhak didahulukan" in text(page)
    given = client.post(
        reverse("desk:queue"), {"deed": "give", "reason": "compensation", "ticket_id": page.context["ticket_id"]}
    )
    assert given.status_code == 302
    cast.apply()
    owed_cast.tell_the_time()
    assert "Berhak didahulukan" not in text(client.post(reverse("desk:counter"), {"q": cast.SITI.nik}))


def test_without_a_nik_the_old_receipt_is_shown() -> None:
    cast.enact()
    owed_cast.decide("both")
    nameless = replace(cast.SITI, nik="")
    earlier = receipt_of(owed_cast.broken(person=nameless))
    mine = cast.apply(person=nameless).application_id
    owed_cast.tell_the_time()
    client, address = clerk(), reverse("desk:file", args=[mine])
    assert "Punya kode permohonan lama" in text(client.get(address))
    wrong = client.post(reverse("desk:claim", args=[mine]), {"code": "AAAA-AAAA"})
    assert (wrong.status_code, "KMP-001" in text(wrong)) == (422, True)
    assert client.post(reverse("desk:claim", args=[mine]), {"code": earlier.code}).status_code == 302
    shown = text(client.get(address))
    assert "Prioritas (kompensasi)" in shown
    assert "Punya kode permohonan lama" not in shown


def test_everybody_may_read_how_often_but_not_in_a_trial(owed: UUID, client: Client) -> None:
    apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())
    owing.give(cast.officer(HEAD).actor, owed, how="handed", note="di loket", proof=b"", moment=timezone.now())
    cast.apply()
    owed_cast.tell_the_time()
    address = reverse("public:office", args=[cast.OFFICE])
    told = text(client.get(address))
    for said in (
        "1 janji lewat karena kantor.",
        "1 surat permintaan maaf diberikan.",
        "1 prioritas diberikan, 1 sudah dipakai.",
    ):
        assert said in told
    assert "janji lewat karena kantor" not in text(client.get(reverse("public:office", args=[cast.NEIGHBOUR])))
    until = (cast.today() + timedelta(days=30)).isoformat()
    administrator = cast.officer(ADMINISTRATOR).actor
    settings.decide(administrator, TRIAL_UNTIL, until, moment=timezone.now())
    assert "janji lewat karena kantor" not in text(client.get(address))


def test_the_book_as_a_workbook(owed: UUID) -> None:
    answer = clerk().get(reverse("desk:register", args=["kompensasi"]), {"bentuk": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="kompensasi.xlsx"'
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Nomor", "Diketahui"]
    assert [row[6] for row in rows[1:]] == ["Prioritas", "Permintaan maaf"]
    assert all(isinstance(row[1], datetime) for row in rows[1:])
