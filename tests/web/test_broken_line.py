"""A line that breaks, at a real server over a real socket, and two identical requests at the same moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from maklumat.records.applications import queries as applications
from maklumat.records.applications.models import Application, Attachment
from maklumat.records.ledger.models import LedgerEntry
from tests import cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web.bad_inputs import files
from tests.web.bad_inputs.cases_wire import FORM, MULTIPART, multipart
from tests.web.bad_inputs.stage import named_files, vault_files
from tests.web.desk_steps import at_work, position

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law() -> None:
    cast.enact(neighbour=False)


class Line:
    """A socket to the server on which one browser's requests are written byte by byte."""

    def __init__(self, server: Any, client: Client, draft: UUID) -> None:
        self.address, self.client, self.draft = (server.thread.host, server.thread.port), client, draft
        client.get(public.page("draft_papers", draft))
        self.token = client.cookies["csrftoken"].value

    def head(self, page: str, kind: str, *more: str) -> bytes:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.client.cookies.items())
        lines = (
            f"POST {public.page(page, self.draft)} HTTP/1.1", f"Host: localhost:{self.address[1]}",
            f"Cookie: {cookies}", f"Content-Type: {kind}", f"X-CSRFToken: {self.token}", "Connection: close", *more,
        )  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def send(self, *parts: bytes) -> bytes:
        """Write the parts, stop writing, and read whatever is answered."""
        with socket.create_connection(self.address, timeout=20) as line:
            for part in parts:
                line.sendall(part)
            line.shutdown(socket.SHUT_WR)
            answer = b""
            while chunk := line.recv(65536):
                answer += chunk
        return answer


@pytest.fixture
def line(live_server: Any, client: Client) -> Line:
    return Line(live_server, client, public.complete(client))


def kept(draft: UUID) -> tuple[Any, ...]:
    return applications.draft(draft).content, [one.vault_name for one in applications.papers(draft)]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
@pytest.mark.parametrize(
    ("page", "kind", "body"),
    [
        ("draft_papers", MULTIPART, multipart(files.pdf(30))),
        ("draft_papers", MULTIPART, multipart(files.image() + bytes(4_000_000))),
        ("draft_person", FORM, urlencode({**public.SITI, "name": "Siti Berganti"}).encode()),
    ],
    ids=["pdf", "large", "form"],
)
def test_what_breaks_off_is_as_if_it_had_never_begun(
    line: Line, page: str, kind: str, body: bytes, share: float
) -> None:
    before, stored, rows = kept(line.draft), vault_files(), Attachment.objects.count()
    answer = line.send(line.head(page, kind, f"Content-Length: {len(body)}"), body[: int(len(body) * share)])
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]
    assert b"PRM-005" in answer
    assert kept(line.draft) == before
    assert (vault_files(), Attachment.objects.count()) == (stored, rows)


def test_the_same_over_a_whole_line_comes_in(line: Line) -> None:
    """The refusals above are no accident of a broken request."""
    body = multipart(files.pdf(30))
    answer = line.send(line.head("draft_papers", MULTIPART, f"Content-Length: {len(body)}"), body)
    assert answer.startswith(b"HTTP/1.1 302"), answer[:200]
    assert applications.papers(line.draft)[0].pages == 30
    assert vault_files() >= named_files()


def test_a_body_of_unknown_length_is_not_read(line: Line) -> None:
    before = kept(line.draft)
    head = line.head("draft_papers", MULTIPART, "Transfer-Encoding: chunked")
    answer = line.send(head, b"5\r\nhalo \r\nffff\r\nterputus")
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]
    assert kept(line.draft) == before


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these in as many threads, as nearly together as a barrier makes them."""
    barrier, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[index] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def same(client: Client) -> Client:
    """Another window of the same browser."""
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return other


def test_four_clicks_at_once_send_one_application(client: Client) -> None:
    draft = public.complete(client)
    windows = [same(client) for _ in range(4)]
    answers = at_once(*(lambda window=window: public.send(window, draft) for window in windows))
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, public.page("receipt", draft))}
    assert Application.objects.count() == LedgerEntry.objects.count() == 1


def test_four_clicks_at_once_move_a_file_once() -> None:
    clerk = at_work(cast.officer(cast.CLERK))
    file = cast.apply().application_id
    state = position(file).state
    data = {"seen_seq": state.seq, "step": state.step, "outcome": "complete"}
    windows = [same(clerk) for _ in range(4)]
    address = reverse("desk:act", args=[file])
    answers = at_once(*(lambda window=window: window.post(address, data) for window in windows))
    assert {answer.status_code for answer in answers} == {302}
    assert LedgerEntry.objects.filter(application=file, kind="acted").count() == 1


def test_two_outcomes_at_once_are_one_and_a_word_about_it() -> None:
    clerks = [at_work(cast.officer(cast.CLERK)) for _ in range(2)]
    file = cast.apply().application_id
    seen = position(file).state.seq
    reason = {"findings__identitas": "Foto buram"}
    answers = at_once(
        lambda: desk.press(clerks[0], file, "complete", seen),
        lambda: desk.press(clerks[1], file, "incomplete", seen, **reason),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert "(PRO-005)" in public.text(late)
    assert LedgerEntry.objects.filter(application=file, kind="acted").count() == 1
