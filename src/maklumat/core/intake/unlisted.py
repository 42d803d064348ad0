"""A paper beyond the standard, asked of one applicant with a written reason: a place to attach like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from maklumat.core.intake.requirements import DOCUMENT, Slot
from maklumat.core.standard.model import Requirement, Source

CODE: Final = "luar-standar"


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What was asked beyond the standard. `number` counts from 1 within the application."""

    number: int
    paper: str
    reason: str
    asked_at: datetime

    @property
    def code(self) -> str:
        """The code of its place to attach: "luar-standar-1"."""
        return code_of(self.number)


def code_of(number: int) -> str:
    """The code under which the papers for the `number`-th paper beyond the standard are attached."""
    return f"{CODE}-{number}"


def unlisted_slots(asked: Iterable[Unlisted]) -> tuple[Slot, ...]:
    """The places to attach what was asked beyond the standard, each with its reason as its help."""
    return tuple(
        Slot(
            Requirement(
                code=one.code,
                text=one.paper,
                kind=DOCUMENT,
                source=Source("", reason=one.reason),
                help=f"Tidak tercantum dalam standar; diminta karena: {one.reason}",
            )
        )
        for one in asked
    )
