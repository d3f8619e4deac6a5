"""The list of a trainee's credit lines."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.conftest import House


def test_every_customer_has_its_line_and_totals_add_up(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    page = BeautifulSoup(phone.get("/salle/lignes").text, "html.parser")

    rows = page.select("tbody tr")
    assert len(rows) == 40
    owed = [int(row.select("td")[4]["data-value"]) for row in rows]
    total = page.select("tfoot td")[4].get_text(strip=True)
    assert total == f"{round(sum(owed) / 100):,} €".replace(",", "\u202f").replace(" ", "\u202f")
