"""The facts of leave as the variables of its replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from actions.format import LOCALES, joined, moment
from actions.wording import wording

Facts = Mapping[str, Any]

words = wording("leave_words.yml")
FULL = "full"
WEEKLY_OFF = "weekly_off"
OFFS_NAMED = 4  # weekly offs; more of them are counted
COUNTS = (
    "count", "before", "after", "available", "unpaid", "returned", "balance", "most", "needed", "limit", "after_days",
)  # fmt: skip
DAYS = ("until", "day")


def variables(facts: Facts, language: str) -> dict[str, str]:
    """Every variable that these facts can fill, in the language of the person."""
    texts = {name: days(facts[name], language) for name in COUNTS if facts.get(name) is not None}
    texts |= {name: _day(facts[name], language) for name in DAYS if facts.get(name)}
    texts |= {
        name: str(facts[name] or "")
        for name in ("reference", "summary", "employee", "by", "business")
        if name in facts
    }
    texts["act"] = str(facts.get("act") or "")
    texts["approver"] = str(facts.get("approver") or words(language)["somebody"])
    texts["name"] = name(facts, language) or words(language)["any_leave"]
    if "kinds" in facts:
        named = [name({"name": each}, language) for each in facts["kinds"]]
        line = words(language)["given" if named else "none_given"]
        texts["kinds"] = line.format(kinds=joined(named, language))
    texts["reason"] = str(facts.get("reason") or "–")
    texts["noted"] = noted(facts, language)
    if _first(facts):
        texts["span"] = span(facts, language)
    if "returned" in facts:
        came_back = "returned" if Decimal(str(facts["returned"])) else "nothing_returned"
        texts["came_back"] = words(language)[came_back].format(returned=texts["returned"])
    if facts.get("after_days") is not None:
        from_when = "proof" if Decimal(str(facts["after_days"])) else "proof_always"
        texts["proof"] = words(language)[from_when].format(name=texts["name"], after_days=texts["after_days"])
    if "limit" in facts:
        until = "backdated" if Decimal(str(facts["limit"])) else "never_backdated"
        texts["backdated"] = words(language)[until].format(name=texts["name"], limit=texts["limit"])
    if "status" in facts:
        texts["status"] = _status(facts, language)
    if "excluded" in facts:
        texts["excluded"] = excluded(facts["excluded"], language)
    if "year_ends" in facts:
        texts["year_ends"] = _date(facts["year_ends"], language, "d MMM y")
    if _days_of(facts):
        texts["look"] = look(facts, language)
    return {**texts, **_listed(facts, language), **_told(facts, language)}


def noted(facts: Facts, language: str) -> str:
    """What the person said beside it, in their own words; nothing where they said no more."""
    note = facts.get("note")
    return str(words(language)["noted"].format(note=note)) if note else ""


def notice_variables(facts: Facts, language: str) -> dict[str, str]:
    """The variables of what is told unasked: there `name` is the employee's, and `type_name` that of the leave."""
    if "type_name" in facts:
        facts = {**facts, "employee": facts["name"], "name": facts["type_name"]}
    without = {"balance": "–"} if "balance" in facts else {}
    return {**without, **variables(facts, language)}


def days(number: object, language: str) -> str:
    """`3 days`, `0.5 day`."""
    amount = Decimal(str(number))
    one, more = words(language)["days"]
    written = format_decimal(amount.normalize(), "#,##0.#", locale=LOCALES[language])
    return str((one if amount <= 1 else more).format(number=written))


def name(facts: Facts, language: str) -> str:
    """What the type of leave is called at the business, else by everybody."""
    called = facts.get("name")
    if isinstance(called, Mapping) and called.get(language) != facts.get("type"):
        return str(called.get(language) or called.get("en") or "")
    if isinstance(called, Mapping):
        called = None
    return str(called or words(language)["types"].get(facts.get("type"), ""))


