"""One entry of the ledger, its canonical bytes, and the hash that ties it to the entry before it.

The form is simple enough that anybody can recompute it with a JSON writer and SHA-256:

    plain   = 16 random bytes || canonical JSON of the payload           (kept sealed; erasable)
    digest  = SHA-256(plain)
    body    = SHA-256(canonical JSON of [FORMAT, office, application, ..., digest in hex])
    hash    = SHA-256(previous hash || office_seq as 8 bytes, big-endian || body)

The body does not contain the position, so a database can place an entry in one statement while it holds the head of
the chain; the payload is sealed under the body, so nobody without the key can change an entry and mend the chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import JSONEncoder, loads
from typing import Any, Final
from uuid import UUID

FORMAT: Final = "maklumat-entry-1"
GENESIS: Final = bytes(32)
"""The `previous_hash` of an office's first entry."""
SALT_SIZE: Final = 16
PAYLOAD_ERASED: Final = "payload_erased"
"""Kind of the office's entry that says which payloads were erased by law; its data names them in `entries`."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_encode: Final = JSONEncoder(ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as stored. Moments are aware; hashes are 32 bytes.

    `office_seq` counts from 1 within the office, `application_seq` from 1 within the application. Both `application`
    and `application_seq` are None for an entry about the office itself; `actor_id` is None for the applicant and the
    system.
    """

    office: str
    office_seq: int
    application: UUID | None
    application_seq: int | None
    kind: str
    step: str
    outcome: str
    post: str
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    payload_digest: bytes
    previous_hash: bytes
    hash: bytes

    def body(self) -> bytes:
        """The body that this entry's fields give now (32 bytes)."""
        return body_of(
            self.office,
            self.application,
            self.application_seq,
            self.kind,
            self.step,
            self.outcome,
            self.post,
            self.actor_id,
            self.occurred_at,
            self.recorded_at,
            self.payload_digest,
        )

    def holds_at(self, office_seq: int) -> bool:
        """Whether this entry's hash is right, by its own `previous_hash`, were it number `office_seq`."""
        return self.hash == chain_hash(self.previous_hash, office_seq, self.body())


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970-01-01 UTC: the same number from either database. Naive moments are refused."""
    return (moment - _EPOCH) // _MICROSECOND


def canonical(value: Any) -> bytes:
    """JSON in one possible spelling: ASCII, sorted keys, no blanks. ValueError for NaN, TypeError for non-JSON."""
    return _encode(value).encode("ascii")


def plain_payload(salt: bytes, data: Mapping[str, Any]) -> bytes:
    """What is digested and sealed: the salt keeps a short payload from being guessed by its digest."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"the salt has {SALT_SIZE} bytes")
    return salt + canonical(dict(data))


def read_payload(plain: bytes) -> dict[str, Any]:
    """The data of an opened payload."""
    data: dict[str, Any] = loads(plain[SALT_SIZE:])
    return data


def digest_of(plain: bytes) -> bytes:
    """The payload's digest, the only trace of it in the chain."""
    return sha256(plain).digest()


def body_of(
    office: str,
    application: UUID | None,
    application_seq: int | None,
    kind: str,
    step: str,
    outcome: str,
    post: str,
    actor_id: int | None,
    occurred_at: datetime,
    recorded_at: datetime,
    payload_digest: bytes,
) -> bytes:
    """Everything an entry says apart from its place in the chain, as 32 bytes."""
    fields = (
        FORMAT,
        office,
        None if application is None else str(application),
        application_seq,
        kind,
        step,
        outcome,
        post,
        actor_id,
        microseconds(occurred_at),
        microseconds(recorded_at),
        payload_digest.hex(),
    )
    return sha256(_encode(fields).encode("ascii")).digest()


def chain_hash(previous_hash: bytes, office_seq: int, body: bytes) -> bytes:
    """The hash of the entry with this body at this place."""
    return sha256(previous_hash + office_seq.to_bytes(8, "big", signed=True) + body).digest()


def short_form(value: bytes) -> str:
    """The first 8 bytes of a hash as printed on a receipt: "3F2A-91BC-0D4E-77A1"."""
    digits = value[:8].hex().upper()
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))
