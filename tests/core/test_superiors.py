"""Who is above whom, where the office says it and where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from maklumat.core.organisation.superiors import above, superior_of
from maklumat.core.standard import canonical
from maklumat.core.standard.model import Office, Post
from tests.standards.cast import load
from tests.standards.everything import printed

DAY = date(2026, 11, 30)


def office(*posts: Post) -> Office:
    return replace(load().required()[0], posts=posts)


HEAD = Post("kepala", "Kepala Dinas", head=True)
SECRETARY = Post("sekretaris", "Sekretaris", superior="kepala")
LEADER = Post("kabid", "Kepala Bidang", division="sosial", superior="sekretaris")
STAFF = Post("staf", "Staf", division="sosial")
DESK = Post("loket", "Petugas Loket")
SECTION = Post("kasi", "Kepala Seksi", division="sosial", superior="kabid")
CLERK = Post("juru", "Juru", division="sosial", superior="kasi")


@pytest.mark.parametrize(
    ("post", "superior"),
    [
        ("kepala", ""),  # nobody in the office
        ("sekretaris", "kepala"),  # as the office says
        ("kabid", "sekretaris"),
        ("staf", "kabid"),  # silent: the leader of the division
        ("juru", "kasi"),  # as the office says, inside the division
        ("kasi", "kabid"),
        ("loket", "kepala"),  # silent, in no division: the head
        ("tidak-ada", ""),
    ],
)
def test_superior(post: str, superior: str) -> None:
    assert superior_of(office(HEAD, SECRETARY, LEADER, STAFF, DESK, SECTION, CLERK), post, DAY) == superior


def test_a_division_with_two_leaders_or_none_is_under_the_head() -> None:
    other = Post("kabid-lain", "Kepala Bidang", division="sosial", superior="kepala")
    assert superior_of(office(HEAD, SECRETARY, LEADER, other, STAFF), "staf", DAY) == "kepala"
    assert superior_of(office(HEAD, STAFF), "staf", DAY) == "kepala"


def test_a_superior_that_is_no_more_is_followed() -> None:
    gone = replace(SECRETARY, until=date(2026, 1, 1), successor="loket")
    whole = office(HEAD, gone, LEADER, STAFF, DESK)
    assert superior_of(whole, "kabid", date(2025, 12, 31)) == "sekretaris"
    assert superior_of(whole, "kabid", date(2026, 1, 1)) == "loket"
    assert above(whole, "staf", DAY) == ("kabid", "loket", "kepala")


def test_a_post_that_follows_its_own_superior_is_under_the_head() -> None:
    gone = replace(LEADER, until=date(2026, 1, 1), successor="kasi")
    assert superior_of(office(HEAD, gone, SECTION), "kasi", DAY) == "kepala"


def test_every_post_of_every_office_has_a_way_up_to_its_head() -> None:
    ways = {
        (whole.code, post.code): above(whole, post.code, DAY)
        for whole in {whole.code: whole for whole, _ in printed()}.values()
        for post in whole.posts
        if not post.head
    }
    heads = {whole.code: next(post.code for post in whole.posts if post.head) for whole, _ in printed()}
    assert {key for key, way in ways.items() if not way or way[-1] != heads[key[0]]} == set()
    assert ways["lubuklinggau", "pengadministrasi-umum"] == ("kasubag-umum", "sekretaris", "kepala-dinas")
    assert ways["tulungagung", "pekerja-sosial"] == ("kabid-rehabilitasi-sosial", "kepala-dinas")


def test_what_was_enacted_before_posts_had_superiors_keeps_its_text() -> None:
    silent, said = office(HEAD, STAFF), office(HEAD, replace(STAFF, superior="kepala"))
    assert "superior" not in canonical.dumps(silent)
    assert '"superior":"kepala"' in canonical.dumps(said)
    assert canonical.read_office(canonical.dumps(said)) == said
