"""Who may ask every route, and with which values: the table of the matrix.

A new route has its line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.classroom import CALLED, STROKES
from tests.conftest import PASSWORD
from tests.practice import HINT, QUIZ
from tests.web import (
    course_matrix,
    credit_matrix,
    dashboard_matrix,
    desk_matrix,
    paper_matrix,
    year_matrix,
)

PUBLIC, TRAINEE, TRAINER = "public", "trainee", "trainer"


@dataclass(frozen=True)
class Route:
    """Who may ask an endpoint, and with which values of its address and of its form.

    ``owned``: the address names something of one training, which others must not find. ``last``:
    asked at the end, because it takes something away.
    """

    role: str
    values: tuple[str, ...] = ()
    owned: bool = False
    fixed: tuple[tuple[str, Any], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    last: int = 0


def _of_training(*values: str, **more: Any) -> Route:
    return Route(TRAINER, ("training_id", *values), owned=True, **more)


_SIGNED = (("strokes", STROKES),)
_ANSWER = (("question", "0"), ("answer", "1"), ("client_id", "essai"))
_NAME = (("first_name", "Paul"), ("last_name", "Nouveau"), ("company", ""))

_SCRIPT = (("script_id", CALLED),)
_LINE = (("turn", "1"), ("text", "Bonjour, quand comptez-vous payer ?"))
_RULING = (("turn", "0"), ("option", "menace_illicite"), ("reason", "essai"))

_DRAFT = (("token", "0" * 32),)
"""A file being imported that is over: its pages say so to whoever may ask for them."""

ROUTES: dict[str, Route] = {
    "static": Route(PUBLIC, fixed=(("filename", "css/encours.css"),)),
    "home.index": Route(PUBLIC),
    "home.health": Route(PUBLIC),
    "trainees.code": Route(PUBLIC, form=(("code", "AAAAAA"),)),
    "trainees.join": Route(PUBLIC, fixed=(("code", "AAAAAA"),)),
    "trainees.resume": Route(PUBLIC, fixed=(("token", "rien"),)),
    "trainers.sign_in": Route(PUBLIC, form=(("email", "x@y.example"), ("password", "non"))),
    "trainers.use_link": Route(PUBLIC, fixed=(("secret", "rien"),)),
    "trainers.sign_out": Route(PUBLIC, last=9),
    "calculators.index": Route(PUBLIC),
    "calculators.show": Route(PUBLIC, ("calculator",)),
    "certificates.check": Route(PUBLIC, ("number",)),
    "games.door": Route(PUBLIC, fixed=(("code", "AAAAAA"),)),
    "games.play": Route(TRAINEE, ("game_id",), owned=True),
    "games.play_state": Route(TRAINEE, ("game_id",), owned=True),
    "games.answer": Route(TRAINEE, ("game_id",), owned=True, form=_ANSWER),
    "games.team": Route(TRAINEE, ("game_id",), owned=True),
    "triads.mine": Route(TRAINEE),
    **dict.fromkeys(
        ("triads.play", "triads.play_state", "triads.assess", "triads.my_sheet"),
        Route(TRAINEE, ("round_id",), owned=True),
    ),
    "triads.note": Route(TRAINEE, ("round_id",), owned=True, form=(("text", "noté"),)),
    "letters.index": Route(TRAINEE),
    "letters.customer": Route(TRAINEE, fixed=(("number", 0),)),
    "letters.show": Route(TRAINEE, fixed=(("number", 0), ("letter_id", "releve-de-compte"))),
    "letters.document": Route(TRAINEE, fixed=(("number", 0), ("letter_id", "releve-de-compte"))),
    "letters.blank": Route(TRAINEE, fixed=(("letter_id", "relance-1"),)),
    "trainees.room": Route(TRAINEE),
    "trainees.state": Route(TRAINEE),
    "trainees.me": Route(TRAINEE),
    "trainees.leave": Route(TRAINEE, last=9),
    "attempts.exercise": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.draft": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.hint": Route(TRAINEE, ("exercise",), owned=True, fixed=(("key", HINT),)),
    "attempts.reveal": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.quiz": Route(TRAINEE, ("quiz",), owned=True),
    "attempts.quiz_draft": Route(TRAINEE, ("quiz",), owned=True),
    "teams.choose": Route(TRAINEE, ("exercise",), owned=True),
    "teams.pen": Route(TRAINEE, ("exercise",), owned=True),
    "teams.state": Route(TRAINEE, ("exercise",), owned=True),
    "workbooks.show": Route(TRAINEE, ("exercise",), owned=True),
    "workbooks.blank": Route(TRAINEE, ("exercise",), owned=True),
    "workbooks.send": Route(TRAINEE, ("exercise",), owned=True),
    "workbooks.graded": Route(TRAINEE, ("exercise",), owned=True),
    "exports.of_portfolio": Route(TRAINEE, fixed=(("what", "litiges"), ("form", "csv"))),
    "exports.of_customer": Route(TRAINEE, fixed=(("number", 0), ("form", "xlsx"))),
    "exports.every_training": Route(TRAINER, fixed=(("form", "xlsx"),)),
    "exports.of_training": _of_training(fixed=(("what", "journal"), ("form", "csv"))),
    "exports.of_game": _of_training("game_id", fixed=(("form", "csv"),)),
    "glossaries.index": Route(TRAINEE),
    "lessons.read": Route(TRAINEE, ("lesson",), owned=True),
    "portfolios.index": Route(TRAINEE),
    "portfolios.customer": Route(TRAINEE, fixed=(("number", 0),)),
    "portfolios.ageing": Route(TRAINEE),
    "portfolios.supplier": Route(TRAINEE),
    "calls.index": Route(TRAINEE),
    "calls.activity": Route(TRAINEE, ("exercise",), owned=True),
    "calls.script": Route(TRAINEE, fixed=_SCRIPT),
    "calls.start": Route(TRAINEE, fixed=_SCRIPT),
    "calls.prepare": Route(TRAINEE, ("call_id",), owned=True),
    "calls.draft": Route(TRAINEE, ("call_id",), owned=True),
    "calls.talk": Route(TRAINEE, ("call_id",), owned=True),
    "calls.say": Route(TRAINEE, ("call_id",), owned=True, form=_LINE),
    "calls.mail": Route(TRAINEE, ("call_id",), owned=True),
    "calls.debrief": Route(TRAINEE, ("call_id",), owned=True),
    "calls.again": Route(TRAINEE, ("call_id",), owned=True),
    "certificates.mine": Route(TRAINEE),
    "certificates.my_pdf": Route(TRAINEE, ("number",), owned=True),
    "evaluations.hot": Route(TRAINEE),
    "contributions.mine": Route(TRAINEE, fixed=(("slug", "experiences"),)),
    "contributions.take_away": Route(TRAINEE, ("contribution_id",), owned=True, last=3),
    "positionings.mine": Route(TRAINEE, fixed=(("when", "avant"),)),
    "attendances.sign": Route(TRAINEE, form=_SIGNED),
    "trainers.account": Route(TRAINER, form=(("password", PASSWORD),), last=8),
    "organisations.edit": Route(TRAINER, form=(("name", "Organisme"),)),
    "trainings.index": Route(TRAINER),
    "trainings.new": Route(TRAINER),
    "coverage.index": Route(TRAINER),
    "notes.guide": _of_training(),
    "trainings.desk": _of_training(),
    "rehearsals.index": _of_training(),
    "rehearsals.step": _of_training(fixed=(("what", "quiz"),)),
    "rehearsals.half_day_step": _of_training("half_day_id", fixed=(("what", "signature"),)),
    "rehearsals.remove": _of_training(last=6),
    "trainings.state": _of_training(),
    "trainings.projector": _of_training(),
    "trainings.people": _of_training(form=_NAME),
    "trainings.edit_trainee": _of_training("trainee_id"),
    "trainings.new_link": _of_training("trainee_id"),
    "trainings.remove_trainee": _of_training("trainee_id", last=5),
    "trainings.edit_half_day": _of_training("half_day_id"),
    "trainings.open_half_day": _of_training("half_day_id"),
    "trainings.set_activity": _of_training("activity_id", fixed=(("state", "closed"),)),
    "trainings.close": _of_training(),
    "trainings.reopen": _of_training(),
    "corrections.index": _of_training("activity_id"),
    "corrections.copy": _of_training("activity_id", "attempt_id", form=(("reason", "essai"),)),
    "corrections.allow": _of_training("activity_id"),
    "corrections.deadline": _of_training("activity_id"),
    "corrections.release": _of_training("activity_id", last=4),
    "corrections.compare": _of_training("activity_id"),
    "corrections.switch": _of_training("activity_id"),
    "corrections.figures": _of_training("activity_id"),
    "corrections.projector": _of_training("activity_id"),
    "corrections.paper": _of_training("activity_id"),
    "teams.manage": _of_training("activity_id", form=(("mode", "none"),)),
    "teams.deal": _of_training("activity_id"),
    "teams.place": _of_training("activity_id"),
    "questions.index": Route(TRAINER),
    "questions.new": Route(TRAINER),
    "questions.preview": Route(TRAINER),
    "questions.edit": Route(TRAINER, ("question_id",), owned=True),
    "questions.duplicate": Route(TRAINER, ("question_id",), owned=True),
    "questions.archive": Route(
        TRAINER, ("question_id",), owned=True, fixed=(("what", "archiver"),), last=4
    ),
    "questions.export": Route(TRAINER),
    "questions.template": Route(TRAINER, fixed=(("form", "csv"),)),
    "questions.upload": Route(TRAINER),
    "questions.report": Route(TRAINER, fixed=_DRAFT),
    "questions.confirm": Route(TRAINER, fixed=_DRAFT),
    "questions.cancel": Route(TRAINER, fixed=_DRAFT),
    "quizzes.index": Route(TRAINER),
    "quizzes.edit": Route(TRAINER, ("quiz_id",), owned=True),
    "quizzes.preview": Route(TRAINER, ("quiz_id",), owned=True),
    "quizzes.choose": Route(TRAINER, ("quiz_id",), owned=True),
    "quizzes.add": Route(TRAINER, ("quiz_id",), owned=True),
    "quizzes.change": Route(
        TRAINER, ("quiz_id", "item_id"), owned=True, fixed=(("what", "monter"),)
    ),
    "quizzes.duplicate": Route(TRAINER, ("quiz_id",), owned=True),
    "quizzes.archive": Route(
        TRAINER, ("quiz_id",), owned=True, fixed=(("what", "archiver"),), last=4
    ),
    "quizzes.place": Route(TRAINER, ("quiz_id",), owned=True),
    "imports.new": _of_training(),
    "imports.mapping": _of_training(fixed=_DRAFT),
    "imports.report": _of_training(fixed=_DRAFT),
    "imports.confirm": _of_training(fixed=_DRAFT, form=(("scale", "cent"),)),
    "imports.cancel": _of_training(fixed=_DRAFT, last=4),
    "imports.remove": _of_training(last=4),
    "calls.desk": _of_training(),
    "calls.review": _of_training("call_id"),
    "calls.overrule": _of_training("call_id", form=_RULING),
    "calls.projector": _of_training("call_id"),
    "calls.chart": _of_training(fixed=_SCRIPT),
    "games.index": _of_training(),
    "games.new": _of_training(fixed=(("quiz_id", QUIZ),)),
    "games.desk": _of_training("game_id"),
    "games.desk_state": _of_training("game_id"),
    "games.act": _of_training("game_id", form=(("act", "lock"), ("seen", "-1"))),
    "games.projector": _of_training("game_id"),
    "games.projector_state": _of_training("game_id"),
    "games.people": _of_training("game_id"),
    "games.set_player": _of_training("game_id", "player_id", fixed=(("what", "hide"),)),
    "games.deal": _of_training("game_id"),
    "games.results": _of_training("game_id"),
    **dict.fromkeys(("triads.index", "triads.results", "triads.table"), _of_training()),
    **dict.fromkeys(
        [f"triads.{n}" for n in ("desk", "desk_state", "cancel", "projector", "projector_state")],
        _of_training("round_id"),
    ),
    "triads.act": _of_training("round_id", form=(("act", "prepare"),)),
    "triads.seats": _of_training("round_id", fixed=(("what", "leave"),)),
    **dict.fromkeys(
        ("triads.group", "triads.pass_turn", "triads.sheet"), _of_training("round_id", "group_id")
    ),
    "games.table": _of_training("game_id"),
    "attendances.index": _of_training(),
    "attendances.open_half_day": _of_training("half_day_id"),
    "attendances.sheet": _of_training("half_day_id"),
    "attendances.code": _of_training("half_day_id"),
    "attendances.code_now": _of_training("half_day_id"),
    "attendances.paper": _of_training("half_day_id"),
    "attendances.sheet_pdf": _of_training("half_day_id"),
    "attendances.absence": _of_training("half_day_id", "trainee_id"),
    "attendances.correct": _of_training(
        "half_day_id", "trainee_id", form=(("minutes", "60"), ("note", "retard"))
    ),
    "attendances.countersign": _of_training("half_day_id", form=_SIGNED),
    "evaluations.group": _of_training(),
    "positionings.group": _of_training(),
    "contributions.board": _of_training(fixed=(("slug", "experiences"),)),
    "contributions.hide": _of_training("contribution_id"),
    "contributions.advice": _of_training("trainee_id", form=(("advice", "Relancez plus tôt"),)),
    "evaluations.release": _of_training(),
    "evaluations.achievements": _of_training(),
    "certificates.index": _of_training(),
    "certificates.issue": _of_training("trainee_id", fixed=(("kind", "certificat"),)),
    "certificates.issue_all": _of_training(fixed=(("kind", "certificat"),)),
    "certificates.printed": _of_training("certificate_id"),
    "certificates.archive": _of_training(),
    **year_matrix.routes(Route, _of_training),
    **desk_matrix.routes(Route, _of_training),
    **credit_matrix.routes(Route, _of_training),
    **paper_matrix.routes(Route, _of_training),
    **course_matrix.routes(Route, _of_training),
    **dashboard_matrix.routes(Route, _of_training),
}
