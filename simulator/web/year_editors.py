"""The policy's pages: rules, segments, and the steps of a reminder scenario on their timeline."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from simulator.domain.refusals import NotFound
from simulator.domain.year.policy import Scenario
from simulator.services import catalogue, played_years, year_desks, year_policies, years
from simulator.services.year_policies import Data
from simulator.web import clock, db, year_boxes, year_charts, year_pages, year_words
from simulator.web.forms import years as forms
from simulator.web.forms.years import Box, Field, Reading

Answer = str | Response | tuple[str, int]
TITLE = Box("title", "Nom du scénario", "text", ("title",))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list that grows: its number in the names of its boxes, and the boxes."""

    number: int
    fields: list[Field]


def save(here: year_pages.Here, data: Data, said: str) -> None:
    """Keep a policy for what is played next, and say so."""
    played_years.save_policy(db.session(), here.person, data, clock.now())
    db.commit()
    flash(said)


def policy() -> Answer:
    """Show the whole policy; keep its general rules."""
    here = year_pages.here()
    data = here.data()
    typed = request.form if request.method == "POST" else None
    found = Reading()
    if typed is not None:
        changed = copy.deepcopy(data)
        for boxes in year_boxes.RULES.values():
            read_into(changed, boxes, "", found)
        if not found.faults:
            save(here, changed, "Règles enregistrées. Elles valent pour les jours à venir.")
            return redirect(url_for("years.policy"), 303)
    page = render_template(
        "years/policy.html",
        year=here.year,
        policy=here.policy(),
        members=year_desks.members(here.world, here.policy()),
        rulings=year_desks.rulings(here.portfolio, here.policy()),
        timelines=_timelines(here),
        references=years.references(),
        groups={
            title: forms.fields(boxes, data, typed=typed, faults=found.faults)
            for title, boxes in year_boxes.RULES.items()
        },
        faults=found.faults,
        units=forms.UNITS,
        words=year_words,
    )
    return (page, 422) if found.faults else page


def read_into(data: Data, boxes: Sequence[Box], prefix: str, found: Reading) -> None:
    """Read boxes of the form and put what is good at its place."""
    for box in boxes:
        forms.read_box(box, request.form, prefix, found)
        if prefix + box.name not in found.faults:
            forms.put_at(data, box.path, found.values[box.name])


def _timelines(here: year_pages.Here) -> list[tuple[Scenario, year_charts.Timeline, bool]]:
    """Return the scenarios that can be used, with their drawing and whether a segment uses them."""
    policy = here.policy()
    used = {segment.scenario for segment in policy.segments}
    return [
        (each, year_charts.timeline(each, year_words.CHANNELS), each.code in used)
        for each in year_policies.scenarios_of(policy)
    ]


def adopt() -> Response:
    """Take a reference policy in place of one's own."""
    here = year_pages.here()
    start = request.form.get("start", "")
    data = year_policies.adopted(here.data(), start)
    save(here, data, "Cette politique remplace la précédente pour les jours à venir.")
    return redirect(url_for("years.policy"), 303)


def _order() -> list[int]:
    """Return the numbers of the lines as the page held them."""
    return [int(each) for each in request.form.get("order", "").split(",") if each.isdigit()][:60]


def _moved(order: list[int], act: str) -> list[int]:
    """Return the lines after a button: ``remove-3``, ``up-3``, ``add``."""
    what, _, which = act.partition("-")
    number = int(which) if which.isdigit() else -1
    if what == "add":
        return [*order, max(order, default=-1) + 1]
    if number not in order:
        return order
    place = order.index(number)
    if what == "remove":
        return [each for each in order if each != number]
    if what == "up" and place:
        order[place - 1], order[place] = order[place], order[place - 1]
    return order


def _focus(order: Sequence[int] | None, act: str) -> int:
    """Return the line to put the keyboard on after a button: added, moved, or next to a removal."""
    if not order or act == "save":
        return -1
    if act == "add":
        return order[-1]
    which = act.partition("-")[2]
    before = _order()
    if which.isdigit() and int(which) in before:
        number = int(which)
        return number if number in order else order[min(before.index(number), len(order) - 1)]
    return -1


def _rows(
    boxes: Sequence[Box],
    lines: Sequence[Data],
    new: Data,
    order: Sequence[int] | None,
    faults: dict[str, str],
) -> list[Row]:
    """Return the lines of a list: as kept, or in the order and with the words of the form."""
    if order is None:
        return [
            Row(number, forms.fields(boxes, line, prefix=f"l{number}-"))
            for number, line in enumerate(lines)
        ]
    before = _order()
    return [
        Row(
            number,
            forms.fields(
                boxes,
                new,
                prefix=f"l{number}-",
                typed=request.form if number in before else None,
                faults=faults,
            ),
        )
        for number in order
    ]


def _read_lines(
    boxes: Sequence[Box], new: Data, order: Sequence[int], found: Reading
) -> list[Data]:
    """Read every line of the form."""
    lines = []
    for number in order:
        line = copy.deepcopy(new)
        read_into(line, boxes, f"l{number}-", found)
        lines.append(line)
    return lines


