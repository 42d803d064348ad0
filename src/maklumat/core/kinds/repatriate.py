"""A person travels home: carrier, day, who receives them."""

from __future__ import annotations

from maklumat.core.kinds.kind import GENERIC, Kind, Way

KIND = Kind(
    code="repatriate",
    word="pulangkan",
    label="Pemulangan",
    ways=(
        Way("departed", "dipulangkan", "Sudah dipulangkan", needs=("note",)),
        Way("referred", "dirujuk", "Dirujuk ke layanan lanjutan", needs=("note",)),
        Way("postponed", "ditunda", "Ditunda", needs=("reason",), onward=False),
    ),
    fields=GENERIC,
    evidence=("note",),
    generic=True,
)
