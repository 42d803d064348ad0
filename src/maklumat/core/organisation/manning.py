"""Who does the work of a post on a day: its holders who are there, whoever stands in for it, or for one who is away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from maklumat.core.organisation.mandates import Arrangement, in_post
from maklumat.core.organisation.superiors import above
from maklumat.core.standard.model import Office


def at_work(arrangement: Arrangement, post: str, day: date) -> tuple[int, ...]:
    """The users who work for that post on that day, its own holders first; () for a post that nobody minds."""
    found = [one.user for one in arrangement.present(post, day)]
    whole = arrangement.whole(post, day)
    if whole is not None and in_post(whole, arrangement, day):
        found.append(whole.holder)
    for one in arrangement.holders(post, day):
        away = arrangement.absence(one.user, day)
        if away is not None and away.substitute is not None:
            found.append(away.substitute)
    return tuple(dict.fromkeys(user for user in found if arrangement.absence(user, day) is None))


def manned(office: Office, arrangement: Arrangement, day: date) -> frozenset[str]:
    """The posts of the office that somebody works for on that day."""
    return frozenset(post.code for post in office.posts if at_work(arrangement, post.code, day))


def minded_superior(office: Office, post: str, day: date, minded: Collection[str]) -> str:
    """The nearest post above this one that somebody works for; the nearest of all where nobody does, "" for none."""
    chain = above(office, post, day)
    return next((each for each in chain if each in minded), chain[0] if chain else "")
