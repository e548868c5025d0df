"""The facts of visits, parts, estimates and yearly care as the variables of their replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from actions import part_texts, ticket_texts
from actions.format import LOCALES, clock, day, joined, moment, money
from actions.visit_words import words

Facts = Mapping[str, Any]

PLAIN = (
    "summary", "visit", "reference", "pincode", "customer_name", "customer_phone", "map", "diagnosis", "contract",
    "cash", "visit_code", "version", "act", "part_request", "tries_left", "visits_left", "model", "named",
    "haggle_words", "named_one", "taker", "visit_word", "visit_word_of",
    "haggle_words", "note_words", "fetch_words",
)  # fmt: skip
NOTHING = "–"
LONGEST_TOLD = 200  # characters of it in a summary
BRIEF = 60  # characters of a fault in a list
DANGER = "🚨 "


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    return {
        **{name: str(facts[name]) for name in PLAIN if facts.get(name) is not None},
        **_of_visit(facts, language),
        **_of_lists(facts, language),
        **_of_desk(facts, language),
        **_of_free_hours(facts, language),
        **_of_money(facts, language),
        **part_texts.of_part(facts, language),
        **_of_plan(facts, language),
        **_of_ticket(facts, language),
    }


def _of_ticket(facts: Facts, language: str) -> dict[str, str]:
    """What is reported, where somebody asks for a visit that there is not."""
    return {"reported": ticket_texts.card(facts["ticket"], language)} if facts.get("ticket") else {}


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told unasked of a visit, a part or a contract; none of something else."""
    if not any(name in facts for name in ("visit", "part_request", "contract", "visit_word", "cash")):
        return {}
    texts = variables(facts, language)
    said = words(language)
    if "agreed" in facts:
        texts["agreed"] = said["agreed"]["yes" if facts["agreed"] else "no"]
    if facts.get("bill_pay_url"):
        texts["bill"] = f"{texts['bill']}\n💳 {facts['bill_pay_url']}"
    texts["diagnosis_line"] = str(facts.get("diagnosis") or "")
    status = facts.get("visit_status")
    news = said["news"].get(status) or said["standing"].get(status, "")
    news = said["in_doubt"] if facts.get("in_doubt") else news
    texts["news"] = news.format(when=texts.get("when", ""), technician=texts.get("technician", ""))
    return texts


