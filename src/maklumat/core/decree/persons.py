"""Names of persons and their numbers as civil servants: cut out of whatever is read, for no standard needs them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from maklumat.core.decree.model import Bit
from maklumat.core.decree.spelling import tidy

_DEGREE: Final = (
    r"(?:A\.?\s?Md|S\.\s?(?:Sos|H|E|Kom|IP|Pd|T|KM|Psi|Hut|STP|Ag)"
    r"|M\.\s?(?:Si|M|H|AP|Pd|Kes|AB)|S\.?Sos|SH|SE|MM|M\.?Si)\b\.?"
)
_NAME: Final = r"(?:(?:Dr|Drs|Dra|Ir|H|Hj)\.\s*)*(?:[A-Z][\w'.]{0,30}\s+){0,4}[A-Z][\w'.]{0,30}"
_TITLED: Final = re.compile(rf"\b{_NAME}\s*,?\s*{_DEGREE}(?:\s*,?\s*{_DEGREE})*")
_KEYED: Final = re.compile(r"\bNama\s*:\s*[^:;]{2,80}?(?=\s*(?:\bNIP\b|\bJabatan\b|\bNo\b|[:;]|$))", re.IGNORECASE)
_SIGNATURE: Final = re.compile(
    r"\bKEPALA\s+(?:DINAS|BIDANG|BADAN|SEKSI|UPT\w*)\b.{0,200}?\bNIP\b.*$", re.IGNORECASE | re.DOTALL
)
_NUMBER: Final = re.compile(r"\bNIP\b\s*[.:]*\s*[\d\s]*", re.IGNORECASE)


def without_persons(text: str) -> str:
    """The text without signatures, names with degrees, and numbers of civil servants."""
    if not re.search(r"\bNIP\b|\bNama\s*:", text, re.IGNORECASE):
        return _TITLED.sub(" ", text) if re.search(r"\b[SM]\.\s?[A-Z]", text) else text
    text = _SIGNATURE.sub(" ", text)
    text = _KEYED.sub(" ", text)
    return tidy(_NUMBER.sub(" ", _TITLED.sub(" ", text)))


def cleaned(bits: Sequence[Bit]) -> list[Bit]:
    """The bits without persons; those of which nothing is left are gone."""
    out = [replace(bit, text=tidy(without_persons(bit.text))) for bit in bits]
    return [bit for bit in out if bit.text.strip(" ,;:.")]
