"""The services for people in need, in a real browser: nobody is turned away for a name, a number or a paper.

What the field records (a visit, goods and who received them, a shelter, a journey) is filled in by its labels, and what
is printed is read. A journey reads as a list of deeds.
"""

from __future__ import annotations

import pytest

from tests.journeys.fictitious import (
    ASSESSMENT,
    DEPARTURE,
    FOR_ANOTHER,
    GRANDFATHER,
    NOW,
    SITI,
    TODAY,
    TOMORROW,
    WHEELCHAIR,
)
from tests.journeys.people import Citizen, Office
from tests.journeys.person import photo, scan

pytestmark = pytest.mark.django_db(transaction=True)


def test_5_a_wheelchair_and_a_hearing_aid(office: Office) -> None:
    """What lies in the store is handed over at once; the rest comes from a third party by a letter signed in ink."""
    tuti = Citizen(office, "tuti")
    tuti.finds("kursi roda", "Rehabilitasi Sosial").reads("3 hari kalender", "Siapa pun boleh melapor")
    tuti.begins()
    tuti.says(
        "Pemohon",
        SITI
        | {
            "Nama lengkap": "Tuti Contoh",
            "Layanan ini untuk siapa?": "Untuk orang lain, misalnya anak atau orang tua pemohon",
        },
    )
    tuti.says("Penerima layanan", GRANDFATHER)
    tuti.says(
        "Pertanyaan",
        {
            "Siapa yang menyampaikan permohonan atau laporan ini?": "Keluarganya",
            "Permohonan atau laporan ini disampaikan dengan apa?": "Lisan (datang, telepon, atau pesan suara)",
            "Ceritakan keadaan orangnya dan apa yang paling dibutuhkan": "Ayah saya lumpuh dan kurang mendengar.",
            "Di mana orangnya dapat ditemui (alamat atau patokan)?": "Rumah biru di belakang balai desa",
            "Alat bantu apa yang dibutuhkan, bila ada?": "Kursi roda dan alat bantu dengar",
        },
    )
    tuti.hands_in("Fotokopi KTP, KK", photo("ktp.jpg"), "Fotokopi KTP")
    tuti.looks_over("Harun Contoh", "Kursi roda").sends()
    office.at("front-office").records(
        tuti, "Laporan diteruskan", {"Laporan masuk lewat": "Media online lain", "Ada yang sedang dalam bahaya?": False}
    )
    office.at("kepala-dinas").records(tuti, "Disposisikan", {"Isi disposisi": "Datangi hari ini."})
    office.at("kabid-rehabilitasi-sosial").records(tuti, "Disposisikan", {"Isi disposisi": "Bawa kursi roda."})
    worker = office.at("pejabat-fungsional")
    worker.records(tuti, "Sesuai, teruskan")
    worker.records(
        tuti,
        "Kunjungan terlaksana",
        {
            "Waktu kunjungan": NOW,
            "Alamat atau patokan": "Rumah biru di belakang balai desa",
            "Koordinat": "-2.741050, 107.638120",
            "Yang ditemui": ["Tuti Contoh, anak"],
            "Anggota keluarga serumah": [
                {"Nama": "Harun Contoh", "Hubungan": "kepala keluarga", "Umur (tahun)": "71"},
                {"Nama": "Tuti Contoh", "Hubungan": "anak", "Pekerjaan atau keadaan": "penjual kue"},
            ],
            "Keadaan rumah dan lingkungan": "Lantai semen, pintu cukup lebar untuk kursi roda.",
            "Temuan di lapangan": "Tidak dapat berjalan sejak stroke; telinga kiri kurang mendengar.",
            "Foto": photo("rumah.jpg"),
        },
    )
    worker.records(
        tuti,
        "Bantuan barang tersedia",
        {
            "Hasil pembahasan": "Kursi roda dari gudang; alat bantu dengar dimintakan.",
            "Keputusan": [
                {
                    "Yang dilakukan": "Antar kursi roda",
                    "Pelaksana": "Contoh Pekerja",
                    "Paling lambat (hh-bb-tttt)": f"{TOMORROW:%d-%m-%Y}",
                }
            ],
        },
    )
    handed = {
        "Alasan": "Alat bantu dengar tidak ada di gudang.",
        "Barang yang diserahkan": [WHEELCHAIR],
        "Nama yang menerima": "Harun Contoh",
        "Penerima sebagai": "Penerima bantuan sendiri",
        "Bukti penerimaan": "Cap jempol di kertas",
        "Waktu penyerahan": NOW,
        "Tempat penyerahan": "Di rumahnya",
        "Saksi": ["Tuti Contoh"],
        "Foto": photo("serah.jpg"),
    }
    worker.records(tuti, "Belum seluruhnya, perlu pihak ketiga", handed)
    worker.looks_into(tuti).prints(
        "Cetak berita acara", "berita acara", "Kursi roda", "satu juta lima ratus ribu rupiah", "cap jempol"
    )
    office.at("staf-administrasi").records(
        tuti,
        "Konsep siap",
        {
            "Kebutuhan menurut asesmen": "Alat bantu dengar untuk telinga kiri",
            "Lembaga atau pihak yang dituju": "Yayasan Contoh Dengar",
        },
    )
    office.at("kepala-dinas").opens(tuti).press("Tanda tangani")
    office.at("kepala-dinas").reads("Rehabilitasi Sosial untuk Harun Contoh", "dicap basah")
    office.at("kepala-dinas").signs_in_ink(tuti, scan("surat-bercap.pdf"), "Yayasan Contoh Dengar", "Harun Contoh")
    office.at("front-office").records(tuti, "Sudah diserahkan", {"Diserahkan kepada": "Tuti Contoh"})
    worker.records(
        tuti,
        "Pihak ketiga memenuhi kebutuhannya",
        {
            "Lembaga atau pihak yang dituju": "Yayasan Contoh Dengar",
            "Tanggal diterima": TODAY,
            "Diterima oleh": "Contoh Pengurus, sekretaris",
            "Bantuan yang diberikan pihak itu": [{"Barang": "Alat bantu dengar", "Jumlah": "1", "Satuan": "buah"}],
        },
    )
    tuti.follows("Selesai", "Kursi roda", "Yayasan Contoh Dengar").does_not_read("Datangi hari ini", "stroke")
    tuti.downloads("Surat Rekomendasi Rehabilitasi Sosial")


