"""What was sold, as a picture: each day beside the same one before."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pygal
from babel.dates import format_date
from babel.numbers import format_currency
from pygal.style import Style
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.owner.rules import Days, before
from munshi.owner.sales import by_day
from munshi.printing import compiled

TEMPLATE = Path(__file__).with_name("print") / "sales.typ"
sys.meta_path[:] = [each for each in sys.meta_path if hasattr(each, "find_spec")]  # pygal puts in one of 2012

LOCALES = {"hinglish": "en_IN", "hi": "hi_IN", "en": "en_IN"}
MOST_NAMED = 10  # days that have room for their names
STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    font_family="Noto Sans, Noto Sans Devanagari",
    colors=("#1d7a46", "#b9c4bd"),
    label_font_size=16,
    major_label_font_size=16,
    legend_font_size=16,
)


def picture(session: Session, business: Business, days: Days) -> bytes:
    """The PNG, with the name of the business and both spans of days on it."""
    earlier = before(days)
    now, then = by_day(session, business, days), by_day(session, business, earlier)
    locale = LOCALES[business.language]
    spans = [_span(each, locale) for each in (days, earlier)]
    return compiled(
        TEMPLATE,
        {
            "language": business.language,
            "business": business.name,
            "spans": spans,
            "sums": [_rupees(sum(each), locale) for each in (now, then)],
            "chart": _chart(days, spans, (now, then), locale),
        },
        "png",
    )


def _chart(days: Days, spans: Sequence[str], sums: Sequence[Sequence[int]], locale: str) -> str:
    chart: Any = pygal.Bar(
        style=STYLE,
        width=900,
        height=460,
        js=(),
        legend_at_bottom=True,
        show_minor_x_labels=False,
        truncate_label=-1,
        value_formatter=lambda rupees: _rupees(round(rupees * 100), locale),
        min_scale=2,
    )
    named = days.each()
    pattern = "EEE d" if len(named) <= MOST_NAMED else "d"
    chart.x_labels = [format_date(each, pattern, locale) for each in named]
    chart.x_labels_major = chart.x_labels[:: max(len(named) // MOST_NAMED, 1)]
    for span, each in zip(spans, sums, strict=True):
        chart.add(span, [paise / 100 for paise in each[: len(named)]])
    drawn: str = chart.render(is_unicode=True)
    return drawn


def _span(days: Days, locale: str) -> str:
    first, last = (format_date(day, "d MMM", locale) for day in (days.first, days.last))
    return f"{first} – {last}"


def _rupees(paise: int, locale: str) -> str:
    """Whole rupees, in Indian groups."""
    return str(format_currency(paise / 100, "INR", "¤#,##,##0", locale=locale, currency_digits=False))
