"""Every way of sending against a real server: right, refused, slow, cut off and repeated."""

from __future__ import annotations

import email
import json
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from maklumat.ports.messages.channel import (
    BAD_ADDRESS,
    BUSY,
    NO_ANSWER,
    NO_CONNECTION,
    NOT_LET_IN,
    REFUSED,
    Channel,
    Delivered,
    Later,
    Never,
    Outgoing,
)
from maklumat.ports.messages.outbox_folder import OutboxFolder
from maklumat.ports.messages.sms import JSON, SmsGateway
from maklumat.ports.messages.smtp import PLAIN, STARTTLS, TLS, Smtp
from maklumat.ports.messages.whatsapp import Whatsapp
from tests.ports.messages import servers
from tests.ports.messages.servers import Box, Gateway, gateway, mail_server
from tests.stub_server import LOCAL

PHONE = Outgoing(
    key="5b0e9a6e-0000-4000-8000-000000000001-sms",
    to="+6281200000001",
    subject="Berkas ABCD-2345 diterima",
    text="Permohonan Anda sudah kami terima.",
    short="Dinsos: berkas ABCD-2345 diterima.",
    template="received",
    language="id",
    values=("Permohonan\nContoh", "ABCD-2345"),
    stop="https://dinsos.example/lacak/ABCD-2345/",
)
LETTER = replace(PHONE, to="siti@contoh.example")
SENT = (200, b'{"messages": [{"id": "wamid.1"}]}')
SOON = 0.4
"""Seconds of patience with a server that is slow on purpose."""


def whatsapp(address: str, **more: object) -> Whatsapp:
    return Whatsapp(sender="100200", token="rahasia-token", address=address, **more)  # type: ignore[arg-type]


def sms(address: str, **more: object) -> SmsGateway:
    return SmsGateway(f"{address}/kirim", **more)  # type: ignore[arg-type]


# WhatsApp


def test_whatsapp_is_asked_as_its_reference_says() -> None:
    with gateway(SENT) as there:
        assert whatsapp(there.address).send(PHONE) == Delivered("wamid.1")
    (asked,) = there.asked
    assert (asked["method"], asked["path"]) == ("POST", "/100200/messages")
    assert asked["headers"]["Authorization"] == "Bearer rahasia-token"
    body = json.loads(asked["body"])
    assert body["to"] == "6281200000001"
    assert body["template"]["name"] == "maklumat_received"
    assert body["template"]["language"] == {"code": "id"}
    assert [one["text"] for one in body["template"]["components"][0]["parameters"]] == [
        "Permohonan Contoh",
        "ABCD-2345",
    ]
    assert body["biz_opaque_callback_data"] == PHONE.key


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, b"{}"), Later(BUSY)),
        ((503, b"{}"), Later(BUSY, down=True)),
        ((429, b"{}"), Later(BUSY, down=True)),
        ((401, b"{}"), Later(NOT_LET_IN, down=True)),
        ((400, b'{"error": {"code": 131026}}'), Never(BAD_ADDRESS, address=True)),
        ((400, b'{"error": {"code": 132001}}'), Never(REFUSED)),
        ((400, b'{"error": {"code": 130429}}'), Later(BUSY, down=True)),
        ((400, b'{"error": {"code": 131042}}'), Later(NOT_LET_IN, down=True)),  # not paid
        ((400, b'{"error": {"code": 131031}}'), Later(NOT_LET_IN, down=True)),  # locked
        ((400, b'{"error": {"code": 131030}}'), Never(REFUSED)),  # our list of trial numbers
        ((404, b"<html>"), Never(REFUSED)),
        ((200, b"tidak jelas"), Later(NO_ANSWER)),
        ((200, b"[]"), Later(NO_ANSWER)),
        ((302, b""), Never(REFUSED)),
    ],
)
def test_what_whatsapp_answers_is_understood(answer: tuple[int, bytes], said: object) -> None:
    with gateway(answer) as there:
        assert whatsapp(there.address).send(PHONE) == said
    assert len(there.asked) == 1


# SMS


