"""From words to values: sources inherited, shared components, units, actors."""

from __future__ import annotations

import pytest

from maklumat.core.standard import graph
from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import ServiceStandard, Source
from tests.standards.cast import PATHS, good, load


def service(*changes: tuple[str, str]) -> ServiceStandard:
    text = good()[PATHS["layanan"]]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    loaded = load(layanan=text)
    assert loaded.findings == ()
    return loaded.services[0]


def test_an_item_inherits_the_lines_and_gets_its_number() -> None:
    assert [item.source for item in service().facilities] == [Source("18", "1"), Source("18", "2")]


def test_an_item_may_stand_on_another_line() -> None:
    changed = service(("daftar: [Komputer, Meja]", "daftar: [Komputer, {teks: Meja, sumber: {baris: 20}}]"))
    assert [item.source for item in changed.facilities] == [Source("18", "1"), Source("20", "2")]


def test_added_items_are_not_numbered() -> None:
    steps = service().steps
    assert [step.source.item for step in steps] == ["1", "2", "3", "4", "5", ""]
    assert (steps[-1].added, steps[-1].source) == (True, Source("", "", "tidak ada dalam naskah"))


def test_a_shared_component_keeps_the_line_of_the_service() -> None:
    channels = service().complaint_channels
    assert [(channel.code, channel.source) for channel in channels] == [
        ("kotak", Source("16", "1")),
        ("telepon", Source("16", "2")),
    ]
    assert [item.source for item in service().guarantees] == [Source("22", "1")]


def test_a_shared_product_keeps_its_own_reason() -> None:
    refusal = service().product("surat-penolakan")
    assert refusal.source == Source("", "", "tidak ada dalam naskah")
    assert refusal.number_format == "{class}/{seq:03}/{month_roman}/{year}"


@pytest.mark.parametrize(
    ("written", "unit", "low", "high"),
    [
        ("menit: 30", "minutes", None, 30),
        ("jam: {dari: 1, sampai: 3}", "hours", 1, 3),
        ("hari_kalender: 3", "calendar_days", None, 3),
        ("hari: 1", "days", None, 1),
        ("minggu: 1", "weeks", None, 1),
        ("bulan: {dari: 12, sampai: 18}", "months", 12, 18),
        ("tanggal_bulanan: 25", "monthly", None, 25),
        ("tahun_anggaran: 1", "budget_year", None, 1),
        ("tanpa_angka: ya", "none", None, None),
    ],
)
def test_units(written: str, unit: str, low: int | None, high: int | None) -> None:
    limit = service(("{hari_kerja: 1}", "{" + written + "}")).time_limits[0]
    assert (limit.code, limit.unit, limit.min, limit.max, limit.starts) == ("utama", unit, low, high, "complete")


def test_outside_parties_are_recorded_by_a_post() -> None:
    wait = "teks: Menunggu, jenis: tunggu, pelaku: pihak_luar, dicatat_oleh: staf, hasil: {diterima: periksa}"
    more = f"- {{kode: tunggu, {wait}}}\n    - kode: periksa\n"
    step = service(("lengkap: periksa,", "lengkap: tunggu,"), ("- kode: periksa\n", more)).step("tunggu")
    assert (step.actor, step.posts) == ("outside", ("staf",))


def test_in_force_with_the_decree_unless_said_otherwise() -> None:
    assert service().in_force_from.isoformat() == "2023-05-19"
    assert (
        service(("bidang: sosial", "bidang: sosial\nberlaku_sejak: 2024-01-02")).in_force_from.isoformat()
        == "2024-01-02"
    )


def test_the_office_template_comes_before_the_shared_one() -> None:
    files = good() | {"contoh/surat/surat-penolakan.yaml": "milik kantor"}
    shared = files["contoh/surat/surat-contoh.yaml"]
    assert load_office(files).templates == {"surat-contoh": shared, "surat-penolakan": "milik kantor"}


def test_every_step_of_the_good_procedure_is_reached_and_ends() -> None:
    onward = graph.ways_onward(service().steps)
    assert graph.reachable("terima", onward) == set(onward) | {"selesai", "ditolak"}
    assert graph.ending(onward) == set(onward)


def test_a_return_to_the_applicant_is_no_way_onward() -> None:
    onward = graph.ways_onward(service().steps)
    assert onward["terima"] == {"periksa"}
    assert graph.ending({"a": frozenset({"b"}), "b": frozenset({"a"})}) == frozenset()
    assert graph.ending({"a": frozenset({"b"}), "b": frozenset({"a", "ditutup"})}) == {"a", "b"}
