"""How amounts, quantities and moments are written in the language of the person."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from actions.wording import wording

words = wording("words.yml")
LOCALES = {"hinglish": "en_IN", "hi": "hi_IN", "en": "en_IN"}
SMALLER = {"kg": ("g", 1000), "l": ("ml", 1000), "dozen": ("pc", 12)}


def money(paise: int, language: str) -> str:
    """`₹1,250.50`, in Indian groups; whole rupees without paise."""
    rupees = Decimal(paise) / 100
    whole = rupees == rupees.to_integral_value()
    pattern = "¤#,##,##0" if whole else "¤#,##,##0.00"
    return format_currency(
        rupees, "INR", pattern, locale=LOCALES[language], currency_digits=False, decimal_quantization=True
    )


def quantity(amount: str, unit: str, language: str) -> str:
    """`1.5 kilo`, `500 gram`, `2 packets`; half a dozen is `6 piece`."""
    number = Decimal(amount)
    if number < 1 and unit in SMALLER:
        unit, times = SMALLER[unit]
        number *= times
    written = format_decimal(number.normalize(), "#,##,##0.###", locale=LOCALES[language])
    return f"{written} {unit_name(unit, language, number)}"


def unit_name(unit: str, language: str, number: Decimal = Decimal(1)) -> str:
    """The unit, for one or for more."""
    named = words(language)["units"].get(unit, unit)
    if isinstance(named, str):
        return named
    one, more = named
    return str(one if number == 1 else more)


def with_year(iso: str, language: str) -> str:
    """A day that may be far away: `19 Apr 2027`."""
    return format_date(date.fromisoformat(iso), "d MMM yyyy", LOCALES[language])


def moment(iso: str, language: str) -> str:
    """A day with its weekday and a time, in the zone that the moment carries: `Wed 25 Nov, 7:30 AM`."""
    at = datetime.fromisoformat(iso)
    locale = LOCALES[language]
    return f"{format_date(at.date(), 'EEE d MMM', locale)}, {format_time(at.time(), 'h:mm a', locale=locale)}"


def until(iso: str, language: str) -> str:
    """A moment at which something ends; at midnight the day that is over then."""
    at = datetime.fromisoformat(iso)
    return (
        moment(iso, language)
        if at.time() != time()
        else day((at.date() - timedelta(days=1)).isoformat(), language)
    )


def day(iso: str, language: str) -> str:
    """A day with its weekday: `Wed 25 Nov`."""
    return format_date(date.fromisoformat(iso), "EEE d MMM", LOCALES[language])


def short_day(iso: str, language: str) -> str:
    """The weekday of a day that is near: `Wed`."""
    return format_date(date.fromisoformat(iso), "EEE", LOCALES[language])


def day_of_year(iso: str, language: str) -> str:
    """A day with its year, for what runs long: `11 Mar 2027`."""
    return format_date(date.fromisoformat(iso), "d MMM y", LOCALES[language])


def clock(iso: str, language: str) -> str:
    """An hour of the day: `7:30 AM`."""
    return format_time(time.fromisoformat(iso), "h:mm a", locale=LOCALES[language])


def joined(names: Sequence[str], language: str) -> str:
    """`a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {words(language)['and']} {names[-1]}"
