"""What can be wrong with an office's letter data, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from maklumat.core.errors import Refusal


class LetterFault(Refusal):
    """A number format, a letter template or a value for it cannot be used. Raised before a number is taken."""


class TemplateFault(LetterFault):
    """A template file cannot be read. `file`, `line`, `column` (both from 1) are in the message's values."""

    def __init__(self, code: str, text: str, *, file: str, line: int, column: int, **values: Any) -> None:
        super().__init__(code, "{file}:{line}:{column}: " + text, file=file, line=line, column=column, **values)


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Maksudnya: x?" when a known word resembles `word`, else " Yang dikenal: a, b."; "" when none is known."""
    choices = sorted(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.5)
    if close:
        return f" Maksudnya: {close[0]}?"
    return f" Yang dikenal: {', '.join(choices)}." if choices else ""
