"""The monthly dashboard that a trainee builds: a month's books, formulas, verdicts, a cube."""
