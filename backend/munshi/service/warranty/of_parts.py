"""How a part of a machine is guaranteed, by the policy: its own months, those of the whole, or not at all."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.looking import shapes
from munshi.service.tickets.meant import kind_of, models_named
from munshi.service.visits import words
from munshi.service.warranty import looking, spoken
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy
from munshi.service.warranty.rules import last_day
from munshi.service.warranty.standing import names, policy_of

# Replies that tell of a guarantee.
OF_GUARANTEES = ("utter_check_warranty_", "utter_request_spare_part_part_", "utter_request_spare_part_own_")
MOST_OF_A_FOLLOW_UP = 4  # words: "aur motor ki?"


def asks_on(told: Sequence[str], text: str) -> bool:
    """Whether a few words go on from what was just told of a guarantee: "motor ki?", "and the remote"."""
    just_told = any(each.startswith(OF_GUARANTEES) for each in told)
    return just_told and len(text.split()) <= MOST_OF_A_FOLLOW_UP


def of_part(session: Session, caller: Caller, text: str) -> Outcome[Any] | None:
    """What holds for the part that a text names, of the person's own machine first; None where no policy has it."""
    models = looking.models(session, caller.business_id)
    kinds = {kind for kind, _ in words.machines_placed(text)} & {kind_of(each) for each in models}
    said = shapes(words.beside_machines(text, kinds))
    for piece in _pieces(session, caller, models, kinds):
        policy = policy_of(session, piece)
        if policy is not None and (part := _named(policy, said)) is not None:
            return _of_piece(session, caller, piece, policy, part)
    return _in_general(session, caller, _meant(session, caller, text, models, kinds), said)


def _pieces(
    session: Session, caller: Caller, models: Sequence[ProductModel], kinds: Collection[str]
) -> list[SoldProduct]:
    """What the person has bought of the machines that are named, else all of it, what was spoken of first."""
    pieces = list(looking.of_person(session, caller.person))
    if kinds:
        of_kind = {each.model for each in models if kind_of(each) in kinds}
        return [each for each in pieces if each.model in of_kind]
    if spoken.model_of(session, caller):
        return []
    last = spoken.sold_of(session, caller)
    return sorted(pieces, key=lambda each: last is None or each.id != last.id)


def _meant(
    session: Session,
    caller: Caller,
    text: str,
    models: Sequence[ProductModel],
    kinds: Collection[str],
) -> list[ProductModel]:
    """The models that may be meant by who has none of them: those that are named, else the one that was told of."""
    if kinds:
        named = [each for each in models_named(text, models) if kind_of(each) in kinds]
        return named or [each for each in models if kind_of(each) in kinds]
    told = spoken.model_of(session, caller)
    return [each for each in models if told in (None, each.model)]


def _named(policy: WarrantyPolicy, said: Collection[str]) -> str | None:
    """What the policy has by a name of its own, the longest that fits."""
    known = [*(str(each["part"]) for each in policy.parts), *map(str, policy.excluded)]
    fitting = [each for each in known if shapes(each) and shapes(each) <= set(said)]
    return max(fitting, key=lambda each: len(shapes(each)), default=None)


def _months(policy: WarrantyPolicy, part: str) -> int | None:
    """For how many months it is guaranteed; None where it is not."""
    own = next((int(each["months"]) for each in policy.parts if each["part"] == part), None)
    return own if own is not None or part in policy.excluded else policy.months


def _of_piece(
    session: Session, caller: Caller, piece: SoldProduct, policy: WarrantyPolicy, part: str
) -> Outcome[Any]:
    spoken.remember(session, caller, piece)
    months, today = _months(policy, part), clock.now_in(caller.business.timezone).date()
    facts: dict[str, Any] = {"part": part, "name": dict(names(session, piece.business_id, piece.model))}
    if months is None:
        return Outcome[str](outcome="part_excluded", facts=facts)
    until = last_day(piece.sold_on, months)
    facts["until"] = until.isoformat()
    return Outcome[str](outcome="part_holds" if today <= until else "part_over", facts=facts)


def _in_general(
    session: Session, caller: Caller, models: Sequence[ProductModel], said: Collection[str]
) -> Outcome[Any] | None:
    """The same of a machine that is not in the person's name; None where the policies of several would differ."""
    found = dict[str, tuple[ProductModel, str, int | None]]()
    for model in models:
        policy = session.get_one(WarrantyPolicy, (model.business_id, model.policy))
        if (part := _named(policy, said)) is not None:
            found.setdefault(policy.code, (model, part, _months(policy, part)))
    if len(found) != 1:
        return None
    model, part, months = next(iter(found.values()))
    facts = {"part": part, "name": dict(names(session, model.business_id, model.model)), "months": months}
    return Outcome[str](outcome="part_excluded" if months is None else "part_in_general", facts=facts)
