"""What a report is of: a serial, what the person has bought, an order, or a kind of thing that the shop knows."""

from collections.abc import Iterable, Sequence

from munshi.orders.looking import normalised as order_reference
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.service.tickets import words
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.makers import makers
from munshi.service.tickets.ordered import lines_named
from munshi.service.tickets.phrases import Keys, holds, keys
from munshi.service.visits.streets import beside_streets
from munshi.service.visits.words import denied_machines, machine_in, says
from munshi.service.warranty.models import ProductModel, SoldProduct

RESTAURANT = "restaurant"  # a kind of business
SHORT = 2  # letters of a kind that is written in capitals: AC, TV
LONGEST_INITIALS = 3  # letters of a maker that is written in capitals: LG, IFB


def find(desk: Desk, text: str, serial: str | None, reference: str | None) -> None:
    """Settles in the draft what a message says it is of, where it says so."""
    draft = desk.draft
    if serial and (piece := _by_serial(desk, serial)):
        draft.is_of(sold=piece.id)
    elif reference and (order := by_reference(desk, reference)):
        draft.is_of_order(order.reference, lines_named(text, order))
    elif says(text, "order_missing") or (says(text, "nobody_comes") and says(text, "exchange_wished")):
        draft.is_of_order(None, [])
    elif words.came_wrong(text) and (came := _that_came(desk, text)):
        draft.is_of_order(came[0].reference, came[1])
    elif desk.is_of_machines and words.is_of_conduct(text):
        draft.is_of_order(None, [])
    elif named := models_named(text, desk.models):
        _settle_or_order(desk, named, text)
    elif product := of_another_maker(text, desk.models):
        draft.is_of(product=product)
    elif found := _in_orders(desk, text):
        draft.is_of_order(found[0].reference, found[1])
    elif words.is_of_order(text) or not desk.is_of_machines:
        _of_last_order(desk)
    elif (piece := _only_piece(desk, text)) is not None:
        draft.is_of(sold=piece.id)


def _only_piece(desk: Desk, text: str) -> SoldProduct | None:
    """Who names no model means the piece that was spoken of, else the only one that they bought, of a kind if named."""
    machine = machine_in(text)
    if words.brands_in(text) or not words.says_what(text):
        return None
    known = [desk.spoken] if desk.spoken else desk.pieces
    of_kind = [piece for piece in known if machine in (None, _kind_of(desk, piece))]
    is_sure = machine or desk.spoken or not desk.orders
    return of_kind[0] if len(of_kind) == 1 and is_sure else None


def has_bought(desk: Desk, machine: str) -> bool:
    """Whether the person has bought such a machine here."""
    return any(machine == _kind_of(desk, piece) for piece in desk.pieces)


def _kind_of(desk: Desk, piece: SoldProduct) -> str | None:
    """What kind of machine a piece is."""
    model = next((each for each in desk.models if each.model == piece.model), None)
    return kind_of(model) if model else None


def kind_of(model: ProductModel) -> str:
    """What kind of machine a model is."""
    return machine_in(model.appliance.replace("_", " ")) or model.appliance


def models_named(text: str, models: Sequence[ProductModel]) -> list[ProductModel]:
    """The models whose kind is named, those of a brand that is named too first of all."""
    said, kind, denied = keys(beside_streets(text)), machine_in(text), denied_machines(text)
    found = [model for model in models if any(holds(said, phrase) for phrase in phrases(model))]
    found = [model for model in found if kind_of(model) not in denied]
    found = found or [model for model in models if kind is not None and kind == kind_of(model)]
    brands = words.brands_in(text)
    branded = [model for model in found if _is_made_by(model, said, brands)]
    return branded or ([] if brands else found)


def _is_made_by(model: ProductModel, said: Keys, brands: Sequence[str]) -> bool:
    made = makers(model)
    is_named = any(holds(said, keys(each)) for each in made)
    return is_named or not set(brands).isdisjoint(words.brands_in(" ".join(made)))


def of_another_maker(text: str, models: Sequence[ProductModel]) -> str | None:
    """What a machine is called whose kind is known here, and whose maker is another: "Samsung fridge"."""
    brands, said = words.brands_in(text), keys(text)
    kinds = [model for model in models if any(holds(said, phrase) for phrase in phrases(model))]
    if not brands or not kinds or models_named(text, models):
        return None
    return called(kinds[0], brands[0])


def unserved(text: str, models: Sequence[ProductModel]) -> str | None:
    """The same, and a maker alone of whom the shop knows no model."""
    brands = words.brands_in(text)
    known = {each for model in models for each in (*makers(model), *words.brands_in(model.name))}
    made_here = {brand for each in known for brand in words.brands_in(each)}
    kinds = [model for model in models if any(holds(keys(text), each) for each in phrases(model))]
    alone = brands and models and not kinds and made_here.isdisjoint(brands)
    return brands[0].title() if alone else of_another_maker(text, models)


def maker(brand: str) -> str:
    """A maker as it is written: LG, Samsung."""
    return brand.upper() if len(brand) <= LONGEST_INITIALS else brand.title()


