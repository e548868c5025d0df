"""Two callers in one message of who runs the shop: what is told of the second comes next, as a message of its own."""

from dataclasses import replace

from munshi.asking.clauses import part
from munshi.asking.reading import Reading, Value
from munshi.service.visits import words
from munshi.service.visits.told import without_joiner

NEAR = 30  # signs between a name and its phone


def first_of(reading: Reading) -> tuple[Reading, str | None]:
    """The message up to its second caller, and from there on; what leads to the first leads to both.

    "kal do jagah: Verma ji 98… RO leak 462011, aur Saxena 97… geyser kharab 462003". Where the machine stands before
    its caller, the second begins behind the phone of the first.
    """
    text = reading.text or ""
    phones = sorted((each for each in reading.values if each.entity == "phone" and each.end), key=_start)
    others = [each for each in phones if each.value != phones[0].value]
    if not others:
        return reading, None
    first, second = _begins(reading, phones[0]), _begins(reading, others[0])
    leads_on = words.machine_in(text[:first]) is None
    end = second if leads_on else phones[0].end
    rest = (text[:first] if leads_on else "") + text[end:]
    return _until(reading, end), rest.strip(" ,.")


def _start(value: Value) -> int:
    return value.start


def _begins(reading: Reading, phone: Value) -> int:
    """Where what is said of a caller begins: at the name right before the phone, else at the phone."""
    before = [each.start for each in reading.people if 0 <= phone.start - each.end <= NEAR]
    return max(before, default=phone.start)


def _until(reading: Reading, end: int) -> Reading:
    """The message as if it ended there."""
    text = without_joiner((reading.text or "")[:end])
    addresses = [each for each in reading.addresses if each in text]
    return replace(part(reading, 0, end), text=text, addresses=addresses)
