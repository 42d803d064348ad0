"""Every code a standard can be found at fault with: its grade and its Indonesian sentence. Codes are never reused."""

from __future__ import annotations

from typing import Any, Final

from maklumat.core.standard.findings import ERROR, NOTE, WARNING, Finding, Place

SAYINGS: Final[dict[str, tuple[str, str]]] = {
    # 1xx: the file cannot be read
    "STD-101": (ERROR, "Berkas ini bukan YAML yang benar: {reason}."),
    "STD-102": (ERROR, "Kunci “{key}” ditulis dua kali; yang pertama di baris {line}. Gabungkan keduanya."),
    "STD-103": (ERROR, "Jangkar & dan rujukan * YAML tidak dipakai di sini. Tulis isinya, atau pakai rujuk."),
    "STD-104": (ERROR, "Tanda ! YAML ({tag}) tidak dipakai di sini. Hapus tandanya."),
    "STD-105": (ERROR, "Satu berkas memuat satu dokumen saja. Pisahkan bagian sesudah --- ke berkas lain."),
    "STD-106": (ERROR, "Berkas ini kosong atau tidak berisi pasangan kunci: nilai."),
    "STD-107": (ERROR, "Kunci harus berupa kata, bukan daftar atau kelompok."),
    "STD-108": (ERROR, "Susunan terlalu dalam (lebih dari {limit} tingkat)."),
    "STD-109": (ERROR, "Berkas terlalu besar: {size} huruf, batasnya {limit}."),
    # 2xx: keys and values
    "STD-201": (ERROR, "Kunci “{key}” tidak dikenal di {shape}."),
    "STD-202": (ERROR, "Kunci “{key}” wajib ada di {shape}: {help}"),
    "STD-203": (ERROR, "Di sini harus {wanted}, bukan {found}."),
    "STD-204": (ERROR, "Nilai “{key}” kosong. Isi nilainya, atau hapus kuncinya."),
    "STD-205": (ERROR, "“{text}” bukan bilangan bulat. Tulis angka saja, tanpa titik dan tanpa satuan."),
    "STD-206": (ERROR, "{number} di luar batas {least} sampai {most}."),
    "STD-207": (ERROR, "“{text}” bukan tanggal. Tulis tahun-bulan-hari, misalnya 2023-05-19."),
    "STD-208": (ERROR, "“{text}” bukan ya atau tidak."),
    "STD-209": (ERROR, "“{text}” bukan salah satu dari: {words}."),
    "STD-210": (ERROR, "“{text}” bukan kode. Pakai huruf kecil, angka, dan - atau _ di antaranya, misalnya {example}."),
    "STD-211": (ERROR, "“{text}” bukan jam. Tulis jam:menit dua angka, misalnya 07:30."),
    "STD-212": (ERROR, "“{text}” bukan nomor baris. Tulis satu baris (230) atau rentang (226-248)."),
    "STD-213": (ERROR, "Ungkapan tidak dapat dibaca ({fault}). {reason}"),
    "STD-214": (ERROR, "Kode “{text}” sudah dipakai di baris {line}. Setiap kode hanya sekali."),
    "STD-215": (ERROR, "Tulis tepat satu dari: {words}. Yang tertulis: {found}."),
    "STD-216": (ERROR, "“{text}” bukan bagian nomor surat yang dikenal. Pilihannya: {words}."),
    "STD-217": (ERROR, "Format {number} tidak dikenal; yang dapat dibaca adalah format {known}."),
    "STD-218": (ERROR, "Rentang terbalik: dari {low} sampai {high}."),
    "STD-219": (ERROR, "“{key}” tidak dapat bersama “{other}”."),
    "STD-220": (ERROR, "Komponen “{key}” belum ada; UU 25/2009 pasal 21 mewajibkan keempat belasnya."),
    "STD-221": (ERROR, "“{text}” adalah kata yang sudah punya arti sendiri; pilih kode lain."),
    "STD-222": (ERROR, "Daftar ini kosong. Tulis sedikitnya satu."),
    "STD-223": (ERROR, "Sumber harus menyebut baris naskah, atau alasan mengapa naskah tidak memuatnya."),
    "STD-224": (ERROR, "Tambahan di luar naskah harus punya alasan."),
    "STD-225": (ERROR, "Pilihan jawaban harus ditulis untuk isian jenis pilihan, dan hanya untuk itu."),
    "STD-226": (ERROR, "“{key}” terbaca sebagai kunci {shape}. Bila ini lanjutan kalimat berkoma, beri tanda kutip."),
    "STD-227": (ERROR, "Setiap terjemahan memuat tepat dua: teks dan inggris, dan setiap teks sekali saja."),
    # 3xx: references
    "STD-301": (ERROR, "Bidang “{text}” tidak ada di kantor.yaml."),
    "STD-302": (ERROR, "Jabatan “{text}” tidak dimiliki kantor ini (lihat jabatan di kantor.yaml)."),
    "STD-303": (ERROR, "Langkah “{text}” tidak ada dalam prosedur ini."),
    "STD-304": (ERROR, "“{text}” bukan hasil langkah jenis {kind}. Pilihannya: {words}."),
    "STD-305": (ERROR, "Produk “{text}” tidak ada di komponen produk layanan ini."),
    "STD-306": (ERROR, "Peraturan “{text}” tidak ada di _bersama/dasar_hukum.yaml."),
    "STD-307": (ERROR, "Tidak ada “{text}” untuk {key} di bagian bersama pada kantor.yaml."),
    "STD-308": (ERROR, "Isian “{text}” tidak ada di komponen isian layanan ini."),
    "STD-309": (ERROR, "Templat surat “{text}” tidak ada di folder surat kantor maupun _bersama."),
    "STD-310": (ERROR, "{key} {text} sudah dipakai oleh {other}."),
    "STD-311": (ERROR, "Langkah jenis {kind} harus menyebut produk yang dikerjakannya."),
    "STD-312": (ERROR, "Kantor harus punya tepat satu jabatan kepala; yang tertulis {count}."),
    "STD-313": (ERROR, "Ungkapan tidak cocok dengan isian ({fault}). {reason}"),
    "STD-314": (ERROR, "Berkas kantor.yaml tidak ada."),
    "STD-315": (ERROR, "Surat yang dibuat di sini harus punya templat, tanda tangan, dan penanda tangan."),
    "STD-316": (ERROR, "Dokumen yang dibuat di luar harus menyebut sistem atau pihak pembuatnya."),
    "STD-317": (ERROR, "Langkah ini harus menyebut jabatan yang mencatatnya (dicatat_oleh)."),
    "STD-319": (ERROR, "Kode kantor “{text}” tidak sama dengan nama foldernya, {folder}."),
    "STD-320": (ERROR, "Jabatan dan pihak lain tidak dapat menjadi pelaku bersama; tulis salah satu."),
    "STD-321": (ERROR, "Isi bagian bersama ditulis di sini, tidak merujuk lagi ke tempat lain."),
    # 4xx: the procedure
    "STD-401": (ERROR, "Langkah “{step}” tidak pernah tercapai dari langkah pertama."),
    "STD-402": (ERROR, "Dari langkah “{step}” permohonan tidak pernah bisa berakhir."),
    "STD-403": (ERROR, "Langkah “{step}” tidak punya hasil."),
    "STD-404": (WARNING, "Langkah “{step}” hanya punya jalan lancar; apa yang terjadi bila tidak ({words})?"),
    "STD-405": (ERROR, "Prosedur ini tidak pernah sampai ke “selesai”."),
    "STD-407": (WARNING, "Surat “{product}” ditandatangani tetapi tidak pernah diserahkan atau dikirim."),
    "STD-408": (ERROR, "Jabatan “{post}” menandatangani di sini, padahal menurut kantor.yaml tidak berwenang."),
    "STD-409": (WARNING, "Ada aturan kelayakan, tetapi tidak ada langkah yang dapat menolak."),
    "STD-410": (WARNING, "Produk “{product}” dijanjikan, tetapi tidak ada langkah yang mengerjakannya."),
    "STD-411": (WARNING, "Langkah “{step}” menolak tanpa surat penolakan yang ditandatangani."),
    "STD-412": (WARNING, "Layanan bagi orang dalam kebutuhan, tetapi langkah “{step}” menolak tanpa dilihat kepala."),
    "STD-413": (ERROR, "Penanda tangan produk “{product}” ({signer}) bukan pelaku langkah “{step}”."),
    # 5xx: what the decree leaves odd
    "STD-501": (WARNING, "Naskah hanya menulis “hari”; dihitung sebagai {counted}. {note}"),
    "STD-502": (WARNING, "Jangka waktu berupa rentang {low} sampai {high} {unit}; yang mengikat {high} {unit}."),
    "STD-503": (WARNING, "Janji yang sama dikatakan dua kali dengan angka berbeda: {first} dan {second}."),
    "STD-504": (WARNING, "{act} sudah dicabut {by}."),
    "STD-505": (WARNING, "Persyaratan “{text}” adalah surat kantor ini sendiri; pemohon tidak perlu membawanya."),
    "STD-506": (WARNING, "Naskah mengumumkan maklumat pelayanan tetapi tidak mencetak isinya."),
    "STD-507": (WARNING, "Belum ada kata cari; warga tidak akan menemukan layanan ini dengan kata sehari-hari."),
    "STD-508": (WARNING, "Sumber baris {lines} berada di luar bagian layanan ini ({range})."),
    "STD-509": (WARNING, "Evaluasi kinerja tidak menyebut berapa bulan sekali survei dilakukan."),
    "STD-511": (NOTE, "Jabatan “{post}” tidak dipakai oleh satu layanan pun."),
    "STD-513": (WARNING, "Saluran “{text}” disebut situs web, tetapi alamatnya surel: {address}."),
    "STD-514": (WARNING, "Jumlah pelaksana {count}, tetapi rinciannya berjumlah {sum}."),
    "STD-515": (WARNING, "Nomor butir meloncat: sesudah {before} tertulis {after}."),
    "STD-516": (WARNING, "Langkah menyebut “{said}”, sedangkan produknya “{product}”."),
    "STD-517": (WARNING, "Jangka waktu tanpa angka: warga tidak tahu kapan selesai."),
    "STD-518": (WARNING, "Pemberlakuan layanan ({service}) mendahului keputusan kantor ({office})."),
    "STD-519": (WARNING, "Bidang “{text}” tidak punya layanan dalam keputusan ini."),
    # 6xx: what a reader should know
    "STD-601": (NOTE, "{text} Pilihan: {choice}"),
    "STD-602": (NOTE, "Langkah tambahan “{step}” tidak ada dalam naskah. {reason}"),
    "STD-603": (NOTE, "{act} perlu diperiksa statusnya. {note}"),
    "STD-604": (NOTE, "Layanan dengan kerahasiaan khusus: {kind}."),
    "STD-605": (WARNING, "{count} teks belum ada bahasa Inggrisnya, misalnya “{text}”."),
    "STD-606": (NOTE, "Standar tidak lagi menulis “{text}”; terjemahannya tidak terpakai."),
}  # fmt: skip


def finding(code: str, place: Place, key: str = "", nearest: str = "", **values: Any) -> Finding:
    """The finding with the sentence of `code`, filled with `values` (and `key`, where the sentence says it)."""
    grade, sentence = SAYINGS[code]
    return Finding(code, grade, sentence.format_map({"key": key, **values}).strip(), place, key, nearest)
