"""The CMS of a PAdES B-B signature (ETSI EN 319 142-1, RFC 5652, RFC 5035), written as DER.

Everything but the digest and the signature is the same in each letter a signer signs, so it is encoded once.
Generic ASN.1 objects made anew for each letter took most of the time of signing.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_CONTEXT_0: Final = 0xA0
_CONTEXT_4: Final = 0xA4
_OCTETS: Final = 0x04
_INTEGER: Final = 0x02
_VERSION_1: Final = bytes.fromhex("020101")


def _tlv(tag: int, *parts: bytes) -> bytes:
    """One DER value: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(length))) + length + content


def _integer(number: int) -> bytes:
    return _tlv(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1))


# Object identifiers, tag and length included.
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_CONTENT_TYPE: Final = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST: Final = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE_V2: Final = bytes.fromhex("060b2a864886f70d010910022f")
_SHA256: Final = _tlv(_SEQUENCE, bytes.fromhex("0609608648016503040201"))
_ECDSA_SHA256: Final = _tlv(_SEQUENCE, bytes.fromhex("06082a8648ce3d040302"))


@dataclass(frozen=True, slots=True)
class CmsForm:
    """What all signatures of one signer share: `certificates` and `issuer_and_serial` in DER, `fixed` attributes."""

    certificates: bytes
    issuer_and_serial: bytes
    fixed: tuple[bytes, ...]

    @classmethod
    def of(cls, certificate: x509.Certificate, root: x509.Certificate) -> CmsForm:
        """For the signer of `certificate`, whose authority is `root`."""
        encoded, issuer = certificate.public_bytes(Encoding.DER), certificate.issuer.public_bytes()
        serial = _integer(certificate.serial_number)
        # the digest is SHA-256, the default, which DER leaves out
        reference = _tlv(
            _SEQUENCE,
            _tlv(_OCTETS, sha256(encoded).digest()),
            _tlv(_SEQUENCE, _tlv(_SEQUENCE, _tlv(_CONTEXT_4, issuer)), serial),
        )
        return cls(
            certificates=b"".join(sorted((encoded, root.public_bytes(Encoding.DER)))),
            issuer_and_serial=_tlv(_SEQUENCE, issuer, serial),
            fixed=(
                _attribute(_CONTENT_TYPE, _DATA),
                _attribute(_SIGNING_CERTIFICATE_V2, _tlv(_SEQUENCE, _tlv(_SEQUENCE, reference))),
            ),
        )

    def signed(self, digest: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
        """The detached signature over content of that SHA-256 `digest`: a ContentInfo in DER."""
        attributes = b"".join(sorted((*self.fixed, _attribute(_MESSAGE_DIGEST, _tlv(_OCTETS, digest)))))
        # RFC 5652 5.4: signed as a SET OF, stored under the implicit tag
        signature = key.sign(_tlv(_SET, attributes), ec.ECDSA(hashes.SHA256()))
        signer = _tlv(
            _SEQUENCE,
            _VERSION_1,
            self.issuer_and_serial,
            _SHA256,
            _tlv(_CONTEXT_0, attributes),
            _ECDSA_SHA256,
            _tlv(_OCTETS, signature),
        )
        data = _tlv(
            _SEQUENCE,
            _VERSION_1,
            _tlv(_SET, _SHA256),
            _tlv(_SEQUENCE, _DATA),
            _tlv(_CONTEXT_0, self.certificates),
            _tlv(_SET, signer),
        )
        return _tlv(_SEQUENCE, _SIGNED_DATA, _tlv(_CONTEXT_0, data))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _tlv(_SEQUENCE, kind, _tlv(_SET, value))
