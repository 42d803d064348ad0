"""What is said of a requirement beside its own words: copy or original, if there is one, of whom."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.intake.requirements import BY_PROXY, UNLISTED
from maklumat.core.standard.model import Requirement
from maklumat.web.shared.intake import PERSON_WORDS, says_if_any

FORMS: Final = {
    "copy": gettext_noop("fotokopi"),
    "original": gettext_noop("asli"),
    "stamped": gettext_noop("bermeterai"),
}


def fresh_marks(requirement: Requirement) -> list[str]:
    """A remark that the words of the requirement make already ("Fotokopi KTP") is not made again."""
    return [mark for mark in marks_of(requirement) if mark.casefold() not in requirement.text.casefold()]


def marks_of(requirement: Requirement, *, everybody: bool = True) -> list[str]:
    """Short remarks: copy, original or stamped, if there is one, and (for `everybody`) when it is asked and of whom."""
    if requirement.kind == UNLISTED:
        return [_("naskah tidak merincinya; surat lain hanya boleh diminta dengan alasan tertulis")]
    marks = [_(FORMS[requirement.form])] if requirement.form in FORMS else []
    if requirement.optional and not says_if_any(requirement.text):
        marks.append(_("bila ada"))
    if everybody and BY_PROXY in requirement.when:
        marks.append(_("hanya bila diwakili orang lain"))
    elif everybody and requirement.when:
        marks.append(_("hanya pada keadaan tertentu"))
    if everybody and requirement.per_person:
        marks.append(_("masing-masing: {persons}").format(persons=_persons(requirement)))
    return marks


def _persons(requirement: Requirement) -> str:
    return ", ".join(str(PERSON_WORDS.get(person, person)) for person in requirement.per_person)
