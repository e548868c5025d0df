"""Several things of the desk in one message are heard one after the other: the first clause now, the rest next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS, part, pieces
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.named import gives
from munshi.people.rules import STAFF
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import looking, side_by_side, steps, words
from munshi.service.visits.references import TICKET, VISIT

Group = tuple[int, int, str]  # from where, to where, and of what
Hears = Callable[[Session, Caller, Asked, Reading], Heard | None]
FEWEST_WORDS = 3
DONE = "done"
PROVEN = ("arrived", DONE)  # by a code
ONCE = (DONE, "fitted")  # said twice they are one thing
HANDED = "money_handed_over"
CODE, TO_OWNER, TO_CUSTOMER = "code", "to_owner", "to_customer"
MOST_OF_A_VERB = 3  # words: "customer ko batao"
# What is told together: what was found and what it costs, the way and how long it takes, a door that nobody opens.
TOGETHER = {
    "diagnosis": "work",
    "estimate_line": "work",
    "which_job": "way",
    "on_way": "way",
    "late": "way",
    "pays_later": "money",
    "money_taken": "money",
}
# What tells nothing of its own beside another thing.
NONE_BESIDE = {
    "arrived": ("absent",),
    "late": ("to_customer",),
    "absent": ("to_customer",),
    "part_needed": ("to_owner",),
    "part_days": ("part_needed", "estimate_line", "diagnosis", "machine_taken"),
    "leave": ("late", "cannot_come"),
    "taken_back": ("money_taken",),
}
OF_A_JOB = frozenset(
    {"work", "way", "money", CODE, "fitted", "done", "part_needed", "part_taken", "refused", "absent"}
)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading, first: Hears) -> Heard | None:
    """What `first` makes of the first clause alone, where the clauses are surely of several things."""
    if reading.is_tap or (reading.text or "").rstrip().endswith("?") or not caller.may_act_as(*STAFF):
        return None
    if runs_the_desk(caller):
        return _by_reference(session, caller, asked, reading, first)
    groups = list(_told_apart(reading))
    if len(groups) < 2 or looking.technician(session, caller.person) is None:
        return None
    for at, (start, end, _) in enumerate(groups):
        if found := first(session, caller, asked, _of_same_job(reading, part(reading, start, end))):
            return replace(found, rest=_rest(reading, found, [*groups[at + 1 :], *groups[:at]]))
    return None


def _of_same_job(reading: Reading, clause: Reading) -> Reading:
    """A clause with the one job with which the message begins: all that stands behind it is of that."""
    named = VISIT.findall(reading.text or "")
    begins = VISIT.match((reading.text or "").strip())
    if begins is None or len(named) != 1 or VISIT.search(clause.text or ""):
        return clause
    return replace(clause, text=f"{begins.group()} {clause.text}")


def _rest(reading: Reading, found: Heard, groups: Sequence[Group]) -> str | None:
    """What comes next: the other clauses, of the same job where they are of one and name none."""
    text, visit = reading.text or "", found.outcome.facts.get("visit") if found.outcome.facts else None
    left = [(text[start:end].strip(SIGNS), kind) for start, end, kind in groups]
    said = ", ".join(clause for clause, _ in left if clause)
    of_it = isinstance(visit, str) and bool(left) and left[0][1] in OF_A_JOB and _reference(said) is None
    return ", ".join(filter(None, (found.rest, f"{visit} {said}" if of_it else said))) or None


def _told_apart(reading: Reading) -> Iterator[Group]:
    """Where what is told of one thing stands, each with what is said behind it and tells nothing."""
    kinds = _kinds(reading)
    starts = [at for at, (_, kind) in enumerate(kinds) if at == 0 or kind != kinds[at - 1][1]]
    places = [0, *(kinds[at][0] for at in starts[1:]), len(reading.text or "")]
    for begins, ends, at in zip(places, places[1:], starts, strict=False):
        yield begins, ends, kinds[at][1]


def _kinds(reading: Reading) -> list[tuple[int, str]]:
    """What each clause tells, by where it begins; a code is of the step that it proves, and what only says to whom is
    of all that stands before it.
    """
    told = steps.told(reading)
    every = {each.value for each in told}
    kinds = dict[int, str]()
    for each in told:
        if each.value in ONCE and each.value in kinds.values():
            continue
        clause = (reading.text or "")[each.start : each.end]
        is_more = each.value in NONE_BESIDE and not every.isdisjoint(NONE_BESIDE[each.value])
        short = not every.isdisjoint((DONE, "diagnosis")) and len(clause.split()) <= FEWEST_WORDS - 1
        runs = next((other.value for other in told if other.start > each.start), None) == DONE
        is_more = is_more or (each.value == "fitted" and (short or runs))
        if each.value == HANDED and kinds and words.is_of(" ".join(clause.split()[:1]), "to_whom"):
            kinds[max(kinds)] = HANDED  # "300 cash anil bhai", "ko de diya" is one
        elif each.value == TO_OWNER and _ends_with_verb(clause):
            kinds = {0: TO_OWNER}
        elif not is_more and not (
            each.value == TO_CUSTOMER and kinds and len(clause.split()) <= MOST_OF_A_VERB
        ):
            kind = CODE if CODE in every and each.value in PROVEN else TOGETHER.get(each.value, each.value)
            kinds.setdefault(each.start, kind)
    return sorted(kinds.items())


def _ends_with_verb(clause: str) -> bool:
    """Whether what is to be told stands before the words that say so: "tape khatam hai, malik ko bolo"."""
    verb = words.placed(clause, "has_told")
    return verb is not None and not clause[verb[1] :].strip(SIGNS)


def _by_reference(
    session: Session, caller: Caller, asked: Asked, reading: Reading, first: Hears
) -> Heard | None:
    """Of who runs the shop: the clauses of one visit or ticket, then those of the next."""
    text, spans = reading.text or "", list(pieces(reading))
    one, others = side_by_side.parted(reading)
    if others and (found := first(session, caller, asked, one)):
        return side_by_side.then(session, caller, found, others)
    if (told := _told_beside(session, caller, asked, reading, first)) is not None:
        return told
    if len(spans) < 2:
        return None
    if (alone := _only_one(session, caller, asked, reading, spans, first)) is not None:
        return alone
    things = [_reference(text[start:end]) for start, end in spans]
    groups = list(_groups(spans, things))
    if len(groups) < 2 or not things[0]:
        return None
    start, end = groups[0]
    found = first(session, caller, asked, part(reading, start, end))
    return found and side_by_side.then(session, caller, found, text[end:].strip(SIGNS))


def _groups(spans: Sequence[tuple[int, int]], things: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Where the clauses of one thing stand, with those of none behind them."""
    begins, ends, last = *spans[0], things[0]
    for (start, end), thing in zip(spans[1:], things[1:], strict=True):
        if thing and thing != last:
            yield begins, ends
            begins, last = start, thing
        ends = end
    yield begins, ends


