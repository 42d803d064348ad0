"""Letters to PDF/A with typst, offline: a layout file, vendored fonts, and the letter as data.

What an office or a citizen wrote reaches the compiler only as JSON in `sys.inputs`; it is never source text.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst

from maklumat.core.errors import MaklumatError
from maklumat.ports.qr import qr_svg

LAYOUT: Final = "tata-letak.typ"


class CannotRender(MaklumatError):
    """CTK-001: the layout or the fonts are not there. CTK-002: a letter cannot be printed as it is."""


class Renderer:
    """Renders letters with one layout. May be shared by threads and used after a fork.

    `layout_dir` holds LAYOUT and is the only folder the layout may read; `fonts_dir` is searched with its folders,
    and no font of the machine is ever used. The same values always give the same bytes.
    """

    def __init__(self, layout_dir: Path, fonts_dir: Path) -> None:
        self._layout = layout_dir / LAYOUT
        self._fonts = fonts_dir
        if not self._layout.is_file() or not any(fonts_dir.rglob("*.ttf")):
            raise CannotRender("CTK-001", "Tata letak {layout} atau huruf {fonts} tidak ada.", layout=self._layout,
                               fonts=fonts_dir)  # fmt: skip
        self._local = threading.local()

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The letter as PDF/A-2a. `values` as `LetterContent.to_values()` gives them. CannotRender CTK-002."""
        url = values["verification"]["url"]
        inputs = {
            "letter": json.dumps(values, ensure_ascii=False, sort_keys=True),
            "qr": qr_svg(url) if url else "",
        }
        year, month, day = values["date"]
        moment = datetime(year, month, day, tzinfo=UTC)
        try:
            # archivable (PDF/A-2a), and readable by a screen reader (PDF/UA-1)
            pdf = self._compiler().compile(
                format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=moment
            )
        except typst.TypstError as error:
            raise CannotRender("CTK-002", "Surat tidak dapat dicetak: {reason}", reason=error.message) from error
        if not isinstance(pdf, bytes):
            raise CannotRender("CTK-002", "Surat tidak dapat dicetak: {reason}", reason="hasil bukan satu berkas PDF")
        return pdf

    def _compiler(self) -> typst.Compiler:
        # One per thread and process: a compiler keeps its parsed layout and fonts, and is not made to be shared.
        compiler = getattr(self._local, "compiler", None)
        if not isinstance(compiler, typst.Compiler):
            compiler = typst.Compiler(
                str(self._layout),
                root=str(self._layout.parent),
                font_paths=[str(self._fonts)],
                ignore_system_fonts=True,
            )
            self._local.compiler = compiler
        return compiler
