"""Who may sign what on which day: one row per answer, as an official would check it with the file of orders at hand.

keadaan | hari (November 2026) | siapa | layanan/surat | yang seharusnya ditandatangani jabatan | jawaban
The answer is the heading above the name, or the code of the reason why not and a word that it must say.
"""

from __future__ import annotations

import pytest

from maklumat.core.errors import Message
from maklumat.core.organisation.authority import SAYINGS, Authority, Question, authority, lines
from tests.core.mandates_cast import PEOPLE, SITUATIONS, november, office

CONFIDENTIAL = {"anak"}
MATRIX = """
semua di tempat | 10 | Andi | surat/keterangan | kepala | Kepala Dinas
semua di tempat | 10 | Budi | surat/keterangan | kepala | MDT-001 Andi Contoh (Kepala Dinas)
semua di tempat | 10 | Citra | surat/keterangan | kepala | MDT-001 Kepala Dinas
semua di tempat | 10 | Dewi | surat/keterangan | kepala | MDT-001 Kepala Dinas
semua di tempat | 10 | Eka | surat/keterangan | kepala | MDT-001 Kepala Dinas
semua di tempat | 10 | Citra | surat/keterangan | kabid | Kepala Bidang
semua di tempat | 10 | Andi | surat/keterangan | kabid | MDT-001 Citra Contoh
semua di tempat | 10 | Andi | anak/keterangan | kepala | Kepala Dinas
kepala kosong, tanpa Plt. | 10 | Budi | surat/keterangan | kepala | MDT-001 tidak ada yang berwenang
kepala kosong, tanpa Plt. | 10 | Andi | surat/keterangan | kepala | MDT-001 tidak ada yang berwenang
kepala kosong, Plt. Budi 10-20 | 9 | Budi | surat/keterangan | kepala | MDT-002 10 November 2026
kepala kosong, Plt. Budi 10-20 | 10 | Budi | surat/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. Budi 10-20 | 15 | Budi | surat/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. Budi 10-20 | 15 | Budi | anak/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. Budi 10-20 | 20 | Budi | surat/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. Budi 10-20 | 21 | Budi | surat/keterangan | kepala | MDT-003 20 November 2026
kepala kosong, Plt. Budi 10-20 | 15 | Citra | surat/keterangan | kepala | MDT-001 Budi Contoh (Plt. Kepala Dinas)
kepala kosong, Plt. Budi 10-20 | 15 | Andi | surat/keterangan | kepala | MDT-001 Budi Contoh
kepala kosong, Plt. dicabut mulai 15 | 14 | Budi | surat/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. dicabut mulai 15 | 15 | Budi | surat/keterangan | kepala | MDT-004 Pejabat baru akan dilantik.
kepala kosong, Plt. dicabut mulai 15 | 21 | Budi | surat/keterangan | kepala | MDT-004 15 November 2026
kepala baru dilantik 15, Plt. Budi 10-20 | 14 | Budi | surat/keterangan | kepala | Plt. Kepala Dinas
kepala baru dilantik 15, Plt. Budi 10-20 | 14 | Gita | surat/keterangan | kepala | MDT-001 Budi Contoh
kepala baru dilantik 15, Plt. Budi 10-20 | 15 | Budi | surat/keterangan | kepala | MDT-008 Gita Contoh
kepala baru dilantik 15, Plt. Budi 10-20 | 15 | Gita | surat/keterangan | kepala | Kepala Dinas
kepala kosong, Plt. Eka dari luar 10-20 | 10 | Eka | surat/keterangan | kepala | Plt. Kepala Dinas
kepala kosong, Plt. Eka dari luar 10-20 | 21 | Eka | surat/keterangan | kepala | MDT-003 20 November 2026
kepala cuti 10-20, Plh. Budi | 9 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala cuti 10-20, Plh. Budi | 9 | Budi | surat/keterangan | kepala | MDT-002 10 November 2026
kepala cuti 10-20, Plh. Budi | 10 | Budi | surat/keterangan | kepala | Plh. Kepala Dinas
kepala cuti 10-20, Plh. Budi | 10 | Andi | surat/keterangan | kepala | MDT-011 Budi Contoh
kepala cuti 10-20, Plh. Budi | 20 | Budi | anak/keterangan | kepala | Plh. Kepala Dinas
kepala cuti 10-20, Plh. Budi | 20 | Andi | surat/keterangan | kepala | MDT-011 20 November 2026
kepala cuti 10-20, Plh. Budi | 21 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala cuti 10-20, Plh. Budi | 21 | Budi | surat/keterangan | kepala | MDT-003 Andi Contoh
kepala cuti 10-20, Plh. Budi | 15 | Citra | surat/keterangan | kepala | MDT-001 Plh. Kepala Dinas
kepala cuti 10-20, tanpa Plh. | 15 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala cuti 10-20, tanpa Plh. | 15 | Budi | surat/keterangan | kepala | MDT-001 Andi Contoh
kepala cuti, kembali lebih awal 16, Plh. Budi | 15 | Budi | surat/keterangan | kepala | Plh. Kepala Dinas
kepala cuti, kembali lebih awal 16, Plh. Budi | 16 | Budi | surat/keterangan | kepala | MDT-007 Andi Contoh
kepala cuti, kembali lebih awal 16, Plh. Budi | 16 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala tidak cuti, ada Plh. Budi | 15 | Budi | surat/keterangan | kepala | MDT-007 Andi Contoh
kepala tidak cuti, ada Plh. Budi | 15 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala kosong, ada Plh. Budi | 15 | Budi | surat/keterangan | kepala | MDT-013 yang diperlukan Plt.
kepala cuti 10-20, Plh. Budi juga cuti 14-15 | 13 | Budi | surat/keterangan | kepala | Plh. Kepala Dinas
kepala cuti 10-20, Plh. Budi juga cuti 14-15 | 14 | Budi | surat/keterangan | kepala | MDT-012 15 November 2026
kepala cuti 10-20, Plh. Budi juga cuti 14-15 | 14 | Andi | surat/keterangan | kepala | Kepala Dinas
kepala cuti 10-20, Plh. Budi juga cuti 14-15 | 16 | Budi | surat/keterangan | kepala | Plh. Kepala Dinas
a.n. Budi 10-20 | 9 | Budi | surat/keterangan | kepala | MDT-002 10 November 2026
a.n. Budi 10-20 | 10 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20 | 20 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20 | 21 | Budi | surat/keterangan | kepala | MDT-003 20 November 2026
a.n. Budi 10-20 | 15 | Andi | surat/keterangan | kepala | Kepala Dinas
a.n. Budi 10-20 | 15 | Citra | surat/keterangan | kepala | MDT-001 Budi Contoh (a.n. Kepala Dinas, Sekretaris)
a.n. Budi 10-20 | 15 | Budi | surat/keterangan | kabid | MDT-001 Citra Contoh
a.n. Budi 10-20 | 15 | Budi | anak/keterangan | kepala | MDT-006 rahasia
a.n. Budi 10-20, hanya layanan surat | 15 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20, hanya layanan surat | 15 | Budi | bantuan/keterangan | kepala | MDT-005 tidak meliputi
a.n. Budi 10-20, hanya surat keterangan | 15 | Budi | bantuan/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20, hanya surat keterangan | 15 | Budi | bantuan/penolakan | kepala | MDT-005 tidak meliputi
a.n. Budi 10-20, layanan anak disebut | 15 | Budi | anak/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20, layanan anak disebut | 15 | Budi | surat/keterangan | kepala | MDT-005 tidak meliputi
a.n. Budi 10-20, Budi cuti 14-15 | 14 | Budi | surat/keterangan | kepala | MDT-012 15 November 2026
a.n. Budi 10-20, Budi cuti 14-15 | 16 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20, Budi pindah mulai 16 | 15 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
a.n. Budi 10-20, Budi pindah mulai 16 | 16 | Budi | surat/keterangan | kepala | MDT-010 Sekretaris
a.n. Budi 10-20, u.b. Citra 12-18 | 11 | Citra | surat/keterangan | kepala | MDT-002 12 November 2026
a.n. Budi 10-20, u.b. Citra 12-18 | 12 | Citra | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris / u.b. / Kepala Bidang
a.n. Budi 10-20, u.b. Citra 12-18 | 18 | Citra | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris / u.b. / Kepala Bidang
a.n. Budi 10-20, u.b. Citra 12-18 | 19 | Citra | surat/keterangan | kepala | MDT-003 18 November 2026
a.n. Budi 10-20, u.b. Citra 12-18 | 15 | Citra | anak/keterangan | kepala | MDT-006 rahasia
a.n. Budi dicabut mulai 15, u.b. Citra 12-18 | 14 | Citra | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris / u.b. / Kepala Bidang
a.n. Budi dicabut mulai 15, u.b. Citra 12-18 | 15 | Citra | surat/keterangan | kepala | MDT-009 u.b. bergantung
a.n. Budi dicabut mulai 15, u.b. Citra 12-18 | 15 | Budi | surat/keterangan | kepala | MDT-004 Beban kerja.
u.b. Citra tanpa a.n. | 15 | Citra | surat/keterangan | kepala | MDT-009 u.b. bergantung
Plh. dan a.n. Budi sekaligus, kepala cuti | 9 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
Plh. dan a.n. Budi sekaligus, kepala cuti | 10 | Budi | surat/keterangan | kepala | Plh. Kepala Dinas
Plh. dan a.n. Budi sekaligus, kepala cuti | 21 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
dua mandat a.n. Budi, 1-12 dan 18-30 | 12 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
dua mandat a.n. Budi, 1-12 dan 18-30 | 15 | Budi | surat/keterangan | kepala | MDT-003 12 November 2026
dua mandat a.n. Budi, 1-12 dan 18-30 | 18 | Budi | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
Citra merangkap sekretaris | 15 | Citra | surat/keterangan | kabid | Kepala Bidang
Citra merangkap sekretaris | 15 | Citra | surat/keterangan | sekretaris | Sekretaris
Citra merangkap sekretaris | 15 | Citra | surat/keterangan | kepala | MDT-001 Andi Contoh
Citra merangkap sekretaris, a.n. 10-20 | 15 | Citra | surat/keterangan | kepala | a.n. Kepala Dinas / Sekretaris
Citra merangkap sekretaris, a.n. 10-20 | 15 | Citra | surat/keterangan | kabid | Kepala Bidang
Plh. kabid: Dewi 10-20, Citra cuti | 15 | Dewi | surat/keterangan | kabid | Plh. Kepala Bidang
Plh. kabid: Dewi 10-20, Citra cuti | 15 | Citra | surat/keterangan | kabid | MDT-011 Dewi Contoh
Plh. kabid: Dewi 10-20, Citra cuti | 15 | Dewi | surat/keterangan | kepala | MDT-001 Andi Contoh
"""  # noqa: E501  # one row, one line
ROWS = [tuple(cell.strip() for cell in line.split(" | ")) for line in MATRIX.strip().splitlines()]


@pytest.mark.parametrize(("situation", "day", "who", "letter", "post", "answer"), ROWS)
def test_row(situation: str, day: str, who: str, letter: str, post: str, answer: str) -> None:
    service, product = letter.split("/")
    asked = Question(PEOPLE[who], post, service, product, november(int(day)), confidential=service in CONFIDENTIAL)
    found = authority(office(), asked, SITUATIONS[situation])
    if answer.startswith("MDT-"):
        code, _, word = answer.partition(" ")
        assert isinstance(found, Message), found
        assert (found.code, word in str(found)) == (code, True), str(found)
    else:
        assert isinstance(found, Authority), str(found)
        assert " / ".join(lines(office(), found)) == answer


def test_the_table_is_whole() -> None:
    """Every situation is asked about, every reason is given somewhere, and no row stands there twice."""
    assert len(ROWS) >= 60
    assert len(set(ROWS)) == len(ROWS)
    assert {row[0] for row in ROWS} == set(SITUATIONS)
    assert {answer.partition(" ")[0] for *_, answer in ROWS if answer.startswith("MDT-")} == set(SAYINGS)
