"""How a question of visits, parts and yearly care is answered: by saying more, or by a yes to what was shown."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import part
from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import FALLBACK, LEAVES, YES, Asked, Reading
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address
from munshi.orders.desk import SKILL as ORDERS
from munshi.outcomes import Outcome
from munshi.service.amc import selling
from munshi.service.parts import wanting as parts
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets import complaining
from munshi.service.tickets.brought import says_so
from munshi.service.tickets.dangers import hazard_in
from munshi.service.tickets.ended import is_well_again
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.words import begins_with_yes, behind_but, behind_yes, is_of_conduct
from munshi.service.visits import (
    brought,
    called,
    from_shelf,
    machines,
    second,
    wanting,
    who_comes,
    wished,
    words,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.looking import today
from munshi.service.visits.wishes import only_denies, says_when, wish_in

REPORT, STATUS = "raise_ticket", "check_ticket_status"
REQUEST, CHANGE, PART = wanting.PAGE, "change_visit", parts.PAGE
NAMED_AT = {REQUEST: "TKT", CHANGE: "VIS", PART: "PRT"}  # how what its questions are about is named
OF_SUMS = ("report_payment", "record_payment", "check_dues", "pay_bill")
SENTENCE = re.compile(r"(?<=[.!?।])\s+|\n+")
SURELY = 0.85  # so sure another wish is one, whatever was asked
FEWEST_OF_A_COST = 3  # words
MOST_OF_A_REPEAT = 4  # words
OF_THE_SAME = (
    FALLBACK,
    "deny",
    "cancel_flow",
    "affirm",
    REQUEST,
    CHANGE,
    "modify_order",
    "apply_leave",
    "place_order",
)
Tell = Callable[[Session, Caller, Reading, str | None], Outcome[Any]]
Drop = Callable[[Session, Caller], Outcome[Any]]
Confirm = Callable[[Session, Caller, str | None], Outcome[Any]]


def asks(page: str, tell: Tell, drop: Drop, answers: Callable[[Reading, Caller, str], bool]) -> Hears:
    """A question to which something is said; a no leaves it."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if names_another(reading, page):
            return None
        if page == REQUEST and (other := _of_something_else(session, caller, reading)) is not None:
            return other
        if page == REQUEST and asked.question != selling.PIECE and _buys_part(session, caller, reading):
            return heard(session, caller, PART, lambda here, by: _part_instead(here, by, reading))
        stays = page == REQUEST and not reading.is_tap
        stays = stays and _says_of_it(reading)
        leaves = reading.is_no or (
            page == REQUEST and not reading.is_tap and _gives_up(session, caller, reading)
        )
        leaves = leaves and not (page == REQUEST and _gives_asked_place(asked, reading))
        if leaves and not stays and not says_when_by(reading, caller):
            return heard(session, caller, page, drop, _asked_behind_no(reading) if page == REQUEST else None)
        of_visit = page == REQUEST and not reading.is_tap and asked.question != selling.PIECE
        adds = of_visit and (
            _adds(reading)
            or _asks_beside(reading)
            or _renames(session, caller, reading)
            or words.counts_machines(reading.text or "", wanting.machine_of(session, caller))
            or _tells_fault(session, caller, reading)
            or who_comes.clauses_of_who(session, caller, reading) is not None
            or reading.says_for_whom
        )
        if not (reading.is_yes or adds or stays or answers(reading, caller, asked.question)):
            return None
        return heard(session, caller, page, lambda here, by: tell(here, by, reading, asked.question))

    return hears


def _asked_behind_no(reading: Reading) -> str | None:
    """The sentences behind a no that ask something of their own: "mistri nahi chahiye. helmet kitne ka hai"."""
    text = reading.text or ""
    said = [each.strip() for each in SENTENCE.split(text) if each.strip()]
    asks_ = [each for each in said[1:] if words.asks(each) or words.says(each, "costing")]
    return " ".join(asks_) or None


def _gives_asked_place(asked: Asked, reading: Reading) -> bool:
    """Whether the address that was asked for is given, and nothing called off: "no repair, a new one. House 21 …"."""
    calls_off = words.says(reading.text or "", "cancelling")
    return asked.question == wanting.ADDRESS and names_place(reading) and not calls_off


def _says_of_it(reading: Reading) -> bool:
    """Whether a no is none to the visit: nothing is bought, it shall cost nothing, or yearly care is meant."""
    text = reading.text or ""
    return words.says(text, "buys_nothing") or _of_its_cost(reading) or words.of_care(text)


