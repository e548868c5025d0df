"""What the bot says first: a notice of the books is said by the reply of its name."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import (
    account_texts,
    approval_texts,
    asking,
    bill_texts,
    counter_texts,
    deciding,
    duty_texts,
    expense_texts,
    files,
    leave_texts,
    order_texts,
    payment_texts,
    rights_texts,
    serving_buttons,
    ticket_texts,
    turn,
    visit_texts,
    warranty_texts,
)
from actions.order_texts import Facts

Domain = dict[str, Any]

NOTHING = "…"  # in place of the words of who wrote none
# How each skill says its facts.
TEXTS = (
    leave_texts.notice_variables,
    order_texts.variables,
    expense_texts.notice_variables,
    approval_texts.notice_variables,
    visit_texts.notice_variables,
    ticket_texts.notice_variables,
    warranty_texts.notice_variables,
    rights_texts.notice_variables,
    bill_texts.notice_variables,
    payment_texts.notice_variables,
    account_texts.notice_variables,
    duty_texts.notice_variables,
    counter_texts.notice_variables,
)


class ReceiveNotice(Action):
    """Tells the receiver of a conversation what the books have written for them."""

    def name(self) -> str:
        """The name on the page."""
        return "action_receive_notice"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says it, with its files. What a notice asks is what the next answer is about, else what was asked stays.

        What it `settles` is asked no more.
        """
        notice = tracker.latest_message["metadata"]["notice"]
        facts: Facts = notice["facts"]
        dispatcher.utter_message(
            response=f"utter_notice_{notice['name']}",
            buttons=serving_buttons.buttons(facts, turn.language(tracker)),
            **_variables(facts, turn.language(tracker)),
        )
        if facts.get("pay_card"):
            dispatcher.utter_message(json_message={"order_details": facts["pay_card"]})
        if facts.get("pay_card_status"):
            dispatcher.utter_message(json_message={"order_status": facts["pay_card_status"]})
        files.send(dispatcher, facts)
        if not facts.get("asking"):
            return deciding.shown_by_notice(tracker, notice["name"], facts.get("reference"))
        own = (facts["asking"], *facts.get("settles", ()))
        return asking.asks(tracker, own, facts["asking"], facts.get("summary"))


def _variables(facts: Facts, language: str) -> dict[str, str]:
    """Plain facts as they are, and what is written in the language of the receiver."""
    plain = {fact: str(value) for fact, value in facts.items() if isinstance(value, str | int)}
    who = {"customer": who_and_phone(facts["customer"])} if "customer" in facts else {}
    said = {"said": facts["said"] or NOTHING} if "said" in facts else {}
    texts = {variable: text for says in TEXTS for variable, text in says(facts, language).items()}
    return {**plain, **texts, **who, **said}


def who_and_phone(person: Facts) -> str:
    """`Priya Joshi (+919000000101)`, or what is known of that."""
    name, phone = person["name"], person["phone"] and f"+{person['phone']}"
    return f"{name} ({phone})" if name and phone else str(name or phone or "?")
