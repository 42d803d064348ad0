"""What was changed about an office itself, read from its ledger: people, mandates, settings, standards, archives."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from maklumat.core.events import Event
from maklumat.core.evidence.chain import short_form
from maklumat.records.ledger import damage
from maklumat.records.ledger.history import SEALED_COLUMNS, event_in
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.people import access
from maklumat.records.people.access import Actor, Facts

PAGE: Final = 50
PLACE: Final = SEALED_COLUMNS.index("office_seq")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the office's ledger that is about no file. `by`: the user, None for the machine; `short`: its hash
    as printed on papers.
    """

    number: int
    event: Event
    by: int | None
    short: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes, newest first, and the number before which the next page begins; None on the last."""

    rows: tuple[Change, ...]
    older: int | None


def changes(actor: Actor, kinds: Collection[str], *, before: int | None = None, count: int = PAGE) -> Changes:
    """The changes of these kinds in the actor's office, those numbered less than `before`. Raises NotVisible."""
    access.require(actor, access.OVERSEE, Facts(actor.office))
    rows = LedgerEntry.objects.filter(office=actor.office, application=None, kind__in=sorted(kinds))
    if before is not None:
        rows = rows.filter(office_seq__lt=before)
    found = list(rows.order_by("-office_seq").values_list(*SEALED_COLUMNS)[: count + 1])
    shown = tuple(damage.readable(_change, found[:count]))
    return Changes(shown, found[count - 1][PLACE] if len(found) > count else None)


def _change(columns: Sequence[Any]) -> Change:
    entry, event = event_in(columns)
    return Change(entry.office_seq, event, entry.actor_id, short_form(entry.hash))
