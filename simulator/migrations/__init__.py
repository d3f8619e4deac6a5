"""The history of the tables (Alembic), inside the package so that a wheel can bring a database up."""
