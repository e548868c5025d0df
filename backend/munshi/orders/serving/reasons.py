"""Why the shop cancels an order: a reason that is known, or its own words, which the customer hears."""

import re

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, clause_at, pieces
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, Asked, Reading, Side
from munshi.callers import Caller
from munshi.orders.serving.moving import move
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome

PAGE = "move_order"
STEPS, KNOWN, BECAUSE, GONE, ASKS, REFUSES = (
    "step_of_order",
    "cancel_reason",
    "because",
    "ran_out",
    "asks_of_orders",
    "says_no",
)
HOURS, HAPPENED, PRICED, SMALL = "from_to", "happened", "priced", "names_nothing"
NUMBER = re.compile(r"\d{3,}")
LEADING = ("of_customer", "names_nothing")  # what stands between an order and the words for its customer
SIGNS = " ,:-–\"“”'"
LEAST, MOST = 2, 25  # words of a reason; one alone beside a cancelling may be *please*
LONGEST = 200  # characters
MORE = 3  # words than a known reason has, by which own ones say more
# What a reason may be taken for.
MAY_BE_WHY = (
    FALLBACK,
    LEAVES,
    "update_stock",
    "cancel_order",
    "place_order",
    "modify_order",
    "ask_availability",
    "ask_store_info",
    "apply_leave",
    "raise_ticket",
    "request_technician",
    "talk_to_human",
    "report_payment",
)


def of_reason(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To *why?*: whatever words they are, but a no to the cancelling, a question and another order."""
    text, reference = " ".join((reading.text or "").split()), asked.summary
    if reading.is_tap or not text or reference is None:
        return None
    if reading.wants(NO) or _is_refused(reading):
        return Heard(PAGE, Outcome[str](outcome="moves_kept"))
    if reading.chance >= CLEARLY and not reading.wants(*MAY_BE_WHY):
        return None
    if "question" in reading.sides(ASKS) or NUMBER.search(text) or len(text.split()) > MOST:
        return None
    if reading.sides(HOURS) or PRICED in reading.sides(HAPPENED):
        return None  # an errand of its own: the hours of a day, a price
    why = _known_or(reading, text)
    return heard(session, caller, PAGE, lambda here, by: move(here, by, reference, Status.CANCELLED, why))


def said_reason(reading: Reading) -> str | None:
    """Why an order is cancelled, as the same message says it."""
    return _known_or(reading, _in_own_words(reading))


def said_to_them(reading: Reading, begins: int, tells: Side) -> str:
    """What stands between a place and the words that say whom to tell, as the customer hears it.

    Behind a cancelling it is why: without *customer ko* before a piece of it.
    """
    text = reading.text or ""
    if Status.CANCELLED not in reading.sides(STEPS):
        return text[begins : tells.start].strip(SIGNS)
    said = []
    for start, end in pieces(reading):
        there, until = max(start, begins), min(end, tells.start)
        led = [each for facet in LEADING for each in reading.placed(facet) if each.start >= there]
        for each in sorted(led, key=lambda each: each.start):
            if not text[there : each.start].strip(SIGNS):
                there = max(there, each.end)
        said.append(text[there:until].strip(SIGNS))
    return ", ".join(filter(None, said))


def _known_or(reading: Reading, words: str | None) -> str | None:
    """A known reason, or the words where they say more than that: "kitchen aaj 8 baje band hai"."""
    known = next(iter(reading.placed(KNOWN)), None)
    if known is None:
        return words and words[:LONGEST]
    of_it = (reading.text or "")[known.start : known.end].split()
    more = len((words or "").split()) - len(of_it)
    return words[:LONGEST] if words and more >= MORE else known.value


def _in_own_words(reading: Reading) -> str | None:
    """The clauses behind the cancelling, what a word for a reason begins, or what is gone."""
    text = reading.text or ""
    cancels = next((each for each in reading.placed(STEPS) if each.value == Status.CANCELLED), None)
    if cancels is None:
        return None
    clause = clause_at(text, cancels.start)
    begins = next(iter(reading.placed(BECAUSE)), None)
    gone = next((each for each in reading.placed(GONE) if each.start > cancels.end), None)
    if begins is not None:
        said = text[begins.end :]
    elif gone is not None and clause_at(text, gone.start) == clause:
        numbers = (each.end() for each in NUMBER.finditer(text) if each.end() <= gone.start)
        until = _end_of_its_matter(reading, gone.end)
        said = ", ".join([text[max([cancels.end, *numbers]) : until], *_behind(reading, clause)])
    else:
        said = ", ".join(_behind(reading, clause)) or _behind_it(reading, cancels)
    said = " ".join(said.split()).strip(" ,.:-–!।")
    return said[:LONGEST] if len(said.split()) >= LEAST else None


def _end_of_its_matter(reading: Reading, place: int) -> int:
    """Where the clause of a place ends, or before it its piece, where another order is named behind that."""
    text = reading.text or ""
    found = CLAUSE.search(text, place)
    end = found.start() if found else len(text)
    ends = [stop for start, stop in pieces(reading) if start <= place <= stop]
    return min([end, *ends]) if NUMBER.search(text[place:end]) else end


def _behind(reading: Reading, clause: int) -> list[str]:
    """The clauses behind the one that cancels, of which none is of another order or of a step."""
    steps = {clause_at(reading.text or "", each.start) for each in reading.placed(STEPS)}
    said = enumerate(map(str.strip, CLAUSE.split(reading.text or "")))
    return [each for at, each in said if at > clause and at not in steps and each and not NUMBER.search(each)]


def _behind_it(reading: Reading, cancels: Side) -> str:
    """What is said right behind the cancelling, where it says something: "cancel karna hai scissors kharab nikle"."""
    text = reading.text or ""
    small = [(each.start, each.end) for each in reading.placed(SMALL)]
    said = [
        word
        for word in re.finditer(r"\S+", CLAUSE.split(text[cancels.end :])[0])
        if not any(start <= cancels.end + word.start() < end for start, end in small)
    ]
    if len(said) < MORE or NUMBER.search(text[cancels.end :]):
        return ""
    return text[cancels.end + said[0].start() : cancels.end + said[-1].end()]


def _is_refused(reading: Reading) -> bool:
    """Whether all of the words are a no."""
    text = (reading.text or "").strip(" .!।")
    return any(each.end - each.start >= len(text) for each in reading.placed(REFUSES))
