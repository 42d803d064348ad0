"""The regions of the country from the vendored files, read when they are first asked for.

Provinces to kecamatan are one small file; the villages are read only by a search for one, or for the code of one.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Final

from maklumat.core.errors import Unavailable
from maklumat.core.regions import Gazetteer, Shelf, is_code

UPPER: Final = "wilayah.json.gz"
VILLAGES: Final = "desa.json.gz"


def gazetteer(folder: Path) -> Gazetteer:
    """Raises Unavailable WIL-001 when the files are not there or cannot be read."""
    return Gazetteer(_shelf(folder / UPPER), lambda: _shelf(folder / VILLAGES))


def _shelf(path: Path) -> Shelf:
    try:
        names = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise Unavailable("WIL-001", "Daftar wilayah tidak dapat dibaca.") from error
    return Shelf({code: str(name) for code, name in names.items() if is_code(code)})
