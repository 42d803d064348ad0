"""Pages about messages: the applicant's, the desk's, the administrator's."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from maklumat.records.people.access import ADMINISTRATOR
from tests import cast, message_cast
from tests.web.pages.citizen import LEADS_ON, NEVER_EMPTY
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("public:told")
def told(scene: Scene) -> States:
    address = reverse("public:told")
    message_cast.every_state(scene.withdrawn.application_id)
    client = scene.follower(scene.fresh)
    return {
        EMPTY: Visit(client, address),
        FILLED: [
            Visit(scene.follower(scene.withdrawn), address),
            Visit(scene.follower(scene.withdrawn), reverse("public:follow_file")),
        ],
        ERROR: Visit(client, address, post={"role": "applicant"}, status=422),
    }


@shows("desk:message_choice")
def choice(scene: Scene) -> States:
    file = scene.withdrawn.application_id
    message_cast.every_state(file)
    clerk, address = scene.staff(cast.CLERK), reverse("desk:message_choice", args=[file])
    return {
        EMPTY: LEADS_ON,
        FILLED: Visit(clerk, reverse("desk:file", args=[file])),
        ERROR: Visit(clerk, address, post={"role": "applicant"}, status=422),
    }


@shows("desk:message_again")
def again(scene: Scene) -> States:
    address = reverse("desk:message_again", args=[scene.fresh.application_id, uuid4()])
    missing = Visit(scene.staff(cast.CLERK), address, post={}, status=404)
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: missing}


@shows("desk:phoned")
def phoned(scene: Scene) -> States:
    file = scene.withdrawn.application_id
    sent = message_cast.every_state(file)
    clerk, address = scene.staff(cast.CLERK), reverse("desk:phoned", args=[file, sent])
    return {
        EMPTY: LEADS_ON,
        FILLED: Visit(clerk, reverse("desk:reminders")),
        ERROR: Visit(clerk, address, post={"result": "reached"}, status=409),
    }


@shows("desk:untold_phone")
def untold_phone(scene: Scene) -> States:
    file = scene.withdrawn.application_id
    sent = message_cast.every_state(file)
    clerk = scene.staff(cast.CLERK)
    address, wrong = (reverse("desk:untold_phone", args=[file, one]) for one in (message_cast.to_call(file), sent))
    return {EMPTY: NEVER_EMPTY, FILLED: Visit(clerk, address, post={}), ERROR: Visit(clerk, wrong, post={}, status=409)}


@shows("administration:messages")
def messages(scene: Scene) -> States:
    address, client = reverse("administration:messages"), scene.staff(ADMINISTRATOR)

    def something() -> object:
        return message_cast.every_state(scene.withdrawn.application_id)

    wrong = {"deed": "sample", "way": "email", "address": "bukan surel"}
    return {
        EMPTY: Visit(client, address),
        FILLED: [Visit(client, address, before=something), Visit(scene.staff(cast.HEAD), address, before=something)],
        ERROR: [Visit(client, address, post=one, status=422) for one in (wrong, {"deed": "sample"})],
    }
