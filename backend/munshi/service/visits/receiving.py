"""What a technician says of money: who has paid what for a job, in one way or several, and what was written wrongly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.service.cash import corrected, handing_in, told
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, carrying, choosing, in_hand, looking, steps, words, working
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import (
    LET_OFF,
    SUM,
    Part,
    let_off_in,
    parts_in,
    tells_of_money,
    ways_in,
    without_purpose,
)
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status

PAGE = "do_visit"
BARE = 3  # words of "mil gaye ji", which names no money
SOON = timedelta(minutes=30)  # after a payment the same sum in another way is of it
JUST_NOW = timedelta(minutes=10)  # money behind the end of a job is of it
LATER = "later"
TAKEN = "money_taken"  # what a clause tells of a job
OF_PAYERS = ("report_payment", "pay_bill", "record_payment")
OF_CODES = ("tell_arrival_code", "tell_closing_code")


def of_money(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician was paid for a job that is closed is of its bill, whoever has asked: "880 cash mil gaye"."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or words.says(text, "taken_today"):
        return None
    if words.says(text, "still_to_take") or looking.technician(session, caller.person) is None:
        return None
    righted = None if runs_the_desk(caller) else corrected.hear(session, caller, reading)
    if (handed := righted or handing_in.hear(session, caller, reading)) is not None:
        return handed
    if not runs_the_desk(caller) and told.is_of_owner(session, caller, text):
        return heard(session, caller, PAGE, lambda here, by: carrying.pass_on(here, by, text))
    return _corrected(session, caller, asked, reading) or _paid(session, caller, reading)


def of_no_payer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who goes to customers pays the shop nothing by their own talk, unless they say that it is theirs or owe it."""
    text = reading.text or ""
    if asked.question or not reading.wants(*OF_PAYERS) or not SUM.search(text) or words.says(text, "mine"):
        return None
    if runs_the_desk(caller) or looking.technician(session, caller.person) is None:
        return None
    if due_of(session, caller.business_id, caller.person.id).paise:
        return None
    return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, [], "paid", reading))


