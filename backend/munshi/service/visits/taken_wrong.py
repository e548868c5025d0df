"""What was taken in at a visit is put right, by its technician or who runs the shop: "1050 nahi, 750 hi mile"."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import choosing, looking, steps, words, working
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import CLAUSE, SUM, ways_in
from munshi.service.visits.references import VISIT

PAGE = "do_visit"
Parts = Sequence[Mapping[str, Any]]


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Another way or sum than was written for the job that is named, or for the only one of the technician's."""
    text = reading.text or ""
    denies = words.says(text, "mistaken") or words.says(text, "not_yet")
    if reading.is_tap or not denies or words.asks(text):
        return None
    visit = _meant(session, caller, text)
    if visit is None:
        return None
    advance = visit.work.get("advance") or ()
    written = advance or (visit.work.get("paid") or {}).get("parts") or ()
    right, step = _right(written, VISIT.sub(" ", text)), "advance_otherwise" if advance else "paid_otherwise"
    if right is None and advance and _is_so(advance, VISIT.sub(" ", text)):
        right, step = advance, "advance"  # answered that it is written so
    if right is None or (not advance and len(written) != 1):
        return None
    values = [
        *(Value("how", each["by"]) for each in right),
        *(Value("paise", each["paise"]) for each in right),
    ]
    said, reference = Reading(None, [(PAGE, 1.0)], values), visit.reference
    done = ", ".join(each for each in steps.clauses(reading, "done") if not SUM.search(each))
    rest = f"{reference} {done}" if done and not runs_the_desk(caller) else None
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, said), rest)


def _meant(session: Session, caller: Caller, text: str) -> Visit | None:
    """Who runs the shop names it; a technician has one, or names it. What was paid of a bill is the desk's."""
    if runs_the_desk(caller):
        if named := VISIT.search(text):
            return session.scalar(looking.named(caller.business_id, named[1]))
        may = [each for each in looking.all_open(session, caller.business) if each.work.get("advance")]
        found = choosing.named(session, may, text) if words.says(text, "of_taking") else []
    elif looking.technician(session, caller.person) is not None:
        jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
        found = choosing.meant(session, [each for each in jobs if each.work.get("advance")], text)
    else:
        return None
    return found[0] if len(found) == 1 else None


def _right(written: Parts, text: str) -> Parts | None:
    """What was taken in truth; None where nothing that is written is denied, or nothing else is said."""
    if not written:
        return None
    denied, said = _sums(text)
    every = [each["paise"] for each in written]
    if len(said) == 1 and words.says(text, "total"):  # that is all that was taken, whatever is denied
        return _changed(written, [{"by": _way(written, text), "paise": said[0]}])
    if any(each not in (*every, sum(every)) for each in denied) or len(said) > 1 or len(denied) > 1:
        return None
    if not said and not denied:
        return _in_other_way(written, text)
    way = _way(written, text)
    wrong = denied[0] if denied else sum(every)
    if wrong == sum(every):
        return _changed(written, [{"by": way, "paise": each} for each in said])
    left = [each for at, each in enumerate(written) if at != every.index(wrong)]
    sums = [each["paise"] for each in left]
    is_left = not said or said[0] in (sum(sums), *sums)
    return _changed(written, left if is_left else [*left, {"by": way, "paise": said[0]}])


def _way(written: Parts, text: str) -> str:
    """The one way of paying that is named, else that of what was written last."""
    ways = ways_in(text)
    return ways[0] if len(ways) == 1 else str(written[-1]["by"])


def _changed(written: Parts, right: Parts) -> Parts | None:
    """What is right, where it is something, and something else than what is written."""
    return right if right and list(right) != list(written) else None


def _is_so(written: Parts, text: str) -> bool:
    """Whether another sum is denied and the one that is said is just what is written."""
    denied, said = _sums(text)
    return bool(denied) and said == [sum(each["paise"] for each in written)]


def _in_other_way(written: Parts, text: str) -> Parts | None:
    """The sum written last in the other way that is named: "cash nahi upi tha"."""
    ways = [each for each in ways_in(text) if each != written[-1]["by"]]
    if len(ways) != 1 or not words.says(text, "mistaken"):
        return None
    return [*written[:-1], {"by": ways[0], "paise": written[-1]["paise"]}]


def _sums(text: str) -> tuple[list[int], list[int]]:
    """The sums that are denied, by a no or a mistake beside them, and the others; in paise, each once."""
    denied, said = list[int](), list[int]()
    for clause in CLAUSE.split(text):
        sums = list(SUM.finditer(clause))
        for at, each in enumerate(sums):
            before = clause[sums[at - 1].end() if at else 0 : each.start()]
            behind = clause[each.end() : sums[at + 1].start() if at + 1 < len(sums) else None]
            is_denied = any(words.says(behind, no) for no in ("not_yet", "mistaken")) or (
                words.says(before, "mistaken") or words.says(" ".join(before.split()[-1:]), "not_this")
            )
            (denied if is_denied else said).append(int(each.group()) * 100)
    return list(dict.fromkeys(denied)), list(dict.fromkeys(said))
