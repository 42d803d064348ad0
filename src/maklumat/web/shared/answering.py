"""Through which channel a first answer was given, as the step that gave it recorded."""

from __future__ import annotations

from maklumat.core.kinds.kind import CHANNELS
from maklumat.records.work.queries import FileView, Happened

IN_PERSON = "in_person"


def channel_of(file: FileView, event: Happened) -> str:
    """The recorded channel in words; face to face where the application came in at the counter; "" where none is known.

    What is given out there at once, receipt included, is an answer to whoever stands there.
    """
    code = event.data.get("channel") or (IN_PERSON if file.channel == "counter" else "")
    return dict(CHANNELS).get(str(code), "")
