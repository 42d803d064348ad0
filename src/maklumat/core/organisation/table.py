"""Every setting of an office. A new one is added here by whoever reads it, and nowhere else."""

from __future__ import annotations

from typing import Final

from maklumat.core.organisation.settings import CHOICE, CLOCK, DAY, HEAD, NUMBER, TEXT, YES_NO, Setting

DESK_HOURS: Final = "desk_hours"
TRIAL_UNTIL: Final = "trial_until"
COMPENSATION_DEFAULT: Final = "compensation_default"
PRIORITY_MONTHS: Final = "compensation_priority_months"
APOLOGY_DAYS: Final = "compensation_apology_days"
QUEUE_WINDOWS: Final = "queue_windows"
QUEUE_IN_A_ROW: Final = "queue_in_a_row"
QUEUE_KEY: Final = "queue_key"

ONE_PERSON: Final = "one_person_judges_twice"
ROSTER_MINUTES: Final = "roster_minutes"

QUIET_FROM: Final = "messages_quiet_from"
QUIET_UNTIL: Final = "messages_quiet_until"
WAYS_ORDER: Final = "messages_ways_order"
OLDEST_HOURS: Final = "messages_oldest_hours"

SIGNER: Final = "signer"
EMBEDDED, BSRE = "embedded", "bsre"
FOLDER_ORDER: Final = "folder_order"
RETENTION_ANRI_YEARS: Final = "retention_anri_years"
BACKUP_DAYS: Final = "backup_days"
SHEET_DAYS: Final = "moving_sheet_days"
OLD_BOOK_YEARS: Final = "old_book_years"
OLD_BOOK_BASIS: Final = "old_book_basis"

_UNREAD: Final = "Belum dicocokkan dengan naskah resminya."

