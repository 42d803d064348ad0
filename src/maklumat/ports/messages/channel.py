"""What every way of sending a message has in common: a message goes in, and one of three answers comes back.

A way never raises for what the outside does: no connection, no answer, nonsense and refusals are answers too. It is
given a key with each message and passes it on, so that whoever receives the same message twice can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

SECONDS: Final = 10.0
"""How long one attempt may take from beginning to end, whatever the other side does."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves. `key` is the same in every attempt.

    `to`: an e-mail address, or a telephone number in E.164. `text` is whole, `short` an SMS. `template`, `language` and
    `values` name a registered template and what fills it. `stop`: the address at which messages are stopped.
    """

    key: str
    to: str
    subject: str
    text: str
    short: str
    template: str
    language: str
    values: tuple[str, ...]
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Taken over by the other side, which calls it `id` ("" where it did not say)."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now. `reason`: a word of ours, never the other side's own text, which may repeat an address.

    `down`: the way itself does not answer, so the next message need not try it at once.
    """

    reason: str
    down: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """Not this message by this way. `address`: because nobody is reached at that address."""

    reason: str
    address: bool = False


Answer = Delivered | Later | Never

# Reasons.
NO_CONNECTION: Final = "no_connection"
NO_ANSWER: Final = "no_answer"
BUSY: Final = "busy"
NOT_LET_IN: Final = "not_let_in"
REFUSED: Final = "refused"
BAD_ADDRESS: Final = "bad_address"


class Channel(Protocol):
    """A way of sending."""

    @property
    def real(self) -> bool:
        """Whether it reaches anybody; the embedded one does not, and says so."""

    def send(self, message: Outgoing) -> Answer:
        """Hand over one message. Takes at most about SECONDS."""
