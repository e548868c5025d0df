"""What a person reports: said in one message or in several, thrown away, or looked at."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.address_words import says_more, surely_an_address, written_address
from munshi.orders.opening import hours_of
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets import besides, brought, kinds, meant, of_another, pictured, put_right, words
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.dangers import dangers_in, worst
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import (
    ASK_ADDRESS,
    ASK_PROBLEM,
    ASK_PRODUCT,
    CONFIRM,
    OPEN_ALREADY,
    Draft,
)
from munshi.service.tickets.filing import file_of
from munshi.service.visits import around_work, called, machines, reported, second, stuck
from munshi.service.visits import words as of_visits
from munshi.service.visits.left import left, of_phone
from munshi.service.visits.places import (
    Place,
    address_of,
    beside_address,
    beside_times,
    corrected,
    place_in,
    talks,
)
from munshi.service.visits.told import told, wished
from munshi.service.visits.wishes import (
    beside_house,
    beside_since,
    in_opening,
    is_past,
    merged,
    of_stored,
    says_when,
    stored,
    to_come,
    when_alone,
    wish_in,
)
from munshi.service.warranty import spoken
from munshi.service.warranty.looking import by_serial
from munshi.service.warranty.registering import serial_in

MOST_OF_A_NAME = 5  # words of a thing that is named
FEWEST_WORDS = 3  # of a street without a figure or a word of a place
OF_A_THING = (ASK_PROBLEM, ASK_PRODUCT)  # questions that no name answers
PIECE, APART, OTHER, SPOKEN = "piece:", "apart", "other", "spoken"  # what can be tapped


def tell(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """The person reports something, answers what is asked of it, or sends what shows it."""
    desk = Desk(session, caller)
    kept, reading = pictured.heard(desk, reading)
    return kept or _told(desk, reading)


def _told(desk: Desk, reading: Reading) -> Outcome[Any]:
    session, caller = desk.session, desk.caller
    reading, signed = beside_house(around_work.parted(reading)), None
    if desk.draft.asked not in OF_A_THING:
        before = desk.draft.called
        reading, name, signed = called.take(session, caller, reading, before)
        desk.draft.called = before if signed else name or before
    choice, text = reading.first("choice"), " ".join((reading.text or "").split()).strip(" ,")
    begins = desk.draft.asked in (None, OPEN_ALREADY)
    if (file := file_of(reading)) is not None:
        desk.draft.add(file)
    if text and desk.draft.asked in (ASK_ADDRESS, CONFIRM):
        reading = besides.without_second(desk, reading)
        text = (reading.text or "").strip()
    if choice:
        _choose(desk, str(choice))
    elif text and not (_is_of_the_shop(desk, text) or _hear(desk, text, reading)) and not dangers_in(text):
        answer = conclude(desk)
        answer.facts["unclear"] = True
        return _unless_stuck(desk, answer, reading)
    _take_dangers(desk, _of_the_first(desk, text))
    if desk.draft.problem and signed:
        desk.draft.tell(signed)
    if desk.draft.problem and (phone := of_phone(reading)):
        desk.draft.tell(phone)
    if not brought.take(desk, reading):
        _take_wish(desk, reading)
    if begins:
        for what in besides.asked_in(text):
            desk.tell(besides.answered(desk, what))
    return reported.with_visit(desk) or _unless_stuck(desk, conclude(desk), reading)


def _unless_stuck(desk: Desk, answer: Outcome[Any], reading: Reading) -> Outcome[Any]:
    """The answer, or the offer that the shop hears the words where it asks once more for nothing."""
    draft, asks = desk.draft, answer.outcome in (ASK_ADDRESS, ASK_PROBLEM, ASK_PRODUCT)
    known = {name: getattr(draft, name) for name in ("sold", "product", "address", "pincode")}
    return stuck.instead(desk.session, desk.caller, answer, reading, known if asks else None)


def show(session: Session, caller: Caller) -> Outcome[Any]:
    """What is reported, which says what it will cost and why."""
    return conclude(Desk(session, caller))


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Throws away what was said; of a danger the shop knows all the same."""
    desk = Desk(session, caller)
    if desk.draft.is_empty:
        raise Refusal("nothing_open")
    known = desk.draft.reported
    desk.empty()
    if known:
        return Outcome[str](outcome="dropped_but_known", facts={"reference": known})
    return Outcome[str](outcome="dropped")


