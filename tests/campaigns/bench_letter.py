"""A letter rendered as PDF/A with its QR code *and signed*, beside WeasyPrint rendering the same letter alone.

Same words, same paper, same face, same QR code; each letter has another number, name and code. WeasyPrint gets what
suits it: a style sheet and fonts read once, an ordinary PDF without archive profile or tags, and no signature.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from maklumat.core.letter.compose import compose
from maklumat.core.letter.content import LetterContent
from maklumat.ports.qr import qr_svg
from maklumat.ports.rendering import Renderer
from maklumat.ports.signing import Authority, SignerIdentity
from tests.core.letter_cast import FONTS, SHARED, SIGNATORY, TEMPLATE_FILES, answers, base, frame, template

ROUNDS, LETTERS = 9, 10
AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
SOURCE = template(next(path for path in TEMPLATE_FILES if path.stem == "surat-keterangan-dtks"))
BASE = base()

CSS = """
@page { size: 215mm 330mm; margin: 15mm 20mm 30mm 25mm; @bottom-left { content: element(foot); width: 100% } }
body { font: 11pt/1.35 "Liberation Sans", Arial, sans-serif }
.head { text-align: center; border-bottom: 3pt double #000; padding-bottom: 4pt; margin-bottom: 12pt }
.head b { font-size: 15pt; display: block } .head small { font-size: 9pt; display: block }
h1 { font-size: 12pt; text-align: center; text-decoration: underline; margin: 0 } .no { text-align: center }
p { text-align: justify; text-indent: 12mm; margin: 6pt 0 } table { margin-left: 12mm } td { vertical-align: top }
.sign { margin-left: 82mm; margin-top: 16pt } .box { border: .5pt solid #000; padding: 1.6mm; font-size: 8pt }
.box img { width: 22mm; height: 22mm; vertical-align: middle } #foot { position: running(foot); font-size: 7.4pt;
border-top: .5pt solid #000 }
"""


def content(number: int) -> LetterContent:
    code = f"{number:04d}-7KQ2-9XWM"
    values = answers(SOURCE) | {"nama": f"CONTOH NAMA {number}"}
    changed = {"number": f"400.9.14/{number:04d}/DINSOS/XI/2026", "verify_code": code}
    return compose(SOURCE, BASE, frame(**changed, verify_url=f"http://127.0.0.1:8000/periksa/{code}"), values)


def as_html(letter: LetterContent) -> str:
    """The same letter as a person would write it for WeasyPrint."""
    values = letter.to_values()
    head, signature = values["letterhead"], values["signature"]
    parts = []
    for block in values["blocks"]:
        if block["kind"] == "rows":
            rows = "".join(f"<tr><td>{escape(label)}<td>:<td>{escape(text)}</tr>" for label, text in block["rows"])
            parts.append(f"<table>{rows}</table>")
        else:
            parts.append(f"<p>{escape(block['text'])}</p>")
    image = base64.b64encode(qr_svg(values["verification"]["url"]).encode()).decode()
    return (
        f"<!doctype html><html lang=id><title>{escape(values['document_title'])}</title><body>"
        f"<div id=foot>{'<br>'.join(map(escape, values['footer']))}</div>"
        f"<div class=head>{escape(head['government'].upper())}<b>{escape(head['agency'].upper())}</b>"
        f"<small>{escape(head['address'])}</small>"
        f"<small>{escape(', '.join(head['phones']))} {head['email']}</small></div>"
        f"<h1>{escape(values['title'].upper())}</h1><div class=no>Nomor: {escape(values['number'])}</div>"
        f"{''.join(parts)}<div class=sign>{escape(values['place_and_date'])}<br>"
        f"<b>{escape(signature['heading'][0])},</b>"
        f"<div class=box><img src='data:image/svg+xml;base64,{image}'> Ditandatangani secara elektronik</div>"
        f"<b>{escape(signature['name'])}</b><br>{signature['rank']}<br>NIP {signature['nip']}</div></body></html>"
    )


def weasyprint_letter() -> Callable[[int], bytes]:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=CSS, font_config=fonts)

    def make(number: int) -> bytes:
        page = weasyprint.HTML(string=as_html(content(number)))
        return bytes(page.write_pdf(stylesheets=[style], font_config=fonts))

    return make


def our_letters(folder: Path) -> tuple[Callable[[int], bytes], Callable[[int], bytes]]:
    """(render alone, render and sign)."""
    renderer, authority = Renderer(SHARED, FONTS), Authority(folder, at=AT)
    signer = SignerIdentity("contoh.kepala-dinas", SIGNATORY.post, "Dinas Sosial Kabupaten Contoh")
    authority.enrol(signer, at=AT)

    def render(number: int) -> bytes:
        return renderer.render(content(number).to_values())

    def render_and_sign(number: int) -> bytes:
        return authority.sign(render(number), signer.id, reason="Penandatanganan surat", location="Contoh", at=AT)

    return render, render_and_sign


def rates(makers: list[Callable[[int], bytes]]) -> list[float]:
    """Letters a second of each maker, medians of rounds in turn."""
    kept: list[list[float]] = [[] for _ in makers]
    number = 1
    for make in makers:
        make(0), make(1)
    for _ in range(ROUNDS):
        for make, found in zip(makers, kept, strict=True):
            start = perf_counter()
            for _ in range(LETTERS):
                number += 1
                make(number)
            found.append(LETTERS / (perf_counter() - start))
    return [median(found) for found in kept]


def figure(name: str, value: float, unit: str, against_value: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "against": f"WeasyPrint {weasyprint.__version__} rendering alone",
        "against_value": round(against_value, 1),
        "ratio": round(value / against_value, 2),
        "database": None,
        "n": ROUNDS * LETTERS,
    }


def main() -> None:
    folder = Path(os.environ.get("MAKLUMAT_BENCH_FOLDER", "bench-keys")) / "letter-keys"
    render, render_and_sign = our_letters(folder)
    theirs = weasyprint_letter()
    ours_signed, ours, peer = rates([render_and_sign, render, theirs])
    for line in (
        figure("letter_render_and_sign", ours_signed, "letters/s", peer),
        figure("letter_render", ours, "letters/s", peer),
        figure("letter_signed_bytes", len(render_and_sign(1)), "bytes", len(theirs(1))),
    ):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
