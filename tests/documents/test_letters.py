"""Letters read back from their Word documents: the same words as the page, figures to the cent."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from jinja2.exceptions import SecurityError

from simulator.content.letters import load_letters
from simulator.documents import letters as printed
from simulator.documents.letter_words import HEADS, LABELS
from simulator.domain.collection.letters import (
    NAMES,
    Account,
    Letter,
    Need,
    Paragraph,
    Sheet,
    Wording,
    account_of,
)
from simulator.domain.money import Cents
from tests.domain.collection.lawbook import LAW
from tests.letters_case import BODY, CLEAN, FIRM, account_portfolio

ROOT = Path(__file__).resolve().parents[2] / "content" / "letters"
LETTERS, _ = load_letters(ROOT, "letters")
AUTHOR = "Élodie Martin & fils <x>"
"""A name with what would break XML."""
BOTH = [(one, language) for one in LETTERS.values() for language in printed.LANGUAGES]
IDS = [f"{one.id}-{language}" for one, language in BOTH]


@pytest.fixture
def account() -> Account:
    return account_of(account_portfolio(), FIRM, LAW)


def opened(body: bytes) -> Word:
    return Document(io.BytesIO(body))


def texts(word: Word) -> list[str]:
    return [one.text for one in word.paragraphs if one.text.strip()]


def tables(word: Word) -> list[list[tuple[str, ...]]]:
    return [[tuple(cell.text for cell in row.cells) for row in one.rows] for one in word.tables]


@pytest.mark.parametrize(("letter", "language"), BOTH, ids=IDS)
def test_the_word_document_says_what_the_page_says(
    account: Account, letter: Letter, language: str
) -> None:
    page = printed.written(letter, account, language, AUTHOR)
    word = opened(printed.word(letter, account, language, AUTHOR))
    said = texts(word)

    for text in (page.sender, *page.recipient, page.dated, *page.signature):
        assert text in said
    assert any(line.endswith(page.subject) for line in said)
    assert [one.text for one in page.blocks if one.text and one.text not in said] == []
    shown = [one.table for one in page.blocks if one.table]
    assert tables(word) == [[one.heads, *one.rows, one.foot] for one in shown]
    whole = "\n".join([*said, *(str(one) for one in tables(word))])
    assert "{" not in whole
    assert "%}" not in whole
    assert word.core_properties.title == letter.wording(language).title


@pytest.mark.parametrize(("letter", "language"), BOTH, ids=IDS)
def test_a_blank_letter_has_brackets_and_no_figure(letter: Letter, language: str) -> None:
    word = opened(printed.blank_word(letter, language))
    said = "\n".join(texts(word))
    page = printed.blank(letter, language)

    assert "{" not in said
    assert LABELS["customer"][printed.LANGUAGES.index(language)] in said
    assert len(page.blocks) == len(letter.wording(language).body)
    for found, block in zip(tables(word), (b.table for b in page.blocks if b.table), strict=True):
        assert found == [block.heads, *block.rows]
        assert set(block.rows) == {("[…]",) * len(block.heads)}


def table_of(account: Account, name: str, language: str, rank: int = 0) -> list[tuple[str, ...]]:
    word = opened(printed.word(LETTERS[name], account, language, AUTHOR))
    return tables(word)[rank]


def test_the_formal_notice_is_right_to_the_cent_in_french(account: Account) -> None:
    found = table_of(account, "mise-en-demeure", "fr")
    word = "\n".join(texts(opened(printed.word(LETTERS["mise-en-demeure"], account, "fr", "A"))))

    n, e = "\u202f", "\u202f€"
    assert found[1:] == [
        (
            "101",
            "30 septembre 2026",
            "32",
            f"1{n}200,00{e}",
            f"13,05{e}",
            f"40,00{e}",
            f"1{n}253,05{e}",
        ),
        ("102", "15 octobre 2026", "17", f"450,00{e}", f"2,60{e}", f"40,00{e}", f"492,60{e}"),
        ("Total", "", "", f"1{n}650,00{e}", f"15,65{e}", f"80,00{e}", f"1{n}745,65{e}"),
    ]
    for text in (
        f"la somme de 1{n}650,00{e} en principal, d’ici le 9 novembre 2026",
        f"15,65{e} de pénalités de retard et 80,00{e} d’indemnités forfaitaires",
        f"(40,00{e} par facture), soit un total de 1{n}745,65{e}",
        f"aujourd’hui 12,40{n}%",
        "L. 441-10, II et D. 441-5 du code de commerce",
        f"contestées de bonne foi (150,00{e}, factures 102)",
    ):
        assert text in word
    assert "commande publique" not in word


def test_the_formal_notice_is_right_to_the_cent_in_english(account: Account) -> None:
    found = table_of(account, "mise-en-demeure", "en")
    word = "\n".join(texts(opened(printed.word(LETTERS["mise-en-demeure"], account, "en", "A"))))

    assert found[-1] == ("Total", "", "", "€1,650.00", "€15.65", "€80.00", "€1,745.65")
    assert "the principal sum of €1,650.00 by 9 November 2026" in word
    assert "today 12.40%" in word
    assert "€40.00 per invoice" in word


def test_a_public_body_reads_its_own_code() -> None:
    account = account_of(account_portfolio(), BODY, LAW)
    word = "\n".join(texts(opened(printed.word(LETTERS["mise-en-demeure"], account, "fr", "A"))))

    assert "R. 2192-31 et D. 2192-35 du code de la commande publique" in word
    assert "441-10" not in word
    assert "13,12\u202f€ de pénalités" in word


def test_a_settlement_plan_lists_its_dates(account: Account) -> None:
    e = "\u202f€"
    assert table_of(account, "echeancier", "fr", rank=1)[1:] == [
        ("1", "4 novembre 2026", f"550,00{e}"),
        ("2", "4 décembre 2026", f"366,67{e}"),
        ("3", "4 janvier 2027", f"366,67{e}"),
        ("4", "4 février 2027", f"366,66{e}"),
        ("Total", "", f"1\u202f650,00{e}"),
    ]


def test_a_statement_has_every_open_document_and_its_balance(account: Account) -> None:
    found = table_of(account, "releve-de-compte", "en")

    assert [(row[0], row[3], row[4]) for row in found[1:]] == [
        ("101", "overdue", "€1,200.00"),
        ("102", "disputed", "€600.00"),
        ("103", "promised", "€300.00"),
        ("105", "credit note", "-€90.00"),
        ("104", "not due", "€480.00"),
        ("Total", "", "€2,490.00"),
    ]


def test_a_promise_and_a_dispute_are_written(account: Account) -> None:
    promise = table_of(account, "confirmation-de-promesse", "fr")
    dispute = table_of(account, "accuse-de-litige", "fr")

    assert promise[1] == ("103", "10 novembre 2026", "300,00\u202f€")
    assert dispute[1] == ("102", "15 octobre 2026", "600,00\u202f€", "150,00\u202f€")


def test_every_name_has_a_label_and_a_value(account: Account) -> None:
    for language in printed.LANGUAGES:
        values = printed.context(account, language, AUTHOR)
        assert set(values) >= NAMES
        assert set(printed.blank_context(language)) >= NAMES
    assert set(LABELS) - {"address", "town"} == NAMES
    assert set(HEADS) == set(Sheet)


def test_an_empty_account_leaves_no_figure_to_invent() -> None:
    values = printed.context(account_of(account_portfolio(), CLEAN, LAW), "fr", "A")

    assert values["plan_count"] == "0"
    assert values["oldest_number"] == values["fee"] == values["promised_due"] == ""
    assert values["rate"] == "[taux annuel des pénalités]"
    assert values["sheets"]["plan"].rows == ()


@pytest.mark.parametrize(
    "text", ["{{ ''.__class__.__mro__ }}", "{{ author.__class__.__subclasses__() }}"]
)
def test_a_template_reaches_nothing_outside_its_values(account: Account, text: str) -> None:
    words = Wording(title="T", use="U", subject="S", body=(Paragraph(text=text),))
    bad = Letter(id="x", order=1, needs=Need.OPEN, fr=words, en=words)

    with pytest.raises(SecurityError):
        printed.written(bad, account, "fr", "A")
    with pytest.raises(SecurityError):
        printed.word(bad, account, "fr", "A")


def test_figures_and_dates_are_written_in_each_language() -> None:
    assert printed.money(Cents(-123456), "en") == "-€1,234.56"
    assert printed.money(Cents(123456), "fr") == "1\u202f234,56\u202f€"
    assert printed.day(date(2026, 3, 1), "fr") == "1er mars 2026"
    assert printed.day(date(2026, 3, 1), "en") == "1 March 2026"
    assert printed.percent(Decimal("0.1215"), "en") == "12.15%"
