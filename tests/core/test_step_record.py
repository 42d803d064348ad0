"""The reader of what is recorded with a step: every kind of field, right and wrong, whoever filled it in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from maklumat.core.kinds import kind as kinds
from maklumat.core.kinds.kind import Column, Field, Kind, Way
from maklumat.core.kinds.record import READERS, Terms, examined, is_position, kept, needed_of
from maklumat.core.kinds.registry import KINDS
from maklumat.ops.sample_record import PAPER, sample

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PDF = {**PAPER, "kind": "application/pdf"}


def faults(field: Field, value: Any, *, needs: bool = False, **terms: Any) -> list[str]:
    way = Way("done", "selesai", "Selesai", needs=(field.code,) if needs else (), asks=(field.code,))
    kind = Kind("trial", "coba", "Coba", (way,), (field,))
    return [fault.code for fault in examined(kind, way, {field.code: value}, Terms(NOW, **terms))]


def of(kind: str, **more: Any) -> Field:
    return Field("it", "Isian", kind, **more)


GOODS = of(
    kinds.ROWS,
    columns=(
        Column("item", "Barang", needed=True),
        Column("quantity", "Jumlah", kinds.NUMBER),
        Column("value", "Nilai", kinds.MONEY),
        Column("on", "Tanggal", kinds.DATE),
    ),
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (of(kinds.TEXT), "Kursi roda"),
        (of(kinds.PARAGRAPH), "dua\nbaris"),
        (of(kinds.DATE), "2026-11-23"),
        (of(kinds.MOMENT), "2026-11-24T02:15:00+07:00"),
        (of(kinds.MOMENT, past=True), NOW.isoformat()),
        (of(kinds.NUMBER), 0),
        (of(kinds.MONEY), 10**12),
        (of(kinds.YES_NO), False),
        (of(kinds.CHOICE, choices=(("a", "A"),)), "a"),
        (of(kinds.PLACE), {"text": "Dekat masjid"}),
        (of(kinds.PLACE), {"text": "", "coordinates": "-2.741050, 107.638120"}),
        (of(kinds.PEOPLE), ["Contoh Satu", "Contoh Dua (ibu)"]),
        (GOODS, [{"item": "Beras", "quantity": 10, "value": 150_000, "on": "2026-11-23"}, {"item": "Tikar"}]),
        (of(kinds.PHOTOS), [PAPER, PAPER]),
        (of(kinds.DOCUMENT), PDF),
        (of(kinds.PROOF), {"how": "thumbprint"}),
        (of(kinds.PROOF), {"how": "drawn", "image": PAPER}),
        (of(kinds.PER_REQUIREMENT), {"ktp": "buram"}),
    ],
)
def test_a_right_value_passes(field: Field, value: Any) -> None:
    assert faults(field, value, needs=True) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (of(kinds.TEXT), 5, "PRO-041"),
        (of(kinds.TEXT), "a\nb", "PRO-041"),
        (of(kinds.TEXT), "x" * 301, "PRO-042"),
        (of(kinds.PARAGRAPH), "x" * 4001, "PRO-042"),
        (of(kinds.PARAGRAPH), "a\x00b", "PRO-041"),
        (of(kinds.DATE), "23-11-2026", "PRO-043"),
        (of(kinds.DATE), "2026-02-30", "PRO-043"),
        (of(kinds.DATE), "20261123", "PRO-043"),
        (of(kinds.MOMENT), "2026-11-23T14:30:00", "PRO-044"),
        (of(kinds.MOMENT), "besok pagi", "PRO-044"),
        (of(kinds.MOMENT), 12, "PRO-044"),
        (of(kinds.MOMENT, past=True), (NOW + timedelta(minutes=1)).isoformat(), "PRO-045"),
        (of(kinds.NUMBER), -1, "PRO-046"),
        (of(kinds.NUMBER), True, "PRO-046"),
        (of(kinds.NUMBER), "12", "PRO-046"),
        (of(kinds.NUMBER), 1.5, "PRO-046"),
        (of(kinds.MONEY), 10**12 + 1, "PRO-046"),
        (of(kinds.YES_NO), "ya", "PRO-047"),
        (of(kinds.CHOICE, choices=(("a", "A"),)), "b", "PRO-047"),
        (of(kinds.CHOICE, choices=(("a", "A"),)), ["a"], "PRO-047"),
        (of(kinds.PLACE), "Jalan Contoh", "PRO-041"),
        (of(kinds.PLACE), {"text": "Jalan", "street": "x"}, "PRO-041"),
        (of(kinds.PLACE), {"text": "x", "coordinates": "107.6, -2.7"}, "PRO-048"),
        (of(kinds.PLACE), {"text": "x", "coordinates": "-2.7; 107.6"}, "PRO-048"),
        (of(kinds.PEOPLE), "Contoh", "PRO-049"),
        (of(kinds.PEOPLE), ["Contoh"] * 61, "PRO-049"),
        (of(kinds.PEOPLE), ["x" * 201], "PRO-042"),
        (GOODS, {"item": "Beras"}, "PRO-049"),
        (GOODS, [{"item": "Beras"}] * 61, "PRO-049"),
        (GOODS, ["Beras"], "PRO-049"),
        (GOODS, [{"quantity": 3}], "PRO-054"),
        (GOODS, [{"item": "Beras", "colour": "putih"}], "PRO-040"),
        (GOODS, [{"item": "Beras", "quantity": "sepuluh"}], "PRO-046"),
        (GOODS, [{"item": "Beras", "on": "besok"}], "PRO-043"),
        (GOODS, [{"item": 7}], "PRO-041"),
        (of(kinds.PHOTOS), [PDF], "PRO-050"),
        (of(kinds.PHOTOS), [PAPER] * 13, "PRO-049"),
        (of(kinds.PHOTOS), [{"vault_name": "../etc", "sha256": "0" * 64, "kind": "image/png"}], "PRO-050"),
        (of(kinds.PHOTOS), [{**PAPER, "url": "x"}], "PRO-050"),
        (of(kinds.DOCUMENT), "surat.pdf", "PRO-050"),
        (of(kinds.DOCUMENT), {**PAPER, "kind": "text/html"}, "PRO-050"),
        (of(kinds.PROOF), "drawn", "PRO-051"),
        (of(kinds.PROOF), {"how": "wink"}, "PRO-051"),
        (of(kinds.PROOF), {"how": "drawn"}, "PRO-052"),
        (of(kinds.PROOF), {"how": "thumbprint", "image": PAPER}, "PRO-051"),
        (of(kinds.PER_REQUIREMENT), "buram", "PRO-041"),
        (of(kinds.PER_REQUIREMENT), {"ktp": 3}, "PRO-041"),
    ],
)
def test_a_wrong_value_is_told_with_its_code(field: Field, value: Any, code: str) -> None:
    assert code in faults(field, value)


@pytest.mark.parametrize("kind", sorted(READERS))
@pytest.mark.parametrize("value", [None, "", 0, -1, 1.5, True, [], [[]], {}, {"how": {}}, [None], "x" * 50_000, b"x"])
def test_no_value_at_all_breaks_the_reader(kind: str, value: Any) -> None:
    for fault in faults(of(kind, columns=(Column("a", "A"),), choices=(("a", "A"),)), value):
        assert fault.startswith("PRO-")


def test_needed_expected_and_unknown() -> None:
    fields = (of(kinds.TEXT, unknowable=True), Field("when", "Kapan", kinds.DATE))
    way = Way("done", "selesai", "Selesai", needs=("it",), expects=("when",))
    kind = Kind("trial", "coba", "Coba", (way,), fields)

    def missing(data: dict[str, Any], *, in_need: bool) -> list[str]:
        return [fault.field for fault in examined(kind, way, data, Terms(NOW, in_need))]

    assert missing({}, in_need=False) == ["it", "when"]
    assert missing({}, in_need=True) == ["it"]
    assert missing({"unknown": ["it"]}, in_need=True) == []
    assert missing({"unknown": ["when"]}, in_need=False) == ["unknown", "it", "when"]
    assert missing({"unknown": "it"}, in_need=True) == ["unknown", "it"]


def test_what_is_not_asked_is_left_aside() -> None:
    visit = KINDS["visit"]
    data = {"observed": "ada", "household": [{"name": "Contoh"}], "colour": "merah", "note": ""}
    assert kept(visit, visit.way("done"), data, Terms(NOW)) == {"observed": "ada"}
    asked = kept(visit, visit.way("done"), data, Terms(NOW, groups=("household",)))
    assert asked == {"observed": "ada", "household": [{"name": "Contoh"}]}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_way_of_every_kind_reads_its_sample(code: str) -> None:
    kind = KINDS[code]
    groups = tuple({field.group for field in kind.fields if field.group})
    for way in kind.ways:
        data = sample(kind, way, now=NOW, groups=groups)
        assert json.loads(json.dumps(data)) == data
        assert examined(kind, way, data, Terms(NOW, groups=groups)) == ()
        for needed in needed_of(way, in_need=False):
            without = {name: value for name, value in data.items() if name != needed}
            told = [(fault.code, fault.field) for fault in examined(kind, way, without, Terms(NOW, groups=groups))]
            assert ("PRO-009", needed) in told


def test_no_help_for_a_person_in_need_hangs_on_more_than_what_was_done() -> None:
    """Where somebody is in need, an onward way asks at most three things, and names of people may be unknown."""
    for kind in KINDS.values():
        for way in kind.ways:
            assert len(needed_of(way, in_need=True)) <= 3, (kind.code, way.code)
            for name in way.needs:
                assert name != "receiver" or kind.field(name).unknowable


def test_positions() -> None:
    assert is_position("-2.741050, 107.638120")
    assert is_position("-2.7,107.6")
    assert not is_position("91, 10")
    assert not is_position("-2.7 107.6")
    assert not is_position("٢, ٣")
