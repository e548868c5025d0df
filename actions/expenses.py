"""Claims: what was said or sent goes to the books' draft, and what they decide is said."""

import json

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import expense_texts, turn
from actions.backend import Answer, backend
from actions.collected import Page, PageAction, WishAction

ASKING = {
    "ask_amount": "claim_amount",
    "ask_category": "claim_category",
    "ask_date": "claim_date",
    "too_old": "claim_date",
    "future_date": "claim_date",
    "ask_purpose": "claim_purpose",
    "ask_receipt": "claim_receipt",
    "same_facts": "confirm_other_bill",
    "same_receipt": "correct_claim",
    "confirm": "confirm_claim",
    "changed": "confirm_claim",
}


def _categories(facts: expense_texts.Facts, language: str) -> list[dict[str, str]]:
    """The categories that can be tapped."""
    return [
        {
            "title": expense_texts.category(option, language),
            "payload": f"/claim_reimbursement{json.dumps({'choice': option})}",
        }
        for option in facts.get("options", ())
    ]


CLAIMING = Page("claim_reimbursement", expense_texts.variables, ASKING, _categories)
STATUS = Page("check_claim_status", expense_texts.variables)


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of claims."""
    return await (STATUS if page == STATUS.name else CLAIMING).say(dispatcher, tracker, answer)


class ClaimReimbursement(WishAction):
    """Adds to the draft what was said or sent."""

    page, path = CLAIMING, "/claims/draft"


class CheckClaimStatus(PageAction):
    """What became of a claim is asked; a question that is open stays open."""

    page = STATUS

    async def call(self, tracker: Tracker) -> Answer:
        """Where the named claim stands, or those that are not settled."""
        reference = turn.entity(tracker, "reference")
        named = {"reference": reference} if reference else {}
        return await backend().read("/claims/status", turn.asker(tracker), **named)
