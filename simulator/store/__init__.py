"""What is remembered: tables in plain SQLAlchemy, one module a noun. Rows carry no rules."""
