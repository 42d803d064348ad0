"""Whose work somebody may see counted by person: their own, and that of the people under them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from maklumat.core.organisation.superiors import above
from maklumat.core.standard.model import Office
from maklumat.records.people.access import Actor
from maklumat.records.people.queries import holders


class Person(NamedTuple):
    """Somebody at work, with the posts they hold."""

    user_id: int
    name: str
    posts: tuple[str, ...]


def persons_for(actor: Actor, office: Office, on: date) -> list[Person]:
    """The actor first, then everybody who holds a post below one of theirs, by name. One query."""
    held: dict[tuple[int, str], list[str]] = {}
    for holder in holders(office.code, on):
        held.setdefault((holder.user_id, holder.name), []).append(holder.post)
    below = [
        Person(user_id, name, tuple(posts))
        for (user_id, name), posts in held.items()
        if user_id != actor.user_id and any(set(above(office, post, on)) & set(actor.posts) for post in posts)
    ]
    return [Person(actor.user_id, actor.name, actor.posts), *sorted(below, key=lambda one: one.name)]
