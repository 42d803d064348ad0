"""The citizen's pages in every state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.web.public.pages import NOTICES
from tests import cast
from tests.web import public_steps as public
from tests.web.pages.scene import Scene, no_photo
from tests.web.pages.table import EMPTY, ERROR, FILLED, NO_PAGE, States, Visit, shows

NEVER_EMPTY: Final = "there is nothing to see without what it is about"
NEVER_WRONG: Final = "nothing can be asked wrongly"
LEADS_ON: Final = "what was right leads on to another page"

NO_PAGE.update(
    {
        "health:live": "JSON for whoever watches the machine",
        "health:ready": "JSON for whoever watches the machine",
    }
)


def absent(route: str, **values: object) -> Visit:
    """The page for what is not there, or not theirs."""
    return Visit(Client(), reverse(route, kwargs=values), status=404)


def only_posted(route: str, **values: object) -> Visit:
    """The page for an address that only buttons lead to."""
    return Visit(Client(), reverse(route, kwargs=values), status=405)


def with_a_statement() -> tuple[str, str]:
    """A service that asks for a statement to sign, and which."""
    for law in catalogue.services(cast.OFFICE, timezone.now()):
        for requirement in law.standard.requirements:
            if requirement.statement:
                return law.standard.code, requirement.statement
    raise AssertionError("no service asks for a statement")


@shows("public:carry")
def carry(scene: Scene) -> States:
    pages = [reverse("public:carry", args=[cast.OFFICE, code]) for code in (cast.SERVICE, with_a_statement()[0])]
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.guest, page) for page in pages],
        ERROR: absent("public:carry", office=cast.OFFICE, service="tidak-ada"),
    }


@shows("public:statement")
def statement(scene: Scene) -> States:
    service, sheet = with_a_statement()
    address = reverse("public:statement", args=[cast.OFFICE, service, sheet])
    return {
        EMPTY: Visit(scene.guest, address),
        FILLED: "with somebody's data it is public:draft_statement",
        ERROR: absent("public:statement", office=cast.OFFICE, service=service, sheet="tidak-ada"),
    }


@shows("public:start")
def start(scene: Scene) -> States:
    absent_service = reverse("public:start", args=[cast.OFFICE, "tidak-ada"])
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: Visit(scene.guest, absent_service, post={}, status=404)}


def of_draft(route: str, made: tuple[Client, UUID], before: Callable[[], object] | None = None) -> Visit:
    client, draft = made
    return Visit(client, public.page(route, draft), before)


@shows("public:draft_person")
def draft_person(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_person", scene.begun),
        FILLED: of_draft("draft_person", scene.written),
        ERROR: of_draft("draft_person", scene.wrong),
        "the session has ended": of_draft("draft_person", scene.asleep),
        "the session has ended, and a wrong number": Visit(
            scene.asleep[0],
            public.page("draft_person", scene.asleep[1]),
            post={"lanjut_nomor": "9999", "lanjut_cara": "GET"},
            status=422,
        ),
    }


@shows("public:draft_beneficiary")
def draft_beneficiary(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_beneficiary", scene.begun),
        FILLED: of_draft("draft_beneficiary", scene.written),
        ERROR: of_draft("draft_beneficiary", scene.wrong),
    }


@shows("public:draft_proxy")
def draft_proxy(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_proxy", scene.begun),
        FILLED: of_draft("draft_proxy", scene.by_proxy),
        ERROR: of_draft("draft_proxy", scene.wrong),
    }


@shows("public:draft_collector")
def draft_collector(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_collector", scene.begun),
        FILLED: of_draft("draft_collector", scene.by_proxy),
        ERROR: of_draft("draft_collector", scene.wrong),
    }


@shows("public:draft_answers")
def draft_answers(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_answers", scene.begun),
        FILLED: of_draft("draft_answers", scene.written),
        ERROR: of_draft("draft_answers", scene.wrong),
    }


@shows("public:draft_papers")
def draft_papers(scene: Scene) -> States:
    client, draft = scene.wrong
    return {
        EMPTY: of_draft("draft_papers", scene.begun),
        FILLED: of_draft("draft_papers", scene.written),
        ERROR: of_draft("draft_papers", scene.wrong, lambda: public.attach(client, draft, berkas=no_photo())),
    }


@shows("public:draft_earlier")
def draft_earlier(scene: Scene) -> States:
    client, draft = scene.begun
    return {
        EMPTY: of_draft("draft_earlier", scene.begun),
        FILLED: of_draft("draft_papers", scene.again),
        ERROR: Visit(
            client, public.page("draft_earlier", draft), post={"code": "SALAH", "secret": "SALAH"}, status=422
        ),
    }


@shows("public:draft_carry")
def draft_carry(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_carry", scene.begun),
        FILLED: of_draft("draft_carry", scene.written),
        ERROR: absent("public:draft_carry", draft=uuid4()),
    }


@shows("public:draft_statement")
def draft_statement(scene: Scene) -> States:
    service, sheet = with_a_statement()
    client = Client()
    draft = public.begin(client, service)
    address = reverse("public:draft_statement", args=[draft, sheet])
    named = Client()
    other = public.begin(named, service)
    named.post(public.page("draft_person", other), public.SITI)
    return {
        EMPTY: Visit(client, address),
        FILLED: Visit(named, reverse("public:draft_statement", args=[other, sheet])),
        ERROR: Visit(client, reverse("public:draft_statement", args=[draft, "tidak-ada"]), status=404),
    }


@shows("public:draft_keep")
def draft_keep(scene: Scene) -> States:
    return {
        EMPTY: of_draft("draft_keep", scene.begun),
        FILLED: of_draft("draft_keep", scene.written),
        ERROR: absent("public:draft_keep", draft=uuid4()),
    }


@shows("public:draft_leave")
def draft_leave(scene: Scene) -> States:
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: only_posted_by(scene.written, "public:draft_leave")}


@shows("public:draft_paper")
def draft_paper(scene: Scene) -> States:
    missing = absent("public:draft_paper", draft=scene.written[1], paper=uuid4())
    return {EMPTY: NEVER_EMPTY, FILLED: "the picture or PDF itself", ERROR: missing}


@shows("public:draft_review")
def draft_review(scene: Scene) -> States:
    client, draft = scene.by_proxy
    return {
        EMPTY: of_draft("draft_review", scene.begun),
        FILLED: of_draft("draft_review", scene.written),
        ERROR: [
            of_draft("draft_review", scene.wrong),
            of_draft("draft_review", scene.by_proxy, lambda: client.post(public.page("draft_submit", draft))),
        ],
    }


@shows("public:draft_submit")
def draft_submit(scene: Scene) -> States:
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: only_posted_by(scene.written, "public:draft_submit")}


def only_posted_by(made: tuple[Client, UUID], route: str) -> Visit:
    client, draft = made
    return Visit(client, reverse(route, args=[draft]), status=405)


@shows("public:receipt")
def receipt(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: of_draft("receipt", scene.sent),
        ERROR: absent("public:receipt", draft=uuid4()),
    }


def wrong_secret(scene: Scene) -> Visit:
    data = {"code": scene.fresh.code, "secret": "SALAH"}
    return Visit(scene.guest, reverse("public:follow"), post=data, status=422)


@shows("public:follow")
def follow(scene: Scene) -> States:
    nothing = Visit(scene.guest, reverse("public:follow"), post={}, status=422)
    return {
        EMPTY: Visit(scene.guest, reverse("public:follow")),
        FILLED: LEADS_ON,
        ERROR: [wrong_secret(scene), nothing],
    }


@shows("public:follow_code")
def follow_code(scene: Scene) -> States:
    filled = Visit(scene.guest, reverse("public:follow_code", args=[scene.fresh.code]))
    return {EMPTY: NEVER_EMPTY, FILLED: filled, ERROR: "a wrong code is told at public:follow"}


@shows("public:follow_file")
def follow_file(scene: Scene) -> States:
    address = reverse("public:follow_file")
    back = scene.follower(scene.returned)
    files = [
        scene.returned,
        scene.waiting,
        scene.finished,
        scene.refused,
        scene.revoked,
        scene.withdrawn,
        scene.appointed,
        scene.permit,
        scene.reported,
        scene.given_back,
        scene.taken,
        scene.destroyed,
    ]
    upload = lambda: back.post(address, {"tempat": "identitas", "berkas": no_photo()})  # noqa: E731
    return {
        EMPTY: Visit(scene.follower(scene.fresh), address),
        FILLED: [Visit(scene.follower(one), address) for one in files],
        ERROR: Visit(back, address, upload),
    }


@shows("public:follow_paper")
def follow_paper(scene: Scene) -> States:
    client = scene.follower(scene.fresh)
    missing = Visit(client, reverse("public:follow_paper", args=[uuid4()]), status=404)
    return {EMPTY: NEVER_EMPTY, FILLED: "the picture or PDF itself", ERROR: missing}


@shows("public:resubmit")
def resubmit(scene: Scene) -> States:
    client, address = scene.follower(scene.fresh), reverse("public:resubmit")
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [Visit(client, address, status=405), Visit(client, address, post={"seen_seq": 1}, status=422)],
    }


@shows("public:withdraw")
def withdraw(scene: Scene) -> States:
    client, address = scene.follower(scene.fresh), reverse("public:withdraw")
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(client, address),
        ERROR: Visit(client, address, post={"seen_seq": 0}, status=409),
    }


@shows("public:letter")
def letter(scene: Scene) -> States:
    client = scene.follower(scene.fresh)
    missing = Visit(client, reverse("public:letter", args=[uuid4()]), status=404)
    return {EMPTY: NEVER_EMPTY, FILLED: "the letter itself", ERROR: missing}


@shows("public:again")
def again(scene: Scene) -> States:
    client, address = scene.follower(scene.finished), reverse("public:again")
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(client, address),
        ERROR: Visit(client, address, post={"layanan": "xyz"}, status=404),
    }


@shows("public:leave")
def leave(scene: Scene) -> States:  # a page that needs nothing to have happened
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: only_posted("public:leave")}


@shows("public:verify_form")
def verify_form(scene: Scene) -> States:
    address = reverse("public:verify_form")
    return {
        EMPTY: Visit(scene.guest, address),
        FILLED: LEADS_ON,
        ERROR: Visit(scene.guest, address, post={"code": "ABCDE-12345"}, status=422),
    }


@shows("public:privacy")
def privacy(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: Visit(scene.guest, reverse("public:privacy")), ERROR: NEVER_WRONG}


@shows("public:privacy_version")
def privacy_version(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.guest, reverse("public:privacy_version", args=[one])) for one in NOTICES],
        ERROR: absent("public:privacy_version", version="tidak-ada"),
    }


@shows("public:bribe")
def bribe(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: Visit(scene.guest, reverse("public:bribe")), ERROR: NEVER_WRONG}


@shows("public:print_size")
def print_size(scene: Scene) -> States:
    large = Client()
    large.post(reverse("public:print_size"), {"huruf": "besar"})
    return {
        EMPTY: LEADS_ON,
        FILLED: [Visit(large, "/"), Visit(large, reverse("public:service", args=[cast.OFFICE, cast.SERVICE]))],
        ERROR: only_posted("public:print_size"),
    }


@shows("public:language")
def language(scene: Scene) -> States:  # a page that needs nothing to have happened
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: only_posted("public:language")}
