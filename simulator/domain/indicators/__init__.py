"""Receivables indicators: DSO family, ageing, overdue, disputes, collection, dashboard."""