def confirms(page: str, confirm: Confirm, tell: Tell, drop: Drop) -> Hears:
    """The shown summary: a yes does it, a no leaves it, and anything that changes it is shown anew."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if names_another(reading, page):
            return None
        if page == REQUEST:
            reading = yes_behind_question(reading) or reading
        if page == REQUEST and reading.agrees:
            reading, _, _ = called.take(session, caller, reading)
        if page == REQUEST and (other := _of_something_else(session, caller, reading)) is not None:
            return other
        of_time = says_when_by(reading, caller) or names_place(reading) or tells_danger(reading)
        ends = only_denies(reading) and words.says(reading.text or "", "cancelling")
        changes = asked.question != "confirm_plan" and of_time and not ends
        if page == REQUEST and not changes and _gives_up(session, caller, reading):
            return heard(session, caller, page, drop)
        rest = _beside_yes(session, caller, page, reading)
        if (reading.agrees or rest) and not changes:
            shown, rest = reading.first("summary") or asked.summary, rest or reading.next_wish
            then = _next(session, caller, asked)
            done = heard(session, caller, page, lambda here, by: confirm(here, by, shown), rest)
            return replace(done, rest=rest or then) if done.outcome.outcome == "booked" else done
        more = _says_more(session, caller, reading)
        of_visit = page == REQUEST and asked.question == wanting.SHOWN_ALL and more
        asks = page == REQUEST and (_asks_of_sum(reading) or (not reading.is_tap and _asks_beside(reading)))
        if of_visit or asks or _corrects(reading, caller, page):
            return heard(session, caller, page, lambda here, by: tell(here, by, reading, asked.question))
        if reading.is_no:
            then = None if reading.wants(LEAVES) else _next(session, caller, asked)
            return heard(session, caller, page, drop, then)
        return None

    return hears


def yes_behind_question(reading: Reading) -> Reading | None:
    """The yes behind a question that it answers itself: "is nobody free earlier? ok, yes book it"."""
    text = reading.text or ""
    at = text.find("?") + 1
    said = text[at:].strip()
    if reading.is_tap or not at or not begins_with_yes(said):
        return None
    answer = part(reading, at, len(text))
    return answer if behind_yes(said) or behind_but(said) else replace(answer, intents=[(YES, 1.0)])


def _says_more(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it tells more of the shown visit: what is wrong, who shall come, that it is one and nothing is bought."""
    stays = words.says(reading.text or "", "buys_nothing") and not reading.is_tap
    return (
        stays
        or (reading.is_no and not reading.is_tap and _of_its_cost(reading))
        or _adds(reading)
        or _tells_fault(session, caller, reading)
        or _renames(session, caller, reading)
        or (not reading.is_tap and who_comes.clauses_of_who(session, caller, reading) is not None)
        or reading.says_for_whom
    )


def _of_its_cost(reading: Reading) -> bool:
    """Whether a no is one to a cost, and none to the visit: "300 to nahi lagega na", "charge nahi lagna chahiye"."""
    text = reading.text or ""
    said = words.says(text, "costs_nothing") and len(text.split()) >= FEWEST_OF_A_COST
    return said and not any(words.says(text, each) for each in ("cancelling", "nobody_comes"))


def _next(session: Session, caller: Caller, asked: Asked) -> str | None:
    """What was told to come next to the shown visit, also where nobody comes for that."""
    if asked.question != wanting.SHOWN_ALL:
        return None
    draft = Draft(session, caller, wanting.KIND)
    said: str | None = draft.get("second")
    second.keep(session, caller, said)
    return said or draft.get("goods")


