"""A GSTIN is checked as far as the number itself goes, and what is wrong with it is told."""

import pytest

from munshi.billing.bills import gstins

SOUND = "23AAPFU0939F1Z3"


@pytest.mark.parametrize(
    "text",
    [
        f"GST bill chahiye {SOUND}",
        "gst bill chahiye 23aapfu0939f1z3 ke naam se",
        "23 AAPFU 0939 F 1 Z 3 pe bill bana do",
        "हमारा नंबर 23AAPFU0939F1Z3 है",
    ],
)
def test_a_gstin_is_found_in_what_people_write(text: str) -> None:
    assert gstins.find(text) == gstins.Written(SOUND)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("23AAPFU0939F1Z4", "check_digit"),
        ("23AAPFU0939F1Z", "length"),
        ("23AAPFU0939F1Z33", "length"),
        ("45AAPFU0939F1Z3", "state"),
        ("23AAPFUO939F1Z3", "form"),
        ("23AAPFU0939F1A3", "form"),
    ],
)
def test_what_is_wrong_with_it_is_told(written: str, problem: str) -> None:
    found = gstins.find(f"bill {written} ke naam")
    assert found is not None
    assert (found.gstin, found.problem) == (written, problem)


@pytest.mark.parametrize("code", ["38", "97", "99"])
def test_codes_that_the_library_lacks_are_checked_too(code: str) -> None:
    rest = f"{code}AAPFU0939F1Z"
    sound = [letter for letter in gstins.ALPHABET if gstins.check(rest + letter).problem is None]
    assert len(sound) == 1


@pytest.mark.parametrize(
    "text",
    ["42 packet maggi", "bill bhejo", "12kilo aloo", "ORD-1042 ka bill", "24x7 delivery", "500 ka recharge"],
)
def test_other_words_are_no_gstin(text: str) -> None:
    assert gstins.find(text) is None
