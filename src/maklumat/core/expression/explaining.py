"""Why a judgement came out as it did: only the parts that decided it, worded with the values that were compared.

The semantics live in `running` alone; here each part is asked for its value and the answer is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from .nodes import (
    DATE,
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Compare,
    Facts,
    Literal,
    Member,
    Minus,
    Name,
    Not,
    Value,
    fact_names,
    kind_of,
)
from .running import Part, is_number, known_value
from .wording import Labels, label, phrase, said

_DEMANDS: Final = {
    "<": "kurang dari {it}", "<=": "paling banyak {it}", ">": "lebih dari {it}", ">=": "paling sedikit {it}",
    "==": "{it}", "!=": "selain {it}",
}  # fmt: skip
_DAY_DEMANDS: Final = {
    "<": "sebelum {it}", "<=": "paling lambat {it}", ">": "sesudah {it}", ">=": "paling awal {it}",
    "==": "{it}", "!=": "selain {it}",
}  # fmt: skip
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_KINDS: Final = {"number": "angka", "text": "teks", "date": "tanggal", "yes_no": "ya atau tidak"}


@dataclass(slots=True)
class Story:
    """What decided: names of the facts that were known, of those that were missing, and a sentence for each part."""

    facts: Facts
    reference: date
    labels: Labels
    used: dict[str, Value] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    sentences: dict[str, None] = field(default_factory=dict)

    def value(self, part: Part) -> Value | None:
        return part.run(self.facts, self.reference)

    def notice(self, part: Part) -> None:
        """Sort the facts under `part` into known and missing."""
        for name in fact_names(part.node):
            value = known_value(self.facts.get(name))
            if value is not None:
                self.used[name] = value
            elif self.facts.get(name) is None or isinstance(self.facts[name], str):
                self.missing[name] = None

    def tell(self, part: Part, *, want: bool) -> None:
        """Add what decided `part`; `want` is the value that would have pleased whoever wrote the rule."""
        value = self.value(part)
        match part.node:
            case Not():
                self.tell(part.parts[0], want=not want)
            case AllOf() | AnyOf():
                for deciding in _deciding(part, value, self):
                    self.tell(deciding, want=want)
            case _:
                self.notice(part)
                self.sentences.update(dict.fromkeys(self._sentences(part, value, want=want)))

    def _sentences(self, part: Part, value: Value | None, *, want: bool) -> Iterator[str]:
        if value is None:
            yield from self._unknown(part)
        elif not isinstance(value, bool):
            yield f"{phrase(part.node, self.labels)} bukan pernyataan ya atau tidak"
        elif isinstance(part.node, Compare):
            yield self._compared(part, value, want=want)
        elif isinstance(part.node, Member):
            items = ", ".join(said(item.value) for item in part.node.items)
            yield self._judged(part.parts[0], f"salah satu dari {items}", value, want=want)
        else:
            demand = f", padahal harus {said(want)}" if value is not want else ""
            yield f"{phrase(part.node, self.labels)}: {said(value)}{demand}"

    def _compared(self, part: Part, value: bool, *, want: bool) -> str:  # noqa: FBT001 - the value told about
        assert isinstance(part.node, Compare)  # noqa: S101 - for the type checker
        left, right, sign = part.parts[0], part.parts[1], part.node.operator
        if isinstance(left.node, Literal) and not isinstance(right.node, Literal):
            left, right, sign = right, left, _MIRRORED[sign]
        bound = self.value(right)
        if bound is None:
            return phrase(part.node, self.labels)
        shown = said(bound)
        if not isinstance(right.node, Literal):
            shown = f"{phrase(right.node, self.labels)} ({shown})"
        demands = _DAY_DEMANDS if kind_of(bound) == DATE else _DEMANDS
        return self._judged(left, demands[sign].format(it=shown), value, want=want)

    def _judged(self, subject: Part, demand: str, value: bool, *, want: bool) -> str:  # noqa: FBT001
        actual = self.value(subject)
        shown = "?" if actual is None else said(actual)
        head = f"{phrase(subject.node, self.labels)} adalah {shown}"
        if value is want:
            return f"{head} (syarat: {'' if want else 'tidak boleh '}{demand})"
        return f"{head}, padahal {'harus' if want else 'tidak boleh'} {demand}"

    def _unknown(self, part: Part) -> Iterator[str]:
        node = part.node
        unknown = [inner for inner in part.parts if self.value(inner) is None]
        if isinstance(node, Name):
            yield self._absent(node)
        elif unknown:
            for inner in unknown:
                yield from self._unknown(inner)
        else:
            yield self._impossible(part)

    def _absent(self, node: Name) -> str:
        found = self.facts.get(node.name)
        name = label(node.name, self.labels)
        if found is None or isinstance(found, str):
            return f"{name} belum diketahui"
        return f"{name} tidak dapat dihitung (nilainya di luar batas atau jenisnya tidak dikenal)"

    def _impossible(self, part: Part) -> str:
        """Every operand is known and still there is no value."""
        node, values = part.node, [self.value(inner) for inner in part.parts]
        kinds = [_KINDS[kind_of(value)] for value in values if value is not None]
        here = [phrase(inner.node, self.labels) for inner in part.parts]
        if isinstance(node, Arithmetic) and node.operator == "/" and values[1] == 0 and is_number(values[0]):
            return f"{here[0]} tidak dapat dibagi nol ({here[1]} adalah 0)"
        if isinstance(node, Call) and kinds == [_KINDS[DATE]] and isinstance(values[0], date):
            return f"{here[0]} ({said(values[0])}) sesudah tanggal acuan ({said(self.reference)})"
        if isinstance(node, Arithmetic) and all(is_number(value) for value in values):
            return f"hasil hitungan {phrase(node, self.labels)} di luar batas"
        if isinstance(node, Call | Minus | Not | Member):
            return f"{here[0]} berupa {kinds[0]}, tidak cocok dengan yang diminta"
        if isinstance(node, Compare) and kinds[0] == kinds[1]:
            return f"{here[0]} dan {here[1]} berupa {kinds[0]}, tidak dapat diurutkan"
        return f"{here[0]} berupa {kinds[0]}, tidak dapat dihitung atau dibandingkan dengan {kinds[-1]}"


def _deciding(part: Part, value: Value | None, story: Story) -> list[Part]:
    """The parts of a `dan` or `atau` that made its value: those that share it, or all where all were needed."""
    if value is None:
        undecided = [inner for inner in part.parts if not isinstance(story.value(inner), bool)]
        return undecided or list(part.parts)
    return [inner for inner in part.parts if story.value(inner) is value]
