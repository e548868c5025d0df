"""Which parts, of which model and of what quality, the words of a person name, in view of what was shown to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.ordinals import at_place
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.estimates.rules import written_in
from munshi.service.parts import counting, looking
from munshi.service.parts.looking import Found
from munshi.service.tickets.makers import makers
from munshi.service.tickets.meant import kind_of, maker
from munshi.service.tickets.words import brands_in
from munshi.service.visits import machines, words
from munshi.service.visits.drafts import Draft, Kept
from munshi.service.warranty.models import ProductModel

KIND = "part"


class Naming:
    """One call about a part: what is named, and the draft of what was said before."""

    def __init__(self, session: Session, caller: Caller) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.draft = Draft(session, caller, KIND)

    def _named(self, text: str) -> list[Found]:
        if sku := self.draft.get("sku"):
            return [
                each for each in looking.all_parts(self.session, self.business.id) if each.part.sku == sku
            ]
        machine = words.machine_in(text)  # what it is for: no part of another one is meant
        parts = looking.all_parts(self.session, self.business.id)
        named = looking.named_in(text, [each for each in parts if machine in (None, each.part.machine)])
        return self._of_own_machines(named)

    def _of_own_machines(self, named: list[Found]) -> list[Found]:
        """Of a name that parts of several machines have, those of what the person has bought."""
        if len({found.part.machine for found in named}) < 2:
            return named
        own = {machine for _, machine in machines.bought(self.session, self.caller)}
        return [found for found in named if found.part.machine in own] or named

    def _apart(self, text: str) -> list[Kept]:
        """The parts that a text names one after the other, each with how many."""
        parts = looking.all_parts(self.session, self.business.id)
        found: dict[tuple[str, ...], Kept] = {}
        for piece in written_in(text):
            named = tuple(each.part.sku for each in looking.named_in(piece.text, parts))
            told = any(not set(named).isdisjoint(before) for before in found)  # "TV remote … new remote"
            if named and not told:
                quantity = min(piece.counted.quantity, counting.MOST)
                found[named] = {"text": piece.text, "quantity": str(quantity)}
        return list(found.values())

    def _unknown(self, text: str, reading: Reading) -> list[str]:
        """What stands beside a part that is known, and may be one that is not: what reads as goods, where any does."""
        lines = [each.value.get("name") for each in reading.all("order_line") if isinstance(each.value, dict)]
        goods = [name for name in lines if name]
        pieces = [
            piece.text
            for piece in written_in(text)
            if not goods or self._kinds(piece.text) or any(name in piece.text for name in goods)
        ]
        known = [bool(self._kinds(piece)) for piece in pieces]
        if not any(known):
            return []
        return [
            piece
            for piece, is_known in zip(pieces, known, strict=True)
            if not is_known and counting.may_be_a_part(piece)
        ]

    def _others(self, text: str) -> list[Kept]:
        """Those of them that are not what is shown."""
        return [each for each in self._apart(text) if self._kinds(each["text"]).isdisjoint(self._kinds())]

    def _kinds(self, text: str | None = None) -> set[str]:
        """The parts that a text names, or that are shown."""
        if text is None:
            return {found.part.part for found in self._named(self.draft.get("text") or "")}
        parts = looking.all_parts(self.session, self.business.id)
        return {found.part.part for found in looking.named_in(text, parts)}

    def has_quality(self, text: str) -> bool:
        """Whether a text names the quality of the part that is shown."""
        sku = self.draft.get("sku")
        parts = looking.all_parts(self.session, self.business.id)
        return any(each.part.sku == sku and each.part.quality == words.quality_in(text) for each in parts)

    def names_other(self, text: str) -> bool:
        """Whether it names a part that is not the one that is shown."""
        return bool(self._others(text))

    def names_shown(self, text: str) -> bool:
        """Whether it names the part that is shown."""
        return any(not self._kinds(each["text"]).isdisjoint(self._kinds()) for each in self._apart(text))

    def _is_of_another_machine(self, text: str) -> bool:
        """Whether the answer names a part of another machine than the one that is asked about: that one is meant."""
        machine = words.machine_in(text)
        if machine is None or self.draft.is_empty:
            return False
        parts = [
            each for each in looking.all_parts(self.session, self.business.id) if each.part.machine == machine
        ]
        asked = self._named(self.draft.get("text") or "")
        return bool(looking.named_in(text, parts)) and all(found.part.machine != machine for found in asked)

    def _model(self, text: str, named: list[Found]) -> str | None:
        """The model that is said, or of the only such machine that the person has bought here."""
        if self.draft.get("model"):
            return str(self.draft.get("model"))
        if (said := looking.model_in(self.session, self.business.id, text)) is not None:
            self.draft.put(model=said.model)
            return said.model
        pieces = machines.bought(self.session, self.caller, named[0].part.machine)
        if len({sold.model for sold, _ in pieces}) == 1:
            self.draft.put(model=pieces[0][0].model, sold=pieces[0][0].id)
            return pieces[0][0].model
        return None

    def _model_said(self, text: str) -> str | None:
        said = looking.model_in(self.session, self.business.id, text)
        shown = self.draft.get("models") or []
        place = words.place_in(text)
        if said is None and place is not None and 0 < place <= len(shown):
            return str(shown[place - 1])
        return said.model if said else None

    def _choose_by_words(self, text: str, *, by_place: bool) -> None:
        """By its place in the list, its quality or its price; a number of pieces is no place."""
        shown = self.draft.get("shown") or []
        place = words.place_in(text) if by_place else None
        quality = words.quality_in(text)
        if place is not None and (sku := at_place(shown, place)):
            self.draft.put(sku=sku)
        if (price := words.price_in(text)) is not None:
            parts = looking.all_parts(self.session, self.business.id)
            of_it = [each for each in parts if each.part.sku in shown and each.product.price_paise == price]
            if len(of_it) == 1:
                self.draft.put(sku=of_it[0].part.sku)
        if quality is not None:
            parts = looking.all_parts(self.session, self.business.id)
            kin = [*shown, *self._kin(parts)]
            of_it = [each for each in parts if each.part.sku in kin and each.part.quality == quality]
            if of_it:
                self.draft.put(sku=of_it[0].part.sku)

    def _kin(self, parts: list[Found]) -> list[str]:
        """The part that is shown in each of its qualities."""
        shown = next((each.part for each in parts if each.part.sku == self.draft.get("sku")), None)
        same = (each.part for each in parts if shown and each.part.machine == shown.machine)
        return [each.sku for each in same if shown and each.part == shown.part]

    def _other_maker(self, found: Found) -> str | None:
        """The maker that is named, where the part names no models and the shop sells no such machine of that maker."""
        brands = self.draft.get("brands") or []
        if not brands or found.part.models:
            return None
        models = self.session.scalars(
            select(ProductModel).where(ProductModel.business_id == self.business.id)
        )
        of_kind = [each for each in models if kind_of(each) == found.part.machine]
        made = {brand for each in of_kind for brand in brands_in(" ".join([*makers(each), each.name]))}
        return maker(brands[0]) if made.isdisjoint(brands) else None

    def _chosen(self) -> Found:
        named = self._named(self.draft.get("text"))
        return next(each for each in named if each.part.sku == self.draft.get("sku"))
