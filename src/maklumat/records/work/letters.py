"""Letters as the people of a file see them: what is still to be filled in, a preview, and the issued file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from maklumat.core.errors import NotVisible
from maklumat.core.letter.base import ELECTRONIC
from maklumat.core.letter.names import KNOWN_NAMES
from maklumat.core.letter.sheet import Sheet
from maklumat.core.letter.template import TemplateField
from maklumat.core.letter.texts import Value
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.ports.pages import joined
from maklumat.ports.rendering import SHEET
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.outside import renderer
from maklumat.records.people import access
from maklumat.records.people.access import Actor
from maklumat.records.procedures import queries as procedures
from maklumat.records.procedures.queries import Position
from maklumat.records.products import actions as products
from maklumat.records.products import drafting
from maklumat.records.products import queries as product_queries
from maklumat.records.products.models import Product
from maklumat.records.work import signing
from maklumat.records.work.facts import facts_of


@dataclass(frozen=True, slots=True)
class Question:
    """A field of a letter that an officer may fill in, with what is known already.

    `columns` are the column titles of a table, () for other kinds.
    """

    field: TemplateField
    columns: tuple[str, ...]
    known: Value | None


def questions(
    actor: Actor, application_id: UUID, product_code: str, moment: datetime, *, anew: bool = False
) -> tuple[Question, ...]:
    """The fields an officer fills in when drafting this letter. Raises NotVisible.

    What was typed before is kept, unless the letter is written `anew`: then what the file says now comes first.
    """
    position = _position(actor, application_id)
    product = _product(position, product_code)
    template = drafting.template_of(position.office, product)
    row = _live(application_id, product_code)
    typed = drafting.from_json(row.content.get("values", {})) if row else {}
    known = drafting.file_values(position, product, moment)
    known = {**typed, **known} if anew else {**known, **typed}
    order = [field.name for field in template.fields]
    fields = sorted(
        drafting.open_questions(position, product, moment),
        key=lambda field: order.index(field.name) if field.name in order else -1,
    )
    return tuple(
        Question(_named(field), tuple(column.title for column in template.columns(field.name)), known.get(field.name))
        for field in fields
    )


def _named(field: TemplateField) -> TemplateField:
    """A field that the template uses without declaring it is asked for by what its name stands for."""
    if field.label != field.name:
        return field
    return replace(field, label=KNOWN_NAMES.get(field.name, field.name).capitalize())


def preview(actor: Actor, application_id: UUID, product_code: str, moment: datetime) -> bytes:
    """The letter as it stands, as PDF: an imported document as it came, else the draft, marked as one.

    A letter that nobody drafted yet is shown with what is known; nothing is kept. Raises NotVisible, or LetterFault
    SRT-020 when too little is known to show anything.
    """
    position = _position(actor, application_id)
    product = _product(position, product_code)
    row = _shown(position, product, moment)
    if row.vault_name:
        return vault_bytes(row.vault_name)
    return signing.render(position, product, row, None, ELECTRONIC, moment, finished=_on_its_way(position, product))


def _on_its_way(position: Position, product: ProductStandard) -> bool:
    """Whether the letter is done here and goes to, or lies with, whoever above the office signs it."""
    if not product.outside_signer or not position.state.step:
        return False
    return catalogue.standard(position.standard_id).step(position.state.step).kind in ("send", "wait")


def picture(actor: Actor, application_id: UUID, product_code: str, moment: datetime) -> bytes:
    """As `preview`, as one PNG; b"" for a document that was made elsewhere, which is shown as it came."""
    position = _position(actor, application_id)
    product = _product(position, product_code)
    row = _shown(position, product, moment)
    return b"" if row.vault_name else signing.draw(position, product, row, moment)


def _shown(position: Position, product: ProductStandard, moment: datetime) -> Product:
    """The row of a letter, or one that is kept nowhere where nobody drafted it yet."""
    row = _live(position.application_id, product.code)
    if row is not None:
        return row
    values = drafting.file_values(position, product, moment)
    return Product(id=uuid4(), made=products.HERE, content={"values": drafting.to_json(values)})


def office_copy(actor: Actor, application_id: UUID, product_code: str, sheet: Sheet, moment: datetime) -> bytes:
    """The letter as it was issued, else as it stands, and behind it a sheet that stays in the office. NotVisible."""
    position = _position(actor, application_id)
    product = _product(position, product_code)
    row = _live(application_id, product_code)
    issued = row is not None and bool(row.vault_name)
    letter = vault_bytes(row.vault_name) if row and issued else preview(actor, application_id, product.code, moment)
    return joined([letter, renderer().render(sheet.to_values(), SHEET)])


def paper_of(office: str) -> str:
    """What the office prints its letters on: see core.letter.base."""
    return drafting.base_of(office).theme.paper


def letter_for(actor: Actor, application_id: UUID, product_id: UUID) -> bytes:
    """The issued (or imported) file of a product, for an officer. Raises NotVisible."""
    _position(actor, application_id)
    return product_queries.letter_bytes(application_id, product_id)


def _position(actor: Actor, application_id: UUID) -> Position:
    position = procedures.position(application_id)
    if position is None:
        raise NotVisible
    access.require(actor, access.SEE, facts_of(position))
    return position


def _product(position: Position, code: str) -> ProductStandard:
    try:
        return catalogue.standard(position.standard_id).product(code)
    except KeyError:
        raise NotVisible from None


def _live(application_id: UUID, product: str) -> Product | None:
    rows = Product.objects.filter(application_id=application_id, product=product)
    return rows.exclude(status__in=(products.VOID, products.REVOKED)).first()