def segments() -> Answer:
    """Show the segments in their order; keep them."""
    here = year_pages.here()
    policy, data = here.policy(), here.data()
    sectors = {customer.identity.sector for customer in here.portfolio.customers}
    boxes = year_boxes.segment_boxes(
        tuple((each.code, each.title or each.code) for each in year_policies.scenarios_of(policy)),
        tuple((code, label) for code, label in catalogue.sectors().items() if code in sectors),
    )
    order, found = None, Reading()
    if request.method == "POST":
        order = _moved(_order(), request.form.get("act", ""))
        if request.form.get("act") == "save":
            lines = _read_lines(boxes, year_boxes.NEW_SEGMENT, order, found)
            _twice(lines, order, found)
            if not found.faults:
                save(here, data | {"segments": lines}, "Segments enregistrés.")
                return redirect(url_for("years.policy"), 303)
    page = render_template(
        "years/segments.html",
        year=here.year,
        rows=_rows(boxes, data.get("segments", []), year_boxes.NEW_SEGMENT, order, found.faults),
        members=year_desks.members(here.world, policy),
        focus=_focus(order, request.form.get("act", "")),
        unsaved=order is not None and not found.faults,
        faults=found.faults,
        units=forms.UNITS,
    )
    return (page, 422) if found.faults else page


def _twice(lines: Sequence[Data], order: Sequence[int], found: Reading) -> None:
    """Refuse two segments of one name."""
    seen: set[str] = set()
    for number, line in zip(order, lines, strict=True):
        if line["code"] and line["code"] in seen:
            found.faults.setdefault(f"l{number}-code", "Deux segments portent ce nom.")
        seen.add(line["code"])


def scenario(code: str) -> Answer:
    """Show the steps of a scenario on their timeline; keep them."""
    here = year_pages.here()
    policy = here.policy()
    known = next((s for s in year_policies.scenarios_of(policy) if s.code == code), None)
    if known is None:
        raise NotFound("scenario")
    data = year_policies.scenario_data(known)
    order, found = None, Reading()
    if request.method == "POST":
        order = _moved(_order(), request.form.get("act", ""))
        if request.form.get("act") == "save":
            steps = _steps(order, found)
            forms.read_box(TITLE, request.form, "", found)
            if not found.faults:
                made = data | {"title": found.values["title"], "steps": steps}
                changed = year_policies.with_scenario(here.data(), made)
                save(here, changed, "Scénario enregistré.")
                return redirect(url_for("years.scenario", code=code), 303)
    typed = None if order is None else request.form
    page = render_template(
        "years/scenario.html",
        year=here.year,
        scenario=known,
        timeline_of=year_charts.timeline(_drawn(here, known, order), year_words.CHANNELS),
        focus=_focus(order, request.form.get("act", "")),
        unsaved=order is not None and not found.faults,
        title=forms.fields([TITLE], data, typed=typed, faults=found.faults)[0],
        rows=_rows(
            year_boxes.STEP, data.get("steps", []), year_boxes.NEW_STEP, order, found.faults
        ),
        faults=found.faults,
        units=forms.UNITS,
        used=[each.code for each in policy.segments if each.scenario == code],
        own=any(each["code"] == code for each in here.data().get("scenarios", ())),
        shelf=code in years.reminders(),
    )
    return (page, 422) if found.faults else page


def _drawn(here: year_pages.Here, known: Scenario, order: Sequence[int] | None) -> Scenario:
    """Return a scenario with the steps as they are typed; as it is kept when one is not readable.

    A step just added has nothing in its boxes yet: it is drawn once it has.
    """
    if order is None:
        return known
    before, found = _order(), Reading()
    steps = _steps([number for number in order if number in before], found)
    if found.faults:
        return known
    made = year_policies.scenario_data(known) | {"steps": steps}
    policy = year_policies.policy_of(year_policies.with_scenario(here.data(), made))
    return next(each for each in policy.scenarios if each.code == known.code)


def _steps(order: Sequence[int], found: Reading) -> list[dict[str, Any]]:
    """Read the steps, in the order of their days; two of one day are refused."""
    lines = _read_lines(year_boxes.STEP, year_boxes.NEW_STEP, order, found)
    seen: set[int] = set()
    for number, line in zip(order, lines, strict=True):
        name = f"l{number}-offset"
        if name not in found.faults and line["offset"] in seen:
            found.faults[name] = "Une autre étape a déjà ce jour."
        seen.add(line["offset"])
    return sorted(lines, key=lambda line: int(line["offset"]))


def new_scenario() -> Response:
    """Make a scenario of one's own, from another one."""
    here = year_pages.here()
    known = year_policies.scenarios_of(here.policy())
    source = next((each for each in known if each.code == request.form.get("source")), None)
    if source is None:
        raise NotFound("scenario")
    codes = {each.code for each in known}
    rank = next(n for n in range(1, 1000) if f"scenario-{n}" not in codes)
    made = year_policies.scenario_data(source) | {
        "code": f"scenario-{rank}",
        "title": f"Mon scénario {rank}",
    }
    save(here, year_policies.with_scenario(here.data(), made), "Scénario créé\u202f: réglez-le.")
    return redirect(url_for("years.scenario", code=made["code"]), 303)


def drop_scenario(code: str) -> Response:
    """Take a scenario away; that of the shelf comes back when it has the same name."""
    here = year_pages.here()
    used = [each.code for each in here.policy().segments if each.scenario == code]
    if used and code not in years.reminders():
        raise NotFound("scenario")
    save(here, year_policies.without_scenario(here.data(), code), "Scénario retiré.")
    return redirect(url_for("years.policy"), 303)
