"""The registers of legal acts: names put together, local acts beside the shared ones, what became of them."""

from __future__ import annotations

from datetime import date

import pytest

from maklumat.core.standard.acts import TITLES, LegalAct
from maklumat.core.standard.check import check
from maklumat.core.standard.load import load_office
from maklumat.core.standard.words import ACT_KINDS
from tests.standards.cast import PATHS, good, load

HEAD = "format: 1\nperaturan:\n"


def local(*entries: str) -> dict[str, LegalAct]:
    """The acts of an office with these local ones, all of which must be sound."""
    loaded = load(dasar_hukum_setempat=HEAD + "".join(f"  - {entry}\n" for entry in entries))
    assert loaded.findings == ()
    return dict(loaded.acts)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ("jenis: uu, nomor: 25, tahun: 2009, tentang: Contoh", "Undang-Undang Nomor 25 Tahun 2009 tentang Contoh"),
        ("jenis: uu, nomor: 25, tahun: 2009", "Undang-Undang Nomor 25 Tahun 2009"),
        (
            "jenis: permen, nomor: 110/HUK/2009, tahun: 2009, penerbit: Menteri Sosial, tentang: Contoh",
            "Peraturan Menteri Sosial Nomor 110/HUK/2009 tentang Contoh",
        ),
        (
            "jenis: kepmen, nomor: 12/HUK, tahun: 2009, penerbit: Menteri Sosial",
            "Keputusan Menteri Sosial Nomor 12/HUK Tahun 2009",
        ),
        (
            "jenis: perda, nomor: 5, tahun: 2016, daerah: Kabupaten Contoh",
            "Peraturan Daerah Kabupaten Contoh Nomor 5 Tahun 2016",
        ),
        (
            "jenis: perbup, nomor: 5, tahun: 2016, daerah: Kabupaten Contoh",
            "Peraturan Bupati Contoh Nomor 5 Tahun 2016",
        ),
        ("jenis: perwali, nomor: 5, tahun: 2016, daerah: Kota Contoh", "Peraturan Wali Kota Contoh Nomor 5 Tahun 2016"),
        (
            "jenis: pergub, nomor: 5, tahun: 2016, daerah: Provinsi Contoh",
            "Peraturan Gubernur Contoh Nomor 5 Tahun 2016",
        ),
        (
            "jenis: edaran, nomor: 2, tahun: 1979, penerbit: Mahkamah Agung",
            "Surat Edaran Mahkamah Agung Nomor 2 Tahun 1979",
        ),
        (
            "jenis: lainnya, nomor: 1, tahun: 2014, penerbit: Mahkamah Agung",
            "Peraturan Mahkamah Agung Nomor 1 Tahun 2014",
        ),
        ("jenis: lainnya, nama: Keputusan Bersama, nomor: 1, tahun: 2014, penerbit: X", "Keputusan Bersama"),
    ],
)  # fmt: skip
def test_a_name_is_put_together(parts: str, name: str) -> None:
    assert local(f"{{kode: contoh, {parts}}}")["contoh"].name == name


def test_every_kind_has_its_title() -> None:
    assert set(TITLES) == {code for _, code in ACT_KINDS.words}


def test_local_acts_stand_beside_the_shared_ones() -> None:
    acts = load().acts
    assert {"uu-25-2009", "perda-contoh-2-2020"} <= set(acts)
    act = acts["perda-contoh-2-2020"]
    assert (act.kind, act.number, act.year, act.about, act.region) == (
        "regional_regulation", "2", 2020, "Contoh", "Kabupaten Contoh",
    )  # fmt: skip


def test_an_office_need_not_have_local_acts() -> None:
    files = {path: text for path, text in good().items() if path != PATHS["dasar_hukum_setempat"]}
    loaded = load_office(files)
    assert loaded.findings == ()
    assert "uu-25-2009" in loaded.acts


def test_a_code_of_a_registered_act_becomes_its_name() -> None:
    act = local(
        "{kode: a, jenis: lainnya, nama: A, diubah: [uu-25-2009, Perda Dua], dicabut: {oleh: b, sejak: 2020-01-02}}",
        "{kode: b, jenis: lainnya, nama: Perda B}",
    )["a"]
    name = "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"
    assert (act.amended_by, act.amended_by_acts) == ((name, "Perda Dua"), ("uu-25-2009",))
    assert (act.repealed_by, act.repealed_by_act, act.repealed_on) == ("Perda B", "b", date(2020, 1, 2))


def test_words_stay_words() -> None:
    act = local("{kode: a, jenis: lainnya, nama: A, dicabut: {oleh: Perda Lain}}")["a"]
    assert (act.repealed_by, act.repealed_by_act, act.repealed_on) == ("Perda Lain", "", None)


def test_a_shared_act_knows_no_local_one() -> None:
    text = HEAD + "  - {kode: uu-25-2009, jenis: uu, nomor: 25, tahun: 2009, dicabut: {oleh: perda-contoh-1-2010}}\n"
    found = load(dasar_hukum=text).findings
    assert [(one.code, one.place.file) for one in found] == [("STD-306", PATHS["dasar_hukum"])]


def test_a_local_act_that_is_shared_stays_the_shared_one() -> None:
    text = HEAD + "  - {kode: uu-25-2009, jenis: lainnya, nama: Lain}\n"
    assert load(dasar_hukum_setempat=text).acts["uu-25-2009"].about == "Pelayanan Publik"


def test_a_register_that_cannot_be_read_makes_no_act_missing() -> None:
    assert [one.code for one in load(dasar_hukum_setempat="x: [").findings] == ["STD-101"]


@pytest.mark.parametrize(
    ("repeal", "code"),
    [
        ("{oleh: Perda Baru, sejak: 2023-05-18}", "STD-504"),
        ("{oleh: Perda Baru, sejak: 2023-05-19}", "STD-504"),
        ("{oleh: Perda Baru, sejak: 2023-05-20}", "STD-541"),
        ("{oleh: Perda Baru}", "STD-504"),
        ("{oleh: perda-2022}", "STD-504"),
        ("{oleh: perda-2023}", "STD-504"),
        ("{oleh: perda-2024}", "STD-541"),
        ("{oleh: perda-2024, sejak: 2023-05-19}", "STD-504"),
    ],
)
def test_an_act_repealed_before_or_since(repeal: str, code: str) -> None:
    """The sound office's service and decree are in force from 19 May 2023."""
    years = "".join(
        f"  - {{kode: perda-{year}, jenis: perda, nomor: 1, tahun: {year}, daerah: Kabupaten Contoh}}\n"
        for year in (2022, 2023, 2024)
    )
    old = f"  - {{kode: perda-lama, jenis: lainnya, nama: Perda Lama, keyakinan: bersumber, dicabut: {repeal}}}\n"
    cited = "daftar: [{peraturan: perda-lama, teks: Perda}]"
    plain = "daftar: [{peraturan: uu-25-2009, teks: UU 25/2009}]"
    office = good()[PATHS["kantor"]]
    service = good()[PATHS["layanan"]]
    assert plain in office
    loaded = load(
        dasar_hukum_setempat=HEAD + old + years,
        kantor=office.replace(plain, cited),
        layanan=service.replace(plain, cited),
    )
    found = [one for one in check(loaded) if "Perda Lama" in one.text]
    assert [(one.code, one.place.file) for one in found] == [(code, PATHS["kantor"]), (code, PATHS["layanan"])]
