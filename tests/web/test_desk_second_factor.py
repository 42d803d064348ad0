"""The code after the password: set up, asked for, used once, on paper, taken away; and signers cannot do without."""

from __future__ import annotations

import base64
import logging
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.ports import authenticator
from maklumat.records.people import second_factor
from maklumat.records.people.models import RecoveryCode, SecondFactor, User
from maklumat.records.work import queries as work
from tests import cast
from tests.cast import Officer
from tests.web import desk_steps as desk
from tests.web.desk_steps import at_work, position, text

pytestmark = pytest.mark.django_db
WORKLIST, ACCOUNT, CODE = "/kantor/", "/kantor/akun/", "/kantor/masuk/kode/"
RECOVERY = "/kantor/akun/kode-cadangan/"


@pytest.fixture(autouse=True)
def office(law: None) -> None:
    """The law of the module."""


@pytest.fixture
def head() -> Officer:
    return cast.officer(cast.HEAD, name="Contoh Kepala")


def secret_on(page: str) -> bytes:
    """The secret as a person reads it off the page."""
    letters = re.search(r'd-letters">([A-Z2-7 ]+)<', page)
    assert letters
    return base64.b32decode(letters.group(1).replace(" ", ""))


def code_of(secret: bytes, off: int = 1) -> str:
    """The next code, unless told otherwise: newer than that of the set-up, and good for a minute on a slow machine."""
    return authenticator.code_at(secret, authenticator.step_at(timezone.now()) + off)


def set_up(client: Client) -> tuple[bytes, list[str]]:
    """An app is set up in this browser: its secret, and the recovery codes."""
    secret = secret_on(text(client.get(ACCOUNT)))
    answer = client.post(ACCOUNT, {"deed": "enrol", "code": code_of(secret, 0), "password": cast.PASSWORD})
    assert (answer.status_code, answer.url) == (302, RECOVERY)
    codes = re.findall(r'm-mono">([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})<', text(client.get(RECOVERY)))
    assert len(codes) == second_factor.RECOVERY_CODES
    client.post(RECOVERY)
    return secret, codes


def log_in(officer: Officer) -> tuple[Client, Any]:
    client = Client()
    answer = client.post(reverse("desk:login"), {"username": officer.username, "password": cast.PASSWORD}, follow=True)
    return client, answer


def test_a_clerk_is_offered_the_code_and_works_without_it() -> None:
    client = at_work(cast.officer(cast.CLERK))
    assert ACCOUNT in text(client.get(WORKLIST))
    assert "Pasang kode masuk" in text(client.get(ACCOUNT))


def test_the_page_gives_an_app_all_it_needs_and_keeps_the_same_secret_until_it_is_set_up(head: Officer) -> None:
    client = at_work(head)
    page = client.get(ACCOUNT)
    found = parse_qs(urlsplit(page.context["address"]).query)["secret"][0]
    assert base64.b32decode(found) == secret_on(text(page)) == secret_on(text(client.get(ACCOUNT)))
    assert page.context["qr"].startswith("data:image/svg+xml;base64,")


def test_setting_up_needs_the_password_and_a_right_code(head: Officer) -> None:
    client = at_work(head)
    secret = secret_on(text(client.get(ACCOUNT)))
    wrong = client.post(ACCOUNT, {"deed": "enrol", "code": code_of(secret, -9), "password": cast.PASSWORD})
    assert wrong.status_code == 422
    assert "ORG-005" in text(wrong)
    stolen = client.post(ACCOUNT, {"deed": "enrol", "code": code_of(secret), "password": "bukan ini sandinya"})
    assert stolen.status_code == 422
    assert User.objects.get(pk=head.user.pk).second_factor_at is None
    assert not SecondFactor.objects.exists()


def test_the_secret_lies_sealed_and_the_paper_codes_as_digests(head: Officer) -> None:
    secret, codes = set_up(at_work(head))
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM people_second_factor")
        stored = bytes(cursor.fetchone()[0])
    plain = base64.b32encode(secret)
    assert plain not in stored
    assert secret not in stored
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(digests) == len(codes)
    assert not any(code in digest or code.replace("-", "") in digest for code in codes for digest in digests)


