"""The facts of tickets and of feedback as the variables of their replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import clock, day, day_of_year, joined, moment, money, quantity
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("ticket_words.yml")
LONGEST_IN_A_LINE = 60  # characters of what is wrong


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    said = words(language)
    texts = {
        name: str(facts[name])
        for name in ("summary", "reference", "visit", "pincode", "ticket_words", "named_one", "days", "leave")
        if facts.get(name)
    }
    texts |= {
        "act": str(facts.get("act") or ""),
        "about": _about(facts, language),
        "known": known_address(facts, language),
    }
    if "summary" in facts and "problem" in facts:
        texts["look"] = look(facts, language)
    if "ticket" in facts:
        texts |= _ticket(facts["ticket"], language)
    if "told_place" in facts:
        texts |= told(facts, language)
    if "tickets" in facts:
        rows = [line(each, language) for each in facts["tickets"]]
        more = [said["more"].format(number=facts["more"])] if facts.get("more") else []
        texts["tickets"] = "\n".join([*rows, *more])
    if "settled_goods" in facts:
        texts |= _settling(facts, language)
    if facts.get("gone"):
        texts["gone"] = str(facts["gone"][language])
    if facts.get("order"):
        texts["order"] = str(facts["order"])
    if facts.get("new_at"):
        texts |= {"new_when": moment(facts["new_at"], language), "technician": str(facts.get("technician"))}
    if facts.get("on"):
        texts["on"] = day(facts["on"], language)
    if facts.get("brought_new"):
        texts["brought_new"] = brought_when(facts, language, "brought_new")
    if facts.get("then"):
        texts["then"] = str(said["steps"][facts["then"]])
    return texts


def told(facts: Facts, language: str) -> dict[str, str]:
    """What is answered beside a report: the charge, by when, or the words that come next."""
    told_at, paise, said = facts.get("told_at"), facts.get("told_paise"), words(language)
    until, opens, noted = (facts.get(name) for name in ("told_until", "told_opens", "noted"))
    hours = said["open_until"].format(until=moment(until, language)) if until else _hours_on(facts, language)
    return {
        "told_place": str(facts.get("told_place") or ""),
        "told_hours": said["opens_at"].format(at=moment(opens, language)) if opens else hours,
        "told_noted": said["noted_on"].format(reference=noted) if noted else "",
        "told_charge": money(paise, language) if paise else said["no_charge"],
        "told_part": said["part_price"].format(
            part=facts["told_part"]["name"][language],
            price=money(facts["told_part"]["part_price_paise"], language),
        )
        if facts.get("told_part")
        else "",
        "told_due": moment(told_at, language) if told_at else "",
        "told_words": str(facts.get("told_words") or ""),
    }


def _hours_on(facts: Facts, language: str) -> str:
    """From when until when the shop is open on the day that is said, or that it is closed."""
    said = words(language)
    if facts.get("told_closed"):
        return str(said["closed_on"].format(day=day(facts["told_closed"], language)))
    if not facts.get("told_day"):
        return ""
    hours = {"first": clock(facts["told_from"], language), "last": clock(facts["told_to"], language)}
    return str(said["open_on"].format(day=day(facts["told_day"], language), **hours))


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told of a ticket or of feedback unasked."""
    texts: dict[str, str] = {}
    if isinstance(facts.get("ticket"), Mapping):
        ticket = facts["ticket"]
        texts |= {
            "ticket_reference": ticket["reference"],
            "ticket_card": card(ticket, language),
            "ticket_news": news(ticket, language),
            "ticket_status": status(ticket, language),
            "ticket_problem": ticket["problem"],
            "ticket_brought": brought_when(ticket, language),
            "ticket_customer": customer(ticket.get("customer") or {}),
        }
    if isinstance(facts.get("feedback"), Mapping):
        texts |= _feedback(facts["feedback"], language)
    return texts


