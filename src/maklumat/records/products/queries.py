"""Reading products: for the people of a file, and for anybody who verifies one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from maklumat.core.errors import Damaged, NotVisible
from maklumat.core.letter.base import CERTIFIED, WET
from maklumat.core.standard.model import Product as ProductStandard
from maklumat.ports.sealing import tidy_secret
from maklumat.records.applications.content import application_row, submission_of
from maklumat.records.applications.models import Application
from maklumat.records.applications.queries import vault_bytes
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.ledger import damage
from maklumat.records.products.models import Countersignature, Product
from maklumat.records.products.signing_requests import certificate_of


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product as the people of its file see it. `number` is the outside number of an imported one.

    `countersign_due`: it was signed by hand, and its electronic signature still follows.
    """

    id: UUID
    product: str
    name: str
    status: str
    made: str
    signature: str
    code: str
    number: str
    issued_at: datetime | None
    delivered_at: datetime | None
    revoked_at: datetime | None
    revoked_reason: str
    has_file: bool
    valid_until: date | None = None
    extended_times: int = 0
    countersign_due: bool = False
    countersigned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may know of a product: what, by which post, when, whether it holds, and how it was signed.

    `initials` are those of the person named ("S. A."), "" in a confidential service; nothing else about anybody.
    `state` is valid, expired or revoked; `signature` electronic (the embedded signer, not BSrE), outside or wet.
    `revoked_basis`: the law that knows the reason it was revoked for, "" for a reason of the office's own.
    `certificate`: the official's name in the BSrE certificate that signed it, "" for none.
    `countersigned_by`: how a wet letter was signed electronically afterwards, at `countersigned_at`; `due`: it still
    will be. `hashes`: of every file that was ever given out as this letter.
    """

    code: str
    name: str
    service: str
    office: str
    time_zone: str
    number: str
    post: str
    initials: str
    issued_at: datetime
    valid_until: date | None
    state: str
    revoked_at: datetime | None
    revoked_reason: str
    signature: str
    made: str
    sha256: str
    extended_times: int = 0
    revoked_basis: str = ""
    countersigned_at: datetime | None = None
    countersigned_by: str = ""
    due: bool = False
    hashes: tuple[str, ...] = ()
    certificate: str = ""


def products_of(application_id: UUID) -> list[ProductView]:
    """The products of a file, in the order they were drafted."""
    rows = Product.objects.filter(application_id=application_id).exclude(status="void").order_by("drafted_at")
    rows = rows.select_related("countersignature")
    names = _names(application_id) if rows else {}
    return [_view(row, names) for row in rows]


def _view(row: Product, names: Mapping[str, str]) -> ProductView:
    later: Countersignature | None = getattr(row, "countersignature", None)
    return ProductView(
        row.id, row.product, names.get(row.product, row.product), row.status, row.made, row.signature, row.code,
        row.number or row.outside_number, row.issued_at, row.delivered_at, row.revoked_at,
        row.revoked_reason, bool(row.vault_name), row.valid_until, row.extended_times,
        later is not None and later.signed_at is None, later.signed_at if later else None,
    )  # fmt: skip


def _names(application_id: UUID) -> dict[str, str]:
    standard_id = Application.objects.filter(pk=application_id).values_list("standard_id", flat=True).first()
    if standard_id is None:
        raise damage.row_missing().of(application=application_id)
    return {product.code: product.name for product in catalogue.standard(standard_id).products}


def letter_bytes(application_id: UUID, product_id: UUID) -> bytes:
    """The issued file of a product, as it was signed last. Access is checked by the caller.

    Raises NotVisible when it has none (yet).
    """
    row = Product.objects.filter(pk=product_id, application_id=application_id).exclude(status="void").first()
    if row is None or not row.vault_name:
        raise NotVisible
    later = countersignature(row)
    last = later if later is not None and later.signed_at else row
    content = vault_bytes(last.vault_name)
    if sha256(content).hexdigest() != last.sha256:
        raise Damaged("BRK-006", "Surat ini tidak sama dengan yang dicatat.").of(application=application_id)
    return content


def countersignature(row: Product) -> Countersignature | None:
    """What follows a signature by hand; None for every other letter, which costs no query."""
    return Countersignature.objects.filter(product=row).first() if row.signature == WET else None


def verify(code: str, moment: datetime) -> Verification:
    """What the public verification page says of a product now. Raises NotVisible for an unknown code.

    A product that has not been issued does not exist for the public; it expires with the day at its office.
    """
    row = Product.objects.filter(code=tidy_secret(code)).first()
    if row is None or row.issued_at is None:
        raise NotVisible
    try:
        application = application_row(row.application_id)
        submission = submission_of(application)
    except Damaged as fault:
        fault.of(office=row.office).number = ""  # anybody may ask about a letter, and is not told of its file
        raise
    law = catalogue.enacted(application.standard_id)
    person = submission.beneficiary or submission.applicant
    later = countersignature(row)
    expired = row.valid_until is not None and catalogue.local_date(law.office, moment) > row.valid_until
    return Verification(
        code=row.code,
        name=law.standard.product(row.product).name,
        service=law.standard.name,
        office=law.office.name,
        time_zone=law.office.time_zone,
        number=row.number or row.outside_number,
        post=row.signed_as or law.office.post(row.signed_by_post).name
        if row.signed_by_post
        else law.standard.product(row.product).outside_signer,
        initials=initials(person.name) if law.standard.confidentiality == "normal" else "",
        issued_at=row.issued_at,
        valid_until=row.valid_until,
        state="revoked" if row.revoked_at else "expired" if expired else "valid",
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        signature=row.signature,
        made=row.made,
        sha256=row.sha256,
        extended_times=row.extended_times,
        revoked_basis=_basis(law.standard.product(row.product), row.revoked_reason),
        countersigned_at=later.signed_at if later else None,
        countersigned_by=later.mode if later else "",
        due=later is not None and later.signed_at is None and row.revoked_at is None and bool(row.vault_name),
        hashes=tuple(filter(None, (row.sha256, later.sha256 if later else ""))),
        certificate=certificate_of(row.id) if CERTIFIED in (row.signature, later.mode if later else "") else "",
    )


def _basis(product: ProductStandard, reason: str) -> str:
    known = product.revocation
    return known.legal_basis if known is not None and reason in known.reasons else ""


def initials(name: str) -> str:
    """The first letters of a name, as the public may read them: "S. A."."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word)
