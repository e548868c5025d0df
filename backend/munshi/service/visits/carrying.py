"""Who runs the shop has something told to a customer: shown word for word, and carried by a yes."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import pieces
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.billing.accounts import whom as by_phone
from munshi.callers import Caller
from munshi.handoffs import speaking
from munshi.handoffs.conversations import Conversation
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Alias, Person
from munshi.people.named import FIGURES, all_named_in
from munshi.people.rules import STAFF, Role
from munshi.service.parts.desk import runs_the_desk
from munshi.service.parts.models import PartRequest
from munshi.service.tickets.models import Ticket
from munshi.service.visits import choosing, colleagues, looking, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import phone_of
from munshi.service.visits.models import Visit
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.references import PART, TICKET, VISIT
from munshi.service.visits.statuses import LIVE
from spelling import key

PAGE, QUESTION, KIND = "do_visit", "confirm_word", "word"
PHONE = 10  # figures of a phone
MOST_OF_TELLING = 4  # words of "aur unko bata do"
LONGEST = 600
REFERENCES = re.compile(r"\b(?:vis|tkt|prt)[- ]?\d+", re.IGNORECASE)
LED_BY = ("ki", "ke", "that", "कि", "के")  # between who is told and what
TOLD = "utter_notice_visit_word"
OF_ANSWERS = (FALLBACK, "affirm", "deny", "thank", "give_feedback", "raise_ticket")
SIGNS = " .,:;-!\n"
CLAUSE = re.compile(r"[,;।\n]|\.\s")
MOST_OF_A_NAME = 3  # words, with the one that says whom


def carried(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Wasim ko bolo kal aayenge", "tell Wasim we come tomorrow"; where it is not known whom, that is said."""
    text = reading.text or ""
    verb = None if text.rstrip().endswith("?") else words.placed(text, "has_told")
    if verb is None or words.says(text, "everybody"):
        return None
    then = next(
        (text[start:] for start, end in pieces(reading) if start > verb[1] and _tells(text[start:end])), ""
    )
    text, then = text[: len(text) - len(then)].rstrip(SIGNS), then.strip(SIGNS)
    earlier, before, after = _parted(text, verb)
    to = _to_whom(session, caller, before)
    if to is None and (
        not _only_asks_kindly(before) or not words.is_of(text[verb[0] : verb[1]], "tells_first")
    ):
        return None
    who, between = (before[: to[1]], before[to[1] :]) if to else (after, "")
    if to and earlier and words.is_of(who.strip(), "them"):
        who, earlier = earlier, ""  # "AC wale ko call nahi lag raha, usko bolo": who was named before
    named = REFERENCES.search(earlier) if words.is_of(who.strip(), "the_customer") else None
    who = named.group() if named else who  # "TKT-7 ki battery aa gayi, customer ko bol do"
    whom = (_nearest(session, caller, who) if to else []) or _whom(session, caller, who)
    is_behind = to is not None and not between.strip(SIGNS)  # then a reference in it says no longer whom
    said = _said(between if between.strip(SIGNS) else after, () if to else whom, whole=is_behind)
    if not said and earlier:
        said, earlier = earlier[:LONGEST], ""
    if not said or any(each.id == caller.person.id for each in whom):
        return None
    if len(whom) > 1 and to and words.says(who, "all_of_them"):
        whom, then = whom[:1], ", ".join(filter(None, (*_to_each(whom[1:], said), then)))
    if len(whom) != 1:
        unclear = to is not None or len(whom) > 1 or words.says(who, "somebody")
        return heard(session, caller, PAGE, _whom_to_tell) if unclear else None
    only, rest = whom[0].id, None if named else earlier or None
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, only, said, then), rest)


