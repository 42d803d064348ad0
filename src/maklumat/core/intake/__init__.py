"""Taking a submission in: `clean` reads what was typed, `examine` says what is lacking, `blocking` what stops it.

A person comes first: what is wrong is told beside its field with what to do; at the counter an incomplete file is
taken in; and in services for a person in need no missing paper, number or answer stops anything.
"""

from __future__ import annotations

from .answers import read_answer, read_day
from .checking import blocking, clean, examine
from .persons import ROLE_WORDS, Terms, clean_person
from .reporting import NOBODY_NAMED, for_readers, is_report, may_be_nameless
from .requirements import PROXY_PAPER, Slot, asked, requirements_of
from .residence import elsewhere, home_of
from .reuse import Held, Offer, document_of, offers
from .stored import from_json, to_json
from .submission import (
    ABSENT,
    ATTACHED,
    BROUGHT,
    CHANNELS,
    COUNTER,
    ERROR,
    MISSING,
    PAPER,
    PHONE,
    SHOWN,
    STATED,
    WARNING,
    WEB,
    Answer,
    Claim,
    Problem,
    RawPerson,
    RawSubmission,
    Submission,
)
from .texts import clean_line, clean_paragraph

__all__ = [
    "ABSENT",
    "ATTACHED",
    "BROUGHT",
    "CHANNELS",
    "COUNTER",
    "ERROR",
    "MISSING",
    "NOBODY_NAMED",
    "PAPER",
    "PHONE",
    "PROXY_PAPER",
    "ROLE_WORDS",
    "SHOWN",
    "STATED",
    "WARNING",
    "WEB",
    "Answer",
    "Claim",
    "Held",
    "Offer",
    "Problem",
    "RawPerson",
    "RawSubmission",
    "Slot",
    "Submission",
    "Terms",
    "asked",
    "blocking",
    "clean",
    "clean_line",
    "clean_paragraph",
    "clean_person",
    "document_of",
    "elsewhere",
    "examine",
    "for_readers",
    "from_json",
    "home_of",
    "is_report",
    "may_be_nameless",
    "offers",
    "read_answer",
    "read_day",
    "requirements_of",
    "to_json",
]
