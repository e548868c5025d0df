"""Words that take money back or correct it write nothing of themselves: they ask, and a yes does it."""

import pytest
from fastapi.testclient import TestClient

from munshi.billing.accounts import service as accounts
from munshi.business.models import Business
from munshi.people import service as people
from tests.backend.books import KIRANA, OWNER, PRIYA, Clock, opened
from tests.backend.orders.conftest import Customer, Decision
from tests.backend.readings import reading, value

FATIMA = "919000000103"
OPENING = 1240  # rupees that Priya owes from before


class Keeper(Customer):
    """The owner, as the actions call for them."""

    def tells(self, intent: str, words: str, *rupees: int, name: str | None = "Fatima") -> Decision:
        """A message about money."""
        values = [value("person", name)] if name else []
        values += [value("money", {"paise": each * 100}, place) for place, each in enumerate(rupees)]
        path = {"record_credit": "/credits", "record_payment": "/payments/recorded"}[intent]
        answer = self.do(path, reading=reading(words, intent, values))
        return Decision(**answer.facts["answer"]) if answer.outcome == "taking_back" else answer

    def agrees(self, summary: str) -> Decision:
        """A written yes to what was shown."""
        taken = self.do(
            "/answers", question="confirm_cancelling", summary=summary, reading=reading("haan", "affirm")
        )
        return Decision(**taken.facts["answer"])


@pytest.fixture
def owner(client: TestClient, books: None) -> Keeper:
    return Keeper(client, OWNER)


def balance(phone: str = FATIMA) -> float:
    with opened() as session:
        person = people.find(session, KIRANA, phone)
        assert person
        return accounts.balance(session, KIRANA, person.id) / 100


@pytest.mark.parametrize("intent", ["record_payment", "record_credit"])
def test_words_of_taking_back_show_what_was_written_and_a_yes_takes_it_back(
    owner: Keeper, intent: str
) -> None:
    owner.tells("record_credit", "Fatima ke khate me 340 likho", 340)
    asked = owner.tells(intent, "Fatima ke khate se 340 hata do, galti se likha tha", 340)
    assert (asked.outcome, balance()) == ("confirm_strike", 340)
    assert owner.agrees(asked.facts["summary"]).outcome == "struck"
    assert balance() == 0


def test_a_payment_is_taken_back_so_too(owner: Keeper) -> None:
    owner.tells("record_payment", "Fatima ne 2300 diye", 2300)
    asked = owner.tells("record_payment", "2300 hatao, galti thi", 2300, name=None)
    assert (asked.outcome, balance()) == ("confirm_strike", -2300)
    assert owner.agrees(asked.facts["summary"]).outcome == "struck"
    assert balance() == 0


@pytest.mark.parametrize("words", ["Fatima ne 2300 nahi, 230 diye the. theek karo", "230 not 2300"])
def test_this_not_that_takes_back_what_was_written_and_writes_the_other(owner: Keeper, words: str) -> None:
    owner.tells("record_payment", "Fatima ne 2300 diye", 2300)
    sums = (2300, 230) if words.startswith("Fatima") else (230, 2300)
    asked = owner.tells("record_payment", words, *sums)
    assert (asked.outcome, asked.facts["right_paise"], balance()) == ("confirm_correct", 23000, -2300)
    assert owner.agrees(asked.facts["summary"]).outcome == "corrected"
    assert balance() == -230


def test_the_wrong_sum_is_known_where_only_the_right_one_is_read_as_money(owner: Keeper) -> None:
    owner.tells("record_payment", "Fatima ne 2300 diye", 2300)
    owner.tells("record_credit", "Fatima ke khate me 700 likho", 700)
    asked = owner.tells("record_payment", "Fatima ne 2300 nahi, 230 diye the", 230)
    assert (asked.outcome, asked.facts["right_paise"], balance()) == ("confirm_correct", 23000, -1600)
    assert owner.agrees(asked.facts["summary"]).outcome == "corrected"
    assert balance() == 470


