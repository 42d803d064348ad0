"""Sentences and names of the examples, by a field's code or the first word of it; `|` stands between several.

{name}, {address} and {number} are invented when the line is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LINES: Final = """
keadaan: Tinggal berempat di rumah kontrakan, penghasilan tidak tetap.
keadaan: Sering sakit dan tinggal sendiri; tetangga yang mengantar makanan.
keadaan: Baru kehilangan pekerjaan, dua anak masih sekolah.
kebutuhan: Kebutuhan makan sehari-hari dan biaya berobat. | Perlengkapan tidur dan pakaian anak.
kegiatan: Bimbingan belajar dan pembagian sembako setiap bulan.
maksud: Membantu warga yang terdampak banjir di Kelurahan Contoh.
tujuan: Membantu keluarga kurang mampu di Kelurahan Contoh.
masalah: Kartunya tidak dapat dipakai sejak bulan lalu.
uraian: Data keluarga tidak sama dengan Kartu Keluarga yang baru.
kejadian: Hujan deras semalaman, air masuk ke rumah setinggi lutut.
yang: Jumlah anggota keluarga bertambah satu.
hasil: Keterangan pemohon sesuai dengan keadaan di rumahnya.
kesimpulan: Layak dibantu sesuai hasil verifikasi.
conclusion: Memenuhi syarat dan perlu segera dibantu. | Keluarga mampu merawat dengan pendampingan.
observed: Rumah berdinding papan, lantai semen; keterangan pemohon sesuai.
condition: Sehat, dapat berjalan sendiri. | Lemah, perlu istirahat beberapa hari.
needs: Makan sehari-hari dan obat. | Teman bicara dan kegiatan harian.
summary: Disepakati dibantu mulai pekan ini. | Laporan warga: ada yang memerlukan pertolongan.
matter: Pengasuhan dan mengatur uang belanja keluarga.
progress: Makin membaik, nafsu makan kembali.
result: Berjalan baik, keluarga ikut hadir.
agreement: Keluarga bersedia merawat bersama.
session: Klien bercerita dengan tenang; pertemuan berikutnya disepakati.
grounds: Menurut berkas dan hasil pemeriksaan data.
instruction: Mohon diteliti dan diselesaikan pekan ini. | Tolong dikunjungi dahulu.
note: Sudah dicocokkan dengan aslinya. | Pemohon sudah diberi tahu lewat telepon. | Lengkap.
advice: Bantuan sembako dan pendampingan.
risks: Mudah jatuh sakit bila tinggal sendiri.
strengths: Tetangga dan keluarga ikut menjaga.
dwelling: Rumah sewa satu kamar, bersih, sumur di belakang.
means: Berjualan sayur.
care: Tumbuh sehat dan dekat dengan pengasuhnya.
method: Wawancara
basis: Hasil asesmen
companions: {name}
caretaker: {name}
examined: Puskesmas Contoh
facility: Rumah Sakit Contoh
paid: Jaminan kesehatan daerah
origin: Kabupaten Contoh
relation: Kakak kandung
carrier: Kapal Contoh Jaya
occasion: Mengurus surat di kelurahan
message: Mohon datang tepat waktu.
belongings: Satu tas pakaian.
room: Kamar 2
tempat_lahir: Kota Contoh
nomor_jkn: 0009999000{number}
nomor_rekening: Bank 01
nama_lembaga: Lembaga Contoh Sejahtera
nama_badan: Yayasan Contoh Bakti
nama_organisasi: Karang Taruna Contoh
nama_kegiatan: Peduli Banjir Contoh
nama_kelompok: Kelompok Usaha Contoh
nama_undian: Undian Contoh
nama_usaha: Kafetaria Contoh
nama_sekolah: SD Contoh 1, kelas 4
nama_panti: Panti Contoh
reference: ACUAN-{number}
nomor: CONTOH/{number}/2026
letter: CONTOH/{number}/2026
nama: {name}
ketua: {name}
wali: {name}
pimpinan: {name}
wakil: {name}
penanggung: {name}
terlapor: {name}, tetangga
collector: {name}
receiver: {name}
received: {name}
accepted: {name}
brought: Warga sekitar
relative: {name}
susunan: {name} (ketua), {name} (bendahara)
nik: 9999010101800001
alamat: {address}
tempat: Kelurahan Contoh
lokasi: {address}
keberadaan: {address}
patokan: Seberang lapangan
place: {address}
destination: Kota Contoh
desa: Kelurahan Contoh
daerah: Kabupaten Contoh
wilayah: Kecamatan Contoh
institution: Lembaga Contoh Sejahtera
lembaga: Lembaga Contoh Sejahtera
instansi: Dinas Contoh
dinas: Dinas Contoh
shelter: Rumah Singgah Contoh
meets: Ruang konseling
proposed: Pusat data
sent: Bagian umum
jenis: Baru
pekerjaan: Buruh harian
inisial: A.C.
jam: 09.00
kendaraan: Mobil dinas
aturan: Syarat yang disebut pada berkas belum terpenuhi.
alat: Kursi roda
anggota: {name}, {name}
cara_pengumpulan: Kotak sumbangan dan kupon
cara_penyaluran: Diserahkan langsung kepada penerima, dengan tanda terima
daftar_anggota: {name}, {name}, {name}
daftar_hadiah: Sepeda, 2 buah, Rp1.500.000
fasilitas_kesehatan: Puskesmas Contoh
hadiah_utama: Sepeda
hubungi: Telepon siang hari saja
informasi: Hujan deras semalaman, dua rumah kemasukan air.
isi: Bantuan bulan lalu belum diterima.
kelompok: Satu bayi dan satu lansia
objek: Pendampingan lansia di Kelurahan Contoh
pembiayaan: Sekitar Rp500.000 dari kas organisasi
peserta: Anggota dan warga sekitar
petunjuk: Menyebut nama kampung di Kabupaten Contoh
pokok: Santunan dan pendidikan anak
rumah: Rumah Sakit Jiwa Contoh
subjek: Dinas dan Lembaga Contoh Sejahtera
answer: Disetujui, silakan dilanjutkan.
answered: Bagian umum
contact: 0812 0000 0000
first: Diberi makan dan tempat istirahat.
led: {name}
record: BA-{number}
reported: {name}, alamatnya belum jelas.
safe: Pagi hari, nomor tetangga
searched: Sudah ditanyakan di terminal dan kepada RT.
stays: Rumah saudaranya
third: Lembaga Contoh Sejahtera
ticket: T-{number}
urgent: Selimut dan makanan bayi
visit: {address}
alasan: Belum dikaruniai anak dan siap mengasuh.
angkutan: Bus
asal: Kabupaten Contoh
bantuan: Sembako dan pendampingan
bentuk: Barang
catatan: Keterangan pemohon sesuai.
ciri: Tinggi sedang, berbaju biru
dasar: Keputusan dan hasil asesmen
diberikan: Surat dan penjelasannya
hak: Menurut lampiran perjanjian
hubungan: Kakak kandung
identitas: Ada
jabatan: Ketua RT
jalan: Bertanya ke kantor ini
jumlah: Empat
kategori: Keluarga kurang mampu
keluarga: {name}
keperluan: Keringanan biaya berobat
keterangan: Kakak kandung
lama: Dua tahun
layanan: Perawatan dan pendampingan
narahubung: Bidang rehabilitasi sosial
panti: Panti Contoh
pelaksana: {name}
pelatihan: Menjahit
pemberi: Orang tua kandung
pendamping: {name}
pendidikan: Sekolah dasar
penerbit: Dinas Contoh
penerima: {name}
penghasilan: Rp1.200.000
pengusul: Kelurahan Contoh
persetujuan: Bersedia
pesan: Obat diminum teratur
petugas: {name}
pihak: Lembaga Contoh Sejahtera
program: Sembako
rencana: Menambah barang dagangan
saksi: {name}
saluran: Kotak saran dan SP4N-LAPOR!
sebab: Petugas sedang di lapangan
status: Menikah
tahun: 2026
tanda: Tanda tangan
telepon: 0812 0000 0000
tingkat: Kabupaten
tugas: Mengantar klien
"""


def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _LINES.strip().splitlines():
        code, _, texts = line.partition(": ")
        found[code] = (*found.get(code, ()), *texts.split(" | "))
    return found


SAID: Final[Mapping[str, tuple[str, ...]]] = _read()
