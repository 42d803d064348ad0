"""What the one statement says of somebody's posts on a day is what core says, in every situation of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.authority import Question, authority
from maklumat.core.organisation.mandates import AN, OWN, SUBSTITUTE, WHOLE, Arrangement, Authority
from maklumat.records.people.access import Actor
from maklumat.records.people.mandates import arrangement, mandate_of
from maklumat.records.people.models import Absence as AbsenceRow
from maklumat.records.people.models import Mandate as MandateRow
from maklumat.records.people.models import Membership, User
from maklumat.records.people.queries import actor_for, offices_of
from tests.core.mandates_cast import (
    ANDI,
    BUDI,
    CITRA,
    EKA,
    HEAD,
    LEAVE,
    NAMES,
    SECRETARY,
    SITUATIONS,
    STAFF,
    arranged,
    given,
    november,
    office,
)

pytestmark = pytest.mark.django_db


def lay_down(known: Arrangement, where: str = "contoh") -> dict[int, int]:
    """The rows of a situation; returns the user ids by the numbers of the cast."""
    heads = {HEAD}
    users = {number: User.objects.create(username=f"{where}.{number}", full_name=name).pk for number, name in NAMES}
    for one in known.holdings:
        Membership.objects.create(user_id=users[one.user], office=where, post=one.post, heads=one.post in heads,
                                  from_on=one.from_on, until_on=one.until_on)  # fmt: skip
    made: dict[int, int] = {}
    for mandate in known.mandates:
        row = MandateRow.objects.create(
            office=where, kind=mandate.kind, post=mandate.post, holder_id=users[mandate.holder],
            holder_post=mandate.holder_post, from_on=mandate.from_on, until_on=mandate.until_on, basis=mandate.basis,
            basis_on=mandate.basis_on, services=" ".join(mandate.services), products=" ".join(mandate.products),
            under_id=made.get(mandate.under or 0), given_at=timezone.now(), given_by=1,
            revoked_on=mandate.revoked_on, revoked_reason=mandate.revoked_reason,
        )  # fmt: skip
        made[mandate.id] = row.pk
    for absence in known.absences:
        AbsenceRow.objects.create(
            user_id=users[absence.user], office=where, kind="leave", from_on=absence.from_on,
            until_on=absence.until_on, substitute_id=users.get(absence.substitute or 0), back_on=absence.back_on,
            recorded_at=timezone.now(), recorded_by=1,
        )  # fmt: skip
    return users


def in_the_eyes_of_pages(user: int, day: int, post: str, service: str) -> str:
    """As what the person acts for that post, by what pages are told of them; "" for not at all."""
    try:
        actor = actor_for(user, office(), november(day))
    except NotVisible:
        return ""
    if post in actor.own:
        return "" if actor.away else OWN
    standings = [one for one in actor.standings if one.post == post]
    by = [one.by for one in standings if one.by in WHOLE]
    confidential = service == "anak"
    by += [one.by for one in standings if one.signs(service, confidential=confidential)]
    return by[0] if by else ""


@pytest.mark.parametrize("name", [name for name in SITUATIONS if "surat keterangan" not in name])
def test_the_statement_and_core_agree(name: str) -> None:
    known = SITUATIONS[name]
    users = lay_down(known)
    read = arrangement("contoh")
    assert len(read.mandates) == len(known.mandates)
    for day in (9, 10, 12, 14, 15, 16, 18, 19, 20, 21):
        for number, user in users.items():
            for post, service in ((HEAD, "surat"), (HEAD, "anak"), (SECRETARY, "surat"), ("kabid", "surat")):
                asked = Question(user, post, service, "keterangan", november(day), confidential=service == "anak")
                found = authority(office(), asked, read)
                wanted = found.by if isinstance(found, Authority) else ""
                told = in_the_eyes_of_pages(user, day, post, service)
                away = read.absence(user, november(day)) is not None
                assert told == ("" if away else wanted), (name, day, dict(NAMES)[number], post, service)


def test_a_substitute_works_the_queue_and_heads_nothing() -> None:
    users = lay_down(arranged(STAFF, (), replace(LEAVE, substitute=CITRA)))
    before, during = (actor_for(users[CITRA], office(), november(day)) for day in (9, 10))
    assert before.posts == ("kabid",)
    assert during.posts == ("kabid", HEAD)
    assert [(one.post, one.by) for one in during.standings] == [(HEAD, SUBSTITUTE)]
    assert (during.own, during.answering, during.heads) == (("kabid",), ("kabid",), False)
    assert actor_for(users[ANDI], office(), november(10)).away


def test_a_plt_from_elsewhere_is_at_work_here_and_heads_the_office() -> None:
    users = lay_down(SITUATIONS["kepala kosong, Plt. Eka dari luar 10-20"])
    with pytest.raises(NotVisible):
        actor_for(users[EKA], office(), november(9))
    actor = actor_for(users[EKA], office(), november(10))
    assert (actor.posts, actor.heads, actor.own, actor.answering) == ((HEAD,), True, (), (HEAD,))
    assert offices_of(users[EKA], november(10)) == ["contoh"]
    assert offices_of(users[EKA], november(21)) == []


def test_another_office_is_not_asked() -> None:
    users = lay_down(SITUATIONS["a.n. Budi 10-20"], "lain")
    with pytest.raises(NotVisible):
        actor_for(users[BUDI], office(), november(15))
    assert arrangement("contoh").mandates == ()


def test_two_mandates_for_one_post_keep_their_own_scopes() -> None:
    known = arranged(STAFF, (given(AN, BUDI, SECRETARY, 1, 30, services=("surat",)),
                             given(AN, BUDI, SECRETARY, 1, 30, number=2, services=("anak",))))  # fmt: skip
    actor = actor_for(lay_down(known)[BUDI], office(), november(15))
    assert actor.in_name_of("surat", confidential=False) == (HEAD,)
    assert actor.in_name_of("anak", confidential=True) == (HEAD,)
    assert actor.in_name_of("bantuan", confidential=False) == ()
    assert actor.posts == (SECRETARY,)


def test_rows_are_read_back_as_they_were_given() -> None:
    lay_down(SITUATIONS["a.n. Budi 10-20, u.b. Citra 12-18"])
    above, below = (mandate_of(row) for row in MandateRow.objects.order_by("pk"))
    assert (below.under, below.kind, above.kind) == (above.id, "ub", AN)
    assert below.until_on - below.from_on == timedelta(days=6)


def test_nobody_without_standings_pays_for_them() -> None:
    actor = Actor(1, "Contoh", "contoh", ("kabid",))
    assert (actor.own, actor.answering, actor.in_name_of("surat", confidential=False)) == (("kabid",), ("kabid",), ())
