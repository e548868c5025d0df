"""What a technician says of money: who has paid what for a job, in one way or several, and what was written wrongly."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.callers import Caller
from munshi.service.visits import billing, choosing, looking, words, working
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT

PAGE = "do_visit"
SUM = re.compile(r"\d{2,}")
CLAUSE = re.compile(r"[,;\n+]|\s(?:aur|and|और|plus)\s")
NEAR = 10  # signs
SOON = timedelta(minutes=30)  # after a payment the same sum in another way is of it
LATER = "later"
NOW = ("cash", "upi")
OF_CODES = ("tell_arrival_code", "tell_closing_code")

Part = tuple[str | None, int | None]  # in which way, and how much in paise; without a sum the rest


def of_money(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician was paid for a job that is closed is of its bill, whoever has asked: "880 cash mil gaye"."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or looking.technician(session, caller.person) is None:
        return None
    return _corrected(session, caller, asked, reading) or _paid(session, caller, reading)


def parts_in(text: str) -> list[Part]:
    """What was paid in which way: "300 nakad, 280 upi"; what is still to be paid is none of it."""
    found = list(_parts(VISIT.sub("", text)))
    ways = {way for way, _ in found if way} or set(_ways(text))
    only = ways.pop() if len(ways) == 1 else None
    return [(way or only, paise) for way, paise in found]


def _parts(text: str) -> Iterator[Part]:
    for clause in CLAUSE.split(text):
        sums = list(SUM.finditer(clause))
        for at, each in enumerate(sums):
            behind = clause[each.end() : sums[at + 1].start() if at + 1 < len(sums) else None]
            if words.says(behind[:NEAR], "still_due"):
                continue
            ways = _ways(behind) or (_ways(clause) if len(sums) == 1 else [])
            yield (ways[0] if ways else None, int(each.group()) * 100)
        rest = words.says(clause, "still_due") and not words.says(clause, "will_pay")
        if not sums and rest and (ways := _ways(clause)):
            yield (ways[0], None)


def _ways(text: str) -> list[str]:
    return [way for way in NOW if words.says(text, f"paid_{way}")]


def _paid(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    text = reading.text or ""
    parts = parts_in(text)
    later = not parts and (words.says(text, "pays_later") or words.says(text, "paid_later"))
    told = words.says(text, "was_paid") or any(way for way, _ in parts) or later
    if not told or words.says(text, "not_yet"):
        return None
    unpaid = _unpaid(session, caller)
    if not unpaid:
        return _paid_before(session, caller, text)
    jobs = choosing.meant(session, unpaid, text)
    given = sum(paise or 0 for _, paise in parts)
    fitting = [each for each in jobs if billing.left_of(session, each) == given] or jobs
    if not fitting:
        return None
    if later:
        values = [Value("how", LATER)]
    else:
        left = billing.left_of(session, fitting[0])
        values = _values(parts, left, text)
    return _step(session, caller, fitting, "paid", Reading(None, reading.intents, values))


def _paid_before(session: Session, caller: Caller, text: str) -> Heard | None:
    """Where nothing is left to be paid: what was written last, and no payment of the technician's own."""
    visit = None if words.says(text, "mine") else _written_last(session, caller, text)
    if visit is None:
        return None
    reference, nothing = visit.reference, Reading(None, [(PAGE, 1.0)])
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, "paid", nothing))


def _values(parts: Sequence[Part], left: int, text: str) -> list[Value]:
    """The ways and sums in their order; none where they are more than there is to pay, then it is asked."""
    given = sum(paise or 0 for _, paise in parts)
    if given > left:
        return []
    if not parts:
        ways = _ways(text)
        return [Value("how", ways[0])] if len(ways) == 1 else []
    whole = [(way, left - given if paise is None else paise) for way, paise in parts]
    told = [Value("how", way) for way, _ in whole if way]
    return [*told, *(Value("paise", paise) for _, paise in whole)]


def _corrected(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Another way or another sum than was written just now: "wrong, he paid by upi not cash", "490 nahi 450"."""
    text = reading.text or ""
    visit = _written_last(session, caller, text)
    if visit is None or asked.question in OF_CODES:
        return None
    written = visit.work["paid"]["parts"][-1]
    ways, sums = _ways(text), [int(each) * 100 for each in SUM.findall(VISIT.sub("", text))]
    of_money = bool(ways) or words.says(text, "was_paid")
    denies = words.says(text, "mistaken") or words.says(text, "not_yet")
    other_ways = [way for way in ways if way != written["by"]]
    other_sums = [paise for paise in sums if paise != written["paise"]]
    if not of_money or not (denies or _says_again(session, caller, visit, sums, ways)):
        return None
    if len(other_ways) > 1 or len(other_sums) > 1 or not (other_ways or other_sums):
        return None
    values = [Value("how", (other_ways or [written["by"]])[0])]
    values.append(Value("paise", (other_sums or [written["paise"]])[0]))
    reference, said = visit.reference, Reading(None, reading.intents, values)
    return heard(
        session, caller, PAGE, lambda here, by: working.do(here, by, reference, "paid_otherwise", said)
    )


def _says_again(
    session: Session, caller: Caller, visit: Visit, sums: Sequence[int], ways: Sequence[str]
) -> bool:
    """Whether the very sum is written once more in one other way, and no other job waits for that sum."""
    written = visit.work["paid"]["parts"][-1]
    soon = clock.now() - datetime.fromisoformat(visit.work["paid"]["at"]) <= SOON
    waits = any(billing.left_of(session, each) == written["paise"] for each in _unpaid(session, caller))
    again = sums == [written["paise"]] and len(ways) == 1 and ways[0] != written["by"]
    return soon and again and not waits


def _written_last(session: Session, caller: Caller, text: str) -> Visit | None:
    """The job that is named, of those that were paid to the technician, else the one paid last."""
    billed = looking.billed_of(session, caller.business, caller.person.id)
    paid = [each for each in billed if (each.work.get("paid") or {}).get("parts")]
    meant = choosing.meant(session, paid, text)
    return max(meant, key=lambda each: str(each.work["paid"]["at"]), default=None)


def _unpaid(session: Session, caller: Caller) -> Sequence[Visit]:
    billed = looking.billed_of(session, caller.business, caller.person.id)
    return [each for each in billed if billing.left_of(session, each) > 0]


def _step(session: Session, caller: Caller, jobs: Sequence[Visit], step: str, reading: Reading) -> Heard:
    if len(jobs) > 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, jobs, step, reading))
    reference = jobs[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))
