"""The live quiz: the trainer's desk and projector, the phones, the door that a QR code opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from simulator.domain.quiz.game import Act, Teams
from simulator.domain.quiz.live_view import Role as Audience
from simulator.domain.refusals import Refusal
from simulator.services import (
    catalogue,
    game_people,
    game_results,
    game_screens,
    games,
    network,
    quizzes,
    trainees,
    trainings,
)
from simulator.services.game_answers import NotSignedIn, Sent
from simulator.services.games import LiveGame
from simulator.services.trainings import Training
from simulator.web import access, clock, db, downloads, game_frames, links, rehearsals, streams
from simulator.web.access import Role
from simulator.web.errors import sentence
from simulator.web.forms.games import Choice, DealForm, GameForm, PlayerForm, TeamForm

pages = Blueprint("games", __name__)
access.rules(
    "games",
    door=Role.PUBLIC,
    **dict.fromkeys(("wait", "play", "play_state", "answer", "team"), Role.TRAINEE),
    **dict.fromkeys(
        (
            "index",
            "new",
            "desk",
            "desk_state",
            "act",
            "projector",
            "projector_state",
            "people",
            "set_player",
            "deal",
            "results",
            "table",
        ),
        Role.TRAINER,
    ),
)
_DESK = "/formations/<int:training_id>/quiz-direct"
_GAME = _DESK + "/<int:game_id>"
_HERE = "la"
"""The argument by which a phone without events says that its person is here: that writes."""


def _of_trainer(training_id: int, game_id: int) -> tuple[Training, LiveGame]:
    training = trainings.get(db.session(), access.trainer(), training_id)
    return training, games.get(db.session(), training.id, game_id)


def _done() -> None:
    """Make what was done durable, then show it."""
    db.commit()
    game_frames.hub().wake()


@pages.get(_DESK)
def index(training_id: int) -> str:
    """List the live quizzes of a training and the quizzes that can be played."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    own = quizzes.listed(db.session(), access.trainer())
    return render_template(
        "games/index.html",
        training=training,
        played=games.of_training(db.session(), training.id),
        quizzes=sorted(catalogue.content().quizzes.values(), key=lambda quiz: quiz.title),
        own=[(row, count) for row, count in own if count],
    )


@pages.route(_DESK + "/nouveau/<quiz_id>", methods=["GET", "POST"])
def new(training_id: int, quiz_id: str) -> str | Response | tuple[str, int]:
    """Choose the questions and the rules of a live quiz."""
    training = trainings.get(db.session(), access.trainer(), training_id)
    quiz = quizzes.playable(quizzes.find_for(db.session(), access.trainer(), quiz_id))
    form = GameForm.of_request(questions=[question.id for question in quiz.questions])
    form.questions.choices = [Choice(each.id, each.text) for each in quiz.questions]
    if form.is_submitted() and form.validate():
        try:
            row = games.create(
                db.session(),
                access.trainer(),
                training,
                quiz,
                form.questions.data or (),
                form.wanted(),
                clock.now(),
            )
        except Refusal as refusal:
            form.refuse("questions", sentence(refusal))
        else:
            db.commit()
            rehearsals.bots_play(training)
            return redirect(url_for(".desk", training_id=training.id, game_id=row.id), 303)
    page = render_template("games/new.html", training=training, quiz=quiz, form=form)
    return (page, 422) if form.is_submitted() else page


def _page(template: str, training: Training, row: LiveGame, audience: Audience) -> str:
    now = clock.now()
    screen = game_screens.screen(db.session(), row, audience, now)
    door = links.absolute(url_for(".door", code=training.join_code))
    return render_template(
        template,
        training=training,
        game=row,
        screen=screen,
        view=screen.view,
        door=door,
        qr=links.qr_data(door),
        address=links.absolute("/"),
    )


@pages.get(_GAME)
def desk(training_id: int, game_id: int) -> str:
    """Show the trainer's own screen: pace, names, groups of answers."""
    training, row = _of_trainer(training_id, game_id)
    return _page("games/desk.html", training, row, Audience.TRAINER)


@pages.get(_GAME + "/projecteur")
def projector(training_id: int, game_id: int) -> str:
    """Show the room's screen: the question and the counts, no name but those of the podium."""
    training, row = _of_trainer(training_id, game_id)
    return _page("games/projector.html", training, row, Audience.PROJECTOR)