def dictated(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "98… ka jawab: battery ki 36 mahine warranty hai. bhej do": what stands behind the colon goes to whose phone it
    is, once it is agreed to.
    """
    text, phone = (reading.text or "").strip(SIGNS), reading.first("phone")
    head, colon, said = text.partition(":")
    *told, last = CLAUSE.split(said)
    sends = bool(told) and words.is_of(last.strip(SIGNS), "sends")
    if not (phone and colon and sends) or str(phone)[-PHONE:] not in head:
        return None
    person = by_phone.with_phone(session, caller.business_id, str(phone))
    if person is None:
        return None
    only, word = person.id, said[: len(said) - len(last)].strip(SIGNS)[:LONGEST]
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, only, word))


def _only_asks_kindly(before: str) -> bool:
    """Whether nothing stands before the verb but what says nothing: "please tell Harsh …"."""
    said = before.strip(SIGNS).split()
    return all(words.is_of(each.strip(SIGNS), "says_kindly") for each in said)


def _to_each(people: Sequence[Person], said: str) -> Iterator[str]:
    """The same words for the others, one after the other: "Ravi aur Salim dono ko bolo"."""
    return (f"{each.called or phone_of(each)} ko bolo {said}" for each in people)


def _to_whom(session: Session, caller: Caller, before: str) -> tuple[int, int] | None:
    """Where the last of the words that say whom stands behind a name, else the last: "Salim ko kal se" is him."""
    last = to = words.placed_last(before, "to_whom")
    while to is not None and not _nearest(session, caller, before[: to[1]]):
        to = words.placed_last(before[: to[0]], "to_whom")
    return to or last


def only_tells_of_it(text: str) -> bool:
    """Whether its last clause has them told and says no more: "5 baje theek hai, aur unko bata do"."""
    *before, last = CLAUSE.split(text.rstrip(SIGNS))
    tells = words.placed(last, "has_told") is not None and words.says(last, "them")
    return bool(before) and tells and len(last.split()) <= MOST_OF_TELLING


def is_for_customer(text: str) -> bool:
    """Whether a visit is named right before the words that have something told to its customer, or they are pointed at
    there: "VIS-7 ko bolo", "VIS-7 wale ko call nahi lag raha, unko bolo".
    """
    verb, named = words.placed(text, "has_told"), VISIT.search(text)
    if verb is None or named is None or words.is_of(text[verb[0] : verb[1]], "tells_first"):
        return False
    between = text[named.end() : verb[0]].split()
    is_near = len(between) <= MOST_OF_A_NAME and words.says(" ".join(between), "to_whom")
    return is_near or words.is_of(" ".join(between[-1:]), "them")


def _tells(clause: str) -> bool:
    return words.says(clause, "has_told") and words.says(clause, "to_whom")


def _parted(text: str, verb: tuple[int, int]) -> tuple[str, str, str]:
    """The clauses before the one that says whom, that one up to its verb, and what stands behind it."""
    before, after = text[: verb[0]], text[verb[1] :]
    start = max((found.end() for found in CLAUSE.finditer(before)), default=0)
    if words.placed(before[start:], "to_whom") is None:
        return "", before, after
    return before[:start].strip(SIGNS), before[start:], after


def _nearest(session: Session, caller: Caller, who: str) -> Sequence[Person]:
    """Who is named right before the word that says whom; nobody where it is a visit, a ticket or a part."""
    near = who if words.says(who, "all_of_them") else " ".join(who.split()[-MOST_OF_A_NAME:])
    if REFERENCES.search(near):
        return []
    everybody = session.scalars(select(Person).where(Person.business_id == caller.business_id))
    return all_named_in(near, everybody)


def to_owner(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a technician wants the owner to hear: "adapter khatam, malik ko bolo"."""
    text = reading.text or ""
    verb = None if reading.is_tap or text.rstrip().endswith("?") else words.placed(text, "has_told")
    if verb is None or runs_the_desk(caller):
        return None
    earlier, before, after = _parted(text, verb)
    to, whom = words.placed(before, "to_whom"), words.placed(before.strip() or after, "the_owner")
    led = bool(to) if before.strip() else words.is_of(text[verb[0] : verb[1]], "tells_first")
    if whom is None or not led or looking.technician(session, caller.person) is None:
        return None
    said = after.strip(SIGNS) if before.strip() else after[whom[1] :].strip(SIGNS)
    said = said or ", ".join(filter(None, (earlier, before.strip()[: whom[0]].strip(SIGNS))))
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, said)) if said else None


