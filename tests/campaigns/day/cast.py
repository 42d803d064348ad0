"""The twelve people of the office: all invented. The guests of the day are in `guests`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

OFFICE: Final = "kutai-timur"
ZONE: Final = ZoneInfo("Asia/Makassar")
HEAD: Final = "kepala-dinas"
KABID: Final = "kabid-rehabilitasi-sosial"
DEPUTY: Final = "kabid-perlindungan-jaminan-sosial"
SECRETARY: Final = "sekretaris"
WORKER: Final = "pekerja-sosial"
VERIFIER: Final = "staf-rehabilitasi-sosial"
OPERATOR: Final = "operator-pbi"
CLERK: Final = "front-office"
PRINTER: Final = "staf-administrasi"
PASSWORD: Final = "meja lampu kebun hujan"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the office: a name, the account, and the posts; the first account is the administrator's own."""

    username: str
    name: str
    posts: tuple[str, ...]


STAFF: Final = (
    Colleague("contoh.wulan", "Contoh Wulan", (PRINTER,)),
    Colleague("contoh.melati", "Contoh Melati", (HEAD,)),
    Colleague("contoh.rahmat", "Contoh Rahmat", (KABID,)),
    Colleague("contoh.suryani", "Contoh Suryani", (DEPUTY,)),
    Colleague("contoh.dewi", "Contoh Dewi", (SECRETARY, "pengelola-pengaduan")),
    Colleague("contoh.fajar", "Contoh Fajar", (WORKER,)),
    Colleague("contoh.gita", "Contoh Gita", (WORKER, "peksos-anak")),
    Colleague("contoh.hasan", "Contoh Hasan", (VERIFIER,)),
    Colleague("contoh.indra", "Contoh Indra", (OPERATOR,)),
    Colleague("contoh.joko", "Contoh Joko", (OPERATOR, "petugas-pengaduan")),
    Colleague("contoh.kartika", "Contoh Kartika", (CLERK,)),
    Colleague("contoh.lina", "Contoh Lina", (CLERK,)),
)
ADMINISTRATOR: Final = STAFF[0]
AWAY: Final = STAFF[2]
"""On leave all week; whoever stands in for them acts as Plh."""
STAND_IN: Final = STAFF[3]


def holders(post: str) -> tuple[Colleague, ...]:
    """Who works on what lies with this post: whoever holds it, or stands in for them."""
    found = tuple(one for one in STAFF if post in one.posts and one is not AWAY)
    return found or (STAND_IN,)
