"""What answers say to the browser about keeping; what all say of safety is in the matrix."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulator.web import headers
from tests.conftest import House


@pytest.mark.parametrize("address", ["/", "/connexion", "/verifier", "/rien", "/salle"])
def test_pages_are_not_kept_by_the_browser(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_a_stamped_file_is_kept_for_ever_and_a_bare_one_is_asked_again(
    app: Flask, client: FlaskClient
) -> None:
    with app.test_request_context():
        stamped = headers.asset("css/encours.css")

    kept = client.get(stamped, buffered=True)
    bare = client.get("/static/css/encours.css", buffered=True)

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in bare.headers.get("Cache-Control", "")


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(house: House) -> None:
    number = house.training(house.trainer())
    answer = house.app.test_client().post(
        f"/rejoindre/{house.code(number)}", data={"first_name": "Paul", "last_name": "Roux"}
    )

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
