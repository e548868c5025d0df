"""Who only asks what a job costs is told it, with one tap to book: nobody asks where to, as nobody shall come yet."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import places, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.wishes import says_when

QUESTION = "take_visit"  # wants no answer
OF_NEXT = ("ask_address", "choose_slot")  # what would be asked next
OF_PRICE = ("work", "charge")  # what is asked; of coming where the work's price was told before
WISHES = ("come_please", "comes_there", "who_goes_out")  # that somebody comes


def instead(draft: Draft, reading: Reading, answer: Outcome[Any], question: str | None) -> Outcome[Any]:
    """The answer without what would be asked next, where the price of work is asked and nothing else is said."""
    text = reading.text or ""
    priced = OF_PRICE if question == QUESTION else OF_PRICE[:1]
    if reading.is_tap or question not in (None, QUESTION) or answer.outcome not in OF_NEXT:
        return answer
    if answer.facts.get("asked_whether") not in priced:
        return answer
    place = places.place_in(reading, asked=False)
    wishes = says_when(reading) or tells_fault(text) or any(words.says(text, each) for each in WISHES)
    if wishes or place.pincode or place.street or answer.facts.get("reference") or draft.get("hazard"):
        return answer
    facts = {name: value for name, value in answer.facts.items() if name not in ("slots", "missing")}
    return Outcome[str](
        outcome="priced", facts={**facts, "machine": draft.get("machine"), "asks_no_place": True}
    )
