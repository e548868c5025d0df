"""What is answered where a payment fell short: the rest stays due, is let off, or all of it came."""

from dataclasses import replace

from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.said import holds as says_of_khata
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.short_of import is_called_part

LET_OFF = "let_off"  # what is tapped, of the facet `found`


def answered(begun: Told, reading: Reading) -> Told | None:
    """What is being said of a payment, with what a message says to the question; None where it says nothing to it."""
    text = reading.text or ""
    if begun.kind == "report":
        begun = replace(begun, words=None)  # those that are kept already stand before what is said now
    said = figures(text) if not reading.is_tap else []
    money = reading.first("paise") or (said[0] if len(said) == 1 else None)
    if reading.first("found") == LET_OFF or (not reading.is_tap and says_of_khata(text, "lets_off")):
        return replace(begun, let_off=True) if begun.kind == "record" else None
    if money and int(money) != begun.paise and not is_called_part(text):
        return replace(begun, paise=int(money), several=False, sums=(), is_part=False)
    if reading.is_plain_yes or (reading.agrees and not reading.is_yes) or is_called_part(text):
        return replace(begun, is_part=True)
    return None
