"""A part is wanted: which one, for which model, of what quality; shown with its price, kept or ordered by a yes."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.columns import plain
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.parts import cancelling, counting, desk, filing, looking, ordered
from munshi.service.parts.facts import request_facts
from munshi.service.parts.looking import Found
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import tell_owners
from munshi.service.parts.naming import KIND, Naming
from munshi.service.tickets.makers import makers
from munshi.service.tickets.meant import maker
from munshi.service.tickets.words import begins_with_yes, brands_in
from munshi.service.visits import stuck, words
from munshi.service.visits import wanting as visits
from munshi.service.visits.charging import part_is_free
from munshi.service.visits.drafts import Draft, Kept, agreed, dropped
from munshi.service.visits.facts import Facts
from munshi.service.visits.wanting import refuse_where_not_offered
from munshi.service.visits.wishes import says_when
from munshi.service.warranty.models import SoldProduct

PAGE = "request_spare_part"
NAME, MODEL, WHICH = "give_part_name", "choose_part_model", "choose_part"
SHOWN_ALL = "confirm_part"
UNKNOWN = ("ask_part", "unknown_part")
SHOWN = 9
GOODS = "goods"  # what is named is sold by the shop, and no part: the order has it


def tell(session: Session, caller: Caller, reading: Reading, question: str | None = None) -> Outcome[Any]:
    """Takes in what was said, and answers with what can be chosen, or the summary."""
    if question is None and ordered.is_of_the_shelf(session, caller, reading):
        return Outcome[str](outcome=GOODS)
    refuse_where_not_offered(caller)
    if question is None and not reading.is_tap and caller.may_act_as(Role.OWNER, Role.MANAGER):
        found = looking.named_in(reading.text or "", looking.all_parts(session, caller.business_id))
        if found and _came_in(reading):
            return Outcome[str](outcome=GOODS)
        if found:
            return desk.in_shop(session, caller, found)
    if question in (None, NAME) and ordered.is_ordered(session, caller, reading):
        Draft(session, caller, KIND).empty()
        return Outcome[str](outcome=GOODS)
    wanting = Wanting(session, caller)
    wanting.take(reading, question)
    answer = wanting.answer()
    known: Facts | None = {} if answer.outcome in (*UNKNOWN, "choose_model") else None
    return stuck.instead(session, caller, answer, reading, known)


def _came_in(reading: Reading) -> bool:
    """Whether so many of something are said to have come: that is of the stock."""
    counted = any(each.value.get("quantity") for each in reading.all("order_line"))
    return counted and "came" in reading.sides("happened") and not words.asks(reading.text or "")


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Keeps or orders what was shown, once."""
    refuse_where_not_offered(caller)
    return agreed(Wanting(session, caller), summary)


def drop(session: Session, caller: Caller) -> Outcome[Any]:
    """Leaves the part; of several that were asked for the next one is shown."""
    refuse_where_not_offered(caller)
    wanting = Wanting(session, caller)
    then = wanting.draft.get("then")
    left = dropped(session, caller, KIND)
    return Wanting(session, caller).go_on(then, None) or left


def confirm_and(session: Session, caller: Caller, summary: str | None, reading: Reading) -> Outcome[Any]:
    """Keeps or orders what was shown, and goes on with the part that is named beside the yes."""
    refuse_where_not_offered(caller)
    wanting = Wanting(session, caller)
    wanting.take(reading, SHOWN_ALL)
    if summary is None or wanting.draft.get("token") != summary:
        return wanting.answer()
    return wanting.do(summary)


def recount(session: Session, caller: Caller, summary: str | None, reading: Reading) -> Outcome[Any]:
    """So many of the shown part, or another quality of it, is shown anew; just so many as are shown is a yes to it."""
    refuse_where_not_offered(caller)
    wanting = Wanting(session, caller)
    before = {name: wanting.draft.get(name) for name in ("sku", "quantity")}
    wanting.take(reading, SHOWN_ALL)
    same = before == {name: wanting.draft.get(name) for name in before}
    is_yes = counting.only_counts(reading) or (reading.agrees and wanting.has_quality(reading.text or ""))
    return agreed(wanting, summary) if same and is_yes else wanting.answer()


