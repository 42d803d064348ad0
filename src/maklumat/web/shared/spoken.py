"""The law in the reader's language, for pages. What is stored, signed or printed for an office stays Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maklumat.core.standard.model import Office
from maklumat.core.standard.translation import Translated, translated
from maklumat.records.catalogue.english import in_english, pairs_of
from maklumat.records.catalogue.queries import Enacted
from maklumat.records.catalogue.search import find
from maklumat.records.products.queries import ProductView
from maklumat.records.work import queries as work
from maklumat.records.work.queries import FileView
from maklumat.web.shared.wording import english

ALL_OF = gettext_noop(" dan ")
ANY_OF = gettext_noop(" atau ")


def spoken(law: Enacted) -> Enacted:
    """The same law: to readers of English each text that the office has translated, to others as it is."""
    return in_english(law)[0] if english() else law


def all_spoken(laws: Iterable[Enacted]) -> list[Enacted]:
    """As `spoken`, for several at once."""
    return in_english(*laws) if english() else list(laws)


def spoken_office(office: Office) -> Office:
    """An office by itself, as `spoken`."""
    return translated(office, pairs_of(office.code)) if english() else office


def searched(services: Iterable[Enacted], typed: str) -> list[Enacted]:
    """What was searched (see `find`), spoken. A reader of English may search in either language; theirs comes first."""
    laws = list(services)
    if not english():
        return find(laws, typed)
    told = {law.id: law for law in in_english(*laws)}
    matching = [*find(told.values(), typed), *find(laws, typed)]
    return [told[number] for number in dict.fromkeys(law.id for law in matching)]


def followed(application_id: UUID) -> FileView:
    """A file for its applicant (see `work.followed`), under its law as they read it."""
    file = work.followed(application_id)
    return replace(file, law=spoken(file.law))


def products_of(file: FileView) -> list[ProductView]:
    """The products of a file by the names that its law gives them."""
    names = {product.code: product.name for product in file.law.standard.products}
    return [replace(one, name=names.get(one.product, one.name)) for one in file.products]


def joined(texts: Iterable[str], between: str) -> str:
    """Several texts of a standard as one: English when all of them are. `between` is ALL_OF or ANY_OF."""
    found = list(texts)
    whole = bool(found) and all(isinstance(text, Translated) for text in found)
    return Translated(_(between).join(found)) if whole else between.join(found)
