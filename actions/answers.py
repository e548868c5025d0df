"""Who asked hears first: the whole message goes to the skill whose question is open, which may take it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import (
    accounts,
    approvals,
    asking,
    bills,
    counter,
    expenses,
    feedback,
    handoffs,
    leave,
    orders,
    owner,
    passed_over,
    payments,
    rights,
    tickets,
    turn,
    undoing,
    visits,
    warranty,
)
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]
Says = Callable[[CollectingDispatcher, Tracker, str, Answer], Awaitable[list[EventType]]]
SAYS: Mapping[str, Says] = {
    "orders": orders.say_heard,
    "counter": counter.say_heard,
    "owner": owner.say,
    "accounts": accounts.say_heard,
    "approvals": approvals.say_heard,
    "undoing": undoing.say_heard,
    "leave": leave.say_heard,
    "expenses": expenses.say_heard,
    "visits": visits.say_heard,
    "tickets": tickets.say_heard,
    "warranty": warranty.say_heard,
    "feedback": feedback.say_heard,
    "rights": rights.say_heard,
    "payments": payments.say_heard,
    "bills": bills.say_heard,
    "handoffs": handoffs.say_heard,
}
"""By skill, who says what it answers, with the page that has the words; returns what is asked from now on."""
WHOSE = {
    **dict.fromkeys(("raise_ticket", "move_ticket", "check_ticket_status"), "tickets"),
    **dict.fromkeys(leave.PAGES, "leave"),
    **dict.fromkeys((bills.PAGE, bills.CREDIT), "bills"),
    **dict.fromkeys(("place_order", "ask_price", "ask_availability"), "orders"),
    **dict.fromkeys(visits.PAGES, "visits"),
    **dict.fromkeys(warranty.PAGES, "warranty"),
}  # of pages that another skill may have heard


class HearAnswer(BooksAction):
    """Hands a message to whoever asked; no event says that nobody has taken it."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says the answer to the answer, and keeps the words that were no part of it."""
        answer = await self.call(tracker)
        if answer.outcome == "left":
            return []
        if answer.outcome == "which":
            dispatcher.utter_message(response="utter_question_which")
            return [SlotSet("unanswered", None)]
        taken = answer.facts
        if not taken.get("stays"):
            tracker.slots[asking.QUESTION] = None  # it is answered: whoever speaks now asks anew, or nothing
        closed = asking.closes() if taken.get("closes") else []
        skill = WHOSE.get(taken["page"], taken["skill"])
        said = Answer(**taken["answer"])
        events = await SAYS[skill](dispatcher, tracker, taken["page"], said)
        return [*closed, *events, *passed_over.left(said), SlotSet("unanswered", taken["rest"])]

    async def call(self, tracker: Tracker) -> Answer:
        """What became of the message."""
        body = {
            "question": tracker.get_slot(asking.QUESTION) or "",
            "summary": tracker.get_slot(asking.SUMMARY),
            "about": tracker.get_slot(asking.ABOUT),
            "told": turn.told_last(tracker),
            "only_asked": bool(tracker.get_slot("only_asked")),
            "behind_news": turn.is_behind_news(tracker),
            "reading": turn.reading(tracker),
        }
        question = tracker.get_slot(asking.QUESTION)
        action = f"{self.name()}:{question}" if question else self.name()  # each that waits is asked once
        action = f"{action}:asked" if body["only_asked"] else action
        return await backend().do("/answers", turn.asker(tracker), action, body)
