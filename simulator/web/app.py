"""The application factory: a table of contents."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from simulator.config import Settings
from simulator.exchange import drafts
from simulator.paths import STATIC, TEMPLATES
from simulator.services import warmth
from simulator.web import (
    access,
    blueprints,
    clock,
    db,
    display,
    errors,
    headers,
    layout,
    transfers,
)

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    """Build the application for these settings."""
    app = db.PatientFlask("simulator", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    setup_config(app, settings)
    setup_proxies(app, settings.trusted_proxies)
    app.url_map.converters["int"] = RowNumber
    setup_database(app)
    app.before_request(transfers.let_in)  # before anything reads the form
    csrf.init_app(app)
    headers.setup(app)
    display.setup(app)
    layout.setup(app)
    errors.setup(app)
    access.setup(app)
    blueprints.setup(app)
    # A file being imported when the last server stopped is not kept until somebody imports again.
    drafts.sweep(settings.instance, clock.system_now())
    if not settings.testing:
        warmth.warm_up()
    return app


def setup_config(app: Flask, settings: Settings) -> None:
    """Copy the settings into Flask's own names."""
    app.config.update(
        SETTINGS=settings,
        CLOCK=clock.system_now,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.POOL,
        SESSION_COOKIE_NAME="encours",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        MAX_CONTENT_LENGTH=settings.max_upload_bytes,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


class RowNumber(IntegerConverter):
    """A number of a row: a longer one is no page, rather than a fault of the database."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def setup_proxies(app: Flask, count: int) -> None:
    """Believe the addresses that ``count`` proxies of ours pass on; without one, believe nobody."""
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # Flask's documented way
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


def setup_database(app: Flask) -> None:
    """Connect Flask-SQLAlchemy and tune SQLite."""
    db.db.init_app(app)
    with app.app_context():
        if db.db.engine.dialect.name == "sqlite":
            db.tune_sqlite(db.db.engine)
