"""Goods of a plain list, without parts, in an estimate: which they are, how many, and what is left on the shelf."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.models import Product
from munshi.service.estimates import keeping, naming, writing
from munshi.service.estimates.answering import left_by
from munshi.service.estimates.editing import edited, told_lines
from munshi.service.estimates.questions import refuses
from munshi.service.estimates.rules import Line
from munshi.service.visits import works_wished
from tests.backend.books import Clock, opened
from tests.backend.service.visits.plain_repairs import SHOP, Estimate, file, opens, visit_at

GOODS: dict[str, tuple[str, int]] = {
    "UPS battery 12 V": ("pc", 95000),
    "Laptop battery Dell": ("pc", 240000),
    "RAM 8 GB DDR4": ("pc", 180000),
    "SSD 256 GB": ("pc", 190000),
    "SSD 512 GB": ("pc", 320000),
    "Printer cartridge 12A": ("pc", 75000),
    "Printer roller": ("pc", 45000),
    "Ink bottle black": ("pc", 39000),
    "CCTV adapter": ("pc", 25000),
    "HP toner 2200": ("pc", 99000),
    "LAN cable": ("metre", 2000),
    "AC gas R32": ("kg", 220000),
}
SKUS = {name: f"G{at}" for at, name in enumerate(GOODS)}
Said = list[tuple[str, float, int]]


@pytest.fixture
def estimate(books: None, client: TestClient, now: Clock) -> Estimate:
    """The lines of what is written at a machine."""
    products = [
        {"sku": SKUS[name], "name": name, "unit": unit, "price_paise": paise, "gst_rate": "18", "stock": "40"}
        for name, (unit, paise) in GOODS.items()
    ]
    return opens(client, file(products))


def _called(line: Line) -> str:
    return line.name["en"] if line.name else line.text


def _said(lines: Sequence[Line]) -> Said:
    return [(_called(each), each.quantity, each.amount_paise) for each in lines]


@pytest.mark.parametrize(
    ("machine", "said", "lines"),
    [
        ("ups", "UPS battery 12 V bhi lagegi", [("UPS battery 12 V", 1, 95000)]),
        ("printer", "printer roller 1 lagaya 450", [("Printer roller", 1, 45000)]),
        ("printer", "प्रिंटर रोलर 2 लगाया 900", [("Printer roller", 2, 90000)]),
        ("printer", "printer roller 1 fitted 450", [("Printer roller", 1, 45000)]),
        ("ups", "ek UPS battery 12V lagegi", [("UPS battery 12 V", 1, 95000)]),
        ("laptop", "RAM 8 GB DDR4", [("RAM 8 GB DDR4", 1, 180000)]),
        ("laptop", "8 जीबी रैम भी जोड़ो", [("RAM 8 GB DDR4", 1, 180000)]),
        ("laptop", "8 जीबी रैम डालनी पड़ेगी", [("RAM 8 GB DDR4", 1, 180000)]),
        ("laptop", "2 RAM 8GB", [("RAM 8 GB DDR4", 2, 360000)]),
        ("printer", "HP toner 2200", [("HP toner 2200", 1, 99000)]),
        ("laptop", "512 gb ssd lagegi", [("SSD 512 GB", 1, 320000)]),
        (
            "printer",
            "2 black ink bottles and a 12A cartridge",
            [("Ink bottle black", 2, 78000), ("Printer cartridge 12A", 1, 75000)],
        ),
        (
            "printer",
            "2 ink bottle black, 1 printer cartridge 12A",
            [("Ink bottle black", 2, 78000), ("Printer cartridge 12A", 1, 75000)],
        ),
    ],
)
def test_goods_that_are_named_are_lines_at_the_price_of_the_shelf(
    estimate: Estimate, machine: str, said: str, lines: Said
) -> None:
    assert _said(estimate(machine, f"{said}, labour 300")) == [*lines, ("labour", 1, 30000)]


@pytest.mark.parametrize(
    ("machine", "said", "line"),
    [
        ("laptop", "रैम 1800", ("RAM 8 GB DDR4", 1, 180000)),
        ("printer", "black ink 780", ("Ink bottle black", 2, 78000)),
        ("printer", "2 ink 390", ("Ink bottle black", 2, 78000)),
        ("ac", "1.5 kg gas 3300", ("AC gas R32", 1.5, 330000)),
        ("ac", "1.5 kg gas", ("AC gas R32", 1.5, 330000)),
        ("cctv", "LAN cable 12 metre 240", ("LAN cable", 12, 24000)),
    ],
)
def test_a_price_or_a_measure_says_how_many_of_the_shelf_it_is(
    estimate: Estimate, machine: str, said: str, line: tuple[str, float, int]
) -> None:
    (found,) = estimate(machine, said)
    assert (_called(found), found.quantity, found.amount_paise) == line
    assert found.sku == SKUS[line[0]]


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        ("printer", "black ink 500"),  # another price: bought elsewhere
        ("laptop", "adapter 250"),  # of another machine
        ("ups", "board 950"),
        ("ac", "gas leak repair 800"),
        ("printer", "black ink sponge 780"),  # of another thing
    ],
)
def test_what_may_be_of_elsewhere_is_not_taken_from_the_shelf(
    estimate: Estimate, machine: str, said: str
) -> None:
    (line,) = estimate(machine, said)
    assert (line.sku, line.text) == (None, said.rpartition(" ")[0])


def test_what_is_measured_is_taken_from_the_stock(estimate: Estimate) -> None:
    lines = estimate("ac", "1.5 kg gas 3300")
    with opened() as session:
        keeping._reserve_goods(session, visit_at("ac"), lines)
        gas = session.get_one(Product, (SHOP, SKUS["AC gas R32"]))
        assert stock.on_hand_of(session, SHOP, [gas])[gas.sku] == Decimal("38.5")


def test_half_of_what_is_sold_whole_is_asked_about(estimate: Estimate) -> None:
    with pytest.raises(writing.Unclear):
        estimate("ups", "1.5 UPS battery 12 V lagegi")


@pytest.mark.parametrize("said", ["power supply lagegi, labour 300", "पावर सप्लाई लगेगी, लेबर 300"])
def test_what_is_named_and_not_found_is_asked_about(estimate: Estimate, said: str) -> None:
    with pytest.raises(writing.Unclear):
        estimate("laptop", said)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("मदरबोर्ड गया है, 4500 का लगेगा और 600 लेबर", "मदरबोर्ड गया"),
        ("motherboard gaya hai, 4500 ka lagega aur 600 labour", "motherboard gaya"),
        ("motherboard dead, will cost 4500 and 600 labour", "motherboard dead"),
    ],
)
def test_a_sum_that_only_costs_is_of_the_thing_before_it(estimate: Estimate, said: str, name: str) -> None:
    board, _ = estimate("laptop", said)
    assert (board.text, board.amount_paise) == (name, 450000)


@pytest.mark.parametrize(
    "said",
    [
        "Customer wants only ink. black ink 780 + labour 200",
        "grahak sirf ink chahta hai, black ink 780 aur labour 200",
        "कस्टमर सिर्फ इंक चाहता है, black ink 780 और लेबर 200",
    ],
)
def test_what_the_customer_wants_is_no_line_of_its_own(estimate: Estimate, said: str) -> None:
    found = _said(estimate("printer", said))
    assert [(sku, number) for sku, number, _ in found][:1] == [("Ink bottle black", 2)]
    assert len(found) == 2


def test_a_number_that_is_put_right_changes_its_own_line_alone() -> None:
    before = told_lines("labour 300, 12 battery")
    assert edited("are ek hi battery, 12 nahi", before, []) == "labour 300, battery"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("fine but only the ink, not the cartridge", ["Ink bottle black", "labour"]),
        ("theek hai par sirf ink, cartridge nahi", ["Ink bottle black", "labour"]),
        ("ठीक है पर सिर्फ इंक, कार्ट्रिज नहीं", ["Ink bottle black", "labour"]),
        ("haan kar do", None),
    ],
)
def test_a_part_of_an_estimate_is_known_by_what_it_alone_is_called(
    estimate: Estimate, said: str, left: list[str] | None
) -> None:
    lines = estimate("printer", "2 ink, 12A cartridge, labour 200")
    with opened() as session:
        found = left_by(lines, said, naming.shelf(session, SHOP, "printer"))
    assert (None if found is None else [_called(each) for each in found]) == left


@pytest.mark.parametrize(
    "said", ["bahut zyada hai, rehne dijiye", "बहुत ज़्यादा है, रहने दीजिए", "too much, leave it"]
)
def test_too_much_and_to_be_left_is_a_no(said: str) -> None:
    assert refuses(Reading(said, ()))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("रैम कम है, पावर सप्लाई भी बदलनी पड़ेगी, लेबर 500", "पावर सप्लाई भी बदलनी पड़ेगी"),
        ("ram kam hai, power supply bhi badalni padegi, labour 500", "power supply bhi badalni padegi"),
        ("fan choked, it needs a power supply, labour 500", "it needs a power supply"),
    ],
)
def test_what_is_needed_beside_a_fault_and_has_no_price_is_said_back(
    estimate: Estimate, said: str, asked: str
) -> None:
    with opened() as session:
        business = session.get_one(Business, SHOP)
        assert writing.without_price(session, business, visit_at("laptop"), said) == [asked]


@pytest.mark.parametrize(
    "said", ["labour 250 kar do, baaki wahi", "लेबर 250 कर दो, बाकी वही", "labour 250, rest same"]
)
def test_what_stays_as_it_is_stays_in_the_estimate(said: str) -> None:
    after = edited(said, told_lines("fan 500, board 900, labour 400"), [])
    assert after.startswith("fan 500, board 900, ")
    assert after.endswith(" 250")


@pytest.mark.parametrize(
    "said", ["labour 250 kar do, roller wahi", "लेबर 250 कर दो, रोलर वही", "labour 250, same roller"]
)
def test_the_same_thing_is_named_again(estimate: Estimate, said: str) -> None:
    assert {_called(each) for each in estimate("printer", said)} == {"labour", "Printer roller"}


@pytest.mark.parametrize(
    "said", ["gas aadha kilo 1100", "गैस आधा किलो 1100", "half kg gas 1100", "gas 0.5 kg 1100"]
)
def test_half_of_a_measure_in_words_is_half_of_what_is_sold_by_it(estimate: Estimate, said: str) -> None:
    gas, labour = estimate("ac", f"{said}, labour 500")
    assert (gas.sku, gas.quantity, gas.amount_paise) == (SKUS["AC gas R32"], 0.5, 110000)
    assert labour.amount_paise == 50000


@pytest.mark.parametrize(
    "said",
    [
        "capacitor kharab tha, badal diya, motor repair 600 aur capacitor 60",
        "कैपेसिटर खराब था, बदल दिया, मोटर रिपेयर 600 और कैपेसिटर 60",
        "the capacitor was broken, badal diya, motor repair 600, capacitor 60",
    ],
)
def test_what_was_broken_and_has_its_sum_later_is_one_line(estimate: Estimate, said: str) -> None:
    assert [each.amount_paise for each in estimate("fan", said)] == [60000, 6000]


def test_what_was_put_in_and_has_no_sum_is_asked_about(estimate: Estimate) -> None:
    with pytest.raises(writing.Unclear):
        estimate("fan", "motor badal diya, motor repair 600")


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("motor repair 600 bhi jodo", "element 480, labour 400, motor repair 600"),
        ("labour 600 bhi jodo", "element 480, labour 600"),  # the labour is one
    ],
)
def test_work_with_a_name_is_added_beside_the_labour(said: str, after: str) -> None:
    assert edited(said, told_lines("element 480, labour 400"), []) == after


@pytest.mark.parametrize(
    ("told", "works"),
    [
        ("AC jet cleaning karwani hai", ["AC jet cleaning"]),
        ("ac lagwana hai", ["AC installation"]),
        ("AC installation ke baad thanda nahi karta", []),  # a fault
        ("fan installation", []),  # of another machine
    ],
)
def test_listed_work_that_is_wished_is_known_by_its_name(
    books: None, client: TestClient, now: Clock, told: str, works: list[str]
) -> None:
    listed = {"AC jet cleaning": 90000, "AC installation": 60000}
    work = [
        {"sku": f"W{at}", "name": name, "unit": "pc", "price_paise": paise, "gst_rate": "18"}
        for at, (name, paise) in enumerate(listed.items())
    ]
    goods = {"sku": "G1", "name": "AC gas", "unit": "kg", "price_paise": 1, "gst_rate": "18", "stock": "4"}
    opens(client, file([*work, goods]))
    with opened() as session:
        found = works_wished.named(session, session.get_one(Business, SHOP), "ac", told)
    assert [(each["name"]["en"], each["paise"]) for each in found] == [(name, listed[name]) for name in works]
