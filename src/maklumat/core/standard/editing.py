"""The common changes of a service as plain forms: what can be typed, and the text with what was typed.

A form only touches what differs from what is written; everything else of the text stays, letter for letter. An item
of a list is called by its code, never by its place: a form that was drawn before somebody removed an item must not
reach the one that took its place.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from maklumat.core.standard.model import Office
from maklumat.core.standard.patching import Path, insert, otherwise, put, put_words, remove, rename
from maklumat.core.standard.reading import plain
from maklumat.core.standard.words import FORMS, MOMENTS, REQUIREMENT_KINDS, UNIT_KEYS

TEXT, PARAGRAPH, SELECT, SEVERAL, TICK = "text", "paragraph", "select", "several", "tick"
GONE: Final = "ya"
YES_NO: Final = (("tidak", "Tidak"), ("ya", "Ya"))
ENDS: Final = (
    ("pemohon", "Kembali ke pemohon"), ("selesai", "Selesai"), ("ditolak", "Ditolak"), ("ditutup", "Ditutup"),
)  # fmt: skip

Tree = Mapping[str, Any]
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to type. `value`: what is written now, or was typed; of SEVERAL the values joined by a blank, of TICK
    GONE where it is ticked. `now`: what is written now, in words, where `value` is what somebody typed instead; never
    of TICK."""

    name: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    now: str = ""

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """The choices, each with whether it is written now."""
        chosen = self.value.split() if self.kind == SEVERAL else [self.value]
        return tuple((value, words, value in chosen) for value, words in self.choices)

    @property
    def said(self) -> str:
        """What is chosen or written, in words."""
        if not self.choices:
            return self.value
        return ", ".join(words for _, words, chosen in self.options if chosen)


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together: a promise, a requirement, a step."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A form: its name, its parts as the text has them, and the text with what was typed."""

    name: str
    parts: Callable[[Tree, Office], Iterator[Part]]
    write: Callable[[str, Tree, Typed], str]


def parts_of(component: str, text: str, office: Office) -> list[Part]:
    """What can be typed; nothing where the component only refers elsewhere. Raises KeyError for no such form, Faults
    for a text that cannot be read, Refusal STD-831 where it is written otherwise than a form could change."""
    form, tree = COMPONENTS[component], plain(text, "")
    try:
        return list(form.parts(tree, office)) if _fits(component, tree) else []
    except _OTHERWISE:
        raise otherwise() from None


def edited(component: str, text: str, typed: Typed) -> str:
    """The text with what was typed. Raises as `parts_of`."""
    form, tree = COMPONENTS[component], plain(text, "")
    try:
        return form.write(text, tree, typed)
    except _OTHERWISE:
        raise otherwise() from None


_OTHERWISE: Final = (LookupError, TypeError, AttributeError, ValueError)


def _fits(component: str, tree: Tree) -> bool:
    return all(isinstance(tree.get(key), dict) and "rujuk" not in tree[key] for key in _WANTED[component])


_WANTED: Final = {
    "janji": ("jangka_waktu",), "persyaratan": ("persyaratan",), "langkah": ("prosedur",),
    "biaya": ("biaya", "jumlah_pelaksana"), "nama": (),
}  # fmt: skip


# -- promises


def _promises(tree: Tree, _: Office) -> Iterator[Part]:
    for number, (key, limit) in enumerate(_keyed(tree["jangka_waktu"]["daftar"])):
        at, unit = _name("jangka_waktu", "daftar", key), _unit(limit)
        yield Part(
            limit.get("kondisi", f"Janji {number + 1}"),
            (
                Entry(f"{at}.figure", "Paling lama", TEXT, _figure(limit)),
                Entry(
                    f"{at}.unit", "Satuan", SELECT, unit, tuple((word, word.replace("_", " ")) for word in UNIT_KEYS)
                ),
                Entry(f"{at}.mulai", "Dihitung sejak", SELECT, limit.get("mulai", "lengkap"), _words(MOMENTS.words)),
            ),
        )


def _unit(limit: Tree) -> str:
    return [word for word in limit if word in UNIT_KEYS][0]  # noqa: RUF015  # a LookupError where there is none


def _figure(limit: Tree) -> str:
    value = limit[_unit(limit)]
    return str(value["sampai"] if isinstance(value, dict) else value)


