"""The steps that were done: what each recorded, its papers, what concerns the applicant, and what may be suggested."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from maklumat.core import events
from maklumat.core.errors import Damaged, NotVisible
from maklumat.core.events import Event
from maklumat.core.intake import is_report
from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Kind
from maklumat.core.kinds.record import is_empty
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import ServiceStandard, Step
from maklumat.ports.uploads import PDF, Decoded
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger.history import history
from maklumat.records.outside import vault
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.work import handover
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView, Happened
from maklumat.records.work.step_words import Line, lines_of

COUNTED: Final[Mapping[tuple[str, str], str]] = {
    ("schedule", "unreachable"): "percobaan ke-{count} tidak terhubung",
    ("counsel", "absent"): "tidak hadir ke-{count}",
    ("counsel", "done"): "sesi ke-{count}",
    ("visit", "not_met"): "tidak bertemu ke-{count}",
}
"""Ways that are counted within a file, by kind of step and way."""
DUTY_PAPER: Final = "paper"
"""The field of a report that holds its paper."""
KNOWN_TOO: Final[Mapping[str, str]] = {"schedule": "counsel"}
"""By kind of step, another kind whose failures matter there: whoever makes an appointment knows of those not kept."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One step that was done. `ordinal` counts ways of COUNTED ("" for others).

    `has_record`: a berita acara of this hand-over can be printed (`handover.pdf_of`). `within`: the reader does this
    step, and may bring its signed paper. `supplements`: papers that came
    in later for it, as lines.
    """

    seq: int
    step: Step
    outcome: str
    occurred_at: datetime
    ordinal: str
    lines: tuple[Line, ...]
    has_record: bool
    within: bool
    supplements: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the applicant should come to. `upcoming`: it has not been yet at the moment that was asked."""

    at: datetime
    where: str
    whom: str
    mode: str
    message: str
    upcoming: bool


def recorded(actor: Actor, file: FileView) -> tuple[Recorded, ...]:
    """What each step of a file recorded, first things first. The caller got `file` through its getter."""
    return tuple(_recorded(actor, file))


def _recorded(actor: Actor, file: FileView) -> Iterator[Recorded]:
    zone = catalogue.zone(file.law.office)
    counts: dict[tuple[str, str], int] = {}
    later = _supplements(file)
    for event in _acted(file):
        step = file.law.standard.step(event.step)
        kind = KINDS[step.kind]
        counts[kind.code, event.outcome] = counts.get((kind.code, event.outcome), 0) + 1
        words = COUNTED.get((kind.code, event.outcome), "")
        yield Recorded(
            seq=event.seq,
            step=step,
            outcome=_label(step, kind, event.outcome),
            occurred_at=event.occurred_at,
            ordinal=words.format(count=counts[kind.code, event.outcome]),
            lines=tuple(lines_of(kind, event.data, event.seq, zone, within=_within(actor, step))),
            has_record=handover.is_one(file.law.standard, step, event.data),
            within=_within(actor, step),
            supplements=later.get(event.seq, ()),
        )


def _label(step: Step, kind: Kind, outcome: str) -> str:
    own = next((one.label for one in step.outcomes if one.code == outcome), "")
    return own or kind.way(outcome).label


def _within(actor: Actor, step: Step) -> bool:
    """Whether the actor is one of those who do this step: what is confined to it is for them."""
    return bool(set(step.posts) & set(actor.posts))


def _acted(file: FileView) -> Iterator[Happened]:
    return (event for event in file.history if event.kind == events.ACTED)


def _supplements(file: FileView) -> dict[int, tuple[Line, ...]]:
    """Papers that came later, by the sequence number of the step they belong to."""
    found: dict[int, tuple[Line, ...]] = {}
    zone = catalogue.zone(file.law.office)
    for event in file.history:
        if event.kind == events.SUPPLEMENTED:
            lines = tuple(lines_of(handover.LATER, event.data, event.seq, zone, within=True))
            found[event.data["of"]] = (*found.get(event.data["of"], ()), *lines)
    return found


def keep(decoded: Decoded, office: str) -> dict[str, str]:
    """A decoded upload in the vault, durable before any commit: the paper that a step's record names."""
    return {"vault_name": vault().put(decoded.data, office), "sha256": decoded.sha256, "kind": decoded.kind}


def paper_for(actor: Actor, application_id: UUID, seq: int, field: str, index: int) -> tuple[str, bytes]:
    """One paper recorded with a step, or with the report of a duty: its media type and its bytes. Raises NotVisible."""
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE_PAPER, facts_of(position))
    event = next((event for _, event in history(application_id, after=seq - 1) if event.seq == seq), None)
    if event is None or not _may_read(actor, catalogue.standard(position.standard_id), event, field):
        raise NotVisible
    paper = _paper(event.data.get(field), index)
    if paper is None:
        raise NotVisible
    content = vault_bytes(paper["vault_name"])
    if hashlib.sha256(content).hexdigest() != paper["sha256"]:
        raise Damaged("BRK-004", "Berkas langkah ini tidak sama dengan yang dicatat. Beri tahu pengelola sistem.")
    return paper.get("kind", PDF), content


def _may_read(actor: Actor, standard: ServiceStandard, event: Event, field: str) -> bool:
    """Whether papers in this field of an event are for whoever sees the file: those of a step, unless they are confined
    to the posts that do it; and what the holder of a product reported."""
    if event.kind in (events.DUTY_REPORTED, events.DUTY_MET):
        return field == DUTY_PAPER
    if event.kind not in (events.ACTED, events.SUPPLEMENTED):
        return False
    step = standard.step(event.step)
    confined = any(one.confined for one in KINDS[step.kind].fields if one.code == field)
    return not confined or _within(actor, step)


