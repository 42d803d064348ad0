"""The standard as values: one office, its services, and the 14 components of PermenPANRB 15/2014 of each.

Everything here is frozen, plain (str, int, bool, date, tuples of the same) and knows its source. Reading YAML
into these values is `load`; the Indonesian keys live in `keys` alone; judging them is `check`.
Codes are lower-case words joined by "-" or "_", unique among their siblings and never reused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from maklumat.core.kinds.kind import WITHOUT_SYSTEM
from maklumat.core.standard.facts import ADDED_LATER
from maklumat.core.standard.facts import Channel as Channel
from maklumat.core.standard.facts import ExtraComponent as ExtraComponent
from maklumat.core.standard.facts import Item as Item
from maklumat.core.standard.facts import LawRule as LawRule
from maklumat.core.standard.facts import LegalBasis as LegalBasis
from maklumat.core.standard.facts import Note as Note
from maklumat.core.standard.facts import Printing as Printing
from maklumat.core.standard.facts import Reporter as Reporter
from maklumat.core.standard.facts import Source as Source
from maklumat.core.standard.facts import Staffing as Staffing
from maklumat.core.standard.facts import StatusQuestion as StatusQuestion
from maklumat.core.standard.facts import Text as Text
from maklumat.core.standard.issued import Extension as Extension
from maklumat.core.standard.issued import Licensor as Licensor
from maklumat.core.standard.issued import Revocation as Revocation
from maklumat.core.standard.issued import Validity as Validity
from maklumat.core.standard.office_model import FORMAT as FORMAT
from maklumat.core.standard.office_model import Compensation as Compensation
from maklumat.core.standard.office_model import Decree as Decree
from maklumat.core.standard.office_model import Division as Division
from maklumat.core.standard.office_model import HoursRule as HoursRule
from maklumat.core.standard.office_model import LocalClosure as LocalClosure
from maklumat.core.standard.office_model import Objection as Objection
from maklumat.core.standard.office_model import Office as Office
from maklumat.core.standard.office_model import OfficeHours as OfficeHours
from maklumat.core.standard.office_model import Pledge as Pledge
from maklumat.core.standard.office_model import Post as Post
from maklumat.core.standard.office_model import PostMapping as PostMapping
from maklumat.core.standard.office_model import Scope as Scope
from maklumat.core.standard.office_model import SharedPlace as SharedPlace
from maklumat.core.standard.office_model import StaffTable as StaffTable

# Targets of an outcome that are no steps.
TO_APPLICANT: Final = "pemohon"  # back to the applicant; when completed, the file returns to the same step
FINISHED: Final = "selesai"
REFUSED: Final = "ditolak"
CLOSED: Final = "ditutup"  # ended without product and without refusal (withdrawn, referred away, moot)
TERMINALS: Final = frozenset({FINISHED, REFUSED, CLOSED})

UNITS: Final = (
    "minutes", "hours", "working_days", "calendar_days", "days", "weeks", "months", "monthly", "each_month",
    "budget_year", "none",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several. `document`: for a paper, the kind of document it is, named alike in every service."""

    code: str
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One leaf item the applicant brings, meets or states.

    `kind`: "document" (a paper with its own place to attach), "criterion" (a fact about the person), "datum"
    (something said or typed) or "unlisted" (papers that the decree does not print: none is asked without a written
    reason). `form`: "copy", "original", "stamped" (with a duty stamp) or "any"; meaningful for
    documents. `one_of`: any one of these alternatives satisfies it. `per_person`: the persons who each bring one
    ("husband", "wife", "reporter", "reported"), empty for a single one. `when`: an expression over the intake answers;
    the item is asked only where it is not false. `field`: for a datum or criterion, the intake field that answers it.
    `document`: the kind of document, named alike in every service: a paper once sent may be used again for it, if its
    owner agrees, and not after `max_age_days` since it came. `statement`: the template of the paper that the applicant
    writes and signs, printed by the office with the applicant's data or with lines to write on.
    """

    code: str
    text: str
    kind: str
    source: Source
    form: str = "any"
    optional: bool = False
    one_of: tuple[Alternative, ...] = ()
    per_person: tuple[str, ...] = ()
    when: str = ""
    field: str = ""
    help: str = ""
    document: str = ""
    max_age_days: int | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True)
class IntakeField:
    """A question of the intake beyond the person's identity. `kind`: text, paragraph, number, date, yes_no, choice.

    `ahead`: the day that is asked for may lie ahead (a plan); any other is doubted when it has not come yet.
    """

    code: str
    label: str
    kind: str
    source: Source
    required: bool = True
    choices: tuple[Alternative, ...] = ()
    help: str = ""
    confidential: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A criterion as an expression over intake answers. False only *proposes* a refusal that a post signs.

    `legal_basis` is the sentence a refusal letter cites; `refusal` the sentence it says; `reference` names the moment
    that ages and durations are counted at ("received" or "complete"). `law` is what higher law says where the decree
    differs: the officer sees both. `advisory` rules never propose a refusal (the value is shown to the officer).
    """

    code: str
    text: str
    expression: str
    legal_basis: str
    source: Source
    refusal: str = ""
    reference: str = "received"
    advisory: bool = False
    law: LawRule | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What the holder of a product owes (a report of proceeds, the minutes of a draw).

    Due `days` calendar days after `since`: "issue", "expiry", or the code of an answer that is a date. `fields` are
    what the report says, `rules` what is judged of it (the share of costs): one that fails is shown, no more.
    """

    code: str
    text: str
    days: int
    since: str
    legal_basis: str
    source: Source
    fields: tuple[IntakeField, ...] = ()
    rules: tuple[EligibilityRule, ...] = ()

    def due_on(self, issued_on: date, last_day: date | None, answers: Mapping[str, Any]) -> date | None:
        """The last day to fulfil it; None while the day it counts from is not known."""
        start = {"issue": issued_on, "expiry": last_day}.get(self.since, answers.get(self.since))
        return start + timedelta(days=self.days) if isinstance(start, date) else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A named way out of a step. `to` is a step code, TO_APPLICANT or one of TERMINALS.

    `when`: an expression over the answers; where it holds, the answers point this way (the officer decides).
    """

    code: str
    to: str
    label: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure.

    `actor`: "post", "applicant" or "outside". `posts`: the posts of the office that may act (for "post"), or that
    record what the applicant or the outside party did. `joint`: every listed post must act before it is done
    (the decree says "A dan B"). `kind` is an English code of `core.procedure.kinds`. `system`: the other application
    the decree names. `product`: the product drafted, signed, imported or handed over here.
    `added`: not in the decree, needed to make its steps run (its `source.reason` says why). `asks`: the groups of
    fields of its kind that are recorded here besides the ordinary ones. `place`: the shared place of the office that
    is booked here. `limit`: the desk's own time for it, no promise to the citizen; its code is the step's.
    """

    code: str
    text: str
    actor: str
    kind: str
    posts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    source: Source
    joint: bool = False
    system: str = ""
    product: str = ""
    added: bool = False
    help: str = ""
    asks: tuple[str, ...] = ()
    place: str = ""
    limit: TimeLimit | None = field(default=None, metadata=ADDED_LATER)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of fields that are asked here: those of the standard, and of a step that needs another system how
        it was answered without it."""
        return (*self.asks, WITHOUT_SYSTEM) if self.system else self.asks


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A promise. `max` is the binding figure; `min` is None where the decree gives a single figure or "maksimal".

    `unit` is one of UNITS; `days` is the decree's bare "hari", run as `counted_as` with a note. `condition` is the
    decree's wording ("wilayah Daratan"), `when` the same as an expression over the answers ("" = always).
    `starts`: "received" or "complete" (the file is complete and correct); `ends`: a step code whose end keeps the
    promise, "" for the end of the procedure. `office_only`: time with the applicant or an outsider does not count.
    `any_day`: what comes on a day off, or after closing, counts from its own date (help in an emergency).
    `starts_after`: a step; the promise runs from the moment that it is done. `lasting`: no deadline but how long the
    service itself lasts (accompaniment, a stay); it is never late. `depends_on`: what the decree makes it depend on
    ("jadwal keberangkatan"). `answer`: the first answer to whoever applied or reported.
    """

    code: str
    max: int | None
    unit: str
    source: Source
    min: int | None = None
    condition: str = ""
    when: str = ""
    starts: str = "complete"
    ends: str = ""
    counted_as: str = ""
    office_only: bool = True
    round_the_clock: bool = False
    any_day: bool = False
    note: str = ""
    starts_after: str = ""
    lasting: bool = False
    depends_on: str = ""
    answer: bool = field(default=False, metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True)
class Product:
    """What the applicant gets. `kind`: "letter", "aid", "referral", "service", "entry".

    For letters: `made` "here" (from `template`) or "imported" (an outside PDF kept untouched, from `system`; with a
    `template` too, the office may draft it here instead while that system is down, and then signs electronically);
    `signature` "electronic", "outside" or "wet"; `signed_by` a post; `number_format` with {seq}, {seq:04}, {class},
    {unit}, {month_roman}, {year} ...; `classification` the archive code. `outside_signer`: somebody above the office
    signs ("Bupati ..."): it is drafted here and comes back signed, on paper or as a PDF, with its own number.
    The life after issue: `validity_days` or `validity` (None: no expiry), `remind_days` before it ends, how it is
    extended or renewed, who may revoke it, the holder's duties. `licensors`: who grants the permit that the letter
    recommends, by scope.
    """

    code: str
    name: str
    kind: str
    source: Source
    made: str = "here"
    template: str = ""
    signature: str = ""
    signed_by: str = ""
    number_format: str = ""
    classification: str = ""
    validity_days: int | None = None
    system: str = ""
    note: str = ""
    outside_signer: str = ""
    validity: Validity | None = None
    remind_days: tuple[int, ...] = ()
    extension: Extension | None = None
    revocation: Revocation | None = None
    duties: tuple[Duty, ...] = ()
    licensors: tuple[Licensor, ...] = ()

    def duty(self, code: str) -> Duty:
        """The duty with this code; KeyError when the product has none such."""
        for duty in self.duties:
            if duty.code == code:
                return duty
        raise KeyError(code)

    @property
    def revoked_by(self) -> str:
        """The post that may take it back: whoever the standard names, else whoever signs it; "" for nobody."""
        return self.revocation.post if self.revocation else self.signed_by

    def last_day(self, issued_on: date) -> date | None:
        """The last day on which it holds when issued on that day; None for no expiry."""
        if self.validity is not None:
            return self.validity.last_day(issued_on)
        return None if self.validity_days is None else issued_on + timedelta(days=self.validity_days)


@dataclass(frozen=True, slots=True)
class ServiceStandard:
    """One service of one decree, complete: the 14 components and what makes them run."""

    code: str
    office: str
    seq: int
    name: str
    decree_title: str
    division: str
    in_force_from: date
    source: Source
    # service delivery: the six public components
    requirements: tuple[Requirement, ...]
    steps: tuple[Step, ...]
    time_limits: tuple[TimeLimit, ...]
    fee_rupiah: int
    fee_source: Source
    products: tuple[Product, ...]
    complaint_channels: tuple[Channel, ...]
    # manufacturing: the other eight
    legal_basis: tuple[LegalBasis, ...]
    facilities: tuple[Item, ...]
    competences: tuple[Item, ...]
    supervision: Text
    staffing: Staffing
    guarantees: tuple[Item, ...]
    safety: tuple[Item, ...]
    evaluation: Text
    survey_every_months: int | None
    # what makes it run
    summary: str = ""
    search_words: tuple[str, ...] = ()
    intake: tuple[IntakeField, ...] = ()
    eligibility: tuple[EligibilityRule, ...] = ()
    confidentiality: str = "normal"  # normal, child, violence, mental_health, adoption, drugs
    person_in_need: bool = False  # no failed rule and no missing paper blocks help
    reporter: Reporter | None = None
    lapse_after_days: int = 30  # calendar days a returned file waits for its applicant
    remind_days_left: tuple[int, ...] = ()  # days before the lapse; (): halfway and three days before
    notes: tuple[Note, ...] = ()
    family: str = ""  # the kind of wish, named alike in all offices
    document_number: str = ""
    printings: tuple[Printing, ...] = ()
    extras: tuple[ExtraComponent, ...] = ()
    format: int = FORMAT

    @property
    def day_and_night(self) -> bool:
        """Whether a promise of it runs outside hours, so that somebody has to be there then."""
        return any(limit.round_the_clock for limit in self.time_limits)

    def step(self, code: str) -> Step:
        """The step with this code; KeyError when there is none (a loaded standard has no dangling target)."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    def product(self, code: str) -> Product:
        """The product with this code; KeyError when there is none."""
        for product in self.products:
            if product.code == code:
                return product
        raise KeyError(code)
