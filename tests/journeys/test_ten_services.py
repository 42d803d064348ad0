"""The services that end in a letter, in a real browser, each by its own road; DTKS is in test_dtks_letter.

The citizen has a phone of 360 points and finds the service by everyday words; each post opens the file from its
worklist and fills in the form made for its step, by its labels. A journey reads as a list of deeds.
"""

from __future__ import annotations

import pytest

from tests import cast
from tests.journeys.fictitious import ANOTHER_ROAD, CHILD, COLLECTION, COLLECTION_PAPERS, NOW, SITI, TODAY
from tests.journeys.people import Citizen, Office
from tests.journeys.person import photo, scan

pytestmark = pytest.mark.django_db(transaction=True)


def test_1_arrears_of_health_insurance(office: Office) -> None:
    """Returned for a paper that cannot be read, mended item by item on the phone."""
    siti = Citizen(office, "siti")
    siti.finds("bpjs nunggak", "Rekomendasi Kepesertaan JKN-KIS Mandiri").reads("1 hari kerja", "GRATIS")
    siti.begins()
    siti.says("Pemohon", SITI)
    siti.says(
        "Pertanyaan",
        {
            "Apakah e-KTP dan Kartu Keluarga pemohon dari Kabupaten Belitung?": True,
            "BPJS mandiri kelas berapa?": "2",
            "Apakah iurannya sedang menunggak?": True,
            "Nomor kartu JKN-KIS pemohon": "0009999000011",
            "Berapa jumlah tunggakan pada struk tagihan (rupiah)?": "1.250.000",
            "Berapa orang anggota keluarga yang ikut dipindahkan?": "4",
        },
    )
    siti.hands_in("Fotokopi e-KTP pemohon", photo("ktp.jpg"))
    siti.hands_in("Fotokopi Kartu Keluarga", photo("kk.jpg"))
    siti.hands_in("Fotokopi Struk Tagihan", photo("gelap.jpg", "#222222"))
    siti.hands_in("Fotokopi Surat Pernyataan Tidak Mampu", photo("pernyataan.jpg"))
    siti.looks_over("Siti Contoh", "1.250.000").sends()

    unreadable = "Fotonya terlalu gelap, angkanya tidak terbaca."
    office.at("front-office").returns(siti, "Belum lengkap, kembalikan", {"Struk Tagihan": unreadable})
    siti.follows("Menunggu Anda melengkapi", unreadable)
    siti.replaces("Fotokopi Struk Tagihan", photo("terang.jpg"))
    siti.sends_again()

    office.at("front-office").records(siti, "Lengkap, teruskan")
    office.at("analis-kebijakan").records(siti, "Sesuai, teruskan")
    office.at("operator-dtks").records(siti, "Sesuai, teruskan")
    office.at("staf-administrasi").records(siti, "Konsep siap")
    office.at("kepala-dinas").signs(siti, {}, "Siti Contoh", "Mandiri kelas 2", "satu juta dua ratus lima puluh ribu")
    office.at("front-office").records(siti, "Sudah diserahkan", {"Diserahkan kepada": "Siti Contoh"})

    siti.follows("Selesai", "Janji ditepati")
    siti.downloads("Surat Rekomendasi", "SURAT REKOMENDASI", "Rp1.250.000,00", "0009999000011")
    siti.reads("S. C.", "tercatat dan berlaku").does_not_read(cast.SITI.nik)