def test_a_credit_is_corrected_so_too_and_taken_back_after_it(owner: Keeper) -> None:
    owner.tells("record_credit", "Fatima ke khate me 100 likho", 100)
    asked = owner.tells("record_credit", "Fatima ke khate me 100 nahi 1000 likhna tha", 100, 1000)
    done = owner.agrees(asked.facts["summary"])
    assert (done.outcome, balance()) == ("corrected", 1000)
    owner.do("/acts/undone", act=done.facts["act"])
    assert balance() == 0


def test_so_much_less_lowers_the_last_entry_of_who_is_named(owner: Keeper) -> None:
    owner.tells("record_credit", "Fatima ke khate me 100 likho", 100)
    owner.tells("record_credit", "Fatima ke khate me 200 likho", 200)
    owner.tells("record_credit", "Priya Joshi ke khate me 300 likho", 300, name="Priya Joshi")
    asked = owner.tells("record_payment", "Fatima ke khate se 90 kam karo", 90)
    assert (asked.outcome, asked.facts["right_paise"], balance()) == ("confirm_correct", 11000, 300)
    assert owner.agrees(asked.facts["summary"]).outcome == "corrected"
    assert balance() == 210


@pytest.mark.parametrize(
    ("words", "sums", "left"),
    [
        ("Fatima ke khate se 340 hata do", (340,), 0),
        ("Fatima 300 not 340", (300, 340), 300),
        ("Fatima 300 not 340, remove 40", (300, 340, 40), 300),
        ("Fatima ke khate se 40 kam karo", (40,), 300),
        ("Fatima returned goods of 40, reduce her khata", (40,), 300),
    ],
)
@pytest.mark.parametrize("minutes", [0, 60])
def test_an_entry_of_who_is_named_is_corrected_however_old_it_is(
    owner: Keeper, now: Clock, words: str, sums: tuple[int, ...], left: int, minutes: int
) -> None:
    owner.tells("record_credit", "Fatima ke khate me 340 likho", 340)
    owner.tells("record_credit", "Priya Joshi ke khate me 340 likho", 340, name="Priya Joshi")
    now.passes(minutes=minutes)
    asked = owner.tells("record_payment", words, *sums)
    assert asked.outcome == ("confirm_correct" if left else "confirm_strike")
    assert [each["name"] for each in asked.facts["entries"]] == ["Fatima Khan"]
    assert owner.agrees(asked.facts["summary"]).outcome == ("corrected" if left else "struck")
    assert (balance(), balance(PRIYA)) == (left, OPENING + 340)
    assert owner.agrees(asked.facts["summary"]).outcome in ("changed", "undone_already")


def test_of_two_entries_of_one_message_only_theirs_is_taken_out(owner: Keeper) -> None:
    values = [value("person", "Fatima", 0), value("money", {"paise": 15000}, 7)]
    values += [value("person", "Priya Joshi", 12), value("money", {"paise": 8000}, 24)]
    owner.do("/credits", reading=reading("Fatima 150, Priya Joshi 80", "record_credit", values))
    heard = owner.do(
        "/answers", question="", reading=reading("Priya Joshi ke 80 galat likhe, hatao", "modify_order")
    )
    asked = Decision(**heard.facts["answer"])
    assert (asked.outcome, asked.facts["amount_paise"]) == ("confirm_strike", 8000)
    assert owner.agrees(asked.facts["summary"]).outcome == "struck"
    assert (balance(), balance(PRIYA)) == (150, OPENING)


def test_what_names_somebody_else_is_not_about_the_last_entry(owner: Keeper) -> None:
    owner.tells("record_payment", "Fatima ne 500 diye", 500)
    owner.tells("record_credit", "Priya Joshi ke khate me 90 likho", 90, name="Priya Joshi")
    assert behind(owner, "arre Fatima ne 90 nahi 300 diye the", "record_payment").outcome == "left"
    asked = owner.tells("record_payment", "arre Priya Joshi ne 500 nahi 300 diye the", 500, 300, name=None)
    assert "reference" not in asked.facts


