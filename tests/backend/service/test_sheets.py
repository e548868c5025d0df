"""The set-up of a service desk as sheets: what goes out comes in again, and every fault is told by its row."""

import pytest

from tests.backend.books import Answer, Operator
from tests.backend.service.conftest import PRIYA, SHOP, Who

NAMES = ("warranty-policies", "product-models", "technicians", "spare-parts", "amc-plans", "open-tickets")


def brings(operator: Operator, name: str, *lines: str) -> Answer:
    return operator.uploads(SHOP, "\n".join(lines).encode(), of=f"service/{name}")


def sheet(operator: Operator, name: str, form: str = "csv") -> bytes:
    answer = operator.gets(f"/businesses/{SHOP}/service/{name}.{form}")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def faults(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(each["at"], each["problem"]) for each in answer.json()["errors"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_and_changes_nothing(
    books: None, who: Who, operator: Operator, name: str, form: str
) -> None:
    who(PRIYA).raises("fridge thanda nahi kar raha")
    content = sheet(operator, name, form)
    taken = operator.uploads(SHOP, content, f"sheet.{form}", f"service/{name}")
    assert taken.status_code == 200, taken.text
    assert taken.json()["rows"] > 0
    assert taken.json()["changed"] == 0
    assert sheet(operator, name) == (content if form == "csv" else sheet(operator, name))


def test_a_policy_and_a_model_are_added_and_changed(books: None, operator: Operator) -> None:
    policy = "code,months,parts,excluded,visit,repair_days"
    added = brings(operator, "warranty-policies", policy, 'five,60,"motor: 120; pcb: 24",glass; rust,349.50,')
    assert added.json() == {"rows": 1, "changed": 1}
    assert b"five,60,motor: 120; pcb: 24,glass; rust,349.50,30" in sheet(operator, "warranty-policies")
    model = "model,name,appliance,called,policy,at_home,since"
    row = "new-9,New oven,microwave,oven; microwave,five,no,01/04/2026"
    assert brings(operator, "product-models", model, row).json()["changed"] == 1
    assert brings(operator, "product-models", model, row).json()["changed"] == 0
    assert b"NEW-9,New oven,,microwave,oven; microwave,,five,no,,01/04/2026" in sheet(
        operator, "product-models"
    )


def test_a_technician_has_hours_of_their_own(books: None, operator: Operator) -> None:
    heading, row = (
        "phone,skills,pincodes,hours,most",
        '+919000000321,fridge; ac,452001,"mon 10:00-13:00; sat 09:00-12:00",3',
    )
    assert brings(operator, "technicians", heading, row).json()["changed"] == 1
    assert b"+919000000321,fridge; ac,452001,mon 10:00-13:00; sat 09:00-12:00,3" in sheet(
        operator, "technicians"
    )


def test_the_terms_of_visits_and_tickets_stay_as_they_are(books: None, operator: Operator) -> None:
    before = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    heading = "code,name_hi,name_en,name_hinglish,machine,price"
    assert brings(operator, "amc-plans", heading, "FAN-1,पंखा,Fan,Pankha,fan,499").json()["changed"] == 1
    after = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    assert after["visits"]["terms"] == before["visits"]["terms"]
    assert len(after["visits"]["plans"]) == len(before["visits"]["plans"]) + 1


def test_an_open_ticket_of_the_notebook_comes_in_open_and_the_next_number_follows_it(
    who: Who, operator: Operator
) -> None:
    heading = "reference,phone,problem,opened_on,product,address,pincode"
    row = "240,9000000101,fan hilta hai,20/11/2026,Fan,14 Sneh Nagar,452001"
    assert brings(operator, "open-tickets", heading, row).json() == {"rows": 1, "changed": 1}
    assert who(PRIYA).looks("/tickets/status", reference="240").facts["ticket"]["status"] == "open"
    assert who(PRIYA).raises("fridge thanda nahi kar raha") == "TKT-241"


@pytest.mark.parametrize(
    ("name", "lines", "at", "problem"),
    [
        ("warranty-policies", ["code,months", "a,x"], "row 2, months", "must be a number, such as 7"),
        ("warranty-policies", ["code,months", "a,1", "a,2"], "row 3, code", "row 2 is about the same"),
        (
            "warranty-policies",
            ["code,months,parts", "a,1,motor 12"],
            "row 2, parts",
            "must be parts with their months, such as compressor: 120; drum: 24",
        ),
        (
            "product-models",
            ["model,name,appliance,policy", "x1,X,fan,nothing"],
            "row 2, policy",
            "there is no policy nothing",
        ),
        (
            "technicians",
            ["phone,skills,pincodes", "9811111111,fridge,452001"],
            "row 2, phone",
            "there is nobody with the id 919811111111",
        ),
        ("spare-parts", ["sku,part,machine", "NONE,jar,mixer"], "row 2, sku", "there is no product NONE"),
        (
            "amc-plans",
            ["code,name_hi,name_en,name_hinglish,machine,price", "a,अ,A,A,ac,-5"],
            "row 2, price",
            "must be rupees with at most two decimals, such as 350 or 349.50",
        ),
        (
            "open-tickets",
            ["reference,phone,problem,opened_on,serial", "9,9000000101,band hai,20/11/2026,NOPE"],
            "row 2, serial",
            "nothing was sold with the serial NOPE",
        ),
        ("open-tickets", ["reference,phone", "9,9000000101"], "row 2, problem", "is missing"),
    ],
)
def test_a_fault_is_told_by_its_row_and_nothing_is_written(
    books: None, operator: Operator, name: str, lines: list[str], at: str, problem: str
) -> None:
    before = sheet(operator, name)
    assert (at, problem) in faults(brings(operator, name, *lines))
    assert sheet(operator, name) == before
