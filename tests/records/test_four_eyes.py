"""One person does not judge a file in two posts, unless the head has allowed it; and then the file says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.four_eyes import concerned, done_by, others
from maklumat.core.organisation.table import ONE_PERSON
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.ledger.history import events_of
from maklumat.records.people import absences, mandates
from maklumat.records.people.access import Actor
from maklumat.records.people.actions import appoint
from maklumat.records.people.models import Membership
from maklumat.records.people.queries import actor_for
from maklumat.records.products.models import LetterNumber
from maklumat.records.work import actions, batch, delegating, signing, standing
from maklumat.records.work import queries as work
from maklumat.records.work.batch import Item
from maklumat.records.work.delegating import Order
from tests import cast
from tests.records.test_mandated_signing import FILL, LEADER, LETTER, STEP, Office, seq

pytestmark = pytest.mark.django_db(transaction=True)


def holding(*posts: str, name: str) -> Actor:
    """Somebody with several posts, in an office whose head has allowed nothing."""
    officer = cast.officer(posts[0], name=name)
    law = catalogue.office(cast.OFFICE, timezone.now())
    for post in posts[1:]:
        appoint(officer.user, law, post, from_on=cast.today() - timedelta(days=30))
    return actor_for(officer.user.pk, law, cast.today())


@pytest.fixture
def office() -> Office:
    return Office()


def act(actor: Actor, file: Any, step: str, outcome: str) -> None:
    actions.act(actor, file, step=step, outcome=outcome, seen_seq=seq(file), data={**FILL, "letter": LETTER},
                moment=timezone.now())  # fmt: skip


def test_who_checked_a_file_does_not_verify_it(office: Office) -> None:
    both = holding(cast.CLERK, cast.ANALYST, name="Ida Contoh")
    file = cast.apply().application_id
    act(both, file, "penyerahan-berkas", "complete")
    with pytest.raises(Refusal) as caught:
        act(both, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"
    assert "menyerahkan kelengkapan" in str(caught.value)
    assert office.analyst.user.full_name in str(caught.value)
    assert "Ida Contoh" not in str(caught.value)
    act(office.analyst.actor, file, "verifikasi", "valid")


def test_who_was_given_another_post_meanwhile_is_still_who_checked_it(office: Office) -> None:
    moved = cast.officer(cast.CLERK, name="Ida Contoh")
    file = cast.apply().application_id
    act(moved.actor, file, "penyerahan-berkas", "complete")
    law, on = catalogue.office(cast.OFFICE, timezone.now()), cast.today()
    Membership.objects.filter(user=moved.user).update(until_on=on - timedelta(days=1))
    appoint(moved.user, law, cast.ANALYST, from_on=on)
    actor = actor_for(moved.user.pk, law, on)
    assert (actor.posts, actor.former) == ((cast.ANALYST,), (cast.CLERK,))
    with pytest.raises(Refusal, match="menyerahkan kelengkapan") as caught:
        act(actor, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"


def test_who_stood_in_for_somebody_is_remembered_when_that_is_over(office: Office) -> None:
    """As a substitute, and as Plt.: neither is theirs any more, both were."""
    on, now = cast.today(), timezone.now()
    leave = absences.record(office.administrator.actor, user=office.clerk.user.pk, kind="sick", from_on=on,
                            until_on=on, substitute=office.analyst.user.pk, moment=now)  # fmt: skip
    standing_in = office.now(office.analyst)
    file = cast.apply().application_id
    act(standing_in, file, "penyerahan-berkas", "complete")
    absences.come_back(office.administrator.actor, leave, on=on, moment=now)
    back = office.now(office.analyst)
    assert (back.posts, back.former) == ((cast.ANALYST,), (cast.CLERK,))
    with pytest.raises(Refusal) as caught:
        act(back, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"
    office.vacate()
    number = office.give("plt", office.operator, cast.OPERATOR)
    mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai", on=on, moment=now)
    assert cast.HEAD in office.now(office.operator).former


def given(boss: cast.Officer, file: Any, to: Actor, post: str) -> None:
    order = Order(post, to.user_id, ("examine",), does=True)
    delegating.delegate(boss.actor, file, order, seen_seq=seq(file), moment=timezone.now())


def test_who_judged_as_a_delegate_does_not_judge_again_in_the_own_post(office: Office) -> None:
    file = cast.apply().application_id
    given(office.clerk, file, office.analyst.actor, cast.ANALYST)
    act(office.analyst.actor, file, "penyerahan-berkas", "complete")
    assert [event.post for event in events_of(file) if event.kind == "acted"] == [cast.CLERK]
    with pytest.raises(Refusal) as caught:
        act(office.analyst.actor, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"
    assert "menyerahkan kelengkapan" in str(caught.value)


def test_who_judged_in_the_own_post_does_not_judge_again_as_a_delegate(office: Office) -> None:
    both = holding(cast.CLERK, LEADER, name="Ida Contoh")
    file = cast.apply().application_id
    act(both, file, "penyerahan-berkas", "complete")
    given(office.analyst, file, both, LEADER)
    with pytest.raises(Refusal) as caught:
        act(both, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"


def test_who_judged_twice_as_a_delegate_is_refused_as_well(office: Office) -> None:
    """Two posts' steps, neither of them the own."""
    file = cast.apply().application_id
    given(office.clerk, file, office.leader.actor, LEADER)
    act(office.leader.actor, file, "penyerahan-berkas", "complete")
    given(office.analyst, file, office.leader.actor, LEADER)
    with pytest.raises(Refusal) as caught:
        act(office.leader.actor, file, "verifikasi", "valid")
    assert caught.value.code == "MDT-040"


