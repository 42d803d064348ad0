"""A standard in English, for those who read no Indonesian: what binds stays the decree's own text.

`standards/<office>/terjemahan/inggris.yaml` pairs each text that people read with its English, word for word:

    terjemahan:
      - teks: Mencetak Surat Keterangan
        inggris: Prints the certificate

What all offices share (the families) has its pairs in `_bersama/terjemahan/inggris.yaml`, in the same form.
A text whose Indonesian changes loses its English until somebody translates it anew. Citations of law and the notes on
the decree's misprints are not translated: they are about the Indonesian words themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from maklumat.core.standard.findings import Finding, Place, sort_key
from maklumat.core.standard.load import ENGLISH_FILE, SHARED_ENGLISH_FILE, Loaded
from maklumat.core.standard.model import Channel, Office
from maklumat.core.standard.reading import Group, Node, Scalar, Series, parse
from maklumat.core.standard.sayings import finding

Part = TypeVar("Part")
LIST: Final = "terjemahan"
TEXT, ENGLISH = "teks", "inggris"

_READ: Final = frozenset({"name", "text", "summary", "wish", "help", "label", "note", "condition", "refusal"})
"""The fields of a standard's parts that hold text for people."""
_PLACES: Final = frozenset({"box", "in_person", "other"})
"""Kinds of channel whose address is said in words."""
_UNREAD: Final = frozenset(
    {
        "source", "fee_source", "legal_basis", "notes", "decree", "hours", "closures", "objection",
        "pledge", "vision", "mission", "motto", "authorities", "compensation",
    }
)  # fmt: skip
"""The fields of a standard's parts whose texts stay as they are, or stand on no page of a service."""
_UNREAD_OF_OFFICE: Final = _UNREAD | {"name", "duties"}
"""An office's own name is one in every language; its duties are not those of the holder of a product."""
_WORDS: Final = frozenset({"search_words", "roles", "reasons"})
"""Fields whose texts stand in a tuple: each alone, or first of its item."""


class Translated(str):
    """A text of a standard in English."""

    __slots__ = ()


def texts(part: object) -> Iterator[str]:
    """Every text of an office or a service that people read, in order; one may come several times."""
    for name, value in _fields(part):
        if isinstance(value, str):
            if value and _is_read(part, name):
                yield value
        elif name in _WORDS:
            yield from (item if isinstance(item, str) else item[0] for item in value)
        elif isinstance(value, tuple):
            for item in value:
                yield from texts(item)
        else:
            yield from texts(value)


def translated(part: Part, english: Mapping[str, str]) -> Part:
    """The same office or service with every text in English (`Translated`) that has one in `english`."""
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changes: dict[str, Any] = {}
    for name, value in _fields(part):
        if isinstance(value, str):
            if value in english and _is_read(part, name):
                changes[name] = Translated(english[value])
        elif name in _WORDS:
            changes[name] = tuple(_word(item, english) for item in value)
        elif isinstance(value, tuple):
            changes[name] = tuple(translated(item, english) for item in value)
        else:
            changes[name] = translated(value, english)
    return replace(part, **changes)


def _is_read(part: object, name: str) -> bool:
    """Whether this field of a part holds text for people; of a channel also where to go, when that is no address."""
    return name in _READ or (name == "address" and isinstance(part, Channel) and part.kind in _PLACES)


def _word(item: str | tuple[Any, ...], english: Mapping[str, str]) -> str | tuple[Any, ...]:
    if isinstance(item, tuple):
        return (_word(item[0], english), *item[1:])
    return Translated(english[item]) if item in english else item


def _fields(part: object) -> Iterator[tuple[str, Any]]:
    """The fields of a part that are read, or hold parts that are."""
    kind: Any = type(part)
    for name in _names(kind):
        yield name, getattr(part, name)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a kind of part, none of what is no part: looked up once, not for each part."""
    unread = _UNREAD_OF_OFFICE if kind is Office else _UNREAD
    return tuple(field.name for field in fields(kind) if field.name not in unread) if is_dataclass(kind) else ()


def english_of(loaded: Loaded) -> dict[str, str]:
    """The office's pairs, Indonesian to English; those at fault are left out, and none where there is no file."""
    return _pairs(loaded.english, f"{loaded.folder}/{ENGLISH_FILE}")


def shared_english_of(loaded: Loaded) -> dict[str, str]:
    """The pairs of what all offices share, as `english_of`."""
    return _pairs(loaded.shared_english, SHARED_ENGLISH_FILE)


def _pairs(text: str, path: str) -> dict[str, str]:
    pairs, _ = _read(text, path) if text else ({}, ())
    return {source: english for source, (english, _) in pairs.items()}


def translation_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What an office should know about its English: faults of the file (STD-1xx, STD-227), texts without English
    (STD-605), English for what the standard no longer says (STD-606); so too about what all offices share. Nothing
    where there is no such file. Sorted."""
    found: list[Finding] = []
    if loaded.english and loaded.office is not None:
        found += _judged(loaded.english, f"{loaded.folder}/{ENGLISH_FILE}", (loaded.office, *loaded.services))
    if loaded.shared_english:
        found += _judged(loaded.shared_english, SHARED_ENGLISH_FILE, loaded.families.known.values())
    return tuple(sorted(found, key=sort_key))


def _judged(text: str, path: str, parts: Iterable[object]) -> list[Finding]:
    """Findings about one file of pairs for the texts of these parts."""
    pairs, faults = _read(text, path)
    found = list(faults)
    said = dict.fromkeys(text for part in parts for text in texts(part))
    lacking = [text for text in said if text not in pairs]
    if lacking:
        found.append(finding("STD-605", Place(path, 1, 1), LIST, count=len(lacking), text=lacking[0]))
    found += [finding("STD-606", place, TEXT, text=text) for text, (_, place) in pairs.items() if text not in said]
    return found


@lru_cache(maxsize=4)
def _read(text: str, path: str) -> tuple[Mapping[str, tuple[str, Place]], tuple[Finding, ...]]:
    """The pairs of a file with its faults: judged and kept from one reading, and what is shared for all offices."""
    node, faults = parse(text, path)
    found, pairs = list(faults), {}
    for item in _items(node):
        words = {key.text: value.text for key, value in item.entries if isinstance(value, Scalar)}
        if set(words) != {TEXT, ENGLISH} or not all(words.values()) or words[TEXT] in pairs:
            found.append(finding("STD-227", item.place, LIST))
            continue
        pairs[words[TEXT]] = (words[ENGLISH], item.place)
    if node is not None and not pairs and not found:
        found.append(finding("STD-227", node.place, LIST))
    return MappingProxyType(pairs), tuple(found)


def _items(node: Node | None) -> Iterator[Group]:
    """The entries of the list. Whatever else stands in the file is an entry at fault."""
    for key, value in node.entries if isinstance(node, Group) else ():
        for item in value.items if isinstance(value, Series) and key.text == LIST else (value,):
            yield item if isinstance(item, Group) else Group((), item.file, item.at)