def test_the_password_alone_opens_only_the_page_that_asks_for_the_code(head: Officer) -> None:
    secret, _ = set_up(at_work(head))
    client, answer = log_in(head)
    assert "Kode dari ponsel Anda" in text(answer)
    for address in (WORKLIST, ACCOUNT, RECOVERY, "/kantor/nomor/", "/kantor/kantor-saya/"):
        assert client.get(address).url.startswith(CODE), address
    opened = client.post(CODE, {"code": code_of(secret), "next": "/kantor/nomor/"})
    assert (opened.status_code, opened.url) == (302, "/kantor/nomor/")
    assert client.get(WORKLIST).status_code == 200


def test_setting_up_closes_sessions_that_were_open_elsewhere(head: Officer) -> None:
    elsewhere = at_work(head)
    assert elsewhere.get(WORKLIST).status_code == 200
    set_up(at_work(head))
    assert elsewhere.get(WORKLIST).url.startswith(CODE)


def test_a_code_opens_once_also_that_of_the_set_up(head: Officer) -> None:
    secret, _ = set_up(at_work(head))
    used_up = [authenticator.code_at(secret, SecondFactor.objects.get().last_step)]
    client, _ = log_in(head)
    assert client.post(CODE, {"code": used_up[0]}).status_code == 422
    used_up.append(code_of(secret))
    assert client.post(CODE, {"code": used_up[1]}).status_code == 302
    other, _ = log_in(head)
    assert [other.post(CODE, {"code": code}).status_code for code in used_up] == [422, 422]
    assert other.get(WORKLIST).url.startswith(CODE)


def test_a_replayed_code_is_told_apart_from_a_wrong_one(head: Officer) -> None:
    secret, _ = set_up(at_work(head))
    moment = timezone.now()
    code = code_at(secret, moment, 1)
    assert second_factor.prove(head.user.pk, code, moment) == second_factor.CODE
    with pytest.raises(Refusal) as replayed:
        second_factor.prove(head.user.pk, code, moment)
    assert replayed.value.code == "ORG-006"
    with pytest.raises(Refusal) as old:  # within the drift, but older than what was used
        second_factor.prove(head.user.pk, code_at(secret, moment, 0), moment)
    assert old.value.code == "ORG-006"


def code_at(secret: bytes, moment: datetime, off: int) -> str:
    return authenticator.code_at(secret, authenticator.step_at(moment) + off)


def test_a_paper_code_opens_once_as_carelessly_as_it_is_typed(head: Officer) -> None:
    _, codes = set_up(at_work(head))
    client, _ = log_in(head)
    assert client.post(CODE, {"recovery": codes[0].lower().replace("-", " ")}).status_code == 302
    assert "tersisa 7" in text(client.get(WORKLIST))
    other, _ = log_in(head)
    assert other.post(CODE, {"recovery": codes[0]}).status_code == 422
    assert other.post(CODE, {"recovery": codes[1]}).status_code == 302


def test_new_paper_codes_end_the_old_ones_and_are_shown_until_they_are_saved(head: Officer) -> None:
    client = at_work(head)
    _, codes = set_up(client)
    assert client.get(RECOVERY).url == ACCOUNT  # printed once
    assert client.post(ACCOUNT, {"deed": "renew", "password": "bukan ini"}).status_code == 422
    assert client.post(ACCOUNT, {"deed": "renew", "password": cast.PASSWORD}).url == RECOVERY
    assert text(client.get(RECOVERY)) != ""
    fresh = client.get(RECOVERY).context["codes"]
    assert set(fresh).isdisjoint(codes)
    with pytest.raises(Refusal):
        second_factor.prove(head.user.pk, codes[0], timezone.now())
    assert second_factor.prove(head.user.pk, fresh[0], timezone.now()) == second_factor.RECOVERY


