"""The web secret, made at first start and kept in the key folder (never in the data folder or its backup)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def web_secret(folder: Path) -> str:
    """The secret that signs sessions. Creates folder (0700) and file (0600) when missing; two starters agree."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "web.secret"
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # the first one wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