def thing_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables by which a visit is named where it may be cancelled."""
    when = moment(facts["starts_at"], language) if facts.get("starts_at") else ""
    return {"reference": str(facts.get("reference") or ""), "when": when}


def machine(name: str, language: str) -> str:
    """What a kind of machine is called."""
    return str(words(language)["machines"].get(name, name.replace("_", " ")))


def slot(iso: str, language: str) -> str:
    """A slot as a row has it."""
    return moment(iso, language)


def step(name: str, language: str) -> str:
    """What stands on the button of a step."""
    return str(words(language)["steps"][name])


def with_year(iso: str, language: str) -> str:
    """A day that may be far away: `19 Apr 2027`."""
    return format_date(date.fromisoformat(iso), "d MMM yyyy", LOCALES[language])


def _name_in(product: Any, language: str) -> str:
    """What a product is called, by one name for all languages or by one for each."""
    return str((product[language] if isinstance(product, dict) else product) or "")


def _of_visit(facts: Facts, language: str) -> dict[str, str]:
    said, product = words(language), _name_in(facts.get("product"), language)
    texts = {
        "thing": product or machine(str(facts.get("machine") or ""), language),
        "machine_key": str(facts.get("machine") or ""),
        "technician": str(facts.get("technician") or said["technician"]),
        "phone": said["phone"].format(phone=facts["technician_phone"])
        if facts.get("technician_phone")
        else "",
        "address": ", ".join(str(facts[name]) for name in ("address", "pincode") if facts.get(name)),
        "known": ticket_texts.known_address(facts, language),
        "problem": _danger(facts) + str(facts.get("problem") or NOTHING),
        "fault": _in_brief(facts),
        "told": _told(facts, language),
        "whether": _whether(facts, language),
        "work_told": of_work(facts, language) if facts.get("work_prices") else "",
        "product": product,
        "charge": charge(facts, language),
        "charged": money(facts["charge_paise"], language) if facts.get("charge_paise") else "",
    }
    ticket_too = said["ticket_too"].get(facts.get("visit_ticket_status"), "")
    texts["taken_back"] = said["taken_back"] if facts.get("plan_taken_back") else ""
    texts["noted"] = said["noted"].format(technician=texts["technician"]) if facts.get("noted") else ""
    other = facts.get("new_technician")
    texts["other_comes"] = said["other_comes"].format(technician=other) if other else ""
    texts["promised"] = _promised(facts, language)
    texts["ticket_too"] = ticket_too.format(ticket=facts.get("visit_ticket"))
    for name in ("customer_name", "customer_phone"):
        texts[name] = str(facts.get(name) or "")
    texts["of_caller"] = f" ({texts['customer_name']})" if texts["customer_name"] else ""
    whom = "of_customer" if facts.get("customer_reads", True) else "of_who_never_wrote"
    texts |= {name: line.format(**texts) for name, line in said[whom].items()}
    texts["proved"] = said["proved"].get(facts.get("code_kind"), "").format(**texts)
    if facts.get("starts_at"):
        texts["when"] = moment(facts["starts_at"], language)
        off = facts.get("visit_status") == "displaced"
        doubt = f" ({said['in_doubt']})" if facts.get("in_doubt") else ""
        stands = said["off_its_time" if off else "stands"] + doubt
        texts["stands"] = stands.format(visit=facts.get("visit"), **texts)
        texts["stands_so"] = texts["stands"][:1].upper() + texts["stands"][1:]
    if facts.get("new_at"):
        texts["new_when"] = moment(facts["new_at"], language)
    if facts.get("visit_status"):
        texts["standing"] = said["standing"][facts["visit_status"]]
    if facts.get("last_day"):
        texts["last_day"] = day(facts["last_day"], language)
    on = facts.get("comes_on")
    texts["comes_then"] = said["comes_then"].format(day=day(on, language)) if on else ""
    texts["owner_knows"] = "" if facts.get("manages") else said["owner_knows"]
    back = facts.get("stepped_back")
    texts["stepped_back"] = said["stepped_back"].format(visit=back) if back else ""
    texts["awaited"] = ""
    if facts.get("part_due"):
        due = day(facts["part_due"], language)
        texts["standing"] = said["waits_for_part"].format(due=due)
        texts["awaited"] = said["part_awaited"].format(due=due)
    if facts.get("in_doubt"):
        texts["standing"] = said["in_doubt"]
    texts["done_by"] = (
        f" 👷 {facts['technician']}" if facts.get("manages") and facts.get("technician") else ""
    )
    eta = facts.get("eta_minutes")
    texts["eta"] = said["eta"].format(minutes=eta) if eta else ""
    if facts.get("late_minutes"):
        texts["minutes"] = str(facts["late_minutes"])
    if facts.get("until"):
        texts["until"] = with_year(facts["until"], language)
    return texts


def _promised(facts: Facts, language: str) -> str:
    """That the visit is later than the ticket was promised, and what is the first that there is."""
    said = words(language)
    if not facts.get("promised_at"):
        return ""
    due = moment(facts["promised_at"], language)
    line = str(said["promised"].format(ticket=facts["promised_ticket"], due=due))
    soonest = facts.get("soonest_at")
    return "\n" + line + (said["soonest"].format(soonest=moment(soonest, language)) if soonest else "")


def _whether(facts: Facts, language: str) -> str:
    """That such a machine is repaired, or what coming costs, where that was asked before the machine is known."""
    said, asked = words(language)["whether"], facts.get("asked_whether")
    if not asked or (asked == "charge" and facts.get("machine")):
        return ""
    guaranteed = said["guaranteed"] if facts.get("keeps_guarantees") else ""
    beside = {"second": facts.get("second"), "place": facts.get("shop_place"), "guaranteed": guaranteed}
    told, part = str(said[asked].format(charge=charge(facts, language), **beside)), facts.get("asked_part")
    if asked == "work":
        told = of_work(facts, language)
    if not part:
        return told
    price = money(part["part_price_paise"], language)
    return told + str(words(language)["part_price"]).format(part=part["name"][language], price=price)


def of_work(facts: Facts, language: str) -> str:
    """What work costs by the shop's own list; else what coming costs, where that is not told, and that the rest is
    told once somebody has looked.
    """
    said = words(language)
    if rows := facts.get("work_prices"):
        return str(
            said["work_priced"].format(prices=joined([_work_row(row, language) for row in rows], language))
        )
    coming = charge(facts.get("work_charge") or facts, language)
    before = "" if facts.get("machine") else said["whether"]["charge"].format(charge=coming, guaranteed="")
    return str(before + said["whether"]["work"])


def _work_row(row: Facts, language: str) -> str:
    look = f" ({_look(row['plan'], language)})" if row.get("plan") else ""
    return f"{row['name'][language]}{look} {money(row['paise'], language)}"


def _told(facts: Facts, language: str) -> str:
    """What the customer said is wrong and how many files came with it, each in a line."""
    said = words(language)
    problem = " ".join((facts.get("told") or "").split())
    cut = problem if len(problem) <= LONGEST_TOLD else problem[: LONGEST_TOLD - 1] + "…"
    lines = [said["told"].format(problem=cut)] if cut else []
    if facts.get("urgent"):
        lines.append(said["urgent"])
    if facts.get("note"):
        lines.append(said["note"].format(note=facts["note"]))
    if facts.get("called"):
        lines.append(said["called"].format(name=facts["called"]))
    if facts.get("files"):
        lines.append(said["told_files"].format(files=facts["files"]))
    if facts.get("who_note"):
        who = said["who_then"].format(name=facts["who_then"]) if facts.get("who_then") else ""
        lines.append(said["who_note"].format(note=facts["who_note"], who=who))
    if facts.get("second"):
        lines.append(said["comes_next"].format(second=facts["second"]))
    return "".join(f"\n{line}" for line in lines)


def _in_brief(facts: Facts) -> str:
    """What is wrong, with the sign of a danger, short enough for a list."""
    said = " ".join((facts.get("problem") or "").split())
    cut = said if len(said) <= BRIEF else said[: BRIEF - 1] + "…"
    return f" ({_danger(facts)}“{cut}”)" if said else ""


def _danger(facts: Facts) -> str:
    """The sign of a danger, for who comes."""
    return DANGER if facts.get("hazard") else ""


def charge(facts: Facts, language: str) -> str:
    """What a visit costs, and why it costs nothing."""
    said = words(language)
    until = with_year(facts["until"], language) if facts.get("until") else None
    if facts.get("free"):
        return str(said["free"][facts["free"] + ("_until" if until else "")].format(until=until))
    if not facts.get("charge_paise"):
        return str(said["no_charge"])
    line = said["charge_adjusted" if facts.get("adjusted") else "charge"]
    told = line.format(charge=money(facts["charge_paise"], language))
    if facts.get("own_fault"):
        return str(said["charge_own_fault"].format(until=until, charge=told))
    if thing := facts.get("not_covered") or said["kinds_of_work"].get(facts.get("work")):
        return str(said["charge_not_covered"].format(until=until, thing=thing, charge=told))
    return str(said["charge_ended"].format(until=until, charge=told) if until else told)


def _goes(facts: Facts, row: Facts) -> str:
    """Who goes, for who runs the business and has asked of nobody in particular."""
    named = row.get("technician") if facts.get("manages") and "technician" not in facts else None
    return f" 👷 {named}" if named else ""


def _of_lists(facts: Facts, language: str) -> dict[str, str]:
    said = words(language)
    texts: dict[str, str] = {}
    if "machines" in facts:
        texts["machines"] = joined([machine(each, language) for each in facts["machines"]], language)
    if "pincodes" in facts:
        texts["pincodes"] = ", ".join(facts["pincodes"])
    if "names" in facts:
        texts["names"] = joined(facts["names"], language)
    if "visits" in facts:
        texts["visits"] = "\n".join(_visit_row(row, language) for row in facts["visits"])
        texts["charges"] = "\n".join(_charge_row(row, language) for row in facts["visits"])
    if "contracts" in facts:
        texts["contracts"] = "\n".join(_contract_row(row, language) for row in facts["contracts"])
    if facts.get("why"):
        texts["why"] = said["why_not"][facts["why"]]
        texts["who_else"] = said["who_else"]["some" if facts.get("options") else "none"]
    if facts.get("on"):
        texts["day"] = day(facts["on"], language)
    if facts.get("off_days"):
        texts["day"] = joined([day(each, language) for each in facts["off_days"]], language)
    if "requests" in facts:
        texts["requests"] = part_texts.of_requests(facts, language)
    if "plans" in facts:
        texts["plans"] = "\n".join(
            said["plan_row"].format(
                place=place,
                plan=row["plan_name"][language],
                look=_look(row, language),
                amount=_price(row, language),
            )
            for place, row in enumerate(facts["plans"], 1)
        )
    return texts


def _of_desk(facts: Facts, language: str) -> dict[str, str]:
    """The jobs of a day with the complaints for which nobody comes yet, and where technicians are."""
    texts: dict[str, str] = {}
    if "jobs" in facts:
        rows = [_job_row(facts, row, language) for row in facts["jobs"]]
        waiting = _waiting(facts.get("waiting") or (), language)
        more, more_waiting = (_more(facts.get(name), language) for name in ("more_jobs", "more_waiting"))
        texts["jobs"] = "\n".join([*rows, *more, *waiting, *more_waiting])
        asked = [_asked_row(row, language) for row in facts["jobs"] if "asked_paise" in row]
        texts["asked"] = "\n".join(asked)
    if "off_span" in facts:
        texts |= _of_hours_off(facts, texts["jobs"], language)
    if "others" in facts:
        texts["others"] = "\n".join(_job_row(facts, row, language) for row in facts["others"])
    if "posts" in facts:
        texts["posts"] = "\n".join(_post(row, language) for row in facts["posts"])
    if "done_count" in facts:
        texts["count"] = str(facts["done_count"])
    return texts


def _more(number: int | None, language: str) -> list[str]:
    """How many more there are than the rows that are shown."""
    return [words(language)["more"].format(number=number)] if number else []


def _job_row(facts: Facts, row: Facts, language: str) -> str:
    filled = {**_of_visit(row, language), "visit": row["visit"], "goes": _goes(facts, row)}
    return str(words(language)["job_row"].format(**filled))


def _asked_row(row: Facts, language: str) -> str:
    filled = {**_of_visit(row, language), "visit": row["visit"]}
    return str(words(language)["asked_row"].format(**filled, asked=money(row["asked_paise"], language)))


def _of_hours_off(facts: Facts, jobs: str, language: str) -> dict[str, str]:
    """From when until when no visit is given, whose, and those that stand there."""
    said, span, whom = words(language), facts["off_span"], facts.get("technician")
    hours = ""
    if span:
        since, until = span
        name = "off_hours" if until else "off_after"
        hours = said[name].format(since=clock(since, language), until=clock(until, language) if until else "")
    return {
        "off_hours": hours,
        "of_whom": said["off_whom"].format(name=whom) if whom else "",
        "standing": said["off_standing"].format(jobs=jobs) if jobs else "",
    }


def _waiting(rows: Sequence[Facts], language: str) -> list[str]:
    """Complaints without a visit, below a line of their own."""
    said = words(language)
    return [said["waiting_head"], *(_waiting_row(row, language) for row in rows)] if rows else []


def _waiting_row(row: Facts, language: str) -> str:
    said, told = words(language), _of_visit(row, language)
    whose = said["waiting_with"].format(name=row["assigned"]) if row.get("assigned") else said["waiting_free"]
    return str(said["waiting_row"].format(**{**told, "ticket": row["ticket"], "whose": whose}))


def _post(row: Facts, language: str) -> str:
    """Where a technician is now, and what comes next."""
    said = words(language)
    told = []
    for name in ("at_job", "next_job"):
        if job := row.get(name):
            told.append(said[name].format(**{**_of_visit(job, language), "visit": job["visit"]}))
    return str(said["post"].format(name=row["name"], told="; ".join(told) or said["no_job_now"]))


def _of_free_hours(facts: Facts, language: str) -> dict[str, str]:
    """When technicians are free, for who runs the business."""
    texts: dict[str, str] = {}
    if "free_technicians" in facts:
        texts["free"] = "\n".join(_free_row(row, language) for row in facts["free_technicians"])
        at = facts.get("at_hour")
        texts["at_hour"] = words(language)["at_hour"].format(hour=clock(at, language)) if at else ""
    if "free_slots" in facts:
        slots = [slot(each["at"], language) for each in facts["free_slots"]]
        texts["free_slots"] = ", ".join(slots) or NOTHING
    return texts


def _free_row(row: Facts, language: str) -> str:
    spans = (f"{clock(since, language)}–{clock(until, language)}" for since, until in row["spans"])
    return f"• {row['name']}: {', '.join(spans) or NOTHING}{_off_note(row, language)}"


def _off_note(row: Facts, language: str) -> str:
    """That they are away then, or that it is a day off on which they are booked all the same."""
    said = words(language)["off_note"]
    if not row.get("why_off"):
        return ""
    booked = said["booked"].format(visits=row["booked_then"]) if row.get("booked_then") else None
    return f" ⚠️ {', '.join(filter(None, (said[row['why_off']], booked)))}"


def _contract_row(row: Facts, language: str) -> str:
    """Yearly care that somebody has, for who runs the business."""
    said = words(language)
    return str(
        said["contract_row"].format(
            contract=row["contract"],
            customer=row["customer_name"],
            plan=row["plan_name"][language],
            until=with_year(row["until"], language),
            left=row["visits_left"],
            due=said["care_due"].get(row["care_due"], ""),
        )
    )


def _charge_row(row: Facts, language: str) -> str:
    return f"• *{row['visit']}* {machine(row['machine'], language)}: {charge(row, language)}"


def _visit_row(row: Facts, language: str) -> str:
    said = words(language)
    late = said["late"].format(minutes=row["late_minutes"]) if row.get("late_minutes") else ""
    late += said["overdue"] if row.get("late") else ""
    late += f" 👤 {row['customer_name']}" if row.get("customer_name") else ""
    return str(said["visit_row"].format(**{**_of_visit(row, language), "visit": row["visit"], "late": late}))


def _left(facts: Facts, language: str) -> str:
    """What is still to be paid, where something is."""
    left = facts.get("left_paise")
    return str(words(language)["left"].format(left=money(left, language))) if left else ""


def _fit_later(facts: Facts, language: str) -> str:
    """What is fitted at a second visit, what it costs then, and by when it is there."""
    said, later = words(language), facts.get("fit_later")
    if not later:
        return ""
    names = joined([_name_in(each, language) for each in later["names"]], language)
    told = said["fit_later"].format(parts=names, visit=later["visit"])
    if later["paise"]:
        told += said["fit_later_costs"].format(price=money(later["paise"], language))
    if later["paid_paise"]:
        told += said["fit_later_paid"].format(paid=money(later["paid_paise"], language))
    return str(told + (said["fit_later_due"].format(due=day(later["due"], language)) if later["due"] else ""))


def _on_order(facts: Facts, language: str) -> str:
    """The parts that are on order for a job."""
    rows = [f"{row['quantity']} × {row['part_name'][language]}" for row in facts.get("ordered") or ()]
    return joined(rows, language) if rows else ""


def _of_money(facts: Facts, language: str) -> dict[str, str]:
    said = words(language)
    texts: dict[str, str] = {}
    if "estimate_lines" in facts:
        rows = _lines(facts["estimate_lines"], language)
        total = money(facts["estimate_paise"], language)
        texts["estimate"], texts["total"] = "\n".join(rows), total
        due = said["total_due"].format(total=total) if facts["estimate_paise"] else said["nothing_due"]
        if paid := facts.get("before_paise"):
            rows.append(said["paid_before"].format(paid=money(paid, language)) + _left(facts, language))
        texts["bill"] = "\n".join([due, *rows])
    texts["other_prices"] = "".join(
        "\n"
        + said["other_price"].format(
            text=each["text"], said=money(each["said_paise"], language), price=money(each["paise"], language)
        )
        for each in facts.get("other_prices") or ()
    )
    texts["spoken_of"] = "".join(
        "\n" + said["spoken_of"].format(text=each) for each in facts.get("spoken_of") or ()
    )
    texts["takers"] = "\n".join(_taker_row(row, language) for row in facts.get("takers") or ())
    texts["in_hand"] = money(facts["in_hand_paise"], language) if "in_hand_paise" in facts else ""
    texts["was"] = money(facts["was_paise"], language) if "was_paise" in facts else ""
    texts["handed"] = _handed(facts, language)
    texts["left"] = _left(facts, language)
    texts["fit_later"] = _fit_later(facts, language)
    texts["ordered"] = _on_order(facts, language)
    texts["rest_later"] = said["rest_later"] if facts.get("rest_later") else ""
    if facts.get("paid_by"):
        texts["paid_by"] = _paid_by(facts, language)
        texts["taken"] = "\n".join(_taken_row(row, language) for row in facts.get("taken") or ())
    return texts


def _taker_row(row: Facts, language: str) -> str:
    """What a technician has taken in each way."""
    said = words(language)["paid_by"]
    parts = (f"{money(part['paise'], language)} {said[part['by']]}" for part in row["paid_parts"])
    return f"• {row['name']}: {', '.join(parts) or money(0, language)}{_handed(row, language)}"


def _handed(row: Facts, language: str) -> str:
    """What of the cash went to who runs the shop, and what is left."""
    if not row.get("handed_paise"):
        return ""
    handed, left = (money(row[each], language) for each in ("handed_paise", "in_hand_paise"))
    return str(words(language)["handed"].format(handed=handed, left=left))


def _taken_row(row: Facts, language: str) -> str:
    """What a technician has taken at a job."""
    said = words(language)["paid_by"]
    parts = ", ".join(f"{money(part['paise'], language)} {said[part['by']]}" for part in row["paid_parts"])
    return f"• *{row['visit']}* {row['customer_name']}: {parts}"


def _paid_by(facts: Facts, language: str) -> str:
    """How it was paid; of several ways each with its sum."""
    said, parts = words(language), facts.get("paid_parts") or ()
    if len({part["by"] for part in parts}) < 2 and not facts.get("each_sum"):
        return str(said["paid_by"][facts["paid_by"]])
    return ", ".join(f"{money(part['paise'], language)} {said['paid_by'][part['by']]}" for part in parts)


def _lines(lines: Sequence[Facts], language: str) -> list[str]:
    """Each line; of goods and work together it is said which is work, where its name does not say so."""
    both = {"labour", "part"} <= {line["kind"] for line in lines}
    return [_line(line, language, of_both=both) for line in lines]


def _line(line: Facts, language: str, *, of_both: bool = False) -> str:
    said = words(language)
    of_work = of_both and line["kind"] == "labour" and (line.get("sku") or not line.get("name"))
    amount = money(line["amount_paise"], language)
    quality = (
        f" ({said['qualities'][line['quality']]}{part_texts.guarantee(line, language)}{_comes(line, language)})"
        if line.get("quality")
        else ""
    )
    return str(
        said["estimate_row"].format(
            text=said["visit_charge"] if line["kind"] == "visit" else _called(line, language),
            quantity=f" × {line['quantity']}" if line["quantity"] != 1 else "",
            quality=said["of_work"] if of_work else quality,
            amount=_free(line, language).format(amount=amount) if line["free"] else amount,
        )
    )


def _free(line: Facts, language: str) -> str:
    """That a line costs nothing, and why."""
    said = words(language)
    return str(said["free_why"].get(line.get("why")) or said["free_amount"])


def _called(line: Facts, language: str) -> str:
    """A part by its product's name; what else there is as it was written."""
    return str((line.get("name") or {}).get(language) or line["text"])


