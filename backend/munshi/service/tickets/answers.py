"""What a call about the draft is answered with: what is missing or stands against it, else all of it for a yes."""

from datetime import date
from typing import Any

from sqlalchemy import select

from munshi.outcomes import Outcome
from munshi.service.parts.looking import only_named
from munshi.service.parts.sold import SoldPart
from munshi.service.parts.sold import guaranteed as guaranteed_part
from munshi.service.tickets import at_once, bringing, meant, repaired, words
from munshi.service.tickets.dangers import warnings
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import ASK_ADDRESS, ASK_PROBLEM, ASK_PRODUCT, CONFIRM, OPEN_ALREADY
from munshi.service.tickets.facts import Facts, ticket_facts
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.part import terms_of
from munshi.service.tickets.rules import priority_of
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.visits import machines
from munshi.service.visits.charging import excluded_in
from munshi.service.visits.terms import said as terms_said
from munshi.service.visits.words import kind_of, machine_in, says
from munshi.service.warranty.models import WarrantyPolicy
from munshi.service.warranty.standing import is_guaranteed, is_visited, piece_facts

OFFERED = 8  # pieces that can be tapped


def conclude(desk: Desk) -> Outcome[Any]:
    """The answer to the draft as it is now, stored; a danger is warned of once, and the shop told at once."""
    for look in (_unknown_problem, _unknown_product, _there_already, _unknown_address):
        if (answer := look(desk)) is not None:
            break
    else:
        answer = desk.ask(CONFIRM, **shown(desk))
    if desk.dangers or desk.others_dangers:
        answer.facts.update(warnings([*desk.others_dangers, *desk.dangers]))
        desk.draft.warned = desk.draft.warned or bool(desk.dangers)
        knows = at_once.report(desk, open_of_the_same(desk)) if desk.dangers else None
        if knows := knows or desk.others_ticket:
            answer.facts["shop_knows"] = knows
        desk.save()
    answer.facts.update(desk.told)
    return answer


def shown(desk: Desk) -> Facts:
    """All that is reported, with the token of exactly this."""
    draft, piece = desk.draft, desk.piece()
    again, part = done_before(desk), sold_part(desk)
    order = next((each for each in desk.orders if each.reference == draft.order), None)
    lines = [line.name for line in order.lines if line.position in draft.lines] if order else []
    facts = {
        "problem": draft.problem,
        "piece": piece_facts(desk.session, piece, desk.now.date()) if piece else None,
        "product": draft.product,
        "order": order.reference if order else None,
        "order_date": _day(desk, order.placed_at) if order else None,
        "order_lines": lines,
        "address": ", ".join(filter(None, (draft.address, draft.pincode))) or None,
        "outside": _outside(desk),
        "called": draft.called,
        "files": len(draft.files),
        "second": draft.second,
        "brings": draft.brings,
        "brought_on": bringing.said(bringing.day_of(draft), bringing.hour_of(draft)),
        "priority": priority(desk),
        "again": again.reference if again else None,
        "free": is_free(desk),
        "own_fault": is_own_fault(desk),
        "not_covered": not_covered(desk),
        "part": part.facts() if part else None,
        "visit_paise": _visit_paise(desk),
    }
    return {"summary": desk.token(facts), **facts}


def costs(desk: Desk) -> Facts:
    """What it costs that somebody comes, as it is told to who asks."""
    if is_free(desk) or desk.draft.order or words.came_wrong(desk.draft.problem or ""):
        return {"told": "free"}
    if desk.draft.brings or is_carried_in(desk):
        return {"told": "later"}
    paise = _visit_paise(desk) or terms_said(desk.business).charge_paise
    part = only_named(desk.session, desk.business.id, desk.draft.problem or "")
    return {"told": "charge", "told_paise": paise, "told_part": part.facts() if part else None}


def is_carried_in(desk: Desk) -> bool:
    """Whether nobody comes for what is reported: it is brought to the shop, so that no coming costs anything."""
    model, machine = desk.model(), machine_in(desk.draft.product or "")
    return (
        not is_visited(desk.session, model) if model else machine is not None and not _is_seen_at_home(desk)
    )


def priority(desk: Desk) -> Any:
    """How urgent it is, by what the business calls so."""
    again = bool(done_before(desk))
    return priority_of(desk.draft.hazard, terms_of(desk.business).urgent, again)  # type: ignore[arg-type]


def is_free(desk: Desk) -> bool:
    """Whether nothing is charged: by the guarantee of the piece, or of the repair before."""
    piece = desk.piece()
    guaranteed = piece is not None and is_guaranteed(desk.session, piece, desk.now.date())
    guaranteed = guaranteed or sold_part(desk) is not None
    covered = not (is_own_fault(desk) or not_covered(desk))
    return (guaranteed and covered) or done_before(desk) is not None


def sold_part(desk: Desk) -> SoldPart | None:
    """The part that is reported, where it was bought here and is guaranteed itself."""
    return guaranteed_part(desk.session, desk.caller, desk.draft.problem or "", desk.now.date())


def is_own_fault(desk: Desk) -> bool:
    """Whether the person has broken or lost it, which no guarantee has."""
    return says(desk.draft.problem or "", "own_fault")


def not_covered(desk: Desk) -> str | None:
    """What the guarantee of the piece excludes, where that is what is reported."""
    piece = desk.piece()
    return excluded_in(desk.session, piece, desk.draft.problem or "") if piece else None


