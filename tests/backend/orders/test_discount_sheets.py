"""What is taken off as a sheet: taken whole, or refused with every fault in its place."""

from typing import Any

from tests.backend.books import KIRANA, Operator

PATH = f"/businesses/{KIRANA}/discounts"
HEAD = "id,name_hi,name_en,name_hinglish,percent,off,buy,get,above,code,skus,categories,first,last,days,opens,closes"
TEA = 'TEA,चाय,Tea,Chai,10,,,,,,,"Chai, coffee, drinks",01/12/2026,31/12/2026,mon; tue,16:00,18:00'


def brought(operator: Operator, *rows: str) -> Any:
    return operator.uploads(KIRANA, "\n".join([HEAD, *rows]).encode(), of="discounts")


def test_a_sheet_adds_to_what_is_there_and_comes_back_the_same(operator: Operator) -> None:
    answer = brought(operator, TEA)
    assert answer.status_code == 200, answer.text
    csv = operator.gets(f"{PATH}.csv").text
    assert TEA.split(",", 1)[0] in csv
    assert "SHARMA50" in csv
    assert brought(operator, TEA).json()["changed"] == 0


def test_faults_in_three_rows_are_told_by_row_and_column_and_nothing_is_written(operator: Operator) -> None:
    before = operator.gets(f"{PATH}.csv").text
    answer = brought(
        operator,
        TEA,
        "NOWAY,क,A,A,,,,,,,,,,,,,",
        "BOTH,क,A,A,10,50,,,,,,,,,,,",
        "BAD,क,A,A,ten,,,,,,,,,,,,",
        "GOODS,क,A,A,10,,,,,,NO-SUCH,,,,,,",
    )
    assert answer.status_code == 422
    assert {fault["line"] for fault in answer.json()["errors"]} >= {3, 4, 5}
    assert operator.gets(f"{PATH}.csv").text == before


def test_goods_that_are_not_there_are_told_in_their_row(operator: Operator) -> None:
    answer = brought(operator, "GOODS,क,A,A,10,,,,,,NO-SUCH,,,,,,")
    (fault,) = answer.json()["errors"]
    assert (fault["at"], fault["line"]) == ("row 2, skus", 2)