def _paid(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    text = _of_taking(reading)
    parts, let_off = parts_in(text), let_off_in(text)
    took = bool(parts) and (bool(ways_in(text)) or words.says(text, "was_paid"))
    later = not took and (_pays_later(reading, text) or words.says(text, "paid_later"))
    is_bare = len(text.split()) <= BARE and words.says(text, "was_paid") and not words.says(text, "not_yet")
    if not (later or is_bare or let_off or tells_of_money(text)):
        return None
    if words.says(text, "in_advance"):
        return _in_advance(session, caller, parts, reading)
    unpaid, given = unpaid_of(session, caller), sum(paise or 0 for _, paise in parts) + let_off
    if not _is_of_finished(session, caller, unpaid, given, reading):
        at_hand = _later_of_hand(session, caller, reading) if later else None
        at_hand = at_hand or (None if later else _in_advance(session, caller, parts, reading))
        if at_hand is not None:
            return at_hand
    if not unpaid:
        return _paid_before(session, caller, text)
    fitting = _fitting(session, choosing.meant(session, unpaid, text), given)
    if not fitting:
        return None
    if later:
        values = [Value("how", LATER)]
    else:
        left = billing.left_of(session, fitting[0]) - let_off
        values = _values(parts, left, text)
        values += [Value(LET_OFF, let_off)] if let_off and left >= 0 else []
    return _step(session, caller, fitting, "paid", Reading(None, reading.intents, values))


def _of_taking(reading: Reading) -> str:
    """The words that tell of money: beside what parts and labour cost only those that say that it was taken."""
    taken = steps.clauses(reading, TAKEN) if steps.tells(reading, steps.COST) else []
    return without_purpose("; ".join(taken) or reading.text or "")


def _pays_later(reading: Reading, text: str) -> bool:
    return words.says(text, "pays_later") or steps.tells(reading, "pays_later")


def _is_of_finished(
    session: Session, caller: Caller, unpaid: Sequence[Visit], given: int, reading: Reading
) -> bool:
    """Whether money is of a job that is over: it is named, or was closed just now and that much is left of it; while
    somebody is at a job whose work is agreed to, just that sum must be left of the other.
    """
    text = without_purpose(reading.text or "")
    hand = in_hand.agreed(session, caller)
    tells_done = bool(hand) and steps.tells(reading, in_hand.DONE)
    if choosing.named(session, unpaid, text) and not (tells_done and choosing.named(session, hand, text)):
        return True
    if tells_done or in_hand.of_sum(session, hand, given):
        return False
    if _is_written(session, caller, text, given):
        return True
    left = {each.id: billing.left_of(session, each) for each in unpaid}
    fits = [each for each in unpaid if (left[each.id] == given if hand else left[each.id] >= given)]
    return any(clock.now() - each.moves[-1].at <= JUST_NOW for each in fits)


def _fitting(session: Session, jobs: Sequence[Visit], given: int) -> Sequence[Visit]:
    """The jobs of which just so much is left, else those of which as much is; of several the one closed just now."""
    left = {each.id: billing.left_of(session, each) for each in jobs}
    exact = [each for each in jobs if left[each.id] == given]
    may = exact or [each for each in jobs if left[each.id] >= given] or jobs
    fresh = [each for each in may if clock.now() - each.moves[-1].at <= JUST_NOW]
    return fresh if len(may) > 1 and len(fresh) == 1 else may


def _later_of_hand(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That the money of the job in hand comes later, with its being done where that is said too."""
    hand = choosing.meant(session, in_hand.agreed(session, caller), reading.text or "")
    if not hand:
        return None
    said = replace(reading, values=(), as_answer=())
    found = _step(session, caller, hand, "later", said)
    return in_hand.with_done(found, hand[0], reading) if len(hand) == 1 else found


def _in_advance(session: Session, caller: Caller, parts: Sequence[Part], reading: Reading) -> Heard | None:
    """What is paid before there is a bill, of the job that is named, else of those at which somebody is; that the work
    is done comes next where it is said too.
    """
    text = without_purpose(reading.text or "")
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    begun = [each for each in jobs if each.status in AT_WORK]
    meant = choosing.named(session, begun, text) or choosing.named(session, jobs, text)
    whole = [(way, paise) for way, paise in parts if paise]
    given = sum(paise or 0 for _, paise in whole)
    meant = meant or ([] if VISIT.search(text) else in_hand.meant(session, begun, reading, given))
    if not meant or not whole:
        return None
    if any(way is None for way, _ in whole):  # how is asked, with what all of it comes to
        whole = [(None, given)]
    values = [*(Value("how", way) for way, _ in whole if way), *(Value("paise", paise) for _, paise in whole)]
    values += [Value("more", True)] if words.says(text, "additional") else []
    values += [Value(LET_OFF, off)] if (off := let_off_in(text)) else []
    values += [Value("later", True)] if _pays_later(reading, text) else []
    values += [Value("done", True)] if steps.tells(reading, in_hand.DONE) else []
    found = _step(session, caller, meant, "advance", Reading(None, [(PAGE, 1.0)], values))
    return in_hand.with_done(found, meant[0], reading) if len(meant) == 1 else found


def _is_written(session: Session, caller: Caller, text: str, given: int) -> bool:
    """Whether it is what was written last, said once more just now."""
    visit = _written_last(session, caller, text)
    paid = visit.work["paid"] if visit else None
    if paid is None or clock.now() - datetime.fromisoformat(paid["at"]) > SOON:
        return False
    return given in (0, paid["parts"][-1]["paise"])


def _paid_before(session: Session, caller: Caller, text: str) -> Heard | None:
    """Where nothing is left to be paid: what was written last, and no payment of the technician's own."""
    visit = None if words.says(text, "mine") else _written_last(session, caller, text)
    if visit is None or (_is_busy(session, caller) and not choosing.named(session, [visit], text)):
        return None
    reference, nothing = visit.reference, Reading(None, [(PAGE, 1.0)])
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, "paid", nothing))


