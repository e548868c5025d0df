"""Approvals: which request is meant goes to the books with a yes or a no, and what they decide is said."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import approval_texts, deciding, handoffs, turn
from actions.backend import Answer, backend
from actions.books import BooksAction

Domain = dict[str, Any]
Facts = Mapping[str, Any]

WHY_AGAIN, KEPT = "utter_reject_request_ask_reason_again", "utter_reject_request_kept"


class DecisionAction(BooksAction):
    """One word on requests, said by the page; what was asked before is not asked any more."""

    page: str
    path: str
    choosing: str

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what became of it, or asks; what says no clear yes or no to something decides nothing."""
        if deciding.is_doubtful(tracker):
            return await ListApprovals().run(dispatcher, tracker, domain)
        answer = await self.call(tracker)
        asked = {"choose_request": self.choosing, "ask_reason": deciding.WHY}.get(answer.outcome)
        if asked and asked == tracker.get_slot("asking") and not deciding.names(tracker):
            return await self.ask_again(dispatcher, tracker, answer)
        self.say(dispatcher, tracker, answer)
        requests = answer.facts.get("requests", [answer.facts])
        about = asked and deciding.about([each["reference"] for each in requests], deciding.reason(tracker))
        return deciding.leave_open(asked, about or None)

    async def call(self, tracker: Tracker) -> Answer:
        """What becomes of the requests."""
        return await self.do(tracker, self.path, **_meant(tracker))

    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
        """The page's reply; where it asks which, with what can be tapped."""
        language = turn.language(tracker)
        choices = answer.facts["requests"] if answer.outcome == "choose_request" else ()
        dispatcher.utter_message(
            response=f"utter_{self.page}_{answer.outcome}",
            buttons=_buttons(choices, self.page, language),
            **approval_texts.variables(answer.facts, language),
        )

    async def ask_again(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Says that the answer was not understood; the second time in a row people take over."""
        if handoffs.was_not_understood_before(tracker):
            return await handoffs.not_understood_again(dispatcher, tracker)
        dispatcher.utter_message(response=f"utter_{self.page}_unclear")
        self.say(dispatcher, tracker, answer)
        return []


class ApproveRequest(DecisionAction):
    """A yes."""

    page = "approve_request"
    path = "/approvals/approve"
    choosing = deciding.TO_APPROVE


class RejectRequest(DecisionAction):
    """A no, with its reason."""

    page = "reject_request"
    path = "/approvals/reject"
    choosing = deciding.TO_REJECT

    async def call(self, tracker: Tracker) -> Answer:
        """What becomes of the requests."""
        return await self.do(tracker, self.path, **_meant(tracker), reason=deciding.reason(tracker))

    async def ask_again(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
    ) -> list[EventType]:
        """Why not is asked once more; who does not say it then leaves the request as it is."""
        if answer.outcome != "ask_reason":
            return await super().ask_again(dispatcher, tracker, answer)
        if WHY_AGAIN in turn.replies_before(tracker):
            return await KeepRequest().run(dispatcher, tracker, {})
        facts = approval_texts.variables(answer.facts, turn.language(tracker))
        dispatcher.utter_message(response=WHY_AGAIN, **facts)
        return []


class KeepRequest(Action):
    """Nothing is decided after all; the books hear nothing of it."""

    def name(self) -> str:
        """The name on the page."""
        return "action_keep_request"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says that it waits on."""
        dispatcher.utter_message(response=KEPT)
        return deciding.leave_open(None)


class ListApprovals(Action):
    """What waits for somebody; a question that is open stays open."""

    def name(self) -> str:
        """The name on the page."""
        return "action_list_approvals"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """The only request, or the one that was tapped, whole; of several each in a line, to be tapped."""
        answer = await backend().read("/approvals", turn.asker(tracker))
        language, rows = turn.language(tracker), answer.facts.get("rows", [])
        tapped = [row for row in rows if row["reference"] == turn.entity(tracker, "reference")]
        if len(whole := tapped or rows) == 1:
            card = approval_texts.variables(whole[0], language)
            dispatcher.utter_message(response="utter_list_approvals_request", **card)
            return []
        dispatcher.utter_message(
            response=f"utter_list_approvals_{answer.outcome}",
            buttons=_buttons(rows, "list_approvals", language),
            **approval_texts.variables({"requests": rows}, language),
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
        named = {"person": person} if person else {}
        answer = await backend().read("/approvals/team", turn.asker(tracker), **asked, **named)
        dispatcher.utter_message(
            response=f"utter_ask_team_leave_{answer.outcome}",
            **approval_texts.team_variables(answer.facts, turn.language(tracker)),
        )
        return []


def _meant(tracker: Tracker) -> dict[str, Any]:
    """Which requests a message is about: those it names, else those that were asked about."""
    said, references = deciding.said(tracker), deciding.references(tracker)
    person = None if references else turn.entity(tracker, "person")
    return {
        "references": references,
        "person": person,
        **{part: said[part] for part in ("kind", "all", "count")},
    }


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
