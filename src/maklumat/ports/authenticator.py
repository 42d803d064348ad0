"""Codes of an authenticator app: RFC 6238 with the values that every app knows (SHA-1, 30 seconds, 6 digits)."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_SECONDS: Final = 30
DIGITS: Final = 6
DRIFT: Final = 1
"""Steps that a telephone's clock may be ahead or behind."""
SECRET_BYTES: Final = 20


def new_secret() -> bytes:
    """A fresh secret of the length that RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of one step (`step_at`), with its leading zeros."""
    return _totp(secret, digits).generate(step * STEP_SECONDS).decode()


def step_at(moment: datetime) -> int:
    """The number of the 30-second step since 1970 UTC that `moment` (aware) lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(secret: bytes, code: str, moment: datetime) -> int | None:
    """The step whose code this is, now or one step beside it; None for a wrong code.

    The caller keeps the highest step used, so that no code opens twice.
    """
    now = step_at(moment)
    fits = [
        step for step in range(now - DRIFT, now + DRIFT + 1) if compare_digest(code_at(secret, step), code)
    ]  # every step is compared: the time it takes says nothing
    return fits[-1] if fits else None


def tidy_code(typed: str) -> str:
    """The six digits of a code as typed ("123 456"); "" for anything else."""
    digits = "".join(typed.split()).replace("-", "")
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdecimal() else ""


def typed_by_hand(secret: bytes) -> str:
    """The secret as letters in groups of four, for a telephone that cannot scan."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def address(secret: bytes, account: str, issuer: str) -> str:
    """The otpauth: address that a QR code carries."""
    return _totp(secret, DIGITS).get_provisioning_uri(account, issuer)


def _totp(secret: bytes, digits: int) -> TOTP:
    return TOTP(secret, digits, SHA1(), STEP_SECONDS)  # noqa: S303  # what the apps compute; HMAC keeps it sound
