"""Who is meant by a name, however it is written; where it only sounds alike it is for the person to say."""

import pytest

from munshi.people.names import Meant, meant

STAFF = [
    "Ramesh Sharma",
    "Sunita Verma",
    "Imran Sheikh",
    "Lakshmi Nair",
    "सुरेश कुमार",
    "Anil",
    "Mohd Salim",
    "Asha Yadav",
]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ramesh", "Ramesh Sharma"),
        ("ramesh bhai", "Ramesh Sharma"),
        ("Ramesh Sharma", "Ramesh Sharma"),
        ("Sharma ji", "Ramesh Sharma"),
        ("रमेश", "Ramesh Sharma"),
        ("Rmesh", "Ramesh Sharma"),
        ("Sunita ji", "Sunita Verma"),
        ("सुनीता जी", "Sunita Verma"),
        ("suneetha", "Sunita Verma"),
        ("Imraan bhai", "Imran Sheikh"),
        ("इमरान", "Imran Sheikh"),
        ("Laxmi madam", "Lakshmi Nair"),
        ("लक्ष्मी", "Lakshmi Nair"),
        ("Suresh bhaiya", "सुरेश कुमार"),
        ("Mohammad Salim", "Mohd Salim"),
        ("aasha didi", "Asha Yadav"),
    ],
)
def test_one_is_meant(said: str, name: str) -> None:
    assert meant(said, STAFF) == Meant(frozenset({name}), sure=True)


@pytest.mark.parametrize(
    ("said", "name"),
    [("Anila", "Anil"), ("Sunit", "Sunita Verma"), ("Usha", "Asha Yadav"), ("rameshsharma", "Ramesh Sharma")],
)
def test_who_may_be_another_person_is_asked_about(said: str, name: str) -> None:
    assert meant(said, STAFF) == Meant(frozenset({name}), sure=False)


@pytest.mark.parametrize("said", ["Rakesh", "Rajesh", "Mahesh", "Ramesh Verma", "Rohan", "ji", "🙂", ""])
def test_somebody_else_is_nobody_here(said: str) -> None:
    assert meant(said, STAFF) == Meant(frozenset(), sure=False)


def test_of_two_with_the_name_both_are_meant_and_of_alike_ones_the_one_who_is_called_so() -> None:
    assert meant("Ramesh", [*STAFF, "Ramesh Gupta"]).names == {"Ramesh Sharma", "Ramesh Gupta"}
    assert meant("Anil", [*STAFF, "Anila Rao"]) == Meant(frozenset({"Anil"}), sure=True)


def test_more_than_the_name_may_be_somebody_else() -> None:
    assert meant("Anil Kapoor", STAFF) == Meant(frozenset({"Anil"}), sure=False)


def test_how_one_speaks_to_people_may_be_all_of_a_name() -> None:
    assert meant("Babu", ["Babu", "Chacha"]) == Meant(frozenset({"Babu"}), sure=True)


@pytest.mark.parametrize(
    ("said", "name"),
    [("लता मेनन", "Latha Menon"), ("सविता", "Savitha Iyer"), ("राधा कृष्णन", "Radha Krishnan")],
)
def test_another_script_writes_breaths_and_inner_vowels_otherwise(said: str, name: str) -> None:
    assert meant(said, [name, "Sunil", "Karan"]) == Meant(frozenset({name}), sure=True)


@pytest.mark.parametrize(
    ("said", "name"), [("सोनल", "Sunil"), ("किरण", "Karan"), ("मीना", "Mona"), ("अनिल", "Anila")]
)
def test_another_first_vowel_or_ending_is_another_person_in_any_script(said: str, name: str) -> None:
    assert not meant(said, [name]).sure
