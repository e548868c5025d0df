"""What a customer owes and how they can pay it: the link, the card, or the shop itself."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.payments import cards, links
from munshi.billing.payments.owed import due_of, item_of, waiting_paise
from munshi.billing.payments.rules import MOST_PAISE, Way
from munshi.billing.payments.terms import SKILL, upi_ways, ways_of
from munshi.callers import Caller
from munshi.outcomes import Outcome

LISTED = 5


def pay(
    session: Session,
    caller: Caller,
    reference: str | None = None,
    asked: int | None = None,
    *,
    ahead: bool = False,
    whether: bool = False,
) -> Outcome[Any]:
    """What is owed, of one order or bill where it is named, and a way to pay it, or the part that is asked.

    More than is owed is asked about first, and is kept `ahead` where it is wanted all the same. `whether`: it is asked
    if the part may be paid.
    """
    caller.must_be_offered(SKILL)
    reference = item_of(session, caller.business_id, reference)
    due, ways = due_of(session, caller.business_id, caller.person.id), ways_of(caller.business)
    paise = due.of(reference) if reference else due.paise
    if not paise:
        outcome = "not_found" if reference and due.paise else "nothing_owed"
        named = {"pay_named": reference, "pay_due_paise": due.paise, "pay_ways": [str(way) for way in ways]}
        named |= {"pay_vpa": caller.business.upi_id} if Way.UPI in ways else {}
        return Outcome[str](outcome=outcome, facts=named)
    if asked is not None and asked > paise:
        return _more(caller, paise, asked, ahead=ahead)
    owed, paise = paise, asked or paise
    items = [each for each in due.items if reference in (None, each.reference)]
    facts = {
        "pay_due_paise": owed,
        "pay_now_paise": paise,
        "pay_later_paise": owed - paise,
        "pay_items": [{"of": each.reference, "paise": each.paise} for each in items[:LISTED]],
        "pay_more": max(len(items) - LISTED, 0),
        "pay_ways": [str(way) for way in ways],
        "pay_business": caller.business.name,
        "pay_waiting_paise": waiting_paise(session, caller.business_id, caller.person.id),
    }
    of = reference or (items[0].reference if len(items) == 1 else None)
    card = cards.card_for(session, caller.business, caller.person, paise, of)
    if card is not None:
        return Outcome[str](outcome="card_sent", facts={**facts, "pay_card": card})
    if not {Way.UPI, Way.GATEWAY} & set(ways) or paise > MOST_PAISE:
        return Outcome[str](outcome="owed_by_hand", facts=facts)
    by_upi = Way.UPI in ways and upi_ways(caller.business, paise).at_all
    issued = links.link_for(session, caller.person, paise, order=of, is_part=paise < owed)
    return Outcome[str](
        outcome=("may_pay" if whether else "owed_part") if paise < owed else "owed",
        facts={**facts, "pay_url": issued.url, "pay_vpa": caller.business.upi_id if by_upi else None},
    )


def _more(caller: Caller, due: int, asked: int, *, ahead: bool) -> Outcome[Any]:
    """That less is due than is to be paid; who wants to all the same is told where, and what stays ahead.

    No pay page takes more than is due, so that a slip of the finger does not.
    """
    ways = ways_of(caller.business)
    facts = {
        "pay_due_paise": due,
        "pay_asked_paise": asked,
        "pay_beyond_paise": asked - due,
        "pay_ahead": ahead,
        "pay_ways": [str(way) for way in ways],
    }
    by_upi = Way.UPI in ways and asked <= MOST_PAISE and upi_ways(caller.business, asked).at_all
    vpa = {"pay_vpa": caller.business.upi_id} if by_upi else {}
    return Outcome[str](outcome="owed_ahead" if ahead else "owed_less", facts={**facts, **vpa})
