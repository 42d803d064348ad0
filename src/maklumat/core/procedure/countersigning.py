"""A letter that went out on paper gets its electronic signature later, under the number it has."""

from __future__ import annotations

from typing import Final

from maklumat.core import events
from maklumat.core.errors import Refusal
from maklumat.core.procedure.actions import Countersign
from maklumat.core.procedure.state import State
from maklumat.core.procedure.writing import Decision, Writer, filled_in, timely
from maklumat.core.standard.model import ServiceStandard

NEEDED: Final = ("number", "code", "sha256", "mode", "file")


def countersign(standard: ServiceStandard, state: State, action: Countersign, writer: Writer) -> Decision:
    """The post that signs the letter signs it once more; the file does not move. Refusal PRO-007, PRO-009."""
    product = standard.product(action.product)
    if product.signed_by not in action.posts:
        raise Refusal("PRO-007", "Langkah ini bukan tugas jabatan Anda.")
    timely(state, action.occurred_at, writer.moment, "")
    filled_in(NEEDED, action.data)
    writer.breaches(action.occurred_at)
    data = {"product": product.code, **action.data}
    writer.write(events.COUNTERSIGNED, action.occurred_at, data, post=product.signed_by)
    return writer.decision()
