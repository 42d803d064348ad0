"""Intake as pages and counter share it: the person's form, and a draft read as `core.intake` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maklumat.core.intake import (
    ATTACHED,
    Claim,
    Problem,
    RawPerson,
    RawSubmission,
    Slot,
    Submission,
    Terms,
    asked,
    blocking,
    clean,
    examine,
)
from maklumat.core.intake.requirements import DOCUMENT
from maklumat.core.standard.model import Alternative, ServiceStandard
from maklumat.records.applications.queries import PaperView
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.forms import Form, RawDateField, expected
from maklumat.web.shared.told import phone_use_field, told_by_field
from maklumat.web.shared.whereabouts import gazetteer

PERSON_NAMES: Final = tuple(field.name for field in fields(RawPerson))
SEXES: Final = [("laki-laki", _("Laki-laki")), ("perempuan", _("Perempuan"))]
PERSON_WORDS: Final = {
    "husband": _("suami"),
    "wife": _("istri"),
    "reporter": _("pelapor"),
    "reported": _("terlapor"),
}


SELDOM: Final = ("birth_place", "birth_date", "sex", "email")
"""What a person is seldom asked for: birth date and sex stand in the NIK. Pages may fold these away."""


_IF_THERE_IS: Final = re.compile(r"\b(?:bila|jika|apabila|kalau)\s+(?:ada|punya|memiliki)\b|\bif any\b", re.IGNORECASE)


def says_if_any(text: str) -> bool:
    """Whether the words of a requirement say themselves that it is wanted only where there is one."""
    return bool(_IF_THERE_IS.search(text))


def person_line(label: Any, hint: Any = "", *, needed: bool = False, **attrs: str) -> forms.Field:
    field = forms.CharField(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs))
    return expected(field, yes=needed)


class PersonForm(Form):
    """Somebody's data as typed; the names are those of `RawPerson`. Reading it is the task of `core.intake`.

    `folded`: the fields that a page may hide behind a line."""

    folded: ClassVar[tuple[str, ...]] = ()

    name = person_line(_("Nama lengkap"), _("Seperti di KTP atau KK."), needed=True, autocomplete="name")
    nik = person_line(
        _("NIK"),
        _("Nomor Induk Kependudukan: 16 angka di KTP atau Kartu Keluarga (KK)."),
        needed=True,
        inputmode="numeric",
        autocomplete="off",
        spellcheck="false",
    )
    kk = person_line(
        _("Nomor Kartu Keluarga"),
        _("16 angka di bagian atas KK."),
        inputmode="numeric",
        autocomplete="off",
        spellcheck="false",
    )
    birth_place = person_line(_("Tempat lahir"), _("Kabupaten atau kota, seperti di KTP."))
    birth_date = expected(
        RawDateField(
            label=_("Tanggal lahir"),
            help_text=_("Misalnya 27 3 1985. Kosongkan bila NIK sudah diisi."),
            required=False,
        ),
        yes=False,
    )
    sex = expected(
        forms.CharField(label=_("Jenis kelamin"), required=False, widget=forms.RadioSelect(choices=SEXES)), yes=False
    )
    address = expected(
        forms.CharField(
            label=_("Alamat"),
            help_text=_("Jalan, RT/RW, desa atau kelurahan, kecamatan."),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        ),
        yes=True,
    )
    region = person_line(
        _("Kabupaten atau kota tempat tinggal"),
        _("Tulis dengan kata Kabupaten atau Kota. Kecamatan dan desa boleh ditambahkan."),
        autocomplete="off",
    )
    phone = person_line(
        _("Nomor telepon"), _("Untuk dihubungi petugas. Tanpa telepon pun boleh."), type="tel", autocomplete="tel"
    )
    email = person_line(_("Surel (e-mail)"), "", type="email", autocomplete="email")


class ToldForm(PersonForm):
    """Somebody who may be told what becomes of the file."""

    told_by = told_by_field()
    phone_use = phone_use_field()


@cache
def eased(form_class: type[Form], *, nameless: bool, in_need: bool) -> type[Form]:
    """The same form where less is needed: `nameless`, a reporter need not give a name; `in_need`, nobody a number."""
    hint = _("Seperti di KTP atau KK. Boleh dikosongkan bila Anda melapor untuk orang lain dan tidak mau disebut.")
    fields: dict[str, forms.Field] = {}
    if nameless:
        fields["name"] = person_line(_("Nama lengkap"), hint, autocomplete="name")
    if in_need:
        number = _("16 angka di KTP atau KK. Tidak ada? Kosongkan; pertolongan tidak menunggu nomor ini.")
        attrs: dict[str, Any] = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        fields["nik"] = person_line(_("NIK"), number, **attrs)
        fields["address"] = expected(deepcopy(form_class.base_fields["address"]), yes=False)
    return type(form_class.__name__, (form_class,), fields)


def applicant_form(standard: ServiceStandard, form_class: type[Form]) -> type[Form]:
    """The form for the applicant of this service."""
    nameless = standard.reporter is not None and standard.reporter.anonymous
    return eased(form_class, nameless=nameless, in_need=standard.person_in_need)


@dataclass(frozen=True)
class Filled:
    """A draft's content beside the law it is for, read once: what it means and what it lacks.

    `content` holds the parts "applicant", "beneficiary", "proxy", "collector" (texts by field), "answers" (texts by
    question) and "claims" ({slot: {"how", "alternative"}}).
    """

    law: Enacted
    content: Mapping[str, Any]
    papers: tuple[PaperView, ...]
    on: date
    channel: str

    @cached_property
    def read(self) -> tuple[Submission, tuple[Problem, ...]]:
        terms = Terms(
            self.on, self.law.office.region_code, fictitious_allowed=not settings.PRODUCTION, gazetteer=gazetteer()
        )
        return clean(self.law.standard, raw_submission(self.content, self.papers), self.channel, terms)

    @property
    def submission(self) -> Submission:
        return self.read[0]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to be told, errors and warnings."""
        submission, told = self.read
        return (*told, *examine(self.law.standard, submission, self.on, told))

    @property
    def stopping(self) -> tuple[Problem, ...]:
        return blocking(self.problems, self.channel)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return asked(self.law.standard, self.submission.facts, self.on)

    def about(self, place: str) -> tuple[Problem, ...]:
        """The problems of one part: "applicant", "answers", "requirements" ..."""
        return tuple(problem for problem in self.problems if problem.field.partition(".")[0] == place)


