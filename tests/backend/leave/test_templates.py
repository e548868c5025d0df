"""What a state's template brings, and that it says where it has it from."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from munshi.business.states import GST_CODES
from munshi.leave import templates
from munshi.leave.policy import Accrual, LeaveType, policy_on
from munshi.leave.templates import Template

TODAY = date(2026, 11, 24)
EVERY = [templates.for_state(state) for state in [*templates.states(), "SK"]]

every_template = pytest.mark.parametrize("template", EVERY, ids=lambda each: str(each.state))


def test_six_states_have_their_own_and_the_others_the_plain_one() -> None:
    assert templates.states() == ["DL", "GJ", "KA", "MH", "MP", "TN"]
    assert set(templates.states()) <= GST_CODES.keys()
    assert templates.for_state("SK").state is None
    assert templates.for_state("MP").state == "MP"


@every_template
def test_every_policy_names_its_source_and_is_to_be_read_again(template: Template) -> None:
    assert template.source
    assert template.read_again
    assert all(each.source and each.read_again for each in template.granted)


@every_template
def test_every_type_has_a_name_in_every_language(template: Template) -> None:
    assert all(set(policy.names) == {"hi", "en", "hinglish"} for policy in template.policies)


@every_template
def test_every_type_holds_today(template: Template) -> None:
    assert all(policy_on(TODAY, type_, template.policies) for type_ in LeaveType)


@every_template
def test_earned_leave_is_of_the_law_and_keeps_as_much_as_the_law_says(template: Template) -> None:
    earned = policy_on(TODAY, LeaveType.EARNED, template.policies)
    assert earned is not None
    assert earned.statutory
    assert not earned.counts_offs_between
    assert earned.carry_forward >= (24 if template.state == "TN" else 30)
    if earned.accrual is Accrual.WORKED:
        assert (earned.worked_for_a_day, earned.worked_at_least) == (20, 180)


def test_before_the_code_maharashtra_wanted_240_days() -> None:
    policies = templates.for_state("MH").policies
    earned = policy_on(date(2025, 11, 20), LeaveType.EARNED, policies)
    assert earned is not None
    assert earned.worked_at_least == 240
    assert earned.carry_forward == Decimal(45)


def test_a_policy_with_a_word_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    text = yaml.safe_load((templates.FOLDER / "plain.yaml").read_text("utf-8"))
    text["policies"][0]["allotmnet"] = "7"
    file = tmp_path / "typo.yaml"
    file.write_text(yaml.safe_dump(text), "utf-8")
    with pytest.raises(ValueError, match="casual: there is no allotmnet in a policy"):
        templates.read(file)
