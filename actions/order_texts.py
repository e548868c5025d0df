"""The facts of an order as the variables of its replies."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from actions import run_out_texts
from actions.bill_texts import gstin
from actions.format import clock, day, joined, moment, money, quantity, short_day, unit_name, words
from actions.item_texts import name

Facts = Mapping[str, Any]
Say = Callable[[Facts, str], str]

MORE = Decimal(2)  # more than one of a unit
ANY_REASON = "other"  # says nothing

NOTHING: Facts = {"said": (), "wanted": None, "payment": None}  # of notices from before there was anything


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {variable: say(facts, language) for variable, fact, say in VARIABLES if fact in facts}
    texts["act"] = str(facts.get("act") or "")
    item = facts.get("item")
    if item:
        texts |= _item_texts(item, language)
    if "offered" in facts:
        texts |= _offer_texts(facts, language)
    if "goods_paise" in facts:
        texts["bill"] = bill(facts, language)
    return texts


def lines(facts: Facts, language: str) -> str:
    """Each line with its price."""
    return "\n".join(_line(line, language) for line in facts["lines"])


def bill(facts: Facts, language: str) -> str:
    """Everything that a person says yes to."""
    said = words(language)
    rows = [lines(facts, language), ""]
    discounts = facts.get("discounts", ())
    if facts["total_paise"] != facts["goods_paise"] or discounts:
        rows.append(said["goods"].format(amount=money(facts["goods_paise"], language)))
    rows += [discount(each, language) for each in discounts]
    if facts["gst_paise"] and not facts["gst_included"]:
        rows.append(said["gst_on_top"].format(amount=money(facts["gst_paise"], language)))
    if facts["where"]["fulfilment"] == "delivery":
        fee = facts["fee_paise"]
        rows.append(said["fee"].format(amount=money(fee, language)) if fee else said["no_fee"])
    rows.append(said["total"].format(amount=money(facts["total_paise"], language)))
    if facts["gst_paise"] and facts["gst_included"]:
        rows.append(said["gst_inside"].format(amount=money(facts["gst_paise"], language)))
    return "\n".join([*rows, where(facts, language), when(facts, language)]) + beside(facts, language)


def where(facts: Facts, language: str) -> str:
    """How the goods come to the customer."""
    place = facts["where"]
    said = words(language)
    if place["fulfilment"] == "dine_in":
        return table(place["table"], language) if place.get("table") else str(said["dine_in"])
    if place["fulfilment"] == "delivery":
        address = ", ".join(part for part in (place["address"], place["pincode"]) if part)
        to = said["delivery_to_again" if place.get("proposed") else "delivery_to"]
        return str(to.format(address=address) if address else said["delivery"])
    return str(said["pickup_from"].format(shop=place["shop"]) if place["shop"] else said["pickup"])


def when(facts: Facts, language: str) -> str:
    """When the goods are wanted, else when the order is taken up."""
    said, wanted = words(language), facts.get("beside", NOTHING)["wanted"]
    if facts.get("slots"):
        return str(said["when_asked"])
    if wanted:
        return str(said["wanted"].format(time=hour(wanted, language)))
    if not facts["opens_at"]:
        return str(said["now"])
    return str(said["at_opening"].format(time=moment(facts["opens_at"], language)))


def beside(facts: Facts, language: str) -> str:
    """What was said of the whole order in the person's own words, when it comes, how it is paid; each in a line."""
    said, kept = words(language), facts.get("beside", NOTHING)
    row = said["note_of_customer" if "whose" in facts else "note"]
    rows = (
        [said["changed_order"].format(reference=facts["changed_from"])] if facts.get("changed_from") else []
    )
    rows += [row.format(note=note) for note in kept["said"]]
    if facts.get("promised"):
        rows.append(said["promised"].format(time=hour(facts["promised"], language)))
    if kept["payment"]:
        owed = kept.get("khata_paise")
        paid = said["paid_by"].format(payment=said["payments"][kept["payment"]])
        rows.append(paid + (said["owed_before"].format(owed=money(owed, language)) if owed else ""))
    if kept.get("bill_name"):
        rows.append(said["bill_name"].format(name=kept["bill_name"]))
    if kept.get("left_paise") is not None:
        state = said["left_to_pay"] if kept["left_paise"] > 0 else said["all_paid"]
        rows.append(state.format(left=money(kept["left_paise"], language)))
    return "".join(f"\n{row}" for row in rows)


