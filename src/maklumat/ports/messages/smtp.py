"""E-mail over SMTP. The key becomes the Message-ID: a repeat is recognised by it."""

from __future__ import annotations

import re
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
"""Answers to a recipient that mean the address, where the server says nothing more exact."""
_OURS: Final = frozenset({530, 534, 535, 538})
"""We have to log in, or to encrypt, first."""
_ENHANCED: Final = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")
"""What a server says more exactly (RFC 3463): class, subject, detail."""
_OUR_ADDRESS: Final = frozenset({"7", "8"})
"""5.1.7 and 5.1.8 are about the sender's address."""


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
        """Never where the address or the letter is at fault; later for everything that passes, or that is our own
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
            code, said = next(iter(refused.recipients.values()))
            return _about_recipient(code, _words(said))
        except smtplib.SMTPDataError as refused:
            return _about_letter(refused.smtp_code, _words(refused.smtp_error))
        except smtplib.SMTPResponseException as refused:  # of us, before anybody was named: it concerns every message
            return Later(NOT_LET_IN if refused.smtp_code >= 500 else BUSY, down=True)  # SMTP's lasting answers
        except (smtplib.SMTPNotSupportedError, ValueError):
            ours = not self.sender.isascii()
            return Later(NOT_LET_IN, down=True) if ours else Never(BAD_ADDRESS, address=True)
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


def _words(said: bytes | str) -> str:
    return said.decode("ascii", "replace") if isinstance(said, bytes) else said


def _about_recipient(code: int, said: str) -> Answer:
    """Only 5.1.x is about the address, and 550, 551 and 553 of a server that says nothing more exact.

    Blocked, not relayed, over the day's quota, a full box: the address is as good as before.
    """
    if not _ENHANCED.match(said) and code in _NO_SUCH_BOX:
        return Never(BAD_ADDRESS, address=True)
    return _about_letter(code, said)


def _about_letter(code: int, said: str) -> Answer:
    exact = _ENHANCED.match(said)
    lasting, subject, detail = exact.groups() if exact else ("5" if code >= 500 else "4", "", "")
    if lasting != "5" or code < 500:  # SMTP's own classes: 4 passes, 5 lasts
        return Later(BUSY)
    if code in _OURS or (subject == "1" and detail in _OUR_ADDRESS):
        return Later(NOT_LET_IN, down=True)
    if subject == "1":
        return Never(BAD_ADDRESS, address=True)
    if (subject, detail) == ("4", "5"):  # our quota, or their machine is overloaded
        return Later(BUSY, down=True)
    if subject in ("3", "4") or (subject, detail) == ("2", "2") or (not exact and code == 552):  # a full box
        return Later(BUSY)
    return Later(NOT_LET_IN) if subject == "7" else Never(REFUSED)


def _cut(server: smtplib.SMTP) -> None:
    sock: socket.socket | None = getattr(server, "sock", None)
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past TLS, which would first talk to the other side