def _paper(value: Any, index: int) -> Mapping[str, str] | None:
    """The paper at this place of a field: one of several photographs, a document, or the image of a proof."""
    if isinstance(value, list):
        value = value[index] if 0 <= index < len(value) else None
    elif index:
        return None
    if isinstance(value, Mapping) and "image" in value:
        value = value["image"]
    return value if isinstance(value, Mapping) and {"vault_name", "sha256"} <= value.keys() else None


def told_to_applicant(file: FileView) -> dict[int, tuple[Line, ...]]:
    """By event: what of a step concerns the applicant (an appointment, goods, a departure). Never what is confined.

    Nothing at all for whoever reported another person: what happens to them is not the reporter's to know.
    """
    if _is_report(file):
        return {}
    zone = catalogue.zone(file.law.office)
    found = {}
    for event in _acted(file):
        kind = KINDS[file.law.standard.step(event.step).kind]
        told = {field.code for field in kind.fields if field.told}
        lines = lines_of(kind, event.data, event.seq, zone, within=False)
        found[event.seq] = tuple(line for line in lines if line.code in told and not line.confined)
    return {seq: lines for seq, lines in found.items() if lines}


def _is_report(file: FileView) -> bool:
    return is_report(file.law.standard, file.submission, catalogue.local_date(file.law.office, file.received_at))


def appointment_told(file: FileView, now: datetime) -> Appointment | None:
    """The appointment as the applicant's page shows it: theirs, not that of somebody they reported."""
    return None if _is_report(file) else appointment(file, now)


def appointment(file: FileView, now: datetime) -> Appointment | None:
    """The appointment that stands: the newest one made, unless a later step did away with it. None when there is none.

    A counselling session, held or missed, is the end of the appointment it was; the next one may be made in it.
    """
    standing: Appointment | None = None
    for event in _acted(file):
        step = file.law.standard.step(event.step)
        made = _made(step, event.data, now)
        if made is not None:
            standing = made
        elif step.kind == "counsel":
            standing = None
    return None if file.state.ended else standing


def _made(step: Step, data: Mapping[str, Any], now: datetime) -> Appointment | None:
    names = {"schedule": ("meets_at", "meets_where"), "counsel": ("next_at", "next_where")}.get(step.kind)
    if names is None or is_empty(data.get(names[0])):
        return None
    at = datetime.fromisoformat(data[names[0]])
    modes = dict(KINDS[step.kind].field("mode").choices)
    mode = modes.get(data.get("mode", ""), "") if step.kind == "schedule" else ""
    where, whom, message = (str(data.get(name, "")) for name in (names[1], "meets_whom", "message"))
    return Appointment(at, where, whom, mode, message, upcoming=at >= now)


def count(file: FileView, kind: str, outcome: str) -> int:
    """How often steps of this kind were left in this way: attempts, sessions, absences."""
    standard = file.law.standard
    return sum(event.outcome == outcome and standard.step(event.step).kind == kind for event in _acted(file))


def suggested(file: FileView, step: Step, now: datetime) -> dict[str, Any]:
    """What a form may begin with, by field, as JSON values: the present moment, the next number, where they met before.

    Nothing confidential is taken over from one step to another.
    """
    kind = KINDS[step.kind]
    local = now.astimezone(catalogue.zone(file.law.office)).replace(second=0, microsecond=0)
    found: dict[str, Any] = {
        field.code: local.isoformat() for field in kind.fields if field.kind == kinds.MOMENT and field.past
    }
    person = file.submission.beneficiary or file.submission.applicant
    if kind.code == "counsel":
        found["session"] = count(file, "counsel", "done") + 1
        standing = appointment(file, now)
        found["promised_at"] = standing.at.isoformat() if standing else None
    if kind.code == "deliver":
        found["channel"] = "counter"
    if kind.code == "distribute":
        found |= {"receiver": person.name}
    if kind.code == "visit" and person.address:
        found["place"] = {"text": person.address}
    return {code: value for code, value in found.items() if not is_empty(value)}


def filled_in(file: FileView, step: Step, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with what the file says itself: the name of who collects, where it is somebody of the application."""
    if step.kind != "deliver" or not is_empty(record.get("collector")):
        return dict(record)
    submission = file.submission
    people = {"applicant": submission.applicant, "proxy": submission.proxy, "named": submission.collector}
    person = people.get(str(record.get("collector_is", "")))
    return {**record, "collector": person.name} if person and person.name else dict(record)


def reminders(file: FileView, step: Step) -> tuple[str, ...]:
    """What to know before this step: how often it did not come off, a letter that stands in the way of a new one."""
    found = list(_standing(file, step))
    for kind, outcome in COUNTED:
        times = count(file, kind, outcome)
        told = kind in (step.kind, KNOWN_TOO.get(step.kind))
        if told and times and not KINDS[kind].way(outcome).onward:
            found.append(f"Sudah {times} kali: {KINDS[kind].way(outcome).label.lower()}.")
    return tuple(found)


def _standing(file: FileView, step: Step) -> Iterator[str]:
    """Of one product one letter holds at a time: whoever drafts the next is told before writing it."""
    if step.kind != "draft" or not step.product:
        return
    signer = file.law.standard.product(step.product).revoked_by
    who = next((post.name for post in file.law.office.posts if post.code == signer), "penanda tangannya")
    for one in file.products:
        if one.product == step.product and one.issued_at and not one.revoked_at:
            yield (
                f"{one.name} nomor {one.number} masih berlaku. Minta {who} mencabutnya dahulu di halaman berkas ini;"
                " sesudah itu surat yang baru dapat dibuat."
            )
