"""One kind of wish, answered by several offices: their services side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from maklumat.core.errors import NotVisible
from maklumat.core.standard.acts import LegalAct
from maklumat.core.standard.comparing import (
    Row,
    align,
    basis_keys,
    beside_the_law,
    printed_steps,
    requirement_keys,
)
from maklumat.core.standard.families import Family
from maklumat.core.standard.model import EligibilityRule, LegalBasis, Product, Requirement
from maklumat.records.catalogue import lists
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.catalogue.search import find_families
from maklumat.web.public.alike import offices_of, spoken_families
from maklumat.web.public.procedure import StepLine, step_line
from maklumat.web.shared.requirements import marks_of
from maklumat.web.shared.spoken import all_spoken
from maklumat.web.shared.wording import day_words, english, of_the_law

KINDS: Final = {
    "document": gettext_noop("surat atau berkas"),
    "criterion": gettext_noop("keadaan yang harus dipenuhi"),
    "datum": gettext_noop("keterangan yang ditanyakan"),
    "unlisted": gettext_noop("yang tidak dirinci"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A family in the index, and how many offices have it."""

    family: Family
    offices: int


@dataclass(frozen=True, slots=True)
class Column:
    """One service of one office in short."""

    law: Enacted
    asked: list[tuple[int, str]]
    steps: int
    added: int
    who: list[StepLine]
    products: list[Product]
    beside_the_law: tuple[EligibilityRule, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a service says about a row, in its own words; `same`: word for word as the row is called."""

    text: str
    marks: list[str]
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an aligned table. `scope`: how many services have it, in words; `fate`: what became of an act, or ""."""

    label: str
    cells: list[list[Cell]]
    scope: str
    fate: str = ""

    @property
    def sole(self) -> int | None:
        """The one service that has it; None where several have."""
        held = [side for side, cell in enumerate(self.cells) if cell]
        return held[0] if len(held) == 1 else None


@dataclass(frozen=True, slots=True)
class Table:
    """What several services have in rows; what one alone has, by service."""

    shared: list[Line]
    alone: list[tuple[Column, list[Line]]]


@require_safe
def families(request: HttpRequest) -> HttpResponse:
    """Every kind of wish that at least one office answers, or those that match the search."""
    typed = request.GET.get("cari", "").strip()[:200]
    held, known = lists.by_family(timezone.now()), lists.references().families
    told = spoken_families(known)
    matching = [family.code for family in find_families(told.values(), typed)]
    if english():
        matching += [family.code for family in find_families(known.values(), typed)]
    shown = [Shown(told[code], offices_of(held[code])) for code in dict.fromkeys(matching) if code in held]
    return render(request, "public/families.html", {"section": "compare", "typed": typed, "families": shown})


@require_safe
def comparison(request: HttpRequest, family: str) -> HttpResponse:
    """The services of one family. Raises NotVisible for a family that no office has."""
    references = lists.references()
    laws = lists.by_family(timezone.now()).get(family, ())
    if family not in references.families or not laws:
        raise NotVisible
    told = all_spoken(laws)
    columns = [_column(law) for law in told]
    acts = list(_acts(laws, references.acts))
    values = {
        "section": "compare",
        "family": spoken_families(references.families)[family],
        "offices": offices_of(laws),
        "columns": columns,
        "requirements": _table(columns, list(_requirements(laws, told))),
        "acts": _table(columns, acts),
        "cited": len(acts),
        "repealed": sum(bool(line.fate) for line in acts),
    }
    return render(request, "public/comparison.html", values)


def _column(law: Enacted) -> Column:
    standard, steps = law.standard, printed_steps(law.standard)
    counts = [(sum(item.kind == kind for item in standard.requirements), _(word)) for kind, word in KINDS.items()]
    who = {line.who: line for line in (step_line(step, law.office) for step in steps)}
    return Column(
        law=law,
        asked=[(count, word) for count, word in counts if count],
        steps=len(steps),
        added=len(standard.steps) - len(steps),
        who=list(who.values()),
        products=[product for product in standard.products if product.source.lines],
        beside_the_law=beside_the_law(standard),
    )


def _table(columns: list[Column], lines: list[Line]) -> Table:
    alone = [(column, [line for line in lines if line.sole == side]) for side, column in enumerate(columns)]
    return Table([line for line in lines if line.sole is None], [(column, held) for column, held in alone if held])


def _requirements(laws: Sequence[Enacted], told: Sequence[Enacted]) -> Iterator[Line]:
    """The requirements in rows; what is the same is decided by the decrees' own words, and told in the reader's."""
    pairs = zip(laws, told, strict=True)
    sides = [list(zip(law.standard.requirements, one.standard.requirements, strict=True)) for law, one in pairs]
    for row in align(sides, lambda pair: requirement_keys(pair[0])):
        label = min((said.text for _item, said in row.items), key=len)
        cells = [[_requirement(said, label) for _item, said in cell] for cell in row.cells]
        yield Line(label, cells, _scope(row))


def _requirement(item: Requirement, label: str) -> Cell:
    return Cell(item.text, marks_of(item), item.text == label)


def _acts(laws: Sequence[Enacted], acts: Mapping[str, LegalAct]) -> Iterator[Line]:
    """The cited acts in rows, called as the register of acts does."""
    sides: list[tuple[LegalBasis, ...]] = [law.standard.legal_basis for law in laws]
    for row in align(sides, basis_keys):
        act = acts.get(row.items[0].act)
        label = act.name if act else row.items[0].text
        cells = [[Cell(basis.text, [], same=True) for basis in cell] for cell in row.cells]
        yield Line(label, cells, _scope(row), fate(act) if act else "")


def fate(act: LegalAct) -> str:
    """What became of an act, for a page: by what it was repealed, and since when, where that is known; or ""."""
    if not act.repealed_by:
        return ""
    if act.repealed_on is None:
        return format_html(_("Sudah dicabut oleh {act}"), act=of_the_law(act.repealed_by))
    since = _("Sudah dicabut oleh {act} sejak {day}")
    return format_html(since, act=of_the_law(act.repealed_by), day=day_words(act.repealed_on))


def _scope(row: Row[Any]) -> str:
    """Whether all have it, or how many."""
    if row.held_by == len(row.cells):
        return _("semua layanan")
    return ngettext("{n} layanan", "{n} layanan", row.held_by).format(n=row.held_by)