def _write_promises(text: str, tree: Tree, typed: Typed) -> str:
    for number, (key, limit) in enumerate(_keyed(tree["jangka_waktu"]["daftar"])):
        where: Path = ("jangka_waktu", "daftar", number)
        at, unit = _name("jangka_waktu", "daftar", key), _unit(limit)
        wanted = _one(typed, f"{at}.unit", unit)
        if wanted != unit:
            text = rename(text, (*where, unit), wanted)
        if (figure := _one(typed, f"{at}.figure", _figure(limit))) != _figure(limit):
            text = put(text, (*where, wanted), figure)
        text = _set(text, (*where, "mulai"), typed, limit, "lengkap", at)
    return text


# -- requirements


def _requirements(tree: Tree, _: Office) -> Iterator[Part]:
    for code, item in _keyed(tree["persyaratan"]["daftar"]):
        at = _name("persyaratan", "daftar", code)
        yield Part(
            item["teks"],
            (
                Entry(f"{at}.teks", "Bunyi", PARAGRAPH, _line(item["teks"])),
                Entry(f"{at}.bila_ada", "Boleh tidak ada", SELECT, item.get("bila_ada", "tidak"), YES_NO),
                Entry(f"{at}.bantuan", "Penjelasan bagi warga", PARAGRAPH, _line(item.get("bantuan", ""))),
                Entry(f"{at}.gone", "Hapus persyaratan ini", TICK),
            ),
        )
    yield Part(
        "Persyaratan baru",
        (
            Entry("new.teks", "Bunyi", PARAGRAPH),
            Entry("new.jenis", "Jenis", SELECT, "dokumen", _words(REQUIREMENT_KINDS.words[:1])),
            Entry("new.bentuk", "Bentuk", SELECT, "fotokopi", _words(FORMS.words)),
            Entry("new.alasan", "Sumber atau alasannya", TEXT, help="Misalnya nomor keputusan yang memintanya."),
        ),
    )


def _write_requirements(text: str, tree: Tree, typed: Typed) -> str:
    items = tree["persyaratan"]["daftar"]
    names = [_name("persyaratan", "daftar", code) for code, _ in _keyed(items)]
    for number, item in enumerate(items):
        for key, default in (("teks", ""), ("bila_ada", "tidak"), ("bantuan", "")):
            text = _set(text, ("persyaratan", "daftar", number, key), typed, item, default, names[number])
    new = {key: _one(typed, f"new.{key}", "") for key in ("teks", "jenis", "bentuk", "alasan")}
    if new["teks"]:
        code = _code(new["teks"], {item["kode"] for item in items})
        given = {"kode": code, "teks": new["teks"], "jenis": new["jenis"], "bentuk": new["bentuk"]}
        text = insert(text, ("persyaratan", "daftar"), {**given, "sumber": {"alasan": new["alasan"] or new["teks"]}})
    for number in reversed(range(len(items))):
        if _one(typed, f"{names[number]}.gone", "") == GONE:
            text = remove(text, ("persyaratan", "daftar", number))
    return text


# -- steps


def _steps(tree: Tree, office: Office) -> Iterator[Part]:
    steps = tree["prosedur"]["daftar"]
    targets = (*((step["kode"], _line(step["teks"])[:60]) for step in steps), *ENDS)
    posts = tuple((post.code, post.name) for post in office.posts)
    known = {post.code for post in office.posts}
    for key, step in _keyed(steps):
        at = _name("prosedur", "daftar", key)
        entries = [Entry(f"{at}.teks", "Bunyi", PARAGRAPH, _line(step["teks"]))]
        actors = _actors(step)
        if set(actors) <= known:
            entries.append(Entry(f"{at}.pelaku", "Dikerjakan oleh", SEVERAL, " ".join(actors), posts))
        for outcome, way in step["hasil"].items():
            entries.append(
                Entry(f"{at}.hasil.{outcome}", f"Sesudah “{outcome.replace('_', ' ')}”", SELECT, _to(way), targets)
            )
        yield Part(_line(step["teks"]), tuple(entries))


def _actors(step: Tree) -> list[str]:
    actors = step["pelaku"]
    return [actors] if isinstance(actors, str) else list(actors)


def _to(way: str | Tree) -> str:
    return way if isinstance(way, str) else str(way["ke"])


def _write_steps(text: str, tree: Tree, typed: Typed) -> str:
    for number, (key, step) in enumerate(_keyed(tree["prosedur"]["daftar"])):
        where: Path = ("prosedur", "daftar", number)
        at = _name("prosedur", "daftar", key)
        text = _set(text, (*where, "teks"), typed, step, "", at)
        wanted = [one for one in typed.get(f"{at}.pelaku", ()) if one]
        if wanted and wanted != _actors(step) and sorted(wanted) != sorted(_actors(step)):
            text = put_words(text, (*where, "pelaku"), wanted)
        for outcome, way in step["hasil"].items():
            to = _one(typed, f"{at}.hasil.{outcome}", _to(way))
            if to != _to(way):
                inner: Path = (*where, "hasil", outcome)
                text = put(text, inner if isinstance(way, str) else (*inner, "ke"), to)
    return text


