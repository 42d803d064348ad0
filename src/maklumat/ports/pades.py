"""PAdES B-B signatures on PDFs, written and read with pyHanko. No network: no timestamps, no revocation lists."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from maklumat.ports.cms import CmsForm

UNREADABLE: Final = (PdfError, SigningError, ValueError, KeyError, IndexError, RecursionError)
"""What pyHanko raises on files that are no PDF, broken or encrypted."""
UNSIGNABLE: Final = (PdfError, SigningError)
"""What `sign` raises for such files. Anything else is a fault of ours and shows as one."""
_RESERVED: Final = 5120
"""Hex digits left for the signature: two P-256 certificates and the CMS take about 3,300."""

logging.getLogger("pyhanko").setLevel(logging.ERROR)  # its warnings quote certificates


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One signature of a PDF. `signed_at` is what the signer's machine claimed (aware UTC), None when unsaid.

    `intact`: the signed bytes are unchanged and the signature is the key's. `whole`: nothing but further signatures
    was added since. `trusted`: the certificate is this installation's own and was valid at `signed_at`.
    """

    signer: str
    post: str
    office: str
    serial: str
    signed_at: datetime | None
    reason: str
    location: str
    intact: bool
    whole: bool
    trusted: bool

    @property
    def holds(self) -> bool:
        """The file is as it was signed, whoever signed it."""
        return self.intact and self.whole


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A loaded key with what never changes in its signatures. Immutable: threads may share it."""

    key: ec.EllipticCurvePrivateKey
    form: CmsForm
    certificate: bytes

    @classmethod
    def of(cls, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, root: x509.Certificate) -> Self:
        """The key of `certificate`; the certificate of its authority, `root`, travels with each signature."""
        return cls(key, CmsForm.of(certificate, root), certificate.public_bytes(serialization.Encoding.DER))


class _KeySigner(Signer):
    """Signs one file. Made anew for each: asn1crypto reads a certificate piece by piece and not safely for threads."""

    def __init__(self, key: SigningKey) -> None:
        super().__init__(signing_cert=asn1_x509.Certificate.load(key.certificate))
        self._kept = key

    async def async_sign(self, data_digest: bytes, digest_algorithm: str, *_: Any, **__: Any) -> cms.ContentInfo:
        """A PAdES B-B signature; only over SHA-256."""
        if digest_algorithm.lower() != "sha256":
            raise SigningError(f"unexpected digest {digest_algorithm}")
        return cms.ContentInfo.load(self._kept.form.signed(data_digest, self._kept.key))


class _Writer(IncrementalPdfFileWriter):
    """Appends without touching the metadata: a PDF/A letter's title and dates stay as they were rendered."""

    def _update_meta(self) -> None:
        return


class _SignerAt(PdfSigner):
    """Signs at a moment that is told, not at the machine's."""

    def __init__(self, at: datetime, metadata: PdfSignatureMetadata, signer: Signer) -> None:
        super().__init__(metadata, signer=signer)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sign(pdf: bytes, key: SigningKey, *, reason: str, location: str, at: datetime) -> bytes:
    """The PDF with an invisible signature appended, in a field of its own.

    PdfError or SigningError when the file cannot be read or signed.
    """
    try:
        writer = _Writer(io.BytesIO(pdf))
        taken = {name for name, _, _ in fields.enumerate_sig_fields(writer.prev)}
    except UNREADABLE as error:
        raise PdfError("not a PDF that can be read") from error
    number = next(n for n in range(1, len(taken) + 2) if f"TandaTangan{n}" not in taken)
    metadata = PdfSignatureMetadata(
        field_name=f"TandaTangan{number}",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
    )
    out = _SignerAt(at, metadata, _KeySigner(key)).sign_pdf(writer, bytes_reserved=_RESERVED)
    return out.getvalue() if isinstance(out, io.BytesIO) else bytes(out.read())


def facts(pdf: bytes, root: x509.Certificate | None) -> tuple[SignatureFacts, ...]:
    """Every signature of the PDF, in order of signing. UNREADABLE when the file cannot be read.

    Without `root` none is `trusted`; whether they hold is said all the same.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    return tuple(_facts(signature, root) for signature in reader.embedded_regular_signatures)


def _facts(signature: EmbeddedPdfSignature, root: x509.Certificate | None) -> SignatureFacts:
    signed_at = signature.self_reported_timestamp
    intact = whole = trusted = False
    try:
        context = ValidationContext(
            trust_roots=[_asn1(root)] if root else [],
            allow_fetching=False,
            moment=signed_at.astimezone(UTC) if signed_at else None,
        )
        status = validate_pdf_signature(signature, signer_validation_context=context)
        intact = bool(status.intact and status.valid)
        allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
        whole = status.modification_level in allowed
        trusted = bool(intact and status.trusted)
    except (SignatureValidationError, *UNREADABLE):
        pass  # a signature that cannot be checked does not hold
    subject = signature.signer_cert.subject.native if signature.signer_cert else {}
    dictionary = signature.sig_object
    return SignatureFacts(
        signer=_word(subject.get("common_name")),
        post=_word(subject.get("title")),
        office=_word(subject.get("organization_name")),
        serial=f"{signature.signer_cert.serial_number:x}" if signature.signer_cert else "",
        signed_at=signed_at.astimezone(UTC) if signed_at else None,
        reason=_word(dictionary.get("/Reason")),
        location=_word(dictionary.get("/Location")),
        intact=intact,
        whole=whole,
        trusted=trusted,
    )


def _word(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_word, value))
    return "" if value is None else str(value)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
