"""Uploads are what decoding says they are, and carry nothing they should not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from maklumat.ports.uploads import Decoded, Limits, UploadRefused, decode

SECRET = b"<script>rahasia</script>"


def picture(form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    target = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.save(target, form, **options)
    return target.getvalue()


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target, **options)
    return target.getvalue()


def refusal(data: bytes, name: str = "", **options: Any) -> str:
    with pytest.raises(UploadRefused) as caught:
        decode(data, name, **options)
    assert str(caught.value.message).endswith((".", ")."))
    return caught.value.code


def opened(decoded: Decoded) -> Image.Image:
    image = Image.open(io.BytesIO(decoded.data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("form", "mode", "kind", "kept_mode"),
    [
        ("JPEG", "RGB", "image/jpeg", "RGB"),
        ("JPEG", "L", "image/jpeg", "L"),
        ("JPEG", "CMYK", "image/jpeg", "RGB"),
        ("PNG", "RGB", "image/png", "RGB"),
        ("PNG", "1", "image/png", "1"),
        ("PNG", "P", "image/png", "RGB"),
        ("PNG", "LA", "image/png", "RGB"),
        ("PNG", "RGBA", "image/png", "RGB"),
        ("PNG", "I;16", "image/png", "L"),
        ("WEBP", "RGB", "image/jpeg", "RGB"),
    ],
)
def test_images_are_written_anew(form: str, mode: str, kind: str, kept_mode: str) -> None:
    decoded = decode(picture(form, mode), "ktp.exe")
    assert (decoded.kind, decoded.pages, decoded.width, decoded.height) == (kind, 1, 60, 40)
    assert opened(decoded).mode == kept_mode
    assert len(decoded.sha256) == 64


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    target = io.BytesIO()
    Image.new("I;16", (8, 8), 0x8000).save(target, "PNG")
    assert opened(decode(target.getvalue())).getpixel((0, 0)) == 0x80


def test_what_is_transparent_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(decode(target.getvalue())).getpixel((0, 0)) == (255, 255, 255)


def test_a_photo_is_turned_upright_and_tells_nothing_about_place_or_device() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[1] = "S"
    data = picture(exif=exif.tobytes(), comment=SECRET, icc_profile=b"rahasia" * 30)
    assert b"Kamera Rahasia" in data
    decoded = decode(data)
    assert (decoded.width, decoded.height) == (40, 60)
    assert not opened(decoded).getexif()
    assert b"ahasia" not in decoded.data


def test_png_text_is_dropped() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    data = picture("PNG", pnginfo=info)
    assert SECRET in data
    assert SECRET not in decode(data).data


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_what_hangs_behind_an_image_is_dropped(form: str) -> None:
    archive = b"PK\x03\x04" + SECRET
    decoded = decode(picture(form) + archive + b"%PDF-1.7")
    assert decoded.kind.startswith("image/")
    assert SECRET not in decoded.data


def test_a_large_image_is_made_smaller() -> None:
    decoded = decode(picture(size=(900, 300)), limits=Limits(max_side=300))
    assert (decoded.width, decoded.height) == (300, 100)
    assert opened(decoded).size == (300, 100)


def test_a_png_that_grows_too_big_becomes_a_jpeg() -> None:
    noise = Image.effect_noise((200, 200), 90)
    target = io.BytesIO()
    noise.save(target, "WEBP", quality=20)
    assert decode(target.getvalue(), limits=Limits(max_bytes=40_000)).kind == "image/jpeg"
    target = io.BytesIO()
    noise.quantize(4).save(target, "PNG")
    decoded = decode(target.getvalue(), limits=Limits(max_bytes=len(target.getvalue())))
    assert decoded.kind == "image/jpeg"


def test_the_same_file_is_decoded_to_the_same_bytes() -> None:
    for data in (picture(), picture("PNG"), pdf(2)):
        assert decode(data) == decode(data)


def png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + body + zlib.crc32(body).to_bytes(4, "big") + b"\0\0\0\1IDAT\0"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "ktp.jpg", "UNG-001"),
        (b"\xff\xd8\xff" + b"x" * (8 * 1024 * 1024), "ktp.jpg", "UNG-002"),
        (b"halo", "ktp.jpg", "UNG-003"),
        (b"<html>" + SECRET, "surat.pdf", "UNG-003"),
        (b"GIF89a" + b"\0" * 40, "ktp.jpg", "UNG-003"),
        (b"MZ\x90", "ktp.pdf", "UNG-003"),
        (b"\0\0\0\x18ftypheic\0\0", "", "UNG-004"),
        (b"halo", "IMG_1.HEIC", "UNG-004"),
        (b"PK\x03\x04....", "", "UNG-005"),
        (b"\xd0\xcf\x11\xe0....", "ktp.jpg", "UNG-005"),
        (b"halo", "surat.docx", "UNG-005"),
        (picture()[:400], "ktp.jpg", "UNG-006"),
        (picture("PNG")[:-30], "ktp.png", "UNG-006"),
        (b"\xff\xd8\xff", "ktp.jpg", "UNG-006"),
        (b"\x89PNG\r\n\x1a\n", "ktp.png", "UNG-006"),
        (b"RIFF\0\0\0\0WEBP", "ktp.webp", "UNG-006"),
        (picture() + b"\xff\xda" * 100, "ktp.jpg", "UNG-006"),
        (png_header(9000, 9000), "ktp.png", "UNG-007"),
        (png_header(2**31 - 1, 2**31 - 1), "ktp.png", "UNG-007"),
        (b"%PDF-1.7 rusak", "surat.pdf", "UNG-008"),
        (pdf(0), "surat.pdf", "UNG-008"),
        (pdf(encryption=pikepdf.Encryption(user="rahasia", owner="rahasia")), "surat.pdf", "UNG-009"),
        (pdf(encryption=pikepdf.Encryption(user="", owner="rahasia")), "surat.pdf", "UNG-009"),
        (pdf(61), "surat.pdf", "UNG-010"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_code(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


def test_a_plain_pdf_is_taken() -> None:
    decoded = decode(pdf(60), "surat.jpg")
    assert (decoded.kind, decoded.pages, decoded.signed, decoded.stripped) == ("application/pdf", 60, False, False)
    with pikepdf.open(io.BytesIO(decoded.data)) as document:
        assert len(document.pages) == 60


def test_a_pdf_that_is_also_a_web_page_is_only_a_pdf_afterwards() -> None:
    decoded = decode(SECRET + pdf() + SECRET)
    assert decoded.data.startswith(b"%PDF-")
    assert SECRET not in decoded.data


def action(kind: str, **parts: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name(kind), **parts)


def with_open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = action("/JavaScript", JS=pikepdf.String("rahasia()"))


def with_nested_next(document: pikepdf.Pdf) -> None:
    script = action("/JavaScript", JS=document.make_stream(b"rahasia()"))
    document.Root.OpenAction = action("/GoTo", Next=pikepdf.Array([script]))


def with_launch(document: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action("/Launch", F="rahasia.exe")
    )
    document.pages[0].Annots = pikepdf.Array([link])


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["rahasia.exe"] = b"rahasia"


def with_named_script(document: pikepdf.Pdf) -> None:
    script = document.make_indirect(action("/JavaScript", JS=pikepdf.String("rahasia()")))
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))


ACTIVE = [with_open_action, with_nested_next, with_launch, with_attachment, with_named_script]


def with_signature(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(
        SigFlags=3,
        Fields=[
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=b"tanda"))
        ],
    )


@pytest.mark.parametrize("change", ACTIVE)
def test_scripts_launches_and_embedded_files_are_taken_out(change: Callable[[pikepdf.Pdf], None]) -> None:
    decoded = decode(pdf(1, change))
    assert decoded.stripped
    again = decode(decoded.data)
    assert not again.stripped
    with pikepdf.open(io.BytesIO(decoded.data)) as document:
        loose = io.BytesIO()
        document.save(loose, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"rahasia" not in loose.getvalue()


def test_an_ordinary_link_and_a_jump_to_a_page_stay() -> None:
    def harmless(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = action("/GoTo", D=pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit]))
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action("/URI", URI="https://contoh.invalid"))
        document.pages[0].Annots = pikepdf.Array([link])

    decoded = decode(pdf(1, harmless))
    assert not decoded.stripped
    with pikepdf.open(io.BytesIO(decoded.data)) as document:
        assert str(document.pages[0].Annots[0].A.URI) == "https://contoh.invalid"


def test_a_signed_pdf_stays_byte_for_byte() -> None:
    data = pdf(1, with_signature)
    decoded = decode(data)
    assert (decoded.data, decoded.signed, decoded.stripped) == (data, True, False)


def test_a_letter_from_another_system_stays_byte_for_byte_when_asked() -> None:
    data = pdf() + b"\n"
    assert decode(data).data != data
    assert decode(data, untouched=True).data == data


@pytest.mark.parametrize("change", ACTIVE)
def test_what_must_not_be_changed_is_refused_where_it_is_active(change: Callable[[pikepdf.Pdf], None]) -> None:
    def both(document: pikepdf.Pdf) -> None:
        with_signature(document)
        change(document)

    assert refusal(pdf(1, both)) == "UNG-011"
    assert refusal(pdf(1, change), untouched=True) == "UNG-011"


@pytest.mark.parametrize(("before", "behind"), [(SECRET, b""), (b"", SECRET)])
def test_what_must_not_be_changed_is_refused_where_something_hangs_on_it(before: bytes, behind: bytes) -> None:
    data = before + pdf(1, with_signature) + behind
    assert refusal(data) == "UNG-013"


def test_a_dynamic_form_is_refused() -> None:
    def form(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=[])

    assert refusal(pdf(1, form)) == "UNG-012"


def test_a_pdf_of_too_many_objects_is_refused() -> None:
    def tangle(document: pikepdf.Pdf) -> None:
        document.Root.Many = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(N=n)) for n in range(60)])

    assert refusal(pdf(1, tangle), limits=Limits(max_objects=50)) == "UNG-014"

    def nest(document: pikepdf.Pdf) -> None:
        document.Root.Many = pikepdf.Array([pikepdf.Array([]) for _ in range(600)])

    assert refusal(pdf(1, nest), limits=Limits(max_objects=50)) == "UNG-014"


def test_a_stream_that_unpacks_to_gigabytes_is_left_packed_and_dropped() -> None:
    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(80)) + packer.flush()
    head = (
        b"%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n"
    )
    stream = b"5 0 obj <</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>> stream\n" % len(bomb)
    data = head + stream + bomb + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(head)
    assert len(data) > 100_000
    decoded = decode(
        data
    )  # unpacked, this table of contents would be believed; limited, the pages are found without it
    assert decoded.pages == 1
    assert len(decoded.data) < 2_000


SEEDS = [picture(), picture("PNG"), picture("WEBP"), pdf(2), pdf(1, with_signature), pdf(1, with_attachment)]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks about metadata that is dropped anyway
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=4)), max_size=6), st.data())
def test_any_bytes_are_decoded_or_refused(seed: bytes, changes: list[tuple[int, bytes]], more: st.DataObject) -> None:
    data = bytearray(seed)
    for place, piece in changes:
        at = place % len(data)
        data[at : at + len(piece)] = piece
    data = data[: more.draw(st.integers(0, len(data)))] if more.draw(st.booleans()) else data
    outcome = _outcome(bytes(data))
    assert outcome.startswith("UNG-") or outcome in ("image/jpeg", "image/png", "application/pdf")


def _outcome(data: bytes) -> str:
    try:
        return decode(data).kind
    except UploadRefused as refused:
        return refused.code
