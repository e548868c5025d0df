"""A shop with nothing but a list of names is understood: heads, classes, plurals, both languages, what is over."""

import pytest

from bench import shelves
from munshi.catalogue import ranking
from munshi.catalogue.index import Index
from munshi.catalogue.listings import Named
from munshi.catalogue.ranking import Likely
from munshi.catalogue.rules import Kind

GROCER = (
    "Toor Dal", "Moong Dal", "Chana Dal", "Basmati Rice", "Sona Masoori Rice", "Onion", "Potato", "Tomato", "Eggs",
    "Tata Salt", "Mustard Oil", "Amul Milk 500ml", "Amul Butter 100g", "Milk Bread", "Besan", "Aashirvaad Atta 5kg",
    "Fortune Atta 5kg", "Biscuit", "Sugar", "Red Label Tea 250g", "Parle-G 80g", "Dahi", "Colgate 100g", "Bru Coffee",
    "Green Chilli", "Maggi Noodles", "Surf Excel 1kg",
)  # fmt: skip
MENU = (
    "Kadai Paneer", "Paneer Butter Masala", "Paneer Tikka", "Butter Naan", "Plain Naan", "Tandoori Roti", "Dal Tadka",
    "Dal Makhani", "Jeera Rice", "Veg Biryani", "Chicken Biryani", "Masala Chai", "Cold Coffee",
)  # fmt: skip


def shelf(names: tuple[str, ...]) -> Index:
    return Index(Named(name, [name], place=place) for place, name in enumerate(names))


GROCERY, RESTAURANT = shelf(GROCER), shelf(MENU)


def keys(likely: Likely) -> list[str]:
    return [fit.key for fit in likely.fits]


@pytest.mark.parametrize("name", shelves.SHOPS)
def test_five_shops_with_bare_names_are_understood(name: str) -> None:
    shop = shelves.read(name)
    found = shelves.measure_shop(shop)
    assert found["found"] >= shelves.LEAST_FOUND, found["missed"]
    assert found["taken"] <= shelves.MOST_TAKEN, found["taken_wrongly"]
    assert found["wrong"] <= 0.5, found["taken_wrongly"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dal", ["Toor Dal", "Moong Dal", "Chana Dal"]),
        ("दाल", ["Toor Dal", "Moong Dal", "Chana Dal"]),
        ("chawal", ["Basmati Rice", "Sona Masoori Rice"]),
        ("aata kitne ka", ["Aashirvaad Atta 5kg", "Fortune Atta 5kg"]),
        ("amul", ["Amul Milk 500ml", "Amul Butter 100g"]),
    ],
)
def test_several_that_may_be_meant_are_asked(said: str, meant: list[str]) -> None:
    likely = ranking.likeliest(said, GROCERY)
    assert (likely.kind, keys(likely)) == (Kind.DOUBTFUL, meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("namak", "Tata Salt"),
        ("tel", "Mustard Oil"),
        ("onions", "Onion"),
        ("kande", "Onion"),
        ("tomatoes", "Tomato"),
        ("ande", "Eggs"),
        ("arhar ki dal", "Toor Dal"),
        ("sarso ka tel", "Mustard Oil"),
        ("doodh", "Amul Milk 500ml"),
        ("makhan", "Amul Butter 100g"),
        ("toothpaste", "Colgate 100g"),
        ("chaipatti", "Red Label Tea 250g"),
        ("hari mirchi", "Green Chilli"),
        ("aashirwad ata", "Aashirvaad Atta 5kg"),
    ],
)
def test_the_one_that_may_be_meant_is_taken(said: str, meant: str) -> None:
    likely = ranking.likeliest(said, GROCERY)
    assert (likely.kind, keys(likely)) == (Kind.SURE, [meant])


@pytest.mark.parametrize(
    ("said", "meant", "left"),
    [
        ("ande home delivery", "Eggs", "home delivery"),
        ("besan alag rakh dena", "Besan", "alag rakh dena"),
        ("atta 5 kg aashirvaad", "Aashirvaad Atta 5kg", "5 kg"),
        ("milk 1 amul", "Amul Milk 500ml", "1"),
        ("Jaldi ande bhejna", "Eggs", "Jaldi bhejna"),
    ],
)
def test_what_is_over_is_handed_back_as_it_was_written(said: str, meant: str, left: str) -> None:
    likely = ranking.likeliest(said, GROCERY)
    assert (likely.kind, keys(likely), likely.left) == (Kind.SURE, [meant], left)


@pytest.mark.parametrize(
    ("said", "meant", "left"),
    [
        ("sugar free biscuit", "Biscuit", "sugar free"),
        ("biscuit sugar free", "Biscuit", "sugar free"),
        ("nescafe coffee", "Bru Coffee", "nescafe"),
        ("amul dahi", "Dahi", "amul"),
        ("brown bread", "Milk Bread", "brown"),
        ("xyzzy biscuit", "Biscuit", "xyzzy"),
    ],
)
def test_what_speaks_against_the_only_one_makes_it_a_question(said: str, meant: str, left: str) -> None:
    likely = ranking.likeliest(said, GROCERY)
    assert (likely.kind, keys(likely), likely.left) == (Kind.DOUBTFUL, [meant], left)
    assert likely.against


