"""E-mail over SMTP. The key becomes the Message-ID: a repeat is recognised by it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from typing import Final

from maklumat.ports.asking import at_most
from maklumat.ports.messages.channel import (
    BAD_ADDRESS,
    BUSY,
    NO_ANSWER,
    NO_CONNECTION,
    NOT_LET_IN,
    REFUSED,
    SECONDS,
    Answer,
    Delivered,
    Later,
    Never,
    Outgoing,
)

STARTTLS: Final = "starttls"
TLS: Final = "tls"
PLAIN: Final = "none"
SECURITIES: Final = (STARTTLS, TLS, PLAIN)
_NO_SUCH_BOX: Final = frozenset({550, 551, 553})


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. `security`: STARTTLS (never goes on without it), TLS from the first byte, or PLAIN for a server on
    this very machine. `sender`: the address that messages come from. `trust`: for the tests, whom to believe.
    """

    host: str
    port: int
    sender: str
    security: str = STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = SECONDS
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    real: bool = True

    def send(self, message: Outgoing) -> Answer:
        """4xx and every trouble on the way: later; 5xx: never, and for a box that is not there the address is at
        fault."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException):
            return Later(NO_CONNECTION, down=True)
        try:
            with at_most(self.seconds, lambda: _cut(server)):
                return self._hand_over(server, message)
        except (OSError, ValueError, smtplib.SMTPException):
            return Later(NO_ANSWER, down=True)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        own = parseaddr(self.sender)[1].partition("@")[2] or "localhost"  # asked of no name server
        if self.security == TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=own, timeout=self.seconds, context=self.trust())
        else:
            server = smtplib.SMTP(local_hostname=own, timeout=self.seconds)
        server._host = self.host  # type: ignore[attr-defined]  # noqa: SLF001  # the name that the certificate must bear
        try:
            with at_most(self.seconds, lambda: _cut(server)):
                code, _ = server.connect(self.host, self.port)
                if code != 220:  # "service ready"
                    raise smtplib.SMTPConnectError(code, b"")
                if self.security == STARTTLS:
                    server.ehlo_or_helo_if_needed()
                    server.starttls(context=self.trust())
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, message: Outgoing) -> Answer:
        server.ehlo_or_helo_if_needed()
        if self.user:
            try:
                server.login(self.user, self.password)
            except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
                return Later(NOT_LET_IN, down=True)
        try:
            server.send_message(self._letter(message))
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            return _answer(code, at_recipient=True)
        except smtplib.SMTPResponseException as refused:
            return _answer(refused.smtp_code, at_recipient=False)
        with suppress(OSError, smtplib.SMTPException):  # it is delivered, whatever the farewell is like
            server.quit()
        return Delivered(self._id(message))

    def _letter(self, message: Outgoing) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self.sender
        letter["To"] = message.to
        letter["Subject"] = message.subject
        letter["Message-ID"] = self._id(message)
        letter["Auto-Submitted"] = "auto-generated"
        if message.stop:
            letter["List-Unsubscribe"] = f"<{message.stop}>"
        letter.set_content(message.text)
        return letter

    def _id(self, message: Outgoing) -> str:
        domain = parseaddr(self.sender)[1].partition("@")[2] or "localhost"
        return f"<{message.key}@{domain}>"


def sender_of(name: str, address: str) -> str:
    """The sender as a header says it."""
    return formataddr((name, address))


def _answer(code: int, *, at_recipient: bool) -> Answer:
    if 500 <= code < 600:  # SMTP's own classes of answers
        gone = at_recipient and code in _NO_SUCH_BOX
        return Never(BAD_ADDRESS if gone else REFUSED, address=gone)
    return Later(BUSY)


def _cut(server: smtplib.SMTP) -> None:
    sock: socket.socket | None = getattr(server, "sock", None)
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS, which would first talk to the other side
