"""Where an office is arranged: the way to everything that its administrator and its head decide."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from maklumat.records.catalogue import queries as catalogue
from maklumat.records.people.access import Actor
from maklumat.web.shared.entering import ADMINISTRATOR, here, officer, show
from maklumat.web.shared.proposals import proposed

ROOM: Final = "administration"
PLACES: Final = (
    (
        "Orang dan wewenang",
        (
            ("administration:people", "Orang", "Akun petugas, jabatannya, dan kata sandi sementara."),
            ("administration:posts", "Bidang dan jabatan", "Siapa memegang apa hari ini, dan jabatan yang kosong."),
            ("administration:mandates", "Mandat", "Plt., Plh., a.n., dan u.b. dengan surat perintahnya."),
            ("administration:absences", "Cuti dan pengganti", "Siapa berhalangan, dan siapa mengerjakan antreannya."),
            ("administration:on_day", "Siapa bertugas", "Yang bertugas, berhalangan, dan menggantikan pada satu hari."),
            ("administration:roster", "Piket", "Siapa yang ditelepon di luar jam kerja, dan urutannya."),
        ),
    ),
    (
        "Aturan kantor",
        (
            (
                "administration:standards",
                "Standar pelayanan",
                "Ubah standar, coba pada berkas tahun lalu, dan tetapkan.",
            ),
            (
                "administration:settings",
                "Pengaturan",
                "Yang diputuskan kantor sendiri, karena tidak ada dalam keputusannya.",
            ),
        ),
    ),
    (
        "Loket dan kabar",
        (
            ("administration:queue", "Ruang tunggu", "Layar antrean dan perangkat pengambil nomor."),
            ("administration:messages", "Pesan", "Apa yang menunggu dikirim, apa yang gagal, cara mana yang hidup."),
        ),
    ),
    (
        "Arsip",
        (
            (
                "administration:changes",
                "Catatan perubahan",
                "Siapa mengubah apa tentang kantor ini, sejak hari pertama.",
            ),
            (
                "administration:moving",
                "Pindahan",
                "Berkas berjalan, register lama, nomor berikutnya, dan petugas dari lembar.",
            ),
            ("administration:numbers", "Nomor surat", "Nomor berikutnya, nomor untuk kertas, dan nomor sisipan."),
            ("administration:closings", "Tutup tahun", "Menghitung dan menutup buku tahun yang sudah berakhir."),
            (
                "administration:keeping",
                "Cadangan dan arsip",
                "Cadangan terakhir, latihan pemulihan, buku, dan retensi dalam sekali lihat.",
            ),
            (
                "administration:retention",
                "Retensi arsip",
                "Berapa lama berkas disimpan, dan berita acara pemusnahannya.",
            ),
        ),
    ),
)
"""By group: (route, name, what it is for), in the order of the page. A new page is added here by whoever adds it."""


@officer(ADMINISTRATOR)
@require_safe
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What can be arranged here, and what waits for its head."""
    wanted = catalogue.calendar(here(request)).year_wanted(timezone.now())
    values = {"section": ROOM, "groups": PLACES, "proposed": proposed(actor), "year_wanted": wanted}
    return show(request, actor, "home.html", values, room=ROOM)
