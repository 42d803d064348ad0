"""A standard as canonical JSON: one possible spelling, so that its hash says whether it is the same.

The stored form carries a `format` number. Text of an older format is upgraded step by step on reading (`UPGRADES`);
text of a newer one is refused, for it says things this program does not understand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from maklumat.core.errors import MaklumatError
from maklumat.core.standard import model
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.facts import ADDED_LATER
from maklumat.core.standard.families import Family
from maklumat.core.standard.model import FORMAT, Office, ServiceStandard

T = TypeVar("T")

Upgrades = Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]

UPGRADES: Final[Upgrades] = {}
"""From a format to the next one: {1: function that makes format 2 of format 1, ...}."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One service with everything it refers to: its office, the acts it cites, the texts of its letter templates."""

    service: ServiceStandard
    office: Office
    acts: tuple[LegalAct, ...] = ()
    templates: tuple[tuple[str, str], ...] = ()
    format: int = field(default=FORMAT)


class UnknownFormat(MaklumatError):
    """STD-701: the stored text has a newer format than this program knows."""

    def __init__(self, number: Any) -> None:
        super().__init__(
            "STD-701", "Standar tersimpan berformat {number}; program ini mengenal sampai {known}.",
            number=number, known=FORMAT,
        )  # fmt: skip


def bundle(
    service: ServiceStandard, office: Office, acts: Mapping[str, LegalAct], templates: Mapping[str, str]
) -> Bundle:
    """`service` with what it refers to, and nothing else, in a fixed order."""
    wanted = {product.template for product in service.products} | {item.statement for item in service.requirements}
    return Bundle(
        service,
        office,
        cited_acts(office, (service,), acts),
        tuple((name, templates[name]) for name in sorted(wanted) if name in templates),
    )


def cited_acts(
    office: Office, services: Iterable[ServiceStandard], acts: Mapping[str, LegalAct]
) -> tuple[LegalAct, ...]:
    """The acts that these services and the decree of their office cite, by code."""
    bases = (*office.decree.citing, *(basis for service in services for basis in service.legal_basis))
    return tuple(acts[code] for code in sorted({basis.act for basis in bases}) if code in acts)


def dumps(value: Office | ServiceStandard | Bundle) -> str:
    """The canonical text of an office, a service, or a service with everything it refers to."""
    return dumps_plain(value)


def dumps_plain(value: Any) -> str:
    """Canonical JSON of plain values; dates as ISO text."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_stored
    )


def content_hash(text: str) -> str:
    """SHA-256 of the text, in hex."""
    return sha256(text.encode()).hexdigest()


def read_service(text: str, upgrades: Upgrades = UPGRADES) -> ServiceStandard:
    """The service that `dumps` wrote, of this format or an older one. UnknownFormat for a newer one."""
    return _read(ServiceStandard, _upgraded(json.loads(text), upgrades))


def read_office(text: str, upgrades: Upgrades = UPGRADES) -> Office:
    """The office that `dumps` wrote, of this format or an older one. UnknownFormat for a newer one."""
    return _read(Office, _upgraded(json.loads(text), upgrades))


def read_bundle(text: str, upgrades: Upgrades = UPGRADES) -> Bundle:
    """The bundle that `dumps` wrote, of this format or an older one. UnknownFormat for a newer one.

    An upgrade of a bundle also upgrades the service and the office inside it.
    """
    return _read(Bundle, _upgraded(json.loads(text), upgrades))


def dumps_list(values: Iterable[Family] | Iterable[LegalAct]) -> str:
    """The canonical text of a list of families or of acts, in the given order."""
    return dumps_plain(list(values))


def read_families(text: str) -> tuple[Family, ...]:
    """The families that `dumps_list` wrote."""
    return tuple(_read(Family, stored) for stored in json.loads(text))


def read_acts(text: str) -> tuple[LegalAct, ...]:
    """The acts that `dumps_list` wrote."""
    return tuple(_read(LegalAct, stored) for stored in json.loads(text))


def read_plain(text: str) -> dict[str, Any]:
    """What `dumps_plain` wrote; dates stay ISO text."""
    values: dict[str, Any] = json.loads(text)
    return values


def _upgraded(stored: dict[str, Any], upgrades: Upgrades) -> dict[str, Any]:
    while stored.get("format") != FORMAT:
        step = upgrades.get(stored.get("format", 0))
        if step is None:
            raise UnknownFormat(stored.get("format"))
        stored = step(stored)
    return stored


def _stored(value: Any) -> Any:
    """What JSON does not know: a part as its fields by name, a day as ISO text. The rest is written as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        later = _later(type(value))
        return {
            name: getattr(value, name)
            for name in _names(type(value))
            if name not in later or getattr(value, name) != later[name]
        }
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _names(shape: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(shape))


@cache
def _later(shape: type[Any]) -> dict[str, Any]:
    """The fields that the format gained later, with the value at which they are not written."""
    return {each.name: each.default for each in fields(shape) if each.metadata == ADDED_LATER}


def _read(shape: type[T], stored: Mapping[str, Any]) -> T:
    hints = _hints(cast("Any", shape))
    return shape(**{name: _value(hints[name], stored[name]) for name in hints if name in stored})


@cache
def _hints(shape: type[Any]) -> dict[str, Any]:
    return get_type_hints(shape, vars(model) | globals())


def _value(hint: Any, stored: Any) -> Any:
    if isinstance(hint, UnionType):
        return None if stored is None else _value(next(one for one in get_args(hint) if one is not NoneType), stored)
    if get_origin(hint) is tuple:
        kinds = get_args(hint)
        if kinds[-1] is Ellipsis:
            return tuple(_value(kinds[0], item) for item in stored)
        return tuple(_value(kind, item) for kind, item in zip(kinds, stored, strict=True))
    if is_dataclass(hint):
        return _read(cast("type[Any]", hint), stored)
    return date.fromisoformat(stored) if hint is date else stored
