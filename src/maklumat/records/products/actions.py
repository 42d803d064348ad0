"""Making products and numbering letters. Called inside the transactions of `records.work`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS

from maklumat.core.errors import Refusal
from maklumat.core.letter.base import WET
from maklumat.core.letter.number import LetterNumber as NumberParts
from maklumat.core.letter.number import parse_number_format
from maklumat.core.standard.model import Office
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.records.applications.actions import take_number
from maklumat.records.applications.receipts import product_code_of
from maklumat.records.products import statements
from maklumat.records.products.models import Countersignature, LetterNumber, Product

DRAFTED, NUMBERED, ISSUED, DELIVERED, REVOKED, VOID = "drafted", "numbered", "issued", "delivered", "revoked", "void"
HERE, IMPORTED = "here", "imported"
REGISTER = "surat"
RECALLED = "Ditarik kantor sebelum diserahkan."


@dataclass(frozen=True, slots=True)
class SignedLetter:
    """A letter that is ready to be issued: its file in the vault, its hash, and how it was signed.

    `mode`: "electronic" (the embedded signer), "outside" (came signed) or "wet" (a scan of signed paper). `signed_as`:
    as what, where it was not the post's holder: "Plt. Kepala Dinas".
    """

    product_id: UUID
    vault_name: str
    sha256: str
    mode: str
    at: datetime
    signed_as: str = ""


def draft(
    application_id: UUID,
    office: str,
    service: str,
    product: ProductStandard,
    content: Mapping[str, Any],
    *,
    moment: datetime,
) -> Product:
    """The draft of a product, new or written anew. An issued one is left alone (Refusal PRD-001)."""
    row = live(application_id, product.code)
    if row is None:
        product_id = uuid4()
        row = Product(
            id=product_id,
            application_id=application_id,
            office=office,
            service=service,
            product=product.code,
            status=DRAFTED,
            code=product_code_of(product_id),
        )
    elif row.status not in {DRAFTED, NUMBERED}:
        raise Refusal(
            "PRD-001", "{name} sudah terbit dan tidak dapat diubah; cabut dahulu bila keliru.", name=product.name
        )
    row.made, row.content, row.drafted_at = HERE, dict(content), moment
    row.vault_name = row.sha256 = row.outside_number = ""
    if row._state.adding:  # noqa: SLF001  # Django's documented attribute
        statements.begin(row)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001
    else:
        row.save()
    return row


def take_in(
    application_id: UUID,
    office: str,
    service: str,
    product: ProductStandard,
    *,
    vault_name: str,
    sha256: str,
    outside_number: str,
    moment: datetime,
) -> Product:
    """A document made elsewhere comes in untouched as this product, with its outside number."""
    document = {"vault_name": vault_name, "sha256": sha256}
    row = draft(application_id, office, service, product, {"document": document}, moment=moment)
    row.made, row.vault_name, row.sha256, row.outside_number = IMPORTED, vault_name, sha256, outside_number
    row.save()
    return row


def live(application_id: UUID, product: str) -> Product | None:
    """The product of a file that is neither void nor revoked, locked until the transaction ends."""
    if not statements.ever_begun(application_id, product):
        return None
    rows = Product.objects.select_for_update().filter(application_id=application_id, product=product)
    return rows.exclude(status__in=(VOID, REVOKED)).first()


def recalled(application_id: UUID, product: str) -> Product | None:
    """The newest product of a file that was revoked: what the next one begins from."""
    if not statements.ever_begun(application_id, product):
        return None
    rows = Product.objects.filter(application_id=application_id, product=product, status=REVOKED)
    return rows.order_by("-drafted_at").first()


def number(
    row: Product, product: ProductStandard, office: Office, *, on: date, moment: datetime, user_id: int
) -> Product:
    """Give a letter its number, once: a repeat keeps the number it has. Commit before rendering.

    `on` is the letter's local date. An imported document keeps its outside number and takes none here.
    """
    if row.number or row.made == IMPORTED or not product.number_format:
        if row.status == DRAFTED:
            row.status = NUMBERED
            row.save(update_fields=["status"])
        return row
    seq = take_number(row.office, REGISTER, on.year)
    text = parse_number_format(product.number_format).write(
        NumberParts(seq=seq, on=on, classification=product.classification, security="B", unit=office.letter_unit)
    )
    LetterNumber.objects.create(
        office=row.office, register=REGISTER, year=on.year, seq=seq, text=text, status="taken", product=row,
        taken_at=moment, taken_by=user_id,
    )  # fmt: skip
    row.number, row.status = text, NUMBERED
    row.save(update_fields=["number", "status"])
    return row


def issue(
    application_id: UUID, product: ProductStandard, letter: SignedLetter, *, on: date, moment: datetime
) -> Product:
    """The signed letter becomes the product; `on` is the letter's local date, from which its validity runs.

    Refusal PRD-002 when it is not the one that was numbered.
    """
    row = live(application_id, product.code)
    if row is None or row.id != letter.product_id or row.status != NUMBERED:
        raise Refusal("PRD-002", "Surat yang ditandatangani bukan surat yang dinomori untuk berkas ini.")
    row.status, row.issued_at = ISSUED, moment
    row.vault_name, row.sha256, row.signature = letter.vault_name, letter.sha256, letter.mode
    row.signed_by_post, row.signed_as = product.signed_by, letter.signed_as
    row.valid_until = product.last_day(on)
    row.save()
    if letter.mode == WET and product.signature != WET and row.made == HERE:  # its standard wants no paper
        Countersignature.objects.create(
            product=row, application_id=application_id, office=row.office, post=product.signed_by, wet_at=moment
        )
    return row


def let_out(application_id: UUID, product: ProductStandard, *, on: date, moment: datetime) -> Product | None:
    """A document that nobody here signs is issued as it came, its validity running from the local date `on`.

    None, and nothing happens, where it was made here.
    """
    row = live(application_id, product.code)
    if row is None or row.status != DRAFTED or row.made != IMPORTED:
        return None
    row.status, row.issued_at, row.signature, row.valid_until = ISSUED, moment, "outside", product.last_day(on)
    row.save(update_fields=["status", "issued_at", "signature", "valid_until"])
    return row


def deliver(application_id: UUID, product: str, *, moment: datetime) -> None:
    """The product was handed over."""
    statements.hand_over(application_id, product, moment)


def revoke(application_id: UUID, product: str, *, reason: str, moment: datetime) -> None:
    """The product no longer holds. Refusal PRD-003 when none was issued."""
    rows = Product.objects.filter(application_id=application_id, product=product, status__in=(ISSUED, DELIVERED))
    if not rows.update(status=REVOKED, revoked_at=moment, revoked_reason=reason):
        raise Refusal("PRD-003", "Produk ini belum terbit atau sudah dicabut.")


def recall(application_id: UUID, product: str, *, moment: datetime) -> None:
    """An issued letter goes back before it was handed over: it is revoked. Nothing to do when none was issued.

    Why it went back is the office's own word, kept with the event: the public reads RECALLED.
    """
    Product.objects.filter(application_id=application_id, product=product, status=ISSUED).update(
        status=REVOKED, revoked_at=moment, revoked_reason=RECALLED
    )


def void_unissued(application_id: UUID, *, moment: datetime) -> None:
    """A file ended before its letter was issued: the letter is void, its number stays in the register as void."""
    if not statements.has_unissued(application_id):  # as nearly always
        return
    rows = Product.objects.filter(application_id=application_id, status__in=(DRAFTED, NUMBERED))
    unissued = list(rows.values_list("pk", flat=True))
    note = f"Batal {moment:%Y-%m-%d}: berkas berakhir"
    LetterNumber.objects.filter(product__in=unissued).update(status=VOID, note=note)
    Product.objects.filter(pk__in=unissued).update(status=VOID)
