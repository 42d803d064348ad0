"""Pages of the board: of an office where nothing happened, and of one that has files in every state."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from maklumat.records.figures.actions import follow_figures
from tests import cast
from tests.web.pages.scene import Scene
from tests.web.pages.table import EMPTY, ERROR, FILLED, States, Visit, shows

ASKS_NOTHING: Final = "it asks for nothing"
QUIET: Final = "kabid-pemberdayaan-perempuan"
"""Whoever holds this post answers for a service that nobody has asked for."""


def counted() -> None:
    """A late file, and everything that the scene made so far, in the figures."""
    cast.apply(moment=timezone.now() - timedelta(days=30))
    while follow_figures(timezone.now()):
        continue


def page(scene: Scene, name: str, query: str = "") -> States:
    address = reverse(f"board:{name}")
    filled = Visit(scene.staff(cast.HEAD), f"{address}{query}", before=counted)
    return {EMPTY: Visit(scene.staff(QUIET), address), FILLED: filled, ERROR: ASKS_NOTHING}


@shows("board:today")
def today(scene: Scene) -> States:
    return page(scene, "today")


@shows("board:services")
def services(scene: Scene) -> States:
    return page(scene, "services", "?minggu=52")


@shows("board:trend")
def trend(scene: Scene) -> States:
    return page(scene, "trend")


@shows("board:load")
def load(scene: Scene) -> States:
    return page(scene, "load")


@shows("board:files")
def files(scene: Scene) -> States:
    wrong = f"{reverse('board:files')}?keadaan=menunggu&dari_0=41&dari_1=1&dari_2=2026"
    return {**page(scene, "files", "?keadaan=terlambat"), ERROR: Visit(scene.staff(cast.HEAD), wrong, status=422)}
