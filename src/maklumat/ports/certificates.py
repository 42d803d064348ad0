"""The certificates of the embedded signer: one authority, one certificate per signer, P-256 throughout."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

AUTHORITY_NAME: Final = "Maklumat - penanda tangan bawaan (bukan BSrE)"
AUTHORITY_LASTS: Final = timedelta(days=20 * 365)
SIGNER_LASTS: Final = timedelta(days=3 * 365)
RENEWED_BEFORE: Final = timedelta(days=30)
_SKEW: Final = timedelta(hours=1)
_DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_LONGEST: Final = 64
"""X.520's bound on a common name, title or organisation, in bytes; what is longer is cut."""


def make_authority(at: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A new authority, valid from `at` on."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY_NAME),
    ])  # fmt: skip
    certificate = (
        _builder(name, name, key.public_key(), at, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def make_signer(
    authority_key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
    *,
    post: str,
    office: str,
    name: str,
    at: datetime,
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A new key for one signer, certified by the authority from `at` on."""
    key = ec.generate_private_key(ec.SECP256R1())
    identifier = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        _builder(subject(post, office, name), authority.subject, key.public_key(), at, SIGNER_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return key, certificate


def subject(post: str, office: str, name: str) -> x509.Name:
    """Post and office, and the holder's name where it is known (then the common name is the person's)."""
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(office)),
        x509.NameAttribute(NameOID.TITLE, _cut(post)),
        x509.NameAttribute(NameOID.COMMON_NAME, _cut(name or post)),
    ])  # fmt: skip


def still_fits(certificate: x509.Certificate, post: str, office: str, name: str, at: datetime) -> bool:
    """The certificate names the same signer and does not expire soon after `at`."""
    return (
        certificate.subject == subject(post, office, name)
        and certificate.not_valid_before_utc <= at < certificate.not_valid_after_utc - RENEWED_BEFORE
    )


def _cut(text: str) -> str:
    """At most _LONGEST bytes of UTF-8, whole characters; "-" for nothing, which X.520 does not know."""
    encoded = text.strip().encode()
    if len(encoded) <= _LONGEST:
        return text.strip() or "-"
    return encoded[: _LONGEST - 3].decode(errors="ignore").rstrip() + "..."


def _builder(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SKEW)
        .not_valid_after(at + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    """Either to sign certificates or to sign documents, never both."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
