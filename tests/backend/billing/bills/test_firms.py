"""The name of a firm beside its number."""

import pytest

from munshi.billing.bills import firms

GSTIN = "23AAPFU0939F1Z3"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"bill pe GST {GSTIN} dalna, firm Shree Traders", "Shree Traders"),
        (f"gst {GSTIN} firm ka naam Gupta & Sons hai", "Gupta & Sons"),
        (f"put GSTIN {GSTIN} on the bill, company name is Shree Traders please", "Shree Traders"),
        (f"M/s Shree Traders ke naam se banana, {GSTIN}", "Shree Traders"),
        (f"फर्म श्री ट्रेडर्स के नाम, जीएसटी {GSTIN}", "श्री ट्रेडर्स"),
        (f"GST bill chahiye, {GSTIN}, naam Upkar Foods", "Upkar Foods"),
        (f"GST bill please, {GSTIN}, name is Upkar Foods", "Upkar Foods"),
        (f"जीएसटी बिल चाहिए, {GSTIN}, नाम उपकार फूड्स", "उपकार फूड्स"),
        (f"bill pe GST {GSTIN} dalna", None),
        (f"firm ka gst {GSTIN}", None),
    ],
)
def test_the_words_behind_firm_are_its_name(text: str, name: str | None) -> None:
    assert firms.find(text, GSTIN) == name