def terms(facts: Facts, language: str) -> str:
    """What was just said of where, when and how the goods come and are paid; each in a line of its own."""
    said, told = words(language), facts["terms"]
    rows = [where(told, language)] if told["where"] else []
    if told["wanted"]:
        rows.append(said["wanted"].format(time=hour(told["wanted"], language)))
    if told["payment"]:
        rows.append(said["paid_by"].format(payment=said["payments"][told["payment"]]))
    return "\n".join(rows)


def slot(wanted: Facts, language: str) -> str:
    """A slot as its button says it: the day in short, and the hours."""
    known = {edge: clock(wanted[edge], language) for edge in ("opens", "closes")}
    return str(words(language)["slot"].format(day=short_day(wanted["day"], language), **known))


def slots(facts: Facts, language: str) -> str:
    """The slots that one may choose from, numbered."""
    return "\n".join(f"{at}. {hour(each, language)}" for at, each in enumerate(facts["slots"], 1))


def table(name: str, language: str) -> str:
    """A table by what stands on it."""
    return str(words(language)["table"].format(table=name))


def way(name: str, language: str) -> str:
    """A way in which goods come, as its button says it."""
    return str(words(language)["ways"][name])


def short_way(name: str, language: str) -> str:
    """The same, as the shop says it."""
    return str(words(language)["short_ways"][name]).capitalize()


def place(name: str, language: str) -> str:
    """What an address is called."""
    return str(words(language)["places"].get(name, name))


def _next_opening(facts: Facts, language: str) -> str:
    """When it opens next, in brackets, where that is known."""
    if not facts.get("opens_at"):
        return ""
    return str(words(language)["opens_next"].format(time=moment(facts["opens_at"], language)))


def discount(facts: Facts, language: str) -> str:
    """What is taken off, and for what."""
    taken = money(facts["paise"], language)
    return str(words(language)["discount"].format(name=facts["name"][language], amount=taken))


def hour(wanted: Facts, language: str) -> str:
    """A day, with the hours that were said."""
    said = words(language)["hours"]
    known = {edge: clock(wanted[edge], language) for edge in ("opens", "closes") if wanted[edge]}
    return str(said["_".join(known) or "day"].format(day=day(wanted["day"], language), **known))


def options(facts: Facts, language: str) -> str:
    """The products that one may choose from, numbered."""
    option = words(language)["option"]
    return "\n".join(
        option.format(place=place, **_item_texts(item, language))
        for place, item in enumerate(facts["options"], 1)
    )


def called(person: Facts) -> str:
    """Whose order it is."""
    return str(person["name"] or (person["phone"] and f"+{person['phone']}") or "?")


def step(status: str, language: str) -> str:
    """What a button says that moves an order to a status."""
    return str(words(language)["steps"][status])


def reason(code: str, language: str) -> str:
    """Why a shop cancels: a reason that is known, or its own words."""
    return str(words(language)["reasons"].get(code, code))


def because(facts: Facts, language: str) -> str:
    """Why an order was cancelled, in brackets, where the shop has said it."""
    return _reason_of({"order_reason": facts["cancelled_because"]}, language)


def told_why(facts: Facts, language: str) -> str:
    """The reason that the customer of a cancelled order was sent, where the shop has said one; what is on khata."""
    if facts.get("on_khata_paise"):
        amount = money(facts["on_khata_paise"], language)
        return str(words(language)["told_khata"].format(amount=amount))
    code = facts["cancelled_because"]
    said = str(words(language)["told_why"]) if code and code != ANY_REASON else ""
    return said.format(reason=reason(code, language)) if said else ""