@pages.get(_GAME + "/etat")
def desk_state(training_id: int, game_id: int) -> Response:
    """Answer what the trainer's screen shows, once or as a stream."""
    _, row = _of_trainer(training_id, game_id)
    return _state(row, Audience.TRAINER, f"{game_frames.STAFF}{access.trainer().id}")


@pages.get(_GAME + "/projecteur/etat")
def projector_state(training_id: int, game_id: int) -> Response:
    """Answer what the projector shows, once or as a stream."""
    _, row = _of_trainer(training_id, game_id)
    return _state(row, Audience.PROJECTOR, f"{game_frames.STAFF}{access.trainer().id}")


def _state(
    row: LiveGame,
    audience: Audience,
    person: str,
    own: Callable[[LiveGame], dict[str, Any]] = lambda _: {},
) -> Response:
    if request.accept_mimetypes.best == streams.EVENTS:
        return streams.answer(game_frames.hub().open((audience.value, row.id), person))
    now = clock.now()
    pulse = game_frames.pulse(row.id, audience, now)
    shown = game_frames.frame(row.id, audience, pulse, now)
    answer = links.unless_same(game_frames.body({**shown, "mine": own(row)}), "application/json")
    answer.headers["X-Now"] = str(game_frames.milliseconds(now))
    return answer


@pages.post(_GAME + "/action")
def act(training_id: int, game_id: int) -> Response:
    """Move the quiz on, as the trainer says."""
    training, row = _of_trainer(training_id, game_id)
    wanted, seen = request.form.get("act", ""), request.form.get("seen", type=int)
    if wanted not in set(Act) or seen is None:
        abort(400)
    now = clock.now()
    games.act(db.session(), row, Act(wanted), seen, now)
    if Act(wanted) is Act.FINISH:
        game_results.record(db.session(), row, now)
    _done()
    rehearsals.bots_play(training)
    if request.accept_mimetypes.best == "application/json":
        return Response(status=204)
    return redirect(url_for(".desk", training_id=training_id, game_id=game_id), 303)


@pages.get(_GAME + "/joueurs")
def people(training_id: int, game_id: int) -> str:
    """Show who plays, to rename, hide, remove and place in teams."""
    training, row = _of_trainer(training_id, game_id)
    return render_template(
        "games/people.html",
        training=training,
        game=row,
        players=game_people.players(db.session(), row.id),
        teams=game_people.teams(db.session(), row.id),
        form=TeamForm(),
    )


@pages.post(_GAME + "/joueurs/<int:player_id>/<any(name, team, hide, show, remove, readmit):what>")
def set_player(training_id: int, game_id: int, player_id: int, what: str) -> Response:
    """Change one player."""
    _, row = _of_trainer(training_id, game_id)
    player = game_people.get_player(db.session(), row, player_id)
    form = PlayerForm.of_request()
    if what == "name" and form.validate():
        game_people.rename(row, player, form.name.data or "")
    elif what == "team":
        number = form.team.data
        team = game_people.get_team(db.session(), row, number) if number else None
        game_people.place(db.session(), row, player, team)
    elif what in {"hide", "show"}:
        game_people.hide(row, player, hidden=what == "hide")
    elif what == "remove":
        game_people.remove(db.session(), row, player, clock.now())
    elif what == "readmit":
        game_people.readmit(row, player)
    _done()
    return redirect(url_for(".people", training_id=training_id, game_id=game_id), 303)


@pages.post(_GAME + "/equipes")
def deal(training_id: int, game_id: int) -> Response:
    """Make a team by name, or draw teams of equal size."""
    _, row = _of_trainer(training_id, game_id)
    named, drawn = TeamForm.of_request(), DealForm.of_request()
    if named.name.data and named.validate():
        game_people.new_team(db.session(), row, named.name.data)
    elif drawn.validate():
        game_people.deal(db.session(), row, drawn.count.data or 1)
    else:
        flash("Donnez un nom d’équipe, ou un nombre d’équipes de 1 à 60.", "refused")
    _done()
    return redirect(url_for(".people", training_id=training_id, game_id=game_id), 303)


@pages.get(_GAME + "/resultats")
def results(training_id: int, game_id: int) -> str:
    """Show what the quiz taught: by question, by person, by team."""
    training, row = _of_trainer(training_id, game_id)
    return render_template(
        "games/results.html",
        training=training,
        game=row,
        found=game_results.results(db.session(), row),
    )


@pages.get(_GAME + "/resultats.csv")
def table(training_id: int, game_id: int) -> Response:
    """Download the results for a spreadsheet."""
    _, row = _of_trainer(training_id, game_id)
    return downloads.csv(game_results.table(db.session(), row), f"quiz-direct-{row.id}.csv")