def _whom_to_tell(session: Session, caller: Caller) -> Outcome[Any]:
    return Outcome[str](outcome="whom_to_tell")


def ask(session: Session, caller: Caller, person_id: int, said: str, then: str = "") -> Outcome[Any]:
    """The words as they would be sent; what shall be told to somebody else, or waits to be, comes next."""
    _must_go_to(session, caller, person_id)
    draft = Draft(session, caller, KIND)
    waits = _waits_for_another(session, caller, draft, person_id, said)
    then = ", ".join(filter(None, (then, waits)))
    token = draft.token(person_id, said)
    draft.put(person=person_id, said=said, token=token, then=then or None)
    draft.save()
    return Outcome[str](
        outcome="confirm_word", facts={**_facts(session, caller, person_id, said), "summary": token}
    )


def _waits_for_another(
    session: Session, caller: Caller, draft: Draft, person_id: int, said: str
) -> str | None:
    """What was shown for somebody else and is not sent yet, as it is said, and what comes behind that; none where it
    goes to this one instead.
    """
    person, words_before = draft.get("person"), draft.get("said")
    if not words_before or person == person_id or words_before == said:
        return None
    name = session.get_one(Person, (caller.business_id, person)).called
    said_so = words.called("have_told") or {}
    waits = said_so[caller.writes_in].format(name=name, said=words_before)
    return ", ".join(filter(None, (waits, draft.get("then"))))