_ROWS: Final = (
    Setting(
        DESK_HOURS,
        "Waktu meja",
        "Batas satu meja memegang berkas (jam kerja)",
        NUMBER,
        0,
        help="Kantor mengingatkan dirinya sendiri: lewat batas ini atasan meja diberi tahu. Ini bukan janji kepada"
        " warga dan tidak diumumkan. Langkah yang punya batas sendiri memakai batasnya sendiri. 0 berarti tidak ada.",
        least=0,
        most=400,
    ),
    Setting(
        TRIAL_UNTIL,
        "Masa percobaan",
        "Masa percobaan sampai tanggal",
        DAY,
        "",
        help="Sampai hari itu angka kantor hanya dilihat kantor sendiri, dan sebab keterlambatan ditampilkan lebih"
        " dahulu daripada mejanya. Kantor baru memulainya selama 90 hari. Kosong berarti tidak ada masa percobaan.",
    ),
    Setting(
        ONE_PERSON,
        "Empat mata",
        "Satu orang boleh menilai satu berkas dalam dua jabatan",
        YES_NO,
        default=False,
        by=HEAD,
        help="Biasanya yang memeriksa, memverifikasi, memaraf, dan menandatangani adalah orang yang berlainan bila"
        " standar menyebut jabatan yang berlainan. Nyalakan hanya bila kantor kekurangan orang. Setiap kali dipakai,"
        " hal itu tertulis pada riwayat berkas.",
        legal_basis="PP 60/2008 tentang Sistem Pengendalian Intern Pemerintah, pemisahan fungsi. " + _UNREAD,
    ),
    Setting(
        SIGNER,
        "Tanda tangan",
        "Siapa yang menandatangani surat secara elektronik",
        CHOICE,
        EMBEDDED,
        by=HEAD,
        help="Dengan BSrE setiap penanda tangan mengetik NIK dan frasa sandinya sendiri pada setiap surat. Keduanya"
        " tidak disimpan. Layanannya dipasang lebih dahulu oleh pengelola pemasangan. Bila BSrE terganggu, surat dengan"
        " nomor yang sama ditandatangani basah, dan tanda tangan elektroniknya disusulkan.",
        legal_basis="PP 71/2019 Pasal 60: tanda tangan elektronik tersertifikasi dan tidak tersertifikasi. " + _UNREAD,
        choices=(
            (EMBEDDED, "Penanda tangan bawaan Maklumat (tidak tersertifikasi)"),
            (BSRE, "Sertifikat BSrE milik setiap penanda tangan"),
        ),
    ),
    Setting(
        FOLDER_ORDER,
        "Tanda tangan",
        "Perintah kepala untuk map tanda tangan (nomor dan tanggal)",
        TEXT,
        "",
        help="Dengan perintah tertulis ini petugas mencetak surat untuk pejabat yang tidak masuk ke aplikasi, lalu"
        " memindainya kembali sesudah ditandatangani dan dicap. Perintah itu tertulis pada riwayat setiap surat. Kosong"
        " berarti tidak ada map tanda tangan.",
    ),
    Setting(
        COMPENSATION_DEFAULT,
        "Kompensasi",
        "Kompensasi bila keputusan tidak mengaturnya",
        CHOICE,
        "none",
        by=HEAD,
        help="Hanya dipakai bila keputusan kantor tidak menyebut kompensasi. Berlaku untuk janji yang lewat sesudah"
        " dinyalakan.",
        legal_basis="UU 25/2009 tentang Pelayanan Publik Pasal 50 ayat (5) sampai (8) tentang ganti rugi, dan janji"
        f" ketiga maklumat pelayanan (PermenPANRB 15/2014). {_UNREAD}",
        choices=(
            ("none", "Tidak ada"),
            ("apology", "Permintaan maaf tertulis"),
            ("both", "Permintaan maaf tertulis dan prioritas pada layanan berikutnya"),
        ),
    ),
    Setting(
        PRIORITY_MONTHS,
        "Kompensasi",
        "Prioritas berlaku selama (bulan)",
        NUMBER,
        12,
        help="Dihitung sejak janji lewat. Keputusan tidak menyebut masanya; 12 bulan adalah pilihan kami.",
        least=1,
        most=60,
    ),
    Setting(
        APOLOGY_DAYS,
        "Kompensasi",
        "Surat permintaan maaf paling lambat (hari kerja)",
        NUMBER,
        3,
        help="Dihitung sejak janji lewat. Keputusan tidak menyebut batasnya; 3 hari kerja adalah pilihan kami.",
        least=1,
        most=30,
    ),
    Setting(
        QUEUE_WINDOWS,
        "Antrean",
        "Berapa loket yang memanggil",
        NUMBER,
        3,
        help="Loket 1 sampai angka ini dapat dipilih petugas saat memanggil nomor antrean.",
        least=1,
        most=30,
    ),
    Setting(
        QUEUE_IN_A_ROW,
        "Antrean",
        "Paling banyak berapa nomor prioritas dipanggil berturut-turut",
        NUMBER,
        2,
        help="Sesudah sebanyak itu satu nomor biasa dipanggil, bila ada, supaya jalur biasa tidak berhenti.",
        least=1,
        most=20,
    ),
    Setting(
        QUEUE_KEY,
        "Antrean",
        "Kata kunci perangkat pengambil nomor",
        TEXT,
        "",
        help="Bagian alamat yang hanya diketahui tablet di ruang tunggu. Kosong berarti nomor hanya diambil di loket."
        " Buat dan lihat alamatnya di halaman Ruang tunggu.",
    ),
    Setting(
        ROSTER_MINUTES,
        "Piket",
        "Yang tidak menjawab ditelepon lagi sesudah (menit)",
        NUMBER,
        15,
        help="Sampai saat itu ditampilkan orang berikutnya dalam urutan piket. Laporan di luar jam kerja yang belum"
        " ditangani dikabarkan kepada orang berikutnya sesudah waktu ini, terakhir kepada kepala.",
        least=5,
        most=120,
    ),
    Setting(
        QUIET_FROM,
        "Pesan",
        "Jam tenang mulai",
        CLOCK,
        "20:00",
        help="Selama jam tenang tidak ada pesan yang keluar, kecuali panggilan piket dan kabar kepada"
        " petugas tentang janji yang berjalan siang malam. Jam kantor setempat.",
    ),
    Setting(
        QUIET_UNTIL,
        "Pesan",
        "Jam tenang sampai",
        CLOCK,
        "06:00",
        help="Sama dengan jam mulai berarti tidak ada jam tenang.",
    ),
    Setting(
        WAYS_ORDER,
        "Pesan",
        "Urutan cara mengabari",
        CHOICE,
        "whatsapp sms email",
        help="Dipakai untuk keputusan yang wajib disampaikan. Selain itu yang berlaku pilihan pemohon sendiri.",
        choices=(
            ("whatsapp sms email", "WhatsApp, lalu SMS, lalu surel"),
            ("sms whatsapp email", "SMS, lalu WhatsApp, lalu surel"),
            ("email whatsapp sms", "Surel, lalu WhatsApp, lalu SMS"),
            ("email sms", "Surel, lalu SMS; tanpa WhatsApp"),
            ("email", "Surel saja"),
        ),
    ),
    Setting(
        OLDEST_HOURS,
        "Pesan",
        "Kejadian yang lebih lama tidak dikabarkan lagi (jam)",
        NUMBER,
        48,
        help="Supaya sesudah mesin lama mati tidak ada kabar basi yang keluar sekaligus.",
        least=1,
        most=240,
    ),
    Setting(
        RETENTION_ANRI_YEARS,
        "Arsip",
        "Persetujuan ANRI mulai masa simpan (tahun)",
        NUMBER,
        10,
        by=HEAD,
        help="Daftar usul musnah yang memuat berkas dengan masa simpan selama ini atau lebih harus disetujui Kepala"
        " ANRI. Di bawahnya cukup kepala daerah.",
        legal_basis="UU 43/2009 Pasal 51 dan PP 28/2012 tentang pemusnahan arsip. " + _UNREAD,
        least=1,
        most=100,
    ),
    Setting(
        BACKUP_DAYS,
        "Arsip",
        "Cadangan disimpan paling lama (hari)",
        NUMBER,
        90,
        help="Cadangan lama masih memuat berkas yang sudah dimusnahkan. Berita acara menyebut sampai hari apa. Penjaga"
        " mesin menghapus cadangan yang lebih tua.",
        least=1,
        most=3650,
    ),
    Setting(
        OLD_BOOK_YEARS,
        "Arsip",
        "Baris buku lama yang layanannya tidak dikenal disimpan (tahun)",
        NUMBER,
        0,
        by=HEAD,
        help="Dihitung sejak akhir tahun bukunya. Baris yang layanannya dikenal mengikuti jadwal layanan itu. 0 berarti"
        " tidak pernah diusulkan musnah. Nomornya selalu tetap; yang dihapus nama, NIK, hasil, dan catatan.",
        least=0,
        most=100,
    ),
    Setting(
        OLD_BOOK_BASIS,
        "Arsip",
        "Peraturan jadwal retensi untuk buku lama (jenis, nomor, tahun)",
        TEXT,
        "",
        by=HEAD,
        help="Tanpa peraturan ini baris yang layanannya tidak dikenal tidak dapat diusulkan musnah.",
        legal_basis="UU 43/2009 Pasal 51. " + _UNREAD,
    ),
    Setting(
        SHEET_DAYS,
        "Arsip",
        "Lembar pindahan disimpan sesudah selesai (hari)",
        NUMBER,
        30,
        help="Lembar yang dikirim memuat nama, NIK, dan telepon. Sesudah selama ini lembarnya dihapus; yang sudah masuk"
        " tetap ada. Lembar yang selama ini tidak disetujui ikut dibuang.",
        legal_basis="UU 27/2022 tentang Pelindungan Data Pribadi. " + _UNREAD,
        least=1,
        most=365,
    ),
)

SETTINGS: Final = {row.code: row for row in _ROWS}