def test_6_a_house_blown_down(office: Office) -> None:
    """A neighbour reports and gives no name; goods come the same day, and their worth is written in words."""
    neighbour = Citizen(office, "tetangga")
    neighbour.finds("angin puting beliung", "Pemberian Bantuan Kebencanaan").reads(
        "1 hari", "surat dari desa dapat menyusul"
    )
    neighbour.begins()
    neighbour.says("Pemohon", {"Alamat": "Jalan Rekaan 3", "Layanan ini untuk siapa?": FOR_ANOTHER})
    neighbour.says("Penerima layanan", {"Nama lengkap": "Ijah Contoh", "Alamat": "Dusun Rekaan"})
    neighbour.says(
        "Pertanyaan",
        {
            "Anda melapor sebagai siapa?": "Masyarakat (tetangga, relawan, atau orang lain)",
            "Dari mana informasi kejadian ini?": "Masyarakat (korban, keluarga, tetangga)",
            "Apa yang terjadi?": "Angin kencang atau puting beliung",
            "Tanggal berapa kejadiannya?": TODAY,
            "Di mana kejadiannya?": "Daratan Pulau Belitung",
            "Alamat atau patokan tempat kejadian (desa, dusun, jalan)": "Dusun Rekaan, dekat dermaga",
            "Ceritakan kejadian dan apa yang paling dibutuhkan": "Atapnya terbang. Tidur di rumah saya.",
            "Kira-kira berapa orang yang terdampak?": "4",
            "Adakah bayi, ibu hamil, lansia, atau penyandang disabilitas?": "Satu bayi",
        },
    )
    neighbour.says_of_paper("Surat Laporan Kejadian Bencana", "Saya tidak punya")
    neighbour.looks_over("Ijah Contoh", "Satu bayi").sends()
    office.at("front-office").records(neighbour, "Laporan diteruskan", {"Laporan masuk lewat": "Media online lain"})
    office.at("kepala-dinas").records(neighbour, "Disposisikan", {"Isi disposisi": "Kirim hari ini."})
    office.at("kabid-rehabilitasi-sosial").records(neighbour, "Disposisikan")
    worker = office.at("pejabat-fungsional")
    worker.records(neighbour, "Sesuai, teruskan", {"Catatan": "Sudah ditelepon kepala dusun."})
    worker.records(
        neighbour,
        "Kunjungan terlaksana",
        {
            "Waktu kunjungan": NOW,
            "Alamat atau patokan": "Dusun Rekaan, dekat dermaga",
            "Yang ditemui": ["Ijah Contoh"],
            "Yang terdampak": [
                {
                    "Kelompok (misalnya bayi, lansia, ibu hamil)": "bayi",
                    "Jumlah orang": "1",
                    "Kebutuhan khusus": "susu",
                },
                {"Kelompok (misalnya bayi, lansia, ibu hamil)": "dewasa", "Jumlah orang": "3"},
            ],
            "Temuan di lapangan": "Atap dapur dan kamar hilang.",
            "Yang paling dibutuhkan": "Terpal dan makanan bayi",
            "Foto": photo("atap.jpg"),
        },
    )
    worker.records(neighbour, "Rencana disepakati", {"Hasil pembahasan": "Paket sembako dan terpal diantar sore ini."})
    worker.opens(neighbour).chooses(
        "Bantuan disalurkan",
        {
            "Waktu penyerahan": NOW,
            "Tempat penyerahan": "rumah tetangga di Dusun Rekaan",
            "Barang yang diserahkan": [
                {"Barang": "Paket sembako", "Jumlah": "2", "Satuan": "paket", "Nilai seluruhnya (Rp)": "500.000"},
                {"Barang": "Terpal", "Jumlah": "3", "Satuan": "lembar", "Nilai seluruhnya (Rp)": "675.000"},
            ],
            "Nama yang menerima": "Ijah Contoh",
            "Penerima sebagai": "Penerima bantuan sendiri",
            "Bukti penerimaan": "Tanda tangan di kertas",
            "Saksi": ["Contoh Kepala Dusun"],
        },
    )
    words = "satu juta seratus tujuh puluh lima ribu rupiah"
    worker.says_on_paper("Cetak berita acara", "berita acara sebelum dicatat", words, "Terpal", "Contoh Kepala Dusun")
    worker.goes_on({"Foto": photo("serah.jpg"), "Pindaian atau foto berita acara yang sudah ditandatangani": scan()})
    worker.looks_into(neighbour).reads("Pelapor", "Terpal")
    worker.prints("Cetak berita acara", "berita acara", words, "Ijah Contoh")

    neighbour.follows("Selesai", "Janji ditepati").does_not_read("Kirim hari ini")


