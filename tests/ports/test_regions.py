"""The vendored list of regions: whole, unmodified, and what a search needs of it."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from maklumat.core.errors import Unavailable
from maklumat.core.regions import Gazetteer
from maklumat.ports.regions import UPPER, VILLAGES, gazetteer

FOLDER: Path = settings.REGIONS_DIR


@pytest.fixture(scope="module")
def land() -> Gazetteer:
    return gazetteer(FOLDER)


def test_the_files_are_those_that_were_taken() -> None:
    told = dict(re.findall(r"^\| (\S+\.gz) \| \d+ \| ([0-9a-f]{64}) \|$", (FOLDER / "README.md").read_text(), re.M))
    assert told == {name: sha256((FOLDER / name).read_bytes()).hexdigest() for name in (UPPER, VILLAGES)}
    assert "MIT License" in (FOLDER / "LICENSE-wilayah.txt").read_text()


def test_the_whole_country_is_there(land: Gazetteer) -> None:
    """The counts of Kepmendagri 300.2.2-2138/2025."""
    provinces = land.children("")
    regencies = [one for province in provinces for one in land.children(province.code)]
    districts = [one for regency in regencies for one in land.children(regency.code)]
    villages = Counter(one.kind for district in districts for one in land.children(district.code))
    kinds = Counter(one.kind for one in regencies)
    assert (len(provinces), kinds["regency"], kinds["city"], len(districts)) == (38, 416, 98, 7285)
    assert villages == {"kelurahan": 8496, "desa": 75266}


def test_every_office_lies_where_its_code_says(land: Gazetteer) -> None:
    offices = sorted(settings.STANDARDS_DIR.glob("*/kantor.yaml"))
    assert offices
    for path in offices:
        office = yaml.safe_load(path.read_text())
        region = land.get(office["kode_wilayah"])
        assert region is not None, path
        assert region.level == 1
        said = office["pemerintah"].casefold().replace(" ", "")
        assert region.name.casefold().replace(" ", "") in said, (path, region.name)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tulungagung", "35.04"), ("Tulung Agung", "35.04"), ("tulungagong", "35.04"), ("lubuk-linggau", "16.73"),
        ("kota blitar", "35.72"), ("kab. blitar", "35.05"), ("poerwakarta", "32.14"), ("jakarta pusat", "31.71"),
        ("jatim", "35"), ("kota baru", "63.02"), ("bangkalan madura", "35.26"), ("gombang, pakel", "35.04.18.2008"),
    ],
)  # fmt: skip
def test_real_places_are_found(land: Gazetteer, typed: str, first: str) -> None:
    assert land.find(typed).regions[0].code == first


@pytest.mark.parametrize(
    "content", [None, b"", b"not gzip", gzip.compress(b"{", mtime=0), gzip.compress(b"\xff", mtime=0)]
)
def test_a_list_that_cannot_be_read_says_so(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / UPPER).write_bytes(content)
    with pytest.raises(Unavailable, match="WIL-001"):
        gazetteer(tmp_path)
