"""Who is above the desks of a file, in the office as it is on the day."""

from __future__ import annotations

from datetime import datetime

from maklumat.core.organisation.superiors import superior_of
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.procedures.queries import Position


def superiors(position: Position, moment: datetime) -> dict[str, str]:
    """By each post that has held the file, the post above it; under "" the head. The head answers for the own desk."""
    office = catalogue.office(position.office, moment)
    on = catalogue.local_date(office, moment)
    head = next((post.code for post in office.posts if post.head), "")
    posts = {post for span in position.state.holdings for post in span.desk.split("+") if post}
    return {"": head, **{post: superior_of(office, post, on) or head for post in sorted(posts)}}
