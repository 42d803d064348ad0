"""Why a file went back to its applicant, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maklumat.core import events
from maklumat.core.standard.model import TO_APPLICANT, ServiceStandard
from maklumat.records.work.queries import FileView, Happened


def returned(standard: ServiceStandard, event: Happened) -> bool:
    """Whether this event gave the file back to the applicant."""
    if event.kind != events.ACTED:
        return False
    return any(way.code == event.outcome and way.to == TO_APPLICANT for way in standard.step(event.step).outcomes)


def last_return(file: FileView) -> Happened | None:
    """The event by which the file last came back; None when it never did."""
    return next((event for event in reversed(file.history) if returned(file.law.standard, event)), None)


def last_findings(file: FileView) -> Mapping[str, str]:
    """What was found wrong when the file last came back: reason by slot."""
    event = last_return(file)
    return findings_of(event.data) if event else {}


def last_reason(file: FileView) -> str:
    """The general remark with which the file last came back."""
    event = last_return(file)
    return str(event.data.get("reason", "")) if event else ""


def findings_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The findings in the data of one event: reason by slot."""
    found = data.get("findings")
    return {str(slot): str(reason) for slot, reason in found.items()} if isinstance(found, Mapping) else {}