def test_a_gateway_is_asked_by_form_by_json_and_by_address() -> None:
    with gateway((200, b'{"data": [{"msgid": 77}]}')) as there:
        common = {"to_field": "msisdn", "text_field": "isi", "key_field": "ref", "fixed": {"from": "DINSOS"}}
        headers = {"headers": {"X-Api-Key": "rahasia-kunci"}}
        assert sms(there.address, **common, **headers).send(PHONE) == Delivered()
        assert sms(there.address, **common, shape=JSON, id_field="msgid").send(PHONE) == Delivered("77")
        assert sms(there.address + "/kirim?versi=2", **common, method="GET").send(PHONE) == Delivered()
    wanted = {"from": "DINSOS", "msisdn": PHONE.to, "isi": PHONE.short, "ref": PHONE.key}
    form, as_json, by_address = there.asked
    assert {name: value[0] for name, value in parse_qs(form["body"].decode()).items()} == wanted
    assert form["headers"]["X-Api-Key"] == "rahasia-kunci"
    assert json.loads(as_json["body"]) == wanted
    assert {name: value[0] for name, value in parse_qs(urlsplit(by_address["path"]).query).items()} == wanted | {
        "versi": "2/kirim"
    }
    assert by_address["method"] == "GET"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((202, b""), Delivered()),
        ((400, b"bad number"), Never(REFUSED)),
        ((429, b""), Later(BUSY, down=True)),
        ((502, b""), Later(BUSY, down=True)),
        ((403, b""), Later(NOT_LET_IN, down=True)),
        ((402, b"saldo habis"), Later(NOT_LET_IN, down=True)),
    ],
)
def test_what_a_gateway_answers_is_understood(answer: tuple[int, bytes], said: object) -> None:
    with gateway(answer) as there:
        assert sms(there.address).send(PHONE) == said


def test_a_gateway_that_says_yes_without_its_number_has_not_said_yes() -> None:
    with gateway((200, b'{"error": "saldo habis"}')) as there:
        assert sms(there.address, id_field="msgid").send(PHONE) == Later(NO_ANSWER)


# Whatever speaks HTTP


@pytest.mark.parametrize("way", [whatsapp, sms])
def test_an_answer_that_breaks_off_is_none_and_the_repeat_bears_the_same_key(way: object) -> None:
    with gateway(servers.closes_mid_answer, servers.closes_at_once, SENT) as there:
        channel: Channel = way(there.address)  # type: ignore[operator]
        answers = [channel.send(PHONE) for _ in range(3)]
    assert [type(one) for one in answers] == [Later, Later, Delivered]
    assert all(PHONE.key in one["body"].decode() for one in there.asked)
    assert len(there.asked) == 3


@pytest.mark.parametrize("trouble", [servers.never_answers, servers.drips])
@pytest.mark.parametrize("way", [whatsapp, sms])
def test_nobody_is_waited_for_without_end(way: object, trouble: object) -> None:
    here: list[Gateway] = []
    with gateway(trouble(lambda: here[0])) as there:  # type: ignore[operator]
        here.append(there)
        channel: Channel = way(there.address, seconds=SOON)  # type: ignore[operator]
        assert channel.send(PHONE) == Later(NO_ANSWER, down=True)  # comes back although the server never lets go


@pytest.mark.parametrize("way", [whatsapp, sms])
def test_where_nobody_listens_it_is_tried_later(way: object) -> None:
    assert way(f"http://{LOCAL}:{_free_port()}").send(PHONE) == Later(NO_CONNECTION, down=True)  # type: ignore[operator]


# E-mail


def test_a_letter_arrives_with_its_key_as_message_id() -> None:
    box = Box()
    with mail_server(box) as port:
        answer = Smtp(LOCAL, port, "Dinsos <kabar@dinsos.example>", PLAIN).send(LETTER)
    (letter,) = box.letters
    assert letter.rcpt_tos == [LETTER.to]
    assert letter.mail_from == "kabar@dinsos.example"
    read = email.message_from_bytes(letter.content or b"")
    assert read["Message-ID"] == f"<{LETTER.key}@dinsos.example>"
    assert answer == Delivered(read["Message-ID"])
    assert read["List-Unsubscribe"] == f"<{LETTER.stop}>"
    assert LETTER.text in read.get_payload()


