"""The `maklumat` command."""

from __future__ import annotations

import os
import sys

from maklumat.core.errors import MaklumatError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maklumat.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings must be named first

    try:
        execute_from_command_line(sys.argv)
    except MaklumatError as error:  # said as everywhere else: what is wrong, and its code
        sys.exit(str(error))


if __name__ == "__main__":
    main()
