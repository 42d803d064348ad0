"""The one procedure both engines run: check (every fifth file comes back once), verify, two initials, sign, hand over.

6.4 transitions and 7.4 commits a journey on average, no letters and no other effects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

CODE: Final = "enam-langkah"
POSTS: Final = {
    "check": "front-office", "verify": "analis-kebijakan", "initial-division": "operator-dtks",
    "initial-secretary": "staf-administrasi", "sign": "kepala-dinas", "deliver": "front-office",
}  # fmt: skip
PATH: Final = (
    ("check", "complete"), ("verify", "valid"), ("initial-division", "initialled"), ("initial-secretary", "initialled"),
    ("sign", "signed"), ("deliver", "delivered"),
)  # fmt: skip
MEND: Final = "mend"
FORM: Final = {
    "nama": "CONTOH PEMOHON", "nik": "9999990101900001", "alamat": "Jalan Contoh Nomor 1 RT 001 RW 001",
    "telepon": "+620000000000", "keperluan": "Rekomendasi untuk keperluan uji", "pekerjaan": "Pedagang",
    "penghasilan": 3_200_000, "tanggungan": 3, "berkas": "ktp.pdf, kk.pdf, nikah.pdf, skck.pdf",
}  # fmt: skip
WRITTEN: Final = {"note": "sudah diperiksa", "findings": {"identitas": "Tidak terbaca"}, "collector": "Pemohon sendiri"}


def path(number: int) -> Iterator[tuple[str, str]]:
    """(step, outcome) of each transition of one journey; MEND is the applicant's."""
    if number % 5 == 0:
        yield "check", "incomplete"
        yield MEND, ""
    yield from PATH


def written(outcome: str) -> dict[str, object]:
    """What is recorded with an outcome."""
    needed = {"incomplete": "findings", "delivered": "collector"}.get(outcome)
    return {"note": WRITTEN["note"], **({needed: WRITTEN[needed]} if needed else {})}


def transitions(journeys: int) -> int:
    return sum(len(list(path(number))) for number in range(journeys))