# -- fee and people


def _fee(tree: Tree, _: Office) -> Iterator[Part]:
    yield Part("Biaya", (Entry("biaya.rupiah", "Rupiah; 0 bila gratis", TEXT, tree["biaya"]["rupiah"]),))
    people = tree["jumlah_pelaksana"]
    roles = (
        Entry(f"jumlah_pelaksana.peran.{key}.jumlah", role["nama"], TEXT, role["jumlah"])
        for key, role in _keyed(people.get("peran", ()), "nama")
    )
    yield Part("Jumlah pelaksana", (Entry("jumlah_pelaksana.jumlah", "Seluruhnya", TEXT, people["jumlah"]), *roles))


def _write_fee(text: str, tree: Tree, typed: Typed) -> str:
    text = _set(text, ("biaya", "rupiah"), typed, tree["biaya"], "")
    people = tree["jumlah_pelaksana"]
    text = _set(text, ("jumlah_pelaksana", "jumlah"), typed, people, "")
    for number, (key, role) in enumerate(_keyed(people.get("peran", ()), "nama")):
        at = _name("jumlah_pelaksana", "peran", key)
        text = _set(text, ("jumlah_pelaksana", "peran", number, "jumlah"), typed, role, "", at)
    return text


# -- name and words


def _naming(tree: Tree, _: Office) -> Iterator[Part]:
    yield Part(
        "Yang dibaca warga",
        (
            Entry("nama", "Nama layanan", PARAGRAPH, _line(tree["nama"])),
            Entry(
                "ringkasan", "Ringkasan", PARAGRAPH, _line(tree["ringkasan"]), help="Satu atau dua kalimat sehari-hari."
            ),
        ),
    )


def _write_naming(text: str, tree: Tree, typed: Typed) -> str:
    return _set(_set(text, ("nama",), typed, tree, ""), ("ringkasan",), typed, tree, "")


COMPONENTS: Final[Mapping[str, Component]] = {
    "janji": Component("Jangka waktu", _promises, _write_promises),
    "persyaratan": Component("Persyaratan", _requirements, _write_requirements),
    "langkah": Component("Langkah dan pelaku", _steps, _write_steps),
    "biaya": Component("Biaya dan jumlah pelaksana", _fee, _write_fee),
    "nama": Component("Nama dan ringkasan", _naming, _write_naming),
}


def _keyed(items: Sequence[Tree], by: str = "kode") -> list[tuple[str, Tree]]:
    """The items of a list, each with what it is called in a form: its code, and where that says nothing alone a digest
    of the whole item. A list's only item without a code is its main one."""
    labels = [_slug(str(item.get(by, ""))) or "utama" for item in items]
    known, seen = Counter(labels), Counter[str]()
    found = []
    for label, item in zip(labels, items, strict=True):
        key = label if known[label] == 1 else f"isi-{_digest(item)}"
        seen[key] += 1
        found.append((key if seen[key] == 1 else f"{key}-{seen[key]}", item))
    return found


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _digest(item: Tree) -> str:
    return sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:12]


def _set(text: str, path: Path, typed: Typed, group: Tree, default: str, at: str = "") -> str:
    """One value as typed, where it differs; emptied, its key goes. `at`: what its group is called in the form."""
    key = str(path[-1])
    now = _line(str(group.get(key, default)))
    wanted = _one(typed, _name(*((at, key) if at else path)), now)
    if wanted == now:
        return text
    return put(text, path, wanted) if wanted else remove(text, path)


def _one(typed: Typed, name: str, otherwise: str) -> str:
    """What was typed under a name, on one line; `otherwise` where the form did not ask."""
    found = typed.get(name)
    return otherwise if found is None else _line(" ".join(found))


def _name(*path: str | int) -> str:
    return ".".join(map(str, path))


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(words: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word.replace("_", " ")) for word, _ in words)


def _code(text: str, taken: set[str]) -> str:
    """A code for new words, unlike every other."""
    words = _slug(text).split("-")
    code = "-".join(word for word in words[:4] if word) or "baru"
    code = code if code[0].isalpha() else f"syarat-{code}"
    number, found = 1, code
    while found in taken:
        number, found = number + 1, f"{code}-{number + 1}"
    return found
