"""Company accounts: liasse lines, management balances, balance sheets and ratios."""
