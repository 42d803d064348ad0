"""From the door to the receipt: a number from the device, the call on the screen, the walk-in by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from maklumat.core.queueing.lanes import DISABLED, ELDERLY
from maklumat.records.guests import tickets
from maklumat.records.guests.models import QueueTicket
from maklumat.records.models import Application
from tests import cast
from tests.journeys.browser import DESKTOP, PHONE, chromium, fits, picture, visitor
from tests.journeys.keyboard import at_work, tell
from tests.web.pages.waiting_room import KEY, device

pytestmark = pytest.mark.django_db(transaction=True)
TELEVISION = {"width": 1920, "height": 1080}
PORTRAIT = {"width": 1080, "height": 1920}
TABLET = {"width": 1024, "height": 768}
MOST_KEYS = 27  # from the call to the receipt; the NIK is 16 of them
SPOKEN = """() => { window.spoken = [];
  window.speechSynthesis.speak = (one) => window.spoken.push(one.text); }"""


@pytest.fixture
def browser() -> Iterator[Any]:
    cast.enact(neighbour=False)
    with chromium() as found:
        yield found


def page_of(browser: Any, address: str, size: dict[str, int], *, script: bool = True) -> Page:
    page = visitor(browser, size=size, script=script).new_page()
    page.goto(address)
    return page  # type: ignore[no-any-return]


def wait(people: int, reason: str = "") -> None:
    clerk = cast.officer(cast.CLERK).actor
    for _ in range(people):
        tickets.give(clerk, uuid4(), reason=reason, moment=timezone.now())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_call_to_the_receipt_by_keyboard_alone(
    live_server: Any, browser: Any, capsys: pytest.CaptureFixture[str], script: bool
) -> None:
    cast.apply()
    wait(3)
    keyboard = at_work(browser, f"{live_server.url}/kantor/antrean/", cast.officer(cast.CLERK), script=script)
    page = keyboard.page
    page.get_by_label("Loket Anda").select_option("2")
    page.get_by_role("button", name="Pilih").click()
    page.goto(f"{live_server.url}/kantor/loket/")
    began = perf_counter()
    keyboard.chord("b")
    expect(page.get_by_text("Melayani A-01")).to_be_visible()
    expect(page.locator("[name=q]")).to_be_focused()
    picture(page, "loket-memanggil")
    keyboard.type(cast.SITI.nik)
    keyboard.press("Enter")
    expect(page.locator("[name=number]")).to_be_focused()
    keyboard.type("2")
    keyboard.press("Enter")
    expect(page.locator("[name=applicant-name]")).to_have_value("Siti Contoh")
    keyboard.reach("[name=answers-keperluan]")
    keyboard.press("Space")
    keyboard.reach("[name=all-papers]")
    keyboard.press("Space")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tanda terima")).to_be_visible()
    picture(page, "tanda-terima-antrean")
    tell(capsys, "counter, from the call to the receipt", keyboard, began)
    assert keyboard.keys <= MOST_KEYS
    keyboard.chord("b")
    expect(page.get_by_text("Melayani A-02")).to_be_visible()
    first = QueueTicket.objects.get(seq=1)
    assert (first.status, first.application_id) == ("served", Application.objects.order_by("-received_at")[0].pk)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_number_is_taken_with_one_touch(live_server: Any, browser: Any, script: bool) -> None:
    device()
    wait(2)
    page = page_of(browser, f"{live_server.url}/antrean/{cast.OFFICE}/ambil/{KEY}/", TABLET, script=script)
    picture(page, "ambil-nomor")
    page.get_by_role("button", name="Lansia").click()
    expect(page.get_by_role("heading", name="Nomor Anda P-01")).to_be_visible()
    picture(page, "nomor-diambil")
    page.get_by_role("link", name="Selesai").click()
    expect(page.get_by_role("button", name="Ambil nomor", exact=True)).to_be_visible()


def test_the_slip_fits_an_eighty_millimetre_roll(live_server: Any, browser: Any) -> None:
    device()
    page = page_of(browser, f"{live_server.url}/antrean/{cast.OFFICE}/ambil/{KEY}/", PHONE)
    assert fits(page)
    page.get_by_role("button", name="Ambil nomor", exact=True).click()
    expect(page.get_by_role("heading", name="Nomor Anda A-01")).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1


def test_the_screen_renews_itself_and_speaks_once_it_may(live_server: Any, browser: Any) -> None:
    clerk = cast.officer(cast.CLERK).actor
    wait(4)
    wait(2, ELDERLY)
    for window in ("1", "2"):
        tickets.call_next(clerk, window, moment=timezone.now())
    page = page_of(browser, f"{live_server.url}/antrean/{cast.OFFICE}/layar/", TELEVISION)
    page.evaluate(SPOKEN)
    expect(page.locator(".w-now")).to_have_text("P-02")
    picture(page, "layar")
    page.get_by_role("button", name="Nyalakan suara").click()
    tickets.call_next(clerk, "3", moment=timezone.now())
    expect(page.locator(".w-now")).to_have_text("A-01")
    expect(page.locator(".w-window")).to_have_text("Loket 3")
    said = "Nomor antrean, A, satu. Silakan ke loket tiga."
    page.wait_for_function(f"() => window.spoken.includes({said!r})")
    with transaction.atomic():  # two windows between two looks of the screen
        for window in ("4", "5"):
            tickets.call_next(clerk, window, moment=timezone.now())
    expect(page.locator(".w-window")).to_have_text("Loket 5")
    later = ["Nomor antrean, A, dua. Silakan ke loket empat.", "Nomor antrean, A, tiga. Silakan ke loket lima."]
    page.wait_for_function(f"() => window.spoken.includes({later[-1]!r})")
    heard = page.evaluate("() => window.spoken")
    assert [one for place, one in enumerate(heard) if one not in heard[:place]][-2:] == later
    page.set_viewport_size(PORTRAIT)  # type: ignore[arg-type]
    assert fits(page)
    picture(page, "layar-tegak")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(page)
    picture(page, "layar-ponsel")


def test_the_screen_can_be_read_from_six_metres(live_server: Any, browser: Any) -> None:
    """A letter is read at 200 times its height: 3 cm at 6 m. A 32 inch television is 40 cm high, 1080 pixels."""
    wait(6, DISABLED)
    tickets.call_next(cast.officer(cast.CLERK).actor, "12", moment=timezone.now())
    page = page_of(browser, f"{live_server.url}/antrean/{cast.OFFICE}/layar/", TELEVISION, script=False)
    of = "node => parseFloat(getComputedStyle(node).fontSize) * 0.7 / 1080 * 40"
    assert page.locator(".w-now").evaluate(of) >= 3
    assert page.locator(".w-window").evaluate(of) >= 2.5
    assert page.locator("html").evaluate("node => node.scrollHeight") <= TELEVISION["height"]


def test_the_queue_page_of_a_full_morning(live_server: Any, browser: Any) -> None:
    wait(5)
    wait(2, DISABLED)
    keyboard = at_work(browser, f"{live_server.url}/kantor/antrean/", cast.officer(cast.CLERK))
    page = keyboard.page
    page.get_by_label("Loket Anda").select_option("1")
    page.get_by_role("button", name="Pilih").click()
    for _ in range(3):
        page.get_by_role("button", name="anggil").first.click()
    for _ in range(2):
        page.get_by_role("button", name="Panggil lagi").click()
    picture(page, "antrean")
    page.get_by_role("button", name="Sisihkan").click()
    expect(page.get_by_text("Disisihkan, belum datang")).to_be_visible()
    assert page.viewport_size == DESKTOP
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(page)
    picture(page, "antrean-ponsel")
