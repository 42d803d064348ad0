"""A post that is no more: whoever follows it finds its files on their own desk, and its last holder no longer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.core.standard.model import Office, Post
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.actions import enact
from maklumat.records.people.queries import actor_for
from maklumat.records.work import actions
from maklumat.records.work import queries as work
from maklumat.records.work.waiting import page
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


def _ended(office: Office, code: str, successor: str) -> Office:
    """The office after the post `code` was given up today in favour of `successor`, which is a new one."""
    posts = tuple(
        replace(post, until=cast.today(), successor=successor) if post.code == code else post for post in office.posts
    )
    return replace(office, posts=(*posts, Post(successor, "Jabatan Pengganti")))


def test_the_file_of_a_vanished_desk_is_found_and_done_by_whoever_follows() -> None:
    now = timezone.now()
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, now)
    first = law.standard.steps[0]
    (vanishing,) = first.posts
    old = cast.officer(vanishing)
    file = cast.apply(moment=now).application_id
    changed = _ended(law.office, vanishing, "pengganti")
    enact(changed, [one.standard for one in catalogue.services(cast.OFFICE, now)], {}, moment=now)
    with pytest.raises(NotVisible):
        actor_for(old.user.pk, changed, cast.today())
    new = cast.officer("pengganti")
    assert new.actor.posts == tuple(sorted(("pengganti", vanishing)))
    assert [one.line.application_id for one in page(new.actor, now=now).lines] == [file]
    opened = work.file_for(new.actor, file)
    assert opened.law.id == law.id  # bound for life to the standard that it was received under
    later = timezone.now()
    actions.act(new.actor, file, step=first.code, outcome="complete", seen_seq=opened.state.seq, data={}, moment=later)
    assert work.followed(file).state.step != first.code


def test_the_chain_of_successors_is_followed_by_the_day() -> None:
    law = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now())
    today = cast.today()
    yesterday, later = today - timedelta(days=1), today + timedelta(days=10)
    posts = (Post("a", "A", until=today, successor="b"), Post("b", "B", until=later, successor="c"), Post("c", "C"))
    office = replace(law.office, posts=posts)
    assert [office.present("a", on) for on in (yesterday, today, later)] == ["a", "b", "c"]
    assert office.standing_in(["b"], today) == ("a", "b")
    assert office.standing_in(["c"], today) == ("c",)
    assert office.standing_in(["c"], later) == ("a", "b", "c")
    assert office.standing_in(["a"], later) == ()
