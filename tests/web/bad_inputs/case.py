"""What a bad input is: what is sent where, and what its sender is told.

A case is data. `send` gives the answers to one request (or several, for what happens twice), the last one is judged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from tests.web.bad_inputs.stage import Stage

TOLD: Final = (302, 200)
"""Sent, led back to the page, and told there what is wrong: nothing is sent twice by reloading."""

Send = Callable[[Stage], Any]


@dataclass(frozen=True, slots=True)
class Case:
    """`statuses` of the answer and of the page it leads to. `code` is on the page, or is that of the problem told
    beside the field `beside`; `says` are words of the page. `keeps`: words that were typed and must still be there, on
    that page or, where it has led on, on the one that `look` names. `receives`: applications this makes; `writes`: how
    many entries the ledger gets besides their receipts, by what rightly happened before."""

    name: str
    sent: str
    where: str
    send: Send
    statuses: tuple[int, ...]
    code: str = ""
    beside: str = ""
    says: str = ""
    keeps: tuple[str, ...] = ()
    look: str = ""
    receives: int = 0
    writes: int = 0


def shown(html: str) -> str:
    """The text of a page as its reader has it before them, entities resolved."""
    return unescape(html)


def carries(html: str, code: str) -> bool:
    """Whether the page shows this code, as pages and forms do."""
    return f"({code})" in html or f'<span class="m-mono">{code}</span>' in html
