"""Many regions in little room, found by bisecting: by code, by parent, by the beginning of a name."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from .region import Region
from .spelling import keys_of


class Shelf:
    """Regions by code. Immutable; names and keys are kept in the order of the codes, `_order` sorts by key."""

    __slots__ = ("_codes", "_keys", "_names", "_order", "_sorted")

    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes: Sequence[str] = sorted(names)
        self._names = [names[code] for code in self._codes]
        keys = keys_of("\n".join(self._names)).split("\n") if self._names else []
        self._keys = keys
        self._order = array("L", sorted(range(len(keys)), key=keys.__getitem__))
        self._sorted = [keys[index] for index in self._order]

    def __len__(self) -> int:
        return len(self._codes)

    def get(self, code: str) -> Region | None:
        index = bisect_left(self._codes, code)
        found = index < len(self._codes) and self._codes[index] == code
        return Region(code, self._names[index]) if found else None

    def key(self, code: str) -> str:
        """The key of the region with this code; "" for none."""
        index = bisect_left(self._codes, code)
        return self._keys[index] if index < len(self._codes) and self._codes[index] == code else ""

    def below(self, code: str, length: int) -> list[Region]:
        """The regions whose codes begin with this one and have that length, in the order of their codes."""
        after = bisect_left(self._codes, f"{code}/") if code else len(self._codes)  # "/" follows "."
        inside = range(bisect_left(self._codes, code), after)
        return [Region(self._codes[i], self._names[i]) for i in inside if len(self._codes[i]) == length]

    def beginning(self, key: str) -> Iterator[tuple[Region, bool]]:
        """The regions whose key begins so, by key; whether it is the whole of it."""
        for place in range(bisect_left(self._sorted, key), len(self._sorted)):
            if not self._sorted[place].startswith(key):
                return
            index = self._order[place]
            yield Region(self._codes[index], self._names[index]), self._sorted[place] == key

    def holding(self, key: str) -> Iterator[Region]:
        """The regions whose key has this somewhere inside. Looks at every one of them."""
        for index, one in enumerate(self._keys):
            if key in one:
                yield Region(self._codes[index], self._names[index])

    def near(self, key: str, apart: int) -> list[str]:
        """The keys about as long that begin with the same letter: those it may have been meant to be."""
        first, last = bisect_left(self._sorted, key[:1]), bisect_left(self._sorted, f"{key[:1]}~")
        among = self._sorted[first:last]
        return sorted({one for one in among if abs(len(one) - len(key)) <= apart})
