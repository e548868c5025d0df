"""The files that people have sent, as the connector keeps them: certificates and receipts, for who may see them."""

from pathlib import Path
from typing import Any

from fastapi.responses import FileResponse

from munshi import settings
from munshi.problems import NotFound

FORMS = {
    "image/jpeg": "image",
    "image/png": "image",
    "application/pdf": "document",
}  # as which WhatsApp shows them
SHOWN_IN_PLACE = frozenset({*FORMS, "image/webp"})
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {media_type: {} for media_type in sorted(SHOWN_IN_PLACE)}}
}


def kept(path: str) -> Path | None:
    """Where a file lies; None for one that is not kept here."""
    folder = settings.current().media_folder
    found = (folder / path).resolve()
    return found if found.is_relative_to(folder) and found.is_file() else None


def sendable(source: str, reference: str, path: str, mime_type: str) -> list[dict[str, str]]:
    """The file at the books' own address, as a notice may carry it; nothing where WhatsApp would not show it."""
    form = FORMS.get(mime_type)
    if form is None or kept(path) is None:
        return []
    named = {"filename": f"{reference}.pdf"} if form == "document" else {}
    return [{"kind": form, "source": source, **named}]


def answer(path: str, mime_type: str) -> FileResponse:
    """The file as it was sent. Raises NotFound."""
    found = kept(path)
    if found is None:
        raise NotFound("The file is not kept any more.")
    shown = mime_type in SHOWN_IN_PLACE
    return FileResponse(
        found,
        media_type=mime_type if shown else "application/octet-stream",
        filename=found.name,
        content_disposition_type="inline" if shown else "attachment",
        headers=HEADERS,
    )
