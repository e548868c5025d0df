"""What a job comes to, how it was paid and who has the money, as the variables of their replies."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions import part_texts
from actions.format import day, joined, money
from actions.visit_words import name_in, words

Facts = Mapping[str, Any]


def of_money(facts: Facts, language: str) -> dict[str, str]:
    """The variables of an estimate, a bill of a job, and of what technicians took and handed over."""
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


def _left(facts: Facts, language: str) -> str:
    """What is still to be paid, where something is."""
    left = facts.get("left_paise")
    return str(words(language)["left"].format(left=money(left, language))) if left else ""


def _fit_later(facts: Facts, language: str) -> str:
    """What is fitted at a second visit, what it costs then, and by when it is there."""
    said, later = words(language), facts.get("fit_later")
    if not later:
        return ""
    names = joined([name_in(each, language) for each in later["names"]], language)
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
