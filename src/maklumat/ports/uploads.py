"""What somebody uploads, decoded. Decoding decides the type; name and declared type are only hints for the message.

Images (JPEG, PNG, WebP) are decoded and written anew: turned upright, without metadata (place, device, comments), and
without anything that was hidden before, behind or inside them. An unsigned PDF is written anew too, without scripts,
launch actions and embedded files. A signed PDF stays byte for byte as it came, or is refused where it is not plain:
whoever changes it breaks its signature. Everything else is refused, and says what to do instead.

Importing this module sets qpdf's limits for the whole process: a small file cannot ask for gigabytes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf
from PIL import Image, ImageOps

from maklumat.core.errors import Refusal

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
PDF: Final = "application/pdf"

_MEGABYTE: Final = 1024 * 1024
_MOST_SCANS: Final = 64
"""Passes of a progressive JPEG. Cameras write about ten; each costs the whole picture again."""

_PDF_HEADER_WITHIN: Final = 1024
_JPEG_QUALITY: Final = 85

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=64 * _MEGABYTE,
    png_max_memory=64 * _MEGABYTE,
    tiff_max_memory=64 * _MEGABYTE,
    run_length_max_memory=64 * _MEGABYTE,
    dct_max_memory=64 * _MEGABYTE,
    doc_max_warnings=200,
)


class UploadRefused(Refusal):
    """The file cannot be taken: UNG-001 to UNG-014, each with what the sender can do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_bytes` of the file that comes in, `max_megapixels` of an image, `max_side` in pixels of what is kept,
    `max_pages` and `max_objects` of a PDF."""

    max_bytes: int = 8 * _MEGABYTE
    max_megapixels: int = 40
    max_side: int = 4000
    max_pages: int = 60
    max_objects: int = 50_000


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file that may be kept. `kind` is image/jpeg, image/png or application/pdf; `data` is what to store.

    `width` and `height` in pixels, 0 for a PDF; `pages` is 1 for an image. `sha256` (hex) is of `data`. `signed`: a PDF
    that carries signatures (not judged here). `stripped`: active parts or embedded files were taken out of a PDF.
    """

    kind: str
    data: bytes
    pages: int
    width: int
    height: int
    sha256: str
    signed: bool = False
    stripped: bool = False


def decode(data: bytes, declared_name: str = "", limits: Limits = LIMITS, *, untouched: bool = False) -> Decoded:
    """Decode an upload, or raise UploadRefused; nothing else is raised for any bytes.

    `untouched` keeps a PDF byte for byte, for a letter that another system made; then it is refused where it would
    have needed cleaning.
    """
    if not data:
        raise _refused("UNG-001", "Berkas ini kosong. Pilih kembali berkasnya, lalu kirim ulang.")
    if len(data) > limits.max_bytes:
        raise _refused(
            "UNG-002",
            "Berkas ini lebih besar dari {most} MB. Foto ulang dengan ukuran lebih kecil, atau pindai hitam putih.",
            most=limits.max_bytes // _MEGABYTE,
        )
    if _image_format(data):
        return _decode_image(data, limits)
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return _decode_pdf(data, limits, untouched=untouched)
    raise _unknown(data, declared_name)


def _refused(code: str, text: str, **values: Any) -> UploadRefused:
    return UploadRefused(code, text, **values)


def _image_format(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def kind_of(kept: bytes) -> str:
    """The media type of a file that `decode` made."""
    form = _image_format(kept)
    return f"image/{form.lower()}" if form else "application/pdf"


def _unknown(data: bytes, declared_name: str) -> UploadRefused:
    suffix = declared_name.rpartition(".")[2].lower()
    if (data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS) or suffix in ("heic", "heif", "avif"):
        return _refused(
            "UNG-004",
            "Foto berjenis HEIC belum dapat dibaca. Di pengaturan kamera pilih “Paling kompatibel”, atau kirim "
            "tangkapan layarnya (JPG atau PNG).",
        )
    office_file = data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"))
    if office_file or suffix in _OFFICE_SUFFIXES:
        return _refused(
            "UNG-005", "Berkas Word, Excel atau ZIP tidak diterima. Simpan sebagai PDF, lalu kirim PDF-nya."
        )
    return _refused("UNG-003", "Jenis berkas ini tidak diterima. Kirim foto (JPG atau PNG) atau PDF.")


_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
_OFFICE_SUFFIXES: Final = frozenset({"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "zip", "rar"})


# Images

_BROKEN_IMAGE: Final = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, ZeroDivisionError,
    AttributeError, RuntimeError, struct.error, MemoryError,
)  # fmt: skip


def _decode_image(data: bytes, limits: Limits) -> Decoded:
    form = _image_format(data)
    if form == "JPEG" and data.count(b"\xff\xda") > _MOST_SCANS:
        raise _damaged_image()
    try:
        image = _opened(data, form, limits)
        image = _plain(ImageOps.exif_transpose(image))
        image.thumbnail((limits.max_side, limits.max_side))
        kind, written = _written(image, lossless=form == "PNG", most=limits.max_bytes)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(limits) from None
    except _BROKEN_IMAGE:
        raise _damaged_image() from None
    return Decoded(kind, written, 1, image.width, image.height, _digest(written))


def _opened(data: bytes, form: str, limits: Limits) -> Image.Image:
    """The first frame, every pixel decoded. The size is judged before the first of them."""
    image = Image.open(BytesIO(data), formats=(form,))
    if image.width * image.height > limits.max_megapixels * 1_000_000:
        raise _too_many_pixels(limits)
    image.draft(None, (limits.max_side, limits.max_side))  # a large JPEG is decoded at a half or a quarter at once
    image.load()
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Only pixels: grey or colour on white, and nothing in `info` that a writer could carry along."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        layered = image.convert("RGBA")
        image = Image.new("RGB", layered.size, "white")
        image.paste(layered, mask=layered.getchannel("A"))
    elif image.mode not in ("1", "L", "RGB"):
        image = image.convert("RGB")
    plain = image.copy()
    plain.info = {}
    return plain


def _written(image: Image.Image, *, lossless: bool, most: int) -> tuple[str, bytes]:
    if lossless:
        target = BytesIO()
        image.save(target, "PNG", optimize=False)
        if target.tell() <= most:
            return PNG, target.getvalue()
    target = BytesIO()
    image.convert("L" if image.mode == "1" else image.mode).save(target, "JPEG", quality=_JPEG_QUALITY)
    return JPEG, target.getvalue()


def _damaged_image() -> UploadRefused:
    return _refused("UNG-006", "Foto ini rusak atau terpotong. Foto ulang, lalu kirim lagi.")


def _too_many_pixels(limits: Limits) -> UploadRefused:
    return _refused(
        "UNG-007",
        "Foto ini terlalu besar (lebih dari {most} megapiksel). Kecilkan resolusi kamera, lalu foto ulang.",
        most=limits.max_megapixels,
    )


# PDF

_BROKEN_PDF: Final = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError,
    NotImplementedError, OSError, MemoryError,
)  # fmt: skip
_ACTIVE_ACTIONS: Final = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
        "/RichMediaExecute",
    }
)  # fmt: skip
_ACTIVE_KEYS: Final = ("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent")


def _decode_pdf(data: bytes, limits: Limits, *, untouched: bool) -> Decoded:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _judged_pdf(pdf, data, limits, untouched=untouched)
    except pikepdf.PasswordError:
        raise _locked() from None
    except _BROKEN_PDF:
        raise _refused("UNG-008", "PDF ini rusak atau terpotong. Simpan atau pindai ulang, lalu kirim lagi.") from None


def _judged_pdf(pdf: pikepdf.Pdf, data: bytes, limits: Limits, *, untouched: bool) -> Decoded:
    if pdf.is_encrypted:
        raise _locked()
    if len(pdf.objects) > limits.max_objects:
        raise _tangled()
    pages = len(pdf.pages)
    if pages == 0:
        raise ValueError("a PDF without pages")
    if pages > limits.max_pages:
        raise _refused(
            "UNG-010",
            "PDF ini berisi {pages} halaman; paling banyak {most}. Kirim hanya halaman yang diminta.",
            pages=pages,
            most=limits.max_pages,
        )
    parts = tuple(_dictionaries(pdf, limits.max_objects * 10))
    if any("/XFA" in part for part in parts):
        raise _refused("UNG-012", "PDF ini formulir isian khusus (XFA). Cetak ke PDF biasa, atau foto hasil cetaknya.")
    signed = any("/ByteRange" in part for part in parts)
    active = [part for part in parts if _is_active(part)]
    if signed or untouched:
        _demand_plain(data, active=bool(active))
        return Decoded(PDF, data, pages, 0, 0, _digest(data), signed)
    for part in active:
        _disarm(part)
    written = BytesIO()
    pdf.save(written, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return Decoded(PDF, written.getvalue(), pages, 0, 0, _digest(written.getvalue()), stripped=bool(active))


def _dictionaries(pdf: pikepdf.Pdf, most: int) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those that lie inside others."""
    waiting: list[Any] = list(pdf.objects)
    seen = 0
    while waiting:
        here = waiting.pop()
        seen += 1
        if seen > most:
            raise _tangled()
        inside: list[Any] = []
        if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            yield here
            inside = [here[key] for key in here.keys()]  # noqa: SIM118 - iterating the object itself gives no keys
        elif isinstance(here, pikepdf.Array):
            inside = list(here)
        waiting.extend(part for part in inside if isinstance(part, pikepdf.Object) and not part.is_indirect)


def _is_active(part: pikepdf.Object) -> bool:
    return _acts(part) or any(key in part for key in _ACTIVE_KEYS)


def _acts(part: pikepdf.Object) -> bool:
    return "/S" in part and isinstance(part["/S"], pikepdf.Name) and str(part["/S"]) in _ACTIVE_ACTIONS


def _disarm(part: pikepdf.Object) -> None:
    """Take the action out of an action, and the scripts and files out of whatever holds them."""
    keys = list(part.keys()) if _acts(part) else [key for key in _ACTIVE_KEYS if key in part]
    for key in keys:
        if key != "/Next":  # what comes next is judged by itself
            del part[key]


def _demand_plain(data: bytes, *, active: bool) -> None:
    """A file whose bytes are kept has to be clean as it is."""
    if active:
        raise _refused(
            "UNG-011",
            "PDF ini berisi program atau lampiran di dalamnya. Cetak ke PDF biasa, atau minta salinan yang polos.",
        )
    if not data.startswith(b"%PDF-") or data.rpartition(b"%%EOF")[2].strip(b"\0 \t\r\n"):
        raise _refused(
            "UNG-013", "PDF ini disisipi data lain di depan atau di belakangnya. Unduh ulang dari sumbernya."
        )


def _locked() -> UploadRefused:
    return _refused("UNG-009", "PDF ini terkunci kata sandi. Cetak ke PDF tanpa kata sandi, atau foto dokumennya.")


def _tangled() -> UploadRefused:
    return _refused(
        "UNG-014", "Susunan PDF ini terlalu rumit untuk diperiksa. Cetak ke PDF biasa, atau foto dokumennya."
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
