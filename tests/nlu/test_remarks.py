"""An order stays one whatever is said around it; a complaint that names goods is none."""

import pytest

from nlu.intents.priors import Ranking
from nlu.intents.remarks import order_beside_remarks
from nlu.words.reading import read
from tests.nlu.conftest import Understand

ORDERS = [
    "moong dal 3 kilo bhejna. pichle hafte wali me keede the, dekh ke dena",
    "एक दर्जन अंडे और दो ब्रेड भेज दो। लिफ्ट बंद है, तीसरी मंज़िल तक आना पड़ेगा",
    "Please send 2 kg onions and 1 kg tomatoes. My number has changed, new one is 9812345670",
]
NO_ORDERS = [
    ("kal jo 2 kilo chawal bheja tha usme keede nikle, bahut kharab quality hai", "raise_ticket"),
    ("2 litre petrol dalwaya tha bike me, 210 rupaye lage. claim karna hai", "claim_reimbursement"),
]


@pytest.mark.parametrize("text", ORDERS)
def test_an_order_with_remarks_is_an_order(text: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == "place_order"


@pytest.mark.parametrize(("text", "intent"), NO_ORDERS)
def test_a_story_with_an_amount_is_no_order(text: str, intent: str, understand: Understand) -> None:
    assert understand(text)["intent"]["name"] == intent


@pytest.mark.parametrize(
    ("whole", "asked"),
    [
        (("nlu_fallback", 0.6), ["2 kilo aata bhejo"]),
        (("repeat_order", 0.56), ["2 kilo aata bhejo"]),
        (("repeat_order", 0.95), []),  # sure enough
        (("modify_order", 0.56), []),  # what is said of the order changes it too
    ],
)
def test_only_the_clauses_with_amounts_are_asked_where_the_whole_is_unsure(
    whole: tuple[str, float], asked: list[str]
) -> None:
    heard: list[str] = []

    def rank(part: str) -> Ranking:
        heard.append(part)
        return [("place_order", 0.97), whole]

    text = "pichli bar kharab tha. 2 kilo aata bhejo. lift band hai"
    ranking = order_beside_remarks(text, read(text), [whole], rank)
    assert heard == asked
    assert ranking[0][0] == ("place_order" if asked else whole[0])
