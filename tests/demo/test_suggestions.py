"""What the page suggests is true: the assistant understands every line of it, for everybody to whom it is shown."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from engine.settings import ROOT
from nlu.pages.folders import all_pages
from tests.demo.chat import Chat

NUMBERS = {"shop": "100000000000001", "restaurant": "100000000000002", "repair": "100000000000003"}
WORKSHOP, KARTHIK = "100000000000004", "919000000423"
LOST = ("utter_nlu_fallback", "utter_place_order_unknown")
READ_SUGGESTIONS = """async ([kind, roles]) => {
    const { suggestions } = await import("/demo/static/suggestions.js");
    return suggestions(kind, roles);
}"""


def beginnings() -> Iterator[str]:
    """How answers begin that say that something was not understood."""
    for page in all_pages(ROOT):
        responses = page.content.get("responses") or {}
        for name, variations in responses.items():
            if name.startswith(LOST):
                yield from (variation["text"].split("{")[0].strip("* \n") for variation in variations)


def answer(url: str, number: str, text: str, person: str | None = None) -> str:
    """What somebody is answered, somebody new unless a person is named."""
    person = person or f"9197{secrets.randbelow(10**8):08}"
    wanted = {"phone_number_id": number, "person": person, "wait": 20}
    before = httpx.get(f"{url}/demo/graph-control/sent", params={**wanted, "wait": 0}, timeout=30).json()
    wanted |= {"after": before["position"]}
    httpx.post(f"{url}/demo/api/chats/{number}/{person}/messages", json={"type": "text", "body": text})
    sent = httpx.get(f"{url}/demo/graph-control/sent", params=wanted, timeout=30).json()["messages"]
    return " ".join(words(message["content"]) for message in sent)


def words(content: dict[str, Any]) -> str:
    if content["type"] == "text":
        return str(content["text"]["body"])
    return str(content["interactive"]["body"]["text"])


@pytest.mark.parametrize("kind", NUMBERS)
def test_every_suggestion_to_a_customer_is_understood(kind: str, desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, [kind, ["customer"]])
    lines = [line for language in ("hi", "hinglish", "en") for line in suggested[language]]
    with ThreadPoolExecutor(4) as several:
        answers = dict(
            zip(lines, several.map(lambda line: answer(desktop.url, NUMBERS[kind], line), lines), strict=True)
        )
    lost = tuple(beginnings())
    assert all(answers.values())
    assert not {line: said for line, said in answers.items() if any(words in said for words in lost)}


def test_every_suggestion_to_who_works_at_the_workshop_is_understood(desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, ["workshop", ["employee"]])
    lines = [line for language in ("hi", "hinglish", "en") for line in suggested[language]]
    answers = {}
    for line in lines:
        answers[line] = answer(desktop.url, WORKSHOP, line, KARTHIK)
        answer(desktop.url, WORKSHOP, "rehne do", KARTHIK)  # no question is left open
    lost = tuple(beginnings())
    assert all(answers.values())
    assert not {line: said for line, said in answers.items() if any(words in said for words in lost)}


def test_an_employee_of_the_workshop_is_suggested_leave_and_expenses_and_no_groceries(desktop: Chat) -> None:
    employee = desktop.page.evaluate(READ_SUGGESTIONS, ["workshop", ["employee"]])
    manager = desktop.page.evaluate(READ_SUGGESTIONS, ["workshop", ["manager", "employee"]])
    assert "petrol ke 250 rupaye lage" in employee["hinglish"]
    assert set(employee["en"]) < set(manager["en"])
    customer = desktop.page.evaluate(READ_SUGGESTIONS, ["workshop", []])
    assert set(customer["en"]) < set(employee["en"])


def test_an_employee_is_suggested_what_anybody_may_say(desktop: Chat) -> None:
    suggested = desktop.page.evaluate(READ_SUGGESTIONS, ["shop", ["employee"]])
    customers = desktop.page.evaluate(READ_SUGGESTIONS, ["shop", ["customer"]])
    assert all(set(suggested[language]) < set(customers[language]) for language in suggested)
