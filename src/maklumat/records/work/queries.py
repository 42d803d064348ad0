"""What people see of files. Every getter takes the actor, or a grant by code and secret; no object without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.clock.values import Due
from maklumat.core.eligibility import Judgement, judge
from maklumat.core.errors import Damaged, NotVisible, Refusal
from maklumat.core.intake import Claim, Slot, Submission, asked, for_readers
from maklumat.core.intake.unlisted import Unlisted, unlisted_slots
from maklumat.core.letter.template import TemplateField
from maklumat.core.procedure import promises
from maklumat.core.procedure.state import FINISHED, REFUSED, State
from maklumat.core.standard.model import Office, Product, Step
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications import custody, unlisted
from maklumat.records.applications import queries as applications
from maklumat.records.applications.content import agenda_of, application_row, submission_of
from maklumat.records.applications.custody import CustodyView
from maklumat.records.applications.models import Application
from maklumat.records.applications.queries import PaperView
from maklumat.records.applications.receipts import secret_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.compensation import settling
from maklumat.records.compensation.models import Entitlement
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import history, missing_entry
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts
from maklumat.records.people.queries import name_of
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import drafting
from maklumat.records.products.actions import DELIVERED, ISSUED
from maklumat.records.products.queries import ProductView, products_of
from maklumat.records.work.facts import facts_of, team_of

PAGE = 50
BROUGHT: Final = frozenset({events.RESUBMITTED, events.PAPERS_BROUGHT})


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a file's history. `who` is the name for officers, "" where it is not to be shown.

    `brought_by`: who has recorded what `who` signed by hand; "" where that is the same person.
    """

    seq: int
    kind: str
    step: str
    step_text: str
    outcome: str
    post: str
    who: str
    occurred_at: datetime
    recorded_at: datetime
    data: Mapping[str, Any]
    actor_id: int | None = None
    brought_by: str = ""


@dataclass(frozen=True)
class FileView:
    """A file as opened: the law it runs by, where it stands, what was asked and what happened.

    What not every page shows is read when it is first asked for. `names`: whether officers are named. `notice_version`:
    the privacy notice that was agreed to.
    """

    id: UUID
    code: str
    register: str
    channel: str
    received_at: datetime
    recorded_at: datetime
    law: Enacted
    position: Position
    submission: Submission
    notice_version: str
    names: bool

    @cached_property
    def papers(self) -> tuple[PaperView, ...]:
        return tuple(applications.papers(self.id))

    @cached_property
    def earlier_papers(self) -> tuple[PaperView, ...]:
        """The papers that later ones took the place of, since the application was received."""
        return tuple(applications.earlier_papers(self.id, self.recorded_at))

    @cached_property
    def unlisted(self) -> tuple[Unlisted, ...]:
        """What was asked beyond the standard."""
        with damage.about(number=self.register):
            return unlisted.of_file(self.id)

    @cached_property
    def judgement(self) -> Judgement:
        """The criteria of the standard over what the application says; who decides is still a post."""
        days = [catalogue.local_date(self.law.office, at) for at in (self.received_at, self.state.complete_at) if at]
        standard = self.law.standard
        complete_on = days[1] if len(days) > 1 else None
        in_need = standard.person_in_need
        return judge(standard.eligibility, self.submission.facts, days[0], complete_on, person_in_need=in_need)

    @cached_property
    def custody(self) -> tuple[CustodyView, ...]:
        """The receipts for original papers that were left here."""
        with damage.about(number=self.register):
            return custody.of_file(self.id)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The requirements asked of this applicant, in the decree's order, then what was asked beyond the standard."""
        on = catalogue.local_date(self.law.office, self.received_at)
        return (*asked(self.law.standard, self.submission.facts, on), *unlisted_slots(self.unlisted))

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """By slot, how each requirement is met: as it was said with the application, then as papers were brought."""
        found = {claim.slot: claim for claim in self.submission.requirement_claims}
        for event in self.history:
            for key, how in dict(event.data.get("papers") or {}).items() if event.kind in BROUGHT else ():
                found[key] = replace(found.get(key) or Claim(key, how), how=how)
        return found

    @cached_property
    def products(self) -> tuple[ProductView, ...]:
        return tuple(products_of(self.id))

    @cached_property
    def owed(self) -> tuple[Entitlement, ...]:
        """What the office owes for the promises of this file that it broke. Asks nothing where none is broken."""
        return settling.owed_of(self.id) if self.state.breached else ()

    @cached_property
    def released(self) -> tuple[ProductView, ...]:
        """The products their applicant may have: what was handed over, and what no step hands over any more.

        A refusal ends the file as it is signed; whoever may object to it must be able to read it from that moment.
        """
        decided = self.state.status in {REFUSED, FINISHED}
        statuses = {DELIVERED, ISSUED} if decided else {DELIVERED}
        return tuple(one for one in self.products if one.has_file and one.status in statuses)

    @cached_property
    def history(self) -> tuple[Happened, ...]:
        with damage.about(number=self.register, office=self.position.office):
            return tuple(_history(self.position, self.law, names=self.names))

    @cached_property
    def promises(self) -> tuple[tuple[str, Due], ...]:
        """Every promise that applies to the file, kept, broken or running, with "why this date"."""
        return tuple(_promises(self.position, self.law))

    @property
    def state(self) -> State:
        return self.position.state

    @property
    def step(self) -> Step | None:
        """The step the file is at, or comes back to; None once it has ended."""
        return self.law.standard.step(self.state.step) if self.state.step else None


