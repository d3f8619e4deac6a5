"""Teams that work on one file: who is in it, who holds the pen, whose file it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.luck import Luck
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, secrets
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.store.teams import TeamMemberRow, TeamRow
from simulator.store.trainings import ActivityRow, TraineeRow, TrainingRow

LONGEST_NAME = 40
MOST_TEAMS = 30
MODES = ("none", "trainer", "together")

Team = TeamRow
"""A team, as pages read it."""


@dataclass(eq=False)
class NotYourPen(Refusal):
    """Another member of the team writes."""

    holder: str


@dataclass(eq=False)
class TeamsSettled(Refusal):
    """This activity has no team that can be changed in this way, or not any more."""


@dataclass(eq=False)
class TeamNameUsed(Refusal):
    """Two teams of an activity cannot have the same name."""

    name: str


@dataclass(eq=False)
class TooManyTeams(Refusal):
    """More teams than people, or than any room has."""

    most: int


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a team."""

    trainee_id: int
    name: str
    pen: bool


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """A team as one of its members sees it; ``mine`` says whether that person holds the pen."""

    id: int
    name: str
    holder: str
    mine: bool
    members: tuple[Member, ...]


def of(session: Session, activity: ActivityRow, trainee_id: int) -> TeamRow | None:
    """Return the team of a person in an activity, if it is done in teams."""
    if activity.teams == "none":
        return None
    return session.scalar(
        select(TeamRow)
        .join(TeamMemberRow)
        .where(TeamMemberRow.activity_id == activity.id, TeamMemberRow.trainee_id == trainee_id)
    )


def require_pen(session: Session, activity: ActivityRow, trainee_id: int) -> None:
    """Refuse what a member without the pen would write: ``NotYourPen``."""
    team = of(session, activity, trainee_id)
    if team is not None and team.pen_id != trainee_id:
        raise NotYourPen(_holder(team))


def _name(row: TraineeRow) -> str:
    return f"{row.first_name} {row.last_name}"


def _holder(team: TeamRow) -> str:
    return next((_name(one.trainee) for one in team.members if one.trainee_id == team.pen_id), "")


def sheet_of(team: TeamRow, trainee_id: int | None = None) -> TeamSheet:
    """Return what a page shows of a team."""
    members = tuple(
        Member(one.trainee_id, _name(one.trainee), one.trainee_id == team.pen_id)
        for one in team.members
    )
    mine = trainee_id is not None and team.pen_id == trainee_id
    return TeamSheet(team.id, team.name, _holder(team), mine, members)


def sheet(session: Session, activity: ActivityRow, trainee_id: int) -> TeamSheet | None:
    """Return the team of a person as that person sees it."""
    team = of(session, activity, trainee_id)
    return None if team is None else sheet_of(team, trainee_id)


def every(session: Session, activity_id: int) -> tuple[TeamRow, ...]:
    """Return the teams of an activity, in the order they were made."""
    asked = select(TeamRow).where(TeamRow.activity_id == activity_id).order_by(TeamRow.id)
    return tuple(session.scalars(asked))


def get(session: Session, activity: ActivityRow, team_id: int) -> TeamRow:
    """Return a team of an activity; ``NotFound`` otherwise."""
    row = session.get(TeamRow, team_id)
    if row is None or row.activity_id != activity.id:
        raise NotFound("team")
    return row


def set_mode(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    mode: str,
    now: datetime,
) -> None:
    """Say whether an exercise is done in teams and who makes them; ``NotFound`` for another word.

    What a team has sent keeps its members together: ``TeamsSettled``.
    """
    if mode not in MODES or activity.kind != "exercise":
        raise NotFound("teams")
    if mode == "none" and any(_begun(session, team) for team in every(session, activity.id)):
        raise TeamsSettled
    activity.teams = mode
    touch(session, activity.training_id)
    data = {"id": activity.id, "mode": mode}
    audit.record(session, trainer.id, activity.training_id, "teams.mode", data, now)


