"""The figures of a customer: same as the rules that own them, absent when they do not exist."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import to_day
from simulator.domain.exercises.behaviour import behaviour, open_amounts
from simulator.domain.exercises.calculators import CALCULATORS, WORDS
from simulator.domain.exercises.notes import knocked_out, notes, points_of
from simulator.domain.exercises.peers import afdcc_note
from simulator.domain.exercises.reader import FIGURES, Reader, is_figure
from simulator.domain.exercises.texts import ABSENT, Texts, tokens
from simulator.domain.exercises.world import World, is_known, is_line
from simulator.domain.measures import MEASURES
from simulator.domain.portfolio import InsurerDecision, Portfolio
from simulator.domain.risk.ranking import Rank
from tests import make
from tests.domain.exercises.worlds import changed, small

WORLD = World(make.portfolio(7, 45), wording={"terms": {"30j": "30 jours"}})
PUBLIC = next(c for c in WORLD.portfolio.customers if not c.statements)
FIRST = WORLD.portfolio.customers[0]


TODAY = to_day(make.AS_OF)


def test_a_ledger_is_read_by_hand():
    # 100 € paid 10 days late, 300 € paid 10 days early, 50 € open 40 days late, 7 € still to come
    portfolio = small(
        documents=[
            (TODAY - 100, TODAY - 70, 10_000),
            (TODAY - 90, TODAY - 60, 30_000),
            (TODAY - 70, TODAY - 40, 5_000),
            (TODAY + 1, TODAY + 30, 700),
        ],
        payments=[(0, TODAY - 60, 10_000), (1, TODAY - 70, 30_000)],
        disputes=[(2, TODAY - 30, TODAY + 5, 1_000)],
        promises=[(2, TODAY - 30, TODAY - 20, 5_000), (0, TODAY - 65, TODAY - 62, 10_000)],
    )
    row = behaviour(portfolio).row(0)
    assert row == {
        "open": 5_000,
        "overdue": 5_000,
        "overdue_30": 5_000,
        "overdue_60": 0,
        "overdue_90": 0,
        "oldest_days": 40,
        "late_weight": 10_000 * 10 - 30_000 * 10,
        "paid": 40_000,
        "invoiced": 45_000,
        "disputed": 1_000,
        "broken_promises": 1,
        "incidents": 2,
    }
    figures = World(portfolio).figures(portfolio.customers[0])
    assert figures["average_delay"] == -5
    assert figures["overdue_share"] == 1
    assert figures["exposure_share"] == 1
    assert figures["volume_share"] == 1


def test_a_payment_after_the_day_does_not_count():
    portfolio = small([(TODAY - 50, TODAY - 20, 900)], [(0, TODAY + 3, 900)])
    assert open_amounts(portfolio.ledger, TODAY).tolist() == [900]
    assert open_amounts(portfolio.ledger, TODAY + 3).tolist() == [0]


def test_without_sales_nor_payments_shares_do_not_exist():
    world = World(small([(TODAY + 5, TODAY + 20, 900)]))
    figures = world.figures(world.portfolio.customers[0])
    for name in ("average_delay", "overdue_share", "volume_share", "exposure_share"):
        assert name not in figures
    reader = Reader(world)
    for name in ("overdue_share", "top10_share", "equivalent_customers"):
        assert reader.written(name) == ""
    assert reader.ranks == {}
    assert reader.group(Rank.A, risky=True) == []
    assert reader.drifting is None
    assert reader.written("drift_name") == ""
    assert reader.written("drift_first_half") == ""


def test_lines_are_those_of_the_statement_and_of_the_year_before():
    figures = WORLD.figures(FIRST)
    last, before = FIRST.statements[-1], FIRST.statements[-2]
    assert figures["FL"] == last.value("FL")
    assert figures["FL_1"] == before.value("FL")
    assert WORLD.figures(FIRST, 1)["FL"] == before.value("FL")
    assert "FL_1" not in WORLD.figures(FIRST, 1)
    assert WORLD.figures(FIRST) is figures


def test_the_balances_follow_their_definition():
    figures = WORLD.figures(FIRST)
    s = FIRST.statements[-1]
    va = s["FC"] - s["FS"] - s["FT"] + s["FF"] + s["FM"] + s["FN"] - s["FU"] - s["FV"] - s["FW"]
    assert figures["value_added"] == va
    assert figures["ebe"] == va + s["FO"] - s["FX"] - s["FY"] - s["FZ"]
    assert figures["autonomy"] == pytest.approx(figures["equity"] / figures["total_assets"])
    assert figures["need_days"] == figures["need"] / figures["sales"] * 360
    assert figures["tax_social_share"] == Fraction(s["DY"], va)
    assert figures["net_interest_burden"] == Fraction(s["GR"] - s["GL"]) / figures["ebe"]


def test_conan_and_holder_is_the_sum_of_its_contributions():
    figures = WORLD.figures(FIRST)
    ratios = [figures[f"ch_r{i}"] for i in range(1, 6)]
    by_hand = sum(k * r for k, r in zip((24, 22, 16, -87, -10), ratios, strict=True))
    assert float(figures["conan_holder"]) == pytest.approx(float(by_hand))
    assert float(sum(figures[f"ch_p{i}"] for i in range(1, 6))) == pytest.approx(float(by_hand))


def test_the_z_score_takes_percents_and_days():
    who = next(c for c in WORLD.portfolio.customers if "z" in WORLD.figures(c))
    f = WORLD.figures(who)
    percents = {1: -1.255, 2: 2.003, 3: -0.824, 4: 5.221, 6: -1.164, 8: 1.408}
    total = sum(k * 100 * float(f[f"z_r{i}"]) for i, k in percents.items())
    total += -0.689 * float(f["z_r5"]) + 0.706 * float(f["z_r7"]) - 85.544
    assert float(f["z"]) == pytest.approx(total / 100)


def test_a_public_body_has_no_figure_of_accounts():
    figures = WORLD.figures(PUBLIC)
    for name in (
        "FL",
        "sales",
        "autonomy",
        "conan_holder",
        "z",
        "ch_r1",
        "ch_p1",
        "supplier_days",
        "customer_days",
        "need_days",
        "caf_to_debt",
        "months",
    ):
        assert name not in figures
    assert WORLD.words(PUBLIC)["conan_holder_class"] == ""
    assert WORLD.words(PUBLIC)["closing"] == ""
    assert figures["years_known"] == 0
    assert afdcc_note(WORLD, PUBLIC) is None


def test_a_peer_without_sales_weighs_nothing_in_the_note():
    portfolio = make.portfolio(3, 9)
    empty = Statement(date(2025, 12, 31), {})
    first = portfolio.customers[0]
    customers = tuple(
        changed(one, statements=(empty,)) if one.id == 4 else one for one in portfolio.customers
    )
    world = World(
        Portfolio(
            portfolio.supplier,
            portfolio.as_of,
            3,
            "essai",
            customers,
            portfolio.ledger,
            portfolio.hidden,
        )
    )
    # customers 0 and 4 are of one sector (8 is public): alone among its peers, one is in the middle
    assert afdcc_note(world, first) == 10
    assert afdcc_note(world, customers[4]) is None


def test_figures_can_be_listed():
    figures = WORLD.figures(FIRST)
    assert "FL" in set(figures)
    assert len(figures) == len(list(figures))
    assert len(figures) < len(LINES) + len(CALCULATORS)


def test_words_are_put_in_french_when_they_have_a_wording():
    words = WORLD.words(changed(FIRST, terms="30j"))
    assert words["terms"] == "30 jours"
    assert WORLD.words(changed(FIRST, terms="60j"))["terms"] == "60j"
    assert "sales" not in words
    assert set(words) == WORDS
    assert len(words) == len(WORDS)


def test_known_names():
    assert is_line("FL")
    assert is_line("FL_1")
    assert is_known("ebe_1")
    assert not is_known("ebit")


def test_every_criterion_of_the_grid_has_a_note_and_points_add_up():
    case = WORLD.case(FIRST)
    given = notes(case)
    weights = {
        "comportement_paiement": 20,
        "incidents": 10,
        "anciennete_relation": 5,
        "marge_volume": 5,
        "dependance": 5,
        "garanties": 5,
        "score_financier": 15,
        "autonomie_financiere": 8,
        "liquidite_tresorerie": 7,
        "forme_age": 5,
        "secteur_pays": 5,
        "cotation_assureur": 10,
    }
    assert set(given) == set(weights)
    assert all(0 <= note <= 5 for note in given.values())
    by_hand = sum(Decimal(weights[name] * note) / 5 for name, note in given.items())
    assert points_of(case).value == by_hand
    assert WORLD.figures(FIRST)["note_incidents"] == given["incidents"]
    assert WORLD.figures(FIRST)["weight_incidents"] == 10


@pytest.mark.parametrize(
    ("cotation", "granted", "note"),
    [
        ("F3+", None, 5),
        ("G4", None, 4),
        ("G5+", None, 3),
        ("G5", None, 2),
        ("G5-", None, 1),
        ("GP", 100, 0),
        ("charabia", 100, 4),
        (None, 0, 0),
        (None, None, 2),
        ("G0", 100, 4),
    ],
)
def test_the_rating_comes_before_the_insurer(cotation, granted, note):
    insurer = (
        None if granted is None else InsurerDecision(granted, Decimal("0.9"), date(2026, 1, 1))
    )
    case = WORLD.case(changed(FIRST, cotation=cotation, insurer=insurer))
    assert notes(case)["cotation_assureur"] == note


def test_knock_outs_send_to_the_last_class():
    refused = InsurerDecision(0, Decimal("0.9"), date(2026, 1, 1))
    case = WORLD.case(changed(FIRST, cotation="GP", insurer=refused))
    assert {"assureur_retire", "cotation_p"} <= set(knocked_out(case))
    assert points_of(case).grade == "D"


@pytest.mark.parametrize(("cents", "stopped"), [(9_999, False), (10_000, True)])
def test_a_residue_of_some_euros_knocks_nobody_out(cents, stopped):
    old = small([(TODAY - 150, TODAY - 120, cents)])
    case = World(old).case(changed(old.customers[0], cotation=None, insurer=None))
    assert case.pays["overdue_90"] == cents
    assert ("impaye_90_jours" in knocked_out(case)) is stopped


def test_a_customer_without_a_rating_is_said_to_have_none():
    world = World(WORLD.portfolio, wording={"cotation": {"": "aucune"}})
    assert world.words(changed(FIRST, cotation=None))["cotation"] == "aucune"
    assert world.words(changed(FIRST, cotation="F3+"))["cotation"] == "F3+"


def test_texts_write_figures_in_their_measure():
    texts = Texts(
        {"name": "Martin"},
        {
            "FL": Fraction(123456),
            "x": Fraction(-1, 8),
            "own": Fraction(200),
            "ebe": Fraction(5),
            "large": Fraction(1234567),
        },
        {"own": MEASURES["euro"], "large": MEASURES["euro"]},
    )
    assert texts.fill(
        "{name} {FL} {FL|keuro} {x|percent.1} {own} {ebe} {none} {given}", {"given": "7"}
    ) == ("Martin 1\u202f234,56\u202f€ 1,2\u202fk€ \u221212,5\u202f% 2,00\u202f€ 0,05\u202f€ — 7")
    assert texts.operand("x") == "(\u22120,125)"
    assert texts.operand("FL") == "1\u202f234,56"
    assert texts.operand("large") == "12\u202f346"
    assert texts.operand("own") == "2"
    assert texts.operand("none") == ABSENT
    assert [token.name for token in tokens("{a} {b|euro.0} {c|x}")] == ["a", "b", "c"]
    assert texts.usual("own_1") is MEASURES["euro"]


def test_a_reader_has_figures_of_the_portfolio():
    reader = Reader(WORLD)
    portfolio = WORLD.portfolio
    assert reader.written("customer_count") == "45"
    assert reader.written("public_count") == "5"
    assert reader.written("private_count") == "40"
    assert reader.written("stale_accounts_count") == "5"
    assert reader.written("as_of") == "1er novembre 2026"
    assert reader.written("supplier_name") == "Fournitures Martin"
    assert reader.written("margin_rate") == "24,0\u202f%"
    assert reader.written("sales_to_offset_10k") == "41\u202f667\u202f€"
    owed = int(open_amounts(portfolio.ledger, to_day(portfolio.as_of)).sum())
    assert reader.value("open_amount") == ("euro", Fraction(owed))
    whole = sum(
        reader.value(f"{name}_count")[1]
        for name in ("high_stake_risky", "high_stake_safe", "low_stake_risky")
    )
    assert 0 < whole <= 45
    assert reader.value("high_stake_risky_amount")[1] <= owed


def test_every_declared_figure_is_written():
    reader = Reader(WORLD)
    for name in FIGURES:
        assert reader.written(name), name
    for name in ("first_half", "second_half", "name", "exposure", "overdue"):
        assert reader.written(f"drift_{name}"), name


def test_the_example_is_one_customer_with_complete_accounts():
    reader = Reader(WORLD)
    assert reader.example is reader.example
    figures = WORLD.figures(reader.example)
    assert reader.value("example_sales") == ("euro", figures["sales"])
    assert reader.value("example_sales_previous") == ("euro", figures["sales_1"])
    assert reader.written("example_name") == reader.example.identity.name
    assert 0 <= reader.value("example_afdcc_note")[1] <= 20
    assert reader.written("example_z")


def test_the_example_has_the_fullest_file():
    wanted = ("z", "net_gearing", "repayment_years", "insured_limit", "interest_burden_1")
    reader = Reader(WORLD)
    assert all(name in WORLD.figures(reader.example) for name in wanted)
    alone = make.portfolio(7, 2)  # customer 1 is in trade: no score Z, and still an example
    trader = World(
        Portfolio(
            alone.supplier,
            alone.as_of,
            7,
            "essai",
            (changed(alone.customers[0], statements=()), alone.customers[1]),
            alone.ledger,
            alone.hidden,
        )
    )
    assert Reader(trader).example is trader.portfolio.customers[1]
    assert Reader(trader).written("example_z") == ""


def test_the_customer_that_drifts_is_the_one_worth_a_call_whose_lateness_grew_most():
    reader = Reader(WORLD)
    overdue = WORLD.behaviour.overdue
    slips = {}
    for customer in WORLD.portfolio.customers:
        halves = [reader.half(customer.id, second=second) for second in (False, True)]
        if None not in halves and int(overdue[customer.id]) >= 1_000_00:
            slips[customer.id] = halves[1] - halves[0]
    assert slips[reader.drifting.id] == max(slips.values()) > 0


def test_the_example_owes_enough_to_be_called():
    reader = Reader(WORLD)
    assert int(WORLD.behaviour.overdue[reader.example.id]) >= 1_000_00


def test_a_reader_without_a_suitable_example_reads_dashes():
    portfolio = make.portfolio(1, 1)
    nobody = Portfolio(
        portfolio.supplier,
        portfolio.as_of,
        1,
        "essai",
        (changed(portfolio.customers[0], statements=()),),
        portfolio.ledger,
        portfolio.hidden,
    )
    reader = Reader(World(nobody))
    assert reader.example is None
    assert reader.written("example_sales") == ""
    assert reader.written("example_afdcc_note") == ""


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("customer_count", True),
        ("example_ebe", True),
        ("example_ebe_previous", True),
        ("example_afdcc_note", True),
        ("drift_name", True),
        ("drift_hat", False),
        ("ebe", False),
        ("example_ebit", False),
    ],
)
def test_figures_are_known_by_name(name, known):
    assert is_figure(name) is known
