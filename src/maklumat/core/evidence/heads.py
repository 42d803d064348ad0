"""The head of an office's chain on a day, as it is signed and kept outside the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from maklumat.core.evidence.chain import canonical, microseconds

FORMAT: Final = "maklumat-head-1"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of an office: its number and hash (32 bytes)."""

    office: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head that was signed at a moment (aware). Whoever holds one knows that `head.seq` entries existed then."""

    head: Head
    signed_at: datetime
    signature: bytes

    def statement(self) -> bytes:
        """The bytes that the signature signs."""
        return statement_of(self.head, self.signed_at)


def statement_of(head: Head, signed_at: datetime) -> bytes:
    """What is signed about a head, in one possible spelling."""
    return canonical([FORMAT, head.office, head.seq, head.hash.hex(), microseconds(signed_at)])