def _is_busy(session: Session, caller: Caller) -> bool:
    """Whether a job is on: what is said then is of none that is over."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    return any(each.status in (*AT_WORK, Status.ON_WAY) for each in jobs)


def _values(parts: Sequence[Part], left: int, text: str) -> list[Value]:
    """The ways and sums in their order; none where they are more than there is to pay, then it is asked."""
    given = sum(paise or 0 for _, paise in parts)
    if given > left:
        return []
    if not parts:
        ways = ways_in(text)
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
    ways, sums = ways_in(text), [int(each) * 100 for each in SUM.findall(VISIT.sub("", text))]
    of_money = bool(ways) or words.says(text, "was_paid")
    other_ways = [way for way in ways if way != written["by"]]
    other_sums = [paise for paise in sums if paise != written["paise"]]
    denies = words.says(text, "not_yet") and (not other_sums or written["paise"] in sums)
    corrects = words.says(text, "mistaken") or denies or _says_again(session, caller, visit, sums, ways)
    if denies and not (other_sums or ways) and _was_never_paid(session, visit, text):
        return _step(session, caller, [visit], "not_paid", replace(reading, values=(), as_answer=()))
    if not of_money or not corrects or _is_of_another(session, caller, visit, text, other_sums):
        return None
    if len(other_ways) > 1 or len(other_sums) > 1 or not (other_ways or other_sums):
        return None
    values = [Value("how", (other_ways or [written["by"]])[0])]
    values.append(Value("paise", (other_sums or [written["paise"]])[0]))
    reference, said = visit.reference, Reading(None, reading.intents, values)
    return heard(
        session, caller, PAGE, lambda here, by: working.do(here, by, reference, "paid_otherwise", said)
    )


def _was_never_paid(session: Session, visit: Visit, text: str) -> bool:
    """Whether what was written was a mistake as a whole: of a job that is named, or that was paid just now."""
    soon = clock.now() - datetime.fromisoformat(visit.work["paid"]["at"]) <= SOON
    is_it = soon or bool(choosing.named(session, [visit], text))
    return is_it and words.says(text, "mistaken") and words.says(text, "took")


def _is_of_another(session: Session, caller: Caller, visit: Visit, text: str, sums: Sequence[int]) -> bool:
    """Whether it speaks of a job that waits for money: by its name, or by the very sum."""
    waiting = [each for each in unpaid_of(session, caller) if each.id != visit.id]
    named = choosing.named(session, [visit, *waiting], text)
    by_name = bool(named) and all(each.id != visit.id for each in named)
    return by_name or any(billing.left_of(session, each) in sums for each in waiting)


def _says_again(
    session: Session, caller: Caller, visit: Visit, sums: Sequence[int], ways: Sequence[str]
) -> bool:
    """Whether the very sum is written once more in one other way, and no other job waits for that sum."""
    written = visit.work["paid"]["parts"][-1]
    soon = clock.now() - datetime.fromisoformat(visit.work["paid"]["at"]) <= SOON
    waits = any(billing.left_of(session, each) == written["paise"] for each in unpaid_of(session, caller))
    again = sums == [written["paise"]] and len(ways) == 1 and ways[0] != written["by"]
    return soon and again and not waits


def _written_last(session: Session, caller: Caller, text: str) -> Visit | None:
    """The job that is named, of those that were paid to the technician, else the one paid last."""
    billed = looking.billed_of(session, caller.business, caller.person.id)
    paid = [each for each in billed if (each.work.get("paid") or {}).get("parts")]
    meant = choosing.meant(session, paid, text)
    return max(meant, key=lambda each: str(each.work["paid"]["at"]), default=None)


def unpaid_of(session: Session, caller: Caller) -> Sequence[Visit]:
    billed = looking.billed_of(session, caller.business, caller.person.id)
    return [each for each in billed if billing.left_of(session, each) > 0]


def _step(session: Session, caller: Caller, jobs: Sequence[Visit], step: str, reading: Reading) -> Heard:
    if len(jobs) > 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, jobs, step, reading))
    reference = jobs[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))
