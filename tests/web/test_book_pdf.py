"""A printed book: no number torn at its hyphens, no word in its neighbour's column, nothing beyond the paper."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from typing import Any, Final

import pytest
from django.template import Context, Template
from django.utils import timezone

from maklumat.records.catalogue import queries as catalogue
from maklumat.web.desk.book_pdf import book_pdf
from maklumat.web.desk.books import BOOKS, Book
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]

MM: Final = 72 / 25.4
NAMES: Final = ("Siti Contoh", "Raden Ajeng Siti Nurhaliza-Tarudin Contoh, S.Sos., M.A.P.", "S*** C***", "dirahasiakan")
SERVICES: Final = (
    "Surat Keterangan Terdaftar dalam DTKS",
    "Rekomendasi Izin Penetapan Terdaftar sebagai Lembaga Kesejahteraan Sosial (LKS)",
)
MOMENTS: Final = ("29-11-2026 10.31", "2-1-2026 08.00", "")
LETTER, LONG_LETTER = "400.9/12/DINSOS-KT/2026", "400.9.14/1204/DINSOS-PPPA/XII/2026"
WORDS: Final = ("Selesai", "Menunggu pemohon melengkapi", "dicatat pada 2026-11-29 oleh petugas")
CELLS: Final = {
    **dict.fromkeys(("Diterima", "Diambil", "Diserahkan", "Dikembalikan", "Berakhir", "Diketahui", "Datang"), MOMENTS),
    **dict.fromkeys(("Dicetak ulang", "Tanggal"), MOMENTS),
    **dict.fromkeys(("Pemohon", "Diterima oleh", "Pemilik", "Kepada", "Nama", "Penerima layanan"), NAMES),
    **dict.fromkeys(("Layanan", "Janji yang lewat", "Surat"), SERVICES),
    **dict.fromkeys(("Nomor agenda", "Permohonan", "Nomor"), ("0001/2026", "1234/2026")),
    **dict.fromkeys(("Urut", "Ke", "Menit"), ("1", "1204")),
    "Nomor surat": (LETTER, LONG_LETTER),
    "Bukti": (f"dikirim, {LETTER}, bukti tersimpan", "dibacakan"),
    "Keadaan": ("diberikan 29-11-2026 10.31", *WORDS),
}


@pytest.fixture
def law() -> Any:
    return cast.enact(neighbour=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on paper, in millimetres from the left and the top of its page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Word) -> bool:
        """Whether the two lie on each other; a hair is none."""
        beside = min(self.right, other.right) - max(self.left, other.left)
        below = min(self.bottom, other.bottom) - max(self.top, other.top)
        return self.page == other.page and beside > 0.2 and below > 0.9


def printed(labels: list[str], rows: list[list[str]]) -> list[Word]:
    office = catalogue.office(cast.OFFICE, timezone.now())
    made = book_pdf(office, "Cetakan uji", "Periode: 2026", labels, rows, foot="GRATIS.", cut="", on=cast.today())
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True)
    found, page = list[Word](), 0
    for line in done.stdout.decode().splitlines():
        page += "<page " in line
        if inside := re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line):
            left, top, right, bottom = (float(number) / MM for number in inside.groups()[:4])
            found.append(Word(inside[5], page, left, top, right, bottom))
    return found


def lines(book: Book, count: int) -> list[list[str]]:
    columns = [list(islice(cycle(CELLS.get(one.label, WORDS)), count)) for one in book.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for place, a in enumerate(words) for b in words[place + 1 :] if a.touches(b)]


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("code", list(BOOKS))
def test_in_every_book_numbers_and_days_are_whole_and_nothing_touches(code: str, count: int) -> None:
    book = BOOKS[code]
    labels, rows = [one.label for one in book.columns], lines(book, count)
    words = printed(labels, rows)
    assert not overlapping(words)
    outside = [one for one in words if one.left < 11.95 or one.right > 285.05 or one.bottom > 210]
    assert not outside
    on_paper = [one.text for one in words]
    for number in re.findall(r"\S*\d[-/]\S*", " ".join(cell for row in rows for cell in row)):
        assert number in on_paper, number
    top = Counter(one.top for one in words if one.text in labels and one.page == 1).most_common(1)[0][0]
    heads = [one for one in words if one.text in labels and (one.page, one.top) == (1, top)]
    assert len(heads) >= sum(" " not in label for label in labels)
    for before, after in pairwise(heads):
        assert after.left - before.right >= 2, (before, after)


def test_a_day_and_its_hour_stay_on_one_line() -> None:
    words = printed([one.label for one in BOOKS["penyerahan"].columns], lines(BOOKS["penyerahan"], 6))
    days = [one for one in words if one.text == "29-11-2026"]
    hours = [one for one in words if one.text == "10.31"]
    assert len(days) == len(hours) == 2
    assert [one.top for one in days] == [one.top for one in hours]


def test_more_than_fits_breaks_inside_its_own_column_and_nothing_is_lost() -> None:
    labels = [f"Kolom {number}" for number in range(10)]
    rows = [[f"{number}{place}/" + "ABCDEFGHIJ-KLMNO/" * 4 + "Z" * 60 for place in range(10)] for number in range(3)]
    words = printed(labels, rows)
    assert not overlapping(words)
    outside = [one for one in words if one.right > 285.05]
    assert not outside
    letters = "".join(one.text for one in words).replace("\u200b", "")
    assert letters.count("Z") == 60 * 30
    assert letters.count("ABCDEFGHIJ") >= 100  # most pieces are whole: it breaks behind strokes and hyphens first


def test_a_line_of_a_book_stays_on_one_page() -> None:
    rows = [[f"{number:03}", " ".join(["panjang"] * 60)] for number in range(40)]
    words = printed(["Nomor", "Catatan"], rows)
    assert max(one.page for one in words) > 1
    first = {one.text: one.page for one in words if re.fullmatch(r"\d{3}", one.text)}
    for number, page in first.items():
        top = next(one.top for one in words if one.text == number)
        own = [one for one in words if one.text == "panjang" and one.page == page and one.top >= top - 1]
        assert len(own) >= 60, number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("dikirim 2026-11-29", 'dikirim <span class="m-whole">2026-11-29</span>'),
        (f"{LETTER}, <b>", f'<span class="m-whole">{LETTER},</span> &lt;b&gt;'),
        ("Nurhaliza-Tarudin", "Nurhaliza-Tarudin"),
        (
            LONG_LETTER,
            "<wbr>".join(
                f'<span class="m-whole">{one}</span>' for one in ("400.9.14/", "1204/", "DINSOS-PPPA/", "XII/", "2026")
            ),
        ),
    ],
)
def test_on_the_page_too_a_number_is_not_torn_at_its_hyphens(text: str, shown: str) -> None:
    assert Template("{{ text|unbroken }}").render(Context({"text": text})) == shown
