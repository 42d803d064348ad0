"""What there is to see: people, drafts and files in every state, made by the same steps that real people take."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maklumat.records.work import queries as work
from maklumat.records.work.submit import Receipt
from tests import cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web.desk_steps import at_work, press

TYPED = ("Siti Contoh", "Jalan Rekaan 1, Kelurahan Contoh", "Jalan Rekaan 1", "Budi Contoh", "Foto KTP tidak terbaca")
"""What people wrote themselves: it is in the language they wrote it in."""


class Scene:
    """One office in which something has happened; built once, on first use of each part."""

    def __init__(self) -> None:
        cast.enact(neighbour=False)
        self._staff: dict[str, Client] = {}

    # People

    @cached_property
    def guest(self) -> Client:
        return Client()

    def staff(self, post: str) -> Client:
        """Somebody at work, the same one each time."""
        if post not in self._staff:
            self._staff[post] = at_work(cast.officer(post, name="Contoh Petugas"))
        return self._staff[post]

    # Drafts, each in a browser of its own

    @cached_property
    def begun(self) -> tuple[Client, UUID]:
        client = Client()
        return client, public.begin(client)

    @cached_property
    def written(self) -> tuple[Client, UUID]:
        """Complete, for somebody else."""
        client = Client()
        draft = public.complete(client)
        client.post(public.page("draft_person", draft), {**public.SITI, "for_whom": "lain"})
        client.post(public.page("draft_beneficiary", draft), {"name": "Budi Contoh", "nik": "9999011205200003"})
        return client, draft

    @cached_property
    def by_proxy(self) -> tuple[Client, UUID]:
        client = Client()
        draft = public.complete(client)
        client.post(public.page("draft_person", draft), {**public.SITI, "for_whom": "kuasa"})
        client.post(public.page("draft_proxy", draft), {"name": "Budi Contoh", "nik": "9999011205800003"})
        return client, draft

    @cached_property
    def wrong(self) -> tuple[Client, UUID]:
        """Everything typed wrong that can be."""
        client = Client()
        draft = public.begin(client)
        bad = {"name": "123", "nik": "12", "kk": "9", "phone": "abc", "email": "x", "birth_date_0": "77", "sex": "x"}
        for page in ("draft_person", "draft_beneficiary", "draft_proxy", "draft_answers"):
            client.post(public.page(page, draft), {**bad, "for_whom": "lain"})
        return client, draft

    @cached_property
    def sent(self) -> tuple[Client, UUID]:
        client = Client()
        draft = public.complete(client)
        assert public.send(client, draft).status_code == 302
        return client, draft

    @cached_property
    def asleep(self) -> tuple[Client, UUID]:
        """The session has ended; the device still knows the draft."""
        client = Client()
        draft = public.complete(client)
        del client.cookies["sessionid"]
        return client, draft

    # Files

    @cached_property
    def fresh(self) -> Receipt:
        return cast.apply()

    @cached_property
    def returned(self) -> Receipt:
        receipt = cast.apply()
        press(
            self.staff(cast.CLERK),
            receipt.application_id,
            "incomplete",
            findings__identitas="Foto KTP tidak terbaca",
        )
        return receipt

    @cached_property
    def waiting(self) -> Receipt:
        """Drafted, waiting for its signature."""
        receipt = cast.apply()
        people = [self.staff(post) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)]
        desk.drafted(receipt.application_id, *people)
        return receipt

    @cached_property
    def finished(self) -> Receipt:
        return self._finish(cast.apply())

    @cached_property
    def revoked(self) -> Receipt:
        receipt = self._finish(cast.apply())
        letter = self.letter(receipt)
        seen = desk.position(receipt.application_id).state.seq
        data = {"seen_seq": seen, "product": letter.product, "reason": "salah", "password": cast.PASSWORD}
        answer = self.staff(cast.HEAD).post(reverse("desk:revoke", args=[receipt.application_id]), data)
        assert answer.status_code == 302, answer.content
        return receipt

    @cached_property
    def withdrawn(self) -> Receipt:
        receipt = cast.apply()
        client = self.follower(receipt)
        client.post(reverse("public:withdraw"), {"seen_seq": desk.position(receipt.application_id).state.seq})
        return receipt

    def _finish(self, receipt: Receipt) -> Receipt:
        file = receipt.application_id
        desk.drafted(file, *(self.staff(post) for post in (cast.CLERK, cast.ANALYST, cast.OPERATOR)))
        assert desk.sign(self.staff(cast.HEAD), file).status_code == 302
        press(self.staff(cast.PRINTER), file, "done", note="dicetak")
        assert press(self.staff(cast.CLERK), file, "delivered", collector="Siti Contoh").status_code == 302
        return receipt

    def letter(self, receipt: Receipt) -> Any:
        return work.followed(receipt.application_id).products[0]

    def follower(self, receipt: Receipt) -> Client:
        """Somebody who has told code and secret of this file."""
        client = Client()
        assert public.follow(client, receipt.code, receipt.secret).status_code == 302
        return client


def no_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("ktp.jpg", b"bukan foto", content_type="image/jpeg")
