"""What is owed, written down and reminded of, as the variables of the replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import day, joined, moment, money, quantity
from actions.payment_texts import words as payment_words
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("account_words.yml")
LONGEST_TITLE, LONGEST_DESCRIPTION = 24, 72  # characters in a row of WhatsApp
MOST_NAMED = 5
UNPAID = ("waived", "returned", "allowed")  # by which less is owed though nothing was paid
FOR_ORDERS = "for_orders"  # of what was paid, what waits for an order on its way


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill."""
    said = words(language)
    texts = {
        "who": who(facts, language),
        "said": str(facts.get("said") or said["this_name"]),
        "other": str(facts.get("other") or ""),
        "summary": str(facts.get("summary") or ""),
        "act": str(facts.get("act") or ""),
        "entry": str(facts.get("entry") or ""),
        "account": str(facts.get("account") or ""),
        "business": str(facts.get("business") or ""),
        "number": str(facts.get("number", "")),
        "days": str(facts.get("days", "")),
        "rows": "\n".join(_rows(facts, language)),
        "items": "".join(f"\n{row}" for row in _items(facts, language)),
        "since": _since(facts, language),
        "why": _why(facts, language),
        "note": f" ({facts['note']})" if facts.get("note") else "",
        "by": str(facts.get("by") or ""),
        "words": str(facts.get("words") or ""),
        "khatas": "\n".join(_khatas(facts, language)),
        "left_out": _left_out(facts, language),
        "skipped": _skipped(facts, language),
        "pay": _pay(facts, language),
        "more": said["more"].format(number=facts["more"]) if facts.get("more") else "",
        "at": moment(facts["at"], language) if facts.get("at") else "",
        "on_khata": said["on_khata"].format(
            number=facts["ordered_number"], amount=money(facts["ordered_all_paise"], language)
        )
        if facts.get("ordered_number")
        else "",
        "on_the_road": _on_the_road(facts.get("on_the_road") or (), language),
        "oldest": "\n".join(
            f"{n}. {_debtor(row, language)}" for n, row in enumerate(facts.get("oldest", ()), 1)
        ),
        "options": "\n".join(
            f"{n}. {_debtor(row, language)}" for n, row in enumerate(facts.get("options", ()), 1)
        ),
        "names": joined(list(facts["names"]), language)
        if facts.get("names")
        else _names(facts.get("rows", ()), language),
        "coming": money(facts["coming_paise"], language) if facts.get("coming_paise") else "",
        "coming_left": money(facts["coming_left_paise"], language) if facts.get("coming_left_paise") else "",
        "waiting": _to_come(facts, language),
        "ways": _ways(facts, language),
        "ways_back": _ways_back(facts, language),
        "waived": "".join(
            said[name].format(amount=money(facts[f"{name}_paise"], language))
            for name in (*UNPAID, FOR_ORDERS)
            if facts.get(f"{name}_paise")
        ),
        "ordered": _ordered(facts, language),
        "room": said["room"].format(room=money(facts["room_paise"], language))
        if facts.get("room_paise") is not None
        else "",
    }
    for name in (
        "paise",
        "total_paise",
        "limit_paise",
        "opening_paise",
        "closing_paise",
        "more_paise",
        "less_paise",
        "over_paise",
        "before_paise",
        "given_paise",
        "back_paise",
        "in_paise",
        "out_paise",
    ):
        if facts.get(name) is not None:
            texts[SUMS[name]] = money(abs(facts[name]), language)
    if unpaid := sum(facts.get(f"{name}_paise") or 0 for name in UNPAID):
        texts["paid"] = money(facts["less_paise"] - unpaid, language)
    for name in ("first", "last", "on"):
        if facts.get(name):
            texts[name] = day(facts[name], language)
    if facts.get("first") and facts.get("last"):
        texts["days"] = _days(facts, language)
    if "payers" in facts:
        texts["payers"] = "\n".join(_payers(facts, language))
        texts["handed"] = _handed(facts, language)
    if "balance_paise" in facts:
        texts["balance"] = _ahead(facts["balance_paise"], language)
    texts["closing"] = _ahead(facts.get("closing_paise"), language)
    return texts


