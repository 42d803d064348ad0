"""Letters to PDF/A with typst, offline: a layout file, vendored fonts, and the letter as data.

What an office or a citizen wrote reaches the compiler only as JSON in `sys.inputs`; it is never source text.
`python -m maklumat.ports.rendering LAYOUT_DIR FONTS_DIR LAYOUT` renders the JSON of standard input to standard output.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import typst
from PIL import Image

from maklumat.core.errors import MaklumatError
from maklumat.ports.pages import page_count
from maklumat.ports.qr import qr_svg

LAYOUT: Final = "tata-letak.typ"
BANNER: Final = "spanduk.typ"
LEAFLET: Final = "selebaran.typ"
BOOK: Final = "buku.typ"
SHEET: Final = "lembar.typ"
"""For what the office prints for itself: values as `core.letter.sheet` gives them."""
_NO_GLYPH: Final = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_SECONDS: Final = 60
_PICTURE_DPI: Final = 96.0

_compiled_in: set[int] = set()
"""The processes that compiled. The compiler's threads do not survive a fork: a child of such a process would wait
for them for ever, so it renders in a new process instead (ten times slower, and only where somebody forks late)."""


class CannotRender(MaklumatError):
    """CTK-001: the layout or the fonts are not there. CTK-002: a letter cannot be printed as it is."""


class Renderer:
    """Renders with the layouts of one folder. May be shared by threads, and used after a fork.

    `layout_dir` holds LAYOUT and is the only folder a layout may read; `fonts_dir` is searched with its folders,
    and no font of the machine is ever used. The same values always give the same bytes.
    """

    def __init__(self, layout_dir: Path, fonts_dir: Path) -> None:
        self._folder = layout_dir
        self._fonts = fonts_dir
        self._local = threading.local()
        layout = layout_dir / LAYOUT
        if not layout.is_file() or not any(fonts_dir.rglob("*.ttf")):
            raise CannotRender(
                "CTK-001", "Tata letak {layout} atau huruf di {fonts} tidak ada.", layout=layout, fonts=fonts_dir
            )

    def render(self, values: Mapping[str, Any], layout: str = LAYOUT) -> bytes:
        """The letter as PDF/A-2a. `values` as `LetterContent.to_values()` gives them; every layout needs at least
        "date" and "verification". CannotRender CTK-002.

        `values["verification"]["codes"]`: what the code on each page says instead of the address alone, page by page.
        """
        if _compiled_in and os.getpid() not in _compiled_in:
            return self._render_elsewhere(values, layout)
        _compiled_in.add(os.getpid())
        inputs = _inputs(values)
        year, month, day = values["date"]
        try:
            pdf = self._compiler(layout).compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["a-2a", "ua-1"],  # archivable, and readable by a screen reader
                timestamp=datetime(year, month, day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise _cannot(error.message) from error
        if not isinstance(pdf, bytes):
            raise _cannot("hasil bukan satu berkas PDF")
        return pdf

    def fill(self, values: Mapping[str, Any], layout: str, sizes: Sequence[float], sides: int = 1) -> bytes:
        """What hangs or is handed out, in type as large as its paper lets it: on as few sheets of `sides` pages as the
        smallest of `sizes` (points, ascending) needs, in the largest that needs no more. The layout reads "size_pt".
        """
        made = self.render({**values, "size_pt": sizes[0]}, layout)
        fewest, low, high = -(-page_count(made) // sides) * sides, 0, len(sizes) - 1
        while low < high:
            middle = (low + high + 1) // 2
            larger = self.render({**values, "size_pt": sizes[middle]}, layout)
            if page_count(larger) <= fewest:
                made, low = larger, middle
            else:
                high = middle - 1
        return made

    def picture(self, values: Mapping[str, Any]) -> bytes:
        """The same letter as one PNG, its pages below each other: for telephones that open no PDF in a page.

        b"" in a process that was forked after another letter (see `_compiled_in`): there is the PDF.
        """
        if _compiled_in and os.getpid() not in _compiled_in:
            return b""
        _compiled_in.add(os.getpid())
        try:
            pages = self._compiler(LAYOUT).compile(format="png", sys_inputs=_inputs(values), ppi=_PICTURE_DPI)
        except typst.TypstError as error:
            raise _cannot(error.message) from error
        found: list[bytes | None] = list(pages) if isinstance(pages, list) else [pages]
        return _stacked([page for page in found if page])

    def _compiler(self, layout: str) -> typst.Compiler:
        # One per thread and layout: a compiler keeps its parsed layout and fonts, and is not made to be shared.
        kept: dict[str, typst.Compiler] = self._local.__dict__.setdefault("compilers", {})
        if layout not in kept:
            kept[layout] = typst.Compiler(
                str(self._folder / layout),
                root=str(self._folder),
                font_paths=[str(self._fonts)],
                ignore_system_fonts=True,
            )
        return kept[layout]

    def _render_elsewhere(self, values: Mapping[str, Any], layout: str) -> bytes:
        command = [sys.executable, "-m", __spec__.name, str(self._folder), str(self._fonts), layout]
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the letter goes in as data
            command, input=json.dumps(values).encode(), capture_output=True, timeout=_SECONDS, check=False
        )
        if done.returncode:
            raise _cannot(done.stderr.decode(errors="replace"))
        return done.stdout


def _inputs(values: Mapping[str, Any]) -> dict[str, str]:
    """What the layout reads."""
    url, pages = values["verification"]["url"], values["verification"].get("codes", ())
    codes = {"codes": json.dumps([qr_svg(text) for text in pages])} if pages else {}
    letter = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return {"letter": letter, "qr": qr_svg(url) if url else "", **codes}


def _stacked(pages: list[bytes]) -> bytes:
    """Pages as one picture in sixteen greys: a letter is black on white, and a telephone pays for each byte."""
    sheets = [Image.open(BytesIO(page)).convert("L") for page in pages]
    whole = Image.new("L", (max(one.width for one in sheets), sum(one.height for one in sheets)), 255)
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    target = BytesIO()
    whole.quantize(16).save(target, "PNG", optimize=True)
    return target.getvalue()


def _cannot(reason: str) -> CannotRender:
    glyph = _NO_GLYPH.search(reason)
    if glyph:
        reason = f"aksara {glyph[1]} tidak ada pada huruf surat; tulis dengan huruf Latin."
    return CannotRender("CTK-002", "Surat tidak dapat dicetak: {reason}", reason=reason)


def main(arguments: list[str]) -> int:
    """Render one letter from standard input; the reason why not goes to standard error."""
    layout_dir, fonts_dir, *layout = arguments
    try:
        pdf = Renderer(Path(layout_dir), Path(fonts_dir)).render(json.load(sys.stdin), *layout[:1])
    except CannotRender as error:
        sys.stderr.write(str(error.message.values.get("reason", error)))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
