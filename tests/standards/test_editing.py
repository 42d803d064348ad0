"""Forms over every service: what is not typed stays letter for letter, what is typed is what is read afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from maklumat.core.errors import Refusal
from maklumat.core.standard.editing import COMPONENTS, SELECT, SEVERAL, TICK, edited, parts_of
from maklumat.core.standard.findings import Faults
from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import Office
from maklumat.core.standard.reading import plain
from maklumat.ports.standards_folder import office_files

SERVICES = sorted(settings.STANDARDS_DIR.glob("*/layanan/*.yaml"))
IDS = [f"{path.parts[-3]}/{path.stem}" for path in SERVICES]
OFFICES: dict[str, Office] = {}


def office(path: Path) -> Office:
    code = path.parts[-3]
    if code not in OFFICES:
        found = load_office(office_files(settings.STANDARDS_DIR, code)).office
        assert found is not None
        OFFICES[code] = found
    return OFFICES[code]


def as_shown(component: str, text: str, of: Office) -> dict[str, list[str]]:
    """What a browser sends back when nobody touched the form."""
    sent: dict[str, list[str]] = {}
    for part in parts_of(component, text, of):
        for entry in part.entries:
            if entry.kind != TICK:
                sent[entry.name] = entry.value.split() if entry.kind == SEVERAL else [entry.value]
    return sent


@pytest.mark.parametrize("path", SERVICES, ids=IDS)
def test_a_form_that_nobody_touched_changes_no_letter(path: Path) -> None:
    text, of = path.read_text(encoding="utf-8"), office(path)
    for component in COMPONENTS:
        assert parts_of(component, text, of), component
        assert edited(component, text, as_shown(component, text, of)) == text, component
        shown = {entry.name: entry for part in parts_of(component, text, of) for entry in part.entries}
        for entry in shown.values():
            if entry.kind == SELECT:
                assert entry.value in dict(entry.choices), entry.name


@pytest.mark.parametrize("path", SERVICES[::4], ids=IDS[::4])
def test_what_is_typed_is_what_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first_one = f"persyaratan.daftar.{plain(text, '')['persyaratan']['daftar'][0]['kode']}"
    new = edited("persyaratan", text, {
        f"{first_one}.teks": ["Bunyi baru: dengan titik dua"],
        f"{first_one}.bila_ada": ["ya"],
        f"{first_one}.bantuan": ["Tanyakan di loket."],
        "new.teks": ["Fotokopi kartu pelajar"], "new.jenis": ["dokumen"], "new.bentuk": ["asli"],
        "new.alasan": ["Diminta keputusan nomor 1, halaman 2"],
    })  # fmt: skip
    items = plain(new, "")["persyaratan"]["daftar"]
    first = {key: items[0][key] for key in ("teks", "bila_ada", "bantuan")}
    assert first == {"teks": "Bunyi baru: dengan titik dua", "bila_ada": "ya", "bantuan": "Tanyakan di loket."}
    assert items[-1] == {
        "kode": items[-1]["kode"], "teks": "Fotokopi kartu pelajar", "jenis": "dokumen", "bentuk": "asli",
        "sumber": {"alasan": "Diminta keputusan nomor 1, halaman 2"},
    }  # fmt: skip
    gone = edited("persyaratan", new, {f"persyaratan.daftar.{items[-1]['kode']}.gone": ["ya"]})
    assert len(plain(gone, "")["persyaratan"]["daftar"]) == len(items) - 1
    promise = f"jangka_waktu.daftar.{plain(text, '')['jangka_waktu']['daftar'][0].get('kode', 'utama')}"
    promised = edited("janji", text, {f"{promise}.figure": ["7"], f"{promise}.unit": ["jam"],
                                      f"{promise}.mulai": ["diterima"]})  # fmt: skip
    limit = plain(promised, "")["jangka_waktu"]["daftar"][0]
    assert (limit["jam"], limit["mulai"]) == ("7", "diterima")
    paid = edited("biaya", text, {"biaya.rupiah": ["5000"], "jumlah_pelaksana.jumlah": ["9"]})
    tree = plain(paid, "")
    assert (tree["biaya"]["rupiah"], tree["jumlah_pelaksana"]["jumlah"]) == ("5000", "9")
    named = plain(edited("nama", text, {"nama": ["Nama # baru"], "ringkasan": ["Dua\r\nbaris."]}), "")
    assert (named["nama"], named["ringkasan"]) == ("Nama # baru", "Dua baris.")


@pytest.mark.parametrize("path", SERVICES[::4], ids=IDS[::4])
def test_steps_change_hands_and_ways(path: Path) -> None:
    text, of = path.read_text(encoding="utf-8"), office(path)
    entries = [entry for part in parts_of("langkah", text, of) for entry in part.entries]
    codes = [step["kode"] for step in plain(text, "")["prosedur"]["daftar"]]
    for entry in [one for one in entries if one.kind == SEVERAL][:3]:
        posts = [post.code for post in of.posts][:2]
        number = codes.index(entry.name.split(".")[2])
        said: Any = plain(edited("langkah", text, {entry.name: posts}), "")["prosedur"]["daftar"][number]["pelaku"]
        assert sorted([said] if isinstance(said, str) else said) == sorted(posts)
        alone = plain(edited("langkah", text, {entry.name: posts[:1]}), "")["prosedur"]["daftar"][number]["pelaku"]
        assert alone in (posts[0], [posts[0]])
    for entry in [one for one in entries if one.kind == SELECT][-2:]:
        _, _, place, _, outcome = entry.name.split(".")
        way = plain(edited("langkah", text, {entry.name: ["ditutup"]}), "")["prosedur"]["daftar"]
        way = way[codes.index(place)]["hasil"]
        assert (way[outcome] if isinstance(way[outcome], str) else way[outcome]["ke"]) == "ditutup"


def test_what_is_written_otherwise_is_left_to_the_text() -> None:
    path = next(path for path in SERVICES if "    - hari_kerja: 1\n" in path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8").replace("hari_kerja: 1", "hari_krja: 1")
    with pytest.raises(Refusal) as refused:
        parts_of("janji", text, office(path))
    assert refused.value.code == "STD-831"
    with pytest.raises(Faults):
        edited("janji", "a: [", {})


def test_items_that_their_code_does_not_tell_apart_are_known_by_all_they_say() -> None:
    item = "    - {{kode: sama, teks: {0}, jenis: dokumen}}\n"
    text = "persyaratan:\n  daftar:\n" + "".join(item.format(one) for one in ("satu", "dua", "dua"))
    names = [part.entries[0].name for part in parts_of("persyaratan", text, office(SERVICES[0]))][:-1]
    assert len(set(names)) == len(names) == 3
    said = edited("persyaratan", text, {names[1]: ["tiga"]})
    assert [one["teks"] for one in plain(said, "")["persyaratan"]["daftar"]] == ["satu", "tiga", "dua"]
    fewer = text.replace(item.format("satu"), "")
    assert names[0] not in [part.entries[0].name for part in parts_of("persyaratan", fewer, office(SERVICES[0]))]
