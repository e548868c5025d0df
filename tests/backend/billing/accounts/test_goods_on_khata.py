"""Goods on a khata at the shelf's price leave the stock with the entry, and come back with its reversal."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from munshi.catalogue import stock
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    FATIMA,
    Shopkeeper,
    balance,
    person_of,
)
from tests.backend.books import KIRANA, Operator, opened
from tests.backend.orders.conftest import Decision
from tests.backend.readings import reading, value

Left = Callable[[str], Decimal | None]
SUGAR, SUGAR_PAISE = "CHEENI-LOOSE", 4600


@pytest.fixture
def left() -> Left:
    """What is left of a product."""

    def ask(sku: str) -> Decimal | None:
        with opened() as session:
            return stock.on_hand(session, KIRANA, [sku])[sku]

    return ask


def shown(owner: Shopkeeper, kilos: str = "2", who: str = FATIMA) -> Decision:
    goods = {"name": "cheeni", "quantity": kilos, "unit": "kg"}
    text = f"{who} ke khate me {kilos} kilo cheeni likho"
    return owner.do(
        "/credits", reading=reading(text, "record_credit", [value("phone", who), value("order_line", goods)])
    )


def written(owner: Shopkeeper, kilos: str = "2") -> Decision:
    return owner.answers("confirm_credit", shown(owner, kilos).facts["summary"], intent="affirm", text="haan")


def test_nothing_leaves_before_the_yes(owner: Shopkeeper, left: Left) -> None:
    before = left(SUGAR)
    assert shown(owner).facts["rows"][0]["short"] == []
    assert left(SUGAR) == before


def test_what_waits_for_a_yes_is_shown_with_what_another_customer_took(owner: Shopkeeper) -> None:
    shown(owner)
    both = shown(owner, "1", ARJUN)
    assert [row["name"] for row in both.facts["rows"]] == ["Fatima Khan", "Arjun Patel"]
    before = balance(ARJUN)
    owner.answers("confirm_credit", both.facts["summary"], intent="affirm", text="haan")
    assert (balance(FATIMA), balance(ARJUN)) == (2 * SUGAR_PAISE, before + SUGAR_PAISE)


def test_what_is_told_anew_of_who_is_shown_takes_its_place(owner: Shopkeeper) -> None:
    shown(owner)
    assert [row["paise"] for row in shown(owner, "3").facts["rows"]] == [3 * SUGAR_PAISE]


def test_what_was_refused_waits_no_more(owner: Shopkeeper) -> None:
    owner.answers("confirm_credit", shown(owner).facts["summary"], intent="deny", text="nahi")
    assert [row["name"] for row in shown(owner, "1", ARJUN).facts["rows"]] == ["Arjun Patel"]


def test_a_sale_on_khata_that_was_begun_is_not_written_behind_the_entry(owner: Shopkeeper) -> None:
    goods = value("order_line", {"name": "maggi", "quantity": "1", "unit": None})
    read = reading("Fatima ne 1 maggi udhar li", "record_sale", [value("person", "Fatima"), goods])
    asked = owner.do("/sales/counter", reading=read)
    assert asked.outcome == "choose_product"
    written(owner)
    owed = balance(FATIMA)
    chosen = [value("choice", asked.facts["options"][0]["choice"])]
    again = owner.do("/answers", question="sale_product", reading=reading(None, "record_sale", chosen))
    assert again.facts["answer"]["outcome"] == "unclear"
    assert balance(FATIMA) == owed


def test_an_undo_gives_back_what_the_entry_took(owner: Shopkeeper, left: Left) -> None:
    before = left(SUGAR)
    assert before is not None
    entry = written(owner)
    assert (entry.outcome, balance(FATIMA)) == ("written", 2 * SUGAR_PAISE)
    assert left(SUGAR) == before - 2
    owner.do("/acts/undone", act=entry.facts["act"])
    assert (balance(FATIMA), left(SUGAR)) == (0, before)


def test_what_the_stock_has_less_of_is_said_before_and_never_goes_below_nothing(
    owner: Shopkeeper, left: Left
) -> None:
    with opened() as session:
        stock.count(session, KIRANA, {SUGAR: Decimal("1.5")})
        session.commit()
    short = shown(owner).facts["rows"][0]["short"]
    assert [(each["left"], each["unit"]) for each in short] == [("1.5", "kg")]
    entry = written(owner)
    assert (balance(FATIMA), left(SUGAR)) == (2 * SUGAR_PAISE, Decimal(0))
    owner.do("/acts/undone", act=entry.facts["act"])
    assert left(SUGAR) == Decimal("1.5")


def test_what_is_sold_meanwhile_is_shown_anew(owner: Shopkeeper, left: Left) -> None:
    summary = shown(owner).facts["summary"]
    with opened() as session:
        stock.count(session, KIRANA, {SUGAR: Decimal(1)})
        session.commit()
    assert owner.answers("confirm_credit", summary, intent="affirm", text="haan").outcome == "changed"
    assert (balance(FATIMA), left(SUGAR)) == (0, Decimal(1))


def test_another_sum_or_khata_leaves_the_goods_out(owner: Shopkeeper, left: Left) -> None:
    before, arjun = left(SUGAR), balance(ARJUN)
    assert before is not None
    written(owner)
    asked = owner.do("/answers", question="", reading=reading("galat naam, Arjun ka tha", "record_credit"))
    summary = asked.facts["answer"]["facts"]["summary"]
    owner.do("/answers", question="confirm_other_khata", summary=summary, reading=reading("haan", "affirm"))
    assert (balance(FATIMA), balance(ARJUN)) == (0, arjun + 2 * SUGAR_PAISE)
    assert left(SUGAR) == before - 2
    with opened() as session:
        entry = service.entries(session, KIRANA, person_of(session, ARJUN).id)[-1]
        assert entry.kind == Kind.CREDIT
        service.reverse(session, entry, None)
        session.commit()
    assert (balance(ARJUN), left(SUGAR)) == (arjun, before)


def test_a_file_carries_what_is_out_so_that_a_reversal_there_gives_it_back(
    owner: Shopkeeper, operator: Operator
) -> None:
    written(owner)
    file = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    entry = next(each for each in file["khata"]["entries"] if each.get("goods"))
    assert entry["goods"] == [{"sku": SUGAR, "quantity": "2"}]
    there = next(each["stock"] for each in file["products"] if each["sku"] == SUGAR)
    file["business"]["id"], file["numbers"] = "copied-shop", []
    assert operator.brings_in(file).status_code == 201
    with opened() as session:
        assert stock.on_hand(session, "copied-shop", [SUGAR])[SUGAR] == Decimal(there)
        copied = service.find(session, "copied-shop", entry["key"])
        assert copied is not None
        service.reverse(session, copied, None)
        assert stock.on_hand(session, "copied-shop", [SUGAR])[SUGAR] == Decimal(there) + 2


def says(text: str, *goods: tuple[str, str, str], intent: str = "place_order") -> dict[str, Any]:
    """A message with its goods where they stand: what is written, how much, and the name."""
    lines = [
        value(
            "order_line",
            {"name": name, "quantity": much, "unit": "kg"},
            at := text.index(said),
            at + len(said),
        )
        for said, much, name in goods
    ]
    return reading(text, intent, lines)


def of_each(owner: Shopkeeper, read: dict[str, Any]) -> list[tuple[str, int]]:
    """Whose khata is shown with how much, whatever is asked."""
    taken = owner.do("/answers", question="", reading=read)
    assert taken.outcome == "taken"
    answer = taken.facts["answer"]
    assert answer["outcome"] == "confirm", answer
    return [(each["name"], each["paise"]) for each in answer["facts"]["rows"]]


@pytest.mark.parametrize(
    "text",
    [
        "fatima 2 kilo cheeni aur arjun 1 kilo cheeni khate me",
        "fatima ko 2 kilo cheeni, arjun ko 1 kilo cheeni udhaar",
        "2 kilo cheeni fatima ko aur 1 kilo cheeni arjun ko udhaar",
    ],
)
def test_goods_of_two_are_each_on_their_own_khata(owner: Shopkeeper, text: str) -> None:
    read = says(text, ("2 kilo cheeni", "2", "cheeni"), ("1 kilo cheeni", "1", "cheeni"))
    assert of_each(owner, read) == [("Fatima Khan", 2 * SUGAR_PAISE), ("Arjun Patel", SUGAR_PAISE)]
    assert balance(FATIMA) == 0


def test_goods_in_several_lines_are_one_entry_of_the_only_one_who_is_named(owner: Shopkeeper) -> None:
    text = "fatima 2 kilo cheeni 1 kilo maida udhaar"
    read = says(text, ("2 kilo cheeni", "2", "cheeni"), ("1 kilo maida", "1", "maida"))
    shown = owner.do("/credits", reading={**read, "intents": [{"name": "record_credit", "confidence": 0.9}]})
    assert (shown.outcome, len(shown.facts["rows"])) == ("confirm", 1)
    assert shown.facts["rows"][0]["name"] == "Fatima Khan"


def test_an_amount_that_was_written_wrong_is_put_right_with_sum_note_and_stock(
    owner: Shopkeeper, left: Left
) -> None:
    before = left(SUGAR)
    assert before is not None
    written(owner, "5")
    read = reading("cheeni 5 nahi 4 kilo thi", "modify_order")
    asked = owner.do("/answers", question="", reading=read).facts["answer"]
    assert (asked["outcome"], asked["facts"]["right_paise"]) == ("confirm_goods_right", 4 * SUGAR_PAISE)
    done = owner.answers("confirm_cancelling", asked["facts"]["summary"], intent="affirm", text="haan")
    assert (done.outcome, balance(FATIMA)) == ("goods_right", 4 * SUGAR_PAISE)
    assert left(SUGAR) == before - 4
    with opened() as session:
        last = service.entries(session, KIRANA, person_of(session, FATIMA).id)[-1]
    assert "4" in (last.note or "")
    assert "5" not in (last.note or "")


def test_goods_behind_a_name_that_was_read_as_goods_are_the_goods(owner: Shopkeeper) -> None:
    goods = {"name": "फातिमा", "quantity": "5", "unit": "kg"}
    text = "फातिमा को 5 किलो चीनी उधार दी"
    start = text.index("5 किलो")
    read = reading(
        text, "record_credit", [value("person", "फातिमा", 0, 6), value("order_line", goods, 0, start + 6)]
    )
    asked = owner.do("/credits", reading=read)
    assert (asked.outcome, asked.facts["rows"][0]["paise"]) == ("confirm", 5 * SUGAR_PAISE)
    assert "चीनी" in asked.facts["rows"][0]["note"]


@pytest.mark.parametrize(("rupees", "text"), [(92, "92 rupaye, 46 ke bhav se"), (90, "90 रुपये, 45 के भाव से")])
def test_a_sum_said_to_what_is_shown_is_its_sum_and_shown_again(
    owner: Shopkeeper, left: Left, rupees: int, text: str
) -> None:
    before = left(SUGAR)
    assert before is not None
    summary = shown(owner).facts["summary"]
    values = [value("money", {"paise": rupees * 100}), value("money", {"paise": rupees * 50})]
    worth = {
        "paise": rupees * 50,
        "role": "worth",
        "confidence": 0.9,
        "start": text.index(","),
        "end": len(text),
    }
    read = {**reading(text, "record_credit", values), "sums": [worth]}
    taken = owner.do("/answers", question="confirm_credit", summary=summary, reading=read)
    again = Decision(**taken.facts["answer"])
    assert (again.outcome, again.facts["total_paise"], balance(FATIMA)) == ("confirm", rupees * 100, 0)
    owner.answers("confirm_credit", again.facts["summary"], intent="affirm", text="haan")
    assert (balance(FATIMA), left(SUGAR)) == (rupees * 100, before - 2)


@pytest.mark.parametrize("text", ["60 kam karo", "460 nahi 400"])
def test_an_entry_of_goods_that_is_put_right_says_so_in_its_note(owner: Shopkeeper, text: str) -> None:
    with opened() as session:
        person = person_of(session, FATIMA).id
    written(owner, "10")
    asked = owner.answers("take_correction", None, intent="modify_order", text=text)
    owner.do(
        "/answers",
        question="confirm_cancelling",
        summary=asked.facts["summary"],
        reading=reading("haan", "affirm"),
    )
    with opened() as session:
        standing = [each for each in service.entries(session, KIRANA, person) if each.paise > 0][-1]
    assert (balance(FATIMA), (standing.note or "").endswith("(₹460 → ₹400)")) == (40000, bool(standing.note))


def told(owner: Shopkeeper, text: str, *values: dict[str, Any], **more: Any) -> Decision:
    return owner.do("/credits", reading={**reading(text, "record_credit", list(values)), **more})


def line(text: str, said: str, **goods: Any) -> dict[str, Any]:
    at = text.index(said)
    return value("order_line", {"quantity": "2", "unit": None, **goods}, at, at + len(said))


def money(text: str, said: str) -> dict[str, Any]:
    at = text.rindex(said)
    return value("money", {"paise": int(said) * 100}, at, at + len(said))


SUGAR_LINE = {"name": "cheeni", "unit": "kg"}


def test_a_sum_of_its_own_beside_goods_holds_is_held_against_the_shelf_and_moves_the_stock(
    owner: Shopkeeper, left: Left
) -> None:
    before = left(SUGAR)
    assert before is not None
    text = f"{FATIMA} ke khate me 2 kilo cheeni 100 likho"
    answer = told(
        owner,
        text,
        value("phone", FATIMA),
        line(text, "2 kilo cheeni", **SUGAR_LINE),
        money(text, "100"),
    )
    row = answer.facts["rows"][0]
    assert (answer.outcome, row["paise"], row["shelf_paise"]) == ("confirm", 10000, 2 * SUGAR_PAISE)
    assert (balance(FATIMA), left(SUGAR)) == (0, before)
    entry = owner.answers("confirm_credit", answer.facts["summary"], intent="affirm", text="haan")
    assert (entry.outcome, balance(FATIMA), left(SUGAR)) == ("written", 10000, before - 2)
    owner.do("/acts/undone", act=entry.facts["act"])
    assert (balance(FATIMA), left(SUGAR)) == (0, before)


def test_the_sum_of_the_shelf_beside_goods_is_written_at_once_with_the_stock(
    owner: Shopkeeper, left: Left
) -> None:
    before = left(SUGAR)
    assert before is not None
    text = f"{FATIMA} ke khate me 2 kilo cheeni 92 likho"
    goods = line(text, "2 kilo cheeni", **SUGAR_LINE)
    answer = told(owner, text, value("phone", FATIMA), goods, money(text, "92"))
    assert (answer.outcome, balance(FATIMA), left(SUGAR)) == ("written", 2 * SUGAR_PAISE, before - 2)


def test_a_sum_beside_goods_that_is_no_money_by_its_words_is_not_dropped(owner: Shopkeeper) -> None:
    text = f"{FATIMA} ke khate me 340 likho 2 kilo cheeni"
    at = text.index("340")
    sums = [{"paise": 34000, "role": "worth", "confidence": 0.9, "start": at, "end": at + 3}]
    values = value("phone", FATIMA), line(text, "2 kilo cheeni", **SUGAR_LINE)
    answer = told(owner, text, *values, sums=sums)
    assert (answer.outcome, answer.facts["rows"][0]["paise"]) == ("confirm", 34000)


def test_what_is_counted_beside_goods_and_nobody_has_read_is_said_and_nothing_is_written(
    owner: Shopkeeper,
) -> None:
    text = "Fatima Khan ko 2 kilo cheeni aur 1 balti udhar di"
    answer = told(owner, text, value("person", "Fatima Khan"), line(text, "2 kilo cheeni", **SUGAR_LINE))
    assert (answer.outcome, answer.facts["names"]) == ("unread_goods", ["1 balti"])
    assert balance(FATIMA) == 0


def test_goods_of_a_list_of_names_are_shown_for_each(owner: Shopkeeper, left: Left) -> None:
    before, arjun = left(SUGAR), balance(ARJUN)
    assert before is not None
    text = "Fatima and Arjun took 2 kilo cheeni each on khata"
    answer = told(owner, text, line(text, "2 kilo cheeni", **SUGAR_LINE))
    assert [row["name"] for row in answer.facts["rows"]] == ["Fatima Khan", "Arjun Patel"]
    owner.answers("confirm_credit", answer.facts["summary"], intent="affirm", text="haan")
    assert (balance(FATIMA), balance(ARJUN) - arjun) == (2 * SUGAR_PAISE, 2 * SUGAR_PAISE)
    assert left(SUGAR) == before - 4