def test_moving_to_another_telephone_ends_the_old_one(head: Officer) -> None:
    client = at_work(head)
    old, _ = set_up(client)
    page = text(client.get(ACCOUNT + "?pindah=1"))
    new = secret_on(page)
    assert new != old
    data = {"deed": "enrol", "code": code_of(new, 0), "password": code_of(old)}  # the old telephone proves it
    assert client.post(ACCOUNT, data).url == RECOVERY
    assert client.get(WORKLIST).status_code == 200
    with pytest.raises(Refusal):
        second_factor.prove(head.user.pk, code_of(old), timezone.now())
    assert second_factor.prove(head.user.pk, code_of(new), timezone.now()) == second_factor.CODE


def test_too_many_wrong_codes_lock_this_account_and_nobody_else(head: Officer) -> None:
    other = cast.officer(cast.CLERK)
    secret, _ = set_up(at_work(head))
    theirs, _ = set_up(at_work(other))
    client, _ = log_in(head)
    answers = [client.post(CODE, {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "BTS-001" in text(answers[-1])
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 429
    neighbour, _ = log_in(other)
    assert neighbour.post(CODE, {"code": code_of(theirs)}).status_code == 302


def test_every_deed_is_in_the_log_and_no_secret(head: Officer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="maklumat.accounts"):
        secret, codes = set_up(at_work(head))
        client, _ = log_in(head)
        client.post(CODE, {"code": "000000"})
        code = code_of(secret)
        client.post(CODE, {"code": code})
        second_factor.reset(head.username)
    told = [record.getMessage() for record in caplog.records if record.name == "maklumat.accounts"]
    assert told == ["second factor enrolled", "second factor refused", "second factor used", "second factor reset"]
    everything = " ".join(str(record.__dict__) for record in caplog.records)
    letters = base64.b32encode(secret).decode()
    assert not any(word in everything for word in (letters, *codes, code, head.username))


@override_settings(SIGNERS_NEED_CODE=True)
def test_a_signer_is_led_to_set_it_up_and_signs_nothing_before(head: Officer) -> None:
    application = _drafted()
    client, answer = log_in(head)
    assert "Jabatan Anda menandatangani surat" in text(answer)
    assert client.get(reverse("desk:sign", args=[application])).url == ACCOUNT
    assert desk.sign(client, application).url == ACCOUNT
    assert position(application).state.step == "tanda-tangan"
    set_up(client)
    assert desk.sign(client, application).status_code == 302
    assert position(application).state.step != "tanda-tangan"


@override_settings(SIGNERS_NEED_CODE=True)
def test_a_clerk_who_signs_nothing_is_not_held_up() -> None:
    assert at_work(cast.officer(cast.CLERK)).get(WORKLIST).status_code == 200


@pytest.mark.parametrize("way", ["password", "code"])
def test_the_evidence_of_a_signature_says_how_the_signer_proved_it(head: Officer, way: str) -> None:
    application = _drafted()
    client = at_work(head)
    secret, _ = set_up(client)
    proof = cast.PASSWORD if way == "password" else code_of(secret)
    assert desk.sign(client, application, proof).status_code == 302
    event = next(event for event in work.followed(application).history if event.outcome == "signed")
    assert event.data["proof"] == way
    assert proof not in str(event.data)


def test_a_code_signs_one_letter(head: Officer) -> None:
    first, second = _drafted(), _drafted()
    client = at_work(head)
    secret, _ = set_up(client)
    code = code_of(secret)
    assert desk.sign(client, first, code).status_code == 302
    again = desk.sign(client, second, code)
    assert again.status_code == 422
    assert "ORG-006" in text(again)
    assert position(second).state.step == "tanda-tangan"


def test_a_reset_ends_the_sessions_of_the_lost_telephone_for_signers(head: Officer) -> None:
    client = at_work(head)
    set_up(client)
    second_factor.reset(head.username)
    with override_settings(SIGNERS_NEED_CODE=True):
        assert client.get(WORKLIST).url == ACCOUNT
    with pytest.raises(Refusal):
        second_factor.reset("tidak.ada")


def _drafted() -> Any:
    application = cast.apply().application_id
    clerk, analyst = at_work(cast.officer(cast.CLERK)), at_work(cast.officer(cast.ANALYST))
    desk.drafted(application, clerk, analyst, at_work(cast.officer(cast.OPERATOR)))
    return application
