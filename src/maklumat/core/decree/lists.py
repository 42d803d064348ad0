"""The contents of a component into items: by marks, breaks, semicolons, and where all are lost, by known items."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from maklumat.core.decree.marks import BULLETS, Mark, accepted, marks
from maklumat.core.decree.model import Bit, Item
from maklumat.core.decree.spelling import tokens

# A sentence ends after a word of some length: `Kab.` and `No.` end none.
_SENTENCE: Final = re.compile(r"(?<=[a-z)\]][a-z)\]][a-z)\]][a-z)\]])\.\s+(?=[A-Z])")
_JOINING: Final = frozenset(
    {"dan", "atau", "oleh", "ke", "kepada", "dari", "di", "dengan", "yang", "untuk", "tentang", "serta", "pada", "para"}
    | {"per", "bagi", "surat", "fotocopy", "fotokopi", "copy", "salinan", "tahap", "seksi", "bidang"}
)
_ENDS: Final = " \t;,.•"


@dataclass(frozen=True, slots=True)
class Flow:
    """The words of a component in one string, with the places where lines and blocks begin, and their lines."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    rows: frozenset[int]
    listed: bool

    def line(self, offset: int) -> int:
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)] if self.starts else 0


def flow(bits: Sequence[Bit]) -> Flow:
    text, starts, lines, rows = "", [], [], set()
    parts: list[str] = []
    size = 0
    for bit in bits:
        if not bit.text:
            continue
        starts.append(size)
        lines.append(bit.line)
        if bit.row:
            rows.add(size)
        parts.append(bit.text)
        size += len(bit.text) + 1
    text = " ".join(parts)
    return Flow(text, tuple(starts), tuple(lines), frozenset(rows), any(bit.listed for bit in bits))


def items(bits: Sequence[Bit], known: Iterable[str] = (), starters: Iterable[str] = ()) -> list[Item]:
    """The items in printed order, headings among them (`parent`); a text without any list is one item."""
    whole = flow(bits)
    if not whole.text.strip():
        return []
    found = accepted(marks(whole.text, frozenset(whole.starts)), whole.text)
    if found:
        return _marked(whole, found)
    blocks = _blocks(whole)
    if len(blocks) > 1:
        return blocks
    return _unmarked(whole, known, frozenset(starters))


def _marked(whole: Flow, found: list[tuple[Mark, int]]) -> list[Item]:
    out: list[Item] = []
    headings: list[tuple[int, str]] = []
    first = found[0][0]
    intro = whole.text[: first.start].strip(" ")
    if intro:
        out += _intro(whole, intro)
        if intro.endswith(":"):
            headings.append((-1, intro.rstrip(" :")))
    for index, (mark, depth) in enumerate(found):
        end = found[index + 1][0].start if index + 1 < len(found) else len(whole.text)
        deeper = index + 1 < len(found) and found[index + 1][1] > depth
        headings = [(level, text) for level, text in headings if level < depth]
        group = tuple(text for _, text in headings)
        pieces = _joined(whole, mark.end, end)
        words, begin, stop = pieces[0]
        shown = "" if mark.kind == "bullet" else mark.text
        item = Item(
            words.strip(_ENDS), whole.line(begin), whole.line(stop), shown, depth, group,
            parent=deeper or (words.rstrip().endswith(":") and len(pieces) > 1),
        )  # fmt: skip
        if item.text or deeper:
            out.append(item)
        if deeper or item.parent:
            headings.append((depth, item.text.rstrip(" :")))
        inner = tuple(text for _, text in headings) if item.parent else group
        out += [
            Item(text.strip(_ENDS), whole.line(a), whole.line(b), "", depth + item.parent, inner, loose=True)
            for text, a, b in pieces[1:]
            if text.strip(_ENDS)
        ]
    return out


def _intro(whole: Flow, intro: str) -> list[Item]:
    """What stands before the first mark: a heading where it ends in a colon, else items of its own."""
    pieces = _joined(whole, 0, len(intro))
    return [
        Item(text.strip(_ENDS + ":"), whole.line(a), whole.line(b), "", 0, (), parent=text.rstrip().endswith(":"))
        for text, a, b in pieces
        if text.strip(_ENDS + ":")
    ]


def _joined(whole: Flow, start: int, end: int) -> list[tuple[str, int, int]]:
    """The text between two offsets, cut where a block begins that is no continuation of what stands before it."""
    inside = slice(bisect_right(whole.starts, start), bisect_left(whole.starts, end))
    pieces: list[tuple[list[str], int, int]] = []
    at = start
    for cut in [*whole.starts[inside], end]:
        text = whole.text[at:cut].strip()
        if text:
            if pieces and _goes_on(pieces[-1][0], text, row=at in whole.rows):
                pieces[-1][0].append(text)
                pieces[-1] = (pieces[-1][0], pieces[-1][1], at)
            else:
                pieces.append(([text], at, at))
        at = cut
    return [(" ".join(texts), first, last) for texts, first, last in pieces] or [("", start, start)]


