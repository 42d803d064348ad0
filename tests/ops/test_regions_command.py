"""`maklumat regions`: a region by its code and by its name."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import cast

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("regions", *words, stdout=out)
    return out.getvalue()


def test_a_region_by_its_code() -> None:
    office = cast.enact(neighbour=False)
    told = run("show", office.region_code)
    assert told.startswith(f"{office.region_code}  Kabupaten Belitung, Provinsi Kepulauan Bangka Belitung\n")
    assert "Isinya 5: Kecamatan Tanjungpandan" in told
    assert f"Dilayani: {office.name}" in told


def test_a_region_whose_office_is_not_here() -> None:
    assert "Dilayani: Dinas Sosial Kabupaten Blitar (tidak di instalasi ini)" in run("show", "35.05.01")
    assert "Dilayani" not in run("show", "35")


def test_regions_by_their_name() -> None:
    assert run("find", "wlingi", "blitar").splitlines()[0] == (
        "35.05.17  Kecamatan Wlingi, Kabupaten Blitar, Provinsi Jawa Timur"
    )
    assert "Yang mirip:\n35.05  Kabupaten Blitar" in run("find", "kabupaten", "blitar", "raya")
    assert "Masih ada yang lain" in run("find", "sukamaju")


@pytest.mark.parametrize("words", [("show", "99.99"), ("show", "kota"), ("find", "zzzzzz")])
def test_what_is_not_there(words: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="Tidak ada wilayah"):
        run(*words)