def thing_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables by which a ticket is named where it may be cancelled."""
    what = what_of(facts, language) or _short(str(facts.get("problem") or ""))
    return {"reference": str(facts.get("reference") or ""), "what": what}


def look(facts: Facts, language: str) -> str:
    """All that is reported, with what it will cost."""
    said = words(language)
    rows = [_what_of_draft(facts, language), said["problem"].format(problem=facts["problem"])]
    rows.append(said["files"].format(files=facts["files"]) if facts["files"] else said["no_files"])
    if facts.get("called"):
        rows.append(said["called"].format(name=facts["called"]))
    if facts.get("address"):
        rows.append(said["address"].format(address=facts["address"]))
    if facts.get("outside"):
        outside = facts["outside"]
        rows.append(
            said["outside"].format(pincode=outside["pincode"], pincodes=", ".join(outside["pincodes"]))
        )
    rows.append(_charge(facts, language))
    if facts.get("brings"):
        when = brought_when(facts, language)
        rows.append(said["brings_then"].format(when=when) if when else said["brings"])
    if facts["priority"] == "urgent":
        rows.append(said["urgent"])
    if facts.get("second"):
        rows.append(said["comes_next"].format(second=facts["second"]))
    return "\n".join(row for row in rows if row)


def card(ticket: Facts, language: str) -> str:
    """A ticket with everything that is known of it."""
    said = words(language)
    rows = [said["card_head"].format(reference=ticket["reference"], status=status(ticket, language))]
    if ticket.get("customer"):
        rows.append(said["card_customer"].format(customer=customer(ticket["customer"])))
    what = what_of(ticket, language)
    if what:
        product = said["product"].format(name=what)
        serial = ticket.get("serial")
        rows.append(said["with_serial"].format(product=product, serial=serial) if serial else product)
    rows.append(said["problem"].format(problem=ticket["problem"]))
    if ticket["files"]:
        rows.append(said["files"].format(files=ticket["files"]))
    if ticket.get("address"):
        rows.append(said["address"].format(address=ticket["address"]))
    if ticket.get("brought"):
        rows.append(brought(ticket, language))
    if ticket["free"]:
        rows.append(said["free"])
    if ticket.get("ahead_paise"):
        rows.append(said["paid_ahead"].format(amount=money(ticket["ahead_paise"], language)))
    if ticket["priority"] == "urgent":
        rows.append(said["urgent"])
    if ticket.get("due_at") and ticket["status"] not in ("resolved", "closed", "cancelled"):
        rows.append(said["card_due"].format(due=moment(ticket["due_at"], language)))
    return "\n".join(rows)


def brought(ticket: Facts, language: str) -> str:
    """That it is brought to the shop, and when."""
    said, when = words(language), brought_when(ticket, language)
    return str(said["brought_on"].format(when=when) if when else said["brought"])


def brought_when(facts: Facts, language: str, name: str = "brought_on") -> str:
    """The day on which it is brought, with the hour where one is said; nothing where no day is."""
    at = str(facts.get(name) or "")
    return moment(at, language) if "T" in at else day(at, language) if at else ""


def line(ticket: Facts, language: str) -> str:
    """A ticket in a line; for the shop with whose it is."""
    said = words(language)
    form = "line_with_customer" if ticket.get("customer") else "line"
    late = said["late"] if ticket.get("late") else ""
    opened = moment(ticket["opened_at"], language) if ticket.get("tells_since") else None
    since = said["line_since"].format(since=opened) if opened else ""
    return late + str(
        said[form].format(
            reference=ticket["reference"],
            customer=(ticket.get("customer") or {}).get("name") or "?",
            what=what_of(ticket, language) or _short(ticket["problem"]),
            status=status(ticket, language),
        )
        + since
        + (f" {brought(ticket, language)}" if ticket.get("brought_on") else "")
    )


def news(ticket: Facts, language: str) -> str:
    """What has become of a ticket, in a line."""
    what = what_of(ticket, language) or _short(ticket["problem"])
    told = words(language)["news"].format(
        reference=ticket["reference"], what=what, status=status(ticket, language)
    )
    return str(told)


def status(ticket: Facts, language: str) -> str:
    """Where it stands: with whom, or what was said with the last move."""
    said = words(language)
    stands = str(said["statuses"][ticket["status"]])
    if ticket["status"] in ("assigned", "in_progress") and ticket.get("assigned"):
        stands = f"{stands} ({said['handed'].format(assigned=ticket['assigned'])})"
    reason = ticket.get("reason") or (
        made_good(ticket["made_good"], language) if ticket.get("made_good") else None
    )
    return str(said["because"].format(status=stands, reason=reason)) if reason else stands


def goods(each: Facts, language: str) -> str:
    """So much of something: `Maggi, 2 packets`."""
    return f"{each['name'][language]}, {quantity(each['quantity'], each['unit'], language)}"


def made_good(done: Facts, language: str) -> str:
    """What was done about goods that came wrong."""
    said, texts = words(language), _settling(done, language)
    told = said["made_good"][done["settling"]].format(**texts, order=done.get("replacement"))
    note = done.get("credit_note")
    return str(said["with_note"].format(told=told, number=note) if note else told)


def _settling(facts: Facts, language: str) -> dict[str, str]:
    """The goods that are made good, what goes back how, and what is owed less."""
    said = words(language)
    back = [
        said["back"].format(
            sum=money(each["paise"], language), way=said["ways"].get(each["way"], each["way"])
        )
        for each in facts["back"]
    ]
    less = money(facts["less_paise"], language) if facts["less_paise"] else ""
    given = facts.get("given_paise")
    return {
        "goods": "; ".join(goods(each, language) for each in facts["settled_goods"]),
        "sum": money(facts["settled_paise"], language),
        "back": joined(back, language),
        "less": less,
        "and_less": said["and_less"].format(sum=less) if less and back else "",
        "given": said["given_before"].format(sum=money(given, language)) if given else "",
    }


def what_of(ticket: Facts, language: str) -> str | None:
    """What it is of: the product, or the order."""
    if ticket.get("product"):
        return str(ticket["product"][language])
    return str(ticket["order"]) if ticket.get("order") else None


def customer(person: Facts) -> str:
    """`Priya Joshi (+919000000101)`, or what is known of that."""
    name, phone = person.get("name"), person.get("phone") and f"+{person['phone']}"
    return f"{name} ({phone})" if name and phone else str(name or phone or "?")


def colleague(person: Facts, language: str) -> str:
    """Somebody who can be given a ticket."""
    name = str(person["name"] or "?")
    return str(words(language)["me"].format(name=name)) if person["me"] else name


def _ticket(ticket: Facts, language: str) -> dict[str, str]:
    due = moment(ticket["due_at"], language) if ticket.get("due_at") else None
    return {
        "reference": ticket["reference"],
        "card": card(ticket, language),
        "status": status(ticket, language),
        "due": words(language)["due"].format(due=due) if due else "",
        "what": what_of(ticket, language) or "",
        "brought_when": brought_when(ticket, language) or str(words(language)["no_day"]),
    }


def _about(facts: Facts, language: str) -> str:
    """What is known of the thing that is asked about; nothing where nothing is."""
    name = facts.get("name") or {}
    known = name.get(language) if isinstance(name, Mapping) else name
    known = known or facts.get("product") or facts.get("order")
    return words(language)["about"].format(name=known) if isinstance(known, str) else ""


def known_address(facts: Facts, language: str) -> str:
    """What of an address is known already."""
    known = ", ".join(filter(None, (facts.get("address"), facts.get("pincode"))))
    return words(language)["known"].format(address=known) if known else ""


def _what_of_draft(facts: Facts, language: str) -> str:
    said = words(language)
    if facts.get("piece"):
        product = said["product"].format(name=facts["piece"]["name"][language])
        serial = facts["piece"]["serial"]
        return str(said["with_serial"].format(product=product, serial=serial) if serial else product)
    if facts.get("order"):
        order = said["order"].format(order=facts["order"], day=day(facts["order_date"], language))
        names = joined([name[language] for name in facts["order_lines"]], language)
        return str(said["order_lines"].format(order=order, names=names) if names else order)
    return str(said["product"].format(name=facts["product"])) if facts.get("product") else ""


def _charge(facts: Facts, language: str) -> str:
    said = words(language)
    if facts.get("again"):
        return str(said["free_again"].format(again=facts["again"]))
    if facts.get("free") and facts.get("part"):
        part, until = facts["part"], day_of_year(facts["part"]["until"], language)
        named = {"name": part["name"][language], "reference": part["reference"]}
        return str(said["free_part"].format(**named, until=until))
    if facts.get("free") and facts.get("piece"):
        return str(said["free_until"].format(until=day_of_year(facts["piece"]["until"], language)))
    if facts.get("visit_paise"):
        visit, thing = money(facts["visit_paise"], language), facts.get("not_covered")
        why = "visit_own_fault" if facts.get("own_fault") else "visit_not_covered" if thing else "visit"
        return str(said[why].format(visit=visit, thing=thing))
    return ""


def _feedback(facts: Facts, language: str) -> dict[str, str]:
    said = words(language)
    history = _history(facts.get("history") or (), language)
    return {
        "feedback_customer": customer(facts["customer"]),
        "feedback_stars": said["stars"].format(rating=facts.get("rating") or "?"),
        "feedback_words": said["said"].format(words=facts["words"]) if facts.get("words") else "",
        "feedback_history": said["history"].format(history=history) if history else "",
    }


def _history(tickets: Sequence[Facts], language: str) -> str:
    told = [f"*{each['reference']}* {_short(each['problem'])}" for each in tickets]
    return "; ".join(told)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return (
        one_line
        if len(one_line) <= LONGEST_IN_A_LINE
        else f"{one_line[:LONGEST_IN_A_LINE].rsplit(' ', 1)[0]} …"
    )