def _choose(desk: Desk, choice: str) -> None:
    """A tap: which piece, that it is none of them, that it is another fault, or what was told beside a guarantee."""
    if choice == SPOKEN:
        if desk.spoken is None:
            raise Refusal("nothing_open")
        desk.draft.is_of(sold=desk.spoken.id)
        desk.draft.tell(spoken.fault_of(desk.session, desk.caller) or "")
    elif choice == APART:
        desk.draft.apart = True
    elif choice == OTHER:
        desk.draft.is_of(product=None)
    elif choice.startswith(PIECE):
        wanted = choice.removeprefix(PIECE)
        piece = next((each for each in desk.pieces if str(each.id) == wanted), None)
        if piece is None:
            raise Refusal("nothing_open")
        desk.draft.is_of(sold=piece.id)


def _take_piece(desk: Desk, text: str, reading: Reading) -> None:
    """Which machine it is, said later: by its serial, or by its maker."""
    draft, serial = desk.draft, reading.first("serial_number") or serial_in(text)
    sold = by_serial(desk.session, desk.business.id, str(serial)) if serial else None
    if sold is not None:
        spoken.remember(desk.session, desk.caller, sold)
        desk.forget_spoken()
        draft.is_of(sold=sold.id)
    elif (
        draft.product and draft.sold is None and words.brands_in(text) and not words.brands_in(draft.product)
    ):
        named = f"{draft.product} {text}"
        meant.find(desk, named, None, None)
        if not words.brands_in(draft.product or ""):
            kinds.take(desk, named)


def _take_wish(desk: Desk, reading: Reading) -> None:
    """When somebody shall come: said with words of coming, or to a question of the report."""
    said = beside_since(reading)
    wish = to_come(wish_in(said, desk.now.date()), said, desk.now.date())
    wish = in_opening(wish, said.text or "", hours_of(desk.business)) if wish else None
    sends = of_visits.says(said.text or "", "coming_to_see")
    desk.draft.comes = desk.draft.comes or of_visits.says(said.text or "", "come_please")
    if wish is None or (wish.is_open and not sends) or is_past(wish, desk.now):
        return
    alone = wish.since is not None and (when_alone(said) is not None or _place(reading) is not None)
    if desk.draft.asked in (ASK_ADDRESS, CONFIRM) or sends or alone:
        desk.draft.wish = stored(merged(of_stored(desk.draft.wish), wish))


def _hear(desk: Desk, text: str, reading: Reading) -> bool:
    """Words, as an answer to what is asked or as a report of their own; whether they were one."""
    asked = desk.draft.asked
    if asked in (ASK_ADDRESS, CONFIRM):
        _take_piece(desk, text, reading)
    if asked in (ASK_ADDRESS, CONFIRM) and put_right.takes(desk, text, reading):
        return True
    if asked in (ASK_ADDRESS, CONFIRM) and says_when(reading) and not surely_an_address(text):
        told = words.of_faults(text) if reported.machine_of(desk) else text
        if told:
            _take_problem(desk, told)
        comes = (desk.draft.sold or desk.draft.product) and not desk.draft.brings
        desk.draft.when = text if comes else None
        return True
    if asked == ASK_ADDRESS and file_of(reading) is not None and not surely_an_address(text):
        _take_problem(desk, text)  # what is written under a photo is about what it shows
        return True
    if asked == ASK_ADDRESS and desk.spoken and desk.spoken.serial in text.upper().split():
        return True
    if asked == ASK_ADDRESS:
        return _take_address(desk, text, reading)
    if asked == ASK_PRODUCT:
        _take_product(desk, text, reading)
    elif asked == CONFIRM and _takes_place(desk, text, reading):
        return True
    elif asked in (ASK_PROBLEM, CONFIRM):
        _take_problem(desk, text)
    else:
        if asked == OPEN_ALREADY or desk.draft.asked is None:
            desk.draft = Draft(files=desk.draft.files if asked is None else [])
        _take_report(desk, text, reading)
    return True


