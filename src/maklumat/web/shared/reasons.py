"""Why a message did not go out, and by which way, in the words of officials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from maklumat.core.messages.wishes import CONFINED, EMAIL, NO_ADDRESS, NOT_LIVE, NOT_WANTED, SMS, UNREACHABLE, WHATSAPP
from maklumat.records.messages import rows

WAY_NAMES: Final[Mapping[str, str]] = {WHATSAPP: "WhatsApp", SMS: "SMS", EMAIL: "surel"}
REASONS: Final[Mapping[str, str]] = {
    NOT_WANTED: "tidak ingin dikabari",
    NO_ADDRESS: "tidak ada nomor atau surel",
    CONFINED: "berkas rahasia, dan nomornya mungkin dipakai bersama",
    UNREACHABLE: "nomor atau alamatnya tidak dapat dihubungi",
    NOT_LIVE: "cara yang dipilih belum dipasang di sini",
    rows.MOOT: "isinya sudah tidak berlaku",
    rows.TOO_OLD: "kejadiannya sudah terlalu lama (mesin kantor mati)",
    rows.GONE: "penerimanya tidak ada lagi",
    "bad_address": "nomor atau alamatnya tidak ada",
    "refused": "ditolak penyedia",
    "busy": "penyedia sedang sibuk",
    "no_connection": "penyedia tidak tersambung",
    "no_answer": "penyedia tidak menjawab",
    "not_let_in": "kunci kami ditolak penyedia",
    "not_written": "folder tidak dapat ditulisi",
    "fault": "pesannya tidak dapat disusun",
}
