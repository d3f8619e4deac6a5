"""Role-plays: groups, their calls, who comes and goes, the clock, assessments, the record."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.negotiation.grid import Criterion
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.training.rotation import AlreadyInRound, Format, NotInRound, Role
from simulator.domain.training.triads import Act, Author, NotAssessing, NotYourTurn, WrongAct
from simulator.services import portfolios, triad_cases, triad_marks, triad_results, triads
from simulator.services.trainings import Training
from simulator.services.triad_marks import AlreadyAssessed, GridIncomplete, NoNotesNow, Said
from simulator.services.triads import RoundRunning, TriadRound, Wanted
from simulator.store.audit import AuditRow
from simulator.store.triads import TriadGroupRow, TriadSeatRow
from tests.classroom import Classroom
from tests.conftest import Clock, House

NAMES = ("Élodie Martin", "Karim Benaïssa", "Anne-Sophie Le Goff", "Luc Petit", "Nora Sy")
SCRIPT = "echeancier"
FULL = Said({one.value: 2 for one in Criterion}, kept="le silence", changed="la date")


class Table:
    """A training and its rounds."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.training = session.get_one(Training, room.training_id)
        self.ids = [person.id for person in room.people]

    def form(self, people: list[int] | None = None, **wanted: object) -> TriadRound:
        settings = Wanted(SCRIPT, **wanted)  # type: ignore[arg-type]
        present = self.ids if people is None else people
        return triads.create(
            self.session, self.room.trainer, self.training, settings, present, self.clock()
        )

    def act(self, row: TriadRound, *acts: Act) -> None:
        for one in acts:
            self.clock.forward(seconds=30)
            triads.act(self.session, self.room.trainer, row, one, self.clock())
            self.session.flush()

    def seat(self, row: TriadRound, role: Role, number: int = 1) -> TriadSeatRow:
        group = next(one for one in triads.groups(row) if one.number == number)
        return next(one for one in group.seats if one.role == role)


@pytest.fixture
def table(session: Session, house: House, clock: Clock) -> Table:
    return Table(session, house.classroom(NAMES), clock)


def seats(row: TriadRound) -> dict[int, tuple[int, str]]:
    return {s.trainee_id: (g.number, s.role) for g in triads.groups(row) for s in g.seats}


def test_five_people_make_a_triad_and_a_pair(table: Table) -> None:
    row = table.form()

    assert sorted(seats(row)) == sorted(table.ids)
    assert [len(one.seats) for one in triads.groups(row)] == [3, 2]
    assert [s.role for s in triads.groups(row)[0].seats] == list(Role)


def test_the_absent_are_left_out_and_two_people_can_play(table: Table) -> None:
    row = table.form(table.ids[:2])

    assert sorted(seats(row)) == sorted(table.ids[:2])
    with pytest.raises(RoundRunning) as refused:
        table.form()
    assert refused.value.number == row.number


def test_one_person_cannot(table: Table) -> None:
    with pytest.raises(OutOfRange):
        table.form(table.ids[:1])


def test_an_unknown_script_is_refused(table: Table) -> None:
    with pytest.raises(NotFound):
        triads.create(
            table.session,
            table.room.trainer,
            table.training,
            Wanted("jamais-ecrit"),
            table.ids,
            table.clock(),
        )


def test_the_call_is_to_the_collector_s_own_debtor(table: Table) -> None:
    row = table.form()
    for one in triads.groups(row):
        call = triad_cases.talk(one.case)
        collector = next(s.trainee for s in one.seats if s.role == Role.COLLECTOR)
        portfolio = portfolios.of_trainee(table.session, collector.id, table.clock())
        owed = portfolios.file(portfolio, call.facts.customer)

        assert call.facts.name == owed.customer.identity.name
        assert call.facts.overdue > 0
        assert sum(d.left for d in owed.documents if d.left > 0 and d.days_late > 0) == (
            call.facts.overdue
        )
        assert call.facts.caller == f"{collector.first_name} {collector.last_name}"
        assert call.facts.penalties is not None


def test_the_file_has_what_the_ledger_has(table: Table) -> None:
    row = table.form()
    seat = table.seat(row, Role.COLLECTOR)
    call = triad_cases.talk(seat.group.case)
    file = triad_cases.file(table.session, call, seat.trainee_id, table.clock())

    assert {d.number for d in file.documents} >= {call.facts.oldest}
    assert all(d.left for d in file.documents)
    still_open = {d.number for d in file.documents}
    broken = [p for p in file.promises if p.kept is False and p.number in still_open]
    assert len(broken) <= call.facts.broken
    assert (not file.disputes) == ("disputed" in call.facts.invented)
    assert call.facts.name in file.brief or "{" not in file.brief


