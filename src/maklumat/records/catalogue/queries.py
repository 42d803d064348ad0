"""The law in force, read once per process: enacted content never changes, so it is cached for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from maklumat.core.clock.office import calendar_of
from maklumat.core.errors import NotVisible
from maklumat.core.kinds.kind import SIGN_PRODUCT
from maklumat.core.kinds.registry import KINDS
from maklumat.core.standard import canonical
from maklumat.core.standard.model import Office, ServiceStandard
from maklumat.core.workdays.calendar import WorkCalendar
from maklumat.core.workdays.reading import holiday_year
from maklumat.records.catalogue.models import CalendarVersion, LetterBody, OfficeVersion, StandardVersion
from maklumat.records.ledger.driver import fetch, statement

SHARED: Final = "_bersama"
"""Where the letter templates of all offices lie."""


@dataclass(frozen=True, slots=True)
class Enacted:
    """A service standard in force: its row id, version number and hash beside the standard and its office."""

    id: int
    number: int
    content_hash: str
    standard: ServiceStandard
    office: Office


@lru_cache(maxsize=4096)
def enacted(version_id: int) -> Enacted:
    """The standard with this id. Cached for the life of the process: it is immutable."""
    row = StandardVersion.objects.get(pk=version_id)
    return Enacted(
        id=row.pk,
        number=row.number,
        content_hash=row.content_hash,
        standard=canonical.read_service(row.content),
        office=_office_version(row.office_version_id),
    )


def standard(version_id: int) -> ServiceStandard:
    return enacted(version_id).standard


_offices: dict[int, Office] = {}


def _office_version(version_id: int) -> Office:
    """The office as in that version. A process that has not read it yet reads the newest of every other one along:
    what all offices say alike must not depend on whose page was looked at first."""
    if version_id not in _offices:
        newest = OfficeVersion.objects.values("office").annotate(newest=Max("pk")).values("newest")
        wanted = OfficeVersion.objects.filter(Q(pk=version_id) | Q(pk__in=newest)).exclude(pk__in=list(_offices))
        for pk, content in wanted.values_list("pk", "content"):
            _offices[pk] = canonical.read_office(content)
    return _offices[version_id]


def offices_read() -> list[Office]:
    """The newest version of each office, by name; none before this process has read one. Asks no database."""
    newest = {_offices[version].code: _offices[version] for version in sorted(_offices)}
    return sorted(newest.values(), key=lambda office: office.name)


# A version is in force from the first second of its day at the office, wherever the machine stands: in the west of
# Indonesia the day in UTC is yesterday until 7 in the morning. Statements look one day ahead; the office decides.


def offices(moment: datetime) -> list[Office]:
    """The offices in force at that moment, by name."""
    rows = OfficeVersion.objects.filter(in_force_from__lte=_last_day(moment))
    found: dict[str, Office] = {}
    for pk, code, begins in rows.order_by("-in_force_from", "-number").values_list("pk", "office", "in_force_from"):
        if code not in found and begins <= local_date(_office_version(pk), moment):
            found[code] = _office_version(pk)
    return sorted(found.values(), key=lambda office: office.name)


def office(code: str, moment: datetime) -> Office:
    """The office as in force at that moment. Raises NotVisible when there is none."""
    last = _last_day(moment)
    while (found := fetch(_NEWEST_OFFICE, (code, last))) is not None:
        version = _office_version(found[0])
        day = local_date(version, moment)
        if _begins(found[1]) <= day:
            return version
        last = day
    raise NotVisible


_NEWEST_OFFICE: Final = statement(
    "SELECT id, in_force_from FROM catalogue_office_version WHERE office = %s AND in_force_from <= %s"
    " ORDER BY in_force_from DESC, number DESC LIMIT 1"
)


def services(office_code: str, moment: datetime) -> list[Enacted]:
    """Every service of the office in force at that moment, in the order of the decree."""
    found = _newest(StandardVersion.objects.filter(office=office_code), moment)
    return sorted(found, key=lambda law: law.standard.seq)


def everywhere(moment: datetime) -> list[Enacted]:
    """Every service of every office in force at that moment, by the name of the office and the order of its decree."""
    found = _newest(StandardVersion.objects.all(), moment)
    return sorted(found, key=lambda law: (law.office.name, law.office.code, law.standard.seq))


def _newest(versions: QuerySet[StandardVersion], moment: datetime) -> Iterable[Enacted]:
    """Of these versions the one in force at that moment for each service."""
    rows = versions.filter(in_force_from__lte=_last_day(moment), enacted_at__isnull=False)
    found: dict[tuple[str, str], Enacted] = {}
    for pk, *whose, begins in rows.order_by("-in_force_from", "-number").values_list(
        "pk", "office", "service", "in_force_from"
    ):
        key = (whose[0], whose[1])
        if key not in found and begins <= local_date(enacted(pk).office, moment):
            found[key] = enacted(pk)
    return found.values()


def in_force(office_code: str, service: str, moment: datetime) -> Enacted:
    """The version of a service that binds an application received at that moment. Raises NotVisible for none."""
    last = _last_day(moment)
    while (found := fetch(_NEWEST_STANDARD, (office_code, service, last))) is not None:
        law = enacted(found[0])
        day = local_date(law.office, moment)
        if _begins(found[1]) <= day:
            return law
        last = day
    raise NotVisible


_NEWEST_STANDARD: Final = statement(
    "SELECT id, in_force_from FROM catalogue_standard_version"
    " WHERE office = %s AND service = %s AND in_force_from <= %s AND enacted_at IS NOT NULL"
    " ORDER BY in_force_from DESC, number DESC LIMIT 1"
)


def versions(office_code: str, service: str) -> list[int]:
    """The ids of every version of a service that was ever enacted, the oldest first."""
    rows = StandardVersion.objects.filter(office=office_code, service=service, enacted_at__isnull=False)
    return list(rows.order_by("number").values_list("pk", flat=True))


def _last_day(moment: datetime) -> date:
    """The latest day that it is anywhere."""
    return moment.astimezone(UTC).date() + timedelta(days=1)


def _begins(value: date | str) -> date:
    """A day as the driver gives it: text on SQLite."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def is_known(office_code: str) -> bool:
    """Whether the office was ever enacted here."""
    return OfficeVersion.objects.filter(office=office_code).exists()