def test_who_wrote_a_letter_does_not_sign_it_as_plt(office: Office) -> None:
    file = office.to_signing()
    office.vacate()
    office.give("plt", office.operator, cast.OPERATOR)
    actor = office.now(office.operator)
    assert isinstance(standing.signs_as(actor, work.file_for(actor, file).position, timezone.now()), Refusal)
    with pytest.raises(Refusal) as caught:
        office.sign(actor, file)
    assert caught.value.code == "MDT-040"
    assert "dapat mengizinkannya" in str(caught.value)  # nobody else could
    assert not LetterNumber.objects.exists()  # said before a number is taken
    (result,) = [batch.carry_out(actor, Item(file, "sign", STEP, seq(file)), proof="password", moment=timezone.now())]
    assert (result.status, result.fault and result.fault.code) == (batch.REFUSED, "MDT-040")


def test_whoever_took_over_the_step_counts_and_not_who_was_there_before(office: Office) -> None:
    both = holding(cast.CLERK, cast.HEAD, name="Ida Contoh")
    file = cast.apply().application_id
    act(both, file, "penyerahan-berkas", "complete")
    act(office.analyst.actor, file, "verifikasi", "invalid")  # to the letter of refusal
    with pytest.raises(Refusal):
        signing.sign(both, file, step="penolakan", seen_seq=seq(file), moment=timezone.now(), letter={})
    assert work.followed(file).state.step == "penolakan"


def test_the_head_may_allow_it_and_the_file_says_so(office: Office) -> None:
    both = holding(cast.CLERK, cast.ANALYST, name="Ida Contoh")
    with pytest.raises(NotVisible):
        settings.decide(office.administrator.actor, ONE_PERSON, True, moment=timezone.now())
    settings.decide(office.head.actor, ONE_PERSON, True, moment=timezone.now())
    file = cast.apply().application_id
    act(both, file, "penyerahan-berkas", "complete")
    act(both, file, "verifikasi", "valid")
    assert [event.data.get("same_person") for event in events_of(file)] == [None, None, ["penyerahan-berkas"]]


def test_nobody_with_one_post_pays_for_it(office: Office) -> None:
    file = cast.apply().application_id
    with CaptureQueriesContext(connection) as one:
        act(office.clerk.actor, file, "penyerahan-berkas", "complete")
    assert not [query for query in one if "ledger_entry" in query["sql"] and query["sql"].startswith("SELECT")]


def test_the_pairs_of_a_standard() -> None:
    cast.enact()
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    by = {step.code: {one.code for one in others(standard, step)} for step in standard.steps}
    assert by["verifikasi"] == {"penyerahan-berkas", "tanda-tangan", "penolakan"}
    assert by["tanda-tangan"] == {"penyerahan-berkas", "verifikasi", "unduh"}
    assert by["unduh"] == by["cetak"] == by["penyerahan-surat"] == set()
    check, sign = standard.step("penyerahan-berkas"), standard.step("tanda-tangan")
    assert concerned((check, sign), (cast.HEAD, cast.OPERATOR)) == (sign,)
    past = [("penyerahan-berkas", "complete", cast.CLERK, 7), ("tanda-tangan", "returned", cast.HEAD, 7)]
    assert done_by((check, sign), past, 7) == (check,)
    together = [("penyerahan-berkas", "complete", f"{cast.CLERK}+{cast.ANALYST}", 7)]
    assert done_by((check,), [*together, ("penyerahan-berkas", "complete", cast.CLERK, 8)], 7) == (check,)
    assert done_by((check,), [*past, ("penyerahan-berkas", "complete", cast.CLERK, 8)], 7) == ()
