"""Signing for another: as what, on paper and electronically, and the sentence for whoever may not (any more)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from maklumat.core.errors import NotVisible, Refusal
from maklumat.ops.sample_pdf import blank_pdf
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import events_of
from maklumat.records.models import LedgerEntry, Product
from maklumat.records.people import absences, mandates
from maklumat.records.people.access import ADMINISTRATOR, Actor
from maklumat.records.people.mandates import Wanted
from maklumat.records.people.models import Mandate, Membership
from maklumat.records.people.queries import actor_for
from maklumat.records.products.queries import verify
from maklumat.records.work import actions, signing, waiting
from maklumat.records.work import queries as work
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

LEADER = "kabid-pemberdayaan-sosial"
STEP = "tanda-tangan"
FILL = {"reason": "alasan", "note": "catatan", "reference": "SIKS-1", "collector": "Siti Contoh"}
LETTER = {"tempat_lahir": "Tanjungpandan", "tanggal_periksa_data": "2026-11-23"}


class Office:
    """An office with a head, a leader of a division, an administrator and those who bring a file to its signature."""

    def __init__(self) -> None:
        cast.enact()
        self.law = catalogue.office(cast.OFFICE, timezone.now())
        self.head = cast.officer(cast.HEAD, name="Andi Contoh")
        self.leader = cast.officer(LEADER, name="Budi Contoh")
        self.administrator = cast.officer(ADMINISTRATOR, name="Gita Contoh")
        self.clerk, self.analyst, self.operator = (
            cast.officer(post) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)
        )

    def now(self, who: cast.Officer, days: int = 0) -> Actor:
        """Who they are at work as, so many days from now."""
        return actor_for(who.user.pk, self.law, cast.today() + timedelta(days=days))

    def give(self, kind: str, who: cast.Officer, post: str = LEADER, **more: Any) -> int:
        today = cast.today()
        wanted: dict[str, Any] = {
            "kind": kind, "post": cast.HEAD, "holder": who.user.pk, "holder_post": post, "from_on": today,
            "until_on": today + timedelta(days=5), "basis": "800/12/2026", "basis_on": today, **more,
        }  # fmt: skip
        return mandates.give(self.administrator.actor, self.law, Wanted(**wanted), moment=timezone.now())

    def send_away(self, who: cast.Officer, substitute: cast.Officer | None = None) -> int:
        today = cast.today()
        return absences.record(
            self.administrator.actor, who.user.pk, kind="leave", from_on=today, until_on=today + timedelta(days=5),
            substitute=substitute.user.pk if substitute else None, moment=timezone.now(),
        )  # fmt: skip

    def vacate(self) -> None:
        Membership.objects.filter(user=self.head.user).update(until_on=cast.today() - timedelta(days=1))

    def to_signing(self) -> Any:
        """The id of a file whose letter waits for the head."""
        file = cast.apply().application_id
        for who, step, outcome in (
            (self.clerk, "penyerahan-berkas", "complete"),
            (self.analyst, "verifikasi", "valid"),
            (self.operator, "verifikasi", "valid"),
            (self.operator, "unduh", "drafted"),
        ):
            actions.act(who.actor, file, step=step, outcome=outcome, seen_seq=seq(file),
                        data={**FILL, "letter": LETTER}, moment=timezone.now())  # fmt: skip
        return file

    def sign(self, actor: Actor, file: Any) -> None:
        signing.sign(actor, file, step=STEP, seen_seq=seq(file), moment=timezone.now())


def seq(file: Any) -> int:
    return work.followed(file).state.seq


def refused(office: Office, actor: Actor, file: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        office.sign(actor, file)
    assert not Product.objects.filter(application_id=file, status="issued").exists()
    return caught.value


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_plt_signs_as_one_and_everything_says_so(office: Office) -> None:
    file = office.to_signing()
    office.vacate()
    number = office.give("plt", office.leader)
    actor = office.now(office.leader)
    assert file in [one.line.application_id for one in waiting.page(actor, now=timezone.now()).lines]
    office.sign(actor, file)
    product = Product.objects.get(application_id=file)
    head = office.law.post(cast.HEAD).name
    assert product.signed_as == f"Plt. {head}"
    assert verify(product.code, timezone.now()).post == f"Plt. {head}"
    event = next(event for event in events_of(file) if event.outcome == "signed")
    assert event.data["signed_as"] == f"Plt. {head}"
    assert event.data["mandate"] == [
        {"post": cast.HEAD, "by": "plt", "number": number, "basis": "800/12/2026", "holder_post": LEADER}
    ]


def test_the_head_signs_as_before(office: Office) -> None:
    file = office.to_signing()
    office.sign(office.head.actor, file)
    event = next(event for event in events_of(file) if event.outcome == "signed")
    assert Product.objects.get(application_id=file).signed_as == ""
    assert {"mandate", "signed_as"}.isdisjoint(event.data)


def test_a_mandate_to_sign_is_for_signing_and_for_that_alone(office: Office) -> None:
    first, second = office.to_signing(), cast.apply(moment=timezone.now()).application_id
    assert office.now(office.leader).posts == (LEADER,)
    office.give("an", office.leader)
    actor = office.now(office.leader)
    seen = [one.line.application_id for one in waiting.page(actor, now=timezone.now()).lines]
    assert seen == [first]
    assert second not in seen
    assert waiting.counts(actor, timezone.now()) == {cast.HEAD: (1, 0)}
    office.sign(actor, first)
    product = Product.objects.get(application_id=first)
    assert product.signed_as == f"a.n. {office.law.post(cast.HEAD).name}, {office.law.post(LEADER).name}"
    with pytest.raises(NotVisible):  # to take it back is for the post itself
        actions.revoke(actor, first, product=product.product, reason="keliru", seen_seq=seq(first),
                       moment=timezone.now())  # fmt: skip


def test_on_paper_the_same_rule_holds_when_the_scan_comes_in(office: Office) -> None:
    file = office.to_signing()
    number = office.give("an", office.leader)
    actor = office.now(office.leader)
    paper = signing.print_for_wet_signature(actor, file, step=STEP, seen_seq=seq(file), moment=timezone.now())
    assert paper.startswith(b"%PDF")
    mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai.", on=cast.today(),
                    moment=timezone.now())  # fmt: skip
    with pytest.raises(Refusal) as caught:
        signing.take_in_scan(actor, file, step=STEP, seen_seq=seq(file), scan=blank_pdf(), moment=timezone.now())
    assert caught.value.code == "MDT-004"
    assert "Andi Contoh" in str(caught.value)


def test_a_mandate_that_ended_is_explained_to_whoever_had_it(office: Office) -> None:
    file = office.to_signing()
    number = office.give("an", office.leader)
    yesterday = cast.today() - timedelta(days=1)
    Mandate.objects.filter(pk=number).update(from_on=yesterday - timedelta(days=3), until_on=yesterday)
    caught = refused(office, office.now(office.leader), file)
    assert caught.code == "MDT-003"
    assert "Yang berwenang hari ini: Andi Contoh" in str(caught)


def test_it_is_looked_at_again_in_the_transaction_that_issues(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the making of the letter and its issue the mandate is revoked: nothing is issued."""
    file = office.to_signing()
    number = office.give("an", office.leader)
    actor = office.now(office.leader)
    made = signing._signed

    def revoked_meanwhile(*given: Any) -> bytes:
        pdf = made(*given)
        mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai.", on=cast.today(),
                        moment=timezone.now())  # fmt: skip
        return pdf

    monkeypatch.setattr(signing, "_signed", revoked_meanwhile)
    assert refused(office, actor, file).code == "MDT-004"
    assert Product.objects.get(application_id=file).status == "numbered"


