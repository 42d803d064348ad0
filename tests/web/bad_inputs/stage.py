"""Where a bad input is sent: a citizen half through an application, or an officer with a file on the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maklumat.records.applications import queries as applications
from maklumat.records.applications.models import Application, Attachment
from maklumat.records.ledger.models import LedgerEntry
from maklumat.records.outside import vault
from maklumat.records.products.models import Product
from maklumat.web.public.grants import Draft
from tests import cast
from tests.cast import Officer
from tests.web import public_steps as public
from tests.web import step_cast
from tests.web.desk_steps import at_work, position
from tests.web.public_steps import SITI

PERSON = {
    **SITI,
    "kk": cast.SITI.kk,
    "birth_date_0": "5",
    "birth_date_1": "5",
    "birth_date_2": "1990",
    "sex": "perempuan",
    "email": "siti@contoh.id",
}


@dataclass
class Stage:
    """Things are made when they are first asked for: most cases need only one of them."""

    staff: dict[str, Officer]
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> UUID:
        """A draft that lacks nothing but the consent."""
        if "draft" not in self.made:
            draft = self.made["draft"] = public.begin(self.client)
            self.client.post(self.at("draft_person"), PERSON)
            self.client.post(self.at("draft_answers"), {"keperluan": "pendidikan"})
            public.attach(self.client, draft)
        return self.made["draft"]  # type: ignore[no-any-return]

    @property
    def file(self) -> UUID:
        """An application that lies with the front office."""
        if "file" not in self.made:
            self.made["file"] = cast.apply().application_id
        return self.made["file"]  # type: ignore[no-any-return]

    def at(self, name: str, *more: Any) -> str:
        return reverse(f"public:{name}", args=[self.draft, *more])

    def desk(self, name: str, *more: Any) -> str:
        return reverse(f"desk:{name}", args=[self.file, *more])

    def begin(self, service: str) -> UUID:
        """A draft for another service instead."""
        self.made["draft"] = public.begin(self.client, service)
        self.client.post(self.at("draft_person"), PERSON)
        return self.made["draft"]  # type: ignore[no-any-return]

    def officer(self, post: str) -> Client:
        if post not in self.made:
            client = at_work(self.staff[post])
            client.raise_request_exception = False
            self.made[post] = client
        return self.made[post]  # type: ignore[no-any-return]

    @property
    def clerk(self) -> Client:
        return self.officer(cast.CLERK)

    def person(self, **over: str) -> Any:
        return self.client.post(self.at("draft_person"), {**PERSON, **over})

    def without(self, *names: str) -> Any:
        data = {name: text for name, text in PERSON.items() if name not in names}
        return self.client.post(self.at("draft_person"), data)

    def upload(self, content: bytes, name: str = "ktp.jpg", kind: str = "image/jpeg", **more: Any) -> Any:
        file = SimpleUploadedFile(name, content, content_type=kind)
        return public.attach(self.client, self.draft, berkas=file, **more)

    def raw(self, address: str, body: bytes, kind: str, **environ: Any) -> Any:
        """A request byte for byte, as no browser would send it."""
        return self.client.generic("POST", address, body, kind, **environ)

    def act(self, post: str = cast.CLERK, **typed: Any) -> Any:
        """Press a button of the file's page; what is not said is what the page would send."""
        state = position(self.file).state
        data = {"seen_seq": state.seq, "step": state.step, "outcome": "complete", **typed}
        return self.officer(post).post(self.desk("act"), data)

    def kept(self) -> dict[str, Any]:
        """What the draft holds: its texts and its papers."""
        view = applications.draft(self.draft)
        papers = [(one.requirement, one.vault_name) for one in applications.papers(self.draft)]
        return {**view.content, "papers": papers}

    def problems(self) -> set[tuple[str, str]]:
        """Field and code of everything that the draft is told."""
        found = Draft(applications.draft(self.draft)).filled.problems
        return {(problem.field.partition(".")[2], problem.code) for problem in found}

    def stored(self) -> bytes:
        """The paper that the draft holds now, as the vault has it."""
        return applications.paper_bytes(applications.papers(self.draft)[-1])

    def later(self) -> None:
        """The same device after its session has ended."""
        self.draft  # noqa: B018  # made before the session ends
        del self.client.cookies[settings.SESSION_COOKIE_NAME]

    def somebody_else(self) -> Client:
        """Another guest with a draft of their own."""
        other = Client(raise_request_exception=False)
        public.begin(other)
        return other


@dataclass(frozen=True)
class Written:
    """How much there is of what is only ever added to, and which files lie in the vault."""

    applications: int
    entries: int
    products: int
    files: frozenset[str]

    @classmethod
    def now(cls) -> Written:
        return cls(
            Application.objects.count(), LedgerEntry.objects.count(), Product.objects.count(), frozenset(vault_files())
        )


def vault_files() -> set[str]:
    """The name of everything in the vault's folder, half-written files included."""
    return {path.name for path in vault()._folder.glob("??/??/*")}


def named_files() -> set[str]:
    """The files that some row names, and the photograph that the cast lays into its records."""
    letters = Product.objects.exclude(vault_name="").values_list("vault_name", flat=True)
    attached = Attachment.objects.values_list("vault_name", flat=True)
    return {*attached, *letters, step_cast.photograph()["vault_name"]}


def nobody() -> UUID:
    """The id of nothing at all."""
    return uuid4()
