"""Whether an e-mail address is one that every mail server takes: plain letters, and no empty part."""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?P<box>{_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})+")
LONGEST_BOX: Final = 64
"""Letters before the @ (RFC 5321)."""


def can_be_written_to(email: str) -> bool:
    """Whether a letter can be sent there; letters with accents are left to servers that nobody can count on."""
    found = _ADDRESS.fullmatch(email)
    return found is not None and len(found["box"]) <= LONGEST_BOX
