"""Claims: what was said or sent goes to the books' draft, and what they decide is said."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import expense_texts, turn
from actions.backend import Answer, backend
from actions.books import CollectingAction

Domain = dict[str, Any]

PAGE = "claim_reimbursement"
PURPOSE, CORRECTION = "claim_purpose", "correct_claim"
ASKING = {
    "ask_amount": "claim_amount",
    "ask_category": "claim_category",
    "ask_date": "claim_date",
    "too_old": "claim_date",
    "future_date": "claim_date",
    "ask_purpose": PURPOSE,
    "ask_receipt": "claim_receipt",
    "same_facts": "confirm_other_bill",
    "same_receipt": CORRECTION,
    "confirm": "confirm_claim",
    "changed": "confirm_claim",
}
OTHER_BILL = "different_bill"  # the books' word for a bill like one that was claimed before
BILLS = ("image", "document")  # what a bill comes as
SAID = ("money", "expense_category", "period", "choice")
OF_A_BILL, TAKEN_OUT = ("money", "expense_category"), "taken_out"  # the role of what is no longer claimed


class ExpenseAction(CollectingAction):
    """One call of the books and its answer, said by the page."""

    asking, answers, correcting = ASKING, SAID, CORRECTION
    unclear = "utter_claim_reimbursement_unclear"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says the answer; remembers what it asks and which summary a yes confirms."""
        answer = await self.call(tracker)
        if (handed_on := await self.not_understood(dispatcher, tracker, answer)) is not None:
            return handed_on
        return say(dispatcher, tracker, answer)

    def is_asked_again(self, tracker: Tracker, asked: str) -> bool:
        """A bill is an answer."""
        return not bill_of(tracker) and super().is_asked_again(tracker, asked)


def say(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """Says what the books answer about the draft, and leaves its question open."""
    language = turn.language(tracker)
    dispatcher.utter_message(
        response=f"utter_{PAGE}_{answer.outcome}",
        buttons=_buttons(answer.facts, language),
        **expense_texts.variables(answer.facts, language),
    )
    asked = ASKING.get(answer.outcome)
    return [SlotSet("asking", asked), SlotSet("summary", answer.facts.get("summary"))]


def bill_of(tracker: Tracker) -> dict[str, str] | None:
    """The photo or document that came with the message, where it is kept; None where it is none or could not be."""
    came = (tracker.latest_message.get("metadata") or {}).get("attachment") or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in BILLS:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def takes_bills(asking: str | None) -> bool:
    """Whether a file without words may be a bill: a claim is being made, or nothing is open."""
    return asking is None or asking == CORRECTION or asking in ASKING.values()


def message(tracker: Tracker) -> dict[str, Any]:
    """What was said; to *what was it for?* any words are the answer, whatever sums and days they name."""
    asking, text, bill = tracker.get_slot("asking"), turn.text(tracker), bill_of(tracker)
    bills = [bill] if bill else []
    if asking == PURPOSE and text:
        return _body(purpose=text, attachments=bills)
    return _body(
        **{name: _bills(tracker, name) for name in OF_A_BILL},
        taken_out=_taken_out(tracker),
        period=_period(tracker),
        attachments=bills,
        choice=turn.entity(tracker, "choice"),
        text=text if asking else None,
    )


def _bills(tracker: Tracker, name: str, role: str | None = None) -> list[Any]:
    """The sums or categories that are claimed, or with their role those that no longer are."""
    said = tracker.latest_message["entities"]
    return [each["value"] for each in said if each["entity"] == name and each.get("role") == role]


def _taken_out(tracker: Tracker) -> dict[str, list[Any]] | None:
    """The bills that are no longer claimed."""
    named = {name: _bills(tracker, name, TAKEN_OUT) for name in OF_A_BILL}
    return named if any(named.values()) else None


def _body(**said: Any) -> dict[str, Any]:
    unsaid: Mapping[str, Any] = {
        "money": [], "expense_category": [], "taken_out": None, "period": None, "purpose": None, "attachments": [],
        "choice": None, "text": None,
    }  # fmt: skip
    return {**unsaid, **said}


def _period(tracker: Tracker) -> dict[str, Any] | None:
    """The day of the bill; None where no whole day is said."""
    period = turn.entity(tracker, "period") or {}
    return period if period.get("from") and period.get("to") else None


def _buttons(facts: expense_texts.Facts, language: str) -> list[dict[str, str]]:
    """The categories that can be tapped."""
    return [
        {
            "title": expense_texts.category(option, language),
            "payload": f"/{PAGE}{json.dumps({'choice': option})}",
        }
        for option in facts.get("options", ())
    ]


class ClaimReimbursement(ExpenseAction):
    """Adds to the draft what was said or sent, or takes it as an answer or a correction."""

    async def call(self, tracker: Tracker) -> Answer:
        """The draft with what was said."""
        return await self.do(tracker, "/claims/draft", **message(tracker))


class ClaimOtherBill(ExpenseAction):
    """A yes to a bill being another one than that which looks the same."""

    async def call(self, tracker: Tracker) -> Answer:
        """The draft with the person's word."""
        return await self.do(tracker, "/claims/draft", **_body(choice=OTHER_BILL))


class ConfirmClaim(ExpenseAction):
    """A yes to what was shown."""

    async def call(self, tracker: Tracker) -> Answer:
        """The claims, or what is claimed as it is now; with a bill that comes along it is another claim to look at."""
        if bill_of(tracker):
            return await self.do(tracker, "/claims/draft", **message(tracker))
        shown = turn.entity(tracker, "summary") or tracker.get_slot("summary")
        return await self.do(tracker, "/claims", summary=shown)


class DropClaim(ExpenseAction):
    """A no to the claim, or leaving it."""

    async def call(self, tracker: Tracker) -> Answer:
        """The draft, thrown away."""
        return await self.do(tracker, "/claims/draft/drop")


class CheckClaimStatus(Action):
    """What became of a claim is asked; a question that is open stays open."""

    def name(self) -> str:
        """The name on the page."""
        return "action_check_claim_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says where the named claim stands, or those that are not settled."""
        reference = turn.entity(tracker, "reference")
        named = {"reference": reference} if reference else {}
        answer = await backend().read("/claims/status", turn.asker(tracker), **named)
        dispatcher.utter_message(
            response=f"utter_check_claim_status_{answer.outcome}",
            **expense_texts.variables(answer.facts, turn.language(tracker)),
        )
        return []