SUMS = {
    "paise": "amount",
    "total_paise": "total",
    "limit_paise": "limit",
    "over_paise": "over",
    "opening_paise": "opening",
    "closing_paise": "closing",
    "more_paise": "bought",
    "less_paise": "paid",
    "before_paise": "before",
    "given_paise": "given",
    "back_paise": "back",
    "in_paise": "came_in",
    "out_paise": "went_out",
}


def _on_the_road(rows: Sequence[Facts], language: str) -> str:
    """The orders that are on their way and not paid, each with its sum."""
    said = words(language)
    if not rows:
        return ""
    lines = [
        said["road_row"].format(
            order=row["reference"], name=who(row, language), amount=money(row["paise"], language)
        )
        for row in rows
    ]
    total = money(sum(row["paise"] for row in rows), language)
    return str(said["on_the_road"].format(amount=total, rows="\n".join(lines)))


def who(facts: Facts, language: str) -> str:
    """What the customer is called, else their number."""
    phone = facts.get("phone")
    return str(facts.get("name") or (phone and f"+{phone}") or words(language)["somebody"])


def title(facts: Facts, language: str) -> str:
    """What stands on the customer's button."""
    return who(facts, language)[:LONGEST_TITLE]


def owed_by(facts: Facts, language: str) -> str:
    """Their balance and their number, below it."""
    said = words(language)
    phone = facts.get("phone")
    parts = [said["owes"].format(amount=money(facts["paise"], language)), f"+{phone}" if phone else ""]
    return " · ".join(filter(None, parts))[:LONGEST_DESCRIPTION]