def desks_of(actor: Actor) -> tuple[str, ...]:
    """Every desk (posts joined by "+") of the office's standards that one of the actor's posts belongs to."""
    return tuple(sorted(desk for desk in catalogue.desks(actor.office) if set(desk.split("+")) & set(actor.posts)))


def file_for(actor: Actor, application_id: UUID) -> FileView:
    """A file for an officer. Raises NotVisible when there is none for them."""
    position = procedures.position(application_id)
    if position is None:
        lost_for(actor, application_id)
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    return _for_readers(actor, _view(position, names=True))


def just_received(actor: Actor, application_id: UUID) -> FileView:
    """A file whose receipt is to be printed. Whoever took it in on duty outside hours has it for that, and for nothing
    else. Raises NotVisible."""
    position = procedures.position(application_id)
    if position is None or access.may(actor, access.SEE, facts_of(position)):
        return file_for(actor, application_id)
    if not Application.objects.filter(pk=application_id, office=actor.office, entered_by=actor.user_id).exists():
        raise NotVisible
    return _view(position, names=False)


def lost_for(actor: Actor, application_id: UUID) -> None:
    """Raises Damaged where a file of the actor's has no place in the worklist any more; nothing where there is none."""
    row = Application.objects.filter(pk=application_id, office=actor.office).first()
    if row is not None:
        team = team_of(row.standard_id)
        if access.may(actor, access.SEE, Facts(row.office, confidentiality=row.confidentiality, team=team)):
            raise _lost(row)


def _lost(row: Application) -> Damaged:
    return damage.place_astray().of(number=agenda_of(row), office=row.office, application=row.pk)


def _for_readers(actor: Actor, file: FileView) -> FileView:
    """The file as this actor may see it: who reported it is not for everybody."""
    on = catalogue.local_date(file.law.office, file.received_at)
    shown = for_readers(file.law.standard, file.submission, on, actor.posts)
    return file if shown is file.submission else replace(file, submission=shown)


def may_act(actor: Actor, file: FileView) -> bool:
    """Whether the file lies with one of the actor's posts now."""
    return access.may(actor, access.ACT, facts_of(file.position))


def paper_for(actor: Actor, application_id: UUID, paper_id: UUID) -> tuple[PaperView, bytes]:
    """One attachment with its content. Raises NotVisible."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE_PAPER, facts_of(position))
    file = _view(position, names=False)
    return _paper((*file.papers, *file.earlier_papers), paper_id)


def letter_questions(application_id: UUID, product: Product, moment: datetime) -> tuple[TemplateField, ...]:
    """The fields an officer fills in when drafting this letter."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    return drafting.open_questions(position, product, moment)


