"""Who sees to orders or keeps the stock, as who runs the shop says it: shown, written by a yes, told, taken back."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi.business.models import Business
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import MANAGER, Customer, Decision
from tests.backend.orders.serving.saying import of, tells
from tests.backend.readings import reading, value

ASHA, IMRAN = "919000000021", "919000000022"
ORDERS, STOCK = {"on_duty": [ASHA]}, {"stock_keepers": [ASHA]}


@pytest.fixture
def owner(books: None, client: TestClient) -> Customer:
    """The owner of the kirana, where nobody has a duty yet."""
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.settings = {**business.settings, "orders": {"cancel_until": "out_for_delivery"}}
    return Customer(client, OWNER)


def has() -> dict[str, Any]:
    """Who has which duty by the books."""
    with opened() as session:
        terms: Any = session.get_one(Business, KIRANA).settings["orders"]
        return {name: terms[name] for name in ("on_duty", "stock_keepers") if name in terms}


def yes(who: Customer, shown: Decision) -> Decision:
    answer = reading("haan", "affirm")
    return of(who.do("/answers", question="confirm_duties", summary=shown.facts["summary"], reading=answer))


def told() -> list[tuple[str, str]]:
    """Who was told what."""
    with opened() as session:
        rows = session.execute(text("SELECT person, name FROM assistant.notices ORDER BY id"))
        return [(each.person, each.name) for each in rows]


@pytest.mark.parametrize(
    ("words", "duties"),
    [
        ("asha ko order ki duty par rakho", ORDERS),
        ("asha ko duty par lagao", ORDERS),
        ("आशा को ऑर्डर की ड्यूटी पर रख दो", ORDERS),
        ("put asha on duty for orders", ORDERS),
        ("asha ko stock keeper bana do", STOCK),
        ("stock keeper: asha", STOCK),
        ("give asha permission for stock", STOCK),
        ("आशा को स्टॉक कीपर बना दो", STOCK),
        ("asha ko stock keeper bana do aur orders ki duty bhi de do", {**ORDERS, **STOCK}),
        ("asha ko orders aur stock dono ki duty do", {**ORDERS, **STOCK}),
    ],
)
def test_a_duty_is_shown_and_given_by_a_yes_and_who_has_it_hears(
    owner: Customer, words: str, duties: dict[str, Any]
) -> None:
    shown = of(tells(owner, words, "place_order"))
    assert (shown.outcome, has()) == ("confirm", {}), shown
    done = yes(owner, shown)
    assert (done.outcome, has(), told()) == ("written", duties, [(ASHA, "duty_given")])
    back = [value("summary", done.facts["summary"])]
    tap = reading(None, "affirm", back)
    of(owner.do("/answers", question="take_duties", summary=done.facts["summary"], reading=tap))
    assert (has(), told()[1:]) == ({}, [(ASHA, "duty_taken")])


@pytest.mark.parametrize(
    "words", ["asha ab duty par nahi", "asha ko duty se hatao", "आशा की ड्यूटी हटा दो", "take asha off duty"]
)
def test_a_duty_is_taken(owner: Customer, words: str) -> None:
    yes(owner, of(tells(owner, "asha ko duty par rakho")))
    done = yes(owner, of(tells(owner, words)))
    assert (done.outcome, has()) == ("written", {})


def test_who_is_put_on_duty_moves_orders_and_who_is_taken_off_does_not(
    owner: Customer, priya: Customer, client: TestClient
) -> None:
    asha, order = Customer(client, ASHA), priya.orders("6 kg chini").facts["reference"].removeprefix("ORD-")
    yes(owner, of(tells(owner, "asha ko duty par rakho")))
    assert of(tells(asha, f"{order} le liya")).outcome == "moved"
    yes(owner, of(tells(owner, "asha ko duty se hatao")))
    assert of(tells(asha, f"ORD-{order} taiyar hai")).outcome == "helper_orders"


def test_two_people_may_have_each_their_own(owner: Customer) -> None:
    yes(owner, of(tells(owner, "asha ko duty par rakho")))
    done = yes(owner, of(tells(owner, "asha ko duty se hatao aur imran ko duty par rakho")))
    assert (done.outcome, has()) == ("written", {"on_duty": [IMRAN]})
    shown = of(tells(owner, "asha aur imran ko stock keeper bana do"))
    assert [row["name"] for row in shown.facts["rows"]] == ["Asha Yadav", "Imran Sheikh"]


def test_a_no_and_more_words_change_nothing(owner: Customer) -> None:
    shown = of(tells(owner, "asha ko duty par rakho"))
    no = reading("nahi", "deny")
    left = owner.do("/answers", question="confirm_duties", summary=shown.facts["summary"], reading=no)
    assert (of(left).outcome, has()) == ("kept", {})
    assert of(tells(owner, "asha duty par nahi")).outcome == "as_before"


def test_where_nobody_is_named_it_is_asked_and_a_tap_on_the_name_does_it(owner: Customer) -> None:
    asked = of(tells(owner, "order ki duty laga do"))
    names = [each["name"] for each in asked.facts["options"]]
    assert (asked.outcome, names[:2]) == ("whose", ["Asha Yadav", "Imran Sheikh"])
    summary = asked.facts["summary"]
    by_name = reading("imran", "nlu_fallback")
    shown = of(owner.do("/answers", question="confirm_duties", summary=summary, reading=by_name))
    assert (shown.outcome, has()) == ("confirm", {})
    tap = reading(None, "affirm", [value("summary", asked.facts["options"][0]["summary"])])
    assert (
        of(owner.do("/answers", question="confirm_duties", summary=summary, reading=tap)).outcome == "written"
    )
    assert has() == ORDERS


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("arjun ko duty par rakho", "customer"),
        ("give duty to fatima", "customer"),
        ("bholu ko duty par rakho", "unknown"),
        ("बंटी को स्टॉक कीपर बना दो", "unknown"),
        ("sunita ko duty se hatao", "in_charge"),
        ("asha ko counter sale ki permission do", "not_by_message"),
        ("asha ko manager bana do", "not_by_message"),
    ],
)
def test_a_duty_is_only_for_who_works_here_and_money_is_nobodys(
    owner: Customer, words: str, outcome: str
) -> None:
    assert of(tells(owner, words)).outcome == outcome
    assert (has(), told()) == ({}, [])


def test_a_manager_gives_duties_too_and_the_owner_hears_it(owner: Customer, client: TestClient) -> None:
    manager = Customer(client, MANAGER)
    yes(manager, of(tells(manager, "asha ko duty par rakho")))
    assert (has(), told()) == (ORDERS, [(ASHA, "duty_given"), (OWNER, "duty_changed")])


def test_nobody_gives_themselves_a_duty(owner: Customer, client: TestClient, priya: Customer) -> None:
    asha = Customer(client, ASHA)
    for words in ("mujhe duty par rakho", "asha ko stock keeper bana do"):
        assert of(tells(asha, words)).outcome == "not_allowed"
        heard = tells(priya, words)
        assert heard.outcome == "left" or heard.facts["page"] != "staff_duties"
    token = of(tells(owner, "asha ko duty par rakho")).facts["summary"]
    tap = reading("haan", "affirm")
    for who in (asha, priya):
        assert (
            of(who.do("/answers", question="confirm_duties", summary=token, reading=tap)).outcome
            == "not_allowed"
        )
    assert has() == {}


@pytest.mark.parametrize(
    "words",
    ["kaun duty par hai", "duty par kaun kaun hai", "who is on duty", "ड्यूटी पर कौन है", "is asha on duty"],
)
def test_who_works_here_hears_who_is_on_duty(owner: Customer, client: TestClient, words: str) -> None:
    yes(owner, of(tells(owner, "asha ko duty par rakho")))
    for who in (owner, Customer(client, IMRAN)):
        shown = of(tells(who, words))
        assert (shown.outcome, shown.facts["duties"]) == ("shown", {"orders": ["Asha Yadav"], "stock": []})


@pytest.mark.parametrize(
    "words",
    [
        "asha aaj duty par nahi aayegi",
        "asha ki night shift duty laga do",
        "asha ko 2 kilo aata do",
        "maal aa gaya",
    ],
)
def test_coming_to_work_and_shifts_are_no_duties_of_the_books(owner: Customer, words: str) -> None:
    heard = tells(owner, words)
    assert heard.outcome == "left" or heard.facts["page"] != "staff_duties"
