"""Who keeps the office's book of letter numbers, read off its posts and its standards; no office has to say it.

The book belongs to the common desk of an office: its counter and its secretariat, the posts outside every division that
neither head it nor sign. Of those, a post keeps the book when a standard in force lets it take papers in, or make a
letter ready for its way: draft, print, send. Whoever only hands letters over, or writes down what others outside the
office did (a volunteer in a district), does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from maklumat.core.standard.model import Office, ServiceStandard, Step

TAKES_IN: Final = frozenset({"submit", "check"})
MAKES_READY: Final = frozenset({"draft", "general", "send"})
LETTER: Final = "letter"
OUTSIDE: Final = "outside"


def letter_registrars(office: Office, standards: Iterable[ServiceStandard]) -> frozenset[str]:
    """The posts that keep the book of letter numbers; none where every post belongs to a division."""
    common = {post.code for post in office.posts if not (post.division or post.head or post.signs)}
    return frozenset(
        post
        for standard in standards
        for step in standard.steps
        if step.actor != OUTSIDE
        if step.kind in TAKES_IN or (step.kind in MAKES_READY and _letter(standard, step))
        for post in step.posts
        if post in common
    )


def _letter(standard: ServiceStandard, step: Step) -> bool:
    return any(product.code == step.product and product.kind == LETTER for product in standard.products)
