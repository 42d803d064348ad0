"""The people of a journey: citizens with a small phone, officers at a desk, each with a window of their own.

`office` (a fixture of `conftest`) is where they meet; it counts what they do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Self

from playwright.sync_api import Browser, Locator, Route, expect

from tests import cast
from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.person import Paper, Person, begins, stand_in


class Citizen(Person):
    """Somebody with a cheap phone."""

    def __init__(self, office: Office, name: str) -> None:
        super().__init__(office, name, PHONE)
        self.code = self.secret = self.register = ""

    def finds(self, words: str, service: str) -> Self:
        """By everyday words, on the first page."""
        self.office.deeds += 1
        self.goes_to("/")
        self.page.get_by_role("searchbox").fill(words)
        self.office.keys += len(words)
        self.press("Cari")
        self.looks_at("cari")
        self.press(service)
        expect(self.page.get_by_role("heading", level=1, name=service)).to_be_visible()
        self.looks_at("layanan")
        return self

    def begins(self) -> Self:
        self.press("Ajukan sekarang")
        return self

    def says(self, page: str, fields: Mapping[str, Any]) -> Self:
        """One page of the application."""
        self.office.deeds += 1
        expect(self.page.get_by_role("heading", level=1, name=page, exact=True)).to_be_visible()
        self.writes(fields)
        self.looks_at(page)
        self.press("Simpan dan lanjut")
        return self

    def paper_place(self, requirement: str) -> Locator:
        return self.page.get_by_role("region", name=begins(requirement))

    def hands_in(self, requirement: str, paper: Paper, which: str = "") -> Self:
        """One paper into its place; `which` of the alternatives it is."""
        self.office.deeds += 1
        place = self.paper_place(requirement)
        if which:
            place.get_by_label(which, exact=True).check()
        self.writes({"Foto atau PDF": paper}, place)
        place.get_by_role("button", name="Unggah").click()
        self.office.keys += 1 + bool(which)
        expect(place.get_by_text("Terlampir")).to_be_visible()
        return self

    def replaces(self, requirement: str, paper: Paper) -> Self:
        """A new paper in the place of one that was sent back."""
        self.office.deeds += 1
        place = self.paper_place(requirement)
        self.looks_at("dikembalikan")
        self.writes({"Foto atau PDF lain": paper}, place)
        self.press("Kirim penggantinya", place)
        return self.reads("Tersimpan")

    def applies_again(self, service: str) -> Self:
        """The same data for another application, from the page of the first."""
        card = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=begins(service)))
        self.press("Ajukan ini", card)
        return self

    def uses_again(self, requirement: str) -> Self:
        """A paper that was sent before, with consent."""
        self.office.deeds += 1
        place = self.paper_place(requirement)
        place.get_by_label("Saya setuju berkas itu dipakai lagi").check()
        self.press("Pakai lagi", place)
        expect(place.get_by_text("Terlampir")).to_be_visible()
        return self

    def says_of_paper(self, requirement: str, answer: str) -> Self:
        """ "Saya bawa ke kantor" or "Saya tidak punya"."""
        self.office.deeds += 1
        place = self.paper_place(requirement)
        place.get_by_role("button", name=answer).click()
        self.office.keys += 1
        expect(place.locator(".govuk-tag")).to_have_text(answer)
        return self

    def looks_over(self, *texts: str) -> Self:
        """Everything once more, before it goes."""
        self.looks_at("berkas")
        self.press("Lanjut ke pemeriksaan")
        return self.reads(*texts)

    def sends(self) -> Self:
        self.office.deeds += 1
        self.page.get_by_label("Saya sudah membaca").check()
        self.looks_at("periksa")
        self.press("Kirim permohonan")
        expect(self.page.get_by_role("heading", level=1, name="Tanda terima")).to_be_visible()
        self.looks_at("tanda terima")
        self.code, self.secret = self.page.locator(".m-code").all_inner_texts()
        register = re.search(r"\b\d{4}/\d{4}\b", self.page.locator("main").inner_text())
        assert register
        self.register = register.group()
        return self

    def follows(self, *texts: str) -> Self:
        """With the code and the secret that were kept; these words stand there."""
        self.office.deeds += 1
        self.goes_to("/lacak/")
        self.writes({"Kode permohonan": self.code, "Kata kunci": self.secret})
        self.press("Lihat permohonan")
        self.reads(*texts)
        self.looks_at("lacak")
        return self

    def sends_again(self) -> Self:
        self.office.deeds += 1
        self.press("Sudah lengkap, kirim kembali")
        return self.reads("Berkas Anda sudah dikirim kembali ke kantor.")

    def downloads(self, letter: str, *texts: str) -> bytes:
        """The letter, and the page on which anybody can look it up; these words stand in the letter."""
        self.office.deeds += 1
        card = self.page.locator(".m-card").filter(has=self.page.get_by_text(letter, exact=True))
        pdf = self.fetches(card.get_by_role("link", name="Unduh surat (PDF)"))
        stand_in(self.keeps(pdf, letter), texts)
        self.press("Halaman pemeriksaan surat ini", card)
        expect(self.page).to_have_url(re.compile(r"/v/"))
        self.looks_at("pemeriksaan")
        return pdf


class Official(Person):
    """Somebody in a post of the office, logged in at a desk of their own."""

    def __init__(self, office: Office, post: str) -> None:
        super().__init__(office, post, DESKTOP)
        self.officer = cast.officer(post)
        self.goes_to("/kantor/")
        self.writes({"Nama pengguna": self.officer.username, "Kata sandi": cast.PASSWORD})
        self.press("Masuk")
        self.came_in_now = True

    def opens(self, file: Citizen) -> Self:
        """From the worklist, by its number."""
        if not self.came_in_now:
            self.goes_to("/kantor/")
        self.came_in_now = False
        self.press(file.register)
        expect(self.page.get_by_role("heading", name="Tindakan Anda")).to_be_visible()
        return self

    def records(self, file: Citizen, way: str, fields: Mapping[str, Any] | None = None) -> Self:
        """Open the file, choose how the step ended, fill in what is asked, record it."""
        self.office.deeds += 1
        return self.opens(file).chooses(way, fields).goes_on({})

    def goes_on(self, fields: Mapping[str, Any]) -> Self:
        """Fill in what is still missing of the chosen way, and record it."""
        choice = self.page.locator(".d-way").filter(has=self.page.get_by_role("radio", checked=True))
        self.writes(fields, choice.first)
        self.looks_at("tindakan")
        self.press("Catat dan teruskan")
        return self.reads("Tercatat untuk berkas")

    def chooses(self, way: str, fields: Mapping[str, Any] | None = None) -> Self:
        """One way out of the step, and its fields."""
        choice = self.page.get_by_role("radio", name=way, exact=True)
        choice.check()
        self.office.keys += 1
        self.writes(fields or {}, self.page.locator(".d-way").filter(has=choice))
        return self

    def returns(self, file: Citizen, way: str, findings: Mapping[str, str]) -> Self:
        """Send the file back, saying beside each paper what is wrong with it."""
        self.office.deeds += 1
        self.opens(file)
        for requirement, reason in findings.items():
            item = self.page.get_by_role("listitem").filter(has_text=requirement).first
            item.get_by_text("Ada yang kurang atau salah").click()
            item.get_by_label("Yang harus diperbaiki pemohon").fill(reason)
            self.office.keys += 1 + len(reason)
        self.chooses(way)
        self.looks_at(way)
        self.press("Catat dan teruskan")
        return self.reads(f"Tercatat untuk berkas {file.register}")

    def signs(self, file: Citizen, letter: Mapping[str, Any] | None = None, *texts: str) -> Self:
        """Read the draft, prove who signs, sign."""
        self.office.deeds += 1
        self.opens(file).press("Tanda tangani")
        self.reads("bukan BSrE")
        self.writes(letter or {})
        read = self.page.get_by_role("link", name="Baca surat (PDF)")
        if texts:
            stand_in(self.keeps(self.fetches(read), "konsep surat"), texts)
        self.page.locator("#surat").get_by_label("Kata sandi").fill(cast.PASSWORD)
        self.office.keys += len(cast.PASSWORD)
        self.looks_at("tanda tangan")
        self.press("Tanda tangani")
        return self.reads("sudah ditandatangani")

    def signs_in_ink(self, file: Citizen, paper: Paper, *texts: str) -> Self:
        """Print the numbered letter, sign and stamp it by hand, scan it in; these words stand on what is printed."""
        self.office.deeds += 1
        self.opens(file).press("Tanda tangani")
        self.says_on_paper("Cetak (PDF)", "surat untuk tanda tangan basah", *texts)
        ink = self.page.get_by_role("region", name="Tanda tangan basah di kertas")
        self.office.keys += len(cast.PASSWORD)
        fields = {
            "Pindaian atau foto surat yang sudah ditandatangani dan dicap": paper,
            "Kata sandi Anda": cast.PASSWORD,
        }
        self.writes(fields, ink)
        self.looks_at("tanda tangan basah")
        self.press("Simpan surat bertanda tangan basah", ink)
        return self.reads("sudah ditandatangani")

    def says_on_paper(self, button: str, what: str, *texts: str) -> None:
        """A button that prints into a window of its own; these words stand on the paper."""
        kept: list[bytes] = []

        def keep(route: Route) -> None:
            if not route.request.is_navigation_request():
                route.continue_()
                return
            answer = route.fetch()
            kept.append(answer.body())
            route.fulfill(response=answer)

        self.context.route("**", keep)
        with self.context.expect_event("response", lambda answer: "pdf" in answer.headers.get("content-type", "")):
            self.press(button)
        self.context.unroute_all(behavior="wait")  # the paper may be there before its handler has ended
        for window in self.context.pages[1:]:
            window.close()
        stand_in(self.keeps(next(one for one in kept if one.startswith(b"%PDF")), what), texts)

    def looks_into(self, file: Citizen) -> Self:
        """A file that lies on nobody's desk, or on another: by its number in the register book."""
        for link in ("Buku register", "Buku agenda permohonan", file.register):
            self.page.get_by_role("link", name=begins(link)).first.click()
            self.office.keys += 1
        self.looks_at("berkas sesudahnya")
        return self

    def prints(self, link: str, what: str, *texts: str) -> bytes:
        """What a link of the open page prints; these words stand on it."""
        self.office.deeds += 1
        pdf = self.fetches(self.page.get_by_role("link", name=link).last)
        stand_in(self.keeps(pdf, what), texts)
        return pdf


@dataclass
class Office:
    """Where the people of one test meet. Officers come to work when they are first needed, and log in once."""

    browser: Browser
    address: str
    name: str
    script: bool = True
    deeds: int = 0
    pages: int = 0
    keys: int = 0
    began: float = field(default_factory=perf_counter)
    officers: dict[str, Official] = field(default_factory=dict)

    def at(self, post: str) -> Official:
        if post not in self.officers:
            self.officers[post] = Official(self, post)
        return self.officers[post]

    def told(self) -> str:
        seconds = perf_counter() - self.began
        done = f"{self.deeds} deeds, {self.pages} pages, {self.keys} keys and clicks"
        return f"{self.name}: {done}, {seconds:.1f} s"
