"""The lines of a computation, whole and by hand: a trainee checks each of them."""

from datetime import date

from simulator.domain.collection import insolvency
from simulator.domain.collection.clauses import FOR_PUBLIC
from simulator.domain.collection.deadlines import after_days, after_months
from simulator.domain.collection.imputation import Receipt, account
from simulator.domain.collection.limitation import Claim, Event, Happening, limitation
from simulator.domain.collection.penalties import LateInvoice, penalty
from simulator.domain.collection.terms import MonthEnd, Term, due_date
from simulator.domain.results import Unit
from tests.domain.collection.lawbook import LAW, case, day, eur

DUE = date(2026, 2, 28)


def lines(steps):
    """Return the lines with plain spaces in their formulas."""
    return [(s.name, s.formula.replace("\u202f", " "), s.value, s.unit) for s in steps]


def test_a_delay_shows_its_last_day_then_where_it_moves():
    found = after_months(date(2026, 1, 31), 1, LAW.on("claim_later_months", date(2026, 1, 31)))
    assert lines(found.steps()) == [
        ("deadline_raw", "31/01/2026 + 1 mois", DUE, Unit.DATE),  # a Saturday
        ("deadline_moved", "28/02/2026 → 02/03/2026", date(2026, 3, 2), Unit.DATE),
    ]


def test_a_penalty_shows_its_days_its_interest_and_its_indemnity():
    late = penalty(LateInvoice(eur(10000), DUE, date(2026, 3, 30)), LAW)
    first, *_, interest, indemnity, total = lines(late.steps())
    assert first == ("days_late", "01/03/2026 → 30/03/2026", 30, Unit.DAYS)
    # 10 000 × 12,15 % × 30 ÷ 365 = 99,863
    assert interest == ("interest", "99,86 €", eur("99.86"), Unit.CENTS)
    assert indemnity == ("fixed_indemnity", "1 × 40,00 €", eur(40), Unit.CENTS)
    assert total == ("total_accessories", "99,86 € + 40,00 €", eur("139.86"), Unit.CENTS)


def test_an_account_shows_interest_imputation_and_balance_of_each_period():
    given_, _ = case("GL-24")
    receipt = Receipt(day(given_["partial_date"]), eur(given_["partial_payment"]))
    found = account(
        eur(given_["amount_ttc"]), day(given_["due_date"]), [receipt], date(2026, 6, 28), LAW
    )
    assert lines(found.steps()) == [
        (name, formula, eur(value), Unit.CENTS)
        for name, formula, value in (
            ("interest_1", "10 000,00 € × 12,15 % × 60 ÷ 365", "199.73"),
            ("to_interest_1", "min(4 000,00 € ; 199,73 €)", "199.73"),
            ("to_principal_1", "4 000,00 € − 199,73 €", "3800.27"),
            ("principal_1", "10 000,00 € − 3 800,27 €", "6199.73"),
            ("interest_2", "6 199,73 € × 12,15 % × 60 ÷ 365", "123.82"),
            ("to_interest_2", "min(0,00 € ; 123,82 €)", 0),
            ("to_principal_2", "0,00 € − 0,00 €", 0),
            ("principal_2", "6 199,73 € − 0,00 €", "6199.73"),
            ("total_due", "6 199,73 € + 123,82 €", "6323.55"),
        )
    ]


def test_a_sum_rounded_once_is_shown_unrounded_when_its_parts_would_not_add_up():
    late = penalty(LateInvoice(eur(10000), date(2026, 5, 31), date(2026, 8, 15)), LAW)
    # 99,86301 + 156,27397 = 256,13698: 256,14, where 99,86 + 156,27 would be 256,13
    shown = next(line for line in lines(late.steps()) if line[0] == "interest")
    assert shown == ("interest", "99,8630 € + 156,2740 €", eur("256.14"), Unit.CENTS)


def test_a_payment_on_time_counts_no_day():
    late = penalty(LateInvoice(eur(10000), DUE, DUE), LAW)
    assert lines(late.steps())[0] == ("days_late", "0", 0, Unit.DAYS)


