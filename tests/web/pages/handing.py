"""The pages on which work changes hands within the office, and many letters are signed in one sitting."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from maklumat.records.models import Assignment
from maklumat.records.work import delegating
from maklumat.records.work.assignments import make_assignments
from maklumat.web.desk.bulk import SITTING
from tests import cast
from tests.cast import Officer
from tests.records.test_delegating import EXPERT, KABID, SERVICE, act, delegate, opens
from tests.web.desk_steps import at_work, position
from tests.web.pages.citizen import LEADS_ON, NEVER_WRONG
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("desk:letters")
def letters(scene: Scene) -> States:
    head, address = scene.staff(cast.HEAD), reverse("desk:letters")
    _ = scene.waiting
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: Visit(head, address),
        ERROR: Visit(head, address, post={"sitting": uuid4(), "password": ""}, status=422),
    }


@shows("desk:sitting")
def sitting(scene: Scene) -> States:
    head, address = scene.signer(with_app=False), reverse("desk:sitting")
    session = head.session
    file, over = str(scene.waiting.application_id), (timezone.now() - timedelta(minutes=1)).isoformat()
    told = [("done", ""), ("taken", "Berkas ini sudah dikerjakan."), ("refused", "Surat ini belum berisi."), ("", "")]
    letters = [[file, "sign", "tanda-tangan", 1, status, "Surat", "0001/2026", said] for status, said in told]
    session[SITTING] = {"id": "", "office": cast.OFFICE, "proof": "password", "until": over, "letters": letters}
    session.save()
    return {EMPTY: LEADS_ON, FILLED: Visit(head, address), ERROR: NEVER_WRONG}


def assigned() -> tuple[Officer, Officer]:
    """A kabid who got two disposisi, gave one on and had it answered, and whoever got it: read, late and urgent."""
    head, kabid, expert = (
        cast.officer(post, name=f"Contoh {name}")
        for post, name in ((cast.HEAD, "Kepala"), (KABID, "Kabid"), (EXPERT, "Fungsional"))
    )
    files = [cast.apply(SERVICE).application_id for _ in range(2)]
    now = timezone.now()
    for file in files:
        act(cast.officer(cast.CLERK), file, "reported", summary="Contoh", reported_at=now.isoformat(), channel="phone")
        act(head, file, "forwarded", instructions=["examine", "talk_to_me"], urgency="urgent")
        delegate(kabid, file, expert, due_at=now + timedelta(hours=1), urgency="very_urgent")
        opens(expert, file)
    seq = position(files[0]).state.seq
    delegating.answer(expert.actor, files[0], text="Sudah diteliti.", seen_seq=seq, moment=now)
    while make_assignments(timezone.now()):
        continue
    Assignment.objects.filter(act=False, ended_at=None).update(due_at=now - timedelta(hours=1))
    return kabid, expert


@shows("desk:assignments")
def assignments(scene: Scene) -> States:
    address = reverse("desk:assignments")
    giver, getter = map(at_work, assigned())
    return {
        EMPTY: Visit(scene.staff("konselor-rujukan"), address),
        FILLED: [Visit(giver, address), Visit(getter, address)],
        ERROR: NEVER_WRONG,
    }


@shows("desk:hand")
def hand(scene: Scene) -> States:
    clerk, address = scene.staff(cast.CLERK), reverse("desk:hand", args=[scene.fresh.application_id])
    _ = scene.staff(cast.PRINTER)  # somebody to give the work to
    seen = position(scene.fresh.application_id).state.seq
    nobody = {"seen_seq": seen, "deed": "delegate"}
    return {
        EMPTY: LEADS_ON,
        FILLED: LEADS_ON,
        ERROR: [Visit(clerk, address, post=nobody, status=422), Visit(clerk, address, status=405)],
    }
