"""What an applicant hands in: as typed (Raw...), and cleaned."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from maklumat.core.errors import Message
from maklumat.core.identity import Person, person_facts

Answer = str | int | Decimal | date | bool

WEB: Final = "web"
COUNTER: Final = "counter"
PAPER: Final = "paper"
PHONE: Final = "phone"
CHANNELS: Final = (WEB, COUNTER, PAPER, PHONE)

# How a requirement is met, as the applicant or the front office says.
ATTACHED: Final = "attached"  # a file lies with the submission
SHOWN: Final = "shown"  # the paper itself was seen or taken in at the counter
STATED: Final = "stated"  # a criterion or datum the applicant affirms
BROUGHT: Final = "brought"  # will be brought to the office: not there yet, and said so
ABSENT: Final = "absent"  # the applicant does not have it
HERE: Final = frozenset({ATTACHED, SHOWN, STATED})
WAYS: Final = HERE | {BROUGHT, ABSENT}

ERROR: Final = "error"  # cannot be taken as it is; whoever typed it can mend it
MISSING: Final = "missing"  # a required paper is not there: stops the web, the front office may take the file anyway
WARNING: Final = "warning"  # somebody should look; stops nothing


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is a path: "applicant.nik", "answers.<code>", "requirements.<slot>"; nothing repeats what was typed.

    `template` and `values` are those of its `message`; `text` is the sentence in Indonesian.
    """

    code: str
    field: str
    template: str
    grade: str = ERROR
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def message(self) -> Message:
        return Message(self.code, self.template, self.values)

    @property
    def text(self) -> str:
        return str(self.message)


_ABOUT_TELLING: Final = frozenset({"told_by", "phone_use", "language"})
"""What says nothing about who somebody is."""


@dataclass(frozen=True, slots=True)
class RawPerson:
    """A person as typed. Every field is text of any kind; "" is not filled in."""

    name: str = ""
    nik: str = ""
    kk: str = ""
    birth_place: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    region: str = ""
    told_by: str = ""
    phone_use: str = ""
    language: str = ""

    @property
    def blank(self) -> bool:
        said = (name for name in self.__dataclass_fields__ if name not in _ABOUT_TELLING)
        return not any(getattr(self, name).strip() for name in said)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said about one requirement slot: `how` is one of WAYS, `alternative` the chosen one of `one_of`."""

    slot: str
    how: str
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class RawSubmission:
    """A submission as typed: answers by the code of their IntakeField; unknown codes are left aside."""

    applicant: RawPerson
    beneficiary: RawPerson = RawPerson()
    proxy: RawPerson = RawPerson()
    answers: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    collector: RawPerson = RawPerson()


@dataclass(frozen=True, slots=True)
class Submission:
    """A cleaned submission. `answers` holds only what was answered and could be read.

    `beneficiary` is None when the service is for the applicant; `proxy` is who applies for the applicant with a surat
    kuasa, or None. `collector` is who was named in advance to collect the product, or None; who really does is known
    only at handing over (`clean_person` reads them then).
    """

    service: str
    office: str
    applicant: Person
    beneficiary: Person | None
    proxy: Person | None
    answers: Mapping[str, Answer]
    requirement_claims: tuple[Claim, ...]
    channel: str
    collector: Person | None = None

    @property
    def facts(self) -> dict[str, Answer]:
        """What rules and conditions may ask: the answers, and the facts about the persons."""
        return {**person_facts(self.applicant, self.beneficiary, self.proxy), **self.answers}