@pages.get("/q/<code>")
def door(code: str) -> Response:
    """Open the live quiz of a training to who is in it, else the page where one enters."""
    person = access.who().trainee
    try:
        training = trainees.find_training(
            db.session(), code, request.remote_addr or "", clock.now()
        )
    except Refusal:  # the page where one enters says why, and counts the try
        return redirect(url_for("trainees.join", code=code))
    row = games.live(db.session(), training.id)
    if row is not None and games.reached(
        row, request.remote_addr or "", network.lan_addresses, clock.now()
    ):
        _done()
    if person is None or person.training_id != training.id:
        return redirect(url_for("trainees.join", code=training.join_code))
    if row is None:
        return redirect(url_for("trainees.room"))
    return redirect(url_for(".play", game_id=row.id))


@pages.get("/jeu")
def wait() -> str | Response:
    """Open the live quiz of one's training, or say that none has begun."""
    row = games.live(db.session(), access.trainee().training_id)
    if row is None:
        return render_template("games/wait.html")
    return redirect(url_for(".play", game_id=row.id))


@pages.get("/jeu/<int:game_id>")
def play(game_id: int) -> str | tuple[str, int]:
    """Show a phone its game: entering, coming back and reloading are the same page."""
    person, now = access.trainee(), clock.now()
    row = game_people.game_for(db.session(), person, game_id)
    try:
        game_people.enter(db.session(), row, person, now)
    except Refusal as refusal:
        return render_template("games/shut.html", game=row, text=sentence(refusal)), 409
    games.reached(row, request.remote_addr or "", network.lan_addresses, now)
    _done()
    screen = game_screens.screen(db.session(), row, Audience.PLAYER, now)
    return render_template(
        "games/play.html", game=row, screen=screen, view=screen.view, mine=_mine(row)["html"]
    )


@pages.get("/jeu/<int:game_id>/etat")
def play_state(game_id: int) -> Response:
    """Answer what a phone shows, once with what is its own, or as the stream that all share."""
    person = access.trainee()
    row = game_people.game_for(db.session(), person, game_id)
    if _HERE in request.args and trainees.seen(db.session(), person.id, None, clock.now()):
        db.commit()
    return _state(row, Audience.PLAYER, f"{game_frames.PHONE}{person.id}", _mine)


def _mine(row: LiveGame) -> dict[str, Any]:
    """Return what is this person's own; nothing for who is not in the game any more."""
    now, person = clock.now(), access.trainee()
    player = game_people.player_of(db.session(), row, person)
    if player is None or player.removed_at is not None:
        return {"out": True, "html": ""}
    mine = game_screens.mine(db.session(), row, player, now)
    teams = game_people.teams(db.session(), row.id) if row.teams != Teams.NONE else ()
    return {
        "out": False,
        "answered": mine.received_at is not None,
        "tokens": list(mine.tokens),
        "writes": mine.holds_pen,
        "changes": mine.changeable,
        "html": render_template("games/_mine.html", game=row, mine=mine, teams=teams),
    }


access.vouched("games.answer")


@pages.post("/jeu/<int:game_id>/reponse")
def answer(game_id: int) -> Response:
    """Keep an answer, and say so once it is durable."""
    form, now = request.form, clock.now()
    trainee_id, stamp = access.claim()
    sent = Sent(
        game_id,
        trainee_id,
        stamp,
        form.get("question", -1, type=int),
        form.get("answer", "").replace("\0", ""),  # PostgreSQL keeps no such character
        form.get("client_id", "").replace("\0", ""),
        now,
    )
    try:
        kept = game_frames.writer().write(sent)
    except NotSignedIn as refusal:
        raise Forbidden from refusal
    return jsonify(received=game_frames.milliseconds(kept.received_at), tokens=kept.tokens)


@pages.post("/jeu/<int:game_id>/equipe")
def team(game_id: int) -> Response:
    """Join a team, make one, or take the pen of one's own."""
    person = access.trainee()
    row = game_people.game_for(db.session(), person, game_id)
    player = game_people.enter(db.session(), row, person, clock.now())
    form = TeamForm.of_request()
    if "pen" in request.form:
        game_people.take_pen(db.session(), row, player)
    elif form.validate() and (form.team.data or form.name.data):
        game_people.choose(db.session(), row, player, form.team.data, form.name.data or "")
    _done()
    return redirect(url_for(".play", game_id=game_id), 303)
