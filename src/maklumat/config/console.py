"""The `maklumat` command."""

from __future__ import annotations

import os
import sys

from django.db import DatabaseError

from maklumat.core.errors import MaklumatError


class Unprepared(MaklumatError):
    """SIS-010: the database has no tables yet, or does not answer."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            "SIS-010", "Basis data belum siap atau tidak menjawab ({kind}). Jalankan: maklumat start --prepare-only",
            kind=kind,
        )  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maklumat.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings must be named first

    try:
        execute_from_command_line(sys.argv)
    except MaklumatError as error:  # said as everywhere else: what is wrong, and its code
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(str(Unprepared(type(error).__name__)))


if __name__ == "__main__":
    main()
