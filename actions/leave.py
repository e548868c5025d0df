"""Leave: what was said goes to the books' draft, and what they decide is said."""

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import leave_texts, turn
from actions.backend import Answer, backend
from actions.collected import Page, PageAction, WishAction

CORRECTION = "correct_leave"
ASKING = {
    "ask_dates": "leave_dates",
    "ask_duration": "leave_days",
    "ask_which_day": "leave_day",
    "ask_which_half": "leave_half",
    "ask_half_for_hours": "leave_half",
    "ask_type": "leave_type",
    "ask_which_moves": "leave_to_move",
    "ask_reason": "leave_reason",
    "ask_certificate": "leave_certificate",
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
    "choose_request": "leave_to_cancel",
}


def _options(facts: leave_texts.Facts, language: str) -> list[dict[str, str]]:
    """What can be tapped to choose a type, a day, or the leave that changes."""
    if "requests" in facts:
        named = [(each["reference"], each["reference"]) for each in facts["requests"]]
        named.append((leave_texts.words(language)["besides"], "besides"))
        return [_button(title, "apply_leave", choice=choice) for title, choice in named]
    titled = zip(leave_texts.titles(facts, language), facts.get("options", ()), strict=True)
    return [_button(title, "apply_leave", choice=_choice(option)) for title, option in titled]


def _requests(facts: leave_texts.Facts, language: str) -> list[dict[str, str]]:
    """What can be tapped to choose a request."""
    references = [each["reference"] for each in facts.get("requests", ())]
    return [_button(reference, "cancel_leave", reference=reference) for reference in references]


def _button(title: str, intent: str, **values: str) -> dict[str, str]:
    return {"title": title, "payload": f"/{intent}{json.dumps(values)}"}


def _choice(option: Any) -> str:
    return str(option["type"] if isinstance(option, Mapping) else option)


APPLYING = Page("apply_leave", leave_texts.variables, ASKING, _options)
CANCELLING = Page("cancel_leave", leave_texts.variables, ASKING_TO_CANCEL, _requests)
BALANCE, STATUS, HOLIDAYS = (
    Page(name, leave_texts.variables)
    for name in ("check_leave_balance", "check_leave_status", "list_holidays")
)
PAGES = {page.name: page for page in (APPLYING, CANCELLING, BALANCE)}


async def say_heard(
    dispatcher: CollectingDispatcher, tracker: Tracker, page: str, answer: Answer
) -> list[EventType]:
    """Says what became of an answer to one of the questions of leave."""
    return await PAGES[page].say(dispatcher, tracker, answer)


class ApplyLeave(WishAction):
    """Adds to the draft what was said."""

    page, path = APPLYING, "/leave/draft"


class CancelLeave(WishAction):
    """A leave is to be taken back: shown first."""

    page, path = CANCELLING, "/leave/cancel"


class LeaveQuestion(PageAction):
    """Something is asked about leave; a question that is open stays open."""

    path: str

    async def call(self, tracker: Tracker) -> Answer:
        """What the books know."""
        return await backend().read(self.path, turn.asker(tracker), **self.asked(tracker))

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """What the question names."""
        raise NotImplementedError


class CheckLeaveBalance(LeaveQuestion):
    """How much leave is left."""

    page = BALANCE
    path = "/leave/balance"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The type, or every one."""
        type_ = turn.entity(tracker, "leave_type")
        return {"type": type_} if type_ else {}


class CheckLeaveStatus(LeaveQuestion):
    """What became of a leave."""

    page = STATUS
    path = "/leave/status"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The reference, or the latest ones."""
        reference = turn.entity(tracker, "reference")
        return {"reference": reference} if reference else {}


class ListHolidays(LeaveQuestion):
    """Which days are holidays."""

    page = HOLIDAYS
    path = "/leave/holidays"

    def asked(self, tracker: Tracker) -> dict[str, str]:
        """The period, or what comes next."""
        period = turn.entity(tracker, "period") or {}
        return {end: period[end] for end in ("from", "to") if period.get(end)}
