"""A stranger guesses codes, changes ids, replays forms and forges headers: the answer is always that of nothing there.

Everything that the pages of a citizen and of an officer lead to is collected from the pages themselves, so that a new
page is tried without anybody thinking of it.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from maklumat.records.applications import queries as applications
from maklumat.records.products.models import Product
from maklumat.records.work import queries as work
from maklumat.web.shared.logs import JsonFormatter
from tests import cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web.bad_inputs.stage import Written
from tests.web.desk_steps import at_work

pytestmark = [pytest.mark.usefixtures("law"), pytest.mark.django_db]

ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LINK: Final = re.compile(r'\b(?:href|src|action)="([^"#]+)')
FORM: Final = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
INPUT: Final = re.compile(r'<(?:input|button)\b[^>]*\bname="([^"]+)"(?:[^>]*\bvalue="([^"]*)")?')
PROBES: Final = (
    "media/", "data/", "var/", "var/data/maklumat.sqlite3", "static/", "aset/", "aset/../var/keys/", "aset/%2e%2e/",
    "admin/", "api/", ".env", ".git/HEAD", "keys/", "vault/", "outbox/", "backup.tar", "server-status",
)  # fmt: skip
"""Where files or doors of other houses often lie."""


@dataclass
class Found:
    """What somebody's pages lead to: addresses with an id of theirs, and forms as the page would send them."""

    addresses: set[str] = field(default_factory=set)
    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def crawl(client: Client, starts: Iterable[str]) -> Found:
    """Every page of ours that can be reached from these, and their forms; nothing is sent."""
    found, waiting, seen = Found(), list(starts), set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 60:
            continue
        seen.add(address)
        if ID.search(address):
            found.addresses.add(address)
        answer = client.get(address)
        if not str(answer.headers.get("Content-Type")).startswith("text/html") or answer.status_code != 200:
            continue
        html = answer.content.decode()
        inside = {unescape(link) for link in LINK.findall(html)}
        waiting += [one for one in inside if one.startswith("/") and ID.search(one)]
        for attributes, body in FORM.findall(html):
            action = re.search(r'action="([^"]+)"', attributes)
            data = {name: unescape(value or "contoh") for name, value in INPUT.findall(body)}
            found.forms.append((unescape(action[1]) if action else address, data))
    return found


def said(answer: Any, address: str) -> tuple[int, str, str]:
    """An answer as somebody outside can compare it, without what differs in every answer."""
    body = b"".join(answer) if answer.streaming else answer.content
    text, target = body.decode("latin-1"), answer.headers.get("Location", "")
    for own in (address, *ID.findall(address)):
        text, target = text.replace(own, "OWN"), target.replace(own, "OWN")
    text = re.sub(r'(csrfmiddlewaretoken|submission_id|kembali)" value="[^"]+"', "TOKEN", text)
    return answer.status_code, target, re.sub(r"\b[0-9a-f]{12}\b", "REQUEST", text)


def elsewhere(address: str) -> str:
    """The same address with ids that nothing has."""
    return ID.sub(lambda _: str(uuid4()), address)


@pytest.fixture
def citizen() -> Client:
    """Siti with a draft under way and a sent application, whose file she has opened."""
    client = Client(raise_request_exception=False)
    sent = public.complete(client)
    code, secret = public.codes(public.text(client.get(public.send(client, sent).url)))
    client.draft = public.complete(client)  # type: ignore[attr-defined]
    public.follow(client, code, secret)
    client.sent, client.code, client.secret = sent, code, secret  # type: ignore[attr-defined]
    return client


@pytest.fixture
def stranger() -> Client:
    """Somebody with a draft and a file of their own: every grant a guest can have, for other things."""
    client = Client(raise_request_exception=False)
    sent = public.complete(client)
    code, secret = public.codes(public.text(client.get(public.send(client, sent).url)))
    public.begin(client)
    public.follow(client, code, secret)
    return client


def pages_of(citizen: Any) -> Found:
    names = ("draft_person", "draft_answers", "draft_papers", "draft_review")
    starts = [public.page(name, citizen.draft) for name in names]
    starts += [public.page("receipt", citizen.sent), reverse("public:follow_file"), reverse("public:withdraw")]
    return crawl(citizen, starts)


def untouched(citizen: Any) -> tuple[Any, ...]:
    papers = [one.vault_name for one in applications.papers(citizen.draft)]
    return Written.now(), applications.draft(citizen.draft).content, papers, work.followed(citizen.sent).state


