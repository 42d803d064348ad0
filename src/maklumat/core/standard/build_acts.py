"""The registers of legal acts, from records to values: the shared one, and the local one of an office beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from maklumat.core.standard.acts import LegalAct, derived_name, missing_parts
from maklumat.core.standard.typed import Reader, Record, twice

_CODE_LIKE: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_PARTS: Final = ("kind", "number", "year", "about", "issuer", "region")


def build_acts(record: Record, shared: Mapping[str, LegalAct], reader: Reader) -> dict[str, LegalAct]:
    """The legal acts of one register by their code; doubles, nameless acts and unknown codes are found.

    A local register may name the acts of the `shared` one, and may not say them again.
    """
    entries = record.records("acts")
    twice(entries, reader)
    names = {code: act.name for code, act in shared.items()}
    own: dict[str, Record] = {}
    for entry in entries:
        code = entry.get("code")
        if code in names and code not in own:
            reader.find("STD-341", entry.at("code"), "kode", text=code)
        elif code is not None and code not in own:
            own[code] = entry
            names[code] = _name(entry, reader)
    return {code: _act(entry, names, reader) for code, entry in own.items()}


def _name(entry: Record, reader: Reader) -> str:
    """The official name, written or derived; the code where neither can be had, which is found."""
    kind, written = entry.get("kind"), str(entry.get("name", ""))
    parts = {part: entry.get(part, "") for part in _PARTS}
    if written or kind is None:
        return written or str(entry.get("code"))
    missing = missing_parts(kind, parts["number"], entry.get("year"), parts["issuer"], parts["region"])
    if unwritten := [entry.shape.word(part) for part in missing if part not in entry.places]:
        reader.find("STD-241", entry.place, "nama", missing=", ".join(unwritten))
    if missing:
        return str(entry.get("code"))
    return derived_name(**parts)


def _act(entry: Record, names: Mapping[str, str], reader: Reader) -> LegalAct:
    repeal = entry.get("repeal")
    ended = repeal if isinstance(repeal, Record) else None
    amending = entry.get("amended_by", ())
    for index, text in enumerate(amending):
        _judge(entry, f"amended_by.{index}", text, names, reader)
    by = ended.get("by", "") if ended else ""
    if ended:
        _judge(ended, "by", by, names, reader)
    return LegalAct(
        name=names[entry.get("code")],
        amended_by=tuple(names.get(text, text) for text in amending),
        amended_by_acts=_registered(amending, names),
        repealed_by=names.get(by, by),
        repealed_by_act=by if by in names else "",
        repealed_on=ended.get("on") if ended else None,
        sourced=entry.get("certainty") == "sourced",
        doubtful=entry.get("certainty") == "unverified",
        **entry.only("code", "note", *_PARTS),
    )


def _registered(texts: Collection[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text in names)


def _judge(record: Record, at: str, text: str, names: Mapping[str, str], reader: Reader) -> None:
    """Finds what is written like a code and is none of a registered act."""
    if _CODE_LIKE.fullmatch(text) and text not in names:
        reader.find("STD-306", record.at(at), record.shape.word(at.partition(".")[0]), text=text)
