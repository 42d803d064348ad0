"""Words as they were meant: folded spelling, edit distance, and Indonesian number words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_DIGITS: Final = str.maketrans("0158|!", "olsbll")
_WORD: Final = re.compile(r"[^\W_]+")
_ONES: Final = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_SPACES: Final = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Words with single spaces; dashes and quotes of one kind; no invisible characters."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return _SPACES.sub(" ", text).strip()


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without signs."""
    return _WORD.findall(text.lower())


def folded(word: str) -> str:
    """A word without the marks of a bad scan: digits that look like letters become letters."""
    if word.isalpha() or word.isdigit():
        return word
    return word.translate(_DIGITS)


def distance(one: str, two: str, most: int) -> int:
    """How many letters must change, at most `most` + 1."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before = list(range(len(two) + 1))
    for row, left in enumerate(one, 1):
        now = [row]
        for column, right in enumerate(two, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (left != right)))
        if min(now) > most:
            return most + 1
        before = now
    return before[-1]


def allowance(word: str) -> int:
    """How many letters of a word may be wrong before it is another word."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


@lru_cache(maxsize=20_000)
def nearest_word(word: str, known: frozenset[str]) -> str:
    """The known word that is meant, or ""."""
    if len(word) > 30:
        return ""
    word = folded(word)
    if word in known:
        return word
    best, found = 99, ""
    for candidate in sorted(known):
        most = min(allowance(word), allowance(candidate))
        if most and (steps := distance(word, candidate, most)) <= most and steps < best:
            best, found = steps, candidate
        elif len(word) >= 6 and candidate.startswith(word) and len(candidate) - len(word) <= 3 and best > 2:
            best, found = 2, candidate
    return found


def is_near(word: str, known: Iterable[str]) -> bool:
    return bool(nearest_word(word, frozenset(known)))


def number_word(text: str) -> int | None:
    """The number that words say up to some hundreds: `tiga puluh enam`; None where they say none."""
    total, last = 0, 0
    words = tokens(text)
    if not words or len(words) > 6:
        return None
    for word in words:
        meant = nearest_word(word, _NUMBER_WORDS)
        if meant == "puluh":
            total += last * 9
        elif meant == "belas":
            total += 10
        elif meant == "ratus":
            total += last * 99
        elif meant in _ONES:
            last = _ONES[meant]
            total += last
        else:
            return None
    return total


_NUMBER_WORDS: Final = frozenset({*_ONES, "puluh", "belas", "ratus"})


def number(text: str) -> int | None:
    """A number in digits or words; digits of a bad scan (`l0`, `3O`) are read as digits."""
    plain = text.strip().strip(".,")
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) < 7 else None
    mended = plain.lower().translate(str.maketrans("ol", "01"))
    if plain[:1].isdigit() and mended.isdigit() and len(mended) < 7:
        return int(mended)
    return number_word(plain)


def similar(one: str, two: str) -> float:
    """How alike two texts are, from 0 to 1: shared words, each counted as often as it stands."""
    left, right = tokens(one), tokens(two)
    if not left or not right:
        return 1.0 if left == right else 0.0
    rest = list(right)
    shared = 0
    for word in left:
        if word in rest:
            rest.remove(word)
            shared += 1
    return 2 * shared / (len(left) + len(right))


def in_sentence(text: str) -> str:
    """A title in capitals as ordinary words; short words of capitals and digits stay as they are."""
    if sum(sign.islower() for sign in text) > sum(sign.isupper() for sign in text) / 4:
        return text
    small = {"dan", "atau", "di", "ke", "dari", "yang", "untuk", "bagi", "kepada", "dengan", "pada", "oleh"}
    out = []
    for index, word in enumerate(text.split(" ")):
        bare = word.strip("()/.,;:")
        keep = word.startswith("(") and len(bare) <= 6
        lower = word.lower()
        out.append(word if keep else lower if index and lower in small else lower[:1].upper() + lower[1:])
    return re.sub(r"([(/-])(\w)", lambda hit: hit[1] + hit[2].upper(), " ".join(out))


def code_of(text: str, most: int = 40) -> str:
    """A short code from words, `surat-keterangan`; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = [word for word in tokens(plain) if word not in _EMPTY_WORDS]
    sign = "-"
    code = ""
    for word in words or tokens(plain):
        if len(code) + len(word) + 1 > most:
            break
        code = f"{code}{sign}{word}" if code else word
    code = code[:most].strip(sign)
    return code if code[:1].isalpha() else f"x{sign}{code}".strip(sign) if code else ""


_EMPTY_WORDS: Final = frozenset(
    [
        "dan",
        "atau",
        "yang",
        "di",
        "ke",
        "dari",
        "untuk",
        "bagi",
        "kepada",
        "dengan",
        "pada",
        "oleh",
        "standar",
        "pelayanan",
        "para",
        "serta",
        "sebagai",
        "the",
    ]
)


def unique(code: str, taken: set[str]) -> str:
    """The code, with a number where it is taken already; it is taken from now on."""
    found, count = code or "butir", 1
    while found in taken:
        count += 1
        found = f"{code or 'butir'}-{count}"
    taken.add(found)
    return found
