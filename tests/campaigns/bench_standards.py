"""300 standards read, checked and compiled by a process that has done nothing yet, beside libyaml composing them.

The offices under standards/ are copied whole, under other names, until there are 300 services. Ours is what
`maklumat enact` does with them before it writes: read the files, load each office (its rules and its procedures are
compiled on the way), check it and its letters, and spell out what would be stored. The peer is `yaml.compose` with
libyaml's parser, from bytes, once for each file that ours has to understand (the cases in uji/ are parsed by neither).
Each measurement is a process of its own; importing its modules is not counted, for either. Seconds are those of the
processor: neither side waits for anything but files that were just written.

`ratio` is time over time: how many times as long ours takes. Every copy ends with its own name in a comment, so that
no file equals another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time

from tests.campaigns.figures import figure, in_turn

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
SERVICES = 300
ROUNDS = int(os.environ.get("ROUNDS", "9"))


def lay_out(root: Path) -> int:
    """Copies of whole offices under `root` until there are SERVICES services; how many there are."""
    shutil.copytree(STANDARDS / "_bersama", root / "_bersama")
    codes = sorted(path.parent.name for path in STANDARDS.glob("*/kantor.yaml"))
    for number, code in enumerate(cycle(codes)):
        copy = f"{code}-{number // len(codes) + 1}"
        shutil.copytree(STANDARDS / code, root / copy)
        for file in (root / copy).rglob("*.yaml"):
            file.write_text(f"{file.read_text(encoding='utf-8')}\n# {copy}\n", encoding="utf-8")
        file = root / copy / "kantor.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"kantor: {code}\n", f"kantor: {copy}\n", 1), encoding="utf-8")
        services = sum(1 for _ in root.glob("*/layanan/*.yaml"))
        if services >= SERVICES:
            return services
    raise AssertionError("there are no offices")


def understood(root: Path) -> list[Path]:
    """The files that both sides parse, each once."""
    return [path for path in sorted(root.rglob("*.yaml")) if path.parent.name != "uji"]


def ours(root: Path) -> tuple[float, int]:
    """Seconds, and how many services came out without a fault."""
    from maklumat.core.letter.check import letter_findings
    from maklumat.core.standard import canonical
    from maklumat.core.standard.check import check, errors
    from maklumat.core.standard.load import load_office
    from maklumat.core.standard.reading import plain
    from maklumat.core.standard.translation import english_of, shared_english_of
    from maklumat.core.workdays.reading import holiday_year
    from maklumat.ports import standards_folder

    start, done = process_time(), 0
    years: dict[str, str] = {}

    def compiled(code: str) -> int:
        files = standards_folder.office_files(root, code)
        for path in [path for path in files if "/kalender/" in path and path not in years]:
            mapping = plain(files[path], path)
            assert holiday_year(mapping).holidays
            years[path] = canonical.dumps_plain(mapping)
        loaded = load_office(files)
        office, services = loaded.required()
        faults = errors((*check(loaded), *letter_findings(loaded)))
        assert not faults, faults
        stored = [canonical.dumps(value) for value in (office, *services)]
        stored += [canonical.dumps_plain(dict(pairs)) for pairs in (english_of(loaded), shared_english_of(loaded))]
        stored.append(canonical.dumps_list(canonical.cited_acts(office, services, loaded.acts)))
        stored.append(canonical.dumps_list(loaded.families.known.values()))
        assert all(stored)
        return len(services)

    for code in standards_folder.offices(root):
        with standards_folder.without_collector():
            done += compiled(code)
    assert years
    return process_time() - start, done


def peer(root: Path) -> tuple[float, int]:
    """Seconds, and how many files were composed."""
    import yaml

    start = process_time()
    composed = [yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader) is not None for path in understood(root)]
    return process_time() - start, sum(composed)


SIDES = {"ours": ours, "peer": peer}


def cold(side: str, root: Path, expected: int) -> float:
    """The seconds of one side in a process of its own, which must have done all of it."""
    command = [sys.executable, "-m", "tests.campaigns.bench_standards", side, str(root)]
    seconds, done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    assert int(done) == expected, f"{side}: {done} of {expected}"
    return float(seconds)


def main() -> None:
    root = Path(os.environ["MAKLUMAT_BENCH_FOLDER"]) / "standards"
    services, files = lay_out(root), understood(root)
    offices, size = len(list(root.glob("*/kantor.yaml"))), sum(path.stat().st_size for path in files)
    mine, theirs = in_turn(ROUNDS, [lambda: cold("ours", root, services), lambda: cold("peer", root, len(files))])
    value, against = median(mine), median(theirs)
    print(f"{services} services, {offices} offices, {len(files)} files, {size} bytes: "
          f"{value:.3f} s, libyaml {against:.3f} s", file=sys.stderr)  # fmt: skip
    figure(
        "standards_cold", value, "s", "yaml.compose with libyaml", against, database=None, n=services
    )  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*SIDES[sys.argv[1]](Path(sys.argv[2])))
    else:
        main()
