"""From records to values: what services and offices have in common (sources, list components, notes)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maklumat.core.standard.findings import Place
from maklumat.core.standard.model import Channel, Item, LegalBasis, Note, Source, Text
from maklumat.core.standard.typed import Reader, Record

Shared = Mapping[str, Mapping[str, Record]]
"""What kantor.yaml says once: component (English code) to name to record."""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a list component with the source it has or inherits."""

    record: Record
    source: Source
    place: Place


def source_of(record: Record | None) -> Source:
    """A source as written; nothing at all where none is written."""
    if record is None:
        return Source("")
    written = record.values.get
    return Source(written("lines", ""), written("item", ""), written("reason", ""))


def inherited(own: Record | None, whole: Source, number: int) -> Source:
    """The source of an item: its own, filled up from its component; `number` is its place in the printed list."""
    if own is None:
        return Source(whole.lines, str(number), whole.reason) if whole.lines else whole
    found = source_of(own)
    if found.reason and not found.lines:
        return found
    return Source(found.lines or whole.lines, found.item or str(number), found.reason)


def resolved(record: Record, component: str, shared: Shared) -> Record | None:
    """The record that holds the content: itself, or what it refers to; None where that does not exist."""
    if not record.has("refer"):
        return record
    return shared.get(component, {}).get(record.get("refer"))


def parts(record: Record | None, component: str, shared: Shared) -> tuple[Part, ...]:
    """The items of a list component in order, each with its source.

    Where the component refers to what the office says once, the lines are the component's own: the decree prints it
    there. Added items are not numbered.
    """
    if record is None:
        return ()
    content = resolved(record, component, shared)
    if content is None:
        return ()
    whole = source_of(record.get("source"))
    elsewhere = content is not record
    found, number = [], 0
    for item in content.records("items"):
        own = item.get("source")
        if not item.get("added") and (own is None or not own.has("reason") or own.has("lines")):
            number += 1
        if elsewhere and own is not None and not own.has("reason"):
            own = None
        found.append(Part(item, inherited(own, whole, number), item.place))
    return tuple(found)


def items(record: Record | None, component: str, shared: Shared) -> tuple[Item, ...]:
    """A plain list component."""
    return tuple(Item(part.record.get("text"), part.source) for part in parts(record, component, shared))


def legal_bases(record: Record | None) -> tuple[LegalBasis, ...]:
    return tuple(
        LegalBasis(part.record.get("text"), part.source, part.record.get("act", ""))
        for part in parts(record, "legal_basis", {})
    )


def channels(record: Record | None, shared: Shared) -> tuple[Channel, ...]:
    return tuple(
        Channel(
            source=part.source,
            address=part.record.get("address", ""),
            **part.record.only("code", "kind", "text", "withheld"),
        )
        for part in parts(record, "complaint_channels", shared)
    )  # fmt: skip


def sentence(record: Record, component: str, shared: Shared) -> Text:
    content = resolved(record, component, shared)
    return Text(content.get("text", "") if content else "", source_of(record.get("source")))


def notes(record: Record) -> tuple[Note, ...]:
    return tuple(
        Note(source=source_of(note.get("source")), **note.only("code", "text", "choice"))
        for note in record.records("notes")
    )


def check_sources(record: Record, reader: Reader) -> None:
    """Finds sources that name neither a line nor a reason, and empty lists without one, anywhere below `record`."""
    walk(record, lambda found: _check_source(found, reader))


def walk(record: Record, visit: Callable[[Record], None]) -> None:
    """Visits `record` and every record below it."""
    visit(record)
    for value in record.values.values():
        if type(value) is str:
            continue
        if isinstance(value, Record):
            walk(value, visit)
        elif isinstance(value, tuple | dict):
            for item in value.values() if isinstance(value, dict) else value:
                if isinstance(item, Record):
                    walk(item, visit)


def _check_source(record: Record, reader: Reader) -> None:
    values = record.values
    source = values.get("source")
    if isinstance(source, Record) and not source.places:
        reader.find("STD-223", source.place, "sumber")
    if values.get("items") == () and not (isinstance(source, Record) and source.has("reason")):
        reader.find("STD-222", record.at("items"), "daftar")
    if values.get("added") and not (isinstance(source, Record) and source.has("reason")):
        reader.find("STD-224", record.at("added"), "tambahan")
