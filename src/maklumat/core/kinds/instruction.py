"""What a disposisi says: the usual instructions, how urgent it is, and until when its giver wants it done."""

from __future__ import annotations

from typing import Final

from maklumat.core.kinds.kind import CHOICE, CHOICES, MOMENT, PARAGRAPH, PERSON, Field

INSTRUCTIONS: Final = (
    ("follow_up", "Tindak lanjuti"),
    ("take_note", "Untuk diketahui"),
    ("examine", "Teliti dan sarankan"),
    ("prepare_reply", "Siapkan konsep jawaban"),
    ("talk_to_me", "Bicarakan dengan saya"),
    ("settle", "Selesaikan"),
)
ORDINARY, URGENT, VERY_URGENT = "ordinary", "urgent", "very_urgent"
URGENCIES: Final = ((ORDINARY, "Biasa"), (URGENT, "Segera"), (VERY_URGENT, "Sangat segera"))

INSTRUCTION: Final = Field("instruction", "Isi disposisi", PARAGRAPH)
GIVEN: Final = (
    Field("instructions", "Instruksi", CHOICES, choices=INSTRUCTIONS),
    INSTRUCTION,
    Field("urgency", "Sifat", CHOICE, choices=URGENCIES),
    Field(
        "wanted_at",
        "Diminta selesai",
        MOMENT,
        help="Batas dari Anda sendiri. Janji kepada pemohon tetap berjalan dan tidak berubah karenanya.",
    ),
    Field(
        "assignee",
        "Ditujukan kepada",
        PERSON,
        help="Boleh kosong: siapa pun pada jabatan itu dapat mengerjakannya.",
    ),
)
"""The fields of a step that hands the file on with an instruction."""
