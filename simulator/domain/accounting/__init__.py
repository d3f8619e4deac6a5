"""What receivables do to the books: working capital, write-downs, entries, VAT on bad debts."""
