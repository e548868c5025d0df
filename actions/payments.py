"""Payments: what was said of one goes to the books, and what they decide is said."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import accounts, passed_over, payment_texts, turn, undoing
from actions.backend import Answer
from actions.books import BooksAction
from actions.collected import Page, PageAction, WishAction
from actions.format import money

Domain = dict[str, Any]

ASKS_WHETHER = {
    "sum_or_order": "payment_or_order",
    "ask_due": "confirm_payment_due",
    "claim_waits": "confirm_claimed_sum",
    "which_debt": "choose_debt",
    "which_job": "choose_debt",
    "ask_part": "confirm_part_payment",
    "ask_let_off": "confirm_part_payment",
    "confirm_several": "confirm_payments",
    "confirm_change": "confirm_payments",
    "confirm_claims": "confirm_claims",
}
MOST_BUTTONS = 3
TITLE = 20  # signs of a button
ASKS_AMOUNT = {"ask_amount": "payment_amount", "bad_amount": "payment_amount"}
ASKS_UTR = {"bad_utr": "payment_utr", "utr_used": "payment_utr"}
MAY_BE_CORRECTED = ("reported", "reported_already", "way_noted", "utr_noted")
ASKS_WHO = {"ask_who": "payment_who", "who_unknown": "payment_who", "choose_who": "choose_payer"}


def _sums(facts: payment_texts.Facts, language: str) -> list[dict[str, str]]:
    """The sums that were said where it is asked which was paid, else all that is owed, to be tapped."""
    if "pay_debts" in facts:
        return _debts(facts["pay_debts"], language)
    if facts.get("pay_said"):
        return [_sum(money(each, language), each) for each in facts["pay_said"][:MOST_BUTTONS]]
    due = facts.get("pay_due_paise")
    if not due or "pay_items" in facts or "pay_reference" in facts or "pay_payer" in facts:
        return []
    amount = payment_texts.variables(facts, language)["due"]
    return [_sum(amount, due)]


def _sum(title: str, paise: int) -> dict[str, str]:
    return {"title": title, "payload": f"/report_payment{json.dumps({'paise': paise})}"}


def _debts(debts: Sequence[payment_texts.Facts], language: str) -> list[dict[str, str]]:
    """Each that a payment may be for, with what is left of it."""
    return [
        {
            "title": payment_texts.debt(each, language),
            "payload": f"/report_payment{json.dumps({'reference': each['of']} if each['of'] else {'of_khata': 'yes'})}",
        }
        for each in debts
    ]


def _payers(facts: payment_texts.Facts, language: str) -> list[dict[str, str]]:
    """The customers who may be meant, with what they owe; of the one who is meant all that is owed."""
    options = facts.get("options", ())
    if "pay_accounts" in facts:
        return [_account(each, facts["pay_reference"]) for each in facts["pay_accounts"]]
    if "pay_list" in facts and not facts.get("pay_listed"):
        return _claims(facts["pay_list"], language, denied=bool(facts.get("pay_denied")))
    if "pay_jobs" in facts:
        return _jobs(facts["pay_jobs"], language)
    if facts.get("pay_due_paise") and "pay_reference" not in facts:
        amount = payment_texts.variables(facts, language)["due"]
        return [
            {"title": amount, "payload": f"/record_payment{json.dumps({'paise': facts['pay_due_paise']})}"}
        ]
    return [
        {**choice, "payload": f"/record_payment{json.dumps({'payer': option['payer']})}"}
        for choice, option in zip(payment_texts.choices(options, language), options, strict=True)
    ]


def _jobs(jobs: Sequence[payment_texts.Facts], language: str) -> list[dict[str, str]]:
    """Each job that a payment may be for, and none of them."""
    of_each = [
        {
            "title": payment_texts.job(each, TITLE),
            "payload": f"/record_payment{json.dumps({'reference': each['reference']})}",
        }
        for each in jobs
    ]
    none = {
        "title": payment_texts.no_job(language),
        "payload": f"/record_payment{json.dumps({'of_khata': 'yes'})}",
    }
    return [*of_each, none]


def _account(whose: payment_texts.Facts, reference: str) -> dict[str, str]:
    """On whose khata a payment goes; where that is asked no more, it is asked anew."""
    about = {"payment": reference, "found": "confirm", "payer": whose["payer"]}
    return {"title": str(whose["name"])[:TITLE], "payload": f"/record_payment{json.dumps(about)}"}


def _claims(
    shown: Sequence[payment_texts.Facts], language: str, *, denied: bool = False
) -> list[dict[str, str]]:
    """Each that waits, to be confirmed by a tap, or where one is denied to be turned down."""
    found = "reject" if denied else "confirm"
    return [
        {
            "title": payment_texts.came(each, language, denied=denied),
            "payload": f"/record_payment{json.dumps({'payment': each['pay_reference'], 'found': found})}",
        }
        for each in shown
        if each["pay_status"] == "reported"
    ]


def _link(facts: payment_texts.Facts, language: str) -> list[dict[str, str]]:
    """The button that opens the pay page; where less is owed than is to be paid, one for each of the sums."""
    if (asked := facts.get("pay_asked_paise")) and not facts["pay_ahead"]:
        sums = ({"paise": facts["pay_due_paise"]}, {"paise": asked, "ahead": "yes"})
        return [
            {"title": money(each["paise"], language), "payload": f"/pay_bill{json.dumps(each)}"}
            for each in sums
        ]
    url = facts.get("pay_url")
    return [{"title": payment_texts.pay_button(facts, language), "url": str(url)}] if url else []


PAYING = Page("pay_bill", payment_texts.variables, buttons=_link)
REPORTING = Page(
    "report_payment",
    payment_texts.variables,
    {
        **ASKS_AMOUNT,
        **ASKS_UTR,
        **ASKS_WHETHER,
        **dict.fromkeys(MAY_BE_CORRECTED, "take_claim_correction"),
        "same_or_another": "confirm_payment_twice",
    },
    _sums,
)
RECORDING = Page(
    "record_payment",
    payment_texts.variables,
    {
        **ASKS_AMOUNT,
        "bad_utr": "payment_utr",
        **ASKS_WHO,
        **ASKS_WHETHER,
        "twice": "confirm_payment_twice",
        "confirm_refund": "confirm_refund",
        "confirm_refund_lowering": "confirm_refund",
        "confirm_refund_another": "confirm_refund",
        "confirm_other_payer": "confirm_payment_change",
        "confirm_struck": "confirm_payment_change",
        "confirm_laid": "confirm_payment_change",
        "choose_account": "choose_account",
        "recorded": "take_correction",
        "confirmed": "take_correction",
    },
    _payers,
)
PAGES: Mapping[str, Page] = {page.name: page for page in (PAYING, REPORTING, RECORDING)}


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions about payments, or what became of it instead."""
    if page in (accounts.CREDIT, accounts.DUES):
        return await accounts.say_heard(dispatcher, tracker, page, answer)
    if page not in PAGES:
        return await undoing.say_heard(dispatcher, tracker, page, answer)
    return await PAGES[page].say(dispatcher, tracker, answer)