def _takes_place(desk: Desk, text: str, reading: Reading) -> bool:
    """Whether an address is said to the shown report; a fault beside it is told."""
    place, draft = _place(reading), desk.draft
    if right := corrected(draft.address, text):
        draft.address = right
        return True
    if place is None or not (place.street or draft.address):
        return False
    draft.address, draft.pincode = place.street or draft.address, place.pincode or draft.pincode
    if fault := words.of_faults(text):
        draft.tell(fault)
    return True


def _is_of_the_shop(desk: Desk, text: str) -> bool:
    """Whether an answer complains of people, or of what was sold wrong: nobody needs to come for that."""
    of_people = words.is_of_conduct(text)
    if desk.draft.asked not in (ASK_ADDRESS, ASK_PRODUCT) or not (of_people or words.came_wrong(text)):
        return False
    if of_people:
        desk.draft.is_of_order(None, [])
    elif desk.draft.asked == ASK_PRODUCT:
        meant.find(desk, text, None, None)
        desk.draft.named = True
    desk.draft.tell(text)
    return True


def _take_dangers(desk: Desk, text: str) -> None:
    """A danger is heard in whatever message of a report, and the worst of all is that of the report."""
    draft = desk.draft
    desk.dangers = [each for each in dangers_in(text) if each not in draft.dangers]
    if desk.dangers:
        draft.dangers = [*draft.dangers, *desk.dangers]
        draft.hazard = worst(*draft.dangers)
    if not set(desk.dangers) <= set(dangers_in(draft.problem or "")):
        draft.tell(words.of_faults(text) or text)


def _take_report(desk: Desk, text: str, reading: Reading) -> None:
    """A report from the beginning: what it is of, what is wrong, where."""
    first = _without_second(desk, reading)
    meant.find(desk, first.text or "", reading.first("serial_number"), reading.first("reference"))
    if not desk.draft.named:
        kinds.take(desk, first.text or "")
    if of_visits.says(text, "work_wished") and not words.tells_fault(text):
        desk.draft.named = True
        desk.tell({"told": "later"})
    desk.draft.no_visit = of_visits.says(text, "nobody_comes")
    place = _place(reading)
    if words.says_what(text, meant.product_words(desk.model())):
        desk.draft.tell(_told_of(desk, first, place is not None))
        if beside := left(first, desk.draft.problem, place.street if place else None):
            desk.draft.tell(beside)
        before = None if words.says_fault(text) else spoken.fault_of(desk.session, desk.caller)
        if of_visits.says(text, "exchange_wished") and before:
            desk.draft.problem = f"{before}. {desk.draft.problem}"
        elif before and words.complains(text) and of_visits.says(text, "noting"):
            desk.draft.problem = before  # "theek hai, shikayat likh lo": of what was told while asking
    is_whole = place is not None and (place.pincode or reading.addresses)
    if place is not None and is_whole and of_visits.machine_in(place.street or "") is None:
        desk.draft.address, desk.draft.pincode = place.street, place.pincode


def _told_of(desk: Desk, reading: Reading, with_place: bool) -> str:
    """What of a report says what is wrong; a complaint of people, or of goods that came, is kept whole."""
    text = reading.text or ""
    if words.is_of_conduct(text) or (desk.draft.order and not with_place):
        return text.strip()
    return told(reading) or (wished(reading) if with_place else None) or text.strip()


