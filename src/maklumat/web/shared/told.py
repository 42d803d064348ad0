"""How somebody says by which way they want to be told; and how honest this installation has to be about it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from maklumat.core.identity import Person, mask_email, mask_phone
from maklumat.core.messages.wishes import EMAIL, NOTHING, OWN, SHARED, SMS, WAYS, WHATSAPP, address_of
from maklumat.records.outside import live_ways
from maklumat.web.shared.forms import Form, expected

WAY_WORDS: Final = {WHATSAPP: gettext_noop("WhatsApp"), SMS: gettext_noop("SMS"), EMAIL: gettext_noop("surel")}
_YES: Final = {
    WHATSAPP: gettext_noop("Ya, lewat WhatsApp"),
    SMS: gettext_noop("Ya, lewat SMS"),
    EMAIL: gettext_noop("Ya, lewat surel (e-mail)"),
}


def offered() -> list[tuple[str, str]]:
    """The answers: the ways that really send here, all of them while none does, and no."""
    live = live_ways()
    ways = [(way, _(_YES[way])) for way in WAYS if not live or way in live]
    return [*ways, (NOTHING, _("Tidak, saya lihat sendiri di situs ini"))]


def _hint() -> str:
    if live_ways():
        return _("Kabar singkat tanpa nama dan tanpa NIK. Boleh dihentikan kapan saja.")
    return _("Kantor ini belum mengirim pesan. Petugas memakai jawaban ini bila menghubungi Anda.")


def told_by_field(more: Any = "", *, required: bool = False) -> forms.Field:
    """Whether, and by which way. `more`: a sentence that the page adds to the hint."""
    field = forms.CharField(
        label=gettext_lazy("Boleh kami kabari?"),
        help_text=format_lazy("{} {}", lazy(_hint, str)(), more) if more else lazy(_hint, str)(),
        required=required,
        widget=forms.RadioSelect(choices=CallableChoiceIterator(offered)),
        error_messages={"required": gettext_lazy("Pilih salah satu, lalu simpan.")},
    )
    return field if required else expected(field, yes=False)


def phone_use_field() -> forms.Field:
    """Whose telephone it is."""
    field = forms.CharField(
        label=gettext_lazy("Nomor ini dipakai sendiri?"),
        help_text=gettext_lazy("Kabar yang rahasia tidak kami kirim ke nomor yang dipakai bersama."),
        required=False,
        widget=forms.RadioSelect(
            choices=[(OWN, gettext_lazy("Ya, hanya saya")), (SHARED, gettext_lazy("Tidak, dipakai bersama"))]
        ),
    )
    return expected(field, yes=False)


class ChoiceForm(Form):
    """A choice made later, on the page that follows the file or at the counter."""

    told_by = told_by_field(required=True)
    phone_use = phone_use_field()

    def __init__(self, person: Person, **kwargs: Any) -> None:
        chosen = {"told_by": person.told_by, "phone_use": person.phone_use}
        super().__init__(initial=chosen, **kwargs)
        self.possible = [(way, words) for way, words in offered() if way == NOTHING or address_of(person, way)]
        self.fields["told_by"].widget = forms.RadioSelect(choices=self.possible)
        if not person.phone:
            del self.fields["phone_use"]

    def clean_told_by(self) -> str:
        wish: str = self.cleaned_data["told_by"]
        if wish not in dict(self.possible):
            raise forms.ValidationError(_("Pilih salah satu, lalu simpan."))
        return wish


def masked_addresses(person: Person) -> list[tuple[str, str]]:
    """(what, masked) of the addresses that somebody gave."""
    phone = (_("Telepon"), mask_phone(person.phone)) if person.phone else None
    email = (_("Surel"), mask_email(person.email)) if person.email else None
    return [one for one in (phone, email) if one]


def masked(person: Person | None, way: str) -> str:
    """The address of that way, masked; "" for none."""
    address = address_of(person, way) if person is not None and way else ""
    return mask_email(address) if "@" in address else mask_phone(address) if address else ""
