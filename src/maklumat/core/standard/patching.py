"""Changing one value of a YAML text and nothing else: comments, order and spelling of the rest stay as they are.

Each change is a replacement of a stretch of the text. What comes out is read again and must be exactly what was
meant: a text that is written in a way this module does not master is refused, never spoilt.
A path leads from the top: keys as words, places in lists as numbers. Values are texts, as `reading.plain` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from maklumat.core.errors import Refusal
from maklumat.core.standard.findings import Faults
from maklumat.core.standard.reading import plain

Path = tuple[str | int, ...]
Item = Mapping[str, str | Mapping[str, str]]
"""A new entry of a list: texts, or one small group of texts (a source) by key."""

WIDTH: Final = 118
LONG: Final = 96
_PLAIN: Final = re.compile(r"[^\W_].*")
_UNSAFE: Final = re.compile(r": |:$| #|[\[\]{},&*!|>'\"%@`\n\t\\]")


@dataclass(slots=True)
class Piece:
    """A node with its stretch of the text. `keys`: the stretches of a group's keys."""

    start: int
    end: int
    flow: bool = False
    entries: dict[str, Piece] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    items: list[Piece] = field(default_factory=list)
    kind: str = "scalar"


def put(text: str, path: Path, value: str) -> str:
    """`value` at `path`: in place of what is there, or as a new last key of its group."""
    *above, last = path
    parent = _at(_outline(text), tuple(above))
    if parent.kind == "group" and isinstance(last, str) and last not in parent.entries:
        changed = _new_key(text, parent, last, value)
    else:
        changed = _in_place(text, parent, last, value)
    return _sure(text, changed, lambda tree: _set(tree, path, value))


def put_words(text: str, path: Path, words: Sequence[str]) -> str:
    """A list of words at `path`, where a word or a list stands, or as a new last key; one word stands alone."""
    if len(words) == 1:
        return put(text, path, words[0])
    *above, last = path
    parent = _at(_outline(text), tuple(above))
    written = "[" + ", ".join(map(scalar, words)) + "]"
    if last not in parent.entries:
        raise otherwise()
    end = parent.keys[str(last)][1]
    changed = text[:end] + ": " + written + text[max(_at(parent, (last,)).end, end + 1) :]

    def meant(tree: dict[str, Any]) -> None:
        _in(tree, tuple(above))[last] = list(words)

    return _sure(text, changed, meant)


def rename(text: str, path: Path, word: str) -> str:
    """The key at the end of `path` called otherwise; its value stays."""
    *above, last = path
    parent = _at(_outline(text), tuple(above))
    _at(parent, (last,))
    start, end = parent.keys[str(last)]

    def meant(tree: dict[str, Any]) -> None:
        group = _in(tree, tuple(above))
        renamed = {word if key == last else key: value for key, value in group.items()}
        group.clear()
        group.update(renamed)

    return _sure(text, text[:start] + word + text[end:], meant)


def remove(text: str, path: Path) -> str:
    """Without what is at `path`: a key with its value, or an item of a list. The last one of its kind cannot go."""
    *above, last = path
    parent = _at(_outline(text), tuple(above))
    _at(parent, (last,))
    parts = _parts(parent)
    place = list(parent.entries).index(str(last)) if parent.kind == "group" else int(last)
    if len(parts) < 2:
        raise otherwise()

    def meant(tree: dict[str, Any]) -> None:
        del _in(tree, tuple(above))[last]

    return _sure(text, _without(text, parent, parts, place), meant)


def insert(text: str, path: Path, item: Item | str) -> str:
    """A new last entry of the list at `path`."""
    parent = _at(_outline(text), path)
    if parent.kind != "list" or not parent.items:
        raise otherwise()
    last = parent.items[-1]
    if parent.flow:
        if not isinstance(item, str):
            raise otherwise()
        changed = text[: last.end] + f", {scalar(item)}" + text[last.end :]
    else:
        indent = _column(text, _dash(text, parent.items[0].start))
        end = _line_end(text, last.end)
        changed = text[:end] + "\n" + "\n".join(_written(item, indent)) + text[end:]

    def meant(tree: dict[str, Any]) -> None:
        _in(tree, path).append(deepcopy(dict(item)) if isinstance(item, Mapping) else item)

    return _sure(text, changed, meant)


def append_list(text: str, key: str, item: Item) -> str:
    """A new last entry of the list under a top key, which is begun at the end of the text where it is not written."""
    if key in plain(text, ""):
        return insert(text, (key,), item)
    changed = text.rstrip("\n") + f"\n\n{key}:\n" + "\n".join(_written(item, 2)) + "\n"

    def meant(tree: dict[str, Any]) -> None:
        tree[key] = [deepcopy(dict(item))]

    return _sure(text, changed, meant)


