"""One HTTP request of a way of sending messages, with what its answer means for the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.ports.asking import Unanswered, Unreached, ask
from maklumat.ports.messages.channel import BUSY, NO_ANSWER, NO_CONNECTION, NOT_LET_IN, Later

_LATER: Final = frozenset({408, 425, 429})
_NOT_LET_IN: Final = frozenset({401, 402, 403})
"""Our own key is wrong or has run out, or our account is not paid: the message is as good as before, somebody has to
mend that."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer below 500 that says more than "later"."""

    status: int
    body: bytes


def call(method: str, address: str, headers: Mapping[str, str], body: bytes | None, *, seconds: float) -> Reply | Later:
    """Ask once. An answer that is cut off is none, for nobody knows what it would have said."""
    answer = ask(method, address, headers, body, seconds=seconds)
    if isinstance(answer, Unreached):
        return Later(NO_CONNECTION, down=True)
    if isinstance(answer, Unanswered):
        return Later(NO_ANSWER, down=True)
    if answer.status in _NOT_LET_IN:
        return Later(NOT_LET_IN, down=True)
    if answer.status in _LATER or answer.status >= 500:  # the server's own trouble
        return Later(BUSY, down=answer.status != 500)  # a 500 may be about this one message
    return Reply(answer.status, answer.body) if answer.whole else Later(NO_ANSWER)
