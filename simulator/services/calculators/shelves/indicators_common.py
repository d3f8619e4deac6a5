"""What the calculators of indicators share."""

from __future__ import annotations

from simulator.services.calculators.model import Family

I = Family.INDICATORS

READING = "reading:word"
