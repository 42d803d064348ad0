"""The ports as this installation uses them: built once from the settings, shared by every thread."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils import timezone

from maklumat.core.regions import Gazetteer
from maklumat.ports.esign import EsignService
from maklumat.ports.messages.channel import Channel
from maklumat.ports.messages.outbox_folder import OutboxFolder
from maklumat.ports.regions import gazetteer
from maklumat.ports.rendering import Renderer
from maklumat.ports.sealing import Keyring
from maklumat.ports.signing import Authority
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


@cache
def authority() -> Authority:
    """The embedded signer. Not BSrE, and it says so."""
    return Authority(settings.KEYS_DIR, at=timezone.now())


def esign() -> EsignService | None:
    """The signing service of BSSN; None where the installation has none (and always in a demo)."""
    found: EsignService | None = settings.ESIGN
    return found


@cache
def renderer() -> Renderer:
    """Letters to PDF/A, with the shared layout and the vendored fonts."""
    return Renderer(settings.STANDARDS_DIR / "_bersama" / "surat", settings.FONTS_DIR)


@cache
def outbox() -> OutboxFolder:
    """Where messages are written down while there is no way to send them."""
    return OutboxFolder(settings.DATA_DIR / "outbox")


def live_ways() -> tuple[str, ...]:
    """The names of the ways that really send; () until one is set up (and always in a demo)."""
    return tuple(settings.CHANNELS)


def channel_of(way: str) -> Channel:
    """What sends by that way: the embedded folder where nothing is set up."""
    found: Channel | None = settings.CHANNELS.get(way)
    return found or outbox()


@cache
def regions() -> Gazetteer:
    """The regions of the country, read on first use."""
    return gazetteer(settings.REGIONS_DIR)
