"""What is said of visits though nobody has asked: what a customer adds or asks, and when a visit is."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, LEAVES, Asked, Reading
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.amc import own, selling
from munshi.service.estimates import answering
from munshi.service.parts import cancelling as parts
from munshi.service.parts import counting, covering
from munshi.service.parts import wanting as parts_wanted
from munshi.service.parts.giving_up import named as parts_named
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets import readdressing
from munshi.service.tickets.words import of_faults, tells_fault
from munshi.service.visits import (
    at_work,
    called,
    changing,
    cost_asked,
    failed_again,
    looking,
    machines,
    next_one,
    receiving,
    reported,
    sent_for,
    to_who_comes,
    wanting,
    wished,
    words,
    working,
)
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.references import part_in
from munshi.service.visits.statuses import Status
from munshi.service.visits.wishes import says_when, when_alone
from munshi.service.warranty import spoken

OF_ANSWERS = (FALLBACK, "affirm", "deny", "cancel_flow", "approve_request", "reject_request")
OF_A_TIME = (
    FALLBACK,
    "deny",
    "affirm",
    "place_order",
    "repeat_order",
    "modify_order",
    "apply_leave",
    "change_visit",
)
# What moving or calling off a visit sounds like, and where visits were told of last.
OF_A_CHANGE = (FALLBACK, "request_technician", "modify_order", "cancel_order", "cancel_flow", "cancel_leave", "deny",
               "ask_store_info", "place_order")  # fmt: skip
OPT_OUT = "opt_out"
OF_VISITS = ("utter_request_technician_", "utter_change_visit_")
OF_A_PLAN = (FALLBACK, "request_technician", "change_visit", "raise_ticket", "check_warranty", "ask_price",
             "view_menu", "ask_store_info", "ask_availability", "place_order", "request_spare_part")  # fmt: skip
OF_A_PART = "utter_request_spare_part_"
OF_SHOWN_PLAN = "confirm_plan"
OF_MONEY = ("report_payment", "pay_bill", "check_dues", "record_payment")
# What a question about a guarantee, yearly care or a repair sounds like.
OF_COVER = (FALLBACK, "check_warranty", "request_spare_part", "place_order", "modify_order", "view_cart", "deny",
            "ask_price", "ask_availability", "request_technician", "change_visit", "check_ticket_status",
            "raise_ticket")  # fmt: skip
OF_A_REPAIR = (FALLBACK, "request_technician", "change_visit", "raise_ticket", "check_ticket_status", "ask_price",
               "ask_availability", "ask_store_info", "check_dues", "check_warranty", "place_order")  # fmt: skip
MOST_OF_A_YES = 6  # words
MOST_OF_A_CODE = 6  # words that want it: "code bhejo"


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Takes what surely speaks of a visit, where nobody who asked has taken it."""
    if reading.is_tap or not reading.text or "service" not in caller.business.skills:
        return None
    return (
        next_one.hear(session, caller, asked, reading)
        or own.hear(session, caller, asked, reading)
        or at_work.overhear(session, caller, asked, reading)
        or receiving.of_no_payer(session, caller, asked, reading)
        or _of_waiting_estimate(session, caller, asked, reading)
        or _after_all(session, caller, asked, reading)
        or _of_code(session, caller, asked, reading)
        or _of_a_part(session, caller, asked, reading)
        or _of_customer(session, caller, asked, reading)
        or _plan(session, caller, asked, reading)
        or cost_asked.hear(session, caller, asked, reading)
        or _when(session, caller, reading)
        or _at_a_time(session, caller, asked, reading)
    )


