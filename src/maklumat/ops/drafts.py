"""Drafts of standards on disk: imported from a decree's text, or empty to begin with. Nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from maklumat.core.decree.drafting import Draft, draft
from maklumat.core.decree.scaffold import new_office, new_service
from maklumat.core.errors import Unavailable
from maklumat.core.standard.load import OFFICE_FILE, SHARED_FOLDER, load_office
from maklumat.core.standard.reading import plain
from maklumat.ports.standards_folder import office_files, text_of
from maklumat.records.outside import regions

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def register(root: Path) -> dict[str, str]:
    """The titles of the shared legal acts by code."""
    files = {path: text for path, text in office_files(root, SHARED_FOLDER).items() if path.count("/") == 1}
    return {code: act.about for code, act in load_office(files).acts.items()}


def region_code(name: str) -> str:
    """The ministry's code of a regency, city or province; "" where the name is not one region's alone."""
    try:
        found = [one for one in regions().meant(name) if one.level <= 1]
    except Unavailable:
        return ""
    return found[0].code if len(found) == 1 else ""


def imported(text: Path, code: str, out: str | None, root: Path) -> tuple[Path, Draft]:
    """Writes the draft of one decree; gives its folder, which has the office's code for a name.

    Raises ValueError for a text that is not UTF-8, for a code that cannot be one, and where something is there already.
    """
    where = Path(out) if out else None
    if not code and where is not None and _CODE.fullmatch(where.name):
        code = where.name
    read = draft(text_of(text), text.name, _checked(code) if code else "", register(root), region_code)
    folder = Path("rancangan") / read.code if where is None else where if where.name == read.code else where / read.code
    _fresh(folder)
    _written(folder, read.files.items())
    return folder, read


def _fresh(folder: Path) -> None:
    if (folder / OFFICE_FILE).exists() or (folder / "layanan").exists():
        raise ValueError(f"{folder} sudah berisi standar; pilih folder lain.")


def _written(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for path, text in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)


def office(root: Path, code: str, name: str, region: str) -> Path:
    """A new office below `root`; gives its folder."""
    folder = root / _checked(code)
    _fresh(folder)
    _written(folder, [(OFFICE_FILE, new_office(code, name, region))])
    return folder


def service(root: Path, office_code: str, code: str, name: str) -> Path:
    """A new service of an office below `root`, numbered after its last one; gives the office's folder."""
    folder = root / _checked(office_code)
    if not (folder / OFFICE_FILE).is_file():
        raise ValueError(f"Tidak ada {folder / OFFICE_FILE}; buat kantornya lebih dahulu.")
    written = plain(text_of(folder / OFFICE_FILE), OFFICE_FILE)
    taken = sorted(path.name for path in (folder / "layanan").glob("*.yaml"))
    if any(re.fullmatch(rf"\d+-{re.escape(_checked(code))}\.yaml", name) for name in taken):
        raise ValueError(f"Layanan {code} sudah ada di {folder / 'layanan'}.")
    seq = max((int(found[0]) for name in taken if (found := re.match(r"\d{1,3}", name))), default=0) + 1
    divisions, posts = ([one["kode"] for one in written.get(key, [])] for key in ("bidang", "jabatan"))
    text = new_service(code, name, seq, divisions, posts)
    _written(folder, [(f"layanan/{seq:02}-{code}.yaml", text)])
    return folder


def _checked(code: str) -> str:
    if not _CODE.fullmatch(code) or len(code) > 60:
        raise ValueError(f"Kode “{code}” harus huruf kecil dan angka, dengan - di antaranya.")
    return code
