# ruff: noqa: S608  # constant text of our own, every value a parameter
"""For which posts somebody is at work on a day: their own, those they stand in for, those in whose name they sign.

One statement, for every page of an officer asks it: whether a Plt. or Plh. mandate really holds depends on who holds
the post and who is away, and is looked up with it. The same rules as values stand in `core.organisation.mandates`; a
test holds the two together over every situation of the table there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from maklumat.core.errors import NotVisible
from maklumat.core.organisation.mandates import NAMED, OWN, PLH, PLT, SUBSTITUTE, WHOLE
from maklumat.core.standard.model import Office
from maklumat.records.ledger.driver import Statement, fetch_all
from maklumat.records.people.access import ADMINISTRATOR, OUTSIDER, Actor, Standing

FORMER: Final = "former"


class Row(NamedTuple):
    """A post of somebody. `heads`: it heads the office; `away`: they are on leave themselves."""

    by: str
    post: str
    heads: bool
    name: str
    away: bool
    number: int
    basis: str
    holder_post: str
    through: str
    services: str
    products: str


def _held(table: str) -> str:
    """That a membership holds on the day."""
    return f"{table}.from_on <= today.day AND ({table}.until_on IS NULL OR {table}.until_on >= today.day)"


def _away(user: str) -> str:
    """That a person is on leave on the day."""
    return (
        f"EXISTS (SELECT 1 FROM people_absence l WHERE l.user_id = {user} AND l.office = today.office"
        " AND l.from_on <= today.day AND l.until_on >= today.day AND (l.back_on IS NULL OR l.back_on > today.day))"
    )


def _mandate(table: str) -> str:
    """That a mandate runs on the day, and its holder still holds the post it was given in."""
    return (
        f"{table}.office = today.office AND {table}.from_on <= today.day AND {table}.until_on >= today.day"
        f" AND ({table}.revoked_on IS NULL OR {table}.revoked_on > today.day)"
        f" AND ({table}.holder_post = '' OR EXISTS (SELECT 1 FROM people_membership i WHERE"
        f" i.user_id = {table}.holder_id AND i.office = today.office AND i.post = {table}.holder_post"
        f" AND {_held('i')}))"
    )


_HOLDER: Final = (
    "EXISTS (SELECT 1 FROM people_membership h JOIN people_user v ON v.id = h.user_id AND v.is_active"
    " WHERE h.office = d.office AND h.post = d.post AND " + _held("h")
)
"""That somebody holds the post of a mandate; to be continued and closed."""
_OWN: Final = f"""
SELECT 'own', m.post, m.heads, u.full_name, {_away("u.id")}, 0, '', '', '', '', ''
FROM today JOIN people_membership m ON m.user_id = today.person AND m.office = today.office
JOIN people_user u ON u.id = m.user_id
WHERE u.is_active AND {_held("m")}"""
_MANDATES: Final = f"""
SELECT d.kind, d.post, FALSE, u.full_name, FALSE, d.id, d.basis, d.holder_post, COALESCE(p.holder_post, ''), d.services,
 d.products
