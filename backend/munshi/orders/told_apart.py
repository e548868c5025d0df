"""What of a line is name and what is amount, told apart by what is on the shelf."""

from collections.abc import Sequence
from dataclasses import replace

from munshi.catalogue import goods
from munshi.orders.desk import Desk
from munshi.orders.messages import Said
from munshi.orders.quantities import SCALES
from munshi.orders.shelf import StockedShelf, named_with


def read_by_shelf(desk: Desk, lines: Sequence[Said]) -> list[Said]:
    """The lines as the shelf lets them be read: whose figure it is, and what only counts what was named before."""
    read: list[Said] = []
    for said in lines:
        before = read[-1] if read else None
        if before and before.name and before.quantity is None and _only_counts(desk, said):
            read[-1] = replace(before, quantity=said.quantity)
        else:
            read.append(_counted_by_its_name(desk, with_its_figure(desk.shelf, said)))
    return read


def with_its_figure(shelf: StockedShelf, said: Said) -> Said:
    """A number without a unit that stands in the name of what is meant is of the name: telma 40 is no 40 strips."""
    if not said.name or said.quantity is None or said.unit or said.pack or said.sku:
        return said
    meant = shelf.meant(said.name).items
    if not any(named_with(item, said.quantity) for item in meant):
        return said
    return replace(said, name=f"{said.name} {said.quantity.normalize():f}", quantity=None)


def _counted_by_its_name(desk: Desk, said: Said) -> Said:
    """A unit that the name itself has only counts it: five reams of what is called a ream."""
    if not said.name or not said.unit or said.quantity is None or said.unit in SCALES:
        return said
    items = desk.shelf.meant(said.name).items
    unit = set(goods.heard(said.unit))
    is_named = len(items) == 1 and any(unit & set(goods.heard(name)) for name in items[0].name.values())
    return replace(said, unit=None) if is_named else said


def _only_counts(desk: Desk, said: Said) -> bool:
    """Whether a line is no more than a number and a word that counts, where nothing here is called so."""
    if not said.name or said.quantity is None or said.unit or said.pack:
        return False
    return goods.only_counts(said.name) and not desk.shelf.meant(said.name).items
