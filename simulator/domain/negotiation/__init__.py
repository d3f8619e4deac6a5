"""Negotiation: the call to one's own debtor, heard, answered and debriefed by rules."""