def amount_changes(facts: Facts, language: str) -> str:
    """Each line whose amount has changed, with what it was and what it is."""
    row = words(language)["amount_change"]
    return "\n".join(
        row.format(
            name=name(each, language),
            before=quantity(each["before"], each["unit"], language),
            now=quantity(each["now"], each["unit"], language),
        )
        for each in facts["changed"]
    )


def amounts(facts: Facts, language: str) -> str:
    """How much is meant, one or the other."""
    said = [quantity(each["quantity"], facts["item"]["unit"], language) for each in facts["amounts"]]
    return str(words(language)["either"].format(first=said[0], second=said[-1]))


def _order(order: Facts, language: str) -> str:
    said = words(language)
    if order.get("whose"):
        return _order_of_shop(order, language)
    return str(
        said["order"].format(
            reference=order["reference"],
            total=money(order["total_paise"], language),
            status=said["statuses"][order["status"]],
            time=moment(order["placed_at"], language),
        )
    )


def _order_of_shop(order: Facts, language: str) -> str:
    """An order as a row for the shop: when it is wanted, else when it came, and with what of it was asked for."""
    said, wanted = words(language), order.get("promised") or order["beside"]["wanted"]
    row = said["order_of_shop"].format(
        reference=order["reference"],
        whose=called(order["whose"]),
        total=money(order["total_paise"], language),
        status=said["statuses"][order["status"]],
        time=hour(wanted, language) if wanted else moment(order["placed_at"], language),
        way=said["short_ways"][order["where"]["fulfilment"]],
    )
    has = [
        f"{name(line, language)} {quantity(line['quantity'], line['unit'], language)}"
        for line in order.get("has", ())
    ]
    left = (
        [said["left_to_pay"].format(left=money(order["left_paise"], language))]
        if order.get("left_paise")
        else []
    )
    brought = [_brought_to(order, language)] if order.get("is_brought") else []
    return "\n   ".join([str(row), *left, *brought, *([", ".join(has)] if has else [])])


def _brought_to(order: Facts, language: str) -> str:
    """Where it is brought, and the phone of who gets it, beside their name."""
    where, whose = order["where"], order["whose"]
    place = ", ".join(filter(None, (where["address"], where["pincode"])))
    phone = f"+{whose['phone']}" if whose["name"] and whose["phone"] else ""
    return str(words(language)["brought_to"].format(place=" · ".join(filter(None, (place, phone)))))


def sum_of_orders(facts: Facts, language: str) -> str:
    """What the orders that were asked for come to together."""
    if not facts["sum_paise"]:
        return ""
    return "\n" + str(words(language)["together"].format(amount=money(facts["sum_paise"], language)))


def asked_for(facts: Facts, language: str) -> str:
    """Which orders were asked for, as they were understood."""
    said, asked = words(language), facts["asked_for"]
    parts = [" – ".join(dict.fromkeys(day(end, language) for end in span)) for span in asked["days"]]
    if hours := asked["hours"]:
        known = {edge: clock(at, language) for edge, at in hours.items() if at}
        parts.append(said["at_hours"]["_".join(known)].format(**known))
    parts += [said["short_ways"][way] for way in asked["ways"]]
    parts += [said["at_table"].format(table=each) for each in asked["tables"]]
    parts += [each[language] for each in asked["goods"]] + list(asked["people"])
    parts += [said["statuses"][status] for status in asked["statuses"]]
    parts += [said[each] for each in ("to_do", "unpaid") if asked[each]]
    parts += [said["of_no_goods"].format(words=asked["unknown"])] if asked["unknown"] else []
    return ", ".join(parts)


def moves(facts: Facts, language: str) -> str:
    """Orders, each with whose it is and where it goes."""
    said = words(language)
    return "\n".join(
        said["move"].format(
            reference=each["reference"],
            total=money(each["total_paise"], language),
            whose=called(each["whose"]),
            state=said["statuses"][each["state"]] + _reason_of(each, language) + _money_of(each, language),
        )
        for each in facts["moves"]
    )