def test_a_stranger_to_mandates_sees_no_file(office: Office) -> None:
    other = cast.officer("kabid-rehabilitasi-sosial")
    with pytest.raises(NotVisible):
        office.sign(other.actor, office.to_signing())


def test_a_substitute_works_the_queue_but_does_not_sign(office: Office) -> None:
    file = office.to_signing()
    office.send_away(office.head, office.leader)
    actor = office.now(office.leader)
    assert file in [one.line.application_id for one in waiting.page(actor, now=timezone.now()).lines]
    assert refused(office, actor, file).code == "MDT-001"
    with pytest.raises(Refusal) as caught:  # to refuse somebody is a decision too
        actions.act(actor, file, step=STEP, outcome="declined", seen_seq=seq(file), data=FILL, moment=timezone.now())
    assert caught.value.code == "MDT-001"
    state = actions.act(actor, file, step=STEP, outcome="returned", seen_seq=seq(file), data=FILL,
                        moment=timezone.now())  # fmt: skip
    assert state.step != STEP
    event = events_of(file)[-1]
    assert [(one["post"], one["by"]) for one in event.data["mandate"]] == [(cast.HEAD, "substitute")]


def test_while_a_plh_acts_the_head_on_leave_does_not_sign(office: Office) -> None:
    file = office.to_signing()
    absence = office.send_away(office.head)
    office.give("plh", office.leader)
    assert refused(office, office.now(office.head), file).code == "MDT-011"
    absences.come_back(office.administrator.actor, absence, on=cast.today(), moment=timezone.now())
    assert refused(office, actor_for(office.leader.user.pk, office.law, cast.today()), file).code == "MDT-007"
    office.sign(office.now(office.head), file)
    assert Product.objects.get(application_id=file).signed_as == ""


