"""What there is to see: people, drafts and files in every state, made by the same steps that real people take."""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maklumat.core.errors import Refusal
from maklumat.core.letter.faults import LetterFault
from maklumat.ports import authenticator
from maklumat.records.catalogue import queries as catalogue
from maklumat.records.products.models import Product
from maklumat.records.work import actions, afterlife, apologies, clockwork, countersigning, custody, rechecking
from maklumat.records.work import queries as work
from maklumat.records.work.submit import Receipt, receipt_of
from tests import booking_cast, cast, folder_cast, issued_cast, outage_cast, owed_cast, retention_cast, wet_cast
from tests.web import desk_steps as desk
from tests.web import public_steps as public
from tests.web import step_cast
from tests.web.desk_steps import at_work, press

TYPED = (
    "Siti Contoh",
    "Jalan Rekaan 1, Kelurahan Contoh",
    "Jalan Rekaan 1",
    "Budi Contoh",
    "Foto KTP tidak terbaca",
    "Biaya lebih dari 10 persen",
)
"""What people wrote themselves: it is in the language they wrote it in."""


class Scene:
    """One office in which something has happened; built once, on first use of each part."""

    def __init__(self) -> None:
        issued_cast.enacted()
        booking_cast.change(cast.OFFICE)
        self._staff: dict[str, Client] = {}

    # People

    @cached_property
    def guest(self) -> Client:
        return Client()

    def living_in(self, code: str) -> Client:
        """A guest who has chosen this place."""
        client = Client()
        client.cookies["tempat"] = code
        return client

    def staff(self, post: str) -> Client:
        """Somebody at work, the same one each time."""
        if post not in self._staff:
            self._staff[post] = at_work(cast.officer(post, name="Contoh Petugas"))
        return self._staff[post]

    @cached_property
    def everybody(self) -> Client:
        """One person in every post of the office."""
        posts = catalogue.office(cast.OFFICE, timezone.now()).posts
        return at_work(cast.officer(*(post.code for post in posts), name="Contoh Serba Bisa"))

    def signer(self, *, with_app: bool) -> Client:
        """The head at work, with an authenticator app and fresh recovery codes, or without."""
        client = at_work(cast.officer(cast.HEAD, name="Contoh Kepala"))
        if with_app:
            _set_up(client)
        return client

    def at_the_door(self) -> Client:
        """The head has given the password and is asked for the code."""
        head = cast.officer(cast.HEAD, name="Contoh Kepala")
        _set_up(at_work(head))
        return at_work(head)

    def settle_neighbour(self) -> None:
        """From now on a second office serves here too."""
        now = timezone.now()
        cast.enact_neighbour(catalogue.office(cast.OFFICE, now), now)

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

    @cached_property
    def again(self) -> tuple[Client, UUID]:
        """Begun by somebody whose earlier application is open beside it: its papers are offered."""
        client, earlier = self.sent
        given = receipt_of(earlier)
        assert public.follow(client, given.code, given.secret).status_code == 302
        answer = client.post(reverse("public:again"), {"layanan": cast.SERVICE})
        assert answer.status_code == 302, answer.content
        return client, UUID(answer.url.split("/")[2])

    # Files

    @cached_property
    def fresh(self) -> Receipt:
        return cast.apply()

    @cached_property
    def owed(self) -> UUID:
        """A letter of apology that waits for its signature."""
        owed_cast.decide("both")
        return owed_cast.apology_of(owed_cast.broken())

    @cached_property
    def destroyed(self) -> Receipt:
        """Its years were over."""
        receipt = cast.apply()
        retention_cast.end(receipt.application_id)
        chief = retention_cast.administrator()
        retention_cast.decide(chief)
        retention_cast.destroyed(chief, [receipt.application_id], retention_cast.in_years())
        return receipt

    @cached_property
    def nameless(self) -> Receipt:
        """Of somebody without a NIK."""
        return cast.apply(person=replace(cast.SITI, nik=""))

    @cached_property
    def apologised(self) -> UUID:
        """One that is signed, and to be handed over."""
        _ = self.owed
        apology = owed_cast.apology_of(owed_cast.broken())
        head = cast.officer(cast.HEAD, name="Contoh Kepala").actor
        apologies.sign(head, apology, cause="Petugas sakit.", moment=timezone.now())
        return apology

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

    @cached_property
    def refused(self) -> Receipt:
        receipt = cast.apply()
        people = [self.staff(post) for post in (cast.CLERK, cast.ANALYST, cast.HEAD)]
        assert desk.refused(receipt.application_id, *people, TYPED[4]).status_code == 302
        return receipt

    @cached_property
    def to_be_called(self) -> Receipt:
        """Returned 20 days ago; the clock says that its applicant is to be called."""
        back = timezone.now() - timedelta(days=20)
        receipt = cast.apply(moment=back)
        state = desk.position(receipt.application_id).state
        clerk = cast.officer(cast.CLERK, name="Contoh Petugas").actor
        actions.act(
            clerk, receipt.application_id, step=state.step, outcome="incomplete", seen_seq=state.seq,
            data={"findings": {"identitas": "Foto KTP tidak terbaca"}}, moment=back,
        )  # fmt: skip
        clockwork.run_due(timezone.now())
        return receipt

    @cached_property
    def by_hand(self) -> tuple[tuple[UUID, int], tuple[UUID, int]]:
        """Two files answered without the register (with the number of that event): one waits, one differs."""
        operator = cast.officer(cast.OPERATOR, name="Contoh Petugas").actor
        found = []
        for _ in range(2):
            file = cast.apply().application_id
            press(self.staff(cast.CLERK), file, "complete")
            press(self.staff(cast.ANALYST), file, "valid")
            found.append((file, outage_cast.as_by_hand(operator, file, "valid")))
        note, now = "Foto KTP tidak terbaca", timezone.now()
        rechecking.recheck(operator, *found[1], outcome="differs", reference="", note=note, moment=now)
        return found[0], found[1]

    @cached_property
    def folder(self) -> tuple[cast.Officer, UUID, UUID, UUID]:
        return folder_cast.every_state()

    @cached_property
    def on_paper(self) -> tuple[Product, Product]:
        """Two letters that were signed by hand: one still gets its electronic signature, one has it."""
        head = cast.officer(cast.HEAD, name="Contoh Penanda Tangan")
        waits, has = wet_cast.on_paper(head), wet_cast.on_paper(head)
        countersigning.countersign(head.actor, has.id, moment=timezone.now())
        return waits, has

    @cached_property
    def aid(self) -> tuple[UUID, UUID]:
        """Two files about aid: the goods are about to be handed over; they were."""
        return step_cast.handovers(cast.OFFICE)

    @cached_property
    def at_every_kind(self) -> list[UUID]:
        """A file at a step of each kind that comes before the letter in some service; `waiting` and `finished` show
        what comes behind it."""
        giver, found = step_cast.everybody(), {}
        for law in catalogue.services(cast.OFFICE, timezone.now()):
            for step in law.standard.steps:
                if step.actor not in {"applicant", "outside"} and step.kind not in found:
                    with suppress(
                        LetterFault, Refusal
                    ):  # behind a letter: `waiting` and `finished` show what comes there
                        found[step.kind] = step_cast.at_step(giver, law.standard.code, step.code)
        return list(found.values())

    @cached_property
    def appointed(self) -> Receipt:
        """Somebody who is to come to their counsellor."""
        giver = step_cast.everybody()
        for law in catalogue.services(cast.OFFICE, timezone.now()):
            for step in law.standard.steps:
                if step.kind == "schedule" and not step.place:
                    file = step_cast.at_step(giver, law.standard.code, step.code)
                    step_cast.leave(giver, file, step.outcomes[0].code)
                    return receipt_of(file)
        raise AssertionError("no service makes appointments")

    @cached_property
    def permit(self) -> Receipt:
        """A permit that was handed over; nobody has reported anything yet, and one duty is late."""
        return self._permit()

    @cached_property
    def reported(self) -> Receipt:
        """A permit that ends soon; a report waits for the office."""
        receipt = self._permit()
        file = receipt.application_id
        Product.objects.filter(application_id=file).update(valid_until=cast.today() + timedelta(days=9))
        issued_cast.report(file, note=TYPED[0])
        return receipt

    @cached_property
    def given_back(self) -> Receipt:
        """A permit whose report came back, after it was extended."""
        receipt = self._permit()
        file = receipt.application_id
        issued_cast.report(file, note=TYPED[0])
        now, view = timezone.now(), self.letter(receipt)
        keeper = step_cast.everybody()
        reason = "Biaya lebih dari 10 persen"
        afterlife.give_back(keeper, work.followed(file), self.duty(receipt), reason=reason, moment=now)
        reason = "Surat 12/2026"
        afterlife.extend(keeper, file, view.product, seen=view.valid_until, reason=reason, moment=now)
        return receipt

    @cached_property
    def taken(self) -> Receipt:
        """A permit whose report was taken, and which was revoked since."""
        receipt = self._permit()
        file = receipt.application_id
        issued_cast.report(file, note=TYPED[0])
        keeper, now = step_cast.everybody(), timezone.now()
        nothing: dict[str, Any] = {"answers": {}, "paper": None, "note": ""}
        afterlife.take(keeper, work.followed(file), self.duty(receipt), moment=now, **nothing)
        seen = desk.position(file).state.seq
        actions.revoke(keeper, file, product=issued_cast.LETTER, reason="Disalahgunakan", seen_seq=seen, moment=now)
        return receipt

    @cached_property
    def visiting(self) -> Receipt:
        """Somebody who wants to visit a place on a day on which others have some of its times."""
        booking_cast.book(booking_cast.apply(booking_cast.at(8).date()).application_id, booking_cast.at(8))
        return booking_cast.apply(booking_cast.at(8).date())

    def duty(self, receipt: Receipt) -> UUID:
        """The report that the holder of this permit owes."""
        return issued_cast.duty_of(receipt.application_id)

    def _permit(self) -> Receipt:
        receipt = cast.apply(issued_cast.SERVICE)
        issued_cast.handed_over(receipt.application_id)
        return receipt

    @cached_property
    def kept_original(self) -> UUID:
        """The receipt for an original that lies at the counter."""
        kept, clerk = uuid4(), cast.officer(cast.CLERK, name="Contoh Petugas").actor
        custody.take(clerk, self.fresh.application_id, kept, papers=["KTP"], owner="Siti Contoh", moment=timezone.now())
        return kept

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


def _set_up(client: Client) -> None:
    """An authenticator app is set up in this browser."""
    account = reverse("desk:account")
    letters = re.search(r'd-letters">([A-Z2-7 ]+)<', client.get(account).content.decode())
    assert letters
    secret = base64.b32decode(letters.group(1).replace(" ", ""))
    code = authenticator.code_at(secret, authenticator.step_at(timezone.now()))
    client.post(account, {"deed": "enrol", "code": code, "password": cast.PASSWORD})


def no_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("ktp.jpg", b"bukan foto", content_type="image/jpeg")
