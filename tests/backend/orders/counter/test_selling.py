"""A sale over the counter, told by the owner: shown first, then an order that is delivered, billed and paid at once."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from munshi.asking.reading import Reading, Value
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts import whom
from munshi.billing.bills.models import Bill
from munshi.billing.payments.models import Payment
from munshi.business import exchange
from munshi.business import service as business_service
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from munshi.catalogue.search import renew
from munshi.orders.counter.said import told_of
from munshi.orders.models import Order
from munshi.people.rules import WALK_IN, Role
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    EMPLOYEE,
    FATIMA,
    PRIYA,
    Shopkeeper,
    arjun,
    balance,
    kirana,
    owner,
    person_of,
    priya,
)
from tests.backend.books import KIRANA, KIRANA_NUMBER, OWNER, opened
from tests.backend.orders.conftest import Decision
from tests.backend.readings import reading, value

__all__ = ["arjun", "owner", "priya"]
SUGAR, SUGAR_PAISE = "CHEENI-LOOSE", 4600
GOODS = {"name": "cheeni", "quantity": "2", "unit": "kg"}


def tells(who: Shopkeeper, text: str, *lines: dict[str, Any], **more: Any) -> Decision:
    values = [value("order_line", line) for line in lines or (GOODS,)]
    values += [value(name, said) for name, said in more.items()]
    return who.do("/sales/counter", reading=reading(text, "record_sale", values))


def answers(who: Shopkeeper, question: str, summary: str | None = None, **said: Any) -> Decision:
    read = reading(said.get("text"), said.get("intent", "record_sale"), said.get("values", []))
    taken = who.do("/answers", question=question, summary=summary, reading=read)
    return Decision(**taken.facts["answer"])


def yes(who: Shopkeeper, shown: Decision) -> Decision:
    return answers(who, "confirm_sale", shown.facts["summary"], text="haan", intent="affirm")


def left() -> Decimal | None:
    with opened() as session:
        return stock.on_hand(session, KIRANA, [SUGAR])[SUGAR]


def told_others_than_the_owner() -> list[str]:
    query = text("SELECT name FROM assistant.notices WHERE person <> :owner")
    with opened() as session:
        return list(session.scalars(query, {"owner": OWNER}))


def sold_to(phone: str) -> list[tuple[str, str | None, int]]:
    with opened() as session:
        query = select(Order).where(Order.person_id == person_of(session, phone).id).order_by(Order.id)
        return [(each.status, each.payment, each.total_paise) for each in session.scalars(query)]


def paid() -> list[tuple[str, str, int]]:
    with opened() as session:
        return [(each.status, each.way, each.paise) for each in session.scalars(select(Payment))]


def bills() -> list[tuple[str, int]]:
    with opened() as session:
        return [(each.kind, each.total_paise) for each in session.scalars(select(Bill).order_by(Bill.id))]


def test_nothing_is_written_before_the_yes(owner: Shopkeeper) -> None:
    before = left(), balance(FATIMA), bills()
    shown = tells(owner, "Fatima ne 2 kilo cheeni li, cash diya")
    assert (shown.outcome, shown.facts["total_paise"], shown.facts["payment"]) == (
        "confirm",
        2 * SUGAR_PAISE,
        "cash",
    )
    assert (left(), balance(FATIMA), bills(), sold_to(FATIMA), paid()) == (*before, [], [])


@pytest.mark.parametrize(
    ("words", "way"), [("cash diya", "cash"), ("upi kar diya", "upi"), ("card se", "card")]
)
def test_what_was_paid_owes_nothing_and_has_its_bill(owner: Shopkeeper, words: str, way: str) -> None:
    before = left()
    assert before is not None
    sold = yes(owner, tells(owner, f"Fatima ne 2 kilo cheeni li, {words}"))
    assert (sold.outcome, balance(FATIMA), left()) == ("sold", 0, before - 2)
    assert sold_to(FATIMA) == [("delivered", way, 2 * SUGAR_PAISE)]
    assert paid() == [("confirmed", way, 2 * SUGAR_PAISE)]
    assert [total for _, total in bills()] == [2 * SUGAR_PAISE]


def test_on_khata_it_is_owed_once(owner: Shopkeeper) -> None:
    before = balance(PRIYA)
    shown = tells(owner, "order le liya Priya Joshi ka, 2 kilo cheeni, khate me daal do")
    assert shown.facts["balance_paise"] == before + 2 * SUGAR_PAISE
    yes(owner, shown)
    assert (balance(PRIYA), paid()) == (before + 2 * SUGAR_PAISE, [])


@pytest.mark.parametrize("words", ["cash diya", "khate me"])
def test_taken_back_all_of_it_is_answered(owner: Shopkeeper, words: str) -> None:
    before = left(), balance(FATIMA)
    sold = yes(owner, tells(owner, f"Fatima ne 2 kilo cheeni li, {words}"))
    assert owner.do("/acts/undone", act=sold.facts["act"]).outcome == "unsold"
    assert (left(), balance(FATIMA)) == before
    assert sold_to(FATIMA) == [(("cancelled"), "cash" if "cash" in words else "khata", 2 * SUGAR_PAISE)]
    assert [status for status, _, _ in paid()] == (["rejected"] if "cash" in words else [])
    assert [kind == "credit_note" for kind, _ in bills()] == [False, True]
    assert owner.do("/acts/undone", act=sold.facts["act"]).outcome == "undone_already"


def test_a_second_yes_sells_nothing_twice(owner: Shopkeeper) -> None:
    shown = tells(owner, "Fatima ne 2 kilo cheeni li, cash diya")
    yes(owner, shown)
    assert yes(owner, shown).outcome == "unclear"
    assert len(sold_to(FATIMA)) == 1


def test_what_is_open_is_asked_one_after_the_other(owner: Shopkeeper) -> None:
    asked = tells(owner, "maggi bechi", {"name": "maggi", "quantity": "1", "unit": None})
    assert asked.outcome == "choose_product"
    choice = asked.facts["options"][0]["choice"]
    asked = answers(owner, "sale_product", values=[value("choice", choice)])
    assert asked.outcome == "ask_person"
    asked = answers(owner, "sale_person", text="Priya", intent="nlu_fallback")
    assert asked.outcome == "choose_customer"
    account = asked.facts["customers"][0]["account"]
    asked = answers(owner, "sale_person", values=[value("account", str(account))])
    assert asked.outcome == "ask_way"
    shown = answers(owner, "sale_way", values=[value("choice", "upi")])
    assert (shown.outcome, shown.facts["payment"]) == ("confirm", "upi")
    assert yes(owner, shown).outcome == "sold"


def test_what_is_asked_of_the_books_is_no_answer_about_a_sale(owner: Shopkeeper) -> None:
    assert tells(owner, "2 kilo cheeni cash beche").outcome == "ask_person"
    read = reading("aaj ki bikri", "ask_sales_summary")
    assert owner.do("/answers", question="sale_person", reading=read).outcome == "left"


@pytest.mark.parametrize(
    ("text", "intent", "line"),
    [("rate list bhejo", "view_menu", None), ("ginger hata do", "modify_order", "ginger")],
)
def test_a_wish_of_another_matter_is_nobodys_name(
    owner: Shopkeeper, text: str, intent: str, line: str | None
) -> None:
    assert tells(owner, "2 kilo cheeni cash beche").outcome == "ask_person"
    read = reading(text, intent, [value("order_line", {"name": line})] if line else [])
    assert owner.do("/answers", question="sale_person", reading=read).outcome == "left"


def test_less_in_the_stock_is_said_before(owner: Shopkeeper) -> None:
    with opened() as session:
        stock.count(session, KIRANA, {SUGAR: Decimal(1)})
    shown = tells(owner, "Fatima ne 2 kilo cheeni li, cash diya")
    assert [each["left"] for each in shown.facts["short"]] == ["1"]
    sold = yes(owner, shown)
    assert left() == 0
    owner.do("/acts/undone", act=sold.facts["act"])
    assert left() == 1


def test_another_stock_or_price_meanwhile_is_shown_anew(owner: Shopkeeper) -> None:
    shown = tells(owner, "Fatima ne 2 kilo cheeni li, cash diya")
    with opened() as session:
        stock.count(session, KIRANA, {SUGAR: Decimal(1)})
    assert yes(owner, shown).outcome == "changed"
    assert sold_to(FATIMA) == []


def test_what_the_shop_does_not_sell_is_never_left_out_silently(owner: Shopkeeper) -> None:
    other = {"name": "zzxqw", "quantity": "1", "unit": None}
    answer = tells(owner, "Fatima ne 2 kilo cheeni aur 1 zzxqw liya, cash", GOODS, other)
    assert (answer.outcome, answer.facts["names"]) == ("unknown_goods", ["zzxqw"])


@pytest.mark.parametrize(
    ("said", "name"),
    [("maggi li", "maggi"), ("maggi beche 130", "maggi"), ("dolo 650 li", "dolo 650"), ("li", "li")],
)
def test_a_name_ends_before_what_is_told_of_it(owner: Shopkeeper, said: str, name: str) -> None:
    with opened() as session:
        caller = Caller(kirana(session), person_of(session, OWNER), frozenset({Role.OWNER}))
        read = Reading(None, [("record_sale", 1.0)], [Value("order_line", {"name": said})])
        assert told_of(caller, read).lines[0].said == name


def test_what_is_told_behind_a_name_is_no_part_of_it(owner: Shopkeeper) -> None:
    shown = tells(owner, "Fatima ne 2 kilo cheeni li, cash", {**GOODS, "name": "cheeni li"})
    assert (shown.outcome, shown.facts["total_paise"]) == ("confirm", 2 * SUGAR_PAISE)
    sums = [{"paise": 13000, "start": 30, "end": 33, "role": "paid", "confidence": 0.97}]
    values = [value("order_line", {**GOODS, "name": "cheeni beche 130"})]
    read = {**reading("Fatima ko 2 kilo cheeni beche 130 cash", "record_sale", values), "sums": sums}
    assert owner.do("/sales/counter", reading=read).outcome == "sum_differs"


def test_another_sum_than_the_shelfs_and_another_day_write_nothing(owner: Shopkeeper) -> None:
    assert (
        tells(owner, "Fatima ne 2 kilo cheeni li, 100 cash diya", money={"paise": 10000}).outcome
        == "sum_differs"
    )
    day = {"from": "2020-01-01", "to": "2020-01-01"}
    assert tells(owner, "kal Fatima ne 2 kilo cheeni li cash", period=day).outcome == "only_today"


def test_who_runs_no_shop_sells_nothing(priya: Shopkeeper) -> None:
    assert tells(priya, "Fatima ne 2 kilo cheeni li, cash diya").outcome == "not_allowed"
    assert sold_to(ARJUN) == []


def test_who_buys_without_a_name_is_a_walk_in_and_hears_nothing(owner: Shopkeeper) -> None:
    before = left()
    assert before is not None
    shown = tells(owner, "counter sale 2 kilo cheeni cash")
    assert (shown.outcome, shown.facts["payment"], shown.facts["balance_paise"]) == ("confirm", "cash", None)
    sold = yes(owner, shown)
    assert (sold.outcome, left()) == ("sold", before - 2)
    assert sold_to(WALK_IN) == [("delivered", "cash", 2 * SUGAR_PAISE)]
    assert (paid(), told_others_than_the_owner()) == ([("confirmed", "cash", 2 * SUGAR_PAISE)], [])


def test_all_who_are_not_known_are_one_walk_in_who_owes_nothing(owner: Shopkeeper) -> None:
    for words in ("walk-in 2 kilo cheeni upi", "bina naam 2 kilo cheeni cash"):
        assert yes(owner, tells(owner, words)).outcome == "sold"
    with opened() as session:
        nobody = person_of(session, WALK_IN)
        assert accounts.balance(session, KIRANA, nobody.id) == 0
    assert len(sold_to(WALK_IN)) == 2


def test_a_walk_ins_sale_taken_back_leaves_nothing(owner: Shopkeeper) -> None:
    before = left()
    sold = yes(owner, tells(owner, "walk-in 2 kilo cheeni cash"))
    assert owner.do("/acts/undone", act=sold.facts["act"]).outcome == "unsold"
    assert (left(), [status for status, _, _ in paid()]) == (before, ["rejected"])
    assert [kind == "credit_note" for kind, _ in bills()] == [False, True]


def test_nobody_known_has_no_khata(owner: Shopkeeper) -> None:
    assert tells(owner, "counter sale 2 kilo cheeni khate me").outcome == "ask_name"
    named = answers(owner, "sale_person", text="Priya Joshi", intent="nlu_fallback")
    assert (named.outcome, named.facts["name"]) == ("confirm", "Priya Joshi")


def test_a_sale_without_a_name_is_asked_whose_it_is_or_nobodys(owner: Shopkeeper) -> None:
    assert tells(owner, "2 kilo cheeni bechi cash").outcome == "ask_person"
    assert answers(owner, "sale_person", values=[value("choice", "walk_in")]).outcome == "confirm"
    assert tells(owner, "2 kilo cheeni bechi").outcome == "ask_person"
    assert answers(owner, "sale_person", text="no name", intent="deny").outcome == "ask_way_walk_in"


def test_nobody_is_found_by_the_name_of_a_walk_in(owner: Shopkeeper) -> None:
    yes(owner, tells(owner, "walk-in 2 kilo cheeni cash"))
    with opened() as session:
        called = person_of(session, WALK_IN).called or ""
        assert whom.meant(session, KIRANA, called).people == []


def test_sales_to_walk_ins_go_out_with_the_file_and_come_back(owner: Shopkeeper) -> None:
    yes(owner, tells(owner, "walk-in 2 kilo cheeni cash"))
    with opened() as session:
        said = exchange.export(session, kirana(session))
        assert [each["person"] for each in said["orders"]["placed"]] == [WALK_IN]
        assert [each["person"] for each in said["payments"]["made"]] == [WALK_IN]
        file = exchange.as_yaml(said)
        assert exchange.bring_in(session, file).outcome == "unchanged"
        moved = file.replace(f"id: {KIRANA}", "id: moved-kirana").replace(KIRANA_NUMBER, "100000000000077")
        assert exchange.bring_in(session, moved).outcome == "created"
        again = business_service.get(session, "moved-kirana")
        assert again
        assert exchange.as_yaml(exchange.export(session, again)) == moved


def test_what_a_walk_in_brings_back_is_paid_back_at_once(owner: Shopkeeper) -> None:
    sold = yes(owner, tells(owner, "walk-in 2 kilo cheeni cash"))
    number = sold.facts["reference"]
    values = [
        value("reference", number),
        value("order_line", {"name": "cheeni", "quantity": "1", "unit": "kg"}),
    ]
    read = reading(f"{number} me se 1 kilo cheeni wapas", "modify_order", values)
    taken = owner.do("/answers", question="", reading=read)
    shown = Decision(**taken.facts["answer"])
    assert (shown.outcome, shown.facts["bill_back_paise"]) == ("confirm_walk_in", SUGAR_PAISE)
    done = answers(owner, "confirm_credit_part", shown.facts["summary"], text="haan", intent="affirm")
    assert done.outcome == "given_back"
    with opened() as session:
        [payment] = session.scalars(select(Payment)).all()
        assert payment.refunded_paise == SUGAR_PAISE
        assert accounts.balance(session, KIRANA, person_of(session, WALK_IN).id) == 0


def test_goods_of_two_customers_are_no_sale_to_the_first(owner: Shopkeeper) -> None:
    asked = tells(owner, "Fatima ne 2 kilo cheeni aur Arjun ne 1 kilo cheeni li, cash", person="Fatima")
    assert asked.outcome == "one_customer"
    assert sorted(asked.facts["names"]) == ["Arjun Patel", "Fatima Khan"]


def test_a_word_of_the_goods_is_no_person(owner: Shopkeeper) -> None:
    """A shop that has a customer Rose and sells rose water: *2 rose water* says nothing of her."""
    with opened() as session:
        person_of(session, FATIMA).name = "Rose Khan"
        session.get_one(Product, (KIRANA, SUGAR)).aliases = ["rose water"]
        renew(session, KIRANA)
        session.commit()
    text = "counter sale 2 rose water cash"
    line = value("order_line", {"name": "water", "quantity": "2", "unit": "kg"}, 13, 25)
    rose = value("person", "rose", 15, 19)
    read = reading(text, "record_sale", [line, rose], as_answer=[rose])
    asked = owner.do("/sales/counter", reading=read)
    assert asked.outcome == "confirm"
    assert asked.facts["total_paise"] == 2 * SUGAR_PAISE
    assert asked.facts["name"] != "Rose Khan"
    with opened() as session:
        assert [each.called for each in whom.named_in(session, KIRANA, "rose ne 2 rose water liye")] == [
            "Rose Khan"
        ]
        assert not whom.named_in(session, KIRANA, text)


def test_an_amount_that_was_sold_wrong_is_put_right_by_one_yes(owner: Shopkeeper) -> None:
    before = left()
    assert yes(owner, tells(owner, "counter pe 2 kilo cheeni bechi cash")).outcome == "sold"
    read = reading("galti ho gayi cheeni 3 kilo thi 2 nahi", "modify_order")
    asked = Decision(**owner.do("/answers", question="", reading=read).facts["answer"])
    assert (asked.outcome, asked.facts["right_paise"]) == ("confirm_goods_right", 3 * SUGAR_PAISE)
    done = answers(owner, "confirm_cancelling", asked.facts["summary"], text="haan", intent="affirm")
    assert done.outcome == "goods_right"
    assert before is not None
    assert left() == before - 3


def test_a_word_of_the_goods_is_no_customer(owner: Shopkeeper) -> None:
    goods = {"name": "bread", "quantity": "1", "unit": "packet"}
    shown = tells(owner, "counter pe 1 packet britannia bread bika cash", goods, person="britannia")
    assert shown.outcome == "confirm"
    assert shown.facts["lines"][0]["name"]["en"] == "Britannia bread"


def test_who_works_here_and_sold_it_is_no_customer(owner: Shopkeeper) -> None:
    name = "Asha Yadav"
    shown = tells(owner, f"{name} ne counter pe 2 kilo cheeni bechi cash", person=name)
    assert shown.outcome == "confirm"


def test_the_last_sale_is_taken_back_by_its_name(owner: Shopkeeper) -> None:
    yes(owner, tells(owner, "counter pe 2 kilo cheeni bechi cash"))
    read = reading("wo aakhri bikri wapas lo", "ask_sales_summary")
    asked = Decision(**owner.do("/answers", question="", reading=read).facts["answer"])
    assert asked.outcome == "confirm_unsold"


def test_a_sale_that_a_helper_tells_reaches_the_owner_and_is_no_order_of_theirs(owner: Shopkeeper) -> None:
    helper = Shopkeeper(owner.client, EMPLOYEE)
    said = [value("order_line", GOODS)]
    read = reading("counter pe 2 kilo cheeni bechi, upi mila", "place_order", said)
    told = helper.do("/answers", question="", reading=read).facts["answer"]
    assert told["outcome"] == "helper_money"
    assert sold_to(EMPLOYEE) == []


@pytest.mark.parametrize("sold", ["bike cash", "bik gaye cash", "nikle cash", "gaye cash", "becha cash"])
def test_a_sum_behind_what_tells_of_selling_is_held_against_the_shelf(owner: Shopkeeper, sold: str) -> None:
    line = {"name": f"cheeni {sold} 100", "quantity": "2", "unit": "kg"}
    shown = tells(owner, f"counter pe 2 kilo cheeni {sold} 100", line)
    assert (shown.outcome, shown.facts["paise"], shown.facts["total_paise"]) == ("sum_differs", 10000, 9200)


def test_goods_that_were_read_as_a_name_are_what_the_amount_counts(owner: Shopkeeper) -> None:
    line = {"name": None, "quantity": "2", "unit": "kg"}
    shown = tells(
        owner, "counter se 2 kilo cheeni nikli 92 cash", line, person="cheeni", money={"paise": 9200}
    )
    assert (shown.outcome, shown.facts["total_paise"]) == ("confirm", 9200)


@pytest.mark.parametrize("intent", ["record_payment", "place_order", "update_stock"])
def test_what_was_sold_at_the_counter_is_a_sale_whatever_it_sounds_like(
    owner: Shopkeeper, intent: str
) -> None:
    values = [value("order_line", {"name": "cheeni", "quantity": "2", "unit": "kg"})]
    read = reading("counter pe 2 kilo cheeni bike cash", intent, values)
    taken = owner.do("/answers", question="take_correction", summary=None, reading=read).facts
    assert (taken["page"], taken["answer"]["outcome"]) == ("record_sale", "confirm")


@pytest.mark.parametrize(
    "words", ["Fatima ko 2 packet biscuit diye khate me likho", "फ़ातिमा को 2 पैकेट बिस्कुट दिए खाते में लिखो"]
)
def test_goods_on_khata_of_which_there_are_kinds_are_asked_priced_and_taken_from_the_stock(
    owner: Shopkeeper, words: str
) -> None:
    line = value("order_line", {"name": "biscuit", "quantity": "2", "unit": "packet"})
    taken = owner.do("/answers", question="", reading=reading(words, "record_credit", [line]))
    asked = Decision(**taken.facts["answer"])
    assert (taken.facts["page"], asked.outcome) == ("record_sale", "choose_product")
    chosen = asked.facts["options"][0]["choice"]
    with opened() as session:
        before = stock.on_hand(session, KIRANA, [chosen])[chosen]
    shown = answers(owner, "sale_product", values=[value("choice", chosen)])
    assert (shown.outcome, shown.facts["payment"], balance(FATIMA)) == ("confirm", "khata", 0)
    sold = yes(owner, shown)
    with opened() as session:
        after = stock.on_hand(session, KIRANA, [chosen])[chosen]
    assert before is not None
    assert (sold.outcome, after) == ("sold", before - 2)
    assert balance(FATIMA) == shown.facts["total_paise"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Fatima Khan took 2 aata 10 kg on khata today", "2 aata 10 kg"),
        ("Fatima ne 2 aata 10 kg liye khate me", "2 aata 10 kg"),
        ("फ़ातिमा 2 aata 10 kg ले गई, खाते में लिखो", "2 aata 10 kg"),
    ],
)
def test_goods_in_a_size_that_went_on_khata_are_priced_whatever_order_they_sound_like(
    owner: Shopkeeper, words: str, said: str
) -> None:
    line = {"name": "aata", "quantity": "2", "unit": None, "pack": {"quantity": "10", "unit": "kg"}}
    at = words.index(said)
    values = [value("order_line", line, at, at + len(said))]
    taken = owner.do("/answers", question="", reading=reading(words, "place_order", values))
    shown = Decision(**taken.facts["answer"])
    while shown.outcome == "choose_product":
        chosen = shown.facts["options"][0]["choice"]
        shown = answers(owner, "sale_product", values=[value("choice", chosen)])
    assert (taken.facts["page"], shown.outcome) == ("record_sale", "confirm")
    assert (shown.facts["payment"], balance(FATIMA)) == ("khata", 0)
    assert yes(owner, shown).outcome == "sold"
    assert balance(FATIMA) == shown.facts["total_paise"] > 0


def test_a_vessel_names_goods_of_which_no_more_is_said_than_that_they_went(owner: Shopkeeper) -> None:
    line = {"name": "diye", "quantity": "2", "unit": "jar"}
    answer = tells(owner, "counter sale 2 jar diye cash", line)
    assert (answer.outcome, answer.facts["names"]) == ("unknown_goods", ["jar"])


def test_one_product_on_khata_and_a_sum_stay_entries_of_the_khata(owner: Shopkeeper) -> None:
    for words, line in (
        ("Fatima ko 2 kilo cheeni di khate me likho", GOODS),
        ("Fatima ke khate me biscuit ke 60 likho", {"name": "biscuit", "quantity": "2", "unit": "packet"}),
    ):
        said = [value("order_line", line)]
        said += [value("money", {"paise": 6000})] if "60" in words else []
        heard = owner.do("/answers", question="", reading=reading(words, "record_credit", said))
        assert heard.outcome == "left" or heard.facts["page"] != "record_sale"


def test_goods_on_the_khata_of_a_name_that_two_have_are_asked_whose_and_kept(owner: Shopkeeper) -> None:
    before = balance(PRIYA)
    words = "Priya ko 2 packet biscuit diye khate me likho"
    line = value("order_line", {"name": "biscuit", "quantity": "2", "unit": "packet"})
    taken = owner.do("/answers", question="", reading=reading(words, "record_credit", [line]))
    asked = Decision(**taken.facts["answer"])
    assert (taken.facts["page"], asked.outcome) == ("record_sale", "choose_product")
    chosen = [value("choice", asked.facts["options"][0]["choice"])]
    whose = answers(owner, "sale_product", values=chosen)
    assert whose.outcome == "choose_customer"
    assert len(whose.facts["customers"]) > 1
    with opened() as session:
        account = person_of(session, PRIYA).id
    shown = answers(owner, "sale_person", values=[value("account", account)])
    assert (shown.outcome, shown.facts["payment"]) == ("confirm", "khata")
    assert yes(owner, shown).outcome == "sold"
    assert balance(PRIYA) == before + shown.facts["total_paise"]
