"""What the office issues: products, and the register of letter numbers."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maklumat.records.ledger.fields import EncryptedJSONField, EncryptedTextField


class Product(models.Model):
    """One product of one application. `content` holds what the letter says; the signed PDF lies in the vault.

    `status`: drafted -> numbered (the number is taken, rendering and signing go on outside any transaction) ->
    issued -> delivered; or revoked, or void (the number stays in the register as void). `code` is the permanent public
    code of the verification page.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    product = models.CharField(max_length=60)
    status = models.CharField(max_length=12)
    made = models.CharField(max_length=10)
    signature = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=20, unique=True)
    number = models.CharField(max_length=80, blank=True)
    content = EncryptedJSONField()
    vault_name = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    outside_number = models.CharField(max_length=80, blank=True)
    signed_by_post = models.CharField(max_length=60, blank=True)
    signed_as = models.CharField(max_length=400, blank=True)
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    extended_times = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "records"
        db_table = "products_product"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application_id", "product"],
                name="product_live_once",
                condition=~Q(status__in=("void", "revoked")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "valid_until", "id"], name="product_expiry"),
            models.Index(fields=["application_id"], name="product_of"),
        ]


class Duty(models.Model):
    """What the holder of an issued product owes. `due_on` is empty while the day it counts from is not known.

    `reported_at`: the holder has reported, and nobody has looked yet; `met_at`: the office took the report. What was
    reported stands in the ledger (events duty_reported and duty_met of the file).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="duties")
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    due_on = models.DateField(null=True)
    reported_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "products_duty"
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "code"], name="duty_once")]
        indexes: ClassVar = [models.Index(fields=["office", "met_at", "due_on", "id"], name="duty_due")]


class LetterNumber(models.Model):
    """A line of the number register: nothing is ever missing from it or taken twice.

    `status`: taken (by `product`), paper (reserved for a letter written on paper), void (abandoned, stays visible).
    `suffix` marks a back-number ("nomor sisipan") set between two numbers, with its reason; "" for ordinary numbers.
    """

    office = models.CharField(max_length=40)
    register = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    suffix = models.CharField(max_length=4, blank=True)
    text = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=8)
    product = models.OneToOneField(Product, on_delete=models.PROTECT, null=True, related_name="taken_number")
    taken_at = models.DateTimeField()
    taken_by = models.PositiveBigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "records"
        db_table = "products_letter_number"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "register", "year", "seq", "suffix"], name="letter_number_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "register", "year", "seq", "suffix", "taken_at"], name="letter_number_book"),
        ]


class Delivery(models.Model):
    """A line of the book of deliveries: what was handed to whom, when. The ledger entry of the act is its proof.

    `product` is the product's code, "" where the standard names none; `channel` counter, download or delivered. `seq`:
    the event of the file that tells it; `proof` and `identity`: how it was acknowledged and which card was seen, ""
    where nothing was written down; `scanned_at`: when the signed paper came back as a scan.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    product = models.CharField(max_length=60, blank=True)
    collector = EncryptedTextField()
    channel = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=200)
    delivered_at = models.DateTimeField()
    seq = models.PositiveIntegerField(null=True)
    proof = models.CharField(max_length=20, blank=True)
    identity = models.CharField(max_length=20, blank=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "records"
        db_table = "products_delivery"
        indexes: ClassVar = [
            models.Index(fields=["office", "delivered_at", "id"], name="delivery_book"),
            models.Index(fields=["application_id"], name="delivery_of"),
        ]


class SigningRequest(models.Model):
    """A letter that was sent to an outside service to be signed: kept before it is sent, so that it is not sent twice.

    `letter` is the id of the product, or of whatever else the letter belongs to. `answered_at` None: no answer came (or
    none yet). `outcome`: "signed", the code of the refusal, or "again" where the signer sent it once more;
    `certificate`: whose name stands in the one that signed. Neither NIK nor passphrase is kept.
    """

    letter = models.UUIDField()
    office = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    asked_by = models.PositiveBigIntegerField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    service_id = models.CharField(max_length=120, blank=True)
    certificate = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "records"
        db_table = "products_signing_request"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter"], name="signing_request_open", condition=Q(answered_at=None)),
        ]
        indexes: ClassVar = [models.Index(fields=["letter", "asked_at"], name="signing_request_of")]


class SigningFolder(models.Model):
    """Letters printed together for one hand, by the written `order` of the head, and brought back as scans."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    signer_id = models.PositiveBigIntegerField()
    order = models.CharField(max_length=300)
    printed_at = models.DateTimeField()
    printed_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "products_signing_folder"
        indexes: ClassVar = [models.Index(fields=["office", "-printed_at", "id"], name="signing_folder_newest")]


class Printout(models.Model):
    """A letter printed to be signed by hand at `step`, when its file stood at `seq`.

    `signer_id`: the user for whose hand, `signed_as` as for the product; `printed_by` may be somebody else. `folder`:
    with which others, None for one by itself. `mark` and `pages`: what the codes on its pages say, "" and 0 for prints
    from before there were any (see core.letter.marks).
    """

    folder = models.ForeignKey(SigningFolder, on_delete=models.PROTECT, null=True, related_name="printouts")
    mark = models.CharField(max_length=8, blank=True, default="")
    pages = models.PositiveSmallIntegerField(default=0)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="printouts")
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    step = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    signer_id = models.PositiveBigIntegerField()
    signed_as = models.CharField(max_length=400, blank=True)
    printed_at = models.DateTimeField()
    printed_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "products_printout"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mark"], name="printout_mark", condition=~Q(mark="")),
        ]
        indexes: ClassVar = [models.Index(fields=["application_id", "step"], name="printout_of")]


class ScannedPage(models.Model):
    """A page that came back from the scanner: of `printout` the page with that number, or of nothing that is known.

    `why`: "" for a page that counts, else why it does not: see `records.work.folder_scans`. `upload` and `number`:
    which page of which pile it was. `vault_name`: the page by itself, "" once somebody has thrown it away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.CharField(max_length=40)
    folder = models.ForeignKey(SigningFolder, on_delete=models.PROTECT, related_name="scans")
    printout = models.ForeignKey(Printout, on_delete=models.PROTECT, null=True, related_name="scans")
    application_id = models.UUIDField(null=True)
    page = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=10, blank=True)
    upload = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    vault_name = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()
    received_by = models.PositiveBigIntegerField()

    class Meta:
        app_label = "records"
        db_table = "products_scanned_page"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["printout", "page"], name="scanned_page_once", condition=Q(why="")),
        ]
        indexes: ClassVar = [models.Index(fields=["application_id"], name="scanned_page_of")]


class Countersignature(models.Model):
    """The electronic signature that a letter signed by hand still gets: its standard asks for no signature by hand.

    Made with the issue of the letter, empty until somebody of `post` (who signs it) has countersigned. `vault_name` is
    then the scan with that signature, `mode` "electronic" or "certified", `signed_as` as for the product.
    """

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="countersignature")
    application_id = models.UUIDField()
    office = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    wet_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    mode = models.CharField(max_length=12, blank=True)
    vault_name = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_as = models.CharField(max_length=400, blank=True)

    class Meta:
        app_label = "records"
        db_table = "products_countersignature"
        indexes: ClassVar = [
            models.Index(
                fields=["office", "post", "wet_at", "id"], name="countersignature_due", condition=Q(signed_at=None)
            ),
            models.Index(fields=["application_id"], name="countersignature_of"),
        ]
