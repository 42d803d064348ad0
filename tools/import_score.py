"""How well `maklumat standards import` reads a decree: drafts of known decrees against the standards made by hand.

python tools/import_score.py DECREES [--components] [--only OFFICE] [--variation NAME]

DECREES is the folder with the plain texts that the offices' kantor.yaml name (`keputusan.naskah`). Items are matched
one to one, the most alike first; two are the same from a likeness of 0.8 on (shared words or letters). Steps that a
hand-made standard added, and facts without a line, do not count. Rows: office and variation. Columns: services found;
precision and recall of the items of all components; share of services with exactly the time limits, fee, staff; F1 of
the act codes; share of services whose first and last line are
within two lines (whether signatures below a service belong to it is not said alike everywhere).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from maklumat.core.decree.drafting import draft  # noqa: E402
from maklumat.core.decree.spelling import similar, tokens  # noqa: E402
from maklumat.core.decree.titles import bare_title  # noqa: E402
from maklumat.core.standard.load import Loaded, load_office  # noqa: E402
from maklumat.core.standard.model import ServiceStandard  # noqa: E402
from maklumat.ops.drafts import register  # noqa: E402
from maklumat.ports.standards_folder import office_files, offices  # noqa: E402
from tools.decree_variations import SAME_LINES, VARIATIONS  # noqa: E402

STANDARDS: Final = ROOT / "standards"
ALIKE: Final = 0.8
LISTS: Final = (
    "requirements", "steps", "products", "complaint_channels", "legal_basis", "facilities", "competences",
    "guarantees", "safety", "supervision", "evaluation",
)  # fmt: skip
_SPELLED: Final = (
    (r"foto\s?-?(?:copy|kopi|copi)\w*|poto\s?copy|\bfc\b", "fotokopi"),
    (r"\btelpo?n\b|\btelepon\b|\btelp\b", "telepon"),
    (r"\be-?\s?mail\b|\bsurel\b", "surel"), (r"\bijin\b", "izin"), (r"materai", "meterai"),
    (r"sistim|system", "sistem"),
    (r"\bkk\b", "kartu keluarga"),
    (r"as+es+e?ment|as+esmen", "asesmen"), (r"undang\s?[-–—]\s?undang", "undang-undang"), (r"\brekom\b", "rekomendasi"),
)  # fmt: skip


def plain(text: str) -> str:
    text = text.lower()
    for shape, word in _SPELLED:
        text = re.sub(shape, word, text)
    return " ".join(tokens(text))


def likeness(one: str, two: str) -> float:
    """How alike two plain texts are."""
    if one == two:
        return 1.0
    shared = similar(one, two)
    if shared >= ALIKE or shared < 0.3:
        return shared
    return max(shared, SequenceMatcher(None, one, two, autojunk=False).ratio())


def matched(made: Sequence[str], read: Sequence[str]) -> int:
    """How many pairs of texts are the same, each used once, the most alike first."""
    exact = Counter(made) & Counter(read)
    left, right = list((Counter(made) - exact).elements()), list((Counter(read) - exact).elements())
    pairs = [(likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    used_left: set[int] = set()
    used_right: set[int] = set()
    for score, i, j in sorted(pairs, reverse=True):
        if score < ALIKE:
            break
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
    return exact.total() + len(used_left)


def texts(service: ServiceStandard, component: str) -> list[str]:
    """The printed items of a component, as plain words."""
    found = getattr(service, component)
    if component in ("supervision", "evaluation"):
        return [plain(found.text)] if found.source.lines else []
    if component == "steps":
        found = [step for step in found if not step.added]
    said = [getattr(item, "text", "") or getattr(item, "name", "") for item in found if item.source.lines]
    return [plain(text) for text in said]


@dataclass
class Count:
    made: int = 0
    read: int = 0
    same: int = 0

    def add(self, made: Sequence[str], read: Sequence[str]) -> None:
        self.made += len(made)
        self.read += len(read)
        self.same += matched(made, read)

    def shares(self) -> tuple[float, float]:
        return self.same / self.read if self.read else 1.0, self.same / self.made if self.made else 1.0


@dataclass
class Score:
    """The figures of one office and one variation."""

    services: int = 0
    found: int = 0
    surplus: int = 0
    exact: Counter[str] = field(default_factory=Counter)
    components: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in (*LISTS, "acts")})

    def items(self) -> Count:
        total = Count()
        for name in LISTS:
            one = self.components[name]
            total.made, total.read, total.same = total.made + one.made, total.read + one.read, total.same + one.same
        return total


def titled(service: ServiceStandard) -> str:
    return plain(bare_title(service.decree_title, ""))


def pairs(
    made: Sequence[ServiceStandard], read: Sequence[ServiceStandard]
) -> list[tuple[ServiceStandard, ServiceStandard]]:
    """Services of both sides that are the same: by title, in order among equals."""
    scored = sorted(
        (
            (round(likeness(titled(a), titled(b)), 1), -abs(i - j), i, j)
            for i, a in enumerate(made)
            for j, b in enumerate(read)
        ),
        reverse=True,
    )
    out: list[tuple[ServiceStandard, ServiceStandard]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, _, i, j in scored:
        if score >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((made[i], read[j]))
    return out


def limits_of(service: ServiceStandard) -> Counter[tuple[object, ...]]:
    return Counter((limit.unit, limit.min, limit.max) for limit in service.time_limits)


def compare(made: Sequence[ServiceStandard], read: Sequence[ServiceStandard], *, lines: bool) -> Score:
    score = Score(services=len(made))
    both = pairs(made, read)
    score.found = len(both)
    printings = sum(len(service.printings) for service in made)
    score.surplus = max(0, len(read) - len(both) - printings)
    for one, other in both:
        for name in LISTS:
            score.components[name].add(texts(one, name), texts(other, name))
        score.components["acts"].add(
            [b.act for b in one.legal_basis if b.act], [b.act for b in other.legal_basis if b.act]
        )
        score.exact["limits"] += limits_of(one) == limits_of(other)
        score.exact["fee"] += one.fee_rupiah == other.fee_rupiah
        score.exact["staff"] += one.staffing.count == other.staffing.count
        ends = [[int(line) for line in each.source.lines.split("-")] for each in (one, other)]
        score.exact["lines"] += lines and all(abs(a - b) <= 2 for a, b in zip(*ends, strict=False))
    for one in made:
        if one not in [a for a, _ in both]:
            for name in LISTS:
                score.components[name].add(texts(one, name), [])
    return score


def read_services(text: str, name: str, shared: dict[str, str], acts: dict[str, str]) -> tuple[ServiceStandard, ...]:
    """The services of a draft, as the program loads them."""
    made = draft(text, name, "rancangan", acts)
    return load_office(shared | {f"rancangan/{path}": words for path, words in made.files.items()}).services


def row(office: str, variation: str, score: Score) -> str:
    precision, recall = score.items().shares()
    acts = score.components["acts"]
    f1 = 2 * acts.same / (acts.made + acts.read) if acts.made + acts.read else 1.0
    parts = [f"{score.exact[name] / score.services:6.0%}" for name in ("limits", "fee", "staff")]
    lines = f"{score.exact['lines'] / score.services:6.0%}" if variation in SAME_LINES else "   n/a"
    found = f"{score.found}/{score.services}" + (f"+{score.surplus}" if score.surplus else "")
    return f"{office:14}{variation:16}{found:>9}{precision:8.0%}{recall:8.0%} {' '.join(parts)} {f1:6.0%} {lines}"


def component_rows(score: Score) -> Iterable[str]:
    for name, count in score.components.items():
        precision, recall = count.shares()
        yield f"    {name:20} {count.made:5} made {count.read:5} read  precision {precision:5.0%}  recall {recall:5.0%}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decrees", type=Path)
    parser.add_argument("--components", action="store_true", help="also the figures of each component, as printed")
    parser.add_argument("--only", help="one office")
    parser.add_argument("--variation", help="one variation")
    options = parser.parse_args(arguments)
    acts = register(STANDARDS)
    shared = dict(office_files(STANDARDS, "_bersama"))
    print(
        f"{'office':14}{'variation':16}{'services':>9}{'precis.':>8}{'recall':>8}  limits    fee  staff   acts  lines"
    )
    for office in offices(STANDARDS):
        if options.only in (None, office):
            one_office(office, load_office(office_files(STANDARDS, office)), options, shared, acts)
    return 0


def one_office(
    office: str, made: Loaded, options: argparse.Namespace, shared: dict[str, str], acts: dict[str, str]
) -> None:
    decree = options.decrees / (made.office.decree.document if made.office else "")
    if not made.services or not decree.is_file():
        print(f"{office:14}n/a")
        return
    text = decree.read_text(encoding="utf-8")
    for name, change in VARIATIONS.items():
        if options.variation in (None, name):
            read = read_services(change(text), decree.name, shared, acts)
            score = compare(made.services, read, lines=name in SAME_LINES)
            print(row(office, name, score), flush=True)
            if options.components and name == (options.variation or "as printed"):
                print("\n".join(component_rows(score)))


if __name__ == "__main__":
    raise SystemExit(main())
