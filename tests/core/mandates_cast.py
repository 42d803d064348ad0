"""A small office in which everything about mandates can happen, and the situations it is in. Nobody here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from maklumat.core.organisation.mandates import AN, PLH, PLT, UB, Absence, Arrangement, Holding, Mandate
from maklumat.core.standard.model import Office, Post
from tests.standards.cast import load

HEAD, SECRETARY, LEADER, DESK = "kepala", "sekretaris", "kabid", "loket"
ANDI, BUDI, CITRA, DEWI, EKA, FAJAR, GITA = 1, 2, 3, 4, 5, 6, 7
PEOPLE = {"Andi": ANDI, "Budi": BUDI, "Citra": CITRA, "Dewi": DEWI, "Eka": EKA, "Fajar": FAJAR, "Gita": GITA}
NAMES = tuple((user, f"{name} Contoh") for name, user in PEOPLE.items())
LONG_AGO = date(2024, 1, 1)


def office() -> Office:
    """A head, a secretary under them, the leader of a division under that one, and a desk."""
    posts = (
        Post(HEAD, "Kepala Dinas", head=True, signs=True),
        Post(SECRETARY, "Sekretaris", superior=HEAD),
        Post(LEADER, "Kepala Bidang", division="sosial", superior=SECRETARY, signs=True),
        Post(DESK, "Petugas Loket", division="sosial"),
    )
    return replace(load().required()[0], posts=posts)


def november(day: int) -> date:
    return date(2026, 11, day)


def held(post: str, user: int, from_on: date = LONG_AGO, until_on: date | None = None) -> Holding:
    return Holding(post, user, dict(NAMES)[user], from_on, until_on)


def given(
    kind: str,
    holder: int,
    holder_post: str,
    first: int,
    last: int,
    *,
    post: str = HEAD,
    number: int = 1,
    services: tuple[str, ...] = (),
    products: tuple[str, ...] = (),
    under: int | None = None,
) -> Mandate:
    """A mandate of November 2026, from a day until a day."""
    return Mandate(number, kind, post, holder, holder_post, november(first), november(last), "800/1/2026",
                   november(1), services, products, under)  # fmt: skip


ANDI_HEAD, BUDI_SECRETARY = held(HEAD, ANDI), held(SECRETARY, BUDI)
OTHERS = (BUDI_SECRETARY, held(LEADER, CITRA), held(DESK, DEWI))
STAFF = (ANDI_HEAD, *OTHERS)
LEAVE = Absence(ANDI, november(10), november(20), "cuti")
PLT_BUDI = given(PLT, BUDI, SECRETARY, 10, 20)
PLH_BUDI = given(PLH, BUDI, SECRETARY, 10, 20)
AN_BUDI = given(AN, BUDI, SECRETARY, 10, 20)
UB_CITRA = given(UB, CITRA, LEADER, 12, 18, number=2, under=1)


def arranged(
    holdings: tuple[Holding, ...] = STAFF, mandates: tuple[Mandate, ...] = (), *absences: Absence
) -> Arrangement:
    return Arrangement(holdings, mandates, absences, NAMES)


SITUATIONS = {
    "semua di tempat": arranged(),
    "kepala kosong, Plt. Budi 10-20": arranged(OTHERS, (PLT_BUDI,)),
    "kepala kosong, Plt. dicabut mulai 15": arranged(
        OTHERS, (replace(PLT_BUDI, revoked_on=november(15), revoked_reason="Pejabat baru akan dilantik."),)
    ),
    "kepala kosong, tanpa Plt.": arranged(OTHERS),
    "kepala baru dilantik 15, Plt. Budi 10-20": arranged((*OTHERS, held(HEAD, GITA, november(15))), (PLT_BUDI,)),
    "kepala kosong, Plt. Eka dari luar 10-20": arranged(OTHERS, (given(PLT, EKA, "", 10, 20),)),
    "kepala cuti 10-20, Plh. Budi": arranged(STAFF, (PLH_BUDI,), LEAVE),
    "kepala cuti 10-20, tanpa Plh.": arranged(STAFF, (), LEAVE),
    "kepala cuti, kembali lebih awal 16, Plh. Budi": arranged(STAFF, (PLH_BUDI,), replace(LEAVE, back_on=november(16))),
    "kepala tidak cuti, ada Plh. Budi": arranged(STAFF, (PLH_BUDI,)),
    "kepala kosong, ada Plh. Budi": arranged(OTHERS, (PLH_BUDI,)),
    "kepala cuti 10-20, Plh. Budi juga cuti 14-15": arranged(
        STAFF, (PLH_BUDI,), LEAVE, Absence(BUDI, november(14), november(15), "sakit")
    ),
    "a.n. Budi 10-20": arranged(STAFF, (AN_BUDI,)),
    "a.n. Budi 10-20, hanya layanan surat": arranged(STAFF, (replace(AN_BUDI, services=("surat",)),)),
    "a.n. Budi 10-20, hanya surat keterangan": arranged(STAFF, (replace(AN_BUDI, products=("keterangan",)),)),
    "a.n. Budi 10-20, layanan anak disebut": arranged(STAFF, (replace(AN_BUDI, services=("anak",)),)),
    "a.n. Budi 10-20, Budi cuti 14-15": arranged(
        STAFF, (AN_BUDI,), Absence(BUDI, november(14), november(15), "dinas luar")
    ),
    "a.n. Budi 10-20, Budi pindah mulai 16": arranged(
        (ANDI_HEAD, held(SECRETARY, BUDI, LONG_AGO, november(15)), *OTHERS[1:]), (AN_BUDI,)
    ),
    "a.n. Budi 10-20, u.b. Citra 12-18": arranged(STAFF, (AN_BUDI, UB_CITRA)),
    "a.n. Budi dicabut mulai 15, u.b. Citra 12-18": arranged(
        STAFF, (replace(AN_BUDI, revoked_on=november(15), revoked_reason="Beban kerja."), UB_CITRA)
    ),
    "u.b. Citra tanpa a.n.": arranged(STAFF, (UB_CITRA,)),
    "Plh. dan a.n. Budi sekaligus, kepala cuti": arranged(
        STAFF, (PLH_BUDI, given(AN, BUDI, SECRETARY, 1, 30, number=2)), LEAVE
    ),
    "dua mandat a.n. Budi, 1-12 dan 18-30": arranged(
        STAFF, (given(AN, BUDI, SECRETARY, 1, 12), given(AN, BUDI, SECRETARY, 18, 30, number=2))
    ),
    "Citra merangkap sekretaris": arranged((ANDI_HEAD, held(SECRETARY, CITRA), held(LEADER, CITRA)), ()),
    "Citra merangkap sekretaris, a.n. 10-20": arranged(
        (ANDI_HEAD, held(SECRETARY, CITRA), held(LEADER, CITRA)), (given(AN, CITRA, SECRETARY, 10, 20),)
    ),
    "Plh. kabid: Dewi 10-20, Citra cuti": arranged(
        STAFF, (given(PLH, DEWI, DESK, 10, 20, post=LEADER),), Absence(CITRA, november(10), november(20), "cuti")
    ),
}
"""Every situation by what an official would call it. Days are those of November 2026."""
