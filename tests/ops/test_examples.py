"""What a fresh example office has to look at: a file at every desk, and everything that can become of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from maklumat.core.errors import Refusal
from maklumat.core.standard.model import Office
from maklumat.ops import demo, law
from maklumat.ops.examples import people
from maklumat.ops.examples.filling import Filled, empty, fill
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures.actions import rebuild
from maklumat.records.figures.models import Standing, Tally
from maklumat.records.guests.models import GuestEntry, QueueTicket
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.models import Absence, Application, Entitlement, Mandate, Message, User, WorkItem
from maklumat.records.outside import authority, vault
from maklumat.records.people import actions as people_actions
from maklumat.records.people.queries import actor_for
from maklumat.records.procedures.models import Assignment
from maklumat.records.procedures.queries import positions
from maklumat.records.products.models import Product
from maklumat.records.work import queries as work
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
"""A Wednesday, late in the morning."""


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A demo that has signed nothing yet, and whose passwords nobody uses."""
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.KEYS_DIR = tmp_path / "keys"
    for forget in (cast.forget_law, authority.cache_clear):
        forget()
    yield
    for forget in (cast.forget_law, authority.cache_clear):
        forget()


def filled(only: str, moment: datetime) -> tuple[Office, Filled]:
    """One office as it is after the first start."""
    law.enact_folder(configured.STANDARDS_DIR, moment=moment, only=only)
    office = catalogue.office(only, moment)
    list(demo.make_logins(office, catalogue.local_date(office, moment)))
    return office, demo.fill_offices([office], moment)


def test_an_office_with_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """One office, fully: its decree knows compensation. What stands in the book was all done by somebody of it."""
    office, found = filled("kutai-timur", NOW)
    files = WorkItem.objects.filter(office=office.code)
    assert found.left == ()
    assert 40 <= found.files == files.count() <= 65
    ended = Counter(files.values_list("status", flat=True))
    assert ended["finished"] >= 10
    assert ended["refused"] == 3
    assert ended["withdrawn"] == 2
    assert ended["with_applicant"] >= 2
    assert ended["lapsed"] == 1
    assert set(Application.objects.values_list("channel", flat=True)) == {"web", "counter", "paper", "phone"}
    assert Application.objects.values("service").distinct().count() >= 10
    every_desk(office, NOW)
    letters_wait_and_lie_there(office)
    promises_were_broken_and_kept(office)
    today_has_begun(office)
    assert set(LedgerEntry.objects.exclude(actor_id=None).values_list("actor_id", flat=True)) <= set(
        User.objects.values_list("pk", flat=True)
    )
    sound(office, capsys)
    again(office)


def every_desk(office: Office, moment: datetime) -> None:
    """Nobody logs in to an empty desk; some lie elsewhere."""
    on = catalogue.local_date(office, moment)
    states = [one.state for one in positions(WorkItem.objects.values_list("pk", flat=True)).values()]
    busy = {post for state in states if state.status == "open" for post in state.desk}
    used = {
        post
        for one in catalogue.services(office.code, moment)
        for step in one.standard.steps
        if step.actor == "post"
        for post in step.posts
    }
    present = {post.code for post in office.posts if office.present(post.code, on) == post.code}
    assert used & present <= busy
    assert any(state.owner == "outside" for state in states if not state.ended)
    asked = set(Assignment.objects.filter(ended_at=None).values_list("act", flat=True))
    assert asked == {True, False}  # a disposisi, and work that was delegated
    assert Assignment.objects.filter(read_at__isnull=False).exists()


def letters_wait_and_lie_there(office: Office) -> None:
    head = next(post.code for post in office.posts if post.head)
    steps = {one.standard.code: one.standard for one in catalogue.services(office.code, NOW)}
    lying = [(steps[service].step(step), desk) for service, step, desk in
             WorkItem.objects.filter(status="open").values_list("service", "step", "desk")]  # fmt: skip
    assert sum(step.kind == "sign" and desk == head for step, desk in lying) >= 3
    assert any(step.kind == "initial" for step, _ in lying)
    signed = Product.objects.filter(issued_at__isnull=False).exclude(vault_name="")
    assert signed.count() >= 5
    assert signed.filter(status="delivered").exists()
    facts = authority().verify(vault().get(signed[0].vault_name))
    assert facts
    assert all(one.holds and one.trusted for one in facts)


