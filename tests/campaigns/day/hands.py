"""What somebody does with a page: open it, fill in one of its forms, press a button; with or without a window.

`Window` (module `window`) does it in Chromium as a person does; `Wire` sends the very same forms over HTTP, for volume.
Both read the page as it is and know nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit

from tests.campaigns.client import Browser, Form, Request, Unanswered, forms
from tests.campaigns.day.cast import ZONE, Colleague
from tests.campaigns.server import HOST

if TYPE_CHECKING:
    from tests.campaigns.day.window import Day

LOGIN: Final = "/kantor/masuk/"
WRONG: Final = re.compile(r'class="govuk-error-(?:message|summary__list)[^>]*>(.*?)</(?:p|ul)>', re.DOTALL)
TAG: Final = re.compile(r"<[^>]+>")
HOPS: Final = 6
Button = tuple[str, str]


class Failed(AssertionError):
    """Something that has to go well did not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The page that came back."""

    status: int
    path: str
    text: str

    def good(self, who: str) -> Answer:
        if self.status >= 400:
            said = "; ".join(" ".join(TAG.sub(" ", found).split()) for found in WRONG.findall(self.text))
            raise Failed(f"{who}: {self.path} answers {self.status}: {said or words(self.text)[:400]}")
        return self


def words(page: str) -> str:
    """What stands on a page."""
    main = page.partition("<main")[2] or page
    return " ".join(TAG.sub(" ", main).split())


def spelled(fields: Mapping[str, Any]) -> dict[str, str]:
    """As forms take them: a day in three fields, a moment in four, on the office's wall clock."""
    typed: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, date):
            local = value.astimezone(ZONE) if isinstance(value, datetime) else value
            typed |= {f"{name}_{part}": str(one) for part, one in enumerate((local.day, local.month, local.year))}
            if isinstance(local, datetime):
                typed[f"{name}_3"] = f"{local:%H.%M}"
        else:
            typed[name] = str(value)
    return typed


class Sheet(Protocol):
    """A form that lies open."""

    def value(self, name: str) -> str: ...

    def send(self, fields: Mapping[str, Any], button: Button | None = None) -> Answer: ...


class Hand(Protocol):
    """Somebody who works with pages."""

    name: str

    @property
    def seen(self) -> Answer: ...

    def opens(self, path: str) -> Answer: ...

    def form(self, marker: str) -> Sheet:
        """The form of the open page that has a control of this name, or "name=value"."""
        ...


def fills(hand: Hand, path: str, marker: str, fields: Mapping[str, Any], button: Button | None = None) -> Answer:
    """Open a page and send its form."""
    hand.opens(path)
    return hand.form(marker).send(fields, button)


@dataclass
class Wire:
    """Forms over HTTP, as whoever is logged in; `colleague` None is a stranger. Not for two threads."""

    day: Day
    colleague: Colleague | None = None
    seen: Answer = field(default_factory=lambda: Answer(0, "", ""))

    def __post_init__(self) -> None:
        self.name = self.colleague.name if self.colleague else "tamu"
        self.browser = Browser(HOST, self.day.house.port)

    def opens(self, path: str) -> Answer:
        self.seen = self._follow(Request("GET", path)).good(self.name)
        return self.seen

    def form(self, marker: str) -> WireSheet:
        return WireSheet(self, self._found(marker))

    def _found(self, marker: str) -> Form:
        name, _, value = marker.partition("=")
        for found in forms(self.seen.text):
            if name in found.names and (not value or found.fields.get(name) == value or (name, value) in found.buttons):
                return found
        raise Failed(f"{self.name}: {self.seen.path} has no form with {marker}: {words(self.seen.text)[:300]}")

    def takes(self, request: Request) -> Answer:
        """Send it and see what comes; a refusal is a failure."""
        self.seen = self._follow(request).good(self.name)
        return self.seen

    def _follow(self, request: Request) -> Answer:
        wish = request.path
        for _ in range(HOPS):
            self.day.requests += 1
            self._shares()
            answer = self.browser.send(request)
            if answer.status not in (301, 302, 303):
                return Answer(answer.status, request.path, answer.text)
            where = urlsplit(answer.location)
            request = Request("GET", f"{where.path}?{where.query}" if where.query else where.path)
            if where.path == LOGIN and self.colleague:
                self.day.window(self.colleague).opens("/kantor/")
                request = Request("GET", wish)
        raise Failed(f"{self.name}: {wish} leads round and round")

    def _shares(self) -> None:
        """One person, one session: what the browser of their own was given holds here too."""
        if self.colleague:
            kept = self.day.window(self.colleague).context.cookies()
            self.browser.cookies.update({str(one.get("name")): str(one.get("value")) for one in kept})


@dataclass
class WireSheet:
    wire: Wire
    form: Form

    def value(self, name: str) -> str:
        return self.form.fields.get(name, "")

    def request(self, fields: Mapping[str, Any], button: Button | None = None) -> Request:
        """What a press of the button sends, to be sent once or several times."""
        typed = {**self.form.fields, **spelled(fields), **(dict([button]) if button else {})}
        unknown = {name for name in spelled(fields) if name not in self.form.names}
        if unknown:
            raise Failed(f"{self.wire.name}: {self.wire.seen.path} has no field {sorted(unknown)}")
        return self.wire.browser.prepare(self.form.action or self.wire.seen.path, typed)

    def send(self, fields: Mapping[str, Any], button: Button | None = None) -> Answer:
        return self.wire.takes(self.request(fields, button))


def insists(wire: Wire, request: Request, *, tries: int = 3) -> Answer:
    """The same request again until it is answered; Unanswered when nobody does."""
    for _ in range(tries - 1):
        try:
            return wire.takes(request)
        except Unanswered:
            continue
    return wire.takes(request)
