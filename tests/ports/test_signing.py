"""The embedded signer, judged by a second opinion: poppler's pdfsig."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader

from maklumat.core.letter.compose import compose
from maklumat.ports.rendering import Renderer
from maklumat.ports.signing import Authority, CannotSign, SignerIdentity
from tests.core.letter_cast import FONTS, SHARED, TEMPLATE_FILES, answers, base, frame, template

AT = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
HEAD = SignerIdentity("contoh.kepala-dinas", "Kepala Dinas Sosial", "Dinas Sosial Kabupaten Contoh", "Contoh Kepala")
SECRETARY = SignerIdentity("contoh.sekretaris", "Sekretaris", "Dinas Sosial Kabupaten Contoh")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    source = template(TEMPLATE_FILES[0])
    return Renderer(SHARED, FONTS).render(compose(source, base(), frame(), answers(source)).to_values())


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    authority = Authority(tmp_path / "keys", at=AT)
    authority.enrol(HEAD, at=AT)
    return authority


def sign(authority: Authority, pdf: bytes, signer: SignerIdentity = HEAD, **changed: str) -> bytes:
    return authority.sign(pdf, signer.id, reason="Penandatanganan surat", location="Kota Contoh", at=AT, **changed)


def pdfsig(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def test_pdfsig_finds_the_signature_valid(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    signed = sign(authority, pdf)
    said = pdfsig(signed, tmp_path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Hash Algorithm: SHA-256" in said
    assert "Total document signed" in said
    assert "CN=Contoh Kepala,title=Kepala Dinas Sosial,O=Dinas Sosial Kabupaten Contoh" in said.replace('"', "")
    assert "Nov 21 2026" in said
    assert signed.startswith(pdf)


def test_we_read_it_the_same_way(authority: Authority, pdf: bytes) -> None:
    (facts,) = authority.verify(sign(authority, pdf))
    assert (facts.signer, facts.post, facts.office) == ("Contoh Kepala", HEAD.post, HEAD.office)
    assert facts.signed_at == AT
    assert (facts.reason, facts.location) == ("Penandatanganan surat", "Kota Contoh")
    assert facts.intact
    assert facts.whole
    assert facts.trusted
    assert facts.holds
    assert facts.serial == authority.enrol(HEAD, at=AT)
    assert authority.verify(pdf) == ()


@pytest.mark.parametrize("place", [0.01, 0.3, 0.6, 0.95])
def test_one_changed_byte_breaks_it(place: float, authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    signed = bytearray(sign(authority, pdf))
    # inside the compressed data of the page, not in the bones of the file
    streams = [hit.end() for hit in re.finditer(rb"stream\r?\n", bytes(signed[: len(pdf)]))][::2]
    spot = streams[int(place * len(streams))] + 12
    signed[spot] ^= 0x01
    assert "Signature is Valid" not in pdfsig(bytes(signed), tmp_path)
    (facts,) = authority.verify(bytes(signed))
    assert not facts.holds
    assert not facts.trusted


def test_what_is_added_later_is_noticed(authority: Authority, pdf: bytes) -> None:
    signed = sign(authority, pdf)
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as letter:
        letter.pages[0].Rotate = 90
        letter.save(changed)
    facts = authority.verify(changed.getvalue())
    assert not any(fact.holds for fact in facts)


def test_two_may_sign_one_after_the_other(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    authority.enrol(SECRETARY, at=AT)
    both = sign(authority, sign(authority, pdf, SECRETARY))
    assert pdfsig(both, tmp_path).count("Signature is Valid.") == 2
    assert [(facts.post, facts.holds, facts.trusted) for facts in authority.verify(both)] == [
        ("Sekretaris", True, True),
        ("Kepala Dinas Sosial", True, True),
    ]


def test_it_stays_archivable(authority: Authority, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sign(authority, pdf))) as letter, pikepdf.open(io.BytesIO(pdf)) as unsigned:
        assert letter.open_metadata()["pdfaid:part"] == "2"
        assert bytes(letter.Root.Metadata.read_bytes()) == bytes(unsigned.Root.Metadata.read_bytes())
        assert letter.trailer.Info == unsigned.trailer.Info if "/Info" in unsigned.trailer else True
        widget = letter.Root.AcroForm.Fields[0]
        assert int(widget.F) & 4  # printed, as PDF/A asks of every annotation
        assert not int(widget.F) & 2  # not hidden


def test_the_signer_is_never_called_bsre(authority: Authority) -> None:
    root = x509.load_pem_x509_certificate(authority.certificate)
    name = root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert name == "Maklumat - penanda tangan bawaan (bukan BSrE)"
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_foreign_authority_is_not_trusted(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other", at=AT)
    other.enrol(HEAD, at=AT)
    (facts,) = authority.verify(sign(other, pdf))
    assert facts.holds
    assert not facts.trusted


def test_keys_are_kept_between_starts(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    again = Authority(tmp_path / "keys", at=AT + timedelta(days=400))
    assert again.certificate == authority.certificate
    assert again.enrol(HEAD, at=AT) == authority.enrol(HEAD, at=AT)
    (facts,) = again.verify(sign(authority, pdf))
    assert facts.trusted


def test_a_new_holder_or_an_ending_certificate_gets_a_new_key(authority: Authority, pdf: bytes) -> None:
    first = authority.enrol(HEAD, at=AT)
    old_letter = sign(authority, pdf)
    follower = SignerIdentity(HEAD.id, HEAD.post, HEAD.office, "Contoh Pengganti")
    second = authority.enrol(follower, at=AT)
    third = authority.enrol(follower, at=AT + timedelta(days=3 * 365))
    assert len({first, second, third}) == 3
    (facts,) = authority.verify(authority.sign(pdf, HEAD.id, reason="", location="", at=AT + timedelta(days=3 * 365)))
    assert (facts.signer, facts.serial, facts.trusted) == ("Contoh Pengganti", third, True)
    (facts,) = authority.verify(old_letter)
    assert (facts.serial, facts.trusted) == (first, True)


def test_a_signature_before_its_certificate_is_not_trusted(authority: Authority, pdf: bytes) -> None:
    (facts,) = authority.verify(authority.sign(pdf, HEAD.id, reason="", location="", at=AT - timedelta(days=30)))
    assert facts.holds
    assert not facts.trusted


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.iterdir()]}


def test_only_the_owner_can_read_the_keys(authority: Authority, tmp_path: Path) -> None:
    found = modes(tmp_path / "keys" / "signing")
    assert found["signing"] == 0o700
    assert found["ca.pem"] == found["contoh.kepala-dinas.pem"] == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("what", "mode"), [(".", 0o750), ("signing", 0o705), ("signing/ca.pem", 0o640), ("signing/ca.pem", 0o604)]
)
def test_keys_that_others_can_read_are_not_used(what: str, mode: int, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "keys" / what).chmod(mode)
    with pytest.raises(CannotSign) as fault:
        Authority(tmp_path / "keys", at=AT)
    assert fault.value.code == "TTD-001"
    assert "chmod" in str(fault.value.message)


def test_a_signer_s_key_that_others_can_read_is_not_used(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    sign(authority, pdf)  # and is kept in memory
    (tmp_path / "keys" / "signing" / f"{HEAD.id}.pem").chmod(0o644)
    with pytest.raises(CannotSign, match="TTD-001"):
        sign(authority, pdf)


def test_a_passphrase_is_asked_each_time(authority: Authority, pdf: bytes, tmp_path: Path) -> None:
    authority.enrol(SECRETARY, at=AT, passphrase="kata sandi panjang")
    stored = (tmp_path / "keys" / "signing" / f"{SECRETARY.id}.pem").read_text()
    assert "ENCRYPTED" in stored
    assert authority.verify(sign(authority, pdf, SECRETARY, passphrase="kata sandi panjang"))[0].trusted
    for wrong in ("", "kata sandi pendek"):
        with pytest.raises(CannotSign, match="TTD-003"):
            sign(authority, pdf, SECRETARY, passphrase=wrong)


@pytest.mark.parametrize("signer", ["ca", "../ca", "", "Kepala", "a/b", "x" * 200, "a\x00"])
def test_what_is_no_signer_s_id(signer: str, authority: Authority, pdf: bytes) -> None:
    identity = SignerIdentity(signer, "x", "y")
    with pytest.raises(CannotSign, match="TTD-004"):
        sign(authority, pdf, identity)
    with pytest.raises(CannotSign, match="TTD-004"):
        authority.enrol(identity, at=AT)


def test_nobody_signs_without_a_key(authority: Authority, pdf: bytes) -> None:
    with pytest.raises(CannotSign, match="TTD-002"):
        sign(authority, pdf, SECRETARY)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\nnothing here", b"\x89PNG\r\n"])
def test_what_is_no_pdf(content: bytes, authority: Authority) -> None:
    with pytest.raises(CannotSign, match="TTD-005"):
        sign(authority, content)
    with pytest.raises(CannotSign, match="TTD-005"):
        authority.verify(content)


def test_starters_and_signers_at_the_same_time_agree(pdf: bytes, tmp_path: Path) -> None:
    def start(number: int) -> tuple[bytes, str, bool]:
        authority = Authority(tmp_path / "keys", at=AT)
        serial = authority.enrol(HEAD, at=AT)
        return authority.certificate, serial, authority.verify(sign(authority, pdf))[0].trusted

    with ThreadPoolExecutor(8) as pool:
        answers_ = set(pool.map(start, range(16)))
    assert len(answers_) == 1
    assert next(iter(answers_))[2]


def test_letters_are_signed_side_by_side(authority: Authority, pdf: bytes) -> None:
    """Fresh keys, each used for the first time by several threads at the same instant."""
    start = Barrier(6)

    def together(signer: SignerIdentity) -> bytes:
        start.wait(timeout=30)
        return sign(authority, pdf, signer)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            for number in range(25):
                signer = SignerIdentity(f"contoh.{number}", "Kepala", "Dinas")
                authority.enrol(signer, at=AT)
                signed = list(pool.map(together, [signer] * 6))
                assert all(letter.startswith(pdf) for letter in signed)
        assert authority.verify(signed[-1])[0].trusted
    finally:
        sys.setswitchinterval(before)


def test_long_titles_are_cut_to_what_a_certificate_may_hold(authority: Authority, pdf: bytes) -> None:
    identity = SignerIdentity("contoh.panjang", "Kepala Dinas " + "Sosial " * 20, "Dinas " + "Çontoh " * 20)
    authority.enrol(identity, at=AT)
    (facts,) = authority.verify(sign(authority, pdf, identity))
    assert facts.trusted
    assert len(facts.post.encode()) <= 64
    assert facts.post.endswith("...")


def test_keys_are_p256_and_certified_for_signing_only(tmp_path: Path, authority: Authority) -> None:
    content = (tmp_path / "keys" / "signing" / f"{HEAD.id}.pem").read_bytes()
    certificate = x509.load_pem_x509_certificate(content[content.index(b"-----BEGIN CERT") :])
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert isinstance(certificate.signature_hash_algorithm, hashes.SHA256)


def test_the_signature_is_pades_baseline_b(authority: Authority, pdf: bytes) -> None:
    """ETSI EN 319 142-1: the digest, the content's type and the signer's certificate are signed, and no CMS time."""
    (signature,) = PdfFileReader(io.BytesIO(sign(authority, pdf))).embedded_regular_signatures
    signed = signature.signed_data
    (signer,) = signed["signer_infos"]
    attributes = {attribute["type"].native: attribute["values"][0] for attribute in signer["signed_attrs"]}
    assert set(attributes) == {"content_type", "message_digest", "signing_certificate_v2"}
    assert attributes["content_type"].native == "data"
    certificate = signature.signer_cert.dump()
    reference = attributes["signing_certificate_v2"]["certs"][0]
    assert reference["cert_hash"].native == hashlib.sha256(certificate).digest()
    assert reference["issuer_serial"]["serial_number"].native == signature.signer_cert.serial_number
    encoded = [attribute.dump() for attribute in signer["signed_attrs"]]
    assert encoded == sorted(encoded)  # DER: a set is signed in order
    assert len(signed["certificates"]) == 2
    assert signed["encap_content_info"]["content"].native is None
