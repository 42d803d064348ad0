"""Which requirements are asked of this applicant, each with its own place to attach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from maklumat.core.expression import ExpressionFault, Facts, decide, parse
from maklumat.core.standard.model import Requirement, ServiceStandard, Source

from .submission import ABSENT, BROUGHT, HERE, MISSING, WARNING, WAYS, Claim, Problem

DOCUMENT: Final = "document"
UNLISTED: Final = "unlisted"
"""Papers that the decree mentions and does not print: nothing is asked, unless an officer says in writing why."""

BY_PROXY: Final = "dikuasakan"  # the fact of core.identity.persons

PROXY_PAPER: Final = Requirement(
    code="surat-kuasa",
    text="Surat kuasa dari pemohon kepada yang mewakilinya",
    kind=DOCUMENT,
    source=Source("", reason="Diminta di setiap layanan bila pemohon mewakilkan permohonannya."),
    form="original",
    when=BY_PROXY,
    help="Ditandatangani pemohon dan yang mewakilinya. Lembarnya dapat dicetak dari situs ini.",
    statement="surat-kuasa",
)
"""Asked in every service of whoever applies for another, unless the standard asks for a paper then by itself."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to attach or affirm: a requirement, for one `person` of `per_person` ("" when there is one for all).

    `certain` is False where the condition cannot be judged yet: then it is asked, but nobody is told it is missing.
    """

    requirement: Requirement
    person: str = ""
    certain: bool = True

    @property
    def key(self) -> str:
        """Stable name of the slot: "ktp" or "ktp.husband"."""
        return f"{self.requirement.code}.{self.person}" if self.person else self.requirement.code

    @property
    def required(self) -> bool:
        return self.certain and not self.requirement.optional


def asked(standard: ServiceStandard, facts: Facts, on: date) -> tuple[Slot, ...]:
    """The slots of `standard` for these facts, in the decree's order; those whose condition is false are left out.

    The surat kuasa of a proxy comes last.
    """
    by_proxy = facts.get(BY_PROXY) is True
    return tuple(_slots(requirements_of(standard) if by_proxy else standard.requirements, facts, on))


def requirements_of(standard: ServiceStandard) -> tuple[Requirement, ...]:
    """The requirements of a standard, and the surat kuasa of a proxy where it asks for none by itself."""
    own = any(BY_PROXY in requirement.when for requirement in standard.requirements)
    return standard.requirements if own else (*standard.requirements, PROXY_PAPER)


def _slots(requirements: Iterable[Requirement], facts: Facts, on: date) -> Iterator[Slot]:
    for requirement in requirements:
        if requirement.kind == UNLISTED:
            continue
        applies = _applies(requirement, facts, on)
        if applies is False:
            continue
        for person in requirement.per_person or ("",):
            yield Slot(requirement, person, certain=applies is True)


def _applies(requirement: Requirement, facts: Facts, on: date) -> bool | None:
    if not requirement.when:
        return True
    try:
        return decide(parse(requirement.when), facts, on)
    except ExpressionFault:  # a stored standard older than today's language: ask, and let the front office judge
        return None


def known_claims(slots: Iterable[Slot], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims about slots that are asked, the last one for each; others and choices that are none are left aside."""
    choices = {slot.key: {one.code for one in slot.requirement.one_of} for slot in slots}
    last = {claim.slot: claim for claim in claims if claim.slot in choices and claim.how in WAYS}
    return tuple(
        claim if claim.alternative in choices[claim.slot] else replace(claim, alternative="") for claim in last.values()
    )


def papers_missing(slots: Iterable[Slot], claims: Iterable[Claim], *, in_need: bool) -> Iterator[Problem]:
    """Codes ISI-201 to ISI-204. For a person in need a missing paper is only ever a warning."""
    said = {claim.slot: claim for claim in claims}
    for slot in slots:
        if slot.requirement.kind == DOCUMENT:
            yield from _judged(slot, said.get(slot.key), in_need=in_need)


def _judged(slot: Slot, claim: Claim | None, *, in_need: bool) -> Iterator[Problem]:
    path, paper = f"requirements.{slot.key}", {"paper": slot.requirement.text}
    stops = WARNING if in_need else MISSING
    if claim is not None and claim.how in HERE:
        choices = {alternative.code for alternative in slot.requirement.one_of}
        if choices and claim.alternative not in choices:
            yield Problem("ISI-204", path, "Pilih dokumen mana yang diserahkan untuk “{paper}”.", WARNING, paper)
    elif not slot.required:
        return
    elif claim is not None and claim.how == BROUGHT:
        brought = "“{paper}” akan dibawa ke kantor; berkas belum lengkap sampai diterima."
        yield Problem("ISI-202", path, brought, WARNING, paper)
    elif claim is not None and claim.how == ABSENT:
        yield Problem("ISI-203", path, "Pemohon menyatakan tidak punya “{paper}”.", stops, paper)
    else:
        todo = "“{paper}” belum ada; lampirkan fotonya, atau pilih “saya bawa ke kantor”."
        yield Problem("ISI-201", path, todo, stops, paper)
