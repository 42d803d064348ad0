"""Enacted text: one spelling, one hash, everything it refers to, and read back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from maklumat.core.standard import canonical
from maklumat.core.standard.canonical import UnknownFormat, bundle, content_hash, dumps, read_bundle
from tests.standards.cast import PATHS, good, load


def the_bundle() -> canonical.Bundle:
    loaded = load()
    office, services = loaded.required()
    return bundle(services[0], office, loaded.acts, loaded.templates)


def test_reading_back_gives_the_same_values() -> None:
    whole = the_bundle()
    assert read_bundle(dumps(whole)) == whole
    assert canonical.read_service(dumps(whole.service)) == whole.service
    assert canonical.read_office(dumps(whole.office)) == whole.office


def test_a_bundle_holds_what_is_referred_to_and_nothing_else() -> None:
    whole = the_bundle()
    assert [act.code for act in whole.acts] == ["uu-25-2009"]
    assert [name for name, _ in whole.templates] == ["surat-contoh", "surat-penolakan"]


def test_the_order_and_the_comments_of_the_file_do_not_change_the_text() -> None:
    text = good()[PATHS["layanan"]]
    head, rest = text.split("urutan: 1\n")
    loaded = load(layanan="# catatan\n" + head + rest + "urutan: 1\n")
    office, services = loaded.required()
    moved = bundle(services[0], office, loaded.acts, loaded.templates)
    assert content_hash(dumps(moved)) == content_hash(dumps(the_bundle()))


def test_one_changed_word_changes_the_hash() -> None:
    whole = the_bundle()
    before = content_hash(dumps(whole))
    assert len(before) == 64
    assert content_hash(dumps(replace(whole, service=replace(whole.service, fee_rupiah=1)))) != before
    assert content_hash(dumps(replace(whole, templates=(("surat-contoh", "lain"),)))) != before
    assert content_hash(dumps(replace(whole, office=replace(whole.office, phones=())))) != before


def test_the_text_is_plain_json_in_one_spelling() -> None:
    text = dumps(the_bundle())
    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
    assert '"in_force_from":"2023-05-19"' in text


def test_an_older_format_is_upgraded_step_by_step() -> None:
    service = the_bundle().service
    oldest = json.loads(dumps(service))
    oldest["format"] = -1
    oldest["title_of_decree"] = oldest.pop("decree_title")
    oldest.pop("summary")

    def from_minus_one(stored: dict[str, object]) -> dict[str, object]:
        return {**stored, "format": 0, "decree_title": stored.pop("title_of_decree")}

    def from_zero(stored: dict[str, object]) -> dict[str, object]:
        return {**stored, "format": 1, "summary": "(belum ada)"}

    text = canonical.dumps_plain(oldest)
    upgraded = canonical.read_service(text, {-1: from_minus_one, 0: from_zero})
    assert upgraded == replace(service, summary="(belum ada)")


def test_a_stored_act_without_its_parts_is_still_read() -> None:
    whole = the_bundle()
    stored = json.loads(dumps(whole))
    parts = ("kind", "number", "year", "about", "issuer", "region", "amended_by_acts", "repealed_by_act", "doubtful")
    stored["acts"] = [{key: value for key, value in act.items() if key not in parts} for act in stored["acts"]]
    (act,) = read_bundle(canonical.dumps_plain(stored)).acts
    assert (act.name, act.kind, act.year) == ("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik", "", None)


def test_a_newer_format_is_refused() -> None:
    stored = json.loads(dumps(the_bundle().service)) | {"format": 2}
    with pytest.raises(UnknownFormat) as caught:
        canonical.read_service(canonical.dumps_plain(stored))
    assert caught.value.code == "STD-701"
    assert "format 2".removeprefix("format ") in str(caught.value)