def test_the_brief_has_lines_in_french_with_the_customer_s_figures(table: Table) -> None:
    call = triad_cases.talk(triads.groups(table.form())[0].case)
    brief = triad_cases.brief(call)

    assert brief.objections
    assert brief.convincing
    assert brief.hurting
    assert 0 <= brief.cash <= brief.overdue == call.facts.overdue
    said = [line.text for line in (*brief.convincing, *brief.hurting)]
    assert not any("{" in text for text in (*brief.objections, *said, brief.secret, brief.cause))
    assert triad_cases.prepared(call).objective


def test_rounds_give_every_role_and_another_debtor(table: Table) -> None:
    played: dict[int, list[str]] = {}
    called: dict[int, list[int]] = {}
    for _ in range(3):
        row = table.form(table.ids[:3])
        table.act(row, Act.PREPARE, Act.PLAY, Act.END, Act.CLOSE)
        for person, (_, role) in seats(row).items():
            played.setdefault(person, []).append(role)
            if role == Role.COLLECTOR:
                case = triads.groups(row)[0].case
                called.setdefault(person, []).append(triad_cases.customer_of(case))

    assert [row.number for row in triads.of_training(table.session, table.training.id)] == [1, 2, 3]
    assert all(sorted(roles) == sorted(Role) for roles in played.values())
    row = table.form(table.ids[:3])
    who = table.seat(row, Role.COLLECTOR).trainee_id
    assert triad_cases.customer_of(triads.groups(row)[0].case) not in called[who]


def test_who_leaves_is_replaced_and_the_new_collector_has_a_call_of_their_own(
    table: Table,
) -> None:
    row = table.form(table.ids[:3])
    leaver, watcher = table.seat(row, Role.COLLECTOR), table.seat(row, Role.OBSERVER)
    before, next_in = leaver.group.case, watcher.trainee_id
    revision = row.revision
    triads.leave(table.session, row, leaver.trainee_id, table.clock())
    table.session.flush()

    assert seats(row)[next_in] == (1, Role.COLLECTOR)
    assert len(seats(row)) == 2
    after = triads.groups(row)[0].case
    assert after["facts"]["caller"] != before["facts"]["caller"]
    assert row.revision > revision


def test_a_group_that_falls_apart_is_dissolved(table: Table) -> None:
    row = table.form()  # a triad and a pair
    alone = table.seat(row, Role.CUSTOMER, number=2).trainee_id
    triads.leave(
        table.session, row, table.seat(row, Role.COLLECTOR, number=2).trainee_id, table.clock()
    )

    assert [one.number for one in triads.groups(row)] == [1]
    assert seats(row)[alone] == (1, Role.OBSERVER)
    with pytest.raises(NotFound):
        triads.group(table.session, row, row.groups[1].id)


def test_who_comes_late_watches_and_nobody_enters_twice(table: Table) -> None:
    row = table.form(table.ids[:3])
    triads.enter(table.session, row, table.ids[3], table.clock())

    assert seats(row)[table.ids[3]] == (1, Role.OBSERVER)
    with pytest.raises(AlreadyInRound):
        triads.enter(table.session, row, table.ids[3], table.clock())
    with pytest.raises(NotFound):
        triads.enter(table.session, row, 10_000, table.clock())
    with pytest.raises(NotInRound):
        triads.leave(table.session, row, table.ids[4], table.clock())


def test_nobody_moves_once_calls_are_assessed(table: Table) -> None:
    row = table.form(table.ids[:3])
    table.act(row, Act.PLAY, Act.END)

    with pytest.raises(WrongAct):
        triads.leave(table.session, row, table.ids[0], table.clock())
    with pytest.raises(WrongAct):
        triads.cancel(table.session, table.room.trainer, row, table.clock())


def test_a_round_that_nobody_played_can_be_cancelled(table: Table) -> None:
    row = table.form()
    table.act(row, Act.PREPARE)
    triads.cancel(table.session, table.room.trainer, row, table.clock())

    assert triads.of_training(table.session, table.training.id) == []
    for kept in (TriadGroupRow, TriadSeatRow):
        assert table.session.scalars(select(kept)).all() == []
    assert table.form(form=Format.PAIRS).number == 1


