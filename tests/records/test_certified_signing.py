"""Letters signed with the signer's own certificate of BSrE: asked once, honest, and paper with the same number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.ports import pades
from maklumat.ports.esign import EsignFault
from maklumat.ports.signing import SignerIdentity
from maklumat.records.ledger.history import events_of
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.models import LetterNumber, SigningRequest
from maklumat.records.outages import queries as outages
from maklumat.records.people import appointing
from maklumat.records.people.access import ADMINISTRATOR
from maklumat.records.products import signing_requests
from maklumat.records.products.queries import verify
from maklumat.records.work import apologies, owing, signers, signing
from maklumat.records.work.signers import Secret
from tests import cast, esign_stub, owed_cast
from tests.esign_stub import Stub, typed
from tests.ports.test_rendering import raw_words
from tests.records.test_letters import Case

pytestmark = pytest.mark.django_db(transaction=True)
STEP = "tanda-tangan"
SOMEBODY_ELSE = SignerIdentity("contoh.lain", "Kepala Dinas", "Dinas Contoh", "Budi Rekaan Lain, S.H.")


@pytest.fixture(autouse=True)
def law_in_force() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


@pytest.fixture
def there(tmp_path: Path, settings: Any) -> Iterator[Stub]:
    with esign_stub.esign_stub(tmp_path) as stub:
        esign_stub.chosen(cast.OFFICE, settings, stub)
        yield stub


@pytest.fixture
def case() -> Case:
    who = cast.officer(cast.CLERK, cast.ANALYST, cast.OPERATOR, cast.HEAD, cast.PRINTER, name="Contoh Kepala")
    return Case(who).to_signing()


def sign(case: Case, secret: Secret | None) -> None:
    signing.sign(case.who.actor, case.id, step=STEP, seen_seq=case.seq, moment=case.moment, secret=secret)


def refused(case: Case, secret: Secret | None) -> Refusal:
    with pytest.raises(Refusal) as fault:
        sign(case, secret)
    return fault.value


def test_the_letter_bears_the_signers_own_certificate_and_says_so(case: Case, there: Stub) -> None:
    sign(case, typed())
    (found,) = pades.facts(case.pdf, None)
    assert (found.signer, found.holds) == (esign_stub.SIGNER.name, True)
    assert (case.product.signature, verify(case.product.code, case.moment).signature) == ("certified", "certified")
    foot = " ".join(raw_words(case.pdf).split())
    assert "diterbitkan Balai Besar Sertifikasi Elektronik (BSrE)" in foot
    assert "bukan BSrE" not in foot
    assert verify(case.product.code, case.moment).certificate == esign_stub.SIGNER.name
    event = events_of(case.id)[-1]
    assert (event.data["mode"], event.data["certificate"], event.data["service_id"]) == (
        "certified", esign_stub.SIGNER.name, "dok-1",
    )  # fmt: skip
    kept = json.dumps([dict(one.data) for one in events_of(case.id)], default=str)
    assert esign_stub.PASSPHRASE not in kept
    assert esign_stub.NIK not in kept
    row = SigningRequest.objects.get()
    assert (row.outcome, row.service_id, row.answered_at is None) == ("signed", "dok-1", False)


def test_after_a_wrong_passphrase_the_same_number_is_tried_again(case: Case, there: Stub) -> None:
    assert refused(case, typed("salah")).code == "TTD-011"
    number = case.product.number
    assert (case.product.status, bool(number)) == ("numbered", True)
    sign(case, typed())
    assert (case.product.number, LetterNumber.objects.count(), there.signed) == (number, 1, 1)


@pytest.mark.parametrize("mode", [esign_stub.DOWN, esign_stub.PROXY, esign_stub.EXPIRED, esign_stub.PAGE])
def test_whatever_the_service_does_paper_goes_out_with_the_same_number(case: Case, there: Stub, mode: str) -> None:
    there.mode = mode
    assert isinstance(refused(case, typed()), EsignFault)
    number = case.product.number
    at = {"step": STEP, "seen_seq": case.seq, "moment": case.moment}
    paper = signing.print_for_wet_signature(case.who.actor, case.id, **at)
    assert number in raw_words(paper)
    assert case.product.code in raw_words(paper)
    signing.take_in_scan(case.who.actor, case.id, scan=blank_pdf(), **at)
    assert (case.product.number, case.product.signature, case.product.status) == (number, "wet", "issued")


def test_a_request_without_an_answer_is_never_repeated_by_itself(case: Case, there: Stub, settings: Any) -> None:
    settings.ESIGN = there.service()
    there.mode = esign_stub.SILENT
    assert refused(case, typed()).code == "TTD-015"
    there.mode = esign_stub.SIGNS
    assert refused(case, typed()).code == "TTD-020"  # somebody presses again at once
    case.moment += timedelta(minutes=1)
    assert refused(case, typed()).code == "TTD-021"
    assert len(there.asked) == 1
    assert signing_requests.unanswered(case.product.id) is not None
    settings.ESIGN = there.service(seconds=20.0)
    sign(case, typed(again=True))
    assert (case.product.status, LetterNumber.objects.count(), len(there.asked)) == ("issued", 1, 2)
    outcomes = SigningRequest.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["again", "signed"]


def test_while_one_waits_for_its_answer_no_other_is_sent(case: Case, there: Stub) -> None:
    letter = uuid4()
    more = {"user_id": 1, "takes": timedelta(seconds=30), "moment": case.moment}
    signing_requests.begin(letter, cast.OFFICE, again=False, **more)
    with pytest.raises(Refusal) as fault:
        signing_requests.begin(letter, cast.OFFICE, again=True, **more)
    assert fault.value.code == "TTD-020"


def test_an_office_that_chose_bsre_is_never_signed_for_by_the_embedded_signer(
    case: Case, there: Stub, settings: Any
) -> None:
    assert refused(case, None).code == "TTD-019"
    settings.ESIGN = None
    assert refused(case, typed()).code == "TTD-010"
    assert (case.product.status, there.asked) == ("numbered", [])


def test_another_office_signs_as_before(there: Stub) -> None:
    assert (signers.mode_of(cast.OFFICE), signers.mode_of(cast.NEIGHBOUR)) == ("certified", "electronic")


def test_bsre_can_be_said_to_be_down_where_it_signs(settings: Any, tmp_path: Path) -> None:
    now = timezone.now()
    assert outages.BSRE_NAME not in outages.systems(cast.OFFICE, now)
    with esign_stub.esign_stub(tmp_path) as stub:
        esign_stub.chosen(cast.OFFICE, settings, stub)
    assert outages.BSRE_NAME in outages.systems(cast.OFFICE, now)


def test_an_apology_is_signed_the_same_way(there: Stub) -> None:
    owed_cast.decide("both")
    owed = owed_cast.apology_of(owed_cast.broken())
    head = cast.officer(cast.HEAD, name="Contoh Kepala").actor
    apologies.sign(head, owed, cause="Sebab contoh", moment=timezone.now(), secret=typed())
    row = owing.opened(head, owed).row
    assert (row.letter_mode, len(there.asked)) == ("certified", 1)
    assert apologies.verify(row.letter_code or "").certificate == esign_stub.SIGNER.name


def test_somebody_elses_certificate_signs_nothing(case: Case, there: Stub) -> None:
    there.signer = SOMEBODY_ELSE
    fault = refused(case, typed())
    assert (fault.code, "Budi Rekaan Lain" in str(fault)) == ("TTD-024", True)
    number = case.product.number
    assert (case.product.status, bool(number), case.product.signature) == ("numbered", True, "")
    assert "certificate" not in json.dumps([dict(one.data) for one in events_of(case.id)], default=str)
    assert (len(there.asked), SigningRequest.objects.get().outcome) == (1, "TTD-024")
    there.signer = esign_stub.SIGNER
    sign(case, typed())  # nothing is open: the request was answered
    assert (case.product.number, case.product.status, len(there.asked)) == (number, "issued", 2)


def test_a_certificate_under_another_name_is_theirs_when_their_account_says_so(case: Case, there: Stub) -> None:
    there.signer = SOMEBODY_ELSE
    admin = cast.officer(ADMINISTRATOR).actor
    for _ in range(2):
        appointing.name_certificate(admin, case.who.user.pk, " BUDI  Rekaan Lain ", moment=timezone.now())
    (entry,) = LedgerEntry.objects.filter(kind=appointing.CERTIFIED_AS)
    assert entry.application is None
    sign(case, typed())
    assert verify(case.product.code, case.moment).certificate == SOMEBODY_ELSE.name
    with pytest.raises(NotVisible):
        appointing.name_certificate(case.who.actor, case.who.user.pk, "x", moment=timezone.now())


def test_an_apology_is_not_signed_with_somebody_elses(there: Stub) -> None:
    owed_cast.decide("both")
    owed = owed_cast.apology_of(owed_cast.broken())
    head = cast.officer(cast.HEAD, name="Contoh Kepala").actor
    there.signer = SOMEBODY_ELSE
    with pytest.raises(Refusal) as fault:
        apologies.sign(head, owed, cause="Sebab contoh", moment=timezone.now(), secret=typed())
    assert (fault.value.code, apologies.opened(head, owed).row.letter_at) == ("TTD-024", None)