def desks(office_code: str) -> frozenset[str]:
    """Every desk (sorted posts joined by "+") that a file of this office can lie with, in any version.

    A joint step's desk shrinks as its posts act, so each of its parts is one too.
    """
    return _desks(all_versions(office_code))


def all_versions(office_code: str) -> tuple[int, ...]:
    """Every version of every service of the office that a file may be bound to."""
    return tuple(StandardVersion.objects.filter(office=office_code).order_by("pk").values_list("pk", flat=True))


@lru_cache(maxsize=1024)
def _desks(ids: tuple[int, ...]) -> frozenset[str]:
    steps = {(step.posts, step.joint) for pk in ids for step in standard(pk).steps}
    found: set[str] = set()
    for posts, joint in steps:
        sizes = range(1, len(posts) + 1) if joint else (len(posts),)
        found.update("+".join(sorted(part)) for size in sizes for part in combinations(posts, size))
    return frozenset(found)


def signers(office_code: str) -> frozenset[str]:
    """Every post of the office that signs a product, in any version that a file may still be bound to."""
    return _signers(all_versions(office_code))


@lru_cache(maxsize=1024)
def _signers(ids: tuple[int, ...]) -> frozenset[str]:
    return frozenset(
        post
        for pk in ids
        for step in standard(pk).steps
        for post in step.posts
        if any(SIGN_PRODUCT in KINDS[step.kind].way(outcome.code).effects for outcome in step.outcomes)
    ) | frozenset(product.signed_by for pk in ids for product in standard(pk).products if product.signed_by)


def calendar_revision() -> int:
    """Rises by one load at a time; part of the key under which calendars are cached."""
    found = fetch(_CALENDAR_REVISION, ())
    return int(found[0]) if found else 0


_CALENDAR_REVISION: Final = statement("SELECT COALESCE(MAX(id), 0) FROM catalogue_calendar_version")


def calendar(of: Office) -> WorkCalendar:
    """The working calendar of an office as loaded now."""
    return calendar_at(of, calendar_revision())


def revision_and_desk_hours(office: str) -> tuple[int, int]:
    """The calendar revision that holds, and the target that the office has set for every desk; one statement."""
    found = fetch(_REVISION_AND_DESK_HOURS, (office,))
    return (int(found[0]), int(found[1] or 0)) if found else (0, 0)


_REVISION_AND_DESK_HOURS: Final = statement(
    "SELECT (SELECT COALESCE(MAX(id), 0) FROM catalogue_calendar_version),"
    " (SELECT value FROM catalogue_office_setting WHERE office = %s AND code = 'desk_hours' ORDER BY id DESC LIMIT 1)"
)

_calendars: dict[tuple[int, int], tuple[Office, WorkCalendar]] = {}


def calendar_at(of: Office, revision: int) -> WorkCalendar:
    """The working calendar at a known revision. The office is kept beside it, so its identity is a safe key."""
    key = (id(of), revision)
    if key not in _calendars:
        newest = CalendarVersion.objects.values("year").annotate(newest=Max("pk")).values("newest")
        contents = CalendarVersion.objects.filter(pk__in=newest).order_by("year").values_list("content", flat=True)
        years = tuple(holiday_year(canonical.read_plain(text)) for text in contents)
        _calendars[key] = (of, calendar_of(of, years))
    return _calendars[key][1]


def zone(of: Office) -> ZoneInfo:
    return ZoneInfo(of.time_zone)


def local_date(of: Office, moment: datetime) -> date:
    """The day at the office."""
    return moment.astimezone(zone(of)).date()


def letter_body(office_code: str, name: str) -> str:
    """The text of a letter template: the office's own, else the shared one. Raises NotVisible for none."""
    found = fetch(_NEWEST_LETTER, (name, office_code, SHARED, SHARED))
    if found is None:
        raise NotVisible
    return _letter_text(found[0])


_NEWEST_LETTER: Final = statement(
    "SELECT id FROM catalogue_letter_body WHERE name = %s AND office IN (%s, %s)"
    " ORDER BY CASE WHEN office = %s THEN 1 ELSE 0 END, id DESC LIMIT 1"
)


@lru_cache(maxsize=1024)
def _letter_text(body_id: int) -> str:
    """A template as enacted: it never changes."""
    return LetterBody.objects.values_list("content", flat=True).get(pk=body_id)