@pytest.mark.parametrize(
    ("rcpt", "data", "said"),
    [
        ("450 4.2.0 greylisted", "", Later(BUSY)),
        ("550 5.1.1 no such user", "", Never(BAD_ADDRESS, address=True)),
        ("550 no such user", "", Never(BAD_ADDRESS, address=True)),
        ("553 5.1.3 no such domain", "", Never(BAD_ADDRESS, address=True)),
        ("550 5.1.8 your domain is unknown", "", Later(NOT_LET_IN, down=True)),
        ("554 5.7.1 policy", "", Later(NOT_LET_IN)),
        ("550 5.7.1 blocked using Spamhaus", "", Later(NOT_LET_IN)),
        ("550 5.7.1 Relaying denied", "", Later(NOT_LET_IN)),
        ("550 5.4.5 Daily quota exceeded", "", Later(BUSY, down=True)),
        ("550 5.4.1 no route", "", Later(BUSY)),
        ("550 4.2.1 try again", "", Later(BUSY)),
        ("552 5.2.2 box full", "", Later(BUSY)),
        ("552 box full", "", Later(BUSY)),
        ("550 5.2.1 box disabled", "", Never(REFUSED)),
        ("530 5.7.0 authentication required", "", Later(NOT_LET_IN, down=True)),
        ("554 no", "", Never(REFUSED)),
        ("", "550 5.7.1 blocked", Later(NOT_LET_IN)),
        ("", "550 5.1.1 no such user", Never(BAD_ADDRESS, address=True)),
        ("", "550 no", Never(REFUSED)),
        ("", "451 4.3.0 later", Later(BUSY)),
        ("", "554 5.6.0 content", Never(REFUSED)),
    ],
)
def test_what_a_mail_server_answers_is_understood(rcpt: str, data: str, said: object) -> None:
    box = Box(rcpt=[rcpt], data=[data])
    with mail_server(box) as port:
        channel = Smtp(LOCAL, port, "kabar@dinsos.example", PLAIN)
        assert channel.send(LETTER) == said
        assert isinstance(channel.send(LETTER), Delivered)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("530 Authentication required", Later(NOT_LET_IN, down=True)),
        ("553 Sender rejected", Later(NOT_LET_IN, down=True)),
        ("552 limit exceeded", Later(NOT_LET_IN, down=True)),
        ("451 4.3.0 later", Later(BUSY, down=True)),
    ],
)
def test_whoever_is_refused_as_a_sender_is_at_fault_for_every_message(answer: str, said: object) -> None:
    box = Box(mail=[answer])
    with mail_server(box) as port:
        channel = Smtp(LOCAL, port, "kabar@dinsos.example", PLAIN)
        assert channel.send(LETTER) == said
        assert isinstance(channel.send(LETTER), Delivered)


@pytest.mark.parametrize("address", ["józef@contoh.example", "siti@contoh.example\nBcc: lain@contoh.example"])
def test_an_address_that_cannot_be_written_to_holds_up_nobody_else(address: str) -> None:
    box = Box()
    with mail_server(box, enable_SMTPUTF8=False) as port:
        channel = Smtp(LOCAL, port, "kabar@dinsos.example", PLAIN)
        assert channel.send(replace(LETTER, to=address)) == Never(BAD_ADDRESS, address=True)
        ours = replace(channel, sender="józef@dinsos.example")
        assert ours.send(LETTER) == Later(NOT_LET_IN, down=True)
        assert isinstance(channel.send(LETTER), Delivered)
    assert [letter.rcpt_tos for letter in box.letters] == [[LETTER.to]]


def test_it_does_not_go_on_without_the_encryption_that_was_asked_for() -> None:
    box = Box()
    with mail_server(box) as port:
        assert Smtp(LOCAL, port, "kabar@dinsos.example", STARTTLS).send(LETTER) == Later(NO_CONNECTION, down=True)
    assert box.letters == []


