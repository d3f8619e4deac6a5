"""Procedures as data, reminder levels, conduct, electronic invoices: content and its use."""

from datetime import date

import pytest

from simulator.domain.collection.conduct import Speaker, broken
from simulator.domain.collection.einvoicing import duties, reported, standing
from simulator.domain.collection.procedures import Family, agenda, missed, next_due
from simulator.domain.collection.proceedings import Proceeding
from simulator.domain.collection.reminders import (
    Channel,
    Contact,
    Scenario,
    Stop,
    calendar,
    level_of,
    next_contact,
    review_message,
    scenario_faults,
)
from simulator.domain.firm import Size
from simulator.domain.refusals import OutOfRange, UnknownChoice
from tests.domain.collection.lawbook import LAW, ROOT, case, day
from tests.domain.collection.procedure_files import (
    FOLDER,
    PROCEDURES,
    bans,
    e_invoicing,
    files,
    levels,
    scenarios,
)

INJUNCTION = PROCEDURES["injunction"]
OUTSIDE = {
    *("publication", "opened", "opposed", "heard", "ordered", "principal_paid"),
    *("goods_claim_received", "option_notice_received", "dispute_received", "plan_received"),
    *("observation_ended", "attachment_told", "commanded", "prefect_notified", "enforceable"),
}


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_every_delay_of_a_procedure_has_its_table_and_its_event(procedure):
    codes = [stage.code for stage in procedure.stages]
    assert len(set(codes)) == len(codes)
    for stage in procedure.stages:
        if stage.delay is None:
            continue
        unit = LAW.table(stage.delay.table)
        assert unit.rates
        assert stage.delay.since in {*codes, *OUTSIDE}
        assert stage.delay.dated_by in {"", *codes}
        if stage.delay.distance:
            assert LAW.table(stage.delay.distance).rates


def test_every_proceeding_of_the_map_has_its_file():
    named = {code for code, p in PROCEDURES.items() if p.family in {"insolvency", "preventive"}}
    assert named == {kind.value for kind in Proceeding}
    assert {p.family for p in PROCEDURES.values()} == set(Family)


def test_no_uncertain_fee_is_printed():
    for procedure in PROCEDURES.values():
        for cost in procedure.costs:
            assert cost.amount is not None or cost.confidence != "certain" or "charge" in cost.text
    assert [c.amount for c in INJUNCTION.costs if c.code == "court_fee"] == [None]


def test_the_texts_use_french_typography():
    for path in sorted((ROOT / FOLDER).glob("*.yaml")):
        for line in path.read_text().splitlines():
            text = line.partition(': "')[2]
            for mark in (" ;", " :", " ?", " !", " %", "« "):
                assert mark not in text, (path.name, line)


def test_the_agenda_of_an_injunction_follows_the_date_of_the_order():
    given_, expected = case("GL-42")
    events = {"ordered": day(given_["order_date"]), "served": day(given_["served_in_person"])}
    planned = {row.stage.code: row for row in agenda(INJUNCTION, events, LAW)}
    assert planned["served"].deadline.last_day == date(2026, 12, 10)
    assert planned["served"].done == events["served"]
    assert not planned["served"].late
    assert planned["opposition_ends"].deadline.last_day == day(expected["opposition_last_day"])
    assert planned["enforced"].deadline.last_day == day(expected["enforcement_possible_after"])
    assert planned["opposition_deposited"].waits_for == "opposed"


def test_an_old_order_changes_the_whole_agenda():
    given_, expected = case("GL-40")
    events = {"ordered": day(given_["order_date"])}
    planned = {row.stage.code: row for row in agenda(INJUNCTION, events, LAW)}
    assert planned["served"].deadline.last_day == day(expected["last_day_to_serve"])
    assert planned["enforced"].waits_for == "served"


def test_a_late_stage_is_seen():
    events = {"ordered": date(2026, 9, 10), "served": date(2026, 12, 11)}
    planned = {row.stage.code: row for row in agenda(INJUNCTION, events, LAW)}
    assert planned["served"].late


@pytest.mark.parametrize("code", ["sauvegarde", "redressement", "liquidation"])
def test_a_creditor_knows_what_comes_next_in_proceedings(code):
    events = {"publication": date(2026, 9, 15)}
    planned = agenda(PROCEDURES[code], events, LAW)
    assert next_due(planned, date(2026, 10, 1)).stage.code == "declared"
    assert next_due(planned, date(2026, 11, 16)).deadline.last_day == date(2026, 11, 16)
    assert next_due(planned, date(2026, 11, 17)).stage.code == "goods_claimed"
    assert [row.stage.code for row in missed(planned, date(2026, 11, 17))] == ["declared"]
    assert next_due(planned, date(2030, 1, 1)) is None
    afar = agenda(PROCEDURES[code], events, LAW, apart=True)
    assert {r.stage.code: r for r in afar}["declared"].deadline.last_day == date(2027, 1, 15)


def test_a_declared_claim_is_no_longer_to_do():
    events = {"publication": date(2026, 9, 15), "declared": date(2026, 10, 1)}
    planned = agenda(PROCEDURES["liquidation"], events, LAW)
    assert next_due(planned, date(2026, 10, 2)).stage.code == "goods_claimed"


