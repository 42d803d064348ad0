"""Legal acts that standards cite, and what became of them. Shared by all offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act by its official `name`.

    `repealed_by` names the act that repealed it ("" while in force), `repealed_on` the day when known. `sourced` tells
    that the status was found in a published source; otherwise it is to be checked before anybody relies on it.
    """

    code: str
    name: str
    amended_by: tuple[str, ...] = ()
    repealed_by: str = ""
    repealed_on: date | None = None
    sourced: bool = False
    note: str = ""