def test_a_payment_of_longer_ago_is_not_written_again(owner: Keeper, now: Clock) -> None:
    owner.tells("record_payment", "Fatima ne 340 diye", 340)
    now.passes(minutes=11)
    asked = owner.tells("record_payment", "Fatima ke khate se 340 hata do", 340)
    assert (asked.outcome, balance()) == ("nothing_written", -340)


def test_money_that_goes_back_is_no_credit(owner: Keeper) -> None:
    for intent in ("record_credit", "record_payment"):
        assert owner.tells(intent, "credit note of 150 for Fatima", 150).outcome == "no_refund"
    assert balance() == 0


def test_customers_are_refused_as_ever(client: TestClient, books: None) -> None:
    asked = Keeper(client, PRIYA).tells("record_credit", "Fatima ke khate se 340 hata do", 340)
    assert asked.outcome == "not_allowed"


def behind(owner: Keeper, words: str, intent: str = "deny", name: str | None = None) -> Decision:
    """What is said right behind an entry, whatever it was read as."""
    values = [value("person", name)] if name else []
    return owner.do("/answers", question="take_correction", reading=reading(words, intent, values))


@pytest.mark.parametrize(
    "words",
    ["galat likh diya, 300 the 500 nahi", "no sorry it was 300", "300 nahi, ruko, 300 the", "500 nahi 300"],
)
def test_right_behind_an_entry_a_slip_gives_it_another_sum(owner: Keeper, words: str) -> None:
    owner.tells("record_payment", "Fatima ne 500 diye", 500)
    asked = Decision(**behind(owner, words, "modify_order").facts["answer"])
    assert (asked.outcome, asked.facts["right_paise"], balance()) == ("confirm_correct", 30000, -500)
    assert owner.agrees(asked.facts["summary"]).outcome == "corrected"
    assert balance() == -300


def test_right_behind_an_entry_words_that_take_back_are_about_it_alone(owner: Keeper) -> None:
    owner.tells("record_payment", "Fatima ne 200 diye", 200)
    owner.tells("record_credit", "Fatima ke khate me 340 likho", 340)
    assert Decision(**behind(owner, "galat hai, hata do").facts["answer"]).outcome == "confirm_strike"
    taken = Decision(**behind(owner, "take that 340 out and put 430").facts["answer"])
    assert (taken.outcome, taken.facts["right_paise"]) == ("confirm_correct", 43000)


@pytest.mark.parametrize(
    ("words", "name"), [("nahi, 300 wala aata do", "Priya"), ("500 aur likho", None), ("haan", None)]
)
def test_what_is_no_correction_is_a_wish_of_its_own(owner: Keeper, words: str, name: str | None) -> None:
    owner.tells("record_payment", "Fatima ne 500 diye", 500)
    assert behind(owner, words, "modify_order", name=name).outcome == "left"


@pytest.mark.parametrize("words", ["confirm CR26X8890", "haan ORD-1001 accept", "haan 2 aur"])
def test_a_yes_with_another_matter_beside_it_takes_no_money_back(owner: Keeper, words: str) -> None:
    owner.tells("record_payment", "Fatima ne 500 diye", 500)
    asked = owner.tells("record_payment", "Fatima ke 500 hatao, galti thi", 500)
    values = [value("reference", "ORD-1001")] if "ORD" in words else []
    owner.do(
        "/answers",
        question="confirm_cancelling",
        summary=asked.facts["summary"],
        reading=reading(words, "affirm", values),
    )
    assert balance() == -500


def test_where_nothing_is_ordered_words_of_the_cart_are_of_money(owner: Keeper) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        business.skills = ["billing"]
    owner.tells("record_credit", "Fatima ke khate me 230 likho", 230)
    owner.tells("record_credit", "Fatima ke khate me 500 likho", 500)
    taken = owner.do(
        "/cart/changes", text="Fatima ke 230 hata do", lines=[{"name": "Fatima", "quantity": "230"}]
    )
    asked = Decision(**taken.facts["answer"])
    assert (taken.outcome, asked.outcome, balance()) == ("taking_back", "confirm_strike", 730)
    assert owner.agrees(asked.facts["summary"]).outcome == "struck"
    assert balance() == 500
    assert owner.do("/cart/changes", text="doodh hata do", lines=[{"name": "doodh"}]).outcome == "not_offered"
    owner.person = PRIYA
    assert owner.do("/cart/changes", text="Fatima ke 500 hata do", lines=[]).outcome == "not_offered"


