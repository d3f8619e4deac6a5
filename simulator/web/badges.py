"""Badges (Open Badges 3.0): anybody who has the number of an attestation may read its badge."""

from __future__ import annotations

from flask import Blueprint, Response, abort, url_for

from simulator.services import badges
from simulator.web import access, db, downloads, links
from simulator.web.access import Role

pages = Blueprint("badges", __name__)
access.rules("badges", show=Role.PUBLIC)

FORMS = {
    "json": "application/ld+json",
    "jwt": "application/jwt",
    "svg": "image/svg+xml",
}


@pages.get("/verifier/<number>/badge.<any(json, jwt, svg):form>")
def show(number: str, form: str) -> Response:
    """Give a badge as data, as a signed token or as an image that holds them."""
    address = links.absolute(url_for("certificates.check", number=number))
    home = links.absolute("/")
    found = badges.of_number(db.session(), number, address, home, links.settings().instance)
    body = {"json": found.text, "jwt": found.token, "svg": found.picture}[form]
    if not body:
        abort(404)
    return downloads.file(body.encode(), f"badge-{found.number}.{form}", FORMS[form])