def _goes_on(before: list[str], text: str, *, row: bool) -> bool:
    """Whether a block without a mark continues the words before it, as after a page break."""
    end = before[-1][-1:]
    if text[:1].islower() or end in ",-/(" or text[:1] in ")/&":
        return True
    if end in ".;:":
        return False
    return row and (len(before) > 1 or len(before[0]) > 24)


def _blocks(whole: Flow) -> list[Item]:
    out = []
    group: tuple[str, ...] = ()
    for text, start, stop in _joined(whole, 0, len(whole.text)):
        bare = text.strip(_ENDS + BULLETS)
        parent = text.rstrip().endswith(":")
        if bare.strip(":"):
            shown = bare.rstrip(" :") if parent else bare
            out.append(Item(shown, whole.line(start), whole.line(stop), "", int(bool(group)), group, parent=parent))
        if parent:
            group = (bare.rstrip(" :"),)
    if out and all(item.parent for item in out):
        return [replace(item, parent=False, group=()) for item in out]
    return out


def _unmarked(whole: Flow, known: Iterable[str], general: frozenset[str]) -> list[Item]:
    """One block without marks: semicolons, then known items and sentences where it was a list, else one item."""
    line, last = whole.line(0), whole.line(len(whole.text))
    text, group = whole.text.strip(), ()
    pieces = [piece.strip(_ENDS) for piece in text.split(";")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1:
        return [Item(piece, line, last, "", 0, group, loose=True) for piece in pieces]
    if not whole.listed:
        return [Item(text.strip(_ENDS), line, last)]
    starters = _starters(known) | general
    cut = [
        part
        for sentence in _SENTENCE.split(text)
        for known_part in by_known(sentence, known)
        for part in by_starter(known_part, starters)
    ]
    return [Item(part.strip(_ENDS), line, last, loose=True) for part in cut if part.strip(_ENDS)]


def by_known(text: str, known: Iterable[str]) -> list[str]:
    """A run of items without marks, cut where an item begins that stands elsewhere in the same decree."""
    words = text.split()
    if len(words) < 2:
        return [text]
    starts: dict[str, list[list[str]]] = {}
    for item in known:
        shape = tokens(item)
        if shape:
            starts.setdefault(shape[0], []).append(shape)
    shapes = [tokens(word) for word in words]
    out: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        length = _longest(shapes, at, starts)
        if length and _may_end(words, at + length):
            out += [words[at : at + length], []]
        else:
            length = 1
            out[-1].append(words[at])
        at += length
    return [" ".join(part) for part in out if part]


def _starters(known: Iterable[str]) -> frozenset[str]:
    """Words that begin at least two known items."""
    first = Counter(tokens(item)[0] for item in known if len(tokens(item)) > 1)
    return frozenset(word for word, count in first.items() if count > 1 and len(word) > 3)


def by_starter(text: str, starters: frozenset[str]) -> list[str]:
    """A run of items cut before each capital word that begins items elsewhere in the same decree."""
    words = text.split()
    out: list[list[str]] = [[]]
    for word in words:
        before = out[-1]
        joined = bool(before) and (before[-1].lower().strip(",") in _JOINING or before[-1].endswith(("/", ",", "-")))
        if len(before) > 1 and not joined and word[:1].isupper() and word.lower().strip(".,;:") in starters:
            out.append([])
        out[-1].append(word)
    return [" ".join(part) for part in out if part]


def _may_end(words: list[str], at: int) -> bool:
    """Whether an item can end before a word: the next begins with a capital and is no abbreviation."""
    return at >= len(words) or (words[at][:1].isupper() and not re.fullmatch(r"[A-Z][a-z]{1,3}\.", words[at]))


def _longest(shapes: list[list[str]], at: int, starts: dict[str, list[list[str]]]) -> int:
    """How many words from `at` are exactly one known item, 0 where none is."""
    best = 0
    for shape in starts.get(shapes[at][0], ()) if shapes[at] else ():
        count, index = 0, at
        while count < len(shape) and index < len(shapes) and shape[count : count + len(shapes[index])] == shapes[index]:
            count += len(shapes[index])
            index += 1
        if count == len(shape):
            best = max(best, index - at)
    return best


def sentences(found: list[Item]) -> list[Item]:
    """An item of several sentences without any mark as several items."""
    if len(found) != 1 or found[0].mark:
        return found
    parts = [part.strip(_ENDS) for part in _SENTENCE.split(found[0].text)]
    return [replace(found[0], text=part, loose=len(parts) > 1) for part in parts if part]


def leaves(found: Iterable[Item]) -> list[Item]:
    """The items that are no headings."""
    return [item for item in found if not item.parent and item.text]