def passed_on(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What somebody who works here answers to words of who runs the shop or of a colleague, and nothing else."""
    text = reading.text or ""
    is_answer = any(told == TOLD for told in asked.told) and caller.may_act_as(*STAFF)
    if asked.question or not is_answer or not reading.wants(*OF_ANSWERS) or runs_the_desk(caller):
        return None
    if (colleague := colleagues.who_wrote(session, caller)) is not None:
        return heard(session, caller, PAGE, lambda here, by: _deliver(here, by, colleague, text[:LONGEST]))
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text))


def pass_on(session: Session, caller: Caller, said: str) -> Outcome[Any]:
    """Who runs the shop hears the words of who works there."""
    name: Notice = "visit_word_back"
    facts = {"technician": caller.person.called, "visit_word": said[:LONGEST]}
    key = f"word_back:{caller.person.id}:{clock.now().isoformat()}"
    notices.tell_role(session, caller.business_id, Role.OWNER, name, key, but=caller.person, **facts)
    return Outcome[str](outcome="word_passed_on", facts=facts)


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes sends it, a no does not."""
    shown = str(reading.first("summary") or asked.summary or "")
    if (other := _somebody_else(session, caller, reading)) is not None:
        who, said = other.id, str(Draft(session, caller, KIND).get("said"))
        return heard(session, caller, PAGE, lambda here, by: ask(here, by, who, said))
    if reading.agrees:
        then = reading.next_wish or Draft(session, caller, KIND).get("then")
        return heard(session, caller, PAGE, lambda here, by: send(here, by, shown), then)
    if reading.is_no:
        return heard(session, caller, PAGE, leave)
    return None


def _somebody_else(session: Session, caller: Caller, reading: Reading) -> Person | None:
    """To whom the shown words shall go instead: "nahi, deepak ko bhejna tha"."""
    text = reading.text or ""
    draft = Draft(session, caller, KIND)
    if reading.is_tap or not words.says(text, "to_whom") or not draft.get("said"):
        return None
    clauses = [each for each in CLAUSE.split(text) if not words.says(each, "not_yet")]
    named = _nearest(session, caller, _up_to_whom(clauses[-1])) if clauses else []
    return named[0] if len(named) == 1 and named[0].id != draft.get("person") else None


def _up_to_whom(clause: str) -> str:
    to = words.placed(clause, "to_whom")
    return clause[: to[1]] if to else ""


def send(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Carries what was shown, once."""
    draft = Draft(session, caller, KIND)
    if draft.get("token") != shown or not draft.get("said"):
        raise Refusal("word_gone")
    _must_go_to(session, caller, draft.get("person"))
    person = session.get_one(Person, (caller.business_id, draft.get("person")))
    sent = _deliver(session, caller, person, draft.get("said"))
    draft.empty(shown)
    return sent


def _deliver(session: Session, caller: Caller, person: Person, said: str) -> Outcome[Any]:
    """A customer hears the shop; a colleague hears who of them writes."""
    facts = _facts(session, caller, person.id, said)
    where = notices.address_of(session, caller.business, person)
    if where is None:
        raise Refusal("window_closed", **facts)
    speaking.refuse_closed_window(session, Conversation(where.number, where.person), **facts)
    by: str = caller.business.name
    name: Notice = "visit_word"
    if caller.may_act_as(*STAFF) and colleagues.works_here(person):
        by = caller.person.called or by
        colleagues.remember(session, caller, person)
    key = f"word:{person.id}:{caller.person.id}:{clock.now().isoformat()}"
    notices.tell(session, caller.business_id, person, name, key, visit_word=said, visit_word_of=by)
    return Outcome[str](outcome="word_sent", facts=facts)


def _must_go_to(session: Session, caller: Caller, person_id: int) -> None:
    """Who does not run the shop has words carried only to those to whom they go, and to who works there."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    colleague = colleagues.works_here(session.get_one(Person, (caller.business_id, person_id)))
    if not (any(each.person_id == person_id for each in jobs) or (colleague and caller.may_act_as(*STAFF))):
        caller.must_be(Role.OWNER, Role.MANAGER)


def leave(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is sent."""
    Draft(session, caller, KIND).empty()
    return Outcome[str](outcome="word_left")


def _facts(session: Session, caller: Caller, person_id: int, said: str) -> dict[str, Any]:
    person = session.get_one(Person, (caller.business_id, person_id))
    return {"customer_name": person.called or "?", "customer_phone": phone_of(person), "visit_word": said}


def _whom(session: Session, caller: Caller, text: str) -> Sequence[Person]:
    """Whose visit, ticket or part is named; else who is, by name or number."""
    for pattern, table, prefix in (
        (VISIT, Visit, "VIS"),
        (TICKET, Ticket, "TKT"),
        (PART, PartRequest, "PRT"),
    ):
        if named := pattern.search(text):
            query = select(Person).join(
                table, (table.business_id == Person.business_id) & (table.person_id == Person.id)
            )
            own = query.where(
                table.business_id == caller.business_id, table.reference == f"{prefix}-{int(named[1])}"
            )
            return session.scalars(own).all()
    ends = FIGURES.findall(text)
    query = select(Person).where(Person.business_id == caller.business_id)
    if ends:
        ids = select(Alias.person_id).where(
            Alias.business_id == caller.business_id, or_(*(Alias.value.endswith(end) for end in ends))
        )
        return session.scalars(query.where(Person.id.in_(ids)).limit(2)).all()
    return all_named_in(text, session.scalars(query)) or _of_a_visit(session, caller, text)


def _of_a_visit(session: Session, caller: Caller, text: str) -> Sequence[Person]:
    """Whose visit is meant by its machine, its place, or what the customer is called there."""
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        query = query.where(Visit.technician_id == caller.person.id)
    meant = choosing.named(session, session.scalars(query).all(), text)
    whose = {each.person_id for each in meant}
    return [session.get_one(Person, (caller.business_id, each)) for each in whose]


def _said(text: str, whom: Sequence[Person], *, whole: bool = False) -> str:
    """What is to be told, without the name that stands before it, and without a reference where that says whom."""
    said = (text if whole else REFERENCES.sub("", text)).strip(SIGNS)
    names = {key(word) for each in whom for word in (each.called or "").split()}
    while (first := said.partition(" ")[0].strip(SIGNS)) and (
        key(first) in names or first.lower() in LED_BY or (whom and first.isdecimal())
    ):
        said = said.partition(" ")[2].strip(SIGNS)
    return said[:LONGEST]