def test_a_mandate_ends_with_its_last_day_at_the_office(office: Office) -> None:
    """At 16.59 UTC it is still the last day in the west of Indonesia, a minute later the next."""
    number = office.give("an", office.leader)
    last = date(2026, 12, 1)
    Mandate.objects.filter(pk=number).update(from_on=date(2026, 11, 1), until_on=last)
    for moment, signs in ((datetime(2026, 12, 1, 16, 59, tzinfo=UTC), True),
                          (datetime(2026, 12, 1, 17, 0, tzinfo=UTC), False)):  # fmt: skip
        actor = actor_for(office.leader.user.pk, office.law, catalogue.local_date(office.law, moment))
        assert bool(actor.in_name_of(cast.SERVICE, confidential=False)) is signs


def test_only_the_administrator_gives_and_revokes_and_every_change_is_in_the_ledger(office: Office) -> None:
    number = office.give("an", office.leader)
    wanted = Wanted("an", cast.HEAD, office.leader.user.pk, LEADER, cast.today(), cast.today(), "1", cast.today())
    for stranger in (office.head.actor, office.leader.actor, cast.officer(ADMINISTRATOR, office=cast.NEIGHBOUR).actor):
        with pytest.raises(NotVisible):
            mandates.give(stranger, office.law, wanted, moment=timezone.now())
        with pytest.raises(NotVisible):
            mandates.revoke(stranger, cast.OFFICE, number, reason="x", on=cast.today(), moment=timezone.now())
    with pytest.raises(Refusal) as caught:
        mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason=" ", on=cast.today(),
                        moment=timezone.now())  # fmt: skip
    assert caught.value.code == "MDT-030"
    for _ in range(2):  # a repeat is answered like the first
        mandates.revoke(office.administrator.actor, cast.OFFICE, number, reason="Selesai.", on=cast.today(),
                        moment=timezone.now())  # fmt: skip
    kinds = LedgerEntry.objects.filter(office=cast.OFFICE, application=None).order_by("office_seq")
    assert list(kinds.values_list("kind", flat=True)) == ["mandate_given", "mandate_revoked"]
    assert Mandate.objects.get(pk=number).revoked_reason == "Selesai."


@pytest.mark.parametrize(
    ("days", "substitute", "code"),
    [((3, 1), "leader", "ORG-020"), ((0, 5), "head", "ORG-022"), ((0, 5), "stranger", "ORG-022")],
)
def test_leave_that_cannot_be(office: Office, days: tuple[int, int], substitute: str, code: str) -> None:
    stranger = cast.officer(cast.CLERK, office=cast.NEIGHBOUR)
    who = {"leader": office.leader, "head": office.head, "stranger": stranger}[substitute]
    first, last = (cast.today() + timedelta(days=day) for day in days)
    with pytest.raises(Refusal) as caught:
        absences.record(office.administrator.actor, office.head.user.pk, kind="leave", from_on=first, until_on=last,
                        substitute=who.user.pk, moment=timezone.now())  # fmt: skip
    assert caught.value.code == code


def test_leave_twice_and_back_from_leave_that_is_over(office: Office) -> None:
    absence = office.send_away(office.head)
    with pytest.raises(Refusal) as caught:
        office.send_away(office.head)
    assert caught.value.code == "ORG-023"
    late = cast.today() + timedelta(days=6)
    with pytest.raises(Refusal) as caught:
        absences.come_back(office.administrator.actor, absence, on=late, moment=timezone.now())
    assert caught.value.code == "ORG-024"
    with pytest.raises(NotVisible):
        absences.come_back(office.leader.actor, absence, on=cast.today(), moment=timezone.now())
