"""Finding regions as people write them: "kab. blitar", "Gunung-Kidul", "sukamaju, cikarang"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import takewhile
from typing import Final

from .region import CITY, LEVELS, REGENCY, Region, ancestors, is_code, kind_of
from .shelf import Shelf
from .spelling import PROVINCES_IN_SHORT, QUALIFIERS, folded, qualified, words

MOST: Final = 20
LONGEST: Final = 80
"""Letters that are read of what was typed."""
MOST_TYPED: Final = 160
"""As LONGEST, of a place with all that it lies in."""
SHORTEST: Final = 3
"""Letters from which a name is looked for by its beginning."""
NEAR: Final = 0.8
_VILLAGE: Final = LEVELS[-1]
_LONGEST_NAME: Final = 5
"""Words of the longest name of a regency or city."""


@dataclass(frozen=True, slots=True)
class Found:
    """`regions`, best first; `more`: there are others still; `guessed`: none is called so, these nearly are."""

    regions: tuple[Region, ...]
    more: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a name must be: its key, of these kinds (any for none), below regions that are `above`."""

    key: str
    kinds: tuple[str, ...] = ()
    above: tuple[_Wanted, ...] = ()

    def allows(self, code: str) -> bool:
        return not self.kinds or kind_of(code) in self.kinds