def scalar(value: str, *, indent: int | None = None) -> str:
    """`value` as YAML writes it: bare where that is safe, folded over several lines where it is long, else quoted.

    `indent`: the column at which a folded text may stand; None where it must stay on its line.
    """
    if indent is not None and len(value) > LONG and value == " ".join(value.split()) and not value.startswith("#"):
        lines = wrap(value, max(40, WIDTH - indent), break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "\n".join(" " * indent + line for line in lines)
    if _PLAIN.fullmatch(value) and not _UNSAFE.search(value) and value == value.strip():
        return value
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{quoted}"'


def _written(item: Item | str, indent: int) -> list[str]:
    """An entry of a list, dash and all."""
    if isinstance(item, str):
        return [" " * indent + "- " + scalar(item, indent=indent + 4)]
    lines = []
    for number, (key, value) in enumerate(item.items()):
        lead = " " * indent + ("- " if number == 0 else "  ")
        if isinstance(value, Mapping):
            inner = ", ".join(f"{word}: {scalar(one)}" for word, one in value.items())
            lines.append(f"{lead}{key}: {{{inner}}}")
        else:
            lines.append(f"{lead}{key}: {scalar(value, indent=indent + 4)}")
    return lines


# -- the text as pieces


def _outline(text: str) -> Piece:
    plain(text, "")  # raises Faults for what is no plain YAML: anchors, tags, a second document
    events = (event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if isinstance(event, yaml.NodeEvent | _END))
    return _piece(next(events), events, text)


_END: Final = MappingEndEvent | SequenceEndEvent


def _piece(event: Any, events: Iterator[Any], text: str) -> Piece:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, ScalarEvent):
        return Piece(start, start + len(text[start:end].rstrip()) if event.style in ("|", ">") else end)
    flow = bool(event.flow_style)
    if isinstance(event, MappingStartEvent):
        group = Piece(start, end, flow, kind="group")
        while not isinstance(key := next(events), MappingEndEvent):
            group.keys[key.value] = (key.start_mark.index, key.end_mark.index)
            group.entries[key.value] = _piece(next(events), events, text)
        return _closed(group, key, list(group.entries.values()))
    assert isinstance(event, SequenceStartEvent)  # noqa: S101  # anchors and aliases were refused
    series = Piece(start, end, flow, kind="list")
    while not isinstance(item := next(events), SequenceEndEvent):
        series.items.append(_piece(item, events, text))
    return _closed(series, item, series.items)


def _closed(piece: Piece, event: Any, parts: list[Piece]) -> Piece:
    piece.end = event.end_mark.index if piece.flow or not parts else parts[-1].end
    return piece


def _at(piece: Piece, path: Path) -> Piece:
    for part in path:
        try:
            piece = piece.entries[part] if isinstance(part, str) else piece.items[part]
        except (KeyError, IndexError):
            raise otherwise() from None
    return piece


def _parts(piece: Piece) -> list[tuple[int, int]]:
    """The stretches of a collection's parts; of a group each key with its value."""
    if piece.kind == "group":
        return [(piece.keys[key][0], max(piece.keys[key][1], value.end)) for key, value in piece.entries.items()]
    return [(item.start, item.end) for item in piece.items]


# -- changing it


def _in_place(text: str, parent: Piece, last: str | int, value: str) -> str:
    node = _at(parent, (last,))
    if isinstance(last, str):
        start, end = parent.keys[last]
        indent = None if parent.flow else _column(text, start) + 2
        return text[:end] + ": " + scalar(value, indent=indent) + text[max(node.end, end + 1) :]
    indent = None if parent.flow else _column(text, node.start) + 2
    return text[: node.start] + scalar(value, indent=indent) + text[node.end :]


def _new_key(text: str, parent: Piece, word: str, value: str) -> str:
    if parent.flow:
        last = max(piece.end for piece in parent.entries.values())
        return text[:last] + f", {word}: {scalar(value)}" + text[last:]
    indent = _column(text, next(iter(parent.keys.values()))[0])
    end = _line_end(text, parent.end)
    return text[:end] + "\n" + " " * indent + f"{word}: {scalar(value, indent=indent + 2)}" + text[end:]


def _without(text: str, parent: Piece, parts: Sequence[tuple[int, int]], place: int) -> str:
    start, end = parts[place]
    following = parts[place + 1][0] if place + 1 < len(parts) else None
    if parent.flow:
        return text[:start] + text[following:] if following is not None else text[: parts[place - 1][1]] + text[end:]
    if parent.kind == "list":
        start = _dash(text, start)
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() == "":
        stop = min(_line_end(text, end) + 1, len(text))
        return text[:line] + text[stop:]
    if following is None:
        raise otherwise()
    return text[:start] + text[following:]  # the first key behind a dash: the next one takes its place


def _dash(text: str, start: int) -> int:
    """Where the dash before an item of a list stands."""
    return text.rindex("-", 0, start)


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


# -- being sure


def _sure(before: str, after: str, change: Callable[[dict[str, Any]], None]) -> str:
    """`after`, if it says what `before` says with that change made. Raises Refusal STD-831."""
    meant = plain(before, "")
    change(meant)
    try:
        said = plain(after, "")
    except Faults:
        raise otherwise() from None
    if _spaced(said) != _spaced(meant):
        raise otherwise()
    return after


def _spaced(value: Any) -> Any:
    """Values as they are read: runs of blanks count as one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _spaced(one) for key, one in value.items()}
    return [_spaced(one) for one in value]


def _set(tree: dict[str, Any], path: Path, value: str) -> None:
    _in(tree, path[:-1])[path[-1]] = value


def _in(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def otherwise() -> Refusal:
    """It is written in a way that cannot be changed here."""
    return Refusal("STD-831", "Bagian ini ditulis dengan cara yang tidak dapat diubah lewat formulir; ubah teksnya.")
