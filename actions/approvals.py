"""Approvals: which request is meant goes to the books with a yes or a no, and what they decide is said."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import approval_texts, asking, deciding, handoffs, turn
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]
Facts = Mapping[str, Any]

ASKED = {
    "ask_reason": deciding.WHY,
    "ask_reason_again": deciding.WHY,
    "confirm": deciding.SUM,
}
WHICH = {"approve_request": deciding.TO_APPROVE, "reject_request": deciding.TO_REJECT}
LIST = "list_approvals"


class DecisionAction(BooksAction):
    """One word on requests, said by the page; what was asked before is not asked any more."""

    page: str
    path: str

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what became of it, or asks; what says no clear yes or no to something decides nothing."""
        if deciding.is_doubtful(tracker):
            return await ListApprovals().run(dispatcher, tracker, domain)
        return await say_heard(dispatcher, tracker, self.page, await self.call(tracker))

    async def call(self, tracker: Tracker) -> Answer:
        """What becomes of the requests."""
        reason = deciding.said(tracker)["reason"]
        return await self.do(tracker, self.path, **deciding.meant(tracker), reason=reason)


class ApproveRequest(DecisionAction):
    """A yes; of several also a no to some."""

    page = "approve_request"
    path = "/approvals/approve"


class RejectRequest(DecisionAction):
    """A no, with its reason."""

    page = "reject_request"
    path = "/approvals/reject"


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what the books decide or ask; a choice that they did not understand twice in a row goes to people."""
    if page == LIST:
        return say_list(dispatcher, tracker, answer)
    if answer.facts.get("unclear"):
        if handoffs.was_not_understood_before(tracker):
            return await handoffs.not_understood_again(dispatcher, tracker)
        dispatcher.utter_message(response=f"utter_{page}_unclear")
    language = turn.language(tracker)
    chooses = answer.outcome == "choose_request"
    dispatcher.utter_message(
        response=f"utter_{page}_{answer.outcome}",
        buttons=_buttons(answer.facts["requests"] if chooses else (), page, language),
        **approval_texts.variables(answer.facts, language),
    )
    asked = WHICH[page] if chooses else ASKED.get(answer.outcome)
    facts = answer.facts
    return asking.asks(tracker, deciding.OWN, asked, facts.get("summary"), facts.get("about"))


class ListApprovals(Action):
    """What waits for somebody; a question that is open stays open."""

    def name(self) -> str:
        """The name on the page."""
        return "action_list_approvals"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """The only request, or the one that was tapped, whole; of several each in a line, to be tapped."""
        return say_list(dispatcher, tracker, await backend().read("/approvals", turn.asker(tracker)))


def say_list(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> list[EventType]:
    """The only request, or the one that is named, whole; of several each in a line."""
    language, rows = turn.language(tracker), answer.facts.get("rows", [])
    named = [row for row in rows if row["reference"] == turn.entity(tracker, "reference")]
    whole = named or ([] if answer.facts.get("others") else rows)
    if len(whole) == 1:
        card = approval_texts.variables(whole[0], language)
        dispatcher.utter_message(response="utter_list_approvals_request", **card)
        return deciding.shown_by_card(tracker, whole[0]["reference"])
    dispatcher.utter_message(
        response=f"utter_list_approvals_{answer.outcome}",
        buttons=_buttons(rows, LIST, language),
        **approval_texts.variables({**answer.facts, "rows": [], "requests": rows}, language),
    )
    return []


class AskTeamLeave(Action):
    """Who of the team is away; a question that is open stays open."""

    def name(self) -> str:
        """The name on the page."""
        return "action_ask_team_leave"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """On the days that are named, or today; of everybody, or of who is named."""
        period = turn.entity(tracker, "period") or {}
        asked = {end: period[end] for end in ("from", "to") if period.get(end)}
        person = turn.entity(tracker, "person")
        said = turn.text(tracker)
        named = {"person": person} if person else {"said": said} if said else {}
        answer = await backend().read("/approvals/team", turn.asker(tracker), **asked, **named)
        dispatcher.utter_message(
            response=f"utter_ask_team_leave_{answer.outcome}",
            **approval_texts.team_variables(answer.facts, turn.language(tracker)),
        )
        return []


def _buttons(requests: Sequence[Facts], intent: str, language: str) -> list[dict[str, str]]:
    """A row for each request, with whose it is and what is asked."""
    return [
        {
            "title": f"{each['reference']} {each['name']}",
            "description": approval_texts.request(each, language),
            "payload": f"/{intent}{json.dumps({'reference': each['reference']})}",
        }
        for each in requests
    ]
