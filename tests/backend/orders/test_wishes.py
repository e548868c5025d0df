"""What is asked before something goes into the cart, as policy."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from munshi.orders.drafts import Cart, lines_from_store, lines_to_store, wish_from_store, wish_to_store
from munshi.orders.items import Item
from munshi.orders.quantities import Measure, Pack
from munshi.orders.wishes import Ask, Gone, Line, Offer, Op, Question, Removed, Wish, equivalent, settle


def q(text: str) -> Decimal:
    return Decimal(text)


def names(name: str) -> dict[str, str]:
    return {"hi": name, "en": name, "hinglish": name}


SUGAR = Item("SUGAR", names("Sugar"), Measure("kg", q("0.5"), q("20")), 4600, q("5"), left=q("30"))
MAGGI = Item("MAGGI", names("Maggi"), Measure("packet", q("1"), q("12")), 1400, q("12"), left=q("3"))
BAG_10 = Item(
    "BAG-10",
    names("Atta"),
    Measure("bag", q("1"), q("4"), Pack(q("10"), "kg")),
    50500,
    q("5"),
    veg=True,
    left=q("0"),
    substitute="BAG-5",
)
BAG_5 = replace(
    BAG_10,
    sku="BAG-5",
    measure=Measure("bag", q("1"), q("6"), Pack(q("5"), "kg")),
    price_paise=26200,
    left=q("9"),
    substitute=None,
)
HALF = Item("DAL", names("Dal"), Measure("plate", q("1")), 9000, q("5"), variant=names("Half"))
FULL = replace(HALF, variant=names("Full"), price_paise=14000)
DAL = replace(HALF, variant=None, variants=("DAL#Half", "DAL#Full"))


class Shelf(dict[str, Item]):
    """A shelf with these items on it."""

    def __init__(self, *items: Item) -> None:
        super().__init__({item.key: item for item in items})

    def item(self, key: str) -> Item | None:
        return self.get(key)


SHELF = Shelf(SUGAR, MAGGI, BAG_10, BAG_5, HALF, FULL, DAL)


def wish(key: str, quantity: str | None = None, unit: str | None = None, op: Op = Op.ADD) -> Wish:
    return Wish(key.lower(), (key,), None if quantity is None else q(quantity), unit, op=op)


def asked(result: object) -> tuple[Ask | None, Offer | None]:
    assert isinstance(result, Question)
    return result.wish.question, result.wish.offer


def nothing_held(_: Item) -> Decimal:
    return Decimal(0)


def test_a_clear_wish_becomes_a_line() -> None:
    assert settle(wish("SUGAR", "2", "kg"), SHELF, nothing_held) == Line(SUGAR, q("2"))


def test_more_of_the_same_is_added() -> None:
    assert settle(wish("SUGAR", "2", "kg"), SHELF, lambda _: q("1")) == Line(SUGAR, q("3"))


def test_a_change_sets_the_quantity() -> None:
    changed = settle(wish("SUGAR", "2", "kg", Op.SET), SHELF, lambda _: q("5"))
    assert changed == Line(SUGAR, q("2"))


def test_of_several_products_one_is_chosen() -> None:
    several = Wish("atta", ("BAG-5", "BAG-10"), q("1"), "bag")
    assert asked(settle(several, SHELF, nothing_held)) == (Ask.CHOOSE_PRODUCT, None)


@pytest.mark.parametrize("name", ["Chicken curry half", "चिकन करी हाफ", "Aadha chicken curry"])
def test_half_of_what_is_sold_in_a_half_of_its_own_is_one_of_it(name: str) -> None:
    half = Item("HALF", names(name), Measure("plate", q("1")), 22000, q("5"))
    full = replace(half, sku="FULL", name=names("Chicken curry full"))
    shelf = Shelf(half, full, SUGAR)
    for unit in (None, "plate"):
        either = Wish("chicken curry", ("HALF", "FULL"), q("0.5"), unit)
        assert settle(either, shelf, nothing_held) == Line(half, q("1"))
    weighed = Wish("chicken", ("HALF", "SUGAR"), q("0.5"))
    assert asked(settle(weighed, shelf, nothing_held))[0] is Ask.CHOOSE_PRODUCT
    assert asked(settle(wish("FULL", "0.5"), shelf, nothing_held))[0] is Ask.OFF_STEP


def test_a_doubtful_name_is_asked_even_with_one_candidate() -> None:
    doubtful = replace(wish("SUGAR", "1", "kg"), sure=False)
    result = settle(doubtful, SHELF, nothing_held)
    assert asked(result)[0] is Ask.DID_YOU_MEAN
    assert isinstance(result, Question)
    assert settle(result.wish.accepted(), SHELF, nothing_held) == Line(SUGAR, q("1"))


def test_what_may_be_talk_is_asked_about_and_not_sold_unasked() -> None:
    doubted = replace(wish("SUGAR", "1", "kg"), doubted=True)
    result = settle(doubted, SHELF, nothing_held)
    assert asked(result)[0] is Ask.ALSO_WANTED
    assert isinstance(result, Question)
    assert settle(result.wish.accepted(), SHELF, nothing_held) == Line(SUGAR, q("1"))


def test_a_dish_with_portions_is_asked_by_portion() -> None:
    result = settle(wish("DAL", "2"), SHELF, nothing_held)
    assert isinstance(result, Question)
    assert result.wish.items == ("DAL#Half", "DAL#Full")


@pytest.mark.parametrize(
    ("said", "ask", "offer"),
    [
        (wish("SUGAR"), Ask.ASK_QUANTITY, None),
        (wish("SUGAR", "1", "l"), Ask.ASK_UNIT, None),
        (wish("SUGAR", "0.7", "kg"), Ask.OFF_STEP, Offer("SUGAR", q("1"), Op.ADD)),
        (wish("SUGAR", "40", "kg"), Ask.OVER_LIMIT, Offer("SUGAR", q("20"), Op.SET)),
        (wish("MAGGI", "5"), Ask.FEW_LEFT, Offer("MAGGI", q("3"), Op.SET)),
        (wish("BAG-10", "1"), Ask.SUBSTITUTE, Offer("BAG-5", q("2"), Op.ADD)),
    ],
)
def test_what_stands_in_the_way_is_asked(said: Wish, ask: Ask, offer: Offer | None) -> None:
    assert asked(settle(said, SHELF, nothing_held)) == (ask, offer)


def test_the_limit_counts_what_is_in_the_cart() -> None:
    result = settle(wish("SUGAR", "5", "kg"), SHELF, lambda _: q("18"))
    assert asked(result) == (Ask.OVER_LIMIT, Offer("SUGAR", q("20"), Op.SET))


def test_an_offer_is_a_whole_number_of_steps() -> None:
    nearly = Shelf(replace(SUGAR, left=q("1.7")))
    result = settle(wish("SUGAR", "2", "kg"), nearly, nothing_held)
    assert asked(result) == (Ask.FEW_LEFT, Offer("SUGAR", q("1.5"), Op.SET))


def test_sold_out_without_a_substitute_is_said() -> None:
    empty = replace(MAGGI, left=q("0"))
    assert settle(wish("MAGGI", "1"), Shelf(empty), nothing_held) == Gone(empty, "sold_out")


def test_what_is_not_made_today_is_said() -> None:
    off = replace(FULL, available=False)
    assert settle(wish("DAL#Full", "1"), Shelf(off), nothing_held) == Gone(off, "unavailable")


@pytest.mark.parametrize(
    "other", [replace(BAG_5, veg=False), replace(BAG_5, left=q("0")), replace(BAG_5, available=False)]
)
def test_a_substitute_keeps_the_veg_mark_and_is_there(other: Item) -> None:
    assert settle(wish("BAG-10", "1"), Shelf(BAG_10, other), nothing_held) == Gone(BAG_10, "sold_out")


def test_a_substitute_is_offered_within_what_is_left() -> None:
    assert equivalent(q("3"), BAG_10, replace(BAG_5, left=q("4"))) == 4
    assert equivalent(q("3"), BAG_10, BAG_5) == 6


@pytest.mark.parametrize(
    ("size", "offered"), [("60", "2"), ("50", "2"), ("70", "2"), ("30", "4"), ("120", "1")]
)
def test_as_many_pieces_are_offered_where_the_size_is_alike(size: str, offered: str) -> None:
    packet = replace(BAG_10, measure=replace(BAG_10.measure, pack=Pack(q("60"), "g")))
    other = replace(BAG_5, measure=replace(BAG_5.measure, pack=Pack(q(size), "g")))
    assert equivalent(q("2"), packet, other) == q(offered)


def test_removing_without_a_quantity_removes_all() -> None:
    assert settle(wish("SUGAR", op=Op.REMOVE), SHELF, lambda _: q("3")) == Removed(SUGAR)
    assert settle(wish("SUGAR", "1", "kg", Op.REMOVE), SHELF, lambda _: q("3")) == Line(SUGAR, q("2"))
    assert settle(wish("SUGAR", "9", "kg", Op.REMOVE), SHELF, lambda _: q("3")) == Removed(SUGAR)


def test_what_is_sold_no_more_is_nothing() -> None:
    assert settle(wish("GONE", "1"), SHELF, nothing_held) is None


def test_questions_are_asked_in_a_fixed_order() -> None:
    cart = Cart()
    cart.fulfil([wish("MAGGI", "5"), wish("SUGAR"), Wish("atta", ("BAG-5", "BAG-10"), q("1"))], SHELF)
    assert [each.question for each in cart.wishes] == [Ask.CHOOSE_PRODUCT, Ask.ASK_QUANTITY, Ask.FEW_LEFT]


def test_a_line_that_has_sold_out_since_becomes_a_question() -> None:
    cart = Cart(lines=[Line(MAGGI, q("3"))])
    cart.look_again(Shelf(replace(MAGGI, left=q("1"))))
    assert not cart.lines
    assert [each.offer for each in cart.wishes] == [Offer("MAGGI", q("1"), Op.SET)]


def test_a_cart_is_read_as_it_was_stored_on_todays_terms() -> None:
    dearer = replace(SUGAR, price_paise=5000)
    stored = lines_to_store(Cart(lines=[Line(SUGAR, q("2"))]))
    assert list(lines_from_store(stored, Shelf(dearer))) == [Line(dearer, q("2"))]
    kept = Wish(
        "atta",
        ("A", "B"),
        q("1.5"),
        "kg",
        Pack(q("5"), "kg"),
        Op.SET,
        False,
        ("C",),
        Ask.OFF_STEP,
        Offer("A", q("2"), Op.SET),
    )
    assert wish_from_store(wish_to_store(kept)) == kept


STEPS = some.sampled_from(["0.05", "0.25", "0.5", "1"]).map(Decimal)
AMOUNTS = some.decimals(min_value=0, max_value=60, places=3)


@given(
    step=STEPS,
    most=some.integers(1, 40),
    left=some.none() | AMOUNTS,
    held=some.integers(0, 40),
    said=some.none() | AMOUNTS,
    unit=some.sampled_from(["kg", "g", "l", "pc", None]),
    op=some.sampled_from([Op.ADD, Op.SET]),
)
def test_nothing_gets_into_the_cart_that_the_shop_does_not_sell_like_that(
    step: Decimal,
    most: int,
    left: Decimal | None,
    held: int,
    said: Decimal | None,
    unit: str | None,
    op: Op,
) -> None:
    item = replace(SUGAR, measure=Measure("kg", step, Decimal(most)), left=left)
    in_cart = min(Decimal(held), Decimal(most))
    result = settle(Wish("x", ("SUGAR",), said, unit, op=op), Shelf(item), lambda _: in_cart)
    amounts = [result.quantity] if isinstance(result, Line) else []
    if isinstance(result, Question) and result.wish.offer:
        amounts = [result.wish.offer.quantity]
    for amount in amounts:
        assert amount > 0
        assert amount % step == 0
        if isinstance(result, Line):
            assert amount <= most
            assert left is None or amount <= left


def test_what_is_out_is_said_to_be_and_nobody_is_asked_to_want_it() -> None:
    out = replace(MAGGI, left=q("0"))
    doubted = Wish("maggi", ("MAGGI",), doubted=True)
    asked = settle(doubted, SHELF, lambda _: q("0"))
    assert isinstance(asked, Question)
    assert asked.wish.question is Ask.ALSO_WANTED
    assert isinstance(settle(doubted, Shelf(out), lambda _: q("0")), Gone)