def _without_second(desk: Desk, reading: Reading) -> Reading:
    """The message without what it says of a second machine, which is reported next."""
    text = reading.text or ""
    kinds = {of_visits.kind_of(each.appliance) for each in desk.models}
    desk.draft.second = second.behind_first(
        text, kinds.union(machines.served(desk.session, desk.business.id)), of_visits.machine_in(text)
    )
    of_another.take(desk, desk.draft.second)
    return second.without(reading, desk.draft.second)


def _of_the_first(desk: Desk, text: str) -> str:
    """A report without what it tells of a second machine."""
    rest = desk.draft.second
    return text.removesuffix(rest).strip() if rest and desk.others_dangers else text


def _place(reading: Reading) -> Place | None:
    """What is surely an address."""
    is_told = bool(reading.addresses) or surely_an_address(reading.text or "")
    return place_in(reading, asked=False) if is_told else None


def _take_problem(desk: Desk, text: str) -> None:
    desk.draft.tell(text)
    desk.draft.no_visit = desk.draft.no_visit or of_visits.says(text, "nobody_comes")
    if not desk.draft.named:
        meant.find(desk, text, None, None)


def _take_product(desk: Desk, text: str, reading: Reading) -> None:
    """Which of them, by a yes the only one, its serial or its name; else it is none of them and in words."""
    if reading.is_yes:
        if len(desk.pieces) == 1:
            desk.draft.is_of(sold=desk.pieces[0].id)
        return
    meant.find(desk, text, reading.first("serial_number"), reading.first("reference"))
    if (place := _place(reading)) is not None and place.street:
        desk.draft.address, desk.draft.pincode = place.street, place.pincode or desk.draft.pincode
        if of_visits.machine_in(text) is None:
            return
    spoken_of = of_visits.machine_in(desk.draft.problem or "")
    is_short = len(text.split()) < FEWEST_WORDS or bool(words.brands_in(text))
    is_name = is_short if spoken_of else len(text.split()) <= MOST_OF_A_NAME
    if of_visits.asks(text) or text.endswith("?") or says_when(reading):
        return
    if not desk.draft.named:
        product = text[:100] if is_name else (spoken_of or "").replace("_", " ")
        desk.draft.is_of(product=product or None)
    if not is_name:
        _take_problem(desk, text)  # "charger bhi laga ke dekha", of a laptop


def _take_address(desk: Desk, text: str, reading: Reading) -> bool:
    """An address comes in pieces until it is whole; whether this was a piece of one. A fault beside it is told."""
    fault = words.of_faults(text) or (beside_address(text) if surely_an_address(text) else None)
    if fault:
        desk.draft.tell(fault)
    if tells_of_age(text):
        desk.draft.tell(text)
        return True
    found = address_of(reading) or written_address(beside_times(reading))
    if of_visits.says(text, "address_known") and not surely_an_address(text):
        desk.tell({"told": "no_address"})
        return True
    draft, street = desk.draft, found.text if found else text
    names = bool(fault or words.brands_in(text) or reading.first("serial_number"))
    is_talk = of_visits.asks(text) or talks(text)
    if found is None and (names or is_talk or len(text.split()) < FEWEST_WORDS):
        if not fault and words.tells_beside_maker(text):
            draft.tell(text)
        return names
    draft.pincode = (found.pincode if found else None) or draft.pincode
    if street and street != draft.pincode:
        draft.address = _with_piece(draft.address, street)[:300]
    return True


def tells_of_age(text: str) -> bool:
    """Whether words say how old a machine is, or how it is guaranteed, and ask nothing: "3 saal purani hai"."""
    tells = of_visits.says(text, "how_old") or of_visits.says(text, "guarantee")
    return tells and not (of_visits.asks(text) or surely_an_address(text))


def _with_piece(before: str | None, street: str) -> str:
    """A piece of an address behind the one before it; what is said whole takes the place of its pieces."""
    if not before or not says_more(before, street):
        return street
    return f"{before}, {street}" if says_more(street, before) else before
