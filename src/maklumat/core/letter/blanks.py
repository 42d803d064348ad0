"""A template as a sheet to print and sign by hand: what is known is filled in, the rest is a line to write on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from maklumat.core.letter.template import Paragraph, Points, Rows, Template
from maklumat.core.letter.texts import Value, fill, holes, is_empty

Piece = str | None
"""A stretch of text; None is a line to write on."""

Pieces = tuple[Piece, ...]

PARAGRAPH: Final = "paragraph"
ROWS: Final = "rows"
POINTS: Final = "points"
WRITING: Final = "writing"
WRITTEN_LINES: Final = 4
_HOLE: Final = re.compile(r"\{[a-z][^}]*\}")


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: PARAGRAPH (one line without label), ROWS (label and text), POINTS (marker and text) or WRITING (empty
    lines for what takes more than a word)."""

    kind: str
    lines: tuple[tuple[str, Pieces], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, above the space for it; `name` below it."""

    called: str
    name: Pieces
    note: Pieces


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statement ready to print. `title` stands in the middle; a letter has `subject` and `addressee` instead."""

    title: Pieces
    subject: Pieces
    addressee: tuple[Pieces, ...]
    parts: tuple[Part, ...]
    signatures: tuple[Signature, ...]


def blank_sheet(template: Template, values: Mapping[str, Value]) -> Sheet:
    """The sheet of this template. Tables are left out: nobody writes those by hand on a statement."""
    return Sheet(
        title=pieces(template.title, values),
        subject=pieces(template.subject, values),
        addressee=tuple(pieces(line, values) for line in template.addressee),
        parts=tuple(part for block in template.blocks for part in _parts(block, template, values)),
        signatures=tuple(
            Signature(party.called, pieces(party.name, values), pieces(party.note, values))
            for party in template.parties
        ),
    )


def pieces(text: str, values: Mapping[str, Value]) -> Pieces:
    """The text with its known holes filled, and None for each one that is not known."""
    found: list[Piece] = []
    at = 0
    for match, hole in zip(_HOLE.finditer(text), holes(text), strict=True):
        known = not is_empty(values.get(hole.name))
        found += [text[at : match.start()], fill(match[0], values) if known else None]
        at = match.end()
    found.append(text[at:])
    return tuple(piece for piece in found if piece != "")


def _parts(block: object, template: Template, values: Mapping[str, Value]) -> Iterator[Part]:
    """The block; one that ends in a whole paragraph nobody has written yet goes on with lines to write it on."""
    if isinstance(block, Paragraph):
        said = pieces(block.text, values)
        last = holes(block.text)[-1:] if block.text.endswith("}") else ()
        field = template.field(last[0].name) if last and said[-1:] == (None,) else None
        if field is not None and field.kind == "paragraph":
            yield Part(PARAGRAPH, (("", said[:-1]),))
            yield Part(WRITING, (("", (None,) * WRITTEN_LINES),))
        else:
            yield Part(PARAGRAPH, (("", said),))
    elif isinstance(block, Rows | Points):
        yield _part(block, values)


def _part(block: Rows | Points, values: Mapping[str, Value]) -> Part:
    if isinstance(block, Rows):
        return Part(ROWS, tuple((label, pieces(text, values)) for label, text in block.rows))
    return Part(POINTS, tuple((block.marker, pieces(text, values)) for text in block.items))
