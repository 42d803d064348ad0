"""What the people of the ten journeys say and write: all of it invented, with numbers that nobody has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests import cast
from tests.journeys.person import ZONE, photo

SITI = {
    "Nama lengkap": "Siti Contoh",
    "NIK": cast.SITI.nik,
    "Nomor Kartu Keluarga": cast.SITI.kk,
    "Tempat lahir": "Tanjungpandan",
    "Alamat": "Jalan Rekaan 1, Kelurahan Contoh",
    "Nomor telepon": "0812 0000 0001",
}
NOW = timezone.now().astimezone(ZONE).replace(second=0, microsecond=0)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
FOR_ANOTHER = "Untuk orang lain, misalnya anak atau orang tua pemohon"
CHILD = {
    "Nama lengkap": "Bayu Contoh",
    "NIK": "9999010203190003",
    "Tanggal lahir": date(2019, 3, 2),
    "Nomor Kartu Keluarga": cast.SITI.kk,
    "Tempat lahir": "Tanjungpandan",
    "Alamat": "Jalan Rekaan 1, Kelurahan Contoh",
}
GRANDFATHER = {
    "Nama lengkap": "Harun Contoh",
    "NIK": "9999010101550004",
    "Tempat lahir": "Membalong",
    "Alamat": "Rumah biru di belakang balai desa",
}
WHEELCHAIR = {"Barang": "Kursi roda", "Jumlah": "1", "Satuan": "unit", "Nilai seluruhnya (Rp)": "1.500.000"}
COLLECTION = {
    "Nama organisasi atau panitia": "Panitia Contoh",
    "Alamat organisasi atau sekretariat panitia": "Jalan Rekaan 9",
    "Nama ketua organisasi atau ketua panitia": "Budi Contoh",
    "Untuk apa uang atau barang itu dikumpulkan, dan siapa yang akan menerimanya?": "Panti Contoh",
    "Dengan cara apa dikumpulkan?": "Kotak sumbangan dan bazar",
    "Sampai mana pengumpulannya?": "Hanya di Kabupaten Belitung",
    "Sebutkan tempat atau kecamatannya": "Kecamatan Contoh",
    "Tanggal mulai mengumpulkan": TODAY + timedelta(days=10),
    "Tanggal selesai mengumpulkan": TODAY + timedelta(days=40),
}
COLLECTION_PAPERS = {
    "Surat Pengajuan Permohonan Rekomendasi": "",
    "Fotokopi Akta Notaris Organisasi": "Akta notaris organisasi dan susunan kepengurusan",
    "Fotokopi NPWP organisasi": "",
    "Fotokopi surat domisili": "Surat domisili organisasi",
    "Fotokopi KTP Ketua": "KTP ketua organisasi",
    "Surat Pernyataan bermaterai": "",
    "Fotokopi Surat Izin Keramaian": "",
}
ASSESSMENT = {
    "Waktu asesmen": NOW,
    "Yang diwawancarai": ["Orangnya sendiri"],
    "Keadaan sekarang": "Sehat, lelah.",
    "Kebutuhan": "Tempat tidur dan ongkos pulang",
    "Kesimpulan": "Ditampung, lalu dipulangkan.",
    "Seberapa mendesak": "Hari ini juga",
}
DEPARTURE = {
    "Keluar dari tempat penampungan": NOW,
    "Waktu berangkat": NOW,
    "Tujuan": "Kabupaten Contoh Timur",
    "Yang menerima di tujuan": "Kakaknya, Contoh Kakak",
    "Angkutan": "Kapal laut",
    "Nama kapal, maskapai, atau pihak pengangkut": "KM Contoh",
    "Nomor tiket": "A-12",
    "Nilai tiket (Rp)": "450.000",
    "Bekal atau uang saku (Rp)": "150.000",
}
HOME_VISIT = {
    "Waktu kunjungan": NOW,
    "Alamat atau patokan": "Jalan Rekaan 1",
    "Yang ditemui": ["Ani Contoh", "Contoh Suami Ani"],
    "Temuan di lapangan": "Rumah bersih dan aman.",
    "Foto": photo("rumah.jpg"),
}
APPOINTMENT = {
    "Waktu janji temu": NOW + timedelta(days=1),
    "Cara bertemu": "Tatap muka",
    "Tempat bertemu": "Ruang Konseling",
    "Bertemu dengan": "Konselor Contoh",
    "Dihubungi lewat": "WhatsApp",
}
ANOTHER_ROAD = {"Jalan lain yang dapat ditempuh": "Mintalah izin kepada Gubernur."}


def decision(what: str, number: str) -> dict[str, Any]:
    """A decision of the province that came in."""
    day = f"{TODAY:%d-%m-%Y}"
    return {
        "Surat atau keputusan yang diterima": [
            {"Surat atau keputusan": what, "Nomor": number, "Tanggal (hh-bb-tttt)": day}
        ]
    }
