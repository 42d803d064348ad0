"""The marks that number a list: `1.` `a)` `(2)` `iv.` `1.1` and bullets; which of them really begin an item.

A mark counts where the one before it stands in the same list, or where it opens a list: at the beginning of a line or
block, after a colon, or in running text where its successor follows. So `Pasal 4.` and `Jl. A. Yani` are no marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

_ROMAN: Final = {
    word: value
    for value, word in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        1,
    )
}
BULLETS: Final = "-–—•➤❖✓✔▪●○◦*·➢►▶⮚"
_MARK: Final = re.compile(
    r"(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,2})[.)]?(?=\s)"
    r"|\((?P<inside>\d{1,2}|[a-zA-Z])\)"
    r"|(?P<figure>\d{1,2})(?P<figure_sign>[.)])(?!\d)"
    r"|(?P<letter>[a-zA-Z])(?P<letter_sign>[.)])(?![a-zA-Z]\.)"
    r"|(?P<roman>[ivxIVX]{2,5})(?P<roman_sign>[.)])"
    r"|(?P<bullet>[" + re.escape(BULLETS) + r"])"
)
# A figure alone marks an item, unless it counts what follows it.
_BARE: Final = re.compile(
    r"(\d{1,2})\s+(?=[A-Za-z])(?!(?:hari|jam|men[iu]t|minggu|pekan|bulan|tahun|orang|petugas|peksos|personil|pegawai|staf|operator"
    r"|lembar|lbr|rangkap|set|buah|unit|kali|x|s[/.]?\s?d|sampai|smp|tenaga|meter|km|kg|eks|eksemplar|anak|kamar|rupiah)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that may begin an item: where it stands, what kind of list it is of, and its place in that list."""

    start: int
    end: int
    kind: str
    value: int
    text: str
    opens: bool  # it stands where a line or block begins
    after_colon: bool


def marks(text: str, breaks: frozenset[int]) -> list[Mark]:
    """Every mark of the text. `breaks`: offsets where a line or block begins."""
    found = []
    for hit in _MARK.finditer(text):
        start = hit.start()
        opens = start in breaks
        before = text[start - 1] if start else " "
        if not opens and not _may_stand(hit, before):
            continue
        kind, value = _read(hit)
        if not kind or (kind.isupper() and not opens):
            continue
        glued = not opens and not before.isspace()
        if glued and hit["letter"] and not _is_glued(text, hit):
            continue
        if kind == "bullet" and not _is_bullet(text, hit, opens=opens):
            continue
        colon = text[:start].rstrip()[-1:] in (":", ";")
        found.append(Mark(start, hit.end(), kind, value, hit.group().strip("(). "), opens, colon))
    for start in breaks:
        bare = _BARE.match(text, start)
        if bare:
            found.append(Mark(start, bare.end(), "bare", int(bare[1]), bare[1], opens=True, after_colon=False))
    return _with_romans(sorted(found, key=lambda mark: mark.start))


def _is_glued(text: str, hit: re.Match[str]) -> bool:
    """A letter that a scan has put behind a long word: `keluargab. Surat`."""
    start = max(0, hit.start() - 20)
    word = text[start : hit.start()].rpartition(" ")[2]
    return len(word) >= 4 and text[hit.end() : hit.end() + 2].strip()[:1].isupper()


def _with_romans(found: list[Mark]) -> list[Mark]:
    """`i.` counts as a Roman one where `ii.` follows, and so do `v.` and `x.`"""
    signs = {mark.kind[-1] for mark in found if mark.kind.startswith("roman") and mark.value == 2}
    return [
        replace(mark, kind=f"roman{mark.kind[-1]}", value=_ROMAN[mark.text])
        if mark.kind[:1] == "a" and mark.kind[-1] in signs and mark.text in ("i", "v", "x")
        else mark
        for mark in found
    ]


def _may_stand(hit: re.Match[str], before: str) -> bool:
    """Inside running text a mark follows a space; a scanned figure may also touch the word before it."""
    if before.isspace():
        return True
    if hit["figure"]:
        return hit["figure_sign"] == "." and (before.isalpha() or before in ";.)")
    if hit["inside"]:
        return hit["inside"].isdigit()
    return bool(hit["letter"]) and hit["letter_sign"] == "." and hit["letter"].islower()


