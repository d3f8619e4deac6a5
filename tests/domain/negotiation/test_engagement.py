"""What was obtained, and how much it is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.engagement import Draft, drafted, engagement
from simulator.domain.negotiation.heard import Found, Heard
from simulator.domain.negotiation.intents import Intent, State
from simulator.domain.negotiation.script import Commits
from tests.domain.negotiation.small import cast, facts

ALL = Commits(
    amount="half", date="tomorrow", means="cheque", signatory=True, written=True, instalments=3
)
FULL = Draft(Cents(6_000_00), date(2026, 11, 27), Means.TRANSFER, signatory=True, written=True)
STATE = State(50, 0, 100, 0)


def heard(*intents: Intent, **values) -> Heard:
    return Heard("…", tuple(Found(one, 90, 0, 1) for one in intents), **values)


def test_a_chosen_line_obtains_all_that_is_written() -> None:
    draft = drafted(Draft(), ALL, facts(), None)

    assert draft == Draft(
        Cents(4_500_00),
        date(2026, 11, 23),
        Means.CHEQUE,
        True,
        True,
        3,
    )
    assert draft.parts == 4


def test_a_typed_line_obtains_what_was_said_with_its_own_values() -> None:
    said = heard(
        Intent.AMOUNT,
        Intent.DATE,
        Intent.MEANS,
        amounts=(Cents(99_000_00), Cents(2_000_00)),
        day=date(2026, 12, 1),
        means=Means.TRANSFER,
    )
    draft = drafted(Draft(), ALL, facts(), said)

    assert draft.amount == 2_000_00  # more than what is owed is not an amount to pay
    assert draft.day == date(2026, 12, 1)
    assert draft.means is Means.TRANSFER
    assert not draft.signatory
    assert not draft.written


def test_when_all_is_disputed_the_whole_overdue_is_asked_for() -> None:
    all_of_it = facts(disputed=facts().overdue)

    draft = drafted(Draft(), Commits(amount="undisputed"), all_of_it, None)

    assert draft.amount == 9_000_00


def test_what_is_named_without_a_value_takes_the_authors() -> None:
    draft = drafted(Draft(), ALL, facts(), heard(Intent.AMOUNT, Intent.DATE, Intent.MEANS))

    assert (draft.amount, draft.day, draft.means) == (4_500_00, date(2026, 11, 23), Means.CHEQUE)


def test_a_line_that_says_nothing_of_it_obtains_nothing() -> None:
    assert drafted(Draft(), ALL, facts(), heard(Intent.EMPATHY)) == Draft()
    assert drafted(Draft(), Commits(), facts(), None) == Draft()


def test_a_signature_obtained_is_kept() -> None:
    had = Draft(signatory=True, written=True)

    assert drafted(had, Commits(), facts(), None) == had


def test_nothing_promised_is_no_engagement() -> None:
    assert engagement(Draft(means=Means.CARD), facts(), cast(), STATE) is None


def test_quality_adds_form_and_substance() -> None:
    found = engagement(FULL, facts(), cast(), STATE)

    assert found is not None
    # form 12+14+8+8+8 = 50; cash covers 20; faith 15×80 %=12, trust 8×50 %=4, cause 7: 23
    assert found.quality == 50 + 20 + 23
    assert found.amount == 6_000_00
    assert not found.vague


def test_a_promise_beyond_the_cash_is_worth_less() -> None:
    poor = cast(cash=Cents(3_000_00))

    rich = engagement(FULL, facts(), cast(), STATE)
    short = engagement(FULL, facts(), poor, STATE)

    assert rich is not None
    assert short is not None
    assert rich.quality - short.quality == 10  # half of the twenty points


def test_waiting_costs_ten_points_a_month() -> None:
    far = engagement(replace(FULL, day=date(2027, 1, 25)), facts(), cast(), STATE)

    assert far is not None
    assert far.quality == 93 - 20  # 66 days


def test_a_day_alone_is_for_all_that_is_overdue() -> None:
    found = engagement(Draft(day=date(2026, 11, 27)), facts(), cast(), STATE)

    assert found is not None
    assert found.amount == 9_000_00
    assert found.signatory == ""


def test_an_amount_without_a_day_is_vague() -> None:
    found = engagement(Draft(amount=Cents(1_000_00)), facts(), cast(), STATE)

    assert found is not None
    assert found.vague
    assert found.instalments[0].due == date(2026, 12, 21)


def test_a_plan_pays_the_rest_month_after_month_to_the_cent() -> None:
    draft = replace(FULL, amount=Cents(3_000_01), instalments=2)
    found = engagement(draft, facts(), cast(), STATE)

    assert found is not None
    assert [(one.amount, one.due) for one in found.instalments] == [
        (3_000_01, date(2026, 11, 27)),
        (3_000_00, date(2026, 12, 28)),
        (2_999_99, date(2027, 1, 27)),
    ]
    assert found.amount == 9_000_00


def test_a_plan_with_nothing_left_is_a_promise() -> None:
    found = engagement(replace(FULL, amount=Cents(9_000_00), instalments=4), facts(), cast(), STATE)

    assert found is not None
    assert len(found.instalments) == 1