def _money_of(row: Facts, language: str) -> str:
    """What came for it, and how."""
    if not row["paid_paise"]:
        return ""
    return f", 💵 {money(row['paid_paise'], language)} {words(language)['payments'][row['paid_way']]}"


def _reason_of(row: Facts, language: str) -> str:
    """Why it is cancelled, in brackets."""
    code = row["order_reason"]
    return f" ({reason(code, language)})" if code and code != ANY_REASON else ""


def stay(facts: Facts, language: str) -> str:
    """The orders that cannot go where they are to go, each with where it stands, below a line that says so."""
    if not facts["stay"]:
        return ""
    return f"\n{words(language)['stay']}\n{moves({'moves': facts['stay']}, language)}"


def _line(line: Facts, language: str) -> str:
    said = words(language)
    called = name(line, language)
    if line["add_ons"]:
        add_ons = joined([each[language] for each in line["add_ons"]], language)
        called = said["with_add_ons"].format(name=called, add_ons=add_ons)
    written = str(
        said["line"].format(
            name=called,
            quantity=quantity(line["quantity"], line["unit"], language),
            price=money(line["price_paise"], language),
            unit=unit_name(line["unit"], language),
            amount=money(line["amount_paise"], language),
        )
    )
    return "\n".join([written, *(said["note_of_line"].format(note=note) for note in line.get("said", ()))])


def which(facts: Facts, language: str) -> str:
    """The lines of an order, numbered."""
    return "\n".join(
        f"{place}. {name(line, language)}: {quantity(line['quantity'], line['unit'], language)}"
        for place, line in enumerate(facts["which"], 1)
    )


def _item_texts(item: Facts, language: str) -> dict[str, str]:
    return {
        "name": name(item, language),
        "price": money(item["price_paise"], language),
        "unit": unit_name(item["unit"], language),
        "units": unit_name(item["unit"], language, MORE),
    }


def _offer_texts(facts: Facts, language: str) -> dict[str, str]:
    """What a yes takes, with the price of the substitute where there is one."""
    offered = facts.get("substitute") or facts["item"]
    texts = {
        "offered": quantity(facts["offered"], offered["unit"], language),
        "sum": money(facts["offered_paise"], language),
    }
    if "substitute" in facts:
        of_substitute = _item_texts(offered, language)
        texts |= {**of_substitute, "name": name(facts["item"], language), "substitute": of_substitute["name"]}
    return texts


def _plain(fact: str) -> Say:
    return lambda facts, _: str(facts[fact] or "")


def _money(fact: str) -> Say:
    return lambda facts, language: money(facts[fact], language)


def _moment(fact: str) -> Say:
    return lambda facts, language: moment(facts[fact], language) if facts[fact] else ""


def _orders(fact: str) -> Say:
    """Each order in a line, then how many there are besides."""

    def say(facts: Facts, language: str) -> str:
        rows = [_order(order, language) for order in facts[fact]]
        more = facts.get("more_orders")
        return "\n".join([*rows, words(language)["more_orders"].format(number=more)] if more else rows)

    return say


def later_orders(facts: Facts, language: str) -> str:
    """The orders that came today for a later day, below those of today; nothing where there are none."""
    if not facts["later_orders"]:
        return ""
    rows = _orders("later_orders")({"later_orders": facts["later_orders"]}, language)
    return "\n" + str(words(language)["later_orders"].format(orders=rows))


def ordered(facts: Facts, language: str) -> str:
    """Each order in a line, and what several come to."""
    rows = _orders("ordered")(facts, language)
    if len(facts["ordered"]) == 1:
        return rows
    total = money(sum(order["total_paise"] for order in facts["ordered"]), language)
    return f"{rows}\n{words(language)['total'].format(amount=total)}"


def ways_to_pay(facts: Facts, language: str) -> str:
    """The ways to pay that there are."""
    said = words(language)
    return str(said["or"]).join(said["payments"][each] for each in facts["payments"])


