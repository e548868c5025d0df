"""The cart of a person: filling it, changing it, and answering what is asked about it."""

from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders import billed, cancelling, every_line, joining, named, taking_shown, tapping
from munshi.orders.add_ons_said import with_add_ons
from munshi.orders.added import with_added
from munshi.orders.adding_up import with_sums
from munshi.orders.address_words import fetches
from munshi.orders.addresses import Address
from munshi.orders.answers import IN_OTHER_WORDS, answer, conclude
from munshi.orders.asked_beside import with_cheaper
from munshi.orders.asked_notes import pass_asked
from munshi.orders.boxed import with_boxes
from munshi.orders.bringing import asked_where, bring_to, find_place
from munshi.orders.codes import names_code, take_code
from munshi.orders.comparing import with_compared
from munshi.orders.desk import Desk, payments_of
from munshi.orders.extra_names import with_extras
from munshi.orders.facts import beside_facts, item_facts
from munshi.orders.fetched_then import with_fetching_then
from munshi.orders.first_line import with_first_line
from munshi.orders.hearing import answers, hear, says_more
from munshi.orders.hour_figures import with_hour_put_right
from munshi.orders.in_notes import with_goods_in_notes
from munshi.orders.instead import with_what_comes, with_what_goes
from munshi.orders.joined_names import with_joined
from munshi.orders.kept import NOTHING_BESIDE, Beside, Way
from munshi.orders.kinds import with_kinds
from munshi.orders.looking import facts_of, normalised, open_or_served, reference_in
from munshi.orders.making import with_makings
from munshi.orders.messages import Message, Said
from munshi.orders.models import Order
from munshi.orders.notes import as_notes, says_of_cart, with_who_comes
from munshi.orders.notes import keep as keep_beside
from munshi.orders.notes_of_all import with_notes_of_all
from munshi.orders.once import note_where_often
from munshi.orders.one_delivery import note_where_parted
from munshi.orders.one_way import with_one_way
from munshi.orders.otherwise import with_otherwise
from munshi.orders.parts_of_named import with_parts_named
from munshi.orders.passing_on import pass_on
from munshi.orders.places import HOUSE, bring_instead
from munshi.orders.placing import place
from munshi.orders.refused_inside import with_refused_inside
from munshi.orders.refusing import refuses, with_refused
from munshi.orders.reopening import ask_first, begin_beside, without_its_name
from munshi.orders.rules import NoWay
from munshi.orders.serving import looking as for_shop
from munshi.orders.sizes_of_all import with_sizes_of_all
from munshi.orders.so_many_in_one import with_so_many_in_one
from munshi.orders.some_of_those import with_some_of_those
from munshi.orders.told_apart import (
    with_counts,
    with_figure_before,
    with_pointed_at,
    with_units_as_names,
    with_whole_names,
)
from munshi.orders.unheard import keep_unheard
from munshi.orders.whose import with_whose
from munshi.orders.wishes import TAKES_A_YES, Ask, Op
from munshi.outcomes import Outcome
from munshi.turns import decide

OF_FILE = ("path", "mime_type", "sha256")  # of what came along, that is kept


