"""Who is above whom in an office: whom a late file is told to, and who hands out work.

An office says it with `atasan` where it is not plain. Where it says nothing, a post of a division is under whoever
leads that division (its one post whose superior stands outside it), and any other post is under the head.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from maklumat.core.standard.model import Office, Post


def superior_of(office: Office, post: str, on: date) -> str:
    """The post directly above this one on that day, "" above the head and for a post that the office has not.

    A superior post that is no more is followed to the one that does its work now.
    """
    posts = {each.code: each for each in office.posts}
    own = posts.get(office.present(post, on))
    if own is None or own.head:
        return ""
    head = next((each.code for each in office.posts if each.head), "")
    named = office.present(own.superior or _leader(posts, own, on) or head, on)
    return named if named != own.code else head


def above(office: Office, post: str, on: date) -> tuple[str, ...]:
    """Everybody above a post on that day, from the nearest to the head."""
    chain: list[str] = []
    while (post := superior_of(office, post, on)) and post not in chain:
        chain.append(post)
    return tuple(chain)


def divisions_led(office: Office, held: Iterable[str], on: date) -> tuple[str, ...]:
    """The divisions whose leader is one of these posts on that day, sorted: what they answer for."""
    own, posts = set(held), {each.code: each for each in office.posts}
    led = {
        each.division
        for each in posts.values()
        if each.division and each.code in own and each.superior and posts[each.superior].division != each.division
        if each.until is None or each.until > on
    }
    return tuple(sorted(led))


def _leader(posts: dict[str, Post], own: Post, on: date) -> str:
    """Who leads the division of a post; "" where nobody does, where several might, or where it is the post itself."""
    if not own.division:
        return ""
    leaders = [
        each.code
        for each in posts.values()
        if each.division == own.division and each.superior and posts[each.superior].division != own.division
        if each.until is None or each.until > on
    ]
    return leaders[0] if len(leaders) == 1 and leaders[0] != own.code else ""
