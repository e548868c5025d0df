"""Leave: what was said goes to the books' draft, and what they decide is said."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import leave_texts, turn
from actions.backend import Answer, backend
from actions.books import CollectingAction

Domain = dict[str, Any]

REASON, CERTIFICATE, TO_CANCEL, CORRECTION = (
    "leave_reason", "leave_certificate", "leave_to_cancel", "correct_leave",
)  # fmt: skip
LATER = "later"  # the books' word for a certificate that is handed in afterwards
ASKING = {
    "ask_dates": "leave_dates",
    "ask_duration": "leave_days",
    "ask_which_day": "leave_day",
    "ask_which_half": "leave_half",
    "ask_half_for_hours": "leave_half",
    "ask_type": "leave_type",
    "ask_reason": REASON,
    "ask_certificate": CERTIFICATE,
    "confirm": "confirm_leave",
    "changed": "confirm_leave",
    "confirm_unpaid": "confirm_unpaid_leave",
    "dropped": CORRECTION,
    "overlap": CORRECTION,
    "nothing_counted": CORRECTION,
    "half_on_off_day": CORRECTION,
    "half_not_allowed": CORRECTION,
    "too_late": CORRECTION,
    "notice_short": CORRECTION,
    "on_probation": CORRECTION,
    "not_entitled": CORRECTION,
    "no_balance": CORRECTION,
    "not_proven": CORRECTION,
    "too_long": CORRECTION,
    "too_far": CORRECTION,
    "expired": CORRECTION,
}
ASKING_TO_CANCEL = {
    "confirm_cancel": "confirm_cancel_leave",
    "changed": "confirm_cancel_leave",
    "choose_request": TO_CANCEL,
}
UNSAID = {"start": ("to",), "end": ("from",)}  # by which end of a leave was said
BESIDE = "beside"  # the role of days that are no days of the leave
HALVES = {"late": "first", "early": "second"}  # by the role of a day of which only hours are meant
SAID = ("period", "time", "duration", "leave_type", "choice", "reference")


class LeaveAction(CollectingAction):
    """One call of the books and its answer, said by the page; what only tells leaves the question that was open."""

    page: str = "apply_leave"
    asking: Mapping[str, str] = ASKING
    answers, correcting, unclear = SAID, CORRECTION, "utter_apply_leave_unclear"
    leaves_question: bool = True

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says the answer; remembers what it asks and which summary a yes confirms."""
        answer = await self.call(tracker)
        if (handed_on := await self.not_understood(dispatcher, tracker, answer)) is not None:
            return handed_on
        self.say(dispatcher, tracker, answer)
        if answer.facts.get("next"):  # of the days that waited for this leave to be filed
            answer = Answer(**answer.facts["next"])
            self.say(dispatcher, tracker, answer)
        if not self.leaves_question:
            return []
        asked = self.asking.get(answer.outcome)
        return [SlotSet("asking", asked), SlotSet("summary", answer.facts.get("summary"))]

    def say(self, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
        """The page's reply with the facts."""
        language = turn.language(tracker)
        dispatcher.utter_message(
            response=f"utter_{self.page}_{answer.outcome}",
            buttons=_buttons(answer.facts, language, self.page),
            **leave_texts.variables(answer.facts, language),
        )


def _buttons(facts: leave_texts.Facts, language: str, intent: str) -> list[dict[str, str]]:
    """What can be tapped to choose a type, a day or a request."""
    options = [
        {"title": title, "payload": f"/{intent}{json.dumps({'choice': _choice(option)})}"}
        for title, option in zip(leave_texts.titles(facts, language), facts.get("options", ()), strict=True)
    ]
    requests = [
        {"title": each["reference"], "payload": f"/{intent}{json.dumps({'reference': each['reference']})}"}
        for each in (facts.get("requests", ()) if intent == CancelLeave.page else ())
    ]
    return options + requests


def _choice(option: Any) -> str:
    return str(option["type"] if isinstance(option, Mapping) else option)


def _message(tracker: Tracker) -> dict[str, Any]:
    """What was said; to *why?* and *a certificate?* any words are the answer, whatever days they name."""
    asking, text = tracker.get_slot("asking"), turn.text(tracker)
    choice, attachment = turn.entity(tracker, "choice"), _attachment(tracker)
    if asking == REASON and text:
        return _body(reason=text, attachment=attachment)
    if asking == CERTIFICATE and text and not attachment:
        return _body(choice=LATER)
    period, *others = _periods(tracker) or [{}]
    dated = any(period.get(end) for end in ("from", "to"))
    return _body(
        period=period if dated else None,
        others=[each for each in others if each["from"] and each["to"]] or None,
        time=turn.entity(tracker, "time"),
        duration=turn.entity(tracker, "duration"),
        half=period.get("half"),
        leave_type=next(reversed(turn.entities(tracker, "leave_type")), None),
        choice=choice,
        text=text if asking else None,
        attachment=attachment,
    )


def _periods(tracker: Tracker) -> list[dict[str, Any]]:
    """The days that were said of the leave; without the end that was not."""
    return [
        {**value, "half": HALVES.get(role) or value["half"], **dict.fromkeys(UNSAID.get(role, ()))}
        for entity in tracker.latest_message["entities"]
        if entity["entity"] == "period" and (role := entity.get("role", "")) != BESIDE
        for value in [entity["value"]]
    ]


def _body(**said: Any) -> dict[str, Any]:
    unsaid = dict.fromkeys((
        "period", "others", "time", "duration", "half", "leave_type", "reason", "choice", "text", "attachment",
    ))  # fmt: skip
    return {**unsaid, **said}


def _attachment(tracker: Tracker) -> dict[str, str] | None:
    """The file that came with the message, where it is kept; None where it is none or could not be kept."""
    came = (tracker.latest_message.get("metadata") or {}).get("attachment") or {}
    if came.get("fault") or not came.get("sha256"):
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def _summary(tracker: Tracker) -> dict[str, Any]:
    """What a tapped button confirms, or a yes in words: what was shown last."""
    return {"summary": turn.entity(tracker, "summary") or tracker.get_slot("summary")}


class ApplyLeave(LeaveAction):
    """Adds to the draft what was said, or takes it as an answer or a correction."""

    async def call(self, tracker: Tracker) -> Answer:
        """The draft with what was said."""
        return await self.do(tracker, "/leave/draft", **_message(tracker))


class ConfirmLeave(LeaveAction):
    """A yes to what was shown."""

    async def call(self, tracker: Tracker) -> Answer:
        """The request, or the leave as it is now."""
        return await self.do(tracker, "/leave/requests", **_summary(tracker))


class DropLeave(LeaveAction):
    """A no to the leave, or leaving it."""

    async def call(self, tracker: Tracker) -> Answer:
        """The draft, thrown away."""
        return await self.do(tracker, "/leave/draft/drop")


class CancelLeave(LeaveAction):
    """A leave is to be taken back: shown first."""

    page = "cancel_leave"
    asking = ASKING_TO_CANCEL

    async def call(self, tracker: Tracker) -> Answer:
        """What would be taken back."""
        period = turn.entity(tracker, "period") or {}
        return await self.do(
            tracker,
            "/leave/cancel",
            reference=turn.entity(tracker, "reference"),
            period=period if period.get("from") else None,
            choice=turn.entity(tracker, "choice"),
        )


class ConfirmCancelLeave(LeaveAction):
    """A yes to taking it back."""

    page = "cancel_leave"
    asking = ASKING_TO_CANCEL

    async def call(self, tracker: Tracker) -> Answer:
        """The leave that was taken back, or why not."""
        return await self.do(tracker, "/leave/cancellations", **_summary(tracker))


class KeepLeave(Action):
    """A no to taking a leave back; the books hear nothing of it."""

    def name(self) -> str:
        """The name on the page."""
        return "action_keep_leave"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says that it stays."""
        dispatcher.utter_message(response="utter_cancel_leave_kept")
        return [SlotSet("asking", None), SlotSet("summary", None)]


class LeaveQuestion(LeaveAction):
    """Something is asked about leave; a question that is open stays open."""

    leaves_question = False
    path: str

    async def call(self, tracker: Tracker) -> Answer:
        """What the books know."""
        return await backend().read(self.path, turn.asker(tracker), **self.asked(tracker))

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """What the question names."""
        raise NotImplementedError


class CheckLeaveBalance(LeaveQuestion):
    """How much leave is left."""

    page = "check_leave_balance"
    path = "/leave/balance"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The type, or every one."""
        type_ = turn.entity(tracker, "leave_type")
        return {"type": type_} if type_ else {}


class CheckLeaveStatus(LeaveQuestion):
    """What became of a leave."""

    page = "check_leave_status"
    path = "/leave/status"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The reference, or the latest ones."""
        reference = turn.entity(tracker, "reference")
        return {"reference": reference} if reference else {}


class ListHolidays(LeaveQuestion):
    """Which days are holidays."""

    page = "list_holidays"
    path = "/leave/holidays"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The period, or what comes next."""
        period = turn.entity(tracker, "period") or {}
        return {end: period[end] for end in ("from", "to") if period.get(end)}
