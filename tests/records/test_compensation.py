"""A broken promise makes what is owed, exactly once; the person's next application is served first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.core.organisation.table import COMPENSATION_DEFAULT, TRIAL_UNTIL
from maklumat.ops.law import enact_folder
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue import settings
from maklumat.records.catalogue.models import OfficeSetting
from maklumat.records.compensation.entitled import entitled
from maklumat.records.compensation.following import NAME
from maklumat.records.compensation.models import Breach, Entitlement
from maklumat.records.ledger.models import LedgerEntry, LedgerFollower
from maklumat.records.outside import keyring
from maklumat.records.procedures.models import WorkItem
from maklumat.records.work import actions, clockwork, rebuilt, waiting
from maklumat.records.work import queries as work
from maklumat.records.work.prioritising import claim
from tests import cast, owed_cast
from tests.cast import CLERK, OFFICE, SITI
from tests.owed_cast import LONG_AGO, broken, decide
from tests.records.test_mandated_signing import Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    cast.enact()
    yield
    cast.forget_law()


def forms(application: UUID) -> list[str]:
    rows = Entitlement.objects.filter(application_id=application).order_by("number")
    return list(rows.values_list("form", flat=True))


def index_of(nik: str) -> bytes:
    return keyring().blind_index(nik, "nik")


def test_nothing_is_owed_until_the_head_says_so() -> None:
    application = broken()
    owed_cast.tell_the_time()
    assert Breach.objects.filter(application_id=application, caused=True).exists()
    assert forms(application) == []


def test_it_is_the_head_s_alone_to_decide() -> None:
    with pytest.raises(NotVisible):
        settings.decide(cast.officer(CLERK).actor, COMPENSATION_DEFAULT, "both", moment=timezone.now())


def test_made_once_and_told_in_the_ledger() -> None:
    decide("both")
    application = broken()
    owed_cast.tell_the_time()
    owed_cast.tell_the_time()
    assert forms(application) == ["apology", "priority"]
    made = LedgerEntry.objects.filter(office=OFFICE, kind="entitlement_made")
    assert made.count() == 2
    apology, priority = Entitlement.objects.filter(application_id=application).order_by("number")
    assert (apology.status, apology.ground, apology.valid_until, apology.nik_index) == ("owed", "default", None, None)
    assert apology.due_on is not None
    assert (priority.status, priority.due_on) == ("owed", None)
    assert priority.valid_until is not None
    assert (priority.valid_until - cast.today()).days in range(360, 367)
    assert bytes(priority.nik_index or b"") == index_of(SITI.nik)


def test_a_follower_that_begins_anew_makes_nothing_twice() -> None:
    decide("apology")
    application = broken()
    owed_cast.tell_the_time()
    first = Breach.objects.get(application_id=application)
    LedgerFollower.objects.filter(name=NAME).delete()
    owed_cast.tell_the_time()
    assert forms(application) == ["apology"]
    assert Breach.objects.get(application_id=application).office_seq == first.office_seq


def test_a_trial_takes_no_right_away() -> None:
    OfficeSetting.objects.create(
        office=OFFICE, code=TRIAL_UNTIL, value='"2099-01-01"', decided_at=timezone.now(), decided_by=1
    )
    decide("apology")
    application = broken()
    owed_cast.tell_the_time()
    assert forms(application) == ["apology"]


def test_a_promise_that_ran_out_elsewhere_owes_nothing() -> None:
    decide("both")
    application = cast.apply(moment=timezone.now() - LONG_AGO).application_id
    clockwork.run_due(timezone.now())
    item = WorkItem.objects.get(pk=application)
    item.state = item.state.replace('"office"', '"outside"')
    item.save(update_fields=["state"])
    owed_cast.tell_the_time()
    assert Breach.objects.filter(application_id=application, caused=False).exists()
    assert forms(application) == []


def test_the_next_application_goes_first_and_the_one_after_it_does_not() -> None:
    decide("both")
    broken()
    owed_cast.tell_the_time()
    other = cast.apply(person=replace(SITI, name="Budi Contoh", nik="9999014505900002")).application_id
    mine = cast.apply().application_id
    later = cast.apply().application_id
    assert entitled(OFFICE, index_of(SITI.nik), cast.today()) is not None
    owed_cast.tell_the_time()
    assert entitled(OFFICE, index_of(SITI.nik), cast.today()) is None
    desk = {one.line.application_id: one for one in waiting.page(cast.officer(CLERK).actor, now=timezone.now()).lines}
    assert desk[mine].line.state.priority
    assert [desk[one].line.state.priority for one in (other, later)] == [False, False]
    order = list(desk)
    assert order[0] == mine  # before the other's that was sent earlier, and before the file that is late
    used = Entitlement.objects.get(used_by=mine)
    assert (used.status, used.placed_at is not None) == ("used", True)
    assert list(rebuilt.differences(OFFICE)) == []


def test_pages_go_on_behind_a_file_that_goes_first() -> None:
    decide("both")
    broken()
    owed_cast.tell_the_time()
    mine = cast.apply().application_id
    owed_cast.tell_the_time()
    clerk = cast.officer(CLERK).actor
    seen: list[UUID] = []
    after = None
    while True:
        page = waiting.page(clerk, now=timezone.now(), after=after, limit=1)
        seen += [one.line.application_id for one in page.lines]
        if page.next is None:
            break
        after = page.next
    assert len(seen) == len(set(seen)) == 2
    assert seen[0] == mine


def test_late_files_are_counted_where_some_go_first() -> None:
    decide("both")
    broken()
    owed_cast.tell_the_time()
    cast.apply()
    cast.apply()
    owed_cast.tell_the_time()
    (counted,) = waiting.counts(cast.officer(CLERK).actor, timezone.now()).values()
    assert counted == (3, 1)
    much_later = timezone.now() + timedelta(days=90)
    (counted,) = waiting.counts(cast.officer(CLERK).actor, much_later).values()
    assert counted == (3, 3)


@pytest.mark.parametrize("placed", [False, True])
def test_what_has_ended_does_not_use_the_priority_of_a_file_in_vain(placed: bool) -> None:
    """Taken back before anybody answered, whether it stood first already or not: the next one goes first."""
    decide("both")
    owed = owed_cast.priority_of(broken())
    mine = cast.apply().application_id
    if placed:
        owed_cast.tell_the_time()
        assert Entitlement.objects.get(used_by=mine).placed_at is not None
    actions.withdraw(mine, seen_seq=work.followed(mine).state.seq, moment=timezone.now())
    owed_cast.tell_the_time()
    assert WorkItem.objects.get(pk=mine).status == "withdrawn"
    row = Entitlement.objects.get(pk=owed)
    assert (row.status, row.used_by, row.settled_at, row.placed_at) == ("owed", None, None, None)
    assert entitled(OFFICE, index_of(SITI.nik), cast.today()) is not None
    assert LedgerEntry.objects.filter(kind="entitlement_back").count() == 1
    again = cast.apply().application_id
    owed_cast.tell_the_time()
    assert Entitlement.objects.get(pk=owed).used_by == again
    assert '"priority":true' in WorkItem.objects.get(pk=again).state


def test_a_priority_whose_days_are_over_is_not_owed_again() -> None:
    decide("both")
    owed = owed_cast.priority_of(broken())
    mine = cast.apply().application_id
    owed_cast.tell_the_time()
    Entitlement.objects.filter(pk=owed).update(valid_until=cast.today() - timedelta(days=1))
    actions.withdraw(mine, seen_seq=work.followed(mine).state.seq, moment=timezone.now())
    owed_cast.tell_the_time()
    assert Entitlement.objects.get(pk=owed).status == "used"


def test_a_file_that_was_answered_has_used_its_priority() -> None:
    """The letter was issued; that nobody came for it gives nothing back."""
    office = Office()
    decide("both")
    owed = owed_cast.priority_of(broken())
    mine = office.to_signing()
    owed_cast.tell_the_time()
    office.sign(office.head.actor, mine)
    actions.withdraw(mine, seen_seq=work.followed(mine).state.seq, moment=timezone.now())
    owed_cast.tell_the_time()
    row = Entitlement.objects.get(pk=owed)
    assert (row.status, row.used_by) == ("used", mine)


def test_another_office_knows_nothing_of_it() -> None:
    decide("both")
    broken()
    owed_cast.tell_the_time()
    cast.apply(office=cast.NEIGHBOUR)
    owed_cast.tell_the_time()
    assert entitled(cast.NEIGHBOUR, index_of(SITI.nik), cast.today()) is None
    assert not Entitlement.objects.filter(status="used").exists()


def test_by_the_code_of_the_earlier_receipt() -> None:
    decide("both")
    nameless = replace(SITI, nik="")
    earlier = cast.apply(person=nameless, moment=timezone.now() - LONG_AGO)
    owed_cast.tell_the_time()
    mine = cast.apply(person=nameless).application_id
    owed_cast.tell_the_time()
    clerk = cast.officer(CLERK).actor
    with pytest.raises(Refusal, match="kode ini"):
        claim(clerk, mine, "AAAA-AAAA", moment=timezone.now())
    with pytest.raises(NotVisible):
        claim(cast.officer(CLERK, office=cast.NEIGHBOUR).actor, mine, earlier.code, moment=timezone.now())
    claim(clerk, mine, earlier.code, moment=timezone.now())
    assert '"priority":true' in WorkItem.objects.get(pk=mine).state
    with pytest.raises(Refusal, match="sudah didahulukan"):
        claim(clerk, mine, earlier.code, moment=timezone.now())


def test_kutai_timur_owes_what_its_decree_prints() -> None:
    office = "kutai-timur"
    enact_folder(configured.STANDARDS_DIR, moment=timezone.now(), only=office)
    service = next(law.standard.code for law in catalogue.services(office, timezone.now()) if law.standard.seq == 4)
    receipt = cast.apply(service, office=office, moment=timezone.now() - LONG_AGO)
    owed_cast.tell_the_time()
    rows = Entitlement.objects.filter(application_id=receipt.application_id).order_by("number")
    assert [(row.form, row.ground) for row in rows] == [("priority", "decree"), ("apology", "decree")]
    assert rows[1].text.startswith("Menyampaikan permintaan maaf atas pelayanan")
