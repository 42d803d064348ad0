"""The office's administrator arranges its people in the browser: accounts, posts, mandates, leave."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import NotVisible
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.models import LedgerEntry
from maklumat.records.people.access import ADMINISTRATOR, OUTSIDER
from maklumat.records.people.models import Absence, Mandate, Membership, User
from maklumat.records.people.queries import actor_for
from maklumat.records.work import waiting
from tests import cast
from tests.web.desk_steps import at_work

pytestmark = pytest.mark.django_db(transaction=True)
LEADER = "kabid-pemberdayaan-sosial"


@pytest.fixture(autouse=True)
def law_in_force() -> None:
    cast.enact()


@pytest.fixture
def chief() -> Client:
    """The administrator at work."""
    return at_work(cast.officer(ADMINISTRATOR, name="Gita Contoh"))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def days(name: str, on: date) -> dict[str, int]:
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def kinds() -> list[str]:
    rows = LedgerEntry.objects.filter(office=cast.OFFICE, application=None).order_by("office_seq")
    return list(rows.values_list("kind", flat=True))


def opened(chief: Client, **more: Any) -> tuple[Any, str]:
    """A new account by the page; the answer and the password it shows."""
    sent = {"full_name": "Dewi Contoh", "username": "dewi.contoh", "post": cast.CLERK,
            **days("from_on", cast.today()), **more}  # fmt: skip
    answer = chief.post(reverse("administration:people"), sent)
    found = re.search(r"[a-z]+(?:-[a-z]+){3}-\d{4}", answer.content.decode())
    return answer, found.group() if found else ""


def comes_in(username: str, password: str) -> bool:
    """Whether this opens the door."""
    sent = {"username": username, "password": password}
    return Client().post(reverse("desk:login"), sent).status_code == 302


def test_a_new_officer_comes_in_with_a_password_that_they_must_change(chief: Client) -> None:
    answer, password = opened(chief)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert kinds() == ["account_opened"]
    new = Client()
    new.post(reverse("desk:login"), {"username": "dewi.contoh", "password": password})
    door = new.get(reverse("desk:worklist"))
    assert (door.status_code, door.headers["Location"]) == (302, reverse("desk:own_password"))
    same = new.post(reverse("desk:own_password"), {"fresh": password, "again": password})
    assert (same.status_code, "ORG-016" in text(same)) == (422, True)
    other = new.post(reverse("desk:own_password"), {"fresh": cast.PASSWORD, "again": "lain"})
    assert "tidak sama" in text(other)
    done = new.post(reverse("desk:own_password"), {"fresh": cast.PASSWORD, "again": cast.PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("desk:worklist"))
    assert new.get(reverse("desk:worklist")).status_code == 200  # this session goes on
    assert comes_in("dewi.contoh", password) is False


def test_an_account_that_cannot_be(chief: Client) -> None:
    for more, code in (({"username": "Dewi"}, "ORG-010"), ({"username": "dewi.contoh"}, "")):
        answer, _ = opened(chief, **more)
        assert (code in text(answer)) is True
    again, _ = opened(chief)
    assert (again.status_code, "ORG-001" in text(again)) == (422, True)
    head = cast.officer(cast.HEAD, name="Andi Contoh")
    second, _ = opened(chief, username="kepala.lain", post=cast.HEAD)
    assert "ORG-012" in text(second)
    assert head.user.full_name in text(second)
    assert not User.objects.filter(username="kepala.lain").exists()


def test_the_head_looks_and_does_not_change(chief: Client) -> None:
    head = at_work(cast.officer(cast.HEAD))
    someone = cast.officer(cast.CLERK).user.pk
    for name, arguments in (("people", []), ("person", [someone]), ("posts", []), ("mandates", []), ("absences", [])):
        address = reverse(f"administration:{name}", args=arguments)
        assert head.get(address).status_code == 200
        assert chief.get(address).status_code == 200
    before = kinds()
    for name, sent in (
        ("people", {"full_name": "X", "username": "xxx", "post": cast.CLERK, **days("from_on", cast.today())}),
        ("mandates", {"deed": "revoke", "mandate": "1", "reason": "x"}),
        ("absences", {"deed": "back", "absence": "1"}),
    ):
        assert head.post(reverse(f"administration:{name}"), sent).status_code == 404
    assert head.post(reverse("administration:person", args=[someone]), {"deed": "password"}).status_code == 404
    assert kinds() == before


def test_a_person_of_another_office_is_nobody_here(chief: Client) -> None:
    stranger = cast.officer(cast.CLERK, office=cast.NEIGHBOUR).user.pk
    address = reverse("administration:person", args=[stranger])
    assert chief.get(address).status_code == 404
    assert chief.post(address, {"deed": "close", "reason": "x"}).status_code == 404
    assert User.objects.get(pk=stranger).is_active


def test_a_second_post_and_its_end(chief: Client) -> None:
    officer = cast.officer(cast.CLERK)
    address = reverse("administration:person", args=[officer.user.pk])
    today = cast.today()
    give = {"deed": "give", "post": LEADER, **days("from_on", today)}
    assert chief.post(address, give).status_code == 302
    law = catalogue.office(cast.OFFICE, timezone.now())
    assert actor_for(officer.user.pk, law, today).posts == tuple(sorted((cast.CLERK, LEADER)))
    assert "ORG-013" in text(chief.post(address, give))
    row = Membership.objects.get(user=officer.user, post=LEADER)
    early = {"deed": "end", "membership": row.pk, **days("until_on", today - timedelta(days=1))}
    assert "ORG-011" in text(chief.post(address, early))
    assert chief.post(address, {**early, **days("until_on", today)}).status_code == 302
    assert actor_for(officer.user.pk, law, today + timedelta(days=1)).posts == (cast.CLERK,)
    assert kinds() == ["post_given", "post_ended"]


def test_the_last_administrator_stays(chief: Client) -> None:
    row = Membership.objects.get(office=cast.OFFICE, post=ADMINISTRATOR)
    address = reverse("administration:person", args=[row.user_id])
    end = {"deed": "end", "membership": row.pk, **days("until_on", cast.today())}
    assert "ORG-014" in text(chief.post(address, end))
    assert "ORG-014" in text(chief.post(address, {"deed": "close", "reason": "Pensiun."}))
    cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR)  # the neighbour's is no help
    assert "ORG-014" in text(chief.post(address, end))
    cast.officer(ADMINISTRATOR)
    assert chief.post(address, end).status_code == 302


def test_closing_an_account_leaves_its_queue_to_be_seen(chief: Client) -> None:
    officer = cast.officer(cast.CLERK, name="Contoh Pindah")
    cast.apply()
    client = at_work(officer)
    address = reverse("administration:person", args=[officer.user.pk])
    answer = chief.post(address, {"deed": "close", "reason": "Pindah tugas."}, follow=True)
    assert "1 berkas menunggu" in text(answer)
    assert client.get(reverse("desk:worklist")).status_code == 302  # nobody is logged in as them any more
    assert comes_in(officer.username, cast.PASSWORD) is False
    assert kinds() == ["account_closed"]
    follower = cast.officer(cast.CLERK)
    assert len(waiting.page(follower.actor, now=timezone.now()).lines) == 1


def test_whoever_works_elsewhere_too_keeps_the_account_for_that(chief: Client) -> None:
    officer = cast.officer(cast.CLERK)
    neighbour = catalogue.office(cast.NEIGHBOUR, timezone.now())
    Membership.objects.create(user=officer.user, office=cast.NEIGHBOUR, post=cast.CLERK, from_on=cast.today())
    chief.post(reverse("administration:person", args=[officer.user.pk]), {"deed": "close", "reason": "Pindah."})
    assert User.objects.get(pk=officer.user.pk).is_active
    assert actor_for(officer.user.pk, neighbour, cast.today()).posts == (cast.CLERK,)
    with pytest.raises(NotVisible):
        actor_for(officer.user.pk, catalogue.office(cast.OFFICE, timezone.now()), cast.today())


def test_a_mandate_in_the_browser_from_its_order_to_its_end(chief: Client) -> None:
    cast.officer(cast.HEAD, name="Andi Contoh")
    leader, today = cast.officer(LEADER, name="Budi Contoh"), cast.today()
    address = reverse("administration:mandates")
    sent = {"kind": "an", "post": cast.HEAD, "holder": leader.user.pk, "holder_post": LEADER, "basis": "800/7/2026",
            **days("from_on", today), **days("until_on", today + timedelta(days=9)),
            **days("basis_on", today)}  # fmt: skip
    wrong = chief.post(address, {**sent, "kind": "plt"})
    assert (wrong.status_code, "MDT-025" in text(wrong), "800/7/2026" in text(wrong)) == (422, True, True)
    assert chief.post(address, sent).status_code == 302
    page = text(chief.get(address))
    assert "a.n. " in page
    assert "800/7/2026" in page
    row = Mandate.objects.get()
    unsaid = chief.post(address, {"deed": "revoke", "mandate": row.pk, "reason": ""})
    assert (unsaid.status_code, "MDT-030" in text(unsaid)) == (422, True)
    assert chief.post(address, {"deed": "revoke", "mandate": row.pk, "reason": "Selesai."}).status_code == 302
    printed = text(chief.get(reverse("administration:mandates_print")))
    assert "Dicabut" in printed
    assert "Selesai." in printed
    assert kinds() == ["mandate_given", "mandate_revoked"]


def test_a_mandate_for_one_letter_says_which(chief: Client) -> None:
    cast.officer(cast.HEAD, name="Andi Contoh")
    leader, today = cast.officer(LEADER, name="Budi Contoh"), cast.today()
    address = reverse("administration:mandates")
    standard = catalogue.in_force(cast.OFFICE, cast.SERVICE, timezone.now()).standard
    letter = next(one for one in standard.products if one.signed_by)
    sent = {"kind": "an", "post": cast.HEAD, "holder": leader.user.pk, "holder_post": LEADER, "basis": "800/8/2026",
            "services": [cast.SERVICE], **days("from_on", today), **days("until_on", today),
            **days("basis_on", today)}  # fmt: skip
    wrong = chief.post(address, {**sent, "products": ["bukan-surat"]})
    assert wrong.status_code == 422
    assert chief.post(address, {**sent, "products": [letter.code]}).status_code == 302
    assert Mandate.objects.get().products == letter.code
    assert f"hanya {letter.name}" in text(chief.get(address))
    assert f"hanya {letter.name}" in text(chief.get(reverse("administration:mandates_print")))


def test_leave_in_the_browser_and_back_early(chief: Client) -> None:
    head, leader = cast.officer(cast.HEAD, name="Andi Contoh"), cast.officer(LEADER, name="Budi Contoh")
    today, address = cast.today(), reverse("administration:absences")
    sent = {"user": head.user.pk, "kind": "leave", "substitute": leader.user.pk, **days("from_on", today),
            **days("until_on", today + timedelta(days=4))}  # fmt: skip
    assert chief.post(address, sent).status_code == 302
    assert "ORG-023" in text(chief.post(address, sent))
    duty = text(chief.get(reverse("administration:on_day")))
    assert "Andi Contoh, cuti" in duty
    assert "dikerjakan Budi Contoh" in duty
    later = (today + timedelta(days=5)).isoformat()
    assert "Andi Contoh, cuti" not in text(chief.get(reverse("administration:on_day") + f"?hari={later}"))
    row = Absence.objects.get()
    assert chief.post(address, {"deed": "back", "absence": row.pk}).status_code == 302
    assert Absence.objects.get().back_on == today
    assert kinds() == ["absence_recorded", "absence_ended"]


def test_a_plt_is_named_as_one_on_every_page(chief: Client) -> None:
    leader, today = cast.officer(LEADER, name="Budi Contoh"), cast.today()
    sent = {"kind": "plt", "post": cast.HEAD, "holder": leader.user.pk, "holder_post": LEADER, "basis": "800/7/2026",
            **days("from_on", today), **days("until_on", today), **days("basis_on", today)}  # fmt: skip
    assert chief.post(reverse("administration:mandates"), sent).status_code == 302
    head = catalogue.office(cast.OFFICE, timezone.now()).post(cast.HEAD).name
    page = text(at_work(leader).get(reverse("desk:worklist")))
    assert f"Plt. {head}" in page
    assert "Plt. Budi Contoh" in text(chief.get(reverse("administration:posts")))


def test_under_which_name_a_certificate_is_stands_in_the_account_and_the_ledger(chief: Client) -> None:
    opened(chief)
    user = User.objects.get(username="dewi.contoh")
    address = reverse("administration:person", args=[user.pk])
    assert chief.post(address, {"deed": "certificate", "name": "DEWI Rekaan, S.H."}).status_code == 302
    assert "DEWI Rekaan, S.H." in text(chief.get(address))
    assert kinds()[-1] == "certificate_named"
    told = text(chief.get(reverse("administration:changes")))
    assert "dari nama sendiri menjadi DEWI Rekaan, S.H." in told
    head = at_work(cast.officer(cast.HEAD))
    assert head.post(address, {"deed": "certificate", "name": "Lain"}).status_code == 404
    assert User.objects.get(pk=user.pk).certificate_name == "DEWI Rekaan, S.H."


def test_somebody_of_another_office_is_made_plt_in_the_browser_and_may_nothing_before(chief: Client) -> None:
    answer, _ = opened(chief, post=OUTSIDER)
    assert answer.status_code == 200
    user = User.objects.get(username="dewi.contoh")
    page = text(chief.get(reverse("administration:people")))
    assert "orang luar kantor yang akan menjadi Plt." in page.split("Akun baru")[0]
    office = catalogue.office(cast.OFFICE, timezone.now())
    with pytest.raises(NotVisible):
        actor_for(user.pk, office, cast.today())
    new = Client()
    new.force_login(user)
    User.objects.filter(pk=user.pk).update(password_once=False)
    assert new.get(reverse("desk:worklist")).status_code == 302
    assert new.get(reverse("desk:offices")).status_code == 200
    holders = dict(chief.get(reverse("administration:mandates")).context["form"].fields["holder"].choices)
    assert "Dewi Contoh" in holders.values()
    sent = {"kind": "plt", "post": cast.HEAD, "holder": user.pk, "holder_post": "", "under": "", "basis": "800/1/2026",
            **days("from_on", cast.today()), **days("until_on", cast.today() + timedelta(days=30)),
            **days("basis_on", cast.today())}  # fmt: skip
    assert chief.post(reverse("administration:mandates"), sent).status_code == 302
    actor = actor_for(user.pk, office, cast.today())
    assert (actor.posts, actor.heads, actor.own) == ((cast.HEAD,), True, ())
    assert new.get(reverse("desk:worklist"), follow=True).status_code == 200
    Mandate.objects.update(revoked_on=cast.today())
    with pytest.raises(NotVisible):
        actor_for(user.pk, office, cast.today())


def test_whoever_is_only_named_for_a_plt_stands_on_no_list_of_those_at_work(chief: Client) -> None:
    opened(chief, post=OUTSIDER)
    user = User.objects.get(username="dewi.contoh")
    for name in ("roster", "absences"):
        choices = chief.get(reverse(f"administration:{name}")).context["form"].fields["user"].choices
        assert str(user.pk) not in {str(key) for key, _ in choices}
    own = chief.get(reverse("administration:person", args=[cast.officer(cast.CLERK).user.pk]))
    assert OUTSIDER not in dict(own.context["give"].fields["post"].choices)
