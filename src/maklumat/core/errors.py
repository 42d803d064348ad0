"""Errors that people read, each with a stable code documented in docs/errors.md.

MaklumatError                 everything the project raises on purpose
├── Faults                    a standard cannot be read: carries every `Finding` found
├── Refusal                   an action may not happen: the state, the person or the input says no
│   └── Conflict              somebody else was faster: carries who and when
├── NotVisible                no such object *for this person*: the same answer as for no object at all
├── Unavailable               an outside system or file is not there: try again, nothing is lost
└── Damaged                   what lies here is not what was written: it was changed or lost past the program
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: stable `code`, Indonesian template `text`, named `values` for its `{holes}`.

    A value that is itself words is again a Message (see `phrase`), so that whoever shows the whole in another
    language can translate it too.
    """

    code: str
    text: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.text.format_map(self.values)


def phrase(text: str, **values: Any) -> Message:
    """Words that fill a hole of a sentence and have no code of their own."""
    return Message("", text, values)


class MaklumatError(Exception):
    """Base of the tree. `message.code` is stable; the text may be translated by whoever shows it."""

    def __init__(self, code: str, text: str, **values: Any) -> None:
        self.message = Message(code, text, values)
        super().__init__(f"{code}: {self.message}")

    @property
    def code(self) -> str:
        return self.message.code


class Refusal(MaklumatError):
    """The action may not happen now. Nothing was changed."""


class Conflict(Refusal):
    """Somebody else acted first. Nothing was changed; the message says who and when."""


class NotVisible(MaklumatError):
    """There is no such object for this person. Says nothing about whether it exists."""

    def __init__(self) -> None:
        super().__init__("AKS-001", "Halaman atau berkas ini tidak ada, atau bukan untuk Anda.")


class Unavailable(MaklumatError):
    """Something outside did not answer. Nothing was lost; the same action may be tried again."""


class Damaged(MaklumatError):
    """What lies here is not what was written: it was changed or lost past the program. Nothing was changed now.

    `number` is the agenda number of the file it belongs to, `office` its office, `application` its id: filled in by
    whoever knows them on the way up (see `of`), "" and None until then. It is never repaired silently.
    """

    number: str = ""
    office: str = ""
    application: UUID | None = None

    def of(self, *, number: str = "", office: str = "", application: UUID | None = None) -> Self:
        """The same error, which now says what it is about; what it said already stays."""
        self.number, self.office = self.number or number, self.office or office
        self.application = self.application or application
        return self
