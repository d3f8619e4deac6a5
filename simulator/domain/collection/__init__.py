"""Terms and due dates, penalties, limitation, reminders, procedures, insolvency, public payers."""
