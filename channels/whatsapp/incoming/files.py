"""What a file is, by its content and not by what its sender says of it; what no clerk needs is not let in."""

import codecs
import mmap
import zipfile
import zlib
from pathlib import Path

import filetype
from PIL import Image

WORD, EXCEL, SLIDES = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

IMAGES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
PICTURES = ("JPEG", "PNG", "WEBP")  # as Pillow calls these
GLANCE = (64, 64)  # pixels to which a JPEG is read: whether it is one shows in few
AUDIO = {
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
}
VIDEO = {"video/mp4": ".mp4", "video/3gpp": ".3gp"}
TEXTS = {"text/plain": ".txt", "text/csv": ".csv"}
OLD_OFFICE = {WORD: ".doc", EXCEL: ".xls", SLIDES: ".ppt"}
NEW_OFFICE = {
    f"{OFFICE}wordprocessingml.document": ".docx",
    f"{OFFICE}spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}presentationml.presentation": ".pptx",
}
FREE_OFFICE = {f"{OPEN_DOCUMENT}text": ".odt", f"{OPEN_DOCUMENT}spreadsheet": ".ods"}
PDF = {"application/pdf": ".pdf"}
ALLOWED = {
    "image": IMAGES,
    "audio": AUDIO,
    "voice": AUDIO,
    "video": VIDEO,
    "document": PDF | TEXTS | OLD_OFFICE | NEW_OFFICE | FREE_OFFICE | IMAGES,
}
UNSAID = ("", "application/octet-stream", "binary/octet-stream")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MACROS = ("_VBA_PROJECT".encode("utf-16-le"), b"vbaProject.bin")
OLD_PARTS = {"WordDocument": WORD, "Workbook": EXCEL, "Book": EXCEL, "PowerPoint Document": SLIDES}
NEW_PARTS = dict(zip(("word/", "xl/", "ppt/"), NEW_OFFICE, strict=True))
CODE = ("#!", "<", "MZ")
CHUNK = 1024 * 1024
SMALL = 100


class NotAllowed(Exception):
    """The file is something that is not let in, or not what its sender says."""


def type_of(file: Path, kind: str, said: str) -> tuple[str, str]:
    """The media type and the ending of a file that came as this kind and is said to be of this type.

    Raises NotAllowed where the content is of another family than what is said, or of none that is let in.
    """
    said = said.partition(";")[0].strip().lower()
    found = _found(file, said)
    if found not in ALLOWED[kind]:
        raise NotAllowed(f"{found or 'something'} as {kind}")
    if said not in UNSAID and _family(said) != _family(found):
        raise NotAllowed(f"{found}, said to be something else")
    return found, ALLOWED[kind][found]


def _family(media_type: str) -> str:
    """Types that only a careless sender takes for each other: pictures among themselves, texts, sounds, films."""
    general = media_type.partition("/")[0]
    return media_type if general == "application" else general


def _found(file: Path, said: str) -> str:
    with file.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(OLE):
        return _old_office(file)
    if head.startswith(ZIP):
        return _zipped(file)
    guessed = filetype.guess_mime(str(file))
    if guessed is None:
        return said if said in TEXTS and _is_plain_text(file) else ""
    if guessed in IMAGES and not _can_be_seen(file):
        return ""
    if guessed == "video/mp4" and said == "video/3gpp":
        return said  # the same container
    if guessed == "video/mp4" and said.startswith("audio/"):
        return "audio/mp4"
    return str(guessed)


def _can_be_seen(file: Path) -> bool:
    """Whether a picture stands behind its header, and not something else or nothing."""
    try:
        with Image.open(file, formats=PICTURES) as picture:
            if picture.format == "PNG":
                picture.verify()
            else:
                picture.draft("RGB", GLANCE)
                picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _old_office(file: Path) -> str:
    """Word, Excel or PowerPoint of before 2007: the directory of the file names its parts. Macros are programs."""
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if any(content.find(mark) >= 0 for mark in MACROS):
            return ""
        parts = (kind for part, kind in OLD_PARTS.items() if content.find(part.encode("utf-16-le")) >= 0)
        return next(parts, "")


def _zipped(file: Path) -> str:
    """An office document in a ZIP; any other archive may hold anything."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            own = archive.read("mimetype").decode() if _has_small(archive, "mimetype") else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError):
        return ""
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        return ""
    if own is not None:
        return own if own in FREE_OFFICE else ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((NEW_PARTS[part] for part in NEW_PARTS if any(name.startswith(part) for name in names)), "")


def _has_small(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether there is such a file, and no larger than such a file is."""
    return name in archive.namelist() and archive.getinfo(name).file_size < SMALL


def _is_plain_text(file: Path) -> bool:
    """Words and tables in UTF-8, and nothing that a machine would carry out."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with file.open("rb") as stream:
        first = True
        while chunk := stream.read(CHUNK):
            try:
                decoded = decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            if "\0" in decoded or (first and decoded.lstrip().startswith(CODE)):
                return False
            first = False
    return True
