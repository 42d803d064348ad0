"""The code on each page of a letter that is printed to be signed by hand: which print it is, and which page.

It is the address of the letter's verification page, as on every letter, and behind it what the server is never sent.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without the signs that look alike."""
LENGTH: Final = 8
_BEHIND: Final = re.compile(rf"#([{ALPHABET}]{{{LENGTH}}})-([1-9][0-9]?)\Z", re.ASCII)


class Mark(NamedTuple):
    """A page of a print: of which print (`name`, LENGTH signs of ALPHABET), and the how manyth it is, from 1."""

    name: str
    page: int


def codes(address: str, name: str, pages: int) -> tuple[str, ...]:
    """What the codes on the pages of a print say, page by page."""
    return tuple(f"{address}#{name}-{page}" for page in range(1, pages + 1))


def mark_in(text: str) -> Mark | None:
    """The page that a code names; None for a code of something else."""
    found = _BEHIND.search(text)
    return Mark(found[1], int(found[2])) if found else None
