"""Pictures of products that the business has brought: kept with its files, apart from those that people send."""

import hashlib
from io import BytesIO
from urllib.parse import quote

from PIL import Image

from munshi import settings
from munshi.catalogue.models import Product
from munshi.catalogue.sections import PhotoFile

FOLDER = "products"
LARGEST = 5 * 1024 * 1024  # that WhatsApp takes
FORMS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


class NoPicture(ValueError):
    """The content is no picture that WhatsApp shows."""


def put(product: Product, content: bytes) -> None:
    """Puts a picture on a product, in place of the one before. Raises NoPicture."""
    product.photo_file = _keep(product.business_id, content).model_dump()


def address(product: Product) -> str | None:
    """Where the picture is: in the books, else on the web; None where there is none."""
    if product.photo_file is None:
        return product.photo
    return f"/api/businesses/{product.business_id}/photos/{quote(product.sku)}"


def _keep(business_id: str, content: bytes) -> PhotoFile:
    """Writes the picture once, by the hash of its content."""
    mime_type, ending = _form(content)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{FOLDER}/{business_id}/{digest}.{ending}"
    file = settings.current().media_folder / path
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.write_bytes(content)
    return PhotoFile(path=path, sha256=digest, mime_type=mime_type)


def _form(content: bytes) -> tuple[str, str]:
    if len(content) > LARGEST:
        raise NoPicture("is larger than 5 MB")
    try:
        with Image.open(BytesIO(content), formats=list(FORMS)) as picture:
            picture.verify()
            return FORMS[picture.format or ""]
    except (
        OSError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:  # of a broken PNG Pillow says SyntaxError
        raise NoPicture("is no JPEG or PNG that can be read") from error
