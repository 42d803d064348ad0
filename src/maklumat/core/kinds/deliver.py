"""The product is handed over: to whom, how, with what proof."""

from __future__ import annotations

from maklumat.core.kinds.kind import DELIVER_PRODUCT, NOTE, Field, Kind, Way

KIND = Kind(
    code="deliver",
    word="serah_hasil",
    label="Penyerahan hasil",
    ways=(Way("delivered", "diserahkan", "Sudah diserahkan", needs=("collector",), effects=(DELIVER_PRODUCT,)),),
    fields=(
        Field("collector", "Diserahkan kepada", "text"),
        Field(
            "channel",
            "Cara penyerahan",
            "choice",
            choices=(("counter", "Di loket"), ("download", "Diunduh sendiri"), ("delivered", "Diantar")),
        ),
        NOTE,
    ),
    evidence=("collector",),
)