@pytest.mark.parametrize(
    "said", ["olive oil", "mango juice", "chocolate", "peanut butter", "shaadi", "lal mirch"]
)
def test_what_the_shop_does_not_have_is_unknown(said: str) -> None:
    assert ranking.likeliest(said, GROCERY).kind is Kind.UNKNOWN


def test_a_number_before_a_dish_is_no_part_of_its_name() -> None:
    likely = ranking.likeliest("teen butter naan", RESTAURANT)
    assert (likely.kind, keys(likely), likely.left) == (Kind.SURE, ["Butter Naan"], "teen")


def test_a_dish_is_asked_by_what_it_is_made_of() -> None:
    likely = ranking.likeliest("paneer", RESTAURANT)
    assert likely.kind is Kind.DOUBTFUL
    assert set(keys(likely)) == {"Kadai Paneer", "Paneer Butter Masala", "Paneer Tikka"}


def test_goods_are_not_named_by_what_they_are_made_of() -> None:
    assert keys(ranking.likeliest("butter", GROCERY)) == ["Amul Butter 100g"]
    assert keys(ranking.likeliest("aloo", shelf(("Potato Chips", "Maida")))) == []


def test_of_one_thing_in_many_sizes_one_is_shown_before_the_next_thing() -> None:
    names = tuple(f"MDH Jeera Powder {size}" for size in ("50g", "100g", "200g", "500g"))
    assert "Cumin Seeds" in keys(ranking.likeliest("jeera", shelf((*names, "Cumin Seeds"))))[:3]


def test_who_makes_many_things_is_a_brand_without_a_column() -> None:
    goods = ("Kesari Milk", "Kesari Ghee", "Kesari Paneer", "Kesari Dahi", "Kesari Butter", "Milk Cake")
    assert keys(ranking.likeliest("doodh", shelf(goods))) == ["Kesari Milk"]


HARDWARE = shelf((
    "Paint Brush 2 inch", "Paint Brush 4 inch", "Roller Brush", "Wire 1.5 sqmm", "Wire 2.5 sqmm", "PVC Pipe 1/2 inch",
    "PVC Pipe 1 inch", "Drill Bit 6mm", "Socket 16A",
))  # fmt: skip
MEDICAL = shelf(("Shelcal 500", "Metformin 500", "Dolo 650", "Pan 40", "Eno Lemon", "Cetirizine 10mg"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("paint brush 4 inch", "Paint Brush 4 inch"),
        ("4 inch wala brush", "Paint Brush 4 inch"),
        ("1.5 wala taar", "Wire 1.5 sqmm"),
        ("taar 2.5 sqmm", "Wire 2.5 sqmm"),
        ("half inch pvc pipe", "PVC Pipe 1/2 inch"),
        ("1/2 inch ka pipe", "PVC Pipe 1/2 inch"),
        ("socket 16a", "Socket 16A"),
    ],
)
def test_a_size_chooses_among_what_is_called_alike(said: str, meant: str) -> None:
    likely = ranking.likeliest(said, HARDWARE)
    assert (likely.kind, keys(likely)) == (Kind.SURE, [meant])


@pytest.mark.parametrize(
    ("said", "index"), [("drill bit 8mm", HARDWARE), ("brush 6 inch", HARDWARE), ("dolo 500", MEDICAL)]
)
def test_a_size_that_is_not_there_is_never_taken_for_another(said: str, index: Index) -> None:
    assert ranking.likeliest(said, index).kind is Kind.DOUBTFUL


@pytest.mark.parametrize("said", ["azithral 500", "500", "500 hai kya", "4 inch"])
def test_a_figure_alone_carries_no_match(said: str) -> None:
    assert not keys(ranking.likeliest(said, MEDICAL))
    assert not keys(ranking.likeliest(said, HARDWARE))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("shelcal 500", "Shelcal 500"),
        ("pan 40", "Pan 40"),
        ("metformin", "Metformin 500"),
        ("ईनो", "Eno Lemon"),
    ],
)
def test_a_brand_with_a_figure_is_called_after_the_brand(said: str, meant: str) -> None:
    assert keys(ranking.likeliest(said, MEDICAL)) == [meant]


@pytest.mark.parametrize("said", ["sarso", "mustard", "sarso ka tel", "सरसों का तेल"])
def test_mustard_is_its_oil_where_only_the_oil_is_sold(said: str) -> None:
    assert keys(ranking.likeliest(said, GROCERY)) == ["Mustard Oil"]


