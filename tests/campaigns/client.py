"""A browser as small as a campaign needs: one kept-alive connection, cookies, forms as they stand on the page.

A request that got no answer raises `Unanswered`; what it asked for may have happened or not, and the caller sends the
very same request again. Nothing is followed, cached or retried here.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlencode, urlsplit

IDLE_SECONDS: Final = 1.0
"""gunicorn drops a connection that was silent for two seconds; we leave first."""
FORM: Final = "application/x-www-form-urlencoded"


class Unanswered(Exception):
    """The connection broke before the whole answer was there."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    text: str

    @property
    def path(self) -> str:
        """Where a redirect leads, without its host."""
        return urlsplit(self.location).path


@dataclass(frozen=True, slots=True)
class Request:
    """A request that can be sent again byte for byte."""

    method: str
    path: str
    body: bytes = b""


class Browser:
    """One person's browser. Not for use by two threads."""

    def __init__(self, host: str, port: int, *, timeout: float = 60.0) -> None:
        self._host, self._port, self._timeout = host, port, timeout
        self._connection: http.client.HTTPConnection | None = None
        self._used_at = 0.0
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self.send(Request("GET", path))

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        return self.send(self.prepare(path, fields))

    def prepare(self, path: str, fields: Mapping[str, str]) -> Request:
        """The POST of these fields, to be sent once or many times."""
        token = fields.get("csrfmiddlewaretoken") or self.cookies.get("csrftoken", "")
        return Request("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}).encode())

    def send(self, request: Request) -> Answer:
        """Raises Unanswered."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if request.method == "POST":
            headers["Content-Type"] = FORM
        try:
            connection = self._open()
            connection.request(request.method, request.path, request.body or None, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unanswered from error
        self._used_at = time.monotonic()
        if response.will_close:
            self.close()
        self._keep(response)
        return Answer(response.status, response.headers.get("Location", ""), text)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> http.client.HTTPConnection:
        if self._connection is not None and time.monotonic() - self._used_at > IDLE_SECONDS:
            self.close()
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        return self._connection

    def _keep(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            if value in ("", '""'):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value


def insisting(send: Callable[[], Answer], *, seconds: float = 600.0) -> Answer:
    """Send until there is an answer: what somebody does whose line went dead. TimeoutError after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        try:
            return send()
        except Unanswered:
            if time.monotonic() > end:
                raise TimeoutError("no answer from the server") from None
            time.sleep(0.05)


@dataclass(slots=True)
class Form:
    """A form as a browser would send it when nothing is touched: hidden, typed and ticked values.

    `names` are those of all its controls, ticked or not; `buttons` those that can be pressed, with their values.
    """

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: set[tuple[str, str]] = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._inside = False
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.found.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            self._inside = True
        elif self._inside and given.get("name"):
            self._control(tag, given["name"], given)
        elif self._inside and tag == "option" and self._select and "selected" in given:
            self.found[-1].fields[self._select] = given.get("value", "")

    def _control(self, tag: str, name: str, given: dict[str, str]) -> None:
        fields = self.found[-1].fields
        self.found[-1].names.add(name)
        if tag == "button":
            self.found[-1].buttons.add((name, given.get("value", "")))
        elif tag == "input":
            kind = given.get("type", "text")
            ticked = kind not in ("radio", "checkbox") or "checked" in given
            if ticked and kind not in ("submit", "file"):
                fields[name] = given.get("value", "on" if kind == "checkbox" else "")
        elif tag == "textarea":
            self._area = name
            fields[name] = ""
        elif tag == "select":
            self._select = name
            fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[-1].fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def forms(page: str) -> Iterator[Form]:
    """The forms of a page, in order."""
    parser = _Forms()
    parser.feed(page)
    yield from parser.found


def form_with(page: str, name: str) -> Form:
    """The first form of a page that has a control of this name. LookupError when there is none."""
    for found in forms(page):
        if name in found.names:
            return found
    raise LookupError(f"no form with {name}")
