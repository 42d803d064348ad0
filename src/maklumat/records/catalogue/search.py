"""Finding a service by its name or by everyday words, as a person in need would type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from maklumat.records.catalogue.queries import Enacted, enacted

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

    A word counts where it begins a word of the service; a longer one also inside ("bencana" finds "kebencanaan").
    Services that miss more than half of the words are left out.
    """
    wanted = [word for word in _words(typed) if word not in EMPTY_WORDS] or _words(typed)
    if not wanted:
        return list(services)
    scored = [(sum(_has(haystack(law.id), word) for word in wanted), law) for law in services]
    enough = [(score, law) for score, law in scored if score * 2 >= len(wanted) and score]
    return [law for _score, law in sorted(enough, key=lambda pair: (-pair[0], pair[1].standard.seq))]


@lru_cache(maxsize=4096)
def haystack(version_id: int) -> frozenset[str]:
    """The words of a standard that a search looks at; enacted text never changes."""
    standard = enacted(version_id).standard
    products = " ".join(product.name for product in standard.products)
    return frozenset(_words(" ".join((standard.name, standard.summary, products, *standard.search_words))))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:500].casefold()).encode("ascii", "ignore").decode()
    return WORD.findall(plain)


def _has(words: frozenset[str], wanted: str) -> bool:
    if wanted in words:
        return True
    if len(wanted) < 3:
        return False
    return any(wanted in word if len(wanted) >= 5 else word.startswith(wanted) for word in words)