def test_half_or_full_names_no_dish() -> None:
    shelf = Index([Named("RM", ["Rajma Masala"], variants=["Half", "Full"]), Named("NAAN", ["Butter Naan"])])
    assert ranking.likeliest("paneer butter masala full", shelf).kind is Kind.UNKNOWN
    assert keys(ranking.likeliest("rajma masala full", shelf)) == ["RM"]


CHEMIST = shelf(
    ("Volini Gel 30g", "Surgical Mask", "Baby Diaper M", "Baby Diaper XL", "Combiflam", "Cetirizine 10mg")
)


@pytest.mark.parametrize("said", ["volini spray", "n95 mask", "diaper L size", "dard ki goli"])
def test_another_form_kind_or_size_is_asked_and_so_is_what_helps(said: str) -> None:
    assert ranking.likeliest(said, CHEMIST).kind is Kind.DOUBTFUL


@pytest.mark.parametrize(
    ("said", "meant"),
    [("volini gel", "Volini Gel 30g"), ("mask", "Surgical Mask"), ("diaper size m", "Baby Diaper M")],
)
def test_its_own_form_and_size_are_taken(said: str, meant: str) -> None:
    likely = ranking.likeliest(said, CHEMIST)
    assert (likely.kind, keys(likely)) == (Kind.SURE, [meant])


DRINKS = shelf(("Sweet Lassi", "Salted Lassi", "Cold Drink", "Water Bottle", "Buttermilk", "Tandoori Roti"))


@pytest.mark.parametrize(
    ("said", "meant", "left"),
    [
        ("sweet lassi thandi wali", "Sweet Lassi", "thandi wali"),
        ("ठंडी स्वीट लस्सी", "Sweet Lassi", "ठंडी"),
        ("chilled sweet lassi", "Sweet Lassi", "chilled"),
        ("thanda pani", "Water Bottle", "thanda"),
        ("pani thanda", "Water Bottle", "thanda"),
        ("thandi chaas", "Buttermilk", "thandi"),
        ("thanda", "Cold Drink", ""),
        ("do thande", "Cold Drink", "do"),
        ("cold drink", "Cold Drink", ""),
    ],
)
def test_how_cold_a_drink_shall_be_makes_no_other_of_it(said: str, meant: str, left: str) -> None:
    likely = ranking.likeliest(said, DRINKS)
    assert (likely.kind, keys(likely)[:1], likely.left) == (Kind.SURE, [meant], left)


def flours(*more: Named) -> Index:
    said = ["Aata", "khula aata", "gehu ka aata"]
    category = "Aata, besan"
    return Index([Named("ATTA", said, category=category, loose=True), *more])


BRANDED = Named("BESAN-FORTUNE", ["Fortune besan"], brand="Fortune", category="Aata, besan", size="500 g")


@pytest.mark.parametrize("said", ["besan khula", "khula besan", "loose besan", "khuli besan", "खुला बेसन"])
def test_what_is_weighed_out_is_loose_whether_its_name_says_so_or_not(said: str) -> None:
    shop = flours(BRANDED, Named("BESAN", ["Besan"], category="Aata, besan", loose=True))
    found = ranking.likeliest(said, shop)
    assert (found.kind, keys(found), found.left) == (Kind.SURE, ["BESAN"], "")


@pytest.mark.parametrize("said", ["besan khula", "loose besan", "खुला बेसन"])
def test_goods_that_are_not_there_loose_are_asked_and_are_no_other_goods_that_are(said: str) -> None:
    found = ranking.likeliest(said, flours(BRANDED))
    assert (found.kind, keys(found)) == (Kind.DOUBTFUL, ["BESAN-FORTUNE"])


REPAIRS = shelf(
    ("Redmi 13C Display", "Samsung M05 Display", "Charging Port", "Tempered Glass", "Brake Shoe Splendor",
     "Brake Shoe Activa", "Disc Pad Pulsar", "Clutch Cable", "Side Mirror", "Chain Sprocket Kit Splendor")
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("redmi 13c ki screen", "Redmi 13C Display"),
        ("samsung m05 ka touch", "Samsung M05 Display"),
        ("रेडमी की स्क्रीन", "Redmi 13C Display"),
        ("charging jack", "Charging Port"),
        ("चार्जिंग पिन", "Charging Port"),
        ("screen guard", "Tempered Glass"),
        ("activa ka brake liner", "Brake Shoe Activa"),
        ("clutch wire", "Clutch Cable"),
        ("chain set splendor", "Chain Sprocket Kit Splendor"),
    ],
)
def test_a_part_is_found_by_what_people_call_it(said: str, meant: str) -> None:
    likely = ranking.likeliest(said, REPAIRS)
    assert (likely.kind, keys(likely)) == (Kind.SURE, [meant])


@pytest.mark.parametrize("said", ["oppo ki screen", "pulsar ka brake shoe"])
def test_a_part_of_another_model_is_never_taken_for_one_that_is_there(said: str) -> None:
    likely = ranking.likeliest(said, REPAIRS)
    assert likely.kind is not Kind.SURE
    assert likely.against
