"""Pictures of nothing: a photograph for the simulation, a scan for the example offices."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont


def blank_png() -> bytes:
    """A small grey picture."""
    target = BytesIO()
    Image.new("RGB", (320, 240), (190, 200, 196)).save(target, "PNG")
    return target.getvalue()


def sample_scan() -> bytes:
    """A sheet of paper that says what it is."""
    sheet = Image.new("L", (480, 640), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((24, 24, 455, 615), outline=120, width=2)
    pen.text((240, 150), "CONTOH", fill=90, anchor="mm", font=ImageFont.load_default(64))
    pen.text((240, 220), "kertas rekaan, tanpa isi", fill=90, anchor="mm", font=ImageFont.load_default(24))
    for line in range(290, 570, 34):
        pen.line((70, line, 410 - line % 5 * 30, line), fill=200, width=6)
    target = BytesIO()
    sheet.save(target, "PNG", optimize=True)
    return target.getvalue()