def test_a_receipt_says_how_it_is_shared_whoever_comes_first():
    due, paid, end = DUE, date(2026, 4, 29), date(2026, 6, 28)
    principal_first = account(
        eur(10000), due, [Receipt(paid, eur(10100))], end, LAW, principal_first=True
    )
    by_name = {name: formula for name, formula, *_ in lines(principal_first.steps())}
    # 10 000 × 12,15 % × 60 ÷ 365 = 199,73: the principal takes 10 000, 100 are left for interest
    assert by_name["to_interest_1"] == "10 100,00 € − 10 000,00 €"
    assert by_name["to_principal_1"] == "10 100,00 € − 100,00 €"
    too_much = account(eur(10000), due, [Receipt(paid, eur(12000))], end, LAW)
    by_name = {name: formula for name, formula, *_ in lines(too_much.steps())}
    assert by_name["to_interest_1"] == "min(12 000,00 € ; 199,73 €)"
    assert by_name["to_principal_1"] == "min(12 000,00 € ; 10 000,00 €)"


def test_a_limitation_shows_what_each_event_did_to_it():
    part_paid = Event(date(2023, 6, 1), Happening.PARTIAL_PAYMENT)
    found = limitation(Claim.COMMERCIAL, date(2021, 5, 10), [part_paid], LAW)
    assert lines(found.steps()) == [
        ("limitation_start", "60 mois", date(2021, 5, 10), Unit.DATE),
        ("event_interrupts", "01/06/2023, partial_payment", date(2028, 6, 1), Unit.DATE),
        ("last_day", "", date(2028, 6, 1), Unit.DATE),
    ]


def test_a_creditor_far_away_has_his_distance_added_to_his_own_notice():
    found = insolvency.declaration_on_notice(date(2026, 9, 15), date(2026, 10, 5), LAW, apart=True)
    # R622-24: two months, and two more outside the mainland
    assert found.last_day == date(2027, 2, 5)


def test_a_due_date_shows_each_move():
    found = due_date(Term(45, MonthEnd.AFTER, 10), date(2026, 1, 10))
    assert lines(found.steps) == [
        ("add_days", "10/01/2026 + 45 j", date(2026, 2, 24), Unit.DATE),
        ("month_end", "24/02/2026 → 28/02/2026", DUE, Unit.DATE),
        ("then_day", "28/02/2026 → 10/03/2026", date(2026, 3, 10), Unit.DATE),
    ]
    before = due_date(Term(45, MonthEnd.BEFORE), date(2026, 1, 10))
    assert lines(before.steps)[0] == (
        "month_end",
        "10/01/2026 → 31/01/2026",
        date(2026, 1, 31),
        Unit.DATE,
    )


def test_a_deadline_keeps_its_event_and_the_proof_of_its_rule():
    rate = LAW.on("claim_later_months", DUE)
    for found in (after_months(DUE, 1, rate), after_days(DUE, 30, rate)):
        assert (found.event, found.source, found.confidence) == (DUE, rate.source, rate.confidence)


def test_an_acknowledgment_does_not_go_past_twenty_years_and_a_judgment_does():
    # C. civ. 2232: twenty years from the birth of the right, which acts in court do not meet
    born, start, on = date(2005, 3, 1), date(2021, 3, 1), date(2024, 3, 1)
    told = Event(on, Happening.ACKNOWLEDGMENT)
    served = Event(on, Happening.INJUNCTION_SERVED)
    assert limitation(Claim.COMMERCIAL, start, [told], LAW, born=born).last_day == date(2025, 3, 1)
    assert limitation(Claim.COMMERCIAL, start, [served], LAW, born=born).last_day == date(
        2029, 3, 1
    )


def test_an_act_on_the_first_day_counts():
    first = date(2021, 5, 10)
    told = Event(first, Happening.ACKNOWLEDGMENT)
    (row,) = limitation(Claim.COMMERCIAL, first, [told], LAW).read
    assert row.effect == "interrupts"


def test_interest_frozen_at_the_first_day_takes_the_rate_of_the_day_after_the_due_date():
    # due on 30 June, late from 1 July: the rate is that of the second half-year
    # of 2025, 2,15 % + 8 points; 1 000 × 10,15 % × 30 ÷ 365 = 8,342
    found = account(eur(1000), date(2025, 6, 30), [], date(2025, 7, 30), LAW, clause=FOR_PUBLIC)
    assert found.interest == eur("8.34")
