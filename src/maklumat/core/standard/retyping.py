"""A form that could not be saved, drawn again: what was typed, with what stands in the text now beside it.

Nothing that somebody typed may be lost because a colleague was quicker, or because a figure was wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from maklumat.core.standard.editing import GONE, SEVERAL, TICK, Entry, Part, Typed


@dataclass(frozen=True, slots=True)
class Lost:
    """What was typed for something that is no longer in the text. `part` and `label`: as the form called it."""

    part: str
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class Redrawn:
    """`parts`: the form as it is to be shown. `lost`: what has no field any more. `differs`: somebody typed anything
    that is not written now."""

    parts: list[Part]
    lost: tuple[Lost, ...]
    differs: bool


def redrawn(now: Sequence[Part], typed: Typed, before: Sequence[Part]) -> Redrawn:
    """The form of today with what was typed into the form of `before` (the one that the typist saw)."""
    here = {entry.name for part in now for entry in part.entries}
    seen = {entry.name: entry for part in before for entry in part.entries}
    parts = [replace(part, entries=tuple(_again(one, typed, seen.get(one.name, one)) for one in part.entries))
             for part in now]  # fmt: skip
    touched = any(_changed(one, typed) and _changed(seen.get(one.name, one), typed)
                  for part in now for one in part.entries)  # fmt: skip
    gone = [
        Lost(part.title, entry.label, _said(entry, _typed(entry, typed)))
        for part in before
        for entry in part.entries
        if entry.name not in here and _changed(entry, typed)
    ]
    strange = [name for name in typed if "." in name and name not in here and name not in seen]
    lost = (*gone, *(_unknown(name, typed[name]) for name in strange))
    return Redrawn(parts, lost, differs=touched or bool(lost))


def _unknown(name: str, typed: Sequence[str]) -> Lost:
    """A field that no form we still have can name; its own name says what it was."""
    _, _, code, *label = [*name.split("."), "", ""]
    return Lost(code, " ".join(filter(None, label)), _joined(typed))


def _again(entry: Entry, typed: Typed, before: Entry) -> Entry:
    """What its typist did not touch shows what is written now."""
    if not _changed(before, typed) or not _changed(entry, typed):
        return entry
    return replace(entry, value=_typed(entry, typed), now="" if entry.kind == TICK else entry.said or "kosong")


def _typed(entry: Entry, typed: Typed) -> str:
    found = typed.get(entry.name)
    if found is None or (entry.kind == SEVERAL and not any(found)):
        return entry.value
    return _joined(found)


def _changed(entry: Entry, typed: Typed) -> bool:
    said = _typed(entry, typed)
    if entry.kind == TICK:
        return said == GONE
    if entry.kind == SEVERAL:
        return sorted(said.split()) != sorted(entry.value.split())
    return said != _joined([entry.value])


def _said(entry: Entry, value: str) -> str:
    return "dihapus" if entry.kind == TICK else replace(entry, value=value).said or "dikosongkan"


def _joined(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())