def test_3_collecting_for_an_orphanage(office: Office) -> None:
    """Refused, for it reaches beyond the district; asked again with the same papers, and recommended."""
    budi = Citizen(office, "budi")
    budi.finds("galang dana", "Surat Rekomendasi Permohonan Izin Bupati").reads("3 hari kerja")
    budi.begins()
    budi.says("Pemohon", SITI | {"Nama lengkap": "Budi Contoh"})
    budi.says(
        "Pertanyaan", COLLECTION | {"Sampai mana pengumpulannya?": "Juga kabupaten atau kota lain di provinsi ini"}
    )
    for requirement, which in COLLECTION_PAPERS.items():
        budi.hands_in(requirement, scan(), which)
    budi.looks_over("Panitia Contoh", "diberikan Gubernur", "Anda tetap boleh mengirim").sends()
    office.at("front-office").records(budi, "Lengkap, teruskan")
    beyond = "Pengumpulan melewati batas kabupaten."
    office.at("petugas-verifikasi").opens(budi).reads("Tidak terpenuhi", "PP 29/1980 pasal 7")
    office.at("petugas-verifikasi").records(budi, "Tidak memenuhi syarat", {"Alasan": beyond})
    office.at("kepala-dinas").signs(budi, ANOTHER_ROAD)
    budi.follows("Ditolak")
    budi.downloads("Surat Penolakan", "diberikan Gubernur", "bukan Bupati", "tulis surat keberatan")

    budi.follows().press("Ajukan layanan lain dengan data dan berkas yang sama")
    budi.applies_again("Surat Rekomendasi Permohonan Izin Bupati")
    budi.says("Pemohon", {})
    budi.says("Pertanyaan", COLLECTION)
    for requirement, which in COLLECTION_PAPERS.items():
        if which or "NPWP" in requirement:
            budi.uses_again(requirement)
        else:
            budi.hands_in(requirement, scan())
    budi.looks_over("Panitia Contoh").sends()
    office.at("front-office").records(budi, "Lengkap, teruskan")
    verifier = office.at("petugas-verifikasi")
    verifier.records(budi, "Sesuai, teruskan")
    verifier.records(
        budi, "Tidak bertemu, jadwalkan lagi", {"Alasan": "Sekretariat tutup.", "Rencana datang lagi": TODAY}
    )
    verifier.opens(budi).reads("Sudah 1 kali: tidak bertemu")
    verifier.records(
        budi,
        "Kunjungan terlaksana",
        {
            "Waktu kunjungan": NOW,
            "Alamat atau patokan": "Jalan Rekaan 9, sebelah masjid",
            "Yang ditemui": ["Budi Contoh, ketua", "Rina Contoh, bendahara"],
            "Temuan di lapangan": "Sekretariat dan kotak sumbangannya ada.",
            "Foto": photo("sekretariat.jpg"),
        },
    )
    office.at("staf-administrasi").records(budi, "Konsep siap")
    office.at("kepala-dinas").signs(budi, {}, "Panitia Contoh", "bukan izin", "10% (sepuluh persen)")
    office.at("front-office").records(budi, "Sudah diserahkan", {"Diserahkan kepada": "Budi Contoh"})
    budi.follows("Selesai", "Janji ditepati")
    budi.downloads("Surat Rekomendasi", "Bupati Belitung", "Panitia Contoh")


def test_4_a_card_that_is_no_longer_active(office: Office) -> None:
    """A mother applies for her sick child; the nurse of the hospital waits for the letter."""
    siti = Citizen(office, "siti")
    siti.finds("kis mati", "Surat Keterangan Tidak Aktif").reads("1 hari kerja")
    siti.begins()
    siti.says("Pemohon", SITI | {"Layanan ini untuk siapa?": "Untuk orang lain, misalnya anak atau orang tua pemohon"})
    siti.says("Penerima layanan", CHILD)
    siti.says("Pertanyaan", {"Puskesmas, rumah sakit, atau dokter mana yang membuat surat sakit?": "Puskesmas Contoh"})
    siti.hands_in("Fotokopi e-KTP/KIA/Akta Lahir", photo("kia.jpg"), "Fotokopi Kartu Identitas Anak (KIA)")
    siti.hands_in("Fotokopi Kartu Keluarga", photo("kk.jpg"))
    siti.hands_in("Surat Keterangan Sakit", photo("sakit.jpg"))
    siti.looks_over("Bayu Contoh", "Puskesmas Contoh").sends()
    office.at("front-office").records(siti, "Lengkap, teruskan")
    office.at("operator-dtks").records(siti, "Sesuai, teruskan")
    office.at("analis-kebijakan").records(siti, "Sesuai, teruskan")
    office.at("staf-administrasi").records(
        siti,
        "Konsep siap",
        {"Keadaan kepesertaan PBI APBN": "tidak aktif", "Tanggal pemeriksaan data": TODAY},
    )
    office.at("kepala-dinas").signs(siti, {}, "Bayu Contoh", "TIDAK AKTIF", "Puskesmas Contoh")
    office.at("front-office").records(
        siti,
        "Sudah diserahkan",
        {
            "Diserahkan kepada": "Siti Contoh",
            "Pengambil sebagai": "Pemohon sendiri",
            "Cara penyerahan": "Di loket",
            "Bukti penerimaan": "Cap jempol di kertas",
        },
    )
    siti.follows("Selesai").does_not_read("Puskesmas Contoh")
    siti.downloads("Surat Keterangan", "tidak aktif", "Bayu Contoh")
    siti.reads("B. C.")
