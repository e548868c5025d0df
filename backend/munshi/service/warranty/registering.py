"""Registering a piece: what is known of it is put together, shown, and with a yes noted or laid before the owner."""

import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.access.files import SHOWN_IN_PLACE
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.desk import refuse_where_not_offered
from munshi.service.tickets.makers import makers
from munshi.service.tickets.meant import models_named, unserved
from munshi.service.tickets.phrases import holds, keys
from munshi.service.warranty.drafts import (
    ASK_BILL,
    ASK_DATE,
    ASK_MODEL,
    ASK_SERIAL,
    CONFIRM,
    Draft,
    from_store,
    to_store,
)
from munshi.service.warranty.looking import by_serial, models, with_bill
from munshi.service.warranty.models import SoldProduct, WarrantyDraft, WarrantyPolicy
from munshi.service.warranty.notices import tell_owner
from munshi.service.warranty.part import fits
from munshi.service.warranty.rules import guarantees
from munshi.service.warranty.standing import names, piece_facts
from munshi.word_lists import plain

KEPT = timedelta(hours=24)
BILLS = ("image", "document")
SERIAL = re.compile(r"(?=[A-Z0-9/-]*[0-9])[A-Z0-9][A-Z0-9/-]{4,39}")
OFFERED = 10


class Registering:
    """One call about what one person is registering: the draft with its row locked."""

    def __init__(self, session: Session, caller: Caller) -> None:
        refuse_where_not_offered(caller)
        self.session, self.caller = session, caller
        self._row = _locked_row(session, caller)
        fresh = clock.now() - self._row.changed_at <= KEPT
        self.draft = from_store(self._row.kept) if fresh else Draft()
        self.today = clock.now_in(caller.business.timezone).date()
        self.models = {model.model: model for model in models(session, caller.business_id)}

    @property
    def form(self) -> str | None:
        """The pattern of the serials of what is registered, where the shop has told one."""
        model = self.models.get(self.draft.model or "")
        return model.serial_form if model else None

    @property
    def known(self) -> SoldProduct | None:
        """The piece of this serial in the books."""
        serial = self.draft.serial
        return by_serial(self.session, self.caller.business_id, serial) if serial else None

    def ask(self, asked: str, outcome: str | None = None, **facts: Any) -> Outcome[Any]:
        """A question, said as the outcome of that name or of another."""
        self.draft.asked = asked
        self.save()
        return Outcome[str](outcome=outcome or asked, facts=facts)

    def save(self) -> None:
        """Stores the draft as it is now."""
        self._row.kept, self._row.changed_at = to_store(self.draft), clock.now()
        self.session.flush()

    def empty(self) -> None:
        """The next piece is another one."""
        self.draft, self._row.serial = Draft(), self._row.serial + 1
        self.save()

    def token(self, shown: dict[str, Any]) -> str:
        """Stands for exactly what was shown."""
        who = [self.caller.business_id, self.caller.person.id, self._row.serial]
        text = json.dumps([who, shown, self.draft.file], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def tell(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """The person says what they bought, answers what is asked of it, or sends its bill."""
    here = Registering(session, caller)
    if here.draft.asked in (ASK_BILL, CONFIRM) and is_no_bill(reading):
        return here.ask(ASK_BILL, "bill_unfit")
    named = _take(here, reading)
    if (other := unserved(reading.text or "", list(here.models.values()))) is not None:
        here.empty()
        return Outcome[str](outcome="not_ours", facts={"machine_called": other, "options": _options(here)})
    if here.draft.asked == ASK_MODEL and not named and here.draft.model is None and reading.text:
        return here.ask(
            ASK_MODEL, "unknown_model" if here.models else "unknown_goods", options=_options(here)
        )
    return _by_bill(here, reading) or conclude(here)


def _by_bill(here: Registering, reading: Reading) -> Outcome[Any] | None:
    """Who names only a bill: what was sold to them with it is theirs already; of any other the serial is asked."""
    bill = reading.first("reference")
    if bill is None or here.draft.serial is not None:
        return None
    if found := with_bill(here.session, here.caller, reading):
        return _there_already(here, found[0])
    return here.ask(ASK_SERIAL, "bill_unknown", bill_named=str(bill))


def names_ours(session: Session, caller: Caller, text: str) -> bool:
    """Whether a text names machines that the shop knows, by their maker or their model."""
    here = Registering(session, caller)
    named, said = _named(here, text), keys(text)
    known = [here.models[each] for each in named if each in here.models]
    is_called = any(holds(said, keys(each)) for model in known for each in (*makers(model), model.model))
    return is_called and len(known) == len(named)


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Throws away what was said."""
    here = Registering(session, caller)
    if here.draft.is_empty:
        raise Refusal("nothing_open")
    here.empty()
    return Outcome[str](outcome="dropped")


def register(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Notes what was shown: what the shop has sold at once, all else once the owner has confirmed it."""
    here = Registering(session, caller)
    if here.draft.is_empty:
        raise Refusal("nothing_open")
    answer = conclude(here)
    if answer.outcome != CONFIRM:
        return answer
    if summary is None or answer.facts["summary"] != summary:
        return Outcome[str](outcome="changed", facts=answer.facts)
    piece = here.known or _new(here)
    piece.person_id = caller.person.id
    piece.bill_file = here.draft.file or piece.bill_file
    piece.registered_at = clock.now()
    session.add(piece)
    session.flush()
    here.empty()
    if piece.standing == "waiting":
        tell_owner(session, piece)
    waits = "waits" if piece.model in here.models else "goods_wait"
    outcome = "registered" if piece.standing == "held" else waits
    return Outcome[str](outcome=outcome, facts={"piece": piece_facts(session, piece, here.today)})


def conclude(here: Registering) -> Outcome[Any]:
    """What is missing or stands against it, else all of it for a yes."""
    draft, known = here.draft, here.known
    if draft.serial is None and draft.model is not None:
        name = dict(names(here.session, here.caller.business_id, draft.model))
        return here.ask(ASK_SERIAL, "ask_serial_of", name=name)
    if draft.serial is None:
        return here.ask(ASK_SERIAL)
    if known is not None and known.person_id is not None:
        return _there_already(here, known)
    if known is not None:
        return here.ask(CONFIRM, **_shown(here, known.model, known.sold_on))
    if (answer := _unknown_model(here)) is not None:
        return answer
    if (answer := _wrong_day(here)) is not None:
        return answer
    assert draft.model
    if draft.file is None and draft.model in here.models:
        return here.ask(ASK_BILL)
    assert draft.sold_on
    return here.ask(CONFIRM, **_shown(here, draft.model, date.fromisoformat(draft.sold_on)))


def _there_already(here: Registering, known: SoldProduct) -> Outcome[Any]:
    """A serial is one person's; whose else it is, is not said."""
    here.empty()
    if known.person_id != here.caller.person.id:
        return Outcome[str](outcome="serial_taken", facts={"serial": known.serial})
    return Outcome[str](
        outcome="registered_already", facts={"piece": piece_facts(here.session, known, here.today)}
    )


def _unknown_model(here: Registering) -> Outcome[Any] | None:
    """Which model: by what was said, or the only one that has such serials; a serial that it has not is refused."""
    draft = here.draft
    assert draft.serial
    if draft.model is None:
        fitting = [m for m in here.models.values() if m.serial_form and fits(draft.serial, m.serial_form)]
        if len(fitting) != 1 or draft.among:
            return here.ask(ASK_MODEL, options=_options(here))
        draft.model = fitting[0].model
    if not fits(draft.serial, here.form):
        serial, draft.serial = draft.serial, None
        name = dict(names(here.session, here.caller.business_id, draft.model))
        return here.ask(ASK_SERIAL, "serial_unfit", serial=serial, name=name)
    return None


def _wrong_day(here: Registering) -> Outcome[Any] | None:
    """The day of the bill: not to come, and not before anybody sold the model."""
    draft = here.draft
    assert draft.model
    if draft.sold_on is None:
        return here.ask(ASK_DATE)
    model = here.models.get(draft.model)
    day, since = date.fromisoformat(draft.sold_on), model.since if model else None
    if day > here.today or (since is not None and day < since):
        draft.sold_on = None
        late = day > here.today
        first = since.isoformat() if since else None
        return here.ask(ASK_DATE, "future_date" if late else "older_than_product", since=first)
    return None


def _shown(here: Registering, code: str, sold_on: date) -> dict[str, Any]:
    """All that a yes notes, with the token of exactly this."""
    model = here.models.get(code)
    policy = here.session.get_one(WarrantyPolicy, (here.caller.business_id, model.policy)) if model else None
    known = guarantees(sold_on, policy.months, policy.parts) if policy else []
    whole, parts = next(iter(known), None), known[1:]
    facts = {
        "name": dict(names(here.session, here.caller.business_id, code)),
        "serial": here.draft.serial,
        "sold_on": sold_on.isoformat(),
        "until": whole.last.isoformat() if whole else None,
        "holds": whole.holds(here.today) if whole else False,
        "parts": [{"part": each.part, "until": each.last.isoformat()} for each in parts],
        "sold_here": here.known is not None,
    }
    return {"summary": here.token(facts), **facts}


def _new(here: Registering) -> SoldProduct:
    draft = here.draft
    assert draft.model
    assert draft.sold_on
    return SoldProduct(
        business_id=here.caller.business_id,
        serial=draft.serial,
        model=draft.model,
        name=names(here.session, here.caller.business_id, draft.model)["en"],
        sold_on=date.fromisoformat(draft.sold_on),
        bill=draft.bill,
        sold_here=False,
        standing="waiting",
    )


def _take(here: Registering, reading: Reading) -> bool:
    """Takes what a message says of the piece; whether it names a model."""
    draft, text = here.draft, (reading.text or "").strip()
    choice = reading.first("choice")
    bill = reading.first("reference")
    may_be_serial = draft.asked == ASK_SERIAL and bill is None
    serial = reading.first("serial_number") or (serial_in(text) if may_be_serial else None)
    if serial:
        draft.serial = "".join(str(serial).upper().split())
    named = [str(choice)] if choice in {*here.models, *draft.among} else _named(here, text)
    if len(named) == 1:
        draft.model, draft.among = named[0], []
    if day := _day(here, reading):
        draft.sold_on = day
    if bill:
        draft.bill = str(bill)[:60]
    if file := bill_of(reading):
        draft.file = file
    return bool(named)


def _named(here: Registering, text: str) -> list[str]:
    """The models that a text may mean, else the goods of the shelf; one is sure only where it is alone, or called by
    its brand or code.
    """
    known = [model.model for model in models_named(text, list(here.models.values()))] if text else []
    return known or _goods(here, text)


def _goods(here: Registering, text: str) -> list[str]:
    """Whoever registers something that the shop sells can: what a text may mean, by its model, else by its sku."""
    shelf = StockedShelf(here.session, here.caller.business_id)
    name = shelf.name_in(plain(text)) if text else None
    models = {model.sku: model.model for model in here.models.values()}
    skus = [models.get(item.sku, item.sku) for item in shelf.meant(name).items] if name else []
    here.draft.among = list(dict.fromkeys(skus)) if len(set(skus)) > 1 else here.draft.among
    return list(dict.fromkeys(skus))


def _day(here: Registering, reading: Reading) -> str | None:
    """The day of a purchase is past: a *kal* that may be either was yesterday."""
    said = reading.first("period") or reading.answer("period")
    if not isinstance(said, dict) or not said.get("from"):
        return None
    on = date.fromisoformat(said["from"])
    if said.get("ambiguous") and on > here.today:
        on = here.today - (on - here.today)
    return on.isoformat()


def serial_in(text: str) -> str | None:
    """A word that can be a serial: letters and figures, five or more."""
    words = (word.strip(".,:;()") for word in text.upper().split())
    return next((word for word in words if SERIAL.fullmatch(word)), None)


def bill_of(reading: Reading) -> dict[str, str] | None:
    """The photo or document that came along, where it is kept; None where it is none or could not be."""
    came = reading.attachment or {}
    if came.get("fault") or not came.get("sha256") or came.get("kind") not in BILLS:
        return None
    if came["mime_type"] not in SHOWN_IN_PLACE:
        return None
    return {part: str(came[part]) for part in ("path", "sha256", "mime_type")}


def is_no_bill(reading: Reading) -> bool:
    """Whether a file came that is, by its content, neither a picture nor a PDF."""
    return (reading.attachment or {}).get("kind") in BILLS and bill_of(reading) is None


def _options(here: Registering) -> list[dict[str, Any]]:
    """What can be tapped: the goods that the message may mean, else the first of all models."""
    codes, business_id = here.draft.among or list(here.models), here.caller.business_id
    return [{"model": code, "name": dict(names(here.session, business_id, code))} for code in codes[:OFFERED]]


def _locked_row(session: Session, caller: Caller) -> WarrantyDraft:
    """The person's draft, locked: two messages of one person change it one after the other."""
    fresh = {"serial": 0, "kept": {}, "changed_at": clock.now()}
    return kept_rows.locked(session, WarrantyDraft, kept_rows.of_person(caller), fresh)