def test_7_a_migrant_worker_comes_home(office: Office) -> None:
    """The ship is late: the wait is the carrier's and not the office's; then she leaves the shelter and travels."""
    officer = Citizen(office, "polisi")
    officer.finds("dideportasi", "Pemulangan Pekerja Migran Terlantar").reads("7 hari kalender")
    officer.begins()
    officer.says("Pemohon", SITI | {"Nama lengkap": "Contoh Polisi", "Layanan ini untuk siapa?": FOR_ANOTHER})
    officer.says("Penerima layanan", {"Nama lengkap": "Wati Contoh"})
    officer.says(
        "Pertanyaan",
        {
            "Siapa yang menyampaikan informasi ini?": "Aparat (polisi, desa, kelurahan, kecamatan, pelabuhan, bandara)",
            "Di mana orangnya sekarang (alamat atau patokan)?": "Ruang tunggu pelabuhan",
            "Daerah asalnya di mana?": "Kabupaten Contoh Timur",
            "Ceritakan keadaannya dan apa yang paling dibutuhkan sekarang": "Tidak punya uang, belum makan.",
        },
    )
    officer.says_of_paper("Fotokopi KTP/KK/Surat Keterangan Domisili", "Saya tidak punya")
    officer.hands_in("Surat Keterangan dari Kepolisian", scan())
    officer.looks_over("Wati Contoh").sends()
    front = office.at("front-office")
    front.records(officer, "Laporan diteruskan", {"Laporan masuk lewat": "Lewat instansi lain"})
    front.records(
        officer,
        "Diterima dan diteruskan kepada Kepala Dinas",
        {
            "Waktu diterima": NOW,
            "Datang": "Diantar aparat",
            "Diantar oleh": "Contoh Polisi",
            "Keadaannya saat datang": "Lapar, sehat.",
        },
    )
    office.at("kepala-dinas").records(officer, "Disposisikan")
    office.at("kabid-rehabilitasi-sosial").records(officer, "Disposisikan", {"Isi disposisi": "Asesmen hari ini."})
    worker = office.at("pejabat-fungsional")
    worker.records(officer, "Asesmen selesai", ASSESSMENT)
    worker.records(
        officer,
        "Sudah ditempatkan",
        {
            "Nama tempat penampungan": "Rumah Perlindungan Contoh",
            "Mulai tinggal": NOW,
            "Kamar atau ruang": "Kamar 2",
            "Petugas yang bertanggung jawab": "Contoh Pengasuh",
            "Barang bawaan": "Satu tas",
        },
    )
    worker.records(
        officer,
        "Menunggu jadwal keberangkatan",
        {"Alasan": "Kapal belum berangkat karena cuaca.", "Perkiraan berangkat": TOMORROW},
    )
    officer.follows("Pihak di luar kantor", "Menunggu jadwal keberangkatan").does_not_read(
        "Lapar", "Rumah Perlindungan Contoh"
    )
    worker.records(
        officer,
        "Jadwal keberangkatan sudah ada",
        {
            "Yang menjawab": "Pelabuhan Contoh",
            "Surat atau keputusan yang diterima": [
                {"Surat atau keputusan": "Jadwal kapal", "Nomor": "12", "Tanggal (hh-bb-tttt)": f"{TODAY:%d-%m-%Y}"}
            ],
        },
    )
    worker.records(officer, "Sudah dipulangkan", DEPARTURE | {"Bukti penyerahan": "Tanda tangan di kertas"})
    officer.follows("Selesai", "Janji ditepati", "Sudah dipulangkan").does_not_read("Kabupaten Contoh Timur")


