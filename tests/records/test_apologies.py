"""An apology that is owed: its letter, its signature or wet paper, its giving, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.terbilang.dates import long_date
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.compensation import settling
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.messages.apologies import remind_of_apologies
from maklumat.records.messages.models import Message
from maklumat.records.messages.preparing import Ready, prepared
from maklumat.records.outside import authority
from maklumat.records.people.models import User
from maklumat.records.products.models import LetterNumber
from maklumat.records.work import apologies, apology_content, owing
from tests import cast, owed_cast
from tests.cast import CLERK, HEAD

pytestmark = pytest.mark.django_db(transaction=True)

FRIDAY = 4
CAUSE = "Petugas pemeriksa berhalangan dan penggantinya belum ditunjuk."


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


@pytest.fixture
def owed() -> UUID:
    owed_cast.decide("both")
    return owed_cast.apology_of(owed_cast.broken())


def signed(owed: UUID) -> Entitlement:
    apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())
    return Entitlement.objects.get(pk=owed)


def test_the_list_names_what_is_owed_with_its_day(owed: UUID) -> None:
    (task,) = owing.tasks(cast.officer(HEAD).actor, now=timezone.now())
    assert (task.id, task.form, task.signed, task.late, task.visible) == (owed, "apology", False, False, True)
    assert "Siti Contoh" not in task.applicant
    assert task.applicant[:1] == "S"
    assert owing.tasks(cast.officer(HEAD, office=cast.NEIGHBOUR).actor, now=timezone.now()) == ()


def test_signed_once_with_one_number(owed: UUID) -> None:
    row = signed(owed)
    pdf = vault_bytes(row.letter_name)
    assert authority().verify(pdf)
    assert row.letter_mode == "electronic"
    again = signed(owed)
    assert (again.letter_number, again.letter_name) == (row.letter_number, row.letter_name)
    (number,) = LetterNumber.objects.filter(text=row.letter_number)
    assert (number.status, number.product) == ("taken", None)
    assert LedgerEntry.objects.filter(kind="apology_signed").count() == 1


def test_only_the_head_signs(owed: UUID) -> None:
    with pytest.raises(NotVisible):
        apologies.sign(cast.officer(CLERK).actor, owed, cause=CAUSE, moment=timezone.now())
    assert Entitlement.objects.get(pk=owed).letter_number == ""


def test_no_letter_without_a_cause(owed: UUID) -> None:
    with pytest.raises(Refusal) as refused:
        apologies.sign(cast.officer(HEAD).actor, owed, cause="  ", moment=timezone.now())
    assert refused.value.code == "KMP-007"
    assert not LetterNumber.objects.exists()


def test_on_paper_the_number_is_the_same(owed: UUID) -> None:
    owed_cast.ordered()
    clerk = cast.officer(CLERK).actor
    with pytest.raises(Refusal) as refused:
        apologies.take_in_scan(clerk, owed, scan=b"%PDF-1.7 scan", moment=timezone.now())
    assert refused.value.code == "KMP-006"
    assert apologies.print_for_wet_signature(clerk, owed, cause=CAUSE, moment=timezone.now()).startswith(b"%PDF")
    number = Entitlement.objects.get(pk=owed).letter_number
    apologies.take_in_scan(clerk, owed, scan=b"%PDF-1.7 scan", moment=timezone.now())
    row = Entitlement.objects.get(pk=owed)
    assert (row.letter_number, row.letter_mode) == (number, "wet")
    assert vault_bytes(row.letter_name) == b"%PDF-1.7 scan"


def test_given_with_its_proof_and_only_once(owed: UUID) -> None:
    clerk = cast.officer(CLERK).actor
    with pytest.raises(Refusal) as refused:
        owing.give(clerk, owed, how="handed", note="", proof=b"", moment=timezone.now())
    assert refused.value.code == "KMP-005"
    signed(owed)
    owing.give(clerk, owed, how="handed", note="di loket", proof=b"%PDF-1.7 bukti", moment=timezone.now())
    row = Entitlement.objects.get(pk=owed)
    assert (row.status, row.how, row.note, row.settled_by) == ("given", "handed", "di loket", clerk.user_id)
    assert vault_bytes(row.proof) == b"%PDF-1.7 bukti"
    assert owing.tasks(clerk, now=timezone.now()) == ()
    with pytest.raises(Refusal) as refused:
        owing.give(clerk, owed, how="sent", note="", proof=b"", moment=timezone.now())
    assert refused.value.code == "KMP-003"
    assert LedgerEntry.objects.filter(kind="entitlement_given").count() == 1


def test_declined_at_the_word_of_whoever_is_owed_it(owed: UUID) -> None:
    clerk = cast.officer(CLERK).actor
    owing.decline(clerk, owed, reason="Tidak perlu surat.", moment=timezone.now())
    assert Entitlement.objects.get(pk=owed).status == "declined"
    with pytest.raises(Refusal):
        apologies.sign(cast.officer(HEAD).actor, owed, cause=CAUSE, moment=timezone.now())


def test_a_priority_is_not_handed_over(owed: UUID) -> None:
    priority = Entitlement.objects.get(form="priority").id
    clerk = cast.officer(CLERK).actor
    with pytest.raises(Refusal) as refused:
        owing.give(clerk, priority, how="handed", note="", proof=b"", moment=timezone.now())
    assert refused.value.code == "KMP-004"
    with pytest.raises(NotVisible):
        apologies.letter(clerk, priority, timezone.now())


@pytest.mark.parametrize("post", [CLERK, HEAD])
def test_other_offices_find_nothing(owed: UUID, post: str) -> None:
    stranger = cast.officer(post, office=cast.NEIGHBOUR).actor
    for known in (owed, uuid4()):
        with pytest.raises(NotVisible):
            owing.opened(stranger, known)


def test_the_letter_says_what_was_promised_and_what_is_given(owed: UUID) -> None:
    found = owing.opened(cast.officer(HEAD).actor, owed)
    rows = apology_content.promises_said(found.law, found.position, found.broken)
    (limit,) = (one for one in found.law.standard.time_limits if one.code == found.broken[0].limit)
    assert [row[0] for row in rows] == [f"{limit.max} hari kerja"]
    due = found.broken[0].due_at.astimezone(ZoneInfo(found.law.office.time_zone))
    closing = "16.30" if due.weekday() == FRIDAY else "16.00"  # the office closes later on a Friday
    assert rows[0][1] == f"{long_date(due.date())} pukul {closing}"
    assert rows[0][2] == "belum selesai"
    given = apology_content.given_said(settling.owed_of(found.position.application_id))
    assert given.startswith("Permohonan Saudara berikutnya kami dahulukan, sampai ")


def test_it_can_be_verified_by_anybody(owed: UUID) -> None:
    with pytest.raises(NotVisible):
        apologies.verify("AAAA-AAAA")
    row = signed(owed)
    found = apologies.verify(row.letter_code or "")
    assert (found.name, found.number, found.state, found.signature) == (
        "Surat permintaan maaf", row.letter_number, "valid", "electronic",
    )  # fmt: skip
    assert found.initials == "S. C."
    assert found.sha256 == row.letter_sha256


def test_the_head_is_told_once_on_the_last_day(owed: UUID) -> None:
    head = cast.officer(HEAD)
    User.objects.filter(pk=head.user.pk).update(email="kepala@contoh.invalid")
    assert remind_of_apologies(timezone.now()) == 0  # its day has not come
    Entitlement.objects.filter(pk=owed).update(due_on=cast.today())
    assert [remind_of_apologies(timezone.now()) for _ in range(2)] == [1, 0]
    (told,) = Message.objects.filter(kind="apology_due")
    assert told.recipient == f"officer-{head.user.pk}"
    words = prepared(told, datetime.combine(cast.today(), time(9), UTC) + timedelta(days=1) - timedelta(hours=5))
    assert isinstance(words, Ready)
    assert "Surat permintaan maaf untuk berkas" in words.message.text
    assert LedgerEntry.objects.filter(kind="apology_reminded").count() == 1


def test_nobody_is_told_of_a_letter_that_is_signed(owed: UUID) -> None:
    signed(owed)
    Entitlement.objects.filter(pk=owed).update(due_on=cast.today())
    assert remind_of_apologies(timezone.now()) == 0
