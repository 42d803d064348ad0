"""The common changes of a service as plain forms: what can be typed, and the text with what was typed.

A form only touches what differs from what is written; everything else of the text stays, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """Something to type. `value`: what is written now; of SEVERAL the values joined by a blank."""

    name: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """The choices, each with whether it is written now."""
        chosen = self.value.split() if self.kind == SEVERAL else [self.value]
        return tuple((value, words, value in chosen) for value, words in self.choices)

    @property
    def said(self) -> str:
        """What is chosen now, in words."""
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
    for number, limit in enumerate(tree["jangka_waktu"]["daftar"]):
        at, unit = _name("jangka_waktu", "daftar", number), _unit(limit)
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
    for number, limit in enumerate(tree["jangka_waktu"]["daftar"]):
        where: Path = ("jangka_waktu", "daftar", number)
        at, unit = _name(*where), _unit(limit)
        wanted = _one(typed, f"{at}.unit", unit)
        if wanted != unit:
            text = rename(text, (*where, unit), wanted)
        if (figure := _one(typed, f"{at}.figure", _figure(limit))) != _figure(limit):
            text = put(text, (*where, wanted), figure)
        text = _set(text, (*where, "mulai"), typed, limit, "lengkap")
    return text


# -- requirements


def _requirements(tree: Tree, _: Office) -> Iterator[Part]:
    for number, item in enumerate(tree["persyaratan"]["daftar"]):
        at = _name("persyaratan", "daftar", number)
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
    for number, item in enumerate(items):
        for key, default in (("teks", ""), ("bila_ada", "tidak"), ("bantuan", "")):
            text = _set(text, ("persyaratan", "daftar", number, key), typed, item, default)
    new = {key: _one(typed, f"new.{key}", "") for key in ("teks", "jenis", "bentuk", "alasan")}
    if new["teks"]:
        code = _code(new["teks"], {item["kode"] for item in items})
        given = {"kode": code, "teks": new["teks"], "jenis": new["jenis"], "bentuk": new["bentuk"]}
        text = insert(text, ("persyaratan", "daftar"), {**given, "sumber": {"alasan": new["alasan"] or new["teks"]}})
    for number in reversed(range(len(items))):
        if _one(typed, f"{_name('persyaratan', 'daftar', number)}.gone", "") == GONE:
            text = remove(text, ("persyaratan", "daftar", number))
    return text


# -- steps


def _steps(tree: Tree, office: Office) -> Iterator[Part]:
    steps = tree["prosedur"]["daftar"]
    targets = (*((step["kode"], _line(step["teks"])[:60]) for step in steps), *ENDS)
    posts = tuple((post.code, post.name) for post in office.posts)
    known = {post.code for post in office.posts}
    for number, step in enumerate(steps):
        at = _name("prosedur", "daftar", number)
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
    for number, step in enumerate(tree["prosedur"]["daftar"]):
        where: Path = ("prosedur", "daftar", number)
        text = _set(text, (*where, "teks"), typed, step, "")
        wanted = [one for one in typed.get(f"{_name(*where)}.pelaku", ()) if one]
        if wanted and wanted != _actors(step) and sorted(wanted) != sorted(_actors(step)):
            text = put_words(text, (*where, "pelaku"), wanted)
        for outcome, way in step["hasil"].items():
            to = _one(typed, f"{_name(*where)}.hasil.{outcome}", _to(way))
            if to != _to(way):
                inner: Path = (*where, "hasil", outcome)
                text = put(text, inner if isinstance(way, str) else (*inner, "ke"), to)
    return text


# -- fee and people


def _fee(tree: Tree, _: Office) -> Iterator[Part]:
    yield Part("Biaya", (Entry("biaya.rupiah", "Rupiah; 0 bila gratis", TEXT, tree["biaya"]["rupiah"]),))
    people = tree["jumlah_pelaksana"]
    roles = (
        Entry(f"jumlah_pelaksana.peran.{number}.jumlah", role["nama"], TEXT, role["jumlah"])
        for number, role in enumerate(people.get("peran", ()))
    )
    yield Part("Jumlah pelaksana", (Entry("jumlah_pelaksana.jumlah", "Seluruhnya", TEXT, people["jumlah"]), *roles))


def _write_fee(text: str, tree: Tree, typed: Typed) -> str:
    text = _set(text, ("biaya", "rupiah"), typed, tree["biaya"], "")
    people = tree["jumlah_pelaksana"]
    text = _set(text, ("jumlah_pelaksana", "jumlah"), typed, people, "")
    for number, role in enumerate(people.get("peran", ())):
        text = _set(text, ("jumlah_pelaksana", "peran", number, "jumlah"), typed, role, "")
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


def _set(text: str, path: Path, typed: Typed, group: Tree, default: str) -> str:
    """One value as typed, where it differs; emptied, its key goes."""
    key = str(path[-1])
    now = _line(str(group.get(key, default)))
    wanted = _one(typed, _name(*path), now)
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
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-").split("-")
    code = "-".join(word for word in words[:4] if word) or "baru"
    code = code if code[0].isalpha() else f"syarat-{code}"
    number, found = 1, code
    while found in taken:
        number, found = number + 1, f"{code}-{number + 1}"
    return found
