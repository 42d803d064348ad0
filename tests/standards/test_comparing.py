"""Services of several offices side by side: nothing is lost, nothing is moved to another office."""

from __future__ import annotations

import json
from collections.abc import Hashable
from io import StringIO
from itertools import permutations
from pathlib import Path

from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from maklumat.core.standard.comparing import align, basis_keys, plain_words, requirement_keys
from maklumat.core.standard.load import load_office
from maklumat.core.standard.model import LegalBasis, Requirement, ServiceStandard, Source
from maklumat.ports.standards_folder import office_files, offices

STANDARDS = Path(__file__).parents[2] / "standards"
Item = tuple[int, frozenset[int]]
SIDES = st.lists(st.lists(st.frozensets(st.integers(0, 6), min_size=1, max_size=3), max_size=5), max_size=4)


def numbered(sides: list[list[frozenset[int]]]) -> list[list[Item]]:
    """Items that are told apart although their keys may be the same."""
    count = iter(range(1000))
    return [[(next(count), keys) for keys in side] for side in sides]


def keys(item: Item) -> frozenset[Hashable]:
    return item[1]


@given(SIDES)
def test_every_item_stands_once_and_in_its_own_column(sides: list[list[frozenset[int]]]) -> None:
    told = numbered(sides)
    rows = align(told, keys)
    for column, items in enumerate(told):
        assert sorted(item for row in rows for item in row.cells[column]) == sorted(items)
    assert all(len(row.cells) == len(told) and row.held_by > 0 for row in rows)


@given(SIDES)
def test_items_share_a_row_if_and_only_if_keys_lead_from_one_to_the_other(sides: list[list[frozenset[int]]]) -> None:
    rows = align(numbered(sides), keys)
    united = [frozenset[int]().union(*(item[1] for item in row.items)) for row in rows]
    assert sum(map(len, united)) == len(frozenset[int]().union(*united)), "no key in two rows"
    for row in rows:
        reached, rest = set(row.items[0][1]), list(row.items[1:])
        while near := [item for item in rest if item[1] & reached]:
            reached |= {key for item in near for key in item[1]}
            rest = [item for item in rest if item not in near]
        assert rest == [], "nothing in a row without a reason"


@given(SIDES.filter(lambda sides: len(sides) == 3))
def test_another_order_of_offices_moves_columns_and_nothing_else(sides: list[list[frozenset[int]]]) -> None:
    told = numbered(sides)
    rows = {row.cells for row in align(told, keys)}
    for order in permutations(range(3)):
        moved = align([told[column] for column in order], keys)
        back = {tuple(row.cells[order.index(column)] for column in range(3)) for row in moved}
        assert {tuple(map(frozenset, cells)) for cells in back} == {tuple(map(frozenset, cells)) for cells in rows}


@given(SIDES)
def test_what_more_offices_have_comes_first(sides: list[list[frozenset[int]]]) -> None:
    held = [row.held_by for row in align(numbered(sides), keys)]
    assert held == sorted(held, reverse=True)


def requirement(code: str, text: str, document: str = "") -> Requirement:
    return Requirement(code, text, "document", Source("1"), document=document)


def alike(*items: Requirement) -> bool:
    return len(align([[item] for item in items], requirement_keys)) == 1


def test_requirements_are_the_same_by_paper_by_code_or_by_words() -> None:
    assert alike(requirement("a", "KTP suami", "ktp"), requirement("b", "Identitas", "ktp"))
    assert alike(requirement("skck", "Surat dari Polisi"), requirement("baik", "Berkelakuan baik", "skck"))
    assert alike(requirement("a", "Fotokopi e-KTP."), requirement("b", "foto copy E KTP"))
    assert not alike(requirement("ktp", "KTP", "ktp"), requirement("ktp", "KTP ketua", "ktp-ketua"))
    assert not alike(requirement("a", "Surat sehat"), requirement("b", "Surat nikah"))


def test_words_of_the_form_alone_are_not_taken_away() -> None:
    assert plain_words("Fotokopi Kartu Keluarga (asli)") == "kartu keluarga"
    assert plain_words("Fotokopi") == "fotokopi"


def test_acts_are_the_same_by_their_code() -> None:
    one, misprint = (
        LegalBasis("UU 25/2009", Source("1"), "uu-25-2009"),
        LegalBasis("UU 25/2019", Source("1"), "uu-25-2009"),
    )
    unknown = LegalBasis("UU 25/2009", Source("1"))
    assert [row.held_by for row in align([[one], [misprint], [unknown]], basis_keys)] == [2, 1]


def services_of(family: str) -> list[ServiceStandard]:
    loaded = [load_office(office_files(STANDARDS, code)) for code in offices(STANDARDS)]
    return [service for office in loaded for service in office.services if service.family == family]


def test_the_command_tells_every_service_of_the_family_with_all_it_asks_and_cites() -> None:
    out = StringIO()
    call_command("standards", "compare", "adopsi", "--json", stdout=out)
    told = json.loads(out.getvalue())
    expected = services_of("adopsi")
    assert [one["code"] for one in told["services"]] == [service.code for service in expected]
    assert len(expected) >= 3
    items = [item for row in told["requirements"] for item in row["items"]]
    for number, service in enumerate(expected):
        said = sorted(item["text"] for item in items if item["service"] == number)
        assert said == sorted(item.text for item in service.requirements)
        cited = {row["act"] for row in told["legal_basis"] if number in row["services"] and row["act"]}
        assert cited == {basis.act for basis in service.legal_basis if basis.act}
    assert told["requirements"][0]["services"] == sorted(set(told["requirements"][0]["services"]))
    assert any(service["beside_the_law"] for service in told["services"]), "some decree differs from the regulation"