def test_8_a_stranger_at_the_market(office: Office) -> None:
    """Nobody knows his name and he does not come; he is searched for, fetched, and taken home."""
    trader = Citizen(office, "pedagang")
    trader.finds("tidur di emperan", "Orang Terlantar").reads("7 hari kalender", "Siapa pun boleh melapor")
    trader.begins()
    trader.says("Pemohon", {"Layanan ini untuk siapa?": FOR_ANOTHER})
    trader.says("Penerima layanan", {})
    trader.says(
        "Pertanyaan",
        {
            "Siapa yang menyampaikan informasi ini?": "Masyarakat (keluarga, tetangga, orang lain)",
            "Di mana orangnya sekarang (alamat atau patokan)?": "Emperan pasar ikan",
            "Ceritakan keadaannya dan apa yang paling dibutuhkan sekarang": "Bapak tua, bingung, belum makan.",
        },
    )
    trader.says_of_paper("Fotokopi KTP / KK", "Saya tidak punya")
    trader.looks_over("Emperan pasar ikan").sends()
    front = office.at("front-office")
    front.records(
        trader,
        "Laporan diteruskan",
        {"Laporan masuk lewat": "Media online lain", "Ada yang sedang dalam bahaya?": False},
    )
    front.records(
        trader,
        "Belum datang, telusuri lagi laporannya",
        {"Alasan": "Sudah pindah dari emperan.", "Sudah dicari di mana": "Pasar ikan dan terminal"},
    )
    front.records(
        trader,
        "Laporan diteruskan",
        {"Laporan masuk lewat": "Telepon", "Yang sudah dilakukan": "Ditemukan Satpol PP di terminal."},
    )
    front.records(
        trader,
        "Diterima dan diteruskan kepada Kepala Dinas",
        {
            "Datang": "Dijemput petugas",
            "Keadaannya saat datang": "Lemah.",
            "Pertolongan pertama yang diberikan": "Makan dan minum",
        },
    )
    office.at("kepala-dinas").records(trader, "Disposisikan")
    office.at("kabid-rehabilitasi-sosial").records(trader, "Disposisikan")
    worker = office.at("pejabat-fungsional")
    worker.records(trader, "Asesmen selesai", ASSESSMENT)
    worker.records(
        trader, "Sudah ditempatkan", {"Nama tempat penampungan": "Rumah Perlindungan Contoh", "Mulai tinggal": NOW}
    )
    worker.records(trader, "Sudah dipulangkan", DEPARTURE | {"Bukti penyerahan": "Nama saja, disaksikan petugas"})
    trader.follows("Selesai", "Janji ditepati").does_not_read("Lemah", "Kamar 2")