def promises_were_broken_and_kept(office: Office) -> None:
    assert 2 <= LedgerEntry.objects.filter(kind="breached").values("application").distinct().count() <= 8
    apologies = Entitlement.objects.filter(form="apology")
    assert set(apologies.values_list("status", flat=True)) == {"owed", "given"}  # one is left to sign
    assert Entitlement.objects.filter(form="priority", status="owed").exists()
    assert LedgerEntry.objects.filter(kind="warned").exists()
    assert Standing.objects.filter(office=office.code, due__startswith="late-").exists()  # the board has a cause


def today_has_begun(office: Office) -> None:
    on = catalogue.local_date(office, NOW)
    rows = list(QueueTicket.objects.filter(office=office.code, taken_on=on).values_list("status", "lane", "taken_at"))
    assert Counter(status for status, _, _ in rows) == {"served": 4, "called": 1, "waiting": 5}
    assert "priority" in {lane for status, lane, _ in rows if status == "waiting"}
    assert max(at for _, _, at in rows) <= NOW
    today = GuestEntry.objects.filter(office=office.code, visited_on=on)
    assert today.count() >= 5
    assert today.filter(purpose="consultation").exists()
    away = Absence.objects.get(office=office.code)
    assert away.from_on <= on <= away.until_on
    assert Mandate.objects.filter(office=office.code, kind="plh", from_on__lte=on, until_on__gte=on).count() == 1
    assert actor_for(away.user_id, office, on).away
    assert Message.objects.filter(office=office.code, state="written").exists()
    assert WorkItem.objects.filter(office=office.code, call_by__isnull=False).exists()  # somebody is to be reminded


def sound(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """The chain holds, the worklist and the figures are what the ledger says, and every file opens."""
    call_command("ledger", "verify")
    call_command("ledger", "rebuild")
    said = capsys.readouterr().out
    assert f"{office.code}: " in said
    assert "TIDAK utuh" not in said
    assert f"{office.code}: 0 baris daftar kerja disusun ulang" in said
    before = set(Tally.objects.values_list("measure", "counted_on", "service", "key", "amount"))
    rebuild(office.code)
    assert set(Tally.objects.values_list("measure", "counted_on", "service", "key", "amount")) == before
    for application in Application.objects.all():
        assert work.followed(application.pk).history
    niks = {work.followed(one.pk).submission.applicant.nik for one in Application.objects.all()}
    assert len(niks) == Application.objects.count()
    assert all(nik.startswith("9999") for nik in niks)


def again(office: Office) -> None:
    """Neither today nor on another day is anything added."""
    entries = LedgerEntry.objects.count()
    for later in (timedelta(), timedelta(days=1)):
        assert demo.fill_offices([office], NOW + later) == Filled(0, ())
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("code", "moment"),
    [
        ("bangkalan", datetime(2026, 1, 5, 1, 0, tzinfo=UTC)),  # its decree is younger than the quarter
        ("belitung", datetime(2027, 2, 10, 6, 0, tzinfo=UTC)),  # no calendar is loaded, so no promise is broken yet
        ("lubuklinggau", datetime(2026, 11, 29, 15, 30, tzinfo=UTC)),  # a Sunday night
        ("tulungagung", datetime(2026, 4, 1, 17, 30, tzinfo=UTC)),  # the first minutes of a day
    ],
)
def test_the_others(code: str, moment: datetime) -> None:
    """On whatever day somebody tries them."""
    office, found = filled(code, moment)
    assert found.left == ()
    assert 40 <= found.files <= 65
    every_desk(office, moment)
    assert LedgerEntry.objects.filter(kind="breached").exists() is (moment.year == 2026)
    assert QueueTicket.objects.filter(office=code, status="waiting").count() == 5
    assert Absence.objects.filter(office=code).count() == 1
    call_command("ledger", "verify")


def test_the_same_day_is_told_alike() -> None:
    one, other = (people.chance_of("kantor", "2026-11-25") for _ in range(2))
    assert [people.person(number, one) for number in range(9)] == [people.person(number, other) for number in range(9)]


def test_a_real_office_is_never_filled(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Refusal, match="ORG-004"):
        fill([], {}, NOW)


def test_people_of_an_earlier_program_are_left_alone() -> None:
    """Their posts began when they were made; nobody can have worked before."""
    law.enact_folder(configured.STANDARDS_DIR, moment=NOW, only="belitung")
    office = catalogue.office("belitung", NOW)
    on = catalogue.local_date(office, NOW)
    user = people_actions.open_account("belitung.administrator", "Contoh Administrator", cast.PASSWORD)
    people_actions.appoint(user, office, "administrator", from_on=on - timedelta(days=2))
    assert demo.fill_offices([office], NOW) == Filled(0, ())
    assert empty([office]) == [office]
