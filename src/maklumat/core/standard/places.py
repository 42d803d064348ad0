"""Where each part of a standard stands in its file, by path of English codes.

Looked up in what was read when somebody asks: most places are never asked for, and writing them all down would take
longer than reading the file.
"""

from __future__ import annotations

from typing import Any

from maklumat.core.standard.findings import Place
from maklumat.core.standard.typed import Record

Path = tuple[str, ...]


class Places:
    """The records of an office's files by their owner: the code of a service, "" for the office.

    Items are known by their code and by their number from 0: `("sk-dtks", "steps", "verifikasi")` and
    `("sk-dtks", "steps", "2")`. Of two parts with one path the later holds.
    """

    def __init__(self) -> None:
        self._records: dict[str, list[Record]] = {}

    def keep(self, owner: str, record: Record) -> None:
        """Remember the record of one file."""
        self._records.setdefault(owner, []).append(record)

    def find(self, *path: str) -> Place | None:
        """Where the part with this path stands; None for none."""
        for record in reversed(self._records.get(path[0], ())):
            if (found := _in_record(record, path[1:])) is not None:
                return found
        return None

    def below(self, owner: str) -> dict[Path, Place]:
        """Every part of an owner."""
        found: dict[Path, Place] = {}
        for record in self._records.get(owner, ()):
            found |= _record_parts(record, (owner,))
        return found


def _in_record(record: Record, path: Path) -> Place | None:
    if not path:
        return record.place
    if not record.has(path[0]):
        return None
    return _in_value(record.get(path[0]), path[1:]) if len(path) > 1 else record.at(path[0])


def _in_value(value: Any, path: Path) -> Place | None:
    if isinstance(value, Record):
        return _in_value(value.get("items"), path) or _in_record(value, path)
    if isinstance(value, tuple):
        return _in_items(value, path)
    if isinstance(value, dict):
        item = value.get(path[0])
        return _in_record(item, path[1:]) if isinstance(item, Record) else None
    return None


def _in_items(items: tuple[Any, ...], path: Path) -> Place | None:
    name = path[0]
    if name.isdigit():  # no code begins with a digit
        item = items[int(name)] if int(name) < len(items) else None
        return _in_record(item, path[1:]) if isinstance(item, Record) else None
    for item in reversed(items):
        if isinstance(item, Record) and item.values.get("code") == name:
            found = _in_record(item, path[1:])
            if found is not None:
                return found
    return None


def _record_parts(record: Record, path: Path) -> dict[Path, Place]:
    found = {path: record.place}
    for code, value in record.values.items():
        found[(*path, code)] = record.at(code)
        found |= _value_parts(value, (*path, code))
    return found


def _value_parts(value: Any, path: Path) -> dict[Path, Place]:
    if isinstance(value, Record):
        return _record_parts(value, path) | _value_parts(value.get("items"), path)
    found: dict[Path, Place] = {}
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            for name in (str(index), item.get("code")) if isinstance(item, Record) else ():
                found |= _record_parts(item, (*path, name)) if name is not None else {}
    elif isinstance(value, dict):
        for word, item in value.items():
            found |= _record_parts(item, (*path, word)) if isinstance(item, Record) else {}
    return found
