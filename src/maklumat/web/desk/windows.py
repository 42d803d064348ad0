"""The counter window at which a computer stands: chosen once in its browser, kept there through every login.

A window belongs to the computer and not to whoever sits at it, so it outlives the session. The cookie says the office
and a number, nothing about anybody; it is signed, so that only what was chosen here is believed.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from maklumat.core.organisation.table import QUEUE_WINDOWS
from maklumat.records.catalogue import settings as decided

SALT: Final = "maklumat.queue.window"
PATH: Final = "/kantor/"
KEPT_SECONDS: Final = 400 * 24 * 3600
"""As long as browsers keep a cookie at most."""


def keep_window(response: HttpResponse, office: str, window: str) -> None:
    """From now on this browser stands at that window of the office; "" for at none."""
    if not window:
        response.delete_cookie(_name(office), path=PATH, samesite="Lax")
        return
    response.set_signed_cookie(
        _name(office),
        window,
        salt=SALT,
        max_age=KEPT_SECONDS,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def kept_window(request: HttpRequest, office: str) -> str:
    """The window that was chosen in this browser, "" for none, whether or not the office still has it."""
    return str(request.get_signed_cookie(_name(office), default="", salt=SALT, max_age=KEPT_SECONDS))


def window_of(request: HttpRequest, office: str) -> str:
    """The window of this browser, "" for none. Asks how many windows there are only where one was chosen."""
    kept = kept_window(request, office)
    return within(kept, windows_of(office)) if kept else ""


def windows_of(office: str) -> int:
    """How many windows the office has."""
    return int(decided.value(office, QUEUE_WINDOWS))


def within(window: str, windows: int) -> str:
    """The window if the office has it, else ""."""
    return window if window in map(str, range(1, windows + 1)) else ""


def _name(office: str) -> str:
    """One cookie for each office: in another office the same computer may stand elsewhere. The name is signed too."""
    return f"loket-{office}"
