"""A person's family is looked for: where, by what, who was found and whether they take the person in."""

from __future__ import annotations

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import CHANNELS, NOTE, PHOTOS_FIELD, REASON, Field, Kind, Way

_LOOKED = ("traced_at", "reached_how", "asked", "photos", "note")

KIND = Kind(
    code="trace",
    word="telusur",
    label="Penelusuran keluarga",
    ways=(
        Way(
            "found",
            "ditemukan",
            "Keluarga ditemukan",
            needs=("relative",),
            expects=("traced_at",),
            asks=(*_LOOKED, "relation", "place", "contact", "takes_in", "origin"),
        ),
        Way(
            "not_found",
            "tidak_ditemukan",
            "Keluarga belum ditemukan",
            needs=("reason",),
            asks=(*_LOOKED, "origin"),
            onward=False,
        ),
    ),
    fields=(
        Field("traced_at", "Waktu penelusuran", kinds.MOMENT, past=True),
        Field("reached_how", "Ditelusuri lewat", kinds.CHOICE, choices=CHANNELS),
        Field("asked", "Yang ditanyai", kinds.PEOPLE, help="Nama atau lembaga, satu setiap baris."),
        Field("relative", "Nama keluarga yang ditemukan", kinds.TEXT),
        Field("relation", "Hubungannya", kinds.TEXT, help="Misalnya: anak, adik, paman."),
        Field("place", "Alamat keluarga", kinds.PLACE),
        Field("contact", "Nomor yang dapat dihubungi", kinds.TEXT),
        Field("takes_in", "Bersedia menerima kembali?", kinds.YES_NO),
        Field("origin", "Daerah asal", kinds.TEXT, help="Kabupaten atau kota, provinsi."),
        REASON,
        PHOTOS_FIELD,
        NOTE,
    ),
    evidence=("relative", "reason"),
)