def span(facts: Facts, language: str) -> str:
    """From which day to which, each with its weekday, and with its year where that is not today's; or which half."""
    first, last = _first(facts), str(facts.get("to") or facts.get("last") or _first(facts))
    is_of_this_year = str(facts.get("today") or last)[:4] == last[:4]
    pattern = "EEE d MMM" if is_of_this_year else "EEE d MMM y"
    day = _date(first, language, pattern)
    if first != last:
        return str(words(language)["range"].format(first=day, last=_date(last, language, pattern)))
    portion = facts.get("portion") or next((each["portion"] for each in _days_of(facts)), FULL)
    return day if portion == FULL else _half(day, portion, language)


def excluded(off: Sequence[Facts], language: str) -> str:
    """The days that do not count, and why; of many weekly offs only how many there are."""
    said = words(language)
    weekly = [each for each in off if each["why"] == WEEKLY_OFF]
    named = [each for each in off if each not in weekly or len(weekly) <= OFFS_NAMED]
    texts = [_off(each, language) for each in named]
    if len(weekly) > OFFS_NAMED:
        texts.append(said["weekly_offs"].format(number=len(weekly)))
    return joined(texts, language)


def look(facts: Facts, language: str) -> str:
    """Everything that a person says yes to: days, what of them counts, what becomes of the balance, who decides."""
    said = words(language)
    off = facts.get("excluded") or [each for each in _days_of(facts) if not each["counted"]]
    rows = [_kind(facts, language)]
    if facts.get("count") is not None:
        rows.append(said["counted"].format(count=days(facts["count"], language)))
    if off:
        rows.append(said["not_counted"].format(excluded=excluded(off, language)))
    if facts.get("before") is not None:
        rows += [_balance(each, language) for each in facts.get("balances") or [facts]]
    if Decimal(str(facts.get("unpaid") or 0)):
        rows.append(said["unpaid"].format(unpaid=days(facts["unpaid"], language)))
    if facts.get("reason"):
        rows.append(said["reason"].format(reason=facts["reason"]))
    if facts.get("note"):
        rows.append(said["note"].format(note=facts["note"]))
    if facts.get("certificate"):
        rows.append(said["certificate"])
    if facts.get("approver"):
        rows.append(said["approver"].format(approver=facts["approver"]))
    if facts.get("visits"):
        then = [f"*{each['visit']}* ({moment(each['starts_at'], language)})" for each in facts["visits"]]
        rows.append(said["visits"].format(visits=joined(then, language)))
    if facts.get("instead"):
        rows.append(said["instead"].format(reference=facts["instead"]))
    if facts.get("waiting"):
        spans = [span(each, language) for each in facts["waiting"]]
        rows.append(said["afterwards"].format(spans=joined(spans, language)))
    return "\n".join(rows)


def _kind(facts: Facts, language: str) -> str:
    """Which leave, and when; above it the kind that was asked for where that is not given here."""
    said = words(language)
    kind = str(said["kind"].format(name=name(facts, language), span=span(facts, language)))
    if not facts.get("not_given"):
        return kind
    return f"{said['not_given'].format(name=name({'type': facts['not_given']}, language))}\n{kind}"


def _balance(facts: Facts, language: str) -> str:
    """The balance before and after, with the leave year where a leave takes of two."""
    line = words(language)["balance_of_year" if "year" in facts else "balance"]
    before, after = days(facts["before"], language), days(facts["after"], language)
    return str(line.format(before=before, after=after, year=facts.get("year")))


def requests(every: Sequence[Facts], language: str) -> str:
    """Each request in a line, with what became of it."""
    said = words(language)
    return "\n".join(
        said["request"].format(
            reference=each["reference"],
            name=name(each, language),
            span=span(each, language),
            status=_status(each, language),
        )
        for each in every
    )


def titles(facts: Facts, language: str) -> list[str]:
    """What stands on the button of each option: a type of leave, or a day."""
    return [_title(option, language) for option in facts.get("options", ())]


def _title(option: Any, language: str) -> str:
    return name(option, language) if isinstance(option, Mapping) else _date(str(option), language)


