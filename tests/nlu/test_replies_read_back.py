"""What our replies say in figures is read back when a person writes it, in every language, by the whole parse."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions import format as written
from nlu.pages.trial import MOMENT
from tests.nlu.faults import values
from tests.nlu.trained import Understand

LANGUAGES = st.sampled_from(("hinglish", "hi", "en"))
PAID = {"hinglish": "maine {} bhej diye", "hi": "मैंने {} भेज दिए", "en": "I have paid {} to you"}
GOODS = {"hinglish": "chawal", "hi": "चावल", "en": "rice"}
ORDERED = {"hinglish": "{} {} bhej do", "hi": "{} {} भेज दो", "en": "please send {} {}"}
MOVED = {
    "hinglish": "mistri ka visit {} kar do",
    "hi": "मिस्त्री का विज़िट {} कर दो",
    "en": "move the technician visit to {}",
}
ASKED = {"hinglish": "{} ka kya hua", "hi": "{} का क्या हुआ", "en": "what happened to {}"}

A_CRORE = 10_000_000 * 100  # paise
AMOUNTS = (
    st.integers(1, 100) | st.integers(1, 1000).map(lambda rupees: rupees * 100) | st.integers(1, 99 * A_CRORE)
)
LARGER = {"g": ("kg", 1000), "ml": ("l", 1000)}
MEASURES = {"kg", "l", "m", *LARGER}
FRACTIONS = st.integers(1, 99_999_999).map(lambda thousandths: Decimal(thousandths) / 1000)
WHOLE = st.integers(1, 50).map(Decimal) | st.integers(1, 9_999).map(Decimal)
QUANTITIES = st.sampled_from(sorted(written.words("en")["units"])).flatmap(
    lambda unit: st.tuples(WHOLE | FRACTIONS if unit in MEASURES else WHOLE, st.just(unit))
)
COMING = st.integers(1, 360 * 24 * 60)  # minutes from now
PAST = st.integers(-60 * 24 * 60, -1)
PREFIXES = st.sampled_from(("ORD", "LV", "EXP", "TKT", "VIS"))


def only(parsed: dict[str, Any], entity: str) -> Any:
    """The value of the only such entity of a message."""
    (value,) = values(parsed, entity)
    return value


@settings(max_examples=200, deadline=None)
@given(paise=AMOUNTS, language=LANGUAGES)
def test_an_amount_is_read_back(paise: int, language: str, parse: Understand) -> None:
    text = PAID[language].format(written.money(paise, language))
    assert only(parse(text), "money") == {"paise": paise}


@settings(max_examples=200, deadline=None)
@given(quantity=QUANTITIES, language=LANGUAGES)
@example(quantity=(Decimal(22), "cylinder"), language="hi")
def test_a_quantity_is_read_back(quantity: tuple[Decimal, str], language: str, parse: Understand) -> None:
    amount, unit = quantity
    text = ORDERED[language].format(written.quantity(str(amount), unit, language), GOODS[language])
    line = only(parse(text), "order_line")
    assert (line["name"], line["pack"]) == (GOODS[language], None)
    assert in_larger(Decimal(line["quantity"]), line["unit"]) == in_larger(amount, unit), text


def in_larger(amount: Decimal, unit: str) -> tuple[Decimal, str]:
    """Grams in kilos: replies say them below one kilo. A dozen is twelve."""
    if unit == "dozen":
        return amount * 12, "pc"
    larger, times = LARGER.get(unit, (unit, 1))
    return amount / times, larger


@settings(max_examples=200, deadline=None)
@given(minutes=COMING, language=LANGUAGES)
def test_a_coming_moment_is_read_back(minutes: int, language: str, parse: Understand) -> None:
    _is_read_back(MOMENT + timedelta(minutes=minutes), language, parse)


@settings(max_examples=100, deadline=None)
@given(minutes=PAST, language=LANGUAGES)
def test_the_weekday_tells_a_moment_of_the_last_weeks(minutes: int, language: str, parse: Understand) -> None:
    _is_read_back(MOMENT + timedelta(minutes=minutes), language, parse)


def _is_read_back(at: datetime, language: str, parse: Understand) -> None:
    parsed = parse(MOVED[language].format(written.moment(at.isoformat(), language)))
    assert only(parsed, "time") == {"from": f"{at:%H:%M}", "to": None, "date": at.date().isoformat()}
    assert not values(parsed, "period")


@settings(max_examples=100, deadline=None)
@given(prefix=PREFIXES, number=st.integers(1, 999_999), language=LANGUAGES, bold=st.booleans())
def test_a_reference_is_read_back(
    prefix: str, number: int, language: str, bold: bool, parse: Understand
) -> None:
    reference = f"{prefix}-{number}"
    text = ASKED[language].format(f"*{reference}*" if bold else reference)
    assert only(parse(text), "reference") == reference


@settings(max_examples=50, deadline=None)
@given(year=st.integers(20, 40), number=st.integers(1, 9999), language=LANGUAGES)
def test_the_number_of_an_invoice_is_read_back(
    year: int, number: int, language: str, parse: Understand
) -> None:
    reference = f"INV/{year}-{year + 1}/{number:04}"
    assert only(parse(ASKED[language].format(reference)), "reference") == reference
