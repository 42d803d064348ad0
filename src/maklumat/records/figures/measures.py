"""What is counted, by the name that a tally carries."""

from __future__ import annotations

from typing import Final

from maklumat.core.procedure import state as states

RECEIVED: Final = "received"
FINISHED: Final = states.FINISHED
REFUSED: Final = states.REFUSED
CLOSED: Final = states.CLOSED
WITHDRAWN: Final = states.WITHDRAWN
LAPSED: Final = states.LAPSED
DECIDED: Final = (FINISHED, REFUSED, CLOSED)
"""The office itself ended the file."""
ENDED: Final = (*DECIDED, WITHDRAWN, LAPSED)

RETURNED: Final = "returned"  # key: the posts that returned it to the applicant
BREACHED: Final = "breached"  # files whose first promise broke; key: the cause
BREACHED_AT: Final = "breached_at"  # the same files; key: the desk that held them longest until then
KEPT: Final = "kept"  # decided files whose promises were all kept
BROKEN: Final = "broken"  # decided files with a broken promise
VERDICT: Final = "verdict"  # decided files by the time from receipt to verdict; key: the bucket
ANSWER: Final = "answer"  # files by the time from receipt to the first act; key: the bucket
MINUTES: Final = "minutes"  # working minutes of decided files; key: whose they were
DESK_MINUTES: Final = "desk_minutes"  # the office's part of them; key: the desk
DESK_FILES: Final = "desk_files"  # decided files that a desk held; key: the desk
ACTS: Final = "acts"  # what was done; key: the posts that did it
ACTS_BY: Final = "acts_by"  # the same, without service; key: the account
UNLISTED: Final = "unlisted"  # papers asked beyond the standard

APPLICANT: Final = "applicant"
OUTSIDE: Final = "outside"
LATE: Final = "late-"
