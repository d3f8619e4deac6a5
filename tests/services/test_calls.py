"""Calls to one's own debtors: who is called, each line said once, what enters the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.exercises.formula import parse
from simulator.domain.negotiation.preparation import mesore
from simulator.domain.negotiation.storage import OtherScript
from simulator.domain.negotiation.talk import Choice, TalkOver, Words
from simulator.domain.refusals import NotFound
from simulator.services import (
    call_talks,
    calls,
    catalogue,
    portfolios,
    promises,
    rooms,
    trainings,
)
from simulator.services.attempts import AnswerTooLong
from simulator.services.call_talks import CallMovedOn, MailRefused, NothingSaid, SheetUnreadable
from simulator.services.calls import CallsClosed, NobodyToCall
from simulator.store.calls import CallGradingRow
from simulator.store.trainings import ActivityRow
from tests.calling import SCRIPT, Desk
from tests.conftest import House


@pytest.fixture
def desk(house: House, session: Session) -> Desk:
    return Desk(house, session)


def test_each_script_calls_a_customer_that_suits_it_and_another_one_when_it_can(desk: Desk) -> None:
    lines = calls.lines(desk.session, desk.me, desk.now)
    portfolio = portfolios.as_opened(desk.session, desk.me.id, desk.now)
    world = catalogue.world(portfolio)
    called = [line for line in lines if line.customer is not None]

    assert len(lines) == len(catalogue.content().negotiations)
    assert len(called) >= 14
    for line in called:
        assert line.customer is not None
        assert parse(line.script.where).holds(world.figures(line.customer))
    numbers = Counter(line.customer.id for line in called if line.customer)
    for line in called:
        assert line.customer is not None
        if numbers[line.customer.id] > 1:  # nobody else was free
            condition = parse(line.script.where)
            fits = {c.id for c in portfolio.customers if condition.holds(world.figures(c))}
            assert fits <= set(numbers)
    assert lines[0].script.id == SCRIPT
    assert lines[0].status == "open"


def test_a_script_that_suits_nobody_calls_who_fits_what_it_tells_of_the_file(desk: Desk) -> None:
    portfolio = portfolios.as_opened(desk.session, desk.me.id, desk.now)
    world = catalogue.world(portfolio)
    script = calls.script_of(SCRIPT)
    asked = {
        "trop": "overdue > 999999999999 and public == 0",
        "jamais": "overdue > 999999999999 and broken_promises > 99",
    }

    found = calls.customers_of(
        portfolio, [replace(script, id=name, where=where) for name, where in asked.items()]
    )

    assert found["jamais"] is None
    assert found["trop"] is not None
    assert not portfolio.customers[found["trop"]].identity.public
    assert world.figures(portfolio.customers[found["trop"]])["overdue"] > 0


def test_a_call_begins_once_whatever_is_clicked(desk: Desk) -> None:
    first = calls.start(desk.session, desk.me, SCRIPT, desk.now)
    again = calls.start(desk.session, desk.me, SCRIPT, desk.now)

    assert again.id == first.id
    assert (first.state, first.turns, first.counts) == ("preparing", 0, True)


def test_nobody_to_call_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "customers_of", lambda _: dict.fromkeys([SCRIPT]))

    with pytest.raises(NobodyToCall):
        calls.start(desk.session, desk.me, SCRIPT, desk.now)


def test_a_script_that_does_not_exist_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        calls.line(desk.session, desk.me, "rien", desk.now)


def _set(desk: Desk, state: str) -> None:
    row = desk.session.scalars(select(ActivityRow)).one()
    trainings.set_activity(desk.session, desk.trainer, desk.training(), row, state, desk.now)
    desk.session.flush()


def test_a_script_that_the_training_hides_is_not_shown_and_a_closed_one_is_only_read(
    desk: Desk,
) -> None:
    row = desk.begin()
    _set(desk, "closed")
    with pytest.raises(CallsClosed):
        desk.say(row, Words("Bonjour"))
    assert calls.line(desk.session, desk.me, SCRIPT, desk.now).playable is False

    _set(desk, "hidden")
    assert SCRIPT not in {one.script.id for one in calls.lines(desk.session, desk.me, desk.now)}
    with pytest.raises(NotFound):
        calls.line(desk.session, desk.me, SCRIPT, desk.now)
    with pytest.raises(NotFound):
        calls.activity_of(desk.session, desk.me, desk.session.scalars(select(ActivityRow)).one().id)


def test_nothing_is_played_in_a_training_that_is_closed(desk: Desk) -> None:
    trainings.close(desk.session, desk.trainer, desk.training(), desk.now)

    with pytest.raises(CallsClosed):
        calls.start(desk.session, desk.me, "promesse-du-commercial", desk.now)


def test_a_preparation_is_judged_on_the_ledger_of_the_customer(desk: Desk) -> None:
    row = calls.start(desk.session, desk.me, SCRIPT, desk.now)
    facts = calls.talk_of(row).facts
    portfolio = portfolios.of_trainee(desk.session, desk.me.id, desk.now)
    file = portfolios.file(portfolio, row.customer)
    late = [doc for doc in file.documents if doc.days_late > 0 and doc.left > 0]
    oldest = max(late, key=lambda doc: doc.days_late)
    overdue = sum(doc.left for doc in late)
    sheet = {
        "overdue": f"{overdue / 100:.2f}".replace(".", ","),
        "oldest_due": oldest.due.strftime("%d/%m/%Y"),
        "objective": str(overdue // 100),
        "objective_day": "30/11/2026",
        "fallback": str(overdue // 200),
        "fallback_day": "15/12/2026",
        "mesore": str(mesore(facts.overdue) // 100),
        "objections": "O16,,O31",
        "counterparts": "first_payment,proof",
        "intruder": "x",
    }

    kept = call_talks.prepare(desk.session, desk.me, row.id, sheet, desk.now)

    points = kept.prepared["points"]
    assert points["overdue"] is points["oldest_due"] is points["objective"] is True
    assert points["fallback"] is points["mesore"] is points["objections"] is True
    assert points["balance"] is False
    assert kept.prepared["level"] == 3
    assert kept.prepared["score"] == sum(
        weight for code, weight in kept.prepared["weights"].items() if points[code]
    )
    assert "intruder" not in kept.sheet
    again = call_talks.prepare(desk.session, desk.me, row.id, {}, desk.now)
    assert again.sheet == kept.sheet


def test_what_cannot_be_read_of_a_preparation_is_named_and_nothing_is_judged(desk: Desk) -> None:
    row = calls.start(desk.session, desk.me, SCRIPT, desk.now)

    with pytest.raises(SheetUnreadable) as refused:
        call_talks.prepare(
            desk.session,
            desk.me,
            row.id,
            {"overdue": "beaucoup", "fallback_day": "33/13"},
            desk.now,
        )

    assert refused.value.fields == ("overdue", "fallback_day")
    assert row.state == "preparing"


def test_a_draft_of_a_preparation_is_kept(desk: Desk) -> None:
    row = calls.start(desk.session, desk.me, SCRIPT, desk.now)

    at = call_talks.save_draft(
        desk.session, desk.me, row.id, {"overdue": " 12 ", "mail": "Bonjour", "x": "y"}, desk.now
    )

    assert at == desk.now
    assert row.draft == {"overdue": "12", "mail": "Bonjour"}


def test_the_same_line_sent_twice_is_said_once_and_a_late_page_is_told(desk: Desk) -> None:
    row = desk.begin()
    words = Words("Bonjour, pouvez-vous me dire ce qui se passe ?")
    call_talks.say(desk.session, desk.me, row.id, 0, words, desk.now)

    talk = call_talks.say(desk.session, desk.me, row.id, 0, words, desk.now)

    assert len(talk.turns) == row.turns == 1
    with pytest.raises(CallMovedOn):
        call_talks.say(desk.session, desk.me, row.id, 0, Words("Autre chose"), desk.now)
    with pytest.raises(CallMovedOn):
        call_talks.say(desk.session, desk.me, row.id, 0, Choice("x"), desk.now)


def test_an_option_clicked_twice_is_said_once(desk: Desk) -> None:
    row = desk.begin()
    option = calls.talk_of(row).options()[0].id
    call_talks.say(desk.session, desk.me, row.id, 0, Choice(option), desk.now)

    talk = call_talks.say(desk.session, desk.me, row.id, 0, Choice(option), desk.now)

    assert [turn.move.option for turn in talk.turns] == [option]


def test_nothing_is_said_before_the_phone_rings_nor_after_the_end(desk: Desk) -> None:
    row = calls.start(desk.session, desk.me, SCRIPT, desk.now)
    with pytest.raises(CallMovedOn):
        desk.say(row, Words("Bonjour"))
    call_talks.prepare(desk.session, desk.me, row.id, {}, desk.now)
    desk.play(row)
    with pytest.raises(TalkOver):
        desk.say(row, Words("Encore un mot"))


def test_what_a_form_says_is_a_choice_words_or_a_silence() -> None:
    assert call_talks.given("accueil", "des mots") == Choice("accueil")
    assert call_talks.given("", "  deux \r\n mots ") == Words("deux mots")
    assert call_talks.given("", "tapé", silent=True) == Words("…")
    with pytest.raises(NothingSaid):
        call_talks.given("", " \n ")
    with pytest.raises(AnswerTooLong):
        call_talks.given("", "a" * 501)


def test_the_mark_of_the_call_that_counts_is_in_the_room_and_grows_by_addition(desk: Desk) -> None:
    row = desk.play(desk.begin())
    first = row.gradings[-1]
    room = rooms.of_trainee(desk.session, desk.me.id)
    (entry,) = [e for half in room.half_days for e in half.entries]
    assert entry.work is not None
    assert entry.work.best is not None
    assert entry.work.best * 100 == first.score

    talk = calls.talk_of(row)
    obtained = talk.engagement()
    assert obtained is not None
    mail = f"Bonjour,\nJe confirme {obtained.amount / 100:.2f} €. Cordialement"
    call_talks.send_mail(desk.session, desk.me, row.id, mail, desk.now)

    assert [one.reason for one in row.gradings] == ["end", "mail"]
    assert row.gradings[0].id == first.id
    assert row.recap["items"]["amount"] is True
    assert row.recap["items"]["dates"] is False
    with pytest.raises(MailRefused) as refused:
        call_talks.send_mail(desk.session, desk.me, row.id, mail, desk.now)
    assert refused.value.reason == "sent"


def test_a_mail_waits_for_the_end_and_for_something_to_confirm(desk: Desk) -> None:
    row = desk.begin()
    with pytest.raises(MailRefused) as running:
        call_talks.send_mail(desk.session, desk.me, row.id, "Bonjour", desk.now)
    assert running.value.reason == "running"
    while row.state != "over":
        desk.say(row, Words("Je vais prévenir vos clients et votre banque."))
    with pytest.raises(MailRefused) as nothing:
        call_talks.send_mail(desk.session, desk.me, row.id, "Bonjour", desk.now)
    assert nothing.value.reason == "nothing"
    assert row.gradings[-1].knock_outs
    assert row.gradings[-1].score <= 40
    assert promises.promises_won(desk.session, desk.me.id) == ()


def test_a_mail_is_neither_blank_nor_endless(desk: Desk) -> None:
    row = desk.play(desk.begin())
    with pytest.raises(MailRefused) as blank:
        call_talks.send_mail(desk.session, desk.me, row.id, " \n", desk.now)
    assert blank.value.reason == "blank"
    with pytest.raises(AnswerTooLong):
        call_talks.send_mail(desk.session, desk.me, row.id, "a" * 3001, desk.now)


def test_a_call_played_again_stands_beside_the_first_and_promises_nothing(desk: Desk) -> None:
    first = desk.play(desk.begin())
    won = promises.promises_won(desk.session, desk.me.id)

    again = calls.play_again(desk.session, desk.me, first.id, 1, 1, desk.now)
    twice = calls.play_again(desk.session, desk.me, first.id, 1, 1, desk.now)

    assert twice.id == again.id
    assert (again.attempt, again.origin, again.counts, again.turns) == (1, "replay", False, 1)
    assert (again.parent_id, again.from_turn) == (first.id, 1)
    kept, taken = calls.talk_of(first), calls.talk_of(again)
    assert taken.turns == kept.turns[:1]
    assert taken.cast == kept.cast
    desk.play(again, ("bad", "poor"))
    assert again.state == "over"
    assert again.gradings
    assert promises.promises_won(desk.session, desk.me.id) == won
    line = calls.line(desk.session, desk.me, SCRIPT, desk.now)
    assert [one.attempt for one in line.calls] == [0, 1]
    assert line.counting is first


def test_a_call_is_only_its_own_trainee_s(desk: Desk) -> None:
    somebody = desk.house.trainee(desk.training_id, "Karim Benaïssa")
    row = desk.begin()

    with pytest.raises(NotFound):
        calls.of_trainee(desk.session, somebody, row.id)


def test_a_call_of_another_version_of_its_script_is_not_gone_on_with(desk: Desk) -> None:
    row = desk.begin()
    row.talk = {**row.talk, "version": 99}

    with pytest.raises(OtherScript):
        desk.say(row, Words("Bonjour"))


def test_gradings_are_only_added(desk: Desk) -> None:
    row = desk.play(desk.begin())
    call_talks.send_mail(desk.session, desk.me, row.id, "Bonjour", desk.now)

    assert len(desk.session.scalars(select(CallGradingRow)).all()) == 2
