"""What reading an identity number tells: errors that make it no such number, warnings that an officer looks at.

No text here repeats the number: it may be shown, logged or printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from maklumat.core.errors import Message

ERROR: Final = "error"
WARNING: Final = "warning"

_SEPARATORS: Final = re.compile(r"[\s.\-–]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """`grade` is "error" or "warning"; `code` is stable (IDN-...); `text` is the sentence in Indonesian."""

    code: str
    grade: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        return str(Message(self.code, self.template, self.values))


def digits_only(text: str) -> str:
    """`text` without spaces, dots and dashes, wide digits made plain; anything else stays for the caller to refuse."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def is_digits(text: str, length: int) -> bool:
    """Whether `text` is exactly `length` plain digits."""
    return len(text) == length and text.isascii() and text.isdigit()


def error(code: str, text: str, **values: object) -> Finding:
    return Finding(code, ERROR, text, values)


def warning(code: str, text: str, **values: object) -> Finding:
    return Finding(code, WARNING, text, values)