def _of_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a customer adds to what was booked, or asks beside it."""
    corrects_address = not asked.question and readdressing.meant(session, caller, reading.text or "")
    if caller.may_act_as(*STAFF) or corrects_address:
        return None
    return (
        _nobody_sent(session, caller, asked, reading)
        or called.hear(session, caller, asked, reading)
        or to_who_comes.hear(session, caller, asked, reading)
        or _changes(session, caller, asked, reading)
        or failed_again.hear(session, caller, asked, reading)
        or _fetched(session, caller, asked, reading)
        or _covered(session, caller, asked, reading)
        or _of_its_price(session, caller, reading)
        or _whether(session, caller, reading)
        or sent_for.hear(session, caller, asked, reading)
    )


def _changes(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who waits for somebody and speaks of moving or calling it off means that visit, and wants no other."""
    text = reading.text or ""
    needed = words.says(text, "needed_then") and says_when(reading)
    says = (words.says(text, "cancelling") and not words.says(text, "keeping")) or words.says(text, "moving")
    says = says or needed
    if words.says(text, "costing") or words.says(text, "part_price"):
        return None  # what changing a part costs
    of_change = reading.wants(*OF_A_CHANGE) or (
        reading.wants("raise_ticket", "check_ticket_status")
        and (words.says(text, "not_needed") or words.says(text, "nobody_comes"))
    )
    if asked.question or not says or not of_change or reading.first("reference"):
        return None
    of_it = words.says(text, "coming_to_see") or any(each.startswith(OF_VISITS) for each in asked.told)
    of_it = of_it or (needed and not _names_goods(session, caller, reading))
    machine = words.machine_in(text)
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not any(machine == each.machine or (machine is None and of_it) for each in visits):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))