# A variable of the replies, the fact that it needs, and how it is said.
VARIABLES: tuple[tuple[str, str, Say], ...] = (
    ("asked", "asked", _plain("asked")),
    ("name", "asked", _plain("asked")),
    ("reference", "reference", _plain("reference")),
    ("pincode", "pincode", _plain("pincode")),
    ("phone", "phone", _plain("phone")),
    ("summary", "summary", _plain("summary")),
    ("token", "token", _plain("token")),
    ("names", "goods", lambda facts, language: joined([each[language] for each in facts["goods"]], language)),
    ("bill_gstin", "bill_gstin", lambda facts, _: gstin(facts)),
    ("business", "business", _plain("business")),
    ("names", "names", lambda facts, language: joined(facts["names"], language)),
    ("step", "step", lambda facts, language: quantity(facts["step"], facts["item"]["unit"], language)),
    ("held", "held", lambda facts, language: quantity(facts["held"], facts["item"]["unit"], language)),
    ("amounts", "amounts", amounts),
    ("amount_changes", "changed", amount_changes),
    ("total", "total_paise", _money("total_paise")),
    ("minimum", "minimum_paise", _money("minimum_paise")),
    ("missing", "missing_paise", _money("missing_paise")),
    ("before", "before_paise", _money("before_paise")),
    ("worth", "worth_paise", _money("worth_paise")),
    ("less", "less_paise", _money("less_paise")),
    ("gone", "gone", lambda facts, language: name(facts["gone"], language)),
    ("choices", "takes", run_out_texts.choices),
    ("question", "takes", run_out_texts.question),
    ("out", "takes", run_out_texts.out),
    ("amount", "offered_quantity", run_out_texts.offered_amount),
    ("before_amount", "offered_quantity", run_out_texts.amount_before),
    ("which", "which", which),
    ("whose", "whose", lambda facts, _: called(facts["whose"])),
    ("minutes", "minutes", _plain("minutes")),
    ("order_words", "order_words", _plain("order_words")),
    ("guest", "guest", _plain("guest")),
    ("hour_words", "hour_words", _plain("hour_words")),
    ("decided_by", "decided_by", _plain("decided_by")),
    ("buyer", "buyer", _plain("buyer")),
    ("moved_by", "moved_by", _plain("moved_by")),
    ("state", "state", lambda facts, language: words(language)["statuses"][facts["state"]]),
    ("because", "cancelled_because", because),
    ("told_why", "cancelled_because", told_why),
    ("order_until", "order_until", lambda facts, language: hour(facts["order_until"], language)),
    ("line", "line", lambda facts, language: _line(facts["line"], language)),
    ("time", "opens_at", _moment("opens_at")),
    ("moved", "moved_at", _moment("moved_at")),
    ("lines", "lines", lines),
    ("where", "where", where),
    ("terms", "terms", terms),
    ("when", "opens_at", when),
    ("options", "options", options),
    ("options", "orders", _orders("orders")),
    ("later_orders", "later_orders", later_orders),
    ("orders_sum", "sum_paise", sum_of_orders),
    ("moves", "moves", moves),
    ("moves", "which_paid", lambda facts, language: moves({"moves": facts["which_paid"]}, language)),
    ("stay", "stay", stay),
    ("asked_for", "asked_for", asked_for),
    ("ordered", "ordered", ordered),
    ("beside", "lines", beside),
    ("wanted", "wanted", lambda facts, language: hour(facts["wanted"], language)),
    ("payment", "payment", lambda facts, language: str(words(language)["payments"][facts["payment"]])),
    ("payments", "payments", ways_to_pay),
    ("limit", "limit_paise", _money("limit_paise")),
    ("owed", "balance_paise", _money("balance_paise")),
    ("slots", "slots", slots),
    ("tables", "tables", lambda facts, _: ", ".join(facts["tables"])),
    ("table", "table", _plain("table")),
    ("code", "code", _plain("code")),
    ("discount", "discount", lambda facts, language: str(facts["discount"][language])),
    ("day", "day", lambda facts, language: day(facts["day"], language) if facts["day"] else ""),
    ("next_opening", "wanted", _next_opening),
)
