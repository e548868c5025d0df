"""Two callers in one message of who runs the shop: what is told of each is a message of its own."""

import re

import pytest

from munshi.asking.reading import Named, Reading, Value
from munshi.service.visits.two_callers import first_of
from nlu.named_entities.examples import OTHER, example

PHONE = re.compile(r"\d{10}")


@pytest.mark.parametrize(
    ("marked", "first", "rest"),
    [
        (
            "kal do jagah: [Verma ji](name) 9876000036 RO leak 4 Zone 1 aur [Saxena](name) 9876000037 geyser band",
            "kal do jagah: Verma ji 9876000036 RO leak 4 Zone 1",
            "kal do jagah: Saxena 9876000037 geyser band",
        ),
        (
            "9876000036 ka RO leak 452001, 9876000037 ka geyser band 452003, [raju](other) jaye",
            "9876000036 ka RO leak 452001,",
            "9876000037 ka geyser band 452003, raju jaye",
        ),
        (
            "RO leak 452001 [Verma ji](name) 9876000036, geyser band 452003 [Saxena](name) 9876000037",
            "RO leak 452001 Verma ji 9876000036",
            "geyser band 452003 Saxena 9876000037",
        ),
        ("[Verma ji](name) 9876000036 RO leak", "Verma ji 9876000036 RO leak", None),
        (
            "9876000036 RO leak, 9876000036 par phone karna",
            "9876000036 RO leak, 9876000036 par phone karna",
            None,
        ),
    ],
)
def test_each_caller_is_a_message_of_their_own(marked: str, first: str, rest: str | None) -> None:
    said = example(marked)
    phones = [Value("phone", each.group(), *each.span()) for each in PHONE.finditer(said.text)]
    people = [Named(each.start, each.end, each.kind == OTHER) for each in said.spans]
    before, behind = first_of(Reading(said.text, [("place_order", 0.9)], phones, people=people))
    assert (before.text, behind) == (first, rest)
    ends = [each.end for each in before.values] + [each.end for each in before.people]
    assert max(ends) <= len(first)