class PayBill(PageAction):
    """What is owed and how to pay it; a question that is open stays open."""

    page = PAYING

    async def call(self, tracker: Tracker) -> Answer:
        """What is owed of what is named, or in all; a single sum is the part that is to be paid."""
        tapped = turn.entity(tracker, "paise")
        sums = [each["paise"] for each in turn.entities(tracker, "money")] or [tapped]
        return await self.do(
            tracker,
            "/payments/due",
            reference=turn.entity(tracker, "reference"),
            paise=sums[0] if len(sums) == 1 else None,
            ahead=turn.entity(tracker, "ahead") is not None,
        )

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it, with the link or with WhatsApp's own card."""
        answer = await self.call(tracker)
        events = await self.page.say(dispatcher, tracker, answer)
        if "pay_card" in answer.facts:
            dispatcher.utter_message(json_message={"order_details": answer.facts["pay_card"]})
        return events


class ReportPayment(WishAction):
    """A customer says that they have paid."""

    page, path = REPORTING, "/payments/reported"


class RecordPayment(BooksAction):
    """An owner says that a customer has paid, or taps what was found of a payment."""

    async def call(self, tracker: Tracker) -> Answer:
        """The payment in the books, or what is asked first."""
        reference, verdict = turn.entity(tracker, "payment"), turn.entity(tracker, "found")
        paise = turn.entity(tracker, "paise")
        if reference and verdict:
            return await self.do(tracker, f"/payments/{reference}/decision", verdict=verdict, paise=paise)
        return await self.do(tracker, "/payments/recorded", reading=turn.reading(tracker))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it; words that take money back are said as a bare *cancel* is."""
        answer = await self.call(tracker)
        if answer.outcome == undoing.TAKING_BACK:
            return await undoing.say_taking_back(dispatcher, tracker, answer)
        events = [*await RECORDING.say(dispatcher, tracker, answer), *passed_over.left(answer)]
        beside = turn.clause_beside(tracker, "step", "money") or answer.facts.get("pay_then")
        return [*events, SlotSet("unanswered", beside)] if beside else events
