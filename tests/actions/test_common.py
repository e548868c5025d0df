"""The actions that every skill shares: what they ask the books, what they say of the answer. The books are a fake."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import backend as backend_module
from actions.backend import Backend, BackendUnreachable
from actions.common import Affirm, AskHelp, CheckOffer, Greet
from actions.session import SessionStart

Books = Callable[..., list[httpx.Request]]


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> Books:
    """Lets the books answer with this outcome and these facts, and gives what they are asked."""
    asked: list[httpx.Request] = []

    def answer(outcome: str, status: int = 200, **facts: Any) -> list[httpx.Request]:
        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(status, json={"outcome": outcome, "facts": facts})

        client = httpx.AsyncClient(transport=httpx.MockTransport(handle), base_url="http://books/api")
        monkeypatch.setattr(backend_module, "_backend", Backend(client))
        return asked

    return answer


def tracker(intent: str = "greet", events: list[dict[str, Any]] | None = None, **slots: Any) -> Tracker:
    message = {"intent": {"name": intent}, "entities": [], "text": "…", "metadata": {"wamid": "wamid.1"}}
    return Tracker(
        "100000000000001:919000000101",
        {"language": "hinglish", **slots},
        message,
        events or [],
        False,
        None,
        {},
        "",
    )


async def run(action: Action, said_by: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the action says, and the events it leaves."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, said_by, {})
    return dispatcher.messages, events


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


async def test_what_is_not_offered_is_said_by_the_page_of_what_was_wanted(books: Books) -> None:
    asked = books("not_offered", business="Sharma Kirana Store")
    messages, events = await run(CheckOffer(), tracker("raise_ticket", asking="confirm_order"))
    assert asked[0].url.path == "/api/offers/raise_ticket"
    assert messages[0]["response"] == "utter_raise_ticket_not_offered"
    assert messages[0]["business"] == "Sharma Kirana Store"
    assert events == []  # an open question stays open


async def test_a_session_begins_with_the_roles_of_who_writes(books: Books) -> None:
    asked = books("known", roles=["employee", "manager"], language="hi", skills=["leave"])
    metadata = {"wamid": "wamid.1", "person_also": "IN.4f3a2b", "profile_name": "Priya"}
    _, events = await run(SessionStart(), tracker(session_started_metadata=metadata))
    assert asked[0].url.path == "/api/person"
    assert asked[0].headers["Munshi-Person-Also"] == "IN.4f3a2b"
    assert [events[0]["event"], events[-1]] == ["session_started", {**events[-1], "name": "action_listen"}]
    assert slots(events) == {"roles": ["employee", "manager"], "language": "hi", "skills": ["leave"]}


async def test_who_has_written_before_keeps_what_was_known_but_not_the_old_roles(books: Books) -> None:
    books("known", roles=["customer"], language="hi", skills=["orders"])
    before = tracker(
        events=[{"event": "user"}],
        language="en",
        language_wish="en",
        roles=["owner"],
        skills=["leave"],
        waiting_wishes=[{"intent": {"name": "view_menu"}}],
        asking=None,
        session_started_metadata={"wamid": "wamid.1"},
    )
    _, events = await run(SessionStart(), before)
    known = {"language": "en", "language_wish": "en", "roles": ["customer"], "skills": ["orders"]}
    assert slots(events) == known


async def test_without_the_books_no_session_begins_so_that_the_turn_is_done_again(books: Books) -> None:
    books("gone", status=503)
    with pytest.raises(BackendUnreachable):
        await run(SessionStart(), tracker())


async def test_who_works_here_hears_what_is_seen_to_for_them_in_their_language(books: Books) -> None:
    books("staff", business="Kovai Precision Works", skills=["leave", "approvals"])
    for language, first in (("en", "• *Leave*"), ("hi", "• *छुट्टी*"), ("hinglish", "• *Chhutti*")):
        messages, events = await run(AskHelp(), tracker("ask_help", language=language, asking="leave_type"))
        assert messages[0]["response"] == "utter_ask_help_staff"
        assert messages[0]["custom"] == {"buttons_stay": True}  # a menu makes no open question's buttons old
        leave, approvals = messages[0]["can"].split("\n")
        assert leave.startswith(first)
        assert approvals
        assert events == []


async def test_a_yes_to_nothing_is_taken_as_the_kind_of_business_asks_for(books: Books) -> None:
    books("shop", business="Sharma Kirana Store", skills=["orders"])
    messages, _ = await run(Affirm(), tracker("affirm"))
    assert messages[0]["response"] == "utter_affirm_shop"


GOODS = [
    {"name": {"hi": "आटा", "en": "Wheat flour", "hinglish": "Aata"}, "quantity": "1", "unit": "kg"},
    {"name": {"hi": "अंडे", "en": "Eggs", "hinglish": "Ande"}, "quantity": "1", "unit": "pc"},
    {"name": {"hi": "मैगी", "en": "Maggi", "hinglish": "Maggi"}, "quantity": "1", "unit": "packet"},
]


async def test_a_greeting_names_goods_of_the_shelf_and_two_of_them_can_be_tapped(books: Books) -> None:
    books("shop", business="Sharma Kirana Store", skills=["orders"], goods=GOODS)
    messages, _ = await run(Greet(), tracker())
    assert messages[0]["goods"] == "1 kilo Aata, 1 piece Ande, 1 packet Maggi"
    assert messages[0]["buttons"] == [
        {"title": "1 kilo Aata", "payload": "1 kilo Aata"},
        {"title": "1 piece Ande", "payload": "1 piece Ande"},
    ]


async def test_help_names_them_too_and_what_else_is_done_here_and_has_the_buttons_of_its_page(
    books: Books,
) -> None:
    books("shop", business="Sharma Kirana Store", skills=["orders", "money", "complaints"], goods=GOODS)
    messages, _ = await run(AskHelp(), tracker("ask_help", language="en"))
    assert [line.split(":")[0] for line in messages[0]["also"].split("\n")] == [
        "",
        "• *Bills and money*",
        "• *Complaints*",
    ]
    assert messages[0]["goods"] == "1 kg Wheat flour, 1 piece Eggs, 1 packet Maggi"
    assert messages[0]["buttons"] == []


@pytest.mark.parametrize("action", [Greet, AskHelp])
async def test_who_works_there_can_tap_their_own_matters(books: Books, action: type[Action]) -> None:
    books("staff", business="Kovai Precision", skills=["leave", "expenses", "approvals", "orders"])
    messages, _ = await run(action(), tracker(language="en"))
    commands = [button["payload"] for button in messages[0]["buttons"]]
    assert commands == ["/check_leave_balance", "/check_claim_status", "/list_approvals"]