def done_before(desk: Desk) -> Ticket | None:
    """The ticket of the same fault that was put right, while that repair is guaranteed."""
    draft = desk.draft
    if draft.apart or not draft.problem:
        return None
    if draft.again:
        done = repaired.lately(desk.session, desk.business, desk.caller.person.id, desk.now)
        return next((each for each in done if each.reference == draft.again), None)
    return repaired.before(
        desk.session,
        desk.tickets,
        desk.model(),
        draft.problem,
        desk.now,
        lambda ticket: _is_of_the_same(desk, ticket),
        None if draft.order else repaired.by_terms(desk.business, machine_in(draft.product or "")),
    )


def _unknown_problem(desk: Desk) -> Outcome[Any] | None:
    """What is wrong, where only a product or nothing was said; a voice note or a video says it."""
    if desk.draft.problem:
        return None
    piece = desk.piece()
    name = piece_facts(desk.session, piece, desk.now.date())["name"] if piece else None
    return desk.ask(ASK_PROBLEM, name=name, product=desk.draft.product, order=desk.draft.order)


def _unknown_product(desk: Desk) -> Outcome[Any] | None:
    """Which of what the person has bought; who bought nothing here says it in words."""
    draft = desk.draft
    if draft.named:
        return None
    text = draft.problem or ""
    pieces = meant.pieces_of(desk, meant.models_named(text, desk.models)) or desk.pieces
    today = desk.now.date()
    options = [piece_facts(desk.session, piece, today) for piece in pieces[:OFFERED]]
    return desk.ask(ASK_PRODUCT, options=options)


def _there_already(desk: Desk) -> Outcome[Any] | None:
    """A ticket of the same thing that is not put right yet is named, unless this is another fault."""
    ticket = open_of_the_same(desk)
    return desk.ask(OPEN_ALREADY, ticket=ticket_facts(desk.session, ticket)) if ticket else None


def open_of_the_same(desk: Desk) -> Ticket | None:
    """The open ticket of what the draft is of, other than that by which the shop knows of the draft."""
    if desk.draft.apart or not desk.draft.named:
        return None
    live = (each for each in desk.tickets if Status(each.status) in LIVE)
    others = (each for each in live if each.reference != desk.draft.reported)
    return next((each for each in others if _is_of_the_same(desk, each)), None)


def _is_of_the_same(desk: Desk, ticket: Ticket) -> bool:
    """Whether a ticket is of what the draft is of: of the same piece, product or order."""
    draft = desk.draft
    if draft.sold is not None or ticket.sold_id is not None:
        return draft.sold == ticket.sold_id
    if draft.order is not None or ticket.order_reference is not None:
        same = draft.order == ticket.order_reference
        return same and (not ticket.order_lines or ticket.order_lines == draft.lines or not draft.lines)
    if draft.product or ticket.product:
        return draft.product == ticket.product
    return draft.problem == ticket.problem


def _unknown_address(desk: Desk) -> Outcome[Any] | None:
    """Where to come, with the pincode: for what is repaired where it stands, and not for what came wrong.

    That of before is proposed.
    """
    draft, model = desk.draft, desk.model()
    at_home = model.at_home if model else _is_seen_at_home(desk) or bool(draft.hazard and not draft.brings)
    if draft.order or draft.no_visit or not at_home or words.came_wrong(draft.problem or ""):
        return None
    if not (draft.address or draft.pincode):
        draft.address, draft.pincode = _known_address(desk)
    if draft.address and draft.pincode:
        return None
    return desk.ask(ASK_ADDRESS, address=draft.address, pincode=draft.pincode)


def _is_seen_at_home(desk: Desk) -> bool:
    """Whether a product in words is of a kind that is repaired where it stands, or for which somebody goes out."""
    product = desk.draft.product
    served = machines.served(desk.session, desk.business.id)
    return meant.is_at_home(product, desk.models) or machine_in(product or "") in served


def _outside(desk: Desk) -> Facts | None:
    """The pincode to which nobody goes for such a machine, and those to which somebody does."""
    draft, model = desk.draft, desk.model()
    machine = kind_of(model.appliance) if model else machine_in(draft.product or draft.problem or "")
    if draft.order or draft.pincode is None or machine is None:
        return None
    served = machines.served_pincodes(desk.session, desk.business.id, machine)
    return {"pincode": draft.pincode, "pincodes": served} if served and draft.pincode not in served else None


def _known_address(desk: Desk) -> tuple[str | None, str | None]:
    """Where the person's last ticket or order went."""
    places = [
        *((ticket.address, ticket.pincode) for ticket in desk.tickets),
        *((order.address, order.pincode) for order in desk.orders),
    ]
    return next((place for place in places if all(place)), (None, None))


def _visit_paise(desk: Desk) -> int | None:
    """What coming costs, as a visit for it would: by the policy of a piece that was sold, else what anybody pays."""
    policy = _policy(desk)
    is_put_right = is_free(desk) or words.came_wrong(desk.draft.problem or "")
    nobody_goes = is_put_right or desk.draft.brings or says(desk.draft.problem or "", "work_wished")
    if policy is None or nobody_goes:
        return None
    model = desk.model()
    served = machines.served(desk.session, desk.business.id)
    if desk.piece() is None and model and kind_of(model.appliance) in served:
        return terms_said(desk.business).charge_paise
    return policy.visit_paise if model and is_visited(desk.session, model) else None


def _policy(desk: Desk) -> WarrantyPolicy | None:
    model = desk.model()
    if model is None:
        return None
    query = select(WarrantyPolicy).where(
        WarrantyPolicy.business_id == desk.business.id, WarrantyPolicy.code == model.policy
    )
    return desk.session.scalar(query)


def _day(desk: Desk, at: Any) -> str:
    day: date = at.astimezone(desk.now.tzinfo).date()
    return day.isoformat()
