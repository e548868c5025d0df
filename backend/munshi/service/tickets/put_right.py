"""What is said of a report that is shown or wants its address: another machine, goods, that it is brought, a note."""

from munshi.asking.reading import Reading
from munshi.orders.address_words import surely_an_address
from munshi.service.tickets import besides, brought, kinds, meant, words
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import CONFIRM
from munshi.service.visits.words import is_to_note, machine_in, renames, says

MOST_OF_A_NAME = 3  # words


def takes(desk: Desk, text: str, reading: Reading) -> bool:
    """Whether a message puts the report right; what is wrong stays, and a fault beside it is told."""
    draft = desk.draft
    if _renames(desk, text):
        _rename(desk, text)
    elif names_goods(reading) and draft.asked == CONFIRM and not (draft.sold or draft.order):
        draft.is_of(product=text)
    elif brought.says_so(text):
        if fault := words.of_faults(text):
            draft.tell(fault)
    elif is_to_note(text) and not surely_an_address(text):
        draft.tell(text)
    else:
        return False
    return True


def _rename(desk: Desk, text: str) -> None:
    """Another machine is reported: one that the shop knows, else its kind."""
    if says(text, "is_well"):
        desk.draft.tell(text)
    before = (desk.draft.sold, desk.draft.model, desk.draft.product)
    meant.find(desk, text, None, None)
    if (desk.draft.sold, desk.draft.model, desk.draft.product) == before:
        kinds.take(desk, text)


def names_goods(reading: Reading) -> bool:
    """Whether a few words only name goods, and none are wanted: which the report is of."""
    text = reading.text or ""
    lines = [each.value for each in reading.all("order_line") if isinstance(each.value, dict)]
    counted = any(line.get("quantity") for line in lines)
    short = len(text.split()) <= MOST_OF_A_NAME and not says(text, "wants_goods")
    return bool(lines) and short and not counted


def _renames(desk: Desk, text: str) -> bool:
    """Whether it says that another machine is meant than the one that is reported, and nothing else."""
    named = machine_in(text)
    is_other = named != besides.kind_of(desk) and not words.tells_fault(text)
    return is_other and renames(text, named) and not surely_an_address(text)