def unlock(code: str, secret: str) -> UUID:
    """The application that this code and secret open. Refusal LCK-001 when they do not belong together.

    A wrong code and a wrong secret are answered alike, after the same work.
    """
    application = applications.by_code(tidy_secret(code))
    expected = secret_of(application.id, application.secret_issue) if application else secret_of(UUID(int=0))
    if not compare_digest(expected, tidy_secret(secret)) or application is None:
        raise Refusal("LCK-001", "Kode dan kata kunci tidak cocok. Periksa kembali tanda terima Anda.")
    return application.id


def followed(application_id: UUID) -> FileView:
    """A file for its applicant, whose code and secret were checked. Names of officers are left out."""
    position = procedures.position(application_id)
    if position is None:
        row = Application.objects.filter(pk=application_id).first()
        raise NotVisible if row is None else _lost(row)
    return _view(position, names=False)


def own_paper(application_id: UUID, paper_id: UUID) -> tuple[PaperView, bytes]:
    """An applicant's own attachment with its content. Raises NotVisible."""
    return _paper(applications.papers(application_id), paper_id)


def _paper(papers: Iterable[PaperView], paper_id: UUID) -> tuple[PaperView, bytes]:
    for paper in papers:
        if paper.id == paper_id:
            return paper, applications.paper_bytes(paper)
    raise NotVisible


def _view(position: Position, *, names: bool) -> FileView:
    with damage.about(number=position.register, office=position.office, application=position.application_id):
        application = application_row(position.application_id)
        submission = submission_of(application)
    law = catalogue.enacted(position.standard_id)
    still_there(application, law.office)
    return FileView(
        id=application.id,
        code=application.code,
        register=position.register,
        channel=application.channel,
        received_at=application.received_at,
        recorded_at=application.recorded_at,
        law=law,
        position=position,
        submission=submission,
        notice_version=application.notice_version,
        names=names,
    )


def still_there(application: Application, office: Office) -> None:
    """Raises Destroyed where a file was destroyed by the retention schedule: nothing of it can be shown."""
    if application.destroyed_at is not None:
        on = catalogue.local_date(office, application.destroyed_at)
        raise applications.Destroyed(application.destroyed_by or "", on)


def _history(position: Position, law: Enacted, *, names: bool) -> Iterable[Happened]:
    known: dict[int | None, str] = {}
    last = 0
    for entry, event in history(position.application_id):
        last = event.seq
        signer = event.data.get("signer", entry.actor_id)
        for user in (entry.actor_id, signer) if names else ():
            if user not in known:
                known[user] = name_of(user)
        yield Happened(
            seq=event.seq,
            kind=event.kind,
            step=event.step,
            step_text=law.standard.step(event.step).text if event.step else "",
            outcome=event.outcome,
            post=event.post,
            who=known.get(signer, ""),
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            data=event.data,
            actor_id=entry.actor_id,
            brought_by=known.get(entry.actor_id, "") if signer != entry.actor_id else "",
        )
    if last < position.state.seq:  # it was read after its place: there may be more, but never less
        raise missing_entry(position.application_id)


def _promises(position: Position, law: Enacted) -> Iterable[tuple[str, Due]]:
    calendar = catalogue.calendar(law.office)
    for limit in law.standard.time_limits:
        if limit.code in position.state.limits:
            due = promises.explain(limit, position.state, calendar)
            if due is not None:
                yield limit.code, due


def may_reissue(actor: Actor, file: FileView) -> bool:
    """Whether the actor may give the applicant a new secret."""
    return access.may(actor, access.REISSUE, facts_of(file.position))


def may_revoke(actor: Actor, file: FileView, product: str) -> bool:
    """Whether the actor may take this product of the file back."""
    signers = (one.revoked_by for one in file.law.standard.products if one.code == product)
    return access.may(actor, access.REVOKE, facts_of(file.position, signer=next(signers, "")))
