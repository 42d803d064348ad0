"""From the parsed mapping of a file in standards/_bersama/kalender to a `HolidayYear`.

The mapping comes from YAML with Indonesian keys:

    tahun: 2025
    keputusan: [{kode, nomor, diumumkan, sumber}]       the joint decrees, the first one first
    libur_nasional: [{tanggal, nama, keputusan, dicabut}]   `keputusan` only where a later decree set the day,
    cuti_bersama: [{tanggal, nama, keputusan, dicabut}]     `dicabut` the decree that took it back
    ramadan: {hijriah, mulai, sampai, sumber}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from maklumat.core.workdays.facts import JOINT_LEAVE, PUBLIC, CalendarFault, Holiday, HolidayYear

_TOP: Final = frozenset({"tahun", "keputusan", "libur_nasional", "cuti_bersama", "ramadan", "catatan"})
_DECREE: Final = frozenset({"kode", "nomor", "diumumkan", "sumber"})
_DAY: Final = frozenset({"tanggal", "nama", "keputusan", "dicabut"})
_RAMADAN: Final = frozenset({"hijriah", "mulai", "sampai", "sumber"})
_LISTS: Final = (("libur_nasional", PUBLIC), ("cuti_bersama", JOINT_LEAVE))


def holiday_year(mapping: Mapping[str, Any]) -> HolidayYear:
    """The year of holidays that `mapping` describes. CalendarFault KAL-010..KAL-015 names the key that is wrong."""
    _known(mapping, _TOP, "berkas kalender")
    year = _year(_get(mapping, "tahun", "berkas kalender"))
    decrees = _decrees(mapping)
    holidays = tuple(
        _holiday(entry, f"{key}[{place}]", kind, year, decrees)
        for key, kind in _LISTS
        for place, entry in enumerate(_list(mapping, key), start=1)
    )
    _no_repeats(holidays)
    first = next(iter(decrees.values()))
    return HolidayYear(
        year=year,
        holidays=tuple(sorted(holidays, key=lambda holiday: holiday.on)),
        announced_on=first[1],
        ramadan=_ramadan(mapping),
        source="; ".join(number for number, _ in decrees.values()),
    )


def _year(value: Any) -> int:
    """A whole number, or its digits as written in the file."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise CalendarFault("KAL-013", '"tahun" harus bilangan, bukan "{value}".', value=value)
    return value


def _decrees(mapping: Mapping[str, Any]) -> dict[str, tuple[str, date]]:
    """Code of each decree -> its number and the day it was announced."""
    decrees: dict[str, tuple[str, date]] = {}
    for place, entry in enumerate(_list(mapping, "keputusan"), start=1):
        where = f"keputusan[{place}]"
        _known(entry, _DECREE, where)
        announced = _day(_get(entry, "diumumkan", where), f"{where}.diumumkan")
        decrees[str(_get(entry, "kode", where))] = (str(_get(entry, "nomor", where)), announced)
    if not decrees:
        raise CalendarFault("KAL-011", '"{key}" belum diisi pada {where}.', key="keputusan", where="berkas kalender")
    return decrees


def _holiday(entry: Any, where: str, kind: str, year: int, decrees: dict[str, tuple[str, date]]) -> Holiday:
    _known(entry, _DAY, where)
    on = _day(_get(entry, "tanggal", where), f"{where}.tanggal")
    if on.year != year:
        raise CalendarFault("KAL-014", "{where}: tanggal {on} tidak di tahun {year}.", where=where, on=on, year=year)
    number, announced = _decree(str(entry.get("keputusan", next(iter(decrees)))), where, decrees)
    withdrawn = _decree(str(entry["dicabut"]), where, decrees)[1] if "dicabut" in entry else None
    return Holiday(on, str(_get(entry, "nama", where)), kind, number, announced, withdrawn)


def _decree(code: str, where: str, decrees: dict[str, tuple[str, date]]) -> tuple[str, date]:
    if code not in decrees:
        known = ", ".join(decrees)
        text = '{where}: keputusan "{wanted}" tidak ada pada daftar "keputusan" ({known}).'
        raise CalendarFault("KAL-015", text, where=where, wanted=code, known=known)
    return decrees[code]


def _ramadan(mapping: Mapping[str, Any]) -> tuple[date, date] | None:
    entry = mapping.get("ramadan")
    if entry is None:
        return None
    _known(entry, _RAMADAN, "ramadan")
    first = _day(_get(entry, "mulai", "ramadan"), "ramadan.mulai")
    last = _day(_get(entry, "sampai", "ramadan"), "ramadan.sampai")
    if last < first:
        text = "ramadan: berakhir {last}, sebelum mulai {first}."
        raise CalendarFault("KAL-014", text, last=last, first=first)
    return first, last


def _no_repeats(holidays: tuple[Holiday, ...]) -> None:
    seen: set[date] = set()
    for holiday in holidays:
        if holiday.withdrawn_on is None and holiday.on in seen:
            raise CalendarFault("KAL-014", "Tanggal {on} disebut dua kali.", on=holiday.on)
        seen.add(holiday.on)


def _known(mapping: Any, keys: frozenset[str], where: str) -> None:
    if not isinstance(mapping, Mapping):
        raise CalendarFault("KAL-010", "{where} harus berisi pasangan kunci dan nilai.", where=where)
    for key in mapping:
        if key not in keys:
            text = 'Kunci "{key}" tidak dikenal pada {where}; yang dikenal: {known}.'
            raise CalendarFault("KAL-012", text, key=key, where=where, known=", ".join(sorted(keys)))


def _get(mapping: Mapping[str, Any], key: str, where: str) -> Any:
    if mapping.get(key) in (None, ""):
        raise CalendarFault("KAL-011", '"{key}" belum diisi pada {where}.', key=key, where=where)
    return mapping[key]


def _list(mapping: Mapping[str, Any], key: str) -> list[Any]:
    value = mapping.get(key) or []
    if not isinstance(value, list | tuple):
        raise CalendarFault("KAL-013", '"{key}" harus berupa daftar.', key=key)
    return list(value)


def _day(value: Any, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        text = '{where}: "{value}" bukan tanggal; tulis seperti 2025-08-18.'
        raise CalendarFault("KAL-013", text, where=where, value=value) from error
