"""The ports as this installation uses them: built once from the settings, shared by every thread."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from maklumat.ports.sealing import Keyring
from maklumat.ports.vault import Vault
from maklumat.ports.witness import Witness


@cache
def keyring() -> Keyring:
    """The keys that seal personal data."""
    return Keyring(settings.KEYS_DIR)


@cache
def vault() -> Vault:
    """Attachments and letters, encrypted, in the data folder."""
    return Vault(settings.DATA_DIR / "vault", keyring())


@cache
def witness() -> Witness:
    """The signed daily heads of the ledger, kept outside the database."""
    return Witness(settings.DATA_DIR / "heads", settings.KEYS_DIR)
