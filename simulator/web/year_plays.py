"""Playing the year: its first page, the day's list, the boards, the letters."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.dates import from_day
from simulator.domain.refusals import NotFound
from simulator.domain.year.behaviour import LEVERS
from simulator.services import (
    played_years,
    year_debriefs,
    year_desks,
    year_hands,
    year_letters,
    year_policies,
    year_rounds,
    years,
)
from simulator.services.played_years import Span
from simulator.services.year_hands import Choice
from simulator.web import access, clock, db, year_pages, year_trends, year_words


def index() -> str | Response:
    """Show how the year goes, and play; before it is open, choose where to start from."""
    person, portfolio = access.trainee(), year_pages.portfolio()
    year = played_years.find(db.session(), person.id)
    if year is None:
        return render_template(
            "years/start.html", portfolio=portfolio, references=years.references()
        )
    world = year_policies.world_of(portfolio)
    ends = played_years.closed(db.session(), year)
    step = year.step
    last_day = world.first if not step else int(world.calendar.days[step - 1])
    over = year.month == world.months
    next_day = None if over else from_day(int(world.calendar.days[step]))
    return render_template(
        "years/index.html",
        portfolio=portfolio,
        year=year,
        on=from_day(last_day),
        next_day=next_day,
        over=over,
        within=bool(step) and step not in [end.step for end in ends],
        months=world.months,
        round=year_rounds.of_training(db.session(), person.training_id),
        ends=[end.figures for end in ends],
        labels=year_trends.labels([end.figures for end in ends]),
        charts=year_trends.charts(year.benchmark, [end.figures for end in ends]),
        earlier=played_years.earlier_runs(db.session(), year),
        benchmark=year.benchmark,
    )


def begin() -> Response:
    """Open the year from a reference policy."""
    person, portfolio = access.trainee(), year_pages.portfolio()
    start = request.form.get("start", "")
    years.reference(start)  # an unknown name is refused before anything is computed
    year_pages.apart()
    measured = played_years.benchmark(portfolio)
    year_pages.writing()
    lines = request.form.get("limits") == "file"
    played_years.begin(db.session(), person, start, measured, clock.now(), own_lines=lines)
    db.commit()
    return redirect(url_for("years.policy"), 303)


def play() -> Response:
    """Play a day, a week, the month or all that is open; a second click plays nothing."""
    person, portfolio = access.trainee(), year_pages.portfolio()
    how = request.form.get("how", "")
    if how not in [span.value for span in Span]:
        raise NotFound("span")
    year_pages.apart()
    going = played_years.compute(db.session(), person, portfolio, Span(how), year_pages.seen())
    year_pages.writing()
    played_years.keep(db.session(), going, clock.now())
    db.commit()
    return redirect(url_for("years.agenda" if how in ("day", "week") else "years.index"), 303)


def undo() -> Response:
    """Go back to the end of the month before."""
    played_years.undo(db.session(), access.trainee(), year_pages.seen(), clock.now())
    db.commit()
    flash("Vous êtes revenu à la fin du mois précédent. Ce que vous aviez décidé à la main reste.")
    return redirect(url_for("years.index"), 303)


def restart() -> Response:
    """Begin the year again, under the same luck."""
    played_years.restart(db.session(), access.trainee(), year_pages.seen(), clock.now())
    db.commit()
    flash("L’année recommence, avec la même chance et votre politique d’aujourd’hui.")
    return redirect(url_for("years.index"), 303)


def agenda() -> str | Response:
    """Show the next working day's list, why each customer is on it, and what to do by hand."""
    here = year_pages.here()
    if here.year.month == here.world.months:
        return redirect(url_for("years.index"))
    hands, policy = year_hands.of_run(db.session(), here.year), here.policy()
    return render_template(
        "years/agenda.html",
        year=here.year,
        agenda=year_desks.agenda(here.portfolio, here.state(), policy, hands),
        titles={each.code: each.title or each.code for each in policy.scenarios},
        customers=here.portfolio.customers,
        words=year_words,
        levers=LEVERS,
    )


def act() -> Response:
    """Decide something by hand for the next working day."""
    here = year_pages.here()
    choice = request.form.get("choice", "")
    if choice not in [each.value for each in Choice]:
        raise NotFound("choice")
    customer = request.form.get("customer", -1, type=int)
    state, policy = here.state(), here.policy()
    hand = year_hands.add(
        db.session(),
        here.year,
        state,
        policy,
        customer,
        Choice(choice),
        clock.now(),
        slot=request.form.get("slot", -1, type=int),
    )
    db.commit()
    name = here.portfolio.customers[customer].identity.name
    flash(f"{year_words.HANDS[hand.choice]}\u202f: {name}, le {hand.on:%d/%m/%Y}.")
    return _back(customer)


def cancel(number: int) -> Response:
    """Take back what was decided by hand."""
    here = year_pages.here()
    year_hands.cancel(db.session(), here.year, number, here.state(), clock.now())
    db.commit()
    flash("C’est annulé.")
    return _back(request.form.get("customer", -1, type=int))


def _back(customer: int) -> Response:
    """Lead back to the page that the form was on."""
    if request.form.get("from") == "account":
        return redirect(url_for("years.account", number=customer), 303)
    if request.form.get("from") == "boards":
        return redirect(url_for("years.boards", _anchor="litiges"), 303)
    return redirect(url_for("years.agenda"), 303)


def boards() -> str | Response:
    """Show promises and disputes."""
    here = year_pages.here()
    state = here.state()
    return render_template(
        "years/boards.html",
        year=here.year,
        on=from_day(state.day),
        boards=year_desks.boards(state, year_hands.of_run(db.session(), here.year)),
        over=state.over,
        customers=here.portfolio.customers,
        words=year_words,
    )


def letters() -> str | Response:
    """List what was written to customers."""
    here = year_pages.here()
    found = _letters(here)
    customer = request.args.get("client", type=int)
    shown = [each for each in found if customer in (None, each.customer.id)]
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "years/letters.html",
        year=here.year,
        letters=shown[(page - 1) * _PAGE : page * _PAGE],
        count=len(shown),
        page=page,
        pages=max(1, -(-len(shown) // _PAGE)),
        customer=customer,
        words=year_words,
    )


_PAGE = 50


def _letters(here: year_pages.Here) -> tuple[year_letters.Letter, ...]:
    if not here.year.step:
        return ()
    return year_letters.letters(
        here.portfolio,
        here.state(),
        played_years.script(db.session(), here.year),
        year_debriefs.policies(db.session(), here.year),
    )


def letter(number: int) -> str | Response:
    """Show one letter, as the customer received it."""
    here = year_pages.here()
    written = year_letters.written(here.portfolio, here.state(), _letters(here), number)
    return render_template(
        "years/letter.html",
        year=here.year,
        written=written,
        letter=written.letter,
        person=here.person,
        words=year_words,
    )