def names(facts: Facts, language: str) -> dict[str, str]:
    """Whose entries were written, for what is taken back."""
    return {"names": _names(facts.get("entries", ()), language)}


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told unasked; facts that begin with `khata_` are ours."""
    if not any(name.startswith("khata_") for name in facts):
        return {}
    texts = {
        "khata_balance": _ahead(facts.get("khata_balance_paise"), language),
        "khata_name": str(facts.get("khata_name") or ""),
        "khata_pay": _pay_unasked(facts, language),
        "khata_note": f" ({facts['khata_note']})" if facts.get("khata_note") else "",
    }
    texts["khata_words"] = (
        words(language)["words"].format(words=facts["khata_words"]) if facts.get("khata_words") else ""
    )
    for name in ("khata_order", "khata_account", "khata_entry", "khata_phone"):
        texts[name] = str(facts.get(name) or "")
    if facts.get("khata_paise") is not None:
        texts["khata_amount"] = money(abs(facts["khata_paise"]), language)
    for name in ("khata_since", "khata_on", "khata_day"):
        if facts.get(name):
            texts[name] = day(facts[name], language)
    return {**texts, **_evening(facts, language)}


def _evening(facts: Facts, language: str) -> dict[str, str]:
    """The day's figures of the owner's evening message."""
    if "khata_sales_paise" not in facts:
        return {}
    said = words(language)["evening"]
    sums = {
        name: money(facts[f"khata_{name}_paise"], language)
        for name in ("sales", "cash", "upi", "other", "given", "received", "total")
    }
    rows = [said["row"].format(**sums, orders=facts["khata_orders"])]
    number, paise = facts.get("khata_repairs") or (0, 0)
    if number:
        rows.append(said["repairs"].format(number=number, amount=money(paise, language)))
    if facts["khata_oldest"]:
        rows.append(
            said["oldest"].format(
                rows=joined([_debtor(row, language) for row in facts["khata_oldest"]], language)
            )
        )
    if facts["khata_low"]:
        rows.append(
            said["low"].format(names=joined([name[language] for name in facts["khata_low"]], language))
        )
    return {"khata_evening": "\n".join(rows), "khata_sales": sums["sales"]}


def _ahead(paise: int | None, language: str) -> str:
    """What is owed, or has been paid ahead."""
    if paise is None:
        return ""
    return (
        str(words(language)["ahead"].format(amount=money(-paise, language)))
        if paise < 0
        else money(paise, language)
    )


def _debtor(row: Facts, language: str) -> str:
    """`Priya Joshi ₹340 (since Mon 2 Nov)`."""
    said = words(language)
    since = said["since_row"].format(since=day(row["since"], language)) if row.get("since") else ""
    promised = said["promised_row"].format(on=day(row["promised"], language)) if row.get("promised") else ""
    waiting = _to_come({"waiting_paise": row.get("waiting_paise")}, language)
    return f"{who(row, language)} {money(row['paise'], language)}{since}{promised}{waiting}"


def _ordered(facts: Facts, language: str) -> str:
    """What is ordered and not there yet: beside what is owed what is left to pay, else what goes on the khata."""
    said, left, owed = words(language), facts.get("coming_left_paise") or 0, facts.get("paise") or 0
    if left and owed > 0:
        together = money(left + owed, language)
        return str(said["coming_too"].format(left=money(left, language), all=together))
    ordered = facts.get("ordered_paise")
    return str(said["ordered"].format(ordered=money(ordered, language))) if ordered else ""


def _to_come(facts: Facts, language: str) -> str:
    """What is told of and not in the books yet: payments that wait, and the day of a promise."""
    said, waits, promised = words(language), facts.get("waiting_paise"), facts.get("promised")
    return "".join(
        [
            said["waiting"].format(amount=money(waits, language)) if waits else "",
            said["promised"].format(on=day(promised, language)) if promised else "",
        ]
    )


def _ways(facts: Facts, language: str) -> str:
    """How much by each way."""
    return _by_each(facts.get("ways") or {}, language) or money(0, language)


def _by_each(ways: Mapping[str, int], language: str) -> str:
    said = payment_words(language)["ways"]
    return ", ".join(f"{said.get(way, way)} {money(paise, language)}" for way, paise in ways.items())


def _ways_back(facts: Facts, language: str) -> str:
    """What went back by other ways than cash, which is less there already."""
    back = _by_each(facts.get("ways_back") or {}, language)
    return str(words(language)["ways_back"].format(ways=back)) if back else ""


def _days(facts: Facts, language: str) -> str:
    """One day, or the first and the last of several."""
    first, last = day(facts["first"], language), day(facts["last"], language)
    return first if first == last else f"{first} – {last}"


def _handed(facts: Facts, language: str) -> str:
    """How much of the cash went to who runs the shop."""
    handed, cash = facts.get("handed_paise") or 0, (facts.get("ways") or {}).get("cash", 0)
    left = money(max(0, cash - handed), language)
    said = words(language)["handed"]
    return str(said.format(handed=money(handed, language), left=left)) if handed else ""


def _payers(facts: Facts, language: str) -> list[str]:
    """Who has paid how much, and how many more there are."""
    rows = [
        f"• {who(row, language)}: {money(row['paise'], language)}{_by_ways(row, language)}"
        for row in facts["payers"]
    ]
    more = words(language)["more_payers"].format(number=facts["payers_more"])
    return [*rows, more] if facts["payers_more"] else rows


def _by_ways(row: Facts, language: str) -> str:
    """By which way, and of several how much by each."""
    ways, said = row.get("ways") or {}, payment_words(language)["ways"]
    if len(ways) == 1:
        way = next(iter(ways))
        return f" ({said[way]})" if way in said else ""
    each = [f"{said[way]} {money(paise, language)}" for way, paise in ways.items() if way in said]
    return f" ({', '.join(each)})" if each else ""


def _since(facts: Facts, language: str) -> str:
    return words(language)["since"].format(since=day(facts["since"], language)) if facts.get("since") else ""


def short(goods: Facts, language: str) -> str:
    """Goods of which the stock has less than somebody took."""
    left = quantity(goods["left"], goods["unit"], language)
    return str(words(language)["short"].format(name=goods["name"][language], left=left))


def _items(facts: Facts, language: str) -> list[str]:
    """What is owed, item by item, what of older is summed up, and what was paid of late and is taken off already."""
    said = words(language)
    rows = [
        said["item"].format(
            on=day(item["since"], language), what=_what(item, language), amount=money(item["paise"], language)
        )
        + (
            said["of_whole"].format(whole=money(item["whole_paise"], language))
            if item.get("whole_paise")
            else ""
        )
        for item in facts.get("items", ())
    ]
    before = facts.get("before")
    older = [said["older"].format(number=before[0], amount=money(before[1], language))] if before else []
    came = [
        said["came"].format(on=day(each["since"], language), amount=money(each["paise"], language))
        for each in facts.get("came", ())
    ]
    unknown = [said["opening_only"]] if facts.get("opening_only") else []
    return [*older, *rows, *unknown, *came]


def _what(item: Facts, language: str) -> str:
    named = words(language)["kinds"][item["kind"]]
    return " ".join(filter(None, [item["reference"] or named, item["note"]]))


def _rows(facts: Facts, language: str) -> list[str]:
    """Entries that were or would be written, or customers who would be reminded."""
    said = words(language)
    rows = []
    for row in facts.get("rows", ()):
        if "balance_paise" in row:
            note = f" ({row['note']})" if row.get("note") else ""
            key = "limit_row" if row.get("limit_paise") is not None else "entry_row"
            limit = money(row["limit_paise"], language) if row.get("limit_paise") is not None else ""
            rows.append(
                said[key].format(
                    who=who(row, language),
                    amount=money(row["paise"], language),
                    note=note,
                    balance=money(row["balance_paise"], language),
                    limit=limit,
                )
            )
            rows += [short(goods, language) for goods in row.get("short", ())]
            if row.get("shelf_paise") is not None:
                rows.append(said["by_shelf"].format(amount=money(row["shelf_paise"], language)))
        elif "account" in row:
            rows.append(f"• {_debtor(row, language)}")
    return rows


def _khatas(facts: Facts, language: str) -> list[str]:
    """One line for each khata of several: how it stands, what was changed, or what its statement comes to."""
    said = words(language)["each"]
    return [
        said[row["state"]].format(
            who=who(row, language),
            amount=money(abs(row.get("paise") or 0), language),
            since=_since(row, language),
            coming=_ordered(row, language),
            waiting=_to_come({"waiting_paise": row.get("waiting_paise")}, language),
            limit=money(row.get("limit_paise") or 0, language),
            closing=_ahead(row.get("closing_paise"), language),
            room="" if row.get("room_paise") is None else money(row["room_paise"], language),
        )
        for row in facts.get("khatas", ())
    ]


def _left_out(facts: Facts, language: str) -> str:
    """For whom of a list nothing was done, and why."""
    said = words(language)["left_out"]
    return "".join(
        "\n" + said[row["why"]].format(who=who(row, language)) for row in facts.get("left_out", ())
    )


def _names(rows: Sequence[Facts], language: str) -> str:
    names = [who(row, language) for row in rows]
    if len(names) <= MOST_NAMED:
        return joined(names, language)
    return str(
        words(language)["and_more"].format(
            names=", ".join(names[:MOST_NAMED]), number=len(names) - MOST_NAMED
        )
    )


def _why(facts: Facts, language: str) -> str:
    said = words(language)["why"]
    return "".join(f"{said[each]} " for each in facts.get("why", ()) if isinstance(facts["why"], list))


def _skipped(facts: Facts, language: str) -> str:
    """Who is not reminded, and why."""
    said = words(language)["skipped"]
    lines = [
        said[row["why"]].format(
            who=who(row, language), on=day(row["reminded"], language) if row.get("reminded") else ""
        )
        for row in facts.get("skipped", ())[:MOST_NAMED]
    ]
    return "".join(f"\n{line}" for line in lines)


def _pay_unasked(facts: Facts, language: str) -> str:
    """How to pay, in a notice."""
    said = words(language)
    if facts.get("khata_link"):
        return f"\n{said['link'].format(link=facts['khata_link'])}"
    return str(said["upi"].format(upi=facts["khata_upi"])) if facts.get("khata_upi") else ""


def _pay(facts: Facts, language: str) -> str:
    said = words(language)
    if facts.get("link"):
        return str(said["link"].format(link=facts["link"]))
    return str(said["pay_upi"].format(upi=facts["upi_id"]) if facts.get("upi_id") else said["pay_shop"])
