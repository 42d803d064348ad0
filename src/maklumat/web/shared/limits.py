"""Limits for guests: how often one address, or one subject, may try. Kept in the database, exact over all workers.

`settings.LIMITS` names each limit: {name: (tries, seconds)}. The address is kept as a keyed digest only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from maklumat.records.people.tries import count_try, forget_tries, give_back_try, sweep_tries
from maklumat.web.shared.errors import TooMany
from maklumat.web.shared.guard import P, View


def address_of(request: HttpRequest) -> str:
    """The address the request came from. Behind N trusted proxies it is the N-th from the right of their list."""
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= proxies:
            return str(hops[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def spend(request: HttpRequest, name: str, subject: str = "") -> None:
    """Count one try under the limit `name`, by `subject` (a code, a draft) or else by address.

    Raises TooMany (429, BTS-001) when there were too many. Call it outside any transaction.
    """
    tries, seconds = settings.LIMITS[name]
    now = int(time.time())
    who = _digest(request, subject)
    count, left = count_try(name, who, now=now, window=seconds)
    if count == 1:
        sweep_tries(now=now)
    if count > tries:
        raise TooMany(left)


def forgive(request: HttpRequest, name: str, subject: str = "") -> None:
    """Forget the tries after a success."""
    forget_tries(name, _digest(request, subject))


def give_back(request: HttpRequest, name: str, subject: str = "") -> None:
    """The try that was just counted was a success and counts no more; the failures before it stay."""
    give_back_try(name, _digest(request, subject))


def limited(name: str) -> Callable[[View[P]], View[P]]:
    """Decorates a view: each POST spends one try of this address under the limit `name`."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST":
                spend(request, name)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _digest(request: HttpRequest, subject: str) -> str:
    return salted_hmac("maklumat.limits", subject or address_of(request), algorithm="sha256").hexdigest()