def test_what_a_citizens_pages_lead_to_is_nothing_for_others(citizen: Any, stranger: Client) -> None:
    found, wrong = pages_of(citizen), []
    assert len(found.addresses) >= 8
    for address in sorted(found.addresses):
        for who in (stranger, Client()):
            none = elsewhere(address)
            for method in ("get", "head", "post", "options", "put"):
                theirs = said(getattr(who, method)(address), address)
                if theirs != said(getattr(who, method)(none), none) or theirs[0] not in {404, 405}:
                    wrong.append(f"{method} {address}: {theirs[0]}")
    assert wrong == []


def test_replayed_forms_of_another_session_change_nothing(citizen: Any, stranger: Client) -> None:
    """With the other's token, and with one's own: the token proves a session, not a right."""
    found, before = pages_of(citizen), untouched(citizen)
    assert len(found.forms) >= 8
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = stranger.cookies
    for address, data in found.forms:
        if not ID.search(address):
            continue
        assert strict.post(address, data).status_code in {403, 404}, address
        answer = stranger.post(address, data)
        assert answer.status_code in {404, 405}, address
        assert "Siti" not in public.text(answer).partition("<main")[2].replace("Siti Contoh", "", data_count(data))
    assert untouched(citizen) == before


def data_count(data: dict[str, str]) -> int:
    """How often the stranger's own words may come back to them."""
    return sum(value.count("Siti Contoh") for value in data.values())


def test_a_guess_is_answered_alike_whether_the_code_exists_or_not(citizen: Any) -> None:
    guest = Client()
    right, wrong = citizen.code, "ZZZZ-ZZZZ"
    answers = []
    for code in (right, wrong):
        answer = public.follow(guest, code, "AAAA-AAAA")
        answers.append(said(answer, code)[2].replace(code, "CODE"))
        assert answer.status_code == 422
    assert answers[0] == answers[1]


def test_guessing_ends_with_an_honest_message(citizen: Any) -> None:
    guest = Client()  # Siti has used the first of the four tries of this address
    with override_settings(LIMITS={**settings.LIMITS, "follow": (4, 600)}):
        statuses = [public.follow(guest, f"AAAA-AAA{n}", "BBBB-BBBB").status_code for n in range(3)]
        last = public.follow(guest, citizen.code, citizen.secret)
    assert statuses == [422, 422, 422]
    assert (last.status_code, last.headers["Retry-After"].isdecimal()) == (429, True)
    assert "BTS-001" in public.text(last)
    assert "menit" in public.text(last)
    assert citizen.secret not in public.text(last)


@pytest.mark.parametrize(
    "header",
    ["x-forwarded-for", "x-real-ip", "forwarded", "x-client-ip", "true-client-ip"],
)
def test_another_address_in_a_header_buys_no_further_guesses(header: str) -> None:
    with override_settings(LIMITS={**settings.LIMITS, "verify": (2, 600)}):
        codes = [Client().get(f"/v/ZZZZ-ZZZ{n}/", headers={header: f"10.0.0.{n}"}).status_code for n in range(4)]
    assert codes == [404, 404, 429, 429]


def test_forged_hosts_and_rewritten_paths_lead_nowhere(citizen: Any, stranger: Client) -> None:
    address = public.page("draft_person", citizen.draft)
    forged = (
        {"x-forwarded-host": "jahat.example"}, {"x-original-url": address}, {"x-rewrite-url": address},
        {"x-http-method-override": "DELETE"}, {"x-forwarded-proto": "https"}, {"x-forwarded-user": "admin"},
        {"remote-user": "admin"}, {"authorization": "Basic YWRtaW46YWRtaW4="},
    )  # fmt: skip
    plain = said(stranger.get(address), address)
    for headers in forged:
        assert said(stranger.get(address, headers=headers), address) == plain, headers
        home = public.text(stranger.get("/", headers=headers))
        assert "jahat.example" not in home
        assert str(citizen.draft) not in home
    for host in ("jahat.example", "localhost.jahat.example", "127.0.0.1@jahat.example", "[::1]:x"):
        answer = Client(raise_request_exception=False).get("/", headers={"host": host})
        assert answer.status_code == 400
        assert "PRM-001" in public.text(answer)


def test_files_lie_behind_no_address() -> None:
    nothing = said(Client().get("/tidak-ada/"), "/tidak-ada/")
    for probe in PROBES:
        assert said(Client().get(f"/{probe}"), f"/{probe}")[0] == nothing[0], probe


