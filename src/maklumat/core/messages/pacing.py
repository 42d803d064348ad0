"""When a message goes out: not at night, and after a failure later and later until it is given up."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Final

DELAYS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""What is waited after the first failure, the second, ... A failure after the last one is the end."""
SPREAD: Final = 5
"""A delay grows by less than its fifth: messages that failed together do not all come back together."""


def retry_at(key: str, failures: int, moment: datetime) -> datetime | None:
    """When to try again after so many failures (at least 1); None when it is given up.

    The spread follows from the key and the count, so that the same message always waits equally long.
    """
    if failures > len(DELAYS):
        return None
    digest = sha256(f"{key}|{failures}".encode()).digest()
    delay = DELAYS[failures - 1]
    return moment + delay + delay * int.from_bytes(digest[:2], "big") / (SPREAD * 0x10000)


def quiet_until(local: datetime, begins: time, ends: time) -> datetime | None:
    """When the quiet hours end that `local` (the moment in the office's zone) lies in; None while nobody sleeps.

    `begins` itself is quiet, `ends` is not. Equal times: there are no quiet hours.
    """
    now = local.time().replace(tzinfo=None)
    overnight = begins > ends
    if begins == ends or not ((now >= begins or now < ends) if overnight else begins <= now < ends):
        return None
    day = local.date() if now < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, tzinfo=local.tzinfo)