FROM today JOIN people_mandate d ON d.holder_id = today.person AND {_mandate("d")}
JOIN people_user u ON u.id = d.holder_id
LEFT JOIN people_mandate p ON p.id = d.under_id AND p.kind = 'an' AND {_mandate("p")}
WHERE u.is_active AND NOT {_away("d.holder_id")}
 AND (d.kind NOT IN ('plt', 'plh') OR NOT {_HOLDER} AND NOT {_away("h.user_id")}))
 AND (d.kind <> 'plt' OR NOT {_HOLDER}))
 AND (d.kind <> 'plh' OR {_HOLDER}))
 AND (d.kind <> 'ub' OR p.id IS NOT NULL)"""
_SUBSTITUTES: Final = f"""
SELECT 'substitute', m.post, FALSE, u.full_name, FALSE, a.id, '', '', '', '', ''
FROM today JOIN people_absence a ON a.substitute_id = today.person AND a.office = today.office
JOIN people_user u ON u.id = a.substitute_id
JOIN people_membership m ON m.user_id = a.user_id AND m.office = a.office AND {_held("m")}
WHERE u.is_active AND a.from_on <= today.day AND a.until_on >= today.day
 AND (a.back_on IS NULL OR a.back_on > today.day) AND m.post NOT IN ('administrator', 'outsider')"""
_FORMER: Final = """
SELECT 'former', m.post, FALSE, '', FALSE, 0, '', '', '', '', ''
FROM today JOIN people_membership m ON m.user_id = today.person AND m.office = today.office
WHERE m.until_on < today.day
UNION ALL SELECT 'former', d.post, FALSE, '', FALSE, 0, '', '', '', '', ''
FROM today JOIN people_mandate d ON d.holder_id = today.person AND d.office = today.office
WHERE d.kind IN ('plt', 'plh') AND d.from_on <= today.day AND (d.until_on < today.day OR d.revoked_on <= today.day)
UNION ALL SELECT 'former', m.post, FALSE, '', FALSE, 0, '', '', '', '', ''
FROM today JOIN people_absence a ON a.substitute_id = today.person AND a.office = today.office
JOIN people_membership m ON m.user_id = a.user_id AND m.office = a.office AND m.from_on <= a.until_on
WHERE a.from_on <= today.day AND (a.until_on < today.day OR a.back_on <= today.day)
 AND m.post NOT IN ('administrator', 'outsider')"""
"""The posts that somebody worked for before: four eyes remember them."""
_ALL: Final = f"""WITH today AS (
SELECT CAST(%s AS bigint) AS person, CAST(%s AS text) AS office, CAST(%s AS {{day}}) AS day)
{_OWN} UNION ALL {_MANDATES} UNION ALL {_SUBSTITUTES} UNION ALL {_FORMER}"""
_AT_POSTS: Final = Statement(_ALL.format(day="text").replace("%s", "?"), _ALL.format(day="date"))
"""What holds on a day at an office, for a person: (user id, office, day)."""


def actor_for(user_id: int, office: Office, on: date) -> Actor:
    """The user at work in that office on that day. Raises NotVisible when they neither work there nor administer it.

    They also act for posts that are no more and that one of theirs has followed, so no file waits at a vanished desk.
    """
    found = [Row(*row) for row in fetch_all(_AT_POSTS, (user_id, office.code, on))]
    rows = [row for row in found if row.by != FORMER]
    own = office.standing_in(
        {row.post for row in rows if row.by == OWN and row.post not in (ADMINISTRATOR, OUTSIDER)}, on
    )
    standings = tuple(_standings(office, rows, own, on))
    posts = tuple(sorted({*own, *(one.post for one in standings if one.by not in NAMED)}))
    administers = any(row.by == OWN and row.post == ADMINISTRATOR for row in rows)
    if not posts and not administers:
        raise NotVisible
    heads = {post.code for post in office.posts if post.head}
    headed = [row.post for row in rows if (row.heads if row.by == OWN else row.by in WHOLE and row.post in heads)]
    return Actor(
        user_id=user_id,
        name=rows[0].name,
        office=office.code,
        posts=posts,
        heads=bool(headed),
        administers=administers,
        standings=standings,
        away=any(row.away for row in rows),
        former=tuple(sorted({row.post for row in found if row.by == FORMER})),
        headed=headed[0] if headed else "",
    )


_STRENGTH: Final = (PLT, PLH, SUBSTITUTE, *NAMED)


def _standings(office: Office, rows: Iterable[Row], own: tuple[str, ...], on: date) -> Iterator[Standing]:
    """What the rows say beyond one's own posts, the strongest first; of an a.n. mandate each keeps its own scope."""
    found: dict[Any, Standing] = {}
    for row in sorted((row for row in rows if row.by != OWN), key=lambda row: (_STRENGTH.index(row.by), row.number)):
        one = Standing(
            row.post, row.by, row.number, row.basis, row.holder_post, row.through,
            tuple(row.services.split()), tuple(row.products.split()),
        )  # fmt: skip
        for post in office.standing_in({row.post}, on):
            key = (post, row.number) if row.by in NAMED else post
            if post not in own:
                found.setdefault(key, replace(one, post=post))
    yield from found.values()
