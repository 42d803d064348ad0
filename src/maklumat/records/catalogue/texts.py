"""The files that the law was read from, kept in the database beside the law, so that it can be changed in the browser.

What holds when both the folder and the browser change a service: the one that changed. A file of the folder is taken in
when it is another one than the folder held before; while it is not, what was enacted in the browser stands. Where both
changed, nothing is guessed: the enactment is refused until the folder holds what the browser exported, or the other
change is made on top of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Max

from maklumat.core.errors import Refusal
from maklumat.records.catalogue.models import StandardText
from maklumat.records.catalogue.queries import SHARED

FOLDER: Final = "folder"
BROWSER: Final = "browser"
_UNREAD: Final = re.compile(r"[^/]+/(uji|kalender)/")
"""Cases to try and calendars: they are no part of a standard."""


def keep_folder(office: str, files: Mapping[str, str], *, moment: datetime) -> None:
    """Keep what the folder holds of an office and of what all share, where it is new; in the enacting transaction."""
    for owner in (SHARED, office):
        own = {path: text for path, text in files.items() if path.startswith(f"{owner}/") and not _UNREAD.match(path)}
        held = _newest(owner, FOLDER)
        gone = {path: "" for path, text in held.items() if text and path not in own}
        StandardText.objects.bulk_create(
            StandardText(owner=owner, path=path, content=text, origin=FOLDER, kept_at=moment)
            for path, text in sorted({**own, **gone}.items())
            if held.get(path) != text
        )


def keep_browser(office: str, path: str, text: str, *, moment: datetime) -> None:
    """Keep what was enacted in the browser; in the enacting transaction."""
    StandardText.objects.create(owner=office, path=path, content=text, origin=BROWSER, kept_at=moment)


def overlaid(office: str, files: Mapping[str, str]) -> dict[str, str]:
    """The folder's files with what was enacted in the browser in place of what the folder still holds from before.

    Raises Refusal STD-821 where both changed.
    """
    found = dict(files)
    rows = _newest_rows(office, None)
    before = _newest(office, FOLDER)
    for path, (text, origin) in rows.items():
        if origin != BROWSER or files.get(path) == text:
            continue
        if files.get(path) != before.get(path):
            raise Refusal(
                "STD-821",
                "{path} berubah di folder, padahal standar ini juga ditetapkan di peramban. Unduh berkasnya dari Atur "
                "kantor, Standar, taruh di folder, lalu ulangi perubahan folder di atasnya.",
                path=path,
            )
        found[path] = text
    return found


def files_of(office: str) -> dict[str, str]:
    """What the law of an office stands on now: its own files and the shared ones, by path. Empty before it was kept."""
    return {path: text for owner in (SHARED, office) for path, text in _newest(owner, None).items() if text}


def path_of(files: Mapping[str, str], office: str, service: str) -> str:
    """Where a service is written; "" where nowhere."""
    line = re.compile(rf"^layanan:[ \t]*['\"]?{re.escape(service)}['\"]?[ \t]*(#.*)?$", re.MULTILINE)
    start = f"{office}/layanan/"
    return next((path for path, text in sorted(files.items()) if path.startswith(start) and line.search(text)), "")


def revision(office: str) -> int:
    """Rises whenever a file of the office or a shared one changes."""
    return StandardText.objects.filter(owner__in=(SHARED, office)).aggregate(newest=Max("pk"))["newest"] or 0


def _newest(owner: str, origin: str | None) -> dict[str, str]:
    return {path: text for path, (text, _) in _newest_rows(owner, origin).items()}


def _newest_rows(owner: str, origin: str | None) -> dict[str, tuple[str, str]]:
    rows = StandardText.objects.filter(owner=owner)
    if origin is not None:
        rows = rows.filter(origin=origin)
    newest = rows.values("path").annotate(newest=Max("pk")).values("newest")
    found = StandardText.objects.filter(pk__in=newest).order_by("path").values_list("path", "content", "origin")
    return {path: (text, whence) for path, text, whence in found}
