"""Orders: what was said goes to the books, and what they decided is said."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import (
    asking,
    handoffs,
    order_buttons,
    order_texts,
    replies,
    shelf,
    stock,
    turn,
    undoing,
)
from actions.backend import Answer, backend
from actions.books import BooksAction
from actions.order_buttons import TRACK
from actions.shelf import TAKE

Domain = dict[str, Any]

NOTES_PAGE = "place_order"
NOT_OFFERED = "not_offered"
ASKS_NOTHING = (
    "complaint_noted",
    "bill_name_noted",
    "bill_name_next",
    "khata_passed",
    "ahead_wished",
    "ahead_wished_none",
    "paying_noted",
    NOT_OFFERED,
    "question_passed",
    "table_asked_beside",
    "table_changed",
    "table_off",
    "table_kept",
    "table_refused",
    "table_taken",
    "table_not_taken",
    "table_is_other",
    "table_is_off",
    "table_was_kept",
    "table_was_refused",
    "complaint_passed",
    "refund_due",
    "refund_unseen",
    "refund_unknown",
    "takes_time",
    "bill_name_kept",
    "bill_name_asked",
    "bill_name_is_so",
    "payment_kept",
    "payment_not_here",
    "khata_not_open",
    "khata_of_another",
    "khata_beyond_limit",
)
MOVE = "move_order"
NOTHING_WAITS = ("none_waits", "not_allowed", NOT_OFFERED)  # to be accepted, or not by who says so
ASKING = {
    "choose_product": "choose_product",
    "ask_quantity": "choose_quantity",
    "ask_unit": "choose_quantity",
    "in_cart": "choose_quantity",
    "did_you_mean": "accept_offer",
    "also_wanted": "accept_offer",
    "off_step": "accept_offer",
    "over_limit": "accept_offer",
    "under_least": "accept_offer",
    "substitute": "accept_offer",
    "few_left": "accept_offer",
    "confirm": "confirm_order",
    "changed": "confirm_order",
    "ask_address": "give_address",
    "ask_way": "give_address",
    "ask_street": "give_address",
    "ask_house": "give_address",
    "ask_pincode": "give_address",
    "ask_pincode_again": "give_address",
    "ask_street_again": "give_address",
    "choose_slot": "choose_slot",
    "ask_table": "choose_table",
    "ask_any_table": "choose_table",
    "ask_prescription": "give_prescription",
    "outside_area": "give_address",
    "address_outside": "give_address",
    "address_noted": "correct_address",
    "address_moved": "correct_address",
    "ask_new_address": "correct_address",
    "ask_hour": "confirm_hour",
    "confirm_empty": "confirm_empty_cart",
    "ask_undo": "confirm_undo",
    "confirm_cancel": "confirm_cancel_order",
    "choose_order": "choose_order",
    "reopen": "confirm_reopen_order",
    "reopened": "confirm_order",
    "confirm_join": "confirm_order",
    "goods_asked": "confirm_goods_added",
    "goods_not_there": "confirm_goods_added",
    "run_out_open": "choose_run_out",
    "confirm_moves": "confirm_moves",
    "which_paid": "confirm_moves",
    "confirm_line_out": "confirm_line_out",
    "confirm_other_sum": "confirm_line_out",
    **dict.fromkeys(("confirm_goods_in", "confirm_goods_in_alone"), "confirm_goods_in"),
    "confirm_line_out_alone": "confirm_line_out",
    "confirm_address_words": "confirm_words_added",
    "confirm_note_words": "confirm_words_added",
    "confirm_message": "confirm_message",
    "confirm_message_late": "confirm_message",
    "confirm_words": "confirm_message",
    "which_line": "take_gone",
    "ask_reason": "give_reason",
    "reply_passed": "take_reply",
    "ask_unclear": "confirm_request",
    "ask_request": "confirm_request",
    "ask_photo": "confirm_request",
    "ask_table_request": "confirm_request",
    "ask_bill_name": "confirm_request",
    "ask_bill_unknown": "confirm_request",
    "request_passed": "take_request",
    "table_asked": "take_request",
    "table_hour": "table_hour",
    "which_order": "take_orders",
}
ASKING_OF_PAGE = {"settle_run_out": dict.fromkeys(("ask", "not_instead", "changed"), "choose_run_out")}
OF_SHOP = (
    "moved",
    "promised",
    "promised_by",
    "to_move",
    "to_do",
    "these_named",
    "new_ones",
    "of_these",
    "none_of_these",
)  # who hears it speaks as no customer
GOODS_SETTLED = ("goods_added", "goods_refused")  # also by a tap
MORE = "take_more_orders"
LEFT_BY_SHOP = frozenset(
    {*stock.OF_CART, "take_orders", "give_reason"}
)  # questions that are over once the shop speaks of an order
OWN = frozenset({*ASKING.values(), "choose_run_out", TAKE})

TEXT_MAY_ANSWER = frozenset(
    {
        "choose_product",
        "choose_quantity",
        "accept_offer",
        "confirm_order",
        "give_address",
        "correct_address",
        "choose_slot",
        "choose_table",
        "give_prescription",
    }
)


class OrderAction(BooksAction):
    """One call of the books and its answer; `pages` are those whose replies say it, the first that can.

    What only tells something does not leave the question that was open before.
    """

    pages: Sequence[str] = ("place_order",)
    leaves_question: bool = True

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what the books decide; what was meant of the stock, as that is said."""
        return await self.tell(dispatcher, tracker, await self.call(tracker))

    async def tell(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says an answer on the page of whatever was meant."""
        if answer.outcome == undoing.TAKING_BACK:
            return await undoing.say_taking_back(dispatcher, tracker, answer)
        if stock.is_meant(answer):
            return stock.say(dispatcher, tracker, answer)
        if answer.facts.get("page") == TRACK:
            return await say(dispatcher, tracker, TrackOrder.pages, answer, TrackOrder.leaves_question)
        return await say(dispatcher, tracker, self.pages, answer, self.leaves_question)


async def say(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    pages: Sequence[str],
    answer: Answer,
    leaves_question: bool = True,
) -> list[EventType]:
    """Says the notes, then the answer; remembers what it asks and which summary a yes confirms."""
    if handoffs.says_not_understood(_replies(answer)) and handoffs.was_not_understood_before(tracker):
        return await handoffs.not_understood_again(dispatcher, tracker)
    language = turn.language(tracker)
    then = answer.facts.get("then", ())
    _say_notes(dispatcher, answer.facts.get("notes", ()), language)
    wanted = [f"utter_{page}_{answer.outcome}" for page in pages]
    dispatcher.utter_message(
        response=next((name for name in wanted if name in replies.names()), wanted[0]),
        buttons=order_buttons.buttons(answer.facts, language, pages[0]),
        **order_texts.variables(answer.facts, language),
    )
    _say_notes(dispatcher, then, language)
    if answer.outcome in ASKS_NOTHING:
        return []  # what is asked stays so
    questions = ASKING_OF_PAGE.get(pages[0], ASKING)
    asked = [
        questions[said] for said in (answer.outcome, *(note["note"] for note in then)) if said in questions
    ]
    if not asked and (left := answer.facts.get("orders_left")):
        return asking.asks(tracker, {*LEFT_BY_SHOP, MORE}, MORE, str(left))
    if not asked and answer.outcome in GOODS_SETTLED:
        return asking.asks(tracker, {ASKING["goods_asked"]}, None)
    if not asked and not leaves_question:
        return asking.asks(tracker, LEFT_BY_SHOP, None) if answer.outcome in OF_SHOP else []
    return asking.asks(tracker, OWN, asked[-1] if asked else None, answer.facts.get("summary"))


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of orders, or of an order that its words named."""
    if answer.outcome == undoing.TAKING_BACK:
        return await undoing.say_taking_back(dispatcher, tracker, answer)
    if page == TRACK:
        return await say(dispatcher, tracker, TrackOrder.pages, answer, TrackOrder.leaves_question)
    if page in shelf.PAGES:
        return shelf.say(dispatcher, tracker, page, answer)
    return await say(dispatcher, tracker, (page, *{NOTES_PAGE} - {page}), answer)


def _replies(answer: Answer) -> list[str]:
    """What the answer would be said by, of its notes and itself."""
    notes = [note["note"] for note in answer.facts.get("notes", ())]
    return [f"utter_{NOTES_PAGE}_{said}" for said in (*notes, answer.outcome)]


def _say_notes(dispatcher: CollectingDispatcher, notes: Sequence[order_texts.Facts], language: str) -> None:
    for note in notes:
        texts = order_texts.variables(note, language)
        dispatcher.utter_message(response=f"utter_{NOTES_PAGE}_{note['note']}", **texts)


def _message(tracker: Tracker) -> dict[str, Any]:
    """What was said, and the text itself where the open question can be answered without any value in it."""
    return {
        "lines": turn.order_lines(tracker),
        "doubted": turn.entities(tracker, "doubted_item"),
        "choice": turn.entity(tracker, "choice"),
        "text": turn.text(tracker) if tracker.get_slot("asking") in TEXT_MAY_ANSWER else None,
        "said": turn.text(tracker),
        "pincode": turn.entity(tracker, "pincode"),
        "time": turn.entity(tracker, "time"),
        "period": turn.entity(tracker, "period"),
        "times": turn.moments(tracker),
        "duration": turn.entity(tracker, "duration"),
        "left_over": turn.left_over(tracker),
        "telling": turn.telling(tracker),
    }


def _summary(tracker: Tracker) -> dict[str, Any]:
    """What a tapped button confirms, or a yes in words: what was shown last."""
    return {"summary": turn.entity(tracker, "summary") or tracker.get_slot("summary")}


def _reference(tracker: Tracker) -> str | None:
    """The order that is named; to *which order?* a bare number names it too."""
    named = turn.entity(tracker, "reference")
    answer = turn.text(tracker) if tracker.get_slot("asking") == "choose_order" else None
    return named or answer


class PlaceOrder(OrderAction):
    """Puts what was said into the cart, or takes it as an answer; an order that it cancels is asked about first."""

    pages = ("place_order", "cancel_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart with what was said."""
        return await self.do(tracker, stock.PATH, **stock.spoken(tracker, "order", _message(tracker)))


class ModifyOrder(OrderAction):
    """Changes the cart."""

    pages = ("modify_order", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart after the change."""
        return await self.do(tracker, stock.PATH, **stock.spoken(tracker, "change", _message(tracker)))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it; words that take money back are said as a bare *cancel* is."""
        answer = await self.call(tracker)
        if answer.outcome == undoing.TAKING_BACK:
            return await undoing.say_taking_back(dispatcher, tracker, answer)
        return await self.tell(dispatcher, tracker, answer)


class ViewCart(OrderAction):
    """Shows the cart, or the orders in place of an empty one."""

    pages = ("place_order", "track_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart as it is."""
        return await self.do(tracker, "/cart/view")


class ConfirmOrder(OrderAction):
    """A yes to the bill."""

    async def call(self, tracker: Tracker) -> Answer:
        """The order, or the bill as it is now."""
        return await self.do(tracker, "/orders", **_summary(tracker))


class KeepCart(OrderAction):
    """A no to the bill."""

    async def call(self, tracker: Tracker) -> Answer:
        """The cart, kept."""
        return await self.do(tracker, "/cart/keep")


class TrackOrder(OrderAction):
    """Where an order stands; or the shop says what it has done with one."""

    pages = ("track_order", "move_order")
    leaves_question = False

    async def call(self, tracker: Tracker) -> Answer:
        """The order, or several."""
        named = turn.entity(tracker, "reference")
        said = {} if turn.facets(tracker, "asks") else _said_of_order(tracker)
        asked = {"reference": named} if named else {}
        if said:
            return await self.do(tracker, "/orders/told", **asked, **said, said=turn.text(tracker))
        return await backend().read(
            "/orders/tracked", turn.asker(tracker), **asked, **_asked_of_shop(tracker)
        )


def _said_of_order(tracker: Tracker) -> dict[str, Any]:
    """The steps, or the minutes, that a message says of an order, or of several."""
    steps = [{"status": each["value"], "start": each["start"]} for each in turn.told_facets(tracker, "step")]
    minutes = (turn.entity(tracker, "duration") or {}).get("minutes")
    if not steps:
        return {} if minutes is None else {"minutes": minutes}
    read = tracker.latest_message["entities"]
    named = [
        {"reference": str(each["value"]), "start": each["start"]}
        for each in read
        if each["entity"] == "reference"
    ]
    every = "all" in turn.facets(tracker, "which")
    return {"steps": steps, "named": named, "every": every, "minutes": minutes}


def _asked_of_shop(tracker: Tracker) -> dict[str, Any]:
    """Whether the new orders of the shop are asked for."""
    return {"new": "true"} if "new" in turn.facets(tracker, "which") else {}


class AcceptWaiting(OrderAction):
    """A bare "accept" of who sees to orders."""

    async def call(self, tracker: Tracker) -> Answer:
        """The order that waits, or which of several."""
        return await self.do(tracker, "/orders/accepted")


class MoveOrder(OrderAction):
    """The shop has tapped what to do with an order."""

    pages = ("move_order", "place_order")
    leaves_question = False

    async def call(self, tracker: Tracker) -> Answer:
        """The order in its new status, what is asked further, or why not."""
        names = (
            "reference",
            "status",
            "reason",
            "minutes",
            "asks",
            "line",
            "found_after_all",
            "extra",
            "summary",
        )
        tapped = {name: value for name in names if (value := turn.entity(tracker, name)) is not None}
        return await self.do(tracker, "/orders/moved", **tapped)


class SettleRunOut(OrderAction):
    """The customer has tapped what becomes of a line that ran out."""

    pages = ("settle_run_out",)

    async def call(self, tracker: Tracker) -> Answer:
        """The order with its new bill, or the question anew."""
        tapped = {name: turn.entity(tracker, name) for name in ("run_out", "take", "summary")}
        return await self.do(tracker, "/orders/run-outs/answers", **tapped)


class CancelOrder(OrderAction):
    """An order is to be cancelled: shown first; of a customer's order the shop says why."""

    pages = ("cancel_order", "move_order", "track_order", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """What would be cancelled."""
        said = turn.facets(tracker, "reason")
        why = {"reason": said[0]} if said else {}
        otherwise = any(each["kind"] == "way" for each in turn.left_over(tracker))
        return await self.do(
            tracker,
            "/orders/cancellation",
            reference=_reference(tracker),
            said=turn.text(tracker),
            comes_otherwise=otherwise,
            **why,
        )
