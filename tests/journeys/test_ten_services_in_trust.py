"""Adoption and counselling, in a real browser: long roads on which little may be told to many.

A journey reads as a list of deeds.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys.fictitious import APPOINTMENT, HOME_VISIT, NOW, SITI, TODAY, decision
from tests.journeys.people import Citizen, Office
from tests.journeys.person import scan

pytestmark = pytest.mark.django_db(transaction=True)


def test_9_a_child_is_adopted(office: Office) -> None:
    """Two home visits, the province's decision between them, and the recommendation of its team kept as it came."""
    ani = Citizen(office, "ani")
    ani.finds("adopsi anak", "Pengangkatan Anak").reads("12 sampai 18 bulan")
    ani.begins()
    ani.says("Pemohon", SITI | {"Nama lengkap": "Ani Contoh"})
    ani.says(
        "Pertanyaan",
        {
            "Tanggal lahir suami": date(1985, 4, 1),
            "Tanggal lahir istri": date(1990, 5, 5),
            "Tanggal perkawinan menurut buku nikah atau akta perkawinan": date(2014, 8, 8),
            "Apakah pemohon pasangan suami istri, laki-laki dan perempuan, yang menikah sah?": True,
            "Agama suami": "Islam",
            "Agama istri": "Islam",
            "Agama calon anak angkat": "Islam",
            "Berapa anak yang sudah dimiliki, kandung maupun angkat?": "0",
        },
    )
    ani.hands_in("Melengkapi Persyaratan Administrasi", scan())
    ani.hands_in("Mengajukan permohonan izin", scan())
    ani.looks_over("Ani Contoh").sends()
    office.at("front-office").records(ani, "Lengkap, teruskan")
    office.at("kepala-dinas").records(ani, "Disposisikan")
    office.at("kabid-rehabilitasi-sosial").records(ani, "Disposisikan")
    worker = office.at("pejabat-fungsional")
    worker.records(ani, "Sesuai, teruskan")
    worker.records(
        ani,
        "Kunjungan terlaksana",
        HOME_VISIT | {"Pekerjaan, penghasilan, dan kesiapan keluarga": "Guru dan nelayan; keluarga besar setuju."},
    )
    worker.records(ani, "Konsep siap", {"Inisial calon anak angkat": "B. C."})
    office.at("kepala-dinas").signs_in_ink(ani, scan(), "Ani Contoh", "Rahasia", "Kepala Dinas Sosial Provinsi")
    office.at("staf-administrasi").records(
        ani,
        "Sudah dikirim",
        {"Dikirim kepada": "Dinas Sosial Provinsi", "Tanggal dikirim": TODAY, "Dengan cara": "Pos atau kurir"},
    )
    ani.follows("Pihak di luar kantor", "Dinas Sosial Provinsi").does_not_read("nelayan")
    worker.records(
        ani, "Jawaban diterima", decision("SK Pengasuhan Sementara", "77") | {"Pindaian atau foto suratnya": scan()}
    )
    worker.records(
        ani,
        "Kunjungan terlaksana",
        HOME_VISIT | {"Perkembangan anak selama pengasuhan": "Berat badan naik, dekat dengan ibunya."},
    )
    worker.records(
        ani,
        "Disepakati",
        {"Waktu pembahasan": NOW, "Yang hadir": ["Contoh Ketua Tim"], "Hasil pembahasan": "Tim setuju."},
    )
    worker.records(ani, "Jawaban diterima", decision("Rekomendasi Tim PIPA", "88"))
    worker.records(
        ani,
        "Dokumen diunduh dari aplikasi lain",
        {"Nomor atau acuan pada aplikasi lain": "88/PIPA", "Dokumen yang diunduh (PDF)": scan("rekomendasi.pdf")},
    )
    worker.records(
        ani, "Sudah diserahkan", {"Diserahkan kepada": "Ani Contoh", "Bukti penerimaan": "Tanda tangan di kertas"}
    )
    ani.follows("Selesai", "Janji ditepati").does_not_read("Berat badan", "menunggu kalender")
    ani.downloads("Rekomendasi Pengangkatan Anak dari Tim PIPA")
    ani.does_not_read("A. C.")


def test_10_a_mother_who_is_beaten(office: Office) -> None:
    """She asks for help in secret, cannot come the first time, and comes the second."""
    dewi = Citizen(office, "dewi")
    dewi.finds("dipukul suami", "Konseling PUSPAGA").reads("1 hari", "dirahasiakan")
    dewi.begins()
    dewi.says("Pemohon", {"Nama lengkap": "Dewi Contoh", "Alamat": "Kelurahan Contoh"})
    dewi.says(
        "Pertanyaan",
        {
            "Pengaduan ini disampaikan lewat apa?": "WhatsApp",
            "Anda melapor sebagai siapa?": "Saya sendiri yang membutuhkan konseling",
            "Ceritakan masalahnya": "Suami saya sering memukul.",
            "Nomor dan jam berapa yang aman untuk menghubungi Anda?": "0812 0000 0002, pagi sebelum pukul 10",
            "Apakah ada yang sedang dalam bahaya sekarang?": False,
        },
    )
    dewi.says_of_paper("Fotokopi KTP/KK (Identitas Pelapor dan Terlapor) (pelapor)", "Saya tidak punya")
    dewi.looks_over("Dewi Contoh").sends()
    desk = office.at("petugas-administrasi-puspaga")
    desk.records(dewi, "Sudah diserahkan")
    desk.records(
        dewi,
        "Laporan diteruskan",
        {
            "Laporan masuk lewat": "WhatsApp",
            "Ada yang sedang dalam bahaya?": False,
            "Orang yang dilaporkan (terlapor)": "Contoh Suami, suami",
        },
    )
    desk.records(dewi, "Sudah dijadwalkan", APPOINTMENT | {"Pesan bagi klien": "Lewat pintu samping."})
    dewi.follows("Janji temu Anda", "Ruang Konseling", "Lewat pintu samping.").does_not_read("Contoh Suami")
    counsellor = office.at("konselor-pencegahan")
    counsellor.opens(dewi).does_not_read("Contoh Suami")
    counsellor.records(dewi, "Klien tidak hadir", {"Alasan": "Suaminya di rumah.", "Ditunggu (menit)": "45"})
    desk.records(dewi, "Sudah dijadwalkan", APPOINTMENT)
    counsellor.records(
        dewi,
        "Sesi selesai",
        {
            "Waktu sesi": NOW,
            "Cara bertemu": "Tatap muka",
            "Yang hadir": ["Dewi Contoh"],
            "Catatan sesi (rahasia)": "Takut, ingin tetap bersama anaknya.",
            "Kesimpulan sesi (rahasia)": "Perlu pendampingan.",
        },
    )
    counsellor.records(dewi, "Cukup, tidak perlu tindak lanjut", {"Hasil pembahasan": "Tahu ke mana meminta tolong."})
    dewi.follows("Selesai", "Janji ditepati").does_not_read("Takut", "Perlu pendampingan", "45")
    desk.looks_into(dewi).reads("Rahasia: hanya dibaca petugas langkah ini.").does_not_read("Takut, ingin")
