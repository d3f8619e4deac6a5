"""What the customers owe: invoices, payments, disputes and promises as columns."""
