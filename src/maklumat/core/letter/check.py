"""Judging an office's letters before they are enacted: all faults at once, none left for the day of signing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from maklumat.core.letter.base import parse_base
from maklumat.core.letter.faults import LetterFault, TemplateFault
from maklumat.core.letter.template import KIND_WORDS, Template, TemplateField, parse_template
from maklumat.core.standard.findings import ERROR, WARNING, Finding, Place, sort_key
from maklumat.core.standard.load import Loaded
from maklumat.core.standard.model import IntakeField, Product, ServiceStandard

BASE_NAME: Final = "dasar"
ANSWERED_AS: Final[Mapping[str, str]] = {
    "text": "text", "paragraph": "text", "choice": "text", "number": "number", "date": "date",
}  # fmt: skip
"""The kind of value that an answer of the intake gives a letter; a yes or no gives none."""


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


def letter_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What is wrong with the letters of an office and its products: a template that cannot be read, a value that
    nobody can give (SRT-023, SRT-025), a question whose answer is never printed (SRT-024), "Yth." that the layout
    prints already (SRT-026). Sorted."""
    faults = letter_faults(loaded.templates)
    found = [_unreadable(fault) for fault in faults]
    broken = {str(fault.message.values["file"]).removesuffix(".yaml") for fault in faults}
    for service in loaded.services:
        for product in service.products:
            if product.template in loaded.templates and product.template not in broken:
                template = parse_template(loaded.templates[product.template], f"{product.template}.yaml")
                place = loaded.place(service.code, "products", product.code)
                found += _unfillable(service, product, template, place)
    return tuple(sorted(set(found), key=sort_key))


def _unreadable(fault: LetterFault) -> Finding:
    where = fault.message.values
    place = Place(f"surat/{where['file']}", where["line"], where["column"])
    said = str(fault.message).removeprefix(f"{where['file']}:{where['line']}:{where['column']}: ")
    return Finding(fault.code, ERROR, said, place, "templat")


def _unfillable(service: ServiceStandard, product: Product, template: Template, place: Place) -> Iterator[Finding]:
    if "berlaku_sampai" in template.names and product.validity_days is None and product.validity is None:
        said = f"Templat {template.code} mencetak {{berlaku_sampai}}, padahal produk ini tidak punya masa berlaku."
        yield Finding("SRT-025", ERROR, said, place, "templat")
    if any(line.startswith("Yth") for line in template.addressee):
        said = f"Templat {template.code} menulis Yth. pada kepada, padahal kata itu sudah dicetak tata letak surat."
        yield Finding("SRT-026", ERROR, said, place, "templat")
    questions = {question.code: question for question in service.intake}
    for field in template.fields:
        if field.name in questions and not _fits(field, questions[field.name]):
            said = (
                f"Isian {field.name} pada templat {template.code} berjenis {KIND_WORDS[field.kind]}, sedangkan jawaban "
                "pemohon tidak akan cocok. Samakan jenis atau pilihannya."
            )
            yield Finding("SRT-023", ERROR, said, place, "templat")
        if field.name not in template.names:
            said = f"Isian {field.name} diminta oleh templat {template.code} tetapi tidak pernah dicetak."
            yield Finding("SRT-024", WARNING, said, place, "templat")


def _fits(field: TemplateField, question: IntakeField) -> bool:
    """Whether an answer can stand in the letter. Of two lists of choices one common text is enough: a rule may sort
    the others out."""
    given = ANSWERED_AS.get(question.kind)
    if given is None:
        return True
    if given != ("text" if field.kind == "paragraph" else field.kind):
        return False
    offered = {choice.text for choice in question.choices}
    return not (offered and field.choices) or bool(offered & set(field.choices))
