"""The call itself: preparing it, each line said, the mail that confirms it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from simulator.domain.negotiation.recap import graded
from simulator.domain.negotiation.storage import to_data
from simulator.domain.negotiation.talk import Answer, Choice, Talk, TalkOver, Words, answer
from simulator.domain.refusals import Refusal
from simulator.services import call_marks, call_sheets
from simulator.services.attempts import AnswerTooLong
from simulator.services.calls import Call, held, talk_of
from simulator.services.trainees import Trainee

LONGEST_LINE = 500
LONGEST_MAIL = 3000
SILENCE = "…"
_BLANKS = re.compile(r"[ \t\r\n]+")
"""Not the narrow spaces of French, which stay as typed."""


@dataclass(eq=False)
class NothingSaid(Refusal):
    """Neither a line chosen nor a word typed."""


@dataclass(eq=False)
class CallMovedOn(Refusal):
    """The call went on elsewhere (another tab): this line was not said."""


@dataclass(eq=False)
class SheetUnreadable(Refusal):
    """Figures or days of the preparation that cannot be read; ``fields`` names them."""

    fields: tuple[str, ...]


@dataclass(eq=False)
class MailRefused(Refusal):
    """A mail that cannot be sent; ``reason``: ``blank``, ``sent``, ``running``, ``nothing``."""

    reason: str


def save_draft(
    session: Session, trainee: Trainee, call_id: int, raw: Mapping[str, str], now: datetime
) -> datetime:
    """Keep what is typed of a preparation or of a mail; return the moment to show."""
    row = held(session, trainee, call_id)
    fields = call_sheets.kept(raw)
    if text := raw.get("mail", "").strip():
        fields["mail"] = text[:LONGEST_MAIL]
    row.draft, row.draft_saved_at = fields, now
    return now


def prepare(
    session: Session, trainee: Trainee, call_id: int, raw: Mapping[str, str], now: datetime
) -> Call:
    """Judge the preparation and begin to talk; done twice, the first one counts.

    Raises ``SheetUnreadable`` for a figure or a day that cannot be read.
    """
    row = held(session, trainee, call_id)
    if row.state != "preparing":
        return row
    fields = call_sheets.kept(raw)
    unread = call_sheets.read_sheet(fields).unread
    if unread:
        raise SheetUnreadable(unread)
    talk = talk_of(row)
    row.sheet, row.prepared_at = dict(fields), now
    row.prepared = call_sheets.judged(fields, talk.script, talk.facts)
    row.draft, row.state = {}, "talking"
    return row


def given(option: str, text: str, *, silent: bool = False) -> Answer:
    """Return what a form says: an option, one's own words, or a silence.

    Raises ``NothingSaid`` and ``AnswerTooLong``.
    """
    if option:
        return Choice(option)
    if silent:
        return Words(SILENCE)
    words = _BLANKS.sub(" ", text).strip()
    if not words:
        raise NothingSaid
    if len(words) > LONGEST_LINE:
        raise AnswerTooLong(LONGEST_LINE)
    return Words(words)


def say(
    session: Session, trainee: Trainee, call_id: int, turn: int, line: Answer, now: datetime
) -> Talk:
    """Say a line and return the talk; ``turn`` is how many lines the page had.

    The same line sent twice is said once; a page that is late raises ``CallMovedOn``.
    """
    row = held(session, trainee, call_id)
    talk = talk_of(row)
    if turn != row.turns:
        if turn == row.turns - 1 and _same(talk, line):
            return talk
        raise CallMovedOn
    if row.state == "preparing":
        raise CallMovedOn
    if row.state == "over":
        raise TalkOver(talk.ending)
    after = answer(talk, line)
    row.talk, row.turns = to_data(after), len(after.turns)
    if after.over:
        call_marks.finish(session, row, after, now)
    return after


def _same(talk: Talk, line: Answer) -> bool:
    last = talk.turns[-1].move
    if isinstance(line, Choice):
        return last.heard is None and last.option == line.option
    return last.heard is not None and last.text == line.text


def send_mail(session: Session, trainee: Trainee, call_id: int, text: str, now: datetime) -> Call:
    """Send the mail that confirms the call, once; it is judged on its content."""
    row = held(session, trainee, call_id)
    if row.recap:
        raise MailRefused("sent")
    if row.state != "over":
        raise MailRefused("running")
    talk = talk_of(row)
    obtained = talk.engagement()
    if obtained is None:
        raise MailRefused("nothing")
    if not text.strip():
        raise MailRefused("blank")
    if len(text) > LONGEST_MAIL:
        raise AnswerTooLong(LONGEST_MAIL)
    found = graded(text, obtained, talk.facts)
    row.recap = {
        "text": text.strip(),
        "items": {item.code: item.present for item in found.items},
        "weights": {item.code: item.weight for item in found.items},
        "score": found.score,
    }
    row.recap_sent_at, row.draft = now, {}
    call_marks.grade(session, row, talk, "mail", now)
    return row
