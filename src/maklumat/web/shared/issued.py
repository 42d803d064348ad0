"""The life of a product after issue, in words a citizen reads: how long it holds, how it goes on, what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from maklumat.core.standard.model import Duty, Extension, IntakeField, Product
from maklumat.web.shared.wording import in_indonesian

SINCE: Final = {
    "issue": gettext_noop("sesudah surat terbit"),
    "expiry": gettext_noop("sesudah masa berlakunya habis"),
}
AT_ONCE: Final = {
    "issue": gettext_noop("pada hari surat terbit"),
    "expiry": gettext_noop("pada hari terakhir masa berlakunya"),
}


def length_words(count: int, unit: str) -> str:
    """ "3 bulan", "90 hari", "5 tahun"."""
    words = {
        "days": ngettext("{n} hari", "{n} hari", count),
        "months": ngettext("{n} bulan", "{n} bulan", count),
        "years": ngettext("{n} tahun", "{n} tahun", count),
    }
    return words[unit].format(n=count)


def validity_words(product: Product) -> str:
    """How long it holds from the day of issue; "" for no expiry."""
    if product.validity is not None:
        return length_words(product.validity.count, product.validity.unit)
    return "" if product.validity_days is None else length_words(product.validity_days, "days")


def extension_words(extension: Extension) -> str:
    """How often it is extended and by how much; "" where it is only renewed by applying again."""
    if not extension.times:
        return ""
    times = ngettext("{n} kali", "{n} kali", extension.times).format(n=extension.times)
    return _("Dapat diperpanjang {times}, setiap kali {length}.").format(
        times=times, length=length_words(extension.months, "months")
    )


def due_words(duty: Duty, questions: Iterable[IntakeField]) -> str:
    """How long after what a duty is owed. For a page: the question it counts from is the standard's own, marked so."""
    label = next((question.label for question in questions if question.code == duty.since), duty.since)
    if duty.since in SINCE:
        since: str = _(SINCE[duty.since]) if duty.days else _(AT_ONCE[duty.since])
    else:
        pattern = _("sesudah tanggal pada “{question}”") if duty.days else _("pada tanggal “{question}”")
        since = format_html(pattern, question=in_indonesian(label))
    return format_html("{} {}", length_words(duty.days, "days"), since) if duty.days else since


def left_words(until: date, on: date) -> str:
    """How long something still holds on the day `on`: "12 hari lagi"; "" once it has ended."""
    days = (until - on).days
    if days < 0:
        return ""
    return ngettext("{n} hari lagi", "{n} hari lagi", days).format(n=days) if days else _("hari ini hari terakhir")
