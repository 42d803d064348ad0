"""Judging an office's letters before they are enacted: all faults at once, none left for the day of signing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from maklumat.core.letter.base import parse_base
from maklumat.core.letter.faults import LetterFault, TemplateFault
from maklumat.core.letter.template import parse_template

BASE_NAME: Final = "dasar"


def letter_faults(letters: Mapping[str, str]) -> tuple[LetterFault, ...]:
    """The first fault of each letter. `letters`: the text of each YAML file by its name without ending; BASE_NAME is
    the shared data, every other a template whose `kode` must be its file's name (SRT-016)."""
    found = []
    for name, text in sorted(letters.items()):
        try:
            if name == BASE_NAME:
                parse_base(text, f"{name}.yaml")
                continue
            code = parse_template(text, f"{name}.yaml").code
        except LetterFault as fault:
            found.append(fault)
            continue
        if code != name:
            found.append(
                TemplateFault(
                    "SRT-016",
                    "{word} tidak dikenal.{hint}",
                    file=f"{name}.yaml",
                    line=1,
                    column=1,
                    word=code,
                    hint=f" Maksudnya: {name}?",
                )
            )
    return tuple(found)
