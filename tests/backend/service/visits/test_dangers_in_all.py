"""Of a danger the shop hears at once, whatever machine it is of, and the worst of several is warned of first."""

from collections.abc import Callable

import pytest

from munshi.service.tickets.dangers import dangers_in
from tests.backend.service.visits.conftest import ARJUN, FATIMA, OWNER, PRIYA, Somebody, last_told, told

Who = Callable[[str], Somebody]
SMELLS = ["there is a smell of gas in my kitchen", "cylinder leak ho raha hai", "गैस की बदबू आ रही है"]
LPG = ["LPG smell near the fridge", "fridge ke paas lpg ki smell hai", "फ्रिज के पास एलपीजी की बदबू है"]
STILL = ["gas ab bhi aa rahi hai", "the gas is still coming", "गैस अब भी आ रही है"]
DRIPS = ["geyser se paani tapak raha hai bahut", "the geyser is leaking water", "गीज़र से पानी टपक रहा है"]


def raised(person: str = OWNER) -> int:
    """How often somebody was told of a report."""
    return [name for name, _ in told(person)].count("ticket_raised")


@pytest.mark.parametrize("said", [*LPG, *STILL])
def test_cooking_gas_beside_a_machine_and_gas_that_still_comes_are_dangers(said: str) -> None:
    assert dangers_in(said) == ["gas"]


@pytest.mark.parametrize("said", ["gas ab bhi nahi aa rahi", "AC me gas kam hai", "गैस अब भी नहीं आ रही"])
def test_gas_that_does_not_come_is_none(said: str) -> None:
    assert dangers_in(said) == []


@pytest.mark.parametrize(
    ("said", "dangers"),
    [
        ("gas leak ho rahi hai", ["gas"]),
        ("switch se chingari aa rahi hai aur gas ki smell bhi", ["gas", "sparks"]),
        ("geyser se pani tapak raha hai aur current lagta hai", ["sparks", "water"]),
        ("स्विच से चिंगारी और गैस की बदबू", ["gas", "sparks"]),
        ("water leaking from the AC and it sparks", ["sparks", "water"]),
    ],
)
def test_of_several_dangers_the_worst_comes_first(said: str, dangers: list[str]) -> None:
    assert dangers_in(said) == dangers


@pytest.mark.parametrize("said", SMELLS)
def test_of_a_danger_the_shop_hears_before_any_machine_is_named(who: Who, said: str) -> None:
    first = who(PRIYA).reports(said, [])
    assert (first.outcome, first.facts["warns"]) == ("ask_product", "gas")
    ticket = last_told(OWNER, "ticket_raised")["ticket"]
    assert (ticket["reference"], ticket["priority"]) == (first.facts["shop_knows"], "urgent")


def test_the_yes_completes_the_report_that_the_shop_has(who: Who) -> None:
    customer = who(PRIYA)
    knows = customer.reports(SMELLS[0], []).facts["shop_knows"]
    customer.answers("ticket_product", "gas chulha", intent="raise_ticket")
    shown = customer.answers("give_ticket_address", "7 Sneh Nagar, 452001", intent="raise_ticket")
    raised_now = customer.agrees("confirm_ticket", shown)
    assert (raised_now.outcome, raised_now.facts["ticket"]["reference"]) == ("raised", knows)
    assert "chulha" in raised_now.facts["ticket"]["product"]["en"]


def test_who_leaves_the_report_of_a_danger_is_told_that_the_shop_knows(who: Who) -> None:
    customer = who(PRIYA)
    knows = customer.reports(SMELLS[0], []).facts["shop_knows"]
    left = customer.answers("ticket_product", "nahi", intent="deny")
    assert (left.outcome, left.facts["reference"]) == ("dropped_but_known", knows)


@pytest.mark.parametrize("said", SMELLS)
def test_a_worse_danger_told_later_is_warned_of_by_itself_and_the_shop_hears_it(who: Who, said: str) -> None:
    customer = who(PRIYA)
    customer.wants("AC se chingari nikal rahi hai, mistri bhejo, 7 Sneh Nagar 452001")
    before = raised()
    again = customer.answers("choose_visit_slot", said, intent="raise_ticket")
    assert (again.facts["warns"], again.facts.get("warns_too")) == ("gas", None)
    assert raised() > before
    assert last_told(OWNER, "ticket_raised")["ticket"]["hazard"] == "gas"


@pytest.mark.parametrize(
    "said", ["sparks coming from it", "isse chingari nikal rahi hai", "चिंगारी निकल रही है"]
)
def test_a_danger_told_while_the_address_is_asked_is_heard(who: Who, said: str) -> None:
    customer = who(ARJUN)
    assert customer.reports("AC thandi hawa nahi deta", []).outcome == "ask_address"
    heard = customer.answers("give_ticket_address", said, intent="raise_ticket")
    assert (heard.outcome, heard.facts["answer"]["facts"]["warns"]) == ("wanted", "sparks")
    assert raised() == 1


@pytest.mark.parametrize("said", DRIPS)
def test_of_a_machine_that_leaks_the_shop_hears_at_once(who: Who, said: str) -> None:
    answer = who(FATIMA).wants(f"{said}, mistri bhejo")
    assert answer.facts["warns"] == "water"
    assert last_told(OWNER, "ticket_raised")["ticket"]["reference"] == answer.facts["shop_knows"]