def confirm_and_fetch(
    session: Session, caller: Caller, summary: str | None, reading: Reading
) -> Outcome[Any]:
    """Keeps what was shown for who says that they fetch it; who runs the business hears when.

    What is not here yet is not fetched then: it is shown again.
    """
    refuse_where_not_offered(caller)
    if (number := counting.said_to_keep(reading.text or "")) is not None:
        return _so_many(session, caller, summary, reading, number)
    shown = Wanting(session, caller).answer() if not begins_with_yes(reading.text or "") else None
    if shown is not None and not (shown.outcome == "confirm" and shown.facts["item"]["in_stock"]):
        return shown
    done = confirm(session, caller, summary)
    if done.outcome in ("reserved", "ordered") and says_when(reading):
        request = cancelling.named(session, caller, done.facts["part_request"])
        tell_owners(session, request, "visit_part_fetched", fetch_words=(reading.text or "").strip())
    return done


def _so_many(
    session: Session, caller: Caller, summary: str | None, reading: Reading, number: str
) -> Outcome[Any]:
    """Who fetches another number than is shown is shown that; just so many are kept."""
    wanting = Wanting(session, caller)
    if wanting.draft.get("quantity") == number:
        return confirm(session, caller, summary)
    return recount(session, caller, summary, reading)


def of_kept(session: Session, caller: Caller, reference: str, number: Decimal) -> Outcome[Any]:
    """Another number of a part that is kept: shown in its place, for a yes."""
    kept = cancelling.named(session, caller, reference)
    wanting = Wanting(session, caller)
    wanting.draft.empty()
    wanting.draft.put(sku=kept.sku, text=kept.sku, quantity=plain(number))
    wanting.draft.save()
    return wanting.answer()


