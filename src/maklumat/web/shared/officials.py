"""Words that every room of the officials says: the names of posts, and how a file stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from maklumat.core.clock.spans import OUTSIDE
from maklumat.core.procedure.state import OPEN
from maklumat.core.standard.model import Office
from maklumat.web.shared.spoken import ALL_OF

STATUS: Final[Mapping[str, str]] = {
    "open": "Sedang dikerjakan kantor",
    "with_applicant": "Menunggu pemohon melengkapi",
    "finished": "Selesai",
    "refused": "Ditolak",
    "closed": "Ditutup",
    "withdrawn": "Ditarik kembali oleh pemohon",
    "lapsed": "Gugur: tidak dilengkapi pada waktunya",
}


OUTSIDE_NOW: Final = "Menunggu pihak luar"


def status_words(status: str, owner: str) -> str:
    """How a file stands; an open one that lies with somebody outside is not said to be worked on here."""
    return OUTSIDE_NOW if status == OPEN and owner == OUTSIDE else STATUS[status]


def post_names(office: Office, joined: str, between: str = ALL_OF) -> str:
    """The names of posts joined by "+"; a post that the office no longer has keeps its code."""
    names = {post.code: post.name for post in office.posts}
    return between.join(names.get(code, code) for code in joined.split("+") if code)