def new(session: Session, activity: ActivityRow, name: str, now: datetime) -> TeamRow:
    """Make an empty team; ``TeamNameUsed``, ``TooManyTeams`` or ``TeamsSettled`` without teams."""
    if activity.teams == "none":
        raise TeamsSettled
    known = every(session, activity.id)
    if len(known) >= MOST_TEAMS:
        raise TooManyTeams(MOST_TEAMS)
    name = " ".join(name.split())[:LONGEST_NAME] or _next_name(known)
    row = TeamRow(
        activity_id=activity.id, name=name, name_key=secrets.fold(name) or name, made_at=now
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise TeamNameUsed(name) from error
    return row


def _next_name(known: tuple[TeamRow, ...]) -> str:
    taken = {team.name for team in known}
    number = next(n for n in range(1, MOST_TEAMS + 2) if f"Équipe {n}" not in taken)
    return f"Équipe {number}"


def place(session: Session, activity: ActivityRow, trainee_id: int, team: TeamRow | None) -> None:
    """Put a person in a team, or out of any; ``TeamsSettled`` once a team has sent something.

    The first to come in gives the file and holds the pen.
    """
    before = of(session, activity, trainee_id)
    if before is not None and before is team:
        return
    if before is not None:
        if _begun(session, before):
            raise TeamsSettled
        _leave(session, before, trainee_id)
    if team is not None:
        session.add(TeamMemberRow(team_id=team.id, activity_id=activity.id, trainee_id=trainee_id))
        team.anchor_id = team.anchor_id or trainee_id
        team.pen_id = team.pen_id or trainee_id
        session.flush()
        session.expire(team, ["members"])
    touch(session, activity.training_id)


def _begun(session: Session, team: TeamRow) -> bool:
    """Say whether a team has sent answers: what counts for four people is not taken away."""
    sent = (
        select(SubmissionRow.id)
        .join(AttemptRow)
        .where(
            AttemptRow.activity_id == team.activity_id,
            AttemptRow.trainee_id == team.anchor_id,
            AttemptRow.variant == 0,
            SubmissionRow.submitted_at >= team.made_at,
        )
    )
    return session.scalar(sent.limit(1)) is not None


def _leave(session: Session, team: TeamRow, trainee_id: int) -> None:
    row = next(one for one in team.members if one.trainee_id == trainee_id)
    session.delete(row)
    session.flush()
    session.expire(team, ["members"])
    left = team.members[0].trainee_id if team.members else None
    team.pen_id = left if team.pen_id == trainee_id else team.pen_id
    team.anchor_id = left if team.anchor_id == trainee_id else team.anchor_id


def choose(
    session: Session,
    activity: ActivityRow,
    trainee_id: int,
    team_id: int | None,
    name: str,
    now: datetime,
) -> None:
    """Join a team, or make one and join it, where people make them; ``TeamsSettled`` otherwise."""
    if activity.teams != "together":
        raise TeamsSettled
    team = new(session, activity, name, now) if team_id is None else get(session, activity, team_id)
    place(session, activity, trainee_id, team)


def take_pen(session: Session, activity: ActivityRow, trainee_id: int) -> None:
    """Take the pen of one's team: a phone that died must not silence four people."""
    team = of(session, activity, trainee_id)
    if team is None:
        raise TeamsSettled
    team.pen_id = trainee_id
    touch(session, activity.training_id)


def pass_pen(session: Session, activity: ActivityRow, trainee_id: int, to_id: int) -> None:
    """Give the pen to another member; ``NotYourPen`` when one does not hold it."""
    require_pen(session, activity, trainee_id)
    team = of(session, activity, trainee_id)
    if team is None:
        raise TeamsSettled
    if to_id not in {one.trainee_id for one in team.members}:
        raise NotFound("trainee")
    team.pen_id = to_id
    touch(session, activity.training_id)


def deal(
    session: Session, trainer: Trainer, activity: ActivityRow, count: int, now: datetime
) -> None:
    """Spread everybody over ``count`` teams of equal size, drawn by lot from the training's seed.

    ``TeamsSettled`` once a team has sent something.
    """
    training = session.get_one(TrainingRow, activity.training_id)
    here = [row.id for row in training.trainees if row.removed_at is None]
    if activity.teams == "none" or any(_begun(session, one) for one in every(session, activity.id)):
        raise TeamsSettled
    if not 1 <= count <= min(MOST_TEAMS, max(1, len(here))):
        raise TooManyTeams(min(MOST_TEAMS, max(1, len(here))))
    _clear(session, activity)
    made = [new(session, activity, "", now) for _ in range(count)]
    luck = Luck(training.seed)
    for seat, rank in enumerate(luck.order(len(here), f"teams:{activity.id}", len(here), count)):
        place(session, activity, here[rank], made[seat % count])
    data = {"id": activity.id, "count": count}
    audit.record(session, trainer.id, training.id, "teams.dealt", data, now)


def _clear(session: Session, activity: ActivityRow) -> None:
    for team in every(session, activity.id):
        for member in list(team.members):
            session.delete(member)
        session.flush()
        session.expire(team, ["members"])
        session.delete(team)
    session.flush()


def rename(session: Session, team: TeamRow, name: str) -> None:
    """Give a team another name; ``TeamNameUsed`` when it is taken."""
    name = " ".join(name.split())[:LONGEST_NAME] or team.name
    taken = {each.name_key for each in every(session, team.activity_id) if each is not team}
    if (secrets.fold(name) or name) in taken:
        raise TeamNameUsed(name)
    team.name, team.name_key = name, secrets.fold(name) or name