def _read(hit: re.Match[str]) -> tuple[str, int]:
    if hit["dotted"]:
        parts = hit["dotted"].split(".")
        return f"dotted{'.'.join(parts[:-1])}", int(parts[-1])
    if hit["inside"]:
        inside = hit["inside"]
        return ("(1)", int(inside)) if inside.isdigit() else (_letter_kind(inside, "()"), ord(inside.lower()) - 96)
    if hit["figure"]:
        return f"1{hit['figure_sign']}", int(hit["figure"])
    if hit["letter"]:
        return _letter_kind(hit["letter"], hit["letter_sign"]), ord(hit["letter"].lower()) - 96
    if hit["roman"]:
        value = _ROMAN.get(hit["roman"].lower(), 0)
        return (("ROMAN" if hit["roman"].isupper() else "roman") + hit["roman_sign"], value) if value else ("", 0)
    return "bullet", 0


def _letter_kind(letter: str, sign: str) -> str:
    return ("A" if letter.isupper() else "a") + sign


def _is_bullet(text: str, hit: re.Match[str], *, opens: bool) -> bool:
    after = text[hit.end() : hit.end() + 1]
    if opens:
        return after.isspace() or hit.group() not in "-–—*" or after.isupper()
    if not after.isspace():
        return False
    left, right = text[: hit.start()].rstrip()[-1:], text[hit.end() :].lstrip()[:1]
    return not (left.isdigit() and right.isdigit()) and (hit.group() not in "–—·" or right.isupper())


@dataclass(slots=True)
class _Open:
    kind: str
    value: int


def accepted(found: list[Mark], text: str) -> list[tuple[Mark, int]]:
    """The marks that begin items, each with its depth from 0."""
    later = _later(found)
    stack: list[_Open] = []
    out: list[tuple[Mark, int]] = []
    used: set[str] = set()
    taken = -1
    bullets = sum(mark.kind == "bullet" for mark in found)
    for index, mark in enumerate(found):
        if mark.start < taken:
            continue
        is_bullet = mark.kind == "bullet"
        depth = (
            _bullet(mark, stack, bullets, text) if is_bullet else _numbered(mark, stack, used, followed=later[index])
        )
        if depth >= 0:
            out.append((mark, depth))
            used.add(mark.kind)
            taken = mark.end
    return out


def _later(found: list[Mark]) -> list[bool]:
    """For each mark whether its successor in the same kind of list follows later."""
    seen: set[tuple[str, int]] = set()
    out = []
    for mark in reversed(found):
        out.append((mark.kind, mark.value + 1) in seen)
        seen.add((mark.kind, mark.value))
    return out[::-1]


def _bullet(mark: Mark, stack: list[_Open], bullets: int, text: str) -> int:
    if not mark.opens and not mark.after_colon and (bullets < 3 or (stack and stack[-1].kind != "bullet")):
        return -1
    if not mark.opens and not stack and text[: mark.start].strip() and not mark.after_colon:
        return -1
    for depth, one in enumerate(stack):
        if one.kind == "bullet":
            del stack[depth + 1 :]
            return depth
    stack.append(_Open("bullet", 0))
    return len(stack) - 1


def _numbered(mark: Mark, stack: list[_Open], used: set[str], *, followed: bool) -> int:
    for depth in range(len(stack) - 1, -1, -1):
        one = stack[depth]
        if one.kind == mark.kind and _continues(one.value, mark, followed=followed):
            one.value = mark.value
            del stack[depth + 1 :]
            return depth
    known = any(one.kind == mark.kind for one in stack)
    if mark.value == 1 and (mark.opens or mark.after_colon or followed or mark.kind in used):
        if mark.kind == "bare" and not followed and stack:
            return -1
        if known and mark.opens:  # the same kind begins again: a new list beside the old one
            depth = next(depth for depth, one in enumerate(stack) if one.kind == mark.kind)
            stack[depth].value = 1
            del stack[depth + 1 :]
            return depth
        stack.append(_Open(mark.kind, 1))
        return len(stack) - 1
    if mark.opens and not known and (mark.kind != "bare" or (not stack and (followed or mark.value < 30))):
        if stack and stack[-1].kind[:1] == mark.kind[:1] and mark.value == stack[-1].value + 1:
            stack[-1].value = mark.value  # `1)` after `2.`: the same list with another sign
            return len(stack) - 1
        depth = 0 if not stack else len(stack)
        del stack[depth:]
        stack.append(_Open(mark.kind, mark.value))
        return depth
    return -1


def _continues(value: int, mark: Mark, *, followed: bool) -> bool:
    if mark.value == value + 1:
        return True
    return mark.opens and mark.value > 1 and (mark.value in (value, value + 2) or (followed and mark.value > value))
