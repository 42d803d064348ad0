"""Printing the papers of a file: the first is the paper, each later one is marked and written down as a copy."""

from __future__ import annotations

from datetime import datetime

from maklumat.records.applications import printing
from maklumat.records.applications.printing import Paper, Printed
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.work.facts import facts_of
from maklumat.records.work.queries import FileView


def print_receipt(actor: Actor, file: FileView, moment: datetime) -> Printed:
    """The receipt once more, without its secret. Raises NotVisible for whoever takes in no such applications."""
    access.require(actor, access.REISSUE, facts_of(file.position))
    return _entered(actor, file, printing.RECEIPT, str(file.id), file.register, moment)


def print_sheet(actor: Actor, file: FileView, kind: str, about: str, number: str, moment: datetime) -> Printed:
    """A sheet that the file can always show. Raises NotVisible."""
    access.require(actor, access.SEE, facts_of(file.position))
    return _entered(actor, file, kind, about, number, moment)


def _entered(actor: Actor, file: FileView, kind: str, about: str, number: str, moment: datetime) -> Printed:
    paper = Paper(kind, about, number, file.id, file.law.standard.code)
    return printing.enter(actor, paper, moment)
