"""Finding a service by its name or by everyday words, as a person in need would type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from maklumat.core.standard.families import Family
from maklumat.core.standard.model import ServiceStandard
from maklumat.records.catalogue.queries import Enacted

# Words that stand in every sentence and in half of all names, also in English: they say nothing about what is wanted.
EMPTY_WORDS: Final = frozenset(
    {
        "ada", "agar", "akan", "anda", "apa", "atau", "bagi", "bagaimana", "bisa", "buat", "cara", "dalam", "dan",
        "dari", "dengan", "di", "dinas", "harus", "ingin", "ini", "itu", "juga", "kalau", "karena", "ke", "layanan",
        "mau", "minta", "mohon", "oleh", "pada", "punya", "saya", "sebagai", "surat", "tentang", "tidak", "untuk",
        "urus", "yang",
        "am", "an", "and", "are", "for", "from", "has", "have", "he", "her", "his", "how", "in", "is", "it", "letter",
        "me", "my", "need", "no", "not", "of", "on", "or", "our", "she", "that", "the", "they", "to", "want", "was",
        "we", "with",
    }
)  # fmt: skip
WORD: Final = re.compile(r"[a-z0-9]+")
MISTYPED: Final = 5
"""Letters from which a word may be taken for another: shorter ones have too many neighbours."""
NEAR: Final = 0.8


def find(services: Iterable[Enacted], typed: str) -> list[Enacted]:
    """The services whose name, summary or search words contain what was typed, best first; all for nothing typed.

    A word counts where it begins a word of the service; a longer one also inside ("bencana" finds "kebencanaan"). A
    word counts for more the fewer services have it ("kuliah" for more than "anak"), and twice in a name; one that no
    service has is taken for the word it was most likely meant to be. Services that miss more than half of the words
    are left out; of equals, the one whose name says little else comes first.
    """
    wanted = [word for word in _words(typed) if word not in EMPTY_WORDS] or _words(typed)
    if not wanted:
        return list(services)
    shelf = [(law, *haystacks(law.standard)) for law in services]
    meant = _as_meant(wanted, [words for _law, _names, words in shelf])
    weights = {word: 1 / max(1, sum(_has(words, word) for _law, _names, words in shelf)) for word in meant}
    found: list[tuple[float, float, Enacted]] = []
    for law, names, all_words in shelf:
        hits = [word for word in meant if _has(all_words, word)]
        if hits and len(hits) * 2 >= len(meant):
            named = [word for word in hits if _has(names, word)]
            found.append((sum(weights[word] for word in hits + named), len(named) / max(1, len(names)), law))
    return [law for _score, _share, law in sorted(found, key=lambda one: (-one[0], -one[1], one[2].standard.seq))]


def find_families(families: Iterable[Family], typed: str) -> list[Family]:
    """The families that have at least half of the words that were typed, best first; all for nothing typed."""
    wanted = [word for word in _words(typed) if word not in EMPTY_WORDS] or _words(typed)
    if not wanted:
        return list(families)
    shelf = [(family, frozenset(_words(" ".join(_said(family))))) for family in families]
    meant = _as_meant(wanted, [words for _family, words in shelf])
    hits = [(sum(_has(words, word) for word in meant), family) for family, words in shelf]
    return [family for count, family in sorted(hits, key=lambda one: -one[0]) if count * 2 >= max(1, len(meant))]


def _said(family: Family) -> tuple[str, ...]:
    return (family.name, family.wish, family.summary, *family.search_words)


def _as_meant(wanted: list[str], shelf: list[frozenset[str]]) -> list[str]:
    """The words, those mistyped put right: what no service has becomes the word inside it ("kebanjiran" is about
    "banjir"), else the nearest that one has."""
    known = sorted(frozenset().union(*shelf))
    meant: list[str] = []
    for word in wanted:
        if len(word) < MISTYPED or any(_has(words, word) for words in shelf):
            meant.append(word)
            continue
        inside = sorted((one for one in known if len(one) >= MISTYPED and one in word), key=len)
        meant += inside[-1:] or get_close_matches(word, known, n=1, cutoff=NEAR) or [word]
    return meant


def haystacks(standard: ServiceStandard) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a standard's name, and all that a search looks at."""
    products = (product.name for product in standard.products)
    others = [word for text in (standard.summary, *products, *standard.search_words) for word in _words(text)]
    names = _words(standard.name)
    return frozenset(names), frozenset(names + others)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:500].casefold()).encode("ascii", "ignore").decode()
    return WORD.findall(plain)


def _has(words: frozenset[str], wanted: str) -> bool:
    if wanted in words:
        return True
    if len(wanted) < 3:
        return False
    return any(wanted in word if len(wanted) >= 5 else word.startswith(wanted) for word in words)