def called(model: ProductModel, brand: str | None = None) -> str:
    """The kind of a machine, with its maker where one is said."""
    kind = model.called[0] if model.called else model.appliance
    return written(kind, [brand] if brand else [])


def written(kind: str, brands: Sequence[str]) -> str:
    """A kind of machine with its maker, where one is said: Samsung fridge, AC."""
    made_by, said = (maker(brand) for brand in brands[:1]), kind.replace("_", " ")
    return " ".join((*made_by, said.upper() if len(said) <= SHORT else said))


def is_at_home(product: str | None, models: Sequence[ProductModel]) -> bool:
    """Whether machines of this kind are repaired where they stand."""
    said = keys(product or "")
    return any(model.at_home for model in models if any(holds(said, each) for each in phrases(model)))


def is_carried_in(desk: Desk, machine: str | None) -> bool:
    """Whether nobody goes out for such a machine, as far as the shop says; of no machine that is so."""
    of_kind = [model for model in desk.models if machine == kind_of(model)]
    return machine is None or (bool(of_kind) and not any(model.at_home for model in of_kind))


def phrases(model: ProductModel) -> list[Keys]:
    """What people call a model, by sound."""
    called = (*model.called, model.name, model.model)
    return [phrase for each in called if (phrase := keys(each))]


def product_words(model: ProductModel | None) -> Keys:
    """The words of a product, which tell nothing of its fault."""
    if model is None:
        return ()
    return [word for phrase in phrases(model) for word in phrase] + list(keys(model.brand or ""))


def pieces_of(desk: Desk, models: Iterable[ProductModel]) -> list[SoldProduct]:
    """Which of what the person has bought are of these models."""
    codes = {model.model for model in models}
    return [piece for piece in desk.pieces if piece.model in codes]


def by_reference(desk: Desk, reference: str) -> Order | None:
    """The person's order that is named."""
    wanted = order_reference(reference)
    return next((order for order in desk.orders if order.reference == wanted), None)


def _settle_or_order(desk: Desk, named: Sequence[ProductModel], text: str) -> None:
    """What is carried in and came with an order of late is of that order, unless such a piece is registered."""
    carried_in = not any(model.at_home for model in named) and not pieces_of(desk, named)
    came = _that_came(desk, text) if carried_in else None
    if came is not None:
        desk.draft.is_of_order(came[0].reference, came[1])
    else:
        _settle(desk, named, text)


def _settle(desk: Desk, named: Sequence[ProductModel], text: str) -> None:
    """The only piece of that kind is meant; several are asked about, and of none it is a product in words."""
    pieces = pieces_of(desk, named)
    if len(pieces) == 1:
        desk.draft.is_of(sold=pieces[0].id)
    elif not pieces:
        one = named[0]
        is_named = len(named) == 1 and (words.brands_in(text) or _is_called_whole(one, text))
        desk.draft.is_of(model=one.model, product=one.name if is_named else called(one))


def _is_called_whole(model: ProductModel, text: str) -> bool:
    """Whether the text has the name or the number of a model, not only its kind."""
    said = keys(text)
    return any(holds(said, keys(each)) for each in (model.name, model.model))


def _by_serial(desk: Desk, serial: str) -> SoldProduct | None:
    return next((piece for piece in desk.pieces if piece.serial == serial.upper()), None)


def is_of_goods_that_came(desk: Desk, text: str) -> bool:
    """Whether a text names goods of an order that was delivered of late, or that the shop has not yet closed."""
    return _that_came(desk, text) is not None


def food_was_brought(desk: Desk) -> bool:
    """Whether the last order of somebody at a restaurant came, or is on its way."""
    last = next(iter(desk.orders), None)
    came = last is not None and last.status in (Status.DELIVERED, Status.OUT_FOR_DELIVERY)
    return came and desk.business.kind == RESTAURANT


def came_and_is_named(desk: Desk, text: str, reference: str | None) -> bool:
    """The same, of the order that is named where one is."""
    if reference is None:
        return is_of_goods_that_came(desk, text)
    order = by_reference(desk, reference)
    return order is not None and order.status == Status.DELIVERED and bool(lines_named(text, order))


def _that_came(desk: Desk, text: str) -> tuple[Order, list[int]] | None:
    """The order that came with the goods that are named, and their lines."""
    found = _in_orders(desk, text)
    return found if found and found[0].status in (Status.DELIVERED, Status.OUT_FOR_DELIVERY) else None


def _in_orders(desk: Desk, text: str) -> tuple[Order, list[int]] | None:
    """The last order that came and has the goods that are named, else the last that has them."""
    came = sorted(desk.orders, key=lambda order: order.status != Status.DELIVERED)
    found = ((order, lines_named(text, order)) for order in came)
    return next(((order, lines) for order, lines in found if lines), None)


def _of_last_order(desk: Desk) -> None:
    """What says only that goods are wrong is of the last that came, or of the shop where none did."""
    last = desk.orders[0] if desk.orders else None
    if last is not None or not desk.is_of_machines:
        desk.draft.is_of_order(last.reference if last else None, [])
