"""Badges (Open Badges 3.0): anybody who has the number of an attestation may read its badge."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, url_for

from simulator.domain.refusals import NotFound
from simulator.services import badges, certificates
from simulator.services.certificates import Issued
from simulator.web import access, clock, db, downloads, links
from simulator.web.access import Role

pages = Blueprint("badges", __name__)
access.rules("badges", show=Role.PUBLIC)

FORMS = {
    "json": "application/ld+json",
    "jwt": "application/jwt",
    "svg": "image/svg+xml",
}


def is_given(issued: Issued) -> bool:
    """Say whether a document has a badge that somebody could check."""
    return badges.has_badge(issued) and badges.can_be_proved(links.lasting("/"))


@pages.get("/verifier/<number>/badge.<any(json, jwt, svg):form>")
def show(number: str, form: str) -> Response:
    """Give a badge as data, as a signed token or as an image that holds them."""
    try:
        issued = certificates.check_from(
            db.session(), number, request.remote_addr or "", clock.now()
        )
    except NotFound:
        db.commit()  # the failure counts
        raise
    address = links.lasting(url_for("certificates.check", number=issued.number))
    found = badges.of_document(
        db.session(), issued, address, links.lasting("/"), links.settings().instance
    )
    body = {"json": found.text, "jwt": found.token, "svg": found.picture}[form]
    if not body:
        abort(404)
    return downloads.file(body.encode(), f"badge-{found.number}.{form}", FORMS[form])
