"""Tickets: what was said or sent goes to the books' draft, and what they decide is said, a danger first of all."""

import json

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import dangers, files, ticket_texts, turn, visits
from actions.backend import Answer, backend
from actions.collected import Page, PageAction, WishAction
from actions.ticket_texts import Facts

ASKING = {
    "ask_problem": "ticket_problem",
    "ask_product": "ticket_product",
    "ask_address": "give_ticket_address",
    "confirm": "confirm_ticket",
    "changed": "confirm_ticket",
    "open_already": "correct_ticket",
    "whose_file": "choose_file_ticket",
}
TAPPED = ("reference", "status", "assignee", "settled", "goods", "anyway")
THEN = {"status": "then", "assignee": "assignee"}  # what a tap on one of several does with it
TITLE, MOST = 20, 10  # characters on a button of WhatsApp, rows of a list
Buttons = list[dict[str, str]]


def _choices(facts: Facts, language: str) -> Buttons:
    """What the person has bought, or which complaint a photo is of, to be tapped."""
    if facts.get("tickets"):
        open_ones = [(each["reference"], f"of:{each['reference']}") for each in facts["tickets"]]
        new = ticket_texts.words(language)["another_fault"]
        return [
            {"title": title[:TITLE], "payload": f"/raise_ticket{json.dumps({'choice': choice})}"}
            for title, choice in [*open_ones[: MOST - 1], (new, "apart")]
        ]
    return [
        {
            "title": piece["name"][language][:TITLE],
            "description": piece["serial"] or piece["sold_on"],
            "payload": f"/raise_ticket{json.dumps({'choice': 'piece:' + str(piece['id'])})}",
        }
        for piece in facts.get("options", ())
    ]


def _steps(facts: Facts, language: str) -> Buttons:
    """What can be done with a ticket next, whom it can be given to, or which of several is to be seen."""
    said = ticket_texts.words(language)
    reference = facts["ticket"]["reference"] if facts.get("ticket") else facts.get("reference")
    names = {
        **said["steps"],
        **({} if facts.get("settles") or _is_of_shop(facts) else said["customer_steps"]),
    }
    steps = [(names[step], {"status": step}) for step in facts.get("steps", ())]
    settles = [
        (said["settles"][way], {"status": "resolved", "settled": way}) for way in facts.get("settles", ())
    ]
    staff = [(ticket_texts.colleague(each, language), _given(each)) for each in facts.get("staff", ())]
    goods = [
        (
            ticket_texts.goods(each, language),
            _settled(facts["settling"], f"{each['line']}x{each['quantity']}"),
        )
        for each in facts.get("options_of_goods", ())
    ]
    if goods:
        goods.append((said["all_goods"], _settled(facts["settling"], "all")))
    instead = [(said["settles"][way], _settled(way, facts["goods"])) for way in facts.get("instead", ())]
    taps = [
        {"title": title[:TITLE], "payload": f"/move_ticket{json.dumps({'reference': reference, **values})}"}
        for title, values in (*settles, *steps, *staff, *goods, *instead)
    ]
    then = {name: facts[fact] for name, fact in THEN.items() if facts.get("tickets") and facts.get(fact)}
    page = "move_ticket" if then else "check_ticket_status"
    seen = [
        {
            "title": each["reference"],
            "description": ticket_texts.line(each, language).replace("*", "").replace("• ", ""),
            "payload": f"/{page}{json.dumps({'reference': each['reference'], **then})}",
        }
        for each in facts.get("tickets", ())
    ]
    return [*taps, *seen][:MOST]


def _given(colleague: Facts) -> dict[str, str]:
    """That it is given to a colleague; to who has asked for leave then, all the same."""
    anyway = {"anyway": colleague["anyway"]} if colleague.get("anyway") else {}
    return {"status": "assigned", "assignee": colleague["id"], **anyway}


def _settled(way: str, goods: str) -> dict[str, str]:
    return {"status": "resolved", "settled": way, "goods": goods}


def _is_of_shop(facts: Facts) -> bool:
    """Whether it is the shop that looks."""
    return "assigned" in facts.get("steps", ()) or "resolved" in facts.get("steps", ())


class Warned(Page):
    """A page that warns of a danger first."""

    async def say(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says the warning, then the answer."""
        dangers.warn(dispatcher, answer)
        return await super().say(dispatcher, tracker, answer)


class Looked(Warned):
    """The page of how tickets stand; the files of one that is named go along."""

    async def say(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says it, then sends what was kept."""
        events = await super().say(dispatcher, tracker, answer)
        files.send(dispatcher, answer.facts)
        return events


class Reporting(Warned):
    """The page of a report, which with the time for a visit becomes the wish for that."""

    async def say(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """What was asked beside it is answered first; what has become the wish for a visit is said by its page."""
        if answer.outcome == "wanted":
            return await visits.REQUEST.say(dispatcher, tracker, Answer(**answer.facts["answer"]))
        if answer.outcome == visits.FOR_SHOP:
            return await visits.say_for_shop(dispatcher, tracker, answer)
        for told in answer.facts.get("tells", ()):
            named = ticket_texts.told(answer.facts, turn.language(tracker))
            dispatcher.utter_message(response=f"utter_{self.name}_told_{told}", **named)
        return await super().say(dispatcher, tracker, answer)


REPORTING = Reporting("raise_ticket", ticket_texts.variables, ASKING, _choices)
STATUS = Looked("check_ticket_status", ticket_texts.variables, buttons=_steps)
MOVING = Page(
    "move_ticket",
    ticket_texts.variables,
    {
        "ask_reason": "ticket_reason",
        "ask_whom": "ticket_assignee",
        "on_leave_then": "ticket_assignee",
        "asks_leave_then": "ticket_assignee",
        "assigned_visit": "confirm_ticket_visit",
        "ask_goods": "choose_settled_goods",
        "confirm_replace": "confirm_settling",
        "confirm_refund": "confirm_settling",
        "confirm_credit": "confirm_settling",
        "confirm_end": "confirm_ending",
        "confirm_bringing": "confirm_bringing",
        "confirm_brought": "confirm_bringing",
        "which_to_end": "choose_ending",
        "confirm_end_with_visit": "confirm_ending",
    },
    _steps,
)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of tickets."""
    if page == STATUS.name:
        return await STATUS.say(dispatcher, tracker, answer)
    return await (MOVING if page == MOVING.name else REPORTING).say(dispatcher, tracker, answer)


class RaiseTicket(WishAction):
    """Adds to the report what was said or sent."""

    page, path = REPORTING, "/tickets/draft"


class CheckTicketStatus(PageAction):
    """Where tickets stand; a question that is open stays open."""

    page = STATUS

    async def call(self, tracker: Tracker) -> Answer:
        """The named ticket, or those that are not over."""
        reference = turn.entity(tracker, "reference")
        named = {"reference": reference} if reference else {}
        return await backend().read("/tickets/status", turn.asker(tracker), **named)


class MoveTicket(PageAction):
    """Somebody has tapped what is to become of a ticket."""

    page = MOVING

    async def call(self, tracker: Tracker) -> Answer:
        """The ticket in its new status, or why not."""
        tapped = {name: turn.entity(tracker, name) for name in TAPPED}
        return await self.do(tracker, "/tickets/moved", **tapped)
