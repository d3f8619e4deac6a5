"""Formulas typed as French Excel users do; expected values are those that Excel gives."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.excel import BadExcel, parse
from simulator.domain.exercises.excel_values import Sheet

SHEET = Sheet(
    {
        "client": ("Durand", "Dupont", "Durand", "Éclair"),
        "reste": (Fraction(100), Fraction(250), Fraction(1, 2), Fraction(0)),
        "echeance": (Fraction(10), Fraction(20), Fraction(30), Fraction(40)),
        "litige": ("non", "oui", "non", "non"),
    },
    {"jour": Fraction(25), "mot": "oui"},
)
NAMES = frozenset((*SHEET.columns, *SHEET.cells))


def value(text):
    return parse(text, NAMES).value(SHEET)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+2*3", 7),
        ("= (1 + 2) * 3", 9),
        ("2^3^2", 64),  # Excel reads powers from the left
        ("=-2^2", 4),  # and the sign before the power
        ("=10%", Fraction(1, 10)),
        ("=1 234", None),
        ("=1234,5/2", Fraction(12345, 20)),
        ("=7÷2×4−1", 13),
        ("=1/0", "#DIV/0!"),
        ('="a"&1,5', "a1,5"),
        ('="a"&VRAI&FAUX&"é"', "aVRAIFAUXé"),
        ('="1,5"+1', Fraction(5, 2)),
        ('="un"+1', "#VALEUR!"),
        ('="a""b"', 'a"b'),
        ("=SOMME(Reste)", Fraction(701, 2)),
        ("=SOMME(B2:B5;1)", Fraction(703, 2)),
        ("=somme($B:$B)", Fraction(701, 2)),
        ("=SOMME(Client)", 0),
        ("=SOMME(Z:Z)", "#REF!"),
        ("=Reste", "#VALEUR!"),
        ("=MOYENNE(Reste)", Fraction(701, 8)),
        ("=MOYENNE(Client)", "#DIV/0!"),
        ("=MIN(Reste)+MAX(Reste;300)", 300),
        ("=MIN(Client)", 0),
        ("=NB(Reste)", 4),
        ("=NB(Client)", 0),
        ("=NBVAL(Client;1)", 5),
        ('=SOMME.SI(Client;"durand";Reste)', Fraction(201, 2)),
        ('=SOMME.SI(Reste;">=100")', 350),
        ('=SOMME.SI(Client;"du*";Reste)', Fraction(701, 2)),
        ('=SOMME.SI(Client;"eclair";Echeance)', 40),
        ("=SOMME.SI(Echeance;20;Reste)", 250),
        ('=MOYENNE.SI(Litige;"non";Reste)', Fraction(67, 2)),
        ('=NB.SI(Litige;"<>oui")', 3),
        ('=NB.SI(Litige;"="&Mot)', 1),
        ('=NB.SI(Client;">durand")', 1),
        ('=NB.SI(Reste;"oui")', 0),
        ('=NB.SI(Reste;"<>oui")', 4),
        ('=NB.SI(Client;"<=0,5")', 0),
        ('=SOMME.SI.ENS(Reste;Échéance;"<"&Jour;Litige;"non")', 100),
        ('=MOYENNE.SI.ENS(Reste;Échéance;">"&Jour)', Fraction(1, 4)),
        ('=NB.SI.ENS(Échéance;"<="&20;Litige;"oui")', 1),
        ("=SOMME.SI.ENS(Reste;Échéance;1;Litige)", "#VALEUR!"),
        ('=SOMME.SI.ENS(Jour;Échéance;">0")', "#VALEUR!"),
        ('=NB.SI.ENS(Échéance;">0";Jour;">0")', "#VALEUR!"),
        ("=NB.SI(Échéance;Litige)", "#VALEUR!"),
        ("=SOMMEPROD(Reste;Echeance)", 6015),
        ("=SOMMEPROD((Echeance<Jour)*Reste)", 350),
        ("=SOMMEPROD(Reste<0)", 0),
        ("=SOMMEPROD(Reste;Jour)", "#VALEUR!"),
        ("=SOMMEPROD(Client;Reste)", 0),
        ("=SOMME(SI(Echeance<Jour;D:D;Z:Z))", "#REF!"),
        ("=SOMME(SI((A:A=A:A);SI(VRAI;Reste)))", Fraction(701, 2)),
        ("=SOMME(SI(Echeance<Jour;Reste;0))", 350),
        ("=SOMME(SI(Echeance<Jour;Reste))", 350),
        ("=SI(Jour>30;1;2)", 2),
        ("=SI(Jour>20;1)", 1),
        ("=SI(Jour>30;1)", 0),
        ("=SIERREUR(1/0;9)", 9),
        ("=SIERREUR(3;9)", 3),
        ("=SI(ET(Jour>1;Jour<30);1;0)", 1),
        ("=SI(OU(Jour>30;NON(VRAI));1;0)", 0),
        ("=ABS(-3,5)", Fraction(7, 2)),
        ("=ARRONDI(2,675;2)", Fraction(268, 100)),
        ("=ARRONDI(2,675;99)", "#NOMBRE!"),
        ("=2^9", "#NOMBRE!"),
        ("=0^0", "#NOMBRE!"),
        ("=2^0,5", "#NOMBRE!"),
        ("=1=1", 1),
        ('="a"<>"A"', 0),
        ('="a">5', 1),
        ('=5<"a"', 1),
        ("=1<=1", 1),
        ("=1>=2", 0),
        ("=--1", 1),
        ("=+1", 1),
        ("=ABS(Reste)", "#VALEUR!"),
        ("=SOMME(-Reste)", Fraction(-701, 2)),
        ("=NB.SI(Reste;0,5)", 1),
        ("=NB.SI(Client;0)", 0),
        ("=SOMME(Reste*SI(Jour=25;2;1))", 701),
        ("=SOMME(2*Reste)", 701),
        ("=SOMME(SI(Reste>0;1;Jour))", 28),
        ("=SOMME(SI((A2:A3=A2:A3);Jour;1))", 100),
    ],
)
def test_a_formula_gives_what_the_sheet_would_show(text, expected):
    if expected is None:
        with pytest.raises(BadExcel):
            value(text)
    else:
        assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "syntax"),
        ("=", "syntax"),
        ("=1+", "syntax"),
        ("=(1", "syntax"),
        ("=1)", "syntax"),
        ("=SOMME(Reste", "syntax"),
        ("=A1:B2", "syntax"),
        ("=@", "syntax"),
        ("=*2", "syntax"),
        ("=Inconnu", "unknown_name"),
        ("=SOMME(Inconnu)", "unknown_name"),
        ("=SUM(Reste)", "unknown_function"),
        ("=__import__(1)", "unknown_function"),
        ("=ABS(1;2)", "arguments"),
        ("=SOMME()", "arguments"),
        ("=SOMME.SI.ENS(Reste;Échéance)", "arguments"),
        ("=" + "1+" * 400 + "1", "too_long"),
        ("=" + "(" * 40 + "1" + ")" * 40, "too_deep"),
        ("=" + "-" * 40 + "1", "too_deep"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_reason(text, reason):
    with pytest.raises(BadExcel) as caught:
        value(text)
    assert caught.value.reason == reason


def test_texts_stay_short():
    long = '"' + "a" * 150 + '"'
    assert value(f"={long}&{long}&{long}") == "#VALEUR!"


def test_a_formula_says_what_it_reads_and_calls():
    found = parse("= SOMME( D:D ) + Jour", NAMES)
    assert (found.names, found.functions) == ({"D", "jour"}, {"SOMME"})
    assert found.text == "=SOMME( D:D ) + Jour"


PIECES = st.sampled_from(
    [
        *("SOMME(", "SI(", "SOMMEPROD(", "NB.SI(", "SIERREUR(", "ARRONDI(", "Reste", "Client"),
        *("Jour", "D:D", "(", ")", ";", "&", "*", "/", "^", "-", "=", "<>", "%", "1", "0"),
        *("2,5", '"<"', '"du*"'),
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join)))
def test_nothing_typed_ever_raises_anything_else(text):
    try:
        found = parse(text, NAMES)
    except BadExcel:
        return
    assert isinstance(found.value(SHEET), Fraction | str)
