"""What the year teaches: the comparison, the grade, one thing changed, the ranking."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import OutOfRange
from simulator.services import (
    played_years,
    year_debriefs,
    year_figures,
    year_hands,
    year_replays,
    year_rounds,
)
from simulator.services.year_hands import Choice
from simulator.web import access, clock, db, year_charts, year_pages, year_words
from simulator.web.year_pages import Here


def debrief() -> str | Response:
    """Say what explains the result, as far as it is known."""
    return render_template("years/debrief.html", **told_of(year_pages.here()))


def told_of(here: Here) -> dict[str, object]:
    """Return what a debrief says of somebody's year: the same for the person and the trainer."""
    ends = played_years.closed(db.session(), here.year)
    wanted = year_debriefs.candidates(db.session(), here.year)
    values = year_debriefs.known_values(db.session(), here.year, wanted)
    state = here.state()
    told = None
    if len(values) == len(wanted):
        told = year_debriefs.debrief(here.portfolio, values, here.policy(), state)
    return {
        "year": here.year,
        "over": state.over,
        "last": ends[-1].figures if ends else None,
        "parts": year_figures.breakdown(ends[-1].figures["year"]) if ends else [],
        "causes": year_debriefs.causes(state) if here.year.step else (),
        "done": len(values),
        "count": len(wanted),
        "told": told,
        "planes": () if told is None else _planes(told),
        "words": year_words,
    }


def _planes(told: year_debriefs.Debrief) -> tuple[year_charts.Plane, ...]:
    """Return the trade-off: profit by DSO, then by relation."""
    mean = told.comparison.mean
    return tuple(
        year_charts.plane(
            title,
            axis,
            unit,
            [
                (
                    year_words.REFERENCES[code],
                    mean(code, figure),
                    mean(code, "profit") / 1000.0,
                    code == year_debriefs.MINE,
                )
                for code in told.comparison.codes
            ],
        )
        for title, axis, unit, figure in (
            ("Profit et DSO", "DSO moyen", "j", "dso"),
            ("Profit et relation", "Relation sur 100", "", "relation"),
        )
    )


def compare() -> Response:
    """Compute some of the policies on the hidden years; the page asks again until all are there."""
    compute_some(year_pages.here())
    return redirect(url_for("years.debrief", _anchor="comparaison"), 303)


def compute_some(here: Here) -> None:
    """Compute and keep the next policies of a comparison; they depend on the year alone."""
    person_id, year_id = here.person.id, here.year.id
    year_pages.apart()
    year = played_years.of_trainee(db.session(), person_id)
    wanted = year_debriefs.candidates(db.session(), year)
    known = year_debriefs.known_values(db.session(), year, wanted)
    missing = [each for each in wanted if each.code not in known][: year_debriefs.AT_ONCE]
    computed = year_debriefs.compute(here.portfolio, missing)
    year_pages.writing()
    year_debriefs.keep(db.session(), year_id, computed, clock.now())
    db.commit()


def what_if() -> str | Response:
    """Play again with one thing more decided by hand, and say what it changed."""
    here = year_pages.here()
    customer = request.args.get("client", -1, type=int)
    fault, result, state = "", None, here.state()
    when, choice = _day(request.args.get("le", "")), request.args.get("acte", "")
    asked = "le" in request.args
    if asked and (when is None or choice not in [each.value for each in year_hands.FREE]):
        fault = "Choisissez un jour déjà joué et une action."
    elif asked and when is not None:
        try:
            result = year_replays.what_if(
                db.session(), here.year, here.portfolio, when, customer, Choice(choice)
            )
        except OutOfRange as refusal:
            fault = (
                f"Ce jour n’est pas joué\u202f: choisissez entre le {refusal.low:%d/%m/%Y}"
                f" et le {refusal.high:%d/%m/%Y}."
            )
    return render_template(
        "years/what_if.html",
        year=here.year,
        customers=here.portfolio.customers,
        customer=customer,
        when=request.args.get("le", ""),
        choice=choice or "call",
        choices=[each.value for each in year_hands.FREE],
        fault=fault,
        result=result,
        questions=year_replays.questions(state, customer) if customer >= 0 else (),
        words=year_words,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def ranking() -> str | Response:
    """Show the ranking of the training, or the neighbours only."""
    person = access.trainee()
    round_ = year_rounds.of_training(db.session(), person.training_id)
    found = year_rounds.ranking(db.session(), person.training_id)
    return render_template(
        "years/ranking.html",
        person=person,
        round=round_,
        ranking=found,
        places=found.seen_by(person.id, round_),
        year=played_years.find(db.session(), person.id),
    )