def _listed(facts: Facts, language: str) -> dict[str, str]:
    """What is told in several lines."""
    texts = {}
    if "options" in facts:
        texts["options"] = "\n".join(_option(option, language) for option in facts["options"])
    if "requests" in facts:
        texts["requests"] = requests(facts["requests"], language)
    if "rows" in facts:
        texts["rows"] = "\n".join(_row(row, language) for row in facts["rows"])
    return texts


def _option(option: Any, language: str) -> str:
    said = words(language)
    available = option.get("available") if isinstance(option, Mapping) else None
    if available is None:
        return str(said["type_without"].format(name=_title(option, language)))
    left = days(available, language)
    return str(said["type"].format(name=_title(option, language), available=left))


def _row(row: Facts, language: str) -> str:
    """A type with what is left of it, or a holiday with its name."""
    said = words(language)
    if "date" in row:
        return str(said["day"].format(day=_date(row["date"], language), name=row["holiday"][language]))
    if row.get("available") is None:
        return str(said["row_without"].format(name=name(row, language)))
    waits = Decimal(str(row.get("pending") or 0))
    line = said["row_pending"] if waits else said["row"]
    left, pending = days(row["available"], language), days(waits, language)
    return str(line.format(name=name(row, language), available=left, pending=pending))


def _told(facts: Facts, language: str) -> dict[str, str]:
    """What only a notice says: what was decided and why, and who is away at the same time."""
    said = words(language)
    texts = {}
    if "clash" in facts:
        away = [f"{each['name']} ({span(each, language)})" for each in facts["clash"]]
        texts["clash"] = joined(away, language) or "–"
    if "decision_reason" in facts and facts.get("status") in said["verdicts"]:
        verdict = said["verdicts"][facts["status"] + ("_by" if facts.get("by") else "")]
        told = verdict.format(
            reference=facts["reference"],
            name=name(facts, language),
            span=span(facts, language),
            by=facts.get("by"),
        )
        because = said["verdicts"]["because"].format(reason=facts["decision_reason"])
        texts["verdict"] = f"{told}\n{because}" if facts["decision_reason"] else told
        texts["decision"] = str(said["statuses"][facts["status"]])
    if "good_until" in facts:
        until = facts["good_until"]
        good = said["good_until"] if until else said["good_for_ever"]
        texts["good"] = str(good.format(until=_date(until, language) if until else ""))
    return texts


def _status(facts: Facts, language: str) -> str:
    """Where a request stands, who decided it, and why it was refused."""
    said = words(language)
    status = str(said["statuses"].get(facts["status"], facts["status"]))
    by = facts.get("decided_by")
    status = said["with_by"].format(status=status, by=by) if by else status
    because = facts.get("decision_reason")
    return str(said["with_reason"].format(status=status, reason=because)) if because else status


def _off(day: Facts, language: str) -> str:
    said, on = words(language), _date(day["date"], language)
    if day.get("holiday"):
        return str(said["holiday"].format(day=on, name=day["holiday"][language]))
    return str(said["weekly_off"].format(day=on))


def _day(day: Any, language: str) -> str:
    """A date, or a day off with why nobody works on it."""
    return _off(day, language) if isinstance(day, Mapping) else _date(day, language)


def _half(day: str, portion: str, language: str) -> str:
    said = words(language)
    return str(said["half"].format(day=day, half=said["halves"][portion]))


def _first(facts: Facts) -> str:
    named = facts.get("from") or facts.get("first")
    return str(named or next((day["date"] for day in _days_of(facts)), ""))


def _days_of(facts: Facts) -> Sequence[Facts]:
    """The days of a leave; none where there is only their number, or nothing yet."""
    listed = facts.get("days")
    return listed if isinstance(listed, list) else ()


def _date(iso: str, language: str, pattern: str = "EEE d MMM") -> str:
    return format_date(date.fromisoformat(iso), pattern, LOCALES[language])
