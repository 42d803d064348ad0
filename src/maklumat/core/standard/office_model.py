"""The office as values: who it is, its decree, and what all its services share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from maklumat.core.standard.facts import ADDED_LATER, Channel, Item, LegalBasis, Note, Source, StatusQuestion, Text

FORMAT: Final = 1
"""The version of the stored shape. A stored standard of an older format is upgraded step by step on reading."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the office. `maps` are the decree's names for it (some decrees name posts that no longer exist).

    `until`: the first day on which it no longer exists; from then on its work lies with `successor`. `superior`: the
    post above it as the office says, "" where it does not (then see `core.organisation.superiors`).
    """

    code: str
    name: str
    division: str = ""
    head: bool = False
    signs: bool = False
    maps: tuple[PostMapping, ...] = ()
    until: date | None = None
    successor: str = ""
    superior: str = field(default="", metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True)
class PostMapping:
    """The decree's name of a post, mapped to the present one from `from_on` until `until` (None: still)."""

    named: str
    from_on: date
    source: Source
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Division:
    code: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Decree:
    """The deed that enacts the standards. `articles` are its diktum in order; `considering` its menimbang.

    `official`: whose name is printed under it, `spellings` other spellings of that name in the same deed (metadata
    alone). `scope`: the services that the diktum names.
    """

    number: str
    title: str
    place: str
    enacted_on: date
    in_force_from: date
    signed_by_post: str
    document: str
    considering: tuple[Item, ...]
    citing: tuple[LegalBasis, ...]
    articles: tuple[Item, ...]
    official: str = ""
    spellings: tuple[str, ...] = ()
    scope: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """A service that the diktum names, and the codes of ours that it is; none where the annex has no such service."""

    text: str
    source: Source
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffTable:
    """A staffing table of the decree: how many of each; never names of persons."""

    code: str
    title: str
    rows: tuple[tuple[str, int], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place of the office that takes one group at a time, for `minutes` each."""

    code: str
    name: str
    minutes: int
    source: Source


@dataclass(frozen=True, slots=True)
class Pledge:
    """The maklumat text. `text` is "" where the decree announces one but prints none; then a note says so."""

    text: str
    preamble: tuple[Item, ...]
    principles: tuple[Item, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class HoursRule:
    """Office hours from a date on, for one weekday pattern. `days` 0=Monday..6; times are minutes after midnight."""

    season: str  # "normal" or "ramadan"
    days: tuple[int, ...]
    opens: int
    closes: int
    break_from: int
    break_to: int


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Working hours in force from `from_on`, with the act that sets them."""

    from_on: date
    rules: tuple[HoursRule, ...]
    legal_basis: str
    source: Source


@dataclass(frozen=True, slots=True)
class Objection:
    """Until when a refusal may be objected to: so many working days after it was made known, and by which law."""

    working_days: int
    legal_basis: str
    source: Source


@dataclass(frozen=True, slots=True)
class Compensation:
    """What the office owes for a broken promise, in the words of its decree. `form`: "priority" (served first the next
    time), "apology" or "other"; "" where the office has not said which it is, which runs as "other"."""

    text: str
    source: Source
    form: str = field(default="", metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True)
class LocalClosure:
    on: date
    reason: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Office:
    """One office: who it is, its decree, and what all its services share.

    `watchdogs`: where a bribe is reported past the office.
    """

    code: str
    name: str
    short_name: str
    government: str
    region_code: str
    time_zone: str
    address: str
    postal_code: str
    phones: tuple[str, ...]
    email: str
    website: str
    decree: Decree
    divisions: tuple[Division, ...]
    posts: tuple[Post, ...]
    hours: tuple[OfficeHours, ...]
    channels: tuple[Channel, ...]
    pledge: Pledge
    vision: Text
    mission: tuple[Item, ...]
    motto: tuple[Item, ...]
    authorities: tuple[Item, ...] = ()
    duties: tuple[Item, ...] = ()
    closures: tuple[LocalClosure, ...] = ()
    compensation: tuple[Compensation, ...] = ()
    watchdogs: tuple[Channel, ...] = ()
    objection: Objection | None = None
    letter_place: str = ""
    letter_unit: str = ""
    status_questions: tuple[StatusQuestion, ...] = ()
    notes: tuple[Note, ...] = ()
    staff: tuple[StaffTable, ...] = ()
    places: tuple[SharedPlace, ...] = ()
    format: int = FORMAT

    def present(self, code: str, on: date) -> str:
        """The post that does the work of `code` on that day: itself, or the one that has followed it."""
        posts = {post.code: post for post in self.posts}
        while (post := posts.get(code)) is not None and post.until is not None and post.until <= on:
            code = post.successor
        return code

    def standing_in(self, held: Iterable[str], on: date) -> tuple[str, ...]:
        """The posts that whoever holds `held` acts for on that day, sorted.

        Their own that still are, and those that are no more and that one of theirs has followed.
        """
        own = {code for code in held if self.present(code, on) == code}
        return tuple(sorted(own | {post.code for post in self.posts if self.present(post.code, on) in own}))

    def post(self, code: str) -> Post:
        """The post with this code; KeyError when the office has none such."""
        for post in self.posts:
            if post.code == code:
                return post
        raise KeyError(code)
