"""The ways of sending messages, from the environment alone. Without any of them nothing leaves this machine."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from maklumat.config.addresses import secret_address
from maklumat.ports.messages.channel import Channel
from maklumat.ports.messages.sms import SHAPES, SmsGateway
from maklumat.ports.messages.smtp import SECURITIES, STARTTLS, Smtp
from maklumat.ports.messages.whatsapp import GRAPH, PREFIX, Whatsapp

_HEADER: Final = re.compile(r"([A-Za-z0-9-]+): *(\S.*)")


def channels_from_environment() -> dict[str, Channel]:
    """The ways that are set up, by name. Ends the program with a sentence where a variable cannot be used."""
    found = {"whatsapp": _whatsapp(), "sms": _sms(), "email": _email()}
    return {name: channel for name, channel in found.items() if channel is not None}


def _email() -> Channel | None:
    host = os.environ.get("MAKLUMAT_SMTP_HOST", "")
    if not host:
        return None
    sender = os.environ.get("MAKLUMAT_MAIL_FROM", "")
    if "@" not in sender:
        sys.exit("MAKLUMAT_MAIL_FROM: isi alamat pengirim, misalnya Dinas Sosial <kabar@contoh.go.id>.")
    return Smtp(
        host=host,
        port=_port(os.environ.get("MAKLUMAT_SMTP_PORT", "587")),
        sender=sender,
        security=_one_of("MAKLUMAT_SMTP_SECURITY", os.environ.get("MAKLUMAT_SMTP_SECURITY", STARTTLS), SECURITIES),
        user=os.environ.get("MAKLUMAT_SMTP_USER", ""),
        password=os.environ.get("MAKLUMAT_SMTP_PASSWORD", ""),
    )


def _whatsapp() -> Channel | None:
    token, sender = os.environ.get("MAKLUMAT_WHATSAPP_TOKEN", ""), os.environ.get("MAKLUMAT_WHATSAPP_SENDER", "")
    if not token:
        return None
    if not sender.isdecimal():
        sys.exit("MAKLUMAT_WHATSAPP_SENDER: isi ID nomor pengirim (angka) dari WhatsApp Business.")
    return Whatsapp(
        sender=sender,
        token=token,
        prefix=os.environ.get("MAKLUMAT_WHATSAPP_PREFIX", PREFIX),
        address=secret_address("MAKLUMAT_WHATSAPP_ADDRESS", os.environ.get("MAKLUMAT_WHATSAPP_ADDRESS", GRAPH)),
    )


def _sms() -> Channel | None:
    address = os.environ.get("MAKLUMAT_SMS_ADDRESS", "")
    if not address:
        return None
    return SmsGateway(
        address=secret_address("MAKLUMAT_SMS_ADDRESS", address),
        method=_one_of("MAKLUMAT_SMS_METHOD", os.environ.get("MAKLUMAT_SMS_METHOD", "POST"), ("POST", "GET")),
        shape=_one_of("MAKLUMAT_SMS_SHAPE", os.environ.get("MAKLUMAT_SMS_SHAPE", "form"), SHAPES),
        to_field=os.environ.get("MAKLUMAT_SMS_FIELD_TO", "to"),
        text_field=os.environ.get("MAKLUMAT_SMS_FIELD_TEXT", "text"),
        key_field=os.environ.get("MAKLUMAT_SMS_FIELD_KEY", "client_ref"),
        id_field=os.environ.get("MAKLUMAT_SMS_FIELD_ID", ""),
        fixed=dict(parse_qsl(os.environ.get("MAKLUMAT_SMS_FIXED", ""))),
        headers=_header(os.environ.get("MAKLUMAT_SMS_HEADER", "")),
    )


def _header(value: str) -> Mapping[str, str]:
    if not value:
        return {}
    found = _HEADER.fullmatch(value)
    return {found[1]: found[2]} if found else sys.exit("MAKLUMAT_SMS_HEADER: tulis sebagai Nama: isi.")


def _port(value: str) -> int:
    return int(value) if value.isdecimal() else sys.exit("MAKLUMAT_SMTP_PORT: isi angka, misalnya 587.")


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    return value if value in known else sys.exit(f"{name}: pilih {', '.join(known)}.")
