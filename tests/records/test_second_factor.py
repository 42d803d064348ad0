"""The second factor under several requests at once: one code opens one door."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.ports import authenticator
from maklumat.records.people import second_factor
from maklumat.records.people.models import RecoveryCode
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def code_at(secret: bytes, moment: datetime) -> str:
    return authenticator.code_at(secret, authenticator.step_at(moment))


def test_of_two_requests_with_one_code_one_wins() -> None:
    cast.enact(neighbour=False)
    head = cast.officer(cast.HEAD)
    begun = second_factor.begin(head.user.pk)
    secret = second_factor.begun_secret(head.user.pk, begun)
    before = timezone.now() - timedelta(minutes=5)
    second_factor.enrol(head.user.pk, begun, code_at(secret, before), before)
    paper = second_factor.recovery_codes(head.user.pk, begun)[0]
    moment = timezone.now()
    for typed in (code_at(secret, moment), paper):
        assert sorted(_at_once(head.user.pk, typed, moment)) == ["in", "out", "out", "out"]


def _at_once(user_id: int, typed: str, moment: datetime, people: int = 4) -> list[str]:
    answers: list[str] = []
    gate = threading.Barrier(people)

    def knock() -> None:
        try:
            gate.wait()
            second_factor.prove(user_id, typed, moment)
            answers.append("in")
        except Refusal:
            answers.append("out")
        finally:
            connection.close()

    threads = [threading.Thread(target=knock) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_setting_up_twice_at_once_leaves_one_app_and_the_codes_that_were_shown() -> None:
    cast.enact(neighbour=False)
    user = cast.officer(cast.HEAD).user
    begun, moment = second_factor.begin(user.pk), timezone.now()
    code = code_at(second_factor.begun_secret(user.pk, begun), moment)
    threads = [threading.Thread(target=_enrol, args=(user.pk, begun, code, moment)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert RecoveryCode.objects.count() == second_factor.RECOVERY_CODES
    for paper in second_factor.recovery_codes(user.pk, begun):
        assert second_factor.prove(user.pk, paper, moment) == second_factor.RECOVERY


def _enrol(user_id: int, begun: str, code: str, moment: datetime) -> None:
    try:
        second_factor.enrol(user_id, begun, code, moment)
    finally:
        connection.close()
