"""Finding a service by its name or by everyday words, as a person in need would type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from maklumat.core.standard.model import ServiceStandard
from maklumat.records.catalogue.queries import Enacted

# Words that stand in every sentence and in half of all names: they say nothing about what is wanted.
EMPTY_WORDS: Final = frozenset(
    {
        "ada", "agar", "akan", "anda", "apa", "atau", "bagi", "bagaimana", "bisa", "buat", "cara", "dalam", "dan",
        "dari", "dengan", "di", "dinas", "harus", "ingin", "ini", "itu", "juga", "kalau", "karena", "ke", "layanan",
        "mau", "minta", "mohon", "oleh", "pada", "punya", "saya", "sebagai", "surat", "tentang", "tidak", "untuk",
        "urus", "yang",
    }
)  # fmt: skip
WORD: Final = re.compile(r"[a-z0-9]+")


def find(services: Iterable[Enacted], typed: str) -> list[Enacted]:
    """The services whose name, summary or search words contain what was typed, best first; all for nothing typed.

    A word counts where it begins a word of the service; a longer one also inside ("bencana" finds "kebencanaan"). A
    word of the name counts twice. Services that miss more than half of the words are left out.
    """
    wanted = [word for word in _words(typed) if word not in EMPTY_WORDS] or _words(typed)
    if not wanted:
        return list(services)
    found: list[tuple[int, Enacted]] = []
    for law in services:
        names, all_words = haystacks(law.standard)
        hits = [word for word in wanted if _has(all_words, word)]
        if hits and len(hits) * 2 >= len(wanted):
            found.append((len(hits) + sum(_has(names, word) for word in hits), law))
    return [law for _score, law in sorted(found, key=lambda pair: (-pair[0], pair[1].standard.seq))]


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
