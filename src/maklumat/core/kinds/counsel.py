"""A counselling session, or the client who did not come. What was said in it stays with the counsellors."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import REASON, Field, Kind, Way
from maklumat.core.kinds.schedule import MODES

KIND = Kind(
    code="counsel",
    word="konseling",
    label="Konseling",
    ways=(
        Way(
            "done",
            "selesai",
            "Sesi selesai",
            needs=("session_note",),
            expects=("held_at",),
            asks=("session", "mode", "present", "method", "conclusion", "next_at", "next_where"),
        ),
        Way(
            "absent",
            "tidak_hadir",
            "Klien tidak hadir",
            needs=("reason",),
            asks=("promised_at", "waited_minutes"),
            onward=False,
        ),
    ),
    fields=(
        Field("session", "Sesi ke", kinds.NUMBER),
        Field("held_at", "Waktu sesi", kinds.MOMENT, past=True, told=True),
        Field("mode", "Cara bertemu", kinds.CHOICE, choices=MODES),
        Field("present", "Yang hadir", kinds.PEOPLE, help="Satu nama setiap baris.", confined=True),
        Field("method", "Cara atau teknik", kinds.TEXT, help="Misalnya observasi dan konseling.", confined=True),
        Field("session_note", "Catatan sesi (rahasia)", kinds.PARAGRAPH, confined=True,
              help="Hanya dapat dibaca konselor, tidak oleh petugas lain dan tidak oleh klien."),
        Field("conclusion", "Kesimpulan sesi (rahasia)", kinds.PARAGRAPH, confined=True),
        Field("next_at", "Janji temu berikutnya", kinds.MOMENT, told=True),
        Field("next_where", "Tempat berikutnya", kinds.TEXT, told=True),
        Field("promised_at", "Jam yang dijanjikan", kinds.MOMENT),
        Field("waited_minutes", "Ditunggu (menit)", kinds.NUMBER),
        REASON,
    ),
    evidence=("held_at", "session_note"),
)  # fmt: skip
