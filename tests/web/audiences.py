"""Who each page that is not for officials is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from maklumat.web.shared.entering import EVERYBODY

GRANT: Final = "grant"  # the one file whose code and secret this session has told
DRAFT: Final = "draft"  # the drafts begun in this session
PUBLIC: Final[Mapping[str, str]] = {
    "live": EVERYBODY,
    "ready": EVERYBODY,
    "home": EVERYBODY,
    "service": EVERYBODY,
    "office": EVERYBODY,
    "performance": EVERYBODY,
    "families": EVERYBODY,
    "comparison": EVERYBODY,
    "start": EVERYBODY,
    "follow": EVERYBODY,
    "follow_code": EVERYBODY,
    "verify_form": EVERYBODY,
    "verify": EVERYBODY,
    "privacy": EVERYBODY,
    "privacy_version": EVERYBODY,
    "bribe": EVERYBODY,
    "print_size": EVERYBODY,
    "whereabouts": EVERYBODY,
    "whereabouts_choose": EVERYBODY,
    "procedure": EVERYBODY,
    "drawing": EVERYBODY,
    "carry": EVERYBODY,
    "statement": EVERYBODY,
    "queue_screen": EVERYBODY,
    "queue_take": EVERYBODY,
    "queue_slip": EVERYBODY,
    "draft_collector": DRAFT,
    "draft_earlier": DRAFT,
    "draft_carry": DRAFT,
    "draft_statement": DRAFT,
    "draft_keep": DRAFT,
    "draft_leave": DRAFT,
    "again": GRANT,
    "language": EVERYBODY,
    "draft_person": DRAFT,
    "draft_beneficiary": DRAFT,
    "draft_proxy": DRAFT,
    "draft_answers": DRAFT,
    "draft_papers": DRAFT,
    "draft_paper": DRAFT,
    "draft_review": DRAFT,
    "draft_submit": DRAFT,
    "receipt": DRAFT,
    "follow_file": GRANT,
    "follow_paper": GRANT,
    "resubmit": GRANT,
    "withdraw": GRANT,
    "told": GRANT,
    "letter": GRANT,
    "leave": GRANT,
    "duty": GRANT,
}
"""The audience of each page that is not for officials. A new page is added here by whoever adds it."""
