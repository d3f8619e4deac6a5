"""Drawing fresh pools of labels from Faker, to be frozen into ``scenarios/names.yaml``.

Generation never calls this: Faker does not promise the same stream from one release to the next,
so what a portfolio is made of must be a file. Only people's names and streets come from Faker;
the names of firms, their numbers and their addresses on the network are our own, for those of
Faker look real.
"""

from __future__ import annotations


def draw(count: int, seed: int) -> dict[str, tuple[str, ...]]:
    """Return ``count`` distinct first names, last names and streets, sorted."""
    from faker import Faker  # noqa: PLC0415 — 0.1 s that no page should pay

    fake = Faker("fr_FR")
    fake.seed_instance(seed)
    makers = {
        "first_names": fake.first_name,
        "last_names": fake.last_name,
        "streets": fake.street_name,
    }
    return {key: _distinct(maker, count) for key, maker in makers.items()}


def _distinct(maker: object, count: int) -> tuple[str, ...]:
    assert callable(maker)
    found: set[str] = set()
    for _ in range(count * 50):
        found.add(str(maker()))
        if len(found) == count:
            break
    return tuple(sorted(found))
