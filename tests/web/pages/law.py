"""What everybody may read of the law, in every state: the catalogue, its services, and the offices side by side."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from maklumat.records.catalogue import lists
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.figures.actions import follow_figures
from maklumat.records.figures.published import FEW
from tests import booking_cast, cast, issued_cast
from tests.web.pages.citizen import NEVER_EMPTY, NEVER_WRONG, absent
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows


@shows("public:home")
def home(scene: Scene) -> States:
    return {
        EMPTY: Visit(scene.guest, "/?cari=zzzz"),
        FILLED: [Visit(scene.guest, "/"), Visit(scene.guest, "/?cari=berobat")],
        ERROR: NEVER_WRONG,
    }


def longest() -> str:
    """The service with most to say."""
    laws = catalogue.services(cast.OFFICE, timezone.now())
    return max(laws, key=lambda law: len(law.standard.steps) + len(law.standard.requirements)).standard.code


@shows("public:service")
def service(scene: Scene) -> States:
    _ = scene.visiting
    codes = (cast.SERVICE, longest(), issued_cast.SERVICE, booking_cast.SERVICE)
    pages = [reverse("public:service", args=[cast.OFFICE, code]) for code in codes]
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.guest, page) for page in pages],
        ERROR: absent("public:service", office=cast.OFFICE, service="tidak-ada"),
    }


@shows("public:office")
def office(scene: Scene) -> States:
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: Visit(scene.guest, reverse("public:office", args=[cast.OFFICE])),
        ERROR: absent("public:office", office="tidak-ada"),
    }


@shows("public:performance")
def performance(scene: Scene) -> States:
    address = reverse("public:performance", args=[cast.OFFICE])

    def counted() -> None:
        for _ in range(FEW):
            cast.apply()
        while follow_figures(timezone.now()):
            continue

    return {
        EMPTY: Visit(scene.guest, address),
        FILLED: Visit(scene.guest, address, before=counted),
        ERROR: absent("public:performance", office="tidak-ada"),
    }


@shows("public:procedure")
def procedure(scene: Scene) -> States:
    pages = [reverse("public:procedure", args=[cast.OFFICE, code]) for code in (cast.SERVICE, longest())]
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.guest, page) for page in pages],
        ERROR: absent("public:procedure", office=cast.OFFICE, service="tidak-ada"),
    }


@shows("public:drawing")
def drawing(scene: Scene) -> States:
    missing = absent("public:drawing", office=cast.OFFICE, service="tidak-ada")
    return {EMPTY: NEVER_EMPTY, FILLED: "the picture itself", ERROR: missing}


@shows("public:families")
def families(scene: Scene) -> States:
    address = reverse("public:families")
    return {
        EMPTY: Visit(scene.guest, f"{address}?cari=zzzz"),
        FILLED: [Visit(scene.guest, address), Visit(scene.guest, f"{address}?cari=banjir")],
        ERROR: NEVER_WRONG,
    }


@shows("public:comparison")
def comparison(scene: Scene) -> States:
    families = lists.by_family(timezone.now())
    longest = max(families, key=lambda code: len(families[code][0].standard.requirements))
    address = reverse("public:comparison", args=[longest])
    return {
        EMPTY: NEVER_EMPTY,
        FILLED: [Visit(scene.guest, address), Visit(scene.guest, address, scene.settle_neighbour)],
        ERROR: absent("public:comparison", family="tidak-ada"),
    }
