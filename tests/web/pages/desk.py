"""The officials' pages in every state."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from maklumat.records.people.models import User
from maklumat.web.desk.books import BOOKS
from tests import booking_cast, cast
from tests.web.desk_steps import at_work, position
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY, NEVER_WRONG
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows

ITSELF: Final = "the paper itself"


def absent(scene: Scene, route: str, **values: object) -> Visit:
    return Visit(scene.staff(cast.CLERK), reverse(route, kwargs={"application_id": uuid4(), **values}), status=404)


@shows("desk:worklist")
def worklist(scene: Scene) -> States:
    _ = scene.fresh
    address = reverse("desk:worklist")
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: Visit(scene.staff(cast.CLERK), address),
        ERROR: NEVER_WRONG,
    }


@shows("desk:login")
def login(scene: Scene) -> States:  # a page that needs nothing to have happened
    address = reverse("desk:login")
    wrong, nothing = {"username": "tidak.ada", "password": "bukan ini"}, {"username": ""}
    return {
        EMPTY: Visit(Client(), address),
        FILLED: LEADS_ON,
        ERROR: [
            Visit(Client(), address, post=wrong, status=422),
            Visit(Client(), address, post=nothing, status=422),
        ],
    }


@shows("desk:logout")
def logout(scene: Scene) -> States:
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.CLERK), reverse("desk:logout"), status=405),
    }


@shows("desk:offices")
def offices(scene: Scene) -> States:
    page = Visit(scene.staff(cast.CLERK), reverse("desk:offices"))
    return {EMPTY: NEVER_EMPTY, FILLED: page, ERROR: NEVER_WRONG}


@shows("desk:counter")
def counter(scene: Scene) -> States:
    _ = scene.fresh
    clerk, address = scene.staff(cast.CLERK), reverse("desk:counter")
    return {
        EMPTY: [Visit(clerk, address), Visit(clerk, address, post={"q": "zzzz yyyy"})],
        FILLED: [Visit(clerk, address, post={"q": text}) for text in (cast.SITI.nik, "siti contoh", scene.fresh.code)],
        ERROR: [Visit(clerk, address, post={"q": text}, status=422) for text in ("77", "")],
    }


@shows("desk:begin")
def begin(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:begin")
    return {
        EMPTY: Visit(clerk, address, post={"service": cast.SERVICE}),
        FILLED: Visit(clerk, address, post={"service": cast.SERVICE, "nik": cast.SITI.nik}),
        ERROR: [Visit(clerk, address, status=405), Visit(clerk, address, post={"number": "77"})],
    }


@shows("desk:slips")
def slips(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:slips", args=[cast.SERVICE])
    return {
        EMPTY: Visit(clerk, address, paper=True),
        FILLED: Visit(clerk, address, post={"count": 2}, paper=True),
        ERROR: Visit(clerk, address, post={"count": "abc"}, status=422, paper=True),
    }


@shows("desk:paper_batch")
def paper_batch(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:paper_batch")
    return {
        EMPTY: Visit(clerk, address),
        FILLED: LEADS_ON,
        ERROR: Visit(clerk, address, post={"on_0": "99"}, status=422),
    }


@shows("desk:guests")
def guests(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:guests")

    def told() -> object:
        """Somebody was told where their file stands; what somebody else asked could not be looked up."""
        asked = {"deed": "question", "question": "jkn-daerah", "answer": "unknown"}
        for more in (asked, {"deed": "question", "question": "pbi-apbn", "answer": "unregistered"}):
            entry = clerk.get(reverse("desk:counter")).context["entry_id"]
            assert clerk.post(reverse("desk:counter"), {**more, "entry_id": entry}).status_code == 302
        entry = clerk.get(reverse("desk:counter")).context["entry_id"]
        return clerk.post(reverse("desk:counter"), {"deed": "told", "entry_id": entry, "service": cast.SERVICE})

    return {
        EMPTY: Visit(clerk, f"{address}?hari=2026-01-05"),
        FILLED: Visit(clerk, address, told),
        ERROR: [
            Visit(clerk, address, post={"minutes": "abc"}, status=422),
            Visit(clerk, f"{address}?hari=besok", status=404),
        ],
    }


@shows("desk:reminders")
def reminders(scene: Scene) -> States:
    _ = scene.to_be_called
    address = reverse("desk:reminders")
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: Visit(scene.staff(cast.CLERK), address),
        ERROR: "told at desk:contacted",
    }


@shows("desk:phone")
def phone(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    address = reverse("desk:phone", args=[scene.to_be_called.application_id])
    return {EMPTY: NEVER_EMPTY, FILLED: Visit(clerk, address, post={}), ERROR: Visit(clerk, address, status=405)}


@shows("desk:contacted")
def contacted(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    address = reverse("desk:contacted", args=[scene.to_be_called.application_id])
    stale = {"seen_seq": 1, "result": "missed"}
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: Visit(clerk, address, post=stale, status=409)}


@shows("desk:registers")
def registers(scene: Scene) -> States:
    page = Visit(scene.staff(cast.CLERK), reverse("desk:registers"))
    return {EMPTY: NEVER_EMPTY, FILLED: page, ERROR: NEVER_WRONG}


def book_states(scene: Scene, route: str) -> States:
    _ = scene.finished, scene.kept_original
    clerk = scene.staff(cast.CLERK)
    return {
        EMPTY: Visit(clerk, reverse(route, args=["agenda"]) + "?nomor=99999"),
        FILLED: [Visit(clerk, reverse(route, args=[book])) for book in BOOKS],
        ERROR: [
            Visit(clerk, reverse(route, args=["agenda"]) + "?nomor=abc", status=422),
            Visit(clerk, reverse(route, args=["tidak-ada"]), status=404),
        ],
    }


@shows("desk:register")
def register(scene: Scene) -> States:
    return book_states(scene, "desk:register")


@shows("desk:register_named")
def register_named(scene: Scene) -> States:
    states = dict(book_states(scene, "desk:register_named"))
    return {**states, FILLED: Visit(scene.staff(cast.CLERK), reverse("desk:register_named", args=["agenda"]))}


@shows("desk:code")
def code(scene: Scene) -> States:
    head, address = scene.at_the_door(), reverse("desk:code")
    return {
        EMPTY: Visit(head, address),
        FILLED: LEADS_ON,
        ERROR: Visit(head, address, post={"code": "12"}, status=422),
    }


@shows("desk:account")
def account(scene: Scene) -> States:
    head, address = scene.signer(with_app=False), reverse("desk:account")
    wrong = {"deed": "enrol", "code": "000000", "password": "bukan ini"}
    return {
        EMPTY: Visit(head, address),
        FILLED: Visit(scene.signer(with_app=True), address),
        ERROR: Visit(head, address, post=wrong, status=422),
    }


@shows("desk:own_password")
def own_password(scene: Scene) -> States:
    address = reverse("desk:own_password")
    lent = cast.officer(cast.CLERK, name="Contoh Baru")
    User.objects.filter(pk=lent.user.pk).update(password_once=True)
    new = at_work(lent)
    return {
        EMPTY: Visit(new, address),
        FILLED: Visit(scene.staff(cast.CLERK), address),
        ERROR: Visit(new, address, post={"fresh": "pendek", "again": "lain"}, status=422),
    }


@shows("desk:recovery")
def recovery(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.signer(with_app=True), reverse("desk:recovery")),
        ERROR: NEVER_WRONG,
    }


@shows("desk:counter_intake")
def counter_intake(scene: Scene) -> States:
    clerk = scene.staff(cast.CLERK)
    address = reverse("desk:counter_intake", args=[cast.SERVICE])
    return {
        EMPTY: Visit(clerk, address),
        FILLED: LEADS_ON,
        ERROR: Visit(clerk, reverse("desk:counter_intake", args=["tidak-ada"]), status=404),
    }


@shows("desk:file")
def file(scene: Scene) -> States:
    seen = (
        (cast.CLERK, scene.fresh),
        (cast.CLERK, scene.returned),
        (cast.HEAD, scene.waiting),
        (cast.HEAD, scene.finished),
        (cast.CLERK, scene.revoked),
        (cast.HEAD, scene.permit),
        (cast.CLERK, scene.reported),
        (cast.CLERK, scene.given_back),
        (cast.CLERK, scene.taken),
        (cast.CLERK, scene.visiting),
    )
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.staff(post), reverse("desk:file", args=[one.application_id])) for post, one in seen],
        ERROR: absent(scene, "desk:file"),
        "at a step of each kind": [
            Visit(scene.everybody, reverse("desk:file", args=[one])) for one in scene.at_every_kind
        ],
    }


@shows("desk:identity")
def identity(scene: Scene) -> States:
    address = reverse("desk:identity", args=[scene.fresh.application_id])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.staff(cast.CLERK), address, post={}),
        ERROR: Visit(scene.staff(cast.CLERK), reverse("desk:identity", args=[uuid4()]), post={}, status=404),
    }


@shows("desk:act")
def act(scene: Scene) -> States:
    file = scene.fresh.application_id
    state = position(file).state
    nothing = {"seen_seq": state.seq, "step": state.step, "outcome": "incomplete"}
    visit, when = scene.visiting.application_id, booking_cast.at(8)
    state = position(visit).state
    taken = {"seen_seq": state.seq, "step": state.step, "outcome": "scheduled", "scheduled-meets_where": "Di sana"}
    parts = (when.day, when.month, when.year, "08.00")
    taken |= {f"scheduled-meets_at_{index}": part for index, part in enumerate(parts)}
    clerk, address = scene.staff(cast.CLERK), reverse("desk:act", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [
            Visit(clerk, address, post=nothing, status=422),
            Visit(clerk, reverse("desk:act", args=[visit]), post=taken, status=422),
            Visit(clerk, address, status=405),
        ],
    }


@shows("desk:office_copy")
def office_copy(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:office_copy", product="tidak-ada")}


@shows("desk:picture")
def picture(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:picture", product="tidak-ada")}


@shows("desk:preview")
def preview(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:preview", product="tidak-ada")}


@shows("desk:paper")
def paper(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:paper", paper_id=uuid4())}


@shows("desk:receipt_again")
def receipt_again(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:receipt_again", args=[scene.fresh.application_id])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(clerk, address, post={}),
        ERROR: Visit(clerk, address, status=405),
    }


@shows("desk:letter")
def letter(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:letter", product_id=uuid4())}


@shows("desk:reissue")
def reissue(scene: Scene) -> States:
    file = scene.fresh.application_id
    clerk, address = scene.staff(cast.CLERK), reverse("desk:reissue", args=[file])
    wrong = {"seen_seq": position(file).state.seq}
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: Visit(clerk, address, post=wrong, status=422)}


@shows("desk:revoke")
def revoke(scene: Scene) -> States:
    file = scene.finished.application_id
    wrong = {"seen_seq": position(file).state.seq, "product": scene.letter(scene.finished).product}
    address = reverse("desk:revoke", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: Visit(scene.staff(cast.HEAD), address, post=wrong, status=422),
    }


@shows("desk:step_paper")
def step_paper(scene: Scene) -> States:
    missing = absent(scene, "desk:step_paper", seq=5, field="document", index=0)
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: missing}


@shows("desk:supplement")
def supplement(scene: Scene) -> States:
    address = reverse("desk:supplement", args=[scene.aid[1], 8])
    return {
        EMPTY: Visit(scene.everybody, address),
        FILLED: LEADS_ON,
        ERROR: Visit(scene.everybody, address, post={}, status=422),
    }


@shows("desk:handover_preview")
def handover_preview(scene: Scene) -> States:
    address = reverse("desk:handover_preview", args=[scene.aid[0]])
    wrong = Visit(scene.everybody, address, post={"print": "distributed"}, status=422)
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: wrong}


@shows("desk:handover")
def handover(scene: Scene) -> States:
    return {EMPTY: NEVER_EMPTY, FILLED: ITSELF, ERROR: absent(scene, "desk:handover", seq=99)}
