"""The two behaviors as pure decisions: the table of the specification, row by row."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import Behavior, Confirmation, RequestKind, Verdict
from core.providers.behaviors import (
    Decision,
    LineFacts,
    decide_opt_out,
    describe_confirmation,
    explain,
    read_verdict,
)

TYPE_1, TYPE_2 = Behavior.TYPE_1, Behavior.TYPE_2
STOPS = frozenset({"stop", "stop all", "arrêt"})
STARTS = frozenset({"start", "unstop"})

facts = st.builds(LineFacts, st.sampled_from(Behavior), st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("behavior", "told", "switched_on", "expected"),
    [
        # Type 1: nothing has happened until Opt Out; the organization's message is sent.
        (TYPE_1, False, True, Confirmation.PENDING),
        # The switch is for Type 2 without a block; Type 1 always confirms.
        (TYPE_1, False, False, Confirmation.PENDING),
        # Type 2 after a block: not sent, the provider has already told the contact.
        (TYPE_2, True, True, Confirmation.TOLD),
        (TYPE_2, True, False, Confirmation.TOLD),
        # Type 2 without a block (a request in free words): sent, unless turned off.
        (TYPE_2, False, True, Confirmation.PENDING),
        (TYPE_2, False, False, Confirmation.SWITCHED_OFF),
        # A refusal showed that a Type 1 line is blocked as well: told is told.
        (TYPE_1, True, True, Confirmation.TOLD),
        (TYPE_1, True, False, Confirmation.TOLD),
    ],
)
def test_the_message_is_sent_exactly_when_the_provider_has_not_told_the_contact(
    behavior: Behavior, told: bool, switched_on: bool, expected: Confirmation
) -> None:
    decision = decide_opt_out(
        LineFacts(behavior, told=told, blocked=told), confirm_unblocked_type_2=switched_on
    )

    assert decision == Decision(expected)
    assert decision.sends is (expected is Confirmation.PENDING)


def test_free_words_are_confirmed_unless_an_organization_turns_that_off() -> None:
    assert decide_opt_out(LineFacts(TYPE_2)).sends


@given(facts, st.booleans())
def test_pressing_opt_out_never_depends_on_anything_but_told_and_the_switch(
    known: LineFacts, switched_on: bool
) -> None:
    decision = decide_opt_out(known, confirm_unblocked_type_2=switched_on)

    assert decision.sends is (not known.told and (switched_on or known.behavior is TYPE_1))


@pytest.mark.parametrize(
    ("behavior", "verdict", "body", "expected"),
    [
        # On a Type 1 line nobody is told and nothing is blocked by a keyword ...
        (TYPE_1, Verdict.SILENT, "STOP", Verdict.NONE),
        (TYPE_1, Verdict.NONE, "STOP", Verdict.NONE),
        # ... unless its gateway says that it did: its verdict is believed over our set-up.
        (TYPE_1, Verdict.STOP, "STOP", Verdict.STOP),
        # START voids what a refusal has shown, under both types.
        (TYPE_1, Verdict.SILENT, "START", Verdict.START),
        (TYPE_1, Verdict.START, "yes", Verdict.START),
        (TYPE_1, Verdict.NONE, "START", Verdict.NONE),
        # A gateway that gives verdicts is believed, whatever the words.
        (TYPE_2, Verdict.STOP, "goodbye", Verdict.STOP),
        (TYPE_2, Verdict.START, "yes", Verdict.START),
        (TYPE_2, Verdict.HELP, "help", Verdict.HELP),
        (TYPE_2, Verdict.NONE, "STOP", Verdict.NONE),
        (TYPE_2, Verdict.NONE, "START", Verdict.NONE),
        # One that gives none is known by its own published list, matched exactly.
        (TYPE_2, Verdict.SILENT, "STOP", Verdict.STOP),
        (TYPE_2, Verdict.SILENT, "  Stop\n", Verdict.STOP),
        (TYPE_2, Verdict.SILENT, "Stop All", Verdict.STOP),
        (TYPE_2, Verdict.SILENT, "\tArrêt \r\n", Verdict.STOP),
        (TYPE_2, Verdict.SILENT, "unstop", Verdict.START),
        (TYPE_2, Verdict.SILENT, "STOP.", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "stop  all", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "please stop", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "please stop texting me", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "", Verdict.NONE),
        # What only looks so is another text: who knows how the gateway folds it?
        (TYPE_2, Verdict.SILENT, "ſtop", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "ＳＴＯＰ", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "ARRÊT", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "STOP\u2003", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "\xa0STOP", Verdict.NONE),
        (TYPE_2, Verdict.SILENT, "\x85stop\x1f", Verdict.NONE),
        (TYPE_1, Verdict.SILENT, "ſtart", Verdict.NONE),
    ],
)
def test_blocked_and_told_are_only_ever_learned_from_the_gateway(
    behavior: Behavior, verdict: Verdict, body: str, expected: Verdict
) -> None:
    assert read_verdict(body, verdict, behavior, STOPS, STARTS) is expected


@given(st.text() | st.sampled_from(sorted(STOPS)))
def test_no_words_of_a_contact_block_a_type_1_line(body: str) -> None:
    assert read_verdict(body, Verdict.SILENT, TYPE_1, STOPS, STARTS) is not Verdict.STOP


@given(
    st.text(),
    st.sampled_from(Behavior),
    st.sampled_from([v for v in Verdict if v is not Verdict.SILENT]),
)
def test_no_words_and_no_set_up_overrule_a_gateways_verdict(
    body: str, behavior: Behavior, verdict: Verdict
) -> None:
    assert read_verdict(body, verdict, behavior, STOPS, STARTS) is verdict


@given(st.text() | st.text("stopSTOPſarRuUnN \n\x1f\u2003"))
def test_a_silent_gateway_has_told_exactly_those_who_sent_its_own_words(body: str) -> None:
    verdict = read_verdict(body, Verdict.SILENT, TYPE_2, STOPS, STARTS)

    for words, meant in ((STOPS, Verdict.STOP), (STARTS, Verdict.START)):
        alone = rf"[ \t\r\n]*({'|'.join(words)})[ \t\r\n]*"
        is_one = re.fullmatch(alone, body, re.ASCII | re.IGNORECASE) is not None
        assert (verdict is meant) == is_one


@pytest.mark.parametrize("body", ["STOP", "START", "help", "anything"])
def test_a_gateway_that_publishes_no_words_is_read_as_having_done_nothing(body: str) -> None:
    verdict = read_verdict(body, Verdict.SILENT, TYPE_2, frozenset(), frozenset())

    assert verdict is Verdict.NONE


@given(facts, st.booleans(), st.sampled_from(RequestKind))
def test_the_screen_says_beforehand_exactly_what_opt_out_will_do(
    known: LineFacts, switched_on: bool, asked: RequestKind
) -> None:
    decision = decide_opt_out(known, confirm_unblocked_type_2=switched_on)

    words = explain(known, decision, asked)

    assert ("sends your organization's opt-out message" in words) is decision.sends
    assert ("nothing is sent" in words) is not decision.sends
    assert "records it" in words


def test_the_words_name_why_there_is_still_a_reason_to_press() -> None:
    told = LineFacts(TYPE_2, told=True, blocked=True)
    free = LineFacts(TYPE_2)
    first = LineFacts(TYPE_1)

    assert explain(told, decide_opt_out(told), RequestKind.KEYWORD) == (
        "The provider has already told this contact and blocked the line. "
        "Opting out records it; nothing is sent."
    )
    assert "did not recognize this request" in explain(
        free, decide_opt_out(free), RequestKind.REQUEST
    )
    assert "did not recognize" not in explain(free, decide_opt_out(free), RequestKind.NONE)
    assert "Nothing is blocked until you press Opt Out" in explain(
        first, decide_opt_out(first), RequestKind.KEYWORD
    )


def test_every_outcome_of_a_confirmation_has_words_of_its_own() -> None:
    words = {describe_confirmation(outcome) for outcome in Confirmation}

    assert len(words) == len(Confirmation)
    for outcome in Confirmation:
        says_not_sent = "Nothing was sent" in describe_confirmation(outcome)
        assert says_not_sent is (
            outcome
            in {
                Confirmation.TOLD,
                Confirmation.SWITCHED_OFF,
                Confirmation.NO_CONVERSATION,
                Confirmation.WITHDRAWN,
            }
        )