def _comes(line: Facts, language: str) -> str:
    """In how many days a part comes that is not here."""
    days = line.get("order_days")
    return str(words(language)["comes_in"].format(days=days)) if days else ""


def _of_plan(facts: Facts, language: str) -> dict[str, str]:
    if "plan_name" not in facts:
        return {}
    said, called = words(language), facts.get("called")
    texts = {
        "of_machine": said["of_machine"].format(called=called) if called else "",
        "for_machine": f" ({called})" if called else "",
        "plan": facts["plan_name"][language],
        "plan_look": _look(facts, language),
        "plan_price": _price(facts, language),
        "only_one": "",
        "freed": said["freed"].format(visits=", ".join(facts["freed"])) if facts.get("freed") else "",
    }
    if facts.get("only_one"):
        texts["only_one"] = said["only_one"].format(plan=texts["plan"])
    for end in ("first", "last"):
        if facts.get(end):
            texts[end] = with_year(facts[end], language)
    return texts


def _look(plan: Facts, language: str) -> str:
    said = words(language)
    parts = said["with_parts"] if plan["plan_parts"] else ""
    return str(said["plan_look"].format(months=plan["months"], visits=plan["plan_visits"], parts=parts))


def _price(plan: Facts, language: str) -> str:
    return money(plan["plan_paise"], language)
