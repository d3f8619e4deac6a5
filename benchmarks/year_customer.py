"""The plain year of ``year_processes``: one customer, its days and what it feels."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import Any

from benchmarks.year_parts import (
    ACTIVE,
    CASH_DESK,
    FAILED,
    FLOW,
    FROZEN,
    HABIT,
    OPEN,
    RAMP,
    REFUSED,
    SETTLED,
    Invoice,
    LeverTable,
    drawn,
    exp,
)
from benchmarks.year_payer import Payer
from simulator.domain.dates import NEVER
from simulator.domain.year.agenda import PROMISE_GRACE as WAIT_FOR_PROMISE
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.contacts import (
    FINDS_AHEAD,
    HARSH_BEFORE,
    OUR_FAULT,
    PROMISE_FROM,
    PROMISE_SPREAD,
    THREAT_DAYS,
    TOO_CLOSE,
    TOO_HARSH,
    TOO_SOON,
    USUAL_QUALITY,
)
from simulator.domain.year.following import EMPTY_THREAT_LOSS, PROMISE_GRACE
from simulator.domain.year.paying import CREDIT_NOTE, WRITE_OFF
from simulator.domain.year.run import (
    MOST_STIMULUS,
    NOT_LATE,
    PROMISE_AFTER,
    PROMISE_BEFORE,
    SHORT_OF_CASH,
)
from simulator.domain.year.slots import ADMIN, DISPUTE
from simulator.domain.year.world import CALLED, FEED, HARSH, MOST_REPEATS, REFERENCE_DAYS, TRUSTED


class Customer(Payer):
    """One customer: its process, and what it does each day."""

    def live(self) -> Generator[Any, Any, None]:
        """Wake twice a working day: before the desk calls, and after it has."""
        env, firm = self.firm.env, self.firm
        self.month()
        wait = firm.days[0] - firm.world.first
        for row, day in enumerate(firm.days):
            yield env.timeout(wait)
            self.morning(row, day, firm.gaps[row])
            yield env.timeout(0.5)
            self.evening(day, firm.gaps[row])
            if firm.closes[row]:
                self.close_month()
            if row + 1 < len(firm.days):
                wait = firm.gaps[row + 1] - 0.5

    def morning(self, row: int, day: int, gap: int) -> None:
        if self.new:
            self.open += self.new
            self.new = []
        overdue, oldest = 0, NOT_LATE
        for one in self.open:
            late = day - one.due
            if late > 0 and not (one.blocked == DISPUTE and one.found != NEVER):
                overdue += one.left
                oldest = max(oldest, late)
        self.overdue, self.oldest = overdue, oldest
        self.order(day)
        self.unblock(day, gap)
        self.pay(row, day, gap)
        self.ask(day)

    def order(self, day: int) -> None:
        firm, state, owed = self.firm, self.flow, self.owed
        cash = []
        while self.next_order < len(self.orders) and self.orders[self.next_order].planned == day:
            one = self.orders[self.next_order]
            self.next_order += 1
            if self.status != ACTIVE:
                continue
            net = int(max(round(one.order * self.demand), 1.0))
            gross = net + (net * firm.vat + 5_000) // 10_000
            if owed + gross > self.limit:
                law = firm.people
                willing = one.asks < law.asks_base + law.asks_dependence * self.lean
                if not (willing and self.liquidity > 0 and one.saved < law.sale_saved):
                    one.phase = REFUSED
                    state[FLOW["LOST_SALES"]] += net
                    state[FLOW["REFUSED"]] += 1
                    self.relation += law.relation_limit
                    continue
                cash.append(one)
            due = day + self.days
            if self.month_end:
                due = firm.ends[due - firm.world.first]
            one.phase, one.net, one.gross, one.left, one.due = OPEN, net, gross, gross, due
            one.target = float(due)
            if firm.chosen.slow_months and self.mean > 0:
                one.target += firm.slow[due - firm.world.first]
            self.owed += gross
            state[FLOW["SALES"]] += net
            state[FLOW["INVOICED"]] += gross
            self.new.append(one)
        for one in cash:
            one.due = day
            self.receive(one, day, CASH_DESK)
            self.new.remove(one)

    def unblock(self, day: int, gap: int) -> None:
        stuck = [one for one in self.open if one.blocked]
        if not stuck:
            return
        law, firm = self.firm.world.behaviour.blocks, self.firm
        for one in stuck:
            if one.found == NEVER and one.unfound <= day:
                one.found = day
                self.flow[FLOW["FOUND"]] += 1
            if one.found != NEVER and one.fixed == NEVER:
                dispute = one.blocked == DISPUTE
                mean = float(firm.policy.dispute_days) if dispute else law.admin_days
                one.fixed = day + max(math.ceil(mean * one.fix), 1)
                if dispute and firm.chosen.desk_cost:
                    self.flow[FLOW["DESK"]] += firm.desk_cost
            if one.blocked == DISPUTE and one.due < day:
                self.relation += law.relation_per_day * gap
        for one in stuck:
            if one.fixed <= day:
                self.solve(one, day)

    def solve(self, one: Invoice, day: int) -> None:
        credit = round(one.left * one.credit)
        if one.blocked != ADMIN:
            self.relation += self.firm.world.behaviour.blocks.relation_solved
        one.blocked = 0
        self.flow[FLOW["SOLVED"]] += 1
        if credit > 0:
            one.left -= credit
            if one.left <= 0:
                one.phase = SETTLED
                self.open.remove(one)
            self.owed -= credit
            self.flow[FLOW["CREDITED"]] += credit
            self.flow[FLOW["CREDITED_NET"]] += round(credit * (one.net / one.gross))
            self.firm.receipts.append((day, 1, one.slot, credit, CREDIT_NOTE))

    def pay(self, row: int, day: int, gap: int) -> None:
        if not self.open:
            return
        firm, law = self.firm, self.firm.people
        made = sum(self.stock) if self.stirred else 0.0
        if self.promise_due - PROMISE_BEFORE <= day <= self.promise_due + PROMISE_AFTER:
            vows = firm.vows_law
            boost = vows.boost_short_of_cash if self.liquidity < SHORT_OF_CASH else vows.boost
            made += boost * (0.5 + 0.008 * self.promise_quality)
        age = min(max(self.oldest, 0), REFERENCE_DAYS)
        rate = exp(min(made, MOST_STIMULUS) - self.usual[age]) * self.cash
        delay = self.mean
        if self.haggles:
            delay *= 1.0 + law.belief_on_delay * (law.belief_start - self.belief)
        runs, scale, paid = firm.runs[row][self.runs], self.scale, False
        for one in self.open:
            if one.blocked:
                continue
            x = (day - one.target - delay) * scale
            cell = 0 if x < -12 else 384 if x > 12 else int((x + 12) * 16)
            one.hazard += RAMP[cell] * rate * gap
            sure = one.exact and one.due <= day
            if sure or (runs and one.hazard >= one.patience):
                self.receive(one, day, HABIT)
                paid = True
        if paid:
            self.open = [one for one in self.open if one.phase == OPEN]

    def receive(self, one: Invoice, day: int, stage: int) -> None:
        amount, late = one.left, day - one.due
        if one.split > 0 and not one.halved and stage == HABIT:
            amount = int(max(round(one.left * one.split), 1.0))
        one.left -= amount
        flow = self.flow
        if one.left > 0:
            one.halved, one.hazard, one.patience = True, 0.0, one.second
        else:
            one.phase = SETTLED
            flow[FLOW["PAID_COUNT"]] += 1
            flow[FLOW["LATE_DAYS"]] += max(late, 0)
            flow[FLOW["LATE_COUNT"]] += late > 0
        self.owed -= amount
        self.promise_paid += amount
        flow[FLOW["CASH"]] += amount
        if self.agency and late > 0:
            flow[FLOW["FEES"]] += round(amount * self.firm.world.behaviour.money.agency_fee)
        self.firm.receipts.append((day, stage, one.slot, amount, self.means))

    def ask(self, day: int) -> None:
        """Follow the oldest open item, and ask the desk for what its scenario wants today."""
        first, amount = None, 0
        for one in self.open:
            if one.blocked == DISPUTE and one.found != NEVER and self.stops:
                continue
            if first is None or one.due < first.due:
                first = one
            if one.due < day:
                amount += one.left
        late = 0 if first is None else day - first.due
        if late > 0:
            self.pointer = max(self.pointer, self.early_steps)
        slot = -1 if first is None else first.slot
        if slot != self.leader:
            missed = sum(step[0] < late for step in self.steps)
            self.pointer = self.early_steps if late > 0 else missed
            self.leader, self.used, self.threat_on = slot, [0] * len(Lever), NEVER
            self.agency = self.agency and late > 0
        if first is None:
            return
        self.request(day, late, amount if late > 0 else first.left)

    def request(self, day: int, late: int, amount: int) -> None:
        offset, gap, lever, least, announces, waits = self.steps[self.pointer]
        if late < offset or day - self.last_contact < gap or amount < least:
            return
        promised = self.promise_due != NEVER and day <= self.promise_due + WAIT_FOR_PROMISE
        if not (promised and waits):
            self.firm.asked.append((self, lever, late, amount, announces))

    def contact(self, day: int, lever: int, late: int, *, announces: bool) -> None:
        laws, word, flow = self.firm.levers[lever], drawn(self.contact_stem, day), self.flow
        self.pointer += 1
        reached = word >> 43 < laws.heard
        if reached:
            again = min(self.used[lever], MOST_REPEATS)
            self.stock[lever] += self.effect[lever] * laws.repeat[again]
            self.stirred = True
        self.used[lever] += 1
        flow[FLOW["CONTACTS"]] += 1
        flow[FLOW["TALKS"]] += reached
        flow[FLOW["ACTIONS"]] += laws.cost + laws.talk_cost * reached
        flow[FLOW["MINUTES"]] += laws.minutes + laws.talk_minutes * reached
        self.relation += self.offence(day, laws, late)
        if reached:
            self.belief += laws.belief * (1.0 - self.belief)
            if word >> 22 & 0x1FFFFF < laws.told:
                for one in self.open:
                    if one.blocked and one.found == NEVER and one.due <= day + FINDS_AHEAD:
                        one.found = day
                        flow[FLOW["FOUND"]] += 1
            owing = self.overdue > 0 and self.status != FAILED and not self.public
            if laws.flags & CALLED and owing and word >> 1 & 0x1FFFFF < self.firm.obtained:
                self.promise(day)
        self.agency = self.agency or bool(laws.flags & FEED)
        self.pressed = self.pressed or bool(laws.flags & TRUSTED)
        if laws.flags & HARSH:
            self.threat_on = NEVER
        if announces:
            self.threat_on = day + THREAT_DAYS
        self.last_contact = day

    def offence(self, day: int, laws: LeverTable, late: int) -> float:
        delta = laws.relation
        if laws.flags & CALLED:
            delta -= 0 < late <= TOO_SOON and self.good
            delta -= 0.5 * (day - self.last_contact < TOO_CLOSE)
        if delta >= 0:
            return delta
        worse = OUR_FAULT if any(one.blocked and one.due < day for one in self.open) else 1.0
        return delta * (worse * (TOO_HARSH if laws.flags & HARSH and late < HARSH_BEFORE else 1.0))

    def promise(self, day: int) -> None:
        quality = round(USUAL_QUALITY * self.firm.policy.call_quality)
        ahead = (drawn(self.promise_stem, day) >> 32) * PROMISE_SPREAD >> 32
        self.promise_made, self.promise_due = day, day + PROMISE_FROM + ahead
        self.promise_amount, self.promise_paid = self.overdue, 0
        self.promise_quality = quality
        self.flow[FLOW["PROMISES"]] += 1
        late = [one for one in self.open if one.due < day]
        share = min(self.overdue / max(sum(one.left for one in late), 1), 1.0)
        for one in late:
            part = round(one.left * share)
            if part > 0:
                self.firm.vows.append((day, one.slot, self.promise_due, part, quality))

    def evening(self, day: int, gap: int) -> None:
        firm, law = self.firm, self.firm.people
        if self.promise_due + PROMISE_GRACE < day:
            vows = firm.vows_law
            kept = self.promise_paid >= self.promise_amount * vows.kept_share
            self.flow[FLOW["KEPT" if kept else "BROKEN"]] += 1
            if not kept:
                self.broken_on = day
            self.promise_due = NEVER
        if self.broken_on + firm.vows_law.chase_days <= day:
            if self.last_contact < self.broken_on:
                self.belief *= 1.0 - firm.vows_law.belief_lost
            self.broken_on = NEVER
        if self.threat_on <= day:
            if self.overdue > 0:
                self.belief *= 1.0 - EMPTY_THREAT_LOSS
            self.threat_on = NEVER
        rate = self.daily_risk
        if firm.chosen.contagion:
            rate *= 1.0 + firm.contagion[self.sector]
        self.wear += rate * gap
        if (day if self.own else self.wear) >= self.default_at and self.status != FAILED:
            self.fail(day)
        if self.stirred:
            self.stock = [s * f for s, f in zip(self.stock, firm.fade[gap], strict=True)]
        relation = self.relation + law.relation_return * (law.relation_rest - self.relation) * gap
        self.relation = min(max(relation, 0.0), 100.0)
        self.flow[FLOW["CENT_DAYS"]] += max(self.owed, 0) * gap

    def fail(self, day: int) -> None:
        money, firm = self.firm.world.behaviour.money, self.firm
        self.status = FAILED
        self.flow[FLOW["FAILED"]] += 1
        firm.failed.append(self.sector)
        share = money.loss_with_title if firm.policy.retention_of_title else None
        for one in [*self.open, *self.new]:
            off = round(one.left * (money.loss_given_default if share is None else share))
            self.flow[FLOW["WRITTEN_OFF"]] += off
            self.flow[FLOW["LOSS"]] += round(off * (one.net / one.gross))
            one.phase = FROZEN
            one.left -= off
            self.owed -= off
            firm.receipts.append((day, 3, one.slot, off, WRITE_OFF))
        self.kept += [*self.open, *self.new]
        self.open, self.new = [], []
