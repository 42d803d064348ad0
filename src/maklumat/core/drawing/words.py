"""The words of a picture that the standard does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.errors import Message, phrase
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard.model import CLOSED, FINISHED, REFUSED, ServiceStandard

APPLICANT_NAME: Final = phrase("Pemohon")
OUTSIDE_NAME: Final = phrase("Pihak luar")
BEGINNING: Final = phrase("Mulai")
BACK_TO_APPLICANT: Final = phrase("kembali ke pemohon")
ANY_OF: Final = phrase(" atau ")
ALL_OF: Final = phrase(" dan ")
ENDS: Final = {FINISHED: phrase("Selesai"), REFUSED: phrase("Ditolak"), CLOSED: phrase("Ditutup")}
"""The ends of a procedure, in the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a picture besides the standard's own words, in the reader's language.

    `ways`: the label of an outcome by step and code, where the standard names none of its own.
    """

    applicant: str
    outside: str
    start: str
    ends: Mapping[str, str]
    back_to_applicant: str
    any_of: str
    all_of: str
    ways: Mapping[tuple[str, str], str]


def words(
    standard: ServiceStandard, said: Callable[[Message], str] = str, translated: Callable[[str], str] = str
) -> Words:
    """The words for the picture of a standard. `said` puts a phrase into the reader's language, `translated` a word of
    our forms; both leave Indonesian as it is unless told otherwise."""
    return Words(
        applicant=said(APPLICANT_NAME),
        outside=said(OUTSIDE_NAME),
        start=said(BEGINNING),
        ends={code: said(name) for code, name in ENDS.items()},
        back_to_applicant=said(BACK_TO_APPLICANT),
        any_of=said(ANY_OF),
        all_of=said(ALL_OF),
        ways={
            (step.code, way.code): translated(KINDS[step.kind].way(way.code).label)
            for step in standard.steps
            for way in step.outcomes
        },
    )
