"""WhatsApp through the Business Cloud API of Meta: registered templates only, since we write first.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from maklumat.ports.messages.channel import (
    BAD_ADDRESS,
    BUSY,
    NO_ANSWER,
    NOT_LET_IN,
    REFUSED,
    SECONDS,
    Answer,
    Delivered,
    Later,
    Never,
    Outgoing,
)
from maklumat.ports.messages.http_call import Reply, call

PREFIX: Final = "maklumat"
GRAPH: Final = "https://graph.facebook.com/v21.0"
_NOT_ON_WHATSAPP: Final = frozenset({131026, 131021, 1013})
"""The receiver cannot be reached, or is the sender: codes of the API's error object."""
_OURS: Final = frozenset({0, 3, 10, 33, 190, 368, 131005, 131031, 131042, 131045, 133010})
"""Our account: its key, its rights, locked, not paid, its number not registered. Every message waits for that."""
_TOO_MANY: Final = frozenset({4, 80007, 130429, 131048, 131056, 131016, 131000, 133016})
"""Limits and troubles of theirs that come with a status of 400."""


@dataclass(frozen=True, slots=True)
class Whatsapp:
    """The API for one sending number (`sender`: its phone number ID). `prefix` begins the names of our templates."""

    sender: str
    token: str = field(repr=False)
    prefix: str = PREFIX
    address: str = GRAPH
    seconds: float = SECONDS
    real: bool = True

    def send(self, message: Outgoing) -> Answer:
        """429, 5xx and trouble with our account: later; other refusals: never, and where the receiver is not there
        the address is at fault."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        body = json.dumps(self._body(message)).encode()
        reply = call("POST", f"{self.address}/{self.sender}/messages", headers, body, seconds=self.seconds)
        return reply if isinstance(reply, Later) else _answer(reply)

    def _body(self, message: Outgoing) -> dict[str, Any]:
        """`biz_opaque_callback_data` comes back with every report about the message: it carries our key."""
        values = [{"type": "text", "text": " ".join(value.split())} for value in message.values]
        return {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": message.to.lstrip("+"),
            "type": "template",
            "template": {
                "name": f"{self.prefix}_{message.template}",
                "language": {"code": message.language},
                "components": [{"type": "body", "parameters": values}] if values else [],
            },
            "biz_opaque_callback_data": message.key,
        }


def _answer(reply: Reply) -> Answer:
    said = _read(reply.body)
    if reply.status < 300:  # any success
        sent = said.get("messages")
        name = sent[0].get("id", "") if isinstance(sent, list) and sent and isinstance(sent[0], dict) else ""
        return Delivered(str(name)[:120]) if name else Later(NO_ANSWER)
    error = said.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    if code in _TOO_MANY:
        return Later(BUSY, down=True)
    if code in _OURS:
        return Later(NOT_LET_IN, down=True)
    gone = code in _NOT_ON_WHATSAPP
    return Never(BAD_ADDRESS if gone else REFUSED, address=gone)


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