def _nobody_sent(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That no technician shall be sent is no wish about messages: it is of the visit, booked or being asked for."""
    if not reading.wants(OPT_OUT) or not words.says(reading.text or "", "who_goes_out"):
        return None
    if asked.question in (wanting.MACHINE, wanting.ADDRESS, wanting.SLOT, wanting.SHOWN_ALL):
        return heard(session, caller, wanting.PAGE, wanting.drop)
    return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))


def _fetched(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """When a part that is kept is fetched: how it stands, with what there is to pay."""
    text = reading.text or ""
    pays = words.says(text, "to_pay") and any(each.startswith(OF_A_PART) for each in asked.told)
    if asked.question or not (words.says(text, "fetching") or pays):
        return None
    waiting = [] if orders.open_orders(session, caller) else parts.live_of(session, caller)
    if not waiting:
        return None
    reference = waiting[0].reference
    return heard(
        session, caller, parts_wanted.PAGE, lambda here, by: parts.fetched(here, by, reference, reading)
    )


def _covered(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a part or yearly care has something in it is answered, and nothing is taken of it."""
    text = reading.text or ""
    covers, of_guarantee = words.says(text, "covering"), words.says(text, "guarantee")
    orders_something = reading.wants("place_order", "modify_order") and not words.asks(text)
    names_part = covers and bool(named_in(text, all_parts(session, caller.business_id)))
    of_cover = reading.wants(*OF_COVER) or (reading.wants("ask_store_info") and names_part)
    if not of_cover or orders_something or not (covers or of_guarantee):
        return None
    held = selling.of_contract(session, caller, text) if covers and not of_guarantee else None
    found = covering.of_part(session, caller, text, covers=covers)
    if found is not None:
        spoken.note_fault(session, caller, of_faults(text))
    if found is not None and not (held and asked.question == OF_SHOWN_PLAN):
        return heard(session, caller, parts_wanted.PAGE, lambda here, by: found)
    if held is not None:
        return heard(session, caller, wanting.PAGE, lambda here, by: held)
    return _own_charge(session, caller, asked) if covers else None


def _own_charge(session: Session, caller: Caller, asked: Asked) -> Heard | None:
    """Whether it is free, of who waits for one visit, or has reported one thing, and is asked nothing."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = machines.waiting_tickets(session, caller)
    if asked.question or orders.open_orders(session, caller) or len(visits) + len(waiting) != 1:
        return None
    if visits:
        facts = visit_facts(session, caller.business, visits[0])
        return heard(
            session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cost", facts=facts)
        )
    ticket = waiting[0]
    return heard(session, caller, changing.PAGE, lambda here, by: changing.of_reported(here, ticket))


def _of_its_price(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A part is wanted or its price asked though it is told with it that the old one is broken: no complaint."""
    text = reading.text or ""
    wanted = words.says(text, "part_price") or words.says(text, "needs_new")
    if not (reading.wants("raise_ticket", "ask_price", FALLBACK) and wanted):
        return None
    if not named_in(text, all_parts(session, caller.business_id)) or words.says(text, "coming_to_see"):
        return None
    return heard(session, caller, parts_wanted.PAGE, lambda here, by: parts_wanted.tell(here, by, reading))


def _whether(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Whether such a machine is repaired, and what it costs that somebody comes: answered with the next question."""
    text = reading.text or ""
    if not reading.wants(*OF_A_REPAIR) or words.of_care(text):
        return None
    repairs = words.says(text, "whether_repaired") and words.machine_in(text) is not None
    charges = words.asks_of_charge(text)
    of_work = wished.asks_of_work(text) and bool(machines.served(session, caller.business_id))
    of_work = of_work or _of_replacing(session, caller, reading)
    charges = charges or of_work
    if charges and looking.live_of(session, caller.business_id, caller.person.id):
        charges = False  # of a visit there is, that is told below
    if not (repairs or charges):
        return None
    asked = "repairs" if repairs else "work" if of_work else "charge"
    return heard(
        session,
        caller,
        wanting.PAGE,
        lambda here, by: reported.tell_whether(here, by, reading, asked),
    )


def _of_replacing(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it asks what a new piece in a machine costs that does not stand on the shelf, or tells with it what is
    broken: "screen badalwani hai", "belt toot gaya, badalne ka kitna lagega".
    """
    text = reading.text or ""
    asks = words.says(text, "costing") or words.says(text, "part_price")
    if not (asks and words.says(text, "replacing") and machines.is_served(session, caller, text)):
        return False
    if tells_fault(text):
        return True  # the piece is told with its price beside the question of the visit
    shelf = StockedShelf(session, caller.business_id)
    named = [shelf.meant(each.value.get("name") or "") for each in reading.all("order_line")]
    return not any(each.sure and len(each.items) == 1 and not each.left for each in named)


def _of_waiting_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who has an estimate to answer says that it is too much, or yes or no, though another word came between."""
    text = reading.text or ""
    if asked.question:
        return None
    haggles = words.says(text, "haggling")
    answers = reading.wants(*OF_ANSWERS) and (words.says(text, "go_ahead") or words.says(text, "refusing"))
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each.reference for each in visits if each.status == Status.AWAITING]
    decides = reading.wants("approve_request", "reject_request") and not caller.may_act_as(*STAFF)
    if visits and not waiting and decides:
        return heard(
            session,
            caller,
            changing.PAGE,
            lambda here, by: Outcome[str](outcome="visits", facts=changing.told(here, by, visits)),
        )
    if len(waiting) != 1:
        return None
    partly = answering.of_part(session, caller, waiting[0], text)
    if partly:
        return heard(
            session,
            caller,
            "do_visit",
            lambda here, by: working.do(here, by, waiting[0], "take_part", reading),
        )
    if not (haggles or answers):
        return None
    says = "haggle" if haggles and not words.says(text, "refusing") else "show_estimate"
    return heard(
        session, caller, "do_visit", lambda here, by: working.do(here, by, waiting[0], says, reading)
    )


def _after_all(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who has refused a repair today and wants it after all has the estimate again; where it is paid, who to call."""
    text = reading.text or ""
    short = len(text.split()) <= MOST_OF_A_YES
    visit = None if asked.question else looking.refused_by(session, caller.business, caller.person.id)
    if visit is None:
        return None
    agrees = short and reading.wants(*OF_ANSWERS) and words.says(text, "go_ahead")
    found = named_in(text, all_parts(session, caller.business_id, visit.machine))
    wants_part = bool(found) and (words.says(text, "fit_it") or words.says(text, "go_ahead"))
    if not (agrees or wants_part or words.says(text, "no_was_wrong")):
        return None
    reference = visit.reference
    return heard(
        session, caller, "do_visit", lambda here, by: working.do(here, by, reference, "after_all", reading)
    )


def _of_code(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who waits with a code and asks for it is sent a fresh one."""
    text = reading.text or ""
    short = len(text.split()) <= MOST_OF_A_CODE and not any(sign.isdecimal() for sign in text)
    asks = words.says(text, "code") and (short or words.says(text, "asking"))
    if reading.is_tap or not asks or caller.may_act_as(*STAFF):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each.reference for each in visits if each.status in (Status.ON_WAY, Status.READY)]
    if len(waiting) != 1:
        return None
    return heard(
        session, caller, "do_visit", lambda here, by: working.do(here, by, waiting[0], "code_again", reading)
    )


def _of_a_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A part that is kept, by its reference: given up after a yes, or how it stands; or that it is to be brought."""
    text = reading.text or ""
    gives_up = words.says(text, "cancelling")
    if (part := part_in(text)) is not None:
        act = parts.ask if gives_up else parts.show
        return heard(session, caller, "request_spare_part", lambda here, by: act(here, by, part))
    if asked.question or reading.first("reference"):
        return None
    told_of_one = any(each.startswith(OF_A_PART) for each in asked.told)
    number = counting.counted(reading) if told_of_one and not gives_up else None
    if number is not None and (kept_now := parts.live_of(session, caller)):
        reference = kept_now[0].reference
        return heard(
            session,
            caller,
            "request_spare_part",
            lambda here, by: parts_wanted.of_kept(here, by, reference, number),
        )
    if words.says(text, "bring_home") and not orders.open_orders(session, caller):
        waiting = parts_named(session, caller, text) or parts.live_of(session, caller)
        if waiting:
            reference = waiting[0].reference
            return heard(
                session, caller, "request_spare_part", lambda here, by: parts.to_fetch(here, by, reference)
            )
    return None


def _when(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Kab aayega" of who waits for a visit and for no order is about the visit."""
    text = reading.text or ""
    asks = reading.wants("track_order") or (words.says(text, "coming") and not words.says(text, "moving"))
    asks_any = words.says(text, "my_visits") and words.asks(text) and not caller.may_act_as(*STAFF)
    if not (asks or asks_any) or reading.first("reference") or orders.open_orders(session, caller):
        return None
    if not looking.live_of(session, caller.business_id, caller.person.id):
        if not (machines.waiting_tickets(session, caller) or asks_any):
            return None
        return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))

    def told(here: Session, by: Caller) -> Outcome[Any]:
        visits = looking.live_of(here, by.business_id, by.person.id)
        noted = len(visits) == 1 and changing.note_for_who_comes(here, by, visits[0], reading)
        return Outcome[str](outcome="visits", facts={**changing.told(here, by, visits), "noted": noted})

    return heard(session, caller, changing.PAGE, told)


def _at_a_time(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A day or an hour without goods, of who waits for somebody and for no order, is that of the visit."""
    says_only_when = reading.wants(*OF_A_TIME) or _is_only_when(reading)
    if asked.question or not says_only_when or caller.may_act_as(*STAFF):
        return None
    if not (reading.first("time") or says_when(reading)) or _names_goods(session, caller, reading):
        return None
    if orders.open_orders(session, caller):
        return None
    if looking.live_of(session, caller.business_id, caller.person.id):
        return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))
    if not machines.waiting_tickets(session, caller):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, reading))


def _is_only_when(reading: Reading) -> bool:
    """Whether a message is nothing but a day or an hour, whatever it sounds like: "today 5 pm only"."""
    return when_alone(reading) == (reading.text or "").strip()


def _names_goods(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether something is measured, or stands on the shelf: the *late* of "office se late aaunga" does not."""
    shelf = StockedShelf(session, caller.business_id)
    lines = [each.value for each in reading.all("order_line")]
    names = [str(line["name"]) for line in lines if line.get("name")]
    return any(line.get("unit") for line in lines) or any(shelf.meant(name).items for name in names)


def _plan(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Yearly care by the name that the shop gives it: "AC CARE"."""
    text = reading.text or ""
    if caller.may_act_as(*STAFF):
        return None
    of_service = words.says(text, "service") and words.says(text, "left_of_care")
    of_care = words.says(text, "plan") or words.of_care(text) or of_service
    stays = (
        reading.wants(LEAVES) and words.of_care(text) and not words.says(text, "not_then")
    )  # "saal wala plan"
    asks = of_care and (stays or reading.wants(*OF_A_PLAN) or words.says(text, "left_of_care"))
    if selling.plan_named(session, caller, text) is None:
        asks_left = words.says(text, "asking") or words.says(text, "left_of_care")
        held = selling.of_contract(session, caller, text) if asks and asks_left else None
        if held is not None:
            return heard(session, caller, wanting.PAGE, lambda here, by: held)
        if not (asks and words.of_care(text)) or reading.wants(wanting.PAGE):
            return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, reading))