class Gazetteer:
    """Provinces, regencies and kecamatan at once; the villages, some ten times as many, only when they are asked for.

    Several threads may use it: a shelf is immutable, and made twice at worst.
    """

    def __init__(self, upper: Shelf, villages: Callable[[], Shelf]) -> None:
        self._upper, self._load_villages = upper, villages

    @cached_property
    def _villages(self) -> Shelf:
        return self._load_villages()

    def get(self, code: str) -> Region | None:
        """The region with this code; None for none, and for what is no code."""
        if not is_code(code):
            return None
        return (self._villages if len(code) == _VILLAGE else self._upper).get(code)

    def path(self, code: str) -> tuple[Region, ...]:
        """The region and those above it, nearest first; empty for none."""
        own = self.get(code)
        above = (self._upper.get(one) for one in ancestors(code)) if own else ()
        return tuple(one for one in (own, *above) if one is not None)

    def children(self, code: str) -> list[Region]:
        """The regions one level below; the provinces for ""."""
        if not code:
            return self._upper.below("", LEVELS[0])
        if not is_code(code) or len(code) == _VILLAGE:
            return []
        length = LEVELS[LEVELS.index(len(code)) + 1]
        return (self._villages if length == _VILLAGE else self._upper).below(code, length)

    def find(self, typed: str, most: int = MOST) -> Found:
        """The regions that are called so. A comma, or just more words, says in which larger region it lies."""
        typed = typed[:LONGEST]
        if is_code(typed.strip()):
            own = self.get(typed.strip())
            return Found((own,) if own else ())
        for reading in _readings(typed):
            if hits := self._matching(reading):
                return Found(tuple(hits[:most]), len(hits) > most)
        near = self._guessed(typed)
        return Found(tuple(near[:most]), len(near) > most, guessed=bool(near))

    def meant(self, typed: str) -> tuple[Region, ...]:
        """What somebody means who says where they live: one region, several that are called so, or none.

        Whole names alone count, and a regency or city goes before smaller regions of the same name.
        """
        if is_code(typed.strip()):
            return self.find(typed).regions
        for reading in _readings(typed[:MOST_TYPED]):
            for shelf in (self._upper, self._villages):
                exact = [one for wanted in reading for one in self._exact(wanted, shelf) if one.level]
                found = tuple({one.code: one for one in exact}.values())
                if found:
                    return tuple(one for one in found if one.level == 1) or found
        return ()

    def named_in(self, address: str) -> Region | None:
        """The one regency or city that an address names in words ("Kab. Contoh"); None for none, and for several."""
        found = {one.code: one for one in self._named(words(address))}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named(self, said: list[str]) -> Iterator[Region]:
        for place, word in enumerate(said):
            kinds = QUALIFIERS.get(word, ())
            if not {REGENCY, CITY} & set(kinds):
                continue
            following = list(takewhile(lambda one: one not in QUALIFIERS, said[place + 1 :]))[:_LONGEST_NAME]
            for length in range(len(following), 0, -1):
                exact = list(self._exact(_Wanted(folded("".join(following[:length])), kinds), self._upper))
                if exact:
                    yield exact[0]
                    break

    def _exact(self, wanted: _Wanted, shelf: Shelf) -> Iterator[Region]:
        for one, whole in shelf.beginning(wanted.key) if wanted.key else ():
            if not whole:
                return
            if self._fits(one, wanted):
                yield one

    def _matching(self, reading: Iterable[_Wanted]) -> list[Region]:
        """By whole names first, then by level: a regency before a village that begins alike."""
        ranked: dict[str, tuple[tuple[int, int, str], Region]] = {}
        for wanted in reading:
            for one, rank in self._hits(wanted):
                if self._fits(one, wanted):
                    order = (rank, one.level, one.code)
                    ranked[one.code] = min(ranked.get(one.code, (order, one)), (order, one))
        return [one for _order, one in sorted(ranked.values(), key=lambda pair: pair[0])]

    def _hits(self, wanted: _Wanted) -> Iterator[tuple[Region, int]]:
        if not wanted.key:
            return
        province = self._upper.get(PROVINCES_IN_SHORT.get(wanted.key, ""))
        if province:
            yield province, 0
            return
        whole_only = len(wanted.key) < SHORTEST
        for shelf in (self._upper, self._villages):
            for one, whole in shelf.beginning(wanted.key):
                if whole or not whole_only:
                    yield one, 0 if whole else 1
                elif whole_only:
                    break
        if not whole_only:
            yield from ((one, 2) for one in self._upper.holding(wanted.key))

    def _fits(self, one: Region, wanted: _Wanted) -> bool:
        return wanted.allows(one.code) and all(self._lies_in(one.code, above) for above in wanted.above)

    def _lies_in(self, code: str, above: _Wanted) -> bool:
        around = [one for one in ancestors(code) if above.allows(one)]
        return any(self._upper.key(one).startswith(above.key) for one in around)

    def _guessed(self, typed: str) -> list[Region]:
        """What was nearly said: a larger region spelled otherwise, the name without where it lies, a village."""
        said, key = words(typed.partition(",")[0]), folded(typed)
        if near := self._near(self._upper, key, 2):
            return near
        for size in range(len(said), 0, -1):
            if hits := self._matching(_wanted(said[:size])):
                return hits
        return self._near(self._villages, key, 1)

    def _near(self, shelf: Shelf, key: str, apart: int) -> list[Region]:
        near = get_close_matches(key, shelf.near(key, apart), n=MOST, cutoff=NEAR) if len(key) > SHORTEST else ()
        return [one for name in near for one, whole in shelf.beginning(name) if whole]


def _readings(typed: str) -> Iterator[list[_Wanted]]:
    """What was typed may mean, the likeliest first: one name; or a name in a larger region."""
    first, *rest = [words(part) for part in typed.split(",")]
    above = tuple(_wanted(part)[-1] for part in rest if part)
    if first:
        yield _wanted(first, above)
    for size in range(len(first) - 1, 0, -1):
        yield _wanted(first[:size], (_wanted(first[size:])[-1], *above))


def _wanted(said: list[str], above: tuple[_Wanted, ...] = ()) -> list[_Wanted]:
    """The name as it stands, and without the word before it that says what it is."""
    bare, kinds = qualified(said)
    plainly = [_Wanted(folded("".join(said)), (), above)]
    return [*plainly, _Wanted(folded("".join(bare)), kinds, above)] if bare else plainly