def _told_beside(
    session: Session, caller: Caller, asked: Asked, reading: Reading, first: Hears
) -> Heard | None:
    """What shall be told to the customer of the one visit that is named comes next: "VIS-5 free kar do, customer ko
    bolo kal aayenge".
    """
    text = reading.text or ""
    at = next((each.start for each in steps.told(reading) if each.value == TO_CUSTOMER and each.start), 0)
    reference = _reference(text[:at])
    if not at or reference is None or _reference(text[at:]) or not words.says(text[at:], "somebody"):
        return None
    found = first(session, caller, asked, part(reading, 0, at))
    named = f"{reference[:3].upper()}-{reference[3:]}"
    return found and replace(found, rest=f"{named} {text[at:].strip(SIGNS)}")


def _only_one(
    session: Session,
    caller: Caller,
    asked: Asked,
    reading: Reading,
    spans: Sequence[tuple[int, int]],
    first: Hears,
) -> Heard | None:
    """Where one clause alone names its thing, and others give or tell something to somebody too, those come next."""
    text = reading.text or ""
    named = [at for at, (start, end) in enumerate(spans) if _reference(text[start:end])]
    others = [text[start:end].strip(SIGNS) for at, (start, end) in enumerate(spans) if at not in named]
    changes = len(named) == 1 and _changes(text[slice(*spans[named[0]])])
    if len(named) != 1 or not any(_gives(each) or (changes and _tells_another(each)) for each in others):
        return None
    found = first(session, caller, asked, part(reading, *spans[named[0]]))
    return found and replace(found, rest=", ".join(filter(None, (found.rest, *others))))


def _gives(clause: str) -> bool:
    """Whether it gives something to somebody, and not only words."""
    return gives(clause) and not words.says(clause, "has_told") and len(clause.split()) >= FEWEST_WORDS


def _changes(clause: str) -> bool:
    """Whether a visit is moved or called off."""
    return any(words.says(clause, each) for each in ("moving", "perhaps_moving", "cancelling"))


def _tells_another(clause: str) -> bool:
    """Whether somebody whom it names itself shall be told: "RO wale ko bol do ki part lekar aayenge"."""
    verb = words.placed(clause, "has_told")
    before = clause[: verb[0]].split() if verb else []
    named = len(before) > 1 and words.is_of(before[-1], "to_whom") and not words.says(clause, "somebody")
    return named and len(clause.split()) > FEWEST_WORDS


def _reference(clause: str) -> str | None:
    """The visit or the ticket that a clause names."""
    found = VISIT.search(clause) or TICKET.search(clause)
    return f"{found.group()[:3].lower()}{int(found[1])}" if found else None