@pytest.mark.parametrize("intent", ["affirm", "modify_order"])
def test_a_yes_may_say_the_right_sum_once_more_or_another_one(owner: Keeper, intent: str) -> None:
    owner.tells("record_payment", "Fatima ne 450 diye", 450)
    asked = owner.tells("record_payment", "Fatima ne 450 nahi 540 diye", 450, 540)
    assert asked.outcome == "confirm_correct"

    def says(words: str, summary: str) -> Decision:
        agreed = [value("agreed", words.split()[0], 0, 4)]
        read = reading(words, intent, as_answer=agreed)
        taken = owner.do("/answers", question="confirm_cancelling", summary=summary, reading=read)
        return Decision(**taken.facts["answer"])

    other = says("haan par 545 karo", asked.facts["summary"])
    assert (other.outcome, other.facts["right_paise"]) == ("confirm_correct", 54500)
    done = says("yes make it 545", other.facts["summary"])
    assert (done.outcome, balance()) == ("corrected", -545)


def test_what_is_to_be_credited_is_never_owed(owner: Keeper) -> None:
    assert owner.tells("record_credit", "Fatima ke khate me 45 jama karo", 45).outcome == "no_debt"
    assert owner.tells("record_credit", "45 khate me likho", 45, name=None).outcome == "ask_person"
    said = reading("Fatima ke, jama karna hai udhaar nahi", "record_credit", [value("person", "Fatima")])
    heard = owner.do("/answers", question="credit_person", reading=said)
    assert (Decision(**heard.facts["answer"]).outcome, balance()) == ("no_debt", 0)


def test_so_much_less_of_what_was_just_written_leaves_the_rest(owner: Keeper) -> None:
    owner.tells("record_credit", "Fatima ke khate me 200 likho", 200)
    words = reading("Fatima ke khate se 120 kam karo", "record_credit", [value("person", "Fatima")])
    asked = owner.do("/answers", question="take_correction", reading=words)
    assert asked.facts["answer"]["facts"]["right_paise"] == 8000


@pytest.mark.parametrize(
    "words", ["cheeni 2 bag kam kar do, koi le gaya", "चीनी 2 बोरी कम करो", "reduce sugar by 2 bags"]
)
def test_goods_that_are_counted_correct_no_payment(owner: Keeper, words: str) -> None:
    owner.tells("record_payment", "Fatima ne 2300 diye", 2300)
    line = {"name": "cheeni", "quantity": "2", "unit": "bag"}
    said = reading(words, "modify_order", [value("order_line", line)])
    answer = owner.do("/answers", question="take_correction", reading=said)
    assert (answer.outcome, balance()) == ("left", -2300)


@pytest.mark.parametrize(
    "words",
    ["Fatima ki wo 4 cheeni wali entry galat hai, wapas lo", "Fatima की 4 cheeni वाली एंट्री गलत है, वापस लो"],
)
def test_an_entry_that_is_named_by_its_goods_is_taken_back_whole(owner: Keeper, words: str) -> None:
    line = value("order_line", {"name": "cheeni", "quantity": "4"}, 23, 31)
    values = [value("person", "Fatima"), value("money", {"paise": 18400}, 40), line]
    owner.do(
        "/credits", reading=reading("Fatima ke khate me     4 cheeni likho   184", "record_credit", values)
    )
    owner.tells("record_credit", "Fatima ke khate me 700 likho", 700)
    asked = owner.tells("record_payment", words)
    assert (asked.outcome, balance()) == ("confirm_strike", 884)
    owner.agrees(asked.facts["summary"])
    assert balance() == 700
