"""Identities for customers who come from elsewhere: fictional, drawn by name, without accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulator.domain.dates import add_months
from simulator.domain.firm import Identity, Size
from simulator.domain.luck import Luck
from simulator.domain.refusals import Negative
from simulator.generation.identities import luck_months, of, phone, root, siren, slug
from simulator.generation.library import SIZES, Names, calibration, names, scenario

_YOUNGEST = 48
"""Months between the creation of a firm and its first invoice, at least."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """The identities that a seed gives to the customers of a supplier, by rank."""

    seed: int
    scenario: str

    def identity(self, rank: int, since: date, *, public: bool = False) -> Identity:
        """Return the fictional identity of a rank; two ranks have different names and SIREN.

        Sector and size are drawn with the shares of the scenario; ``since`` is the day of the
        first invoice, which the firm is older than. Raises ``Negative`` on a negative rank.
        """
        if rank < 0:
            raise Negative("rank", rank)
        luck, pools = Luck(self.seed), names()
        sector = "public" if public else self._drawn("sectors", rank)
        size = "PME" if public else self._drawn("sizes", rank)
        made = root(luck, rank, pools)
        pattern, naf = _pick(luck, _patterns(pools, sector, public=public), "activity", rank)
        postcode, town = _one(luck, pools.towns, "town", rank).split(" ", 1)
        low, high = calibration().sizes[size].headcount
        first = _one(luck, pools.first_names, "first name", rank)
        return Identity(
            name=pattern.format(root=made, of_root=of(made)),
            siren=siren(luck, rank),
            legal_form=_one(luck, pools.forms["public" if public else size], "form", rank),
            naf=naf,
            sector=sector,
            size=Size(size),
            created=add_months(since, -_YOUNGEST - luck_months(luck, rank)),
            address=(
                f"{1 + luck.below(140, 'street number', rank)}"
                f" {_one(luck, pools.streets, 'street', rank)}"
            ),
            postcode=postcode,
            city=town,
            manager=f"{first} {_one(luck, pools.last_names, 'last name', rank)}",
            email=f"{'finances' if public else 'comptabilite'}@{slug(made)}.example",
            phone=phone(luck, rank, postcode),
            headcount=low + luck.below(high - low + 1, "staff", rank),
            public=public,
        )

    def _drawn(self, part: str, rank: int) -> str:
        """Return a sector or a size, in proportion to the shares of the scenario."""
        shares: Mapping[str, float] = getattr(scenario(self.scenario).customers, part)
        kept = [key for key in shares if key != "public" and (part == "sectors" or key in SIZES)]
        weights = [round(shares[key] * 1_000_000) for key in kept]
        return kept[int(Luck(self.seed).pick(weights, f"stranger {part}", rank))]


def _patterns(pools: Names, sector: str, *, public: bool) -> tuple[str, ...]:
    return pools.bodies["public"] if public else pools.activities[sector]


def _one(luck: Luck, pool: tuple[str, ...], purpose: str, rank: int) -> str:
    return pool[luck.below(len(pool), purpose, rank)]


def _pick(luck: Luck, pool: tuple[str, ...], purpose: str, rank: int) -> tuple[str, str]:
    pattern, _, naf = _one(luck, pool, purpose, rank).partition("|")
    return pattern, naf
