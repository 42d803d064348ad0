"""SMS through any gateway that takes HTTP: address, way of asking, names of fields and headers are settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from maklumat.ports.messages.channel import (
    NO_ANSWER,
    REFUSED,
    SECONDS,
    Answer,
    Delivered,
    Later,
    Never,
    Outgoing,
)
from maklumat.ports.messages.http_call import Reply, call

FORM: Final = "form"
JSON: Final = "json"
SHAPES: Final = (FORM, JSON)


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway at `address`. `method` GET puts the fields into the address, POST into a body of that `shape`.

    `to_field`, `text_field`, `key_field`: what the gateway calls them ("" for a key it does not take); `fixed`: further
    fields; `headers`: where its secret goes. `id_field`: what it calls its own number of the message in a JSON answer;
    where that is set, an answer without it is no success.
    """

    address: str
    method: str = "POST"
    shape: str = FORM
    to_field: str = "to"
    text_field: str = "text"
    key_field: str = "client_ref"
    id_field: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: float = SECONDS
    real: bool = True

    def send(self, message: Outgoing) -> Answer:
        """429, 5xx and what is wrong with our account: later; other refusals: never."""
        fields = {**self.fixed, self.to_field: message.to, self.text_field: message.short}
        if self.key_field:
            fields[self.key_field] = message.key
        headers, address, body = dict(self.headers), self.address, None
        if self.method == "GET":
            parts = urlsplit(address)
            address = urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(fields))))))
        elif self.shape == JSON:
            headers["Content-Type"], body = "application/json", json.dumps(fields).encode()
        else:
            headers["Content-Type"], body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        reply = call(self.method, address, headers, body, seconds=self.seconds)
        return reply if isinstance(reply, Later) else self._answer(reply)

    def _answer(self, reply: Reply) -> Answer:
        if reply.status >= 300:  # anything but success; a redirect would carry the secret elsewhere
            return Never(REFUSED)
        if not self.id_field:
            return Delivered()
        name = _found(reply.body, self.id_field)
        return Delivered(name[:120]) if name else Later(NO_ANSWER)


def _found(body: bytes, name: str) -> str:
    """The value of that name in a JSON answer, at the top or in the first of its lists and objects."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        return ""
    for _ in range(4):
        if isinstance(said, list):
            said = said[0] if said else {}
        if not isinstance(said, dict):
            return ""
        if said.get(name):
            return str(said[name])
        said = next((value for value in said.values() if isinstance(value, dict | list)), {})
    return ""