def tell(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person says what they want, answers the open question, or says where to bring it."""
    desk, written = Desk(session, caller), message.said
    counted = with_counts(desk, message)
    if taking_shown.begins_with_amount(counted) and (taken := taking_shown.take(session, caller, counted)):
        return taken
    message = with_boxes(desk, with_compared(desk, with_one_way(desk, _as_told(desk, message))))
    if tapping.take(desk, message.choice):
        return conclude(desk, "empty", told=False)
    if wants_all_out(desk, message):
        return _ask_to_empty(desk)
    if cancelling.asks_for(message.said) and (shown := _asks_to_cancel(desk, message)):
        return shown
    where = asked_where(desk)
    has_firm = billed.names_firm(message)
    message = billed.take(desk, message)
    only_firm = has_firm and not message.lines and bool(desk.cart.lines)
    of_all = None if only_firm else every_line.take(desk, message)
    if only_firm or (of_all and not every_line.says_more(of_all)):
        return conclude(desk, "empty", told=False)
    message = of_all or message
    coded = take_code(desk, message)
    message = named.take(desk, coded or message)
    if _is_heard(coded or named.names(message.said), message):
        keep_beside(desk, as_notes(desk, message, heard=True))
        return conclude(desk, "empty", told=False)
    message = _with_address(desk, message, bool(where))
    beside = message.beside
    if not message.lines and (beside.place or beside.pincode):
        keep_beside(desk, replace(beside, place=None, pincode=None))
        bring_instead(desk, beside)
        return bring_to(desk, Address(beside.pincode, beside.place), message.said)
    if (reopens := ask_first(desk, message, changes=False)) is not None:
        return reopens
    began = desk.cart.is_empty
    message = _by_shelf(desk, without_its_name(message))
    desk.look_ahead(beside.hour)
    before, asked = desk.lines(), desk.cart.open_wish
    heard = hear(desk, with_refused(desk, with_what_goes(message)), Op.ADD)
    kept = keep_beside(desk, as_notes(desk, message, heard=heard))
    kept = keep_unheard(desk, replace(message, said=written), asked) or kept
    kept = pass_asked(desk, replace(message, said=written)) or kept
    note_where_often(desk, message)
    note_where_parted(desk, message)
    heard = heard or of_all is not None
    if message.text is not None and not (heard or kept or asked or coded or desk.notes) and desk.cart.lines:
        if where not in (*IN_OTHER_WORDS, HOUSE) and not (
            where and message.consent
        ):  # a yes is no address, nor a bad one
            desk.note("address_unclear" if where else "say_yes")
        return conclude(desk, "nothing_said", told=False, again=where)
    if began:
        begin_beside(desk)
    return conclude(desk, "nothing_said", told=desk.lines() != before)


def tell_for(session: Session, caller: Caller, order: Order, message: Message) -> Outcome[Any]:
    """The person wants more with an order that the shop has taken; what names nothing for sure the shop just hears."""
    joining.begin(Desk(session, caller), order)
    told = tell(session, caller, message)
    desk = Desk(session, caller)
    if not desk.cart.is_empty:
        return told
    desk.cart.empty()
    desk.save()
    return pass_on(session, caller, message.said or "", order)


def _as_told(desk: Desk, message: Message) -> Message:
    """The message as what is in the cart, and its hour, let it be read."""
    message = with_figure_before(desk, with_fetching_then(message))
    told = with_units_as_names(desk, with_so_many_in_one(desk, message))
    return with_hour_put_right(desk, told)


def _is_heard(named_something: object, message: Message) -> bool:
    """Whether a message that names a code or an address says nothing of goods beside it."""
    goods = any(not line.beside for line in message.lines)
    return bool(named_something) and not (goods or message.beside.pincode or message.picks)


def _by_shelf(desk: Desk, message: Message) -> Message:
    """The message as the shelf and the cart let it be read: what is goods in it, and what is said of them."""
    message = with_parts_named(desk, with_joined(desk.shelf, message))
    message = with_notes_of_all(desk, with_otherwise(desk, message))
    message = with_add_ons(desk, with_extras(desk, with_sums(desk, with_some_of_those(message))))
    message = replace(message, lines=list(with_whose(desk.shelf, message.lines)))
    message = with_added(desk, with_what_comes(desk, with_sizes_of_all(desk, message)))
    message = with_refused_inside(desk, message)
    message = with_whole_names(desk, with_makings(desk, with_cheaper(desk, message)))
    return with_kinds(desk, with_pointed_at(desk, with_goods_in_notes(desk, message)))


def _asks_to_cancel(desk: Desk, message: Message) -> Outcome[Any] | None:
    """The question whether to cancel the order that is named; what cannot be cancelled is noted."""
    named = reference_in(message.said or "")
    if named is None:
        return None
    work = partial(cancelling.ask, reference=named.group(), said=message.said)
    asked = decide(desk.session, desk.caller, work)
    if asked.outcome == "confirm_cancel":
        return asked
    desk.note("not_cancelled", reference=normalised(named.group()))
    return None


def _with_address(desk: Desk, message: Message, asked: bool) -> Message:
    """The message with the address that it says; to where, what is no place is no note, and the shop is a pick-up."""
    message = with_who_comes(desk, with_first_line(desk, find_place(desk, message, asked=asked)))
    beside = message.beside
    if not asked or message.text is None or beside.place or beside.pincode:
        return message
    fetched = fetches(message.text) and not beside.ways
    has_goods = any(not line.beside for line in message.lines)
    notes = [note for note in beside.notes if note.wished or has_goods or says_of_cart(desk, note)]
    ways = (Way.PICKUP,) if fetched else beside.ways
    return replace(message, beside=replace(beside, ways=ways, notes=[] if fetched else notes))


def come_to_place(session: Session, caller: Caller, address: Address) -> Outcome[Any]:
    """The person shares where they are on the map."""
    return bring_to(Desk(session, caller), address)


def change(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person changes what is in the cart."""
    desk, written = Desk(session, caller), message.said
    message = with_boxes(desk, with_compared(desk, with_one_way(desk, _as_told(desk, message))))
    if wants_all_out(desk, message) and not desk.cart.is_empty:
        return _ask_to_empty(desk)
    if (reopens := ask_first(desk, message, changes=True)) is not None:
        return reopens
    if desk.cart.is_empty and not message.lines:
        return _with_way_kept(desk, message)
    if wants_all_out(desk, message):
        return _ask_to_empty(desk)
    of_all = every_line.take(desk, message)
    if of_all and not every_line.says_more(of_all):
        return conclude(desk, "empty")
    message = of_all or message
    began = desk.cart.is_empty
    coded = take_code(desk, message)
    message = _with_address(
        desk, named.take(desk, without_its_name(coded or message)), bool(asked_where(desk))
    )
    message = _by_shelf(desk, message)
    desk.look_ahead(message.beside.hour)
    before, asked = desk.lines(), desk.cart.open_wish
    heard = hear(desk, with_refused(desk, with_what_goes(message)), Op.SET)
    kept = keep_beside(desk, as_notes(desk, message, heard=heard))
    kept = keep_unheard(desk, replace(message, said=written), asked) or kept
    kept = pass_asked(desk, replace(message, said=written)) or kept
    note_where_parted(desk, message)
    heard = heard or of_all is not None
    if not (heard or kept or asked or coded or desk.notes or named.names(message.said)):
        desk.save()
        return answer(desk, "nothing_said")
    if began:
        begin_beside(desk)
    return conclude(desk, "empty", told=desk.lines() != before)


def _with_way_kept(desk: Desk, message: Message) -> Outcome[Any]:
    """An empty cart; how its goods will come is kept for it, where only that is said: "i will pick it up"."""
    keep_beside(desk, Beside(ways=message.beside.ways))
    if terms := desk.new_terms():
        desk.note("terms_so_far", **terms)
    return conclude(desk, "empty")


def answer_only(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person answers the open question, in words that may want something else; `left` where they do not."""
    desk = Desk(session, caller)
    before, boxed = desk.lines(), with_boxes(desk, message)
    boxes = boxed.beside.notes[len(message.beside.notes) :]
    answered = answers(desk, boxed)
    if not keep_beside(desk, Beside(notes=boxes)) and not answered:
        return Outcome[str](outcome="left")
    return conclude(desk, "empty", told=desk.lines() != before)


def take_out(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person refuses what is in the cart, in words that may want something else; `left` where they do not."""
    desk = Desk(session, caller)
    told = with_refused_inside(desk, message)
    if told.lines == message.lines and not refuses(desk, message):
        return Outcome[str](outcome="left")
    return change(session, caller, message)


def cancel_part(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """The person cancels one of several things of the cart; `left` where it is all, or nothing of it."""
    desk = Desk(session, caller)
    item = cancelling.part_named(message.said or "", [line.item for line in desk.cart.lines])
    if item is None:
        return Outcome[str](outcome="left")
    line = Said(item.name["en"], op=Op.REMOVE)
    return change(session, caller, replace(message, lines=[line], beside=NOTHING_BESIDE))


def ask_again(session: Session, caller: Caller) -> Outcome[Any]:
    """What was said to the open question was not understood."""
    desk = Desk(session, caller)
    desk.note("not_among" if desk.cart.open_wish else "say_yes")
    return conclude(desk, "empty", told=False)


def undo(session: Session, caller: Caller) -> Outcome[Any]:
    """The person takes back what was changed last in the cart."""
    desk = Desk(session, caller)
    desk.note("undone" if desk.cart.undo(desk.shelf) else "nothing_to_undo")
    return conclude(desk, "empty", told=False)


def confirm(session: Session, caller: Caller, summary: str | None, message: Message) -> Outcome[Any]:
    """A yes to the bill; one that says more changes the cart, and the bill is shown anew.

    A note beside a yes is kept with the order that it places; so is a way of payment that is taken here, which changes
    no sum.
    """
    changes = (
        _changes_terms(Desk(session, caller), message.beside)
        or names_code(caller.business, message)
        or named.names(message.said)
        or billed.names_wrong_firm(message)
    )
    bare = billed.without_name(message)
    if bare.lines or message.at_times or message.undoes or changes:
        desk = Desk(session, caller)
        if says_more(desk, bare) or changes:
            return tell(session, caller, message)
    return place(session, caller, summary, message)


def _changes_terms(desk: Desk, beside: Beside) -> bool:
    """Whether it says where, how or when the goods come, a payment to be looked at, or what is no longer noted.

    The way in which they come by the bill already is no other.
    """
    payments = set(beside.payments) - {*payments_of(desk.business)}
    ways = set(beside.ways) - _way_of_bill(desk) if beside.ways else set()
    terms = (ways, payments, beside.says_when, beside.place, beside.pincode)
    return any((beside.without_notes, *terms))


def _way_of_bill(desk: Desk) -> set[Way]:
    """How the goods come by the bill."""
    if not desk.cart.lines or desk.cart.open_wish:
        return set()
    try:
        return {Way(desk.bill().fulfilment)}
    except NoWay:
        return set()


def wants_all_out(desk: Desk, message: Message) -> bool:
    """To remove, and nothing named that is in the cart or sold here: all of it."""
    removed = all(line.op is Op.REMOVE and line.quantity is None for line in message.lines)
    nameless = any(not line.name for line in message.lines)
    named = (line.name for line in message.lines if line.name)
    if every_line.is_not_all(message.said):
        return False
    return removed and nameless and not any(desk.shelf.meant(name, desk.near).items for name in named)


def accept(session: Session, caller: Caller) -> Outcome[Any]:
    """The person takes what was offered."""
    desk = Desk(session, caller)
    wish = desk.cart.open_wish
    if wish and wish.question in TAKES_A_YES:
        desk.note_results(desk.cart.answer([wish.accepted()], desk.shelf))
    return conclude(desk, "empty", told=False)


def leave_out(session: Session, caller: Caller) -> Outcome[Any]:
    """The person does without what is asked about."""
    desk = Desk(session, caller)
    if desk.cart.open_wish:
        wish = desk.cart.wishes.pop(0)
        item = desk.shelf.item(wish.items[0]) if len(wish.items) == 1 else None
        stays = wish.question is Ask.IN_CART
        facts = {"item": item_facts(item, desk.marked)} if item else {}
        desk.note("left_as_is" if stays else "left_out", asked=wish.asked, **facts)
    return conclude(desk, "empty", told=False)


def show(session: Session, caller: Caller) -> Outcome[Any]:
    """The cart with today's prices, and what is still asked; in place of an empty one the orders on their way.

    Who is in charge of the shop and orders nothing sees what the shop has to do.
    """
    desk = Desk(session, caller)
    shown = conclude(desk, "empty")
    if shown.outcome != "empty":
        return shown
    orders = open_or_served(session, caller)
    if orders:
        return answer(desk, "only_orders", ordered=[facts_of(caller, order) for order in orders])
    return for_shop.open_orders(session, caller) or shown


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is ordered, nothing is lost."""
    desk = Desk(session, caller)
    desk.save()
    if not desk.cart.lines:
        return answer(desk, "empty")
    return answer(desk, "kept", lines=desk.lines(), beside=beside_facts(desk.cart.kept))


def empty(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Takes out exactly what was shown; asks again when there is something else."""
    desk = Desk(session, caller)
    if desk.cart.is_empty:
        return conclude(desk, "empty")
    if desk.contents() != summary:
        return _ask_to_empty(desk)
    desk.cart.empty()
    desk.save()
    return answer(desk, "emptied")


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Takes out all that is in the cart; orders that are placed stay."""
    desk = Desk(session, caller)
    desk.cart.empty()
    desk.save()
    return answer(desk, "emptied")


def _ask_to_empty(desk: Desk) -> Outcome[Any]:
    """Wishes of which nothing is in the cart yet are dropped without asking."""
    if not desk.cart.lines:
        desk.cart.empty()
        desk.save()
        return answer(desk, "emptied")
    desk.save()
    return answer(desk, "confirm_empty", lines=desk.lines(), summary=desk.contents())


def choose_terms(session: Session, caller: Caller, question: str, message: Message) -> Outcome[Any]:
    """Answers which slot or which table, by a place in the list or a number; `left` where the message does not."""
    desk = Desk(session, caller)
    if not tapping.answers(desk, question, message):
        return Outcome[str](outcome="left")
    return conclude(desk, "empty", told=False)


def leave_terms(session: Session, caller: Caller, question: str) -> Outcome[Any]:
    """No slot is wanted, or no table after all: as soon as can be, and brought or fetched."""
    desk = Desk(session, caller)
    if question == "choose_slot":
        desk.cart.kept.slots, desk.cart.kept.wanted = [], None
    else:
        desk.cart.kept.way = None
    return conclude(desk, "empty", told=False)


def bring_prescription(session: Session, caller: Caller, attachment: dict[str, Any]) -> Outcome[Any]:
    """Keeps the photo of a prescription with the cart; what could not be fetched is asked for again."""
    desk = Desk(session, caller)
    if (
        attachment.get("kind") in ("image", "document")
        and attachment.get("path")
        and not attachment.get("fault")
    ):
        desk.cart.kept.prescription = {name: attachment.get(name) for name in OF_FILE}
    else:
        desk.note("prescription_unread")
    return conclude(desk, "empty", told=False)
