"""The index of rules leaves out no rule that Rasa would find."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy

from engine.rasa import patches
from engine.rasa.rule_index import RuleIndex

ACTIONS = ["action_listen", "action_place_order", "utter_greet"]
INTENTS = ["greet", "place_order", "affirm"]
LOOPS = ["order_form", SHOULD_NOT_BE_SET]


def moments(*unset: str) -> st.SearchStrategy[dict[str, Any]]:
    """Moments of a rule or a conversation; each part may be missing."""
    return st.fixed_dictionaries(
        {},
        optional={
            "prev_action": st.fixed_dictionaries({"action_name": st.sampled_from(ACTIONS)}),
            "user": st.fixed_dictionaries({}, optional={"intent": st.sampled_from([*INTENTS, *unset])}),
            "active_loop": st.fixed_dictionaries({"name": st.sampled_from(LOOPS)}),
        },
    )


def rules() -> st.SearchStrategy[dict[str, str]]:
    """Rules as Rasa keeps them: the moments as JSON, and what is done then."""
    written = st.lists(moments(SHOULD_NOT_BE_SET), min_size=1, max_size=3).map(json.dumps)
    return st.dictionaries(written, st.sampled_from(ACTIONS), max_size=30)


@given(rules(), st.lists(moments(), max_size=4))
def test_the_same_rules_are_found_as_by_trying_each(
    lookup: dict[str, str], states: list[dict[str, Any]]
) -> None:
    patches.apply()
    policy = RulePolicy.__new__(RulePolicy)
    tried = {
        rule
        for rule in lookup
        if all(policy._is_rule_applicable(rule, back, state) for back, state in enumerate(reversed(states)))
    }
    assert policy._get_possible_keys(lookup, states) == tried


def test_rules_of_another_model_are_indexed_anew() -> None:
    patches.apply()
    policy = RulePolicy.__new__(RulePolicy)
    heard = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}
    before, after = json.dumps([heard]), json.dumps([{}, heard])
    assert policy._get_possible_keys({before: "utter_greet"}, [heard]) == {before}
    assert policy._get_possible_keys({after: "utter_greet"}, [heard]) == {after}


def test_rules_for_other_intents_and_other_actions_are_not_even_tried() -> None:
    def rule(action: str, intent: str) -> str:
        return json.dumps([{"prev_action": {"action_name": action}, "user": {"intent": intent}}])

    every = [rule(action, intent) for action in ACTIONS for intent in INTENTS]
    moment = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}
    assert RuleIndex(every).may_match(moment) == [rule("action_listen", "greet")]
