"""What a service page says of each product: how long it holds, how it goes on, what its holder owes, who may revoke it
and who grants the permit that it recommends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from maklumat.core.errors import NotVisible
from maklumat.core.expression import Facts, decide, parse
from maklumat.core.standard.model import Duty, IntakeField, Office, Product, ServiceStandard
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.catalogue.queries import Enacted
from maklumat.web.shared.issued import due_words, extension_words, validity_words
from maklumat.web.shared.spoken import spoken


@dataclass(frozen=True, slots=True)
class Grantor:
    """Who grants the permit; `scopes` are the answers for which that is so, empty where it is always so."""

    name: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product as printed. `renewal`: the service to apply for again, "" for none; `revoker`: a post by name."""

    product: Product
    validity: str
    extension: str
    renewal: str
    renewal_name: str
    duties: tuple[tuple[Duty, str], ...]
    revoker: str
    grantors: tuple[Grantor, ...]

    @property
    def told(self) -> bool:
        """There is something to say beyond its name."""
        return any((self.validity, self.extension, self.renewal, self.duties, self.revoker, self.grantors))


def product_lines(law: Enacted, now: datetime) -> Iterator[ProductLine]:
    """Every product of a service (spoken), in the order of the standard."""
    on = catalogue.local_date(law.office, now)
    for product in law.standard.products:
        code, name = _renewal(law, product, now)
        yield ProductLine(
            product=product,
            validity=validity_words(product),
            extension=extension_words(product.extension) if product.extension else "",
            renewal=code,
            renewal_name=name,
            duties=tuple((duty, due_words(duty, law.standard.intake)) for duty in product.duties),
            revoker=_post(law.office, product.revocation.post) if product.revocation else "",
            grantors=tuple(Grantor(one.name, _scopes(law.standard, one.when, on)) for one in product.licensors),
        )


def _renewal(law: Enacted, product: Product, now: datetime) -> tuple[str, str]:
    code = product.extension.service if product.extension else ""
    if not code:
        return "", ""
    try:
        return code, spoken(catalogue.in_force(law.office.code, code, now)).standard.name
    except NotVisible:
        return "", ""


def _post(office: Office, code: str) -> str:
    return next((post.name for post in office.posts if post.code == code), code)


def _scopes(standard: ServiceStandard, when: str, on: date) -> tuple[str, ...]:
    """The answers that make the expression true by themselves; none for no expression, or when every
    answer to a question does."""
    if not when:  # also null, in a standard that was enacted earlier
        return ()
    expression = parse(when)
    for question in standard.intake:
        said = [(text, decide(expression, facts, on) is True) for text, facts in _answers(question)]
        if said and all(holds for _text, holds in said):
            return ()
        if found := tuple(text for text, holds in said if holds):
            return found
    return ()


def _answers(question: IntakeField) -> Iterator[tuple[str, Facts]]:
    """Each answer that a question may have, in words, as the only fact."""
    if question.kind == "choice":
        yield from ((choice.text, {question.code: choice.code}) for choice in question.choices)
    if question.kind == "yes_no":
        yield f"{question.label} {_('Ya')}", {question.code: True}
        yield f"{question.label} {_('Tidak')}", {question.code: False}
