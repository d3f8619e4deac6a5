"""Inventing a supplier's portfolio: customers, accounts, ledger, from a scenario and a seed.

Nothing here imports pandas, pyarrow or Faker; ``build.generate`` is the way in.
"""
