"""No line of the cart changes in silence: the answer says what it was and what it is, whatever was understood."""

from tests.backend.orders.conftest import Customer, Decision


def amounts(answer: Decision) -> list[tuple[str, str, str]]:
    """What the answer says of lines that have changed: the name, what it was, what it is."""
    noted = next((note for note in answer.facts["notes"] if note["note"] == "amounts_changed"), None)
    return [(each["name"]["en"], each["before"], each["now"]) for each in (noted or {}).get("changed", ())]


def test_another_amount_is_said_with_the_one_before(priya: Customer) -> None:
    priya.says("6 kg cheeni", "12 pc ande")
    assert amounts(priya.changes("set", "8 kg cheeni")) == [("Sugar", "6", "8")]
    assert amounts(priya.changes("add", "1 kg cheeni", "6 pc ande")) == [
        ("Sugar", "8", "9"),
        ("Eggs", "12", "18"),
    ]


def test_what_is_new_or_as_before_is_no_change(priya: Customer) -> None:
    priya.says("6 kg cheeni")
    assert amounts(priya.says("12 pc ande")) == []


def test_what_goes_is_said_once(priya: Customer) -> None:
    priya.says("6 kg cheeni", "12 pc ande")
    gone = priya.changes("remove", "- - ande", "- - ande")
    assert (gone.notes, amounts(gone)) == (["removed"], [])


def test_a_portion_in_the_place_of_another_is_said(guest: Customer) -> None:
    guest.says("1 plate full paneer tikka")
    half = guest.changes("set", "- - paneer half")
    assert "removed" in half.notes
    assert len(half.cart) == 1