def test_a_summons_counts_back_from_the_hearing():
    planned = agenda(PROCEDURES["merits"], {"heard": date(2026, 10, 20)}, LAW)
    by_code = {row.stage.code: row for row in planned}
    assert by_code["summoned"].deadline.last_day == date(2026, 10, 5)
    assert by_code["filed"].deadline.last_day == date(2026, 10, 12)


def test_a_stage_is_found_by_its_code():
    assert INJUNCTION.stage("served").article == "CPC, art. 1411"
    with pytest.raises(UnknownChoice):
        INJUNCTION.stage("nothing")


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda s: s.code)
def test_the_scenarios_are_consistent(scenario):
    assert scenario_faults(scenario, levels()) == ()


def test_a_bad_scenario_is_told_why():
    contacts = (
        Contact(-2, 1, Channel.EMAIL),
        Contact(10, 4, Channel.EMAIL),
        Contact(10, 2, Channel.PHONE),
    )
    found = {
        (fault.code, fault.contact) for fault in scenario_faults(Scenario("x", contacts), levels())
    }
    assert found == {
        ("reminder_before_due_date", 0),
        ("channel_not_for_level", 1),
        ("days_not_increasing", 2),
        ("level_goes_down", 2),
    }
    assert scenario_faults(Scenario("x", ()), levels())[0].code == "no_contact"
    with pytest.raises(UnknownChoice):
        level_of(levels(), 9)


def test_a_formal_notice_needs_its_legal_mentions():
    level = level_of(levels(), 4)
    assert level.channels == (Channel.REGISTERED,)
    review = review_message(level, {*level.required} - {"legal_basis"} | {"collection_costs"})
    assert (review.lacking, review.forbidden) == (("legal_basis",), ("collection_costs",))
    assert not review.compliant
    assert review_message(level, level.required).compliant


def test_contacts_come_one_at_a_time_and_stop_when_they_must():
    standard = {s.code: s for s in scenarios()}["standard"]
    due = date(2026, 6, 30)
    assert calendar(standard, due)[0].on == date(2026, 6, 25)
    assert next_contact(standard, due, date(2026, 6, 24), 0) is None
    assert next_contact(standard, due, date(2026, 6, 25), 0).contact.level == 0
    assert next_contact(standard, due, date(2026, 7, 20), 1).contact.day == 3
    for stop in Stop:
        assert next_contact(standard, due, date(2026, 7, 20), 1, {stop}) is None
    assert next_contact(standard, due, date(2027, 1, 1), len(standard.contacts)) is None
    with pytest.raises(OutOfRange):
        next_contact(standard, due, due, 99)


def test_what_a_collector_may_not_say_depends_on_who_speaks_and_on_a_title():
    said = {"collection_costs", "seizure_announced", "first_letter_incomplete"}
    by_staff = {ban.code for ban in broken(bans(), said, Speaker.STAFF)}
    assert by_staff == {"collection_costs", "seizure_announced"}
    assert {ban.code for ban in broken(bans(), said, Speaker.AGENCY)} == said
    assert broken(bans(), said, Speaker.STAFF, {"enforceable_title"}) == ()
    assert broken(bans(), {"exact_due_date"}, Speaker.STAFF) == ()


def test_who_must_issue_electronic_invoices_and_when():
    _, expected = case("GL-61")
    schedule, _ = e_invoicing()
    named = {"grande entreprise": "GE", "ETI": "ETI", "PME": "PME", "micro-entreprise": "TPE"}
    for name, days in expected.items():
        size = Size(named[name])
        assert schedule.receive[size] == day(days["receive"])
        assert schedule.issue[size] == day(days["issue"])
    assert duties(schedule, Size.PME, date(2026, 9, 1)).receive
    assert not duties(schedule, Size.PME, date(2027, 8, 31)).issue
    assert duties(schedule, Size.GE, date(2026, 9, 1)).issue


def test_four_statuses_go_to_the_tax_office():
    _, expected = case("GL-62")
    assert reported(e_invoicing()[1]) == expected


def test_a_rejected_invoice_never_reached_and_a_payment_sent_is_not_cash():
    _, statuses = e_invoicing()
    rejected = standing(statuses, ["200", "213"])
    assert (rejected.reached, rejected.refused) == (False, True)
    assert standing(statuses, ["200", "203", "210"]).refused
    promised = standing(statuses, ["200", "203", "211"])
    assert (promised.reached, promised.settled) == (True, False)
    assert standing(statuses, ["212"]).settled
    with pytest.raises(UnknownChoice):
        standing(statuses, ["999"])


def test_the_ranks_of_a_liquidation_are_thirteen_in_order():
    ranks = files("ranking")[0]["ranks"]
    assert [int(row["rank"]) for row in ranks] == list(range(1, 14))
    assert ranks[-1]["code"] == "unsecured"


def test_the_four_mentions_of_the_reform_are_dated():
    mentions = files("invoice_mentions")[0]["mentions"]
    added = {row["code"] for row in mentions if row.get("start") == "2026-09-01"}
    assert added == {"buyer_siren", "delivery_address", "nature", "vat_on_debits"}