def test_the_clock_is_kept_and_the_bell_rings_by_itself(table: Table) -> None:
    row = table.form(preparation=2, play=3)
    assert triads.clock(row).phase(table.clock()) == "forming"
    table.act(row, Act.PREPARE, Act.PLAY, Act.PAUSE)
    table.clock.forward(minutes=20)
    assert triads.clock(row).phase(table.clock()) == "playing"
    table.act(row, Act.RESUME, Act.MINUTE)
    table.clock.forward(minutes=2)  # half a minute was played before the pause, half after
    assert triads.clock(row).phase(table.clock()) == "playing"
    table.clock.forward(minutes=1)
    assert triads.clock(row).phase(table.clock()) == "assessing"
    assert triads.limit(row, triads.clock(row).phase(table.clock())) == 0
    table.act(row, Act.CLOSE)
    assert triads.live(table.session, table.training.id) is None
    kinds = [one.action for one in table.session.scalars(select(AuditRow))]
    assert {"triads.created", "triads.prepare", "triads.close"} <= set(kinds)


def test_notes_are_timed_on_the_call(table: Table) -> None:
    row = table.form(table.ids[:3])
    watcher = table.seat(row, Role.OBSERVER)
    with pytest.raises(NoNotesNow):
        triad_marks.note(table.session, watcher, "trop tôt", "", table.clock())
    table.act(row, Act.PLAY)
    table.clock.forward(seconds=75)
    triad_marks.note(table.session, watcher, "Silence tenu", "opening", table.clock())
    triad_marks.note(table.session, watcher, "Sans critère", "n’importe quoi", table.clock())
    with pytest.raises(NoNotesNow):
        triad_marks.note(table.session, table.seat(row, Role.COLLECTOR), "moi", "", table.clock())

    kept = triad_marks.notes_for(watcher.group, watcher, table.clock())
    assert [(one.seconds, one.text, one.criterion) for one in kept] == [
        (75, "Silence tenu", "opening"),
        (75, "Sans critère", ""),
    ]
    for role in (Role.COLLECTOR, Role.CUSTOMER):
        assert triad_marks.notes_for(watcher.group, table.seat(row, role), table.clock()) == []
    assert triad_marks.notes_for(watcher.group, None, table.clock()) == []


def levels(level: int, **more: object) -> Said:
    return Said({one.value: level for one in Criterion}, **more)  # type: ignore[arg-type]


def authors(table: Table, seat: TriadSeatRow | None, row: TriadRound) -> list[str]:
    group = triads.groups(row)[0]
    return [one.author for one in triad_marks.shown(group, seat, table.clock())]


def test_assessments_come_in_order_and_nobody_sees_another_before_their_own(
    table: Table,
) -> None:
    row = table.form(table.ids[:3])
    me, debtor, watcher = (table.seat(row, role) for role in Role)
    group, boss, now = me.group, table.room.trainer, table.clock
    with pytest.raises(NotAssessing):
        triad_marks.assess(table.session, me, FULL, now())
    table.act(row, Act.PLAY, Act.END)
    with pytest.raises(NotYourTurn):
        triad_marks.assess(table.session, watcher, FULL, now())
    with pytest.raises(NotYourTurn):
        triad_marks.judge(table.session, group, boss.id, FULL, now())

    triad_marks.assess(table.session, me, levels(3), now())
    assert triad_marks.progress_of(group).waits is Author.OBSERVER
    assert authors(table, me, row) == ["self"]
    assert authors(table, watcher, row) == authors(table, None, row) == []
    triad_marks.assess(table.session, debtor, Said(kept="écouté", levels={"opening": 3}), now())
    triad_marks.assess(table.session, watcher, levels(2), now())
    assert authors(table, watcher, row) == ["observer"]
    assert authors(table, me, row) == ["self"]
    assert authors(table, None, row) == []
    triad_marks.judge(table.session, group, boss.id, levels(1), now())
    assert authors(table, None, row) == ["self", "customer", "observer", "trainer"]
    assert authors(table, me, row) == ["self"]
    with pytest.raises(AlreadyAssessed):
        triad_marks.assess(table.session, me, FULL, now())
    assert triad_marks.progress_of(group).waits is None
    table.act(row, Act.CLOSE)
    for seat in (me, debtor, watcher, None):
        assert len(authors(table, seat, row)) == 4
    felt = next(one for one in group.assessments if one.author == "customer")
    assert (felt.levels, felt.kept) == ({}, "écouté")


