"""Text into rows: tables by tabs, pipes, spaces, or in HTML, and plain lines; tags become breaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from maklumat.core.decree.model import Bit, Row
from maklumat.core.decree.spaced import Columns
from maklumat.core.decree.spelling import tidy

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,14})\b([^<>]{0,300})>")
_BLOCKS: Final = frozenset({"li", "p", "div", "br", "ol", "ul", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "hr"})
_LIST_TAGS: Final = frozenset({"ol", "ul"})
_RULE: Final = re.compile(r"^[\s|:+=\-–—_*.]+$")
_LINK: Final = re.compile(r"\[([^\[\]]{1,200})\]\((?:https?|mailto):[^()\s]{1,300}\)")
_STRONG: Final = re.compile(r"\*\*|__|^#{1,6}\s+")
_GRAPH: Final = re.compile(r"-->|---?>|graph (?:TD|LR|TB|BT|RL)\b|flowchart ")
# The number of a civil servant is read nowhere: it is personal and stands in no standard.
_CIVIL_SERVANT: Final = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d\s?(?:19|20)\d{2}\s?(?:0\d|1[0-2])\s?[12]\s?\d{1,3}(?!\d)"
)
_TALLEST: Final = 1_000  # lines of one HTML table
MAX_LINE: Final = 200_000


def rows(text: str) -> list[Row]:
    """Every line of the text as a row, lines counted from 1; rows of an HTML table may span several lines."""
    lines = re.split(r"\r\n|\n|\r", text.replace("\x00", " "))
    found: list[Row] = []
    at, unclosed = 0, 0
    columns = Columns()
    while at < len(lines):
        if re.search(r"<(?:tr|table)\b", lines[at], re.IGNORECASE):
            end = _table_end(lines, at) if at >= unclosed else at
            if end < 0:  # it is closed nowhere: each line stands for itself
                unclosed, end = at + _TALLEST, at
            found += _html_rows(lines, at, end)
            at = end + 1
            continue
        spaced = columns.cells(lines[at][:MAX_LINE].rstrip())
        if spaced:
            found.append(Row(at + 1, tuple(tuple(_bits(cell, at + 1)) for cell in spaced), table=True))
        else:
            found.append(_row(lines[at][:MAX_LINE], at + 1))
        at += 1
    return found


def _row(line: str, number: int) -> Row:
    for sign in ("\t", "|"):
        cells = _cells(line, sign)
        if cells:
            return Row(number, tuple(tuple(_bits(cell, number)) for cell in cells), table=True)
    return Row(number, (tuple(_bits(line, number)),), table=False)


def _cells(line: str, sign: str) -> list[str]:
    """The cells of a line, [] where it is no table row."""
    if sign == "\t":
        return line.split("\t") if "\t" in line.strip("\n ") and line.strip() else []
    bare = line.strip()
    if bare.count("|") < 2 and not (bare.count("|") == 1 and " | " in bare and not _GRAPH.search(bare)):
        return []
    if _GRAPH.search(bare) and not bare.startswith("|"):
        return []
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", bare)]
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return [cell.replace("\\|", "|") for cell in cells]


def _table_end(lines: list[str], at: int) -> int:
    """The last line of the HTML table or row that begins at `at`; -1 where it is not closed."""
    depth = 0
    for index in range(at, min(len(lines), at + _TALLEST)):
        low = lines[index].lower()
        depth += len(re.findall(r"<(?:table|tr)\b", low)) - len(re.findall(r"</(?:table|tr)\s*>", low))
        if depth <= 0:
            return index
    return -1


def _html_rows(lines: list[str], at: int, end: int) -> Iterator[Row]:
    """The rows of an HTML table; what stands between its rows comes as plain lines."""
    cells: list[list[Bit]] = []
    first = at + 1
    inside = False
    for index in range(at, end + 1):
        for kind, text in _table_pieces(lines[index][:MAX_LINE]):
            if kind == "row":
                if cells:
                    yield Row(first, tuple(tuple(cell) for cell in cells), table=True, last=index + 1)
                cells, first, inside = [], index + 1, False
            elif kind == "cell":
                cells.append([])
                inside = True
            elif kind == "text" and inside and cells:
                cells[-1] += list(_bits(text, index + 1))
            elif kind == "text" and tidy(text):
                yield Row(index + 1, (tuple(_bits(text, index + 1)),), table=False)
    if cells:
        yield Row(first, tuple(tuple(cell) for cell in cells), table=True, last=end + 1)


_TABLE_TAG: Final = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th)\b[^<>]{0,300}>", re.IGNORECASE)


def _table_pieces(line: str) -> Iterator[tuple[str, str]]:
    at = 0
    for tag in _TABLE_TAG.finditer(line):
        if tag.start() > at:
            yield "text", line[at : tag.start()]
        at = tag.end()
        name = tag[2].lower()
        if name in ("tr", "table"):
            yield "row", ""
        elif name in ("td", "th") and not tag[1]:
            yield "cell", ""
    if at < len(line):
        yield "text", line[at:]


def _bits(cell: str, number: int) -> Iterator[Bit]:
    """The blocks of one cell; the first is the beginning of a line, the others begin where a tag broke it."""
    cell = _LINK.sub(r"\1", html.unescape(cell) if "&" in cell else cell)
    at, fresh, listed = 0, True, False
    for tag in _TAG.finditer(cell):
        name = tag[2].lower()
        if name not in _BLOCKS:
            continue
        yield from _words(cell[at : tag.start()], number, fresh=fresh, listed=listed)
        fresh = fresh and not _plain(cell[at : tag.start()])
        at = tag.end()
        if name in _LIST_TAGS:
            listed = not tag[1]
    yield from _words(cell[at:], number, fresh=fresh, listed=listed)


def _words(text: str, number: int, *, fresh: bool, listed: bool) -> Iterator[Bit]:
    plain = _plain(text)
    if plain:
        yield Bit(plain, number, row=fresh, listed=listed)


def _plain(text: str) -> str:
    """The words of a block, without tags inside it and without the signs of a lightly marked text."""
    text = _TAG.sub("", text) if "<" in text else text
    text = _CIVIL_SERVANT.sub(" ", tidy(text)).strip()
    if text and _RULE.match(text) and not any(sign.isalnum() for sign in text):
        return text if text in {"-", "–", "—"} else ""
    return _STRONG.sub("", text).strip() if ("*" in text or "#" in text or "_" in text) else text
