"""What work costs is no money that came in, and what is said a second time is not written twice."""

from collections.abc import Callable

import pytest

from munshi.service.visits.money_told import parts_in, tells_of_money
from tests.backend.service.visits.conftest import Somebody
from tests.backend.service.visits.test_in_hand import _work

Who = Callable[[str], Somebody]
Job = tuple[str, Somebody]


def _taken(reference: str) -> int:
    return sum(int(each["paise"]) for each in _work(reference).get("advance", ())) // 100


@pytest.mark.parametrize(
    "said",
    [
        "motor repair 600 aur capacitor 60 laga, total 660 cash mil gaya",
        "motor repair 600 bhi jodo, kul 660. paisa mil chuka hai cash",
        "मोटर रिपेयर 600 और कैपेसिटर 60, कुल 660 नकद मिल गया",
        "motor repair 600, capacitor 60, total 660, got 660 cash",
    ],
)
def test_beside_a_total_that_was_taken_the_other_sums_are_prices(said: str) -> None:
    assert parts_in(said) == [("cash", 66000)]


def test_of_a_total_that_only_costs_what_was_taken_counts() -> None:
    assert parts_in("kul 660, 200 mile cash") == [("cash", 20000)]
    assert parts_in("kul 660 hua, 300 cash 360 upi mila") == [("cash", 30000), ("upi", 36000)]


@pytest.mark.parametrize(
    "said",
    [
        "capacitor kharab tha, badal diya, motor repair 600 aur capacitor 60, kaam ho gaya, bill bhej do",
        "motor repair 600",
        "service charge 150",
    ],
)
def test_the_price_of_work_tells_of_no_money(said: str) -> None:
    assert not tells_of_money(said)


@pytest.mark.parametrize("again", ["660 cash mil gaya", "कुल 660 नकद मिल गया", "total 660 cash received"])
def test_what_came_in_is_written_once_however_it_is_said_again(job: Job, again: str) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 600 cash aur 60 cash mile")
    assert technician.answers("", f"{reference} {again}").outcome == "advance_already"
    assert _taken(reference) == 660


@pytest.mark.parametrize(
    "said",
    [
        "1260 nahi, total sirf 660 mila hai, galat likh gaya",
        "1260 नहीं, कुल सिर्फ 660 मिला है, गलत लिख गया",
        "wrong, not 1260, only 660 received in total",
    ],
)
def test_the_total_that_came_in_is_all_of_it_whatever_is_denied(job: Job, said: str) -> None:
    reference, technician = job
    technician.answers("", f"{reference} 600 cash aur 300 cash mile")
    technician.answers("", f"{reference} aur 660 cash mile")
    technician.answers("", f"{reference} {said}")
    assert _taken(reference) == 660
