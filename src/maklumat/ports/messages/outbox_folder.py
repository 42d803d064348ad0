"""The embedded default: a file per message in a folder. Nobody is reached, and every screen says so.

A file shows what would have gone out, with the address masked: the folder is not encrypted. The same message written
again is the same file.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from maklumat.core.identity import mask_email, mask_phone
from maklumat.ports.messages.channel import Answer, Delivered, Later, Outgoing

_NAME: Final = re.compile(r"[\w-]{1,80}", re.ASCII)
NOT_WRITTEN: Final = "not_written"


@dataclass(frozen=True, slots=True)
class OutboxFolder:
    """Writes into `folder`, which is made when the first message comes."""

    folder: Path
    real: bool = False

    def send(self, message: Outgoing) -> Answer:
        """Write the message down, whole or not at all."""
        if not _NAME.fullmatch(message.key):
            raise ValueError("a key is the name of a file")
        try:
            self._write(f"{message.key}.txt", _text(message))
        except OSError:
            return Later(NOT_WRITTEN, down=True)
        return Delivered(f"{message.key}.txt")

    def _write(self, name: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self.folder / f".{name}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.folder / name)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _text(message: Outgoing) -> str:
    to = mask_email(message.to) if "@" in message.to else mask_phone(message.to)
    head = {"Kunci": message.key, "Kepada": to, "Bahasa": message.language, "Perihal": message.subject}
    lines = [f"{name}: {value}" for name, value in head.items()]
    return "\n".join((*lines, "", message.text, "", f"SMS: {message.short}", ""))