def test_starttls_and_tls_check_the_certificate_and_the_password(tmp_path: Path) -> None:
    server, trust = _certificate(tmp_path)

    def login(_server: object, _session: object, _envelope: object, _how: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"rahasia-sandi", handled=False)

    box = Box()
    with mail_server(box, tls_context=server, authenticator=login, auth_require_tls=True) as port:
        right = Smtp(LOCAL, port, "kabar@dinsos.example", STARTTLS, "dinsos", "rahasia-sandi", trust=trust)
        assert isinstance(right.send(LETTER), Delivered)
        assert replace(right, password="salah").send(LETTER) == Later(NOT_LET_IN, down=True)
        strange = replace(right, trust=ssl.create_default_context)
        assert strange.send(LETTER) == Later(NO_CONNECTION, down=True)
    with mail_server(box, ssl_context=server) as port:
        assert isinstance(Smtp(LOCAL, port, "kabar@dinsos.example", TLS, trust=trust).send(LETTER), Delivered)
    assert len(box.letters) == 2


@pytest.mark.parametrize("greeting", [b"", b"220 halo\r\n", b"220-"])
@pytest.mark.parametrize("drip", [False, True])
def test_a_mail_server_that_falls_silent_is_given_up(greeting: bytes, drip: bool) -> None:
    with _silent(greeting, drip=drip) as port:
        answer = Smtp(LOCAL, port, "kabar@dinsos.example", PLAIN, seconds=SOON).send(LETTER)
    assert isinstance(answer, Later)
    assert answer.down


# The folder


def test_the_folder_keeps_one_whole_file_per_message_with_the_address_masked(tmp_path: Path) -> None:
    channel = OutboxFolder(tmp_path / "outbox")
    assert not channel.real
    for message in (PHONE, PHONE, replace(LETTER, key="lain")):
        assert channel.send(message) == Delivered(f"{message.key}.txt")
    files = sorted((tmp_path / "outbox").iterdir())
    assert len(files) == 2
    texts = [path.read_text() for path in files]
    assert all(PHONE.text in text and PHONE.short in text for text in texts)
    assert not any(PHONE.to in text or LETTER.to in text for text in texts)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_folder_that_cannot_be_written_is_tried_later_and_no_key_leads_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("kein Ordner")
    assert isinstance(OutboxFolder(tmp_path / "outbox").send(PHONE), Later)
    with pytest.raises(ValueError, match="key"):
        OutboxFolder(tmp_path).send(replace(PHONE, key="../keluar"))


# Secrets


def test_no_secret_and_no_address_is_logged_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), gateway((400, b"+6281200000001 rahasia-token")) as there:
        made = [
            whatsapp(there.address),
            sms(there.address, headers={"X": "rahasia-kunci"}, fixed={"pin": "rahasia-pin"}),
            Smtp(LOCAL, 9, "a@b.example", PLAIN, "u", "rahasia-sandi"),
        ]
        said = repr([made, [channel.send(PHONE) for channel in made[:2]]])  # type: ignore[attr-defined]
    for secret in ("rahasia", PHONE.to):
        assert secret not in said
        assert secret not in caplog.text


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        return int(free.getsockname()[1])


@contextmanager
def _silent(greeting: bytes, *, drip: bool) -> Iterator[int]:
    """A server that greets and then says nothing, or a byte now and then."""
    done = threading.Event()
    with socket.create_server((LOCAL, 0)) as listening:
        listening.settimeout(5)

        def serve() -> None:
            with listening.accept()[0] as one:
                one.sendall(greeting)
                while not done.wait(0.02):
                    try:
                        if drip:
                            one.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            done.set()
            thread.join()


def _certificate(folder: Path) -> tuple[ssl.SSLContext, object]:
    """A server's context for 127.0.0.1, and what makes the context of somebody who trusts it."""
    import ipaddress

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "contoh")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOCAL))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem + private)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.pem")
    return server, lambda: ssl.create_default_context(cadata=pem.decode())
