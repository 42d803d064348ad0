"""The pages that ask for a place: only an installation with several offices has them."""

from __future__ import annotations

from django.urls import reverse

from tests import cast
from tests.web.pages.citizen import LEADS_ON, NEVER_WRONG, only_posted
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("public:whereabouts")
def whereabouts(scene: Scene) -> States:
    """The last addresses of all: from here on there are two offices."""
    address, far, near = reverse("public:whereabouts"), scene.living_in("35.05"), scene.living_in(cast.NEIGHBOURHOOD)
    asked = [address, f"{address}?q=blitar", f"{address}?q=sukamaju", f"{address}?q=blittar", f"{address}?provinsi=35"]
    service = reverse("public:service", args=[cast.OFFICE, "orang-terlantar"])
    looks = [
        *((scene.guest, one) for one in (*asked, "/", "/?cari=banjir")),
        *((who, one) for who in (far, near) for one in (address, "/", "/?cari=banjir", service)),
    ]
    return {
        EMPTY: Visit(scene.guest, f"{address}?q=zzzzzz", before=scene.settle_neighbour),
        FILLED: [Visit(who, one, before=scene.settle_neighbour) for who, one in looks],
        ERROR: NEVER_WRONG,
    }


@shows("public:whereabouts_choose")
def whereabouts_choose(scene: Scene) -> States:
    address = reverse("public:whereabouts_choose")
    wrong = Visit(scene.guest, address, post={"wilayah": "99.99"}, before=scene.settle_neighbour, status=422)
    return {EMPTY: LEADS_ON, FILLED: LEADS_ON, ERROR: [only_posted("public:whereabouts_choose"), wrong]}