@pytest.mark.parametrize("cookie", ["sessionid", "konsep", "messages", "csrftoken"])
def test_a_cookie_that_was_changed_opens_nothing(citizen: Any, cookie: str) -> None:
    address = public.page("draft_person", citizen.draft)
    if cookie not in citizen.cookies:
        citizen.cookies[cookie] = "x"
    value = citizen.cookies[cookie].value
    for forged in (value[:-1] + ("a" if value[-1:] != "a" else "b"), value[::-1], str(citizen.draft), ""):
        guest = Client(raise_request_exception=False)
        guest.cookies[cookie] = forged
        assert guest.get(address).status_code == 404, forged


def officers(office: str) -> dict[str, Client]:
    posts = (cast.CLERK, cast.ANALYST, cast.OPERATOR)
    return {post: at_work(cast.officer(post, office=office)) for post in posts}


def test_what_the_desks_pages_lead_to_is_nothing_for_another_office() -> None:
    """The neighbours' clerk has the same posts, a file of their own, and the forms of this office to replay."""
    clerk, theirs = officers(cast.OFFICE)[cast.CLERK], officers(cast.NEIGHBOUR)[cast.CLERK]
    file, foreign = cast.apply().application_id, cast.apply(office=cast.NEIGHBOUR).application_id
    found = crawl(clerk, [reverse("desk:file", args=[file])])
    before, wrong = (Written.now(), work.followed(file).state), []
    assert theirs.get(reverse("desk:file", args=[foreign])).status_code == 200
    for address in sorted(found.addresses):
        none = elsewhere(address)
        for method in ("get", "head", "post", "options"):
            answer = said(getattr(theirs, method)(address), address)
            if answer != said(getattr(theirs, method)(none), none) or answer[0] not in {404, 405}:
                wrong.append(f"{method} {address}: {answer[0]}")
    for address, data in found.forms:
        if ID.search(address) and theirs.post(address, data).status_code not in {404, 405}:
            wrong.append(f"replayed {address}")
    assert wrong == []
    assert (Written.now(), work.followed(file).state) == before


def test_an_office_is_not_chosen_by_asking_for_it() -> None:
    theirs = officers(cast.NEIGHBOUR)[cast.CLERK]
    file = cast.apply().application_id
    assert theirs.post(reverse("desk:offices"), {"office": cast.OFFICE}).status_code == 404
    assert theirs.get(reverse("desk:file", args=[file])).status_code == 404
    assert str(file) not in theirs.get(reverse("desk:worklist")).content.decode()


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """The log as it is written, down to the chatter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    levels = {name: logging.getLogger(name).level for name in ("", "maklumat", "django", "axes")}
    logging.getLogger().addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.INFO)
    try:
        yield stream
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def test_the_log_of_a_strangers_day_names_nobody_and_nothing(citizen: Any, stranger: Client) -> None:
    found = pages_of(citizen)
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with listening() as log:
        for address in found.addresses:
            for who in (stranger, strict):
                who.get(address)
                who.post(address, public.SITI)
                who.get(address, headers={"host": f"{citizen.code}.example"})
        public.follow(stranger, citizen.code, citizen.secret + "X")
        stranger.get(f"/lacak/{citizen.code}/", {"nik": cast.SITI.nik})
        for _ in range(7):
            stranger.post(reverse("desk:login"), {"username": "siti.contoh", "password": "rahasia sekali"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert len(lines) > 30
    ids = {one for address in found.addresses for one in ID.findall(address)}
    planted = {cast.SITI.nik, "Siti", "siti.contoh", "rahasia sekali", citizen.code, citizen.secret, *ids}
    assert {words for words in planted if words in log.getvalue()} == set()
    assert {line["level"] for line in lines} <= {"info", "warning"}
    assert Product.objects.count() == 0


def test_letters_are_nothing_before_they_are_handed_over(citizen: Any) -> None:
    """Neither their address nor their code opens a letter that lies on a desk."""
    staff = officers(cast.OFFICE)
    desk.drafted(citizen.sent, staff[cast.CLERK], staff[cast.ANALYST], staff[cast.OPERATOR])
    product = Product.objects.get()
    citizen.get("/")  # whatever was still to be said is said
    for address in (reverse("public:letter", args=[product.id]), reverse("public:verify", args=[product.code])):
        none = elsewhere(address).replace(product.code, "ZZZZ-ZZZZ")
        theirs, nothing = said(citizen.get(address), address), said(citizen.get(none), none)
        assert theirs[:2] == nothing[:2] == (404, "")
        assert theirs[2].replace(product.code, "") == nothing[2].replace("ZZZZ-ZZZZ", "")