def to_visit(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Leaves the part for the wish that somebody comes, to the machine that it was for, with what was said of it."""
    refuse_where_not_offered(caller)
    draft = Draft(session, caller, KIND)
    told, brands = draft.get("text"), draft.get("brands")
    draft.empty()
    visit = Draft(session, caller, visits.KIND)
    machine = words.machine_in(reading.text or "") or words.machine_in(told or "")
    if machine is not None and visit.get("machine") != machine:
        visit.empty()
        visit.put(machine=machine, brands=brands, problem=told)
        visit.save()
    return visits.tell(session, caller, reading)


def leave(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Leaves what was shown; another part that is named instead is shown."""
    refuse_where_not_offered(caller)
    wanting, text = Wanting(session, caller), reading.text or ""
    instead = wanting.names_other(text) and not wanting.names_shown(text)
    return tell(session, caller, reading) if instead else drop(session, caller)


def names_other(session: Session, caller: Caller, text: str) -> bool:
    """Whether a text names a part that is not the one that is shown."""
    return Wanting(session, caller).names_other(text)


class Wanting(Naming):
    """One call about the part that a person wants."""

    def take(self, reading: Reading, question: str | None) -> None:
        """Keeps what a message says; words without a tap begin anew where nothing is asked."""
        text = reading.text or ""
        if text and question == SHOWN_ALL and self.names_other(text):
            self.draft.put(then=[*(self.draft.get("then") or []), *self._others(text)])
        elif text and (question in (None, NAME) or self._is_of_another_machine(text)):
            self.draft.empty()
            several = self._apart(text)
            one = {"text": text, "quantity": plain(counting.quantity_in(reading))}
            first, *then = several if len(several) > 1 else [one]
            self.draft.put(**first, then=then or None, unknown=self._unknown(text, reading) or None)
        elif text and (number := counting.counted(reading)) is not None:
            self.draft.put(quantity=plain(number))
        if brands := brands_in(text):
            self.draft.put(brands=brands)
        if words.says(text, "lost"):
            self.draft.put(paid=True)
        if words.says(text, "another"):
            self.draft.put(another=True)
        if model := reading.first("model") or (question == MODEL and self._model_said(text)):
            self.draft.put(model=str(model))
        if sku := reading.first("part"):
            self.draft.put(sku=str(sku), text=self.draft.get("text") or str(sku))
        if question in (WHICH, SHOWN_ALL) and text:
            self._choose_by_words(text, by_place=question == WHICH)
        self.draft.save()

    def answer(self) -> Outcome[Any]:
        """Which part, of which model, of which quality, then all of it for a yes; what is not known is said once."""
        unknown = self.draft.get("unknown")
        self.draft.put(unknown=None)
        answer = self._answer()
        if unknown:
            answer.facts["unknown"] = unknown
        return answer

    def _answer(self) -> Outcome[Any]:
        text = self.draft.get("text")
        if not text:
            raise Refusal("nothing_open")
        if (other := self._of_another_maker(text)) is not None:
            return other
        named = self._named(text)
        model = self._model(text, named) if named else None
        fitting = [found for found in named if found.fits(model)]
        of_machine = bool(named) or words.says(text, "belonging")
        if not fitting and looking.names_goods(self.session, self.business.id, text, of_machine=of_machine):
            self.draft.empty()
            return Outcome[str](outcome=GOODS)
        if not named and not looking.all_parts(self.session, self.business.id):
            if not looking.is_on_shelf(self.session, self.business.id, text):
                return self._not_had(text)
            self.draft.empty()
            return Outcome[str](outcome=GOODS)
        if not named:
            known = words.machine_in(text)
            self.draft.empty()
            return Outcome[str](
                outcome="unknown_part" if counting.names_more(text, known) else "ask_part",
                facts={"machine": known},
            )
        if not fitting:
            return self._other_model(model, named)
        if model is None and self._differ(fitting):
            return self._choose_model(fitting)
        return self._of(fitting, model)

    def _not_had(self, text: str) -> Outcome[Any]:
        """Of a shop that keeps no parts: it has not what surely names one, of goods that it sells."""
        if "orders" not in self.business.skills or not looking.names_a_part(text):
            raise Refusal("not_offered")
        self.draft.empty()
        return Outcome[str](outcome="unknown_part", facts={"machine": words.machine_in(text)})

    def do(self, summary: str) -> Outcome[Any]:
        """Out of the stock now, or ordered."""
        found = self._chosen()
        quantity = Decimal(self.draft.get("quantity") or 1)
        free = self._is_free(found)
        before = self._kept_already(found)
        if before is not None and before.quantity != quantity:
            cancelling.give_up(self.session, before, self.caller.person)
        request = filing.keep_or_order(
            self.session,
            self.business,
            self.caller.person,
            found,
            quantity,
            0 if free else int(found.product.price_paise * quantity),
            free=free,
            model=self.draft.get("model"),
            summary=summary,
        )
        then = self.draft.get("then")
        self.draft.empty(summary)
        tell_owners(self.session, request)
        done = request_facts(self.session, request)
        return self.go_on(then, done) or Outcome[str](outcome=request.status, facts=done)

    def go_on(self, then: list[Kept] | None, done: Facts | None) -> Outcome[Any] | None:
        """The next of several parts that were asked for in one message, with what became of the one before."""
        if not then:
            return None
        self.draft.put(**then[0], then=then[1:] or None)
        answer = self.answer()
        self.draft.save()
        answer.facts["before"] = done
        return answer

    def done_with(self, summary: str) -> Outcome[Any]:
        """The request that came out of this yes before."""
        query = select(PartRequest).where(
            PartRequest.business_id == self.business.id,
            PartRequest.person_id == self.caller.person.id,
            PartRequest.summary == summary,
        )
        request = self.session.scalars(query).one()
        return Outcome[str](outcome="taken_already", facts=request_facts(self.session, request))

    def _of_another_maker(self, text: str) -> Outcome[Any] | None:
        """A part of models none of which the named maker has made."""
        brands = self.draft.get("brands") or []
        named = self._named(text)
        numbers = {number for found in named for number in found.part.models}
        if not brands or not named or not all(found.part.models for found in named):
            return None
        models = looking.models_named(self.session, self.business.id, numbers)
        if any(
            not set(brands).isdisjoint(brands_in(" ".join([*makers(each), each.name]))) for each in models
        ):
            return None
        return self._other_model(maker(brands[0]), named)

    def _differ(self, fitting: list[Found]) -> bool:
        """Whether it depends on the model which of them is the right one."""
        return len({tuple(found.part.models) for found in fitting}) > 1

    def _other_model(self, model: str | None, named: list[Found]) -> Outcome[Any]:
        numbers = {number for found in named for number in found.part.models}
        models = looking.models_named(self.session, self.business.id, numbers)
        facts = {
            "model": model,
            "item": named[0].facts(),
            "models": [each.name for each in models] or sorted(numbers),
        }
        facts["then"] = [each["text"] for each in self.draft.get("then") or ()]
        self.draft.empty()
        return Outcome[str](outcome="other_model", facts=facts)

    def _choose_model(self, fitting: list[Found]) -> Outcome[Any]:
        numbers = {number for found in fitting for number in found.part.models}
        models = looking.models_named(self.session, self.business.id, numbers)[:SHOWN]
        self.draft.put(models=[each.model for each in models])
        self.draft.save()
        options = [{"name": each.name, "model": each.model} for each in models]
        return Outcome[str](outcome="choose_model", facts={"item": fitting[0].facts(), "options": options})

    def _of(self, fitting: list[Found], model: str | None) -> Outcome[Any]:
        """One part for a yes; of several qualities the list."""
        left = looking.left_of(self.session, self.business.id, fitting)
        had = [
            found
            for found in fitting
            if (there := left[found.part.sku]) is None or there >= 1 or found.part.order_days is not None
        ]
        if not had:
            then = [each["text"] for each in self.draft.get("then") or ()]
            self.draft.empty()
            facts = {"item": fitting[0].facts(Decimal(0)), "then": then}
            return Outcome[str](outcome="not_to_be_had", facts=facts)
        quality = words.only_quality_in(self.draft.get("text") or "")
        wanted = [found for found in had if found.part.quality == quality] or had
        if len(wanted) > 1:
            rows = [
                {**each.facts(left[each.part.sku]), "tap": each.part.sku, "row_free": self._is_free(each)}
                for each in wanted[:SHOWN]
            ]
            self.draft.put(shown=[row["tap"] for row in rows])
            self.draft.save()
            return Outcome[str](outcome="choose_part", facts={"parts": rows})
        self.draft.put(sku=wanted[0].part.sku)
        return self._shown(wanted[0], left[wanted[0].part.sku], model)

    def _shown(self, found: Found, left: Decimal | None, model: str | None) -> Outcome[Any]:
        quantity = Decimal(self.draft.get("quantity") or 1)
        free = self._is_free(found)
        mine = self._kept_already(found)
        left = left + mine.quantity if left is not None and mine and mine.status == "reserved" else left
        there = left is None or left >= quantity
        if (kept := mine) and kept.quantity == quantity and not self.draft.get("another"):
            then = self.draft.get("then")
            self.draft.empty()
            stands = Outcome[str](outcome="part_stands", facts=request_facts(self.session, kept))
            return self.go_on(then, None) or stands
        facts = {
            "item": found.facts(left if there else Decimal(0)),
            "quantity": plain(quantity),
            "part_total_paise": 0 if free else int(found.product.price_paise * quantity),
            "part_free": free,
            "model": model,
            "models": list(found.part.models),
            "then": [each["text"] for each in self.draft.get("then") or ()],
            "other_maker": self._other_maker(found),
            **self._instead_of(found, quantity),
        }
        if not there and found.part.order_days is None:
            return Outcome[str](outcome="not_to_be_had", facts=facts)
        token = self.draft.token(facts)
        self.draft.put(token=token)
        self.draft.save()
        return Outcome[str](outcome="confirm", facts={**facts, "summary": token})

    def _instead_of(self, found: Found, quantity: Decimal) -> dict[str, Any]:
        """The same part that is kept for the person already, in another number: this one takes its place."""
        kept = self._kept_already(found)
        if kept is None or kept.quantity == quantity:
            return {}
        return {"instead_of": kept.reference, "instead_quantity": plain(kept.quantity)}

    def _kept_already(self, found: Found) -> PartRequest | None:
        there = cancelling.live_of(self.session, self.caller)
        return next((each for each in there if each.sku == found.part.sku), None)

    def _is_free(self, found: Found) -> bool:
        """Whether it is of a piece that was bought here and whose guarantee covers it; what got lost it does not."""
        sold_id = self.draft.get("sold")
        if sold_id is None or self.draft.get("paid"):
            return False
        sold = self.session.get_one(SoldProduct, (self.business.id, sold_id))
        today = clock.now_in(self.business.timezone).date()
        return found.fits(sold.model) and part_is_free(self.session, sold, found.part.part, today)