def test_two_observers_are_both_waited_for_and_do_not_read_each_other(table: Table) -> None:
    row = table.form(table.ids[:4])
    table.act(row, Act.PLAY, Act.END)
    group = triads.groups(row)[0]
    first, second = (one for one in group.seats if one.role == Role.OBSERVER)
    triad_marks.assess(table.session, table.seat(row, Role.COLLECTOR), FULL, table.clock())
    triad_marks.assess(table.session, first, levels(1), table.clock())

    assert triad_marks.progress_of(group).waits is Author.OBSERVER
    assert authors(table, second, row) == []
    triad_marks.assess(table.session, second, levels(3), table.clock())
    assert authors(table, second, row) == ["observer"]
    assert triad_marks.progress_of(group).waits is Author.TRAINER


def test_the_trainer_need_not_wait_for_a_phone_that_died(table: Table) -> None:
    row = table.form(table.ids[:3])
    group = triads.groups(row)[0]
    with pytest.raises(NotAssessing):
        triad_marks.pass_turn(table.session, group, table.clock())
    table.act(row, Act.PLAY, Act.END)
    triad_marks.pass_turn(table.session, group, table.clock())
    assert triad_marks.progress_of(group).waits is Author.OBSERVER
    triad_marks.pass_turn(table.session, group, table.clock())
    triad_marks.pass_turn(table.session, group, table.clock())  # nobody waits for the trainer
    assert triad_marks.progress_of(group).waits is Author.TRAINER
    triad_marks.judge(table.session, group, table.room.trainer.id, levels(2), table.clock())
    table.act(row, Act.CLOSE)

    assert authors(table, None, row) == ["trainer"]
    line = triad_results.record(table.session, table.training.id)
    calls = [each for one in line for each in one.lines if each.role is Role.COLLECTOR]
    assert [(one.own, one.observers, one.trainer) for one in calls] == [(None, None, 66)]


def test_a_grid_with_holes_is_refused(table: Table) -> None:
    row = table.form(table.ids[:2])
    table.act(row, Act.PLAY, Act.END)
    holes = Said({Criterion.OPENING.value: 2, Criterion.CLOSE.value: 7})

    with pytest.raises(GridIncomplete) as refused:
        triad_marks.assess(table.session, table.seat(row, Role.COLLECTOR), holes, table.clock())
    assert refused.value.missing == 10


def test_a_knock_out_caps_the_mark_and_marks_join_the_record(table: Table) -> None:
    row = table.form(table.ids[:3])
    me, _, watcher = (table.seat(row, role) for role in Role)
    table.act(row, Act.PLAY, Act.END)
    triad_marks.assess(table.session, me, levels(3), table.clock())
    triad_marks.assess(
        table.session, watcher, levels(3, knock_outs=("insult", "rien")), table.clock()
    )
    triad_marks.judge(table.session, me.group, table.room.trainer.id, levels(1), table.clock())
    assert triad_results.record(table.session, table.training.id) == []
    table.act(row, Act.CLOSE)

    found = triad_results.record(table.session, table.training.id, me.trainee_id)
    assert [(one.own, one.observers, one.trainer) for one in found[0].lines] == [(100, 40, 33)]
    assert found[0].played == {Role.COLLECTOR: 1, Role.CUSTOMER: 0, Role.OBSERVER: 0}
    assert triad_results.marks(table.session, table.training.id) == {
        me.trainee_id: (Fraction(33, 100),)
    }
    other = triad_results.record(table.session, table.training.id, watcher.trainee_id)
    assert [(one.role, one.trainer) for one in other[0].lines] == [(Role.OBSERVER, None)]


def test_the_table_is_for_a_spreadsheet(table: Table) -> None:
    row = table.form(table.ids[:2])
    me = table.seat(row, Role.COLLECTOR)
    me.trainee.last_name = "=1+1"
    table.act(row, Act.PLAY, Act.END)
    triad_marks.assess(table.session, me, levels(3), table.clock())
    table.act(row, Act.CLOSE)
    names = {role: role.value for role in Role}
    lines = triad_results.table(table.session, table.training.id, names).decode("utf-8-sig")

    assert lines.splitlines()[0].startswith("Nom;Prénom;Tour")
    assert f"'=1+1;{me.trainee.first_name};1;" in lines
    assert ";collector;100;;" in lines
    assert len(lines.splitlines()) == 3
