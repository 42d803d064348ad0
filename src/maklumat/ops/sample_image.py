"""A photograph of nothing, for the simulation."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def blank_png() -> bytes:
    """A small grey picture."""
    target = BytesIO()
    Image.new("RGB", (320, 240), (190, 200, 196)).save(target, "PNG")
    return target.getvalue()
