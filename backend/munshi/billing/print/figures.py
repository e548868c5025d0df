"""Figures, days and pictures as they stand on paper."""

import base64
import io
from datetime import date
from decimal import Decimal

import segno
from babel.dates import format_date
from PIL import Image

from munshi.billing.print.wording import language_of
from munshi.columns import plain
from munshi.printing import as_svg

LOCALES = {"hi": "hi_IN", "en": "en_IN"}


def rupees(paise: int) -> str:
    """`1,23,456.50`, in Indian groups, always with paise."""
    sign, (whole, rest) = "−" if paise < 0 else "", divmod(abs(paise), 100)
    head, tail = str(whole)[:-3], str(whole)[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return f"{sign}{','.join([*pairs, tail])}.{rest:02}"


def day(on: date, language: str) -> str:
    """`28 Nov 2026`."""
    return format_date(on, "d MMM y", LOCALES[language_of(language)])


def amount(quantity: Decimal, unit: str) -> str:
    """`1.5 kg`."""
    return f"{plain(quantity)} {unit}".strip()


def qr(text: str) -> str:
    """A QR as the text of an SVG."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, nl=False)
    return drawn.getvalue().decode()


def logo(data_url: str) -> str:
    """The picture of a data URL as the text of an SVG."""
    header, _, held = data_url.partition(",")
    picture = base64.b64decode(held)
    with Image.open(io.BytesIO(picture)) as image:
        return as_svg(picture, header.removeprefix("data:").partition(";")[0], *image.size)