def raw_submission(content: Mapping[str, Any], papers: Iterable[PaperView]) -> RawSubmission:
    """A draft's content as typed; a slot with a file is attached, whatever was claimed about it before."""
    said = content.get("claims", {})
    files = {slot_key(paper.requirement, paper.person) for paper in papers}
    claims = {key: Claim(key, claim.get("how", ""), claim.get("alternative", "")) for key, claim in said.items()}
    for key in files:
        claims[key] = Claim(key, ATTACHED, said.get(key, {}).get("alternative", ""))
    return RawSubmission(
        applicant=raw_person(content.get("applicant", {})),
        beneficiary=raw_person(content.get("beneficiary", {})),
        proxy=raw_person(content.get("proxy", {})),
        collector=raw_person(content.get("collector", {})),
        answers=dict(content.get("answers", {})),
        claims=tuple(claims.values()),
    )


def raw_person(texts: Mapping[str, str]) -> RawPerson:
    return RawPerson(**{name: text for name, text in texts.items() if name in PERSON_NAMES})


def slot_key(requirement: str, person: str) -> str:
    """The key of a slot from the columns of its attachment."""
    return f"{requirement}.{person}" if person else requirement


@dataclass(frozen=True, slots=True)
class Place:
    """One place to attach, ready to be shown. `said` is how it is met so far, `reason` why it was sent back.

    `papers` are the pages that lie there, in the order they came; `offers` the earlier papers that would fit.
    """

    key: str
    text: str
    help: str
    person: str
    form: str
    required: bool
    alternatives: tuple[Alternative, ...]
    alternative: str
    said: str
    papers: tuple[PaperView, ...]
    statement: str = ""
    reason: str = ""
    sent: bool = False
    offers: tuple[object, ...] = ()

    @property
    def paper(self) -> PaperView | None:
        """The first page."""
        return self.papers[0] if self.papers else None

    @property
    def if_any(self) -> bool:
        """Whether it must be said that this is wanted only where there is one."""
        return not self.required and not says_if_any(self.text)

    @property
    def to_replace(self) -> bool:
        """Whether what lies there was found wrong."""
        return bool(self.reason and self.papers)

    @property
    def choosable(self) -> bool:
        """Whether it is still to be said which of the alternatives is attached."""
        return bool(self.alternatives) and not self.sent


def places(
    slots: Iterable[Slot],
    submission: Submission,
    papers: Iterable[PaperView],
    reasons: Mapping[str, str],
    *,
    sent: bool = False,
) -> list[Place]:
    """The places to attach of a file, in the decree's order. `reasons` (by slot) say what was found wrong; `sent`: the
    application was received already, only its papers can change."""
    by_key: dict[str, tuple[PaperView, ...]] = {}
    for paper in papers:
        key = slot_key(paper.requirement, paper.person)
        by_key[key] = (*by_key.get(key, ()), paper)
    claims = {claim.slot: claim for claim in submission.requirement_claims}
    return [
        Place(
            key=slot.key,
            text=slot.requirement.text,
            help=slot.requirement.help,
            person=str(PERSON_WORDS.get(slot.person, slot.person)),
            form=slot.requirement.form,
            required=slot.required,
            alternatives=slot.requirement.one_of,
            alternative=claims[slot.key].alternative if slot.key in claims else "",
            said=claims[slot.key].how if slot.key in claims else "",
            papers=by_key.get(slot.key, ()),
            statement=slot.requirement.statement,
            reason=reasons.get(slot.key, reasons.get(slot.requirement.code, "")),
            sent=sent,
        )
        for slot in slots
        if slot.requirement.kind == DOCUMENT
    ]
