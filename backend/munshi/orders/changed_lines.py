"""No line of the cart changes in silence: each amount that a message has changed is said, and each line that goes.

Whatever was understood, the person sees what it came to. What is asked about instead is said by its question.
"""

from munshi.columns import plain
from munshi.orders.desk import Desk
from munshi.orders.facts import item_facts


def note_changed(desk: Desk) -> None:
    """Says which lines that stood in the cart before this call have another amount now, and which are gone."""
    if desk.cart.serial != desk.serial_before:
        return
    asked = {key for wish in desk.cart.wishes for key in wish.keys}
    changed = []
    for line in desk.lines_before:
        item, now = line.item, desk.cart.held(line.item)
        if now == line.quantity or item.key in asked | desk.told_gone:
            continue
        if not now:
            desk.note_gone(item)
            continue
        amounts = {"before": plain(line.quantity), "now": plain(now)}
        changed.append({**item_facts(item, desk.marked), **amounts})
    if changed:
        desk.note("amounts_changed", changed=changed)