def _of_something_else(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who complains of people, or buys a new machine, wants nobody to come: that is left, and the other thing taken."""
    text = reading.text or ""
    if reading.is_tap or Draft(session, caller, wanting.KIND).is_empty:
        return None
    goes_on = says_when(reading) or begins_with_yes(text)
    if complaining.needs_nobody(text) or (is_of_conduct(text) and not goes_on):
        return heard(session, caller, REPORT, lambda here, by: _complain_instead(here, by, reading))
    if says_so(text):
        return heard(
            session, caller, REPORT, lambda here, by: brought.instead(here, by, reading, wanting.KIND)
        )
    if wished.buys(text) and words.says(text, "too") and ORDERS in caller.business.skills:
        return heard(session, caller, REQUEST, lambda here, by: wanting.with_goods(here, by, text))
    if wished.buys(text) or (not from_shelf.only_asks(text) and from_shelf.meant(session, caller, reading)):
        return heard(session, caller, REQUEST, wanting.drop, text)
    return None


def _complain_instead(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What was told of the visit is a complaint with these words."""
    before = Draft(session, caller, wanting.KIND).get("problem")
    wanting.drop(session, caller)
    return complaining.complain(session, caller, reading, before)


def _buys_part(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a part of the shop is wanted, and nobody is to come with it: "membrane rakh do, dukan se le lunga"."""
    text = reading.text or ""
    at_shop = any(words.says(text, each) for each in ("buying", "fetching", "nobody_comes", "part_price"))
    return (
        not reading.is_tap
        and at_shop
        and not says_when(reading)
        and bool(named_in(text, all_parts(session, caller.business_id)))
    )


def _part_instead(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    wanting.drop(session, caller)
    return parts.tell(session, caller, reading)


def _adds(reading: Reading) -> bool:
    """Whether it adds to the visit: a photo, words for who comes, that it is of yearly care or under no guarantee."""
    text = reading.text or ""
    of_money = words.of_care(text) or words.ends_guarantee(text)
    return file_of(reading) is not None or words.is_to_note(text) or words.is_to_bring(text) or of_money


def _tells_fault(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it tells what is wrong with the machine for which somebody is to come, or of another that comes next."""
    if reading.is_tap:
        return False
    machine = wanting.machine_of(session, caller)
    kinds = machines.served(session, caller.business_id)
    if second.told_beside(reading, machine, kinds, only_faults=False)[1]:
        return True
    return reading.wants(REPORT) and second.wholes_in(reading.text or "") <= {machine}


def _renames(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it says that another machine is meant than the one that is asked about: "its printer not laptop"."""
    named = None if reading.is_tap else words.machine_in(reading.text or "")
    is_other = named != wanting.machine_of(session, caller)
    return words.renames(reading.text or "", named) and (
        is_other or bool(words.denied_machines(reading.text or ""))
    )


def _asks_beside(reading: Reading) -> bool:
    """Whether it asks what it will cost or who comes, or says that it is dear: told with the question that is open."""
    text = reading.text or ""
    of_visit = words.asks_of_charge(text)
    asks = any(words.says(text, each) for each in ("costing", "asks_who", "where_seen"))
    return of_visit or asks or wished.asks_of_work(text) or wished.bargains(text)


def _gives_up(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it says that nobody shall come, "just cancel it, I don't want the visit", or that this machine works."""
    text = reading.text or ""
    if is_well_again(text) and words.machine_in(text) in (None, wanting.machine_of(session, caller)):
        return True
    said = any(words.says(text, each) for each in ("cancelling", "refusing", "nobody_comes"))
    said = said and not (words.says(text, "buys_nothing") or _of_its_cost(reading))
    return said and not reading.is_yes and words.machine_in(text) is None and not text.rstrip().endswith("?")


def _asks_of_sum(reading: Reading) -> bool:
    """Whether a sum is asked about, and none reported: "350 even if you only look at it?" """
    return (reading.text or "").rstrip().endswith("?") and reading.wants(*OF_SUMS)


def _beside_yes(session: Session, caller: Caller, page: str, reading: Reading) -> str | None:
    """What stands behind a yes to a shown visit and corrects nothing of it: another wish, or words for who comes."""
    text = reading.text or ""
    rest = (behind_yes(text) or _noted_behind_but(text)) if page in (REQUEST, CHANGE) else None
    notes = any(each["kind"] == "note" for each in reading.left_over)
    if rest is None or (reading.is_yes and not notes):
        return None
    if any(words.says(rest, each) for each in ("cancelling", "refusing")) or _only_repeats_hour(rest):
        return None
    same = second.wholes_in(rest) <= {wanting.machine_of(session, caller)}
    return rest if same or page == CHANGE or words.says(rest, "too") or rest.endswith("?") else None


def _only_repeats_hour(rest: str) -> bool:
    """Whether a few words behind a yes say the shown hour once more: "same time please"."""
    return words.says(rest, "same_hour") and len(rest.split()) <= MOST_OF_A_REPEAT


def _noted_behind_but(text: str) -> str | None:
    """Words for who comes behind the but of a yes, which does not take it back: "yes but please call me"."""
    said = behind_but(text)
    return said if said and (words.is_to_note(said) or words.says(said, "calls_them")) else None


def names_another(reading: Reading, page: str) -> bool:
    """Whether it names another kind of thing than the question is about, by its reference: that one is meant."""
    named = [str(each.value).upper() for each in reading.all("reference")]
    if page == REQUEST and named and reading.wants(STATUS) and not reading.is_tap:
        return True  # how one of them stands
    return not reading.is_tap and bool(named) and not any(each.startswith(NAMED_AT[page]) for each in named)


def _corrects(reading: Reading, caller: Caller, page: str) -> bool:
    """Whether a message changes what is shown: another time, another place, or the wish once more."""
    is_place = (reading.text or "").strip().isdecimal()  # in the list that was shown before
    if page == REQUEST and begins_with_yes(reading.text or "") and not reading.is_yes:
        return True
    if page == PART and words.says(reading.text or "", "lost"):
        return True
    if is_place or (page == REQUEST and (names_place(reading) or tells_danger(reading))):
        return True
    says = says_when_by(reading, caller) or reading.wants(page) or (reading.is_tap and not reading.is_no)
    return says and reading.wants(page, *OF_THE_SAME)


def tells_danger(reading: Reading) -> bool:
    """Whether it speaks of sparks, gas or water: that is of the machine for which somebody is to come."""
    return not reading.is_tap and hazard_in(reading.text or "") is not None


def names_place(reading: Reading) -> bool:
    return not reading.is_tap and surely_an_address(reading.text or "")


def says_when_by(reading: Reading, caller: Caller) -> bool:
    return not reading.is_tap and wish_in(reading, today(caller.business)) is not None
