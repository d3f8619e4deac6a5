"""Working capital, write-downs, journal entries and VAT on bad debts (PCG 2025)."""
