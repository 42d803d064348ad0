"""The signing service of BSSN, from the environment alone. Without it no letter leaves this machine to be signed."""

from __future__ import annotations

import os
import sys
from typing import Final

from maklumat.config.addresses import secret_address
from maklumat.ports.esign import SECONDS, EsignService

LONGEST: Final = 45
"""Seconds: a page that answers takes less than the server gives it."""


def esign_from_environment() -> EsignService | None:
    """The service, None where it is not set up. Ends the program with a sentence where a variable cannot be used."""
    address = os.environ.get("MAKLUMAT_ESIGN_ADDRESS", "")
    if not address:
        return None
    user, password = os.environ.get("MAKLUMAT_ESIGN_USER", ""), os.environ.get("MAKLUMAT_ESIGN_PASSWORD", "")
    if not user or not password:
        sys.exit("MAKLUMAT_ESIGN_USER dan MAKLUMAT_ESIGN_PASSWORD: isi akun aplikasi dari BSSN.")
    seconds = os.environ.get("MAKLUMAT_ESIGN_SECONDS", str(int(SECONDS)))
    if not seconds.isdecimal() or not 5 <= int(seconds) <= LONGEST:
        sys.exit(f"MAKLUMAT_ESIGN_SECONDS: isi detik antara 5 dan {LONGEST}.")
    return EsignService(secret_address("MAKLUMAT_ESIGN_ADDRESS", address), user, password, float(seconds))
