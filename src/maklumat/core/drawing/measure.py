"""How wide a text is, without a font: by classes of letters, as wide as in the widest font that a reader may have.

A picture that is drawn here is shown by browsers with fonts that nobody knows beforehand; words are broken a little
early rather than late.
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final

SIZE: Final = 12
"""Of the letters in a box, in pixels."""
SMALL: Final = 11
"""Of the letters at a line."""
LINE: Final = 16
"""Height of a line of text in a box."""
SMALL_LINE: Final = 13
BOLD: Final = 1.12

_NARROW: Final = frozenset("ijl.,:;'|! ")
_SLIM: Final = frozenset('tfrI()[]-/"“”‘’')
_BROAD: Final = frozenset("mwMW%@–—")
_PIECES: Final = re.compile(r"(?<=/)(?=.)")


def measured(text: str, size: float = SIZE) -> int:
    """The width of a text on one line, in pixels."""
    return ceil(sum(map(_share, text)) * size)


def _share(letter: str) -> float:
    """The width of a letter as a share of its size."""
    if letter in _NARROW:
        return 0.32
    if letter in _SLIM:
        return 0.42
    if letter in _BROAD:
        return 1.0
    return 0.7 if letter.isupper() or not letter.isalpha() else 0.635


def wrapped(text: str, width: float, size: float = SIZE) -> tuple[str, ...]:
    """The text broken into lines that fit into `width`, after a word or a "/"; only a word that is longer than a line
    is broken inside."""
    lines = [""]
    for word in text.split():
        between = " " if lines[-1] else ""
        for piece in _PIECES.split(word):
            if measured(f"{lines[-1]}{between}{piece}", size) <= width:
                lines[-1] += f"{between}{piece}"
            else:
                lines += _broken(piece, width, size)
            between = ""
    return tuple(lines[1:] if len(lines) > 1 and not lines[0] else lines)


def _broken(piece: str, width: float, size: float) -> list[str]:
    """A piece on lines of its own: one, unless it is longer than a line."""
    lines = [""]
    for letter in piece:
        if lines[-1] and measured(lines[-1] + letter, size) > width:
            lines.append("")
        lines[-1] += letter
    return lines
