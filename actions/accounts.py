"""Khatas: what is owed, what is written down, statements and reminders; the books decide, and it is said."""

import json
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import account_texts, asking, files, passed_over, turn, undoing
from actions.account_texts import Facts
from actions.backend import Answer
from actions.books import BooksAction

Domain = dict[str, Any]

DUES, CREDIT, SEND = "check_dues", "record_credit", "send_statement"
SHOWN = "take_khata"  # one khata that an owner looks at
ASKING = {
    DUES: {
        "choose_customer": "dues_customer",
        **dict.fromkeys(("confirm_reminders", "confirm_reminders_on"), "confirm_reminders"),
        **dict.fromkeys(
            ("owes", "owes_nothing", "owes_for_orders", "paid_ahead", "entry_told"), "correct_khata"
        ),
        **dict.fromkeys(("owed", "owed_nothing", "owed_for_orders", "owed_ahead"), SHOWN),
        "statement": "take_statement",
    },
    SEND: dict.fromkeys(("confirm", "confirm_several"), "confirm_statement"),
    CREDIT: {
        "choose_customer": "credit_customer",
        "ask_person": "credit_person",
        "ask_amount": "credit_amount",
        "ask_phone": "credit_phone",
        "confirm": "confirm_credit",
        "changed": "confirm_credit",
        "written": "take_correction",
        "confirm_waiver": "confirm_waiver",
        "confirm_return": "confirm_return",
        "confirm_allowance": "confirm_allowance",
        "confirm_other_khata": "confirm_other_khata",
    },
}
OWN = frozenset(question for asked in ASKING.values() for question in asked.values())
# What is only told leaves the question that was open; these answers end one of their own.
TELLS = (
    *(
        "only_own",
        "not_allowed",
        "not_offered",
        "verdict_right",
        "verdict_wrong",
        "doubt_told",
        "goods_back_told",
    ),
    *(
        "promise_told",
        "promise_parts",
        "promise_passed",
        "promise_taken_back",
        "promise_kept",
        "promise_without_day",
        "khata_wished",
        "khata_not_yet",
        "khata_not_sold",
        "less_not_allowed",
        "less_whom",
        "less_too_much",
    ),
    *("day_khata", "day_till", "day_repairs", "day_taken", "day_took_none"),
    *("khata_opened", "khata_opened_to", "khata_closed", "khatas_set", "limit_kept", "open_whom"),
    *("owed_each", "limit_each", "statement_each"),
    *("named", "not_named"),
    *("told_written", "told_left", "told_no"),
)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says it, with what can be tapped and the papers that belong to it; remembers what it asks."""
    if page == undoing.PAGE:
        return await undoing.say_heard(dispatcher, tracker, page, answer)
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_buttons(page, answer.facts, language),
        **account_texts.variables(answer.facts, language),
    )
    files.send(dispatcher, answer.facts)
    if answer.outcome in TELLS:
        return []
    asked = ASKING[page].get(answer.outcome)
    shown = str(answer.facts["account"]) if asked == SHOWN else _summary(answer) if asked else None
    return asking.asks(tracker, OWN, asked, shown)


def _summary(answer: Answer) -> str | None:
    """What a yes confirms, or what the list was about of which one is chosen."""
    options = answer.facts.get("options")
    if not options:
        summary: str | None = answer.facts.get("summary")
        return summary
    tap = options[0]["tap"]
    kept = {"wanted": tap.get("wanted", []), "from": tap.get("from"), "to": tap.get("to")}
    return json.dumps({**kept, "accounts": [option["account"] for option in options]})


def _buttons(page: str, facts: Facts, language: str) -> list[dict[str, str]]:
    """One for each customer that may be meant, with what they owe."""
    return [
        {
            "title": account_texts.title(option, language),
            "description": account_texts.owed_by(option, language),
            "payload": f"/{page}{json.dumps(_tap(option['tap']))}",
        }
        for option in facts.get("options", ())
    ]


def _tap(tap: Facts) -> dict[str, Any]:
    """What a tap carries: the customer, the sides of the wish, and its days."""
    days = (
        {"days": f"{tap.get('from') or ''}/{tap.get('to') or ''}"} if tap.get("from") or tap.get("to") else {}
    )
    wanted = {"wanted": " ".join(tap["wanted"])} if tap.get("wanted") else {}
    return {"account": str(tap["account"]), **wanted, **days}


class CheckDues(BooksAction):
    """What is owed; a tap names a customer, says what an entry is, or has reminders sent."""

    async def call(self, tracker: Tracker) -> Answer:
        """What the books say."""
        if entry := turn.entity(tracker, "entry"):
            verdict = str(turn.entity(tracker, "verdict"))
            return await self.do(tracker, "/dues/verdicts", entry=int(entry), verdict=verdict)
        if shown := turn.entity(tracker, "remind"):
            return await self.do(tracker, "/dues/reminders", summary=str(shown))
        return await self.do(tracker, "/dues", reading=_reading(tracker), wanted=_wanted(tracker))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it."""
        answer = await self.call(tracker)
        events = await say_heard(dispatcher, tracker, answer.facts.get("page", DUES), answer)
        beside = turn.beside(tracker, "beside") if "statement" in _wanted(tracker) else None
        return [*events, SlotSet("unanswered", beside)] if beside else events


class RecordCredit(BooksAction):
    """What somebody took on credit."""

    async def call(self, tracker: Tracker) -> Answer:
        """What is owed after it, or what must be asked first."""
        return await self.do(tracker, "/credits", reading=turn.reading(tracker))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it; words that take money back are said as a bare *cancel* is."""
        answer = await self.call(tracker)
        if answer.outcome == undoing.TAKING_BACK:
            return await undoing.say_taking_back(dispatcher, tracker, answer)
        return [*await say_heard(dispatcher, tracker, CREDIT, answer), *passed_over.left(answer)]


def _wanted(tracker: Tracker) -> list[str]:
    """The sides of the wish: of the words, or of the tap."""
    tapped = str(turn.entity(tracker, "wanted") or "").split()
    return tapped or turn.facets(tracker, "wanted")


def _reading(tracker: Tracker) -> dict[str, Any]:
    """The message; the days of a tap stand in it as words would have them."""
    reading = turn.reading(tracker)
    first, _, last = str(turn.entity(tracker, "days") or "").partition("/")
    if first or last:
        period = {"entity": "period", "value": {"from": first or None, "to": last or None}}
        reading["values"] = [*reading["values"], period]
    return reading
